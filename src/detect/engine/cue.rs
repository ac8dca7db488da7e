//! Patterns around words of their own: all such words are looked for at once, and a pattern only where one of its words is.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input};

use super::{Pattern, Route};
use crate::detect::grid::Grid;

/// What is looked for of a word, in bytes: its rarest stretch of the longest of these lengths that it has. Those of one length
/// are looked for together, so that none hides another that begins at its place.
const HEADS: [usize; 2] = [4, super::route::MIN_CUE];
/// Beyond ASCII a character is three bytes, of which only the last tells anything: from that of the first character on.
const SKIPPED_BEYOND_ASCII: usize = 2;
const HEADS_BEYOND_ASCII: [usize; 2] = [7, 4];

/// More heads than this are too many to be found at once: they would be taken for each other too often.
const MAX_AT_ONCE: usize = 48;

/// Bytes by how often they stand in texts, the most frequent first; all others are rare.
const FREQUENT: &[u8] = b" etaoinsrhldcu01m.2p/\":=-3,fgwyb4v_5k678tp9";

pub(super) struct Cues {
    groups: Vec<Group>,
}

/// Which texts may hold a word at all, and how long its head is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    is_beyond_ascii: bool,
    has_letter: bool,
    len: usize,
}

impl Kind {
    fn of(word: &[u8], head: &[u8]) -> Self {
        let has_letter = word.iter().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        Self { is_beyond_ascii: !head.is_ascii(), has_letter, len: head.len() }
    }

    fn can_stand_in(self, grid: &Grid) -> bool {
        (grid.has_high() || !self.is_beyond_ascii) && (grid.has_letter() || !self.has_letter)
    }
}

/// Words that are looked for at once.
struct Group {
    kind: Kind,
    heads: Heads,
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
        let mut of_heads: BTreeMap<Kind, BTreeMap<Vec<u8>, Vec<Cue>>> = BTreeMap::new();
        for (pattern, route) in routes.iter().enumerate() {
            let Route::Cue(own) = route else { continue };
            for word in own {
                let (at, head) = head(word);
                let of_head = of_heads.entry(Kind::of(word, &head)).or_default();
                of_head.entry(head).or_default().push(Cue { word: word.clone(), at, pattern });
            }
        }
        let mut groups = Vec::new();
        for (kind, of_head) in of_heads {
            let mut of_head = of_head.into_iter().peekable();
            while of_head.peek().is_some() {
                let (heads, words): (Vec<_>, Vec<_>) = of_head.by_ref().take(MAX_AT_ONCE).unzip();
                groups.push(Group { kind, heads: Heads::new(&heads)?, words });
            }
        }
        Ok(Self { groups })
    }

    pub fn find(&self, patterns: &[Pattern], bytes: &[u8], grid: &Grid, take: &mut impl FnMut(usize, Range<usize>)) {
        let mut small = Vec::new();
        let mut cued: Vec<usize> = Vec::new();
        for group in self.groups.iter().filter(|group| group.kind.can_stand_in(grid)) {
            if small.is_empty() {
                small = bytes.to_ascii_lowercase();
            }
            let mut from = 0;
            while let Some((head, start)) = group.heads.next(&small, from) {
                from = start + 1;
                for cue in group.words.get(head).into_iter().flatten() {
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
    let skipped = if word.is_ascii() || word.len() < 6 { 0 } else { SKIPPED_BEYOND_ASCII };
    let rest = word.get(skipped..).unwrap_or(word);
    let lens = if skipped == 0 { HEADS } else { HEADS_BEYOND_ASCII };
    let len = lens.into_iter().find(|len| *len <= rest.len()).unwrap_or(rest.len());
    let rarity = |byte: &u8| FREQUENT.iter().position(|frequent| frequent == byte).unwrap_or(FREQUENT.len());
    let stretches = rest.windows(len.max(1)).enumerate();
    let rarest = stretches.max_by_key(|(at, stretch)| (stretch.iter().map(rarity).sum::<usize>(), usize::MAX - at));
    rarest.map_or((0, word.to_vec()), |(at, stretch)| (skipped + at, stretch.to_vec()))
}
