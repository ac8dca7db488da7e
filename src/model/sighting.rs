//! The findings of one record, the unit of storage, index and linking, and what is committed with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::about::{About, Keeping};
use super::coverage::Outcome;
use super::fault::Cause;
use super::finding::{BirthBasis, ColumnVerdict, Finding};
use super::ids::{DataClass, ObjectId, PolicyId, Realm, SourceName};
use super::locator::{Locator, Name};
use super::object::{ObjectKind, UnitId};
use super::passage::RecordKind;
use super::secret::Sealed;
use super::time::{Day, EventKind, EventTime};

/// The most tags of one sighting; more become further parts of the same record.
pub const MAX_TAGS: usize = 256;

/// How old somebody was, in the steps that laws and policies use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeBand {
    /// 0 to 12.
    Under13,
    /// 13.
    Age13,
    /// 14.
    Age14,
    /// 15.
    Age15,
    /// 16.
    Age16,
    /// 17.
    Age17,
    /// 18 to 20.
    Age18To20,
    /// 21 or more.
    Adult,
}

impl AgeBand {
    /// The band of an age in full years.
    pub fn of(years: i16) -> Self {
        match years {
            ..=12 => Self::Under13,
            13 => Self::Age13,
            14 => Self::Age14,
            15 => Self::Age15,
            16 => Self::Age16,
            17 => Self::Age17,
            18..=20 => Self::Age18To20,
            21.. => Self::Adult,
        }
    }

    /// The youngest and the oldest age in the band, in full years.
    pub fn years(self) -> (u8, u8) {
        match self {
            Self::Under13 => (0, 12),
            Self::Age13 => (13, 13),
            Self::Age14 => (14, 14),
            Self::Age15 => (15, 15),
            Self::Age16 => (16, 16),
            Self::Age17 => (17, 17),
            Self::Age18To20 => (18, 20),
            Self::Adult => (21, u8::MAX),
        }
    }
}

/// What is kept of a birth date: never the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct BirthFact {
    /// The age when the data were collected, where the record says when that was.
    pub at_collection: Option<AgeBand>,
    /// Year and month of birth of somebody under 21 on the day of the scan; none: an adult then.
    pub month: Option<(i16, i8)>,
    /// What it was read from.
    pub basis: BirthBasis,
}

/// The findings of one record, or of many records without a key that agree in everything stored.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Sighting {
    /// What binds the findings together.
    pub kind: RecordKind,
    /// The record's own address below its object; where records were merged, the first one's. None for an object's name.
    pub at: Option<Locator>,
    /// More than [`MAX_TAGS`] tags: which part of the record this is, from 0.
    pub part: u16,
    /// The realm in which its tags were made.
    pub realm: Realm,
    /// The findings, in the order of the record.
    pub findings: Vec<Finding>,
    /// What is known of each start event.
    pub events: BTreeMap<EventKind, EventTime>,
    /// What is known of the subject's age.
    pub birth: Option<BirthFact>,
    /// Where the subject is, if a column says so.
    pub jurisdiction: Option<String>,
    /// Whether a parent's consent is recorded; none: no column says so.
    pub parental_consent: Option<bool>,
    /// What else its columns say of the person.
    pub about: About,
    /// The row conditions that hold, by name.
    pub conditions: Vec<String>,
    /// How many records.
    pub count: u64,
}

impl Sighting {
    /// Whether its own event times are those of each of its records. Where not, its records are in a [`Histogram`].
    pub fn has_exact_days(&self) -> bool {
        self.count == 1
            || !self.events.values().any(|time| matches!(time, EventTime::At { earliest, latest, .. } if earliest != latest))
    }
}

/// Where records of different days were merged: how many of them had which combination of event days.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Histogram {
    /// The classes of the records' findings that are strong enough for a verdict, sorted.
    pub classes: Vec<DataClass>,
    /// The classes of which only weak or likely test findings were made, sorted: leads, never violations.
    pub weak: Vec<DataClass>,
    /// The row conditions that hold, by name.
    pub conditions: Vec<String>,
    /// Where the subjects are, if a column says so.
    pub jurisdiction: Option<String>,
    /// Event times → number of records. Sorted.
    pub days: BTreeMap<Vec<(EventKind, EventTime)>, u64>,
}

/// How far an object or a member of one was looked at, as stored.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Coverage {
    /// The object's address; a member's begins with its object's.
    pub at: Locator,
    /// Whether it is a thing inside a container, counted apart.
    pub is_member: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, if not complete.
    pub cause: Option<Cause>,
    /// What the operator can do.
    pub hint: Option<Cause>,
    /// Bytes looked at (decoded).
    pub n_bytes: u64,
    /// Records looked at.
    pub n_records: u64,
}

/// An object as it is stored.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoredObject {
    /// Its identity.
    pub id: ObjectId,
    /// Where it was found.
    pub source: SourceName,
    /// Its address, sealed where it speaks.
    pub at: Locator,
    /// What it is.
    pub kind: ObjectKind,
    /// The content's version when it was read.
    pub version: String,
    /// When it was last modified.
    pub modified: Option<Day>,
    /// Whose data it is.
    pub realm: Realm,
    /// The policy it is judged by.
    pub policy: Option<PolicyId>,
    /// Where the source is.
    pub region: Option<String>,
    /// The names of the columns bound to events, in the configuration's words.
    pub events: BTreeMap<EventKind, String>,
    /// What else is said of it as a whole. Last, and empty in few bytes: what an earlier version stored has none.
    pub keeping: Keeping,
}

/// The names of an object's fields, sealed where they speak, with what each was judged to hold.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StoredField {
    /// Its name.
    pub name: Name,
    /// The verdict on the whole column without its raw name; none for a field that was not profiled.
    pub verdict: Option<ColumnVerdict>,
}

/// What one unit gave: committed whole, in one transaction, or not at all. Self-contained and idempotent by its id.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnitResult {
    /// Which unit.
    pub id: UnitId,
    /// The object it is a part of.
    pub object: StoredObject,
    /// The fields that the findings' [`FieldIx`](super::passage::FieldIx) point into.
    pub fields: Vec<StoredField>,
    /// The sightings.
    pub sightings: Vec<Sighting>,
    /// The merged records' days.
    pub histograms: Vec<Histogram>,
    /// How far this unit got: of its object, and of each member that ended in it.
    pub coverage: Vec<Coverage>,
    /// Where the next unit starts (an encoded key, sealed; a byte offset); none: at the place the cut says.
    pub end: Option<Sealed>,
    /// Whether the object ends with this unit: parts behind it are retired.
    pub is_last: bool,
}
