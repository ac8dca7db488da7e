//! Where a match can begin. Every pattern stands between word boundaries, so a match begins at the start of a word or number
//! or at a sign with none before it; and how that word is made, and the one behind it, tells most of them apart already.
//!
//! What each pattern can begin with is read off its automaton, never guessed: nothing is missed.

use std::collections::{BTreeMap, BTreeSet};

use regex_automata::util::primitives::StateID;
use regex_syntax::hir::Hir;

use super::between::{ANYTHING, Follow, MAX_LEN, N_LENS, N_SECONDS, N_SIGNS, follow, made, second_of, sign};
use super::way::{Ends, Way, Ways, automaton, each_word};
use crate::detect::grid::{DIGIT, Grid, N_KINDS, Word, kind};

/// First bytes of words: 10 digits, 26 and 26 letters, an underscore.
const N_FIRST: usize = 64;
/// The ways into a pattern: how its first word is made, or that it begins with a sign.
const N_WAYS_IN: usize = N_LENS * N_KINDS + 1;
const BY_SIGN: usize = N_LENS * N_KINDS;
/// Bits for pairs of words.
const N_PAIRS: usize = 1 << 19;
/// Which words, and which other signs, can open a match.
pub(super) struct Openings {
    /// For each length, kinds and first byte of a word: what may follow.
    words: Vec<Follow>,
    /// For each length and kinds of a word: the signs behind which any word may stand.
    loose: Vec<u8>,
    /// Bits for a word, a sign, a second word and a sign behind it.
    pairs: Vec<u64>,
    /// For each sign: the bytes that may follow it.
    signs: Vec<[u64; 4]>,
    /// The signs that open anything.
    openers: Vec<u8>,
    /// For each length and kinds of a word, and at last for signs: the patterns that can begin so.
    patterns: Vec<Vec<usize>>,
}

impl Default for Openings {
    fn default() -> Self {
        Self {
            words: vec![0; N_FIRST * N_LENS * N_KINDS],
            loose: vec![0; N_LENS * N_KINDS],
            pairs: vec![0; N_PAIRS / 64],
            signs: vec![[0; 4]; 256],
            openers: Vec::new(),
            patterns: vec![Vec::new(); N_WAYS_IN],
        }
    }
}

static FIRST: [u8; 256] = firsts();

const fn firsts() -> [u8; 256] {
    let mut firsts = [62; 256];
    let mut byte = 0;
    while byte < 256 {
        firsts[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            capital @ b'A'..=b'Z' => capital - b'A' + 10,
            small @ b'a'..=b'z' => small - b'a' + 36,
            _ => 62,
        };
        byte += 1;
    }
    firsts
}

#[inline]
fn first_ix(byte: u8) -> usize {
    usize::from(FIRST[usize::from(byte)])
}

/// The bit of two words with a sign between them and one behind them.
#[inline]
fn pair(first: usize, between: usize, second: usize, behind: usize) -> usize {
    let key = ((first * N_SIGNS + between) * N_LENS * N_KINDS + second) * N_SIGNS + behind;
    (key as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize >> (64 - N_PAIRS.trailing_zeros())
}

impl Openings {
    /// Adds what can open a match of a pattern, the one of this number: never too little.
    pub fn add(&mut self, number: usize, pattern: &Hir) -> Result<(), String> {
        let nfa = automaton(pattern)?;
        let mut ways = Ways::new(&nfa);
        let start = ways.of(nfa.start_anchored());
        for (first, last, next) in &start.signs {
            let seconds = ways.of(*next).bytes();
            (*first..=*last).filter(|byte| kind(*byte) == 0).for_each(|byte| self.mark_sign(byte, seconds));
            self.note(BY_SIGN, number);
        }
        for ((next, kind), firsts) in begun(&start) {
            each_word(&mut ways, &[next], kind, |ways, len, kinds, ends| {
                let own = self.go_on(ways, made(len, kinds), ends);
                let all = as_made(len, kinds, ends.ends_anywhere);
                for (len, kinds) in all {
                    self.note(made(len, kinds), number);
                    firsts.iter().for_each(|first| self.mark_word(*first, made(len, kinds), own));
                    if ends.ends_anywhere {
                        self.loosen(made(len, kinds), u8::MAX);
                    }
                }
            });
        }
        let opens = |byte: &u8| self.signs.get(usize::from(*byte)).is_some_and(|seconds| *seconds != [0; 4]);
        self.openers = (0..=255).filter(opens).collect();
        Ok(())
    }

    fn mark_sign(&mut self, byte: u8, seconds: [u64; 4]) {
        if let Some(own) = self.signs.get_mut(usize::from(byte)) {
            own.iter_mut().zip(seconds).for_each(|(own, more)| *own |= more);
        }
    }

    /// What may follow a word, of which the automaton says how it can end; also notes which second words may stand there.
    fn go_on(&mut self, ways: &mut Ways<'_>, own: usize, ends: &Ends) -> Follow {
        if ends.ends_word || ends.ends_anywhere {
            self.loosen(own, u8::MAX);
            return ANYTHING;
        }
        let mut all = 0;
        for (between, next) in ends.signs.iter().enumerate().filter(|(_, next)| !next.is_empty()) {
            let after = ways.after(next);
            all |= Follow::from(after.follows) << (between * N_SECONDS);
            if after.is_loose {
                self.loosen(own, 1 << between);
            }
            for (second, behind) in &after.seconds {
                let bits = (0..N_SIGNS).filter(|sign| behind & 1 << sign != 0);
                bits.for_each(|sign| self.mark_pair(pair(own, between, *second, sign)));
            }
        }
        all
    }

    fn loosen(&mut self, own: usize, signs: u8) {
        if let Some(loose) = self.loose.get_mut(own) {
            *loose |= signs;
        }
    }

    fn mark_pair(&mut self, bit: usize) {
        if let Some(bits) = self.pairs.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    fn mark_word(&mut self, first: u8, made: usize, follow: Follow) {
        if let Some(word) = self.words.get_mut(made * N_FIRST + first_ix(first)) {
            *word |= follow;
        }
    }

    /// The signs whose places a grid must tell.
    pub fn openers(&self) -> &[u8] {
        &self.openers
    }

    /// For each way in ([`each_place`] tells it), the patterns that can begin so.
    pub fn patterns(&self) -> &[Vec<usize>] {
        &self.patterns
    }

    fn note(&mut self, way_in: usize, number: usize) {
        if let Some(own) = self.patterns.get_mut(way_in).filter(|own| own.last() != Some(&number)) {
            own.push(number);
        }
    }

    fn opens_with_sign(&self, sign: u8, second: Option<&u8>) -> bool {
        let own = self.signs.get(usize::from(sign)).copied().unwrap_or_default();
        second.map_or(own == [u64::MAX; 4], |second| own[usize::from(second / 64)] & 1 << (second % 64) != 0)
    }

    /// Whether a match can go on behind a word that is made so.
    #[inline]
    fn goes_on(&self, own: usize, follow: &Following) -> bool {
        // Where no word stands behind a single sign, no more can be told.
        let Some((second, behind)) = follow.next else { return true };
        if self.loose.get(own).is_some_and(|signs| signs & 1 << follow.between != 0) {
            return true;
        }
        let bit = pair(own, follow.between, second, behind);
        self.pairs.get(bit / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }
}

/// Visits the places of a text where a match can begin, in order: which of the openings tells so, the place, and the way in.
pub(super) fn each_place<const N: usize>(
    openings: [&Openings; N],
    bytes: &[u8],
    grid: &Grid,
    mut visit: impl FnMut(usize, usize, usize),
) {
    for (ix, word) in grid.words().iter().enumerate() {
        let Some(begin) = bytes.get(word.start()) else { continue };
        if word.kinds() == 0 {
            let second = bytes.get(word.end());
            let opening = openings.iter().enumerate().filter(|(_, openings)| openings.opens_with_sign(*begin, second));
            opening.for_each(|(which, _)| visit(which, word.start(), BY_SIGN));
            continue;
        }
        let made = made(usize::from(word.len), word.kinds());
        let own = made * N_FIRST + first_ix(*begin);
        let follows = openings.map(|openings| openings.words.get(own).copied().unwrap_or(0));
        if follows.iter().all(|follows| *follows == 0) {
            continue;
        }
        let follow = Following::of(bytes, *word, grid.words().get(ix + 1));
        for (which, (openings, follows)) in openings.iter().zip(follows).enumerate() {
            if follows & follow.bit != 0 && openings.goes_on(made, &follow) {
                visit(which, word.start(), made);
            }
        }
    }
}

/// What follows a word.
struct Following {
    bit: Follow,
    /// The kind of the sign behind it.
    between: usize,
    /// How the word behind that sign is made, and the kind of the sign behind that; none where no word is.
    next: Option<(usize, usize)>,
}

impl Following {
    #[inline]
    fn of(bytes: &[u8], word: Word, next: Option<&Word>) -> Self {
        let (between, second) = (sign(bytes.get(word.end())), second_of(bytes.get(word.end() + 1)));
        let next = next.filter(|_| !matches!(second, 0 | 4));
        let next = next.map(|next| (made(usize::from(next.len), next.kinds()), sign(bytes.get(next.end()))));
        Self { bit: follow(between, second), between, next }
    }
}

/// The first bytes of words, by the state that they lead to and their kind.
fn begun(start: &Way) -> BTreeMap<(StateID, u8), Vec<u8>> {
    let mut begun: BTreeMap<(StateID, u8), Vec<u8>> = BTreeMap::new();
    for (first, last, next) in &start.words {
        (*first..=*last).for_each(|byte| begun.entry((*next, kind(byte))).or_default().push(byte));
    }
    begun
}

/// How many first bytes and lengths of words without a digit open a match of a pattern.
pub(super) fn n_of_letters(pattern: &Hir) -> Result<usize, String> {
    let nfa = automaton(pattern)?;
    let mut ways = Ways::new(&nfa);
    let start = ways.of(nfa.start_anchored());
    let mut opened = BTreeSet::new();
    for ((next, kind), firsts) in begun(&start).into_iter().filter(|((_, kind), _)| *kind != DIGIT) {
        each_word(&mut ways, &[next], kind, |_, len, kinds, ends| {
            let lens = if ends.ends_anywhere { len..=MAX_LEN } else { len..=len };
            if kinds & DIGIT == 0 {
                lens.for_each(|len| opened.extend(firsts.iter().map(|first| (*first, len))));
            }
        });
    }
    Ok(opened.len())
}

/// How a word is made; if it may go on in any way, all that it may become.
fn as_made(len: usize, kinds: u8, goes_on: bool) -> Vec<(usize, u8)> {
    if !goes_on {
        return vec![(len, kinds)];
    }
    let more = (0..N_KINDS as u8).filter(|more| more & kinds == kinds);
    more.flat_map(|more| (len..=MAX_LEN).map(move |len| (len, more))).collect()
}
