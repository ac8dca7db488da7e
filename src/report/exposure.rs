//! An exposure as a page: how many persons, which data, how certain, in the order in which a notification asks for it; and
//! the records of processing, which are made of the same fields.

use crate::model::article30::{Article30Report, ProcessingRecord};
use crate::model::exposure::{ArticleField, ExposedClass, ExposureReport, ExposureScope};
use crate::model::verdict::AgeState;

use super::page::{self, Figure, Mood, Page, Section};
use super::sheet::{Cell, Sheet};
use super::text::{counted, grouped, safe};

/// The columns of an exposure's CSV: a row for each kind of data.
pub const COLUMNS: [&str; 8] =
    ["class", "dpv", "categories", "sensitive_under", "n_records", "n_certain", "n_readable", "n_weak"];

/// The columns of the CSV of records of processing: a row for each line, or one for a field that is not stated.
pub const FIELD_COLUMNS: [&str; 5] = ["record", "article", "asks", "text", "from"];

/// What stands where nothing is stated.
const NOT_STATED: &str = "not stated";

/// The rows of an exposure's CSV, by [`COLUMNS`].
pub fn rows(report: &ExposureReport) -> Vec<[Cell; 8]> {
    report.classes.iter().map(row).collect()
}

fn row(line: &ExposedClass) -> [Cell; 8] {
    let categories: Vec<&str> = line.categories.iter().map(|id| id.as_str()).collect();
    [
        Cell::text(line.class.as_str()),
        Cell::text(&line.dpv),
        Cell::text(categories.join(" | ")),
        Cell::text(line.sensitive_under.join(" | ")),
        Cell::Number(line.n_records),
        Cell::Number(line.n_certain),
        Cell::Number(line.n_readable),
        Cell::Number(line.n_weak),
    ]
}

/// The rows of the CSV of records of processing, by [`FIELD_COLUMNS`].
pub fn field_rows(report: &Article30Report) -> Vec<[Cell; 5]> {
    let fields = report.records.iter().flat_map(|record| record.fields.iter().map(move |field| (record, field)));
    fields.flat_map(|(record, field)| field_rows_of(record, field)).collect()
}

fn field_rows_of(record: &ProcessingRecord, field: &ArticleField) -> Vec<[Cell; 5]> {
    let row = |text: &str, from: &str| [&record.title, &field.article, &field.asks, text, from].map(Cell::text);
    match field.lines.as_slice() {
        [] => vec![row(NOT_STATED, "")],
        lines => lines.iter().map(|line| row(&line.text, &line.from)).collect(),
    }
}

/// An exposure as a page.
pub fn page(report: &ExposureReport) -> Page {
    Page {
        over: "If this was lost or leaked".to_owned(),
        verdict: verdict(report),
        figures: figures(report),
        ..page::plain("Exposure", vec![notification(report), data(report), persons(report)])
    }
}

/// Records of what an article asks for as a page.
pub fn processing(title: &str, over: &str, report: &Article30Report) -> Page {
    let sheet = |record: &ProcessingRecord| {
        let note = format!("Under GDPR {}.", safe(&record.article));
        fields(&safe(&record.title), &record.fields).noted(note)
    };
    let records = Section {
        id: "records",
        title: over.to_owned(),
        intro: "Filled in as far as policies, configuration and findings say; the rest is for the controller.".to_owned(),
        sheets: report.records.iter().map(sheet).collect(),
        ..Section::default()
    };
    Page { over: "Personal data report".to_owned(), ..page::plain(title, vec![records]) }
}

fn verdict(report: &ExposureReport) -> String {
    let persons = report.persons;
    format!(
        "{}: likely {}, at least {} and at most {}. {} of personal data{}.",
        safe(&scope(&report.scope)),
        counted(persons.likely, "person", "persons"),
        grouped(persons.at_least),
        grouped(persons.at_most),
        counted(report.n_records, "record", "records"),
        match report.n_perhaps {
            0 => String::new(),
            n => format!(", of which {} within the dates only perhaps", counted(n, "lies", "lie")),
        }
    )
}

fn scope(scope: &ExposureScope) -> String {
    let sources: Vec<&str> = scope.sources.iter().map(|source| source.as_str()).collect();
    let mut parts = vec![if sources.is_empty() { "All sources".to_owned() } else { format!("Source {}", sources.join(", ")) }];
    if !scope.objects.is_empty() {
        parts.push(format!("objects {}", scope.objects.join(", ")));
    }
    parts.extend(scope.from.as_ref().map(|day| format!("from {day}")));
    parts.extend(scope.to.as_ref().map(|day| format!("to {day}")));
    parts.join(", ")
}

fn figures(report: &ExposureReport) -> Vec<Figure> {
    let age = |state: AgeState| report.children.get(&state).copied().unwrap_or(0);
    let figure = |label: &str, n: u64, note: String, mood: Mood| Figure {
        label: label.to_owned(),
        value: grouped(n),
        note,
        mood: if n == 0 { Mood::Plain } else { mood },
    };
    let persons = report.persons;
    let special = report.classes.iter().filter(|line| !line.sensitive_under.is_empty());
    let n_special = special.clone().count() as u64;
    let most = special.map(|line| line.n_records).max().unwrap_or(0);
    let between = format!("{} to {}", grouped(persons.at_least), grouped(persons.at_most));
    let possible =
        format!("{} more possible · {} unknown", grouped(age(AgeState::ChildPossible)), grouped(age(AgeState::Unknown)));
    vec![
        figure("Persons, likely", persons.likely, between, Mood::Bad),
        figure("Records", report.n_records, format!("{} tell of nobody known", grouped(report.n_unidentified)), Mood::Plain),
        figure("Under 18", age(AgeState::ChildCertain), possible, Mood::Bad),
        figure("Special categories", n_special, format!("kinds, in up to {}", counted(most, "record", "records")), Mood::Bad),
    ]
}

fn notification(report: &ExposureReport) -> Section {
    Section {
        id: "notification",
        title: "For the notification".to_owned(),
        intro: "The fields of GDPR 33(3), as far as they can be filled in from what was found and what the policies say."
            .to_owned(),
        sheets: vec![fields("GDPR 33(3)", &report.article_33)],
        ..Section::default()
    }
}

/// A row for each field and each place that its lines are from, in their order.
fn fields(title: &str, fields: &[ArticleField]) -> Sheet {
    let mut sheet = Sheet::new(title, &["Asks for", "What is known", "From"]);
    for field in fields {
        let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
        for line in &field.lines {
            match groups.iter_mut().find(|(from, _)| *from == line.from) {
                Some((_, lines)) => lines.push(line.text.clone()),
                None => groups.push((&line.from, vec![line.text.clone()])),
            }
        }
        if groups.is_empty() {
            groups.push(("", vec![NOT_STATED.to_owned()]));
        }
        for (ix, (from, lines)) in groups.into_iter().enumerate() {
            // Of the rows of one field the first says what is asked.
            let asks = if ix == 0 { field.asks.clone() } else { String::new() };
            let mut lines = lines.into_iter();
            let first = lines.next().unwrap_or_default();
            sheet.rows.push(vec![Cell::stack(&field.article, [asks]), Cell::stack(first, lines), Cell::text(from)]);
        }
    }
    sheet
}

fn data(report: &ExposureReport) -> Section {
    let mut classes = Sheet::new("Kinds of data", &["#Records", "@Data", "Category", "#Surely in it", "#Readable", "#Weak"]);
    classes.note = "Readable: not in part only, hashed or encrypted. Weak: only weak findings or known test values.".to_owned();
    for line in &report.classes {
        let special = (!line.sensitive_under.is_empty()).then(|| format!("special under {}", line.sensitive_under.join(", ")));
        let categories: Vec<&str> = line.categories.iter().map(|id| id.as_str()).collect();
        let category = if categories.is_empty() { "not in the policy".to_owned() } else { categories.join(", ") };
        classes.rows.push(vec![
            Cell::Number(line.n_records),
            Cell::stack(line.class.as_str(), [line.dpv.clone(), special.unwrap_or_default()]),
            Cell::text(category),
            Cell::Number(line.n_certain),
            Cell::Number(line.n_readable),
            Cell::Number(line.n_weak),
        ]);
    }
    let mut objects = Sheet::new("Where they lay", &["#Records", "@Where"]);
    let row = |object: &crate::model::exposure::ExposedObject| {
        vec![Cell::Number(object.n_records), Cell::code(format!("{}: {}", object.source, object.object))]
    };
    objects.rows = report.objects.iter().map(row).collect();
    Section { id: "data", title: "Which data".to_owned(), sheets: vec![classes, objects], ..Section::default() }
}

fn persons(report: &ExposureReport) -> Section {
    let mut ages = Sheet::new("Age on the day of the report", &["Under 18", "#Persons"]);
    ages.rows = report.children.iter().map(|(state, n)| vec![Cell::text(age(*state)), Cell::Number(*n)]).collect();
    let mut places = Sheet::new("Where persons are", &["Jurisdiction", "#Persons"]);
    places.rows = report.jurisdictions.iter().map(|(place, n)| vec![Cell::text(place), Cell::Number(*n)]).collect();
    let intro = "At most: records are one person's only if they share a number issued to one person. Likely: also if they share \
                 a contact point; a name alone is whoever is known by it. At least: also if they share a whole name. Nobody is \
                 known to be one person with two contact points that never stand together.";
    Section {
        id: "persons",
        title: "Whose data".to_owned(),
        intro: intro.to_owned(),
        sheets: vec![ages, places],
        ..Section::default()
    }
}

/// Whether somebody is under 18, in a word.
pub fn age(state: AgeState) -> &'static str {
    match state {
        AgeState::ChildCertain => "certainly",
        AgeState::ChildPossible => "possibly",
        AgeState::AdultCertain => "no",
        AgeState::Unknown => "unknown",
    }
}
