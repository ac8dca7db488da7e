//! How bad each violation is, by the factors of NIST SP 800-122 (2010), section 3.2, from what the catalogue tells of its
//! place. Apart from the rules, since it is the same for all of them. docs/severity.md says what each value rests on.

use std::collections::{BTreeMap, HashMap};

use super::tally::is_strong;
use super::{Bench, Case};
use crate::model::ids::{DataClass, ObjectId, SourceName};
use crate::model::object::ObjectKind;
use crate::model::severity::{Factor, FactorName, Severity};
use crate::model::sighting::Sighting;
use crate::model::verdict::{Authority, Violation};
use crate::model::view::Anchor;

/// From so many records on, the quantity is moderate, and from so many it is high. The publication gives no numbers.
const MANY: [u64; 2] = [100, 10_000];

/// Classes that tell more of a person than how to reach them, though no law in the class table calls them sensitive.
const INTIMATE: [&str; 6] = [
    "user.authorization",
    "user.demographic",
    "user.financial",
    "user.government_id",
    "user.health_and_medical",
    "user.location",
];

/// What the catalogue tells of one object.
struct Place {
    source: SourceName,
    shown: String,
    is_file: bool,
    has_region: bool,
    /// What the best of its strong findings proves about identity.
    anchor: Anchor,
    /// One of its strong findings is of a class that a law calls sensitive.
    is_sensitive: bool,
}

/// Weighs the violations of one judgement. What is kept is bounded by objects.
pub struct Scale {
    anchors: BTreeMap<DataClass, Anchor>,
    sensitive: BTreeMap<DataClass, Vec<String>>,
    places: HashMap<ObjectId, Place>,
}

impl Scale {
    /// Begins.
    pub fn new(bench: &Bench) -> Self {
        let sensitive = bench.sensitive.iter().filter(|(_, laws)| !laws.is_empty());
        let sensitive = sensitive.map(|(class, laws)| (class.clone(), laws.clone())).collect();
        Self { anchors: bench.anchors.clone(), sensitive, places: HashMap::new() }
    }

    /// Notes what a sighting tells of its object.
    pub fn see(&mut self, case: &Case<'_>, sighting: &Sighting) {
        let place = self.places.entry(case.object.id).or_insert_with(|| Place {
            source: case.object.source.clone(),
            shown: case.shown.to_owned(),
            is_file: case.object.kind == ObjectKind::File,
            has_region: case.object.region.is_some(),
            anchor: Anchor::None,
            is_sensitive: false,
        });
        if place.anchor == Anchor::Issued && place.is_sensitive {
            return;
        }
        for finding in sighting.findings.iter().filter(|finding| is_strong(finding)) {
            place.anchor = place.anchor.max(self.anchors.get(&finding.class).copied().unwrap_or_default());
            place.is_sensitive |= self.sensitive.contains_key(&finding.class);
        }
    }

    /// Says of each violation how bad it is.
    pub fn weigh(&self, violations: &mut [Violation]) {
        let mut by_address: BTreeMap<(&SourceName, &str), &Place> = BTreeMap::new();
        for place in self.places.values() {
            // Of several objects that are shown alike, the one that tells most of persons.
            let known = by_address.entry((&place.source, &place.shown)).or_insert(place);
            if (place.anchor, place.is_sensitive) > (known.anchor, known.is_sensitive) {
                *known = place;
            }
        }
        for violation in violations {
            let Some(place) = by_address.get(&(&violation.source, violation.object.as_str())) else { continue };
            violation.severity = Some(Severity::of(self.factors(violation, place)));
        }
    }

    fn factors(&self, violation: &Violation, place: &Place) -> Vec<Factor> {
        let factor = |name: FactorName, (value, why): (u8, String)| Factor { name, value, why };
        vec![
            factor(FactorName::Identifiability, identifiability(place.anchor)),
            factor(FactorName::Quantity, quantity(violation.n_records)),
            factor(FactorName::Sensitivity, self.sensitivity(&violation.class, place)),
            factor(FactorName::Context, context(&violation.rule)),
            factor(FactorName::Obligation, obligation(&violation.grounds.authority)),
            factor(FactorName::Access, access(place)),
        ]
    }

    fn sensitivity(&self, class: &DataClass, place: &Place) -> (u8, String) {
        if let Some(laws) = self.sensitive.get(class) {
            return (3, format!("data of this kind are sensitive under {}", laws.join(", ")));
        }
        if place.is_sensitive {
            return (2, "other data in the object are of kinds that a law calls sensitive".to_owned());
        }
        if INTIMATE.iter().any(|family| class.is_within(family)) {
            return (2, "tells more of a person than a name or how to reach them".to_owned());
        }
        (1, "no law in the table of classes calls data of this kind sensitive".to_owned())
    }
}

fn identifiability(anchor: Anchor) -> (u8, String) {
    let (value, why) = match anchor {
        Anchor::Issued => (3, "the object holds numbers that are issued to one person"),
        Anchor::Contact => (3, "the object holds addresses or numbers at which one person is reached"),
        Anchor::Quasi => (2, "the object holds names or dates of birth, which tell somebody together with other data"),
        Anchor::Device => (2, "the object holds identifiers of devices, which others can link to a person"),
        Anchor::None => (1, "nothing else in the object tells who somebody is"),
    };
    (value, why.to_owned())
}

fn quantity(n: u64) -> (u8, String) {
    let value = 1 + MANY.iter().filter(|many| n >= **many).count() as u8;
    (value, format!("number of records: {n}"))
}

fn context(rule: &str) -> (u8, String) {
    let (value, why) = match rule {
        "retention" => (1, "a use that is declared, past its time"),
        "under-age" => (3, "about persons under age"),
        _ => (2, "not a use, or a way of keeping them, that was declared"),
    };
    (value, why.to_owned())
}

fn obligation(authority: &Authority) -> (u8, String) {
    match authority {
        Authority::Law { .. } => (3, "a law asks for it".to_owned()),
        Authority::Standard { .. } => (3, "a standard of the trade asks for it".to_owned()),
        Authority::Policy { .. } => (2, "the company has bound itself by its policy".to_owned()),
        Authority::Operator { .. } => (1, "only the company’s own configuration asks for it".to_owned()),
        _ => (1, "no policy, law or standard is named".to_owned()),
    }
}

fn access(place: &Place) -> (u8, String) {
    let value = 1 + u8::from(place.is_file) + u8::from(!place.has_region);
    let why = match (place.is_file, place.has_region) {
        (false, true) => "in a database, in a region that is stated",
        (false, false) => "in a database, and nothing says in which region",
        (true, true) => "in a file, which is copied whole by whoever reads it, in a region that is stated",
        (true, false) => "in a file, which is copied whole by whoever reads it, and nothing says in which region",
    };
    (value, why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Room, email, finding, name, sighting, weak};
    use super::*;
    use crate::model::finding::Finding;
    use crate::model::severity::Level;

    const NOTHING: &str = "[[promise]]\nid=\"x\"\nheading=\"H\"\ndata=[\"*\"]\nkeeps=\"nothing\"\n";

    /// The values of the first violation of a rule.
    fn check(room: &Room, rule: &str, findings: Vec<Finding>, n: u64, expected: [u8; 6]) {
        let mut record = sighting(findings, None);
        record.count = n;
        let verdicts = room.judge(&[record], &[]);
        let found = verdicts.violations.iter().find(|violation| violation.rule == rule).unwrap();
        let severity = found.severity.clone().unwrap();
        let values: Vec<u8> = severity.factors.iter().map(|factor| factor.value).collect();
        assert_eq!(values, expected, "{rule} {}", severity.arithmetic());
        assert_eq!(severity.sum, expected.iter().sum::<u8>());
        assert!(severity.factors.iter().all(|factor| (1..=3).contains(&factor.value) && !factor.why.is_empty()));
    }

    #[test]
    fn each_factor_turns_on_its_own_fact() {
        let mut room = Room::new(NOTHING);
        room.bench.sensitive = BTreeMap::from([("user.biometric".into(), vec!["gdpr.9".to_owned()])]);
        let number = || finding("user.government_id.national_identification_number");
        let behavior = || finding("user.behavior");
        check(&room, "promise", vec![behavior()], 1, [1, 1, 1, 2, 2, 2]);
        check(&room, "promise", vec![behavior(), name()], 1, [2, 1, 1, 2, 2, 2]);
        check(&room, "promise", vec![behavior(), weak(email())], 1, [1, 1, 1, 2, 2, 2]);
        check(&room, "promise", vec![email()], 1, [3, 1, 1, 2, 2, 2]);
        check(&room, "promise", vec![number()], 99, [3, 1, 2, 2, 2, 2]);
        check(&room, "promise", vec![number()], 100, [3, 2, 2, 2, 2, 2]);
        check(&room, "promise", vec![number()], 10_000, [3, 3, 2, 2, 2, 2]);
        check(&room, "promise", vec![finding("user.biometric")], 1, [1, 1, 3, 2, 2, 2]);
        check(&room, "promise", vec![behavior(), finding("user.biometric")], 1, [1, 1, 2, 2, 2, 2]);
        check(&room, "standard", vec![finding("user.authorization.password")], 1, [1, 1, 2, 2, 3, 2]);
        room.object.region = Some("DE".to_owned());
        check(&room, "promise", vec![behavior()], 1, [1, 1, 1, 2, 2, 1]);
        room.object.kind = ObjectKind::File;
        check(&room, "promise", vec![behavior()], 1, [1, 1, 1, 2, 2, 2]);
        room.object.region = None;
        check(&room, "promise", vec![behavior()], 1, [1, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn the_rule_and_its_authority_decide_context_and_obligation() {
        for (rule, value) in [("retention", 1), ("under-age", 3), ("undisclosed", 2), ("promise", 2), ("standard", 2)] {
            assert_eq!(context(rule).0, value, "{rule}");
        }
        let law = Authority::Law { jurisdiction: "EU".to_owned(), article: "GDPR 8".to_owned() };
        let operator = Authority::Operator { policy: "p".into(), heading: None };
        for (authority, value) in [(law, 3), (Authority::Standard { name: "x".to_owned() }, 3), (operator, 1)] {
            assert_eq!(obligation(&authority).0, value, "{authority:?}");
        }
    }

    #[test]
    fn a_sum_has_its_level_and_shows_how_it_came_about() {
        let factor = |name, value| Factor { name, value, why: "x".to_owned() };
        for (values, level) in [
            ([1; 6], Level::Low),
            ([2, 2, 2, 1, 1, 1], Level::Low),
            ([2, 2, 2, 2, 1, 1], Level::Moderate),
            ([3, 3, 3, 2, 1, 1], Level::Moderate),
            ([3, 3, 3, 3, 1, 1], Level::High),
            ([3; 6], Level::High),
        ] {
            let factors = crate::model::severity::FACTORS.into_iter().zip(values).map(|(name, value)| factor(name, value));
            let severity = Severity::of(factors.collect());
            assert_eq!(severity.level, level, "{values:?}");
        }
        let severity = Severity::of(vec![factor(FactorName::Identifiability, 3), factor(FactorName::Access, 1)]);
        assert_eq!(severity.arithmetic(), "3 identifiability + 1 access = 4");
    }
}
