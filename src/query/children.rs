//! One case for each child: the records that tell of somebody under an age, followed by sure links to all data of that person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::search::{FoundRecord, Search};
use super::{Desk, PAGE, QueryError, shown};
use crate::judge::Verdicts;
use crate::judge::children::{ChildRecord, clear, verdicts};
use crate::judge::under_age::effect::Consent;
use crate::link::{OwnedMention, Resolution, surest};
use crate::model::child::{CaseState, ChildCase, ChildPlace};
use crate::model::ids::{DataClass, ObjectId, SourceName};
use crate::model::locator::Locator;
use crate::model::sighting::Sighting;
use crate::model::subject::Tier;
use crate::model::time::Day;
use crate::store::ObjectRow;

/// Questions that are followed together.
const TOGETHER: usize = 500;

/// A record of one child: one that tells the birth, or one that links lead to.
struct Held {
    source: SourceName,
    object: String,
    sighting: Sighting,
    tier: Tier,
    path: Vec<String>,
    is_linked: bool,
}

/// What belongs to one child.
#[derive(Default)]
struct Group {
    /// Places in the list of records that tell a birth.
    seeds: Vec<usize>,
    held: Vec<Held>,
    n_possible: u64,
}

type Place = (ObjectId, Option<Locator>, u16);

impl Desk {
    /// Makes the cases of the children that a judgement met, and takes out of its counts what a parent's consent in another
    /// record of the child clears.
    ///
    /// # Errors
    /// The catalogue or the index cannot be read.
    pub(super) async fn make_cases(&self, found: &mut Verdicts, as_of: Day) -> Result<(), QueryError> {
        let records = std::mem::take(&mut found.children);
        if records.is_empty() {
            return Ok(());
        }
        let anchor = |class: &DataClass| self.anchor(class);
        let objects = self.objects_of(&records).await?;
        let mentions: Vec<OwnedMention> = records.iter().map(|record| mention(record, &objects)).collect();
        let mut groups = self.groups(&records, &mentions, as_of).await?;
        for group in &mut groups {
            group.held.sort_by_key(|held| (held.is_linked, held.tier));
            let own: Vec<&ChildRecord> = group.seeds.iter().filter_map(|ix| records.get(*ix)).collect();
            let ids = group.seeds.iter().filter_map(|ix| mentions.get(*ix));
            let best = ids.filter_map(|mention| surest(mention, &anchor)).min();
            let id = match best {
                Some((_, _, tag)) => id(&[&tag.0]),
                None => id(&own.iter().map(|record| format!("{:?}", record.place()).into_bytes()).collect::<Vec<_>>()),
            };
            let consent = consent(&group.held);
            if consent == Consent::Given {
                own.iter().for_each(|record| clear(record, found));
            }
            let verdicts = verdicts(&own, consent);
            let Some(state) = verdicts.iter().map(|verdict| verdict.state).max() else { continue };
            found.cases.push(case(id, state, verdicts, group, &own));
        }
        found.cases.sort_by(|a, b| (b.state, &a.id).cmp(&(a.state, &b.id)));
        Ok(())
    }

    async fn objects_of(&self, records: &[ChildRecord]) -> Result<HashMap<ObjectId, ObjectRow>, QueryError> {
        let ids: BTreeSet<ObjectId> = records.iter().map(|record| record.object).collect();
        let mut objects = HashMap::new();
        for page in ids.into_iter().collect::<Vec<_>>().chunks(PAGE) {
            let found = self.store.objects_by_id(page).await?;
            objects.extend(found.into_iter().map(|object| (object.id, object)));
        }
        Ok(objects)
    }

    /// The records child by child. Two that tell a birth are one child's if a sure link leads from one to the other.
    async fn groups(&self, records: &[ChildRecord], mentions: &[OwnedMention], as_of: Day) -> Result<Vec<Group>, QueryError> {
        let anchor = |class: &DataClass| self.anchor(class);
        let by_place: HashMap<Place, usize> = records.iter().enumerate().map(|(ix, record)| (record.place(), ix)).collect();
        let mut of: Vec<usize> = (0..records.len()).collect();
        let mut answers: Vec<Vec<FoundRecord>> = Vec::with_capacity(records.len());
        let mut search = Search::new(self);
        for chunk in mentions.chunks(TOGETHER) {
            let asked: Vec<_> = chunk.iter().map(|mention| Resolution::of_record(mention, &anchor)).collect();
            let is_asked: Vec<bool> = asked.iter().map(Option::is_some).collect();
            let mut found = search.follow_all(asked.into_iter().flatten().collect()).await?.into_iter();
            answers.extend(is_asked.into_iter().map(|is_asked| if is_asked { found.next() } else { None }.unwrap_or_default()));
        }
        for (ix, answer) in answers.iter().enumerate() {
            for record in answer.iter().filter(|record| record.tier.is_sure()) {
                let place = (record.object, record.sighting.at.clone(), record.sighting.part);
                if let Some(other) = by_place.get(&place) {
                    join(&mut of, ix, *other);
                }
            }
        }
        let mut decisions = self.decisions(as_of).await?;
        let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
        let mut seen: BTreeSet<(usize, u64)> = BTreeSet::new();
        for (ix, answer) in answers.into_iter().enumerate() {
            let root = find(&of, ix);
            let group = groups.entry(root).or_default();
            group.seeds.push(ix);
            if let Some(record) = records.get(ix) {
                group.held.push(Held {
                    source: record.source.clone(),
                    object: record.shown.clone(),
                    sighting: record.sighting.clone(),
                    tier: Tier::Certain,
                    path: Vec::new(),
                    is_linked: false,
                });
            }
            for mut record in answer {
                let place = (record.object, record.sighting.at.clone(), record.sighting.part);
                let Some(object) = search.object(record.object) else { continue };
                let is_seed = by_place.contains_key(&place) && record.tier.is_sure();
                if is_seed || !seen.insert((root, record.seq)) || !decisions.sieve(object).keeps(&mut record.sighting) {
                    continue;
                }
                if record.tier.is_sure() {
                    let (source, object) = (object.stored.source.clone(), shown(&object.stored));
                    let (sighting, tier, path) = (record.sighting, record.tier, record.path);
                    group.held.push(Held { source, object, sighting, tier, path, is_linked: true });
                } else if record.tier == Tier::Possible {
                    group.n_possible += record.sighting.count;
                }
            }
        }
        Ok(groups.into_values().collect())
    }
}

fn mention(record: &ChildRecord, objects: &HashMap<ObjectId, ObjectRow>) -> OwnedMention {
    let fields = objects.get(&record.object).map_or(&[][..], |object| &object.fields);
    OwnedMention::new(0, record.object, record.sighting.clone()).within(&record.shown, fields)
}

/// Sets of records as a list in which each names another of its set; the first names itself.
fn find(of: &[usize], mut ix: usize) -> usize {
    while let Some(next) = of.get(ix).copied().filter(|next| *next != ix) {
        ix = next;
    }
    ix
}

fn join(of: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(of, a), find(of, b));
    if let Some(above) = of.get_mut(a.max(b)) {
        *above = a.min(b);
    }
}

/// 16 hexadecimal digits that tell nothing of what they are made of.
fn id(parts: &[impl AsRef<[u8]>]) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("gleaner 2026-11 case of a child");
    for part in parts {
        hasher.update(&(part.as_ref().len() as u64).to_le_bytes());
        hasher.update(part.as_ref());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// What all records of a child say of a parent's consent together: one that says no outweighs all that say yes.
fn consent(held: &[Held]) -> Consent {
    let said: BTreeSet<bool> = held.iter().filter_map(|held| held.sighting.parental_consent).collect();
    match (said.contains(&false), said.contains(&true)) {
        (true, _) => Consent::Missing,
        (false, true) => Consent::Given,
        (false, false) => Consent::Unknown,
    }
}

fn case(
    id: String,
    state: CaseState,
    verdicts: Vec<crate::model::child::ChildVerdict>,
    group: &Group,
    own: &[&ChildRecord],
) -> ChildCase {
    let persons: BTreeSet<_> = group.held.iter().filter_map(|held| held.sighting.about.person).collect();
    let roles: BTreeSet<_> = own.iter().filter_map(|record| record.role).collect();
    let consents = group.held.iter().filter(|held| held.sighting.parental_consent == Some(true));
    let consents: BTreeSet<String> = consents.map(|held| format!("{}: {}", held.source, held.object)).collect();
    ChildCase {
        id,
        state,
        persons: persons.into_iter().collect(),
        roles: roles.into_iter().collect(),
        verdicts,
        consent: consents.into_iter().collect(),
        has_guardian: group.held.iter().any(|held| held.sighting.about.has_guardian),
        places: places(&group.held),
        n_possible: group.n_possible,
    }
}

/// Whether links lead there, the source, the object, how sure.
type PlaceKey<'a> = (bool, &'a SourceName, &'a str, Tier);

/// Records, their kinds of data, one path to them.
type Lying = (u64, BTreeSet<DataClass>, Vec<String>);

/// The records object by object.
fn places(held: &[Held]) -> Vec<ChildPlace> {
    let mut places: BTreeMap<PlaceKey<'_>, Lying> = BTreeMap::new();
    for held in held {
        let key = (held.is_linked, &held.source, held.object.as_str(), held.tier);
        let (n_records, classes, path) = places.entry(key).or_default();
        // A record of very many identifiers comes in parts; it counts with its first.
        *n_records += if held.sighting.part == 0 { held.sighting.count } else { 0 };
        classes.extend(held.sighting.findings.iter().map(|finding| finding.class.clone()));
        if path.is_empty() || held.path < *path {
            path.clone_from(&held.path);
        }
    }
    let place = |((is_linked, source, object, tier), (n_records, classes, path))| ChildPlace {
        is_linked,
        source: SourceName::clone(source),
        object: str::to_owned(object),
        tier,
        n_records,
        classes: BTreeSet::into_iter(classes).collect(),
        path,
    };
    places.into_iter().map(place).collect()
}
