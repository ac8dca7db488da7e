//! The phrases that speak for detectors, or against them, wherever they stand near a value or in a field's name.

use std::collections::HashMap;

use super::detector_set::DetectorSet;
use super::words::{UNKNOWN, Vocabulary};

/// Whom a phrase speaks for and against.
#[derive(Clone, Default, Debug)]
pub(super) struct Voice {
    pub speaks_for: DetectorSet,
    pub speaks_against: DetectorSet,
}

/// A phrase of two words or more, without its last two.
struct Longer {
    before: Vec<u32>,
    voice: usize,
}

/// All phrases of all detectors.
#[derive(Default)]
pub(super) struct Phrasebook {
    voices: Vec<Voice>,
    by_words: HashMap<Vec<u32>, usize>,
    /// The voices of phrases of one word, by its number.
    single: Vec<Option<u32>>,
    /// The longer ones by their last two words.
    longer: HashMap<(u32, u32), Vec<Longer>>,
    longest: usize,
}

impl Phrasebook {
    /// Adds a phrase that speaks for a detector.
    pub fn speak_for(&mut self, detector: usize, phrase: &str, vocabulary: &mut Vocabulary) {
        if let Some(voice) = self.voice_of(vocabulary.phrase(phrase)) {
            voice.speaks_for.insert(detector);
        }
    }

    /// Adds a phrase that speaks against a detector.
    pub fn speak_against(&mut self, detector: usize, phrase: &str, vocabulary: &mut Vocabulary) {
        if let Some(voice) = self.voice_of(vocabulary.phrase(phrase)) {
            voice.speaks_against.insert(detector);
        }
    }

    fn voice_of(&mut self, words: Vec<u32>) -> Option<&mut Voice> {
        let last = *words.last()?;
        if let Some(known) = self.by_words.get(&words) {
            return self.voices.get_mut(*known);
        }
        let ix = self.voices.len();
        match words.as_slice() {
            [before @ .., second, _] => {
                self.longer.entry((*second, last)).or_default().push(Longer { before: before.to_vec(), voice: ix })
            }
            _ => {
                let place = last as usize;
                self.single.resize(self.single.len().max(place + 1), None);
                if let Some(own) = self.single.get_mut(place) {
                    *own = Some(ix as u32);
                }
            }
        }
        self.longest = self.longest.max(words.len());
        self.by_words.insert(words, ix);
        self.voices.push(Voice::default());
        self.voices.last_mut()
    }

    /// How many words the longest phrase has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// A voice that [`Phrasebook::each_ending`] told.
    pub fn voice(&self, ix: usize) -> Option<&Voice> {
        self.voices.get(ix)
    }

    /// Visits the phrases that end with the last of these words: how many words each has, and its voice.
    pub fn each_ending(&self, words: &[u32], mut visit: impl FnMut(usize, usize)) {
        let Some((last, before)) = words.split_last().filter(|(last, _)| **last != UNKNOWN) else { return };
        if let Some(Some(voice)) = self.single.get(*last as usize) {
            visit(1, *voice as usize);
        }
        let Some((second, before)) = before.split_last() else { return };
        for longer in self.longer.get(&(*second, *last)).into_iter().flatten() {
            if before.ends_with(&longer.before) {
                visit(longer.before.len() + 2, longer.voice);
            }
        }
    }

    /// Whom some words in a row speak for and against.
    pub fn hear(&self, words: &[u32]) -> Voice {
        let mut all = Voice::default();
        for end in 1..=words.len() {
            self.each_ending(words.get(..end).unwrap_or_default(), |_, voice| {
                if let Some(voice) = self.voice(voice) {
                    all.speaks_for.add(&voice.speaks_for);
                    all.speaks_against.add(&voice.speaks_against);
                }
            });
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_case_and_accents() {
        let (mut vocabulary, mut book) = (Vocabulary::default(), Phrasebook::default());
        for phrase in ["date of birth", "né", "आधार", "身份证", "of birth"] {
            book.speak_for(7, phrase, &mut vocabulary);
        }
        book.speak_against(7, "order", &mut vocabulary);
        for (text, speaks_for, speaks_against) in [
            ("her Date  of\tBIRTH:", true, false),
            ("date of the birth", false, false),
            ("of birth", true, false),
            ("date of", false, false),
            ("Ne le 3 mars", true, false),
            ("network", false, false),
            ("आधार:", true, false),
            ("我的身份证号码", true, false),
            ("né, Order no.", true, true),
        ] {
            let voice = book.hear(&vocabulary.look_up(text));
            assert_eq!((voice.speaks_for.has(7), voice.speaks_against.has(7)), (speaks_for, speaks_against), "{text}");
        }
        assert_eq!(book.longest(), 3);
    }
}
