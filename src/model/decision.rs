//! What somebody decided about findings: that they are none, or that they may stay. They are set aside until a day, and
//! counted all the same, so that nothing falls out of a report by a decision.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::ids::{DataClass, DetectorId, SourceName};
use super::orders::{OrderDay, is_match};
use super::secret::Tag;
use super::time::Day;

/// A decision. A finding is set aside by it if it answers to everything that is named here.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it applies; none: until it is revoked.
    pub expires: Option<OrderDay>,
    /// Only values of these tags; empty: all values.
    pub tags: Vec<Tag>,
    /// The classes that the value was understood as; told instead of the value.
    pub classes: Vec<DataClass>,
    /// Only findings of these detectors; empty: all.
    pub detectors: Vec<DetectorId>,
    /// Only in these sources; empty: all.
    pub sources: Vec<String>,
    /// Only objects whose address matches one of these patterns (`logs/*`); empty: all.
    pub objects: Vec<String>,
    /// Only fields whose name matches one of these patterns; empty: all, and running text.
    pub columns: Vec<String>,
    /// When it was made: RFC 3339, UTC.
    pub made: String,
    /// Who made it.
    pub who: String,
}

impl Decision {
    /// Whether it names anything; what names nothing would set everything aside.
    pub fn is_bounded(&self) -> bool {
        let lists = [&self.sources, &self.objects, &self.columns];
        !self.tags.is_empty() || !self.detectors.is_empty() || lists.iter().any(|list| !list.is_empty())
    }

    /// Whether it applies on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        self.expires.is_none_or(|expires| day <= expires.0)
    }

    /// Whether it is about a finding in a field of an object, both as shown.
    pub fn is_about(&self, (source, object, column): (&SourceName, &str, Option<&str>), finding: &Finding) -> bool {
        let any = |patterns: &[String], text: &str| patterns.iter().any(|pattern| is_match(pattern, text));
        (self.sources.is_empty() || self.sources.iter().any(|name| name == source.as_str()))
            && (self.objects.is_empty() || any(&self.objects, object))
            && (self.columns.is_empty() || column.is_some_and(|column| any(&self.columns, column)))
            && (self.detectors.is_empty() || self.detectors.contains(&finding.detector))
            && (self.tags.is_empty() || finding.tag().is_some_and(|tag| self.tags.contains(&tag)))
    }
}

/// A decision as it is kept.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptDecision {
    /// From 1; never given twice.
    pub id: u64,
    /// What was decided.
    pub decision: Decision,
    /// Who ended it, when and why; none: nobody did.
    pub revoked: Option<Revocation>,
}

impl KeptDecision {
    /// Whether it applies on a day.
    pub fn is_in_force(&self, day: Day) -> bool {
        self.revoked.is_none() && self.decision.is_in_force(day)
    }
}

/// The end of a decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Revocation {
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// Why.
    pub reason: String,
}

/// A decision as it is told: no value, no tag.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DecisionLine {
    /// Its number.
    pub id: u64,
    /// `in-force`, `expired` or `revoked`.
    pub state: String,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it applies.
    pub expires: Option<OrderDay>,
    /// What its value was understood as; empty: all values.
    pub value_of: Vec<DataClass>,
    /// Its detectors; empty: all.
    pub detectors: Vec<DetectorId>,
    /// Its sources; empty: all.
    pub sources: Vec<String>,
    /// Its patterns of objects; empty: all.
    pub objects: Vec<String>,
    /// Its patterns of fields; empty: all.
    pub columns: Vec<String>,
    /// When it was made: RFC 3339, UTC.
    pub made: String,
    /// Who made it.
    pub who: String,
    /// Who ended it.
    pub revoked: Option<Revocation>,
    /// Findings that it sets aside now, merged records counted one by one.
    pub n_findings: u64,
}
