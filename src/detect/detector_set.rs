//! Some of the detectors, a bit for each.

use super::grid::Bits;

/// Detectors by their index.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct DetectorSet(Vec<u64>);

impl DetectorSet {
    /// The first `n` detectors.
    pub fn first(n: usize) -> Self {
        let mut all = Self::default();
        (0..n).for_each(|detector| all.insert(detector));
        all
    }

    pub fn insert(&mut self, detector: usize) {
        let word = detector / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (detector % 64);
        }
    }

    pub fn has(&self, detector: usize) -> bool {
        self.0.get(detector / 64).is_some_and(|bits| bits & 1 << (detector % 64) != 0)
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    /// Adds those of another set.
    pub fn add(&mut self, others: &Self) {
        if self.0.len() < others.0.len() {
            self.0.resize(others.0.len(), 0);
        }
        self.0.iter_mut().zip(&others.0).for_each(|(own, others)| *own |= others);
    }

    /// Becomes a copy of another set.
    pub fn become_like(&mut self, other: &Self) {
        self.0.clear();
        self.0.extend_from_slice(&other.0);
    }

    /// Visits those that both sets have, in order.
    pub fn each_in_both(&self, other: &Self, mut visit: impl FnMut(usize)) {
        for (ix, (own, others)) in self.0.iter().zip(&other.0).enumerate() {
            Bits(own & others).for_each(|bit| visit(ix * 64 + bit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_joined_and_met() {
        let of = |detectors: &[usize]| {
            let mut set = DetectorSet::default();
            detectors.iter().for_each(|detector| set.insert(*detector));
            set
        };
        let (a, b) = (of(&[3, 64, 130]), of(&[2, 64, 65]));
        let mut both = Vec::new();
        a.each_in_both(&b, |detector| both.push(detector));
        assert_eq!(both, [64]);
        let mut all = a.clone();
        all.add(&b);
        assert_eq!(all, of(&[2, 3, 64, 65, 130]));
        assert!(all.has(130) && !all.has(4) && !all.has(9_999) && DetectorSet::default().is_empty() && !a.is_empty());
        all.become_like(&b);
        assert_eq!((all, DetectorSet::first(3)), (b, of(&[0, 1, 2])));
    }
}
