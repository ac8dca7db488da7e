//! The calculator for bare facts against golden tables. `tools/judge_table.py` reckons what must come out, by arithmetic of
//! another kind; `tests/all/judge/*.ndjson` can be read without it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gleaner::seal::{Keys, RootKey};
use gleaner::store::Store;
use serde_json::{Value, json};

use crate::company::wait;

fn gleaner(arguments: &[&str], input: &[u8], config: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gleaner.toml"), config).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(arguments).current_dir(folder.path()).env_clear().env("HOME", folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn verdicts(facts: &[String], config: &str) -> Vec<Value> {
    let output = gleaner(&["judge", "--facts", "-"], facts.join("\n").as_bytes(), config);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether a verdict says at least what is expected of it; lists have to be as long.
fn says(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().all(|(key, expected)| says(found.get(key).unwrap_or(&Value::Null), expected))
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| says(found, expected))
        }
        (Value::Null, Value::Array(expected)) => expected.is_empty(),
        (found, expected) => found == expected,
    }
}

fn table(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/judge").join(name);
    std::fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn check(rows: &[Value]) {
    let facts: Vec<String> = rows.iter().map(|row| row["fact"].to_string()).collect();
    let found = verdicts(&facts, "");
    assert_eq!(found.len(), rows.len());
    let mut wrong = Vec::new();
    for (row, found) in rows.iter().zip(&found) {
        let mut expected = row["expect"].clone();
        let asks = expected.as_object_mut().unwrap().remove("asks");
        let questions = found["open_questions"].to_string();
        let is_asked = asks.is_none_or(|asks| questions.contains(asks.as_str().unwrap()));
        if !says(found, &expected) || !is_asked {
            wrong.push(format!("{}\n  fact     {}\n  expected {}\n  found    {found}", row["why"], row["fact"], row["expect"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// How many rows expect a state, for what the tables must hold.
fn n_expecting(rows: &[Value], states: &[&str]) -> usize {
    rows.iter().filter(|row| states.iter().any(|state| row["expect"]["retention"]["state"] == *state)).count()
}

#[test]
fn every_period_of_the_table_is_right() {
    let rows = table("retention.ndjson");
    assert!(rows.len() >= 500 && n_expecting(&rows, &["not_started", "clock_suspect"]) >= 40);
    for state in [
        "in_retention",
        "due_in_grace",
        "overdue_certain",
        "overdue_possible",
        "must_keep",
        "held",
        "suspended",
        "backup_pending",
        "not_started",
        "start_unknown",
        "clock_suspect",
        "no_rule",
        "conflict",
    ] {
        assert!(n_expecting(&rows, &[state]) >= 5, "{state}");
    }
    check(&rows);
}

#[test]
fn every_age_of_the_table_is_right() {
    let rows = table("ages.ndjson");
    assert!(rows.len() >= 200);
    check(&rows);
}

#[test]
fn a_wrong_line_costs_that_line_only() {
    let good = json!({"id": "good", "start": "2020-01-01", "period": "P1Y", "as_of": "2026-06-01"}).to_string();
    for (line, reason) in [
        ("{", "EOF"),
        ("[1]", "in braces"),
        ("null", "in braces"),
        (r#"{"strat":"2020-01-01"}"#, "unknown field, the nearest known one is `start`"),
        (r#"{"Ada Example":"2020-01-01"}"#, "unknown field, the nearest"),
        (r#"{"id":7}"#, "nothing to judge"),
        (r#"{"start":"Ada Example","period":"P1Y"}"#, "`start`: no date"),
        (r#"{"start":"2020-01-01","period":"three years"}"#, "is no period"),
        (r#"{"start":"2020-01-01","period":"P1Y","grace":"PT3H"}"#, "`grace`: no period"),
        (r#"{"start":"2020-01-01","period":"P1Y","as_of":"2026"}"#, "`as_of`: one day"),
        (r#"{"start":"2020-01-01","period":"P1Y","as_of":"2023-02-30"}"#, "`as_of`: one day"),
        (r#"{"start":"2020-01-01","period":"P1Y","zone":"Mars/Base"}"#, "`zone`: no known"),
        (r#"{"start":"2020-01-01","period":"P1Y","event":"birthday"}"#, "`event`: none of created"),
        (r#"{"start":"2020-01-01","period":"P1Y","events":{"cretaed":null}}"#, "`event`: none of created"),
        (r#"{"start":"2020-01-01","policy":"nobody","rule":"x"}"#, "`policy`: there is none"),
        (r#"{"start":"2020-01-01","policy":"staffex","rule":"x"}"#, "it has general, temporary-chats"),
        (r#"{"start":"2020-01-01","rule":"x"}"#, "`rule`: name the `policy`"),
        (r#"{"start":"2020-01-01","class":"user.nonsense"}"#, "`class`: no known"),
        (r#"{"birth":"2015-01-01","under":16}"#, "`under` and `effect`"),
        (r#"{"birth":"2015-01-01","person":"pupil"}"#, "`person`: none of user"),
        (r#"{"birth":"2015-01-01","under":"Ada Example","effect":"forbidden"}"#, "invalid type: string, expected u8"),
        (r#"{"start":"2020-02-01..2020-01-01","period":"P1Y"}"#, "ends before it begins"),
        (r#"{"start":true,"period":"P1Y"}"#, "a date is a text"),
        (
            r#"{"start":"2020-01-01","period":"P1Y","suspensions":[{"since":"2026-02-01","until":"2026-01-31"}]}"#,
            "`suspensions`: ends before",
        ),
        (
            r#"{"start":"2020-01-01","period":"P1Y","holds":[{"matter":"m","since":"2026-02-01","released":"2026-01"}]}"#,
            "`holds`: ends before",
        ),
        (
            r#"{"start":"2020-01-01","period":"P1Y","as_of":"2026-06-01","backup":{"cycle":"P30D","taken":"2026-06-02"}}"#,
            "`taken` is after",
        ),
        (r#"{"start":"2020-01-01","period":"P1Y","minimum":[]}"#, "`minimum` is a period"),
    ] {
        let found = verdicts(&[good.clone(), line.to_owned(), good.clone()], "");
        let states: Vec<&Value> = found.iter().map(|verdict| &verdict["retention"]["state"]).collect();
        assert_eq!(states, [&json!("overdue_certain"), &Value::Null, &json!("overdue_certain")], "{line}");
        assert_eq!((&found[1]["line"], &found[2]["line"]), (&json!(2), &json!(3)), "{line}");
        let error = found[1]["error"].as_str().unwrap();
        assert!(error.contains(reason) && !error.contains("Ada"), "{line}: {error}");
    }
}

#[test]
fn exit_codes_are_the_programs() {
    let overdue = r#"{"start":"2020-01-01","period":"P1Y","as_of":"2026-06-01"}"#;
    let possible = r#"{"start":"2020","period":"P6Y","as_of":"2026-06-01"}"#;
    let child = r#"{"birth":"2015-01-01","as_of":"2026-06-01","under":16,"effect":"forbidden"}"#;
    let kept = r#"{"start":"2020-01-01","period":"P9Y","as_of":"2026-06-01"}"#;
    let strict = ["judge", "--facts", "-", "--fail-on", "violations"];
    for (lines, plain, failing) in [
        (vec![kept, possible], 0, 0),
        (vec![kept, overdue], 0, 1),
        (vec![child], 0, 1),
        (vec![overdue, "{"], 2, 2),
        (vec![], 0, 0),
    ] {
        let input = lines.join("\n");
        for (arguments, expected) in [(&strict[..3], plain), (&strict[..], failing)] {
            assert_eq!(gleaner(arguments, input.as_bytes(), "").status.code(), Some(expected), "{lines:?} {arguments:?}");
        }
    }
    assert_eq!(gleaner(&["judge", "--facts", "nowhere.ndjson"], b"", "").status.code(), Some(2));
}

#[test]
fn any_bytes_are_answered_line_by_line() {
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(2 << 20));
    let input = [
        b"\xef\xbb\xbf{\"id\":1,\"start\":null,\"period\":\"P1Y\"}\r\n\n# a remark\n\xff\xfe\n",
        long.as_bytes(),
        b"\n{\"id\":2,\"start\":\"\",\"period\":\"P1Y\"}",
    ]
    .concat();
    let output = gleaner(&["judge", "--facts", "-"], &input, "");
    let found: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let lines: Vec<(u64, bool)> = found.iter().map(|v| (v["line"].as_u64().unwrap(), v["error"].is_null())).collect();
    assert_eq!(lines, [(1, true), (4, false), (5, false), (6, true)]);
}

#[test]
fn every_format_shows_the_same_verdicts() {
    let input = concat!(
        r#"{"id":"chat","policy":"staffex","rule":"temporary-chats","start":"2024-01-31","as_of":"2024-03-02"}"#,
        "\n",
        r#"{"id":"child","policy":"workpex","person":"user","birth":"2015-03","as_of":"2026-06-01"}"#,
        "\n{}\n",
    );
    let shown = |format: &str| {
        let output = gleaner(&["judge", "--facts", "-", "--format", format], input.as_bytes(), "");
        String::from_utf8(output.stdout).unwrap()
    };
    let json: Value = serde_json::from_str(&shown("json")).unwrap();
    let expected = json!([
        {"id": "chat", "retention": {"state": "overdue_certain", "due": "2024-03-01", "rules": [{
            "event": "created",
            "rule": "temporary-chats: 30 days from created, where temporary-chat",
            "grounds": {"kind": "policy", "policy": "staffex", "heading": "4. Retention"},
        }]}},
        {"id": "child", "ages": [{"under": 16, "outcome": "violation", "comes_of_age": "2031-03",
            "grounds": {"kind": "policy", "heading": "Children's personal information"}}]},
        {"line": 3, "error": "nothing to judge: give a start, a period or a rule, or a birth"},
    ]);
    assert!(says(&json["verdicts"], &expected), "{json:#}");
    for (format, words) in [
        ("table", &["overdue_certain", "2024-03-01", "violation", "2031-03", "nothing to judge", "4. Retention"][..]),
        ("csv", &["retention,overdue_certain,,,2024-03-01", "age,violation,unknown,child_certain", "error"][..]),
        ("html", &["overdue_certain", "2031-03", "nothing to judge"][..]),
    ] {
        let text = shown(format);
        assert!(words.iter().all(|word| text.contains(word)), "{format}: {text}");
    }
}

#[test]
fn the_operators_periods_fill_what_is_open_and_say_so() {
    let config =
        "[[period]]\npolicy = \"workpex\"\ndata = [\"*\"]\nstarts = \"account_closed\"\nperiod = \"P3Y\"\ngrace = \"P30D\"\n";
    let fact = |date: &str| {
        json!({"policy": "workpex", "class": "user.name", "event": "account_closed", "start": "2020-03-02", "as_of": date})
            .to_string()
    };
    let found = verdicts(&[fact("2023-03-02"), fact("2023-04-01"), fact("2023-04-02")], config);
    let states: Vec<&str> = found.iter().map(|verdict| verdict["retention"]["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["in_retention", "due_in_grace", "overdue_certain"]);
    let grounds = json!({"kind": "operator", "policy": "workpex", "heading": "Right to erasure"});
    assert!(says(&found[0]["retention"]["rules"][0]["grounds"], &grounds), "{}", found[0]);
}

/// The page shows facts and what comes out; both are blocks of JSON lines, a verdict's line after each fact's.
#[test]
fn the_pages_examples_are_true() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/judge-facts.md")).unwrap();
    let blocks = page.split("```json\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines: Vec<Value> = blocks.flat_map(str::lines).map(|line| serde_json::from_str(line).unwrap()).collect();
    let (facts, expected): (Vec<&[Value]>, Vec<&Value>) = lines.chunks(2).map(|pair| (&pair[..1], &pair[1])).unzip();
    assert!(facts.len() >= 8, "{}", facts.len());
    let found = verdicts(&facts.iter().map(|fact| fact[0].to_string()).collect::<Vec<_>>(), "");
    for ((fact, expected), found) in facts.iter().zip(expected).zip(&found) {
        assert!(says(found, expected), "{}\n{expected}\n{found}", fact[0]);
    }
}

#[test]
fn the_schema_names_every_field_of_a_fact_that_the_page_names() {
    let output = gleaner(&["judge", "--schema"], b"", "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/judge-facts.md")).unwrap();
    let fields = schema["fact"]["properties"].as_object().unwrap();
    let unnamed: Vec<&String> = fields.keys().filter(|field| !page.contains(&format!("`{field}`"))).collect();
    assert!(unnamed.is_empty() && fields.len() > 20, "{unnamed:?}");
    assert!(schema["verdict"]["properties"]["retention"].is_object());
}

/// A folder of one scanned file of three customers, judged by `workpex` with the operator's three years.
struct Scanned(tempfile::TempDir);

const CONFIG: &str = "state = \"state\"\nkey = \"file:key\"\n[[source]]\nname = \"exports\"\nkind = \"files\"\npath = \"data\"\npolicy = \"workpex\"\n\
    [[source.events]]\npath = \"*.csv\"\ncreated = \"signup_date\"\n\
    [[period]]\npolicy = \"workpex\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P3Y\"\n";

impl Scanned {
    fn new() -> Self {
        let scanned = Self(tempfile::tempdir().unwrap());
        let folder = scanned.0.path();
        std::fs::create_dir(folder.join("data")).unwrap();
        let csv = "customer_id,email,signup_date\n1,ada.mail1@hill-bakery.example,2019-05-04\n2,bela.mail2@hill-bakery.example,2025-01-02\n\
            3,cleo.mail3@hill-bakery.example,2018-03-03\n";
        std::fs::write(folder.join("data/customers.csv"), csv).unwrap();
        scanned.configure("");
        let (_, code) = scanned.run(&["--quiet", "scan"]);
        assert_eq!(code, 0);
        scanned
    }

    fn configure(&self, more: &str) {
        std::fs::write(self.0.path().join("gleaner.toml"), format!("{CONFIG}{more}")).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> (Value, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
        command.args(arguments).current_dir(self.0.path()).env_clear().env("HOME", self.0.path());
        let output = command.output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {told}");
        (serde_json::from_slice(&output.stdout).unwrap_or_default(), output.status.code().unwrap())
    }

    /// Records of e-mail addresses by state.
    fn states(&self, arguments: &[&str]) -> Value {
        let (report, _) = self.run(&[arguments, &["--format", "json"]].concat());
        let lines = report["lines"].as_array().unwrap().clone();
        let mut states = serde_json::Map::new();
        for line in lines.iter().filter(|line| line["class"] == "user.contact.email") {
            states.extend(line["states"].as_object().unwrap().clone());
        }
        Value::Object(states)
    }

    /// Everything that the catalogue holds.
    fn state(&self) -> Vec<String> {
        let key = std::fs::read_to_string(self.0.path().join("key")).unwrap();
        let keys = Keys::new(&RootKey::from_text(&key).unwrap());
        wait(async { Store::open_read_only(&self.0.path().join("state"), &keys).await.unwrap().dump().await.unwrap() })
    }
}

#[test]
fn another_day_or_policy_changes_nothing_that_is_kept() {
    let scanned = Scanned::new();
    let before = scanned.state();
    let what_if = ["judge", "retention", "--as-of", "2026-06-01"];
    assert_eq!(scanned.states(&what_if), json!({"overdue_certain": 2, "in_retention": 1}));
    assert_eq!(scanned.states(&what_if), scanned.states(&["report", "retention", "--as-of", "2026-06-01"]));
    assert_eq!(
        scanned.states(&["judge", "retention", "--as-of", "2021-03-04"]),
        json!({"overdue_certain": 1, "in_retention": 1, "clock_suspect": 1})
    );
    let policy = "[policy]\nid = \"stricter\"\nname = \"S\"\nlanguage = \"en\"\n[[category]]\nid = \"mail\"\nheading = \"A\"\n\
        data = [\"user.contact.email\"]\n[[retention]]\nheading = \"Kept\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P7Y\"\n\
        grace = \"P1Y\"\nrounding = \"year_end\"\n";
    std::fs::write(scanned.0.path().join("other.toml"), policy).unwrap();
    let other = [&what_if[..], &["--policy", "other.toml", "--instead-of", "workpex"]].concat();
    assert_eq!(scanned.states(&other), json!({"due_in_grace": 1, "in_retention": 2}));
    assert_eq!(scanned.state(), before);
    let mut refused = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    refused.args(["judge", "--policy", "other.toml"]).current_dir(scanned.0.path()).env_clear().env("HOME", scanned.0.path());
    let refused = refused.output().unwrap();
    let told = String::from_utf8_lossy(&refused.stderr);
    assert!(refused.status.code() == Some(2) && told.contains("nothing is judged by `stricter`"), "{told}");
}

#[test]
fn holds_and_exceptions_are_counted_and_never_vanish() {
    let scanned = Scanned::new();
    let strict = ["report", "retention", "--as-of", "2026-06-01", "--fail-on", "violations", "--format", "json"];
    let broken = |report: &Value| -> Vec<(String, u64)> {
        let weigh = |line: &Value| (line["weight"].as_str().unwrap().to_owned(), line["n_records"].as_u64().unwrap());
        report["violations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["class"] == "user.contact.email")
            .map(weigh)
            .collect()
    };
    let (report, code) = scanned.run(&strict);
    assert_eq!((broken(&report), code), (vec![("violation".to_owned(), 2)], 1));
    let exception = |expires: &str| {
        format!(
            "[[exception]]\nrule = \"retention\"\nowner = \"the DPO\"\nreason = \"moving out\"\nexpires = \"{expires}\"\nsources = [\"exports\"]\n"
        )
    };
    scanned.configure(&exception("2026-06-01"));
    let (report, code) = scanned.run(&strict);
    assert_eq!((broken(&report), code), (vec![("excepted".to_owned(), 2)], 0));
    assert!(says(
        &report["violations"][0]["exception"],
        &json!({"owner": "the DPO", "weight": "violation", "expires": "2026-06-01"})
    ));
    scanned.configure(&exception("2026-05-31"));
    let (report, code) = scanned.run(&strict);
    assert_eq!((broken(&report), code), (vec![("violation".to_owned(), 2)], 1));
    assert!(report["open_questions"].to_string().contains("the exception of the DPO expired on 2026-05-31"));
    let hold = "[[hold]]\nmatter = \"Example v. Sample\"\nby = \"counsel\"\nsince = \"2026-01-01\"\nreleased = \"2027-01-01\"\nobjects = [\"*.csv\"]\n";
    scanned.configure(hold);
    assert_eq!(scanned.states(&["report", "retention", "--as-of", "2026-06-01"]), json!({"held": 3}));
    assert_eq!(
        scanned.states(&["report", "retention", "--as-of", "2027-01-01"]),
        json!({"overdue_certain": 2, "in_retention": 1})
    );
    let (report, code) = scanned.run(&strict);
    assert_eq!((broken(&report), code), (vec![], 0));
    assert_eq!(report["lines"][0]["grounds"]["authority"], json!({"kind": "hold", "matter": "Example v. Sample"}));
}
