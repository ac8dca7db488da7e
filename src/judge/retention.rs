//! The rule on retention: what is held past its period, and what cannot be said because a date or a period is missing.
//!
//! Records are counted by outcome for each object, class and set of row conditions; lines and violations are made of these
//! counts at the end. Merged records whose days differ come twice, as a sighting and in a histogram; each counts once, by the
//! histogram.

mod lines;

use std::collections::{BTreeMap, HashMap};

use super::calendar::{Days, end, words};
use super::deadline::{Around, Backup, Standing, stand, started, together};
use super::laws::place_of;
use super::periods::{Applied, Book, Plan, plan, span};
use super::tally::{Count, Objects, Seen, by_class};
use super::{Bench, Case, Laws, Rule, Verdicts};
use crate::model::about::{Keeping, StoreKind};
use crate::model::ids::{CategoryId, DataClass, ObjectId};
use crate::model::locator::Locator;
use crate::model::orders::{LegalHold, Suspension};
use crate::model::policy::OperatorPeriod;
use crate::model::sighting::{Histogram, Sighting};
use crate::model::subject::Stands;
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::{Authority, Grounds, RetentionState, shown};
use lines::Lines;

/// Its name in reports.
pub const NAME: &str = "retention";
/// The spans, in days, in which reports say how much falls due.
const SOON: [i32; 3] = [30, 90, 365];

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    Box::new(Retention::new(bench))
}

/// Where one record stands, for each class of its findings: for an answer about one person. Of records that were merged, the
/// interval of their days decides.
pub fn of_record(bench: &Bench, case: &Case<'_>, sighting: &Sighting) -> Vec<Stands> {
    let mut rule = Retention::new(bench);
    let stands = |(class, seen): (&DataClass, Seen)| {
        let slot = rule.slot(case, class, &sighting.conditions, sighting.jurisdiction.as_deref());
        let standing = slot.standing(|kind| sighting.events.get(&kind).copied(), bench.as_of);
        let proof = if seen.is_strong { Proof::Strong } else { Proof::Weak };
        let outcome = Outcome { proof, state: standing.state, origin: standing.origin };
        Stands {
            class: class.clone(),
            state: standing.state,
            due: standing.due.map(Days::shown),
            keep_until: standing.keep_until.map(Days::shown),
            grounds: slot.grounds(class, None, outcome),
        }
    };
    by_class(sighting).into_iter().map(stands).collect()
}

struct Retention {
    as_of: Day,
    periods: Vec<OperatorPeriod>,
    laws: Laws,
    /// Those in force on the day of the judgement.
    holds: Vec<LegalHold>,
    /// Those in force on the day of the judgement.
    suspensions: Vec<Suspension>,
    objects: Objects,
    /// By object, class, row conditions, and where the persons are.
    slots: HashMap<(ObjectId, DataClass, Vec<String>, Option<String>), Slot>,
}

/// The records of one class of one object under the same row conditions.
struct Slot {
    plan: Plan,
    /// The matters that keep them.
    matters: Vec<String>,
    /// Why their deletion waits, and until when: of several orders the last one to end.
    waits: Option<(String, Day)>,
    /// The backup that they lie in.
    backup: Option<Backup>,
    /// Names of the columns bound to events.
    columns: BTreeMap<EventKind, String>,
    outcomes: BTreeMap<Outcome, (Count, [u64; 3])>,
    /// Records by whole years since the day that decides, and state.
    ageing: BTreeMap<(u32, RetentionState), u64>,
    /// Records within their period by the day on which they fall due, as far as that lies within the last span of [`SOON`].
    due: BTreeMap<Day, u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Outcome {
    proof: Proof,
    state: RetentionState,
    origin: Option<Origin>,
}

/// How strong the findings of some records are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    Strong,
    Weak,
}

impl Rule for Retention {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let as_of = self.as_of;
        if !sighting.has_exact_days() {
            return;
        }
        for (class, seen) in by_class(sighting) {
            let slot = self.slot(case, class, &sighting.conditions, sighting.jurisdiction.as_deref());
            let proof = if seen.is_strong { Proof::Strong } else { Proof::Weak };
            slot.add(proof, |kind| sighting.events.get(&kind).copied(), sighting.count, sighting.at.as_ref(), as_of);
        }
    }

    fn see_histogram(&mut self, case: &Case<'_>, histogram: &Histogram) {
        let as_of = self.as_of;
        let strong = histogram.classes.iter().map(|class| (class, Proof::Strong));
        for (class, proof) in strong.chain(histogram.weak.iter().map(|class| (class, Proof::Weak))) {
            let slot = self.slot(case, class, &histogram.conditions, histogram.jurisdiction.as_deref());
            for (days, n) in &histogram.days {
                let time = |kind| days.iter().find(|(event, _)| *event == kind).map(|(_, time)| *time);
                slot.add(proof, time, *n, None, as_of);
            }
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        let mut lines = Lines::default();
        let mut open: BTreeMap<String, Vec<DataClass>> = BTreeMap::new();
        for ((object, class, ..), slot) in self.slots {
            for question in slot.plan.open.iter().chain(&slot.plan.doubtful) {
                open.entry(question.clone()).or_default().push(class.clone());
            }
            lines.add(object, &class, &slot);
            slot.sum_up(verdicts);
        }
        lines.finish(&self.objects, verdicts);
        for (question, mut classes) in open {
            classes.sort();
            classes.dedup();
            let classes: Vec<&str> = classes.iter().map(DataClass::as_str).collect();
            verdicts.open_questions.push((NAME.to_owned(), format!("{question}; found: {}", classes.join(", "))));
        }
    }
}

impl Retention {
    fn new(bench: &Bench) -> Self {
        Self {
            as_of: bench.as_of,
            periods: bench.periods.clone(),
            laws: bench.laws.clone(),
            holds: bench.orders.holds.iter().filter(|hold| hold.is_in_force(bench.as_of)).cloned().collect(),
            suspensions: bench.orders.suspensions.iter().filter(|order| order.is_in_force(bench.as_of)).cloned().collect(),
            objects: Objects::default(),
            slots: HashMap::new(),
        }
    }

    fn slot(&mut self, case: &Case<'_>, class: &DataClass, conditions: &[String], own: Option<&str>) -> &mut Slot {
        self.objects.meet(case);
        let own = own.and_then(place_of);
        let key = (case.object.id, class.clone(), conditions.to_vec(), own.clone());
        let book = Book { periods: &self.periods, laws: &self.laws, as_of: self.as_of };
        let (holds, suspensions) = (&self.holds, &self.suspensions);
        self.slots.entry(key).or_insert_with(|| Slot {
            plan: plan(case, class, conditions, own.as_deref(), &book),
            matters: holds
                .iter()
                .filter(|hold| hold.is_about(&case.object.source, case.shown, class))
                .map(|hold| hold.matter.clone())
                .collect(),
            waits: suspensions
                .iter()
                .filter(|order| order.is_about(&case.object.source, case.shown, class))
                .map(|order| (order.reason.clone(), order.until.0))
                .max_by_key(|(_, until)| *until),
            backup: backup(&case.object.keeping),
            columns: case.object.events.clone(),
            outcomes: BTreeMap::new(),
            ageing: BTreeMap::new(),
            due: BTreeMap::new(),
        })
    }
}

impl Slot {
    /// Where a record stands whose events happened then.
    fn standing(&self, time: impl Fn(EventKind) -> Option<EventTime>, as_of: Day) -> Standing {
        let (is_held, is_suspended) = (!self.matters.is_empty(), self.waits.is_some());
        let around = Around { as_of, is_held, is_suspended, backup: self.backup };
        let rules = self.plan.rules.iter();
        let mut standings: Vec<_> = rules.map(|rule| stand(time(rule.starts), &rule.terms, &around)).collect();
        standings.extend(self.plan.lacks_one.then(Standing::no_rule));
        let standing = together(&standings, self.floor(&time, as_of), &around);
        if self.plan.dispute.is_some() { standing.disputed() } else { standing }
    }

    fn add(&mut self, proof: Proof, time: impl Fn(EventKind) -> Option<EventTime>, n: u64, at: Option<&Locator>, as_of: Day) {
        let standing = self.standing(time, as_of);
        let outcome = Outcome { proof, state: standing.state, origin: standing.origin };
        let (count, due_in) = self.outcomes.entry(outcome).or_default();
        count.add(n, standing.start.map(|start| start.first), at);
        if let Some(start) = standing.start {
            let in_age = self.ageing.entry((years(start.first, as_of), standing.state)).or_default();
            *in_age = in_age.saturating_add(n);
        }
        if standing.state == RetentionState::InRetention
            && let Some(due) = standing.due
        {
            for (due_in, days) in due_in.iter_mut().zip(SOON) {
                if due.first.0.saturating_sub(as_of.0) <= days {
                    *due_in = due_in.saturating_add(n);
                }
            }
            if SOON.iter().any(|days| due.first.0.saturating_sub(as_of.0) <= *days) {
                let on_day = self.due.entry(due.first).or_default();
                *on_day = on_day.saturating_add(n);
            }
        }
    }

    /// Adds its records to what all objects have together.
    fn sum_up(&self, verdicts: &mut Verdicts) {
        for ((years, state), n) in &self.ageing {
            let sum = verdicts.ageing.entry(*years).or_default().entry(*state).or_default();
            *sum = sum.saturating_add(*n);
        }
        for (day, n) in &self.due {
            let month = shown(*day).chars().take("2026-06".len()).collect();
            let sum = verdicts.calendar.entry(month).or_default();
            *sum = sum.saturating_add(*n);
        }
    }

    /// The days up to which a law asks for a record to be kept.
    fn floor(&self, time: impl Fn(EventKind) -> Option<EventTime>, as_of: Day) -> Option<Days> {
        let floor = self.plan.floor.as_ref()?;
        let (start, _) = started(time(floor.starts), as_of).ok()?;
        Some(start.map(|day| end(day, &floor.minimum.period, floor.minimum.rounding)))
    }

    /// Why a record with this outcome is judged as it is; none where no period applies.
    fn grounds(&self, class: &DataClass, category: Option<&CategoryId>, outcome: Outcome) -> Option<Grounds> {
        if outcome.state == RetentionState::Held {
            let rule = self.plan.rules.first().map_or("no rule applies".to_owned(), |rule| rule.rule.clone());
            let authority = Authority::Hold { matter: self.matters.join("; ") };
            return Some(Grounds { authority, rule, event: None, origin: outcome.origin, column: None });
        }
        if let Some((reason, until)) = self.waits.as_ref().filter(|_| outcome.state == RetentionState::Suspended) {
            let rule = self.plan.rules.first().map_or("no rule applies".to_owned(), |rule| rule.rule.clone());
            let authority = Authority::Suspension { reason: reason.clone(), until: until.to_string() };
            return Some(Grounds { authority, rule, event: None, origin: outcome.origin, column: None });
        }
        let is_lawful =
            outcome.state == RetentionState::MustKeep && self.plan.rules.iter().all(|rule| rule.terms.minimum.is_none());
        if let Some(floor) = self.plan.floor.as_ref().filter(|_| is_lawful) {
            let column =
                self.columns.get(&floor.starts).filter(|_| outcome.origin.is_none_or(|origin| origin == Origin::Bound));
            return Some(Grounds {
                authority: floor.authority.clone(),
                rule: floor.rule.clone(),
                event: Some(floor.starts),
                origin: outcome.origin,
                column: column.cloned(),
            });
        }
        if let Some(dispute) = self.plan.dispute.as_ref().filter(|_| outcome.state == RetentionState::Conflict) {
            let (authority, rule) = (dispute.authority.clone(), format!("{class}: {}", dispute.rule));
            return Some(Grounds { authority, rule, event: None, origin: outcome.origin, column: None });
        }
        let is_mine = |rule: &&Applied| rule.category.is_none() || rule.category.as_ref() == category;
        let first: &Applied = self.plan.rules.iter().find(is_mine).or(self.plan.rules.first())?;
        let rules: Vec<&str> = match outcome.state {
            RetentionState::Conflict => self.plan.rules.iter().map(|rule| rule.rule.as_str()).collect(),
            _ => vec![&first.rule],
        };
        let bound = self.columns.get(&first.starts);
        let origin = outcome.origin.or(bound.map(|_| Origin::Bound));
        let backup = self.backup.filter(|_| outcome.state == RetentionState::BackupPending);
        let backup = backup.map(|backup| format!("; the backup is overwritten after {}", words(&backup.cycle)));
        Some(Grounds {
            authority: first.authority.clone(),
            rule: rules.join(" / ") + &backup.unwrap_or_default(),
            event: Some(first.starts),
            origin,
            column: bound.filter(|_| origin == Some(Origin::Bound)).cloned(),
        })
    }
}

/// The backup that an object lies in, if its cycle is known; without one it is judged like live data.
fn backup(keeping: &Keeping) -> Option<Backup> {
    let cycle = keeping.cycle.as_ref().filter(|_| keeping.store == Some(StoreKind::Backup)).and_then(span)?;
    Some(Backup { cycle, taken: keeping.taken.map(Days::on) })
}

/// Whole years from one day to another; 0 of a day to come.
fn years(from: Day, to: Day) -> u32 {
    let (from, to) = (from.to_date(), to.to_date());
    let is_short = (to.month(), to.day()) < (from.month(), from.day());
    u32::try_from(i32::from(to.year()) - i32::from(from.year()) - i32::from(is_short)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
