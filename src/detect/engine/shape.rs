//! Values of a fixed shape: where one can begin, a single automaton reads on until no pattern is left, and so decides all
//! of them for the price of one.

use std::ops::Range;

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::hybrid::{CacheError, LazyStateID};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::{Pool, PoolGuard};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind, PatternID};

use super::Pattern;
use super::greedy;
use super::opening::Openings;
use super::route::parse;
use crate::detect::grid::Grid;

/// The states that an automaton keeps, for each thread.
const CACHE_BYTES: usize = 16 << 20;

type MakeScratch = Box<dyn Fn() -> Scratch + Send + Sync>;

pub(super) struct Shapes {
    openings: Openings,
    automaton: DFA,
    /// The pattern of each of the automaton's.
    patterns: Vec<usize>,
    /// Whether the longest match is the one that it prefers.
    takes_longest: Vec<bool>,
    scratch: Pool<Scratch, MakeScratch>,
}

/// What a thread needs while it reads.
struct Scratch {
    cache: Cache,
    /// Patterns that match from the place at hand.
    met: Vec<Met>,
    /// The text that each pattern matched in last, and where that match ended.
    ended: Vec<(u64, usize)>,
    text: u64,
}

/// A pattern that matches, up to where at most, and whether also up to somewhere before.
struct Met {
    pattern: usize,
    end: usize,
    is_several: bool,
}

impl Shapes {
    pub fn new(all: &[Pattern], patterns: Vec<usize>) -> Result<Self, String> {
        let mut openings = Openings::default();
        let (mut sources, mut takes_longest) = (Vec::new(), Vec::new());
        for pattern in patterns.iter().filter_map(|ix| all.get(*ix)) {
            openings.add(pattern.regex.as_str())?;
            sources.push(pattern.regex.as_str());
            takes_longest.push(parse(pattern.regex.as_str()).is_some_and(|hir| greedy::takes_longest(&hir)));
        }
        let config = DFA::config()
            .match_kind(MatchKind::All)
            .cache_capacity(CACHE_BYTES)
            .skip_cache_capacity_check(true)
            .starts_for_each_pattern(false);
        let automaton = DFA::builder()
            .configure(config)
            .thompson(thompson::Config::new().utf8(false))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .build_many(&sources)
            .map_err(|error| error.to_string())?;
        let make: MakeScratch = Box::new({
            let (automaton, n_patterns) = (automaton.clone(), patterns.len());
            move || Scratch { cache: automaton.create_cache(), met: Vec::new(), ended: vec![(0, 0); n_patterns], text: 0 }
        });
        Ok(Self { openings, automaton, patterns, takes_longest, scratch: Pool::new(make) })
    }

    /// The signs whose places a grid must tell.
    pub fn openers(&self) -> &[u8] {
        self.openings.openers()
    }

    pub fn find(&self, all: &[Pattern], bytes: &[u8], grid: &Grid, take: &mut impl FnMut(usize, Range<usize>)) {
        // Most cells hold nothing that could be opened, and need no automaton.
        let mut borrowed = None;
        self.openings.each(bytes, grid, |start| {
            let scratch: &mut Scratch = borrowed.get_or_insert_with(|| self.borrow());
            // The cache grows anew when it is full, so this does not fail; what it met until then would stand.
            let _ = self.read(bytes, start, &mut scratch.cache, &mut scratch.met);
            for met in scratch.met.drain(..) {
                let Some(ended) = scratch.ended.get_mut(met.pattern) else { continue };
                if ended.0 == scratch.text && ended.1 > start {
                    continue;
                }
                let Some(ix) = self.patterns.get(met.pattern) else { continue };
                let met = Met { is_several: met.is_several && self.takes_longest.get(met.pattern) != Some(&true), ..met };
                let Some((whole, value)) = all.get(*ix).and_then(|pattern| stretch(pattern, bytes, start, &met)) else {
                    continue;
                };
                *ended = (scratch.text, whole);
                take(*ix, value);
            }
        });
    }

    fn borrow(&self) -> PoolGuard<'_, Scratch, MakeScratch> {
        let mut scratch = self.scratch.get();
        scratch.text += 1;
        scratch
    }

    /// Reads on from a place until no pattern can match any more.
    fn read(&self, bytes: &[u8], start: usize, cache: &mut Cache, met: &mut Vec<Met>) -> Result<(), CacheError> {
        let input = Input::new(bytes).range(start..).anchored(Anchored::Yes);
        let Ok(mut state) = self.automaton.start_state_forward(cache, &input) else { return Ok(()) };
        for (ix, byte) in bytes.iter().enumerate().skip(start) {
            state = self.automaton.next_state(cache, state, *byte)?;
            if state.is_tagged() {
                if state.is_dead() || state.is_quit() {
                    return Ok(());
                }
                self.meet(cache, state, ix, met);
            }
        }
        let state = self.automaton.next_eoi_state(cache, state)?;
        self.meet(cache, state, bytes.len(), met);
        Ok(())
    }

    fn meet(&self, cache: &Cache, state: LazyStateID, end: usize, met: &mut Vec<Met>) {
        if !state.is_match() {
            return;
        }
        for ix in 0..self.automaton.match_len(cache, state) {
            let pattern = PatternID::as_usize(&self.automaton.match_pattern(cache, state, ix));
            match met.iter_mut().find(|met| met.pattern == pattern) {
                Some(met) => {
                    met.end = end;
                    met.is_several = true;
                }
                None => met.push(Met { pattern, end, is_several: false }),
            }
        }
    }
}

/// Where a match that is known to begin here ends, and its value: of several ends, the one that the pattern prefers.
fn stretch(pattern: &Pattern, bytes: &[u8], start: usize, met: &Met) -> Option<(usize, Range<usize>)> {
    if pattern.has_group {
        let found = pattern.regex.captures_at(bytes, start)?;
        return Some((found.get(0)?.end(), found.get(1)?.range()));
    }
    if met.is_several {
        let found = pattern.regex.find_at(bytes, start)?;
        return Some((found.end(), found.range()));
    }
    Some((met.end, start..met.end))
}
