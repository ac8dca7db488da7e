//! Patterns that mean nothing by themselves: most numbers are nobody's. They are asked only where something speaks for their
//! detector, and what they match there without counting hides nothing.

use std::collections::HashMap;

use super::opening::Openings;
use super::{Asker, Pattern};
use crate::detect::context::LONGEST_ASKED;
use crate::detect::detector_set::DetectorSet;

pub(super) struct Asked {
    openings: Openings,
    /// The detectors of each way in.
    detectors: Vec<DetectorSet>,
    /// The patterns of each detector.
    patterns: HashMap<usize, Vec<usize>>,
}

/// The patterns that matched last, each with where that match ended.
pub(super) type Ended = Vec<(usize, usize)>;

/// Whether a pattern can be asked so: words are looked for as far from a place as it can reach, and no further.
pub(super) fn can_be(pattern: &Pattern) -> bool {
    let longest = pattern.expression.hir().properties().maximum_len();
    pattern.is_weak && longest.is_some_and(|longest| longest <= LONGEST_ASKED)
}

impl Asked {
    pub fn new(all: &[Pattern], patterns: &[usize]) -> Result<Self, String> {
        let mut openings = Openings::default();
        let mut of_detector: HashMap<usize, Vec<usize>> = HashMap::new();
        for (number, (ix, pattern)) in patterns.iter().filter_map(|ix| Some((*ix, all.get(*ix)?))).enumerate() {
            openings.add(number, pattern.expression.hir())?;
            of_detector.entry(pattern.detector).or_default().push(ix);
        }
        let detector = |number: &usize| Some(all.get(*patterns.get(*number)?)?.detector);
        let set = |numbers: &Vec<usize>| {
            let mut set = DetectorSet::default();
            numbers.iter().filter_map(detector).for_each(|detector| set.insert(detector));
            set
        };
        let detectors = openings.patterns().iter().map(set).collect();
        Ok(Self { openings, detectors, patterns: of_detector })
    }

    /// Where a match can begin.
    pub fn openings(&self) -> &Openings {
        &self.openings
    }

    /// Offers the matches that begin at a place, with its way in. A text's places come in order.
    pub fn find_at(
        &self,
        all: &[Pattern],
        bytes: &[u8],
        (start, way_in): (usize, usize),
        ended: &mut Ended,
        asker: &mut impl Asker,
    ) {
        let Some(can_be) = self.detectors.get(way_in) else { return };
        let mut wanted = Vec::new();
        let Some(asked) = asker.asked(start) else { return };
        can_be.each_in_both(asked, |detector| wanted.push(detector));
        for detector in wanted {
            for ix in self.patterns.get(&detector).into_iter().flatten() {
                ended.retain(|(_, end)| *end > start);
                if ended.iter().any(|(own, _)| own == ix) {
                    continue;
                }
                let found = all.get(*ix).and_then(|pattern| pattern.expression.match_at(bytes, start));
                if let Some((end, value)) = found
                    && asker.take(detector, value)
                {
                    ended.push((*ix, end));
                }
            }
        }
    }
}
