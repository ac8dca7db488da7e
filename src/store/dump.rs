//! Everything that two equal scans must agree in, as text: what the tests of kills and threads compare.

use super::Store;
use super::error::StoreError;
use super::read::{ObjectRow, SightingRow};
use crate::model::locator::Name;

const PAGE: usize = 1000;

impl Store {
    /// Every sighting, histogram, coverage row and violation as one line without run, sequence number and clock, sorted. Holds
    /// everything in memory: for tests.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn dump(&self) -> Result<Vec<String>, StoreError> {
        let mut lines = Vec::new();
        let mut after = None;
        loop {
            let page = self.objects(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for object in &page {
                self.dump_object(object, &mut lines).await?;
            }
        }
        let mut after = None;
        loop {
            let page = self.coverage(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.cursor);
            for row in page {
                lines.push(format!("coverage {} {}", row.object, json(&(row.source, row.coverage, row.is_stale))?));
            }
        }
        for (id, registered) in self.register().await? {
            let told = (registered.violation, registered.resolved.is_some(), registered.is_set_aside);
            lines.push(format!("violation {id} {}", json(&told)?));
        }
        lines.sort_unstable();
        Ok(lines)
    }

    async fn dump_object(&self, object: &ObjectRow, lines: &mut Vec<String>) -> Result<(), StoreError> {
        let mut seq = 0;
        loop {
            let page = self.sightings_of(object.id, seq, PAGE).await?;
            let Some(last) = page.last() else { break };
            seq = last.seq;
            for row in page {
                lines.push(sighting(row, object)?);
            }
        }
        for histogram in self.histograms_of(object.id).await? {
            let days: Vec<_> = histogram.days.into_iter().collect();
            lines.push(format!(
                "histogram {} {}",
                object.id,
                json(&(histogram.classes, histogram.conditions, histogram.jurisdiction, days))?
            ));
        }
        Ok(())
    }
}

/// Fields by name: their positions depend on which unit came first.
fn sighting(mut row: SightingRow, object: &ObjectRow) -> Result<String, StoreError> {
    let mut names: Vec<Option<Name>> = Vec::new();
    for finding in &mut row.sighting.findings {
        let ix = finding.field.take();
        names.push(ix.and_then(|ix| object.fields.get(usize::from(ix.0))).map(|field| field.name.clone()));
    }
    Ok(format!("sighting {} {} {}", row.unit.object, row.unit.part, json(&(row.sighting, names))?))
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}
