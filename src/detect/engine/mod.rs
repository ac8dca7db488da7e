//! All patterns over a text in one pass, with the very hits that asking one pattern after the other would give.
//!
//! A pattern takes one of three routes, chosen from what it is made of (`route`): values of a fixed shape are looked for only
//! where a word or number begins that can open one (`opening`; `between` numbers what is told of words, `head` tells those apart
//! that few words open, `way` reads off each pattern's automaton what it may begin with), and one automaton then decides all of them at once (`shape`, `greedy`), or,
//! if they are weak, each that somebody asks for there decides by itself (`asked`);
//! patterns around a word of their own (`literal`) are looked for only where that word stands (`cue`); everything else, and
//! every pattern of the operator's, is searched for by itself, apart from the others (`apart`).

mod apart;
mod asked;
mod between;
mod cue;
mod greedy;
mod head;
mod literal;
mod opening;
mod route;
mod shape;
mod way;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use route::Route;

use super::detector_set::DetectorSet;
use super::expression::Expression;
use super::grid::Grid;

/// A pattern with its word boundaries.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Whose it is.
    pub detector: usize,
    pub expression: Expression,
    /// It comes from a file of the operator's.
    pub is_own: bool,
    /// What it matches counts only where something else speaks for its detector.
    pub is_weak: bool,
}

/// Who asks for patterns, and takes what they match.
pub(super) trait Asker {
    /// The detectors whose weak patterns may count at a place; none: nobody's.
    fn asked(&mut self, start: usize) -> Option<&DetectorSet>;

    /// Takes a match of a detector's pattern: its value. Tells whether it counts as far as what stands around it goes; what
    /// a weak pattern matches for nothing does not keep it from matching further on.
    fn take(&mut self, detector: usize, value: Range<usize>) -> bool;
}

impl Pattern {
    /// The stretches of a text that it matches, as a search by itself finds them: from left to right, none overlapping.
    fn each(&self, bytes: &[u8], mut take: impl FnMut(Range<usize>)) {
        self.expression.each(bytes, &mut take);
    }
}

/// All patterns, each on its route.
pub(super) struct Engine {
    patterns: Vec<Pattern>,
    routes: Vec<Route>,
    shapes: shape::Shapes,
    asked: asked::Asked,
    openers: Vec<u8>,
    cues: cue::Cues,
    apart: apart::Apart,
}

impl Engine {
    /// Puts each pattern on its route.
    ///
    /// # Errors
    /// The patterns together are too large.
    pub fn new(patterns: Vec<Pattern>) -> Result<Self, String> {
        let routes: Vec<Route> = patterns.iter().map(route::of).collect();
        let on = |is_on: &dyn Fn(&Route, &Pattern) -> bool| -> Vec<usize> {
            let all = routes.iter().zip(&patterns).enumerate();
            all.filter(|(_, (route, pattern))| is_on(route, pattern)).map(|(ix, _)| ix).collect()
        };
        let is_shape = |route: &Route| matches!(route, Route::Shape);
        let strong = on(&|route, pattern| is_shape(route) && !asked::can_be(pattern));
        let weak = on(&|route, pattern| is_shape(route) && asked::can_be(pattern));
        // Both are read off many automata: half the start, if not side by side.
        let (shapes, asked) = std::thread::scope(|scope| {
            let asked = scope.spawn(|| asked::Asked::new(&patterns, &weak));
            (shape::Shapes::new(&patterns, strong), asked.join())
        });
        let (shapes, asked) = (shapes?, asked.map_err(|_| "reading them failed")??);
        let cues = cue::Cues::new(&routes)?;
        let apart = apart::Apart::new(&patterns, on(&|route, _| matches!(route, Route::Apart)))?;
        let mut openers = [shapes.openings().openers(), asked.openings().openers()].concat();
        openers.sort_unstable();
        openers.dedup();
        Ok(Self { patterns, routes, shapes, asked, openers, cues, apart })
    }

    /// Tells the stretches that patterns match to whoever asks for them, in no order.
    pub fn find(&self, text: &str, grid: &Grid, asker: &mut impl Asker) {
        let (bytes, all) = (text.as_bytes(), self.patterns.as_slice());
        let (mut reader, mut ended) = (shape::Reader::default(), asked::Ended::new());
        opening::each_place([self.asked.openings(), self.shapes.openings()], bytes, grid, |which, start, way_in| {
            let place = (start, way_in);
            match which {
                0 => self.asked.find_at(all, bytes, place, &mut ended, asker),
                _ => self.shapes.find_at(all, bytes, place, &mut reader, &mut |ix, value| offer(all, ix, value, asker)),
            }
        });
        self.cues.find(all, bytes, grid, &mut |ix, value| offer(all, ix, value, asker));
        self.apart.find(all, bytes, &mut |ix, value| offer(all, ix, value, asker));
    }

    /// The signs whose places a grid must tell.
    pub fn openers(&self) -> &[u8] {
        &self.openers
    }

    /// The routes of a detector's patterns.
    pub fn routes(&self, detector: usize) -> impl Iterator<Item = &Route> {
        self.patterns.iter().zip(&self.routes).filter(move |(pattern, _)| pattern.detector == detector).map(|(_, route)| route)
    }
}

fn offer(all: &[Pattern], ix: usize, value: Range<usize>, asker: &mut impl Asker) {
    if let Some(pattern) = all.get(ix) {
        asker.take(pattern.detector, value);
    }
}
