//! All patterns over a text in one pass, with the very hits that asking one pattern after the other would give.
//!
//! A pattern takes one of three routes, chosen from what it is made of (`route`): values of a fixed shape are looked for only
//! where a word or number begins that can open one (`opening`; `between` numbers what is told of words, `way` reads off each
//! pattern's automaton what it may begin with), and one automaton then decides all of them at once (`shape`, `greedy`);
//! patterns around a word of their own (`literal`) are looked for only where that word stands (`cue`); everything else, and
//! every pattern of the operator's, is searched for by itself, apart from the others (`apart`).

mod apart;
mod between;
mod cue;
mod greedy;
mod literal;
mod opening;
mod route;
mod shape;
mod way;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub(super) use route::Route;

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
}

impl Pattern {
    /// The stretches of a text that it matches, as a search by itself finds them: from left to right, none overlapping.
    fn each(&self, bytes: &[u8], mut take: impl FnMut(Range<usize>)) {
        let Some(regex) = self.expression.regex() else { return };
        if self.expression.has_group() {
            regex.captures_iter(bytes).filter_map(|found| found.get(1)).for_each(|group| take(group.range()));
        } else {
            regex.find_iter(bytes).for_each(|found| take(found.range()));
        }
    }
}

/// All patterns, each on its route.
pub(super) struct Engine {
    patterns: Vec<Pattern>,
    routes: Vec<Route>,
    shapes: shape::Shapes,
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
        let on = |route: fn(&Route) -> bool| -> Vec<usize> {
            routes.iter().enumerate().filter(|(_, own)| route(own)).map(|(ix, _)| ix).collect()
        };
        let shapes = shape::Shapes::new(&patterns, on(|route| matches!(route, Route::Shape)))?;
        let cues = cue::Cues::new(&routes)?;
        let apart = apart::Apart::new(&patterns, on(|route| matches!(route, Route::Apart)))?;
        Ok(Self { patterns, routes, shapes, cues, apart })
    }

    /// The stretches that a detector's patterns match, in no order.
    pub fn find(&self, text: &str, grid: &Grid, mut take: impl FnMut(usize, Range<usize>)) {
        let bytes = text.as_bytes();
        let mut by_pattern = |ix: usize, span: Range<usize>| {
            if let Some(pattern) = self.patterns.get(ix) {
                take(pattern.detector, span);
            }
        };
        self.shapes.find(&self.patterns, bytes, grid, &mut by_pattern);
        self.cues.find(&self.patterns, bytes, &mut by_pattern);
        self.apart.find(&self.patterns, bytes, &mut by_pattern);
    }

    /// The signs whose places a grid must tell.
    pub fn openers(&self) -> &[u8] {
        self.shapes.openers()
    }

    /// The routes of a detector's patterns.
    pub fn routes(&self, detector: usize) -> impl Iterator<Item = &Route> {
        self.patterns.iter().zip(&self.routes).filter(move |(pattern, _)| pattern.detector == detector).map(|(_, route)| route)
    }
}
