//! Floor 1: bytes → records. A new format is one file and one line in [`FORMATS`].
//!
//! Everything is bounded: a line, row, cell, document or archive of any length passes through in pieces, and what a
//! budget cuts off is said in the outcome.

mod access;
mod body;
#[cfg(test)]
mod contract;
mod csv;
mod cut;
mod dialect;
mod encoding;
mod gather;
mod gz;
mod head;
mod json;
mod kind;
mod lines;
mod list;
mod log;
mod logfmt;
mod ndjson;
mod opaque;
mod rows;
mod stamp;
mod tap;
#[cfg(test)]
mod testing;
mod text;
mod value;
mod zip;

use std::io::{Read, Seek};
use std::ops::ControlFlow;

pub use body::{Body, Nest, Source};
pub use encoding::Encoding;
pub use head::Head;
pub use list::{List, ListRow, list};
use tap::{Meter, Tap};

use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;
use crate::model::object::Stretch;
use crate::model::passage::{Fields, Record};
use crate::model::time::Day;

/// The formats, in the order in which they are asked whether bytes are theirs; the last one takes everything.
pub static FORMATS: &[&dyn Format] =
    &[&opaque::Opaque, &zip::Zip, &gz::Gz, &ndjson::Ndjson, &json::Json, &log::Log, &csv::Csv, &text::Text];

/// The bytes at the beginning of a file by which its format is told.
pub const HEAD_BYTES: usize = 64 << 10;

/// Bytes that can be read from any place.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek + ?Sized> ReadSeek for T {}

/// One file to extract from.
pub struct Input<'a> {
    /// The last segment of its path: only a hint for the type.
    pub name: &'a [u8],
    /// Its bytes, if known.
    pub size: Option<u64>,
    /// The bytes themselves, wherever the reader stands.
    pub bytes: &'a mut dyn ReadSeek,
    /// All of it, or the records that start in `[start, end)`. A file that may not be cut belongs to the stretch that
    /// holds its first byte.
    pub stretch: &'a Stretch,
    /// When it was last modified: gives syslog lines (`Nov  3 …`) their year.
    pub modified: Option<Day>,
}

/// What a file is, as far as its head tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The format's name.
    pub format: &'static str,
    /// It may be read in parts ([`Stretch::Bytes`]).
    pub may_be_cut: bool,
    /// Its records have named fields whose values can be judged together.
    pub is_columnar: bool,
}

/// A kind of file that is read.
///
/// # Contract
/// * Garbage and truncated input give outcomes, never a panic and never an endless loop.
/// * What is held in memory is bounded by [`Budget`], whatever the input.
/// * The records of the parts of a file that may be cut are those of the whole, each once.
/// * `owned` of every passage lies within its text, at borders of characters.
/// * [`ControlFlow::Break`] from the sink ends the reading at once, as `partial(stopped)`.
pub trait Format: Sync {
    /// Its name: `csv`.
    fn name(&self) -> &'static str;

    /// Whether bytes with this head are of this format.
    fn fits(&self, head: &Head<'_>) -> bool;

    /// Whether a file with this head may be read in parts.
    fn may_be_cut(&self, _head: &Head<'_>) -> bool {
        false
    }

    /// Whether its records have fields whose values can be judged together.
    fn is_columnar(&self) -> bool {
        false
    }

    /// Reads it and gives every record to the sink. Read errors need no care: to a format they are the end of the
    /// bytes, and whoever opened them knows.
    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended;
}

/// Guesses the type, reads, gives every record to the sink. Never panics, never fails: how it went is in [`Ended`].
pub fn extract(input: Input<'_>, budget: &Budget, sink: &mut dyn Sink) -> Ended {
    let mut tap = Tap::new(input.bytes);
    let size = tap.measure().or(input.size);
    let head_bytes = tap.head();
    let head = Head::new(input.name, &head_bytes);
    let format = choose(&head);
    let is_part = !matches!(input.stretch, Stretch::Whole);
    if is_part && !format.may_be_cut(&head) && matches!(input.stretch, Stretch::Bytes { start: 1.., .. }) {
        return Ended::complete();
    }
    let stretch = if format.may_be_cut(&head) { input.stretch } else { &Stretch::Whole };
    let meter = Meter::new(budget, size);
    let nest = Nest { budget, meter: &meter, depth: 0, modified: input.modified };
    let ended = format.read(Body { head: &head, source: Source::Seek(&mut tap), stretch, size, nest }, sink);
    tap.settle(ended)
}

/// Reads what a container decodes to; the caller has told the sink of the member and tells it how it ended.
fn extract_member(name: &[u8], size: Option<u64>, bytes: &mut dyn Read, nest: &Nest<'_>, sink: &mut dyn Sink) -> Ended {
    if nest.depth > nest.budget.depth {
        return Ended::because(Outcome::Partial(Limit::Depth), "containers inside containers");
    }
    let mut tap = Tap::metered(bytes, nest.meter);
    let head_bytes = tap.head();
    let head = Head::new(name, &head_bytes);
    let source = Source::Stream(&mut tap);
    let ended = choose(&head).read(Body { head: &head, source, stretch: &Stretch::Whole, size, nest: nest.clone() }, sink);
    tap.settle(ended)
}

/// What a file is, from its name and its head: its first [`HEAD_BYTES`], or all of it if it is shorter.
pub fn guess(name: &[u8], head: &[u8]) -> Guess {
    let head = Head::new(name, head);
    let format = choose(&head);
    Guess { format: format.name(), may_be_cut: format.may_be_cut(&head), is_columnar: format.is_columnar() }
}

/// The first format that takes bytes with this head.
fn choose(head: &Head<'_>) -> &'static dyn Format {
    FORMATS.iter().copied().find(|format| format.fits(head)).unwrap_or(&text::Text)
}

/// How much of an object, and of a container in it, is read at most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Decoded bytes of all members of one container together.
    pub container_bytes: u64,
    /// Decoded bytes per byte of the container, once more than 64 MiB were decoded.
    pub ratio: u64,
    /// Members of one container.
    pub members: u64,
    /// Containers inside containers.
    pub depth: u32,
    /// Bytes of one record (a row, a JSON record) that are held at a time; what is longer is cut into more records or,
    /// where that cannot be, ends as `partial(record)`.
    pub record_bytes: usize,
    /// Bytes of running text in one passage.
    pub window_bytes: usize,
    /// Bytes by which a window reaches over its borders on either side: the longest thing that a detector can find.
    pub overlap_bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            container_bytes: 64 << 30,
            ratio: 1_000,
            members: 1_000_000,
            depth: 17,
            record_bytes: 4 << 20,
            window_bytes: 16 << 10,
            overlap_bytes: 1 << 10,
        }
    }
}

/// Reading should stop: the run is being stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop;

/// Who takes what a format finds.
pub trait Sink {
    /// The fields of the object, to intern names in.
    fn fields(&mut self) -> &mut Fields;

    /// Takes one record. `n_bytes` is how many decoded bytes were passed since the record before.
    fn record(&mut self, record: Record, n_bytes: u64) -> ControlFlow<Stop>;

    /// A member of a container begins: what follows, until its end, lies in it. Members nest. After [`ControlFlow::Break`]
    /// the member counts as never begun, and no end of it is told.
    fn member(&mut self, name: &[u8]) -> ControlFlow<Stop>;

    /// The innermost open member ended so.
    fn member_ended(&mut self, ended: Ended);
}

/// How reading an object or a member ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// How far it was read.
    pub outcome: Outcome,
    /// Why no further.
    pub cause: Option<Cause>,
}

impl Ended {
    /// The sink wants no more.
    pub fn stopped() -> Self {
        Self::because(Outcome::Partial(Limit::Stopped), "the run was stopped")
    }

    /// All of it was read.
    pub fn complete() -> Self {
        Self { outcome: Outcome::Complete, cause: None }
    }

    /// It ended so, because of this.
    pub fn because(outcome: Outcome, cause: impl Into<Cause>) -> Self {
        Self { outcome, cause: Some(cause.into()) }
    }
}
