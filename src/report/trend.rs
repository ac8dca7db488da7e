//! What has changed, as a page: the numbers then and now, what is new, what is open still, what is there no more.

use crate::model::trend::{Change, TrendLine, TrendReport};
use crate::model::verdict::Weight;

use super::page::{self, Figure, Mood, Page, Section};
use super::sections::COUNTED;
use super::sheet::{Cell, Sheet, Tone};
use super::text::{counted, grouped, safe};
use super::words;

/// The columns of CSV: a row for each violation or lead.
pub const COLUMNS: [&str; 11] =
    ["change", "rule", "weight", "source", "object", "class", "category", "state", "n_before", "n_now", "identity"];

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &TrendReport) -> Vec<[Cell; 11]> {
    report.lines.iter().map(row).collect()
}

fn row(line: &TrendLine) -> [Cell; 11] {
    let violation = &line.violation;
    [
        Cell::text(word(line.change)),
        Cell::text(&violation.rule),
        Cell::text(violation.weight.word()),
        Cell::text(violation.source.as_str()),
        Cell::text(&violation.object),
        Cell::text(violation.class.as_str()),
        Cell::text(violation.category.as_ref().map_or("", |id| id.as_str())),
        Cell::text(&violation.state),
        Cell::Number(line.n_before),
        Cell::Number(line.n_now),
        Cell::text(&line.identity),
    ]
}

/// The whole report.
pub fn page(report: &TrendReport) -> Page {
    let n = |change: Change| report.lines.iter().filter(|line| line.change == change).count() as u64;
    let (new, open, resolved) = (n(Change::New), n(Change::StillOpen), n(Change::Resolved));
    let figure = |label: &str, n: u64, mood: Mood| Figure {
        label: label.to_owned(),
        value: grouped(n),
        note: "violations and leads".to_owned(),
        mood: if n == 0 { Mood::Plain } else { mood },
    };
    let verdict = format!(
        "Since the report as of {}: {} new, {} open still, {}.",
        safe(&report.before.as_of),
        grouped(new),
        grouped(open),
        counted(resolved, "is there no more", "are there no more")
    );
    Page {
        over: "What has changed".to_owned(),
        verdict,
        figures: vec![
            figure("New", new, Mood::Bad),
            figure("Open still", open, Mood::Open),
            figure("There no more", resolved, Mood::Good),
        ],
        ..page::plain("Trend", vec![numbers(report), lines(report)])
    }
}

fn numbers(report: &TrendReport) -> Section {
    let mut sheet = Sheet::new("Then and now", &["What", "#Then", "#Now", "Change"]);
    for count in &report.counts {
        let change = match count.n_now.cmp(&count.n_before) {
            std::cmp::Ordering::Less => format!("{} fewer", grouped(count.n_before - count.n_now)),
            std::cmp::Ordering::Equal => "the same".to_owned(),
            std::cmp::Ordering::Greater => format!("{} more", grouped(count.n_now - count.n_before)),
        };
        sheet.rows.push(vec![
            Cell::text(&count.what),
            Cell::Number(count.n_before),
            Cell::Number(count.n_now),
            Cell::text(change),
        ]);
    }
    Section {
        id: "numbers",
        title: "In numbers".to_owned(),
        intro: format!("Then: made {}. {COUNTED}", safe(&report.before.made_at)),
        open_title: "What makes the two hard to compare".to_owned(),
        open: report.caveats.iter().map(|line| safe(line)).collect(),
        sheets: vec![sheet],
        ..Section::default()
    }
}

fn lines(report: &TrendReport) -> Section {
    let sheet = |change: Change, title: &str, tone: Tone| {
        let mut sheet = Sheet::new(title, &["#Then", "#Now", "@Data", "@Where", "What", "Grounds"]).toned(tone);
        let chosen = report.lines.iter().filter(|line| line.change == change);
        sheet.rows = chosen.map(cells).collect();
        sheet
    };
    let mut gone = sheet(Change::Resolved, "There no more", Tone::Plain);
    gone.note = "Deleted, moved, or judged by another rule: a rule that is worded anew makes another violation.".to_owned();
    let sheets = [sheet(Change::New, "New", Tone::Violation), sheet(Change::StillOpen, "Open still", Tone::Plain), gone];
    Section {
        id: "lines",
        title: "Violations and leads".to_owned(),
        sheets: sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect(),
        ..Section::default()
    }
}

fn cells(line: &TrendLine) -> Vec<Cell> {
    let violation = &line.violation;
    let lead = if violation.weight == Weight::Violation { String::new() } else { violation.weight.word().to_owned() };
    let mut grounds = words::grounds(&violation.grounds).into_iter();
    vec![
        Cell::Number(line.n_before),
        Cell::Number(line.n_now),
        Cell::text(violation.class.as_str()),
        Cell::code(format!("{}: {}", violation.source, violation.object)),
        Cell::stack(words::violation_state(&violation.state), [lead]),
        Cell::stack(grounds.next().unwrap_or_default(), grounds),
    ]
}

fn word(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::StillOpen => "still_open",
        Change::Resolved => "resolved",
    }
}
