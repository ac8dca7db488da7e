//! A question about a person and the answer to it: what was found, how sure, and along which path.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{DataClass, SourceName};
use super::verdict::{Grounds, RetentionState};

/// How sure it is that a sighting belongs to the person asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// An identifier issued to one person, or two agreeing ones, without conflict.
    Certain,
    /// A contact point whose record agrees in the name or date of birth.
    Probable,
    /// A contact point alone, or one that several persons share: for a human to decide.
    Possible,
    /// Mentioned in free text; a namesake is possible.
    Mentioned,
}

impl Tier {
    /// Whether records this sure are taken to be the person's; the others are for a human to decide.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Certain | Self::Probable)
    }
}

/// One record of the answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Trace {
    /// How sure.
    pub tier: Tier,
    /// The source.
    pub source: SourceName,
    /// The object's and the record's address as shown.
    pub place: String,
    /// How many records were merged into it.
    pub n_records: u64,
    /// What it holds: class, field name as shown, mask, whose.
    pub holds: Vec<Holding>,
    /// How long it may still be held, for each kind of data in it.
    #[serde(default)]
    pub stands: Vec<Stands>,
    /// The path in words: `email asked for → row of crm/users → national id → row of hr/people`.
    pub path: Vec<String>,
}

/// Where a record stands against the period that applies to one of its kinds of data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Stands {
    /// Which kind of data.
    pub class: DataClass,
    /// The state.
    pub state: RetentionState,
    /// The last day on which it may be held: a day, or an interval of a vague one; none where no date or no period is known.
    pub due: Option<String>,
    /// Up to when it must be held, if a minimum runs.
    pub keep_until: Option<String>,
    /// Why; none where no rule applies.
    pub grounds: Option<Grounds>,
}

/// One value of a record of the answer.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Holding {
    /// Which kind of data.
    pub class: DataClass,
    /// The field, as shown.
    pub field: Option<String>,
    /// What may be shown of the value.
    pub mask: String,
    /// Whose it is, if not the subject's own.
    pub role: Option<String>,
    /// Percent.
    pub confidence: u8,
}

/// The whole answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The case it was asked for.
    pub case: String,
    /// The classes of the identifiers that were given; never their values.
    pub asked: Vec<DataClass>,
    /// The records, surest first.
    pub traces: Vec<Trace>,
    /// Records counted by tier.
    pub n_records: std::collections::BTreeMap<Tier, u64>,
    /// What the answer may have missed: objects that were not read in full, and when the rest was.
    pub incomplete: Vec<String>,
}
