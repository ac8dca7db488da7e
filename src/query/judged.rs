//! What is stored, held against policies, operator's periods and laws as of a day.

use std::collections::BTreeSet;

use super::{Desk, PAGE, QueryError, shown};
use crate::judge::{Bench, Case, Judge, Verdicts};
use crate::model::ids::SourceName;
use crate::model::time::Day;
use crate::model::verdict::{RetentionState, Weight};
use crate::model::view::{AgeCount, Basis, MonthCount, RetentionReport, ViolationReport};

impl Desk {
    /// Judges everything. Reads no source: a changed policy is judged again from the catalogue alone.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn judge(&self, as_of: Day) -> Result<Verdicts, QueryError> {
        let mut bench = Bench::new(
            self.periods.clone(),
            self.detectors.classes().iter().map(|entry| (entry.key.clone(), entry.anchor)),
            as_of,
        );
        bench.orders = self.orders.clone();
        let mut judge = Judge::new(&bench);
        let mut after = None;
        loop {
            let objects = self.store.objects(after, PAGE).await?;
            let Some(last) = objects.last() else { return Ok(judge.finish()) };
            after = Some(last.id);
            for object in &objects {
                let shown = shown(&object.stored);
                let policy = self.policy_of(&object.stored);
                let case = Case { object: &object.stored, shown: &shown, fields: &object.fields, policy };
                let mut seq = 0;
                loop {
                    let rows = self.store.sightings_of(object.id, seq, PAGE).await?;
                    let Some(last) = rows.last() else { break };
                    seq = last.seq;
                    rows.iter().for_each(|row| judge.sighting(&case, &row.sighting));
                }
                self.store.histograms_of(object.id).await?.iter().for_each(|h| judge.histogram(&case, h));
            }
        }
    }

    /// The objects of which Gleaner keeps what it found beyond its own period: something in them breaks a rule, is excepted,
    /// or is under a legal hold. By source and address.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn kept_longer(&self, as_of: Day) -> Result<BTreeSet<(SourceName, String)>, QueryError> {
        let verdicts = self.judge(as_of).await?;
        let broken = verdicts.violations.into_iter().filter(|violation| violation.weight != Weight::Lead);
        let held = verdicts.retention.into_iter().filter(|line| line.states.contains_key(&RetentionState::Held));
        let places = broken.map(|line| (line.source, line.object));
        Ok(places.chain(held.map(|line| (line.source, line.object))).collect())
    }

    /// What is held how long, and past its period.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn retention(&self, as_of: Day) -> Result<RetentionReport, QueryError> {
        Ok(retention(&self.judge(as_of).await?, self.basis(as_of).await?))
    }

    /// Whose data are a child's.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn under_age(&self, as_of: Day) -> Result<ViolationReport, QueryError> {
        Ok(of_rules(&self.judge(as_of).await?, self.basis(as_of).await?, &["under-age"]))
    }

    /// What the policy does not disclose.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn undisclosed(&self, as_of: Day) -> Result<ViolationReport, QueryError> {
        Ok(of_rules(&self.judge(as_of).await?, self.basis(as_of).await?, &["undisclosed"]))
    }

    /// What breaks a promise of the policy, or a standard that holds whatever the policy says.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn promises(&self, as_of: Day) -> Result<ViolationReport, QueryError> {
        Ok(of_rules(&self.judge(as_of).await?, self.basis(as_of).await?, &["promise", "standard"]))
    }
}

/// The retention report of these verdicts.
pub fn retention(verdicts: &Verdicts, basis: Basis) -> RetentionReport {
    let ViolationReport { basis, violations, open_questions } = of_rules(verdicts, basis, &["retention"]);
    let ageing = verdicts.ageing.iter().map(|(years, states)| AgeCount { years: *years, states: states.clone() });
    let calendar = verdicts.calendar.iter().map(|(month, n)| MonthCount { month: month.clone(), n_records: *n });
    RetentionReport {
        basis,
        lines: verdicts.retention.clone(),
        violations,
        ageing: ageing.collect(),
        calendar: calendar.collect(),
        open_questions,
    }
}

/// The report on some rules.
pub fn of_rules(verdicts: &Verdicts, basis: Basis, rules: &[&str]) -> ViolationReport {
    let is_asked = |rule: &str| rules.contains(&rule);
    ViolationReport {
        basis,
        violations: verdicts.violations.iter().filter(|violation| is_asked(&violation.rule)).cloned().collect(),
        open_questions: verdicts
            .open_questions
            .iter()
            .filter(|(rule, _)| is_asked(rule))
            .map(|(_, question)| question.clone())
            .collect(),
    }
}
