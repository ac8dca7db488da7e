//! `docs/detectors.md` is what `gleaner detectors list --format json` says.
//! `GLEANER_WRITE_DETECTORS=1 cargo test --test all detectors_page::` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn the_page_of_detectors_is_what_the_program_lists() {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gleaner"));
    command.args(["detectors", "list", "--format", "json"]).env_clear().env("HOME", home.path()).current_dir(home.path());
    let output = command.output().unwrap();
    assert!(output.status.success());
    let listed: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    for one in &listed {
        for key in ["id", "name", "class", "country", "checksum", "languages", "routes"] {
            assert!(one.get(key).is_some(), "{key} of {one}");
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/detectors.md");
    let is = page(&listed);
    if std::env::var_os("GLEANER_WRITE_DETECTORS").is_some() {
        std::fs::write(&path, &is).unwrap();
    }
    let was = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(was == is, "docs/detectors.md is not what is listed; GLEANER_WRITE_DETECTORS=1 writes it anew");
}

fn text<'a>(one: &'a Value, key: &str) -> &'a str {
    one[key].as_str().unwrap_or("")
}

fn page(listed: &[Value]) -> String {
    let countries: BTreeMap<&str, Vec<&Value>> = listed.iter().fold(BTreeMap::new(), |mut all, one| {
        all.entry(text(one, "country")).or_insert_with(Vec::new).push(one);
        all
    });
    let n_checked = listed.iter().filter(|one| !one["checksum"].is_null()).count();
    let mut page = format!(
        "# Detectors\n\nWritten from `detectors/*.toml` by a test: {} detectors, {n_checked} of them with a published rule that refuses\n\
         values (check digits, ranges, dates), of {} countries and territories. How right each of them is stands in\n\
         [accuracy.md](accuracy.md).\n\n\
         - **needs**: what must speak for a value before it counts: a word nearby (`context`) or the name of its `column`.\n\
         - **words**: the languages in which words nearby speak for it, besides the names of columns.\n\
         - **text**: how values are found in running text; `-`: in columns only.\n",
        listed.len(),
        countries.keys().filter(|country| !country.is_empty()).count(),
    );
    for (country, own) in &countries {
        let name = if country.is_empty() { "Of no country" } else { country };
        write!(page, "\n## {name}\n\n| id | what | class | rule | birth date | needs | words | text |\n|---|---|---|---|---|---|---|---|\n")
            .unwrap();
        for one in own {
            let join = |key: &str| {
                let all: Vec<&str> = one[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
                if all.is_empty() { "-".to_owned() } else { all.join(" ") }
            };
            let rule = [text(one, "checksum"), text(one, "matcher")].into_iter().find(|rule| !rule.is_empty()).unwrap_or("-");
            let birth = if one["holds_birth"] == Value::Bool(true) { "yes" } else { "-" };
            let needs = one["needs"].as_str().unwrap_or("-");
            let (words, routes) = (join("languages"), join("routes"));
            let (id, what, class) = (text(one, "id"), text(one, "name"), text(one, "class"));
            writeln!(page, "| `{id}` | {what} | {class} | {rule} | {birth} | {needs} | {words} | {routes} |").unwrap();
        }
    }
    page
}
