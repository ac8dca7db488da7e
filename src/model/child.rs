//! One child's case: what the records that tell the birth come to, and all data of that person that sure links lead to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::PersonKind;
use super::ids::{DataClass, SourceName};
use super::policy::{AgeRule, Role};
use super::subject::Tier;
use super::verdict::Grounds;

/// What a case comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// A parent's consent is recorded, and consent is what the rule asks for.
    Cleared,
    /// Something to look into.
    Lead,
    /// A rule is broken.
    Violation,
}

impl CaseState {
    /// Its word in JSON and CSV.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cleared => "cleared",
            Self::Lead => "lead",
            Self::Violation => "violation",
        }
    }
}

/// One child, and where data about it lie. It holds no value and no name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChildCase {
    /// The same from report to report for as long as the child's surest identifier is among the records that tell the birth. It
    /// is made of keyed hashes and tells nobody anything.
    pub id: String,
    /// The heaviest of its verdicts.
    pub state: CaseState,
    /// What kinds of person the records say it is; empty: none says.
    pub persons: Vec<PersonKind>,
    /// In which roles the company holds the data; empty: nothing says, and controller is taken.
    pub roles: Vec<Role>,
    /// What each age that applies comes to.
    pub verdicts: Vec<ChildVerdict>,
    /// Where a parent's consent is recorded: `crm: public.parents`.
    pub consent: Vec<String>,
    /// Whether a record names a guardian. That is no consent.
    pub has_guardian: bool,
    /// Where data about the child lie, the records that tell the birth first.
    pub places: Vec<ChildPlace>,
    /// Records that are perhaps the child's: a human decides, and nothing is carried to them.
    pub n_possible: u64,
}

/// What one age comes to for a child.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChildVerdict {
    /// What it comes to.
    pub state: CaseState,
    /// What follows below the age.
    pub effect: AgeRule,
    /// At collection and today, in words: `child_certain at collection, adult_certain today`.
    pub ages: String,
    /// The month in which the child reaches the age, if it is known and to come: `2027-03`.
    pub comes_of_age: Option<String>,
    /// Why.
    pub grounds: Grounds,
}

/// Records about a child in one object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChildPlace {
    /// Whether they tell the birth themselves; the others are found by links.
    pub is_linked: bool,
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// How sure the link is: certain or probable.
    pub tier: Tier,
    /// How many records.
    pub n_records: u64,
    /// Which kinds of data.
    pub classes: Vec<DataClass>,
    /// The path of one of them in words; empty for those that tell the birth.
    pub path: Vec<String>,
}
