//! What a data protection impact assessment (GDPR 35(7)) can take from Gleaner: what is found, judged and stated. Necessity,
//! proportionality and risk are for people to assess.

use super::article30::{field, line, statements};
use super::exposure::subjects;
use super::{Desk, QueryError, Scope, is_of};
use crate::judge::{PROMISES, Verdicts};
use crate::model::article30::{Article30Report, ProcessingRecord};
use crate::model::exposure::{ExposureReport, StatedLine};
use crate::model::policy::Policy;
use crate::model::time::Day;
use crate::model::verdict::Weight;

impl Desk {
    /// The inputs of an assessment of everything that was scanned.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn dpia(&self, as_of: Day) -> Result<Article30Report, QueryError> {
        let exposure = self.exposure(&Scope::default(), as_of).await?;
        let verdicts = self.judge(as_of).await?;
        let basis = exposure.basis.clone();
        let used: Vec<&Policy> =
            self.policies.iter().filter(|policy| basis.policies.iter().any(|id| is_of(id, policy))).collect();
        let names: Vec<&str> = used.iter().map(|policy| policy.policy.name.as_str()).collect();
        let title = if names.is_empty() { "Everything that was scanned".to_owned() } else { names.join(", ") };
        let record = ProcessingRecord {
            title,
            article: "35(7)".to_owned(),
            fields: vec![
                field("35(7)(a)", "description of the processing and its purposes", description(&exposure, &used)),
                field("35(7)(b)", "necessity and proportionality: what speaks against them", proportion(&verdicts)),
                field("35(7)(c)", "risks to persons: what speaks for high ones", risks(&exposure)),
                field("35(7)(d)", "measures against the risks", measures(&used)),
            ],
        };
        Ok(Article30Report { basis, records: vec![record] })
    }
}

fn description(exposure: &ExposureReport, used: &[&Policy]) -> Vec<StatedLine> {
    let mut lines: Vec<StatedLine> = used.iter().flat_map(|policy| statements(policy, &policy.purpose)).collect();
    lines.extend(used.iter().flat_map(|policy| subjects(policy)));
    lines.extend(used.iter().flat_map(|policy| statements(policy, &policy.recipient)));
    lines.extend(used.iter().flat_map(|policy| statements(policy, &policy.transfer)));
    lines.extend(exposure.classes.iter().map(|class| line("found", format!("{}: {} records", class.class, class.n_records))));
    lines
}

fn proportion(verdicts: &Verdicts) -> Vec<StatedLine> {
    let mut lines = Vec::new();
    for (rules, what) in [
        (&["retention"][..], "held past the period that applies"),
        (&["undisclosed"], "of kinds that the policy does not disclose"),
        (PROMISES, "kept against a promise or a law or a standard"),
    ] {
        for (weight, how) in [(Weight::Violation, "records are"), (Weight::Lead, "records are perhaps")] {
            let chosen = verdicts.violations.iter().filter(|v| rules.contains(&v.rule.as_str()) && v.weight == weight);
            let n = chosen.fold(0_u64, |sum, violation| sum.saturating_add(violation.n_records));
            if n > 0 {
                lines.push(line("judged", format!("{n} {how} {what}")));
            }
        }
    }
    if !lines.is_empty() {
        lines.push(line("judged", "a record counts once for each kind of data it holds and each rule it breaks".to_owned()));
    }
    let caught = verdicts.violations.iter().filter(|violation| violation.weight == Weight::CatchAll);
    let n = caught.fold(0_u64, |sum, violation| sum.saturating_add(violation.n_records));
    if n > 0 {
        lines.push(line("judged", format!("{n} records are of kinds that only a catch-all covers")));
    }
    lines.extend(verdicts.open_questions.iter().map(|(_, question)| line("judged", format!("open: {question}"))));
    lines
}

fn risks(exposure: &ExposureReport) -> Vec<StatedLine> {
    let persons = exposure.persons;
    let count = format!("likely {} persons, at least {}, at most {}", persons.likely, persons.at_least, persons.at_most);
    let weighs = exposure.article_33.iter().filter(|field| field.article == "33(3)(c)").flat_map(|field| &field.lines);
    std::iter::once(line("found", count)).chain(weighs.cloned()).collect()
}

fn measures(used: &[&Policy]) -> Vec<StatedLine> {
    let mut lines: Vec<StatedLine> = used.iter().flat_map(|policy| statements(policy, &policy.security)).collect();
    lines.extend(used.iter().flat_map(|policy| statements(policy, &policy.right)));
    lines
}
