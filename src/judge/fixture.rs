//! What the tests of the rules share: one object, one policy, and findings of invented persons.

use std::collections::BTreeMap;

use super::{Bench, Case, Judge, Verdicts};
use crate::model::finding::{BirthBasis, ColumnRole, Finding, Form};
use crate::model::ids::ObjectId;
use crate::model::locator::{Locator, Name, StepKind};
use crate::model::object::ObjectKind;
use crate::model::passage::RecordKind;
use crate::model::policy::Policy;
use crate::model::sighting::{BirthFact, Histogram, Sighting, StoredObject};
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::model::verdict::Violation;
use crate::model::view::Anchor;

/// An object under a policy, and what it is judged by.
pub struct Room {
    pub bench: Bench,
    pub policy: Policy,
    pub object: StoredObject,
    pub shown: String,
}

/// The day on which the tests judge.
pub const AS_OF: &str = "2026-06-01";

pub fn day(text: &str) -> Day {
    Day::from_date(text.parse().unwrap())
}

pub fn on(text: &str) -> EventTime {
    EventTime::on(day(text), Origin::Bound)
}

impl Room {
    /// `text`: the policy's sections without its head.
    pub fn new(text: &str) -> Self {
        let anchors = [
            ("user.contact.email", Anchor::Contact),
            ("user.name", Anchor::Quasi),
            ("user.government_id.national_identification_number", Anchor::Issued),
            ("user.behavior", Anchor::None),
        ];
        let anchors = anchors.into_iter().map(|(class, anchor)| (class.into(), anchor));
        let bench = Bench::new(Vec::new(), anchors, day(AS_OF));
        let object = StoredObject {
            id: ObjectId([1; 16]),
            source: "crm".into(),
            at: Locator::default(),
            kind: ObjectKind::Table,
            version: String::new(),
            modified: None,
            realm: "own".into(),
            policy: Some("p".into()),
            region: None,
            events: BTreeMap::from([(EventKind::Created, "created_at".to_owned())]),
            keeping: Default::default(),
        };
        let mut room = Self { bench, policy: policy(""), object, shown: "public.users".to_owned() };
        room.set_policy(text);
        room
    }

    pub fn set_policy(&mut self, text: &str) {
        self.policy = policy(text);
    }

    pub fn with_case<T>(&self, f: impl FnOnce(&Case<'_>) -> T) -> T {
        f(&Case { object: &self.object, shown: &self.shown, fields: &[], policy: Some(&self.policy) })
    }

    pub fn judge(&self, sightings: &[Sighting], histograms: &[Histogram]) -> Verdicts {
        let mut judge = Judge::new(&self.bench);
        self.with_case(|case| {
            sightings.iter().for_each(|sighting| judge.sighting(case, sighting));
            histograms.iter().for_each(|histogram| judge.histogram(case, histogram));
        });
        judge.finish()
    }

    /// Violations of one rule as `violation|lead class state × records`.
    pub fn lines(&self, rule: &str, sightings: &[Sighting]) -> Vec<String> {
        self.judge(sightings, &[]).violations.iter().filter(|violation| violation.rule == rule).map(line).collect()
    }
}

pub fn line(violation: &Violation) -> String {
    let weight = violation.weight.word();
    format!("{weight} {} {} × {}", violation.class, violation.state, violation.n_records)
}

fn policy(text: &str) -> Policy {
    toml::from_str(&format!("[policy]\nid = \"p\"\nname = \"P\"\nlanguage = \"en\"\n{text}")).unwrap()
}

/// A strong finding of the record's own subject.
pub fn finding(class: &str) -> Finding {
    Finding {
        class: class.into(),
        detector: "intl.test".into(),
        tags: vec![],
        confidence: 95,
        form: Form::Full,
        role: ColumnRole::Own,
        likely_test: false,
        is_checked: true,
        field: None,
        mask: Default::default(),
    }
}

pub fn email() -> Finding {
    finding("user.contact.email")
}

pub fn name() -> Finding {
    finding("user.name")
}

pub fn weak(finding: Finding) -> Finding {
    Finding { confidence: 60, ..finding }
}

pub fn test_value(finding: Finding) -> Finding {
    Finding { likely_test: true, ..finding }
}

/// A row of its own with this key, or a merged record.
pub fn sighting(findings: Vec<Finding>, key: Option<&[u8]>) -> Sighting {
    Sighting {
        kind: if key.is_some() { RecordKind::KeyedRow } else { RecordKind::Row },
        at: key.map(|key| Locator(vec![(StepKind::Key, Name::Clear(key.to_vec()))])),
        part: 0,
        realm: "own".into(),
        findings,
        events: BTreeMap::new(),
        birth: None,
        jurisdiction: None,
        parental_consent: None,
        about: Default::default(),
        conditions: vec![],
        count: 1,
    }
}

pub fn born(year: i16, month: i8) -> BirthFact {
    BirthFact { at_collection: None, month: Some((year, month)), basis: BirthBasis::DateOfBirth }
}
