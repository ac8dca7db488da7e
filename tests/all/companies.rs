//! An invented company for each built-in policy, with what breaks it planted among what nearly does: all of it is found, and
//! nothing else. `tests/all/companies/*.md` can be read without this file: tables of what lies there, with what was planted
//! in words, and the table of what must be found.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The day that all are judged on.
const AS_OF: &str = "2026-06-01";
/// The column that says what was planted; it is not written to the data.
const REMARK: &str = "planted";
/// Columns of the table of what must be found, without the last, which says why.
const COLUMNS: usize = 7;

/// A page: the configuration, files of rows, what must be found and asked.
struct Page {
    config: String,
    files: Vec<(String, Vec<Vec<String>>)>,
    found: BTreeSet<Vec<String>>,
    asked: Vec<String>,
}

impl Page {
    fn read(policy: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/all/companies/{policy}.md"));
        let text = std::fs::read_to_string(path).unwrap();
        let config = text.split_once("```toml\n").unwrap().1.split_once("```").unwrap().0.to_owned();
        let (there, rest) = text.split_once("\n## What must be found\n").unwrap();
        let (found, asked) = rest.split_once("\n## What must be asked\n").unwrap();
        let files = there.split("\n### `").skip(1).map(|part| {
            let (name, table) = part.split_once('`').unwrap();
            (name.to_owned(), rows(table))
        });
        let mut lines = rows(found).into_iter();
        assert_eq!(lines.next().map(|head| head.len()), Some(COLUMNS + 1), "{policy}: the head of what must be found");
        let found = lines.map(|row| row[..COLUMNS].to_vec()).collect();
        let asked = asked.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
        Self { config, files: files.collect(), found, asked }
    }

    fn write(&self, folder: &Path) {
        for (name, rows) in &self.files {
            let path = folder.join("data").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let kept: Vec<usize> = (0..rows[0].len()).filter(|ix| rows[0][*ix] != REMARK).collect();
            let line = |row: &Vec<String>| kept.iter().map(|ix| row[*ix].as_str()).collect::<Vec<_>>().join(",");
            std::fs::write(path, rows.iter().map(|row| format!("{}\n", line(row))).collect::<String>()).unwrap();
        }
        std::fs::write(folder.join("gleaner.toml"), format!("state = \"state\"\nkey = \"file:key\"\n{}", self.config)).unwrap();
    }
}

/// The cells of a table's lines, without the line below its head.
fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with('|') && !line.starts_with("|-"));
    lines.map(|line| line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn gleaner(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    let output = command.args(arguments).current_dir(folder).env_clear().env("HOME", folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The heading, article or standard that a verdict rests on.
fn ground(authority: &Value) -> String {
    if authority["kind"] == "operator" && authority["heading"].is_null() {
        return "the operator".to_owned();
    }
    let names = ["heading", "article", "name"].into_iter().filter_map(|key| authority[key].as_str());
    names.map(str::to_owned).next().unwrap_or_else(|| authority.to_string())
}

fn check(policy: &str) {
    let page = Page::read(policy);
    let folder = tempfile::tempdir().unwrap();
    page.write(folder.path());
    gleaner(folder.path(), &["--quiet", "scan"]);
    let (mut found, mut asked) = (BTreeSet::new(), String::new());
    for report in ["retention", "under-age", "undisclosed", "promises"] {
        let json = gleaner(folder.path(), &["report", report, "--as-of", AS_OF, "--format", "json"]);
        let report: Value = serde_json::from_slice(&json).unwrap();
        for line in report["violations"].as_array().unwrap() {
            let word = |key: &str| line[key].as_str().unwrap().to_owned();
            let n = line["n_records"].to_string();
            let ground = ground(&line["grounds"]["authority"]);
            found.insert(vec![word("object"), word("rule"), word("class"), word("weight"), word("state"), n, ground]);
        }
        asked.push_str(&report["open_questions"].to_string());
    }
    let missed: Vec<_> = page.found.difference(&found).collect();
    let more: Vec<_> = found.difference(&page.found).collect();
    assert!(missed.is_empty() && more.is_empty(), "{policy}: missed {missed:#?}\nand more than expected {more:#?}");
    let unasked: Vec<_> = page.asked.iter().filter(|question| !asked.contains(question.as_str())).collect();
    assert!(unasked.is_empty(), "{policy}: not asked {unasked:?}, but {asked}");
}

#[test]
fn staffex_is_judged_by_its_policy() {
    check("staffex");
}

#[test]
fn workpex_is_judged_by_its_policy() {
    check("workpex");
}

#[test]
fn workhirespot_is_judged_by_its_policy() {
    check("workhirespot");
}

#[test]
fn chatsphere_is_judged_by_its_policy() {
    check("chatsphere");
}

#[test]
fn seli_is_judged_by_its_policy() {
    check("seli");
}
