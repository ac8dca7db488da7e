//! Tests of the rule on children's data.

use super::super::fixture::{Room, born, finding, line, on, sighting, test_value, weak};
use super::*;
use crate::model::finding::Finding;
use crate::model::sighting::AgeBand;
use crate::model::verdict::Authority;

const NEVER: &str = "[[age]]\nheading=\"Children\"\nunder=16\nrule=\"never\"\nhedge=\"knowingly\"\n";
const CONSENT: &str = "[[age]]\nheading=\"Children\"\nunder=18\nrule=\"needs-parental-consent\"\n";

fn dob() -> Finding {
    finding("user.demographic.date_of_birth")
}

fn child(month: (i16, i8), collected: Option<AgeBand>) -> Sighting {
    let mut sighting = sighting(vec![dob()], Some(&[1]));
    sighting.birth = Some(BirthFact { at_collection: collected, ..born(month.0, month.1) });
    sighting
}

fn check(room: &Room, sighting: Sighting, expected: &[&str]) {
    let found: Vec<String> = room.lines(NAME, &[sighting]);
    let found: Vec<String> = found.iter().map(|line| line.replace("user.demographic.date_of_birth ", "")).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_prohibition_is_broken_at_collection_or_today() {
    let room = Room::new(NEVER);
    check(&room, child((2015, 1), Some(AgeBand::Under13)), &["violation child_certain at collection, child_certain today × 1"]);
    check(&room, child((2008, 1), Some(AgeBand::Age15)), &["violation child_certain at collection, adult_certain today × 1"]);
    check(&room, child((2015, 1), None), &["violation unknown at collection, child_certain today × 1"]);
    check(&room, child((2010, 6), None), &["lead unknown at collection, child_possible today × 1"]);
    check(&room, child((2008, 1), Some(AgeBand::Age16)), &[]);
    check(&room, child((2010, 6), Some(AgeBand::Age15)), &["violation child_certain at collection, child_possible today × 1"]);
    let adult = BirthFact { at_collection: Some(AgeBand::Under13), month: None, basis: BirthBasis::DateOfBirth };
    let adult_now = Sighting { birth: Some(adult), ..sighting(vec![dob()], None) };
    check(&room, adult_now, &["violation child_certain at collection, adult_certain today × 1"]);
    check(&room, sighting(vec![dob()], Some(&[1])), &[]);
}

#[test]
fn weak_evidence_gives_a_lead() {
    let room = Room::new(NEVER);
    let lead = "lead unknown at collection, child_certain today × 1";
    for findings in [vec![weak(dob())], vec![test_value(dob())]] {
        check(&room, Sighting { findings, ..child((2015, 1), None) }, &[lead]);
    }
    let without = Sighting { findings: vec![], ..child((2015, 1), None) };
    check(&room, without, &[lead]);
    let mut stated = child((2015, 1), None);
    stated.findings = vec![finding("user.demographic.age_range")];
    stated.birth = Some(BirthFact { basis: BirthBasis::StatedAge, ..born(2015, 1) });
    check(&room, stated, &["lead user.demographic.age_range unknown at collection, child_possible today × 1"]);
    let mut number = child((2015, 1), None);
    number.findings = vec![finding("user.government_id.national_identification_number")];
    number.birth = Some(BirthFact { basis: BirthBasis::NationalId, ..born(2015, 1) });
    let expected = "violation user.government_id.national_identification_number unknown at collection, child_certain today × 1";
    check(&room, number, &[expected]);
}

#[test]
fn consent_decides_where_consent_is_asked_for() {
    let room = Room::new(CONSENT);
    let with = |parental_consent| Sighting { parental_consent, ..child((2010, 1), None) };
    let state = "unknown at collection, child_certain today;";
    check(&room, with(Some(true)), &[]);
    check(&room, with(Some(false)), &[&format!("violation {state} no parental consent × 1")]);
    check(&room, with(None), &[&format!("lead {state} nothing says whether a parent consented × 1")]);
    let both = Room::new(&format!("{CONSENT}{NEVER}"));
    check(&both, child((2015, 1), None), &["violation unknown at collection, child_certain today × 1"]);
    check(&both, child((2009, 1), None), &[&format!("lead {state} nothing says whether a parent consented × 1")]);
}

#[test]
fn the_policys_age_names_its_heading_and_hedge() {
    let mut sighting = child((2015, 1), Some(AgeBand::Under13));
    sighting.events.insert(EventKind::Created, on("2024-01-01"));
    let verdicts = Room::new(NEVER).judge(&[sighting], &[]);
    let violation = verdicts.violations.iter().find(|violation| violation.rule == NAME).unwrap();
    let authority =
        Authority::Policy { policy: "p".into(), heading: "Children".to_owned(), hedge: Some("knowingly".to_owned()) };
    assert_eq!(
        violation.grounds,
        Grounds {
            authority,
            rule: "under 16: not collected".to_owned(),
            event: Some(EventKind::Created),
            origin: Some(Origin::Bound),
            column: Some("created_at".to_owned()),
        }
    );
    let others = NEVER.replace("hedge=\"knowingly\"", "subjects=[\"customer-of-customer\"]");
    let found = Room::new(&others).lines(NAME, &[child((2015, 1), None)]);
    assert!(found[0].starts_with("lead ") && found[0].contains("for some of the persons only"), "{found:?}");
}

/// What the law says of somebody born in this month: authority's article and line.
fn law(jurisdictions: &str, region: Option<&str>, own: Option<&str>, consent: Option<bool>, month: (i16, i8)) -> Vec<String> {
    let mut room = Room::new("");
    room.policy.policy.jurisdictions = jurisdictions.split_whitespace().map(str::to_owned).collect();
    room.object.region = region.map(str::to_owned);
    let sighting = Sighting { jurisdiction: own.map(str::to_owned), parental_consent: consent, ..child(month, None) };
    let verdicts = room.judge(&[sighting], &[]);
    let mut found: Vec<String> = Vec::new();
    for violation in verdicts.violations.iter().filter(|violation| violation.rule == NAME) {
        let Authority::Law { jurisdiction, .. } = &violation.grounds.authority else { panic!("{violation:?}") };
        found.push(format!("{jurisdiction} {} {}", violation.grounds.rule, line(violation).split(' ').next().unwrap()));
    }
    found.extend(verdicts.open_questions.into_iter().filter(|(rule, _)| rule == NAME).map(|(_, question)| question));
    found
}

#[test]
fn the_law_is_that_of_the_record_then_the_region_then_the_policys_only_one() {
    let ten = (2016, 1);
    let consent = Some(false);
    assert_eq!(law("EEA", Some("DE"), Some("AT"), consent, ten), ["AT under 14: only with a parent's consent violation"]);
    assert_eq!(law("EEA", Some("DE"), None, consent, ten), ["DE under 16: only with a parent's consent violation"]);
    assert_eq!(law("US", None, None, consent, ten), ["US under 13: only with a parent's consent violation"]);
    assert_eq!(law("EEA", None, None, consent, ten), ["EEA under 16: only with a parent's consent lead"]);
    assert_eq!(
        law("", None, None, consent, ten),
        ["p: no age and no jurisdiction is stated; give source crm a region; records: 1"]
    );
    assert_eq!(
        law("US-DE EU", None, None, consent, ten),
        ["p: no age is stated and US-DE, EU may all apply; give source crm a region; records: 1"]
    );
    assert_eq!(law("US", Some("TR"), None, consent, ten), ["source crm: the table of ages has no row for TR; records: 1"]);
    let unknown = law("US", Some("DE"), Some("ZZ"), consent, ten);
    assert_eq!(unknown, ["source crm: the table of ages has no row for a record's jurisdiction; records: 1"]);
}

#[test]
fn a_laws_effect_decides_and_its_age_alone_never_forbids() {
    let (ten, fourteen) = ((2016, 1), (2012, 1));
    assert_eq!(law("", Some("DE"), None, None, ten), ["DE under 16: only with a parent's consent lead"]);
    assert_eq!(law("", Some("DE"), None, Some(true), ten), Vec::<String>::new());
    assert_eq!(law("", Some("AT"), None, Some(false), fourteen), Vec::<String>::new());
    assert_eq!(
        law("US-CA", None, None, Some(false), ten),
        ["US under 13: only with a parent's consent violation", "US-CA under 16: sale only after an opt-in lead"]
    );
    assert_eq!(law("US-CA", None, None, None, fourteen), ["US-CA under 16: sale only after an opt-in lead"]);
    assert_eq!(law("CN", None, None, Some(true), ten), ["CN under 14: sensitive lead"]);
    assert_eq!(law("", Some("NO"), None, Some(false), ten), ["NO under 13: only with a parent's consent lead"]);
    assert_eq!(law("IN", None, None, Some(false), ten), Vec::<String>::new(), "not in force yet");
}

#[test]
fn a_law_holds_on_the_day_of_collection_too() {
    let mut room = Room::new("");
    room.object.region = Some("DK".to_owned());
    let mut sighting = child((2008, 1), Some(AgeBand::Age14));
    sighting.parental_consent = Some(false);
    let collected = |sighting: &Sighting, day: &str| {
        let mut sighting = sighting.clone();
        sighting.events.insert(EventKind::Created, on(day));
        room.lines(NAME, &[sighting])
    };
    assert_eq!(collected(&sighting, "2022-06-01"), Vec::<String>::new());
    sighting.birth = Some(BirthFact { at_collection: Some(AgeBand::Age14), ..born(2010, 1) });
    let found = collected(&sighting, "2024-06-01");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("child_certain at collection, adult_certain today"), "{found:?}");
}
