//! The invented company's copies: an export on a share, and two files of which nothing tells the elder.

use crate::model::copies::{CopiesReport, CopyLine, CopyPlace};

/// Objects that share most of their persons.
pub fn copies(text: &str) -> CopiesReport {
    let place = |source: &str, object: &str, n_persons, modified: Option<&str>| CopyPlace {
        source: source.into(),
        object: format!("{text}{object}"),
        n_persons,
        modified: modified.map(str::to_owned),
    };
    CopiesReport {
        basis: super::basis(text),
        n_compared: 31,
        n_small: 12,
        min_persons: 20,
        lines: vec![
            CopyLine {
                copy: place("exports", "newsletter-2016.csv", 64_122, Some("2016-03-04")),
                original: place("crm", "public.users", 182_355, None),
                class: "user.contact.email".into(),
                classes: vec!["user.contact.email".into(), "user.name".into()],
                percent: 97,
                at_least: 94,
                at_most: 99,
                n_shared: 62_198,
                because: Some("a table of a database comes before a file".into()),
                n_others: 3,
            },
            CopyLine {
                copy: place("exports", "b.csv", 44, Some("2026-01-01")),
                original: place("tickets", "a.csv", 45, Some("2026-01-01")),
                class: "user.contact.phone_number".into(),
                classes: vec!["user.contact.phone_number".into()],
                percent: 100,
                at_least: 100,
                at_most: 100,
                n_shared: 44,
                because: None,
                n_others: 0,
            },
        ],
    }
}
