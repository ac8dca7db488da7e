//! The rule on children's data, at collection and on the day of the judgement: by the ages that the policy names, else by
//! those of the law where the person is. Somebody whose age is unknown is never taken for an adult.

pub mod effect;
pub(super) mod limits;

use std::collections::BTreeMap;

use effect::Consent;
use limits::{Asked, Limit, Limits, find};

use super::age::{at_collection, today};
use super::children::{Age, Children};
use super::tally::{Tally, Verdict, is_strong};
use super::{Bench, Case, Laws, Rule, Verdicts};
use crate::model::child::CaseState;
use crate::model::finding::BirthBasis;
use crate::model::ids::DataClass;
use crate::model::policy::AgeRule;
use crate::model::sighting::{BirthFact, Sighting};
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::{Grounds, Weight};

/// Its name in reports.
pub const NAME: &str = "under-age";

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    Box::new(UnderAge {
        as_of: bench.as_of,
        scanned: bench.scanned,
        laws: bench.laws.clone(),
        tally: Tally::default(),
        open: BTreeMap::new(),
        comes_of_age: BTreeMap::new(),
        children: Children::default(),
    })
}

struct UnderAge {
    as_of: Day,
    scanned: Option<Day>,
    laws: Laws,
    tally: Tally,
    /// Questions → how many records they are about.
    open: BTreeMap<String, u64>,
    /// Month and age → how many records.
    comes_of_age: BTreeMap<(String, u8), u64>,
    children: Children,
}

impl Rule for UnderAge {
    fn name(&self) -> &'static str {
        NAME
    }

    fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let Some(birth) = sighting.birth else { return };
        let place = format!("source {}", case.object.source);
        let limits = match find(&Asked::of(case, sighting, &place), &self.laws) {
            Limits::Known(limits) => limits,
            Limits::Open(question) => {
                let n = self.open.entry(question).or_default();
                *n = n.saturating_add(sighting.count);
                return;
            }
        };
        let mut is_forbidden = false;
        let mut ages = Vec::new();
        for limit in &limits {
            // Whose data are not collected at all, for them nobody asks whether a parent consented.
            if is_forbidden && limit.effect == AgeRule::NeedsParentalConsent {
                continue;
            }
            let age = self.age(limit, case, sighting, birth);
            let Some((outcome, state)) = age.stand(Consent::from(sighting.parental_consent)) else { continue };
            let weight = match outcome {
                CaseState::Cleared => None,
                CaseState::Lead => Some(Weight::Lead),
                CaseState::Violation => Some(Weight::Violation),
            };
            is_forbidden |= limit.effect == AgeRule::Never && weight == Some(Weight::Violation);
            if let Some(weight) = weight {
                if let Some(month) = age.comes_of_age.clone() {
                    let n = self.comes_of_age.entry((month, limit.under)).or_default();
                    *n = n.saturating_add(sighting.count);
                }
                let (class, grounds) = (age.class.clone(), age.grounds.clone());
                self.tally.add(case, sighting, Verdict { weight, class, category: None, grounds, state });
            }
            ages.push(age);
        }
        if !ages.is_empty() {
            self.children.add(case, sighting, ages);
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
        let questions = self.open.into_iter().map(|(question, n)| (NAME.to_owned(), format!("{question}; records: {n}")));
        verdicts.open_questions.extend(questions);
        verdicts.comes_of_age = self.comes_of_age;
        self.children.finish(NAME, verdicts);
    }
}

/// The month in which somebody reaches an age, if it is known and not over on the day of the judgement.
fn comes_of_age(birth: BirthFact, under: u8, as_of: Day) -> Option<String> {
    let (year, month) = birth.month.filter(|_| birth.basis != BirthBasis::StatedAge)?;
    let (year, today) = (year.checked_add(under.into())?, as_of.to_date());
    ((year, month) >= (today.year(), today.month())).then(|| format!("{year:04}-{month:02}"))
}

impl UnderAge {
    /// What a limit says of a record.
    fn age(&self, limit: &Limit, case: &Case<'_>, sighting: &Sighting, birth: BirthFact) -> Age {
        let collected = collected(sighting).unwrap_or(self.as_of);
        let then = limit.is_valid_on(collected).then(|| at_collection(birth.at_collection, limit.under));
        let now = limit.is_valid_on(self.as_of).then(|| today(birth, limit.under, self.as_of, self.scanned));
        let (class, is_strong) = evidence(sighting, birth.basis);
        let views = [(then, "at collection"), (now, "today")];
        Age {
            class,
            is_strong,
            under: limit.under,
            effect: limit.effect,
            doubt: limit.doubt,
            views: views.into_iter().filter_map(|(state, at)| Some((state?, at))).collect(),
            comes_of_age: comes_of_age(birth, limit.under, self.as_of),
            grounds: grounds(case, sighting, limit),
        }
    }
}

/// The day of collection that the record states; a file's time says nothing of it.
fn collected(sighting: &Sighting) -> Option<Day> {
    match sighting.events.get(&EventKind::Created) {
        Some(EventTime::At { latest, origin: Origin::Bound | Origin::LineTime, .. }) => Some(*latest),
        _ => None,
    }
}

/// The class that the birth fact was read from, and whether its finding is strong.
fn evidence(sighting: &Sighting, basis: BirthBasis) -> (DataClass, bool) {
    let (pattern, class) = match basis {
        BirthBasis::DateOfBirth => ("user.demographic.date_of_birth", "user.demographic.date_of_birth"),
        BirthBasis::NationalId => ("user.government_id", "user.government_id.national_identification_number"),
        BirthBasis::StatedAge => ("user.demographic", "user.demographic.age_range"),
    };
    let findings = sighting.findings.iter().filter(|finding| finding.class.is_within(pattern));
    let best = findings.max_by_key(|finding| (is_strong(finding), finding.confidence, std::cmp::Reverse(&finding.class)));
    best.map_or_else(|| (class.into(), false), |best| (best.class.clone(), is_strong(best)))
}

fn grounds(case: &Case<'_>, sighting: &Sighting, limit: &Limit) -> Grounds {
    let created = match sighting.events.get(&EventKind::Created) {
        Some(EventTime::At { origin: origin @ (Origin::Bound | Origin::LineTime), .. }) => Some(*origin),
        _ => None,
    };
    let column = case.object.events.get(&EventKind::Created).filter(|_| created == Some(Origin::Bound));
    Grounds {
        authority: limit.authority.clone(),
        rule: limit.words(),
        event: created.map(|_| EventKind::Created),
        origin: created,
        column: column.cloned(),
    }
}

#[cfg(test)]
mod tests;
