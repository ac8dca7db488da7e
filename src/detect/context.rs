//! The words around a candidate. They are looked at only where there is one.

use std::ops::Range;

use super::words::{Vocabulary, is_word_char};

/// How far context reaches: bytes before and after a candidate.
const BEFORE: usize = 48;
const AFTER: usize = 24;

/// The words around the candidate that was looked at last; several detectors ask about the same one.
#[derive(Default)]
pub(super) struct Nearby {
    span: Option<Range<usize>>,
    words: Vec<u32>,
}

impl Nearby {
    /// The words around a stretch of a text, numbered.
    pub fn words(&mut self, text: &str, span: &Range<usize>, vocabulary: &Vocabulary) -> &[u32] {
        if self.span.as_ref() != Some(span) {
            self.words = vocabulary.look_up(text.get(start_of(text, span.start)..span.start).unwrap_or(""));
            // A word that no phrase has: what stands before and what stands after make no phrase together.
            self.words.push(super::words::UNKNOWN);
            self.words.extend(vocabulary.look_up(text.get(span.end..end_of(text, span.end)).unwrap_or("")));
            self.span = Some(span.clone());
        }
        &self.words
    }
}

/// Where the window before `at` begins: not inside a word.
fn start_of(text: &str, at: usize) -> usize {
    let mut start = at.saturating_sub(BEFORE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let is_inside = text.get(..start).and_then(|head| head.chars().next_back()).is_some_and(is_word_char);
    let window = text.get(start..at).unwrap_or("");
    if is_inside { start + window.find(|c: char| !is_word_char(c)).unwrap_or(0) } else { start }
}

/// Where the window after `at` ends: not inside a word.
fn end_of(text: &str, at: usize) -> usize {
    let mut end = at.saturating_add(AFTER).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let is_inside = text.get(end..).and_then(|tail| tail.chars().next()).is_some_and(is_word_char);
    let window = text.get(at..end).unwrap_or("");
    if is_inside { at + window.rfind(|c: char| !is_word_char(c)).unwrap_or(window.len()) } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::words::Phrases;

    #[test]
    fn only_whole_words_nearby_count() {
        let mut vocabulary = Vocabulary::default();
        let phrases = Phrases::new(["ssn", "social security"].into_iter(), &mut vocabulary);
        let far = "x".repeat(60);
        for (text, expected) in [
            ("SSN: #", true),
            ("# (ssn)", true),
            ("social security number #", true),
            ("classnumber #", false),
            (&format!("ssn {far} #"), false),
            ("social # security", false),
        ] {
            let at = text.find('#').unwrap();
            let mut nearby = Nearby::default();
            assert_eq!(phrases.is_in(nearby.words(text, &(at..at + 1), &vocabulary)), expected, "{text}");
        }
    }
}
