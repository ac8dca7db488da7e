//! `explain`: every candidate with its arithmetic, never a value, nothing kept.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const CSV: &str =
    "name,email,note\nMina Lovelace,mina@hill-bakery.example,call 4111 1111 1111 1112\nTom Zed,tom@hill-bakery.example,-\n";

fn explain(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gleaner"))
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .args(["--format", "json", "explain"])
        .args(arguments)
        .output()
        .unwrap()
}

fn candidates(output: &Output) -> Vec<(String, String, String)> {
    let text = String::from_utf8_lossy(&output.stderr);
    let explained: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{text}"));
    let records = explained["records"].as_array().unwrap().clone();
    let candidates = records.iter().flat_map(|record| record["candidates"].as_array().unwrap().clone());
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    candidates.map(|one| (text(&one["field"]), text(&one["detector"]), text(&one["outcome"]))).collect()
}

#[test]
fn a_file_is_explained_without_any_value_and_nothing_is_kept() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("people.csv"), CSV).unwrap();
    let path = home.path().join("people.csv");
    let path = path.to_str().unwrap();
    let output = explain(home.path(), &[path]);
    let found = candidates(&output);
    let has =
        |field: &str, detector: &str, outcome: &str| found.iter().any(|(f, d, o)| f == field && d == detector && o == outcome);
    assert!(has("email", "intl.email", "accepted") && has("name", "intl.name", "accepted"), "{found:?}");
    for value in ["mina", "Lovelace", "hill-bakery", "4111"] {
        assert!(!String::from_utf8_lossy(&output.stdout).contains(value), "{value}");
    }
    let kept: Vec<_> = std::fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(kept, ["people.csv"]);
}

#[test]
fn one_record_is_explained_by_its_address() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("logs");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), "nothing here\n\nwrite to mina@hill-bakery.example\n").unwrap();
    std::fs::write(folder.join("b.csv"), CSV).unwrap();
    let folder = folder.to_str().unwrap();
    let all = candidates(&explain(home.path(), &[folder, "b.csv"]));
    let second = CSV.find("Tom").unwrap().to_string();
    let one = candidates(&explain(home.path(), &[folder, "b.csv", "--record", &second]));
    assert!(!one.is_empty() && one.len() < all.len(), "{one:?} of {all:?}");
    for (arguments, said) in [
        (vec![folder], "more than one object"),
        (vec![folder, "c.csv"], "no such object"),
        (vec![folder, "b.csv", "--record", "7"], "no record `7`"),
    ] {
        let output = explain(home.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{arguments:?}");
    }
}

#[test]
fn the_sum_names_the_words_and_the_columns() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("note.txt");
    std::fs::write(&path, "order 77 of May\n\nmy Aadhaar number is 3016 0594 1340, and the order is late\n").unwrap();
    let output = explain(home.path(), &[path.to_str().unwrap()]);
    let explained: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines: Vec<&str> = explained["records"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|record| {
            let candidates = record["candidates"].as_array().unwrap().iter().filter(|one| one["detector"] == "in.aadhaar");
            candidates.flat_map(|one| one["evidence"].as_array().unwrap()).filter_map(|line| line["what"].as_str())
        })
        .collect();
    for expected in ["checksum: in_aadhaar", "context: `aadhaar number` (en), 4 characters before"] {
        assert!(lines.contains(&expected), "{expected}: {lines:?}");
    }
    assert!(!lines.iter().any(|line| line.starts_with("negative")), "{lines:?}");
    let path = home.path().join("people.csv");
    std::fs::write(&path, CSV).unwrap();
    let output = explain(home.path(), &[path.to_str().unwrap()]);
    let explained: Value = serde_json::from_slice(&output.stdout).unwrap();
    let columns: Vec<(&str, &str)> = explained["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| (column["field"].as_str().unwrap(), column["detector"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(columns, [("name", "intl.name"), ("email", "intl.email"), ("note", "-")]);
}
