//! Floor 1: identifiers seen together → one person's records. Pure and free of order: the answer depends on what was found,
//! never on when.
//!
//! Only what was issued to one person links by itself. A contact point (e-mail, phone) links with an agreeing name, or where
//! all data know it under one name only; shared by three names it links nobody. Devices, addresses and names alone never
//! link, what somebody else's column holds is a mention, and so is free text. Two identifiers of one kind that differ, or
//! two birth months, forbid a link whatever speaks for it. From a surely linked record further identifiers are followed, at
//! most two steps from the question: a star, never a chain.

mod census;
mod evaluate;
mod person;
mod record;
mod sketch;

use std::collections::{BTreeMap, BTreeSet};

pub use census::{Census, Somebody};
use evaluate::{evaluate, is_followed};
use person::Question;
use record::{Grade, Record};
pub use sketch::{SAMPLE, Share, Sketch};

use crate::model::finding::ColumnVerdict;
use crate::model::ids::{DataClass, ObjectId};
use crate::model::passage::FieldIx;
use crate::model::secret::{Tag, TermKind};
use crate::model::sighting::{Sighting, StoredField};
use crate::model::subject::Tier;
use crate::model::view::Anchor;

/// A sighting that shares a tag with the question.
#[derive(Clone, Debug)]
pub struct OwnedMention {
    /// The sighting's sequence number in the store.
    pub key: u64,
    /// Its object.
    pub object: ObjectId,
    /// Its object's address as shown, for the path in words; empty: the path says the kind of record only.
    pub place: String,
    /// Fields of the object that hold running text: what stands in them is mentioned by the record, and not about its subject.
    pub prose: Vec<FieldIx>,
    /// The sighting.
    pub sighting: Sighting,
}

impl OwnedMention {
    /// A mention in an object of which nothing more is known.
    pub fn new(key: u64, object: ObjectId, sighting: Sighting) -> Self {
        Self { key, object, place: String::new(), prose: Vec::new(), sighting }
    }

    /// The same with its object's address as shown and its object's fields.
    pub fn within(self, place: &str, fields: &[StoredField]) -> Self {
        Self { place: place.to_owned(), prose: prose(fields), ..self }
    }
}

/// The fields that were profiled and judged to hold no one class of personal data: running text, as far as anything personal
/// stands in them.
pub fn prose(fields: &[StoredField]) -> Vec<FieldIx> {
    let is_prose = |verdict: &ColumnVerdict| verdict.class.is_none();
    let numbered = fields.iter().enumerate().filter(|(_, field)| field.verdict.as_ref().is_some_and(is_prose));
    numbered.filter_map(|(ix, _)| u16::try_from(ix).ok().map(FieldIx)).collect()
}

/// The tag of the identifier that tells most about whose a record is: of a number that was issued, else of a contact point; of two
/// the first by class. None: the record identifies nobody.
pub fn surest(mention: &OwnedMention, anchor: &dyn Fn(&DataClass) -> Anchor) -> Option<(u8, DataClass, Tag)> {
    let record = Record::of(mention, anchor);
    let graded = |rank: u8, grade: Grade| {
        let own: Vec<_> = record.own(grade).map(|(tag, value)| (rank, value.class.clone(), tag)).collect();
        own.into_iter().min()
    };
    graded(0, Grade::Issued).or_else(|| graded(1, Grade::Contact))
}

/// A record of the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linked {
    /// The sighting's sequence number in the store.
    pub key: u64,
    /// How sure.
    pub tier: Tier,
    /// The path in words: `user.contact.email asked for`, `row of crm/users`, …, and what speaks against a surer tier.
    pub path: Vec<String>,
}

/// A question under way. Look up what it [wants](Self::wants), [feed](Self::feed) what was found, until it wants nothing more.
pub struct Resolution<'a> {
    anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync),
    question: Question,
    records: BTreeMap<u64, Record>,
    looked_up: BTreeSet<Tag>,
}

impl<'a> Resolution<'a> {
    /// Begins with the identifiers that were asked for: each class that an identifier may be of, with the tags of its forms.
    /// `anchor` says how much a class proves about identity.
    pub fn new(asked: Vec<(DataClass, Vec<(TermKind, Tag)>)>, anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync)) -> Self {
        Self { anchor, question: Question::new(asked), records: BTreeMap::new(), looked_up: BTreeSet::new() }
    }

    /// Begins with a record: whatever identifies its own subject. None: nothing in it leads on, or it is about several persons.
    pub fn of_record(mention: &OwnedMention, anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync)) -> Option<Self> {
        let record = Record::of(mention, anchor);
        let question = Question::of_record(&record, is_followed);
        let is_one = record.is_about_one() && !record.is_about_several() && !question.identifiers.is_empty();
        is_one.then(|| Self { anchor, question, records: BTreeMap::new(), looked_up: BTreeSet::new() })
    }

    /// The tags to look up next, each once; all mentions of all of them must be fed before the next call. Empty: done.
    pub fn wants(&mut self) -> Vec<Tag> {
        let mut tags: BTreeSet<Tag> = self.question.tags();
        tags.extend(evaluate(&self.question, &self.records, &self.looked_up).follows);
        let wanted: Vec<Tag> = tags.difference(&self.looked_up).copied().collect();
        self.looked_up.extend(&wanted);
        wanted
    }

    /// Takes what was found. A mention that is fed twice counts once; one that shares no more than a part of a name is dropped.
    pub fn feed(&mut self, mentions: Vec<OwnedMention>) {
        for mention in mentions {
            let record = Record::of(&mention, self.anchor);
            let is_met = record.tags().any(|tag| self.looked_up.contains(&tag) && !self.question.is_part_of_name(tag));
            if is_met || self.question.name_of(&record).is_some() {
                self.records.insert(mention.key, record);
            }
        }
    }

    /// The answer, surest first.
    pub fn finish(self) -> Vec<Linked> {
        let verdicts = evaluate(&self.question, &self.records, &self.looked_up).verdicts;
        let mut linked: Vec<Linked> =
            verdicts.into_iter().map(|(key, verdict)| Linked { key, tier: verdict.tier, path: verdict.path }).collect();
        linked.sort_by_key(|linked| (linked.tier, linked.key));
        linked
    }
}

impl std::fmt::Debug for Resolution<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Resolution({} records, {} tags)", self.records.len(), self.looked_up.len())
    }
}

#[cfg(test)]
mod tests;
