//! The rule on special categories of data for which the policy states no basis. GDPR 9(1) forbids to process them but on one of
//! the grounds of 9(2); which one it is must be said, and a catch-all says nothing.

use super::laws::is_region_within;
use super::tally::{Tally, Verdict, by_class};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::ids::DataClass;
use crate::model::policy::Policy;
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};

const NAME: &str = "special-category";
/// Where Regulation (EU) 2016/679 or its likeness in the United Kingdom applies.
const PLACES: [&str; 3] = ["EEA", "EU", "GB"];

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    let is_special = |laws: &Vec<String>| laws.iter().any(|law| law == "gdpr.9");
    let classes = bench.sensitive.iter().filter(|(_, laws)| is_special(laws)).map(|(class, _)| class.clone()).collect();
    Box::new(Special { classes, tally: Tally::default() })
}

struct Special {
    /// The classes that GDPR 9 is about.
    classes: Vec<DataClass>,
    tally: Tally,
}

impl Rule for Special {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(policy) = case.policy else { return };
        // GDPR 9(2)(a): who consented is a basis of their own, if the consent is explicit, which a column cannot say.
        let consent = sighting.about.consent;
        let Some(place) = place(case, policy, sighting) else { return };
        for (class, seen) in by_class(sighting) {
            if !self.classes.contains(class) || has_basis(policy, class, &sighting.conditions) || consent == Some(true) {
                continue;
            }
            let is_sure = seen.is_strong && place == Place::Certain;
            let mut state = "no basis is stated".to_owned();
            if consent == Some(false) {
                state.push_str(", and the person did not consent");
            }
            let grounds = Grounds {
                authority: Authority::Law { jurisdiction: "EEA".to_owned(), article: "GDPR 9(1) and 9(2)".to_owned() },
                rule: format!("{class}: only on a ground that the law names"),
                event: None,
                origin: None,
                column: None,
            };
            let weight = if is_sure { Weight::Violation } else { Weight::Lead };
            let category = policy.named(class, &sighting.conditions).first().map(|category| category.id.clone());
            self.tally.add(case, sighting, Verdict { weight, class: class.clone(), category, grounds, state });
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
    }
}

/// How sure it is that the law applies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Certain,
    /// The policy names it among other places.
    Possible,
}

/// Whether the law applies where the person is, else where the source is, else by what the policy names; none: it does not.
fn place(case: &Case<'_>, policy: &Policy, sighting: &Sighting) -> Option<Place> {
    let is_there = |code: &str| PLACES.iter().any(|place| is_region_within(code.trim(), place));
    // A column may hold any words; what is no code says nothing.
    let own = sighting.jurisdiction.as_deref().filter(|code| code.trim().split('-').next().is_some_and(|c| c.len() == 2));
    if let Some(code) = own.or(case.object.region.as_deref()) {
        return is_there(code).then_some(Place::Certain);
    }
    let named = &policy.policy.jurisdictions;
    match named.iter().filter(|code| is_there(code)).count() {
        0 => None,
        n if n == named.len() => Some(Place::Certain),
        _ => Some(Place::Possible),
    }
}

fn has_basis(policy: &Policy, class: &DataClass, conditions: &[String]) -> bool {
    policy.named(class, conditions).iter().any(|category| category.basis.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, finding, sighting, weak};
    use super::*;
    use crate::model::finding::Finding;

    fn health() -> Finding {
        finding("user.health_and_medical")
    }

    fn check(policy: &str, (places, region): (&str, Option<&str>), sighting: Sighting, expected: &[&str]) {
        let mut room = Room::new(policy);
        room.bench.sensitive = [("user.health_and_medical".into(), vec!["gdpr.9".to_owned()])].into();
        room.policy.policy.jurisdictions = places.split_whitespace().map(str::to_owned).collect();
        room.object.region = region.map(str::to_owned);
        assert_eq!(room.lines(NAME, &[sighting]), expected, "{policy} {places} {region:?}");
    }

    #[test]
    fn a_special_category_needs_a_basis_where_the_law_applies() {
        let row = |finding: Finding| sighting(vec![finding, email()], Some(&[1]));
        let broken = "violation user.health_and_medical no basis is stated × 1";
        let lead = "lead user.health_and_medical no basis is stated × 1";
        let category = |more: &str| format!("[[category]]\nid=\"c\"\nheading=\"H\"\ndata=[\"user\"]\n{more}\n");
        check("", ("EEA", None), row(health()), &[broken]);
        check(&category(""), ("EEA", None), row(health()), &[broken]);
        check(&category("basis=\"explicit consent\""), ("EEA", None), row(health()), &[]);
        check(&category("basis=\"explicit consent\"\ncatch_all=true"), ("EEA", None), row(health()), &[broken]);
        check("", ("US", None), row(health()), &[]);
        check("", ("US", Some("DE")), row(health()), &[broken]);
        check("", ("EEA", Some("US-CA")), row(health()), &[]);
        check("", ("EEA US", None), row(health()), &[lead]);
        check("", ("EEA", None), row(weak(health())), &[lead]);
        check("", ("EEA", None), row(finding("user.behavior")), &[]);
    }

    #[test]
    fn a_persons_consent_is_a_basis_and_their_place_decides() {
        let row = |consent: Option<bool>, own: Option<&str>| {
            let mut row = sighting(vec![health()], Some(&[1]));
            row.about.consent = consent;
            row.jurisdiction = own.map(str::to_owned);
            row
        };
        let refused = "violation user.health_and_medical no basis is stated, and the person did not consent × 1";
        check("", ("EEA", None), row(Some(true), None), &[]);
        check("", ("EEA", None), row(Some(false), None), &[refused]);
        check("", ("EEA", Some("DE")), row(None, Some("US")), &[]);
        check("", ("US", Some("US")), row(None, Some("FR")), &["violation user.health_and_medical no basis is stated × 1"]);
    }
}
