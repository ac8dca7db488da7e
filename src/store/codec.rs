//! A sighting in few bytes: what is usual costs nothing, what repeats is a number.
//!
//! `flags, realm, findings, [address], [part], [events], [birth], [jurisdiction], [conditions], [count], [about]`; a
//! finding is `evidence, field + 1 or 0, tags, mask`. Numbers are postcard's varints.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::lexicon::{Evidence, Lexicon};
use crate::model::about::{About, Keeping};
use crate::model::finding::Finding;
use crate::model::passage::{FieldIx, RecordKind};
use crate::model::secret::{Masked, Tag, TermKind};
use crate::model::sighting::{Histogram, Sighting, StoredObject};
use crate::model::time::{Day, EventKind, EventTime, Origin};

/// The lowest bits of the flags: the record kind.
const KIND: u16 = 0b111;
const HAS_ADDRESS: u16 = 1 << 3;
const HAS_EVENTS: u16 = 1 << 4;
const HAS_PART: u16 = 1 << 5;
const HAS_COUNT: u16 = 1 << 6;
// From here on the flags take a second byte, so these are the rarer ones.
const HAS_BIRTH: u16 = 1 << 7;
const HAS_JURISDICTION: u16 = 1 << 8;
const HAS_CONSENT: u16 = 1 << 9;
const CONSENT: u16 = 1 << 10;
const HAS_CONDITIONS: u16 = 1 << 11;
const HAS_ABOUT: u16 = 1 << 12;

/// An [`EventTime`] in which one exact day is written once.
#[derive(Serialize, Deserialize)]
enum Time {
    On(Day, Origin),
    Between(Day, Day, Origin),
    NotHappened,
    Unknown,
    Suspect,
}

impl From<EventTime> for Time {
    fn from(time: EventTime) -> Self {
        match time {
            EventTime::At { earliest, latest, origin } if earliest == latest => Self::On(earliest, origin),
            EventTime::At { earliest, latest, origin } => Self::Between(earliest, latest, origin),
            EventTime::NotHappened => Self::NotHappened,
            EventTime::Unknown => Self::Unknown,
            EventTime::Suspect => Self::Suspect,
        }
    }
}

impl From<Time> for EventTime {
    fn from(time: Time) -> Self {
        match time {
            Time::On(day, origin) => Self::on(day, origin),
            Time::Between(earliest, latest, origin) => Self::At { earliest, latest, origin },
            Time::NotHappened => Self::NotHappened,
            Time::Unknown => Self::Unknown,
            Time::Suspect => Self::Suspect,
        }
    }
}

type Times = Vec<(EventKind, Time)>;

fn times<'a>(events: impl IntoIterator<Item = (&'a EventKind, &'a EventTime)>) -> Times {
    events.into_iter().map(|(kind, time)| (*kind, Time::from(*time))).collect()
}

fn untimed<C: FromIterator<(EventKind, EventTime)>>(times: Times) -> C {
    times.into_iter().map(|(kind, time)| (kind, EventTime::from(time))).collect()
}

/// Packs a sighting. `places` says for each field of the unit which field of the object it is.
pub(super) fn pack(sighting: &Sighting, places: &[u16], lexicon: &mut Lexicon) -> Result<Vec<u8>, StoreError> {
    let mut out = Out(Vec::with_capacity(96));
    let flags = flags(sighting)?;
    out.put(&flags)?;
    out.put(&lexicon.word_id(sighting.realm.as_str()))?;
    out.put(&sighting.findings.len())?;
    for finding in &sighting.findings {
        out.put(&lexicon.evidence_id(Evidence::of(finding)))?;
        let place = finding.field.and_then(|ix| places.get(usize::from(ix.0)));
        out.put(&place.map_or(0, |place| u32::from(*place) + 1))?;
        out.put(&finding.tags.len())?;
        for (kind, tag) in &finding.tags {
            out.put(kind)?;
            out.0.extend_from_slice(&tag.0);
        }
        out.put(&finding.mask)?;
    }
    let conditions: Vec<u32> = sighting.conditions.iter().map(|name| lexicon.word_id(name)).collect();
    let has = |flag: u16| flags & flag != 0;
    out.put_some(sighting.at.as_ref())?;
    out.put_some(has(HAS_PART).then_some(sighting.part))?;
    out.put_some(has(HAS_EVENTS).then(|| times(&sighting.events)))?;
    out.put_some(sighting.birth)?;
    out.put_some(sighting.jurisdiction.as_ref())?;
    out.put_some(has(HAS_CONDITIONS).then_some(conditions))?;
    out.put_some(has(HAS_COUNT).then_some(sighting.count))?;
    out.put_some(has(HAS_ABOUT).then_some(sighting.about))?;
    Ok(out.0)
}

fn flags(sighting: &Sighting) -> Result<u16, StoreError> {
    let mut kind = [0; 2];
    postcard::to_slice(&sighting.kind, &mut kind)?;
    let flag = |holds: bool, flag: u16| if holds { flag } else { 0 };
    Ok(u16::from(kind[0]) & KIND
        | flag(sighting.at.is_some(), HAS_ADDRESS)
        | flag(!sighting.events.is_empty(), HAS_EVENTS)
        | flag(sighting.part != 0, HAS_PART)
        | flag(sighting.count != 1, HAS_COUNT)
        | flag(sighting.birth.is_some(), HAS_BIRTH)
        | flag(sighting.jurisdiction.is_some(), HAS_JURISDICTION)
        | flag(sighting.parental_consent.is_some(), HAS_CONSENT)
        | flag(sighting.parental_consent == Some(true), CONSENT)
        | flag(!sighting.conditions.is_empty(), HAS_CONDITIONS)
        | flag(sighting.about != About::default(), HAS_ABOUT))
}

/// Unpacks what [`pack`] made; fields are those of the object.
pub(super) fn unpack(body: &[u8], lexicon: &Lexicon) -> Result<Sighting, StoreError> {
    let mut input = In(body);
    let flags: u16 = input.take()?;
    let realm: u32 = input.take()?;
    let n_findings: usize = input.take()?;
    let mut findings = Vec::with_capacity(n_findings.min(body.len()));
    for _ in 0..n_findings {
        findings.push(input.finding(lexicon)?);
    }
    let has = |flag: u16| flags & flag != 0;
    Ok(Sighting {
        kind: kind(flags)?,
        realm: lexicon.word(realm)?.into(),
        findings,
        at: input.take_if(has(HAS_ADDRESS))?,
        part: input.take_if(has(HAS_PART))?.unwrap_or(0),
        events: input.take_if(has(HAS_EVENTS))?.map(untimed).unwrap_or_default(),
        birth: input.take_if(has(HAS_BIRTH))?,
        jurisdiction: input.take_if(has(HAS_JURISDICTION))?,
        parental_consent: has(HAS_CONSENT).then_some(has(CONSENT)),
        conditions: words(&input.take_if::<Vec<u32>>(has(HAS_CONDITIONS))?.unwrap_or_default(), lexicon)?,
        count: input.take_if(has(HAS_COUNT))?.unwrap_or(1),
        about: input.take_if(has(HAS_ABOUT))?.unwrap_or_default(),
    })
}

fn kind(flags: u16) -> Result<RecordKind, StoreError> {
    Ok(postcard::from_bytes(&[(flags & KIND) as u8])?)
}

fn words(ids: &[u32], lexicon: &Lexicon) -> Result<Vec<String>, StoreError> {
    ids.iter().map(|id| lexicon.word(*id).map(str::to_owned)).collect()
}

/// All tags of a packed sighting, without the rest of it.
pub(super) fn tags(body: &[u8]) -> Result<Vec<Tag>, StoreError> {
    let mut found = Vec::new();
    skim(body, |_, tags| found.extend(tags.iter().map(|(_, tag)| *tag)))?;
    Ok(found)
}

/// The full-name tags of a packed sighting that stand in a field of their own, and the realm's number. What was found in
/// running text is no name column, and must not teach the spotter its own guesses.
pub(super) fn name_tags(body: &[u8]) -> Result<(u32, Vec<Tag>), StoreError> {
    let mut found = Vec::new();
    let (flags, realm) = skim(body, |has_field, tags| {
        let names = tags.iter().filter(|(kind, _)| has_field && *kind == TermKind::Sorted);
        found.extend(names.map(|(_, tag)| *tag));
    })?;
    match kind(flags)? {
        RecordKind::KeyedRow | RecordKind::Row | RecordKind::Json => Ok((realm, found)),
        RecordKind::LogLine | RecordKind::Text | RecordKind::Name => Ok((realm, Vec::new())),
    }
}

/// Goes through the findings: whether each has a field, and its tags.
fn skim(body: &[u8], mut each: impl FnMut(bool, &[(TermKind, Tag)])) -> Result<(u16, u32), StoreError> {
    let mut input = In(body);
    let (flags, realm): (u16, u32) = (input.take()?, input.take()?);
    for _ in 0..input.take::<usize>()? {
        input.take::<u32>()?;
        let field: u32 = input.take()?;
        let tags = input.tags()?;
        input.take::<&str>()?;
        each(field != 0, &tags);
    }
    Ok((flags, realm))
}

/// [`Histogram`] as it is stored: words and packed times.
#[derive(Serialize, Deserialize)]
struct PackedHistogram(Vec<u32>, Vec<u32>, Vec<u32>, Vec<(Times, u64)>);

/// Packs a histogram.
pub(super) fn pack_histogram(histogram: &Histogram, lexicon: &mut Lexicon) -> Result<Vec<u8>, StoreError> {
    let mut ids =
        |classes: &[crate::model::ids::DataClass]| classes.iter().map(|class| lexicon.word_id(class.as_str())).collect();
    let (classes, weak) = (ids(&histogram.classes), ids(&histogram.weak));
    let conditions = histogram.conditions.iter().map(|name| lexicon.word_id(name)).collect();
    let days = histogram.days.iter().map(|(at, n)| (times(at.iter().map(|(kind, time)| (kind, time))), *n)).collect();
    let mut out = Out(postcard::to_stdvec(&PackedHistogram(classes, weak, conditions, days))?);
    out.put_some(histogram.jurisdiction.as_ref())?;
    Ok(out.0)
}

/// Unpacks what [`pack_histogram`] made. What stands behind the days is the jurisdiction, if there is one.
pub(super) fn unpack_histogram(body: &[u8], lexicon: &Lexicon) -> Result<Histogram, StoreError> {
    let mut input = In(body);
    let PackedHistogram(classes, weak, conditions, days) = input.take()?;
    let jurisdiction = input.take_if(!input.0.is_empty())?;
    let days: BTreeMap<_, _> = days.into_iter().map(|(at, n)| (untimed(at), n)).collect();
    let named = |ids: &[u32]| ids.iter().map(|id| lexicon.word(*id).map(Into::into)).collect::<Result<_, StoreError>>();
    let (classes, weak, conditions) = (named(&classes)?, named(&weak)?, words(&conditions, lexicon)?);
    Ok(Histogram { classes, weak, conditions, jurisdiction, days })
}

/// Unpacks an object. What an earlier version stored ends before [`StoredObject::keeping`]; nothing is said of it then.
pub(super) fn unpack_object(body: &[u8]) -> Result<StoredObject, StoreError> {
    if let Ok(object) = postcard::from_bytes(body) {
        return Ok(object);
    }
    let nothing = postcard::to_stdvec(&Keeping::default())?;
    Ok(postcard::from_bytes(&[body, &nothing].concat())?)
}

struct Out(Vec<u8>);

impl Out {
    fn put<T: Serialize>(&mut self, value: &T) -> Result<(), StoreError> {
        self.0 = postcard::to_extend(value, std::mem::take(&mut self.0))?;
        Ok(())
    }

    /// Writes the value itself: the flags say whether it is there.
    fn put_some<T: Serialize>(&mut self, value: Option<T>) -> Result<(), StoreError> {
        value.map_or(Ok(()), |value| self.put(&value))
    }
}

struct In<'a>(&'a [u8]);

impl<'a> In<'a> {
    fn take<T: Deserialize<'a>>(&mut self) -> Result<T, StoreError> {
        let (value, rest) = postcard::take_from_bytes(self.0)?;
        self.0 = rest;
        Ok(value)
    }

    fn take_if<T: DeserializeOwned>(&mut self, is_there: bool) -> Result<Option<T>, StoreError> {
        is_there.then(|| self.take()).transpose()
    }

    fn tags(&mut self) -> Result<Vec<(TermKind, Tag)>, StoreError> {
        let n: usize = self.take()?;
        let mut tags = Vec::with_capacity(n.min(self.0.len()));
        for _ in 0..n {
            let kind = self.take()?;
            let (tag, rest) = self.0.split_first_chunk::<16>().ok_or(StoreError::Damaged("a tag is cut off"))?;
            self.0 = rest;
            tags.push((kind, Tag(*tag)));
        }
        Ok(tags)
    }

    fn finding(&mut self, lexicon: &Lexicon) -> Result<Finding, StoreError> {
        let Evidence { class, detector, confidence, form, role, likely_test, is_checked } =
            lexicon.evidence(self.take()?)?.clone();
        let field: u32 = self.take()?;
        let field = field.checked_sub(1).and_then(|ix| u16::try_from(ix).ok()).map(FieldIx);
        let tags = self.tags()?;
        let mask = Masked(self.take()?);
        Ok(Finding { class, detector, tags, confidence, form, role, likely_test, is_checked, field, mask })
    }
}

#[cfg(test)]
#[path = "tests/codec.rs"]
mod tests;
