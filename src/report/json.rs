//! JSON: the view itself, one document. Fields keep the order in which their types declare them.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::view::CoverageReport;

use super::sheets::Lines;
use super::text::acts_unseen;
use super::{Look, Report, View};

/// `--format json`.
pub struct Json;

impl Report for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, _: &Look<'_>) -> io::Result<()> {
        match view {
            View::Map(map) => pretty(map, out),
            View::Retention(report) => pretty(report, out),
            View::UnderAge(report) | View::Undisclosed(report) | View::Promises(report) => pretty(report, out),
            View::Violations(report) => pretty(report, out),
            View::Subjects(report) => pretty(report, out),
            View::Coverage(report) => pretty(report, out),
            View::Faults(report) => pretty(&faults(report), out),
            View::Subject(answer) => pretty(answer, out),
            View::Against(report) => pretty(report, out),
            View::Copies(report) => pretty(report, out),
            View::Exposure(report) => pretty(report, out),
            View::Article30(report) | View::Dpia(report) => pretty(report, out),
            View::Trend(report) => pretty(report, out),
            View::Overview(overview) => pretty(overview, out),
            View::Summary(summary) => pretty(summary, out),
            View::Bench(bench) => pretty(bench, out),
            View::Facts(report) => pretty(report, out),
        }
    }
}

/// Writes a value as one line of JSON, with nothing in it that acts on a terminal.
///
/// # Errors
/// `out` cannot be written to.
pub fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Visible(out);
    serde_json::to_writer(&mut out, value)?;
    out.0.write_all(b"\n")
}

/// Writes a value as one document, with nothing in it that acts on a terminal.
pub fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Visible(out);
    serde_json::to_writer_pretty(&mut out, value)?;
    out.0.write_all(b"\n")
}

fn faults(report: &CoverageReport) -> CoverageReport {
    CoverageReport {
        lines: report.lines.iter().filter(|line| Lines::Incomplete.keep(line)).cloned().collect(),
        basis: report.basis.clone(),
        totals: report.totals.clone(),
        totals_members: report.totals_members.clone(),
    }
}

/// Writes control characters and direction marks as `\u….`, which JSON leaves free: they stand in strings only, and a
/// terminal that the document is printed to would obey them. serde_json escapes those below U+0020 itself.
struct Visible<'a>(&'a mut dyn Write);

impl Write for Visible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // serde_json hands over whole strings, never half a character; other bytes pass as they are.
        for chunk in bytes.utf8_chunks() {
            write_visible(self.0, chunk.valid())?;
            self.0.write_all(chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn write_visible(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let is_hidden = |c: char| {
        let turns_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        turns_direction || acts_unseen(c) || ('\u{7f}'..='\u{9f}').contains(&c)
    };
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
        let (before, after) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = after.strip_prefix(c).unwrap_or_default();
    }
    out.write_all(rest.as_bytes())
}
