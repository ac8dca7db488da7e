//! Where a value of a fixed shape can begin: told from the first byte, the length and the kinds of characters of the word
//! that stands there, and from the two bytes behind it, so that most words of a text are passed over at the cost of a look
//! into a table.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use regex_automata::nfa::thompson::{NFA, State};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;

/// Lengths from here on are one.
const MAX_LEN: usize = 32;
/// Kinds of a word: its digits, and its letters and underscores; both together are 3.
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const N_KINDS: usize = 4;
const N_LENS: usize = MAX_LEN + 1;

/// The kind of each byte; 0: it belongs to no word.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => LETTER,
            _ => 0,
        };
        byte += 1;
    }
    kinds
}

fn kind(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// What follows a word, a bit for each: one of five signs, then a digit, a letter or anything else.
type Follow = u16;
const ANYTHING: Follow = 0x7FFF;

fn sign(byte: Option<&u8>) -> u32 {
    match byte {
        Some(b' ') => 1,
        Some(b'-') => 2,
        Some(b'.') => 3,
        Some(b'/') => 4,
        _ => 0,
    }
}

fn follow(first: Option<&u8>, second: Option<&u8>) -> Follow {
    1 << (sign(first) * 3 + u32::from(second.map_or(0, |byte| kind(*byte))))
}

/// Which words, and which other signs, can open a match.
pub(super) struct Openings {
    /// For each first byte, length and kind: what may follow.
    words: Vec<Follow>,
    signs: [bool; 256],
}

impl Default for Openings {
    fn default() -> Self {
        Self { words: vec![0; 128 * N_LENS * N_KINDS], signs: [false; 256] }
    }
}

fn slot(first: u8, len: usize, kinds: u8) -> usize {
    (usize::from(first) * N_LENS + len.min(MAX_LEN)) * N_KINDS + usize::from(kinds)
}

impl Openings {
    /// Adds what can open a match of a pattern: never too little.
    pub fn add(&mut self, pattern: &str) -> Result<(), String> {
        let config = NFA::config().utf8(false);
        let syntax = syntax::Config::new().unicode(false).utf8(false);
        let nfa = NFA::compiler().configure(config).syntax(syntax).build(pattern).map_err(|error| error.to_string())?;
        let mut begun: BTreeMap<(StateID, u8), Vec<u8>> = BTreeMap::new();
        for (start, end, next) in steps(&nfa, nfa.start_anchored()).0 {
            for byte in start..=end {
                match kind(byte) {
                    0 => self.mark_sign(byte),
                    kind => begun.entry((next, kind)).or_default().push(byte),
                }
            }
        }
        for ((next, kind), first) in begun {
            for ((len, kinds), follow) in ends(&nfa, next, kind) {
                first.iter().for_each(|first| self.mark(*first, len, kinds, follow));
            }
        }
        Ok(())
    }

    fn mark_sign(&mut self, byte: u8) {
        if let Some(sign) = self.signs.get_mut(usize::from(byte)) {
            *sign = true;
        }
    }

    fn mark(&mut self, first: u8, len: usize, kinds: u8, follow: Follow) {
        if let Some(word) = self.words.get_mut(slot(first, len, kinds)) {
            *word |= follow;
        }
    }

    /// How many first bytes and lengths of words without a digit open a match.
    pub fn n_of_letters(&self) -> usize {
        self.words.iter().skip(usize::from(LETTER)).step_by(N_KINDS).filter(|follow| **follow != 0).count()
    }

    /// Visits the places of a text where a match can begin, in order.
    pub fn each(&self, bytes: &[u8], mut visit: impl FnMut(usize)) {
        let mut at = 0;
        let mut is_after_word = false;
        while let Some(first) = bytes.get(at) {
            let mut kinds = kind(*first);
            if kinds == 0 {
                if !is_after_word && self.signs.get(usize::from(*first)) == Some(&true) {
                    visit(at);
                }
                is_after_word = false;
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while let Some(more) = bytes.get(at).map(|byte| kind(*byte)).filter(|kind| *kind != 0) {
                kinds |= more;
                at += 1;
            }
            let follows = self.words.get(slot(*first, at - start, kinds)).copied().unwrap_or(0);
            if follows != 0 && follows & follow(bytes.get(at), bytes.get(at + 1)) != 0 {
                visit(start);
            }
            is_after_word = true;
        }
    }
}

/// The transitions that a state leads to without reading, and whether it leads to a match.
fn steps(nfa: &NFA, from: StateID) -> (Vec<(u8, u8, StateID)>, bool) {
    let (mut steps, mut is_match) = (Vec::new(), false);
    let (mut met, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(id) = open.pop() {
        if !met.insert(id) {
            continue;
        }
        match nfa.state(id) {
            State::ByteRange { trans } => steps.push((trans.start, trans.end, trans.next)),
            State::Sparse(sparse) => steps.extend(sparse.transitions.iter().map(|step| (step.start, step.end, step.next))),
            State::Dense(dense) => {
                let all = dense.transitions.iter().enumerate().filter(|(_, next)| **next != StateID::ZERO);
                steps.extend(all.map(|(byte, next)| (byte as u8, byte as u8, *next)));
            }
            // Whether a condition holds is left to the automaton that decides.
            State::Look { next, .. } | State::Capture { next, .. } => open.push(*next),
            State::Union { alternates } => open.extend(alternates.iter()),
            State::BinaryUnion { alt1, alt2 } => open.extend([*alt1, *alt2]),
            State::Fail => {}
            State::Match { .. } => is_match = true,
        }
    }
    (steps, is_match)
}

/// The lengths and kinds of the words that a match can begin with once a first byte of this kind is read, and what may
/// follow each.
fn ends(nfa: &NFA, from: StateID, first: u8) -> BTreeMap<(usize, u8), Follow> {
    let mut ends: BTreeMap<(usize, u8), Follow> = BTreeMap::new();
    let (mut met, mut open) = (BTreeSet::new(), vec![(from, 1, first)]);
    while let Some((id, len, kinds)) = open.pop() {
        if !met.insert((id, len, kinds)) {
            continue;
        }
        let (steps, is_match) = steps(nfa, id);
        if is_match {
            // A pattern whose value is a group may end inside a word.
            let longer = (len..=MAX_LEN).flat_map(|len| (1..N_KINDS as u8).map(move |kinds| (len, kinds)));
            ends.extend(longer.filter(|(_, more)| more & kinds == kinds).map(|end| (end, ANYTHING)));
        }
        for (start, end, next) in steps {
            let mut seen = [false; N_KINDS];
            for kind in (start..=end).map(kind).filter(|kind| *kind != 0) {
                if let Some(seen) = seen.get_mut(usize::from(kind)).filter(|seen| !**seen) {
                    *seen = true;
                    open.push((next, (len + 1).min(MAX_LEN), kinds | kind));
                }
            }
            *ends.entry((len, kinds)).or_default() |= follows(nfa, start..=end, next);
        }
    }
    ends
}

/// What may follow a word if one of these bytes leads on to a state.
fn follows(nfa: &NFA, bytes: RangeInclusive<u8>, next: StateID) -> Follow {
    let signs: BTreeSet<u8> = bytes.filter(|byte| kind(*byte) == 0).collect();
    if signs.is_empty() {
        return 0;
    }
    let (steps, is_match) = steps(nfa, next);
    let seconds = steps.into_iter().flat_map(|(start, end, _)| start..=end);
    let seconds: BTreeSet<u8> = seconds.map(kind).collect();
    let mut all = 0;
    for sign in &signs {
        for second in [None, Some(b'0'), Some(b'a')] {
            if is_match || seconds.contains(&second.map_or(0, kind)) {
                all |= follow(Some(sign), second.as_ref());
            }
        }
    }
    all
}
