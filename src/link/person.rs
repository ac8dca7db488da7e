//! What was asked, and what is known of the person so far. Apart from the evaluation because every round of it begins with the
//! question alone and gathers the person anew, so that nothing depends on the order of rounds.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Grade, NameParts, Record};
use crate::model::ids::{DataClass, DetectorId, Realm};
use crate::model::secret::{Tag, TermKind};

/// How a record's name stands to a name that is known of the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kinship {
    /// The same parts.
    Same,
    /// Some of the parts, and no other.
    Part,
    /// Another spelling of the same sound.
    Sounds,
    /// The record has no name, or none is known of the person.
    Nameless,
    /// Another name.
    Other,
}

/// The identifiers that were asked for.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Whole values, by tag.
    pub identifiers: BTreeMap<Tag, DataClass>,
    /// The names asked for.
    pub names: Names,
    /// Tags of whole names, in sorted order and by sound.
    whole_names: BTreeSet<Tag>,
    /// Tags of surnames, to find rows that hold a name in two columns.
    surnames: BTreeSet<Tag>,
    /// How the identifiers came into the question, for the path in words.
    pub origin: Origin,
}

/// Where a question comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// Somebody asked.
    #[default]
    Asked,
    /// It is about the subject of a record.
    Record,
}

impl Origin {
    /// In words, behind a class.
    pub fn words(self) -> &'static str {
        match self {
            Self::Asked => "asked for",
            Self::Record => "of the record",
        }
    }
}

/// Names as the person is known by them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Each name: for each of its parts the tags under which that part may stand.
    known: Vec<Vec<BTreeSet<Tag>>>,
    /// Their sounds.
    sounds: BTreeSet<Tag>,
}

impl Question {
    /// Sorts out what was asked. Parts of names narrow an answer and never give one.
    pub fn new(asked: Vec<(DataClass, Vec<(TermKind, Tag)>)>) -> Self {
        let mut question = Self::default();
        // The classes of one name come with their parts in the same order: full name, first name, last name.
        let mut open: Vec<(BTreeSet<DataClass>, Vec<BTreeSet<Tag>>)> = Vec::new();
        for (class, tags) in asked {
            if !class.is_within("user.name") {
                let whole = tags.into_iter().filter(|(kind, _)| *kind == TermKind::Whole);
                question.identifiers.extend(whole.map(|(_, tag)| (tag, class.clone())));
                continue;
            }
            let of = |wanted: TermKind| tags.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, tag)| *tag);
            question.whole_names.extend(of(TermKind::Sorted).chain(of(TermKind::Sound)));
            question.names.sounds.extend(of(TermKind::Sound));
            let mut parts: Vec<Tag> = of(TermKind::Token).collect();
            if parts.is_empty() {
                parts.extend(of(TermKind::Sorted));
            }
            if class.as_str() == "user.name.last" && parts.len() > 1 {
                question.surnames.extend(&parts);
            }
            match open.iter_mut().find(|(classes, name)| !classes.contains(&class) && name.len() == parts.len()) {
                Some((classes, name)) => {
                    classes.insert(class);
                    name.iter_mut().zip(parts).for_each(|(alternatives, part)| {
                        alternatives.insert(part);
                    });
                }
                None => open.push((BTreeSet::from([class]), parts.into_iter().map(|part| BTreeSet::from([part])).collect())),
            }
        }
        question.names.known = open.into_iter().map(|(_, name)| name).filter(|name| !name.is_empty()).collect();
        question
    }

    /// What a record says of its own subject: its numbers and contact points lead on, its names only tell others apart.
    pub fn of_record(record: &Record, is_followed: impl Fn(&DataClass) -> bool) -> Self {
        let contacts = record.own(Grade::Contact).filter(|(_, value)| is_followed(&value.class));
        let identifiers = record.own(Grade::Issued).chain(contacts).map(|(tag, value)| (tag, value.class.clone())).collect();
        let mut question = Self { identifiers, origin: Origin::Record, ..Self::default() };
        question.names.learn(record);
        question
    }

    /// The tags to look up first.
    pub fn tags(&self) -> BTreeSet<Tag> {
        self.identifiers.keys().chain(&self.whole_names).chain(&self.surnames).copied().collect()
    }

    /// Whether a tag is that of a part of a name only.
    pub fn is_part_of_name(&self, tag: Tag) -> bool {
        self.surnames.contains(&tag)
    }

    /// How the record's own name stands to a name asked for; none if it is another or there is none.
    pub fn name_of(&self, record: &Record) -> Option<Kinship> {
        match self.names.kinship(record) {
            kinship @ (Kinship::Same | Kinship::Sounds) => Some(kinship),
            Kinship::Part | Kinship::Nameless | Kinship::Other => None,
        }
    }

    /// Whether a tag is that of a whole name asked for.
    pub fn is_name(&self, tag: Tag) -> bool {
        self.whole_names.contains(&tag)
    }
}

impl Names {
    /// Adds the names of a record that is the person's.
    pub fn learn(&mut self, record: &Record) {
        let names = record.names.iter().map(|name| name.iter().map(|part| BTreeSet::from([*part])).collect());
        self.known.extend(names);
        self.sounds.extend(&record.sounds);
    }

    /// How the nearest of the record's own names stands to the nearest known one.
    pub fn kinship(&self, record: &Record) -> Kinship {
        let nearest = record.names.iter().map(|name| self.kinship_of(name)).min().unwrap_or(Kinship::Nameless);
        if nearest == Kinship::Other && !self.sounds.is_disjoint(&record.sounds) { Kinship::Sounds } else { nearest }
    }

    /// Whether a name is a known one, whole.
    pub fn has(&self, name: &NameParts) -> bool {
        self.kinship_of(name) == Kinship::Same
    }

    fn kinship_of(&self, name: &NameParts) -> Kinship {
        let one = |known: &Vec<BTreeSet<Tag>>| {
            let is_within = name.iter().all(|part| known.iter().any(|alternatives| alternatives.contains(part)));
            let is_whole = known.iter().all(|alternatives| !alternatives.is_disjoint(name));
            match (is_within, is_whole) {
                (true, true) => Kinship::Same,
                (true, false) => Kinship::Part,
                (false, _) => Kinship::Other,
            }
        };
        self.known.iter().map(one).min().unwrap_or(Kinship::Nameless)
    }
}

/// What is known of the person in one round.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Names.
    pub names: Names,
    /// Numbers issued, by realm and detector.
    pub issued: BTreeMap<(Realm, DetectorId), BTreeSet<Tag>>,
    /// Months of birth, none for an adult.
    pub births: BTreeSet<Option<(i16, i8)>>,
}

impl Person {
    /// Adds what a record that is the person's says.
    pub fn learn(&mut self, record: &Record) {
        self.names.learn(record);
        for (detector, tag) in record.issued() {
            self.issued.entry(detector).or_default().insert(tag);
        }
        self.births.extend(record.birth);
    }

    /// What forbids that a record is the person's, whatever speaks for it.
    pub fn conflict(&self, record: &Record) -> Option<&'static str> {
        let differs =
            |(detector, tag): ((Realm, DetectorId), Tag)| self.issued.get(&detector).is_some_and(|known| !known.contains(&tag));
        if record.issued().any(differs) {
            return Some("it holds another identifier of the same kind");
        }
        let differs = |birth| !self.births.is_empty() && !self.births.contains(&birth);
        record.birth.is_some_and(differs).then_some("it holds another birth month")
    }
}
