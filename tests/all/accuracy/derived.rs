//! Cases that follow from a detector's own file: each value of its examples under each of its column names, beside each of
//! its words, with other digits, with a wrong check digit, inside a longer number, and with nothing that speaks for it.

use gleaner::detect::Spec;
use gleaner::detect::checksum::CHECKSUMS;
use gleaner::detect::spec::{Example, Needs, Normalise};
use regex::Regex;

use super::case::{Case, Kind};

/// Values taken of one detector, and names, words and wrong digits tried with each.
const MAX_VALUES: usize = 3;
const MAX_COLUMNS: usize = 12;
const MAX_WORDS: usize = 16;
const MAX_WRONG: usize = 8;

/// How a value stands beside its name.
const CUED: [fn(&str, &str) -> String; 4] = [
    |word, value| format!("{word}: {value}"),
    |word, value| format!("{word} {value}, see the file"),
    |word, value| format!("It says \"{value}\" ({word})."),
    |word, value| format!("{word} = {value};"),
];

/// The cases of all detectors.
pub fn cases(specs: &[Spec]) -> Vec<Case> {
    specs.iter().flat_map(of_one).collect()
}

fn of_one(spec: &Spec) -> Vec<Case> {
    // Where a pattern finds only the end of a value, its cases are written by hand.
    let is_end = spec.matcher.as_deref() == Some("address-end");
    let patterns = spec.pattern.iter().chain(&spec.patterns).filter(|_| !is_end);
    let patterns: Vec<Regex> = patterns.filter_map(|own| Regex::new(&ascii(own)).ok()).collect();
    let mut cases = Vec::new();
    for example in &spec.examples {
        if let Example::Text(text) = example
            && let Some(value) = value_in(&patterns, text)
        {
            cases.push(case(spec, Kind::Cue, None, text.clone(), &[&value]));
        }
    }
    for example in &spec.counterexamples {
        let (text, column) = parts(example);
        cases.push(case(spec, Kind::NearMiss, column, text.to_owned(), &[]));
    }
    for value in values(spec, &patterns) {
        let stands_alone = patterns.iter().any(|own| own.find(&value).is_some_and(|found| found.range() == (0..value.len())));
        cases.extend(named(spec, &value, stands_alone));
        cases.extend(wrong(spec, &value));
    }
    cases
}

fn parts(example: &Example) -> (&str, Option<&str>) {
    match example {
        Example::Text(text) => (text, None),
        Example::Placed(placed) => (&placed.text, placed.column.as_deref()),
    }
}

fn case(spec: &Spec, kind: Kind, column: Option<&str>, text: String, expect: &[&str]) -> Case {
    Case {
        detector: Some(spec.id.clone()),
        class: None,
        kind,
        column: column.map(str::to_owned),
        country: spec.country.clone(),
        text,
        expect: expect.iter().map(|value| (*value).to_owned()).collect(),
        reason: None,
    }
}

/// The pattern as this crate's engine reads it: letters of other scripts are written byte by byte in the files.
fn ascii(pattern: &str) -> String {
    format!(r"(?-u:\b{{start-half}})(?:{pattern})(?-u:\b{{end-half}})")
}

/// The longest stretch of a text that one of the patterns takes.
fn value_in(patterns: &[Regex], text: &str) -> Option<String> {
    let of =
        |own: &Regex| own.captures(text).and_then(|found| found.get(1).or(found.get(0))).map(|found| found.as_str().to_owned());
    patterns.iter().filter_map(of).max_by_key(String::len)
}

/// The values of a detector's examples.
fn values(spec: &Spec, patterns: &[Regex]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for example in &spec.examples {
        let value = match example {
            Example::Placed(placed) if placed.column.is_some() => Some(placed.text.trim().to_owned()),
            Example::Placed(placed) => value_in(patterns, &placed.text),
            Example::Text(text) => value_in(patterns, text),
        };
        values.extend(value.filter(|value| !values.contains(value)));
    }
    values.truncate(MAX_VALUES);
    values
}

/// The value where something tells what it is, and where nothing does. What a pattern knows only by the words it holds itself
/// is not tried beside other words.
fn named(spec: &Spec, value: &str, stands_alone: bool) -> Vec<Case> {
    let columns = spec.columns.iter().take(MAX_COLUMNS).map(|column| column.trim_start_matches('='));
    let mut cases: Vec<Case> =
        columns.map(|column| case(spec, Kind::Column, Some(column), value.to_owned(), &[value])).collect();
    let has_pattern = spec.pattern.is_some() || !spec.patterns.is_empty();
    if spec.needs == Some(Needs::Column) || !has_pattern || !stands_alone {
        return cases;
    }
    let words = spec.context.values().flatten().take(MAX_WORDS);
    cases.extend(words.zip(CUED.iter().cycle()).map(|(word, cued)| case(spec, Kind::Cue, None, cued(word, value), &[value])));
    cases.push(case(spec, Kind::Bare, None, format!("It was {value} then."), &[]));
    let devanagari: String =
        value.chars().map(|c| c.to_digit(10).and_then(|n| char::from_u32(0x966 + n)).unwrap_or(c)).collect();
    let is_number = spec.normalise == Normalise::Digits && devanagari != value;
    if let Some(word) = spec.context.values().flatten().next().filter(|_| is_number) {
        cases.push(case(spec, Kind::Cue, None, format!("{word}: {devanagari}"), &[&devanagari]));
    }
    cases
}

/// The value with another digit, where its rule refuses that, beside its own name.
fn wrong(spec: &Spec, value: &str) -> Vec<Case> {
    let checksum = spec.checksum.as_deref().and_then(|name| CHECKSUMS.iter().find(|own| own.name == name));
    let Some(checksum) = checksum.filter(|_| !spec.checksum_optional && spec.matcher.is_none()) else { return Vec::new() };
    let word = spec.context.values().flatten().next().map_or("", String::as_str);
    let normal = |text: &str| -> String {
        match spec.normalise {
            Normalise::Digits => text.chars().filter(char::is_ascii_digit).collect(),
            Normalise::Track => {
                text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() >= 12).unwrap_or_default().to_owned()
            }
            Normalise::Alnum => text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase(),
            _ => text.to_owned(),
        }
    };
    let digits = value.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let mut cases = Vec::new();
    for (n, (at, digit)) in digits.enumerate() {
        let other = (digit.to_digit(10).unwrap_or(0) + 1 + n as u32 % 8) % 10;
        let text = format!("{}{other}{}", &value[..at], &value[at + 1..]);
        if !(checksum.is_valid)(&normal(&text)) && cases.len() < MAX_WRONG {
            cases.push(case(spec, Kind::NearMiss, None, format!("{word}: {text}"), &[]));
        }
    }
    for text in [format!("7{value}"), format!("{value}7"), format!("X{value}X")] {
        if !(checksum.is_valid)(&normal(&text)) {
            cases.push(case(spec, Kind::NearMiss, None, format!("{word}: {text}"), &[]));
        }
    }
    cases
}
