//! Why something was found, or not: every candidate with its arithmetic. Places and weights, never values.

use std::ops::Range;

use super::{Context, Detectors};
use super::{mask, walk};
use crate::model::ids::{DataClass, DetectorId};
use crate::model::passage::Record;
use crate::model::secret::Masked;

/// A candidate and how it was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The index of the passage.
    pub passage: usize,
    /// Where in its text: bytes, end exclusive.
    pub span: Range<usize>,
    /// Which detector.
    pub detector: DetectorId,
    /// Which kind of data.
    pub class: DataClass,
    /// The evidence with its weights, in the order in which it was added: `checksum` 0.25.
    pub lines: Vec<(String, f32)>,
    /// The sum, capped, or the column's confidence if that is more.
    pub confidence: f32,
    /// What may be shown of the value; only of one that was accepted.
    pub mask: Option<Masked>,
    /// `accepted`, `too weak`, or the id of the detector that keeps this stretch: `lost to intl.email`.
    pub outcome: String,
}

pub(super) fn explain(detectors: &Detectors, record: &Record, context: &Context<'_>) -> Vec<Explanation> {
    let mut all = Vec::new();
    for (passage, own) in record.passages.iter().enumerate() {
        for scored in walk::passage(detectors, own, context, walk::Depth::Everything) {
            let Some(compiled) = detectors.all.get(scored.detector) else { continue };
            let mut lines: Vec<(String, f32)> = scored
                .evidence
                .lines(&compiled.spec.confidence)
                .into_iter()
                .map(|(what, weight)| (what.to_owned(), weight))
                .collect();
            if let Some(verdict) = scored.evidence.column.filter(|verdict| *verdict > 0.0) {
                lines.push(("column verdict, at least".to_owned(), verdict));
            }
            if scored.evidence.is_barred {
                lines.push(("needed evidence is missing, at most".to_owned(), 0.49));
            }
            let outcome = match scored.lost_to.and_then(|winner| detectors.all.get(winner)) {
                Some(winner) => format!("lost to {}", winner.id),
                None if scored.is_accepted() => "accepted".to_owned(),
                None => "too weak".to_owned(),
            };
            let value = own.text.0.get(scored.span.clone()).filter(|_| outcome == "accepted");
            all.push(Explanation {
                mask: value.map(|value| mask::mask(&compiled.class, value)),
                passage,
                span: scored.span,
                detector: compiled.id.clone(),
                class: compiled.class.clone(),
                lines,
                confidence: scored.confidence,
                outcome,
            });
        }
    }
    all
}
