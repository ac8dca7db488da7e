//! Whose data are held, in numbers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::exposure::PersonCount;
use super::ids::SourceName;
use super::verdict::AgeState;
use super::view::Basis;

/// `report subjects`. Counts of persons are likely ones but where they are bounded.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SubjectsReport {
    /// What it rests on.
    pub basis: Basis,
    /// How many persons.
    pub persons: PersonCount,
    /// Of the likely ones, those of whom no record is: they are only named in a text, or beside somebody else.
    pub n_mentioned: u64,
    /// Records that hold personal data.
    pub n_records: u64,
    /// Of them, those that tell of nobody known.
    pub n_unidentified: u64,
    /// Persons by whether they are under 18 on the day of the report.
    pub ages: BTreeMap<AgeState, u64>,
    /// Persons by where they are; one who is in several places counts in each.
    pub jurisdictions: BTreeMap<String, u64>,
    /// Persons by how many sources hold records about them.
    pub spread: Vec<Spread>,
    /// The sources.
    pub sources: Vec<SourceSubjects>,
}

/// Persons who stand in so many sources.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Spread {
    /// In how many.
    pub n_sources: u64,
    /// How many persons.
    pub n_persons: u64,
}

/// One source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SourceSubjects {
    /// Its name.
    pub source: SourceName,
    /// Persons whom a record of it is about.
    pub n_persons: u64,
    /// Of them, those who stand in no other source.
    pub n_only_here: u64,
    /// Its records that hold personal data.
    pub n_records: u64,
}
