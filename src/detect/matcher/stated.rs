//! What is said of a person in words: a value behind its label, and words of a vocabulary in a sentence about somebody. Labels
//! and words are the detector files'; here is told what of it is no statement.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::form;
use crate::detect::normalise::lower;
use crate::detect::scene::Scene;

/// A free value behind a label: `Diagnosis: glaucoma`.
pub(super) const LABELLED: Matcher = Matcher { name: "labelled", find: None, judge: labelled };
/// What somebody is: `she is Buddhist`.
pub(super) const IDENTITY: Matcher = Matcher { name: "identity", find: None, judge: identity };
/// What somebody has: `his asthma`.
pub(super) const CONDITION: Matcher = Matcher { name: "condition", find: None, judge: condition };

/// What begins a text that explains a label, or a program's, instead of a value.
const NO_VALUES: &[&str] = &[
    "a",
    "an",
    "any",
    "array",
    "bool",
    "boolean",
    "char",
    "column",
    "data",
    "default",
    "do",
    "enum",
    "false",
    "field",
    "for",
    "how",
    "if",
    "in",
    "int",
    "integer",
    "is",
    "it",
    "list",
    "models",
    "new",
    "nil",
    "no",
    "none",
    "not",
    "null",
    "object",
    "on",
    "optional",
    "or",
    "please",
    "required",
    "see",
    "select",
    "self",
    "str",
    "string",
    "text",
    "that",
    "the",
    "this",
    "to",
    "type",
    "undefined",
    "unknown",
    "value",
    "varchar",
    "what",
    "when",
    "where",
    "which",
    "with",
    "you",
    "your",
];
/// More words than these are a sentence.
const MAX_WORDS: usize = 8;
/// How far back a sentence is looked at, in bytes.
const REACH: usize = 96;

fn labelled(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let value = scene.text.get(span.clone())?.trim();
    let small = lower(value);
    let first = small.split([' ', '-']).next()?;
    let is_open = value.matches('(').count() != value.matches(')').count();
    let is_of_a_program = is_open || value.contains(['_', '$', '%', '@', '#', '\\', '*', '`']) || value.contains("//");
    let goes_on = matches!(scene.after(span.end), Some('(' | '[' | '{' | '=' | ':'));
    let has_letter = value.chars().any(char::is_alphabetic);
    let is_none = form::is_placeholder(value) || NO_VALUES.contains(&first) || small.split(' ').count() > MAX_WORDS;
    (has_letter && !is_of_a_program && !goes_on && !is_none).then(|| Judged { has_cue: true, ..Judged::plain(small) })
}

fn identity(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let value = scene.text.get(span.clone())?;
    if place == Place::Text {
        let (head, tail) = around(scene, &span)?;
        // `Roma won 2-1, he is happy`: whoever begins a sentence that goes on is spoken of otherwise.
        let is_subject = !head.chars().any(char::is_alphanumeric) && begins_with_small_word(tail);
        if is_subject || tail.starts_with('?') || is_compound(tail) {
            return None;
        }
    }
    Some(Judged::plain(lower(value)))
}

fn condition(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let value = scene.text.get(span.clone())?;
    if place == Place::Text {
        let (head, tail) = around(scene, &span)?;
        let last = head.split_whitespace().next_back().unwrap_or("").to_ascii_lowercase();
        let next = tail.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        // `my stroke colour`: what is somebody's is another thing.
        let is_of_another = matches!(last.as_str(), "my" | "her" | "his" | "their" | "your" | "our")
            && begins_with_small_word(tail)
            && !GOES_ON.contains(&next);
        if is_of_another || is_compound(tail) {
            return None;
        }
    }
    Some(Judged::plain(lower(value)))
}

/// Words that go on with a sentence about an illness.
const GOES_ON: &[&str] = &[
    "after",
    "and",
    "attack",
    "attacks",
    "at",
    "because",
    "but",
    "came",
    "care",
    "clinic",
    "condition",
    "diagnosis",
    "disease",
    "disorder",
    "drugs",
    "due",
    "during",
    "episode",
    "episodes",
    "flared",
    "for",
    "got",
    "had",
    "has",
    "history",
    "in",
    "is",
    "last",
    "made",
    "medication",
    "medicine",
    "nurse",
    "on",
    "operation",
    "or",
    "patient",
    "pills",
    "prescription",
    "records",
    "relapsed",
    "result",
    "results",
    "returned",
    "since",
    "started",
    "surgery",
    "symptoms",
    "tablets",
    "test",
    "tests",
    "therapy",
    "to",
    "treatment",
    "was",
    "were",
    "which",
    "while",
    "with",
    "worsened",
];

/// What stands before a stretch in its sentence, and what behind it.
fn around<'a>(scene: &Scene<'a>, span: &Range<usize>) -> Option<(&'a str, &'a str)> {
    let mut start = span.start.saturating_sub(REACH);
    while !scene.text.is_char_boundary(start) {
        start += 1;
    }
    let before = scene.text.get(start..span.start)?;
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n' | '|' | '。' | '！' | '？' | '।');
    Some((before.rsplit(is_end).next().unwrap_or(before), scene.text.get(span.end..)?))
}

fn begins_with_small_word(tail: &str) -> bool {
    tail.strip_prefix(' ').is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// `queer-code`: part of another word.
fn is_compound(tail: &str) -> bool {
    tail.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) && !tail.starts_with("-positive")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::scene::Setting;
    use crate::model::time::Day;

    #[test]
    fn a_statement_is_about_somebody() {
        for (matcher, text, value, expected) in [
            (&LABELLED, "Diagnosis: glaucoma", "glaucoma", true),
            (&LABELLED, "Diagnosis: none", "none", false),
            (&LABELLED, "Diagnosis: the art of naming", "the art of naming", false),
            (&LABELLED, "race = models.CharField(", "models.CharField", false),
            (&LABELLED, "Religion: Church of England", "Church of England", true),
            (&LABELLED, "religion: religion_id", "religion_id", false),
            (&IDENTITY, "She is Buddhist.", "Buddhist", true),
            (&IDENTITY, "Roma won 2-1, he is happy", "Roma", false),
            (&IDENTITY, "Is it orthodox? He is asking", "orthodox", false),
            (&IDENTITY, "I am queer-code linting", "queer", false),
            (&CONDITION, "My stroke color", "stroke", false),
            (&CONDITION, "his depression returned", "depression", true),
            (&CONDITION, "She has asthma", "asthma", true),
        ] {
            let setting = Setting { region: None, today: Day(0), known: None, is_thorough: false };
            let at = text.find(value).unwrap();
            let judged = (matcher.judge)(&Scene::new(text, setting), at..at + value.len(), Place::Text);
            assert_eq!(judged.is_some(), expected, "{text}");
        }
    }
}
