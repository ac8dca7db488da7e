//! What every report rests on, and what it cannot know.

use std::collections::BTreeSet;

use super::{Desk, PAGE, QueryError};
use crate::model::time::Day;
use crate::model::view::Basis;

impl Desk {
    /// The head of a report made now.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn basis(&self, as_of: Day) -> Result<Basis, QueryError> {
        let totals = self.store.totals().await?;
        let runs = self.store.runs(1).await?;
        let last = runs.first();
        let (policies, n_without, n_stale) = self.policies_used().await?;
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
            policies,
            window: last.map(|run| (run.started.clone(), run.finished.clone().unwrap_or_default())),
            totals: totals.objects,
            totals_members: totals.members,
            unknown,
        })
    }

    /// The policies that objects fall under, with their versions; how many objects fall under none; how many are stale.
    async fn policies_used(&self) -> Result<(Vec<String>, u64, u64), QueryError> {
        let (mut used, mut n_without, mut n_stale) = (BTreeSet::new(), 0, 0);
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { break };
            after = Some(last.id);
            for object in &objects {
                n_stale += u64::from(object.is_stale);
                match self.policy_of(&object.stored) {
                    None => n_without += 1,
                    Some(policy) => {
                        let about = &policy.policy;
                        let version = about.version.as_ref().map(|version| format!(" ({version})")).unwrap_or_default();
                        used.insert(format!("{}{version}", about.id));
                    }
                }
            }
        }
        Ok((used.into_iter().collect(), n_without, n_stale))
    }
}
