//! Floor 1: sightings and policy → verdicts. No I/O and no clock: the day to judge by is an argument.
//!
//! Sightings stream through every rule once; what a rule keeps is bounded by objects and classes, never by records. Records
//! that were merged are judged by their histograms, so that each record counts once. The order of reading does not show in
//! the verdicts.

mod deadline;
mod laws;
mod periods;
mod promise;
mod retention;
mod standard;
mod tally;
mod under_age;
mod undisclosed;

#[cfg(test)]
mod fixture;

use std::collections::BTreeMap;

pub use laws::{Law, Laws, NoTable, VerifiedOn};

use crate::model::ids::DataClass;
use crate::model::policy::{OperatorPeriod, Policy};
use crate::model::sighting::{Histogram, Sighting, StoredField, StoredObject};
use crate::model::time::Day;
use crate::model::verdict::{RetentionLine, Violation};
use crate::model::view::Anchor;

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
pub static RULES: &[MakeRule] = &[retention::rule, under_age::rule, undisclosed::rule, promise::rule, standard::rule];

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
    /// The table of ages.
    pub laws: Laws,
    /// How much each class proves about identity; a class that is not in it proves nothing.
    pub anchors: BTreeMap<DataClass, Anchor>,
    /// The day to judge by, in the controller's zone.
    pub as_of: Day,
    /// The day of the latest scan; on an earlier `as_of`, an adult of that scan may still have been a child. None: not after `as_of`.
    pub scanned: Option<Day>,
}

impl Bench {
    /// Judges by the table of ages that is in the binary. `anchors`: each class with how much it proves about identity.
    pub fn new(periods: Vec<OperatorPeriod>, anchors: impl IntoIterator<Item = (DataClass, Anchor)>, as_of: Day) -> Self {
        Self { periods, laws: Laws::builtin(), anchors: anchors.into_iter().collect(), as_of, scanned: None }
    }
}

/// Everything that a judgement found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Verdicts {
    /// Records by retention state, for each object, class, category and grounds.
    pub retention: Vec<RetentionLine>,
    /// What breaks a rule, and leads; [`Violation::rule`] tells the rule.
    pub violations: Vec<Violation>,
    /// What cannot be judged until somebody answers: the rule's name, and the question.
    pub open_questions: Vec<(String, String)>,
}

/// A judgement under way.
pub struct Judge(Vec<Box<dyn Rule>>);

impl Judge {
    /// Begins with all rules.
    pub fn new(bench: &Bench) -> Self {
        Self(RULES.iter().map(|rule| rule(bench)).collect())
    }

    /// Takes the next sighting, in any order.
    pub fn sighting(&mut self, case: &Case<'_>, sighting: &Sighting) {
        self.0.iter_mut().for_each(|rule| rule.see(case, sighting));
    }

    /// Takes the next histogram of merged records, in any order, before or after their sightings.
    pub fn histogram(&mut self, case: &Case<'_>, histogram: &Histogram) {
        self.0.iter_mut().for_each(|rule| rule.see_histogram(case, histogram));
    }

    /// The verdicts: violations before leads, then by rule, source and object.
    pub fn finish(self) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for rule in self.0 {
            rule.finish(&mut verdicts);
        }
        verdicts.violations.sort_by(|a, b| (&a.rule, b.weight, a).cmp(&(&b.rule, a.weight, b)));
        verdicts.open_questions.sort();
        verdicts.open_questions.dedup();
        verdicts
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|rule| rule.name())).finish()
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
    fn every_rule_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> = RULES.iter().map(|rule| rule(&Room::new("").bench).name()).collect();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["promise", "retention", "standard", "under-age", "undisclosed"]);
    }
}
