//! What every report rests on, and what it cannot know.

use std::collections::BTreeSet;

use super::bound::Changed;
use super::{Desk, PAGE, QueryError};
use crate::model::time::Day;
use crate::model::view::Basis;

/// What the objects of the catalogue come to.
#[derive(Default)]
struct Met {
    /// The policies that they fall under, with their versions.
    policies: BTreeSet<String>,
    /// How many fall under none.
    n_without: u64,
    /// How many were not met again.
    n_stale: u64,
    /// What is bound otherwise now.
    changed: Changed,
}

impl Desk {
    /// The head of a report made now.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn basis(&self, as_of: Day) -> Result<Basis, QueryError> {
        let totals = self.store.totals().await?;
        let runs = self.store.runs(1).await?;
        let last = runs.first();
        let Met { policies, n_without, n_stale, changed } = self.met().await?;
        let mut unknown = Vec::new();
        match last {
            None => unknown.push("nothing was scanned yet".to_owned()),
            Some(run) if run.finished.is_none() => {
                unknown.push(format!("run {} has not ended; what it has not reached yet is missing", run.id))
            }
            Some(run) if run.was_stopped => {
                unknown.push(format!("run {} was stopped before its end; what it did not reach is missing", run.id))
            }
            Some(_) => {}
        }
        for (word, n) in totals.objects.iter().filter(|(word, n)| **n > 0 && *word != "complete" && *word != "skipped") {
            unknown.push(format!("{n} objects are {}: see `report faults`", word.replace('_', " ")));
        }
        for (word, n) in totals.members.iter().filter(|(word, n)| **n > 0 && *word != "complete" && *word != "skipped") {
            unknown.push(format!("{n} members of containers are {}: see `report faults`", word.replace('_', " ")));
        }
        if n_stale > 0 {
            unknown.push(format!("{n_stale} objects could not be met again; what is said of them is from an earlier run"));
        }
        if n_without > 0 {
            unknown.push(format!(
                "{n_without} objects fall under no policy, so nothing is judged in them but by law and standards"
            ));
        }
        unknown.extend(changed.told());
        let set_aside = self.set_aside(as_of).await?;
        if !set_aside.is_empty() {
            let (n, by) = (set_aside.values().sum::<u64>(), set_aside.len());
            unknown.push(format!("{n} findings are set aside by {by} decisions and left out here: see `decide list`"));
        }
        Ok(Basis {
            made_at: jiff::Timestamp::now().to_string(),
            as_of: as_of.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            detectors: last.map(|run| run.detectors.clone()).unwrap_or_default(),
            policies: policies.into_iter().collect(),
            window: last.map(|run| (run.started.clone(), run.finished.clone().unwrap_or_default())),
            totals: totals.objects,
            totals_members: totals.members,
            unknown,
        })
    }

    async fn met(&self) -> Result<Met, QueryError> {
        let mut met = Met::default();
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { return Ok(met) };
            after = Some(last.id);
            for object in &objects {
                met.n_stale += u64::from(object.is_stale);
                met.changed.see(self, &object.stored);
                match self.policy_of(&object.stored) {
                    None => met.n_without += 1,
                    Some(policy) => {
                        let about = &policy.policy;
                        let version = about.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
                        met.policies.insert(format!("{}{version}", about.id));
                    }
                }
            }
        }
    }
}
