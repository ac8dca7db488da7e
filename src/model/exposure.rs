//! What was exposed if a source, a table, a path or a span of time was lost or leaked: whose data, which, how certain. In the
//! words of GDPR 33(3).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{CategoryId, DataClass, SourceName};
use super::verdict::AgeState;
use super::view::Basis;

/// What was lost.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ExposureScope {
    /// Only these sources; empty: all.
    pub sources: Vec<SourceName>,
    /// Only objects whose address matches one of these patterns, in which `*` stands for any letters; empty: all.
    pub objects: Vec<String>,
    /// Only records with a date on or after this day: `2026-01-31`.
    pub from: Option<String>,
    /// Only records with a date on or before this day.
    pub to: Option<String>,
}

/// How many persons. A number issued to one person tells two records to be the same person's; a contact point makes it likely;
/// a name alone possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct PersonCount {
    /// If all records that share a contact point or a whole name are the same person's.
    pub at_least: u64,
    /// If those that share a contact point are.
    pub likely: u64,
    /// If only those are that share a number issued to one person.
    pub at_most: u64,
}

/// One kind of data that was exposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExposedClass {
    /// Which kind.
    pub class: DataClass,
    /// Its DPV term.
    pub dpv: String,
    /// The policy's categories it falls under.
    pub categories: Vec<CategoryId>,
    /// Under which laws it is a special category: `gdpr.9`.
    pub sensitive_under: Vec<String>,
    /// Records that hold it.
    pub n_records: u64,
    /// Of them, those of which it is known for sure that they lie in the scope.
    pub n_certain: u64,
    /// Of them, those in which it stands readable: neither a part of it only, nor hashed, nor encrypted.
    pub n_readable: u64,
    /// Of them, those in which only weak findings or known test values speak for it.
    pub n_weak: u64,
}

/// One object that was exposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExposedObject {
    /// The source.
    pub source: SourceName,
    /// Its address as shown.
    pub object: String,
    /// Records of it that hold personal data.
    pub n_records: u64,
}

/// A field of GDPR 33(3).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ArticleField {
    /// `33(3)(a)`, `30(1)(b)`.
    pub article: String,
    /// What it asks for.
    pub asks: String,
    /// What is known of it. Empty: it is not stated anywhere that Gleaner reads.
    pub lines: Vec<StatedLine>,
}

/// A line of an answer, and where it is from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatedLine {
    /// What it says.
    pub text: String,
    /// Where it is from: `policy workpex, heading “Account Signup”`, `found`, `configuration`.
    pub from: String,
}

/// `report exposure`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExposureReport {
    /// What it rests on.
    pub basis: Basis,
    /// What was lost.
    pub scope: ExposureScope,
    /// How many persons.
    pub persons: PersonCount,
    /// Records that hold personal data and lie in the scope, for sure or perhaps.
    pub n_records: u64,
    /// Of them, those that perhaps lie in it: their dates are vague, or they have none.
    pub n_perhaps: u64,
    /// Of them, those in which nothing tells whose data they are: a device or a place alone.
    pub n_unidentified: u64,
    /// The likely persons under 18 on the day of the report (UN Convention on the Rights of the Child, article 1), by what is
    /// known of their births. Persons of whom no record tells a birth are `unknown`, never adults.
    pub children: BTreeMap<AgeState, u64>,
    /// The likely persons by where they are, as columns say; `not stated` where none does. Who is in two counts in both.
    pub jurisdictions: BTreeMap<String, u64>,
    /// Which kinds of data, most records first.
    pub classes: Vec<ExposedClass>,
    /// Where they lay, most records first.
    pub objects: Vec<ExposedObject>,
    /// The fields of GDPR 33(3), as far as Gleaner can fill them in.
    pub article_33: Vec<ArticleField>,
}
