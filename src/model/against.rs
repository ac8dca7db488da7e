//! A list of persons held against the catalogue: who of them is still held, and where. Persons are told by the lines of the
//! list; no value of it is here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{DataClass, SourceName};
use super::subject::Tier;
use super::view::Basis;

/// A column of the list that was asked with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ListColumn {
    /// Its number, from 1.
    pub column: usize,
    /// What it holds as a whole; none: each of its values tells by itself.
    pub class: Option<DataClass>,
}

/// Where the person of a line is held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LinePlace {
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// How sure it is that the records are the person's.
    pub tier: Tier,
    /// Records of the object that are this sure.
    pub n_records: u64,
    /// Which kinds of data they hold.
    pub classes: Vec<DataClass>,
}

/// A line of the list whose person is held, or perhaps is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HeldLine {
    /// The line of the list, from 1.
    pub line: u64,
    /// The surest of its places.
    pub tier: Tier,
    /// Where, surest first.
    pub places: Vec<LinePlace>,
}

/// Persons of the list in one object.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceHeld {
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// Lines whose persons are held in it.
    pub n_held: u64,
    /// Lines whose persons are perhaps held in it: for a human to decide.
    pub n_perhaps: u64,
    /// Records of those that are held.
    pub n_records: u64,
    /// Records that are perhaps theirs, or of those that are perhaps held.
    pub n_records_perhaps: u64,
}

/// `against`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgainstReport {
    /// What it rests on.
    pub basis: Basis,
    /// The case it was asked for.
    pub case: String,
    /// The columns of the list that were asked with; one without any: each line is one entry.
    pub columns: Vec<ListColumn>,
    /// Lines of the list that hold anything, without its heading. The four numbers below add up to it.
    pub n_lines: u64,
    /// Of them, those whose persons are held: certain or probable.
    pub n_held: u64,
    /// Those whose persons are perhaps held: possible or mentioned.
    pub n_perhaps: u64,
    /// Those whose persons were not found in what was read.
    pub n_absent: u64,
    /// The lines in which nothing is an e-mail, phone, name or identifier; they were not asked.
    pub not_understood: Vec<u64>,
    /// The objects that hold persons of the list.
    pub places: Vec<PlaceHeld>,
    /// The lines whose persons are held, or perhaps are.
    pub lines: Vec<HeldLine>,
}
