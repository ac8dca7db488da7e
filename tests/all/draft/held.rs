//! A draft held against the table beside its text: what was found and should not have been, and what should and was not.
//!
//! A table's rows are `line, section, what`, divided by tabs, in any order, of ages, periods and promises also the hedges,
//! divided by `; `; then `conflict` with the lines that contradict
//! each other, and `unread` with the line of a sentence that must be listed as not understood.

use std::collections::BTreeMap;
use std::path::Path;

use gleaner::draft::{Draft, Format, Kept, Note, Says};

/// Found, missed and wrong statements.
#[derive(Clone, Copy, Default, Debug)]
pub struct Count {
    pub right: u32,
    pub missed: u32,
    pub wrong: u32,
}

impl Count {
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }
}

/// A text's outcome: counts by section, and what differs, in words.
#[derive(Default)]
pub struct Outcome {
    pub language: String,
    pub counts: BTreeMap<String, Count>,
    pub differs: Vec<String>,
}

/// A statement's line, section and words.
type Line = (usize, String, Vec<String>);

/// The sections whose hedges the tables tell.
const HEDGED: [&str; 3] = ["age", "promise", "retention"];

/// Drafts from a text, and holds what comes out against its table.
pub fn outcome(text: &Path) -> Outcome {
    let table = std::fs::read_to_string(text.with_extension("said")).unwrap();
    let draft = draft(text);
    let name = text.file_name().unwrap().to_string_lossy().into_owned();
    let mut outcome = Outcome { language: draft.language().to_owned(), ..Outcome::default() };
    let mut expected: Vec<(Line, Vec<String>)> = Vec::new();
    let mut conflicts: Vec<Vec<usize>> = Vec::new();
    for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        match cells[0] {
            "conflict" => conflicts.push(cells[1..].iter().map(|cell| cell.parse().unwrap()).collect()),
            "unread" => {
                let line: usize = cells[1].parse().unwrap();
                let is_told = draft.unread().any(|(_, at, _, _)| at == line);
                outcome.told("unread", is_told, || format!("{name}: line {line} is not told as not understood"));
            }
            line => {
                let hedges = cells.get(3).map(|cell| cell.split("; ").map(str::to_owned).collect()).unwrap_or_default();
                expected.push(((line.parse().unwrap(), cells[1].to_owned(), words(cells.get(2).unwrap_or(&""))), hedges));
            }
        }
    }
    statements(&draft, &name, expected, &mut outcome);
    contradictions(&draft, &name, conflicts, &mut outcome);
    outcome
}

/// What is understood of a text.
pub fn draft(text: &Path) -> Draft {
    let source = std::fs::read_to_string(text).unwrap();
    Draft::new(Format::of_ending(text.extension().unwrap().to_str().unwrap()).unwrap(), &source).unwrap()
}

fn statements(draft: &Draft, name: &str, mut expected: Vec<(Line, Vec<String>)>, outcome: &mut Outcome) {
    for told in &draft.statements {
        let found: Line = (draft.place(told.sentence).1, told.says.section().to_owned(), words(&said(&told.says)));
        // Of two lines that say the same, the one with the same hedges.
        let exact = expected.iter().position(|(line, hedges)| *line == found && *hedges == told.hedges);
        match exact.or_else(|| expected.iter().position(|(line, _)| *line == found)) {
            Some(at) => {
                let (_, hedges) = expected.swap_remove(at);
                outcome.told(&found.1, true, String::new);
                if HEDGED.contains(&found.1.as_str()) {
                    compare_hedges(&format!("{name}:{}", found.0), &told.hedges, &hedges, outcome);
                }
            }
            None => outcome.wrong(&found.1, format!("{name}:{}: wrong {} {}", found.0, found.1, found.2.join(" "))),
        }
    }
    for ((line, section, what), _) in expected {
        outcome.told(&section, false, || format!("{name}:{line}: missed {section} {}", what.join(" ")));
    }
}

fn compare_hedges(place: &str, found: &[String], expected: &[String], outcome: &mut Outcome) {
    for hedge in expected {
        outcome.told("hedge", found.contains(hedge), || format!("{place}: missed hedge {hedge}"));
    }
    for hedge in found.iter().filter(|hedge| !expected.contains(hedge)) {
        outcome.wrong("hedge", format!("{place}: wrong hedge {hedge}"));
    }
}

fn contradictions(draft: &Draft, name: &str, mut expected: Vec<Vec<usize>>, outcome: &mut Outcome) {
    for found in &draft.contradictions {
        let lines: Vec<usize> = found.sentences.iter().map(|sentence| draft.place(*sentence).1).collect();
        match expected.iter().position(|own| *own == lines) {
            Some(at) => {
                expected.swap_remove(at);
                outcome.told("conflict", true, String::new);
            }
            None => outcome.wrong("conflict", format!("{name}: wrong conflict between lines {lines:?}: {}", found.about)),
        }
    }
    for lines in expected {
        outcome.told("conflict", false, || format!("{name}: missed conflict between lines {lines:?}"));
    }
}

impl Outcome {
    fn told(&mut self, section: &str, is_told: bool, differs: impl Fn() -> String) {
        let count = self.counts.entry(section.to_owned()).or_default();
        if is_told {
            count.right += 1;
        } else {
            count.missed += 1;
            self.differs.push(differs());
        }
    }

    fn wrong(&mut self, section: &str, differs: String) {
        self.counts.entry(section.to_owned()).or_default().wrong += 1;
        self.differs.push(differs);
    }

    /// All sections together.
    pub fn all(&self) -> Count {
        let mut all = Count::default();
        self.counts.values().for_each(|count| all.add(*count));
        all
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

/// A statement in the words of the tables.
pub fn said(says: &Says) -> String {
    let kebab = |value: serde_json::Value| value.as_str().unwrap().replace('_', "-");
    match says {
        Says::Category(held) => {
            let all = if held.catch_all { " catch-all" } else { "" };
            let whom = if held.subjects.is_empty() { String::new() } else { format!(" for {}", held.subjects.join(" ")) };
            format!("{}{all}{whom}", held.data.join(" "))
        }
        Says::Retention(kept) => retention(kept),
        Says::Age { under, rule } => format!("{under} {}", kebab(serde_json::to_value(rule).unwrap())),
        Says::Right(name) => name.clone(),
        Says::Jurisdiction(code) => code.clone(),
        Says::Promise { keeps, data, within } => {
            let place = if within.is_empty() { String::new() } else { format!(" in {}", within.join(" ")) };
            format!("{} {}{place}", kebab(serde_json::to_value(keeps).unwrap()), data.join(" "))
        }
        Says::Basis { names, data } => format!("{} of {}", names.join(" "), data.join(" ")),
        Says::Note(Note::Scope) => "scope".to_owned(),
        Says::Note(Note::OtherNumber) => "other-number".to_owned(),
        Says::Note(Note::BrokenReference(part)) => format!("broken-reference {part}"),
        Says::Purpose | Says::Recipient | Says::Transfer | Says::Security => String::new(),
    }
}

fn retention(kept: &Kept) -> String {
    let mut words = Vec::new();
    match &kept.when {
        Some(when) => words.extend(kept.data.iter().map(|class| format!("{class}/{when}"))),
        None => words.extend(kept.data.iter().cloned()),
    }
    match (&kept.period, &kept.minimum) {
        (Some(period), _) => words.push(period.clone()),
        (None, Some(least)) => words.push(format!("at-least {least}")),
        (None, None) => words.push("open".to_owned()),
    }
    words.extend(kept.starts.map(|event| event.as_str().to_owned()));
    let rounding = serde_json::to_value(kept.rounding).unwrap().as_str().unwrap().replace('_', "-");
    words.extend((rounding != "none").then_some(rounding));
    words.extend(kept.action.iter().map(|action| serde_json::to_value(action).unwrap().as_str().unwrap().to_owned()));
    words.join(" ")
}
