//! Patterns around words of their own: all such words are looked for at once, and a pattern only where one of its words is.

use std::ops::Range;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input};

use super::{Pattern, Route};

/// What is looked for of each word, in bytes: the same for all, so that none hides another that begins at its place.
const HEAD: usize = super::route::MIN_CUE;

/// More heads than this are too many to be found at once: they would be taken for each other too often.
const MAX_AT_ONCE: usize = 48;

/// Bytes by how often they stand in texts, the most frequent first; all others are rare.
const FREQUENT: &[u8] = b" etaoinsrhldcu01m.2p/\":=-3,fgwyb4v_5k678tp9";

pub(super) struct Cues {
    /// Each finds some of the heads in a text of small letters.
    heads: Vec<Heads>,
    /// The words of each head.
    words: Vec<Vec<Cue>>,
}

/// Finds heads: many at once where the machine can, else one byte after the other.
enum Heads {
    Packed(Searcher),
    Plain(AhoCorasick),
}

impl Heads {
    fn new(heads: &[Vec<u8>]) -> Result<Self, String> {
        let packed = packed::Config::new().builder().extend(heads).build().map(Self::Packed);
        packed.map_or_else(|| AhoCorasick::new(heads).map(Self::Plain).map_err(|error| error.to_string()), Ok)
    }

    /// The next head from a place on: which, and where.
    fn next(&self, bytes: &[u8], from: usize) -> Option<(usize, usize)> {
        match self {
            Self::Packed(heads) => {
                let found = heads.find_in(bytes, aho_corasick::Span { start: from, end: bytes.len() })?;
                Some((found.pattern().as_usize(), found.start()))
            }
            Self::Plain(heads) => {
                let found = heads.find(Input::new(bytes).range(from..))?;
                Some((found.pattern().as_usize(), found.start()))
            }
        }
    }
}

/// A word without which a pattern matches nothing.
struct Cue {
    /// In small letters.
    word: Vec<u8>,
    /// Where its head stands in it.
    at: usize,
    pattern: usize,
}

impl Cues {
    pub fn new(routes: &[Route]) -> Result<Self, String> {
        let mut heads: Vec<Vec<u8>> = Vec::new();
        let mut words: Vec<Vec<Cue>> = Vec::new();
        for (pattern, route) in routes.iter().enumerate() {
            let Route::Cue(own) = route else { continue };
            for word in own {
                let (at, head) = head(word);
                let ix = heads.iter().position(|known| *known == head).unwrap_or_else(|| {
                    heads.push(head);
                    words.push(Vec::new());
                    heads.len() - 1
                });
                words[ix].push(Cue { word: word.clone(), at, pattern });
            }
        }
        let heads = heads.chunks(MAX_AT_ONCE).map(Heads::new).collect::<Result<_, _>>()?;
        Ok(Self { heads, words })
    }

    pub fn find(&self, patterns: &[Pattern], bytes: &[u8], take: &mut impl FnMut(usize, Range<usize>)) {
        if bytes.len() < HEAD {
            return;
        }
        let small = bytes.to_ascii_lowercase();
        let mut cued: Vec<usize> = Vec::new();
        for (heads, words) in self.heads.iter().zip(self.words.chunks(MAX_AT_ONCE)) {
            let mut from = 0;
            while let Some((head, start)) = heads.next(&small, from) {
                from = start + 1;
                for cue in words.get(head).into_iter().flatten() {
                    let own = start.checked_sub(cue.at).and_then(|at| small.get(at..at + cue.word.len()));
                    if own == Some(cue.word.as_slice()) && !cued.contains(&cue.pattern) {
                        cued.push(cue.pattern);
                    }
                }
            }
        }
        for ix in cued {
            if let Some(pattern) = patterns.get(ix) {
                pattern.each(bytes, |span| take(ix, span));
            }
        }
    }
}

/// The rarest stretch of a word, and where it stands in it.
fn head(word: &[u8]) -> (usize, Vec<u8>) {
    let rarity = |byte: &u8| FREQUENT.iter().position(|frequent| frequent == byte).unwrap_or(FREQUENT.len());
    let stretches = word.windows(HEAD.min(word.len())).enumerate();
    let rarest = stretches.max_by_key(|(at, stretch)| (stretch.iter().map(rarity).sum::<usize>(), usize::MAX - at));
    rarest.map_or((0, word.to_vec()), |(at, stretch)| (at, stretch.to_vec()))
}
