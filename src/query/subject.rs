//! All data about one person: the question is tagged with the catalogue's own keys, written to the audit trail without
//! its values, and followed through the index.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::search::{Asked, Search};
use super::{Desk, QueryError, shown};
use crate::judge::{Case, of_record};
use crate::link::Resolution;
use crate::model::finding::ColumnRole;
use crate::model::ids::{DataClass, Realm};
use crate::model::sighting::Sighting;
use crate::model::subject::{Answer, Holding, Tier, Trace};
use crate::model::time::Day;
use crate::store::{AuditEntry, ObjectRow};

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
        let (traces, n_records) = self.traces(asked, as_of).await?;
        let incomplete = self.basis(as_of).await?.unknown;
        Ok(Answer { case: question.case.clone(), asked: classes, traces, n_records, incomplete })
    }

    fn asked(&self, question: &Question) -> Asked {
        let region = question.region.as_deref();
        let answers = question.identifiers.iter().flat_map(|identifier| self.detectors.question(identifier, region));
        answers.map(|(class, terms)| self.tagged(&question.realm, class, &terms)).collect()
    }

    async fn traces(&self, asked: Asked, as_of: Day) -> Result<(Vec<Trace>, BTreeMap<Tier, u64>), QueryError> {
        let anchor = |class: &DataClass| self.anchor(class);
        let bench = self.bench(as_of).await?;
        let mut search = Search::new(self);
        let found = search.follow(Resolution::new(asked, &anchor)).await?;
        let mut traces = Vec::new();
        let mut n_records: BTreeMap<Tier, u64> = BTreeMap::new();
        for record in found {
            let Some(object) = search.object(record.object) else { continue };
            *n_records.entry(record.tier).or_default() += record.sighting.count;
            let (policy, at) = (self.policy_of(&object.stored), shown(&object.stored));
            let case = Case { object: &object.stored, shown: &at, fields: &object.fields, policy };
            traces.push(Trace {
                stands: of_record(&bench, &case, &record.sighting),
                tier: record.tier,
                source: object.stored.source.clone(),
                place: place(object, &record.sighting),
                n_records: record.sighting.count,
                holds: holdings(object, &record.sighting),
                path: record.path,
            });
        }
        traces.sort_by(|a, b| (a.tier, &a.source, &a.place).cmp(&(b.tier, &b.source, &b.place)));
        Ok((traces, n_records))
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
