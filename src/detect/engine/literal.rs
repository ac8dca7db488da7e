//! Words without which a pattern matches nothing.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More alternatives than this are no help.
const MAX_WORDS: usize = 32;

/// One of these stands in every match, in whatever case. None: no such words are known.
pub(super) fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(_) | HirKind::Class(_) => exact(hir).map(|word| vec![word]),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) => required(&repetition.sub).filter(|_| repetition.min > 0),
        HirKind::Concat(parts) => {
            longest(runs(parts).into_iter().map(|run| vec![run]).chain(parts.iter().filter_map(required)))
        }
        HirKind::Alternation(branches) => {
            let words: Option<Vec<Vec<Vec<u8>>>> = branches.iter().map(required).collect();
            words.map(|words| words.concat()).filter(|words| words.len() <= MAX_WORDS)
        }
    }
}

/// The set whose shortest word is the longest.
fn longest(sets: impl Iterator<Item = Vec<Vec<u8>>>) -> Option<Vec<Vec<u8>>> {
    sets.max_by_key(|words| words.iter().map(Vec::len).min())
}

/// The stretches of a sequence that stand for one word each.
fn runs(parts: &[Hir]) -> Vec<Vec<u8>> {
    let mut runs = vec![Vec::new()];
    for part in parts {
        match (exact(part), runs.last_mut()) {
            (Some(word), Some(run)) => run.extend(word),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The word that this stands for, in lower case; none if for several.
fn exact(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => {
            let mut letters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            let first = letters.next()?.to_ascii_lowercase();
            letters.all(|letter| letter.to_ascii_lowercase() == first).then(|| vec![first])
        }
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(exact).collect::<Option<Vec<_>>>().map(|words| words.concat()),
        _ => None,
    }
}
