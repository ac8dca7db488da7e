//! Whose data are held, as a page.

use crate::model::subjects::{SourceSubjects, SubjectsReport};
use crate::model::verdict::AgeState;

use super::exposure::age;
use super::page::{self, Figure, Mood, Page, Section};
use super::sheet::{Cell, Sheet};
use super::text::{counted, grouped};

/// The columns of CSV: a row for each source.
pub const COLUMNS: [&str; 4] = ["source", "n_persons", "n_only_here", "n_records"];

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &SubjectsReport) -> Vec<[Cell; 4]> {
    let row = |line: &SourceSubjects| {
        [
            Cell::code(line.source.as_str()),
            Cell::Number(line.n_persons),
            Cell::Number(line.n_only_here),
            Cell::Number(line.n_records),
        ]
    };
    report.sources.iter().map(row).collect()
}

/// The whole report.
pub fn page(report: &SubjectsReport) -> Page {
    let persons = report.persons;
    let verdict = format!(
        "Likely {}, at least {} and at most {}. Nobody is named here.",
        counted(persons.likely, "person", "persons"),
        grouped(persons.at_least),
        grouped(persons.at_most)
    );
    Page {
        over: "Whose data are held".to_owned(),
        verdict,
        figures: figures(report),
        ..page::plain("Persons", vec![places(report), kinds(report)])
    }
}

fn figures(report: &SubjectsReport) -> Vec<Figure> {
    let figure =
        |label: &str, n: u64, note: String| Figure { label: label.to_owned(), value: grouped(n), note, mood: Mood::Plain };
    let children = report.ages.get(&AgeState::ChildCertain).copied().unwrap_or(0);
    let possible = report.ages.get(&AgeState::ChildPossible).copied().unwrap_or(0);
    let unknown = report.ages.get(&AgeState::Unknown).copied().unwrap_or(0);
    let between = format!("{} to {}", grouped(report.persons.at_least), grouped(report.persons.at_most));
    vec![
        figure("Persons, likely", report.persons.likely, between),
        figure("Only mentioned", report.n_mentioned, "in a text, or beside somebody else".to_owned()),
        figure("Records", report.n_records, format!("{} tell of nobody known", grouped(report.n_unidentified))),
        figure("Under 18", children, format!("{} more possible · {} unknown", grouped(possible), grouped(unknown))),
    ]
}

fn places(report: &SubjectsReport) -> Section {
    let mut sources = Sheet::new("By source", &["@Source", "#Persons", "#Only here", "#Records"]);
    sources.rows = rows(report).into_iter().map(Vec::from).collect();
    let mut spread = Sheet::new("In how many sources", &["#Sources", "#Persons"]);
    spread.note = "Of persons whom a record is about.".to_owned();
    spread.rows = report.spread.iter().map(|line| vec![Cell::Number(line.n_sources), Cell::Number(line.n_persons)]).collect();
    Section {
        id: "places",
        title: "Where they stand".to_owned(),
        intro: "Persons are counted as likely ones: records that share a contact point are one person's.".to_owned(),
        sheets: vec![sources, spread],
        ..Section::default()
    }
}

fn kinds(report: &SubjectsReport) -> Section {
    let mut ages = Sheet::new("Age on the day of the report", &["Under 18", "#Persons"]);
    ages.rows = report.ages.iter().map(|(state, n)| vec![Cell::text(age(*state)), Cell::Number(*n)]).collect();
    let mut places = Sheet::new("Where persons are", &["Jurisdiction", "#Persons"]);
    places.rows = report.jurisdictions.iter().map(|(place, n)| vec![Cell::text(place), Cell::Number(*n)]).collect();
    Section { id: "persons", title: "Who they are".to_owned(), sheets: vec![ages, places], ..Section::default() }
}
