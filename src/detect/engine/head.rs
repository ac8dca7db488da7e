//! The first bytes of words. A pattern that few of them can open is not tried at other words that are made alike.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use regex_automata::util::primitives::StateID;

use super::between::MAX_LEN;
use super::way::{Way, Ways};
use crate::detect::grid::kind;

/// How many bytes of a word are its head.
const LEN: usize = 3;
/// A pattern that more heads open is opened by any.
const MAX_HEADS: usize = 400;
/// So it is if there are so many steps to them: capitals and small letters are steps of their own.
const MAX_STEPS: usize = 4 * MAX_HEADS;
/// Bits for heads of words.
const N_BITS: usize = 1 << 18;

/// The first three bytes of a word, capitals as small letters; zero where it is shorter.
pub(super) type Head = u32;

/// The head of a word.
#[inline]
pub(super) fn head_of(bytes: &[u8], start: usize, len: usize) -> Head {
    let rest = bytes.get(start..).unwrap_or_default();
    let four = match rest.first_chunk::<4>() {
        Some(four) => u32::from_le_bytes(*four),
        None => rest.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)),
    };
    (four | 0x20_2020) & (0xFF_FFFF >> (8 * (LEN - len.min(LEN))))
}

/// Words that begin alike, as far as an automaton cares.
pub(super) struct Begun {
    /// Where it stands after the last of the bytes that are read.
    pub states: Vec<StateID>,
    /// What they are made of.
    pub kinds: u8,
    /// How long such words are; the first is how much is read.
    pub lens: RangeInclusive<usize>,
    /// With which byte they begin.
    pub firsts: Vec<u8>,
    /// With which heads; none: with any.
    pub heads: Vec<Head>,
}

/// All that words of a pattern can begin with.
pub(super) fn begun(ways: &mut Ways<'_>, start: &Way) -> Vec<Begun> {
    by_head(ways, start).unwrap_or_else(|| by_first(start))
}

/// By the state that the first byte leads to, and its kind.
pub(super) fn by_first(start: &Way) -> Vec<Begun> {
    let mut all: BTreeMap<(StateID, u8), Vec<u8>> = BTreeMap::new();
    for (first, last, next) in &start.words {
        (*first..=*last).for_each(|byte| all.entry((*next, kind(byte))).or_default().push(byte));
    }
    let begun = |((state, kinds), firsts)| Begun { states: vec![state], kinds, lens: 1..=MAX_LEN, firsts, heads: Vec::new() };
    all.into_iter().map(begun).collect()
}

/// A head that a word may begin with, and where the automaton stands after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    head: Head,
    kinds: u8,
    first: u8,
    state: StateID,
}

/// First bytes and heads that lead to the same states.
#[derive(Default)]
struct Opened {
    firsts: Vec<u8>,
    heads: Vec<Head>,
}

/// By the states that each head leads to; none if there are too many heads, or a match may end within one.
fn by_head(ways: &mut Ways<'_>, start: &Way) -> Option<Vec<Begun>> {
    let mut steps = Vec::new();
    grow(&mut steps, None, 0, start);
    let mut all = Vec::new();
    for len in 1..=LEN {
        steps.sort_unstable();
        steps.dedup();
        if steps.chunk_by(|a, b| a.head == b.head).nth(MAX_HEADS).is_some() {
            return None;
        }
        let mut longer = Vec::new();
        let mut alike: BTreeMap<(Vec<StateID>, u8), Opened> = BTreeMap::new();
        for own in steps.chunk_by(|a, b| (a.head, a.kinds) == (b.head, b.kinds)) {
            let Some(step) = own.first() else { continue };
            let mut states: Vec<StateID> = own.iter().map(|step| step.state).collect();
            states.sort_unstable();
            states.dedup();
            let way = ways.of_all(&states);
            let ends_within = way.is_free_match && len < LEN;
            if ends_within || longer.len() > MAX_STEPS {
                return None;
            }
            if len < LEN {
                own.chunk_by(|a, b| a.first == b.first)
                    .filter_map(|own| own.first())
                    .for_each(|step| grow(&mut longer, Some(step), len, &way));
            }
            let opened = alike.entry((states, step.kinds)).or_default();
            opened.firsts.extend(own.iter().map(|step| step.first));
            opened.heads.push(step.head);
        }
        let lens = if len < LEN { len..=len } else { len..=MAX_LEN };
        all.extend(alike.into_iter().map(|((states, kinds), mut opened)| {
            opened.firsts.sort_unstable();
            opened.firsts.dedup();
            Begun { states, kinds, lens: lens.clone(), firsts: opened.firsts, heads: opened.heads }
        }));
        steps = longer;
    }
    Some(all)
}

/// Adds what a head becomes with one more byte; `len` is how many it has.
fn grow(longer: &mut Vec<Step>, step: Option<&Step>, len: usize, way: &Way) {
    let (head, kinds) = step.map_or((0, 0), |step| (step.head, step.kinds));
    for (first, last, state) in &way.words {
        longer.extend((*first..=*last).map(|byte| Step {
            head: head | u32::from(byte | 0x20) << (8 * len),
            kinds: kinds | kind(byte),
            first: step.map_or(byte, |step| step.first),
            state: *state,
        }));
    }
}

/// The heads of words, with how these are made: some others may seem to be among them.
pub(super) struct Heads(Vec<u64>);

impl Default for Heads {
    fn default() -> Self {
        Self(vec![0; N_BITS / 64])
    }
}

impl Heads {
    fn bit(made: usize, head: Head) -> usize {
        let key = u64::from(head) << 16 | made as u64;
        key.wrapping_mul(0x9E37_79B9_7F4A_7C15) as usize >> (64 - N_BITS.trailing_zeros())
    }

    pub fn mark(&mut self, made: usize, head: Head) {
        let bit = Self::bit(made, head);
        if let Some(bits) = self.0.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    #[inline]
    pub fn has(&self, made: usize, head: Head) -> bool {
        let bit = Self::bit(made, head);
        self.0.get(bit / 64).is_some_and(|bits| bits & 1 << (bit % 64) != 0)
    }
}
