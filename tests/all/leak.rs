//! No planted value leaves the scan: not into the state directory, not into any output, whatever it stood in and
//! whatever goes wrong.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::company::{Ground, database, gz, zip};
use crate::encodings::Finder;
use crate::planted::{Planted, planted};

/// Every value, as it is planted in contents and, if it speaks for itself, in names.
struct Field {
    all: Vec<Planted>,
    sql: String,
}

impl Field {
    /// Those values that stand in the `n`th of seven kinds of content, by column.
    fn contents(&self, n: usize) -> BTreeMap<&'static str, Vec<String>> {
        let mut columns: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (_, planted) in self.all.iter().enumerate().filter(|(ix, _)| ix % 7 == n) {
            columns.entry(planted.column).or_default().push(planted.value.clone());
        }
        columns
    }

    /// Those values that stand in the `n`th of seven kinds of names. Some are written as people write file names.
    fn names(&self, n: usize) -> Vec<String> {
        let speaking = self.all.iter().filter(|planted| planted.speaks).enumerate();
        let chosen = speaking.filter(|(ix, _)| (ix / 2) % 7 == n);
        chosen.map(|(ix, planted)| if ix % 2 == 0 { planted.value.clone() } else { planted.value.replace(' ', "_") }).collect()
    }

    fn plant(&mut self, ground: &Ground) {
        self.plant_contents(ground);
        self.plant_names(ground);
        database(&ground.data().join("shop.db"), &self.sql);
    }

    fn plant_contents(&mut self, ground: &Ground) {
        let mut sql = String::new();
        for (column, values) in self.contents(0) {
            write!(sql, "CREATE TABLE of_{column} (id INTEGER PRIMARY KEY, {column} TEXT);").unwrap();
            values.iter().for_each(|value| write!(sql, "INSERT INTO of_{column} ({column}) VALUES ('{value}');").unwrap());
        }
        for (column, values) in self.contents(1) {
            write!(sql, "CREATE TABLE by_{column} ({column} TEXT PRIMARY KEY, answer_to TEXT) WITHOUT ROWID;").unwrap();
            let mail = "desk@example.org";
            values.iter().for_each(|value| write!(sql, "INSERT INTO by_{column} VALUES ('{value}', '{mail}');").unwrap());
        }
        sql.push_str("CREATE TABLE callers (phone INTEGER PRIMARY KEY, email TEXT);");
        for (ix, number) in numbers(&self.all).iter().enumerate() {
            write!(sql, "INSERT INTO callers VALUES ({number}, 'caller{ix}@example.org');").unwrap();
        }
        self.sql += &sql;
        for (column, values) in self.contents(2) {
            let rows: String = values.iter().enumerate().map(|(ix, value)| format!("{ix},\"{value}\"\n")).collect();
            ground.file(&format!("files/{column}.csv"), format!("no,{column}\n{rows}"));
        }
        let mut ndjson = String::new();
        for (column, values) in self.contents(3) {
            values.iter().for_each(|value| writeln!(ndjson, "{{\"n\":1,\"{column}\":\"{value}\"}}").unwrap());
        }
        ground.file("files/events.ndjson", ndjson);
        for (n, name) in [(4, "letter.txt"), (5, "app.log"), (6, "old.log")] {
            let mut text = String::new();
            for (column, values) in self.contents(n) {
                let cue = column.replace('_', " ");
                for value in values {
                    match n {
                        4 => writeln!(text, "Dear desk, my {cue} is {value}. Yours").unwrap(),
                        _ => writeln!(text, "2025-03-02T10:00:00Z WARN {column}=\"{value}\" was refused").unwrap(),
                    }
                }
            }
            match n {
                6 => ground.file("files/old.log.gz", gz(text.as_bytes())),
                _ => ground.file(&format!("files/{name}"), text),
            };
        }
    }

    fn plant_names(&mut self, ground: &Ground) {
        let is_path = |name: &String| !name.contains('/');
        for name in self.names(0).iter().filter(|name| is_path(name)) {
            ground.file(&format!("files/{name}.txt"), "write to desk@example.org\n");
            // Faults speak of places too.
            ground.file(&format!("files/broken {name}.gz"), &gz(&[b'x'; 4000])[..40]);
        }
        for name in self.names(1).iter().filter(|name| is_path(name)) {
            ground.file(&format!("files/{name}/letter.txt"), "write to desk@example.org\n");
        }
        let member = |name: &String| (format!("{name}.txt"), b"write to desk@example.org\n".to_vec());
        let members: Vec<_> = self.names(2).iter().map(member).collect();
        ground.file("files/backup.zip", zip(&[members.clone(), vec![("inner.zip".to_owned(), zip(&members))]].concat()));
        let mut json = Vec::new();
        for name in self.names(3) {
            json.push(format!("{{\"members\":{{\"{name}\":{{\"mail\":\"desk@example.org\"}}}}}}"));
            ground.file("files/keys.json", format!("[{}]", json.join(",")));
            ground.file("files/keys.ndjson", json.join("\n"));
        }
        let header: Vec<_> = self.names(4).iter().map(|name| format!("\"{name}\"")).collect();
        let row = vec!["desk@example.org"; header.len()].join(",");
        ground.file("files/columns.csv", format!("{}\n{row}\n{row}\n", header.join(",")));
        for (ix, name) in self.names(5).iter().enumerate() {
            let table = format!("CREATE TABLE columns_{ix} (id INTEGER PRIMARY KEY, \"{name}\" TEXT);");
            self.sql += &format!("{table} INSERT INTO columns_{ix} VALUES (1, 'desk@example.org');");
        }
        for name in self.names(6) {
            self.sql += &format!("CREATE TABLE \"{name}\" (id INTEGER PRIMARY KEY, mail TEXT, parent TEXT);");
            self.sql += &format!("INSERT INTO \"{name}\" VALUES (1, 'desk@example.org', NULL);");
            self.sql += &format!("CREATE VIEW \"view of {name}\" AS SELECT * FROM \"{name}\";");
        }
    }
}

/// The phone numbers as whole numbers.
fn numbers(all: &[Planted]) -> Vec<String> {
    let phones = all.iter().filter(|planted| planted.column == "phone");
    phones.map(|planted| digits(&planted.value)).collect()
}

fn digits(value: &str) -> String {
    value.chars().filter(char::is_ascii_digit).collect()
}

/// The values in the spellings that were planted, and numbers without what stands between their digits.
fn spellings(all: &[Planted]) -> Vec<String> {
    let mut spellings: Vec<_> =
        all.iter().flat_map(|planted| [planted.value.clone(), planted.value.replace(' ', "_")]).collect();
    let bare = all.iter().map(|planted| digits(&planted.value)).filter(|digits| digits.len() >= 9);
    spellings.extend(bare);
    spellings.sort();
    spellings.dedup();
    spellings
}

const CONFIG: &str = r#"
[scan]
unit_rows = 3

[[source]]
name = "shop"
kind = "sqlite"
path = "data/shop.db"
policy = "workpex"

[[source]]
name = "files"
kind = "files"
path = "data/files"
policy = "workpex"
"#;

/// Fails with the places where a value stands.
fn assert_silent(finder: &Finder, bytes: &[u8], place: &str) {
    let found = finder.found(bytes);
    assert!(found.is_empty(), "{place}: {} values, among them {:?}", found.len(), &found[..found.len().min(12)]);
}

fn assert_output_silent(finder: &Finder, output: &Output, place: &str) {
    assert_silent(finder, &output.stdout, &format!("{place}: standard output"));
    assert_silent(finder, &output.stderr, &format!("{place}: standard error"));
}

fn assert_files_silent(finder: &Finder, folder: &Path) {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let name = entry.path().to_str().unwrap();
        assert_silent(finder, name.as_bytes(), "a file's name in the state directory");
        if entry.file_type().is_file() {
            assert_silent(finder, &std::fs::read(entry.path()).unwrap(), name);
        }
    }
}

/// Runs a verb with everything logged.
fn run(ground: &Ground, state: &str, args: &[&str], input: &[u8]) -> Output {
    let mut command = ground.gleaner(state);
    command.args(args).arg("-vvv").env("RUST_BACKTRACE", "full");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn no_planted_value_leaves_the_scan() {
    let ground = Ground::new();
    let mut field = Field { all: planted(), sql: String::new() };
    field.plant(&ground);
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
    let spellings = spellings(&field.all);
    let finder = Finder::new(spellings.iter().map(String::as_str));
    // The finder can find: most values stand in the database as they are.
    assert!(finder.found(&std::fs::read(ground.data().join("shop.db")).unwrap()).len() > 80);

    let scan = run(&ground, "state", &["scan"], b"");
    assert!(scan.status.success(), "{}", String::from_utf8_lossy(&scan.stderr));
    assert_files_silent(&finder, &ground.path("state"));
    assert_output_silent(&finder, &scan, "scan");

    let asked = field.all.iter().find(|planted| planted.column == "email").unwrap();
    for args in verbs() {
        let input = match args[0] {
            "subject" | "decide" => asked.value.clone(),
            "against" => field.all.iter().map(|planted| format!("{}\n", planted.value)).collect(),
            _ => String::new(),
        };
        let output = run(&ground, "state", &args, input.as_bytes());
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || args[0] == "index" || args[0] == "scan", "{args:?} says nothing");
        assert_output_silent(&finder, &output, &args.join(" "));
    }
    let answer = run(&ground, "state", &["subject", "--case", "7", "--format", "json"], asked.value.as_bytes());
    assert!(String::from_utf8_lossy(&answer.stdout).contains("user.contact.email"), "the value was found");
    assert_files_silent(&finder, &ground.path("state"));
}

/// Every verb that speaks of what was found, in every format.
fn verbs() -> Vec<Vec<&'static str>> {
    let mut verbs = vec![vec!["index", "rebuild"], vec!["scan"], vec!["scan", "--plan"]];
    for format in ["table", "json", "csv", "html"] {
        verbs.push(vec!["subject", "--case", "case 7", "--format", format]);
        verbs.push(vec!["against", "-", "--case", "case 7", "--format", format]);
    }
    for kind in [
        "map",
        "retention",
        "under-age",
        "undisclosed",
        "promises",
        "exposure",
        "article30",
        "dpia",
        "coverage",
        "faults",
        "all",
    ] {
        for format in ["table", "json", "csv", "html"] {
            // Everything in one is a page or a document, never one table.
            if kind != "all" || format == "html" || format == "json" {
                verbs.push(vec!["report", kind, "--format", format]);
            }
        }
    }
    verbs.extend([vec!["report", "all", "--format", "sarif"], vec!["audit"], vec!["audit", "--format", "json"]]);
    verbs.push(vec!["decide", "add", "--value", "--reason", "the desk's own", "--owner", "Data office"]);
    verbs.extend([vec!["decide"], vec!["decide", "--format", "json"]]);
    let shown = ["app.log", "letter.txt", "events.ndjson", "columns.csv", "keys.json", "old.log.gz"];
    verbs.extend(shown.map(|object| vec!["explain", "files", object]));
    verbs.extend([vec!["explain", "files", "letter.txt", "--format", "json"], vec!["explain", "shop", "main.by_email"]]);
    verbs
}

#[test]
fn a_panic_quotes_nothing_and_costs_its_object_only() {
    let ground = Ground::new();
    let mut field = Field { all: planted(), sql: String::new() };
    field.plant(&ground);
    std::fs::write(ground.path("gleaner.toml"), CONFIG).unwrap();
    let spellings = spellings(&field.all);
    let finder = Finder::new(spellings.iter().map(String::as_str));
    let records = [0, 30, 90, 250].map(|skipped| ("pipeline::record", skipped, 1));
    // A name that cannot be looked at is masked, and what bears it is read.
    let names = [0, 40].map(|skipped| ("pipeline::name", skipped, 0));
    for (ix, (point, skipped, n_failed)) in records.into_iter().chain(names).enumerate() {
        let state = format!("state{ix}");
        let mut command = ground.gleaner(&state);
        command.args(["scan", "-vvv"]).env("RUST_BACKTRACE", "full");
        command.env("FAILPOINTS", format!("{point}={skipped}*off->1*panic({})->off", field.all[ix].value));
        let output = command.output().unwrap();
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(talk.contains("internal error"), "it did panic: {talk}");
        assert!(output.status.success(), "{:?}: {}", output.status, &talk[talk.len().saturating_sub(600)..]);
        assert_output_silent(&finder, &output, "panic");
        assert_files_silent(&finder, &ground.path(&state));
        let report = ground.json(&state, &["report", "coverage"]);
        assert_eq!(report["totals"]["failed"].as_u64().unwrap_or(0), n_failed, "{}", report["totals"]);
    }
}

#[test]
fn detect_tells_places_and_no_values() {
    let ground = Ground::new();
    let all = planted();
    let spellings = spellings(&all);
    let finder = Finder::new(spellings.iter().map(String::as_str));
    let ask = |(ix, planted): (usize, &Planted)| {
        let text = format!("the {} is {}", planted.column.replace('_', " "), planted.value);
        serde_json::json!({"id": ix, "text": text, "column": planted.column}).to_string()
    };
    let lines: Vec<String> = all.iter().enumerate().map(ask).collect();
    let broken = format!("{{\"id\": 1, \"text\": \"{}\n", all[0].value);
    let output = run(&ground, "state", &["detect"], format!("{}\n{broken}", lines.join("\n")).as_bytes());
    assert!(output.status.success());
    assert!(output.stdout.iter().filter(|byte| **byte == b'\n').count() > 150, "most are found");
    assert_output_silent(&finder, &output, "detect");
    let shown = run(&ground, "state", &["detect", "--show-values"], lines.join("\n").as_bytes());
    assert!(finder.found(&shown.stdout).len() > 100, "asked for, they are shown");
}
