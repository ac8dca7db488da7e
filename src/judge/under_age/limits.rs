//! Which ages apply to a record: the policy's, else those of the law where the person is. Apart from the rule because it
//! decides on whose authority a child is a child.

use crate::judge::{Case, Law, Laws};
use crate::model::about::PersonKind;
use crate::model::policy::{Age, AgeRule, Policy, Role};
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
    /// An age that whoever asks gives with the question.
    pub fn given(under: u8, effect: AgeRule) -> Self {
        Self { under, effect, authority: Authority::Given, doubt: None, law: None }
    }

    /// In words: `under 16: not collected`.
    pub fn words(&self) -> String {
        let what = match self.effect {
            AgeRule::Never => "not collected",
            AgeRule::NeedsParentalConsent => "only with a parent's consent",
            AgeRule::SaleOptIn => "sale only after an opt-in",
            AgeRule::Sensitive => "sensitive",
        };
        format!("under {}: {what}", self.under)
    }

    /// The first day on which it applies, if a law says so.
    pub fn valid_from(&self) -> Option<jiff::civil::Date> {
        self.law.as_ref().map(|law| law.valid_from)
    }

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

/// Whose data are judged, and where.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The policy, if there is one.
    pub policy: Option<&'a Policy>,
    /// Where the person is, if the record says so.
    pub own: Option<&'a str>,
    /// Where the source is.
    pub region: Option<&'a str>,
    /// What kind of person it is, if that is known: `user`, `employee`, `customer-of-customer`.
    pub person: Option<&'a str>,
    /// The company's role; none: controller, unless something says otherwise.
    pub role: Option<Role>,
    /// What is asked about, in the words of questions: `source crm`.
    pub place: &'a str,
    /// What can be given to it, in the same words: `a region`.
    pub lacks: &'static str,
}

impl<'a> Asked<'a> {
    /// Of a sighting.
    pub fn of(case: &'a Case<'_>, sighting: &'a Sighting, place: &'a str) -> Self {
        Self {
            policy: case.policy,
            own: sighting.jurisdiction.as_deref(),
            region: case.object.region.as_deref(),
            person: sighting.about.person.map(PersonKind::as_str),
            role: case.object.keeping.role,
            place,
            lacks: "a region",
        }
    }
}

/// The ages that apply: the policy's if it names any for this person and role; else those of the person's own jurisdiction,
/// else of the source's region, else of the policy's jurisdiction if it names exactly one.
pub fn find(asked: &Asked<'_>, laws: &Laws) -> Limits {
    let ages = asked.policy.map_or(&[][..], |policy| &policy.age);
    let mine: Vec<&Age> = ages.iter().filter(|age| is_for(age, asked)).collect();
    if let Some(policy) = asked.policy
        && !mine.is_empty()
    {
        let mut limits: Vec<Limit> = mine.into_iter().map(|age| stated(policy, age, asked.person)).collect();
        limits.sort_by_key(|limit| (limit.effect, limit.under));
        return Limits::Known(limits);
    }
    let own = asked.own.or(asked.region).filter(|code| !code.trim().is_empty());
    let only = asked.policy.and_then(|policy| match policy.policy.jurisdictions.as_slice() {
        [one] => Some(one.as_str()),
        _ => None,
    });
    let Some(code) = own.or(only) else { return Limits::Open(open(asked)) };
    let rows = laws.of(code);
    if rows.is_empty() {
        // The record's own word may be anything a column holds, so the question does not repeat it.
        let whose = if asked.own.is_some() { "a record's jurisdiction" } else { code };
        return Limits::Open(format!("{}: the table of ages has no row for {whose}", asked.place));
    }
    let is_vague = ["EEA", "EU"].iter().any(|union| code.trim().eq_ignore_ascii_case(union));
    Limits::Known(rows.into_iter().map(|law| lawful(law, is_vague, asked)).collect())
}

/// Whether an age of the policy is about this person in this role. Of a person of unknown kind it may be.
fn is_for(age: &Age, asked: &Asked<'_>) -> bool {
    let is_person = asked.person.is_none_or(|person| age.subjects.is_empty() || age.subjects.iter().any(|s| s == person));
    is_person && (age.roles.is_empty() || age.roles.contains(&asked.role.unwrap_or(Role::Controller)))
}

fn stated(policy: &Policy, age: &Age, person: Option<&str>) -> Limit {
    let is_certain = person.is_some() || age.subjects.is_empty() || age.subjects.iter().any(|subject| subject == "user");
    Limit {
        under: age.under,
        effect: age.rule,
        authority: Authority::Policy {
            policy: policy.policy.id.clone(),
            heading: age.heading.0.clone(),
            hedge: age.hedge.clone(),
        },
        doubt: (!is_certain).then_some("for some of the persons only, and the record does not say which"),
        law: None,
    }
}

fn lawful(law: &Law, is_vague: bool, asked: &Asked<'_>) -> Limit {
    let is_meant = asked.person.is_none_or(|person| law.persons.is_empty() || law.persons.iter().any(|p| p == person));
    let doubt = if !law.is_verified() {
        Some("the table's row is unverified")
    } else if is_vague {
        Some("unless the member state sets a lower age")
    } else if asked.role == Some(Role::Processor) {
        Some("the customer is the controller and answers for it")
    } else if !is_meant {
        Some("the law is about other kinds of persons")
    } else {
        None
    };
    Limit {
        under: law.age,
        effect: law.effect,
        authority: Authority::Law { jurisdiction: law.jurisdiction.clone(), article: law.article.clone() },
        doubt,
        law: Some(law.clone()),
    }
}

fn open(asked: &Asked<'_>) -> String {
    let (place, lacks) = (asked.place, asked.lacks);
    let Some(policy) = asked.policy else {
        return format!("{place}: no policy and no {}, so no age applies", lacks.trim_start_matches("a "));
    };
    let id = &policy.policy.id;
    match policy.policy.jurisdictions.as_slice() {
        [] => format!("{id}: no age and no jurisdiction is stated; give {place} {lacks}"),
        several => {
            let several = several.join(", ");
            format!("{id}: no age is stated and {several} may all apply; give {place} {lacks}")
        }
    }
}
