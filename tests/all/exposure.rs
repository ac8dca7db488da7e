//! `report exposure` and `report article30`: whose data were lost, and the records of processing, each figure as planted.

use std::collections::BTreeMap;

use gleaner::model::article30::{Article30Report, ProcessingRecord};
use gleaner::model::exposure::{ExposureReport, PersonCount};
use gleaner::model::subjects::SubjectsReport;
use gleaner::model::verdict::AgeState;

use crate::company::{Ground, database, person};

const CONFIG: &str = r#"
[[source]]
name = "crm"
kind = "sqlite"
path = "data/crm.db"
policy = "workpex"
region = "DE"
[[source.events]]
table = "*customers"
created = "created_at"
jurisdiction = "country"
[[source.events]]
table = "*orders"
created = "placed_at"

[[source]]
name = "client"
kind = "sqlite"
path = "data/client.db"
realm = "acme"

[[period]]
policy = "workpex"
data = ["user.contact.email"]
starts = "created"
period = "P2Y"
"#;

fn mail(n: usize) -> String {
    person(n).1.replace("example.com", "hill-bakery.example")
}

/// Six customers, one of them a child; nine orders of three of them; two persons of a client.
fn company() -> Ground {
    let ground = Ground::new();
    let mut crm = String::from(
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, date_of_birth TEXT, country TEXT, created_at TEXT);
         CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_email TEXT, placed_at TEXT);",
    );
    for n in 0..6 {
        let born = if n == 0 { "2016-03-04".to_owned() } else { format!("198{n}-05-06") };
        let country = ["'DE'", "'DE'", "'DE'", "'DE'", "'IN'", "NULL"][n];
        let (name, mail) = (person(n).0, mail(n));
        crm.push_str(&format!("INSERT INTO customers VALUES ({n}, '{name}', '{mail}', '{born}', {country}, '2024-01-1{n}');"));
    }
    for n in 0..9 {
        crm.push_str(&format!("INSERT INTO orders VALUES ({n}, '{}', '2025-02-1{n}');", mail(n % 3)));
    }
    database(&ground.data().join("crm.db"), &crm);
    let mut client = String::from("CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT, email TEXT);");
    for n in 0..2 {
        client.push_str(&format!("INSERT INTO staff VALUES ({n}, '{}', '{}');", person(n).0, mail(n)));
    }
    database(&ground.data().join("client.db"), &client);
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
    assert!(ground.run("state", &["scan"]).status.success());
    ground
}

fn exposure(ground: &Ground, more: &[&str]) -> ExposureReport {
    let args = [&["report", "exposure", "--as-of", "2026-06-01"], more].concat();
    serde_json::from_value(ground.json("state", &args)).unwrap()
}

#[test]
fn an_exposure_counts_who_and_what_was_lost() {
    let ground = company();
    for (scope, persons, n_records, n_perhaps) in [
        (&[][..], (8, 8, 17), 17, 0),
        (&["--source", "crm"], (6, 6, 15), 15, 0),
        (&["--source", "crm", "--table", "*.customers"], (6, 6, 6), 6, 0),
        (&["--path", "main.ord*"], (3, 3, 9), 9, 0),
        // What has no date was perhaps among it.
        (&["--from", "2025-01-01", "--to", "2025-12-31"], (5, 5, 11), 11, 2),
        (&["--source", "crm", "--from", "2025-02-18"], (1, 1, 1), 1, 0),
        (&["--source", "crm", "--to", "2024-01-11"], (2, 2, 2), 2, 0),
        (&["--table", "nothing*"], (0, 0, 0), 0, 0),
    ] {
        let report = exposure(&ground, scope);
        let (at_least, likely, at_most) = persons;
        assert_eq!(report.persons, PersonCount { at_least, likely, at_most }, "{scope:?}");
        assert_eq!((report.n_records, report.n_perhaps, report.n_unidentified), (n_records, n_perhaps, 0), "{scope:?}");
        assert_eq!(report.objects.iter().map(|object| object.n_records).sum::<u64>(), n_records, "{scope:?}");
        for counted in [report.children.values().sum::<u64>(), report.jurisdictions.values().sum::<u64>()] {
            assert_eq!(counted, likely, "{scope:?}: everybody is in one count");
        }
    }
    let report = exposure(&ground, &["--source", "crm"]);
    assert_eq!(report.children, BTreeMap::from([(AgeState::ChildCertain, 1), (AgeState::AdultCertain, 5)]));
    let places = [("DE", 4), ("IN", 1), ("not stated", 1)].map(|(place, n)| (place.to_owned(), n));
    assert_eq!(report.jurisdictions, BTreeMap::from(places));
    let emails = report.classes.iter().find(|line| line.class.as_str() == "user.contact.email").unwrap();
    assert_eq!((emails.n_records, emails.n_certain, emails.n_readable, emails.n_weak), (15, 15, 15, 0));
    assert!(emails.categories.iter().any(|id| id.as_str() == "account-signup"));
    let asked: Vec<&str> = report.article_33.iter().map(|field| field.article.as_str()).collect();
    assert_eq!(asked, ["33(3)(a)", "33(3)(b)", "33(3)(c)", "33(3)(d)"]);
    assert!(report.article_33[0].lines[0].text.contains("likely 6"), "{:?}", report.article_33[0]);
    assert!(report.article_33[1].lines.is_empty(), "nobody says who the officer is");
    assert!(report.article_33[2].lines.iter().any(|line| line.text == "Persons certainly under 18: 1."));
}

#[test]
fn a_wrong_scope_is_refused() {
    let ground = company();
    for (args, why) in [
        (&["report", "exposure", "--source", "crn"][..], "no source called `crn` was scanned; there are client, crm"),
        (&["report", "exposure", "--from", "2025-02-01", "--to", "2025-01-01"], "--from is after --to"),
        (&["report", "map", "--source", "crm"], "belong to `exposure`"),
    ] {
        let output = ground.run("state", args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && told.contains(why), "{args:?}: {told}");
    }
}

#[test]
fn records_of_processing_say_what_is_stated_and_what_is_not() {
    let ground = company();
    let report: Article30Report = serde_json::from_value(ground.json("state", &["report", "article30"])).unwrap();
    let heads: Vec<_> = report.records.iter().map(|record| (record.title.as_str(), record.article.as_str())).collect();
    assert_eq!(heads[..2], [("Workpex", "30(1)"), ("for acme", "30(2)")]);
    assert!(heads.len() == 3 && heads[2].0.starts_with("Gleaner"));
    let lines = |record: &ProcessingRecord, article: &str| -> Vec<(String, String)> {
        let field = record.fields.iter().find(|field| field.article == article).unwrap();
        field.lines.iter().map(|line| (line.text.clone(), line.from.clone())).collect()
    };
    let has = |lines: &[(String, String)], text: &str, from: &str| {
        assert!(lines.iter().any(|(t, f)| t.contains(text) && f.contains(from)), "{text} from {from}: {lines:#?}");
    };
    let (workpex, acme) = (&report.records[0], &report.records[1]);
    has(&lines(workpex, "30(1)(b)"), "Account signup: access to the services", "policy workpex, heading “Account Signup”");
    has(&lines(workpex, "30(1)(c)"), "user.contact.email: 15 records", "found in crm");
    has(&lines(workpex, "30(1)(c)"), "Persons of this kind: user", "policy workpex");
    has(&lines(workpex, "30(1)(d)"), "Reselling partners", "policy workpex");
    has(&lines(workpex, "30(1)(e)"), "a source lies in DE", "configuration");
    has(&lines(workpex, "30(1)(f)"), "user.contact.email: P2Y from created", "configuration");
    has(&lines(workpex, "30(1)(f)"), "a period that the text leaves open", "Right to erasure");
    has(&lines(acme, "30(2)(b)"), "user.contact.email: 2 records", "found in client");
    assert!(lines(acme, "30(2)(d)").is_empty() && lines(&report.records[2], "30(1)(a)").is_empty());
    let table = String::from_utf8(ground.run("state", &["report", "article30"]).stdout).unwrap();
    let empty = report.records.iter().flat_map(|record| &record.fields).filter(|field| field.lines.is_empty()).count();
    assert_eq!(table.matches("not stated").count(), empty);
    let csv = String::from_utf8(ground.run("state", &["report", "article30", "--format", "csv"]).stdout).unwrap();
    let n: usize = report.records.iter().flat_map(|record| &record.fields).map(|field| field.lines.len().max(1)).sum();
    assert_eq!(csv.lines().count(), n + 1);
}

#[test]
fn subjects_are_counted_where_they_stand() {
    let ground = company();
    let report: SubjectsReport =
        serde_json::from_value(ground.json("state", &["report", "subjects", "--as-of", "2026-06-01"])).unwrap();
    // Tags of two realms never meet: the two persons of the client are others.
    assert_eq!(report.persons, PersonCount { at_least: 8, likely: 8, at_most: 17 });
    assert_eq!((report.n_records, report.n_unidentified, report.n_mentioned), (17, 0, 0));
    let sources: Vec<_> =
        report.sources.iter().map(|line| (line.source.as_str(), line.n_persons, line.n_only_here, line.n_records)).collect();
    assert_eq!(sources, [("client", 2, 2, 2), ("crm", 6, 6, 15)]);
    assert_eq!(report.spread.iter().map(|line| (line.n_sources, line.n_persons)).collect::<Vec<_>>(), [(1, 8)]);
    assert_eq!(report.ages.values().sum::<u64>(), 8);
    assert_eq!(report.ages.get(&AgeState::ChildCertain), Some(&1));
    assert_eq!(report.jurisdictions.get("DE"), Some(&4));
    let csv = String::from_utf8(ground.run("state", &["report", "subjects", "--format", "csv"]).stdout).unwrap();
    assert_eq!(csv, "source,n_persons,n_only_here,n_records\r\nclient,2,2,2\r\ncrm,6,6,15\r\n");
}
