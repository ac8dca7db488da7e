//! Which way a pattern is looked for. Read off the pattern itself; a detector file says nothing about it.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Pattern;
use super::literal;
use super::opening::Openings;

/// A value of more words than this could be begun again at each of them.
const MAX_BETWEEN: usize = 256;
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
    let is_short = n_between(&hir).is_some_and(|n| n <= MAX_BETWEEN);
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

/// How many bytes of a match, at most, stand between words; none if there is no limit. Letters, digits and underscores do
/// not count: however long a word is, it is begun once.
fn n_between(hir: &Hir) -> Option<usize> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => Some(literal.0.iter().filter(|byte| !is_word(**byte)).count()),
        HirKind::Class(Class::Bytes(class)) => {
            let mut bytes = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            Some(usize::from(!bytes.all(is_word)))
        }
        HirKind::Class(Class::Unicode(class)) => class.maximum_len(),
        HirKind::Capture(capture) => n_between(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(n_between).sum(),
        HirKind::Alternation(branches) => branches.iter().map(n_between).try_fold(0, |most, n| Some(usize::max(most, n?))),
        HirKind::Repetition(repetition) => match (n_between(&repetition.sub)?, repetition.max) {
            (0, _) => Some(0),
            (n, max) => n.checked_mul(max? as usize),
        },
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn parse(pattern: &str) -> Option<Hir> {
    regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}
