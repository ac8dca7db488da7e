//! A hit (raw, inside the scan) and a finding (what may be stored of it), and the verdict on a column as a whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ids::{DataClass, DetectorId};
use super::passage::FieldIx;
use super::secret::{Masked, Raw, Tag, Term, TermKind};
use super::time::Day;

/// Findings from this confidence on are accepted.
pub const ACCEPTED: f32 = 0.50;
/// Findings from this confidence on are high: a weaker one gives a lead, not a violation.
pub const HIGH: f32 = 0.80;
/// No sum of evidence is certainty.
pub const CAP: f32 = 0.99;

/// In what form the value stands in the source. Promises turn on it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// The whole value, readable.
    Full,
    /// Only a part of it: `**** 4242`.
    Partial,
    /// A hash of it.
    Hashed,
    /// Encrypted.
    Encrypted,
}

/// Whose data a column holds, seen from the record's subject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// The record's own subject.
    #[default]
    Own,
    /// A mother, father or guardian.
    Guardian,
    /// A spouse or partner.
    Spouse,
    /// A child or other dependant of the record's subject.
    Dependant,
    /// Somebody to call in an emergency.
    Emergency,
    /// Somebody of the company who handled the record.
    Agent,
    /// Anybody else who is named beside the subject: sender, buyer, referrer.
    Other,
}

/// A birth fact of a value that holds one, exact, inside the scan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BirthDate {
    /// The first day that it can be.
    pub earliest: Day,
    /// The last day that it can be.
    pub latest: Day,
    /// What it was read from.
    pub basis: BirthBasis,
}

/// What a birth fact was read from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BirthBasis {
    /// A date of birth.
    DateOfBirth,
    /// A birth date inside a national identifier.
    NationalId,
    /// An age or a year of birth that was stated.
    StatedAge,
}

/// An accepted hit with its raw value; lives from detection to sealing.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Which detector.
    pub detector: DetectorId,
    /// Which kind of data.
    pub class: DataClass,
    /// Where in the passage's text: bytes, end exclusive.
    pub span: Range<usize>,
    /// 0..=0.99.
    pub confidence: f32,
    /// Its normal form, from which its terms are made.
    pub normal: Raw,
    /// In what form it stands there.
    pub form: Form,
    /// Whose it is.
    pub role: ColumnRole,
    /// The birth date that the value states or holds.
    pub birth: Option<BirthDate>,
    /// A checksum was verified: the value was issued, or invented with care.
    pub is_checked: bool,
}

/// What a hit's value is told by. Equal values have equal ones, so that they need not be made anew for each hit.
#[derive(Clone, PartialEq, Debug)]
pub struct Guise {
    /// The normalised forms to tag, the whole value first; empty for classes that get no tag.
    pub terms: Vec<Term>,
    /// What may be shown of it.
    pub mask: Masked,
    /// A known test or placeholder value.
    pub likely_test: bool,
}

/// What may be stored of a hit's value: its guise, tagged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace {
    /// The tags under which it is found again, the whole value's first; none for classes of few values.
    pub tags: Vec<(TermKind, Tag)>,
    /// What may be shown of it.
    pub mask: Masked,
    /// A known test or placeholder value.
    pub likely_test: bool,
}

/// What is stored of a hit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// Which kind of data.
    pub class: DataClass,
    /// Which detector.
    pub detector: DetectorId,
    /// The tags under which it is found again, the whole value's first; none for classes of few values.
    pub tags: Vec<(TermKind, Tag)>,
    /// Percent, 50..=99.
    pub confidence: u8,
    /// In what form it stands in the source.
    pub form: Form,
    /// Whose it is.
    pub role: ColumnRole,
    /// A known test or placeholder value.
    pub likely_test: bool,
    /// A checksum was verified.
    pub is_checked: bool,
    /// Which field of the object; none in running text and for merged JSON of too many fields.
    pub field: Option<FieldIx>,
    /// What may be shown of it.
    pub mask: Masked,
}

impl Finding {
    /// What is stored of a hit, of whose value this is the trace. The hit, and the value in it, is consumed.
    pub fn of(hit: Hit, trace: Trace, field: Option<FieldIx>) -> Self {
        Self {
            tags: trace.tags,
            confidence: (hit.confidence.min(CAP) * 100.0).round() as u8,
            class: hit.class,
            detector: hit.detector,
            form: hit.form,
            role: hit.role,
            likely_test: trace.likely_test,
            is_checked: hit.is_checked,
            field,
            mask: trace.mask,
        }
    }

    /// The tag of the whole value.
    pub fn tag(&self) -> Option<Tag> {
        self.tags.iter().find(|(kind, _)| *kind == TermKind::Whole).map(|(_, tag)| *tag)
    }

    /// Whether the finding is strong enough for a verdict.
    pub fn is_high(&self) -> bool {
        f32::from(self.confidence) / 100.0 >= HIGH - 1e-6
    }
}

/// What a column as a whole was judged to hold; travels in every unit of its object.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ColumnVerdict {
    /// The column's name, raw.
    pub name: String,
    /// The class that the column holds, if it is personal, with the detector that decided it.
    pub class: Option<(DetectorId, DataClass)>,
    /// 0..=0.99.
    pub confidence: f32,
    /// The next best answer.
    pub runner_up: Option<(DetectorId, f32)>,
    /// Whose data it holds.
    pub role: ColumnRole,
    /// What its values look like.
    pub shape: ColumnShape,
}

/// What a column's values look like, whatever they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnShape {
    /// Anything else.
    #[default]
    Text,
    /// Two values: yes and no, 0 and 1.
    Boolean,
    /// A few words, repeated.
    Enumeration,
    /// Whole or decimal numbers.
    Number,
    /// Dates or times.
    Date,
    /// Hashes, random identifiers.
    Opaque,
    /// No value at all in the sample.
    Empty,
}
