//! Patterns of which the longest match is the one that is meant, so that nobody has to search again for its end.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Whether of several matches that begin at one place the pattern prefers the longest: it is a sequence of bytes and greedy
/// repetitions of bytes, and where one repetition ends the next part tells. What is more involved is not.
pub(super) fn takes_longest(hir: &Hir) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let parts: Vec<&Hir> = parts.iter().filter(|part| !matches!(part.kind(), HirKind::Look(_))).collect();
    parts.iter().enumerate().all(|(ix, part)| match part.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => true,
        // What is in the sequence is no repetition, or one more of the same kind.
        HirKind::Concat(_) => parts.len() == 1 && takes_longest(part),
        HirKind::Repetition(repetition) if repetition.greedy => match (bytes(&repetition.sub), parts.get(ix + 1)) {
            (Some(_), None) => true,
            (Some(own), Some(next)) => first(next).is_some_and(|next| next.iter().all(|byte| !own.contains(byte))),
            (None, _) => false,
        },
        _ => false,
    })
}

/// The bytes that a part of one byte stands for.
fn bytes(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Class(Class::Bytes(class)) => {
            Some(class.ranges().iter().flat_map(|range| range.start()..=range.end()).collect())
        }
        HirKind::Literal(literal) if literal.0.len() == 1 => Some(literal.0.to_vec()),
        _ => None,
    }
}

/// The bytes that a part begins with, if it is never empty.
fn first(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.first().map(|byte| vec![*byte]),
        HirKind::Repetition(repetition) => bytes(&repetition.sub).filter(|_| repetition.min > 0),
        _ => bytes(hir),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_sequences_take_the_longest() {
        for (pattern, expected) in [
            (r"Mozilla/\d \([^)]{1,200}\)[^\n]{0,400}", true),
            (r"\b{start-half}(?:\d{12,19})\b{end-half}", true),
            (r"a?(?:ab)?", false),
            (r"a{1,3}ab", false),
            (r"a{1,3}?b", false),
            (r"a|ab", false),
            (r"[a-z]+[0-9]*x", false),
        ] {
            let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
            assert_eq!(takes_longest(&parser.parse(pattern).unwrap()), expected, "{pattern}");
        }
    }
}
