//! From evidence to confidence: a sum that anybody can check by hand.

use super::spec::Weights;
use crate::model::finding::CAP;

/// What a negative word nearby takes away.
const NEGATIVE: f32 = 0.30;

/// What speaks for a candidate, and against it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub pattern: bool,
    pub checksum: bool,
    pub context: bool,
    /// The confidence of the column's verdict, or 0 where only its name speaks.
    pub column: Option<f32>,
    pub negative: bool,
    pub bonus: f32,
    /// Evidence without which nothing is accepted is missing.
    pub is_barred: bool,
}

impl Evidence {
    /// The sum, from 0 to [`CAP`]. A column's verdict is the least it can be.
    pub fn confidence(&self, weights: &Weights) -> f32 {
        let sum: f32 = self.parts(weights).iter().filter(|(holds, ..)| *holds).map(|(.., weight)| weight).sum();
        let least = self.column.unwrap_or(0.0);
        let sum = sum.max(least).clamp(0.0, CAP);
        if self.is_barred { sum.min(0.49) } else { sum }
    }

    /// The sum's parts, each with what it is for.
    pub fn lines(&self, weights: &Weights) -> Vec<(&'static str, f32)> {
        let holds = self.parts(weights).into_iter().filter(|(holds, _, weight)| *holds && *weight != 0.0);
        holds.map(|(_, what, weight)| (what, weight)).collect()
    }

    fn parts(&self, weights: &Weights) -> [(bool, &'static str, f32); 6] {
        [
            (self.pattern, "pattern", weights.pattern),
            (self.checksum, "checksum", weights.checksum),
            (self.context, "context", weights.context),
            (self.column.is_some(), "column", weights.column),
            (self.bonus != 0.0, "form", self.bonus),
            (self.negative && self.column.is_none(), "negative context", -NEGATIVE),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_adds_up_to_a_cap() {
        let weights = Weights { pattern: 0.10, checksum: 0.25, context: 0.45, column: 0.60 };
        let all = Evidence { pattern: true, checksum: true, context: true, column: Some(0.0), ..Evidence::default() };
        for (evidence, expected) in [
            (Evidence { pattern: true, ..Evidence::default() }, 0.10),
            (Evidence { pattern: true, checksum: true, context: true, ..Evidence::default() }, 0.80),
            (Evidence { pattern: true, checksum: true, context: true, negative: true, ..Evidence::default() }, 0.50),
            (Evidence { pattern: true, negative: true, ..Evidence::default() }, 0.0),
            (all, CAP),
            (Evidence { is_barred: true, ..all }, 0.49),
            (Evidence { column: Some(0.75), ..Evidence::default() }, 0.75),
        ] {
            assert!((evidence.confidence(&weights) - expected).abs() < 1e-5, "{evidence:?}");
        }
    }
}
