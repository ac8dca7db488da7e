//! The demo: what its reports say is what its generator planted, each of it and nothing beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use gleaner::cli::demo::{CONFIG, Cell, Planted};
use gleaner::model::exposure::ExposureReport;
use gleaner::model::subject::{Answer, Tier};
use gleaner::model::verdict::{AgeState, RetentionState, Violation, Weight};
use gleaner::model::view::{DataMap, RetentionReport, ViolationReport};
use jiff::civil::Date;

/// Classes that only the name of their column gives away: such a finding is a lead and never a violation.
const BY_COLUMN_ONLY: [&str; 6] = [
    "user.account.username",
    "user.contact.address.city",
    "user.contact.address.country",
    "user.contact.address.postal_code",
    "user.contact.address.street",
    "user.workplace",
];

/// A company on the disk, scanned.
struct Scanned {
    root: tempfile::TempDir,
    planted: Planted,
    today: Date,
}

fn gleaner(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    for name in ["GLEANER_CONFIG", "GLEANER_STATE", "GLEANER_KEY", "STATE_DIRECTORY"] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    let output = gleaner(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

async fn scanned() -> Scanned {
    let root = tempfile::tempdir().unwrap();
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::system()).date();
    let planted = gleaner::cli::demo::write(root.path(), today).await.unwrap();
    std::fs::write(root.path().join("gleaner.toml"), CONFIG).unwrap();
    let scanned = Scanned { root, planted, today };
    scanned.say(&["scan"]);
    scanned
}

impl Scanned {
    fn config(&self) -> PathBuf {
        self.root.path().join("gleaner.toml")
    }

    fn say(&self, arguments: &[&str]) -> Vec<u8> {
        let config = self.config();
        run(&[&["--quiet", "--format", "json", "--config", config.to_str().unwrap()], arguments].concat()).stdout
    }

    fn report<T: serde::de::DeserializeOwned>(&self, kind: &str) -> T {
        serde_json::from_slice(&self.say(&["report", kind, "--as-of", &self.today.to_string()])).unwrap()
    }

    fn ask(&self, questions: &str) -> Answer {
        let config = self.config();
        let mut child = gleaner(&["--format", "json", "--config", config.to_str().unwrap(), "subject", "--case", "test"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// A cell as the reports name it: tables stand below their schema.
fn shown(cell: &Cell) -> (String, String, String) {
    let before = if cell.source == "crm" { "main." } else { "" };
    (cell.source.to_owned(), format!("{before}{}", cell.object), cell.class.to_owned())
}

fn place(violation: &Violation) -> (String, String, String) {
    (violation.source.to_string(), violation.object.clone(), violation.class.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reports_say_what_was_planted_and_nothing_beside_it() {
    let scanned = scanned().await;
    map(&scanned);
    retention(&scanned);
    under_age(&scanned);
    undisclosed(&scanned);
    promises(&scanned);
    answers(&scanned);
    formats(&scanned);
    exposure(&scanned);
}

/// How many persons there are is told nearly right: of the customers with an account exactly, of everything but for the few
/// whom a text names by a number that no table holds.
fn exposure(scanned: &Scanned) {
    let exposure = |args: &[&str]| -> ExposureReport {
        serde_json::from_slice(&scanned.say(&[&["report", "exposure"], args].concat())).unwrap()
    };
    let crm = exposure(&["--source", "crm"]);
    assert_eq!(crm.persons.likely, 320);
    assert!(crm.persons.at_least <= 320 && crm.persons.at_most >= 320);
    let under_18 = crm.children.get(&AgeState::ChildCertain).copied().unwrap_or(0);
    assert!(under_18 >= scanned.planted.under_age.today.len() as u64, "{:?}", crm.children);
    let all = exposure(&[]);
    assert!((355..=368).contains(&all.persons.likely), "360 customers: {:?}", all.persons);
}

/// What breaks a rule is the same in SARIF, told apart by a fingerprint that another day does not change.
fn formats(scanned: &Scanned) {
    let sarif = |kind: &str, day: Date| -> Vec<(String, String, u64)> {
        let text = scanned.say(&["report", kind, "--as-of", &day.to_string(), "--format", "sarif"]);
        let log: serde_json::Value = serde_json::from_slice(&text).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let told = |result: &serde_json::Value| {
            let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
            let id = text(&result["partialFingerprints"]["gleanerViolation/v1"]);
            (id, text(&result["kind"]), result["properties"]["records"].as_u64().unwrap())
        };
        results.iter().map(told).collect()
    };
    let retention: RetentionReport = scanned.report("retention");
    let promises: ViolationReport = scanned.report("promises");
    for (kind, violations) in [("retention", retention.violations), ("promises", promises.violations)] {
        let kind_of = |weight| if weight == Weight::Violation { "fail" } else { "review" };
        let expected: Vec<_> = violations.iter().map(|v| (v.identity(), kind_of(v.weight).to_owned(), v.n_records)).collect();
        let told = sarif(kind, scanned.today);
        assert_eq!(told, expected, "{kind}");
        let ids: BTreeSet<_> = told.iter().map(|(id, _, _)| id).collect();
        assert_eq!(ids.len(), told.len(), "{kind}");
    }
    let ids = |day| -> BTreeSet<String> { sarif("promises", day).into_iter().map(|(id, _, _)| id).collect() };
    assert_eq!(ids(scanned.today), ids(scanned.today.tomorrow().unwrap()));
}

/// Every cell that was planted, and no other.
fn map(scanned: &Scanned) {
    let map: DataMap = scanned.report("map");
    let found: BTreeSet<_> =
        map.lines.iter().map(|line| (line.source.to_string(), line.object.clone(), line.class.to_string())).collect();
    let planted: BTreeSet<_> = scanned.planted.retention.keys().chain(scanned.planted.mentions.keys()).map(shown).collect();
    assert_eq!(found.difference(&planted).collect::<Vec<_>>(), Vec::<&_>::new(), "found and not planted");
    assert_eq!(planted.difference(&found).collect::<Vec<_>>(), Vec::<&_>::new(), "planted and not found");
}

fn retention(scanned: &Scanned) {
    let report: RetentionReport = scanned.report("retention");
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in &report.lines {
        let cell = (line.source.to_string(), line.object.clone(), line.class.to_string());
        // One line for each category of the class: the same period, so the same states.
        found.entry(cell).or_default().insert(line.states.iter().map(|(state, n)| (*state, *n)).collect::<Vec<_>>());
    }
    let mut overdue = BTreeMap::new();
    for (cell, states) in &scanned.planted.retention {
        let expected: Vec<_> = states.iter().map(|(state, n)| (*state, *n)).collect();
        assert_eq!(found.remove(&shown(cell)), Some([expected].into()), "{cell:?}");
        if let Some(n) = states.get(&RetentionState::OverdueCertain) {
            let weight = if BY_COLUMN_ONLY.contains(&cell.class) { Weight::Lead } else { Weight::Violation };
            overdue.insert((shown(cell), "overdue_certain".to_owned()), (weight, *n));
        }
    }
    for (cell, state) in &scanned.planted.mentions {
        let states = found.remove(&shown(cell)).unwrap_or_default();
        assert!(states.iter().all(|states| matches!(states[..], [(only, 1..)] if only == *state)), "{cell:?} {states:?}");
        if *state == RetentionState::OverduePossible {
            overdue.insert((shown(cell), "overdue_possible".to_owned()), (Weight::Lead, 1));
        }
    }
    assert!(found.is_empty(), "judged and not planted: {found:?}");
    let told: BTreeMap<_, _> =
        report.violations.iter().map(|v| ((place(v), v.state.clone()), (v.weight, v.n_records))).collect();
    assert_eq!(told, overdue);
}

fn under_age(scanned: &Scanned) {
    let report: ViolationReport = scanned.report("under-age");
    let planted = &scanned.planted.under_age;
    let mut counted: BTreeMap<bool, u64> = BTreeMap::new();
    for violation in &report.violations {
        assert_eq!((violation.object.as_str(), violation.weight), ("main.accounts", Weight::Violation), "{violation:?}");
        assert!(violation.state.starts_with("child_certain at collection"), "{}", violation.state);
        *counted.entry(violation.state.ends_with("child_certain today")).or_default() += violation.n_records;
    }
    let today = planted.today.len() as u64;
    assert_eq!(counted, [(true, today), (false, planted.at_collection.len() as u64 - today)].into());
}

fn undisclosed(scanned: &Scanned) {
    let report: ViolationReport = scanned.report("undisclosed");
    let told: BTreeSet<_> = report.violations.iter().map(|violation| (place(violation), violation.weight)).collect();
    let planted = scanned.planted.undisclosed.iter().map(|cell| (shown(cell), Weight::Violation));
    assert_eq!(told, planted.collect());
}

fn promises(scanned: &Scanned) {
    let report: ViolationReport = scanned.report("promises");
    let told: BTreeMap<_, _> = report.violations.iter().map(|v| (place(v), (v.weight, v.n_records))).collect();
    let planted = scanned.planted.forbidden.iter().map(|(cell, n)| (shown(cell), (Weight::Violation, *n)));
    assert_eq!(told, planted.collect());
}

/// Her records in every object in which she was planted, surely hers where they have a form, and of nobody else.
fn answers(scanned: &Scanned) {
    let asked = &scanned.planted.asked;
    let answer = scanned.ask(&format!("{}\n{}\n{}\n", asked.person.email, asked.person.phone, asked.person.name));
    let mut sure: BTreeMap<(&str, String), u64> = BTreeMap::new();
    let mut mentioned = BTreeMap::new();
    for trace in &answer.traces {
        let of = asked.n_records.keys().find(|(source, object)| {
            let at = if *source == "crm" { format!("main.{object}") } else { object.clone() };
            let rest = trace.place.strip_prefix(&at);
            trace.source.as_str() == *source
                && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.starts_with('.'))
        });
        let into = match trace.tier {
            Tier::Certain | Tier::Probable => &mut sure,
            Tier::Mentioned => &mut mentioned,
            Tier::Possible => continue,
        };
        let (source, object) = of.unwrap_or_else(|| panic!("{} {}: not hers", trace.source, trace.place));
        *into.entry((*source, object.clone())).or_default() += trace.n_records;
    }
    let is_text = |at: &(&str, String)| at.0 == "tickets";
    let (texts, records): (BTreeMap<_, _>, BTreeMap<_, _>) =
        asked.n_records.clone().into_iter().partition(|(at, _)| is_text(at));
    assert_eq!(sure, records);
    assert_eq!(mentioned.keys().collect::<Vec<_>>(), texts.keys().collect::<Vec<_>>());
}

#[test]
fn the_demo_needs_nothing_and_leaves_a_page() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("company");
    let path = folder.to_str().unwrap();
    let text = String::from_utf8(run(&["demo", "--folder", path]).stdout).unwrap();
    for cue in
        ["WHAT LIES WHERE", "RETENTION", "UNDER-AGE", "UNDISCLOSED", "PROMISES", "ALL DATA ABOUT ONE PERSON", "report.html"]
    {
        assert!(text.contains(cue), "{cue}:\n{text}");
    }
    assert!(starts_with(&folder.join("report.html"), "<!doctype html>"));
    assert!(!folder.join("state").join("root.key").exists() && folder.join("root.key").exists());
    assert_eq!(gleaner(&["demo", "--folder", path]).output().unwrap().status.code(), Some(2), "the folder is taken");
}

fn starts_with(file: &Path, head: &str) -> bool {
    let mut bytes = Vec::new();
    std::io::copy(&mut std::io::Read::take(std::fs::File::open(file).unwrap(), head.len() as u64), &mut bytes).unwrap();
    bytes.eq_ignore_ascii_case(head.as_bytes())
}
