//! Labelled cases, and what the program finds in them.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

/// Where a value stands in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Alone in the cell of a column whose name tells it.
    Column,
    /// In a text, beside its name.
    Cue,
    /// Nothing tells what it is: a finding is allowed and not asked for.
    Bare,
    /// It looks like one and is none.
    NearMiss,
    /// In a log line, a dump or a document with much else.
    Log,
}

/// One line of a file of cases.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Whom it is about: a detector…
    pub detector: Option<String>,
    /// …or any detector of a class. Filled in where a detector is named.
    pub class: Option<String>,
    pub kind: Kind,
    pub column: Option<String>,
    pub country: Option<String>,
    pub text: String,
    /// The values that are to be found, as they stand in the text.
    #[serde(default)]
    pub expect: Vec<String>,
    /// Of a disputed case: what is wrong with it, by which source.
    pub reason: Option<String>,
}

impl Case {
    /// The detector's id, or the class.
    pub fn subject(&self) -> String {
        match (&self.detector, &self.class) {
            (Some(id), _) => id.clone(),
            (None, class) => format!("class {}", class.as_deref().unwrap_or("?")),
        }
    }

    /// Whether it is the same case, but for the reason why it is disputed.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.detector, &self.column, &self.country, &self.text)
            == (&other.detector, &other.column, &other.country, &other.text)
    }
}

/// What was found.
#[derive(Clone, Debug, Deserialize)]
pub struct Found {
    id: usize,
    pub detector: String,
    pub class: String,
    pub value: String,
}

impl Found {
    pub fn new(detector: &str, class: &str, value: &str) -> Self {
        Self { id: 0, detector: detector.to_owned(), class: class.to_owned(), value: value.to_owned() }
    }
}

/// The cases of a folder's files, in the order of their names.
pub fn read_folder(folder: &Path) -> Vec<Case> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ndjson"));
    files.sort();
    files.iter().flat_map(|file| read(file)).collect()
}

/// The cases of one file.
pub fn read(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    let case = |(ix, line): (usize, &str)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{}:{}: {error}", file.display(), ix + 1))
    };
    lines.map(case).collect()
}

/// Each case with what `gleaner detect` finds in it.
pub fn run(cases: &[Case]) -> Vec<(&Case, Vec<Found>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut asks = Vec::new();
    for (id, case) in cases.iter().enumerate() {
        let ask = serde_json::json!({"id": id, "text": case.text, "column": case.column, "country": case.country});
        writeln!(asks, "{ask}").unwrap();
    }
    let file = folder.path().join("asks.ndjson");
    std::fs::write(&file, asks).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.arg("detect").arg(&file).arg("--show-values").env_clear().env("HOME", folder.path()).current_dir(folder.path());
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success());
    let mut found: HashMap<usize, Vec<Found>> = HashMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let one: Found = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        found.entry(one.id).or_default().push(one);
    }
    cases.iter().enumerate().map(|(id, case)| (case, found.remove(&id).unwrap_or_default())).collect()
}
