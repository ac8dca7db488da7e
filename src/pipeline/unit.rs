//! A unit in the making: takes the records of one stretch and gathers what will be committed of them in one transaction.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::reading::{Reading, sealed_name};
use super::record::{self, Seen};
use crate::model::coverage::Outcome;
use crate::model::fault::Cause;
use crate::model::finding::ColumnVerdict;
use crate::model::ids::DataClass;
use crate::model::locator::{Locator, Name, RawLocator, StepKind};
use crate::model::object::UnitId;
use crate::model::passage::{Fields, Record, RecordKind};
use crate::model::secret::Sealed;
use crate::model::sighting::{Coverage, Histogram, MAX_TAGS, Sighting, StoredField, UnitResult};
use crate::model::time::{EventKind, EventTime, Origin};

/// Gathers one unit.
pub struct Unit {
    reading: Arc<Reading>,
    part: u32,
    fields: Fields,
    /// The verdict on each field, by its place in `fields`.
    verdicts: Vec<Option<ColumnVerdict>>,
    sightings: Vec<Sighting>,
    /// Which sightings agree, by the hash of what must agree.
    merged: HashMap<u64, Vec<usize>>,
    /// The days of merged records, by the sighting that they were merged into.
    days: HashMap<usize, Days>,
    members: Vec<Coverage>,
    /// The members of containers inside which the next records lie.
    inside: Vec<(StepKind, Name)>,
    n_bytes: u64,
    n_records: u64,
}

/// How a unit's object got on, for its coverage.
pub struct Standing {
    /// How far the unit was read.
    pub outcome: Outcome,
    /// Why no further.
    pub cause: Option<Cause>,
    /// What the operator can do.
    pub hint: Option<Cause>,
}

impl Standing {
    /// Read in full so far.
    pub fn complete() -> Self {
        Self { outcome: Outcome::Complete, cause: None, hint: None }
    }
}

impl Unit {
    /// Starts part `part` of an object with the fields that are known of it.
    pub fn new(reading: &Arc<Reading>, part: u32, fields: Fields) -> Self {
        let mut unit = Self {
            reading: reading.clone(),
            part,
            fields,
            verdicts: Vec::new(),
            sightings: Vec::new(),
            merged: HashMap::new(),
            days: HashMap::new(),
            members: Vec::new(),
            inside: Vec::new(),
            n_bytes: 0,
            n_records: 0,
        };
        unit.judge_fields(&reading.verdicts);
        if part == 0 {
            unit.look_at_name(&reading.object.at);
        }
        unit
    }

    /// The unit behind this one, with the fields, verdicts and members that are open here.
    pub fn next(&self) -> Self {
        let mut next = Self::new(&self.reading, self.part + 1, self.fields.clone());
        next.verdicts.clone_from(&self.verdicts);
        next.inside.clone_from(&self.inside);
        next
    }

    /// Which part of its object it is.
    pub fn part(&self) -> u32 {
        self.part
    }

    /// The fields met so far; a format interns names in them.
    pub fn fields(&mut self) -> &mut Fields {
        &mut self.fields
    }

    /// Gives fields their verdicts, by name.
    pub fn judge_fields(&mut self, verdicts: &[ColumnVerdict]) {
        for verdict in verdicts {
            let Some(ix) = self.fields.intern(&verdict.name) else { continue };
            let ix = usize::from(ix.0);
            if self.verdicts.len() <= ix {
                self.verdicts.resize(ix + 1, None);
            }
            self.verdicts[ix] = Some(verdict.clone());
        }
    }

    /// Forgets the verdicts: a new member with its own columns begins.
    pub fn forget_verdicts(&mut self) {
        self.verdicts.clear();
    }

    /// Takes a record. `n_bytes` is what was decoded to get it.
    pub fn take(&mut self, record: &Record, n_bytes: u64) {
        self.n_bytes += n_bytes;
        self.n_records += 1;
        if let Some(seen) = record::see(&self.reading, &self.fields, &self.verdicts, record) {
            self.keep(self.sightings_of(record, seen));
        }
    }

    /// Takes the records that `make` makes of 0 to `n_records`: they are looked at side by side and kept in their order.
    pub fn take_all(&mut self, n_records: usize, make: impl Fn(usize) -> Record + Sync) {
        let look = |ix| {
            let record = make(ix);
            let n_bytes: u64 = record.passages.iter().map(|passage| passage.text.0.len() as u64).sum();
            let seen = record::see(&self.reading, &self.fields, &self.verdicts, &record);
            (n_bytes, seen.map(|seen| self.sightings_of(&record, seen)))
        };
        let looked: Vec<_> = (0..n_records).into_par_iter().map(look).collect();
        for (n_bytes, sightings) in looked {
            self.n_bytes += n_bytes;
            self.n_records += 1;
            self.keep(sightings.unwrap_or_default());
        }
    }

    /// Decoded bytes taken.
    pub fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// Records taken.
    pub fn n_records(&self) -> u64 {
        self.n_records
    }

    /// A member of a container begins; its name is looked at like any text.
    pub fn member(&mut self, name: &[u8]) {
        self.inside.push((StepKind::Member, sealed_name(&self.reading.means, name)));
        self.look_at_name(&RawLocator::default().with(StepKind::Member, name));
    }

    /// The innermost open member ended so.
    pub fn member_ended(&mut self, outcome: Outcome, cause: Option<Cause>, n_bytes: u64, n_records: u64) {
        let at = Locator([self.reading.stored.at.0.as_slice(), self.inside.as_slice()].concat());
        self.inside.pop();
        self.members.push(Coverage { at, is_member: true, outcome, cause, hint: None, n_bytes, n_records });
    }

    /// Ends the unit: what is to be committed. `end` is the key at which the next unit starts.
    pub fn finish(mut self, end: Option<Sealed>, is_last: bool, standing: Standing) -> UnitResult {
        let reading = &self.reading;
        let own = Coverage {
            at: reading.stored.at.clone(),
            is_member: false,
            outcome: standing.outcome,
            cause: standing.cause,
            hint: standing.hint,
            n_bytes: self.n_bytes,
            n_records: self.n_records,
        };
        let histograms = histograms(&self.sightings, &self.days);
        let fields = stored_fields(reading, &self.fields, &self.verdicts);
        self.members.insert(0, own);
        UnitResult {
            id: UnitId { object: reading.id, part: self.part },
            object: reading.stored.clone(),
            fields,
            sightings: self.sightings,
            histograms,
            coverage: self.members,
            end,
            is_last,
        }
    }

    /// An object's own name is looked at like any text: a path or a table's name may hold personal data.
    fn look_at_name(&mut self, at: &RawLocator) {
        let name = record::own_name(at);
        if let Some(seen) = record::see(&self.reading, &Fields::default(), &[], &name) {
            self.keep(self.sightings_of(&name, seen));
        }
    }

    /// A record as it will be stored, in parts if it has very many tags.
    fn sightings_of(&self, record: &Record, seen: Seen) -> Vec<Sighting> {
        let at = self.place(record);
        let sighting = |(part, seen): (usize, Seen)| Sighting {
            kind: record.kind,
            at: at.clone(),
            part: part as u16,
            realm: seen.realm,
            findings: seen.findings,
            events: seen.events,
            birth: seen.birth,
            jurisdiction: seen.jurisdiction,
            parental_consent: seen.parental_consent,
            about: seen.about,
            conditions: seen.conditions,
            count: 1,
        };
        in_parts(seen).into_iter().enumerate().map(sighting).collect()
    }

    fn keep(&mut self, sightings: Vec<Sighting>) {
        for sighting in sightings {
            if sighting.kind == RecordKind::KeyedRow {
                self.sightings.push(sighting);
            } else {
                self.merge(sighting);
            }
        }
    }

    /// Where a record lies below its object; none for the object's own name.
    fn place(&self, record: &Record) -> Option<Locator> {
        let own = record::place(&self.reading, &self.verdicts, record);
        let steps: Vec<_> = self.inside.iter().cloned().chain(own).collect();
        (!steps.is_empty()).then_some(Locator(steps))
    }

    fn merge(&mut self, sighting: Sighting) {
        let places = self.merged.entry(agreement_hash(&sighting)).or_default();
        let known = places.iter().copied().find(|place| agree(&self.sightings[*place], &sighting));
        let Some(place) = known else {
            places.push(self.sightings.len());
            self.sightings.push(sighting);
            return;
        };
        let own = &mut self.sightings[place];
        if own.events != sighting.events || self.days.contains_key(&place) {
            let days = self.days.entry(place).or_insert_with(|| Days::from([(key_of(&own.events), own.count)]));
            *days.entry(key_of(&sighting.events)).or_default() += 1;
        }
        for (kind, time) in sighting.events {
            own.events.entry(kind).and_modify(|known| *known = known.merged(time)).or_insert(time);
        }
        own.count += 1;
    }
}

/// A record of very many tags becomes several sightings.
fn in_parts(mut seen: Seen) -> Vec<Seen> {
    let findings = std::mem::take(&mut seen.findings);
    let mut parts = vec![seen.clone()];
    let mut n_tags = 0;
    for finding in findings {
        n_tags += finding.tags.len().max(1);
        if n_tags > MAX_TAGS {
            parts.push(seen.clone());
            n_tags = finding.tags.len().max(1);
        }
        if let Some(part) = parts.last_mut() {
            part.findings.push(finding);
        }
    }
    parts
}

fn agreement_hash(sighting: &Sighting) -> u64 {
    let mut hasher = DefaultHasher::new();
    (sighting.kind, sighting.part, &sighting.realm, &sighting.findings, sighting.birth).hash(&mut hasher);
    (&sighting.jurisdiction, sighting.parental_consent, sighting.about, &sighting.conditions).hash(&mut hasher);
    known_of(&sighting.events).for_each(|known| known.hash(&mut hasher));
    hasher.finish()
}

/// Whether two records agree in everything that is stored, but for their place and their days.
fn agree(a: &Sighting, b: &Sighting) -> bool {
    (a.kind, a.part, &a.realm, a.birth, a.parental_consent, a.about)
        == (b.kind, b.part, &b.realm, b.birth, b.parental_consent, b.about)
        && a.findings == b.findings
        && a.jurisdiction == b.jurisdiction
        && a.conditions == b.conditions
        && known_of(&a.events).eq(known_of(&b.events))
}

/// What is known of each event but for its day: records of which different things are known are not merged, so that an
/// interval always stands for days and never hides a record without one.
fn known_of(events: &BTreeMap<EventKind, EventTime>) -> impl Iterator<Item = (EventKind, u8, Option<Origin>)> {
    events.iter().map(|(kind, time)| match time {
        EventTime::At { origin, .. } => (*kind, 0, Some(*origin)),
        EventTime::NotHappened => (*kind, 1, None),
        EventTime::Unknown => (*kind, 2, None),
        EventTime::Suspect => (*kind, 3, None),
    })
}

/// Strong classes, weak classes, row conditions, jurisdiction.
type Kind = (Vec<DataClass>, Vec<DataClass>, Vec<String>, Option<String>);

/// Event times → number of records.
type Days = BTreeMap<Vec<(EventKind, EventTime)>, u64>;

fn key_of(events: &BTreeMap<EventKind, EventTime>) -> Vec<(EventKind, EventTime)> {
    events.iter().map(|(kind, time)| (*kind, *time)).collect()
}

/// The days of merged records whose own interval does not say them, by set of classes and conditions.
fn histograms(sightings: &[Sighting], days: &HashMap<usize, Days>) -> Vec<Histogram> {
    let mut packed: BTreeMap<Kind, Days> = BTreeMap::new();
    let merged = sightings.iter().enumerate().filter(|(_, sighting)| !sighting.has_exact_days() && sighting.part == 0);
    for (place, sighting) in merged {
        let (strong, mut weak) = (classes_of(sighting, true), classes_of(sighting, false));
        weak.retain(|class| !strong.contains(class));
        let histogram = packed.entry((strong, weak, sighting.conditions.clone(), sighting.jurisdiction.clone())).or_default();
        // Without days of their own, all its records share one vague date.
        let shared = || Days::from([(key_of(&sighting.events), sighting.count)]);
        for (key, count) in days.get(&place).cloned().unwrap_or_else(shared) {
            *histogram.entry(key).or_default() += count;
        }
    }
    let histograms = packed.into_iter();
    let histogram =
        |((classes, weak, conditions, jurisdiction), days)| Histogram { classes, weak, conditions, jurisdiction, days };
    histograms.map(histogram).collect()
}

/// The classes of which a sighting has findings that are strong enough for a verdict, or those of which it has others.
fn classes_of(sighting: &Sighting, strong: bool) -> Vec<DataClass> {
    let chosen = sighting.findings.iter().filter(|finding| (finding.is_high() && !finding.likely_test) == strong);
    let mut classes: Vec<_> = chosen.map(|finding| finding.class.clone()).collect();
    classes.sort();
    classes.dedup();
    classes
}

fn stored_fields(reading: &Reading, fields: &Fields, verdicts: &[Option<ColumnVerdict>]) -> Vec<StoredField> {
    let names = fields.names().iter().enumerate();
    names
        .map(|(ix, name)| StoredField {
            name: sealed_name(&reading.means, name.as_bytes()),
            verdict: verdicts.get(ix).cloned().flatten().map(|verdict| ColumnVerdict { name: String::new(), ..verdict }),
        })
        .collect()
}
