//! Bare facts as a lawyer or a test writes them, and the verdicts on them: one JSON object a line, in and out.
//!
//! Dates are texts: a day (`2024-02-29`), a month (`2024-02`) or a year (`2024`) for a vague one, two of them with `..` between
//! for any other interval, an instant with its offset (`2024-02-29T23:30:00Z`) or as the seconds or milliseconds since 1970,
//! which is the day that it is in the fact's zone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ids::{DataClass, PolicyId};
use super::policy::{AgeRule, Period, Role, Rounding};
use super::time::Origin;
use super::verdict::{AgeState, Authority, RetentionState, Weight};

/// One line of facts. All fields may be left out; what is there decides what is judged.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fact {
    /// Anything by which the verdict is recognised; given back as it is.
    pub id: Value,
    /// Words for a reader; not judged.
    pub note: Option<String>,
    /// The day to judge by, or an instant. Left out: today.
    pub as_of: Option<String>,
    /// The controller's time zone (`Europe/Berlin`). Left out: UTC.
    pub zone: Option<String>,
    /// The kind of data, for a named policy and for laws: `user.contact.email`.
    pub class: Option<DataClass>,

    /// The event from which the period counts: `created`, `last_activity`, `process_end`, `contract_end`, `account_closed`,
    /// `consent_withdrawn`, or `child_turns_18`, which `birth` gives. Left out: the only one in `events`, else that of the
    /// named rule, else `created`.
    pub event: Option<String>,
    /// When it happened. `null` or an empty text: it is recorded that it has not. Left out or `unknown`: nobody knows.
    #[serde(deserialize_with = "told")]
    #[schemars(with = "Option<String>")]
    pub start: Told,
    /// When several events happened, where rules count from several.
    #[serde(deserialize_with = "dates")]
    pub events: BTreeMap<String, Option<String>>,
    /// Where the dates come from: `bound` (a column; the usual), `line-time`, `file-time` (weak).
    pub origin: Option<Origin>,

    /// The period of a rule given by hand.
    pub period: Option<Period>,
    /// To which day the period's last day is moved.
    pub rounding: Option<Rounding>,
    /// How long deletion may take after that: `P30D`.
    pub grace: Option<String>,
    /// How long a law asks for the data to be kept.
    pub minimum: Option<MinimumFact>,
    /// A policy by its id: its rule of the name `rule`, or its rules for `class`.
    pub policy: Option<PolicyId>,
    /// The name of one of the policy's retention lines.
    pub rule: Option<String>,
    /// The row conditions that hold: `temporary-chat`.
    pub conditions: Vec<String>,
    /// Further rules on the same data.
    pub rules: Vec<RuleFact>,
    /// Legal holds.
    pub holds: Vec<HoldFact>,
    /// Suspensions of deletion.
    pub suspensions: Vec<SuspensionFact>,
    /// The backup that the record lies in.
    pub backup: Option<BackupFact>,

    /// When the person was born.
    pub birth: Option<String>,
    /// When the data were collected. Left out: when `created` happened.
    pub collected: Option<String>,
    /// What kind of person: `user`, `employee`, `dependant`, `applicant`, `customer-of-customer`, `public`.
    pub person: Option<String>,
    /// The company's role. Left out: controller.
    pub role: Option<Role>,
    /// Where the person is: `DE`, `US-CA`.
    pub jurisdiction: Option<String>,
    /// A parent's consent. Left out: nobody knows.
    pub consent: Option<ConsentFact>,
    /// Persons younger than this many full years: an age rule given by hand, with `effect`.
    pub under: Option<u8>,
    /// What follows for them.
    pub effect: Option<Effect>,
}

/// A text that may be missing, null, or there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// The key is not there.
    #[default]
    Missing,
    /// It is, and holds null.
    Null,
    /// It is, and holds a text.
    Text(String),
}

/// A date as it is written: an instant may be a number of seconds or milliseconds since 1970.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a date is a text such as \"2024-02-29\", or a number of seconds or milliseconds since 1970")]
enum Written {
    Text(String),
    Number(u64),
}

impl Written {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

fn told<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Told, D::Error> {
    let written = Option::<Written>::deserialize(deserializer)?;
    Ok(written.map_or(Told::Null, |written| Told::Text(written.text())))
}

fn dates<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Option<String>>, D::Error> {
    let written = BTreeMap::<String, Option<Written>>::deserialize(deserializer)?;
    Ok(written.into_iter().map(|(event, date)| (event, date.map(Written::text))).collect())
}

/// A rule given by hand, beside that of the fact itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFact {
    /// As in the fact.
    pub event: Option<String>,
    /// As in the fact.
    pub period: Period,
    /// As in the fact.
    #[serde(default)]
    pub rounding: Rounding,
    /// As in the fact.
    pub grace: Option<String>,
    /// As in the fact.
    pub minimum: Option<MinimumFact>,
}

/// How long a law asks for the data to be kept.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "`minimum` is a period such as \"P10Y\", or {\"period\":\"P10Y\",\"rounding\":\"year_end\"}")]
pub enum MinimumFact {
    /// A period, counted and rounded as the rule's.
    Period(Period),
    /// A period with a rounding of its own.
    Rounded(RoundedPeriod),
}

/// A period with a rounding of its own.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundedPeriod {
    /// How long, counted from the rule's event.
    pub period: Period,
    /// To which day its last day is moved.
    pub rounding: Rounding,
}

/// A legal hold, in force from the day `since` to the day before `released`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldFact {
    /// The matter, in words.
    pub matter: String,
    /// Left out: always.
    pub since: Option<String>,
    /// Left out: not released.
    pub released: Option<String>,
}

/// A suspension of deletion, in force from the day `since` to the day `until`, both included.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionFact {
    /// Left out: always.
    pub since: Option<String>,
    /// A suspension is limited in time.
    pub until: String,
    /// Why, in words.
    pub reason: Option<String>,
}

/// The backup that a record lies in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackupFact {
    /// How long a backup stays until it is overwritten: `P90D`.
    pub cycle: String,
    /// When this one was taken. Left out: the cycle counts from the end of the grace, by which the live record had to go.
    pub taken: Option<String>,
}

/// A parent's consent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "`consent` is true, false, or {\"since\":…,\"withdrawn\":…,\"grounds\":…}")]
pub enum ConsentFact {
    /// Whether there is one, now and at collection.
    Is(bool),
    /// One with its dates.
    Dated(DatedConsent),
}

/// A parent's consent, in force from the day `since` to the day before `withdrawn`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedConsent {
    /// Left out: always.
    pub since: Option<String>,
    /// Left out: not withdrawn.
    pub withdrawn: Option<String>,
    /// Where it is recorded, in words.
    pub grounds: Option<String>,
}

/// What follows from an age, in the words of verdicts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Data of younger persons are not collected: only where a policy says so.
    Forbidden,
    /// Allowed with a parent's consent.
    NeedsParentalConsent,
    /// Sale or sharing only after an opt-in.
    SaleOptIn,
    /// Data of younger persons are sensitive.
    Sensitive,
}

impl From<AgeRule> for Effect {
    fn from(rule: AgeRule) -> Self {
        match rule {
            AgeRule::Never => Self::Forbidden,
            AgeRule::NeedsParentalConsent => Self::NeedsParentalConsent,
            AgeRule::SaleOptIn => Self::SaleOptIn,
            AgeRule::Sensitive => Self::Sensitive,
        }
    }
}

impl From<Effect> for AgeRule {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Forbidden => Self::Never,
            Effect::NeedsParentalConsent => Self::NeedsParentalConsent,
            Effect::SaleOptIn => Self::SaleOptIn,
            Effect::Sensitive => Self::Sensitive,
        }
    }
}

/// What one line of facts comes to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactVerdict {
    /// The line's number, from 1.
    pub line: u64,
    /// The fact's own `id`.
    pub id: Value,
    /// The day that was judged by; none for a line that could not be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How long the data may be held; none if nothing was asked about that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionVerdict>,
    /// What follows from the person's age, for each age that applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ages: Vec<AgeVerdict>,
    /// What must be answered first, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_questions: Vec<String>,
    /// Why the line could not be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Two days, both included, as `2024-02-01..2024-02-29`; one day where they are the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct DaySpan(pub String);

/// How long data may be held.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RetentionVerdict {
    /// Where the record stands.
    pub state: RetentionState,
    /// The last day on which it may be held: of several rules, the earliest.
    pub due: Option<DaySpan>,
    /// The last day of the grace.
    pub grace_end: Option<DaySpan>,
    /// The last day on which a statutory minimum asks for it: of several, the latest.
    pub keep_until: Option<DaySpan>,
    /// The last day of the backup's cycle.
    pub backup_end: Option<DaySpan>,
    /// Each rule by itself.
    pub rules: Vec<RuleVerdict>,
    /// What decided before any rule, or beside one, in words: a hold's matter, a suspension, a law's minimum.
    pub because: Vec<String>,
}

/// What one retention rule comes to, holds and suspensions apart.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RuleVerdict {
    /// Where the record stands under this rule.
    pub state: RetentionState,
    /// The event from which it counts.
    pub event: String,
    /// When that was.
    pub start: Option<DaySpan>,
    /// The last day on which the record may be held.
    pub due: Option<DaySpan>,
    /// The last day of the grace.
    pub grace_end: Option<DaySpan>,
    /// The last day on which the rule's minimum asks for it.
    pub keep_until: Option<DaySpan>,
    /// On what authority.
    pub grounds: Authority,
    /// The rule in words.
    pub rule: String,
}

/// What follows from somebody's age under one rule.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgeVerdict {
    /// Persons younger than this many full years.
    pub under: u8,
    /// What the rule says of them.
    pub effect: Effect,
    /// Where the person stood when the data were collected.
    pub at_collection: AgeState,
    /// Where the person stands on the day of the judgement.
    pub today: AgeState,
    /// What it comes to.
    pub outcome: AgeOutcome,
    /// The month in which the person comes of age, two months with `..` between where the birth is vague.
    pub comes_of_age: Option<String>,
    /// On what authority.
    pub grounds: Authority,
    /// The rule in words.
    pub rule: String,
    /// What the outcome rests on, or why it is no more than a lead.
    pub because: Vec<String>,
}

/// What a rule on ages comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeOutcome {
    /// It is broken.
    Violation,
    /// Something to look into.
    Lead,
    /// A parent's consent is recorded.
    Cleared,
    /// The age is not known at one of the two times, and nothing known speaks against it: never taken for an adult.
    Unknown,
    /// Nothing: an adult at both times, or a law that applies at neither.
    Nothing,
}

impl FactVerdict {
    /// The heaviest thing that it says, if it says anything against the data.
    pub fn weight(&self) -> Option<Weight> {
        let retention = self.retention.as_ref().and_then(|retention| match retention.state {
            RetentionState::OverdueCertain => Some(Weight::Violation),
            RetentionState::OverduePossible => Some(Weight::Lead),
            _ => None,
        });
        let ages = self.ages.iter().filter_map(|age| match age.outcome {
            AgeOutcome::Violation => Some(Weight::Violation),
            AgeOutcome::Lead => Some(Weight::Lead),
            _ => None,
        });
        ages.chain(retention).max()
    }
}

/// The verdicts on all lines.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FactReport {
    /// In the order of the lines.
    pub verdicts: Vec<FactVerdict>,
}
