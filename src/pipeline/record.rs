//! One record: its passages are looked at, its bound columns read, and what may be stored of it is kept.

use std::collections::BTreeMap;

use fail::fail_point;

use super::birth;
use super::dates::event_time;
use super::known::KnownIn;
use super::reading::{Reading, sealed_name};
use super::recent;
use crate::detect::{Context, KnownNames};
use crate::model::finding::{ColumnVerdict, Finding, Hit};
use crate::model::ids::{DataClass, Realm};
use crate::model::locator::{Name, RawLocator, StepKind};
use crate::model::meter::Stage;
use crate::model::object::Condition;
use crate::model::passage::{Fields, Passage, Record, RecordKind};
use crate::model::secret::{Masked, TermKind};
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
    /// The row conditions that hold.
    pub conditions: Vec<String>,
}

/// Looks at a record. None: nothing personal in it. The raw values end here.
pub fn see(reading: &Reading, fields: &Fields, verdicts: &[Option<ColumnVerdict>], record: &Record) -> Option<Seen> {
    fail_point!("pipeline::record");
    let bound = Bound { fields, record };
    let realm = realm(reading, &bound);
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
    if hits.is_empty() {
        return None;
    }
    let events = events(reading, &bound);
    let birth = birth_fact(&hits, &events, reading);
    let findings = hits.into_iter().filter_map(|(passage, hit)| {
        let passage = record.passages.get(passage)?;
        let value = passage.text.0.get(hit.span.clone())?;
        let trace = recent::trace(&reading.means, &realm, &hit, value);
        Some(Finding::of(hit, trace, passage.field))
    });
    let findings = meter.sample(Stage::Tag, n_bytes, || findings.collect());
    let bindings = &reading.bindings;
    Some(Seen {
        findings,
        events,
        birth,
        jurisdiction: bindings.jurisdiction.as_ref().and_then(|column| bound.text(column)).map(jurisdiction),
        parental_consent: bindings.parental_consent.as_ref().map(|column| bound.text(column).is_some_and(is_affirmed)),
        conditions: bindings.conditions.iter().filter(|c| holds(c, &bound)).map(|c| c.name.clone()).collect(),
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

/// A record's fields by name, for the configuration's bindings.
struct Bound<'a> {
    fields: &'a Fields,
    record: &'a Record,
}

impl Bound<'_> {
    /// The text of a field; none where the record does not have it (NULL, an absent key).
    fn text(&self, name: &str) -> Option<&str> {
        let field = self.fields.find(name)?;
        let passage = self.record.passages.iter().find(|passage| passage.field == Some(field))?;
        Some(passage.text.0.as_str())
    }

    /// Whether the object has such a field at all.
    fn has(&self, name: &str) -> bool {
        self.fields.find(name).is_some()
    }
}

/// A tenant column makes a realm for each client, named by a tag: the client's own name is not stored.
fn realm(reading: &Reading, bound: &Bound<'_>) -> Realm {
    let Some(tenant) = reading.bindings.tenant.as_ref().and_then(|column| bound.text(column)) else {
        return reading.realm.clone();
    };
    let tag = reading.means.keys.tag(&reading.realm, &DataClass::from("tenant"), TermKind::Whole, tenant);
    let id: String = tag.0[..6].iter().map(|byte| format!("{byte:02x}")).collect();
    Realm::from(format!("{}/{id}", reading.realm))
}

/// Bound columns first; a line's own time, and at last the file's, stand in for the day of collection.
fn events(reading: &Reading, bound: &Bound<'_>) -> BTreeMap<EventKind, EventTime> {
    let today = reading.means.today;
    let mut events = BTreeMap::new();
    for (kind, column) in &reading.bindings.events {
        if let Some(text) = bound.text(column) {
            events.insert(*kind, event_time(text, today));
        } else if bound.has(column) {
            events.insert(*kind, EventTime::NotHappened);
        }
    }
    let stated = bound.record.day.map(|day| (day, Origin::LineTime));
    let weak = reading.object.modified.map(|day| (day, Origin::FileTime));
    if let Some((day, origin)) = stated.or(weak) {
        let time = if day.is_suspect(today) { EventTime::Suspect } else { EventTime::on(day, origin) };
        events.entry(EventKind::Created).or_insert(time);
    }
    events
}

fn birth_fact(hits: &[(usize, Hit)], events: &BTreeMap<EventKind, EventTime>, reading: &Reading) -> Option<BirthFact> {
    let collected = events.get(&EventKind::Created).copied();
    // A file's time says nothing about when a person's data were collected.
    let collected = collected.filter(|time| !matches!(time, EventTime::At { origin: Origin::FileTime, .. }));
    birth::fact(hits.iter().map(|(_, hit)| hit), collected, reading.means.today)
}

/// Country codes and `US-CA` are kept; longer texts are cut, so that no free text is stored.
fn jurisdiction(text: &str) -> String {
    text.trim().chars().take(24).collect::<String>().to_uppercase()
}

fn is_affirmed(text: &str) -> bool {
    let text = text.trim();
    !(text.is_empty() || ["0", "f", "false", "n", "no", "null", "none"].iter().any(|no| text.eq_ignore_ascii_case(no)))
}

fn holds(condition: &Condition, bound: &Bound<'_>) -> bool {
    let text = bound.text(&condition.column).unwrap_or("").trim();
    match condition.is.as_str() {
        "true" => ["true", "t", "1", "yes", "y"].iter().any(|yes| text.eq_ignore_ascii_case(yes)),
        "false" => !text.is_empty() && !is_affirmed(text),
        expected => text == expected,
    }
}
