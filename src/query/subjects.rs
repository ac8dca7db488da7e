//! Whose data are held: how many persons, how far each is spread, counted from the catalogue without naming anybody.

use std::collections::BTreeMap;

use super::exposure::about;
use super::{Desk, PAGE, QueryError, Scope};
use crate::model::ids::{DataClass, SourceName};
use crate::model::subjects::{SourceSubjects, Spread, SubjectsReport};
use crate::model::time::Day;

impl Desk {
    /// Whose data are held.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn subjects(&self, as_of: Day) -> Result<SubjectsReport, QueryError> {
        let anchor = |class: &DataClass| self.anchor(class);
        let mut count = self.counting(&anchor, as_of).await?;
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                self.count(&Scope::default(), object, &mut count).await?;
            }
        }
        let persons = count.census.persons();
        let known = count.known();
        let (ages, jurisdictions) = about(&known, persons.likely);
        let mut sources: BTreeMap<SourceName, SourceSubjects> = BTreeMap::new();
        for object in &count.objects {
            let empty = || SourceSubjects { source: object.source.clone(), n_persons: 0, n_only_here: 0, n_records: 0 };
            sources.entry(object.source.clone()).or_insert_with(empty).n_records += object.n_records;
        }
        let mut spread: BTreeMap<u64, u64> = BTreeMap::new();
        for person in &known {
            *spread.entry(person.sources.len() as u64).or_default() += 1;
            for source in person.sources.keys() {
                let Some(line) = sources.get_mut(source) else { continue };
                line.n_persons += 1;
                line.n_only_here += u64::from(person.sources.len() == 1);
            }
        }
        Ok(SubjectsReport {
            basis: self.basis(as_of).await?,
            persons,
            n_mentioned: persons.likely.saturating_sub(known.len() as u64),
            n_records: count.n_records,
            n_unidentified: count.n_unidentified,
            ages,
            jurisdictions,
            spread: spread.into_iter().map(|(n_sources, n_persons)| Spread { n_sources, n_persons }).collect(),
            sources: sources.into_values().collect(),
        })
    }
}
