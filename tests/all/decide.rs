//! `decide`: what is set aside is left out of reports and verdicts, counted, and back when the decision ends.

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::company::{Ground, database};

const DESK: &str = "front.desk@hill-bakery.example";

/// Three customers, of whom one has the desk's own address; a log full of another one's.
fn company() -> Ground {
    let ground = Ground::new();
    let mut sql = String::from("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, backup_email TEXT, ssn TEXT);");
    for (n, mail) in ["ana.quill@brook-mill.example", "tomas.fern@brook-mill.example", DESK].iter().enumerate() {
        let insert = format!("INSERT INTO customers VALUES ({n}, '{mail}', 'spare{n}@brook-mill.example', '536-22-482{n}');");
        sql.push_str(&insert);
    }
    database(&ground.data().join("crm.db"), &sql);
    ground.file("logs/app.log", "2026-01-02 mail sent to greta.wintergold@brook-mill.example\n".repeat(3));
    let config = "[[source]]\nname = \"crm\"\nkind = \"sqlite\"\npath = \"data/crm.db\"\npolicy = \"workpex\"\n\
                  [[source]]\nname = \"logs\"\nkind = \"files\"\npath = \"data/logs\"\npolicy = \"workpex\"\n";
    std::fs::write(ground.path("gleaner.toml"), config).unwrap();
    assert!(ground.run("state", &["scan"]).status.success());
    ground
}

fn decide(ground: &Ground, args: &[&str], typed: &str) -> Output {
    let mut command = ground.gleaner("state");
    command.arg("decide").args(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A mistake in the arguments is told before anything is read.
    _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn add(ground: &Ground, scope: &[&str], typed: &str) -> Output {
    decide(ground, &[&["add", "--reason", "looked at", "--owner", "Data office"], scope].concat(), typed)
}

/// Findings of addresses on the map, by source, and what the map says that it leaves out.
fn mapped(ground: &Ground) -> (Vec<(String, u64)>, String) {
    let map = ground.json("state", &["report", "map"]);
    let lines = map["lines"].as_array().unwrap().iter().filter(|line| line["class"] == "user.contact.email");
    let mut all: Vec<_> =
        lines.map(|line| (line["source"].as_str().unwrap().to_owned(), line["n_findings"].as_u64().unwrap())).collect();
    all.sort();
    (all, map["basis"]["unknown"].to_string())
}

#[test]
fn findings_are_set_aside_by_what_is_named_and_are_counted() {
    let ground = company();
    let of = |crm: u64, logs: u64| -> Vec<(String, u64)> {
        let all = [("crm".to_owned(), crm), ("logs".to_owned(), logs)];
        all.into_iter().filter(|(_, n)| *n > 0).collect()
    };
    assert_eq!(mapped(&ground).0, of(6, 3));
    for (scope, typed, n, crm, logs) in [
        (vec!["--value"], DESK, 1, 5, 3),
        (vec!["--value", "--source", "logs"], DESK, 0, 6, 3),
        (vec!["--detector", "intl.email"], "", 9, 0, 0),
        (vec!["--object", "*.log"], "", 3, 6, 0),
        (vec!["--source", "crm", "--column", "backup*"], "", 3, 3, 3),
        (vec!["--source", "crm", "--detector", "us.ssn"], "", 3, 6, 3),
    ] {
        let output = add(&ground, &scope, typed);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let (left, unknown) = mapped(&ground);
        assert_eq!(left, of(crm, logs), "{scope:?}");
        let decisions = ground.json("state", &["decide", "list"]);
        let last = decisions.as_array().unwrap().last().unwrap().clone();
        assert_eq!((&last["n_findings"], &last["state"]), (&Value::from(n), &Value::from("in-force")), "{scope:?}");
        assert_eq!((&last["reason"], &last["owner"]), (&Value::from("looked at"), &Value::from("Data office")));
        let told = format!("{n} findings are set aside by 1 decisions");
        assert_eq!(unknown.contains(&told), n > 0, "{scope:?}");
        let id = last["id"].to_string();
        assert!(decide(&ground, &["revoke", &id, "--reason", "was wrong"], "").status.success());
    }
    assert_eq!(decide(&ground, &["revoke", "1", "--reason", "again"], "").status.code(), Some(2));
    let (all, unknown) = mapped(&ground);
    assert_eq!(all, of(6, 3), "all are revoked");
    assert!(!unknown.contains("set aside"));
    let trail = ground.json("state", &["audit"]);
    let actions: Vec<_> = trail.as_array().unwrap().iter().filter_map(|row| row["action"].as_str()).collect();
    assert!(actions.contains(&"decide") && actions.contains(&"revoke"), "{actions:?}");
    assert!(ground.run("state", &["audit", "verify"]).status.success());
}

#[test]
fn verdicts_follow_decisions_and_a_day_ends_them() {
    let ground = company();
    let ssn = |report: &Value| report.to_string().matches("government_id.national_identification_number").count();
    let undisclosed = || ground.json("state", &["report", "undisclosed"]);
    let before = ssn(&undisclosed());
    assert!(before > 0);
    assert!(add(&ground, &["--detector", "us.ssn", "--until", "2020-01-31"], "").status.success());
    assert_eq!(ssn(&undisclosed()), before, "it is over");
    assert_eq!(ground.json("state", &["decide"])[0]["state"], "expired");
    assert!(add(&ground, &["--detector", "us.ssn", "--until", "9999-01-31"], "").status.success());
    assert_eq!(ssn(&undisclosed()), 0);
    // Decisions outlive a scan.
    assert!(ground.run("state", &["scan"]).status.success());
    assert_eq!(ssn(&undisclosed()), 0);
}

#[test]
fn what_cannot_be_decided_is_refused_and_a_value_is_kept_nowhere() {
    let ground = company();
    for (scope, typed, expected) in [
        (vec![], "", "would set everything aside"),
        (vec!["--detector", "intl.emali"], "", "no detector is called `intl.emali`"),
        (vec!["--value"], "?? ??", "nothing in the question"),
        (vec!["--detector", "us.ssn", "--owner", " "], "", "--owner is blank"),
    ] {
        let args = [&["add", "--reason", "looked at"][..], &scope].concat();
        let owner: &[&str] = if scope.contains(&"--owner") { &[] } else { &["--owner", "Data office"] };
        let output = decide(&ground, &[&args, owner].concat(), typed);
        assert_eq!(output.status.code(), Some(2), "{scope:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(expected), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(ground.json("state", &["decide"]), serde_json::json!([]));
    let output = add(&ground, &["--value"], DESK);
    let listed = ground.run("state", &["decide", "list"]);
    let files = walkdir::WalkDir::new(ground.path("state")).into_iter().map(Result::unwrap);
    let bytes = files.filter(|entry| entry.file_type().is_file()).map(|entry| std::fs::read(entry.path()).unwrap());
    for bytes in bytes.chain([output.stdout, output.stderr, listed.stdout, listed.stderr]) {
        assert!(memchr::memmem::find(&bytes, b"front.desk").is_none());
    }
}
