//! The register of violations: each of them over all scans, from the first that met it until it is there no more; to whom it
//! was made known, and what was decided. It holds no value of a source, and no address of a record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::orders::OrderDay;
use super::time::Day;
use super::verdict::Violation;
use super::view::Basis;

/// How a violation stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The last scan was the first that met it.
    New,
    /// It was resolved, and the last scan met it again.
    Regressed,
    /// An earlier scan met it, and no scan has shown that it is there no more.
    Open,
    /// A scan that looked at all of the place did not find it.
    Resolved,
}

impl State {
    /// Its word in JSON and CSV.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Regressed => "regressed",
            Self::Open => "open",
            Self::Resolved => "resolved",
        }
    }
}

/// How the place looked when a violation was there no more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mended {
    /// The object was read in full and nothing in it breaks the rule any more.
    Clean,
    /// The object is gone.
    Gone,
}

/// A scan, and when it ended.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Moment {
    /// The run's number.
    pub run: i64,
    /// RFC 3339, UTC.
    pub at: String,
}

/// Somebody was told.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// The role or address that the operator gives: `data protection officer`.
    pub to: String,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Who noted it.
    pub who: String,
}

/// What was decided on a violation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RulingKind {
    /// It is accepted until the day: an exception from its rule.
    Accepted,
    /// It is to be mended by the day; it counts as before.
    Mend,
}

/// A decision on one violation. A later one takes its place; the audit trail keeps them all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Ruling {
    /// What.
    pub kind: RulingKind,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: OrderDay,
    /// When it was made: RFC 3339, UTC.
    pub made: String,
    /// Who made it.
    pub who: String,
}

impl Ruling {
    /// Whether its day is not over.
    pub fn is_in_force(&self, day: Day) -> bool {
        day <= self.until.0
    }
}

/// A violation as the register keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Registered {
    /// What it is, as the last scan that looked there found it: without addresses of records.
    pub violation: Violation,
    /// The first scan that met it.
    pub first: Moment,
    /// The last.
    pub last: Moment,
    /// Records when the scan before the last met it.
    pub n_before: Option<u64>,
    /// Findings of it are set aside by a decision, so that other reports do not tell of it.
    #[serde(default)]
    pub is_set_aside: bool,
    /// The scan that found it there no more, and how; none: it is open.
    pub resolved: Option<(Moment, Mended)>,
    /// The last scan that met it again after it was resolved.
    pub regressed: Option<Moment>,
    /// How often that was so.
    #[serde(default)]
    pub n_regressed: u64,
    /// Who was told.
    #[serde(default)]
    pub told: Vec<Told>,
    /// What was decided.
    pub ruling: Option<Ruling>,
}

impl Registered {
    /// A violation that a scan met for the first time.
    pub fn new(violation: Violation, at: &Moment) -> Self {
        Self {
            violation,
            first: at.clone(),
            last: at.clone(),
            n_before: None,
            is_set_aside: false,
            resolved: None,
            regressed: None,
            n_regressed: 0,
            told: Vec::new(),
            ruling: None,
        }
    }

    /// A scan met it. The same scan may say so twice.
    pub fn meet(&mut self, violation: Violation, at: &Moment) {
        if self.last.run != at.run {
            self.n_before = Some(self.violation.n_records);
        }
        if self.resolved.as_ref().is_some_and(|(resolved, _)| resolved.run != at.run) {
            self.regressed = Some(at.clone());
            self.n_regressed = self.n_regressed.saturating_add(1);
        }
        (self.violation, self.last, self.resolved) = (violation, at.clone(), None);
    }

    /// How it stands. `latest`: the number of the last scan that came to its end.
    pub fn state(&self, latest: i64) -> State {
        match &self.regressed {
            _ if self.resolved.is_some() => State::Resolved,
            _ if self.first.run >= latest => State::New,
            Some(regressed) if regressed.run >= latest => State::Regressed,
            _ => State::Open,
        }
    }

    /// What is said of it beside a verdict.
    pub fn standing(&self, id: &str, latest: i64) -> Standing {
        Standing {
            id: id.to_owned(),
            state: self.state(latest),
            first_seen: self.first.at.clone(),
            last_seen: self.last.at.clone(),
            n_before: self.n_before,
            n_last: self.violation.n_records,
            regressed: self.regressed.as_ref().map(|moment| moment.at.clone()),
            told: self.told.clone(),
            ruling: self.ruling.clone(),
        }
    }
}

/// How a verdict stands in the register.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The violation's identity, the same over all scans.
    pub id: String,
    /// How it stands.
    pub state: State,
    /// When the first scan that met it ended: RFC 3339, UTC.
    pub first_seen: String,
    /// When the last scan that met it ended: RFC 3339, UTC.
    pub last_seen: String,
    /// Records when the scan before the last met it.
    pub n_before: Option<u64>,
    /// Records when the last scan met it.
    pub n_last: u64,
    /// When it was last met again after it was resolved: RFC 3339, UTC.
    pub regressed: Option<String>,
    /// Who was told.
    pub told: Vec<Told>,
    /// What was decided.
    pub ruling: Option<Ruling>,
}

/// A line of `report violations`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RegisterLine {
    /// The violation as the last scan that looked there found it, with its standing.
    pub violation: Violation,
    /// When a scan found it there no more: RFC 3339, UTC.
    pub resolved: Option<String>,
    /// How the place looked then.
    pub mended: Option<Mended>,
    /// How often it was met again after it was resolved.
    pub n_regressed: u64,
    /// Findings of it are set aside by a decision (`decide`), so that other reports do not tell of it.
    pub is_set_aside: bool,
}

/// Violations and leads of the register by how they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct RegisterCounts {
    /// Met by the last scan for the first time.
    pub n_new: u64,
    /// Met again after they were resolved.
    pub n_regressed: u64,
    /// Open from an earlier scan.
    pub n_open: u64,
    /// There no more.
    pub n_resolved: u64,
    /// Open, and nobody was told.
    pub n_untold: u64,
    /// Open, and somebody answers for them.
    pub n_accepted: u64,
    /// Open, and the day by which they were to be mended is over.
    pub n_late: u64,
}

/// `report violations`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RegisterReport {
    /// What it rests on.
    pub basis: Basis,
    /// How many stand how.
    pub counts: RegisterCounts,
    /// The violations and leads: new ones, regressed ones, open ones, resolved ones; the worst of each first.
    pub lines: Vec<RegisterLine>,
}
