//! The rule on children's data, at collection and on the day of the judgement: by the ages that the policy names, else by
//! those of the law where the person is. Somebody whose age is unknown is never taken for an adult.

pub(super) mod effect;
pub(super) mod limits;

use std::collections::BTreeMap;

use effect::{Consent, Outcome, follow};
use limits::{Asked, Limit, Limits, find};

use super::age::{at_collection, today};
use super::tally::{Tally, Verdict, is_strong};
use super::{Bench, Case, Laws, Rule, Verdicts};
use crate::model::finding::BirthBasis;
use crate::model::ids::DataClass;
use crate::model::policy::AgeRule;
use crate::model::sighting::{BirthFact, Sighting};
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::{Grounds, Weight};

const NAME: &str = "under-age";

/// Makes the rule.
pub fn rule(bench: &Bench) -> Box<dyn Rule> {
    Box::new(UnderAge {
        as_of: bench.as_of,
        scanned: bench.scanned,
        laws: bench.laws.clone(),
        tally: Tally::default(),
        open: BTreeMap::new(),
        comes_of_age: BTreeMap::new(),
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
        let (class, is_strong) = evidence(sighting, birth.basis);
        let mut is_forbidden = false;
        for limit in &limits {
            // Whose data are not collected at all, for them nobody asks whether a parent consented.
            if is_forbidden && limit.effect == AgeRule::NeedsParentalConsent {
                continue;
            }
            let Some((weight, state)) = self.judged(limit, sighting, birth, is_strong) else { continue };
            is_forbidden |= limit.effect == AgeRule::Never && weight == Weight::Violation;
            if let Some(month) = comes_of_age(birth, limit.under, self.as_of) {
                let n = self.comes_of_age.entry((month, limit.under)).or_default();
                *n = n.saturating_add(sighting.count);
            }
            let grounds = grounds(case, sighting, limit);
            self.tally.add(case, sighting, Verdict { weight, class: class.clone(), category: None, grounds, state });
        }
    }

    fn finish(self: Box<Self>, verdicts: &mut Verdicts) {
        verdicts.violations.extend(self.tally.into_violations(NAME));
        let questions = self.open.into_iter().map(|(question, n)| (NAME.to_owned(), format!("{question}; records: {n}")));
        verdicts.open_questions.extend(questions);
        verdicts.comes_of_age = self.comes_of_age;
    }
}

/// The month in which somebody reaches an age, if it is known and not over on the day of the judgement.
fn comes_of_age(birth: BirthFact, under: u8, as_of: Day) -> Option<String> {
    let (year, month) = birth.month.filter(|_| birth.basis != BirthBasis::StatedAge)?;
    let (year, today) = (year.checked_add(under.into())?, as_of.to_date());
    ((year, month) >= (today.year(), today.month())).then(|| format!("{year:04}-{month:02}"))
}

impl UnderAge {
    /// What a limit says of a record; none if it says nothing against it.
    fn judged(&self, limit: &Limit, sighting: &Sighting, birth: BirthFact, is_strong: bool) -> Option<(Weight, String)> {
        let collected = collected(sighting).unwrap_or(self.as_of);
        let then = limit.is_valid_on(collected).then(|| at_collection(birth.at_collection, limit.under));
        let now = limit.is_valid_on(self.as_of).then(|| today(birth, limit.under, self.as_of, self.scanned));
        let consent = Consent::from(sighting.parental_consent);
        let views: Vec<_> =
            [(then, "at collection"), (now, "today")].into_iter().filter_map(|(state, at)| Some((state?, at))).collect();
        let held: Vec<_> = views.iter().map(|(state, _)| (*state, consent)).collect();
        let (outcome, notes) = follow(limit.effect, &held, limit.doubt);
        let weight = match outcome {
            Outcome::Violation if is_strong => Weight::Violation,
            Outcome::Violation | Outcome::Lead => Weight::Lead,
            Outcome::Cleared | Outcome::Nothing => return None,
        };
        let views: Vec<String> = views.iter().map(|(state, at)| format!("{} {at}", state.word())).collect();
        let notes: String = notes.iter().map(|note| format!("; {note}")).collect();
        Some((weight, views.join(", ") + &notes))
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
