//! What a set of tags is compared by without being kept: its smallest members. A tag is a keyed hash, so the smallest ones are
//! a sample of the set in which each member is as likely as any other, and the same one whatever the order; how small the last
//! of them is tells how large the set is (bottom-k sketch: Cohen and Kaplan 2007; k minimum values: Bar-Yossef and others 2002).

use std::collections::BTreeSet;

use crate::model::secret::Tag;

/// The most tags of a sketch. The number of different tags is then known within 13 percent, and a share within 6 points (95
/// times in 100).
pub const SAMPLE: usize = 256;

/// Standard deviations of an interval that holds the truth 95 times in 100.
const SPREAD: f64 = 1.96;

/// A sample of a set of tags.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    smallest: BTreeSet<Tag>,
    /// Something did not fit.
    is_cut: bool,
}

/// How much of one set lies in another: parts of 1, with the bounds between which the truth lies 95 times in 100.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Share {
    /// The likeliest.
    pub likely: f64,
    /// At least.
    pub at_least: f64,
    /// At most.
    pub at_most: f64,
}

impl Sketch {
    /// Adds a tag; again changes nothing.
    pub fn add(&mut self, tag: Tag) {
        if self.smallest.len() < SAMPLE {
            self.smallest.insert(tag);
            return;
        }
        if self.smallest.last().is_some_and(|last| tag > *last) {
            self.is_cut = true;
        } else if self.smallest.insert(tag) {
            self.smallest.pop_last();
            self.is_cut = true;
        }
    }

    /// The sample.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.smallest.iter()
    }

    /// Whether it is the whole set.
    pub fn is_whole(&self) -> bool {
        !self.is_cut
    }

    /// How many different tags there are; an estimate if it is not the whole set.
    pub fn n_tags(&self) -> u64 {
        let n = self.smallest.len();
        let Some(Tag(last)) = self.smallest.last().filter(|_| self.is_cut) else { return n as u64 };
        // The place of the last one between 0 and 1, by its first eight bytes.
        let [a, b, c, d, e, f, g, h, ..] = *last;
        let place = (u64::from_be_bytes([a, b, c, d, e, f, g, h]) as f64 + 1.0) / (u64::MAX as f64);
        ((n.saturating_sub(1)) as f64 / place).round() as u64
    }

    /// How much of the set lies in another one, which holds so many tags of the sample.
    pub fn share(&self, n_held: usize) -> Share {
        let n = self.smallest.len().max(1) as f64;
        let likely = n_held as f64 / n;
        if self.is_whole() {
            return Share { likely, at_least: likely, at_most: likely };
        }
        // Wilson 1927: the interval that holds also near 0 and 1.
        let square = SPREAD * SPREAD;
        let middle = (likely + square / (2.0 * n)) / (1.0 + square / n);
        let half = SPREAD * (likely * (1.0 - likely) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
        Share { likely, at_least: (middle - half).max(0.0), at_most: (middle + half).min(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags of the numbers of a range.
    fn tags(range: std::ops::Range<u64>) -> Vec<Tag> {
        range.map(|n| Tag(blake3::hash(&n.to_le_bytes()).as_bytes()[..16].try_into().unwrap())).collect()
    }

    fn sketch(tags: &[Tag]) -> Sketch {
        let mut sketch = Sketch::default();
        tags.iter().for_each(|tag| sketch.add(*tag));
        sketch
    }

    #[test]
    fn a_small_set_is_known_and_a_large_one_within_its_bounds() {
        for n in [0, 1, 255, 256, 257, 5_000, 200_000] {
            let all = tags(0..n);
            let known = sketch(&all);
            let mut back = all.clone();
            back.reverse();
            assert_eq!(known.tags().collect::<Vec<_>>(), sketch(&back).tags().collect::<Vec<_>>(), "the order does not show");
            assert_eq!(known.is_whole(), n <= SAMPLE as u64);
            let error = (known.n_tags() as f64 - n as f64).abs() / (n.max(1) as f64);
            assert!(if known.is_whole() { error == 0.0 } else { error < 0.13 }, "{n}: {}", known.n_tags());
            let again: Vec<Tag> = [all.clone(), all].concat();
            assert_eq!(sketch(&again).n_tags(), known.n_tags(), "twice is once");
        }
    }

    #[test]
    fn a_share_lies_within_its_bounds() {
        for (n, n_shared) in [(100, 50), (10_000, 1_000), (10_000, 5_000), (50_000, 50_000), (3_000, 0), (40, 40)] {
            let mine = sketch(&tags(0..n));
            let theirs: std::collections::BTreeSet<Tag> = tags(n - n_shared..n + 70_000).into_iter().collect();
            let share = mine.share(mine.tags().filter(|tag| theirs.contains(tag)).count());
            let truth = n_shared as f64 / n as f64;
            assert!(share.at_least <= truth && truth <= share.at_most, "{n_shared} of {n}: {share:?}");
            assert!(share.at_most - share.at_least < 0.13 && share.at_least <= share.likely, "{share:?}");
            assert_eq!(share.at_least == share.at_most, n <= SAMPLE as u64);
        }
    }
}
