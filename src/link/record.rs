//! A sighting reduced to what linking needs: whose identifiers it holds and how much each proves.

use std::collections::{BTreeMap, BTreeSet};

use super::OwnedMention;
use crate::model::finding::{BirthBasis, ColumnRole, Finding};
use crate::model::ids::{DataClass, DetectorId, Realm};
use crate::model::passage::RecordKind;
use crate::model::secret::{Tag, TermKind};
use crate::model::sighting::Sighting;
use crate::model::view::Anchor;

/// How much it proves that two records share a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// Nothing, or a device or place: never a person by itself.
    Weak,
    /// A name.
    Name,
    /// A contact point, or a number issued to one person whose checksum nobody can verify.
    Contact,
    /// Issued to one person and checked.
    Issued,
}

/// In what way a record holds a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hold {
    /// As its own subject's.
    Own,
    /// As somebody else's.
    Of(ColumnRole),
    /// In running text, or in the object's own name.
    InText,
    /// A known test or placeholder value.
    Test,
}

/// One value of a record.
#[derive(Clone, Debug)]
pub struct Value {
    /// Which kind of data.
    pub class: DataClass,
    /// Which detector found it.
    pub detector: DetectorId,
    /// How much it proves.
    pub grade: Grade,
    /// In what way it is held.
    pub hold: Hold,
}

/// One name: the tags of its parts.
pub type NameParts = BTreeSet<Tag>;

/// What linking knows of a sighting.
#[derive(Clone, Debug)]
pub struct Record {
    /// What binds its findings together.
    pub kind: RecordKind,
    /// `row of crm/users`.
    pub place: String,
    /// Whose tags they are.
    pub realm: Realm,
    /// Its values by tag; of a value that is held twice, the way that says most.
    pub values: BTreeMap<Tag, Value>,
    /// The own subject's names; one that is a part of another is not among them.
    pub names: Vec<NameParts>,
    /// The sounds of the own subject's names.
    pub sounds: BTreeSet<Tag>,
    /// The own subject's month of birth, none for an adult; nothing where it is not known to the month.
    pub birth: Option<Option<(i16, i8)>>,
}

impl Record {
    /// Reduces a mention.
    pub fn of(mention: &OwnedMention, anchor: &dyn Fn(&DataClass) -> Anchor) -> Self {
        let sighting = &mention.sighting;
        let mut record = Self {
            kind: sighting.kind,
            place: place(sighting.kind, &mention.place),
            realm: sighting.realm.clone(),
            values: BTreeMap::new(),
            names: Vec::new(),
            sounds: BTreeSet::new(),
            birth: birth(sighting),
        };
        let mut full: Vec<NameParts> = Vec::new();
        let mut split = NameParts::new();
        for finding in &sighting.findings {
            let hold = hold(mention, finding);
            let is_name = finding.class.is_within("user.name");
            if is_name && hold == Hold::Own && record.is_about_one() {
                let is_whole = finding.class.as_str() == "user.name";
                let parts = parts(finding);
                if is_whole {
                    full.push(parts)
                } else {
                    split.extend(parts)
                }
                record
                    .sounds
                    .extend(finding.tags.iter().filter(|(kind, _)| is_whole && *kind == TermKind::Sound).map(|(_, tag)| *tag));
            }
            let grade = grade(anchor(&finding.class), finding, is_name);
            for (_, tag) in &finding.tags {
                let value = Value { class: finding.class.clone(), detector: finding.detector.clone(), grade, hold };
                let held = record.values.entry(*tag).or_insert_with(|| value.clone());
                if (hold, std::cmp::Reverse(grade)) < (held.hold, std::cmp::Reverse(held.grade)) {
                    *held = value;
                }
            }
        }
        full.push(split);
        record.names = distinct(full);
        record
    }

    /// Whether the findings are bound to one subject: a row or a JSON object, not a line or a text.
    pub fn is_about_one(&self) -> bool {
        is_about_one(self.kind)
    }

    /// Whether it holds two names, or two issued numbers of one kind, as its own subject's: an invoice of buyer and seller.
    pub fn is_about_several(&self) -> bool {
        let mut detectors = BTreeSet::new();
        self.names.len() > 1 || !self.issued().all(|(detector, _)| detectors.insert(detector))
    }

    /// All tags.
    pub fn tags(&self) -> impl Iterator<Item = Tag> {
        self.values.keys().copied()
    }

    /// The own subject's values of a grade.
    pub fn own(&self, grade: Grade) -> impl Iterator<Item = (Tag, &Value)> {
        let is_own = move |value: &Value| value.hold == Hold::Own && value.grade == grade;
        self.values.iter().filter(move |(_, value)| is_own(value)).map(|(tag, value)| (*tag, value))
    }

    /// The numbers issued to the own subject, by realm and detector: two of one detector are two persons'.
    pub fn issued(&self) -> impl Iterator<Item = ((Realm, DetectorId), Tag)> {
        self.own(Grade::Issued).map(|(tag, value)| ((self.realm.clone(), value.detector.clone()), tag))
    }
}

/// Whether the findings of such a record are bound to one subject.
pub fn is_about_one(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::KeyedRow | RecordKind::Row | RecordKind::Json)
}

/// Names of which none is a part of another, sorted.
pub fn distinct(mut names: Vec<NameParts>) -> Vec<NameParts> {
    names.sort();
    names.dedup();
    let is_part = |name: &NameParts| names.iter().any(|other| name != other && name.is_subset(other));
    names.iter().filter(|name| !name.is_empty() && !is_part(name)).cloned().collect()
}

fn place(kind: RecordKind, place: &str) -> String {
    let what = match kind {
        RecordKind::KeyedRow | RecordKind::Row => "row",
        RecordKind::Json => "JSON object",
        RecordKind::LogLine => "log line",
        RecordKind::Text => "text",
        RecordKind::Name => "name",
    };
    if place.is_empty() { what.to_owned() } else { format!("{what} of {place}") }
}

/// In what way a record holds a value.
pub fn hold(mention: &OwnedMention, finding: &Finding) -> Hold {
    let is_text = matches!(mention.sighting.kind, RecordKind::Text | RecordKind::Name);
    match finding.role {
        _ if finding.likely_test => Hold::Test,
        _ if is_text || finding.field.is_some_and(|field| mention.prose.contains(&field)) => Hold::InText,
        ColumnRole::Own => Hold::Own,
        role => Hold::Of(role),
    }
}

/// How much a finding proves.
pub fn grade(anchor: Anchor, finding: &Finding, is_name: bool) -> Grade {
    match anchor {
        _ if is_name => Grade::Name,
        Anchor::Issued if finding.is_checked => Grade::Issued,
        // A household shares its address, so it corroborates nothing.
        Anchor::Contact if finding.class.is_within("user.contact.address") => Grade::Weak,
        Anchor::Issued | Anchor::Contact => Grade::Contact,
        Anchor::None | Anchor::Quasi | Anchor::Device => Grade::Weak,
    }
}

/// The tags of a name's parts; of a name without parts the sorted whole.
fn parts(finding: &Finding) -> NameParts {
    let of = |wanted: TermKind| finding.tags.iter().filter(|(kind, _)| *kind == wanted).map(|(_, tag)| *tag).collect();
    let tokens: NameParts = of(TermKind::Token);
    if tokens.is_empty() { of(TermKind::Sorted) } else { tokens }
}

fn birth(sighting: &Sighting) -> Option<Option<(i16, i8)>> {
    let birth = sighting.birth.filter(|birth| birth.basis != BirthBasis::StatedAge)?;
    Some(birth.month)
}
