//! Verdicts on bare facts, for the sample.

use super::policy;
use crate::model::fact::{AgeOutcome, AgeVerdict, DaySpan, Effect, FactReport, FactVerdict, RetentionVerdict, RuleVerdict};
use crate::model::verdict::{AgeState, RetentionState as S};

/// Verdicts on facts.
pub fn facts(text: &str) -> FactReport {
    let day = || Some(DaySpan("2024-03-01".to_owned()));
    let rule = RuleVerdict {
        state: S::OverdueCertain,
        event: "created".to_owned(),
        start: day(),
        due: day(),
        grace_end: day(),
        keep_until: None,
        grounds: policy("4. Retention", Some("up to")),
        rule: format!("30 days from created{text}"),
    };
    let retention = RetentionVerdict {
        state: S::Held,
        due: day(),
        grace_end: day(),
        keep_until: day(),
        backup_end: day(),
        rules: vec![rule],
        because: vec![format!("legal hold: {text}")],
    };
    let age = AgeVerdict {
        under: 16,
        effect: Effect::Forbidden,
        at_collection: AgeState::Unknown,
        today: AgeState::ChildCertain,
        outcome: AgeOutcome::Violation,
        comes_of_age: Some("2031-03".to_owned()),
        grounds: policy("Children", Some(text)),
        rule: "under 16: not collected".to_owned(),
        because: vec![format!("recorded in {text}")],
    };
    let verdict = FactVerdict {
        line: 1,
        id: text.into(),
        as_of: Some("2026-06-01".to_owned()),
        retention: Some(retention),
        ages: vec![age],
        open_questions: vec![format!("no jurisdiction{text}")],
        error: None,
    };
    let wrong = FactVerdict { retention: None, ages: vec![], error: Some(format!("no date{text}")), ..verdict.clone() };
    FactReport { verdicts: vec![verdict, wrong] }
}
