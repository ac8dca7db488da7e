//! Which ages apply to a record: the policy's, else those of the law where the person is. Apart from the rule because it
//! decides on whose authority a child is a child.

use crate::judge::{Case, Law, Laws};
use crate::model::policy::{Age, AgeRule, Policy};
use crate::model::sighting::Sighting;
use crate::model::time::Day;
use crate::model::verdict::Authority;

/// An age and what follows below it.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Persons younger than this many full years.
    pub under: u8,
    /// What follows.
    pub effect: AgeRule,
    /// On what authority.
    pub authority: Authority,
    /// Why it can give no more than a lead.
    pub doubt: Option<&'static str>,
    /// The law that it comes from, with the days on which it applies.
    law: Option<Law>,
}

impl Limit {
    /// Whether it applies on a day; a policy's age applies always.
    pub fn is_valid_on(&self, day: Day) -> bool {
        self.law.as_ref().is_none_or(|law| law.is_valid_on(day))
    }
}

/// The ages that apply, prohibitions first, or what must be asked.
#[derive(Clone, Debug)]
pub enum Limits {
    /// These.
    Known(Vec<Limit>),
    /// Nothing says which.
    Open(String),
}

/// The ages for a record: the policy's if it names any; else those of the record's jurisdiction, else of the object's region,
/// else of the policy's jurisdiction if it names exactly one.
pub fn find(case: &Case<'_>, sighting: &Sighting, laws: &Laws) -> Limits {
    let ages = case.policy.map_or(&[][..], |policy| &policy.age);
    if let Some(policy) = case.policy
        && !ages.is_empty()
    {
        let mut limits: Vec<Limit> = ages.iter().map(|age| stated(policy, age)).collect();
        limits.sort_by_key(|limit| (limit.effect, limit.under));
        return Limits::Known(limits);
    }
    let own = sighting.jurisdiction.as_deref().or(case.object.region.as_deref()).filter(|code| !code.trim().is_empty());
    let only = case.policy.and_then(|policy| match policy.policy.jurisdictions.as_slice() {
        [one] => Some(one.as_str()),
        _ => None,
    });
    let Some(code) = own.or(only) else { return Limits::Open(open(case)) };
    let rows = laws.of(code);
    if rows.is_empty() {
        // The record's own word may be anything a column holds, so the question does not repeat it.
        let whose = if sighting.jurisdiction.is_some() { "a record's jurisdiction" } else { code };
        return Limits::Open(format!("source {}: the table of ages has no row for {whose}", case.object.source));
    }
    let is_vague = ["EEA", "EU"].iter().any(|union| code.trim().eq_ignore_ascii_case(union));
    Limits::Known(rows.into_iter().map(|law| lawful(law, is_vague)).collect())
}

fn stated(policy: &Policy, age: &Age) -> Limit {
    let is_for_users = age.subjects.is_empty() || age.subjects.iter().any(|subject| subject == "user");
    Limit {
        under: age.under,
        effect: age.rule,
        authority: Authority::Policy {
            policy: policy.policy.id.clone(),
            heading: age.heading.0.clone(),
            hedge: age.hedge.clone(),
        },
        doubt: (!is_for_users).then_some("for some of the persons only, and the record does not say which"),
        law: None,
    }
}

fn lawful(law: &Law, is_vague: bool) -> Limit {
    let doubt = match (law.is_verified(), is_vague) {
        (false, _) => Some("the table's row is unverified"),
        (true, true) => Some("unless the member state sets a lower age"),
        (true, false) => None,
    };
    Limit {
        under: law.age,
        effect: law.effect,
        authority: Authority::Law { jurisdiction: law.jurisdiction.clone(), article: law.article.clone() },
        doubt,
        law: Some(law.clone()),
    }
}

fn open(case: &Case<'_>) -> String {
    let Some(policy) = case.policy else {
        return format!("source {}: no policy and no region, so no age applies", case.object.source);
    };
    let id = &policy.policy.id;
    match policy.policy.jurisdictions.as_slice() {
        [] => format!("{id}: no age and no jurisdiction is stated; give source {} a region", case.object.source),
        several => {
            let several = several.join(", ");
            format!("{id}: no age is stated and {several} may all apply; give source {} a region", case.object.source)
        }
    }
}
