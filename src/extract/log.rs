//! Logs, line by line, each with the day that it states. Lines without a stamp (a stack trace) have the day of the line
//! before them.

use std::ops::ControlFlow;

use super::body::Body;
use super::head::Head;
use super::lines::{self, Lines};
use super::{Budget, Ended, Format, Sink, Stop, access, cut, dialect, logfmt, stamp};
use crate::model::locator::StepKind;
use crate::model::passage::{Record, RecordKind};
use crate::model::time::Day;

/// How far back a line without a stamp may have its day from, so that a part of a file has the same days as the whole.
const INHERIT_BYTES: u64 = 64 << 10;

/// How many lines of the head are looked at.
const SAMPLE_LINES: usize = 60;

/// Lines of which most carry a time.
pub(super) struct Log;

impl Format for Log {
    fn name(&self) -> &'static str {
        "log"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        if !head.is_text() || head.is_named(&[".csv", ".tsv", ".psv"]) {
            return false;
        }
        let some_day = Some(Day(20_000));
        let (mut n_lines, mut n_stamped) = (0, 0);
        for line in head.lines().take(SAMPLE_LINES) {
            n_lines += 1;
            n_stamped += usize::from(day_of(line, some_day).is_some());
        }
        let is_named = head.is_named(&[".log"]) || memchr::memmem::find(head.name, b".log.").is_some();
        let is_log = n_stamped * 2 > n_lines || (is_named && n_stamped > 0 && n_stamped * 5 >= n_lines);
        is_log && !dialect::is_table_of_times(head)
    }

    fn may_be_cut(&self, head: &Head<'_>) -> bool {
        head.has_raw_lines()
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let (start, end) = body.bounds().unwrap_or((0, u64::MAX));
        let (budget, modified) = (body.nest.budget, body.nest.modified);
        let mut lines = Lines::open(body.source, body.head, start.saturating_sub(INHERIT_BYTES), budget);
        let mut clock = Clock { modified, last: None };
        match read_lines(&mut lines, (start, end), &mut clock, budget, sink) {
            ControlFlow::Continue(()) => Ended::complete(),
            ControlFlow::Break(Stop) => Ended::stopped(),
        }
    }
}

/// The day of the last line that stated one.
struct Clock {
    modified: Option<Day>,
    last: Option<(u64, Day)>,
}

impl Clock {
    fn day(&mut self, line_at: u64, line: &[u8]) -> Option<Day> {
        if let Some(day) = day_of(line, self.modified) {
            self.last = Some((line_at, day));
        }
        self.last.filter(|(at, _)| line_at - at <= INHERIT_BYTES).map(|(_, day)| day)
    }
}

/// The day that the line states, at its start or under one of logfmt's keys.
fn day_of(line: &[u8], modified: Option<Day>) -> Option<Day> {
    stamp::of_line(line, modified).or_else(|| logfmt::day(line))
}

fn read_lines(
    lines: &mut Lines<'_>,
    (start, end): (u64, u64),
    clock: &mut Clock,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> ControlFlow<Stop> {
    let encoding = lines.encoding();
    let mut day = None;
    while let Some(piece) = lines.next(budget.record_bytes) {
        if piece.line_at >= end {
            break;
        }
        if piece.is_first {
            day = clock.day(piece.line_at, piece.bytes);
        }
        if piece.line_at < start {
            lines.passed();
            continue;
        }
        if piece.bytes.is_empty() {
            continue;
        }
        let (is_line, at) = (piece.is_line(), piece.line_at.to_string().into_bytes());
        let (text, owned) = lines::decode(piece.bytes, piece.owned.clone(), encoding);
        let fields = if is_line { access::fields(&text).or_else(|| logfmt::fields(&text)) } else { None };
        let mut passages = Vec::new();
        match fields {
            None => cut::push(&mut passages, text, owned, None, budget),
            Some(fields) => {
                for (name, value) in fields {
                    let field = name.and_then(|name| sink.fields().intern(&name));
                    let n = value.len();
                    cut::push(&mut passages, value.into_owned(), 0..n, field, budget);
                }
            }
        }
        let n_bytes = lines.passed();
        sink.record(Record { kind: RecordKind::LogLine, at: (StepKind::Offset, at), passages, day }, n_bytes)?;
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::super::guess;
    use super::super::testing::read;

    #[test]
    fn lines_have_their_day_and_their_fields() {
        let text = "2024-03-02T10:11:12Z ERROR it broke\n    at com.example.Main\n192.0.2.1 - ada [03/Mar/2024:10:11:12 +0000] \"GET /?a=%40 HTTP/1.1\" 200 5\nMar  4 10:11:12 host app: user=ada mail=ada@example.org\nts=2024-03-05T00:00:00Z user=\"Ada L\" ip=192.0.2.1\n\n";
        let (gathered, ended) = read("a.log", text.as_bytes());
        assert_eq!(ended.outcome.to_string(), "complete");
        let found: Vec<String> = gathered
            .records
            .iter()
            .map(|r| format!("{}|{}|{}", r.at, r.day.map_or(String::new(), |day| day.to_string()), r.cells().join("|")))
            .collect();
        assert_eq!(
            found,
            [
                "0|2024-03-02|=2024-03-02T10:11:12Z ERROR it broke",
                "36|2024-03-02|=    at com.example.Main",
                "60|2024-03-03|remote_addr=192.0.2.1|remote_user=ada|time=03/Mar/2024:10:11:12 +0000|request=GET HTTP/1.1|url=/?a=@|status=200|bytes=5",
                "134|2024-03-04|=Mar  4 10:11:12 host app:|user=ada|mail=ada@example.org",
                "190|2024-03-05|ts=2024-03-05T00:00:00Z|user=Ada L|ip=192.0.2.1",
            ]
        );
    }

    #[test]
    fn logs_are_told_from_tables_and_texts() {
        for (name, text, expected) in [
            (
                "a",
                "2024-03-02 10:11:12,123 INFO a, b\n2024-03-02 10:11:12,124 INFO c, d\n2024-03-02 10:11:12,125 INFO e, f\n",
                "log",
            ),
            ("a", "time,user,n\n2024-03-02 10:11:12,ada,1\n2024-03-02 10:11:13,bo,2\n2024-03-02 10:11:14,cy,3\n", "csv"),
            (
                "a",
                "2024-03-02  Ada L  <ada@example.org>\n\n\t* file.c: Fix.\n\n2024-03-01  Bo D  <bo@example.org>\n\n\t* x.c: Fix.\n",
                "text",
            ),
            ("a.md", "# Notes\n\nWe met on 2024-03-02 10:00 and talked.\n", "text"),
            ("x.log", "starting\nreading\n2024-03-02 10:11:12 ready\nstopping\n", "log"),
        ] {
            assert_eq!(guess(name.as_bytes(), text.as_bytes()).format, expected, "{text}");
        }
    }
}
