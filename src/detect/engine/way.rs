//! How the automaton of a pattern goes on: which words it may read from a state, and what may stand behind each.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use regex_automata::nfa::thompson::{NFA, State, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_syntax::hir::Hir;

use super::between::{MAX_LEN, N_SECONDS, N_SIGNS, made, second_of, sign};
use crate::detect::grid::{DIGIT, LOWER, N_KINDS, UPPER, kind};

/// A pattern that goes on from a sign in more ways than this may go on with any word.
const MAX_WAYS: usize = 24;

/// As many kinds of second words are as good as any.
const MAX_SECONDS: usize = 64;

/// The automaton of a pattern, over bytes.
pub(super) fn automaton(pattern: &Hir) -> Result<NFA, String> {
    let config = NFA::config().utf8(false).which_captures(WhichCaptures::None);
    NFA::compiler().configure(config).build_from_hir(pattern).map_err(|error| error.to_string())
}

/// How an automaton goes on from some states.
#[derive(Default)]
pub(super) struct Way {
    /// First byte, last byte, next state: bytes of words, each of one kind.
    pub words: Vec<(u8, u8, StateID)>,
    /// The same, of other bytes (a range may hold bytes of words, which do not count).
    pub signs: Vec<(u8, u8, StateID)>,
    /// A match ends here, whatever follows or if the word ends here.
    is_match: bool,
    /// A match ends here, whatever follows.
    is_free_match: bool,
}

impl Way {
    /// The bytes that may be next; all, if a match ends here.
    pub fn bytes(&self) -> [u64; 4] {
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
pub(super) struct After {
    /// A bit for each kind of byte that may be next, as [`second_of`] numbers them.
    pub follows: u8,
    /// Any word may.
    pub is_loose: bool,
    /// How the words are made that may, and a bit for each kind of sign behind them.
    pub seconds: Vec<(usize, u8)>,
}

/// The ways of an automaton, worked out once for each state.
pub(super) struct Ways<'a> {
    nfa: &'a NFA,
    of: HashMap<StateID, Rc<Way>>,
    after: HashMap<Vec<StateID>, Rc<After>>,
}

impl<'a> Ways<'a> {
    pub fn new(nfa: &'a NFA) -> Self {
        Self { nfa, of: HashMap::new(), after: HashMap::new() }
    }

    pub fn of(&mut self, state: StateID) -> Rc<Way> {
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
    pub fn after(&mut self, states: &[StateID]) -> Rc<After> {
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
pub(super) struct Ends {
    /// A match may end with it.
    pub ends_word: bool,
    /// A match may end inside a word that goes on.
    pub ends_anywhere: bool,
    /// The states behind it, for each kind of sign.
    pub signs: [Vec<StateID>; N_SIGNS],
}

/// Visits each length and kinds of the words that lead on from some states, of which a first byte is read.
pub(super) fn each_word(
    ways: &mut Ways<'_>,
    begun: &[StateID],
    first: u8,
    mut visit: impl FnMut(&mut Ways<'_>, usize, u8, &Ends),
) {
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
