//! One pass over the sources: when, with what, and how it ended.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A run as it is stored and shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// Its number, from 1.
    pub id: i64,
    /// When it began: RFC 3339, UTC.
    pub started: String,
    /// When it ended; none while it runs or after it was killed.
    pub finished: Option<String>,
    /// Whether it was stopped before its end.
    pub was_stopped: bool,
    /// The hash of all detectors used.
    pub detectors: String,
    /// The sources it was for.
    pub sources: Vec<String>,
}

/// What a run did, for the terminal and the daemon's log.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// The run's number.
    pub run: i64,
    /// Objects by outcome word.
    pub objects: BTreeMap<String, u64>,
    /// Members by outcome word.
    pub members: BTreeMap<String, u64>,
    /// Units committed.
    pub n_units: u64,
    /// Units that an earlier, interrupted run had committed, or that have not changed since.
    pub n_units_unchanged: u64,
    /// Decoded bytes looked at.
    pub n_bytes: u64,
    /// Records looked at.
    pub n_records: u64,
    /// Findings committed, with their counts.
    pub n_findings: u64,
    /// Seconds.
    pub seconds: f64,
    /// Sources that could not be read at all.
    pub sources_lost: Vec<String>,
    /// Whether it was stopped before its end.
    pub was_stopped: bool,
}
