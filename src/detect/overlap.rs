//! One stretch of text, one answer: the best detector keeps it.

use std::collections::BTreeMap;
use std::ops::Range;

/// What decides between two that overlap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rank<'a> {
    pub span: Range<usize>,
    pub confidence: f32,
    pub is_checked: bool,
    /// The detector's country is the source's.
    pub is_local: bool,
    /// A word nearby or the field calls it by its name.
    pub is_named: bool,
    pub id: &'a str,
}

/// How much more a value of the source's own country weighs, and how much less one of another country that nothing proves.
const LOCAL: f32 = 0.25;
const FOREIGN: f32 = -0.10;
/// How much more a value weighs that is called by its name.
const NAMED: f32 = 0.10;

impl Rank<'_> {
    fn strength(&self) -> f32 {
        let is_international = self.id.starts_with("intl.");
        let of_place = match (self.is_local, is_international || self.is_checked) {
            (true, _) => LOCAL,
            (false, true) => 0.0,
            (false, false) => FOREIGN,
        };
        self.confidence + of_place + if self.is_named { NAMED } else { 0.0 }
    }

    fn before(&self, other: &Self) -> std::cmp::Ordering {
        let len = |rank: &Self| rank.span.end.saturating_sub(rank.span.start);
        (other.strength().total_cmp(&self.strength()))
            .then_with(|| len(other).cmp(&len(self)))
            .then_with(|| other.is_checked.cmp(&self.is_checked))
            .then_with(|| other.is_local.cmp(&self.is_local))
            .then_with(|| self.id.cmp(other.id))
            .then_with(|| self.span.start.cmp(&other.span.start))
    }
}

/// For each: the one that takes its place; none: it stands.
pub(super) fn losers(ranks: &[Rank<'_>]) -> Vec<Option<usize>> {
    let mut lost = vec![None; ranks.len()];
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    let start = |ix: &usize| ranks.get(*ix).map_or(0, |rank| rank.span.start);
    order.sort_by_key(start);
    // Most overlap with nobody; only those that do are weighed against each other.
    let mut end = 0;
    let mut rivals: Vec<usize> = Vec::new();
    for ix in order {
        let Some(rank) = ranks.get(ix) else { continue };
        if rank.span.start >= end && rivals.last().is_none_or(|last| start(last) < rank.span.start) {
            weigh(ranks, &rivals, &mut lost);
            rivals.clear();
        }
        end = end.max(rank.span.end);
        rivals.push(ix);
    }
    weigh(ranks, &rivals, &mut lost);
    lost
}

/// Decides among some that overlap, directly or through others.
fn weigh(ranks: &[Rank<'_>], rivals: &[usize], lost: &mut [Option<usize>]) {
    if rivals.len() < 2 {
        return;
    }
    let mut order = rivals.to_vec();
    order.sort_by(|a, b| match (ranks.get(*a), ranks.get(*b)) {
        (Some(a), Some(b)) => a.before(b),
        _ => std::cmp::Ordering::Equal,
    });
    // Stretches taken: start → (end, by whom). They never overlap each other.
    let mut taken: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ix in order {
        let Some(rank) = ranks.get(ix) else { continue };
        let before = taken.range(..rank.span.end.max(rank.span.start + 1)).next_back();
        match before.filter(|(start, (end, _))| *end > rank.span.start || **start == rank.span.start) {
            Some((_, (_, winner))) => {
                if let Some(slot) = lost.get_mut(ix) {
                    *slot = Some(*winner);
                }
            }
            None => {
                taken.insert(rank.span.start, (rank.span.end, ix));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(span: Range<usize>, confidence: f32, is_local: bool, id: &str) -> Rank<'_> {
        Rank { span, confidence, is_checked: false, is_local, is_named: false, id }
    }

    #[test]
    fn the_surest_then_the_longest_then_the_local_one_stays() {
        for (ranks, expected) in [
            (vec![rank(0..4, 0.6, false, "a"), rank(2..9, 0.9, false, "b")], vec![Some(1), None]),
            (vec![rank(0..4, 0.6, false, "a"), rank(0..9, 0.6, false, "b")], vec![Some(1), None]),
            (vec![rank(0..4, 0.6, false, "a"), rank(0..4, 0.6, true, "b")], vec![Some(1), None]),
            (vec![rank(0..4, 0.6, false, "b"), rank(0..4, 0.6, false, "a")], vec![Some(1), None]),
            (vec![rank(0..4, 0.6, false, "a"), rank(4..9, 0.6, false, "b")], vec![None, None]),
            (
                vec![rank(0..20, 0.5, false, "a"), rank(2..4, 0.9, false, "b"), rank(6..9, 0.9, false, "c")],
                vec![Some(2), None, None],
            ),
        ] {
            assert_eq!(losers(&ranks), expected, "{ranks:?}");
        }
    }
}
