//! The rule on what no policy can allow: passwords in the clear and stored card security codes. Its grounds are standards,
//! never the policy.

use super::tally::{Tally, Verdict, is_strong};
use super::{Bench, Case, Rule, Verdicts};
use crate::model::finding::{Finding, Form};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Grounds, Weight};

const NAME: &str = "standard";

/// What a standard forbids to store.
struct Forbidden {
    class: &'static str,
    forms: &'static [Form],
    standard: &'static str,
    rule: &'static str,
    state: &'static str,
}

/// OWASP ASVS 5.0, 11.4.2: passwords are stored by a slow key derivation function. PCI DSS 4.0.1, 3.3.1: the card's security
/// code is not kept once the payment is authorised, not even encrypted.
const FORBIDDEN: [Forbidden; 2] = [
    Forbidden {
        class: "user.authorization.password",
        forms: &[Form::Full],
        standard: "OWASP ASVS 5.0 11.4.2",
        rule: "passwords are stored only as slow hashes",
        state: "stored in the clear",
    },
    Forbidden {
        class: "user.financial.card_security_code",
        forms: &[Form::Full, Form::Encrypted],
        standard: "PCI DSS 4.0.1 requirement 3.3.1",
        rule: "card security codes are not kept after authorisation",
        state: "stored",
    },
];

/// Makes the rule.
pub fn rule(_: &Bench) -> Box<dyn Rule> {
    Box::new(Standards::default())
}

#[derive(Default)]
struct Standards(Tally);

impl Rule for Standards {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        for forbidden in &FORBIDDEN {
            let is_one =
                |finding: &&Finding| finding.class.is_within(forbidden.class) && forbidden.forms.contains(&finding.form);
            let Some(worst) = sighting.findings.iter().filter(is_one).max_by_key(|finding| is_strong(finding)) else {
                continue;
            };
            let weight = if is_strong(worst) { Weight::Violation } else { Weight::Lead };
            let grounds = Grounds {
                authority: Authority::Standard { name: forbidden.standard.to_owned() },
                rule: forbidden.rule.to_owned(),
                event: None,
                origin: None,
                column: None,
            };
            let state = forbidden.state.to_owned();
            self.0.add(case, sighting, Verdict { weight, class: forbidden.class.into(), category: None, grounds, state });
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.0.into_violations(NAME));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, finding, sighting, test_value, weak};
    use super::*;

    fn check(findings: Vec<Finding>, expected: &[&str]) {
        // The policy discloses all of it: a standard holds whatever a policy says.
        let room = Room::new("[[category]]\nid=\"all\"\nheading=\"H\"\ndata=[\"user\"]\n");
        assert_eq!(room.lines(NAME, &[sighting(findings, Some(&[1]))]), expected);
    }

    #[test]
    fn passwords_in_the_clear_and_security_codes_are_forbidden() {
        let password = |form| Finding { form, ..finding("user.authorization.password") };
        let code = |form| Finding { form, ..finding("user.financial.card_security_code") };
        check(vec![password(Form::Full)], &["violation user.authorization.password stored in the clear × 1"]);
        check(vec![password(Form::Hashed), password(Form::Encrypted), password(Form::Partial)], &[]);
        check(vec![weak(password(Form::Full))], &["lead user.authorization.password stored in the clear × 1"]);
        check(vec![test_value(password(Form::Full))], &["lead user.authorization.password stored in the clear × 1"]);
        check(vec![code(Form::Full)], &["violation user.financial.card_security_code stored × 1"]);
        check(vec![code(Form::Encrypted)], &["violation user.financial.card_security_code stored × 1"]);
        check(vec![code(Form::Partial)], &[]);
        check(
            vec![code(Form::Full), weak(code(Form::Full)), password(Form::Full)],
            &[
                "violation user.authorization.password stored in the clear × 1",
                "violation user.financial.card_security_code stored × 1",
            ],
        );
    }

    #[test]
    fn the_grounds_name_the_standard_and_not_the_policy() {
        let room = Room::new("");
        let verdicts = room.judge(&[sighting(vec![finding("user.authorization.password")], None)], &[]);
        let found = verdicts.violations.iter().find(|violation| violation.rule == NAME).unwrap();
        assert_eq!(found.grounds.authority, Authority::Standard { name: "OWASP ASVS 5.0 11.4.2".to_owned() });
        assert_eq!(found.n_records, 1);
    }
}
