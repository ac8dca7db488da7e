//! Objects that share most of their persons: one is likely a copy of the other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{DataClass, SourceName};
use super::view::Basis;

/// One of the two.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CopyPlace {
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// Persons in it, told apart by the line's class; an estimate above 256.
    pub n_persons: u64,
    /// When it was last modified, as far as the source tells: `2026-06-01`.
    pub modified: Option<String>,
}

/// An object most of whose persons stand in another one too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CopyLine {
    /// Likely the copy.
    pub copy: CopyPlace,
    /// Likely the original.
    pub original: CopyPlace,
    /// By which kind of data persons are told apart here: the one that shows it best.
    pub class: DataClass,
    /// All kinds of identifying data of which most are shared.
    pub classes: Vec<DataClass>,
    /// How many of the copy's persons stand in the original too, percent.
    pub percent: u8,
    /// At least, percent: the truth lies between the two 95 times in 100.
    pub at_least: u8,
    /// At most, percent.
    pub at_most: u8,
    /// Persons that both hold; an estimate unless both bounds are the same.
    pub n_shared: u64,
    /// Why the one is taken for the original; none: nothing tells which of the two came first.
    pub because: Option<String>,
    /// Further objects in which most of the copy's persons stand.
    pub n_others: u64,
}

/// `report copies`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CopiesReport {
    /// What it rests on.
    pub basis: Basis,
    /// Objects that were compared.
    pub n_compared: u64,
    /// Objects that hold too few persons to be compared.
    pub n_small: u64,
    /// The fewest persons of an object that is compared.
    pub min_persons: u64,
    /// The copies: the most persons first.
    pub lines: Vec<CopyLine>,
}
