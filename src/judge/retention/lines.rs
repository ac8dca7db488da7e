//! The counts of slots as lines of the report and as violations. Apart from the counting, which knows nothing of categories.

use std::collections::BTreeMap;

use super::{NAME, Outcome, Proof, Slot};
use crate::judge::Verdicts;
use crate::judge::tally::{Count, Objects, Verdict, earlier, violation};
use crate::model::ids::{CategoryId, DataClass, ObjectId};
use crate::model::time::{Day, Origin};
use crate::model::verdict::{Grounds, RetentionLine, RetentionState, Weight, shown};

/// A retention line's identity.
type LineKey = (ObjectId, DataClass, Option<CategoryId>, Option<Grounds>);

/// A retention line's numbers: records by state, the oldest date, records soon due.
type Numbers = (BTreeMap<RetentionState, u64>, Option<Day>, [u64; 3]);

/// Lines and violations as they are gathered from slots.
#[derive(Default)]
pub(super) struct Lines {
    lines: BTreeMap<LineKey, Numbers>,
    violations: BTreeMap<(ObjectId, Verdict), Count>,
}

impl Lines {
    /// Adds what a slot came to.
    pub(super) fn add(&mut self, object: ObjectId, class: &DataClass, slot: &Slot) {
        for (outcome, (count, due_in)) in &slot.outcomes {
            for category in &slot.plan.categories {
                let grounds = slot.grounds(class, category.as_ref(), *outcome);
                let key = (object, class.clone(), category.clone(), grounds);
                let (states, oldest, soon) = self.lines.entry(key).or_default();
                let n = states.entry(outcome.state).or_default();
                *n = n.saturating_add(count.n);
                *oldest = earlier(*oldest, count.oldest);
                soon.iter_mut().zip(due_in).for_each(|(soon, due)| *soon = soon.saturating_add(*due));
            }
            let first = slot.plan.categories.first().and_then(Option::as_ref);
            let grounds = slot.grounds(class, first, *outcome);
            if let (RetentionState::OverdueCertain | RetentionState::OverduePossible, Some(grounds)) = (outcome.state, grounds)
            {
                self.overdue(object, class, slot, *outcome, &grounds, count);
            }
        }
    }

    /// The records of one outcome are one violation, under the first category that discloses the class: a record is held too
    /// long once, however many categories name it.
    fn overdue(
        &mut self,
        object: ObjectId,
        class: &DataClass,
        slot: &Slot,
        outcome: Outcome,
        grounds: &Grounds,
        count: &Count,
    ) {
        let (strong, weak) = weigh(outcome, count.n);
        for (weight, n) in [(Weight::Violation, strong), (Weight::Lead, weak)] {
            if n > 0 {
                let verdict = Verdict {
                    weight,
                    class: class.clone(),
                    category: slot.plan.categories.first().cloned().flatten(),
                    grounds: grounds.clone(),
                    state: outcome.state.word().to_owned(),
                };
                self.violations.entry((object, verdict)).or_default().merge(&Count { n, ..count.clone() });
            }
        }
    }

    /// Puts all of it into the verdicts.
    pub(super) fn finish(self, objects: &Objects, verdicts: &mut Verdicts) {
        for ((object, class, category, grounds), (states, oldest, due_in)) in self.lines {
            let Some((source, object)) = objects.shown(object).cloned() else { continue };
            let oldest = oldest.map(shown);
            verdicts.retention.push(RetentionLine { source, object, class, category, states, grounds, oldest, due_in });
        }
        verdicts.retention.sort_by(|a, b| {
            let key = |line: &RetentionLine| {
                (line.source.clone(), line.object.clone(), line.class.clone(), line.category.clone(), line.grounds.clone())
            };
            key(a).cmp(&key(b))
        });
        for ((object, verdict), count) in self.violations {
            let Some(object) = objects.shown(object) else { continue };
            verdicts.violations.push(violation(NAME, object, verdict, &count));
        }
    }
}

/// How many of the records with an overdue outcome break the rule, and how many give a lead.
fn weigh(outcome: Outcome, n: u64) -> (u64, u64) {
    let is_certain = outcome.state == RetentionState::OverdueCertain && outcome.origin != Some(Origin::FileTime);
    if is_certain && outcome.proof == Proof::Strong { (n, 0) } else { (0, n) }
}
