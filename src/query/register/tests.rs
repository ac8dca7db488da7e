//! Tests of the register.

use super::*;
use crate::model::verdict::{Authority, Grounds};

#[test]
fn what_is_one_violation_says_of_how_many_records_it_says_what() {
    let violation = |state: &str, n_records: u64| Violation {
        rule: "under-age".to_owned(),
        weight: Weight::Violation,
        source: "crm".into(),
        object: "users".to_owned(),
        class: "user.demographic.date_of_birth".into(),
        category: None,
        grounds: Grounds { authority: Authority::Given, rule: "under 16".to_owned(), event: None, origin: None, column: None },
        state: state.to_owned(),
        n_records,
        oldest: None,
        examples: Vec::new(),
        exception: None,
        severity: None,
        standing: None,
    };
    let (then, still) =
        ("child_certain at collection, adult_certain today", "child_certain at collection, child_certain today");
    for (lines, n_records, state) in [
        (vec![violation(then, 1)], 1, then.to_owned()),
        (vec![violation(then, 1), violation(then, 2)], 3, then.to_owned()),
        (vec![violation(then, 1), violation(still, 2)], 3, format!("2 {still}; 1 {then}")),
        (vec![violation(still, 1), violation(then, 1)], 2, format!("1 {then}; 1 {still}")),
    ] {
        let merged: Vec<Violation> = merged(&lines).into_values().collect();
        assert_eq!((merged.len(), merged[0].n_records, &merged[0].state), (1, n_records, &state));
    }
}

#[test]
fn only_a_complete_look_resolves() {
    let place = |object: &str| (SourceName::from("files"), object.to_owned());
    for (object, read, unread, expected) in [
        ("a.csv", &["a.csv"][..], &[][..], Some(Mended::Clean)),
        ("a.csv", &["b.csv"], &["b.csv.gz"], Some(Mended::Gone)),
        ("a.csv", &[], &["a.csv"], None),
        ("sub/a.csv", &[], &["sub"], None),
        ("subway.csv", &[], &["sub"], Some(Mended::Gone)),
        ("public.users", &[], &["public"], None),
        ("backup.zip", &[], &["backup.zip!x"], Some(Mended::Gone)),
        ("a.csv", &["a.csv"], &[""], None),
    ] {
        let looked = Looked {
            sources: BTreeSet::from(["files".into()]),
            read: read.iter().map(|object| place(object)).collect(),
            unread: BTreeMap::from([("files".into(), unread.iter().map(|object| (*object).to_owned()).collect())]),
            stale: BTreeSet::new(),
        };
        assert_eq!(looked.mended(&"files".into(), object), expected, "{object} {unread:?}");
        assert_eq!(looked.mended(&"other".into(), object), None, "a source that was not read");
    }
}
