//! The rule on another customer's data: records that carry the id of a client who is not the one their object belongs to. That the
//! same person is held for two clients proves nothing, so persons are not looked at.

use super::tally::{Tally, Verdict, by_class};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::policy::{Keeps, covers};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};

const NAME: &str = "foreign-tenant";

/// Makes the rule.
pub fn rule(_: &Bench) -> Box<dyn Rule> {
    Box::new(Foreign::default())
}

#[derive(Default)]
struct Foreign(Tally);

impl Rule for Foreign {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        if !sighting.about.is_foreign {
            return;
        }
        let promises = case.policy.map_or(&[][..], |policy| &policy.promise);
        for (class, seen) in by_class(sighting) {
            let promise =
                promises.iter().find(|promise| promise.keeps == Keeps::WithItsCustomer && covers(&promise.data, class));
            let (authority, rule) = match (case.policy, promise) {
                (Some(policy), Some(promise)) => {
                    let authority = Authority::Policy {
                        policy: policy.policy.id.clone(),
                        heading: promise.heading.0.clone(),
                        hedge: promise.hedge.clone(),
                    };
                    (authority, format!("{}: a customer's data stay with that customer", promise.id))
                }
                // Of operations across tenants, not of data at rest: something to look into.
                _ => {
                    let name = "OWASP ASVS 5.0 8.4.1".to_owned();
                    (Authority::Standard { name }, "one tenant's data are kept from another's".to_owned())
                }
            };
            let is_broken = promise.is_some() && seen.is_strong;
            let weight = if is_broken { Weight::Violation } else { Weight::Lead };
            let column = case.object.keeping.tenant.clone();
            let grounds = Grounds { authority, rule, event: None, origin: None, column };
            let state = "carries another client's id".to_owned();
            self.0.add(case, sighting, Verdict { weight, class: class.clone(), category: None, grounds, state });
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.0.into_violations(NAME));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, sighting, weak};
    use super::*;
    use crate::model::finding::Finding;

    #[test]
    fn a_foreign_id_is_evidence_and_nothing_else_is() {
        const PROMISE: &str = "[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"with-its-customer\"\n";
        let row = |finding: Finding, is_foreign| {
            let mut row = sighting(vec![finding], Some(&[1]));
            row.about.is_foreign = is_foreign;
            row
        };
        let there = "user.contact.email carries another client's id × 1";
        for (policy, finding, is_foreign, expected) in [
            (PROMISE, email(), true, vec![format!("violation {there}")]),
            (PROMISE, weak(email()), true, vec![format!("lead {there}")]),
            (PROMISE, email(), false, vec![]),
            ("", email(), true, vec![format!("lead {there}")]),
        ] {
            assert_eq!(Room::new(policy).lines(NAME, &[row(finding, is_foreign)]), expected);
        }
        // The same person in the realms of two clients.
        let mut other = row(email(), false);
        other.realm = "own/another".into();
        assert_eq!(Room::new(PROMISE).lines(NAME, &[row(email(), false), other]), Vec::<String>::new());
    }
}
