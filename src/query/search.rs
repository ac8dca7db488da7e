//! A question followed through the index, from the tags that it asks for to the records that are the person's.

use std::collections::{BTreeSet, HashMap};

use super::{Desk, PAGE, QueryError, shown};
use crate::index::Index;
use crate::link::{OwnedMention, Resolution};
use crate::model::ids::{DataClass, ObjectId, Realm};
use crate::model::secret::{Tag, Term, TermKind};
use crate::model::sighting::Sighting;
use crate::model::subject::Tier;
use crate::model::view::Anchor;
use crate::store::{ObjectRow, SightingRow};

/// What is asked for: each class that an identifier can be of, with the tags of its forms.
pub type Asked = Vec<(DataClass, Vec<(TermKind, Tag)>)>;

/// A record of the answer.
pub struct FoundRecord {
    /// How sure.
    pub tier: Tier,
    /// The path in words.
    pub path: Vec<String>,
    /// Its number in the catalogue.
    pub seq: u64,
    /// Its object.
    pub object: ObjectId,
    /// The record.
    pub sighting: Sighting,
}

/// The index, and the objects that were met in it.
pub struct Search<'a> {
    desk: &'a Desk,
    index: Index,
    objects: HashMap<ObjectId, ObjectRow>,
}

impl Desk {
    /// How much a class proves about identity.
    pub(super) fn anchor(&self, class: &DataClass) -> Anchor {
        self.detectors.classes().get(class).map_or(Anchor::None, |entry| entry.anchor)
    }

    /// The forms of an identifier as the catalogue knows them.
    pub(super) fn tagged(&self, realm: &Realm, class: DataClass, terms: &[Term]) -> (DataClass, Vec<(TermKind, Tag)>) {
        let tag = |term: &Term| (term.kind, self.keys.tag(realm, &class, term.kind, term.text.expose()));
        let tags = terms.iter().map(tag).collect();
        (class, tags)
    }
}

impl<'a> Search<'a> {
    /// Begins.
    pub fn new(desk: &'a Desk) -> Self {
        Self { desk, index: Index::open_read_only(&desk.index), objects: HashMap::new() }
    }

    /// An object that was met.
    pub fn object(&self, id: ObjectId) -> Option<&ObjectRow> {
        self.objects.get(&id)
    }

    /// Follows one question to its end.
    ///
    /// # Errors
    /// The catalogue or the index cannot be read.
    pub async fn follow(&mut self, resolution: Resolution<'_>) -> Result<Vec<FoundRecord>, QueryError> {
        Ok(self.follow_all(vec![resolution]).await?.pop().unwrap_or_default())
    }

    /// Follows questions that have nothing to do with each other, and looks up together what they ask for first; an answer
    /// for each, in their order.
    ///
    /// # Errors
    /// The catalogue or the index cannot be read.
    pub async fn follow_all(&mut self, resolutions: Vec<Resolution<'_>>) -> Result<Vec<Vec<FoundRecord>>, QueryError> {
        let mut begun = Vec::with_capacity(resolutions.len());
        let mut all = BTreeSet::new();
        for mut resolution in resolutions {
            let tags = resolution.wants();
            all.extend(tags.iter().copied());
            begun.push((resolution, tags));
        }
        let rows = self.sharing(&all.into_iter().collect::<Vec<_>>()).await?;
        let mut by_tag: HashMap<Tag, Vec<&SightingRow>> = HashMap::new();
        for row in &rows {
            let tags = row.sighting.findings.iter().flat_map(|finding| &finding.tags);
            let tags: BTreeSet<Tag> = tags.map(|(_, tag)| *tag).collect();
            tags.into_iter().for_each(|tag| by_tag.entry(tag).or_default().push(row));
        }
        let mut answers = Vec::with_capacity(begun.len());
        for (resolution, tags) in begun {
            let mut met: Vec<&SightingRow> = tags.iter().filter_map(|tag| by_tag.get(tag)).flatten().copied().collect();
            met.sort_by_key(|row| row.seq);
            met.dedup_by_key(|row| row.seq);
            answers.push(self.resolve(resolution, met.into_iter().cloned().collect()).await?);
        }
        Ok(answers)
    }

    /// Goes on from the records that share a tag with the question, until it asks for nothing more.
    async fn resolve(&mut self, mut question: Resolution<'_>, met: Vec<SightingRow>) -> Result<Vec<FoundRecord>, QueryError> {
        let mut seen: HashMap<u64, (ObjectId, Sighting)> = HashMap::new();
        let mut rows = met;
        while !rows.is_empty() {
            self.feed(&mut question, &mut seen, rows).await?;
            rows = self.sharing(&question.wants()).await?;
        }
        let found = question.finish().into_iter().filter_map(|linked| {
            let (object, sighting) = seen.remove(&linked.key)?;
            Some(FoundRecord { tier: linked.tier, path: linked.path, seq: linked.key, object, sighting })
        });
        Ok(found.collect())
    }

    async fn feed(
        &mut self,
        question: &mut Resolution<'_>,
        seen: &mut HashMap<u64, (ObjectId, Sighting)>,
        rows: Vec<SightingRow>,
    ) -> Result<(), QueryError> {
        self.add_objects(rows.iter().map(|row| row.unit.object)).await?;
        let mut mentions = Vec::new();
        for row in rows {
            let Some(object) = self.objects.get(&row.unit.object) else { continue };
            let mention = OwnedMention::new(row.seq, object.id, row.sighting.clone());
            mentions.push(mention.within(&shown(&object.stored), &object.fields));
            seen.insert(row.seq, (object.id, row.sighting));
        }
        question.feed(mentions);
        Ok(())
    }

    /// The sightings that share one of these tags.
    async fn sharing(&self, tags: &[Tag]) -> Result<Vec<SightingRow>, QueryError> {
        let mut rows = Vec::new();
        let mut after = 0;
        while !tags.is_empty() {
            let seqs = self.index.search_complete(&self.desk.store, tags, after, PAGE).await?;
            rows.extend(self.desk.store.sightings_by_seq(&seqs).await?);
            match seqs.last() {
                Some(last) if seqs.len() >= PAGE => after = *last,
                _ => break,
            }
        }
        Ok(rows)
    }

    async fn add_objects(&mut self, ids: impl Iterator<Item = ObjectId>) -> Result<(), QueryError> {
        let missing: BTreeSet<_> = ids.filter(|id| !self.objects.contains_key(id)).collect();
        for page in missing.into_iter().collect::<Vec<_>>().chunks(PAGE) {
            let found = self.desk.store.objects_by_id(page).await?;
            self.objects.extend(found.into_iter().map(|object| (object.id, object)));
        }
        Ok(())
    }
}
