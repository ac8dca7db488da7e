//! The invented company's customer database, leaked; and its records of processing.

use crate::model::article30::{Article30Report, ProcessingRecord};
use crate::model::exposure::{
    ArticleField, ExposedClass, ExposedObject, ExposureReport, ExposureScope, PersonCount, StatedLine,
};
use crate::model::verdict::AgeState;

fn field(article: &str, asks: &str, lines: &[&str], text: &str) -> ArticleField {
    let line =
        |line: &&str| StatedLine { text: format!("{text}{line}"), from: format!("policy workpex, heading “{text}”") };
    ArticleField { article: article.to_owned(), asks: asks.to_owned(), lines: lines.iter().map(line).collect() }
}

/// What was lost.
pub fn exposure(text: &str) -> ExposureReport {
    let class = |class: &str, special: bool, n_records| ExposedClass {
        class: class.into(),
        dpv: "pd:Email".into(),
        categories: if special { vec![] } else { vec!["account".into()] },
        sensitive_under: if special { vec!["gdpr.9".into()] } else { vec![] },
        n_records,
        n_certain: n_records - 10,
        n_readable: n_records,
        n_weak: 2,
    };
    ExposureReport {
        basis: super::basis(text),
        scope: ExposureScope {
            sources: vec!["crm".into()],
            objects: vec![format!("public.*{text}")],
            from: Some("2026-01-01".into()),
            to: None,
        },
        persons: PersonCount { at_least: 1_190, likely: 1_204, at_most: 1_377 },
        n_records: 2_408,
        n_perhaps: 10,
        n_unidentified: 31,
        children: [(AgeState::ChildCertain, 23), (AgeState::AdultCertain, 1_000), (AgeState::Unknown, 181)].into(),
        jurisdictions: [(format!("{text}DE"), 900), ("not stated".to_owned(), 304)].into(),
        classes: vec![class("user.contact.email", false, 2_408), class("user.health_and_medical", true, 318)],
        objects: vec![ExposedObject { source: "crm".into(), object: format!("{text}public.users"), n_records: 2_408 }],
        article_33: vec![
            field("33(3)(a)", "nature of the breach", &["Persons: likely 1204."], text),
            field("33(3)(b)", "contact point", &[], text),
        ],
    }
}

/// Records of processing.
pub fn article30(text: &str) -> Article30Report {
    let record = ProcessingRecord {
        title: format!("{text}Workpex"),
        article: "30(1)".to_owned(),
        fields: vec![
            field("30(1)(b)", "purposes", &["Access to the services.", "Invoices."], text),
            field("30(1)(e)", "transfers", &[], text),
        ],
    };
    Article30Report { basis: super::basis(text), records: vec![record] }
}
