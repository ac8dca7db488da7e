//! What the tests of the catalogue share: an invented shop's objects and units.

mod audit;
mod commit;
mod coverage;
mod opening;
mod retire;

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::Store;
use crate::model::coverage::Outcome;
use crate::model::fault::Cause;
use crate::model::finding::{ColumnRole, Finding, Form};
use crate::model::ids::ObjectId;
use crate::model::locator::{Locator, Name, StepKind};
use crate::model::object::{ObjectKind, UnitId};
use crate::model::passage::{FieldIx, RecordKind};
use crate::model::secret::{Masked, Tag, TermKind};
use crate::model::sighting::{Coverage, Histogram, Sighting, StoredField, StoredObject, UnitResult};
use crate::model::time::{Day, EventKind, EventTime, Origin};
use crate::seal::{Keys, RootKey};

pub(super) fn keys(digit: &str) -> Keys {
    Keys::new(&RootKey::from_text(&digit.repeat(64)).unwrap())
}

/// A catalogue in a folder of its own.
pub(super) async fn store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("state"), &keys("a")).await.unwrap();
    (dir, store)
}

pub(super) fn object_id(n: u8) -> ObjectId {
    ObjectId([n; 16])
}

pub(super) fn tag(n: u64) -> Tag {
    let mut bytes = [0; 16];
    // Twice: a small number before zeros stands in SQLite's own header too.
    bytes[..8].copy_from_slice(&n.to_le_bytes());
    bytes[8..].copy_from_slice(&n.to_le_bytes());
    Tag(bytes)
}

pub(super) fn at(path: &str) -> Locator {
    Locator(vec![(StepKind::Path, Name::Clear(path.as_bytes().to_vec()))])
}

pub(super) fn object(n: u8) -> StoredObject {
    StoredObject {
        id: object_id(n),
        source: "shop".into(),
        at: at(&format!("file-{n}")),
        kind: ObjectKind::File,
        version: "1".to_owned(),
        modified: Some(Day(20_000)),
        realm: "company".into(),
        policy: Some("workpex".into()),
        region: Some("DE".to_owned()),
        events: BTreeMap::from([(EventKind::Created, "created_at".to_owned())]),
        keeping: Default::default(),
    }
}

pub(super) fn finding(n: u64) -> Finding {
    Finding {
        class: "user.contact.email".into(),
        detector: "intl.email".into(),
        tags: vec![(TermKind::Whole, tag(n))],
        confidence: 95,
        form: Form::Full,
        role: ColumnRole::Own,
        likely_test: false,
        is_checked: false,
        field: Some(FieldIx(0)),
        mask: Masked("a…@example.com".to_owned()),
    }
}

/// A keyed row with one mail address.
pub(super) fn sighting(n: u64) -> Sighting {
    Sighting {
        kind: RecordKind::KeyedRow,
        at: Some(Locator(vec![(StepKind::Key, Name::Clear(n.to_string().into_bytes()))])),
        part: 0,
        realm: "company".into(),
        findings: vec![finding(n)],
        events: BTreeMap::from([(EventKind::Created, EventTime::on(Day(19_000), Origin::Bound))]),
        birth: None,
        jurisdiction: None,
        parental_consent: None,
        about: Default::default(),
        conditions: Vec::new(),
        count: 1,
    }
}

pub(super) fn covered(path: &str, outcome: Outcome) -> Coverage {
    Coverage { at: at(path), is_member: false, outcome, cause: None, hint: None, n_bytes: 0, n_records: 0 }
}

pub(super) fn field(name: &str) -> StoredField {
    StoredField { name: Name::Clear(name.as_bytes().to_vec()), verdict: None }
}

/// A unit with sightings of these mail addresses, complete as far as it goes.
pub(super) fn unit(object_n: u8, part: u32, mails: &[u64], is_last: bool) -> UnitResult {
    UnitResult {
        id: UnitId { object: object_id(object_n), part },
        object: object(object_n),
        fields: vec![field("email")],
        sightings: mails.iter().map(|n| sighting(*n)).collect(),
        histograms: vec![Histogram {
            classes: vec!["user.contact.email".into()],
            weak: Vec::new(),
            conditions: Vec::new(),
            jurisdiction: None,
            days: BTreeMap::from([(vec![(EventKind::Created, EventTime::Unknown)], mails.len() as u64)]),
        }],
        coverage: vec![Coverage {
            cause: None,
            n_bytes: 100,
            n_records: mails.len() as u64,
            ..covered(&format!("file-{object_n}"), Outcome::Complete)
        }],
        end: None,
        is_last,
    }
}

pub(super) fn of(content: &str, units: impl IntoIterator<Item = UnitResult>) -> Vec<(String, UnitResult)> {
    units.into_iter().map(|unit| (content.to_owned(), unit)).collect()
}

pub(super) fn cause(text: &'static str) -> Option<Cause> {
    Some(Cause::from(text))
}

/// The mail addresses (by number) of an object's sightings, in order.
pub(super) async fn mails(store: &Store, n: u8) -> Vec<u64> {
    let rows = store.sightings_of(object_id(n), 0, 1000).await.unwrap();
    let mut mails: Vec<u64> = rows.iter().map(|row| number(&row.sighting.findings[0])).collect();
    mails.sort_unstable();
    mails
}

fn number(finding: &Finding) -> u64 {
    u64::from_le_bytes(finding.tag().unwrap().0[..8].try_into().unwrap())
}

/// The bytes of the catalogue's file.
#[expect(clippy::disallowed_methods, reason = "a test's own small file")]
pub(super) fn bytes(dir: &TempDir) -> Vec<u8> {
    std::fs::read(dir.path().join("state/catalogue.db")).unwrap()
}
