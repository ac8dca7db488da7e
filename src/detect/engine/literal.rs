//! Words without which a pattern matches nothing.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More alternatives than this are no help.
const MAX_WORDS: usize = 32;

/// A shorter beginning of a match is no word that is rare.
const MIN_WORD: usize = 4;

/// One of these stands in every match, in whatever case. None: no such words are known.
pub(super) fn required(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(_) | HirKind::Class(_) => exact(hir),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) => required(&repetition.sub).filter(|_| repetition.min > 0),
        HirKind::Concat(parts) => longest(runs(parts).into_iter().chain(parts.iter().filter_map(required))),
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

/// The stretches of a sequence that stand for a few words each.
fn runs(parts: &[Hir]) -> Vec<Vec<Vec<u8>>> {
    let mut runs = vec![vec![Vec::new()]];
    for part in parts {
        let Some(run) = runs.last_mut() else { continue };
        match exact(part).filter(|words| words.len() * run.len() <= MAX_WORDS) {
            Some(words) => *run = joined(run, &words),
            None => runs.push(vec![Vec::new()]),
        }
    }
    runs.retain(|run| run.iter().all(|word| !word.is_empty()));
    runs
}

fn joined(heads: &[Vec<u8>], tails: &[Vec<u8>]) -> Vec<Vec<u8>> {
    heads.iter().flat_map(|head| tails.iter().map(move |tail| [head.as_slice(), tail].concat())).collect()
}

/// The words that this stands for, in small letters; none if they are not a few.
fn exact(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Class(Class::Bytes(class)) => {
            let mut letters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            let first = letters.next()?.to_ascii_lowercase();
            letters.all(|letter| letter.to_ascii_lowercase() == first).then(|| vec![vec![first]])
        }
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(vec![Vec::new()], |heads, part| {
            let tails = exact(part)?;
            (heads.len() * tails.len() <= MAX_WORDS).then(|| joined(&heads, &tails))
        }),
        HirKind::Alternation(branches) => {
            let words: Option<Vec<Vec<Vec<u8>>>> = branches.iter().map(exact).collect();
            words.map(|words| words.concat()).filter(|words| words.len() <= MAX_WORDS)
        }
        _ => None,
    }
}

/// Whether every match begins with the same letters, and these are a word.
pub(super) fn begins_with_word(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let n_letters = literal.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            n_letters >= MIN_WORD && n_letters < literal.0.len()
        }
        HirKind::Concat(parts) => {
            parts.iter().find(|part| !matches!(part.kind(), HirKind::Look(_))).is_some_and(begins_with_word)
        }
        HirKind::Capture(capture) => begins_with_word(&capture.sub),
        _ => false,
    }
}
