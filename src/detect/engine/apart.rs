//! Patterns that are searched for by themselves: bounded in memory, and compiled where a text first needs them.

use std::ops::Range;

use regex::bytes::{RegexSet, RegexSetBuilder};

use super::Pattern;

/// All of them together, and the cache of the automaton that asks them at once, for each thread.
const SIZE_LIMIT: usize = 256 << 20;
const CACHE_LIMIT: usize = 6 << 20;

pub(super) struct Apart {
    set: RegexSet,
    patterns: Vec<usize>,
}

impl Apart {
    pub fn new(all: &[Pattern], patterns: Vec<usize>) -> Result<Self, String> {
        let sources = patterns.iter().filter_map(|ix| Some(all.get(*ix)?.expression.as_str()));
        let mut builder = RegexSetBuilder::new(sources);
        let set = builder.unicode(false).size_limit(SIZE_LIMIT).dfa_size_limit(CACHE_LIMIT).build();
        Ok(Self { set: set.map_err(|error| error.to_string())?, patterns })
    }

    pub fn find(&self, all: &[Pattern], bytes: &[u8], take: &mut impl FnMut(usize, Range<usize>)) {
        if self.patterns.is_empty() {
            return;
        }
        for ix in self.set.matches(bytes).iter().filter_map(|found| self.patterns.get(found)) {
            if let Some(pattern) = all.get(*ix) {
                pattern.each(bytes, |span| take(*ix, span));
            }
        }
    }
}
