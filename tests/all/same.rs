//! The same input gives the same catalogue: with any number of threads, and again without reading anything twice.

use serde_json::Value;

use crate::company::{Ground, furnish};

fn count(summary: &Value, what: &str) -> u64 {
    summary[what].as_u64().unwrap()
}

/// Fails with the first lines that differ.
pub fn assert_same(expected: &[String], found: &[String], when: &str) {
    let missing: Vec<_> = expected.iter().filter(|line| found.binary_search(line).is_err()).take(3).collect();
    let beside: Vec<_> = found.iter().filter(|line| expected.binary_search(line).is_err()).take(3).collect();
    assert!(missing.is_empty() && beside.is_empty(), "{when}: missing {missing:#?}, beside {beside:#?}");
    assert_eq!(expected.len(), found.len(), "{when}: a line twice");
}

#[test]
fn one_two_and_eight_threads_see_the_same() {
    let ground = Ground::new();
    furnish(&ground);
    let summary = ground.json("one", &["scan", "--threads", "1"]);
    assert!(count(&summary, "n_units") >= 200, "{summary}");
    let one = ground.dump("one");
    assert!(one.len() > 500, "{}", one.len());
    for threads in ["2", "8"] {
        ground.json(threads, &["scan", "--threads", threads]);
        assert_same(&one, &ground.dump(threads), threads);
    }
}

#[test]
fn what_has_not_changed_is_not_read_again_and_what_is_gone_is_retired() {
    let ground = Ground::new();
    furnish(&ground);
    let first = ground.json("state", &["scan"]);
    let before = ground.dump("state");

    let again = ground.json("state", &["scan"]);
    assert_eq!(count(&again, "n_units"), 0, "{again}");
    assert_eq!(count(&again, "n_units_unchanged"), count(&first, "n_units"), "{again}");
    assert_same(&before, &ground.dump("state"), "unchanged");

    ground.file("files/tickets/00/ticket0.txt", "Ticket 0 was about zora.newcomer@example.com and nobody else now.\n");
    let changed = ground.json("state", &["scan"]);
    assert_eq!(count(&changed, "n_units"), 1, "{changed}");
    let after = ground.dump("state");
    assert_ne!(before, after);
    ground.json("clean", &["scan"]);
    assert_same(&ground.dump("clean"), &after, "one changed");

    let sightings = |dump: &[String]| dump.iter().filter(|line| line.starts_with("sighting")).count();
    std::fs::remove_file(ground.data().join("files/tickets/00/ticket0.txt")).unwrap();
    std::fs::remove_file(ground.data().join("files/customers.csv")).unwrap();
    let gone = ground.json("state", &["scan"]);
    assert_eq!(count(&gone, "n_units"), 0, "{gone}");
    assert!(sightings(&ground.dump("state")) < sightings(&after) - 1);
    let coverage = ground.json("state", &["report", "coverage"]);
    assert!(coverage["lines"].as_array().unwrap().iter().all(|line| line["place"] != "tickets/00/ticket0.txt"), "{coverage}");
}
