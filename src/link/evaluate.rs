//! The question and the records found → verdicts, and the identifiers to follow next. A pure function of what was found: it
//! begins anew each time and repeats until nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use super::person::{Kinship, Origin, Person, Question};
use super::record::{Grade, Hold, NameParts, Record, Value, distinct};
use crate::model::finding::ColumnRole;
use crate::model::ids::DataClass;
use crate::model::passage::RecordKind;
use crate::model::secret::Tag;
use crate::model::subject::Tier;

/// The most steps between a record and the question: asked → record → identifier → record → identifier → record.
const MAX_STEPS: u8 = 2;
/// Rounds after which what still changes is left as it is; each step settles in two.
const MAX_ROUNDS: usize = 8;
/// So many names make a contact point shared.
const SHARED_NAMES: usize = 3;
/// A contact point that was followed and is held by more records than this is nobody's own.
const MAX_FOLLOWED: usize = 500;

/// What is to be said of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How sure.
    pub tier: Tier,
    /// Steps from the question.
    steps: u8,
    /// The path in words.
    pub path: Vec<String>,
}

/// What an evaluation gives.
pub struct Evaluation {
    /// Records by key.
    pub verdicts: BTreeMap<u64, Verdict>,
    /// Tags of identifiers that belong to the person.
    pub follows: BTreeSet<Tag>,
}

/// An identifier of the person.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Known {
    tier: Tier,
    steps: u8,
    path: Vec<String>,
}

type Identifiers = BTreeMap<Tag, Known>;
type Records = BTreeMap<u64, Record>;

/// Judges every record. Only identifiers whose mentions are all here (`looked_up`) link anything.
pub fn evaluate(question: &Question, records: &Records, looked_up: &BTreeSet<Tag>) -> Evaluation {
    let asked: Identifiers =
        question.identifiers.iter().map(|(tag, class)| (*tag, Known::asked(class, question.origin))).collect();
    let mut round = Round {
        question,
        records,
        looked_up,
        holders: holders(records),
        person: Person { names: question.names.clone(), ..Person::default() },
        identifiers: asked.clone(),
    };
    let mut verdicts = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let next = round.verdicts();
        if next == verdicts {
            break;
        }
        verdicts = next;
        (round.person, round.identifiers) = round.gathered(&asked, &verdicts);
    }
    let follows = round.identifiers.into_keys().collect();
    Evaluation { verdicts, follows }
}

impl Known {
    fn asked(class: &DataClass, origin: Origin) -> Self {
        Self { tier: Tier::Certain, steps: 0, path: vec![format!("{class} {}", origin.words())] }
    }
}

/// Which records hold a value as their own subject's.
fn holders(records: &Records) -> BTreeMap<Tag, Vec<u64>> {
    let mut holders: BTreeMap<Tag, Vec<u64>> = BTreeMap::new();
    for (key, record) in records.iter().filter(|(_, record)| record.is_about_one()) {
        for (tag, _) in record.values.iter().filter(|(_, value)| value.hold == Hold::Own && value.grade > Grade::Name) {
            holders.entry(*tag).or_default().push(*key);
        }
    }
    holders
}

struct Round<'a> {
    question: &'a Question,
    records: &'a Records,
    looked_up: &'a BTreeSet<Tag>,
    holders: BTreeMap<Tag, Vec<u64>>,
    person: Person,
    identifiers: Identifiers,
}

impl Round<'_> {
    fn verdicts(&self) -> BTreeMap<u64, Verdict> {
        let contacts: BTreeMap<Tag, Contact> = self
            .identifiers
            .iter()
            .filter(|(tag, _)| self.looked_up.contains(tag))
            .map(|(tag, known)| (*tag, self.contact(*tag, known)))
            .collect();
        let judged = self.records.iter().filter_map(|(key, record)| Some((*key, self.verdict(record, &contacts)?)));
        let mut verdicts: BTreeMap<u64, Verdict> = judged.collect();
        self.settle(&mut verdicts);
        verdicts
    }

    /// The surest verdict of all identifiers that a record holds; of equally sure ones the one with the fewest steps.
    fn verdict(&self, record: &Record, contacts: &BTreeMap<Tag, Contact>) -> Option<Verdict> {
        let held = record.values.iter().filter_map(|(tag, value)| {
            let contact = contacts.get(tag)?;
            let known = self.identifiers.get(tag)?;
            let (tier, note) = self.through(record, value, contact);
            // What a followed contact point finds beside the person is another person, and no answer to the question.
            let is_anothers = contact.is_crowd() || self.person.names.kinship(record) == Kinship::Other;
            if known.steps > 0 && tier == Tier::Possible && is_anothers {
                return None;
            }
            let tier = tier.max(if tier == Tier::Mentioned { tier } else { known.tier });
            Some(Verdict { tier, steps: known.steps, path: with(&known.path, [record.place.clone()].into_iter().chain(note)) })
        });
        let mut best =
            held.chain(self.by_name(record)).min_by(|a, b| (a.tier, a.steps, &a.path).cmp(&(b.tier, b.steps, &b.path)))?;
        if best.tier < Tier::Possible
            && let Some(conflict) = self.person.conflict(record)
        {
            best.tier = Tier::Possible;
            best.path.push(conflict.to_owned());
        }
        Some(best)
    }

    /// How sure one identifier makes it that a record is the person's, and what speaks against more.
    fn through(&self, record: &Record, value: &Value, contact: &Contact) -> (Tier, Option<String>) {
        let note = |text: &str| Some(text.to_owned());
        match value.hold {
            Hold::Test => (Tier::Possible, note("a known test value")),
            Hold::InText => (Tier::Mentioned, note("in free text")),
            Hold::Of(role) => (Tier::Mentioned, Some(format!("as the subject's {}", words(role)))),
            Hold::Own => match value.grade {
                Grade::Weak => (Tier::Possible, Some(format!("{} is no person by itself", value.class))),
                Grade::Name => (Tier::Possible, note("a namesake is possible")),
                Grade::Issued if record.kind != RecordKind::LogLine => (Tier::Certain, None),
                Grade::Issued | Grade::Contact => contact.decide(self.person.names.kinship(record)),
            },
        }
    }

    /// What the name asked for says of a record by itself: never that it is the person's.
    fn by_name(&self, record: &Record) -> Option<Verdict> {
        let named = record.values.iter().filter(|(tag, _)| self.question.is_name(**tag)).map(|(_, value)| value.hold).min();
        let kinship = self.question.name_of(record);
        let verdict = |tier, note: String| {
            let path = vec!["name asked for".to_owned(), record.place.clone(), note];
            Some(Verdict { tier, steps: 0, path })
        };
        match (named, kinship) {
            (Some(Hold::Of(role)), None) => verdict(Tier::Mentioned, format!("as the subject's {}", words(role))),
            (Some(Hold::Own), None) if record.kind == RecordKind::LogLine => {
                verdict(Tier::Mentioned, "in a log line".to_owned())
            }
            (Some(Hold::InText), None) => verdict(Tier::Mentioned, "in free text".to_owned()),
            (_, Some(Kinship::Sounds)) => verdict(Tier::Possible, "sounds like it".to_owned()),
            (Some(_), _) | (None, Some(_)) => verdict(Tier::Possible, "a namesake is possible".to_owned()),
            (None, None) => None,
        }
    }

    /// What all data say of a contact point.
    fn contact(&self, tag: Tag, known: &Known) -> Contact {
        let none = Vec::new();
        let keys = self.holders.get(&tag).unwrap_or(&none);
        let held: Vec<&Record> = keys.iter().filter_map(|key| self.records.get(key)).collect();
        let names = held.iter().flat_map(|record| record.names.iter());
        // A name asked for is one name, in whatever columns it stands.
        let (same, others): (Vec<&NameParts>, Vec<_>) = names.partition(|name| self.person.names.has(name));
        let others = distinct(others.into_iter().cloned().collect());
        let kinship = |record: &&Record| self.person.names.kinship(record);
        // Of those who could be the person: a father and a son of one name are told apart by nothing else.
        let mut issued: BTreeMap<_, BTreeSet<Tag>> = BTreeMap::new();
        let mut births = BTreeSet::new();
        for record in held.iter().filter(|record| kinship(record) != Kinship::Other) {
            record.issued().for_each(|(detector, tag)| {
                issued.entry(detector).or_default().insert(tag);
            });
            births.extend(record.birth);
        }
        Contact {
            n_names: others.len() + usize::from(!same.is_empty()),
            is_crowded: known.steps > 0 && held.len() > MAX_FOLLOWED,
            is_ambiguous: births.len() > 1 || issued.values().any(|tags| tags.len() > 1),
            nearest: held.iter().map(kinship).filter(|kinship| *kinship != Kinship::Nameless).min(),
        }
    }

    /// Where records that would both be the person's contradict each other, and no number issued to the person decides, none of
    /// them is.
    fn settle(&self, verdicts: &mut BTreeMap<u64, Verdict>) {
        let mut all = Person::default();
        let mut sure = Person::default();
        for (record, verdict) in self.taken(verdicts) {
            all.learn(record);
            if verdict.tier == Tier::Certain {
                sure.learn(record);
            }
        }
        let many: BTreeSet<_> = all.issued.iter().filter(|(_, tags)| tags.len() > 1).map(|(detector, _)| detector).collect();
        let disputed = |record: &Record| {
            let by_number = record.issued().any(|(detector, tag)| {
                many.contains(&detector)
                    && !sure.issued.get(&detector).is_some_and(|tags| tags.len() == 1 && tags.contains(&tag))
            });
            let by_birth = all.births.len() > 1
                && record.birth.is_some_and(|birth| !(sure.births.len() == 1 && sure.births.contains(&birth)));
            by_number || by_birth
        };
        for (key, verdict) in verdicts.iter_mut().filter(|(_, verdict)| verdict.tier == Tier::Probable) {
            if self.records.get(key).is_some_and(disputed) {
                verdict.tier = Tier::Possible;
                verdict.path.push("records that would be the same person's contradict each other".to_owned());
            }
        }
    }

    /// The records that are the person's, as far as they are about one person.
    fn taken<'v>(&self, verdicts: &'v BTreeMap<u64, Verdict>) -> impl Iterator<Item = (&Record, &'v Verdict)> {
        let is_sure = |verdict: &Verdict| matches!(verdict.tier, Tier::Certain | Tier::Probable);
        let sure = verdicts.iter().filter(move |(_, verdict)| is_sure(verdict));
        let records = sure.filter_map(|(key, verdict)| Some((self.records.get(key)?, verdict)));
        records.filter(|(record, _)| record.is_about_one() && !record.is_about_several())
    }

    /// The person and the identifiers that the verdicts give, from the question on.
    fn gathered(&self, asked: &Identifiers, verdicts: &BTreeMap<u64, Verdict>) -> (Person, Identifiers) {
        let mut person = Person { names: self.question.names.clone(), ..Person::default() };
        let mut identifiers = asked.clone();
        for (record, verdict) in self.taken(verdicts) {
            person.learn(record);
            if verdict.steps >= MAX_STEPS {
                continue;
            }
            let contacts = record.own(Grade::Contact).filter(|(_, value)| is_followed(&value.class));
            for (tag, value) in record.own(Grade::Issued).chain(contacts) {
                let path = with(&verdict.path, [value.class.to_string()]);
                let found = Known { tier: verdict.tier, steps: verdict.steps + 1, path };
                let known = identifiers.entry(tag).or_insert_with(|| found.clone());
                if (found.steps, found.tier, &found.path) < (known.steps, known.tier, &known.path) {
                    *known = found;
                }
            }
        }
        (person, identifiers)
    }
}

/// What all data say of a contact point: under how many names it is known, and whether something else tells its holders apart.
struct Contact {
    n_names: usize,
    is_crowded: bool,
    is_ambiguous: bool,
    /// How the nearest of its holders' names stands to the person's; none: no holder has a name.
    nearest: Option<Kinship>,
}

impl Contact {
    fn is_crowd(&self) -> bool {
        self.is_crowded || self.n_names >= SHARED_NAMES
    }

    fn decide(&self, kinship: Kinship) -> (Tier, Option<String>) {
        let possible = |note: &str| (Tier::Possible, Some(note.to_owned()));
        if self.n_names >= SHARED_NAMES {
            return (Tier::Possible, Some(format!("shared by {} names", self.n_names)));
        }
        if self.is_crowded {
            return possible("held by too many records");
        }
        if self.is_ambiguous {
            return possible("held by persons of one name");
        }
        let is_one = self.n_names <= 1;
        match kinship {
            Kinship::Same => (Tier::Probable, None),
            Kinship::Other => possible("under another name"),
            Kinship::Sounds if self.nearest != Some(Kinship::Same) && is_one => (Tier::Probable, None),
            Kinship::Sounds => possible("under a name that sounds like it"),
            Kinship::Part | Kinship::Nameless if is_one && self.nearest != Some(Kinship::Other) => (Tier::Probable, None),
            Kinship::Part | Kinship::Nameless if is_one => possible("known under another name"),
            Kinship::Part | Kinship::Nameless => possible("shared by 2 names"),
        }
    }
}

/// Whether a contact point leads from one record of a person to another.
pub fn is_followed(class: &DataClass) -> bool {
    class.is_within("user.contact.email") || class.is_within("user.contact.phone_number")
}

fn with(path: &[String], more: impl IntoIterator<Item = String>) -> Vec<String> {
    path.iter().cloned().chain(more).collect()
}

fn words(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Own => "own",
        ColumnRole::Guardian => "parent or guardian",
        ColumnRole::Spouse => "spouse or partner",
        ColumnRole::Dependant => "dependant",
        ColumnRole::Emergency => "emergency contact",
        ColumnRole::Agent => "agent in the company",
        ColumnRole::Other => "counterpart",
    }
}
