//! Where a match can begin. Every pattern stands between word boundaries, so a match begins at the start of a word or number
//! or at a sign with none before it; and how that word is made, and the one behind it, tells most of them apart already.
//!
//! What each pattern can begin with is read off its automaton, never guessed: nothing is missed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;

use crate::detect::grid::{DIGIT, Grid, LOWER, N_KINDS, UPPER, Word, kind};

/// Words of this length and longer ones are one.
const MAX_LEN: usize = 31;
const N_LENS: usize = MAX_LEN + 1;
/// First bytes of words: 10 digits, 26 and 26 letters, an underscore.
const N_FIRST: usize = 64;
/// Bits for pairs of words.
const N_PAIRS: usize = 1 << 19;
/// A pattern that goes on from a sign in more ways than this may go on with any word.
const MAX_WAYS: usize = 24;

/// As many kinds of second words are as good as any.
const MAX_SECONDS: usize = 64;

/// The kinds of signs between words: other ones and the end of the text are 0.
const SIGNS: [u8; 7] = *b" -./,:<";
const N_SIGNS: usize = SIGNS.len() + 1;

static SIGN_OF: [u8; 256] = sign_of();

const fn sign_of() -> [u8; 256] {
    let mut of = [0; 256];
    let mut ix = 0;
    while ix < SIGNS.len() {
        of[SIGNS[ix] as usize] = ix as u8 + 1;
        ix += 1;
    }
    of
}

#[inline]
fn sign(byte: Option<&u8>) -> usize {
    byte.map_or(0, |byte| usize::from(SIGN_OF[usize::from(*byte)]))
}

/// What follows a word: a bit for each kind of sign and each kind of byte behind it.
type Follow = u64;
const ANYTHING: Follow = Follow::MAX;

/// Kinds of bytes behind a sign: another sign or the end, a digit, a capital, a small letter, a byte beyond ASCII.
const N_SECONDS: usize = 5;

#[inline]
fn second_of(byte: Option<&u8>) -> usize {
    match byte.map(|byte| (kind(*byte), byte.is_ascii())) {
        Some((DIGIT, _)) => 1,
        Some((UPPER, _)) => 2,
        Some((LOWER, _)) => 3,
        Some((_, false)) => 4,
        _ => 0,
    }
}

#[inline]
fn follow(sign: usize, second: usize) -> Follow {
    1 << (sign * N_SECONDS + second)
}

/// Which words, and which other signs, can open a match.
pub(super) struct Openings {
    /// For each first byte, length and kinds of a word: what may follow.
    words: Vec<Follow>,
    /// For each length and kinds of a word: the signs behind which any word may stand.
    loose: Vec<u8>,
    /// Bits for a word, a sign, a second word and a sign behind it.
    pairs: Vec<u64>,
    /// For each sign: the bytes that may follow it.
    signs: Vec<[u64; 4]>,
    /// The signs that open anything.
    openers: Vec<u8>,
}

impl Default for Openings {
    fn default() -> Self {
        Self {
            words: vec![0; N_FIRST * N_LENS * N_KINDS],
            loose: vec![0; N_LENS * N_KINDS],
            pairs: vec![0; N_PAIRS / 64],
            signs: vec![[0; 4]; 256],
            openers: Vec::new(),
        }
    }
}

#[inline]
fn first_ix(byte: u8) -> usize {
    usize::from(match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' => byte - b'a' + 36,
        _ => 62,
    })
}

#[inline]
fn made(len: usize, kinds: u8) -> usize {
    len.min(MAX_LEN) * N_KINDS + usize::from(kinds)
}

/// The bit of two words with a sign between them and one behind them.
#[inline]
fn pair(first: usize, between: usize, second: usize, behind: usize) -> usize {
    let key = ((first * N_SIGNS + between) * N_LENS * N_KINDS + second) * N_SIGNS + behind;
    (key as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize >> (64 - N_PAIRS.trailing_zeros())
}

impl Openings {
    /// Adds what can open a match of a pattern: never too little.
    pub fn add(&mut self, pattern: &str) -> Result<(), String> {
        let nfa = automaton(pattern)?;
        let mut ways = Ways::new(&nfa);
        let start = ways.of(nfa.start_anchored());
        for (first, last, next) in &start.signs {
            let seconds = ways.of(*next).bytes();
            (*first..=*last).filter(|byte| kind(*byte) == 0).for_each(|byte| self.mark_sign(byte, seconds));
        }
        for ((next, kind), firsts) in begun(&start) {
            each_word(&mut ways, &[next], kind, |ways, len, kinds, ends| {
                let own = self.go_on(ways, made(len, kinds), ends);
                firsts.iter().for_each(|first| self.mark_word(*first, len, kinds, own, ends.ends_anywhere));
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

    fn mark_word(&mut self, first: u8, len: usize, kinds: u8, follow: Follow, also_longer: bool) {
        let longest = if also_longer { MAX_LEN } else { len };
        for len in len..=longest {
            for more in (kinds..N_KINDS as u8).filter(|more| *more == kinds || (also_longer && more & kinds == kinds)) {
                if also_longer {
                    self.loosen(made(len, more), u8::MAX);
                }
                if let Some(word) = self.words.get_mut(first_ix(first) * N_LENS * N_KINDS + made(len, more)) {
                    *word |= follow;
                }
            }
        }
    }

    /// The signs whose places a grid must tell.
    pub fn openers(&self) -> &[u8] {
        &self.openers
    }

    /// Visits the places of a text where a match can begin, in order.
    pub fn each(&self, bytes: &[u8], grid: &Grid, mut visit: impl FnMut(usize)) {
        let mut signs = grid.asked().iter().map(|at| *at as usize).peekable();
        let mut visit_signs = |end: usize, visit: &mut dyn FnMut(usize)| {
            while let Some(at) = signs.next_if(|at| *at < end) {
                if bytes.get(at).is_some_and(|sign| self.opens_with_sign(*sign, bytes.get(at + 1))) {
                    visit(at);
                }
            }
        };
        for (ix, word) in grid.words().iter().enumerate() {
            visit_signs(word.start(), &mut visit);
            if self.opens_with_word(bytes, *word, grid.words().get(ix + 1)) {
                visit(word.start());
            }
        }
        visit_signs(bytes.len(), &mut visit);
    }

    fn opens_with_sign(&self, sign: u8, second: Option<&u8>) -> bool {
        let own = self.signs.get(usize::from(sign)).copied().unwrap_or_default();
        second.map_or(own == [u64::MAX; 4], |second| own[usize::from(second / 64)] & 1 << (second % 64) != 0)
    }

    #[inline]
    fn opens_with_word(&self, bytes: &[u8], word: Word, next: Option<&Word>) -> bool {
        let own = made(usize::from(word.len), word.kinds);
        let first = bytes.get(word.start()).map_or(0, |byte| first_ix(*byte));
        let follows = self.words.get(first * N_LENS * N_KINDS + own).copied().unwrap_or(0);
        if follows == 0 {
            return false;
        }
        let between = sign(bytes.get(word.end()));
        let second = second_of(bytes.get(word.end() + 1));
        if follows & follow(between, second) == 0 {
            return false;
        }
        // Where no word stands behind a single sign, no more can be told.
        let Some(next) = next.filter(|_| !matches!(second, 0 | 4)) else { return true };
        if self.loose.get(own).is_some_and(|signs| signs & 1 << between != 0) {
            return true;
        }
        let bit = pair(own, between, made(usize::from(next.len), next.kinds), sign(bytes.get(next.end())));
        self.pairs.get(bit / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }
}

fn automaton(pattern: &str) -> Result<NFA, String> {
    let config = NFA::config().utf8(false);
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    NFA::compiler().configure(config).syntax(syntax).build(pattern).map_err(|error| error.to_string())
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
pub(super) fn n_of_letters(pattern: &str) -> Result<usize, String> {
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

/// How an automaton goes on from some states.
#[derive(Default)]
struct Way {
    /// First byte, last byte, next state: bytes of words, each of one kind.
    words: Vec<(u8, u8, StateID)>,
    /// The same, of other bytes (a range may hold bytes of words, which do not count).
    signs: Vec<(u8, u8, StateID)>,
    /// A match ends here, whatever follows or if the word ends here.
    is_match: bool,
    /// A match ends here, whatever follows.
    is_free_match: bool,
}

impl Way {
    /// The bytes that may be next; all, if a match ends here.
    fn bytes(&self) -> [u64; 4] {
        let mut all = [0_u64; 4];
        if self.is_match {
            return [u64::MAX; 4];
        }
        for (first, last, _) in self.words.iter().chain(&self.signs) {
            for byte in *first..=*last {
                all[usize::from(byte / 64)] |= 1 << (byte % 64);
            }
        }
        all
    }
}

/// What may stand behind a sign.
struct After {
    /// A bit for each kind of byte that may be next, as [`second_of`] numbers them.
    follows: u8,
    /// Any word may.
    is_loose: bool,
    /// How the words are made that may, and a bit for each kind of sign behind them.
    seconds: Vec<(usize, u8)>,
}

/// The ways of an automaton, worked out once for each state.
struct Ways<'a> {
    nfa: &'a NFA,
    of: HashMap<StateID, Rc<Way>>,
    after: HashMap<Vec<StateID>, Rc<After>>,
}

impl<'a> Ways<'a> {
    fn new(nfa: &'a NFA) -> Self {
        Self { nfa, of: HashMap::new(), after: HashMap::new() }
    }

    fn of(&mut self, state: StateID) -> Rc<Way> {
        let nfa = self.nfa;
        self.of.entry(state).or_insert_with(|| Rc::new(way(nfa, state))).clone()
    }

    fn of_all(&mut self, states: &[StateID]) -> Rc<Way> {
        if let [state] = states {
            return self.of(*state);
        }
        let mut all = Way::default();
        for state in states {
            let way = self.of(*state);
            all.words.extend(&way.words);
            all.signs.extend(&way.signs);
            all.is_match |= way.is_match;
            all.is_free_match |= way.is_free_match;
        }
        all.words.sort_unstable();
        all.words.dedup();
        all.signs.sort_unstable();
        all.signs.dedup();
        Rc::new(all)
    }

    /// What may stand behind a sign that leads to these states.
    fn after(&mut self, states: &[StateID]) -> Rc<After> {
        if let Some(known) = self.after.get(states) {
            return known.clone();
        }
        let way = self.of_all(states);
        let mut after = After { follows: 0, is_loose: way.is_match || way.words.len() > MAX_WAYS, seconds: Vec::new() };
        for byte in way.signs.iter().flat_map(|(first, last, _)| *first..=*last).filter(|byte| kind(*byte) == 0) {
            after.follows |= 1 << second_of(Some(&byte));
        }
        if way.is_match {
            after.follows = u8::MAX >> (8 - N_SECONDS);
        }
        for first in [DIGIT, UPPER, LOWER] {
            let own = || way.words.iter().filter(|(byte, ..)| kind(*byte) == first);
            let mut next: Vec<StateID> = own().map(|(.., next)| *next).collect();
            let Some((byte, ..)) = own().next() else { continue };
            next.sort_unstable();
            next.dedup();
            after.follows |= 1 << second_of(Some(byte));
            if !after.is_loose {
                self.seconds(&next, first, &mut after.seconds);
            }
        }
        if after.seconds.len() > MAX_SECONDS {
            (after.is_loose, after.seconds) = (true, Vec::new());
        }
        let after = Rc::new(after);
        self.after.insert(states.to_vec(), after.clone());
        after
    }

    /// Which words may stand here, of which a first byte is read.
    fn seconds(&mut self, begun: &[StateID], first: u8, seconds: &mut Vec<(usize, u8)>) {
        each_word(self, begun, first, |_, len, kinds, ends| {
            let is_end = ends.ends_word || ends.ends_anywhere;
            let signs = ends.signs.iter().enumerate().filter(|(_, next)| !next.is_empty() || is_end);
            let behind = signs.fold(0, |bits, (sign, _)| bits | 1 << sign);
            if ends.ends_anywhere {
                let more = (0..N_KINDS as u8).filter(|more| more & kinds == kinds);
                more.for_each(|more| seconds.extend((len..=MAX_LEN).map(|len| (made(len, more), u8::MAX))));
            } else if behind != 0 {
                seconds.push((made(len, kinds), behind));
            }
        });
    }
}

/// How a word can end.
struct Ends {
    /// A match may end with it.
    ends_word: bool,
    /// A match may end inside a word that goes on.
    ends_anywhere: bool,
    /// The states behind it, for each kind of sign.
    signs: [Vec<StateID>; N_SIGNS],
}

/// Visits each length and kinds of the words that lead on from some states, of which a first byte is read.
fn each_word(ways: &mut Ways<'_>, begun: &[StateID], first: u8, mut visit: impl FnMut(&mut Ways<'_>, usize, u8, &Ends)) {
    let mut now: BTreeMap<u8, Vec<StateID>> = BTreeMap::from([(first, begun.to_vec())]);
    for len in 1..=MAX_LEN {
        let mut next: BTreeMap<u8, Vec<StateID>> = BTreeMap::new();
        for (kinds, states) in &now {
            let way = ways.of_all(states);
            for (first, _, state) in &way.words {
                next.entry(kinds | kind(*first)).or_default().push(*state);
            }
            let mut ends = Ends { ends_word: way.is_match, ends_anywhere: way.is_free_match, signs: Default::default() };
            for (first, last, state) in &way.signs {
                let mut signs: Vec<usize> =
                    (*first..=*last).filter(|byte| kind(*byte) == 0).map(|byte| sign(Some(&byte))).collect();
                signs.sort_unstable();
                signs.dedup();
                signs.into_iter().for_each(|sign| ends.signs[sign].push(*state));
            }
            for next in &mut ends.signs {
                next.sort_unstable();
                next.dedup();
            }
            // Longer words are all one: whatever they are made of, they may go on.
            ends.ends_anywhere |= len == MAX_LEN;
            let leads_on = ends.ends_word || ends.ends_anywhere || ends.signs.iter().any(|next| !next.is_empty());
            if leads_on {
                visit(ways, len, *kinds, &ends);
            }
        }
        next.values_mut().for_each(|states| {
            states.sort_unstable();
            states.dedup();
        });
        now = next;
    }
}

/// How a state goes on.
fn way(nfa: &NFA, from: StateID) -> Way {
    let mut way = Way::default();
    let (mut met, mut open) = (Vec::new(), vec![(from, false)]);
    let mut step = |first: u8, last: u8, next: StateID| {
        for (start, end) in [(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')] {
            let (start, end) = (start.max(first), end.min(last));
            if start <= end {
                way.words.push((start, end, next));
            }
        }
        if (first..=last).any(|byte| kind(byte) == 0) {
            way.signs.push((first, last, next));
        }
    };
    let (mut is_match, mut is_free_match) = (false, false);
    while let Some((id, at_end)) = open.pop() {
        if met.contains(&(id, at_end)) {
            continue;
        }
        met.push((id, at_end));
        match nfa.state(id) {
            State::ByteRange { trans } => step(trans.start, trans.end, trans.next),
            State::Sparse(sparse) => sparse.transitions.iter().for_each(|one| step(one.start, one.end, one.next)),
            State::Dense(dense) => {
                let all = dense.transitions.iter().enumerate().filter(|(_, next)| **next != StateID::ZERO);
                all.for_each(|(byte, next)| step(byte as u8, byte as u8, *next));
            }
            // Other conditions are left to the automaton that decides.
            State::Look { look, next } => open.push((*next, at_end || *look == Look::WordEndHalfAscii)),
            State::Capture { next, .. } => open.push((*next, at_end)),
            State::Union { alternates } => open.extend(alternates.iter().map(|next| (*next, at_end))),
            State::BinaryUnion { alt1, alt2 } => open.extend([(*alt1, at_end), (*alt2, at_end)]),
            State::Fail => {}
            State::Match { .. } => {
                is_match = true;
                is_free_match |= !at_end;
            }
        }
    }
    way.is_match = is_match;
    way.is_free_match = is_free_match;
    way
}
