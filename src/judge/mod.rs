//! Floor 1: sightings and policy → verdicts. No I/O and no clock: the day to judge by is an argument.
//!
//! Sightings stream through every rule once; what a rule keeps is bounded by objects and classes, never by records. Records
//! that were merged are judged by their histograms, so that each record counts once. The order of reading does not show in
//! the verdicts.

pub mod age;
mod calendar;
pub mod children;
mod deadline;
mod dispute;
pub mod facts;
mod foreign;
mod group;
mod laws;
mod misplaced;
mod periods;
mod promise;
mod retention;
mod severity;
mod soft_deleted;
mod special;
mod standard;
mod tally;
pub mod under_age;
mod undisclosed;

#[cfg(test)]
mod fixture;

use std::collections::{BTreeMap, BTreeSet};

use severity::Scale;

pub use retention::of_record;

pub use laws::{Law, Laws, Least, NoTable, VerifiedOn};

use crate::model::child::ChildCase;
use crate::model::ids::{DataClass, PolicyId};
use crate::model::orders::{Exception, Orders};
use crate::model::policy::{OperatorPeriod, Policy};
use crate::model::sighting::{Histogram, Sighting, StoredField, StoredObject};
use crate::model::time::Day;
use crate::model::verdict::{Excepted, RetentionLine, RetentionState, Violation, Weight};
use crate::model::view::{Anchor, NeverFound};

/// Something that stored data can break.
pub trait Rule: Send {
    /// Its name in reports.
    fn name(&self) -> &'static str;

    /// Looks at one sighting. Sightings of one object need not follow each other.
    fn see(&mut self, case: &Case<'_>, sighting: &Sighting);

    /// Looks at the days of one unit's merged records; only a rule that judges by dates needs them.
    fn see_histogram(&mut self, _case: &Case<'_>, _histogram: &Histogram) {}

    /// Adds what it found.
    fn finish(self: Box<Self>, verdicts: &mut Verdicts);
}

/// Makes a rule for one judgement.
pub type MakeRule = fn(&Bench) -> Box<dyn Rule>;

/// Every rule, in the order of the reports.
pub static RULES: &[MakeRule] = &[
    retention::rule,
    under_age::rule,
    undisclosed::rule,
    promise::rule,
    standard::rule,
    soft_deleted::rule,
    misplaced::rule,
    special::rule,
    foreign::rule,
    group::rule,
];

/// The names of all rules, as an exception gives them.
pub const RULE_NAMES: [&str; 10] = [
    "retention",
    "under-age",
    "undisclosed",
    "promise",
    "standard",
    "soft-deleted",
    "misplaced",
    "special-category",
    "foreign-tenant",
    "small-group",
];

/// The rules of the report on promises, laws and standards.
pub const PROMISES: &[&str] =
    &["promise", "standard", "soft-deleted", "misplaced", "special-category", "foreign-tenant", "small-group"];

/// The reports on what breaks a rule, each with its rules: every rule is in one of them, so that all that counts verdicts counts
/// the same.
pub const RULES_OF_REPORTS: [(&str, &[&str]); 4] =
    [("retention", &["retention"]), ("under-age", &["under-age"]), ("undisclosed", &["undisclosed"]), ("promises", PROMISES)];

/// What a sighting or histogram belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The object.
    pub object: &'a StoredObject,
    /// Its address as shown.
    pub shown: &'a str,
    /// Its fields.
    pub fields: &'a [StoredField],
    /// The policy that the object is judged by.
    pub policy: Option<&'a Policy>,
}

/// What is judged by, apart from the policies, which come with each case.
#[derive(Clone, Debug)]
pub struct Bench {
    /// What the operator gives for what policies leave open.
    pub periods: Vec<OperatorPeriod>,
    /// The tables of laws.
    pub laws: Laws,
    /// How much each class proves about identity; a class that is not in it proves nothing.
    pub anchors: BTreeMap<DataClass, Anchor>,
    /// The day to judge by, in the controller's zone.
    pub as_of: Day,
    /// Under which laws each class is sensitive; a class that is not in it is so under none.
    pub sensitive: BTreeMap<DataClass, Vec<String>>,
    /// Legal holds and exceptions.
    pub orders: Orders,
    /// The day of the latest scan; on an earlier `as_of`, an adult of that scan may still have been a child. None: not after `as_of`.
    pub scanned: Option<Day>,
}

impl Bench {
    /// Judges by the table of ages that is in the binary. `anchors`: each class with how much it proves about identity.
    pub fn new(periods: Vec<OperatorPeriod>, anchors: impl IntoIterator<Item = (DataClass, Anchor)>, as_of: Day) -> Self {
        let (laws, orders, sensitive) = (Laws::builtin(), Orders::default(), BTreeMap::new());
        Self { periods, laws, anchors: anchors.into_iter().collect(), as_of, sensitive, orders, scanned: None }
    }
}

/// Everything that a judgement found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Verdicts {
    /// Records by retention state, for each object, class, category and grounds.
    pub retention: Vec<RetentionLine>,
    /// Records by whole years since the day that decides, and state; a record counts once for each class.
    pub ageing: BTreeMap<u32, BTreeMap<RetentionState, u64>>,
    /// Records that fall due within a year, by month (`2026-06`).
    pub calendar: BTreeMap<String, u64>,
    /// Records about persons under an age by the month in which they reach it (`2026-06`), and that age.
    pub comes_of_age: BTreeMap<(String, u8), u64>,
    /// The records that tell of somebody under an age.
    pub children: Vec<children::ChildRecord>,
    /// One case for each child; empty until the records were linked.
    pub cases: Vec<ChildCase>,
    /// What policies declare and nothing of which was found.
    pub never_found: Vec<NeverFound>,
    /// What breaks a rule, and leads; [`Violation::rule`] tells the rule.
    pub violations: Vec<Violation>,
    /// What cannot be judged until somebody answers: the rule's name, and the question.
    pub open_questions: Vec<(String, String)>,
}

/// A judgement under way.
pub struct Judge {
    rules: Vec<Box<dyn Rule>>,
    scale: Scale,
    exceptions: Vec<Exception>,
    as_of: Day,
    /// The policies that were met and contradict themselves.
    disputed: BTreeSet<PolicyId>,
    /// What somebody has to decide in them.
    questions: Vec<(String, String)>,
}

impl Judge {
    /// Begins with all rules.
    pub fn new(bench: &Bench) -> Self {
        let rules = RULES.iter().map(|rule| rule(bench)).collect();
        let (scale, exceptions) = (Scale::new(bench), bench.orders.exceptions.clone());
        Self { rules, scale, exceptions, as_of: bench.as_of, disputed: BTreeSet::new(), questions: Vec::new() }
    }

    /// Takes the next sighting, in any order.
    pub fn sighting(&mut self, case: &Case<'_>, sighting: &Sighting) {
        self.scale.see(case, sighting);
        if let Some(policy) = case.policy.filter(|policy| !policy.conflict.is_empty())
            && !self.disputed.contains(&policy.policy.id)
        {
            self.disputed.insert(policy.policy.id.clone());
            self.questions.extend(dispute::questions(policy));
        }
        self.rules.iter_mut().for_each(|rule| rule.see(case, sighting));
    }

    /// Takes the next histogram of merged records, in any order, before or after their sightings.
    pub fn histogram(&mut self, case: &Case<'_>, histogram: &Histogram) {
        self.rules.iter_mut().for_each(|rule| rule.see_histogram(case, histogram));
    }

    /// The verdicts: violations before leads, then by rule, source and object.
    pub fn finish(self) -> Verdicts {
        let mut verdicts = Verdicts { open_questions: self.questions, ..Verdicts::default() };
        for rule in self.rules {
            rule.finish(&mut verdicts);
        }
        self.scale.weigh(&mut verdicts.violations);
        except(&mut verdicts, &self.exceptions, self.as_of);
        verdicts.violations.sort_by(|a, b| (&a.rule, b.weight, a).cmp(&(&b.rule, a.weight, b)));
        verdicts.open_questions.sort();
        verdicts.open_questions.dedup();
        verdicts
    }
}

/// Marks what somebody answers for. It stays in the verdicts and is counted apart; an exception that has expired is asked about
/// where it would still apply.
fn except(verdicts: &mut Verdicts, exceptions: &[Exception], as_of: Day) {
    for violation in &mut verdicts.violations {
        let mine = |exception: &&Exception| {
            exception.rule == violation.rule && exception.is_about(&violation.source, &violation.object, &violation.class)
        };
        let Some(exception) = exceptions.iter().filter(mine).max_by_key(|exception| exception.expires) else { continue };
        let expires = exception.expires.0.to_string();
        if !exception.is_in_force(as_of) {
            let question = format!("the exception of {} expired on {expires}: {}", exception.owner, exception.reason);
            verdicts.open_questions.push((violation.rule.clone(), question));
            continue;
        }
        let (owner, reason) = (exception.owner.clone(), exception.reason.clone());
        violation.exception = Some(Excepted { weight: violation.weight, owner, reason, expires });
        violation.weight = Weight::Excepted;
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.rules.iter().map(|rule| rule.name())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{Room, email, name, sighting};
    use super::*;

    #[test]
    fn the_order_of_reading_does_not_show() {
        let room = Room::new(
            "[[category]]\nid=\"c\"\nheading=\"H\"\ndata=[\"user.name\"]\n[[age]]\nheading=\"A\"\nunder=16\nrule=\"never\"\n",
        );
        let mut sightings: Vec<Sighting> = (0..40u8)
            .map(|i| {
                let mut s = sighting(vec![if i % 3 == 0 { name() } else { email() }], Some(&[i]));
                s.birth = (i % 4 == 0).then(|| super::fixture::born(2015, i8::from(i % 2 == 0) + 1));
                s
            })
            .collect();
        let forward = room.judge(&sightings, &[]);
        sightings.reverse();
        assert_eq!(forward, room.judge(&sightings, &[]));
        sightings.rotate_left(13);
        assert_eq!(forward, room.judge(&sightings, &[]));
        assert!(!forward.violations.is_empty() && !forward.retention.is_empty());
    }

    #[test]
    fn an_exception_is_counted_until_it_expires_and_asked_about_then() {
        let mut room = Room::new("[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"nothing\"\n");
        let exception = |object: &str, expires: &str| {
            let text = format!(
                "{{\"rule\":\"promise\",\"owner\":\"the DPO\",\"reason\":\"moving out\",\"expires\":\"{expires}\",\"objects\":[\"{object}\"]}}"
            );
            serde_json::from_str::<Exception>(&text).unwrap()
        };
        let row = [sighting(vec![email()], Some(&[1]))];
        for (object, expires, weight, n_asked) in [
            ("public.*", "2026-06-01", Weight::Excepted, 0),
            ("public.*", "2026-05-31", Weight::Violation, 1),
            ("private.*", "2026-06-01", Weight::Violation, 0),
        ] {
            room.bench.orders.exceptions = vec![exception(object, expires)];
            let verdicts = room.judge(&row, &[]);
            let broken: Vec<_> = verdicts.violations.iter().filter(|violation| violation.rule == "promise").collect();
            let asked = verdicts.open_questions.iter().filter(|(rule, _)| rule == "promise").count();
            assert_eq!((broken.len(), broken[0].weight, asked), (1, weight, n_asked), "{object} {expires}");
            let was = broken[0].exception.as_ref().map(|exception| (exception.weight, exception.owner.as_str()));
            assert_eq!(was, (weight == Weight::Excepted).then_some((Weight::Violation, "the DPO")));
        }
    }

    #[test]
    fn every_rule_has_a_name_of_its_own() {
        assert_eq!(RULES.iter().map(|rule| rule(&Room::new("").bench).name()).collect::<Vec<_>>(), RULE_NAMES);
    }

    #[test]
    fn every_rule_is_in_one_report() {
        let told: Vec<&str> = RULES_OF_REPORTS.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
        assert_eq!(told, RULE_NAMES);
    }
}
