//! Drafts from the texts of invented companies, held against what each sentence says: every statement that was found and
//! should not have been, or should and was not, counts. The figures are written to docs/accuracy.md.
//!
//! Beside each text lies a table of what it says: line, section, what, in any order; then `conflict` with the lines that
//! contradict each other, and `unread` with the line of a sentence that must be listed as not understood.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gleaner::draft::{Draft, Format, Kept, Note, Says};

/// What of all statements must at least be found, and what of those found must at least be right.
const FLOOR: f64 = 0.95;

/// Found, missed and wrong statements of a section.
#[derive(Clone, Copy, Default, Debug)]
pub struct Count {
    pub right: usize,
    pub missed: usize,
    pub wrong: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    pub fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    pub fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

/// A text's outcome: counts by section, and what differs in words.
pub struct Outcome {
    pub counts: BTreeMap<String, Count>,
    pub differs: Vec<String>,
}

/// Holds a text's draft against the table beside it.
pub fn outcome(text: &Path) -> Outcome {
    let source = std::fs::read_to_string(text).unwrap();
    let table = std::fs::read_to_string(text.with_extension("said")).unwrap();
    let format = Format::of_ending(text.extension().unwrap().to_str().unwrap()).unwrap();
    let draft = Draft::new(format, &source).unwrap();
    let name = text.file_name().unwrap().to_string_lossy().into_owned();
    let mut outcome = Outcome { counts: BTreeMap::new(), differs: Vec::new() };
    let mut expected: Vec<Line> = Vec::new();
    for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let cells: Vec<&str> = row.split('\t').collect();
        match cells[0] {
            "conflict" => {
                let lines: Vec<usize> = cells[1..].iter().map(|cell| cell.parse().unwrap()).collect();
                let told = draft.contradictions.iter().any(|found| {
                    let places: Vec<usize> = found.sentences.iter().map(|sentence| draft.place(*sentence).1).collect();
                    lines.iter().all(|line| places.contains(line))
                });
                outcome.told("conflict", told, || format!("{name}: no conflict between lines {lines:?}"));
            }
            "unread" => {
                let line: usize = cells[1].parse().unwrap();
                let told = draft.unread().any(|(_, at, _, _)| at == line);
                outcome.told("unread", told, || format!("{name}: line {line} is not told as not understood"));
            }
            line => expected.push((line.parse().unwrap(), cells[1].to_owned(), words(cells.get(2).unwrap_or(&"")))),
        }
    }
    for told in &draft.statements {
        let found: Line = (draft.place(told.sentence).1, told.says.section().to_owned(), words(&said(&told.says)));
        let count = outcome.counts.entry(found.1.clone()).or_default();
        match expected.iter().position(|line| *line == found) {
            Some(at) => {
                expected.swap_remove(at);
                count.right += 1;
            }
            None => {
                count.wrong += 1;
                outcome.differs.push(format!("{name}:{}: wrong {} {}", found.0, found.1, found.2.join(" ")));
            }
        }
    }
    for (line, section, what) in expected {
        outcome.told(&section, false, || format!("{name}:{line}: missed {section} {}", what.join(" ")));
    }
    let n_conflicts = table.lines().filter(|row| row.starts_with("conflict")).count();
    for found in draft.contradictions.iter().skip(n_conflicts) {
        outcome.counts.entry("conflict".to_owned()).or_default().wrong += 1;
        outcome.differs.push(format!("{name}: one conflict more: {}", found.about));
    }
    outcome
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
}

/// A statement's line, section and words.
type Line = (usize, String, Vec<String>);

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    words.sort();
    words
}

/// A statement in the words of the tables.
fn said(says: &Says) -> String {
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
        Says::Promise { keeps, data } => format!("{} {}", kebab(serde_json::to_value(keeps).unwrap()), data.join(" ")),
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

/// The texts, in the order of their names.
pub fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/policies");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending != "said")).collect();
    texts.sort();
    texts
}
