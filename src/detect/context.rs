//! The words around a candidate. They are looked at only where there is one.

use std::ops::Range;

use super::words::{Known, UNKNOWN, Vocabulary};

/// How far context reaches: bytes before and after a candidate.
const BEFORE: usize = 64;
const AFTER: usize = 40;

/// Where no word ends for so long, one is cut.
const LONGEST_WORD: usize = 64;

/// The words around candidates of one text. Only what lies around candidates is read, and once if they come in order.
#[derive(Default)]
pub(super) struct Nearby {
    /// The words that detectors ask for in the stretch that was read last.
    known: Vec<Known>,
    read: Range<usize>,
    n_words: usize,
    /// How many of the words begin before the window at hand.
    n_before: usize,
    /// The candidate that was asked about last; several detectors ask about the same one.
    span: Option<Range<usize>>,
    words: Vec<u32>,
}

impl Nearby {
    /// The words around a stretch of the text, numbered.
    pub fn words(&mut self, text: &str, span: &Range<usize>, vocabulary: &Vocabulary) -> &[u32] {
        if self.span.as_ref() != Some(span) {
            let window = span.start.saturating_sub(BEFORE)..span.end.saturating_add(AFTER).min(text.len());
            self.read(text, &window, vocabulary);
            self.words.clear();
            let begins_before = |ix: usize| self.known.get(ix).is_some_and(|word| word.start < window.start);
            while begins_before(self.n_before) {
                self.n_before += 1;
            }
            while self.n_before.checked_sub(1).is_some_and(|last| !begins_before(last)) {
                self.n_before -= 1;
            }
            let known = self.known.get(self.n_before..).unwrap_or_default();
            take(known, window.start..span.start, &mut self.words);
            // A word that no phrase has: what stands before and what stands after make no phrase together.
            self.words.push(UNKNOWN);
            take(known, span.end..window.end, &mut self.words);
            self.span = Some(span.clone());
        }
        &self.words
    }

    /// Reads on to the end of a window, or anew where it does not begin in what was read.
    fn read(&mut self, text: &str, window: &Range<usize>, vocabulary: &Vocabulary) {
        if !(self.read.start..=self.read.end).contains(&window.start) || self.read.is_empty() {
            self.known.clear();
            self.n_before = 0;
            let start = between_words(text, window.start);
            self.read = start..start;
        }
        if self.read.end < window.end {
            let more = self.read.end..window.end;
            (self.read.end, self.n_words) = vocabulary.known_in(text, more, self.n_words, &mut self.known);
        }
    }
}

/// The last place up to this one where an ASCII byte of no word stands before; or a place not far before.
fn between_words(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let first = at.saturating_sub(LONGEST_WORD);
    let is_between = |at: &usize| {
        at.checked_sub(1).and_then(|at| bytes.get(at)).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
    };
    let cut = || (first..=at).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (first..=at).rev().find(is_between).unwrap_or_else(cut)
}

/// The words that lie inside a window as a whole, an unknown one wherever others stand between them.
fn take(known: &[Known], window: Range<usize>, words: &mut Vec<u32>) {
    let mut next = None;
    let inside = known.iter().skip_while(|word| word.start < window.start).take_while(|word| word.end <= window.end);
    for word in inside {
        if next.is_some_and(|next| next != word.ordinal) {
            words.push(UNKNOWN);
        }
        words.push(word.number);
        next = Some(word.ordinal + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::words::Phrases;

    #[test]
    fn only_whole_words_nearby_count() {
        let mut vocabulary = Vocabulary::default();
        let phrases = Phrases::new(["ssn", "social security", "né", "आधार", "身份证"].into_iter(), &mut vocabulary);
        let far = "x".repeat(80);
        for (text, expected) in [
            ("SSN: #", true),
            ("# (ssn)", true),
            ("social security number #", true),
            ("classnumber #", false),
            (&format!("ssn {far} #"), false),
            ("social # security", false),
            ("social and security #", false),
            ("Né: #", true),
            ("आधार#", true),
            ("#आधार", true),
            ("我的身份证号#", true),
            ("我的身份#证号", false),
        ] {
            let at = text.find('#').unwrap();
            let mut nearby = Nearby::default();
            assert_eq!(phrases.is_in(nearby.words(text, &(at..at + 1), &vocabulary)), expected, "{text}");
        }
    }
}
