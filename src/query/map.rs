//! The data map: which kinds of data lie in which object, and under which of the policy's categories they fall.

use std::collections::{BTreeMap, BTreeSet};

use super::{Desk, PAGE, QueryError, shown};
use crate::classify;
use crate::model::ids::DataClass;
use crate::model::sighting::Sighting;
use crate::model::time::Day;
use crate::model::view::{Basis, DataMap, MapLine};
use crate::store::ObjectRow;

/// Fields that a line of the map names.
const NAMED_FIELDS: usize = 8;

#[derive(Default)]
struct Held {
    n_records: u64,
    n_findings: u64,
    n_likely_test: u64,
    confidence: u8,
    fields: BTreeSet<u16>,
}

impl Desk {
    /// What lies where.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn map(&self, as_of: Day) -> Result<DataMap, QueryError> {
        let basis = self.basis(as_of).await?;
        self.map_with(basis, as_of).await
    }

    pub(super) async fn map_with(&self, basis: Basis, as_of: Day) -> Result<DataMap, QueryError> {
        let mut lines = Vec::new();
        let mut decisions = self.decisions(as_of).await?;
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                let mut held: BTreeMap<DataClass, Held> = BTreeMap::new();
                let mut sieve = decisions.sieve(object);
                let mut seq = 0;
                loop {
                    let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
                    let Some(last) = rows.last() else { break };
                    seq = last.seq;
                    rows.retain_mut(|row| sieve.keeps(&mut row.sighting));
                    rows.iter().for_each(|row| add(&mut held, &row.sighting));
                }
                lines.extend(held.into_iter().map(|(class, held)| self.map_line(object, class, &held)));
            }
        }
        lines.sort_by(|a, b| (&a.source, &a.object, &a.class).cmp(&(&b.source, &b.object, &b.class)));
        Ok(DataMap { basis, lines })
    }

    fn map_line(&self, object: &ObjectRow, class: DataClass, held: &Held) -> MapLine {
        let entry = self.detectors.classes().get(&class);
        let categories = self.policy_of(&object.stored).map(|policy| classify::categories(policy, &class)).unwrap_or_default();
        let fields = held.fields.iter().filter_map(|ix| object.fields.get(usize::from(*ix)));
        MapLine {
            source: object.stored.source.clone(),
            object: shown(&object.stored),
            dpv: entry.map(|entry| entry.dpv.clone()).unwrap_or_default(),
            categories: categories.iter().map(|category| category.id.clone()).collect(),
            fields: fields.take(NAMED_FIELDS).map(|field| field.name.to_string()).collect(),
            n_records: held.n_records,
            n_findings: held.n_findings,
            n_likely_test: held.n_likely_test,
            confidence: held.confidence,
            sensitive_under: entry.map(|entry| entry.sensitive_under.clone()).unwrap_or_default(),
            class,
        }
    }
}

fn add(held: &mut BTreeMap<DataClass, Held>, sighting: &Sighting) {
    let mut counted = BTreeSet::new();
    for finding in &sighting.findings {
        let held = held.entry(finding.class.clone()).or_default();
        held.n_findings += sighting.count;
        held.n_likely_test += if finding.likely_test { sighting.count } else { 0 };
        held.confidence = held.confidence.max(finding.confidence);
        held.fields.extend(finding.field.map(|field| field.0));
        if counted.insert(&finding.class) {
            held.n_records += sighting.count;
        }
    }
}
