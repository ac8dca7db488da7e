//! One record: its passages are looked at, its bound columns read, and what may be stored of it is kept.

use std::collections::BTreeMap;

use fail::fail_point;

use super::birth;
use super::bound::{self, Bound};
use super::known::KnownIn;
use super::reading::{Reading, sealed_name};
use super::recent;
use crate::detect::{Context, KnownNames};
use crate::model::about::About;
use crate::model::finding::{ColumnVerdict, Finding};
use crate::model::ids::Realm;
use crate::model::locator::{Name, RawLocator, StepKind};
use crate::model::meter::Stage;
use crate::model::passage::{Fields, Passage, Record, RecordKind};
use crate::model::secret::Masked;
use crate::model::sighting::BirthFact;
use crate::model::time::{EventKind, EventTime, Origin};

/// What may be stored of a record, before it is placed and merged.
#[derive(Clone)]
pub struct Seen {
    /// The realm in which its tags were made.
    pub realm: Realm,
    /// The findings.
    pub findings: Vec<Finding>,
    /// What is known of each start event.
    pub events: BTreeMap<EventKind, EventTime>,
    /// What is known of the subject's age.
    pub birth: Option<BirthFact>,
    /// Where the subject is.
    pub jurisdiction: Option<String>,
    /// Whether a parent's consent is recorded.
    pub parental_consent: Option<bool>,
    /// What else its columns say of the person.
    pub about: About,
    /// The row conditions that hold.
    pub conditions: Vec<String>,
}

/// Looks at a record. None: nothing personal in it. The raw values end here.
pub fn see(reading: &Reading, fields: &Fields, verdicts: &[Option<ColumnVerdict>], record: &Record) -> Option<Seen> {
    fail_point!("pipeline::record");
    let bound = Bound { fields, record };
    let realm = bound::realm(reading, &bound);
    let keys = &reading.means.keys;
    let known = reading.known.as_ref().map(|known| KnownIn { known, realm: &realm, keys });
    let context = Context {
        fields,
        verdicts,
        region: reading.bindings.region.as_deref(),
        today: reading.means.today,
        known: known.as_ref().map(|known| known as &dyn KnownNames),
    };
    let meter = &reading.means.meter;
    let n_bytes = || record.passages.iter().map(|passage| passage.text.0.len()).sum::<usize>();
    let hits = meter.sample(Stage::Detect, n_bytes, || reading.means.detectors.detect(record, &context));
    let is_born = reading.bindings.birth.is_some() || reading.bindings.age.is_some();
    if hits.is_empty() && !is_born {
        return None;
    }
    let events = bound::events(reading, &bound);
    // A file's time says nothing about when a person's data were collected.
    let is_told = |time: &EventTime| !matches!(time, EventTime::At { origin: Origin::FileTime, .. });
    let collected = events.get(&EventKind::Created).copied().filter(is_told);
    let told = bound::told_birth(reading, &bound, collected);
    if hits.is_empty() && told.is_none() {
        return None;
    }
    let birth = birth::fact(told.as_ref(), hits.iter().map(|(_, hit)| hit), collected, reading.means.today);
    let findings = hits.into_iter().filter_map(|(passage, hit)| {
        let passage = record.passages.get(passage)?;
        let value = passage.text.0.get(hit.span.clone())?;
        let trace = recent::trace(&reading.means, &realm, &hit, value);
        Some(Finding::of(hit, trace, passage.field))
    });
    let mut findings: Vec<Finding> = meter.sample(Stage::Tag, n_bytes, || findings.collect());
    if let Some(told) = told {
        told.show(&mut findings);
    }
    Some(Seen {
        findings,
        events,
        birth,
        jurisdiction: bound::jurisdiction(reading, &bound),
        parental_consent: bound::parental_consent(reading, &bound),
        about: bound::about(reading, &bound),
        conditions: bound::conditions(reading, &bound),
        realm,
    })
}

/// An object's own address as a record.
pub fn own_name(at: &RawLocator) -> Record {
    let passages = at.0.iter().map(|(_, name)| Passage::new(String::from_utf8_lossy(name), None)).collect();
    Record { kind: RecordKind::Name, at: (StepKind::Path, Vec::new()), passages, day: None }
}

/// A record's place as it may be stored: sealed if its key is of a column judged personal, or speaks for itself.
pub fn place(reading: &Reading, verdicts: &[Option<ColumnVerdict>], record: &Record) -> Option<(StepKind, Name)> {
    if record.kind == RecordKind::Name {
        return None;
    }
    let (kind, bytes) = &record.at;
    let name = match kind {
        StepKind::Key if is_key_personal(reading, verdicts) => reading.means.keys.name(bytes, Some(Masked("•••".to_owned()))),
        StepKind::Line | StepKind::Offset => Name::Clear(bytes.clone()),
        _ => sealed_name(&reading.means, bytes),
    };
    Some((*kind, name))
}

fn is_key_personal(reading: &Reading, verdicts: &[Option<ColumnVerdict>]) -> bool {
    let columns = reading.object.columns.iter().zip(verdicts);
    columns.into_iter().any(|(column, verdict)| column.is_key && verdict.as_ref().is_some_and(|v| v.class.is_some()))
}
