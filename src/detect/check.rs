//! Detectors carry their own tests: every example must hit, every counterexample must not.

use super::spec::Example;
use super::{Context, Detectors, walk};
use crate::model::ids::DetectorId;
use crate::model::passage::{Fields, Passage};
use crate::model::time::Day;

/// An example that fails, told by its place: examples of an operator's own detectors may be real values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFailure {
    /// Which detector.
    pub detector: DetectorId,
    /// Whether it is an example (that must hit) or a counterexample (that must not).
    pub is_example: bool,
    /// Which one, from 1.
    pub number: usize,
    /// What was found instead, in words: detector ids and percent.
    pub found: String,
}

impl std::fmt::Display for CheckFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, expected) = if self.is_example { ("example", "no hit") } else { ("counterexample", "a hit") };
        write!(f, "{}: {what} {}: {expected} ({})", self.detector, self.number, self.found)
    }
}

pub(super) fn check(detectors: &Detectors) -> Vec<CheckFailure> {
    let mut failures = Vec::new();
    for spec in detectors.specs() {
        for (examples, is_example) in [(&spec.examples, true), (&spec.counterexamples, false)] {
            for (ix, example) in examples.iter().enumerate() {
                let found = run(detectors, example, spec.country.as_deref());
                // An example may lie in another detector's stretch (two spellings of one number): it hits all the same.
                let hits = found.iter().any(|(id, _, stands)| id == &spec.id && (*stands || is_example));
                if hits != is_example {
                    let told: Vec<String> = found.iter().map(|(id, percent, _)| format!("{id} {percent} %")).collect();
                    failures.push(CheckFailure {
                        detector: DetectorId::from(spec.id.as_str()),
                        is_example,
                        number: ix + 1,
                        found: if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") },
                    });
                }
            }
        }
    }
    failures
}

/// The detectors that are sure enough of something in an example, with percent and whether their stretch stays theirs.
/// An example without a region lies in its detector's country, which decides ties.
fn run(detectors: &Detectors, example: &Example, country: Option<&str>) -> Vec<(String, u32, bool)> {
    let (text, column, region) = match example {
        Example::Text(text) => (text, None, None),
        Example::Placed(placed) => (&placed.text, placed.column.as_deref(), placed.region.as_deref()),
    };
    let mut fields = Fields::default();
    let field = column.and_then(|column| fields.intern(column));
    // A fixed day: examples with ages and dates must not fail as time passes.
    let today = Day::from_date(jiff::civil::date(2026, 6, 1));
    let context = Context { fields: &fields, verdicts: &[], region: region.or(country), today, known: None };
    let all = walk::passage(detectors, &Passage::new(text.clone(), field), &context, walk::Depth::Hits);
    all.iter()
        .filter(|scored| scored.is_sure())
        .filter_map(|scored| {
            let id = detectors.all.get(scored.detector)?.spec.id.clone();
            Some((id, (scored.confidence * 100.0).round() as u32, scored.lost_to.is_none()))
        })
        .collect()
}
