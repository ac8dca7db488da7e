//! The words around a candidate. They are looked at only where there is one.

use std::ops::Range;

use super::words::{Known, UNKNOWN, Vocabulary};

/// How far context reaches: bytes before and after a candidate.
const BEFORE: usize = 48;
const AFTER: usize = 24;

/// The words around candidates of one text. The text is read for them once, where the first candidate is.
#[derive(Default)]
pub(super) struct Nearby {
    known: Option<Vec<Known>>,
    /// The candidate that was asked about last; several detectors ask about the same one.
    span: Option<Range<usize>>,
    words: Vec<u32>,
}

impl Nearby {
    /// The words around a stretch of the text, numbered.
    pub fn words(&mut self, text: &str, span: &Range<usize>, vocabulary: &Vocabulary) -> &[u32] {
        if self.span.as_ref() != Some(span) {
            let known = self.known.get_or_insert_with(|| vocabulary.known_in(text));
            self.words.clear();
            take(known, span.start.saturating_sub(BEFORE)..span.start, &mut self.words);
            // A word that no phrase has: what stands before and what stands after make no phrase together.
            self.words.push(UNKNOWN);
            take(known, span.end..span.end.saturating_add(AFTER), &mut self.words);
            self.span = Some(span.clone());
        }
        &self.words
    }
}

/// The words that lie inside a window as a whole, an unknown one wherever others stand between them.
fn take(known: &[Known], window: Range<usize>, words: &mut Vec<u32>) {
    let first = known.partition_point(|word| word.start < window.start);
    let mut next = None;
    for word in known.iter().skip(first).take_while(|word| word.end <= window.end) {
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
        let far = "x".repeat(60);
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
