//! What is not judged as though nothing were wrong: a policy with mistakes, a text that contradicts itself, a binding that was
//! changed since the scan.

use serde_json::Value;

use crate::company::Ground;

const HEAD: &str = r#"
[policy]
id = "mill"
name = "Mill"
language = "en"
jurisdictions = ["EEA"]
[[category]]
id = "contact"
heading = "What we hold"
data = ["user.name", "user.contact"]
[[retention]]
heading = "How long"
data = ["user.contact"]
starts = "created"
period = "P6M"
"#;

const CONFIG: &str = r#"
policies = "own"
[[source]]
name = "files"
kind = "files"
path = "data"
policy = "mill"
[[source.events]]
path = "*.csv"
created = "signup_date"
"#;

const CONFLICT: &str = r#"
[[conflict]]
about = "retention of user.contact"
places = [{ heading = "How long", text = "six months" }, { heading = "Logs", text = "twelve months" }]
"#;

/// A scanned table of six customers under a policy.
fn ground(policy: &str) -> Ground {
    let ground = Ground::new();
    std::fs::create_dir(ground.path("own")).unwrap();
    std::fs::write(ground.path("own/mill.toml"), policy).unwrap();
    std::fs::write(ground.path("own/other.toml"), HEAD.replace("\"mill\"", "\"other\"")).unwrap();
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
    let rows: String = (1..7).map(|n| format!("{n},guest.{n}@hill-bakery.example,2019-05-0{n}\n")).collect();
    ground.file("guests.csv", format!("id,email,signup_date\n{rows}"));
    assert!(ground.run("state", &["scan"]).status.success());
    ground
}

fn states(report: &Value) -> String {
    let line = report["lines"].as_array().unwrap().iter().find(|line| line["class"] == "user.contact.email").unwrap();
    line["states"].to_string()
}

#[test]
fn an_open_contradiction_is_asked_about_and_accuses_nobody() {
    let ground = ground(HEAD);
    let report = ["report", "retention", "--as-of", "2026-06-01"];
    assert_eq!(states(&ground.json("state", &report)), "{\"overdue_certain\":6}");
    std::fs::write(ground.path("disputed.toml"), format!("{HEAD}{CONFLICT}")).unwrap();
    let judged = ground.json("state", &["judge", "retention", "--as-of", "2026-06-01", "--policy", "disputed.toml"]);
    assert_eq!(states(&judged), "{\"conflict\":6}");
    assert_eq!(judged["violations"], Value::Array(Vec::new()));
    let asked = judged["open_questions"].to_string();
    assert!(asked.contains("mill: contradiction, to be decided: retention of user.contact: How long / Logs"), "{asked}");
    let fact = "{\"id\":\"1\",\"policy\":\"mill\",\"class\":\"user.contact.email\",\"events\":{\"created\":\"2019-05-01\"},\"as_of\":\"2026-06-01\"}\n";
    std::fs::write(ground.path("facts.ndjson"), fact).unwrap();
    let verdict = |ground: &Ground| -> Value {
        let output = ground.run("state", &["judge", "--facts", "facts.ndjson", "--format", "json"]);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["verdicts"][0].clone()
    };
    assert_eq!(verdict(&ground)["retention"]["state"], "overdue_certain");
    std::fs::write(ground.path("own/mill.toml"), format!("{HEAD}{CONFLICT}")).unwrap();
    let disputed = verdict(&ground);
    assert_eq!(disputed["retention"]["state"], "conflict");
    assert!(disputed["retention"]["because"].to_string().contains("six months / twelve months"), "{disputed}");
}

#[test]
fn nothing_is_judged_by_a_policy_with_mistakes() {
    let ground = ground(HEAD);
    for (line, told) in [
        ("[[promise]]\nid = \"x\"\nheading = \"H\"\ndata = [\"user.name\"]\nkeeps = \"in-region\"\n", "`regions` names none"),
        ("[[age]]\nheading = \"H\"\nunder = 200\nrule = \"never\"\n", "can be judged, not 200"),
        ("[[category]]\nid = \"contact\"\nheading = \"H\"\ndata = [\"user.name\"]\n", "is there twice"),
    ] {
        let bad = format!("{HEAD}{line}");
        std::fs::write(ground.path("bad.toml"), &bad).unwrap();
        std::fs::write(ground.path("own/mill.toml"), HEAD).unwrap();
        let what_if = ground.run("state", &["judge", "retention", "--policy", "bad.toml"]);
        std::fs::write(ground.path("own/mill.toml"), &bad).unwrap();
        let all = [&["report", "retention"][..], &["judge"], &["scan"]].map(|args| ground.run("state", args));
        for output in [what_if].into_iter().chain(all) {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.code() == Some(2) && text.contains("policy mill: ") && text.contains(told), "{text}");
        }
        let checked = ground.run("state", &["policy", "check", "mill"]);
        assert!(String::from_utf8_lossy(&checked.stdout).contains(told), "the verb that shows mistakes still runs");
    }
    // A policy that no source and no period names stops nobody.
    std::fs::write(ground.path("own/mill.toml"), HEAD).unwrap();
    let other = HEAD.replace("\"mill\"", "\"other\"") + "[[age]]\nheading = \"H\"\nunder = 200\nrule = \"never\"\n";
    std::fs::write(ground.path("own/other.toml"), other).unwrap();
    assert!(ground.run("state", &["report", "retention"]).status.success());
}

#[test]
fn a_binding_that_was_changed_since_the_scan_is_told_in_every_report() {
    let ground = ground(HEAD);
    let unknown = |report: &str| ground.json("state", &["report", report])["basis"]["unknown"].to_string();
    assert!(!unknown("retention").contains("scan again"));
    for (from, to, told) in [
        (
            "policy = \"mill\"",
            "policy = \"other\"",
            "files: 1 objects were scanned under policy mill and are judged by it; the configuration now says other",
        ),
        ("policy = \"mill\"", "", "the configuration now says none"),
        ("policy = \"mill\"", "policy = \"mill\"\nregion = \"US\"", "files: 1 objects were scanned under other bindings"),
        ("created = \"signup_date\"", "account_closed = \"signup_date\"", "files: 1 objects were scanned under other bindings"),
    ] {
        std::fs::write(ground.path("gleaner.toml"), CONFIG.replace(from, to)).unwrap();
        for report in ["retention", "undisclosed", "map", "dpia"] {
            let unknown = unknown(report);
            assert!(unknown.contains(told) && unknown.contains("scan again"), "{report}: {to}: {unknown}");
        }
    }
    // A source that is no longer configured is not compared, and a new scan settles it.
    std::fs::write(ground.path("gleaner.toml"), CONFIG.replace("policy = \"mill\"", "policy = \"other\"")).unwrap();
    assert!(ground.run("state", &["scan"]).status.success());
    assert!(!unknown("retention").contains("scan again"));
}

#[test]
fn an_answer_about_a_person_says_how_long_each_record_may_be_held() {
    let ground = ground(HEAD);
    let ask = |format: &str| {
        let args = ["subject", "--case", "T-1", "guest.1@hill-bakery.example", "--format", format];
        let output = ground.run("state", &args);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let answer: Value = serde_json::from_str(&ask("json")).unwrap();
    let stands = &answer["traces"][0]["stands"][0];
    assert_eq!((&stands["class"], &stands["state"]), (&"user.contact.email".into(), &"overdue_certain".into()), "{answer}");
    assert_eq!((&stands["due"], &stands["grounds"]["authority"]["heading"]), (&"2019-11-01".into(), &"How long".into()));
    assert!(ask("csv").contains(",overdue_certain,2019-11-01\r\n"));
    assert!(ask("html").contains("past its period, to 2019-11-01"));
    // The same as the report on all of them.
    let report = ground.json("state", &["report", "retention"]);
    assert_eq!(states(&report), "{\"overdue_certain\":6}");
}
