//! Which way a pattern is looked for. Read off the pattern itself; a detector file says nothing about it.

use regex_syntax::hir::Hir;

use super::Pattern;
use super::literal;
use super::opening::Openings;

/// The longest value that is decided where it begins: what is longer could be begun again at each of its words.
const MAX_SHAPE: usize = 192;
/// A pattern that as many plain words could open is looked for by a word of its own, if it has one.
const MAX_OPENED: usize = 400;
/// A shorter word of its own stands everywhere.
const MIN_CUE: usize = 3;

/// Which way a pattern is looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::detect) enum Route {
    /// Where a word or number begins that can open it.
    Shape,
    /// Where one of these words stands, in whatever case.
    Cue(Vec<Vec<u8>>),
    /// Everywhere, by itself.
    Apart,
}

impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Shape => "shape",
            Self::Cue(_) => "cue",
            Self::Apart => "apart",
        })
    }
}

pub(super) fn of(pattern: &Pattern) -> Route {
    let Some(hir) = parse(pattern.regex.as_str()).filter(|_| !pattern.is_own) else { return Route::Apart };
    let is_short = hir.properties().maximum_len().is_some_and(|len| len <= MAX_SHAPE);
    let is_opened_by_few = || {
        let mut openings = Openings::default();
        openings.add(pattern.regex.as_str()).is_ok() && openings.n_of_letters() <= MAX_OPENED
    };
    if is_short && is_opened_by_few() {
        return Route::Shape;
    }
    match literal::required(&hir) {
        Some(cues) if cues.iter().all(|cue| cue.len() >= MIN_CUE) => Route::Cue(cues),
        _ if is_short => Route::Shape,
        _ => Route::Apart,
    }
}

fn parse(pattern: &str) -> Option<Hir> {
    regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}
