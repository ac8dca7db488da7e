//! What is stored, held against policies, operator's periods and laws as of a day.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::Decisions;
use super::{Desk, PAGE, QueryError, shown};
use crate::judge::{Bench, Case, Judge, PROMISES, Verdicts};
use crate::model::ids::SourceName;
use crate::model::time::Day;
use crate::model::verdict::{RetentionState, Weight};
use crate::model::view::{AgeCount, Basis, ComingOfAge, MonthCount, RetentionReport, ViolationReport};

impl Desk {
    /// Judges everything, and says how each verdict stands in the register. Reads no source: a changed policy is judged again
    /// from the catalogue alone.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn judge(&self, as_of: Day) -> Result<Verdicts, QueryError> {
        let mut verdicts = self.verdicts(as_of, self.decisions(as_of).await?).await?;
        self.stand(&mut verdicts, as_of).await?;
        Ok(verdicts)
    }

    /// The verdicts, without what these decisions set aside.
    pub(super) async fn verdicts(&self, as_of: Day, decisions: Decisions) -> Result<Verdicts, QueryError> {
        let mut verdicts = self.judge_records(as_of, decisions).await?;
        self.make_cases(&mut verdicts, as_of).await?;
        Ok(verdicts)
    }

    /// Judges everything record by record, without asking which records are one child's.
    async fn judge_records(&self, as_of: Day, mut decisions: Decisions) -> Result<Verdicts, QueryError> {
        let bench = self.bench(as_of).await?;
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
                let mut sieve = decisions.sieve(object);
                let mut seq = 0;
                loop {
                    let mut rows = self.store.sightings_of(object.id, seq, PAGE).await?;
                    let Some(last) = rows.last() else { break };
                    seq = last.seq;
                    rows.retain_mut(|row| sieve.keeps(&mut row.sighting));
                    rows.iter().for_each(|row| judge.sighting(&case, &row.sighting));
                }
                let mut days = self.store.histograms_of(object.id).await?;
                days.retain_mut(|histogram| sieve.keeps_days(histogram));
                days.iter().for_each(|histogram| judge.histogram(&case, histogram));
            }
        }
    }

    /// What is judged by.
    pub(super) async fn bench(&self, as_of: Day) -> Result<Bench, QueryError> {
        let classes = || self.detectors.classes().iter();
        let mut bench = Bench::new(self.periods.clone(), classes().map(|entry| (entry.key.clone(), entry.anchor)), as_of);
        bench.sensitive = classes().map(|entry| (entry.key.clone(), entry.sensitive_under.clone())).collect();
        bench.orders = self.orders.clone();
        bench.scanned = self.scanned().await?;
        Ok(bench)
    }

    /// The objects of which Gleaner keeps what it found beyond its own period: something in them breaks a rule, is excepted,
    /// or is under a legal hold. By source and address.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn kept_longer(&self, as_of: Day) -> Result<BTreeSet<(SourceName, String)>, QueryError> {
        let verdicts = self.judge_records(as_of, self.decisions(as_of).await?).await?;
        let broken =
            verdicts.violations.into_iter().filter(|violation| !matches!(violation.weight, Weight::Lead | Weight::CatchAll));
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
        Ok(under_age(&self.judge(as_of).await?, self.basis(as_of).await?))
    }

    /// What the policy does not disclose.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn undisclosed(&self, as_of: Day) -> Result<ViolationReport, QueryError> {
        Ok(undisclosed(&self.judge(as_of).await?, self.basis(as_of).await?))
    }

    /// What breaks a promise of the policy, or a law or standard that holds whatever the policy says.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn promises(&self, as_of: Day) -> Result<ViolationReport, QueryError> {
        Ok(of_rules(&self.judge(as_of).await?, self.basis(as_of).await?, PROMISES))
    }
}

/// The retention report of these verdicts.
pub fn retention(verdicts: &Verdicts, basis: Basis) -> RetentionReport {
    let ViolationReport { basis, violations, open_questions, .. } = of_rules(verdicts, basis, &["retention"]);
    let ageing = verdicts.ageing.iter().map(|(years, states)| AgeCount { years: *years, states: states.clone() });
    RetentionReport {
        basis,
        lines: verdicts.retention.clone(),
        violations,
        ageing: ageing.collect(),
        calendar: months(&verdicts.calendar),
        open_questions,
    }
}

/// Every month from the first to the last, also those in which nothing falls due.
fn months(calendar: &BTreeMap<String, u64>) -> Vec<MonthCount> {
    let (Some((first, _)), Some((last, _))) = (calendar.first_key_value(), calendar.last_key_value()) else {
        return Vec::new();
    };
    let Ok(mut day) = format!("{first}-01").parse::<jiff::civil::Date>() else { return Vec::new() };
    let mut months = Vec::new();
    loop {
        let month = day.strftime("%Y-%m").to_string();
        let is_last = month >= *last;
        months.push(MonthCount { n_records: calendar.get(&month).copied().unwrap_or(0), month });
        if is_last {
            return months;
        }
        day = day.saturating_add(jiff::Span::new().months(1));
    }
}

/// The report on children's data.
pub fn under_age(verdicts: &Verdicts, basis: Basis) -> ViolationReport {
    let line = |((month, age), n): (&(String, u8), &u64)| ComingOfAge { month: month.clone(), age: *age, n_records: *n };
    let comes_of_age = verdicts.comes_of_age.iter().map(line).collect();
    ViolationReport { comes_of_age, cases: verdicts.cases.clone(), ..of_rules(verdicts, basis, &["under-age"]) }
}

/// The report on what policies do not disclose, or declare in vain.
pub fn undisclosed(verdicts: &Verdicts, basis: Basis) -> ViolationReport {
    ViolationReport { never_found: verdicts.never_found.clone(), ..of_rules(verdicts, basis, &["undisclosed"]) }
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
        ..ViolationReport::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_has_no_gaps() {
        let calendar = [("2026-11", 3), ("2027-02", 1)].map(|(month, n)| (month.to_owned(), n)).into();
        let shown: Vec<_> = months(&calendar).into_iter().map(|month| (month.month, month.n_records)).collect();
        let expected = [("2026-11", 3), ("2026-12", 0), ("2027-01", 0), ("2027-02", 1)];
        assert_eq!(shown, expected.map(|(month, n)| (month.to_owned(), n)));
        assert!(months(&BTreeMap::new()).is_empty());
    }
}
