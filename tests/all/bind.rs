//! `policy bind`: what it proposes is what the columns mean, and the configuration takes it as it is.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::company::database;

const CONFIG: &str = r#"
state = "state"
key = "file:key"
[[source]]
name = "crm"
kind = "sqlite"
path = "data/crm.db"
policy = "workpex"
[[source.events]]
table = "orders"
process_end = "delivered_at"
[[source]]
name = "exports"
kind = "files"
path = "data/files"
policy = "workpex"
[[period]]
policy = "workpex"
data = ["*"]
starts = "last_activity"
period = "P3Y"
"#;

/// Object, setting, column: all that is proposed for the company below, row conditions as `when NAME`.
const EXPECTED: &[(&str, &str, &str)] = &[
    ("main.users", "created", "created_at"),
    ("main.users", "last_activity", "last_login"),
    ("main.users", "account_closed", "deactivated_at"),
    ("main.users", "tenant", "tenant_id"),
    ("main.users", "jurisdiction", "country"),
    ("main.users", "parental_consent", "parental_consent"),
    ("main.users", "deleted", "is_deleted"),
    ("main.users", "birth", "date_of_birth"),
    ("main.users", "person", "user"),
    ("leads.csv", "person", "user"),
    ("tenant_700/contacts.csv", "of_tenant_in", "tenant_{}/"),
    ("tenant_700/contacts.csv", "person", "user"),
    ("tenant_700/contacts.csv", "parental_consent", "parent_consent"),
    ("stats/aggregated_ages.csv", "group_by", "age,gender"),
    ("stats/aggregated_ages.csv", "group_size", "n_persons"),
    ("leads.csv", "created", "signup_date"),
    ("leads.csv", "consent_withdrawn", "unsubscribed_at"),
    ("old/staff.csv", "contract_end", "leaving_date"),
    ("old/staff.csv", "person", "employee"),
    ("old/staff.csv", "store", "archive"),
];

fn gleaner(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder).output().unwrap()
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = gleaner(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, arguments: &[&str], reason: &str) {
    let output = gleaner(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
    assert!(told.contains(reason), "{arguments:?}: no `{reason}` in: {told}");
}

/// A company of twelve customers, of whom four have not been seen for years; scanned.
fn company() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("data/files/old")).unwrap();
    let mut sql = String::from(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, created_at TEXT, last_login TEXT, deactivated_at TEXT,
             tenant_id INTEGER, country TEXT, date_of_birth TEXT, parental_consent INTEGER, is_deleted INTEGER, updated_by TEXT);
         CREATE TABLE orders (id INTEGER PRIMARY KEY, email TEXT, delivered_at TEXT);",
    );
    let (mut leads, mut staff) =
        (String::from("email,signup_date,unsubscribed_at\n"), String::from("full_name,email,leaving_date\n"));
    for n in 0..12 {
        let seen = if n < 4 { 2019 } else { 2026 };
        let mail = format!("customer{n}.mill@brook-mill.example");
        sql.push_str(&format!(
            "INSERT INTO users VALUES ({n}, '{mail}', '2018-03-{:02}', '{seen}-02-03', NULL, 7, 'DE', '1980-05-{:02}', {}, {}, 'import');
             INSERT INTO orders VALUES ({n}, '{mail}', '2025-04-{:02}');",
            n + 1,
            n + 1,
            n % 2,
            n % 2,
            n + 1
        ));
        leads.push_str(&format!("lead{n}.mill@brook-mill.example,2024-01-{:02},2025-01-{:02}\n", n + 1, n + 1));
        staff.push_str(&format!("Ada Quillfeather,staff{n}.mill@brook-mill.example,2020-06-{:02}\n", n + 1));
    }
    database(&folder.path().join("data/crm.db"), &sql);
    std::fs::write(folder.path().join("data/files/leads.csv"), leads).unwrap();
    std::fs::create_dir_all(folder.path().join("data/files/tenant_700")).unwrap();
    let contacts: String = (0..12)
        .map(|n| format!("contact{n}.mill@brook-mill.example,{},{}\n", ["active", "deleted", "paused"][n % 3], n % 2))
        .collect();
    let contacts = format!("email,status,parent_consent\n{contacts}");
    std::fs::write(folder.path().join("data/files/tenant_700/contacts.csv"), contacts).unwrap();
    std::fs::create_dir_all(folder.path().join("data/files/stats")).unwrap();
    let ages: String = (0..12).map(|n| format!("{},{},{}\n", 31 + n, ["female", "male"][n % 2], 40 + n)).collect();
    std::fs::write(folder.path().join("data/files/stats/aggregated_ages.csv"), format!("age,gender,n_persons\n{ages}"))
        .unwrap();
    std::fs::write(folder.path().join("data/files/old/staff.csv"), staff).unwrap();
    std::fs::write(folder.path().join("gleaner.toml"), CONFIG).unwrap();
    said(folder.path(), &["--quiet", "scan"]);
    folder
}

/// Object, setting, column of a file of bindings.
fn settings(text: &str) -> Vec<(String, String, String)> {
    let file: toml::Table = toml::from_str(text).unwrap();
    let list = |value: Option<&toml::Value>| value.and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let word = |value: &toml::Value| match value.as_array() {
        Some(list) => list.iter().map(|column| column.as_str().unwrap()).collect::<Vec<_>>().join(","),
        None => value.as_str().unwrap().to_owned(),
    };
    let mut found = Vec::new();
    for events in list(file.get("source")).iter().flat_map(|source| list(source.get("events"))) {
        let object = word(events.get("table").or(events.get("path")).unwrap());
        for (key, value) in
            events.as_table().unwrap().iter().filter(|(key, _)| !["table", "path", "when"].contains(&key.as_str()))
        {
            found.push((object.clone(), key.clone(), word(value)));
        }
        for when in list(events.get("when")) {
            found.push((object.clone(), format!("when {}", word(&when["as"])), word(&when["column"])));
        }
    }
    found.sort();
    found
}

/// Records of users' e-mail addresses by state, as of a day.
fn states(folder: &Path) -> Value {
    let report: Value =
        serde_json::from_str(&said(folder, &["report", "retention", "--as-of", "2026-06-01", "--format", "json"])).unwrap();
    let is_users = |line: &&Value| line["class"] == "user.contact.email" && line["object"].as_str().unwrap().contains("users");
    report["lines"].as_array().unwrap().iter().find(is_users).unwrap()["states"].clone()
}

#[test]
fn what_is_proposed_is_taken_as_it_is_and_judged_by() {
    let folder = company();
    assert_eq!(states(folder.path()), serde_json::json!({"start_unknown": 12}));
    let shown = said(folder.path(), &["policy", "bind"]);
    said(folder.path(), &["policy", "bind", "--output", "bindings.toml"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("bindings.toml")).unwrap(), shown);
    let mut expected: Vec<_> =
        EXPECTED.iter().map(|(object, key, column)| ((*object).to_owned(), (*key).to_owned(), (*column).to_owned())).collect();
    expected.sort();
    assert_eq!(settings(&shown), expected, "{shown}");
    for remark in [
        "# its values are dates of birth\nbirth = ",
        "# process_end is bound to `delivered_at` already",
        "# `staff` is in the name\nperson = \"employee\"",
        "# `old` is in the name\nstore = \"archive\"",
    ] {
        assert!(shown.contains(remark), "{remark}\n{shown}");
    }
    assert!(!shown.contains("@brook-mill") && !shown.contains("Quillfeather"), "{shown}");

    std::fs::write(folder.path().join("gleaner.toml"), format!("bindings = \"bindings.toml\"\n{CONFIG}")).unwrap();
    said(folder.path(), &["config", "check"]);
    said(folder.path(), &["--quiet", "scan"]);
    assert_eq!(states(folder.path()), serde_json::json!({"overdue_certain": 4, "in_retention": 8}));
    // Nothing is left to propose but what no setting says.
    let again = said(folder.path(), &["policy", "bind", "crm"]);
    assert_eq!(settings(&again), [], "{again}");
    refused(folder.path(), &["policy", "bind", "crn"], "no source called `crn`");
}

#[test]
fn a_wrong_file_of_bindings_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let with_period = |more: &str| format!("bindings = \"bindings.toml\"\n{CONFIG}{more}");
    let source = "[[source]]\nname = \"crm\"\n[[source.events]]\n";
    for (more, bindings, reason) in [
        ("", "[[source]]\nname = \"crn\"\n".to_owned(), "bindings.toml:2:8: unknown source `crn`; did you mean `crm`?"),
        ("", format!("{source}table = \"users\"\ncreate = \"x\"\n"), "bindings.toml:5:1: unknown key `create`"),
        ("", format!("{source}path = \"users\"\ncreated = \"x\"\n"), "bindings.toml:4:8: a database has no paths; use `table`"),
        ("", format!("{source}table = \"users\"\n"), "these events bind nothing"),
        ("", "[[source]\n".to_owned(), "bindings.toml:1:"),
        ("when = \"gone\"\n", format!("{source}created = \"x\"\n"), "unknown row condition `gone`"),
    ] {
        std::fs::write(folder.path().join("gleaner.toml"), with_period(more)).unwrap();
        std::fs::write(folder.path().join("bindings.toml"), &bindings).unwrap();
        refused(folder.path(), &["config", "check"], reason);
    }
    std::fs::remove_file(folder.path().join("bindings.toml")).unwrap();
    refused(folder.path(), &["config", "check"], "bindings.toml: cannot read the configuration");
    let good = format!("{source}when = {{ column = \"is_gone\", is = true, as = \"gone\" }}\n");
    std::fs::write(folder.path().join("bindings.toml"), good).unwrap();
    said(folder.path(), &["config", "check"]);
}
