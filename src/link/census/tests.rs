//! Records as rows of data: how many persons they can be.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::finding::{ColumnRole, Finding, Form};
use crate::model::ids::ObjectId;
use crate::model::passage::RecordKind;
use crate::model::secret::Masked;
use crate::model::sighting::Sighting;

fn anchor(class: &DataClass) -> Anchor {
    match class.as_str() {
        "user.contact.email" => Anchor::Contact,
        "user.government_id" => Anchor::Issued,
        "user.name" => Anchor::Quasi,
        _ => Anchor::Device,
    }
}

/// `n1` a name, `e1` an address, `i1` an issued number, `d1` a device; `!` before it: somebody else's; `?`: a test value.
fn finding(text: &str) -> Finding {
    let bare = text.trim_start_matches(['!', '?']);
    let (class, kind) = match &bare[..1] {
        "n" => ("user.name", TermKind::Sorted),
        "e" => ("user.contact.email", TermKind::Whole),
        "i" => ("user.government_id", TermKind::Whole),
        _ => ("user.device.ip_address", TermKind::Whole),
    };
    let mut tag = [0; 16];
    tag[..bare.len()].copy_from_slice(bare.as_bytes());
    Finding {
        class: class.into(),
        detector: class.into(),
        tags: vec![(kind, Tag(tag))],
        confidence: 95,
        form: Form::Full,
        role: if text.starts_with('!') { ColumnRole::Guardian } else { ColumnRole::Own },
        likely_test: text.starts_with('?'),
        is_checked: true,
        field: None,
        mask: Masked("…".to_owned()),
    }
}

/// `row: …` and `text: …`, each with its findings.
fn mention(line: &str) -> OwnedMention {
    let (kind, findings) = line.split_once(": ").unwrap();
    let sighting = Sighting {
        kind: if kind == "row" { RecordKind::Row } else { RecordKind::Text },
        at: None,
        part: 0,
        realm: "company".into(),
        findings: findings.split(' ').map(finding).collect(),
        events: BTreeMap::new(),
        birth: None,
        jurisdiction: None,
        parental_consent: None,
        about: Default::default(),
        conditions: Vec::new(),
        count: 1,
    };
    OwnedMention::new(0, ObjectId([0; 16]), sighting)
}

fn count(lines: &[&str]) -> (u64, u64, u64) {
    let anchor = anchor;
    let mut census = Census::new(&anchor);
    for line in lines {
        census.add(&mention(line));
    }
    let persons = census.persons();
    (persons.at_least, persons.likely, persons.at_most)
}

#[test]
fn persons_are_counted_between_two_numbers() {
    for (lines, expected) in [
        (&[][..], (0, 0, 0)),
        (&["row: n1 e1"], (1, 1, 1)),
        // Orders of one customer.
        (&["row: n1 e1", "row: n1 e1", "row: e1"], (1, 1, 3)),
        (&["row: n1 i1", "row: n1 i1 e1"], (1, 1, 1)),
        // Namesakes, or one person with two addresses.
        (&["row: n1 e1", "row: n1 e2"], (1, 2, 2)),
        // A couple that shares an address.
        (&["row: n1 e1", "row: n2 e1"], (1, 1, 2)),
        // A name alone is who is known by it.
        (&["row: n1 e1", "row: n1"], (1, 1, 2)),
        (&["row: n1 e1", "row: n1 e2", "row: n1"], (1, 2, 3)),
        (&["row: n1", "row: n1"], (1, 1, 2)),
        // A ticket that mentions a customer, and somebody unknown.
        (&["row: n1 e1", "text: e1 n1"], (1, 1, 1)),
        (&["row: n1 e1", "text: e2 n3"], (3, 3, 3)),
        // Somebody's guardian is somebody else.
        (&["row: n1 e1 !e2"], (2, 2, 2)),
        // A device is nobody by itself, and a test value is nobody.
        (&["row: d1", "row: d2", "text: d3", "row: ?e1"], (0, 0, 0)),
    ] {
        assert_eq!(count(lines), expected, "{lines:?}");
        let mut reversed = lines.to_vec();
        reversed.reverse();
        assert_eq!(count(&reversed), expected, "{reversed:?}");
    }
}

#[test]
fn a_record_without_an_identifier_is_about_nobody_known() {
    let anchor = anchor;
    let mut census = Census::new(&anchor);
    assert_eq!(census.add(&mention("row: d1")), (None, false));
    assert_eq!(census.add(&mention("text: e1")), (None, true));
    let (first, _) = census.add(&mention("row: e1 n1"));
    let (second, _) = census.add(&mention("row: e1 n2"));
    assert_eq!(census.person(first.unwrap()), census.person(second.unwrap()));
}

proptest! {
    #[test]
    fn the_three_numbers_are_in_order_and_more_records_are_never_fewer_at_most(
        rows in prop::collection::vec((any::<bool>(), prop::collection::vec((0usize..4, 0u8..4), 1..4)), 0..14)
    ) {
        let line = |(is_row, findings): &(bool, Vec<(usize, u8)>)| {
            let findings: Vec<String> = findings.iter().map(|(kind, n)| format!("{}{n}", ["n", "e", "i", "d"][*kind])).collect();
            format!("{}: {}", if *is_row { "row" } else { "text" }, findings.join(" "))
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let (least, likely, most) = count(&lines);
        prop_assert!(least <= likely && likely <= most, "{lines:?}: {least} {likely} {most}");
        prop_assert!(most as usize <= lines.len() * 4);
    }
}
