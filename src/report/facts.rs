//! Verdicts on bare facts as tables: one for periods, one for ages, one for lines that are wrong.

use crate::model::fact::{AgeOutcome, AgeVerdict, DaySpan, FactReport, FactVerdict, RetentionVerdict};

use super::page::Section;
use super::sheet::{Cell, Sheet, Tone};
use super::text::counted;
use super::words;

/// The columns of CSV: a row for each verdict on a period and each on an age.
pub const COLUMNS: [&str; 14] = [
    "line",
    "id",
    "as_of",
    "about",
    "state",
    "at_collection",
    "today",
    "due",
    "grace_end",
    "keep_until",
    "comes_of_age",
    "rule",
    "grounds",
    "because",
];

/// The parts of the report.
pub fn sections(report: &FactReport) -> Vec<Section> {
    let wrong = report.verdicts.iter().filter(|verdict| verdict.error.is_some()).count() as u64;
    let judged = report.verdicts.len() as u64 - wrong;
    let sheets = [retention(report), ages(report), open(report), errors(report)];
    let sheets = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    let intro = format!("{} judged, {} wrong.", counted(judged, "line", "lines"), counted(wrong, "line is", "lines are"));
    vec![Section { id: "facts", title: "Verdicts".to_owned(), intro, sheets, ..Section::default() }]
}

fn retention(report: &FactReport) -> Sheet {
    let columns = ["#Line", "Fact", "State", "Due", "Rule", "Because"];
    let mut sheet = Sheet::new("How long", &columns);
    for verdict in &report.verdicts {
        let Some(retention) = &verdict.retention else { continue };
        let mut because = retention.because.iter().cloned();
        let mut rules = retention.rules.iter().flat_map(|rule| [rule.rule.clone(), words::authority(&rule.grounds)]);
        sheet.rows.push(vec![
            Cell::Number(verdict.line),
            Cell::stack(id(verdict), [format!("as of {}", verdict.as_of.as_deref().unwrap_or_default())]),
            Cell::stack(retention.state.word(), [words::state(retention.state).to_owned()]),
            due(retention),
            Cell::stack(rules.next().unwrap_or_default(), rules),
            Cell::stack(because.next().unwrap_or_default(), because),
        ]);
    }
    sheet
}

fn due(retention: &RetentionVerdict) -> Cell {
    let labelled = |label: &str, days: &Option<DaySpan>| days.as_ref().map(|days| format!("{label} {}", days.0));
    let below = [
        labelled("grace to", &retention.grace_end).filter(|_| retention.grace_end != retention.due),
        labelled("keep until", &retention.keep_until),
        labelled("backup to", &retention.backup_end),
    ];
    let main = retention.due.as_ref().map(|days| days.0.clone()).unwrap_or_default();
    Cell::stack(main, below.into_iter().flatten())
}

fn ages(report: &FactReport) -> Sheet {
    let columns = ["#Line", "Fact", "Outcome", "At collection", "Today", "Of age", "Rule", "Because"];
    let mut sheet = Sheet::new("How old", &columns);
    for (verdict, age) in report.verdicts.iter().flat_map(|verdict| verdict.ages.iter().map(move |age| (verdict, age))) {
        let mut because = age.because.iter().cloned();
        sheet.rows.push(vec![
            Cell::Number(verdict.line),
            Cell::stack(id(verdict), [format!("as of {}", verdict.as_of.as_deref().unwrap_or_default())]),
            Cell::text(outcome(age.outcome)),
            Cell::text(age.at_collection.word()),
            Cell::text(age.today.word()),
            Cell::text(age.comes_of_age.clone().unwrap_or_default()),
            Cell::stack(age.rule.clone(), [words::authority(&age.grounds)]),
            Cell::stack(because.next().unwrap_or_default(), because),
        ]);
    }
    sheet
}

fn open(report: &FactReport) -> Sheet {
    let mut sheet = Sheet::new("What must be answered first", &["#Line", "Fact", "Question"]);
    for (verdict, question) in report.verdicts.iter().flat_map(|v| v.open_questions.iter().map(move |question| (v, question))) {
        sheet.rows.push(vec![Cell::Number(verdict.line), Cell::text(id(verdict)), Cell::text(question.clone())]);
    }
    sheet
}

fn errors(report: &FactReport) -> Sheet {
    let mut sheet = Sheet::new("Lines that could not be judged", &["#Line", "Fact", "Why"]).toned(Tone::Lead);
    for verdict in &report.verdicts {
        let Some(error) = &verdict.error else { continue };
        sheet.rows.push(vec![Cell::Number(verdict.line), Cell::text(id(verdict)), Cell::text(error.clone())]);
    }
    sheet
}

/// The rows of CSV, by [`COLUMNS`].
pub fn rows(report: &FactReport) -> Vec<[String; 14]> {
    report.verdicts.iter().flat_map(rows_of).collect()
}

fn rows_of(verdict: &FactVerdict) -> Vec<[String; 14]> {
    let none = String::new;
    let head =
        |about: &str| [verdict.line.to_string(), id(verdict), verdict.as_of.clone().unwrap_or_default(), about.to_owned()];
    let days = |days: &Option<DaySpan>| days.as_ref().map(|days| days.0.clone()).unwrap_or_default();
    let mut rows = Vec::new();
    if let Some(error) = &verdict.error {
        let [line, id, as_of, about] = head("error");
        let mut row: [String; 14] = std::array::from_fn(|_| none());
        (row[0], row[1], row[2], row[3], row[13]) = (line, id, as_of, about, error.clone());
        rows.push(row);
    }
    if let Some(retention) = &verdict.retention {
        let [line, id, as_of, about] = head("retention");
        let rules: Vec<&str> = retention.rules.iter().map(|rule| rule.rule.as_str()).collect();
        let grounds: Vec<String> = retention.rules.iter().map(|rule| words::authority(&rule.grounds)).collect();
        let because: Vec<&String> = retention.because.iter().chain(&verdict.open_questions).collect();
        rows.push([
            line,
            id,
            as_of,
            about,
            retention.state.word().to_owned(),
            none(),
            none(),
            days(&retention.due),
            days(&retention.grace_end),
            days(&retention.keep_until),
            none(),
            rules.join(" | "),
            grounds.join(" | "),
            because.into_iter().cloned().collect::<Vec<_>>().join(" | "),
        ]);
    }
    rows.extend(verdict.ages.iter().map(|age| row_of_age(head("age"), age)));
    rows
}

fn row_of_age([line, id, as_of, about]: [String; 4], age: &AgeVerdict) -> [String; 14] {
    let none = String::new;
    [
        line,
        id,
        as_of,
        about,
        outcome(age.outcome).to_owned(),
        age.at_collection.word().to_owned(),
        age.today.word().to_owned(),
        none(),
        none(),
        none(),
        age.comes_of_age.clone().unwrap_or_default(),
        age.rule.clone(),
        words::authority(&age.grounds),
        age.because.join(" | "),
    ]
}

fn id(verdict: &FactVerdict) -> String {
    match &verdict.id {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn outcome(outcome: AgeOutcome) -> &'static str {
    match outcome {
        AgeOutcome::Violation => "violation",
        AgeOutcome::Lead => "lead",
        AgeOutcome::Cleared => "cleared",
        AgeOutcome::Unknown => "unknown",
        AgeOutcome::Nothing => "nothing",
    }
}
