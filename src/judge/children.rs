//! Records that tell that somebody is, or was when they were collected, under an age: kept beside the counts, so that one case can be
//! made of all records of one child. Linking is not done here: see `query`.

use std::collections::{BTreeMap, BTreeSet};

use super::under_age::effect::{Consent, Outcome, follow};
use super::{Case, Verdicts};
use crate::model::child::{CaseState, ChildVerdict};
use crate::model::ids::{DataClass, ObjectId, SourceName};
use crate::model::locator::Locator;
use crate::model::policy::{AgeRule, Role};
use crate::model::sighting::Sighting;
use crate::model::verdict::{AgeState, Grounds, Weight};

/// The most records of which cases are made; about a kilobyte each. The rest is counted and said to be left out.
const MAX_RECORDS: usize = 20_000;

/// A record that tells that its subject is or was under an age.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChildRecord {
    /// Its object.
    pub object: ObjectId,
    /// Its source.
    pub source: SourceName,
    /// Its object's address as shown.
    pub shown: String,
    /// In which role the company holds it.
    pub role: Option<Role>,
    /// The record.
    pub sighting: Sighting,
    /// What each age that applies comes to.
    pub ages: Vec<Age>,
}

impl ChildRecord {
    /// Its place among all records.
    pub fn place(&self) -> (ObjectId, Option<Locator>, u16) {
        (self.object, self.sighting.at.clone(), self.sighting.part)
    }
}

/// What one age comes to for a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Age {
    /// The kind of data that tells the birth.
    pub class: DataClass,
    /// Whether it is a strong finding.
    pub is_strong: bool,
    /// Persons younger than this.
    pub under: u8,
    /// What follows.
    pub effect: AgeRule,
    /// Why it can be no more than a lead.
    pub doubt: Option<&'static str>,
    /// Where the subject stands: at collection, today.
    pub views: Vec<(AgeState, &'static str)>,
    /// The month in which the subject reaches the age.
    pub comes_of_age: Option<String>,
    /// Why.
    pub grounds: Grounds,
}

impl Age {
    /// What it comes to with what is known of a parent's consent, and in words; none: nothing speaks against the record.
    pub fn stand(&self, consent: Consent) -> Option<(CaseState, String)> {
        let held: Vec<_> = self.views.iter().map(|(state, _)| (*state, consent)).collect();
        let (outcome, notes) = follow(self.effect, &held, self.doubt);
        let state = match outcome {
            Outcome::Violation if self.is_strong => CaseState::Violation,
            Outcome::Violation | Outcome::Lead => CaseState::Lead,
            Outcome::Cleared => CaseState::Cleared,
            Outcome::Nothing => return None,
        };
        let notes: String = notes.iter().map(|note| format!("; {note}")).collect();
        Some((state, self.words() + &notes))
    }

    /// Where the subject stands, in words.
    pub fn words(&self) -> String {
        let views: Vec<String> = self.views.iter().map(|(state, at)| format!("{} {at}", state.word())).collect();
        views.join(", ")
    }
}

/// The records that are kept, in an order of their own.
#[derive(Default)]
pub struct Children {
    records: BTreeSet<ChildRecord>,
    n_more: u64,
}

impl Children {
    /// Keeps a record.
    pub fn add(&mut self, case: &Case<'_>, sighting: &Sighting, ages: Vec<Age>) {
        self.records.insert(ChildRecord {
            object: case.object.id,
            source: case.object.source.clone(),
            shown: case.shown.to_owned(),
            role: case.object.keeping.role,
            sighting: sighting.clone(),
            ages,
        });
        if self.records.len() > MAX_RECORDS {
            self.n_more += self.records.pop_last().map_or(0, |record| record.sighting.count);
        }
    }

    /// Hands them over.
    pub fn finish(self, rule: &str, verdicts: &mut Verdicts) {
        verdicts.children = self.records.into_iter().collect();
        if self.n_more > 0 {
            let question = format!("cases are made of {MAX_RECORDS} records; left out: {}", self.n_more);
            verdicts.open_questions.push((rule.to_owned(), question));
        }
    }
}

/// What one child's records come to: each age once, with the heaviest outcome. `consent`: what other records of the child say of a
/// parent's consent, for those that say nothing.
pub fn verdicts(records: &[&ChildRecord], consent: Consent) -> Vec<ChildVerdict> {
    let mut found: BTreeMap<(String, String), ChildVerdict> = BTreeMap::new();
    for (record, age) in records.iter().flat_map(|record| record.ages.iter().map(move |age| (record, age))) {
        let Some((state, ages)) = age.stand(known(record, consent)) else { continue };
        let (effect, comes_of_age) = (age.effect, age.comes_of_age.clone());
        let verdict = ChildVerdict { state, effect, ages, comes_of_age, grounds: age.grounds.clone() };
        let key = (format!("{:?}", age.grounds.authority), age.grounds.rule.clone());
        match found.get_mut(&key) {
            Some(known) if known.state >= verdict.state => {
                known.comes_of_age = known.comes_of_age.take().or(verdict.comes_of_age);
            }
            Some(known) => {
                let comes_of_age = verdict.comes_of_age.clone().or(known.comes_of_age.take());
                *known = ChildVerdict { comes_of_age, ..verdict };
            }
            None => {
                found.insert(key, verdict);
            }
        }
    }
    found.into_values().collect()
}

/// What is known of a parent's consent: what the record says itself, else what the child's other records say.
fn known(record: &ChildRecord, elsewhere: Consent) -> Consent {
    match Consent::from(record.sighting.parental_consent) {
        Consent::Unknown => elsewhere,
        own => own,
    }
}

/// Takes out of the counts what a parent's consent in another record clears.
pub fn clear(record: &ChildRecord, verdicts: &mut Verdicts) {
    if record.sighting.parental_consent.is_some() {
        return;
    }
    for age in &record.ages {
        let (was, now) = (age.stand(Consent::Unknown), age.stand(Consent::Given));
        let (Some((was, state)), Some((CaseState::Cleared, _))) = (was, now) else { continue };
        let weight = match was {
            CaseState::Cleared => continue,
            CaseState::Lead => Weight::Lead,
            CaseState::Violation => Weight::Violation,
        };
        let n = record.sighting.count;
        for line in &mut verdicts.violations {
            let own = line.exception.as_ref().map_or(line.weight, |exception| exception.weight);
            let is_there =
                (&line.source, line.object.as_str(), &line.class) == (&record.source, record.shown.as_str(), &age.class);
            if is_there && own == weight && line.grounds == age.grounds && line.state == state {
                line.n_records = line.n_records.saturating_sub(n);
                let at = record.sighting.at.as_ref().map(|at| format!("{}{at}", record.shown));
                line.examples.retain(|example| Some(example) != at.as_ref());
            }
        }
        if let Some(month) = age.comes_of_age.clone()
            && let Some(counted) = verdicts.comes_of_age.get_mut(&(month, age.under))
        {
            *counted = counted.saturating_sub(n);
        }
    }
    verdicts.violations.retain(|line| line.n_records > 0);
    verdicts.comes_of_age.retain(|_, n| *n > 0);
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, born, finding, sighting};
    use super::*;

    const CONSENT: &str = "[[age]]\nheading=\"Children\"\nunder=18\nrule=\"needs-parental-consent\"\n";

    fn child(key: u8, consent: Option<bool>) -> Sighting {
        let mut child = sighting(vec![finding("user.demographic.date_of_birth")], Some(&[key]));
        child.birth = Some(born(2012, 3));
        child.parental_consent = consent;
        child
    }

    fn states(verdicts: &[ChildVerdict]) -> Vec<(&'static str, &str, Option<&str>)> {
        verdicts.iter().map(|v| (v.state.word(), v.ages.as_str(), v.comes_of_age.as_deref())).collect()
    }

    #[test]
    fn a_childs_records_are_kept_with_what_clears_them() {
        let verdicts = Room::new(CONSENT).judge(&[child(1, Some(true)), child(2, None), child(3, Some(false))], &[]);
        let found: Vec<_> = verdicts.children.iter().map(|record| super::verdicts(&[record], Consent::Unknown)).collect();
        let views = "unknown at collection, child_certain today;";
        let month = Some("2030-03");
        assert_eq!(states(&found[0]), [("cleared", format!("{views} a parent's consent is recorded").as_str(), month)]);
        assert_eq!(states(&found[1]), [("lead", format!("{views} nothing says whether a parent consented").as_str(), month)]);
        assert_eq!(states(&found[2]), [("violation", format!("{views} no parental consent").as_str(), month)]);
        let adult = Sighting { birth: Some(born(2006, 3)), ..child(4, None) };
        assert!(Room::new(CONSENT).judge(&[adult], &[]).children.is_empty());
    }

    #[test]
    fn consent_in_another_record_clears_what_says_nothing_and_no_more() {
        let rows = [child(1, None), child(2, None), child(3, Some(false))];
        let mut verdicts = Room::new(CONSENT).judge(&rows, &[]);
        let records = verdicts.children.clone();
        let lines = |verdicts: &Verdicts| {
            let lines = verdicts.violations.iter().filter(|line| line.rule == "under-age");
            lines.map(|line| (line.weight, line.n_records)).collect::<Vec<_>>()
        };
        assert_eq!(lines(&verdicts), [(Weight::Violation, 1), (Weight::Lead, 2)]);
        records.iter().skip(1).for_each(|record| clear(record, &mut verdicts));
        assert_eq!(lines(&verdicts), [(Weight::Violation, 1), (Weight::Lead, 1)]);
        clear(&records[0], &mut verdicts);
        assert_eq!(lines(&verdicts), [(Weight::Violation, 1)]);
        assert_eq!(verdicts.comes_of_age.values().copied().collect::<Vec<_>>(), [1]);
        let all: Vec<&ChildRecord> = records.iter().collect();
        assert_eq!(super::verdicts(&all[..2], Consent::Given)[0].state, CaseState::Cleared);
        assert_eq!(super::verdicts(&all, Consent::Given)[0].state, CaseState::Violation, "the heaviest");
    }
}
