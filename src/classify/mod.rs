//! Floor 1: a policy's text → [`Policy`], and data classes → the policy's categories.
//!
//! Sightings hold data classes only. Which category of a policy a class falls under is derived here, so that a changed
//! policy is judged again without reading a byte.

mod builtin;
mod check;
mod parse;

pub use builtin::POLICIES;
pub use check::{check, mistakes, unspecified};
pub use parse::{Mistake, Mistakes, parse, parse_any};

use std::collections::BTreeMap;

use crate::model::ids::DataClass;
use crate::model::policy::{Category, Policy};

/// Whether and how a policy discloses that it holds a class of data.
#[derive(Clone, PartialEq, Debug)]
pub enum Disclosure<'p> {
    /// These categories name the class or one of its parents.
    Disclosed(Vec<&'p Category>),
    /// Only an `anything else` covers it: for a human to decide.
    OnlyCatchAll(Vec<&'p Category>),
    /// No category covers it.
    Undisclosed,
}

/// The policies in the binary and the operator's own (file name, text), by id. An own policy takes the place of one in the
/// binary that has its id. `is_class`: see [`parse`].
///
/// # Errors
/// All mistakes of all files.
pub fn load(own: &[(String, String)], is_class: &dyn Fn(&str) -> bool) -> Result<Vec<Policy>, Mistakes> {
    let builtin = POLICIES.iter().copied();
    let own = own.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    let mut policies = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (file, text) in builtin.chain(own) {
        match parse(file, text, is_class) {
            Ok(policy) => {
                policies.insert(policy.policy.id.clone(), policy);
            }
            Err(more) => mistakes.extend(more),
        }
    }
    if mistakes.is_empty() { Ok(policies.into_values().collect()) } else { Err(Mistakes(mistakes)) }
}

/// The categories under which a class falls, in the policy's order; catch-alls are not among them.
pub fn categories<'p>(policy: &'p Policy, class: &DataClass) -> Vec<&'p Category> {
    policy.category.iter().filter(|category| !category.catch_all && category.covers(class)).collect()
}

/// Whether a policy discloses a class.
pub fn disclosure<'p>(policy: &'p Policy, class: &DataClass) -> Disclosure<'p> {
    let named = categories(policy, class);
    if !named.is_empty() {
        return Disclosure::Disclosed(named);
    }
    let rest: Vec<_> = policy.category.iter().filter(|category| category.covers(class)).collect();
    if rest.is_empty() { Disclosure::Undisclosed } else { Disclosure::OnlyCatchAll(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin(id: &str) -> Policy {
        let (file, text) = POLICIES.iter().find(|(file, _)| *file == format!("{id}.toml")).unwrap();
        parse(file, text, &|_| true).unwrap()
    }

    fn check(policy: &str, class: &str, expected: &[&str]) {
        let policy = builtin(policy);
        let found: Vec<String> = match disclosure(&policy, &class.into()) {
            Disclosure::Disclosed(named) => named.iter().map(|category| category.id.to_string()).collect(),
            Disclosure::OnlyCatchAll(rest) => rest.iter().map(|category| format!("?{}", category.id)).collect(),
            Disclosure::Undisclosed => vec![],
        };
        assert_eq!(found, expected, "{class}");
    }

    #[test]
    fn a_class_falls_under_every_category_that_names_it() {
        check("workpex", "user.name", &["account-signup", "payment", "testimonials", "service-data"]);
        check("workpex", "user.name.first", &["account-signup", "payment", "testimonials", "service-data"]);
        check("workpex", "user.device.ip_address", &["social-widgets"]);
        check("workpex", "user.demographic.religious_belief", &[]);
        check("staffex", "user.device.user_agent", &["log-data", "usage-data", "device"]);
        check("chatsphere", "user.financial.credit_card", &[]);
        check("seli", "user.name", &["provided"]);
    }

    #[test]
    fn an_own_policy_takes_the_place_of_the_one_in_the_binary() {
        let own = |id: &str| {
            let head = format!("[policy]\nid = \"{id}\"\nname = \"Own\"\nlanguage = \"en\"\n");
            (format!("etc/{id}.toml"), head)
        };
        let policies = load(&[own("workpex"), own("another")], &|_| true).unwrap();
        let found: Vec<_> = policies.iter().map(|policy| (policy.policy.id.as_str(), policy.policy.name == "Own")).collect();
        let expected = [
            ("another", true),
            ("chatsphere", false),
            ("seli", false),
            ("staffex", false),
            ("workhirespot", false),
            ("workpex", true),
        ];
        assert_eq!(found, expected);
        let broken = [("a.toml".to_owned(), "x = 1".to_owned()), ("b.toml".to_owned(), "y = 1".to_owned())];
        let mistakes = load(&broken, &|_| true).unwrap_err().to_string();
        assert!(mistakes.contains("a.toml:1: unknown section `x`") && mistakes.contains("\nb.toml:1: "), "{mistakes}");
    }

    #[test]
    fn a_catch_all_does_not_disclose_silently() {
        check("chatsphere", "user.contact.address.city", &["?other-contact-details"]);
        check("chatsphere", "user.contact.email", &["personal-information"]);
        check("seli", "user.biometric", &["?anything-else"]);
        check("staffex", "user.government_id.passport_number", &["?other-provided"]);
        check("staffex", "user.health_and_medical", &[]);
    }
}
