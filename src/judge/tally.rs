//! Records counted by verdict, bounded by objects × classes × grounds and never by records. Shared by all rules.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use crate::model::finding::{ColumnRole, Finding};
use crate::model::ids::{CategoryId, DataClass, ObjectId, SourceName};
use crate::model::locator::Locator;
use crate::model::sighting::Sighting;
use crate::model::time::Day;
use crate::model::verdict::{Grounds, Violation, Weight, shown};

/// The most addresses that a violation shows.
const MAX_EXAMPLES: usize = 3;

/// At most three records' addresses: the first in order, so that the order of reading does not show.
#[derive(Clone, Default)]
pub struct Examples(BTreeSet<Locator>);

impl Examples {
    /// Adds a record's address; merged records have none.
    pub fn add(&mut self, at: Option<&Locator>) {
        let Some(at) = at else { return };
        if self.0.len() < MAX_EXAMPLES || self.0.last().is_some_and(|last| at < last) {
            self.0.insert(at.clone());
        }
        if self.0.len() > MAX_EXAMPLES {
            self.0.pop_last();
        }
    }

    /// Adds another's addresses.
    pub fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|at| self.add(Some(at)));
    }
}

/// What a number of records have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Verdict {
    /// How much it weighs.
    pub weight: Weight,
    /// Which kind of data.
    pub class: DataClass,
    /// The policy's category, if any.
    pub category: Option<CategoryId>,
    /// Why.
    pub grounds: Grounds,
    /// What exactly.
    pub state: String,
}

/// How many they are.
#[derive(Clone, Default)]
pub struct Count {
    /// Records.
    pub n: u64,
    /// The oldest date that decided.
    pub oldest: Option<Day>,
    /// Some of their addresses.
    pub examples: Examples,
}

impl Count {
    /// Adds records.
    pub fn add(&mut self, n: u64, oldest: Option<Day>, at: Option<&Locator>) {
        self.n = self.n.saturating_add(n);
        self.oldest = earlier(self.oldest, oldest);
        self.examples.add(at);
    }

    /// Adds another's records.
    pub fn merge(&mut self, other: &Self) {
        self.n = self.n.saturating_add(other.n);
        self.oldest = earlier(self.oldest, other.oldest);
        self.examples.merge(&other.examples);
    }
}

/// The earlier of two days that may be unknown.
pub fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The objects that were met, as reports show them.
#[derive(Default)]
pub struct Objects(BTreeMap<ObjectId, (SourceName, String)>);

impl Objects {
    /// Notes an object.
    pub fn meet(&mut self, case: &Case<'_>) {
        self.0.entry(case.object.id).or_insert_with(|| (case.object.source.clone(), case.shown.to_owned()));
    }

    /// Its source and address; an object that was never met has none.
    pub fn shown(&self, id: ObjectId) -> Option<&(SourceName, String)> {
        self.0.get(&id)
    }
}

/// Records by object and verdict.
#[derive(Default)]
pub struct Tally {
    objects: Objects,
    counts: BTreeMap<(ObjectId, Verdict), Count>,
}

impl Tally {
    /// Counts a sighting's records under a verdict.
    pub fn add(&mut self, case: &Case<'_>, sighting: &Sighting, verdict: Verdict) {
        self.add_records(case, verdict, sighting.count, None, sighting.at.as_ref());
    }

    /// Counts records under a verdict, with the oldest date that decided and the address of one.
    pub fn add_records(&mut self, case: &Case<'_>, verdict: Verdict, n: u64, oldest: Option<Day>, at: Option<&Locator>) {
        self.objects.meet(case);
        self.counts.entry((case.object.id, verdict)).or_default().add(n, oldest, at);
    }

    /// The violations of a rule, in no particular order.
    pub fn into_violations(self, rule: &str) -> Vec<Violation> {
        let objects = self.objects;
        let violations = self.counts.into_iter().filter(|(_, count)| count.n > 0);
        violations.filter_map(|((id, verdict), count)| Some(violation(rule, objects.shown(id)?, verdict, &count))).collect()
    }
}

/// One line of a report.
pub fn violation(rule: &str, (source, object): &(SourceName, String), verdict: Verdict, count: &Count) -> Violation {
    Violation {
        rule: rule.to_owned(),
        weight: verdict.weight,
        source: source.clone(),
        object: object.clone(),
        class: verdict.class,
        category: verdict.category,
        grounds: verdict.grounds,
        state: verdict.state,
        n_records: count.n,
        oldest: count.oldest.map(shown),
        examples: count.examples.0.iter().map(|at| format!("{object}{at}")).collect(),
        exception: None,
        severity: None,
        standing: None,
    }
}

/// What a record's findings of one class come to.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Seen {
    /// At least one of them is high and no known test value.
    pub is_strong: bool,
    /// Whose they are, if none of them is the record's own subject's.
    pub roles: BTreeSet<ColumnRole>,
}

/// Whether a finding is strong enough for a violation.
pub fn is_strong(finding: &Finding) -> bool {
    finding.is_high() && !finding.likely_test
}

/// A record's findings by class.
pub fn by_class(sighting: &Sighting) -> BTreeMap<&DataClass, Seen> {
    let mut seen: BTreeMap<&DataClass, Seen> = BTreeMap::new();
    for finding in &sighting.findings {
        let entry = seen.entry(&finding.class).or_default();
        entry.is_strong |= is_strong(finding);
        entry.roles.insert(finding.role);
    }
    seen
}
