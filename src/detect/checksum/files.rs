//! Holds the detector files of this part against the rules here, the class table and their own examples. A small reckoning of its own,
//! so that a mistake in a file shows without the engine; the engine's tests ask all of it again.

use std::collections::{BTreeMap, HashSet};

use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;

use super::find;
use crate::model::finding::{ACCEPTED, HIGH};
use crate::model::view::ClassEntry;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    detector: Vec<Detector>,
    #[serde(default)]
    class: Vec<ClassEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Detector {
    id: String,
    name: String,
    class: String,
    country: Option<String>,
    pattern: Option<String>,
    #[serde(default)]
    patterns: Vec<String>,
    checksum: Option<String>,
    #[serde(default)]
    checksum_optional: bool,
    normalise: Option<String>,
    confidence: Weights,
    #[serde(default)]
    context: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    negative: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    needs: Option<String>,
    birth: Option<String>,
    matcher: Option<String>,
    examples: Vec<Example>,
    counterexamples: Vec<Example>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Weights {
    pattern: f32,
    checksum: f32,
    context: f32,
    column: f32,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Example {
    Text(String),
    Cell { column: String, text: String },
}

/// The detector files without a matcher of the engine's, each with its name.
fn files() -> Vec<(String, File)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("detectors");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !matches!(name.as_str(), "intl.toml" | "names.toml") {
            let text = String::from_utf8(std::fs::File::open(&path).map(bytes).unwrap()).unwrap();
            files.push((name.clone(), toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))));
        }
    }
    files
}

fn bytes(file: std::fs::File) -> Vec<u8> {
    let mut bytes = Vec::new();
    std::io::copy(&mut std::io::Read::take(file, 1 << 20), &mut bytes).unwrap();
    bytes
}

fn detectors() -> Vec<Detector> {
    files().into_iter().flat_map(|(_, file)| file.detector).collect()
}

impl Detector {
    fn regexes(&self) -> Vec<Regex> {
        let bounded = |pattern: &String| {
            let bounded = format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}");
            let built = RegexBuilder::new(&bounded).unicode(false).size_limit(1 << 20).build();
            built.unwrap_or_else(|error| panic!("{}: {error}", self.id))
        };
        self.pattern.iter().chain(&self.patterns).map(bounded).collect()
    }

    fn normal(&self, value: &str) -> String {
        match self.normalise.as_deref() {
            Some("digits") => value.chars().filter(char::is_ascii_digit).collect(),
            Some("alnum") => value.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase(),
            Some("lower") => value.to_lowercase(),
            _ => value.to_owned(),
        }
    }

    /// The highest confidence that any value in a text reaches.
    fn best(&self, text: &str, column: Option<&str>) -> f32 {
        let text: String = text.chars().map(ascii_digit).collect();
        let words = format!(" {} ", words(&text));
        let is_near = |phrases: &[String]| phrases.iter().any(|phrase| words.contains(&in_words(phrase)));
        let has_context = self.context.values().any(|phrases| is_near(phrases));
        let is_column = column.is_some_and(|column| self.columns.iter().any(|own| own == column));
        let mut best = 0.0_f32;
        for regex in self.regexes() {
            for found in regex.captures_iter(text.as_bytes()) {
                let value = found.get(1).or(found.get(0)).unwrap();
                let value = self.normal(std::str::from_utf8(value.as_bytes()).unwrap());
                let is_checked = self.checksum.as_deref().is_some_and(|name| (find(name).unwrap().is_valid)(&value));
                if self.checksum.is_some() && !is_checked && !self.checksum_optional {
                    continue;
                }
                let is_barred = match self.needs.as_deref() {
                    Some("context") => !has_context && !is_column,
                    Some("column") => !is_column,
                    _ => false,
                };
                let weights = &self.confidence;
                let parts = [
                    (true, weights.pattern),
                    (is_checked, weights.checksum),
                    (has_context, weights.context),
                    (is_column, weights.column),
                    (!is_column && is_near(&self.negative), -0.30),
                ];
                let sum: f32 = parts.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
                best = best.max(if is_barred { 0.0 } else { sum });
            }
        }
        best
    }
}

/// Digits of the scripts that the examples use.
fn ascii_digit(c: char) -> char {
    let value = match u32::from(c) {
        point @ 0x0966..=0x096F => point - 0x0966,
        point @ 0xFF10..=0xFF19 => point - 0xFF10,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap()
}

/// Lower-case words between single spaces; each ideograph is one.
fn words(text: &str) -> String {
    let is_ideograph = |c: char| matches!(u32::from(c), 0x3040..=0x30FF | 0x4E00..=0x9FFF);
    let is_mark = |c: char| matches!(u32::from(c), 0x0900..=0x0DFF);
    let spaced: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            c if is_ideograph(c) => format!(" {c} "),
            c if c.is_alphanumeric() || is_mark(c) => c.to_string(),
            _ => " ".to_owned(),
        })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn in_words(phrase: &str) -> String {
    format!(" {} ", words(phrase))
}

#[test]
fn classes_and_ids_are_known_once() {
    let files = files();
    let classes: Vec<&str> = files.iter().flat_map(|(_, file)| &file.class).map(|class| class.key.as_str()).collect();
    let unique: HashSet<&str> = classes.iter().copied().collect();
    assert_eq!(unique.len(), classes.len());
    let mut ids = HashSet::new();
    for detector in files.iter().flat_map(|(_, file)| &file.detector) {
        assert!(ids.insert(detector.id.as_str()), "{} twice", detector.id);
        assert!(unique.contains(detector.class.as_str()), "{}: {}", detector.id, detector.class);
        let place = detector.id.split('.').next().unwrap();
        let own = detector.country.as_deref().map_or("intl".to_owned(), str::to_lowercase);
        assert_eq!(place, own, "{}", detector.id);
    }
    assert!(ids.len() >= 45);
}

#[test]
fn laws_and_letters_are_of_the_known_ones() {
    for class in files().iter().flat_map(|(_, file)| &file.class) {
        let laws = ["gdpr.9", "gdpr.10", "ccpa.spi", "pipl.28", "kvkk.6", "in.spdi", "mx"];
        assert!(class.sensitive_under.iter().all(|law| laws.contains(&law.as_str())), "{}", class.key);
        let is_letter = |letter: &String| matches!(letter.as_bytes(), [b'A'..=b'L']);
        assert!(class.ccpa.as_ref().is_none_or(is_letter), "{}", class.key);
        assert!(class.dpv.starts_with("pd:") || class.dpv.starts_with("dpv:"), "{}", class.key);
    }
}

#[test]
fn every_checksum_exists_and_reads_what_is_asked_of_it() {
    for detector in detectors() {
        let Some(name) = &detector.checksum else {
            assert!(detector.birth.is_none() && detector.confidence.checksum == 0.0, "{}", detector.id);
            continue;
        };
        let checksum = find(name).unwrap_or_else(|| panic!("{}: {name}", detector.id));
        assert_eq!(detector.birth.is_some(), checksum.birth.is_some(), "{}", detector.id);
    }
}

#[test]
fn context_alone_never_makes_a_short_pattern_high() {
    for detector in detectors() {
        let weights = &detector.confidence;
        let is_unchecked_guess = detector.checksum.is_none() && weights.pattern < ACCEPTED;
        assert!(!is_unchecked_guess || weights.pattern + weights.context < HIGH, "{}", detector.id);
        let barred = detector.needs.is_some() || weights.context + weights.column == 0.0;
        assert!(barred || weights.pattern + weights.checksum <= 0.99, "{}", detector.id);
    }
}

#[test]
fn examples_are_accepted_and_counterexamples_are_not() {
    let mut wrong = Vec::new();
    for detector in detectors() {
        let rows = detector.examples.iter().map(|e| (e, true)).chain(detector.counterexamples.iter().map(|e| (e, false)));
        for (example, expected) in rows {
            let (text, column) = match example {
                Example::Text(text) => (text, None),
                Example::Cell { column, text } => (text, Some(column.as_str())),
            };
            let confidence = detector.best(text, column);
            if (confidence >= ACCEPTED - 1e-6) != expected {
                wrong.push(format!("{} {confidence:.2}: {text}", detector.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
