//! Values of a fixed shape: where one can begin, a single automaton reads on until no pattern is left, and so decides all
//! that begin alike for the price of one.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::hybrid::{CacheError, LazyStateID};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::pool::{Pool, PoolGuard};
use regex_automata::{Anchored, Input, MatchKind, PatternID};
use regex_syntax::hir::Hir;

use super::Pattern;
use super::greedy;
use super::opening::Openings;

/// What the states of one automaton may take, for each thread.
const CACHE_BYTES: usize = 1 << 20;

/// What a thread needs while it reads a text; borrowed when it is first needed, which for most cells is never.
#[derive(Default)]
pub(super) struct Reader<'a>(Option<PoolGuard<'a, Scratch, MakeScratch>>);

type MakeScratch = Box<dyn Fn() -> Scratch + Send + Sync>;

pub(super) struct Shapes {
    openings: Openings,
    /// The group of each way in.
    of_way_in: Vec<usize>,
    groups: Vec<Group>,
    /// The pattern of each number that openings and groups know.
    patterns: Vec<usize>,
    /// Whether the longest match is the one that it prefers.
    takes_longest: Vec<bool>,
    scratch: Pool<Scratch, MakeScratch>,
}

/// Patterns that begin alike. Decided apart from others, they have few states: which numbers of twelve digits may go on is
/// nothing to those of nine.
struct Group {
    numbers: Vec<usize>,
    /// Made when it is first needed; none if it would be too large.
    automaton: OnceLock<Option<DFA>>,
}

impl Group {
    fn automaton(&self, shapes: &Shapes, all: &[Pattern]) -> Option<&DFA> {
        let pattern = |number: &usize| all.get(*shapes.patterns.get(*number)?);
        let hirs = || self.numbers.iter().filter_map(pattern).map(|pattern| pattern.expression.hir()).collect::<Vec<_>>();
        self.automaton.get_or_init(|| automaton(&hirs())).as_ref()
    }
}

fn automaton(patterns: &[&Hir]) -> Option<DFA> {
    let config = thompson::Config::new().utf8(false).which_captures(WhichCaptures::None);
    let nfa = NFA::compiler().configure(config).build_many_from_hir(patterns).ok()?;
    let config = DFA::config()
        .match_kind(MatchKind::All)
        .cache_capacity(CACHE_BYTES)
        .skip_cache_capacity_check(true)
        .starts_for_each_pattern(false);
    DFA::builder().configure(config).build_from_nfa(nfa).ok()
}

/// What a thread needs while it reads.
struct Scratch {
    /// Of each group that was needed.
    caches: Vec<Option<Cache>>,
    /// Patterns that match from the place at hand.
    met: Vec<Met>,
    /// The text that each pattern matched in last, and where that match ended.
    ended: Vec<(u64, usize)>,
    text: u64,
}

/// A pattern that matches, up to where at most, and whether also up to somewhere before.
struct Met {
    /// Its number; in an automaton, its place in the group.
    number: usize,
    end: usize,
    is_several: bool,
    /// Nothing is known yet but that it might begin here.
    is_unasked: bool,
}

impl Shapes {
    pub fn new(all: &[Pattern], patterns: Vec<usize>) -> Result<Self, String> {
        let mut openings = Openings::default();
        let mut takes_longest = Vec::new();
        for (number, pattern) in patterns.iter().filter_map(|ix| all.get(*ix)).enumerate() {
            openings.add(number, pattern.expression.hir())?;
            takes_longest.push(greedy::takes_longest(pattern.expression.hir()));
        }
        let mut groups: Vec<Group> = Vec::new();
        let mut known: HashMap<&[usize], usize> = HashMap::new();
        let mut of_way_in = Vec::new();
        for numbers in openings.patterns() {
            of_way_in.push(*known.entry(numbers).or_insert_with(|| {
                groups.push(Group { numbers: numbers.clone(), automaton: OnceLock::new() });
                groups.len() - 1
            }));
        }
        let (n_groups, n_patterns) = (groups.len(), patterns.len());
        let make: MakeScratch = Box::new(move || Scratch {
            caches: vec![None; n_groups],
            met: Vec::new(),
            ended: vec![(0, 0); n_patterns],
            text: 0,
        });
        Ok(Self { openings, of_way_in, groups, patterns, takes_longest, scratch: Pool::new(make) })
    }

    /// Where a match can begin.
    pub fn openings(&self) -> &Openings {
        &self.openings
    }

    /// Takes the matches that begin at a place, with its way in. A text's places come in order.
    pub fn find_at<'a>(
        &'a self,
        all: &[Pattern],
        bytes: &[u8],
        (start, way_in): (usize, usize),
        reader: &mut Reader<'a>,
        take: &mut impl FnMut(usize, Range<usize>),
    ) {
        let scratch: &mut Scratch = reader.0.get_or_insert_with(|| self.borrow());
        let Some(group_ix) = self.of_way_in.get(way_in) else { return };
        let Some(group) = self.groups.get(*group_ix) else { return };
        self.meet_all(all, bytes, start, (group, *group_ix), scratch);
        for met in scratch.met.drain(..) {
            let Some(ended) = scratch.ended.get_mut(met.number) else { continue };
            if ended.0 == scratch.text && ended.1 > start {
                continue;
            }
            let Some(ix) = self.patterns.get(met.number) else { continue };
            let met = Met { is_several: met.is_several && self.takes_longest.get(met.number) != Some(&true), ..met };
            let Some((whole, value)) = all.get(*ix).and_then(|pattern| stretch(pattern, bytes, start, &met)) else {
                continue;
            };
            *ended = (scratch.text, whole);
            take(*ix, value);
        }
    }

    fn borrow(&self) -> PoolGuard<'_, Scratch, MakeScratch> {
        let mut scratch = self.scratch.get();
        scratch.text += 1;
        scratch
    }

    /// Notes the patterns of a group that match from a place on.
    fn meet_all(&self, all: &[Pattern], bytes: &[u8], start: usize, (group, ix): (&Group, usize), scratch: &mut Scratch) {
        let Some(automaton) = group.automaton(self, all) else {
            // Then each is asked by itself.
            scratch.met.extend(group.numbers.iter().map(|number| Met {
                number: *number,
                end: start,
                is_several: false,
                is_unasked: true,
            }));
            return;
        };
        let Some(cache) = scratch.caches.get_mut(ix) else { return };
        let cache = cache.get_or_insert_with(|| automaton.create_cache());
        // The cache grows anew when it is full, so this does not fail; what it met until then would stand.
        let _ = read(automaton, bytes, start, cache, &mut scratch.met);
        for met in &mut scratch.met {
            met.number = group.numbers.get(met.number).copied().unwrap_or(usize::MAX);
        }
    }
}

/// Reads on from a place until no pattern can match any more.
fn read(automaton: &DFA, bytes: &[u8], start: usize, cache: &mut Cache, met: &mut Vec<Met>) -> Result<(), CacheError> {
    let input = Input::new(bytes).range(start..).anchored(Anchored::Yes);
    let Ok(mut state) = automaton.start_state_forward(cache, &input) else { return Ok(()) };
    for (ix, byte) in bytes.iter().enumerate().skip(start) {
        state = automaton.next_state(cache, state, *byte)?;
        if state.is_tagged() {
            if state.is_dead() || state.is_quit() {
                return Ok(());
            }
            meet(automaton, cache, state, ix, met);
        }
    }
    let state = automaton.next_eoi_state(cache, state)?;
    meet(automaton, cache, state, bytes.len(), met);
    Ok(())
}

fn meet(automaton: &DFA, cache: &Cache, state: LazyStateID, end: usize, met: &mut Vec<Met>) {
    if !state.is_match() {
        return;
    }
    for ix in 0..automaton.match_len(cache, state) {
        let number = PatternID::as_usize(&automaton.match_pattern(cache, state, ix));
        match met.iter_mut().find(|met| met.number == number) {
            Some(met) => {
                met.end = end;
                met.is_several = true;
            }
            None => met.push(Met { number, end, is_several: false, is_unasked: false }),
        }
    }
}

/// Where a match that begins here ends, and its value: of several ends, the one that the pattern prefers.
fn stretch(pattern: &Pattern, bytes: &[u8], start: usize, met: &Met) -> Option<(usize, Range<usize>)> {
    if pattern.expression.has_group() || met.is_several || met.is_unasked {
        return pattern.expression.match_at(bytes, start);
    }
    Some((met.end, start..met.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine::opening::each_place;
    use crate::detect::expression::Expression;
    use crate::detect::grid::Grid;

    #[test]
    fn without_an_automaton_each_pattern_is_asked_by_itself() {
        let pattern =
            |text: &str| Pattern { detector: 0, expression: Expression::bounded(text).unwrap(), is_own: false, is_weak: false };
        let all: Vec<Pattern> = [r"\d{5,7}", r"\d{3}(?:-\d{2})?", r"id (\d{2})"].map(pattern).into();
        for has_automata in [true, false] {
            let mut shapes = Shapes::new(&all, vec![0, 1, 2]).unwrap();
            if !has_automata {
                shapes.groups.iter_mut().for_each(|group| group.automaton = OnceLock::from(None));
            }
            let text = b"12345 123-45 id 77 1234 id 7";
            let mut found = Vec::new();
            let mut reader = Reader::default();
            each_place([shapes.openings()], text, &Grid::of(text, shapes.openings().openers()), |_, start, way_in| {
                let take = &mut |pattern, span| found.push((pattern, span));
                shapes.find_at(&all, text, (start, way_in), &mut reader, take);
            });
            assert_eq!(found, [(0, 0..5), (1, 6..12), (2, 16..18)], "{has_automata}");
        }
    }
}
