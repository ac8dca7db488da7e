//! One JSON object a line: events, exports, JSON logs. A line that is broken costs that line's fields only: its text is
//! given as it stands, and the next line is read.

use std::ops::ControlFlow;

use super::body::Body;
use super::encoding::Decoded;
use super::gather::{Halt, Open};
use super::head::Head;
use super::json;
use super::lines::{self, Lines};
use super::value::Walker;
use super::{Budget, Ended, Format, Sink, Stop, cut};
use crate::model::coverage::{Limit, Outcome};
use crate::model::fault::Cause;
use crate::model::locator::StepKind;
use crate::model::passage::{Record, RecordKind};

/// How many lines of the head are looked at.
const SAMPLE_LINES: usize = 20;

/// Lines that are JSON objects each.
pub(super) struct Ndjson;

impl Format for Ndjson {
    fn name(&self) -> &'static str {
        "ndjson"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        if !head.is_text() || head.text().trim_ascii_start().first() != Some(&b'{') {
            return false;
        }
        let is_named = head.is_named(&[".ndjson", ".jsonl", ".ldjson"]);
        let (mut n_lines, mut n_sound) = (0, 0);
        for line in head.lines().take(SAMPLE_LINES) {
            n_lines += 1;
            n_sound += usize::from(line.first() == Some(&b'{') && line.last() == Some(&b'}') && json::probe(line, true).0);
        }
        match n_lines {
            // Not one line ends in the head.
            0 => is_named,
            1 => is_named && n_sound == 1,
            _ => n_sound * 5 >= n_lines * 4 || (is_named && n_sound * 2 >= n_lines),
        }
    }

    fn may_be_cut(&self, head: &Head<'_>) -> bool {
        head.has_raw_lines()
    }

    fn is_columnar(&self) -> bool {
        true
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let budget = body.nest.budget;
        let (start, end) = body.bounds().unwrap_or((0, u64::MAX));
        let mut lines = Lines::open(body.source, body.head, start, budget);
        let mut broken = Broken::default();
        while lines.offset() < end {
            match read_line(&mut lines, budget, sink, &mut broken) {
                ControlFlow::Continue(true) => {}
                ControlFlow::Continue(false) => break,
                ControlFlow::Break(Stop) => return Ended::stopped(),
            }
        }
        match broken.worst {
            None => Ended::complete(),
            Some(limit) => Ended::because(Outcome::Partial(limit), Cause::coded("lines that are not sound JSON", broken.n)),
        }
    }
}

/// Lines that could not be read in full.
#[derive(Default)]
struct Broken {
    n: u64,
    worst: Option<Limit>,
}

impl Broken {
    fn note(&mut self, limit: Limit) {
        self.n += 1;
        // Damage is said first: it is the source's, not a limit of ours.
        if self.worst.is_none() || limit == Limit::Damaged {
            self.worst = Some(limit);
        }
    }
}

/// Reads a line; false at the end.
fn read_line(lines: &mut Lines<'_>, budget: &Budget, sink: &mut dyn Sink, broken: &mut Broken) -> ControlFlow<Stop, bool> {
    if lines.is_long(budget.record_bytes) {
        return read_long(lines, budget, sink, broken);
    }
    let encoding = lines.encoding();
    let Some(piece) = lines.next(budget.record_bytes) else {
        return ControlFlow::Continue(false);
    };
    let (line_at, text) = (piece.line_at, encoding.decode(piece.bytes));
    if text.trim().is_empty() {
        return ControlFlow::Continue(true);
    }
    let n_bytes = lines.passed();
    let mut open = Open::event(line_at);
    let mut walker = Walker::new(text.as_bytes(), budget, sink).with_bytes(n_bytes);
    let result = walker.single(&mut open);
    match result {
        Ok(()) => match walker.give(&mut open) {
            Ok(()) | Err(Halt::Cut(_)) => return ControlFlow::Continue(true),
            Err(Halt::Stop) => return ControlFlow::Break(Stop),
        },
        Err(Halt::Stop) => return ControlFlow::Break(Stop),
        Err(Halt::Cut(limit)) => broken.note(limit),
    }
    drop(walker);
    let mut passages = Vec::new();
    let owned = 0..text.len();
    cut::push(&mut passages, text, owned, None, budget);
    let at = (StepKind::Offset, line_at.to_string().into_bytes());
    sink.record(Record { kind: RecordKind::Json, at, passages, day: open.day() }, n_bytes)?;
    ControlFlow::Continue(true)
}

/// A line that is too long to be held: read as a stream, in several records.
fn read_long(lines: &mut Lines<'_>, budget: &Budget, sink: &mut dyn Sink, broken: &mut Broken) -> ControlFlow<Stop, bool> {
    let (line_at, encoding) = (lines.offset(), lines.encoding().rs());
    let mut open = Open::event(line_at);
    let result = {
        let mut walker = Walker::new(Decoded::new(lines.rest(), encoding), budget, sink);
        let result = walker.single(&mut open);
        let given = walker.give(&mut open);
        result.and(given)
    };
    match result {
        Ok(()) => lines.skip_line(),
        Err(Halt::Stop) => return ControlFlow::Break(Stop),
        Err(Halt::Cut(limit)) => {
            broken.note(limit);
            read_plainly(lines, line_at, budget, sink)?;
        }
    }
    lines.passed();
    ControlFlow::Continue(true)
}

/// The rest of a long line behind the block in which its JSON broke, as text; and its end.
fn read_plainly(lines: &mut Lines<'_>, line_at: u64, budget: &Budget, sink: &mut dyn Sink) -> ControlFlow<Stop> {
    let encoding = lines.encoding();
    while let Some(piece) = lines.next(budget.record_bytes) {
        let (text, owned) = lines::decode(piece.bytes, piece.owned.clone(), encoding);
        let is_last = piece.is_last;
        let mut passages = Vec::new();
        cut::push(&mut passages, text, owned, None, budget);
        let at = (StepKind::Offset, line_at.to_string().into_bytes());
        sink.record(Record { kind: RecordKind::Json, at, passages, day: None }, lines.passed())?;
        if is_last {
            break;
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;

    #[test]
    fn each_line_is_a_record_with_the_day_it_states() {
        let text = "{\"@timestamp\":\"2024-03-02T10:11:12Z\",\"date\":\"2020-01-01\",\"u\":{\"ip\":\"192.0.2.1\",\"time\":\"1999-01-01\"}}\r\n\n{\"ts\":1709374272123,\"msg\":\"x\"}\n{\"msg\":\"no time\"}\n";
        let (gathered, ended) = read("a.log", text.as_bytes());
        assert_eq!(ended.outcome.to_string(), "complete");
        let found: Vec<(String, String)> = gathered
            .records
            .iter()
            .map(|r| (r.day.map_or(String::new(), |day| day.to_string()), r.cells().join(" ")))
            .collect();
        let expected = [
            ("2024-03-02", "@timestamp=2024-03-02T10:11:12Z date=2020-01-01 u.ip=192.0.2.1 u.time=1999-01-01"),
            ("2024-03-02", "ts=1709374272123 msg=x"),
            ("", "msg=no time"),
        ];
        assert_eq!(found.iter().map(|(day, cells)| (day.as_str(), cells.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(gathered.n_bytes, text.len() as u64);
    }

    #[test]
    fn a_broken_line_is_given_as_text_and_the_next_one_is_read() {
        let text = "{\"a\":1}\n{\"a\":2}\n{\"a\":\"ada@example.org\n{\"a\":3} x\n{\"a\":4}\n{\"a\":5}\n{\"a\":6}\n{\"a\":7}\n{\"a\":8}\n{\"a\":9}\n";
        let (gathered, ended) = read("a.ndjson", text.as_bytes());
        assert_eq!(ended.outcome.to_string(), "partial(damaged)");
        assert!(ended.cause.is_some_and(|cause| cause.0.ends_with(": 2")));
        let cells: Vec<String> = gathered.records.iter().flat_map(|record| record.cells()).collect();
        assert_eq!(cells[..5], ["a=1", "a=2", "={\"a\":\"ada@example.org", "={\"a\":3} x", "a=4"]);
        assert_eq!(cells.len(), 10);
    }
}
