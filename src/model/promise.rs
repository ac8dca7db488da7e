//! A promise of a policy's: what may be kept of data, how long, and where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::policy::Heading;

/// What a promise says of the data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Keeps {
    /// Never stored.
    Nothing,
    /// At most the last four characters.
    LastFour,
    /// Only encrypted.
    Encrypted,
    /// Only hashed.
    Hashed,
    /// Only data in which nobody can be identified.
    Anonymous,
    /// Nothing once the account is deactivated.
    UntilDeactivation,
    /// Only in the `regions` named.
    InRegion,
    /// Only in the `systems` named.
    InSystems,
    /// Of a customer's data, only with that customer.
    WithItsCustomer,
}

/// Something that the policy promises and data can break.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Its id, used in reports.
    pub id: String,
    /// The heading it stands under.
    pub heading: Heading,
    /// The data classes it is about.
    pub data: Vec<String>,
    /// What of them may be kept.
    pub keeps: Keeps,
    /// Only rows that meet this row condition.
    pub when: Option<String>,
    /// Only objects whose address matches one of these patterns (`*aggregate*`); empty: all.
    #[serde(default)]
    pub within: Vec<String>,
    /// For `anonymous`: how many persons have to be alike in what tells them apart; 5 if not given.
    pub least: Option<u32>,
    /// For `in-region`: ISO 3166 codes, `EEA`.
    #[serde(default)]
    pub regions: Vec<String>,
    /// For `in-systems`: names of sources, or patterns of them (`crm*`).
    #[serde(default)]
    pub systems: Vec<String>,
    /// A hedge of the text, or what the text leaves open.
    pub hedge: Option<String>,
}

impl Promise {
    /// Whether it is about a row that meets these row conditions.
    pub fn is_of(&self, conditions: &[String]) -> bool {
        self.when.as_ref().is_none_or(|when| conditions.contains(when))
    }
}
