//! A record of JSON while it is being gathered.

use std::ops::{ControlFlow, Range};

use super::cut::{self, Cutter};
use super::{Budget, Sink, Stop, stamp};
use crate::model::coverage::Limit;
use crate::model::locator::StepKind;
use crate::model::passage::{Passage, Record, RecordKind};
use crate::model::time::Day;

/// Keys under which an event states its time, the most telling first.
const TIME_KEYS: [&str; 14] = [
    "@timestamp",
    "timestamp",
    "time",
    "ts",
    "datetime",
    "date_time",
    "event_time",
    "eventtime",
    "date",
    "logged_at",
    "created_at",
    "createdat",
    "created",
    "t",
];

/// A record that is being gathered.
pub(super) struct Open {
    at: (StepKind, Vec<u8>),
    /// A document's root: objects in its arrays are records of their own.
    pub is_root: bool,
    takes_day: bool,
    day: Option<(usize, Day)>,
    passages: Vec<Passage>,
    held: usize,
    /// Field path of the value that is being read.
    pub path: String,
}

/// Why reading stopped before the end.
pub(super) enum Halt {
    /// The sink wants no more.
    Stop,
    /// It cannot be read on, for this limit.
    Cut(Limit),
}

impl Open {
    /// A document's root.
    pub fn root(at: &str) -> Self {
        Self { is_root: true, ..Self::element(at) }
    }

    /// An object in an array of a document.
    pub fn element(at: &str) -> Self {
        Self::new((StepKind::Json, at.as_bytes().to_vec()))
    }

    /// An event on a line of its own.
    pub fn event(line_at: u64) -> Self {
        Self { takes_day: true, ..Self::new((StepKind::Offset, line_at.to_string().into_bytes())) }
    }

    fn new(at: (StepKind, Vec<u8>)) -> Self {
        Self { at, is_root: false, takes_day: false, day: None, passages: Vec::new(), held: 0, path: String::new() }
    }

    /// The day that the event states.
    pub fn day(&self) -> Option<Day> {
        self.day.map(|(_, day)| day)
    }

    /// Bytes that are held.
    pub fn held(&self) -> usize {
        self.held
    }

    /// Nothing was gathered since the record was last given.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// Takes a value, or a stretch of a long one, of the field at the path.
    pub fn push(&mut self, text: String, owned: Range<usize>, sink: &mut dyn Sink, budget: &Budget) {
        if self.takes_day
            && let Some(rank) = TIME_KEYS.iter().position(|key| key.eq_ignore_ascii_case(&self.path))
            && self.day.is_none_or(|(best, _)| rank < best)
            && let Some(day) = stamp::of_value(&text)
        {
            self.day = Some((rank, day));
        }
        let field = if self.path.is_empty() { None } else { sink.fields().intern(&self.path) };
        self.held += text.len() + size_of::<Passage>();
        cut::push(&mut self.passages, text, owned, field, budget);
    }

    /// Gives what was gathered to the sink.
    pub fn give(&mut self, sink: &mut dyn Sink, n_bytes: u64) -> Result<(), Halt> {
        self.held = 0;
        let passages = std::mem::take(&mut self.passages);
        let record = Record { kind: RecordKind::Json, at: self.at.clone(), passages, day: self.day() };
        match sink.record(record, n_bytes) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(Stop) => Err(Halt::Stop),
        }
    }
}

/// A string that is too long to be held.
pub(super) struct Long<'l> {
    /// The record it belongs to.
    pub open: &'l mut Open,
    /// What is held of it.
    pub cutter: &'l mut Cutter,
    /// Who takes it.
    pub sink: &'l mut dyn Sink,
    /// The limits.
    pub budget: &'l Budget,
}

impl Long<'_> {
    /// Takes more of it, and gives what is full to the sink, with all that was gathered of the record.
    pub fn push(&mut self, text: &str) -> Result<(), Halt> {
        self.cutter.push(text);
        let Some((text, owned)) = self.cutter.next() else {
            return Ok(());
        };
        self.open.push(text, owned, self.sink, self.budget);
        self.open.give(self.sink, 0)
    }
}
