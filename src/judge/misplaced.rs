//! The rule on data that lie outside the systems or the region that the policy allows. Where a source stands comes from its
//! configuration: of one that does not say, the operator is asked.

use std::collections::{BTreeMap, BTreeSet};

use super::laws::is_region_within;
use super::tally::{Tally, Verdict, by_class};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::orders::is_match;
use crate::model::policy::{Keeps, Policy, Promise, covers};
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
        for promise in &policy.promise {
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
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
        let open = self.open.into_iter().map(|(question, n)| (NAME.to_owned(), format!("{question}; records: {n}")));
        verdicts.open_questions.extend(open);
    }
}

/// What is wrong with an object's place under a promise, and whether that is certain: none if nothing is; an inner none if nothing
/// says where it is. A place that an allowed one is a part of may be the allowed one.
fn misplacement(promise: &Promise, case: &Case<'_>) -> Option<Option<(String, bool)>> {
    match promise.keeps {
        Keeps::InRegion => {
            let Some(region) = case.object.region.as_deref() else { return Some(None) };
            let is_within = promise.regions.iter().any(|allowed| is_region_within(region, allowed));
            let is_certain = !promise.regions.iter().any(|allowed| is_region_within(allowed, region));
            (!is_within).then(|| Some((format!("held in {region}"), is_certain)))
        }
        Keeps::InSystems => {
            let source = case.object.source.as_str();
            let is_within = promise.systems.iter().any(|system| is_match(system, source));
            (!is_within).then(|| Some(("held in another system".to_owned(), true)))
        }
        _ => None,
    }
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
}
