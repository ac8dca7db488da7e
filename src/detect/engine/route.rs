//! Which way a pattern is looked for. Read off the pattern itself; a detector file says nothing about it.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Pattern;
use super::literal;
use super::opening::n_of_letters;

/// A value of more words than this could be begun again at each of them; but one that a single word opens.
const MAX_BETWEEN: usize = 256;
const MAX_BETWEEN_IF_RARE: usize = 1024;
/// A pattern that as many plain words could open is looked for by a word of its own, if it has one.
const MAX_OPENED: usize = 400;
/// A shorter word of its own stands everywhere.
pub(super) const MIN_CUE: usize = 3;

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
    if pattern.is_own {
        return Route::Apart;
    }
    let hir = pattern.expression.hir();
    let n_between = n_between(hir).unwrap_or(usize::MAX);
    let is_short = n_between <= MAX_BETWEEN;
    let is_opened_by_few = || n_of_letters(hir).is_ok_and(|n| n <= MAX_OPENED);
    if n_between <= MAX_BETWEEN_IF_RARE && literal::begins_with_word(hir) {
        return Route::Shape;
    }
    let required = literal::required(hir);
    // Every word of a script beyond ASCII begins with the same few bytes.
    let is_beyond_ascii = required.iter().flatten().any(|cue| cue.first().is_some_and(|byte| !byte.is_ascii()));
    if is_short && !is_beyond_ascii && is_opened_by_few() {
        return Route::Shape;
    }
    match required {
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
