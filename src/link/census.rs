//! How many persons a set of records tells of: between which numbers it lies, and which is the likeliest. Records are taken in
//! any order; what is kept is a number for each record and each identifier.
//!
//! * At most: a record is a person of its own, unless a number issued to one person says that two are the same.
//! * Likely: records that share a contact point are the same person's too, and a name alone is the person who is known by it.
//! * At least: records that share a whole name are the same person's too.

use std::collections::{BTreeSet, HashMap};

use super::OwnedMention;
use super::record::{Grade, Hold, grade, hold, is_about_one};
use crate::model::exposure::PersonCount;
use crate::model::ids::DataClass;
use crate::model::secret::{Tag, TermKind};
use crate::model::view::Anchor;

/// Somebody that a record is about, for [`Census::person`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Somebody(u32);

/// Sets that grow together.
#[derive(Default)]
struct Sets(Vec<u32>);

impl Sets {
    fn find(&mut self, of: u32) -> u32 {
        let mut at = of;
        while let Some(above) = self.0.get(at as usize).copied().filter(|above| *above != at) {
            // Halving the way keeps it short.
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            if let Some(own) = self.0.get_mut(at as usize) {
                *own = next;
            }
            at = next;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(above) = self.0.get_mut(a.max(b) as usize) {
            *above = a.min(b);
        }
    }
}

/// What a node stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Node {
    /// A record about one person.
    Record,
    /// A number issued to one person.
    Issued,
    /// A contact point or a name, and whether a record about one person holds it.
    Shared { has_record: bool },
}

/// A count under way.
pub struct Census<'a> {
    anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync),
    nodes: Vec<Node>,
    by_tag: HashMap<Tag, u32>,
    /// Names that a record with identifiers of its own is known by already.
    known_names: BTreeSet<u32>,
    at_least: Sets,
    likely: Sets,
    at_most: Sets,
}

impl<'a> Census<'a> {
    /// Begins. `anchor` says how much a class proves about identity.
    pub fn new(anchor: &'a (dyn Fn(&DataClass) -> Anchor + Sync)) -> Self {
        Self {
            anchor,
            nodes: Vec::new(),
            by_tag: HashMap::new(),
            known_names: BTreeSet::new(),
            at_least: Sets::default(),
            likely: Sets::default(),
            at_most: Sets::default(),
        }
    }

    /// Takes a record: whom it is about, and whether anything in it tells of a person at all.
    pub fn add(&mut self, mention: &OwnedMention) -> (Option<Somebody>, bool) {
        let (mut own, mut names, mut others) = (Vec::new(), Vec::new(), 0_u32);
        let is_about_one = is_about_one(mention.sighting.kind);
        for finding in &mention.sighting.findings {
            let is_name = finding.class.is_within("user.name");
            let kind = if is_name { TermKind::Sorted } else { TermKind::Whole };
            let tag = finding.tags.iter().find(|(found, _)| *found == kind).map(|(_, tag)| *tag);
            let grade = grade((self.anchor)(&finding.class), finding, is_name);
            let (Some(tag), hold) = (tag, hold(mention, finding)) else { continue };
            if grade == Grade::Weak || hold == Hold::Test {
                continue;
            }
            let node = self.node_of(tag, grade);
            match (is_about_one && hold == Hold::Own, is_name) {
                (true, true) => names.push(node),
                (true, false) => own.push(node),
                (false, _) => others += 1,
            }
        }
        if own.is_empty() && names.is_empty() {
            return (None, others > 0);
        }
        (Some(Somebody(self.record(&own, &names))), true)
    }

    /// A record about one person, with its identifiers and names.
    fn record(&mut self, own: &[u32], names: &[u32]) -> u32 {
        let record = self.node(Node::Record);
        for node in own.iter().chain(names) {
            if let Some(Node::Shared { has_record }) = self.nodes.get_mut(*node as usize) {
                *has_record = true;
            } else {
                self.at_most.join(record, *node);
            }
            self.at_least.join(record, *node);
        }
        own.iter().for_each(|node| self.likely.join(record, *node));
        for name in names {
            // Of namesakes with identifiers of their own the first one takes the records that hold the name alone.
            if own.is_empty() || self.known_names.insert(*name) {
                self.likely.join(record, *name);
            }
        }
        record
    }

    fn node_of(&mut self, tag: Tag, grade: Grade) -> u32 {
        if let Some(node) = self.by_tag.get(&tag) {
            return *node;
        }
        let node = self.node(if grade == Grade::Issued { Node::Issued } else { Node::Shared { has_record: false } });
        self.by_tag.insert(tag, node);
        node
    }

    fn node(&mut self, node: Node) -> u32 {
        // Four thousand million records and identifiers would fill the memory first.
        let ix = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(node);
        [&mut self.at_least, &mut self.likely, &mut self.at_most].into_iter().for_each(|sets| sets.0.push(ix));
        ix
    }

    /// A number that is the same for records that are likely the same person's.
    pub fn person(&mut self, somebody: Somebody) -> u32 {
        self.likely.find(somebody.0)
    }

    /// How many persons the records tell of.
    pub fn persons(&mut self) -> PersonCount {
        let mut persons = PersonCount::default();
        for (ix, node) in (0_u32..).zip(&self.nodes) {
            persons.at_least += u64::from(self.at_least.find(ix) == ix);
            persons.likely += u64::from(self.likely.find(ix) == ix);
            persons.at_most += match node {
                Node::Shared { has_record } => u64::from(!has_record),
                Node::Record | Node::Issued => u64::from(self.at_most.find(ix) == ix),
            };
        }
        persons
    }
}

#[cfg(test)]
mod tests;
