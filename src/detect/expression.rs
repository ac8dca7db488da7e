//! A pattern with word boundaries around it: read at once, so that every mistake is told at the start, and compiled when it
//! is first asked. Most are only ever asked together with others.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::Hir;

/// The longest pattern that a file may hold, and the most memory that one may compile to.
const MAX_PATTERN: usize = 1 << 10;
const SIZE_LIMIT: usize = 8 << 20;
/// The cache of one pattern's automaton, for each thread that uses it.
const CACHE_LIMIT: usize = 1 << 20;

/// What comes after a pattern: no further letter, digit or underscore.
const END: &str = r"\b{end-half}";

/// A pattern. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Expression(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    text: String,
    hir: Hir,
    regex: OnceLock<Option<Regex>>,
}

impl Expression {
    /// Puts word boundaries around a pattern: nothing is found inside a longer word or number.
    pub fn bounded(pattern: &str) -> Result<Self, String> {
        if pattern.len() > MAX_PATTERN {
            return Err(format!("a pattern is longer than {MAX_PATTERN} bytes"));
        }
        // Classes with letters or signs beyond ASCII (`[€£]`) need Unicode; for everything else ASCII is meant, and faster.
        let read = Self::read(with_bounds(pattern))
            .or_else(|error| Self::read(with_bounds(&format!("(?u:{pattern})"))).map_err(|_| error));
        // A group is the value; what follows it in the pattern may end anywhere.
        let read = match read {
            Ok(own) if own.has_group() => Self::read(own.as_str().trim_end_matches(END).to_owned()).or(Ok(own)),
            other => other,
        };
        let own = read.map_err(|error| format!("pattern: {}", error.lines().last().unwrap_or("cannot be read").trim()))?;
        if own.hir().properties().minimum_len() == Some(0) {
            return Err("a pattern matches the empty text".to_owned());
        }
        Ok(own)
    }

    fn read(text: String) -> Result<Self, String> {
        let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
        let hir = parser.parse(&text).map_err(|error| error.to_string())?;
        Ok(Self(Arc::new(Inner { text, hir, regex: OnceLock::new() })))
    }

    /// The pattern as written, with its boundaries.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// What it is made of.
    pub fn hir(&self) -> &Hir {
        &self.0.hir
    }

    /// Its first group is the value.
    pub fn has_group(&self) -> bool {
        self.hir().properties().explicit_captures_len() > 0
    }

    /// Whether its first match in a text is all of the text.
    pub fn is_whole(&self, text: &str) -> bool {
        // Such a match begins where the text does: nothing needs to be searched for.
        let input = Input::new(text).anchored(Anchored::Yes);
        self.regex().and_then(|regex| regex.search_half(&input)).is_some_and(|end| end.offset() == text.len())
    }

    /// The match that begins at a place: where it ends, and its value.
    pub fn match_at(&self, bytes: &[u8], start: usize) -> Option<(usize, Range<usize>)> {
        let input = Input::new(bytes).range(start..).anchored(Anchored::Yes);
        if !self.has_group() {
            let found = self.regex()?.search_half(&input)?;
            return Some((found.offset(), start..found.offset()));
        }
        let regex = self.regex()?;
        let mut groups = regex.create_captures();
        regex.search_captures(&input, &mut groups);
        Some((groups.get_match()?.end(), groups.get_group(1)?.range()))
    }

    /// The values of what it matches in a text, as a search by itself finds them: from left to right, none overlapping.
    pub fn each(&self, bytes: &[u8], mut take: impl FnMut(Range<usize>)) {
        let Some(regex) = self.regex() else { return };
        if self.has_group() {
            regex.captures_iter(bytes).filter_map(|found| found.get_group(1)).for_each(|group| take(group.range()));
        } else {
            regex.find_iter(bytes).for_each(|found| take(found.range()));
        }
    }

    /// Whether it can be searched with: not, if it would be too large.
    pub fn is_usable(&self) -> bool {
        self.regex().is_some()
    }

    fn regex(&self) -> Option<&Regex> {
        let build = || {
            let config = Regex::config().utf8_empty(false).nfa_size_limit(Some(SIZE_LIMIT)).hybrid_cache_capacity(CACHE_LIMIT);
            Regex::builder().configure(config).build_from_hir(self.hir()).ok()
        };
        self.0.regex.get_or_init(build).as_ref()
    }
}

fn with_bounds(pattern: &str) -> String {
    format!(r"\b{{start-half}}(?:{pattern}){END}")
}
