//! The small-group test on tables of which a policy says that nobody can be identified in them: too few rows are alike in what the
//! operator names as telling persons apart, or a row stands for too few persons.
//!
//! The method is k-anonymity as Opinion 05/2014 of the Article 29 Working Party (WP 216, 3.2.1) describes it against singling out:
//! whoever is alike with at least k − 1 others cannot be singled out by it. Which k is enough no law says; a promise can give its own.

use std::collections::{BTreeMap, HashMap};

use globset::GlobSet;

use super::promise::compiled;
use super::tally::{Count, Objects, Verdict, by_class, violation};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::ids::{DataClass, ObjectId, PolicyId};
use crate::model::policy::{Keeps, Policy, Promise, covers};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};

const NAME: &str = "small-group";
/// Persons that have to be alike where a promise gives no number: the least that statistical offices commonly publish a cell for.
const LEAST: u32 = 5;
/// The most groups that are counted; what lies beyond is asked about. About 200 bytes each.
const MAX_GROUPS: usize = 1_000_000;

/// Makes the rule.
pub fn rule(_: &Bench) -> Box<dyn Rule> {
    Box::new(Groups::default())
}

#[derive(Default)]
struct Groups {
    objects: Objects,
    /// The patterns of each promise, compiled when its policy is first met.
    within: HashMap<PolicyId, Vec<Option<GlobSet>>>,
    /// Rows that are alike, by object, promise and group.
    alike: BTreeMap<(ObjectId, String, u64), Alike>,
    /// What rows say of themselves.
    told: BTreeMap<(ObjectId, Verdict), Count>,
    n_left_out: u64,
}

/// Rows of one group.
struct Alike {
    n: u64,
    least: u32,
    rows: BTreeMap<Verdict, Count>,
}

impl Rule for Groups {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let (group, size) = (sighting.about.group, sighting.about.group_size);
        let Some(policy) = case.policy.filter(|_| sighting.part == 0 && (group.is_some() || size.is_some())) else { return };
        // A pattern that is none is asked about by the rule on promises.
        let within = self.within.entry(policy.policy.id.clone()).or_insert_with(|| compiled(policy, &mut Vec::new()));
        for (promise, within) in policy.promise.iter().zip(within) {
            let is_here = within.as_ref().is_none_or(|within| within.is_match(case.shown));
            if promise.keeps != Keeps::Anonymous || !is_here {
                continue;
            }
            self.objects.meet(case);
            let least = promise.least.unwrap_or(LEAST);
            match (size, group) {
                (Some(size), _) if size == 0 || size >= least => {}
                (Some(_), _) => {
                    for verdict in verdicts(policy, promise, sighting, format!("stands for fewer than {least} persons")) {
                        let count = self.told.entry((case.object.id, verdict)).or_default();
                        count.add(sighting.count, None, sighting.at.as_ref());
                    }
                }
                (None, Some(group)) => {
                    let key = (case.object.id, promise.id.clone(), group);
                    if self.alike.len() >= MAX_GROUPS && !self.alike.contains_key(&key) {
                        self.n_left_out = self.n_left_out.saturating_add(sighting.count);
                        continue;
                    }
                    let alike = self.alike.entry(key).or_insert_with(|| Alike { n: 0, least, rows: BTreeMap::new() });
                    alike.n = alike.n.saturating_add(sighting.count);
                    // Of a group that is large enough nobody asks which rows it has.
                    if alike.n >= u64::from(least) {
                        alike.rows.clear();
                        continue;
                    }
                    for verdict in verdicts(policy, promise, sighting, format!("fewer than {least} rows are alike")) {
                        alike.rows.entry(verdict).or_default().add(sighting.count, None, sighting.at.as_ref());
                    }
                }
                (None, None) => {}
            }
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        let mut told = self.told;
        let small = self.alike.into_iter().filter(|(_, alike)| alike.n < u64::from(alike.least));
        for ((object, _, _), alike) in small {
            for (verdict, count) in alike.rows {
                told.entry((object, verdict)).or_default().merge(&count);
            }
        }
        for ((object, verdict), count) in told {
            let Some(shown) = self.objects.shown(object) else { continue };
            verdicts.violations.push(violation(NAME, shown, verdict, &count));
        }
        if self.n_left_out > 0 {
            let question = format!("{MAX_GROUPS} groups were counted; rows that were left out: {}", self.n_left_out);
            verdicts.open_questions.push((NAME.to_owned(), question));
        }
    }
}

/// What a row in a small group breaks, class by class.
fn verdicts(policy: &Policy, promise: &Promise, sighting: &Sighting, state: String) -> Vec<Verdict> {
    let grounds = Grounds {
        authority: Authority::Policy {
            policy: policy.policy.id.clone(),
            heading: promise.heading.0.clone(),
            hedge: promise.hedge.clone(),
        },
        rule: format!("{}: nobody can be singled out", promise.id),
        event: None,
        origin: None,
        column: None,
    };
    let verdict = |class: &DataClass, is_strong: bool| Verdict {
        weight: if is_strong { Weight::Violation } else { Weight::Lead },
        class: class.clone(),
        category: None,
        grounds: grounds.clone(),
        state: state.clone(),
    };
    let covered = by_class(sighting).into_iter().filter(|(class, _)| covers(&promise.data, class));
    covered.map(|(class, seen)| verdict(class, seen.is_strong)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, finding, sighting, weak};
    use super::*;

    const PROMISE: &str = "[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"anonymous\"\nwithin=[\"*aggregat*\"]\n";

    fn room(more: &str) -> Room {
        let mut room = Room::new(&format!("{PROMISE}{more}"));
        room.shown = "stats.aggregated".to_owned();
        room
    }

    fn row(key: u8, group: Option<u64>, group_size: Option<u32>) -> Sighting {
        let mut row = sighting(vec![finding("user.demographic.gender")], Some(&[key]));
        (row.about.group, row.about.group_size) = (group, group_size);
        row
    }

    fn rows(groups: &[(u64, u8)]) -> Vec<Sighting> {
        let mut key = 0;
        let mut rows = Vec::new();
        for (group, n) in groups {
            for _ in 0..*n {
                key += 1;
                rows.push(row(key, Some(*group), None));
            }
        }
        rows
    }

    #[test]
    fn rows_of_which_too_few_are_alike_are_found() {
        let alike = |least: u32, n: u64| format!("violation user.demographic.gender fewer than {least} rows are alike × {n}");
        let sizes = [(1, 5), (2, 4), (3, 1), (4, 9)];
        assert_eq!(room("").lines(NAME, &rows(&sizes)), [alike(5, 5)]);
        assert_eq!(room("least=2\n").lines(NAME, &rows(&sizes)), [alike(2, 1)]);
        assert_eq!(room("").lines(NAME, &rows(&[(1, 5), (4, 9)])), Vec::<String>::new());
        let mut merged = row(1, Some(1), None);
        merged.count = 5;
        assert_eq!(room("").lines(NAME, &[merged]), Vec::<String>::new());
        let mut elsewhere = room("");
        elsewhere.shown = "public.users".to_owned();
        assert_eq!(elsewhere.lines(NAME, &rows(&sizes)), Vec::<String>::new());
        assert_eq!(room("").lines(NAME, &[row(1, None, None)]), Vec::<String>::new(), "nothing is bound");
    }

    #[test]
    fn a_row_that_stands_for_too_few_persons_is_found() {
        let few = "user.demographic.gender stands for fewer than 5 persons × 1";
        for (size, expected) in [(0, None), (1, Some(few)), (4, Some(few)), (5, None), (900, None)] {
            let expected: Vec<String> = expected.into_iter().map(|few| format!("violation {few}")).collect();
            assert_eq!(room("").lines(NAME, &[row(1, None, Some(size))]), expected, "{size}");
        }
        let mut unsure = row(1, None, Some(1));
        unsure.findings = vec![weak(finding("user.demographic.gender"))];
        assert_eq!(room("").lines(NAME, &[unsure]), [format!("lead {few}")]);
    }

    #[test]
    fn the_order_of_rows_does_not_show() {
        let mut all = rows(&[(1, 5), (2, 4), (3, 1)]);
        let forward = room("").judge(&all, &[]);
        all.reverse();
        assert_eq!(forward, room("").judge(&all, &[]));
    }
}
