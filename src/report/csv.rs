//! CSV (RFC 4180): one flat table for each view, a header row, and nothing that a spreadsheet would run.

use std::io::{self, Write};

use crate::model::child::ChildCase;
use crate::model::subject::{Answer, Holding};
use crate::model::verdict::{Authority, Grounds, RetentionLine, RetentionState, Violation};
use crate::model::view::{CoverageLine, MapLine, NeverFound};

use super::sheet::{Cell, Sheet};
use super::sheets::Lines;
use super::text::safe;
use super::words;
use super::{Look, Report, View};

/// `--format csv`.
pub struct Csv;

impl Report for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn write(&self, view: &View<'_>, out: &mut dyn Write, _: &Look<'_>) -> io::Result<()> {
        let mut rows = Rows(out);
        match view {
            View::Map(map) => map_lines(&map.lines, &mut rows),
            View::Retention(report) => retention_lines(&report.lines, &mut rows),
            View::UnderAge(report) | View::Undisclosed(report) | View::Promises(report) => {
                violations(&report.violations, &mut rows)?;
                carried(&report.cases, &mut rows)?;
                never_found(&report.never_found, &mut rows)
            }
            View::Violations(report) => rows.table(super::register::COLUMNS, super::register::rows(report)),
            View::Subjects(report) => rows.table(super::subjects::COLUMNS, super::subjects::rows(report)),
            View::Coverage(report) => coverage_lines(&report.lines, Lines::All, &mut rows),
            View::Faults(report) => coverage_lines(&report.lines, Lines::Incomplete, &mut rows),
            View::Subject(answer) => traces(answer, &mut rows),
            View::Against(report) => rows.table(super::against::COLUMNS, super::against::rows(report)),
            View::Copies(report) => rows.table(super::copies::COLUMNS, super::copies::rows(report)),
            View::Exposure(report) => rows.table(super::exposure::COLUMNS, super::exposure::rows(report)),
            View::Trend(report) => rows.table(super::trend::COLUMNS, super::trend::rows(report)),
            View::Article30(report) | View::Dpia(report) => {
                rows.table(super::exposure::FIELD_COLUMNS, super::exposure::field_rows(report))
            }
            View::Overview(overview) => {
                let all = [&overview.under_age, &overview.undisclosed, &overview.promises];
                let all = all.into_iter().flat_map(|report| &report.violations);
                violations(overview.retention.violations.iter().chain(all), &mut rows)?;
                carried(&overview.under_age.cases, &mut rows)?;
                never_found(&overview.undisclosed.never_found, &mut rows)
            }
            View::Summary(summary) => counts([&super::sheets::summary(summary)], ["what", "count"], &mut rows),
            View::Bench(bench) => {
                let sheets = [&super::sheets::stages(bench), &super::sheets::bench(bench)];
                counts(sheets, ["what", "seconds or count", "percent"], &mut rows)
            }
            View::Facts(report) => {
                rows.row(super::facts::COLUMNS.map(Field::word))?;
                super::facts::rows(report).into_iter().try_for_each(|row| rows.row(row.into_iter().map(Field::Text)))
            }
        }
    }
}

/// One field of a row.
enum Field {
    /// A text, which may need quotes or be taken for a formula.
    Text(String),
    /// A number.
    Number(u64),
}

impl Field {
    fn word(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().to_owned())
    }

    fn optional(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Text(String::new()), Self::word)
    }

    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Number(number) => Self::Number(*number),
            text => Self::Text(text.main()),
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(&inert(text)),
        }
    }
}

/// A text that a spreadsheet takes for a text: one that begins like a formula gets an apostrophe before it (OWASP, CSV
/// injection). Checked before and after escaping, since a tab escaped is a backslash.
fn inert(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = safe(text);
    if is_formula { format!("'{text}") } else { text }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}

struct Rows<'a>(&'a mut dyn Write);

impl Rows<'_> {
    /// A header and rows of cells below it.
    fn table<const N: usize>(&mut self, header: [&str; N], rows: Vec<[Cell; N]>) -> io::Result<()> {
        self.row(header.map(Field::word))?;
        rows.iter().try_for_each(|row| self.row(row.iter().map(Field::of)))
    }

    fn row(&mut self, fields: impl IntoIterator<Item = Field>) -> io::Result<()> {
        for (i, field) in fields.into_iter().enumerate() {
            if i > 0 {
                self.0.write_all(b",")?;
            }
            self.0.write_all(field.written().as_bytes())?;
        }
        self.0.write_all(b"\r\n")
    }
}

fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Field {
    let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    Field::Text(items.join(" | "))
}

/// Rows of these tables one after the other, each as long as the header.
fn counts<const N: usize, const M: usize>(sheets: [&Sheet; M], header: [&str; N], rows: &mut Rows<'_>) -> io::Result<()> {
    rows.row(header.map(Field::word))?;
    let empty = std::iter::repeat_with(|| Field::word(""));
    let row = |row: &Vec<Cell>| row.iter().map(Field::of).chain(empty).take(N).collect::<Vec<_>>();
    sheets.iter().flat_map(|sheet| &sheet.rows).try_for_each(|cells| rows.row(row(cells)))
}

fn map_lines(lines: &[MapLine], rows: &mut Rows<'_>) -> io::Result<()> {
    let header = [
        "source",
        "object",
        "class",
        "dpv",
        "categories",
        "fields",
        "n_records",
        "n_findings",
        "n_likely_test",
        "confidence",
        "sensitive_under",
    ];
    rows.row(header.map(Field::word))?;
    for line in lines {
        rows.row([
            Field::word(line.source.as_str()),
            Field::word(&line.object),
            Field::word(line.class.as_str()),
            Field::word(&line.dpv),
            joined(line.categories.iter().map(|id| id.as_str())),
            joined(&line.fields),
            Field::Number(line.n_records),
            Field::Number(line.n_findings),
            Field::Number(line.n_likely_test),
            Field::Number(u64::from(line.confidence)),
            joined(&line.sensitive_under),
        ])?;
    }
    Ok(())
}

const GROUNDS: [&str; 8] = ["authority", "policy", "heading", "law_or_standard", "rule", "event", "origin", "column"];

fn grounds(grounds: Option<&Grounds>) -> [Field; 8] {
    let Some(grounds) = grounds else { return std::array::from_fn(|_| Field::word("")) };
    let (policy, heading, other) = match &grounds.authority {
        Authority::Policy { policy, heading, .. } => (policy.as_str(), heading.as_str(), String::new()),
        Authority::Operator { policy, heading } => (policy.as_str(), heading.as_deref().unwrap_or(""), String::new()),
        Authority::Law { jurisdiction, article } => ("", "", format!("{jurisdiction}: {article}")),
        Authority::Standard { name } => ("", "", name.clone()),
        Authority::Hold { matter } => ("", "", matter.clone()),
        Authority::Suspension { reason, .. } => ("", "", reason.clone()),
        Authority::Given => ("", "", String::new()),
    };
    let origin = grounds.origin.and_then(|origin| serde_json::to_value(origin).ok()?.as_str().map(str::to_owned));
    [
        Field::word(words::authority_kind(&grounds.authority)),
        Field::word(policy),
        Field::word(heading),
        Field::word(other),
        Field::word(&grounds.rule),
        Field::optional(grounds.event.map(|event| event.as_str())),
        Field::optional(origin),
        Field::optional(grounds.column.as_ref()),
    ]
}

fn violations<'a>(lines: impl IntoIterator<Item = &'a Violation>, rows: &mut Rows<'_>) -> io::Result<()> {
    let header =
        ["report", "weight", "source", "object", "class", "category", "state", "n_records", "oldest", "examples", "exception"];
    rows.row(header.into_iter().chain(GROUNDS).chain(super::register::BESIDE).map(Field::word))?;
    for line in lines {
        let fields = [
            Field::word(&line.rule),
            Field::word(line.weight.word()),
            Field::word(line.source.as_str()),
            Field::word(&line.object),
            Field::word(line.class.as_str()),
            Field::optional(line.category.as_ref().map(|id| id.as_str())),
            Field::word(&line.state),
            Field::Number(line.n_records),
            Field::optional(line.oldest.as_ref()),
            joined(&line.examples),
            Field::optional(line.exception.as_ref().map(words::excepted)),
        ];
        let beside = super::register::beside(line);
        rows.row(fields.into_iter().chain(grounds(Some(&line.grounds))).chain(beside.iter().map(Field::of)))?;
    }
    Ok(())
}

/// What is carried from a child's own records to others, as rows of the table of violations: one for each kind of data in each place.
fn carried(cases: &[ChildCase], rows: &mut Rows<'_>) -> io::Result<()> {
    for case in cases {
        for place in case.places.iter().filter(|place| place.is_linked) {
            for class in &place.classes {
                let fields = [
                    Field::word("under-age"),
                    Field::word("carried"),
                    Field::word(place.source.as_str()),
                    Field::word(&place.object),
                    Field::word(class.as_str()),
                    Field::word(""),
                    Field::word(format!("case {}: {}, link {}", case.id, case.state.word(), words::tier(place.tier).0)),
                    Field::Number(place.n_records),
                    Field::word(""),
                    Field::word(""),
                    Field::word(""),
                ];
                let grounds = grounds(case.verdicts.first().map(|verdict| &verdict.grounds));
                let beside = super::register::BESIDE.iter().map(|_| Field::word(""));
                rows.row(fields.into_iter().chain(grounds).chain(beside))?;
            }
        }
    }
    Ok(())
}

/// What policies declare in vain, as rows of the table of violations: one for each category.
fn never_found(lines: &[NeverFound], rows: &mut Rows<'_>) -> io::Result<()> {
    for line in lines {
        let place = ["undisclosed", "never_found", "", ""].map(Field::word).into_iter();
        let what = [joined(&line.data), Field::word(line.category.as_str()), Field::word("declared and never found")];
        let none = [Field::Number(0), Field::word(""), Field::word(""), Field::word("")];
        let authority = Authority::Policy { policy: line.policy.clone(), heading: line.heading.clone(), hedge: None };
        let rule = "declared".to_owned();
        let grounds = grounds(Some(&Grounds { authority, rule, event: None, origin: None, column: None }));
        let beside = super::register::BESIDE.iter().map(|_| Field::word(""));
        rows.row(place.chain(what).chain(none).chain(grounds).chain(beside))?;
    }
    Ok(())
}

fn retention_lines(lines: &[RetentionLine], rows: &mut Rows<'_>) -> io::Result<()> {
    let states = words::STATES.map(RetentionState::word);
    let header = ["source", "object", "class", "category"].into_iter().chain(states);
    let header = header.chain(["due_in_30_days", "due_in_90_days", "due_in_365_days", "oldest"]).chain(GROUNDS);
    rows.row(header.map(Field::word))?;
    for line in lines {
        let place = [
            Field::word(line.source.as_str()),
            Field::word(&line.object),
            Field::word(line.class.as_str()),
            Field::optional(line.category.as_ref().map(|id| id.as_str())),
        ];
        let counts = words::STATES.map(|state| Field::Number(line.states.get(&state).copied().unwrap_or(0)));
        let due = line.due_in.map(Field::Number).into_iter().chain([Field::optional(line.oldest.as_ref())]);
        rows.row(place.into_iter().chain(counts).chain(due).chain(grounds(line.grounds.as_ref())))?;
    }
    Ok(())
}

fn coverage_lines(lines: &[CoverageLine], kept: Lines, rows: &mut Rows<'_>) -> io::Result<()> {
    rows.row(["source", "place", "is_member", "outcome", "cause", "hint", "n_bytes", "n_records"].map(Field::word))?;
    for line in lines.iter().filter(|line| kept.keep(line)) {
        rows.row([
            Field::word(line.source.as_str()),
            Field::word(&line.place),
            Field::word(line.is_member.to_string()),
            Field::word(&line.outcome),
            Field::optional(line.cause.as_ref()),
            Field::optional(line.hint.as_ref()),
            Field::Number(line.n_bytes),
            Field::Number(line.n_records),
        ])?;
    }
    Ok(())
}

/// A row for each value that a record of the answer holds; one for a record that holds none.
fn traces(answer: &Answer, rows: &mut Rows<'_>) -> io::Result<()> {
    let header = [
        "case",
        "tier",
        "source",
        "place",
        "n_records",
        "class",
        "field",
        "mask",
        "role",
        "confidence",
        "path",
        "state",
        "due",
    ];
    rows.row(header.map(Field::word))?;
    for trace in &answer.traces {
        let holds: Vec<Option<&Holding>> = match trace.holds.as_slice() {
            [] => vec![None],
            holds => holds.iter().map(Some).collect(),
        };
        for holding in holds {
            let stands = holding.and_then(|holding| trace.stands.iter().find(|stands| stands.class == holding.class));
            let confidence = holding.map(|holding| u64::from(holding.confidence));
            rows.row([
                Field::word(&answer.case),
                Field::word(words::tier(trace.tier).0),
                Field::word(trace.source.as_str()),
                Field::word(&trace.place),
                Field::Number(trace.n_records),
                Field::optional(holding.map(|holding| holding.class.as_str())),
                Field::optional(holding.and_then(|holding| holding.field.as_ref())),
                Field::optional(holding.map(|holding| &holding.mask)),
                Field::optional(holding.and_then(|holding| holding.role.as_ref())),
                confidence.map_or(Field::word(""), Field::Number),
                joined(&trace.path),
                Field::optional(stands.map(|stands| stands.state.word())),
                Field::optional(stands.and_then(|stands| stands.due.as_ref())),
            ])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_and_never_a_formula() {
        for (text, expected) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\\u{9}=1"),
            ("\r=1", "'\\u{d}=1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=cmd|'/c calc'!A0, x", "\"'=cmd|'/c calc'!A0, x\""),
            ("a\nb", "a\\u{a}b"),
        ] {
            assert_eq!(Field::word(text).written(), expected, "{text:?}");
        }
    }
}
