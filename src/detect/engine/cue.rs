//! Patterns around words of their own: all such words are looked for at once, and a pattern only where one of its words is.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::{Pattern, Route};

pub(super) struct Cues {
    words: Option<AhoCorasick>,
    /// The pattern of each word.
    of_word: Vec<usize>,
}

impl Cues {
    pub fn new(routes: &[Route]) -> Result<Self, String> {
        let mut words = Vec::new();
        let mut of_word = Vec::new();
        for (ix, route) in routes.iter().enumerate() {
            let Route::Cue(own) = route else { continue };
            of_word.extend(own.iter().map(|_| ix));
            words.extend(own.iter());
        }
        let mut builder = AhoCorasickBuilder::new();
        builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        let words = (!words.is_empty()).then(|| builder.build(&words)).transpose().map_err(|error| error.to_string())?;
        Ok(Self { words, of_word })
    }

    pub fn find(&self, patterns: &[Pattern], bytes: &[u8], take: &mut impl FnMut(usize, Range<usize>)) {
        let Some(words) = &self.words else { return };
        let mut cued: Vec<usize> = Vec::new();
        for found in words.find_overlapping_iter(bytes) {
            let Some(ix) = self.of_word.get(found.pattern().as_usize()) else { continue };
            if !cued.contains(ix) {
                cued.push(*ix);
            }
        }
        for ix in cued {
            if let Some(pattern) = patterns.get(ix) {
                pattern.each(bytes, |span| take(ix, span));
            }
        }
    }
}
