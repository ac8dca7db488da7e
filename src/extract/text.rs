//! Running text: consecutive lines gathered into windows.
//!
//! Lines belong together by where they start: those that start in the same stretch of half a window, counted from the
//! file's first byte, are one record. So a file that is read in parts gives the same records. What stands around the
//! record in the same paragraph goes with it as context: an address that runs over a border is found whole, once.

use std::ops::{ControlFlow, Range};

use super::body::Body;
use super::encoding::Encoding;
use super::head::Head;
use super::lines::{self, Lines};
use super::{Budget, Ended, Format, Sink, Stop, cut};
use crate::model::locator::StepKind;
use crate::model::passage::{Record, RecordKind};

/// Text of any kind that no other format takes.
pub(super) struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn fits(&self, _: &Head<'_>) -> bool {
        true
    }

    fn may_be_cut(&self, head: &Head<'_>) -> bool {
        head.has_raw_lines()
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let budget = body.nest.budget;
        let (start, end) = body.bounds().unwrap_or((0, u64::MAX));
        let grid = (budget.window_bytes / 2).max(64) as u64;
        let reach = lines::reach(budget);
        // From the beginning of the stretch that `start` lies in, and the context before it.
        let from = (start - start % grid).saturating_sub(reach as u64);
        let mut lines = Lines::open(body.source, body.head, from, budget);
        let encoding = lines.encoding();
        let mut windows = Windows {
            budget,
            encoding,
            sink,
            start,
            end,
            grid,
            reach,
            before: Vec::new(),
            waiting: None,
            current: None,
            n_bytes: 0,
        };
        match windows.run(&mut lines) {
            ControlFlow::Continue(()) => Ended::complete(),
            ControlFlow::Break(Stop) => Ended::stopped(),
        }
    }
}

/// Consecutive short lines that are one record.
struct Group {
    /// Offset of its first byte.
    at: u64,
    /// Offset behind its last line's end.
    end: u64,
    /// Its lines with their ends.
    bytes: Vec<u8>,
}

/// Gathers lines into groups. A group waits until the next one is complete, whose beginning is its context.
struct Windows<'s> {
    budget: &'s Budget,
    encoding: Encoding,
    sink: &'s mut dyn Sink,
    start: u64,
    end: u64,
    grid: u64,
    reach: usize,
    /// The end of the group before the one that waits.
    before: Vec<u8>,
    waiting: Option<Group>,
    current: Option<Group>,
    /// Bytes that were passed in blank groups since the last record.
    n_bytes: u64,
}

impl Windows<'_> {
    fn run(&mut self, lines: &mut Lines<'_>) -> ControlFlow<Stop> {
        let max = self.budget.window_bytes.max(64);
        loop {
            if !self.has_work() {
                return ControlFlow::Continue(());
            }
            let Some(piece) = lines.next(max) else {
                return self.close();
            };
            if piece.is_line() && piece.bytes.len() <= max / 4 {
                let (at, len) = (piece.line_at, piece.bytes.len());
                self.turn_if_new(at)?;
                let group = self.current.get_or_insert_with(|| Group { at, end: at, bytes: Vec::new() });
                group.bytes.extend_from_slice(piece.bytes);
                group.bytes.push(b'\n');
                group.end = group.end.max(at + len as u64 + 1);
                continue;
            }
            if piece.is_first {
                self.close()?;
            }
            if piece.line_at >= self.end {
                return ControlFlow::Continue(());
            }
            if piece.line_at >= self.start {
                self.emit(piece.at, piece.owned.len() as u64, piece.bytes, piece.owned.clone())?;
            }
        }
    }

    /// Whether a record of this stretch can still come, or one waits for its context.
    fn has_work(&self) -> bool {
        let next = self.waiting.as_ref().or(self.current.as_ref());
        next.is_none_or(|group| group.at < self.end)
    }

    /// A line that starts at `at` may begin a new group.
    fn turn_if_new(&mut self, at: u64) -> ControlFlow<Stop> {
        if self.current.as_ref().is_none_or(|group| group.at / self.grid == at / self.grid) {
            return ControlFlow::Continue(());
        }
        self.emit_waiting()?;
        self.waiting = self.current.take();
        ControlFlow::Continue(())
    }

    /// Nothing that follows is context of what came so far.
    fn close(&mut self) -> ControlFlow<Stop> {
        self.emit_waiting()?;
        self.waiting = self.current.take();
        self.emit_waiting()?;
        self.before.clear();
        ControlFlow::Continue(())
    }

    fn emit_waiting(&mut self) -> ControlFlow<Stop> {
        let Some(group) = self.waiting.take() else {
            return ControlFlow::Continue(());
        };
        let before = std::mem::replace(&mut self.before, last_lines(&group.bytes, self.reach).to_vec());
        if !(self.start..self.end).contains(&group.at) {
            return ControlFlow::Continue(());
        }
        let n_bytes = group.end - group.at;
        if group.bytes.trim_ascii().is_empty() {
            self.n_bytes += n_bytes;
            return ControlFlow::Continue(());
        }
        let after = self.current.as_ref().map_or(&[][..], |next| first_lines(&next.bytes, self.reach));
        let owned = before.len()..before.len() + group.bytes.len();
        let text = [&before, &group.bytes, after].concat();
        self.emit(group.at, n_bytes, &text, owned)
    }

    fn emit(&mut self, at: u64, n_bytes: u64, bytes: &[u8], owned: Range<usize>) -> ControlFlow<Stop> {
        let (text, owned) = lines::decode(bytes, owned, self.encoding);
        let mut passages = Vec::new();
        cut::push(&mut passages, text, owned, None, self.budget);
        let at = (StepKind::Offset, at.to_string().into_bytes());
        let n_bytes = n_bytes + std::mem::take(&mut self.n_bytes);
        self.sink.record(Record { kind: RecordKind::Text, at, passages, day: None }, n_bytes)
    }
}

/// The last whole lines of at most `max` bytes behind the last blank one.
fn last_lines(bytes: &[u8], max: usize) -> &[u8] {
    let mut from = bytes.len();
    while let Some(body) = bytes.get(..from.saturating_sub(1)).filter(|body| !body.is_empty()) {
        let start = memchr::memrchr(b'\n', body).map_or(0, |i| i + 1);
        let is_blank = body.get(start..).unwrap_or_default().trim_ascii().is_empty();
        if is_blank || bytes.len() - start > max || start == from {
            break;
        }
        from = start;
    }
    bytes.get(from..).unwrap_or_default()
}

/// The first whole lines of at most `max` bytes before the first blank one.
fn first_lines(bytes: &[u8], max: usize) -> &[u8] {
    let mut to = 0;
    while let Some(i) = memchr::memchr(b'\n', bytes.get(to..).unwrap_or_default()) {
        let line = bytes.get(to..to + i).unwrap_or_default();
        if line.trim_ascii().is_empty() || to + i + 1 > max {
            break;
        }
        to += i + 1;
    }
    bytes.get(..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_ends_at_blank_lines_and_after_whole_lines() {
        assert_eq!(last_lines(b"a\n\nb\nc\n", 100), b"b\nc\n");
        assert_eq!(last_lines(b"aaa\nb\nc\n", 5), b"b\nc\n");
        assert_eq!(last_lines(b"aaaaaa\n", 5), b"");
        assert_eq!(last_lines(b"a\n\n", 5), b"");
        assert_eq!(first_lines(b"a\nb\n\nc\n", 100), b"a\nb\n");
        assert_eq!(first_lines(b"a\nbbbb\n", 4), b"a\n");
        assert_eq!(first_lines(b"\na\n", 4), b"");
    }
}
