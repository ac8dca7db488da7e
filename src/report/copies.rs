//! Objects that share most of their persons, as a page.

use crate::model::copies::{CopiesReport, CopyLine, CopyPlace};

use super::page::{self, Figure, Mood, Page, Section};
use super::sheet::{Cell, Sheet, Tone};
use super::text::{counted, grouped};

/// The columns of CSV: a row for each copy.
pub const COLUMNS: [&str; 16] = [
    "copy_source",
    "copy_object",
    "copy_n_persons",
    "copy_modified",
    "original_source",
    "original_object",
    "original_n_persons",
    "original_modified",
    "class",
    "classes",
    "percent",
    "at_least",
    "at_most",
    "n_shared",
    "because",
    "n_others",
];

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &CopiesReport) -> Vec<[Cell; 16]> {
    report.lines.iter().map(row).collect()
}

fn row(line: &CopyLine) -> [Cell; 16] {
    let (copy, original) = (&line.copy, &line.original);
    let classes: Vec<&str> = line.classes.iter().map(|class| class.as_str()).collect();
    let day = |place: &CopyPlace| Cell::text(place.modified.as_deref().unwrap_or_default());
    [
        Cell::text(copy.source.as_str()),
        Cell::text(&copy.object),
        Cell::Number(copy.n_persons),
        day(copy),
        Cell::text(original.source.as_str()),
        Cell::text(&original.object),
        Cell::Number(original.n_persons),
        day(original),
        Cell::text(line.class.as_str()),
        Cell::text(classes.join(" | ")),
        Cell::Number(line.percent.into()),
        Cell::Number(line.at_least.into()),
        Cell::Number(line.at_most.into()),
        Cell::Number(line.n_shared),
        Cell::text(line.because.as_deref().unwrap_or_default()),
        Cell::Number(line.n_others),
    ]
}

/// The whole report.
pub fn page(report: &CopiesReport) -> Page {
    let n = report.lines.len() as u64;
    let figure =
        |label: &str, n: u64, note: String, mood: Mood| Figure { label: label.to_owned(), value: grouped(n), note, mood };
    Page {
        over: "Objects that share most of their persons".to_owned(),
        verdict: if n == 0 {
            "No two objects that were compared share most of their persons.".to_owned()
        } else {
            format!("{} most of whose persons stand in another one too.", counted(n, "object is there", "objects are there"))
        },
        figures: vec![
            figure("Likely copies", n, "objects".to_owned(), if n == 0 { Mood::Good } else { Mood::Open }),
            figure(
                "Compared",
                report.n_compared,
                format!("objects · {} of fewer than {} persons left out", grouped(report.n_small), grouped(report.min_persons)),
                Mood::Plain,
            ),
        ],
        ..page::plain("Copies", vec![copies(report)])
    }
}

fn copies(report: &CopiesReport) -> Section {
    let mut sheet = Sheet::new("Likely copies", &["#Shared persons", "@Copy", "@Likely original", "@By", "Share", "Why"]);
    sheet.tone = Tone::Lead;
    sheet.note = "To look into: whether a copy may be there is for the policy to say.".to_owned();
    sheet.rows = report.lines.iter().map(cells).collect();
    Section {
        id: "copies",
        title: "Likely copies".to_owned(),
        intro: "Compared by tags of e-mail addresses, phone numbers and issued numbers; above 256 persons by a sample. Names \
                alone prove nothing. Within one source only objects with the same fields are told of, and of lines, JSON and \
                running text only those in which two kinds of data agree."
            .to_owned(),
        sheets: if sheet.rows.is_empty() { Vec::new() } else { vec![sheet] },
        ..Section::default()
    }
}

fn cells(line: &CopyLine) -> Vec<Cell> {
    let place = |place: &CopyPlace| {
        let persons = counted(place.n_persons, "person", "persons");
        let modified = place.modified.as_ref().map_or(String::new(), |day| format!("modified {day}"));
        Cell::stack(format!("{}: {}", place.source, place.object), [persons, modified])
    };
    let bounds = format!("between {} and {} %, 95 times in 100", line.at_least, line.at_most);
    let bounds = if line.at_least == line.at_most { "counted".to_owned() } else { bounds };
    let others = counted(line.n_others, "further object shares most of them", "further objects share most of them");
    let others = if line.n_others == 0 { String::new() } else { others };
    let because = line.because.clone().unwrap_or_else(|| "nothing tells which of the two came first".to_owned());
    let kinds = line.classes.iter().filter(|class| **class != line.class).map(ToString::to_string);
    vec![
        Cell::Number(line.n_shared),
        place(&line.copy),
        place(&line.original),
        Cell::stack(line.class.as_str(), kinds),
        Cell::stack(format!("{} % of the copy’s persons", line.percent), [bounds]),
        Cell::stack(because, [others]),
    ]
}
