//! The rule on classes that the policy does not disclose. A catch-all (`anything else you give us`) discloses nothing by itself:
//! what it alone covers is counted apart, and a special category never falls under it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::tally::{Count, Objects, Verdict, by_class, violation};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::finding::ColumnRole;
use crate::model::ids::{CategoryId, DataClass, ObjectId, PolicyId};
use crate::model::policy::{Category, Policy};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};
use crate::model::view::NeverFound;

const NAME: &str = "undisclosed";
/// What only a catch-all covers.
const CAUGHT: &str = "disclosed_by_catch_all";
/// The laws whose special categories no catch-all covers: the articles of Regulation (EU) 2016/679 on special categories, and on
/// convictions and offences.
const SPECIAL: [&str; 2] = ["gdpr.9", "gdpr.10"];

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    let is_special = |laws: &Vec<String>| laws.iter().any(|law| SPECIAL.contains(&law.as_str()));
    let special = bench.sensitive.iter().filter(|(_, laws)| is_special(laws)).map(|(class, _)| class.clone()).collect();
    Box::new(Undisclosed { special, slots: HashMap::new(), objects: Objects::default(), declared: BTreeMap::new() })
}

struct Undisclosed {
    /// The classes that no catch-all covers.
    special: BTreeSet<DataClass>,
    /// By object, class, and those row conditions that hold and that categories ask for. None: the policy discloses the class.
    slots: HashMap<(ObjectId, DataClass, Vec<String>), Option<Slot>>,
    objects: Objects,
    /// What the policies that were met declare, as long as nothing of it was found.
    declared: BTreeMap<PolicyId, Vec<NeverFound>>,
}

struct Slot {
    category: Option<CategoryId>,
    grounds: Grounds,
    strong: Count,
    weak: Count,
    roles: BTreeSet<ColumnRole>,
}

impl Rule for Undisclosed {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(policy) = case.policy else { return };
        let is_asked = |condition: &&String| policy.category.iter().any(|category| category.when.as_ref() == Some(*condition));
        let conditions: Vec<String> = sighting.conditions.iter().filter(is_asked).cloned().collect();
        for (class, seen) in by_class(sighting) {
            let declared = self.declared.entry(policy.policy.id.clone()).or_insert_with(|| declared(policy));
            let is_special = self.special.contains(class);
            let slot = self.slots.entry((case.object.id, class.clone(), conditions.clone())).or_insert_with(|| {
                let named = policy.named(class, &conditions);
                declared.retain(|line| !named.iter().any(|own| own.id == line.category));
                named.is_empty().then(|| slot(policy, class, is_special))
            });
            let Some(slot) = slot else { continue };
            self.objects.meet(case);
            slot.roles.extend(&seen.roles);
            let count = if seen.is_strong { &mut slot.strong } else { &mut slot.weak };
            count.add(sighting.count, None, sighting.at.as_ref());
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.never_found = self.declared.into_values().flatten().collect();
        // Rows under other conditions may come to the same verdict.
        let mut found: BTreeMap<(ObjectId, Verdict), Count> = BTreeMap::new();
        for ((object, class, _), slot) in self.slots.into_iter().filter_map(|(key, slot)| Some((key, slot?))) {
            let is_caught = slot.category.is_some();
            let is_weak = slot.strong.n == 0;
            let weight = match (is_caught, is_weak) {
                (true, _) => Weight::CatchAll,
                (false, true) => Weight::Lead,
                (false, false) => Weight::Violation,
            };
            let count = if is_weak { slot.weak } else { slot.strong };
            let mut state = if is_caught { CAUGHT } else { "not disclosed" }.to_owned();
            if !slot.roles.contains(&ColumnRole::Own) {
                state.push_str(", of others than the record's subject");
            }
            let verdict = Verdict { weight, class, category: slot.category, grounds: slot.grounds, state };
            found.entry((object, verdict)).or_default().merge(&count);
        }
        for ((object, verdict), count) in found {
            let Some(shown) = self.objects.shown(object) else { continue };
            verdicts.violations.push(violation(NAME, shown, verdict, &count));
        }
    }
}

/// Everything that a policy declares; a catch-all declares nothing.
fn declared(policy: &Policy) -> Vec<NeverFound> {
    let named = policy.category.iter().filter(|category| !category.catch_all);
    let line = |category: &Category| NeverFound {
        policy: policy.policy.id.clone(),
        category: category.id.clone(),
        heading: category.heading.0.clone(),
        data: category.data.clone(),
    };
    named.map(line).collect()
}

/// What is wrong with holding a class under a policy of which no category discloses it.
fn slot(policy: &Policy, class: &DataClass, is_special: bool) -> Slot {
    let rest = policy.category.iter().find(|category| category.catch_all && category.covers(class));
    let (category, heading, hedge, rule) = match rest {
        Some(rest) if is_special => {
            (None, rest.heading.0.clone(), rest.hedge.clone(), "a catch-all does not cover a special category")
        }
        Some(rest) => (Some(rest.id.clone()), rest.heading.0.clone(), rest.hedge.clone(), "only a catch-all covers it"),
        None => (None, nearest(policy, class), None, "no category covers it"),
    };
    Slot {
        category,
        grounds: Grounds {
            authority: Authority::Policy { policy: policy.policy.id.clone(), heading, hedge },
            rule: format!("{class}: {rule}"),
            event: None,
            origin: None,
            column: None,
        },
        strong: Count::default(),
        weak: Count::default(),
        roles: BTreeSet::new(),
    }
}

/// The heading under which one would look for the class: of the category that names its nearest relative.
fn nearest(policy: &Policy, class: &DataClass) -> String {
    let kinship = |category: &Category| {
        let shared = |key: &String| class.as_str().split('.').zip(key.split('.')).take_while(|(a, b)| a == b).count();
        category.data.iter().map(shared).max().unwrap_or(0)
    };
    let named = policy.category.iter().filter(|category| !category.catch_all);
    // Of several that are equally near, the first in the text.
    let best = named.rev().max_by_key(|category| kinship(category));
    best.map(|category| category.heading.0.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, finding, name, sighting, test_value, weak};
    use super::*;
    use crate::model::finding::Finding;

    const POLICY: &str = "[[category]]\nid=\"n\"\nheading=\"Account\"\ndata=[\"user.name\"]\n[[category]]\nid=\"m\"\nheading=\"Contact\"\ndata=[\"user.contact.email\"]\n[[category]]\nid=\"rest\"\nheading=\"Other\"\ndata=[\"user.demographic\"]\ncatch_all=true\n";

    fn room() -> Room {
        let mut room = Room::new(POLICY);
        let laws = |laws: &[&str]| laws.iter().map(|law| (*law).to_owned()).collect();
        room.bench.sensitive = BTreeMap::from([
            ("user.demographic.religious_belief".into(), laws(&["ccpa.spi", "gdpr.9"])),
            ("user.demographic.marital_status".into(), laws(&["pipl.28"])),
        ]);
        room
    }

    fn check(findings: Vec<Finding>, expected: &[&str]) {
        let rows = [sighting(findings.clone(), Some(&[1])), sighting(findings, Some(&[2]))];
        assert_eq!(room().lines(NAME, &rows), expected);
    }

    #[test]
    fn a_catch_all_is_counted_apart_and_covers_no_special_category() {
        let weights = |finding: Finding| -> Vec<(Weight, String, Option<CategoryId>)> {
            let verdicts = room().judge(&[sighting(vec![finding], Some(&[1]))], &[]);
            let mine = verdicts.violations.into_iter().filter(|violation| violation.rule == NAME);
            mine.map(|violation| (violation.weight, violation.state, violation.category)).collect()
        };
        let caught = || vec![(Weight::CatchAll, CAUGHT.to_owned(), Some("rest".into()))];
        for (finding, expected) in [
            (finding("user.demographic.gender"), caught()),
            (finding("user.demographic.marital_status"), caught()),
            (weak(finding("user.demographic.gender")), caught()),
            (finding("user.demographic.religious_belief"), vec![(Weight::Violation, "not disclosed".to_owned(), None)]),
            (weak(finding("user.demographic.religious_belief")), vec![(Weight::Lead, "not disclosed".to_owned(), None)]),
        ] {
            assert_eq!(weights(finding.clone()), expected, "{}", finding.class);
        }
    }

    #[test]
    fn a_class_that_no_category_names_is_a_violation() {
        let religion = || finding("user.demographic.religious_belief");
        let phone = || finding("user.contact.phone_number");
        check(vec![name(), email(), finding("user.name.first")], &[]);
        check(vec![phone()], &["violation user.contact.phone_number not disclosed × 2"]);
        check(vec![phone(), weak(phone())], &["violation user.contact.phone_number not disclosed × 2"]);
        check(vec![weak(phone())], &["lead user.contact.phone_number not disclosed × 2"]);
        check(vec![test_value(phone())], &["lead user.contact.phone_number not disclosed × 2"]);
        check(vec![religion()], &["violation user.demographic.religious_belief not disclosed × 2"]);
        check(vec![weak(religion())], &["lead user.demographic.religious_belief not disclosed × 2"]);
        let guardian = Finding { role: ColumnRole::Guardian, ..phone() };
        let others = "violation user.contact.phone_number not disclosed, of others than the record's subject × 2";
        check(vec![guardian.clone()], &[others]);
        check(vec![guardian, phone()], &["violation user.contact.phone_number not disclosed × 2"]);
    }

    #[test]
    fn a_row_condition_decides_under_which_category_a_row_falls() {
        let text = format!(
            "{POLICY}[[category]]\nid=\"t\"\nheading=\"Guests\"\ndata=[\"user.contact.phone_number\"]\nwhen=\"guest\"\n"
        );
        let row = |key: u8, condition: &str| {
            let mut row = sighting(vec![finding("user.contact.phone_number"), email()], Some(&[key]));
            row.conditions = vec![condition.to_owned()];
            row
        };
        let broken = "violation user.contact.phone_number not disclosed × 2";
        for (rows, expected, never) in [
            (vec![row(1, "guest")], &[][..], &["n"][..]),
            (vec![row(1, "member"), row(2, "staff"), row(3, "guest")], &[broken], &["n"]),
            (vec![row(1, "member"), row(2, "staff")], &[broken], &["n", "t"]),
        ] {
            let verdicts = Room::new(&text).judge(&rows, &[]);
            let mine = verdicts.violations.iter().filter(|violation| violation.rule == NAME);
            assert_eq!(mine.map(super::super::fixture::line).collect::<Vec<_>>(), expected);
            assert_eq!(verdicts.never_found.iter().map(|line| line.category.as_str()).collect::<Vec<_>>(), never);
        }
    }

    #[test]
    fn the_grounds_cite_the_catch_all_or_the_nearest_heading() {
        let cited = |class: &str| {
            let verdicts = Room::new(POLICY).judge(&[sighting(vec![finding(class)], Some(&[1]))], &[]);
            let found = verdicts.violations.iter().find(|violation| violation.rule == NAME).unwrap();
            match &found.grounds.authority {
                Authority::Policy { heading, .. } => (heading.clone(), found.category.clone()),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(cited("user.demographic.gender"), ("Other".to_owned(), Some("rest".into())));
        assert_eq!(cited("user.contact.phone_number"), ("Contact".to_owned(), None));
        assert_eq!(cited("user.biometric"), ("Account".to_owned(), None));
    }

    #[test]
    fn without_a_policy_nothing_is_undisclosed() {
        let room = Room::new(POLICY);
        let mut judge = super::super::Judge::new(&room.bench);
        room.with_case(|case| {
            judge.sighting(&Case { policy: None, ..*case }, &sighting(vec![finding("user.biometric")], None))
        });
        assert!(judge.finish().violations.is_empty());
    }

    #[test]
    fn what_is_declared_and_never_found_is_told() {
        let never = |findings: Vec<Finding>| -> Vec<String> {
            let verdicts = Room::new(POLICY).judge(&[sighting(findings, Some(&[1]))], &[]);
            verdicts.never_found.into_iter().map(|line| format!("{}: {}", line.category, line.heading)).collect()
        };
        assert_eq!(never(vec![finding("user.contact.phone_number")]), ["n: Account", "m: Contact"]);
        assert_eq!(never(vec![email()]), ["n: Account"]);
        assert!(never(vec![email(), weak(name())]).is_empty());
    }
}
