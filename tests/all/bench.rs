//! `bench scan`: a whole scan is measured, and nothing of it stays.

use serde_json::Value;

use crate::company::{Ground, furnish};

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("{key}: {value}"))
}

#[test]
fn a_measured_scan_tells_what_a_scan_does_and_leaves_nothing() {
    let ground = Ground::new();
    furnish(&ground);
    let summary = ground.json("state", &["scan"]);
    let before = names(&ground);
    std::fs::create_dir(ground.path("tmp")).unwrap();
    // Without the configuration units are cut otherwise, and with them the bytes that two windows share.
    let all = ["n_records", "n_bytes", "n_findings"];
    for (arguments, n_keys) in
        [(&["shop", "files"][..], 3), (&["shop", "files", "--full-speed"], 3), (&["data/shop.db", "data/files"], 1)]
    {
        let mut command = ground.gleaner("other");
        command.env("TMPDIR", ground.path("tmp")).args(["bench", "scan", "--format", "json"]).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let bench: Value = serde_json::from_slice(&output.stdout).unwrap();
        for key in &all[..n_keys] {
            assert_eq!(bench[*key], summary[*key], "{arguments:?}: {key}");
        }
        let stages: Vec<_> = bench["stages"].as_array().unwrap().iter().map(|s| s["stage"].as_str().unwrap()).collect();
        assert_eq!(stages, ["read", "extract", "detect", "tag", "other", "commit", "index"]);
        let seconds =
            |stage: &str| number(bench["stages"].as_array().unwrap().iter().find(|s| s["stage"] == stage).unwrap(), "seconds");
        for stage in ["read", "detect", "commit", "index"] {
            assert!(seconds(stage) > 0.0, "{arguments:?}: {stage}: {bench}");
        }
        assert!(number(&bench, "seconds_indexed") >= number(&bench, "seconds_committed"));
        assert!(number(&bench, "n_tags") >= number(&bench, "n_sightings") && number(&bench, "n_sightings") > 500.0);
        assert!(number(&bench, "state_bytes") > number(&bench, "n_tags") && number(&bench, "peak_memory") > 1e6);
    }
    std::fs::remove_dir(ground.path("tmp")).expect("a state directory was left behind");
    assert_eq!(names(&ground), before, "neither a state directory nor a key of the user's own is made");
}

#[test]
fn a_scan_that_cannot_be_measured_leaves_nothing_either() {
    let ground = Ground::new();
    std::fs::create_dir(ground.path("tmp")).unwrap();
    ground.file("broken.db", "no database");
    for (target, code) in [("sqlite:data/broken.db", 3), ("postgres://reader@127.0.0.1:1/none", 3), ("ftp://x", 2)] {
        let mut command = ground.gleaner("other");
        let output = command.env("TMPDIR", ground.path("tmp")).args(["bench", "scan", target]).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{target}: {}", String::from_utf8_lossy(&output.stderr));
    }
    std::fs::remove_dir(ground.path("tmp")).expect("a state directory was left behind");
    assert!(!ground.path("other").exists() && !ground.path("key").exists());
}

fn names(ground: &Ground) -> Vec<String> {
    let entries = std::fs::read_dir(ground.path(".")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
