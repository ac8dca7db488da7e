//! A category of a policy's: a kind of data that it discloses, and what it says of such data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{CategoryId, DataClass};
use super::policy::{Heading, covers};

/// A kind of data that the policy discloses.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its id, used in reports.
    pub id: CategoryId,
    /// Its name in words; the id where none is given.
    pub name: Option<String>,
    /// The heading it stands under, and the paragraph where the heading is not enough.
    pub heading: Heading,
    /// The data classes it covers: `user.name`, or a parent such as `user.contact`.
    pub data: Vec<String>,
    /// `anything else you give us`: it does not disclose a class silently.
    #[serde(default)]
    pub catch_all: bool,
    /// Whom the data are about: `user`, `employee`, `customer-of-customer`.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// What for, if the text says so for this category.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// The legal basis that the text states for it; none: it states none.
    pub basis: Option<String>,
    /// A hedge of the text that changes what it says: `optional`, `where permitted`, `by choice`.
    pub hedge: Option<String>,
    /// Only rows that meet this row condition.
    pub when: Option<String>,
    /// Where its data may live and go, and how they are secured, as far as the text says so for this category.
    #[serde(default)]
    pub handling: Handling,
}

/// What a policy says of one category's data; a list that is empty is not stated.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Handling {
    /// The only regions in which they are kept: ISO 3166 codes, `EEA`.
    pub regions: Vec<String>,
    /// The only systems in which they are kept: names of sources, or patterns of them (`crm*`).
    pub systems: Vec<String>,
    /// Who receives them.
    pub recipients: Vec<String>,
    /// Where they are transferred to.
    pub transfers: Vec<String>,
    /// How they are secured.
    pub measures: Vec<String>,
}

impl Category {
    /// Whether the category names the class or one of its parents. A catch-all covers it too, but does not disclose it.
    pub fn covers(&self, class: &DataClass) -> bool {
        covers(&self.data, class)
    }
}
