//! What has changed between two reports: an earlier one that was written to a file, and now.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::verdict::Violation;
use super::view::Basis;

/// What became of a violation or lead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there.
    New,
    /// It is there still.
    StillOpen,
    /// It is there no more.
    Resolved,
}

/// A violation or lead, then and now.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrendLine {
    /// What became of it.
    pub change: Change,
    /// What makes it the same in both reports.
    pub identity: String,
    /// Records then; 0: it was not there.
    pub n_before: u64,
    /// Records now; 0: it is there no more.
    pub n_now: u64,
    /// The verdict as it stands now, or as it stood.
    pub violation: Violation,
}

/// A number, then and now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrendCount {
    /// What is counted.
    pub what: String,
    /// Then.
    pub n_before: u64,
    /// Now.
    pub n_now: u64,
}

/// `report trend`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrendReport {
    /// What it rests on now.
    pub basis: Basis,
    /// What it rested on then.
    pub before: Basis,
    /// The numbers.
    pub counts: Vec<TrendCount>,
    /// Violations and leads: new ones, those that are open still, those that are there no more.
    pub lines: Vec<TrendLine>,
    /// What makes the two hard to compare, in words: other detectors, other policies, less read.
    pub caveats: Vec<String>,
}
