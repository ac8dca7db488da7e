//! What is packed comes out as it went in.

use proptest::prelude::*;

use super::*;
use crate::model::finding::{BirthBasis, ColumnRole, Form};
use crate::model::locator::{Locator, Name, StepKind};
use crate::model::secret::Sealed;
use crate::model::sighting::{AgeBand, BirthFact};
use crate::store::tests::{finding, sighting, tag};

fn check(expected: &Sighting, at_most: usize) {
    let mut lexicon = Lexicon::default();
    let places: Vec<u16> = (0..300).collect();
    let body = pack(expected, &places, &mut lexicon).unwrap();
    assert_eq!(&unpack(&body, &lexicon).unwrap(), expected);
    assert!(body.len() <= at_most, "{} bytes", body.len());
    let all: Vec<Tag> = expected.findings.iter().flat_map(|finding| finding.tags.iter().map(|(_, tag)| *tag)).collect();
    assert_eq!(tags(&body).unwrap(), all);
}

#[test]
fn usual_sightings_are_small() {
    // 16 bytes are the tag, 16 the mask.
    check(&sighting(7), 53);
    check(&Sighting { at: None, events: BTreeMap::new(), ..sighting(7) }, 42);
}

#[test]
fn every_part_of_a_sighting_comes_back() {
    let full = Sighting {
        kind: RecordKind::Name,
        at: Some(Locator(vec![
            (StepKind::Member, Name::Sealed { sealed: Sealed(vec![1, 2, 3]), mask: Masked("p…".to_owned()) }),
            (StepKind::Line, Name::Clear(b"\xff12".to_vec())),
        ])),
        part: 3,
        realm: "client".into(),
        findings: vec![
            Finding {
                tags: vec![(TermKind::Whole, tag(1)), (TermKind::Sorted, tag(2)), (TermKind::Sound, tag(u64::MAX))],
                confidence: 50,
                form: Form::Encrypted,
                role: ColumnRole::Other,
                likely_test: true,
                is_checked: true,
                field: Some(FieldIx(299)),
                mask: Masked(String::new()),
                ..finding(1)
            },
            Finding { tags: Vec::new(), field: None, ..finding(2) },
        ],
        events: BTreeMap::from([
            (EventKind::Created, EventTime::on(Day(-5), Origin::FileTime)),
            (EventKind::LastActivity, EventTime::At { earliest: Day(1), latest: Day(i32::MAX), origin: Origin::LineTime }),
            (EventKind::ProcessEnd, EventTime::NotHappened),
            (EventKind::ContractEnd, EventTime::Unknown),
            (EventKind::AccountClosed, EventTime::Suspect),
        ]),
        birth: Some(BirthFact { at_collection: Some(AgeBand::Age13), month: Some((2010, 2)), basis: BirthBasis::NationalId }),
        jurisdiction: Some("IN".to_owned()),
        parental_consent: Some(false),
        about: crate::model::about::About { consent: Some(true), ..Default::default() },
        conditions: vec!["temporary-chat".to_owned(), "b".to_owned()],
        count: u64::MAX,
    };
    check(&full, 400);
    for parental_consent in [None, Some(true)] {
        check(&Sighting { parental_consent, ..full.clone() }, 400);
    }
}

#[test]
fn fields_are_those_of_the_object() {
    let mut lexicon = Lexicon::default();
    let mut of_unit = sighting(1);
    of_unit.findings.push(Finding { field: Some(FieldIx(1)), ..finding(2) });
    of_unit.findings.push(Finding { field: Some(FieldIx(9)), ..finding(3) });
    let body = pack(&of_unit, &[4, 0], &mut lexicon).unwrap();
    let fields: Vec<_> = unpack(&body, &lexicon).unwrap().findings.iter().map(|finding| finding.field).collect();
    assert_eq!(fields, [Some(FieldIx(4)), Some(FieldIx(0)), None]);
}

#[test]
fn only_names_in_fields_of_rows_are_known_names() {
    for (kind, field, expected) in [
        (RecordKind::KeyedRow, Some(FieldIx(0)), 1),
        (RecordKind::Json, Some(FieldIx(0)), 1),
        (RecordKind::Row, None, 0),
        (RecordKind::Text, Some(FieldIx(0)), 0),
    ] {
        let name = Finding { tags: vec![(TermKind::Whole, tag(1)), (TermKind::Sorted, tag(2))], field, ..finding(1) };
        let named = Sighting { kind, findings: vec![name], ..sighting(1) };
        let body = pack(&named, &[0], &mut Lexicon::default()).unwrap();
        assert_eq!(name_tags(&body).unwrap().1, vec![tag(2); expected], "{kind:?}");
    }
}

#[test]
fn histograms_come_back() {
    let mut lexicon = Lexicon::default();
    let day = |day| {
        vec![(EventKind::Created, EventTime::on(Day(day), Origin::LineTime)), (EventKind::LastActivity, EventTime::Unknown)]
    };
    let expected = Histogram {
        classes: vec!["user.name".into(), "user.device.ip_address".into()],
        weak: vec!["user.account.username".into()],
        conditions: vec!["closed".to_owned()],
        jurisdiction: Some("IN".to_owned()),
        days: BTreeMap::from([(day(3), 4), (day(5), 1), (Vec::new(), 9)]),
    };
    let body = pack_histogram(&expected, &mut lexicon).unwrap();
    assert_eq!(unpack_histogram(&body, &lexicon).unwrap(), expected);
}

proptest! {
    /// A damaged file is an error, never a panic and never a huge allocation.
    #[test]
    fn any_bytes_are_refused_or_read(body in prop::collection::vec(any::<u8>(), 0..80), cut in 0_usize..50) {
        let mut lexicon = Lexicon::default();
        let good = pack(&sighting(1), &[0], &mut lexicon).unwrap();
        for body in [&body[..], &good[..cut.min(good.len() - 1)]] {
            let _ = (unpack(body, &lexicon).is_ok(), tags(body).is_ok(), name_tags(body).is_ok());
        }
        prop_assert!(unpack(&good[..cut.min(good.len() - 1)], &lexicon).is_err());
    }
}

#[test]
fn an_object_of_an_earlier_version_is_read_as_one_of_which_nothing_more_is_said() {
    let object = crate::store::tests::object(1);
    let body = postcard::to_stdvec(&object).unwrap();
    let nothing = postcard::to_stdvec(&Keeping::default()).unwrap();
    assert_eq!(unpack_object(&body).unwrap(), object);
    assert_eq!(unpack_object(body.strip_suffix(nothing.as_slice()).unwrap()).unwrap(), object);
    assert!(unpack_object(&body[..body.len() / 2]).is_err());
}
