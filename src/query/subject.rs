//! All data about one person: the question is tagged with the catalogue's own keys, written to the audit trail without
//! its values, and followed through the index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use zeroize::Zeroizing;

use super::{Desk, PAGE, QueryError, shown};
use crate::index::Index;
use crate::link::{OwnedMention, Resolution};
use crate::model::finding::ColumnRole;
use crate::model::ids::{DataClass, ObjectId, Realm};
use crate::model::secret::{Tag, TermKind};
use crate::model::sighting::Sighting;
use crate::model::subject::{Answer, Holding, Tier, Trace};
use crate::model::time::Day;
use crate::model::view::Anchor;
use crate::store::{AuditEntry, ObjectRow, SightingRow};

/// A question about one person.
pub struct Question {
    /// E-mail addresses, phone numbers, names, identifiers.
    pub identifiers: Vec<Zeroizing<String>>,
    /// The case that it is asked for.
    pub case: String,
    /// Who asks.
    pub who: String,
    /// The country that is meant where an identifier does not say.
    pub region: Option<String>,
    /// The controller whose data are asked for.
    pub realm: Realm,
}

type Asked = Vec<(DataClass, Vec<(TermKind, Tag)>)>;

impl Desk {
    /// Answers a question. The audit row is written first; without it there is no answer.
    ///
    /// # Errors
    /// The audit row cannot be written, the catalogue or index not be read, or nothing in the question is understood.
    pub async fn answer(&self, question: &Question, as_of: Day) -> Result<Answer, QueryError> {
        let asked = self.asked(question);
        let mut classes: Vec<DataClass> = asked.iter().map(|(class, _)| class.clone()).collect();
        classes.sort();
        classes.dedup();
        let entry = AuditEntry {
            at: jiff::Timestamp::now().to_string(),
            who: question.who.clone(),
            action: "subject".to_owned(),
            case: question.case.clone(),
            classes: classes.clone(),
        };
        self.store.audit(&entry).await?;
        if asked.is_empty() {
            return Err(QueryError::NotUnderstood);
        }
        let (traces, n_records) = self.traces(asked).await?;
        let incomplete = self.basis(as_of).await?.unknown;
        Ok(Answer { case: question.case.clone(), asked: classes, traces, n_records, incomplete })
    }

    fn asked(&self, question: &Question) -> Asked {
        let mut asked = Vec::new();
        for identifier in &question.identifiers {
            for (class, terms) in self.detectors.question(identifier, question.region.as_deref()) {
                let tag = |kind, text: &str| (kind, self.keys.tag(&question.realm, &class, kind, text));
                let tags = terms.iter().map(|term| tag(term.kind, term.text.expose())).collect();
                asked.push((class, tags));
            }
        }
        asked
    }

    async fn traces(&self, asked: Asked) -> Result<(Vec<Trace>, BTreeMap<Tier, u64>), QueryError> {
        let classes = self.detectors.classes();
        let anchor = |class: &DataClass| classes.get(class).map_or(Anchor::None, |entry| entry.anchor);
        let mut resolution = Resolution::new(asked, &anchor);
        let index = Index::open_read_only(&self.index);
        let mut seen: HashMap<u64, (ObjectId, Sighting)> = HashMap::new();
        let mut objects: HashMap<ObjectId, ObjectRow> = HashMap::new();
        loop {
            let tags = resolution.wants();
            if tags.is_empty() {
                break;
            }
            let rows = self.sharing(&index, &tags).await?;
            self.add_objects(&mut objects, rows.iter().map(|row| row.unit.object)).await?;
            let mut mentions = Vec::new();
            for row in rows {
                let Some(object) = objects.get(&row.unit.object) else { continue };
                let mention = OwnedMention::new(row.seq, object.id, row.sighting.clone());
                mentions.push(mention.within(&shown(&object.stored), &object.fields));
                seen.insert(row.seq, (object.id, row.sighting));
            }
            resolution.feed(mentions);
        }
        let mut traces = Vec::new();
        let mut n_records: BTreeMap<Tier, u64> = BTreeMap::new();
        for linked in resolution.finish() {
            let Some((id, sighting)) = seen.get(&linked.key) else { continue };
            let Some(object) = objects.get(id) else { continue };
            *n_records.entry(linked.tier).or_default() += sighting.count;
            traces.push(Trace {
                tier: linked.tier,
                source: object.stored.source.clone(),
                place: place(object, sighting),
                n_records: sighting.count,
                holds: holdings(object, sighting),
                path: linked.path,
            });
        }
        traces.sort_by(|a, b| (a.tier, &a.source, &a.place).cmp(&(b.tier, &b.source, &b.place)));
        Ok((traces, n_records))
    }

    /// The sightings that share one of these tags.
    async fn sharing(&self, index: &Index, tags: &[Tag]) -> Result<Vec<SightingRow>, QueryError> {
        let mut rows = Vec::new();
        let mut after = 0;
        loop {
            let seqs = index.search_complete(&self.store, tags, after, PAGE).await?;
            rows.extend(self.store.sightings_by_seq(&seqs).await?);
            match seqs.last() {
                Some(last) if seqs.len() >= PAGE => after = *last,
                _ => return Ok(rows),
            }
        }
    }

    async fn add_objects(
        &self,
        known: &mut HashMap<ObjectId, ObjectRow>,
        ids: impl Iterator<Item = ObjectId>,
    ) -> Result<(), QueryError> {
        let missing: BTreeSet<_> = ids.filter(|id| !known.contains_key(id)).collect();
        for page in missing.into_iter().collect::<Vec<_>>().chunks(PAGE) {
            known.extend(self.store.objects_by_id(page).await?.into_iter().map(|object| (object.id, object)));
        }
        Ok(())
    }
}

fn place(object: &ObjectRow, sighting: &Sighting) -> String {
    let record = sighting.at.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{}{record}", object.stored.at)
}

fn holdings(object: &ObjectRow, sighting: &Sighting) -> Vec<Holding> {
    let field = |ix: u16| object.fields.get(usize::from(ix)).map(|field| field.name.to_string());
    sighting
        .findings
        .iter()
        .map(|finding| Holding {
            class: finding.class.clone(),
            field: finding.field.and_then(|ix| field(ix.0)),
            mask: finding.mask.0.clone(),
            role: (finding.role != ColumnRole::Own).then(|| format!("{:?}", finding.role).to_lowercase()),
            confidence: finding.confidence,
        })
        .collect()
}
