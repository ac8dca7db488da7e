//! What a judgement says, and its grounds. A weak finding gives a lead, never a violation.

use serde::{Deserialize, Serialize};

use super::ids::{CategoryId, DataClass, PolicyId, SourceName};
use super::register::Standing;
use super::severity::Severity;
use super::time::{Day, EventKind, Origin};

/// Where a record stands against the period that applies to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetentionState {
    /// Past its period, and past the grace after it, on every date that it can have.
    OverdueCertain,
    /// Past its period on some of the dates that it can have but not on all, or by weak evidence only.
    OverduePossible,
    /// Past its period on every date that it can have, and not past the grace on all of them.
    DueInGrace,
    /// Past its period, in a backup whose cycle has not ended.
    BackupPending,
    /// Within its period.
    InRetention,
    /// The event from which the period counts is bound and has not happened.
    NotStarted,
    /// No date for the event from which the period counts.
    StartUnknown,
    /// The date is a sentinel or impossible.
    ClockSuspect,
    /// Neither the policy nor the operator states a period.
    NoRule,
    /// Two rules on the same data give verdicts that differ.
    Conflict,
    /// A legal hold keeps it.
    Held,
    /// Its deletion is suspended for a limited time.
    Suspended,
    /// A statutory minimum asks for it to be kept.
    MustKeep,
}

impl RetentionState {
    /// Its word in JSON and CSV, which is also the name of its colour.
    pub fn word(self) -> &'static str {
        match self {
            Self::OverdueCertain => "overdue_certain",
            Self::OverduePossible => "overdue_possible",
            Self::InRetention => "in_retention",
            Self::NotStarted => "not_started",
            Self::StartUnknown => "start_unknown",
            Self::ClockSuspect => "clock_suspect",
            Self::NoRule => "no_rule",
            Self::Conflict => "conflict",
            Self::DueInGrace => "due_in_grace",
            Self::BackupPending => "backup_pending",
            Self::Held => "held",
            Self::Suspended => "suspended",
            Self::MustKeep => "must_keep",
        }
    }
}

/// Where somebody's age stands against a limit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeState {
    /// Under the limit on every birth date that is possible.
    ChildCertain,
    /// Under the limit on some.
    ChildPossible,
    /// At or over it.
    AdultCertain,
    /// Nothing is known.
    Unknown,
}

impl AgeState {
    /// Its word in JSON and CSV.
    pub fn word(self) -> &'static str {
        match self {
            Self::ChildCertain => "child_certain",
            Self::ChildPossible => "child_possible",
            Self::AdultCertain => "adult_certain",
            Self::Unknown => "unknown",
        }
    }
}

/// How much a verdict weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Somebody answers for it until a day: see [`Violation::exception`].
    Excepted,
    /// Only a catch-all of the policy covers it (`other information you give us`), which discloses nothing by itself.
    CatchAll,
    /// Something to look into: the finding or the date is weak, or the rule's effect is not a prohibition.
    Lead,
    /// A rule is broken.
    Violation,
}

impl Weight {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 4] = [Self::Violation, Self::Lead, Self::CatchAll, Self::Excepted];

    /// Its word in JSON, CSV and metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::Excepted => "excepted",
            Self::CatchAll => "catch_all",
            Self::Lead => "lead",
            Self::Violation => "violation",
        }
    }

    /// Whether a verdict of this rule can weigh so.
    pub fn is_of(self, rule: &str) -> bool {
        self != Self::CatchAll || rule == "undisclosed"
    }
}

/// On what authority a rule stands. The three are never mixed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Authority {
    /// The company's own policy.
    Policy {
        /// Which.
        policy: PolicyId,
        /// The heading of the line.
        heading: String,
        /// The text's hedge, if it has one.
        hedge: Option<String>,
    },
    /// The policy leaves it open, and the operator's configuration fills it.
    Operator {
        /// The policy that leaves it open.
        policy: PolicyId,
        /// The heading under which it is left open, if there is one.
        heading: Option<String>,
    },
    /// A law, used where the policy is silent.
    Law {
        /// Whose.
        jurisdiction: String,
        /// The article.
        article: String,
    },
    /// A standard that holds whatever the policy says.
    Standard {
        /// Its name and section.
        name: String,
    },
    /// A legal hold keeps data that a rule would have deleted.
    Hold {
        /// The matter.
        matter: String,
    },
    /// Deletion waits until a day.
    Suspension {
        /// Why.
        reason: String,
        /// The last day.
        until: String,
    },
    /// Whoever asks gives the rule with the question; no text was looked up.
    Given,
}

/// Why a verdict is what it is: enough for an officer to defend it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Grounds {
    /// On what authority.
    pub authority: Authority,
    /// The rule in words: `user.contact.email: 3 years from account_closed`.
    pub rule: String,
    /// The event whose date decided, if one did.
    pub event: Option<EventKind>,
    /// Where that date came from.
    pub origin: Option<Origin>,
    /// The name of the column that it came from, as the configuration gives it.
    pub column: Option<String>,
}

/// A judgement on some records of one object that have class, category, grounds and outcome in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Violation {
    /// The rule's name in `judge`: `retention`, `under-age`, `undisclosed`, `promise`.
    pub rule: String,
    /// How much it weighs.
    pub weight: Weight,
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// Which kind of data.
    pub class: DataClass,
    /// The policy's category it falls under, if any.
    pub category: Option<CategoryId>,
    /// Why.
    pub grounds: Grounds,
    /// What exactly: a retention state, an age state, the form that a promise forbids.
    pub state: String,
    /// How many records.
    pub n_records: u64,
    /// The oldest date that decided, if dates did.
    pub oldest: Option<String>,
    /// The addresses of at most three of the records, as shown.
    pub examples: Vec<String>,
    /// Who answers for it, if somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Excepted>,
    /// How bad it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// How it stands in the register; none: no scan has ended with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
}

impl Violation {
    /// What makes it the same violation in another report and after another scan: the rule, the line of the policy, law or
    /// standard that it stands on, and the place; not its numbers, nor what a date or a day shows (certain or possible, how old
    /// somebody is now), nor how long the period is. Several lines of one report can be one violation. 32 hexadecimal digits.
    pub fn identity(&self) -> String {
        let place = (&self.source, &self.object);
        let line = match self.grounds.event {
            Some(event) if self.rule == "retention" => event.as_str(),
            _ => &self.grounds.rule,
        };
        let authority = match self.grounds.authority.clone() {
            Authority::Policy { policy, heading, .. } => Authority::Policy { policy, heading, hedge: None },
            other => other,
        };
        let parts = (&self.rule, self.own_weight(), place, &self.class, &self.category, authority, line);
        // Texts and enumerations only, which always have a JSON, and no two of them the same.
        let text = serde_json::to_string(&parts).unwrap_or_default();
        let hash = blake3::derive_key("gleaner 2026-11 violation", text.as_bytes());
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// What it weighs, whoever answers for it.
    pub fn own_weight(&self) -> Weight {
        self.exception.as_ref().map_or(self.weight, |exception| exception.weight)
    }
}

/// Who answers for a verdict that is excepted, and until when.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Excepted {
    /// What it would weigh without the exception.
    pub weight: Weight,
    /// Who.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day.
    pub expires: String,
}

/// Counts of records by retention state for one object, class and rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RetentionLine {
    /// The source.
    pub source: SourceName,
    /// The object's address as shown.
    pub object: String,
    /// Which kind of data.
    pub class: DataClass,
    /// The policy's category, if any.
    pub category: Option<CategoryId>,
    /// Records per state.
    pub states: std::collections::BTreeMap<RetentionState, u64>,
    /// Why; none where no rule applies.
    pub grounds: Option<Grounds>,
    /// The oldest start date that is not suspect.
    pub oldest: Option<String>,
    /// Records that fall due in the next 30, 90 and 365 days.
    pub due_in: [u64; 3],
}

/// A day as reports show it.
pub fn shown(day: Day) -> String {
    day.to_string()
}
