//! The rule on data that lie outside the systems or the region that the policy allows. Where a source stands comes from its
//! configuration: of one that does not say, the operator is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::laws::is_region_within;
use super::tally::{Tally, Verdict, by_class};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::ids::DataClass;
use crate::model::orders::is_match;
use crate::model::policy::{Handling, Keeps, Policy, Promise, covers};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};

const NAME: &str = "misplaced";

/// Makes the rule.
pub fn rule(_: &Bench) -> Box<dyn Rule> {
    Box::new(Misplaced::default())
}

#[derive(Default)]
struct Misplaced {
    tally: Tally,
    /// Questions → records they are about.
    open: BTreeMap<String, u64>,
}

impl Rule for Misplaced {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(policy) = case.policy else { return };
        let classes: BTreeMap<_, _> = by_class(sighting);
        for promise in policy.promise.iter().filter(|promise| promise.is_of(&sighting.conditions)) {
            let Some(place) = misplacement(promise, case) else { continue };
            let (state, is_certain) = place.map_or((None, false), |(state, is_certain)| (Some(state), is_certain));
            let mine: BTreeSet<_> = classes.keys().copied().filter(|class| covers(&promise.data, class)).collect();
            if mine.is_empty() {
                continue;
            }
            let Some(state) = state else {
                let source = &case.object.source;
                let question =
                    format!("{}: where is source {source}? promise `{}` names regions", policy.policy.id, promise.id);
                let n = self.open.entry(question).or_default();
                *n = n.saturating_add(sighting.count);
                continue;
            };
            for class in mine {
                let is_strong = classes.get(class).is_some_and(|seen| seen.is_strong);
                let weight = if is_strong && is_certain { Weight::Violation } else { Weight::Lead };
                let grounds = grounds(policy, promise);
                let verdict = Verdict { weight, class: class.clone(), category: None, grounds, state: state.clone() };
                self.tally.add(case, sighting, verdict);
            }
        }
        for (class, seen) in classes {
            self.as_categories(case, policy, (class, seen.is_strong), sighting);
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
        let open = self.open.into_iter().map(|(question, n)| (NAME.to_owned(), format!("{question}; records: {n}")));
        verdicts.open_questions.extend(open);
    }
}

impl Misplaced {
    /// What categories say of where their data are kept. Data that fall under several may be kept wherever one of them allows it;
    /// one that says nothing leaves a doubt.
    fn as_categories(&mut self, case: &Case<'_>, policy: &Policy, (class, is_strong): (&DataClass, bool), sighting: &Sighting) {
        let (mut wrong, mut has_silent) = (Vec::new(), false);
        for category in policy.named(class, &sighting.conditions) {
            let Handling { regions, systems, .. } = &category.handling;
            let places = [region(regions, case), system(systems, case)];
            if regions.is_empty() && systems.is_empty() {
                has_silent = true;
                continue;
            }
            match places.into_iter().flatten().next() {
                None => return,
                Some(place) => wrong.push((category, place)),
            }
        }
        let Some((category, place)) = wrong.into_iter().next() else { return };
        let Some((state, is_certain)) = place else {
            let (id, source) = (&policy.policy.id, &case.object.source);
            let n = self
                .open
                .entry(format!("{id}: where is source {source}? category `{}` names regions", category.id))
                .or_default();
            *n = n.saturating_add(sighting.count);
            return;
        };
        let weight = if is_strong && is_certain && !has_silent { Weight::Violation } else { Weight::Lead };
        let allowed: Vec<&str> =
            category.handling.regions.iter().chain(&category.handling.systems).map(String::as_str).collect();
        let grounds = Grounds {
            authority: Authority::Policy {
                policy: policy.policy.id.clone(),
                heading: category.heading.0.clone(),
                hedge: category.hedge.clone(),
            },
            rule: format!("{}: only in {}", category.id, allowed.join(", ")),
            event: None,
            origin: None,
            column: None,
        };
        let verdict = Verdict { weight, class: class.clone(), category: Some(category.id.clone()), grounds, state };
        self.tally.add(case, sighting, verdict);
    }
}

/// What is wrong with an object's place, and whether that is certain; none: nothing says where it is.
type Place = Option<(String, bool)>;

/// What is wrong with an object's place under a promise; none if nothing is.
fn misplacement(promise: &Promise, case: &Case<'_>) -> Option<Place> {
    match promise.keeps {
        Keeps::InRegion => region(&promise.regions, case),
        Keeps::InSystems => system(&promise.systems, case),
        _ => None,
    }
}

/// What is wrong with its region; none if nothing is or no region is asked for. A place that an allowed one is a part of may be the
/// allowed one.
fn region(regions: &[String], case: &Case<'_>) -> Option<Place> {
    if regions.is_empty() {
        return None;
    }
    let Some(region) = case.object.region.as_deref() else { return Some(None) };
    let is_within = regions.iter().any(|allowed| is_region_within(region, allowed));
    let is_certain = !regions.iter().any(|allowed| is_region_within(allowed, region));
    (!is_within).then(|| Some((format!("held in {region}"), is_certain)))
}

/// What is wrong with its system; none if nothing is or no system is asked for.
fn system(systems: &[String], case: &Case<'_>) -> Option<Place> {
    let source = case.object.source.as_str();
    let is_within = systems.is_empty() || systems.iter().any(|system| is_match(system, source));
    (!is_within).then(|| Some(("held in another system".to_owned(), true)))
}

fn grounds(policy: &Policy, promise: &Promise) -> Grounds {
    let what = match promise.keeps {
        Keeps::InRegion => format!("only in {}", promise.regions.join(", ")),
        _ => format!("only in {}", promise.systems.join(", ")),
    };
    Grounds {
        authority: Authority::Policy {
            policy: policy.policy.id.clone(),
            heading: promise.heading.0.clone(),
            hedge: promise.hedge.clone(),
        },
        rule: format!("{}: {what}", promise.id),
        event: None,
        origin: None,
        column: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, name, sighting, weak};
    use super::*;

    fn check(promise: &str, region: Option<&str>, expected: &[&str]) -> Vec<(String, String)> {
        let text = format!("[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"user.contact\"]\n{promise}\n");
        let mut room = Room::new(&text);
        room.object.region = region.map(str::to_owned);
        let verdicts = room.judge(&[sighting(vec![email(), name()], Some(&[1]))], &[]);
        let found: Vec<_> = verdicts.violations.iter().filter(|v| v.rule == NAME).map(super::super::fixture::line).collect();
        assert_eq!(found, expected, "{promise} {region:?}");
        verdicts.open_questions.into_iter().filter(|(rule, _)| rule == NAME).collect()
    }

    #[test]
    fn a_region_is_that_of_the_source() {
        let only = "keeps=\"in-region\"\nregions=[\"EEA\", \"US\"]";
        for (region, expected) in [
            ("DE", &[][..]),
            ("EEA", &[]),
            ("US-CA", &[]),
            ("US", &[]),
            ("IN", &["violation user.contact.email held in IN × 1"]),
            ("GB", &["violation user.contact.email held in GB × 1"]),
        ] {
            check(only, Some(region), expected);
        }
        check("keeps=\"in-region\"\nregions=[\"US-CA\"]", Some("US"), &["lead user.contact.email held in US × 1"]);
        let asked = check(only, None, &[]);
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].1, "p: where is source crm? promise `x` names regions; records: 1");
    }

    #[test]
    fn a_system_is_a_source_by_its_name() {
        check("keeps=\"in-systems\"\nsystems=[\"crm\"]", None, &[]);
        check("keeps=\"in-systems\"\nsystems=[\"CR*\", \"hr\"]", None, &[]);
        let there = "violation user.contact.email held in another system × 1";
        check("keeps=\"in-systems\"\nsystems=[\"hr\"]", None, &[there]);
        let text = "[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"in-systems\"\nsystems=[\"hr\"]\n";
        let found = Room::new(text).lines(NAME, &[sighting(vec![weak(email())], Some(&[1]))]);
        assert_eq!(found, ["lead user.contact.email held in another system × 1"]);
    }

    #[test]
    fn a_category_may_say_where_its_data_are_kept() {
        let category = |id: &str, handling: &str| {
            format!("[[category]]\nid=\"{id}\"\nheading=\"H\"\ndata=[\"user.contact\"]\nhandling={{{handling}}}\n")
        };
        let (here, there) = ("regions=[\"EEA\"]", "regions=[\"US\"]");
        let (silent, hr) = ("", "systems=[\"hr\"]");
        let broken = ["violation user.contact.email held in US × 1"];
        for (handlings, region, expected) in [
            (&[here][..], Some("DE"), &[][..]),
            (&[here], Some("US"), &broken),
            (&[here, there], Some("US"), &[]),
            (&[here, here], Some("US"), &broken),
            (&[here, silent], Some("US"), &["lead user.contact.email held in US × 1"]),
            (&[silent], Some("US"), &[]),
            (&[hr], None, &["violation user.contact.email held in another system × 1"]),
            (&[here], None, &[]),
        ] {
            let text: String = handlings.iter().enumerate().map(|(n, handling)| category(&format!("c{n}"), handling)).collect();
            let mut room = Room::new(&text);
            room.object.region = region.map(str::to_owned);
            let verdicts = room.judge(&[sighting(vec![email(), name()], Some(&[1]))], &[]);
            let mine = verdicts.violations.iter().filter(|violation| violation.rule == NAME);
            assert_eq!(mine.map(super::super::fixture::line).collect::<Vec<_>>(), expected, "{handlings:?} {region:?}");
            let asked = verdicts.open_questions.iter().filter(|(rule, _)| rule == NAME).count();
            assert_eq!(asked, usize::from(handlings == [here] && region.is_none()), "{handlings:?} {region:?}");
        }
    }

    #[test]
    fn a_row_condition_decides_under_which_promise_a_row_falls() {
        let promise = |keeps: &str| format!("[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nwhen=\"guest\"\n{keeps}\n");
        for (rule, keeps) in [(NAME, "keeps=\"in-systems\"\nsystems=[\"hr\"]"), ("promise", "keeps=\"nothing\"")] {
            for (condition, n) in [("guest", 1), ("member", 0)] {
                let mut row = sighting(vec![email()], Some(&[1]));
                row.conditions = vec![condition.to_owned()];
                assert_eq!(Room::new(&promise(keeps)).lines(rule, &[row]).len(), n, "{rule} {condition}");
            }
        }
    }
}
