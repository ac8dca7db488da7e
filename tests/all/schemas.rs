//! Every JSON output is what its published schema says, and `docs/schemas` holds those schemas.
//! `GLEANER_WRITE_HELP=1 cargo test --test all schemas::` writes them anew.

use std::path::Path;

use gleaner::report::{self, View};
use serde_json::{Value, json};

use crate::company::{Ground, person};

/// Where `value` is not what `schema` says; JSON Schema 2020-12 as far as it is used here. What is not known is refused.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else {
        return if schema == &json!(false) {
            found.push(format!("{at}: not allowed"))
        };
    };
    for (rule, says) in rules {
        let fits = |schema: &Value| {
            let mut inner = Vec::new();
            faults(root, schema, value, at, &mut inner);
            inner.is_empty()
        };
        let is_right = match rule.as_str() {
            "$ref" => {
                let target = root.pointer(says.as_str().unwrap().trim_start_matches('#')).expect("a reference leads somewhere");
                faults(root, target, value, at, found);
                true
            }
            "type" => match says {
                Value::Array(types) => types.iter().any(|one| is_of(one, value)),
                one => is_of(one, value),
            },
            "const" => says == value,
            "enum" => says.as_array().unwrap().contains(value),
            "anyOf" => says.as_array().unwrap().iter().any(fits),
            "oneOf" => says.as_array().unwrap().iter().filter(|schema| fits(schema)).count() == 1,
            "required" => says.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
            "minimum" => value.as_f64().is_none_or(|number| number >= says.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= says.as_f64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= says.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= says.as_u64().unwrap()),
            "properties" | "additionalProperties" | "items" | "prefixItems" => {
                within(root, (rule, says, rules.get("properties")), value, at, found);
                true
            }
            "$schema" | "title" | "description" | "default" | "$defs" | "format" | "propertyNames" => true,
            other => panic!("the schema says `{other}`, which this test does not know"),
        };
        if !is_right {
            found.push(format!("{at}: {rule} {says}: {value}"));
        }
    }
}

fn within(root: &Value, (rule, says, named): (&str, &Value, Option<&Value>), value: &Value, at: &str, found: &mut Vec<String>) {
    let is_named = |name: &str| named.is_some_and(|named| named.get(name).is_some());
    for (name, value) in value.as_object().into_iter().flatten() {
        let at = format!("{at}/{name}");
        match rule {
            "properties" => says.get(name).into_iter().for_each(|schema| faults(root, schema, value, &at, found)),
            "additionalProperties" if !is_named(name) => faults(root, says, value, &at, found),
            _ => {}
        }
    }
    for (ix, value) in value.as_array().into_iter().flatten().enumerate() {
        match rule {
            "items" => faults(root, says, value, &format!("{at}/{ix}"), found),
            "prefixItems" => {
                says.get(ix).into_iter().for_each(|schema| faults(root, schema, value, &format!("{at}/{ix}"), found))
            }
            _ => {}
        }
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("{other}"),
    }
}

#[test]
fn the_check_sees_what_is_wrong() {
    let schema = json!({
        "type": "object", "required": ["n"], "$defs": { "n": { "type": "integer", "minimum": 0 } },
        "properties": { "n": { "$ref": "#/$defs/n" }, "all": { "type": "array", "items": { "enum": ["a", "b"] } } },
        "additionalProperties": false,
    });
    for (value, n) in [
        (json!({ "n": 1, "all": ["a", "b"] }), 0),
        (json!({}), 1),
        (json!({ "n": -1 }), 1),
        (json!({ "n": 1.5, "all": ["a", "c"] }), 2),
        (json!({ "n": 1, "more": 1 }), 1),
        (json!([]), 2),
    ] {
        let mut found = Vec::new();
        faults(&schema, &schema, &value, "", &mut found);
        assert!(found.len() >= n && found.is_empty() == (n == 0), "{value}: {found:?}");
    }
}

#[test]
fn the_schemas_of_all_outputs_are_published() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    for name in View::NAMES {
        let text = serde_json::to_string_pretty(&report::schema(name)).unwrap() + "\n";
        let file = folder.join(format!("{name}.json"));
        if std::env::var_os("GLEANER_WRITE_HELP").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == text, "{}: GLEANER_WRITE_HELP=1 writes it anew", file.display());
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), View::NAMES.len());
}

#[test]
fn every_report_is_what_its_schema_says() {
    let ground = Ground::new();
    let rows = (0..30).map(|n| {
        let (name, mail) = person(n);
        format!("{name},{},201{}-03-1{},4111111111111111\n", mail.replace("example.com", "hill-bakery.example"), n % 10, n % 10)
    });
    ground.file("customers.csv", format!("full_name,email,date_of_birth,card\n{}", rows.collect::<String>()));
    ground.file("broken.zip", b"PK\x03\x04 and nothing more");
    ground.file("notes.txt", format!("call {} about the order\n", person(3).0));
    let config = "[[source]]\nname = \"files\"\nkind = \"files\"\npath = \"data\"\npolicy = \"workpex\"\nregion = \"DE\"\n\
                  [[source.events]]\npath = \"*.csv\"\ncreated = \"date_of_birth\"\n\
                  [[period]]\npolicy = \"workpex\"\ndata = [\"*\"]\nstarts = \"created\"\nperiod = \"P2Y\"\n";
    std::fs::write(ground.path("gleaner.toml"), config).unwrap();
    assert!(ground.run("state", &["scan"]).status.code().is_some());
    assert!(ground.run("state", &["report", "all", "-o", "before.json"]).status.success());
    for kind in [
        "map",
        "retention",
        "under-age",
        "undisclosed",
        "promises",
        "violations",
        "subjects",
        "coverage",
        "faults",
        "copies",
        "exposure",
        "article30",
        "dpia",
        "trend",
        "all",
    ] {
        let since: &[&str] = if kind == "trend" { &["--since", "before.json"] } else { &[] };
        let document = ground.json("state", &[&["report", kind], since].concat());
        let schema = report::schema(if kind == "all" { "overview" } else { kind });
        let mut found = Vec::new();
        faults(&schema, &schema, &document, "", &mut found);
        assert!(found.is_empty(), "{kind}: {found:#?}");
    }
    assert_eq!(ground.json("state", &["report", "trend", "--schema"]), report::schema("trend"));
    // The same in every other format, each of which begins as what it is.
    for (kind, is_judged) in
        [("trend", false), ("dpia", false), ("subjects", false), ("violations", true), ("copies", false), ("under-age", true)]
    {
        let since: &[&str] = if kind == "trend" { &["--since", "before.json"] } else { &[] };
        for (ending, begin) in
            [("txt", &b""[..]), ("csv", b""), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("sarif", b"{")]
        {
            let file = format!("{kind}.{ending}");
            let output = ground.run("state", &[&["report", kind, "-o", &file], since].concat());
            assert_eq!(output.status.success(), ending != "sarif" || is_judged, "{file}");
            if output.status.success() {
                let bytes = std::fs::read(ground.path(&file)).unwrap();
                assert!(bytes.starts_with(begin) && bytes.len() > 40, "{file}");
            }
        }
    }
    for (args, why) in [
        (&["--lang", "hi", "report", "map", "-o", "map.pdf"][..], "--font"),
        (&["--lang", "xx", "report", "map"], "possible values: en, hi"),
        (&["--font", "gleaner.toml", "report", "map", "-o", "map.pdf"], "not a TrueType font"),
        (&["--font", "nothing.ttf", "report", "map", "-o", "map.pdf"], "nothing.ttf"),
    ] {
        let output = ground.run("state", args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && told.contains(why), "{args:?}: {told}");
        assert!(!ground.path("map.pdf").exists(), "{args:?}");
    }
    let hindi = String::from_utf8(ground.run("state", &["--lang", "hi", "report", "map"]).stdout).unwrap();
    assert!(hindi.contains("डेटा मानचित्र") && hindi.contains("user.contact.email"), "{hindi}");
}
