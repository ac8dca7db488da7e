//! An invented company for each built-in policy, with what breaks it planted among what nearly does: all of it is found, and
//! nothing else. `tests/all/companies/*.md` can be read without this file: tables of what lies there, with what was planted
//! in words, and the tables of what must be found, which children's cases must be made, and what must be counted.

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
    /// A policy of the company's own.
    policy: Option<String>,
    files: Vec<(String, Vec<Vec<String>>)>,
    found: BTreeSet<Vec<String>>,
    asked: Vec<String>,
    /// One case for each child, without its id.
    children: BTreeSet<Vec<String>>,
    /// Records by object, class and retention state; others may be there.
    counted: Vec<Vec<String>>,
}

/// The part of a page below a heading, up to the next one; empty if there is none.
fn part<'a>(text: &'a str, heading: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).unwrap_or_default();
    rest.split("\n## ").next().unwrap_or_default()
}

/// The first TOML block of a text.
fn toml(text: &str) -> Option<String> {
    Some(text.split_once("```toml\n")?.1.split_once("```")?.0.to_owned())
}

impl Page {
    fn read(policy: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/all/companies/{policy}.md"));
        let text = std::fs::read_to_string(path).unwrap();
        let config = toml(&text).unwrap();
        let there = part(&text, "What lies there");
        let (found, asked) = (part(&text, "What must be found"), part(&text, "What must be asked"));
        let files = there.split("\n### `").skip(1).map(|part| {
            let (name, table) = part.split_once('`').unwrap();
            (name.to_owned(), rows(table))
        });
        let mut lines = rows(found).into_iter();
        assert_eq!(lines.next().map(|head| head.len()), Some(COLUMNS + 1), "{policy}: the head of what must be found");
        let found = lines.map(|row| row[..COLUMNS].to_vec()).collect();
        let asked = asked.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
        let without_head = |heading: &str| rows(part(&text, heading)).into_iter().skip(1);
        let children = without_head("Which children's cases must be made").map(|row| row[..row.len() - 1].to_vec());
        Self {
            config,
            policy: toml(part(&text, "The policy")),
            files: files.collect(),
            found,
            asked,
            children: children.collect(),
            counted: without_head("What must be counted").collect(),
        }
    }

    fn write(&self, folder: &Path) {
        for (name, rows) in &self.files {
            let path = folder.join("data").join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let kept: Vec<usize> = (0..rows[0].len()).filter(|ix| rows[0][*ix] != REMARK).collect();
            let line = |row: &Vec<String>| kept.iter().map(|ix| row[*ix].as_str()).collect::<Vec<_>>().join(",");
            std::fs::write(path, rows.iter().map(|row| format!("{}\n", line(row))).collect::<String>()).unwrap();
        }
        if let Some(policy) = &self.policy {
            std::fs::create_dir_all(folder.join("policies")).unwrap();
            std::fs::write(folder.join("policies/brook.toml"), policy).unwrap();
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

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn joined(list: &Value, each: impl Fn(&Value) -> String) -> String {
    let words: BTreeSet<String> = list.as_array().unwrap().iter().map(each).filter(|word| word != "null").collect();
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// A case as the page's table has it: what it comes to, who, the ages, the month, the consent, where it lies, what is perhaps the
/// child's.
fn case(case: &Value) -> Vec<String> {
    let place = |place: &Value| {
        let link = if place["is_linked"] == true { format!(" {}", text(&place["tier"])) } else { String::new() };
        format!("{}: {}{link}", text(&place["object"]), place["n_records"])
    };
    let guardian = if case["has_guardian"] == true { ["guardian".to_owned()].to_vec() } else { Vec::new() };
    let who: Vec<String> = [joined(&case["persons"], text), joined(&case["roles"], text)].into_iter().chain(guardian).collect();
    let who: Vec<String> = who.into_iter().filter(|word| !word.is_empty()).collect();
    let verdict = |verdict: &Value| format!("{} ({})", text(&verdict["ages"]), ground(&verdict["grounds"]["authority"]));
    vec![
        text(&case["state"]),
        who.join(", "),
        joined(&case["verdicts"], verdict),
        joined(&case["verdicts"], |verdict| text(&verdict["comes_of_age"])),
        joined(&case["consent"], text),
        joined(&case["places"], place),
        case["n_possible"].to_string(),
    ]
}

/// The cases, each with an id of its own, and no value in them.
fn cases(report: &Value) -> BTreeSet<Vec<String>> {
    let none = Vec::new();
    let all = report["cases"].as_array().unwrap_or(&none);
    let ids: BTreeSet<String> = all.iter().map(|case| text(&case["id"])).collect();
    assert!(ids.len() == all.len() && ids.iter().all(|id| id.len() == 16), "{ids:?}");
    assert!(!report.to_string().contains("@brook-mill.example"));
    all.iter().map(case).collect()
}

fn check(policy: &str) {
    let page = Page::read(policy);
    let folder = tempfile::tempdir().unwrap();
    page.write(folder.path());
    gleaner(folder.path(), &["--quiet", "scan"]);
    let (mut found, mut asked, mut children) = (BTreeSet::new(), String::new(), BTreeSet::new());
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
        children.extend(cases(&report));
        for row in page.counted.iter().filter(|_| report["lines"].is_array()) {
            let lines = report["lines"].as_array().unwrap().iter();
            let mut mine = lines.filter(|line| line["object"] == row[0].as_str() && line["class"] == row[1].as_str());
            assert!(
                mine.any(|line| line["states"][&row[2]].as_u64() == Some(row[3].parse().unwrap())),
                "{policy}: {row:?} in {}",
                report["lines"]
            );
        }
    }
    let missed: Vec<_> = page.children.difference(&children).collect();
    let more: Vec<_> = children.difference(&page.children).collect();
    assert!(missed.is_empty() && more.is_empty(), "{policy}: no case {missed:#?}\nand more cases than expected {more:#?}");
    let missed: Vec<_> = page.found.difference(&found).collect();
    let more: Vec<_> = found.difference(&page.found).collect();
    assert!(missed.is_empty() && more.is_empty(), "{policy}: missed {missed:#?}\nand more than expected {more:#?}");
    let unasked: Vec<_> = page.asked.iter().filter(|question| !asked.contains(question.as_str())).collect();
    assert!(unasked.is_empty(), "{policy}: not asked {unasked:?}, but {asked}");
}

#[test]
fn a_company_is_judged_by_a_policy_of_its_own() {
    check("brook");
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
