//! Holds a TOML document against a JSON Schema and collects everything that does not fit. serde alone would stop at the
//! first mistake; the schema is derived from the same types that serde fills, so no key is listed twice.

use std::collections::BTreeMap;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::suggestion;

/// What the walk brought up.
#[derive(Default, Debug)]
pub struct Walked {
    /// Byte offset and text of each mistake.
    pub mistakes: Vec<(usize, String)>,
    /// The byte offset of each value by its path: `source[0].events[1].created`.
    pub places: BTreeMap<String, usize>,
}

/// A check of a text by the name of its type in the schema; it says what is wrong.
pub type WordCheck = (&'static str, fn(&str) -> Result<(), String>);

/// Walks a whole document.
pub fn walk(schema: &Value, words: &[WordCheck], table: &Spanned<DeTable<'_>>) -> Walked {
    let mut walk = Walk { root: schema, words, found: Walked::default() };
    walk.table(schema, table.get_ref(), 0, "");
    walk.found
}

struct Walk<'a> {
    root: &'a Value,
    words: &'a [WordCheck],
    found: Walked,
}

impl<'a> Walk<'a> {
    fn table(&mut self, schema: &'a Value, table: &DeTable<'_>, start: usize, path: &str) {
        let known = schema.get("properties").and_then(Value::as_object);
        let names = || known.into_iter().flatten().map(|(name, _)| name.as_str());
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let place = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match known.and_then(|known| known.get(name)) {
                Some(schema) => self.value(schema, value, &place),
                None if schema.get("additionalProperties") == Some(&Value::Bool(false)) => {
                    self.say(key.span().start, format!("unknown key `{name}`{}", suggestion(name, names())));
                }
                None => {}
            }
        }
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            if !table.contains_key(name) {
                self.say(start, format!("`{name}` is missing"));
            }
        }
    }

    fn value(&mut self, schema: &'a Value, value: &Spanned<DeValue<'_>>, path: &str) {
        let start = value.span().start;
        self.found.places.insert(path.to_owned(), start);
        let options = self.options(schema);
        if let Some(words) = constants(&options) {
            return self.word(&words, value);
        }
        let kind = kind(value.get_ref());
        let Some((name, schema)) = options.iter().find(|(_, schema)| allows(schema, kind)) else {
            let expected: Vec<&str> = options.iter().flat_map(|(_, schema)| types(schema)).collect();
            let hint = if (expected.as_slice(), kind) == (&["array"], "object") { "; write `[[…]]` for each" } else { "" };
            let expected: Vec<&str> = expected.into_iter().map(in_words).collect();
            return self.say(start, format!("expected {}, found {}{hint}", expected.join(" or "), in_words(kind)));
        };
        match value.get_ref() {
            DeValue::Table(table) => self.table(schema, table, start, path),
            DeValue::Array(values) => {
                let Some(items) = schema.get("items") else { return };
                for (i, value) in values.iter().enumerate() {
                    self.value(items, value, &format!("{path}[{i}]"));
                }
            }
            DeValue::String(text) => {
                let check = self.words.iter().find(|(known, _)| *known == *name).map(|(_, check)| check);
                if let Some(Err(mistake)) = check.map(|check| check(text)) {
                    self.say(start, mistake);
                }
            }
            DeValue::Integer(number) => self.number(schema, i128::from_str_radix(number.as_str(), number.radix()).ok(), start),
            _ => {}
        }
    }

    fn number(&mut self, schema: &Value, number: Option<i128>, start: usize) {
        let bound = |name: &str| schema.get(name).and_then(Value::as_i64).map(i128::from);
        let Some(number) = number else { return self.say(start, "the number is too large".to_owned()) };
        if let Some(least) = bound("minimum").filter(|least| number < *least) {
            self.say(start, format!("the number is less than {least}"));
        }
        if let Some(most) = bound("maximum").filter(|most| number > *most) {
            self.say(start, format!("the number is more than {most}"));
        }
    }

    fn word(&mut self, words: &[&str], value: &Spanned<DeValue<'_>>) {
        let start = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            return self.say(start, format!("expected a text, found {}", in_words(kind(value.get_ref()))));
        };
        if !words.contains(&text) {
            self.say(start, format!("unknown word `{text}`{}", suggestion(text, words.iter().copied())));
        }
    }

    /// The alternatives of a schema without null, each with the name of its type where it has one.
    fn options(&self, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
        let mut options = Vec::new();
        let mut open = vec![("", schema)];
        while let Some((name, schema)) = open.pop() {
            if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
                let name = target.rsplit('/').next().unwrap_or("");
                open.extend(self.root.get("$defs").and_then(|defs| defs.get(name)).map(|schema| (name, schema)));
            } else if let Some(list) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Value::as_array) {
                open.extend(list.iter().rev().map(|schema| (name, schema)));
            } else if schema.get("type").and_then(Value::as_str) != Some("null") {
                options.push((name, schema));
            }
        }
        options
    }

    fn say(&mut self, at: usize, text: String) {
        self.found.mistakes.push((at, text));
    }
}

/// The words of an enumeration, if the alternatives are nothing but words.
fn constants<'a>(options: &[(&'a str, &'a Value)]) -> Option<Vec<&'a str>> {
    let mut words = Vec::new();
    for (_, schema) in options {
        match (schema.get("const"), schema.get("enum").and_then(Value::as_array)) {
            (Some(word), _) => words.push(word.as_str()?),
            (None, Some(list)) => words.extend(list.iter().filter_map(Value::as_str)),
            (None, None) => return None,
        }
    }
    (!words.is_empty()).then_some(words)
}

/// The JSON Schema type of a TOML value.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

fn in_words(kind: &str) -> &str {
    match kind {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "date" => "a date",
        "array" => "a list",
        "object" => "a table",
        other => other,
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        _ => Vec::new(),
    }
}

/// Whether a schema admits a value of this type; one that names no type admits all.
fn allows(schema: &Value, kind: &str) -> bool {
    let types = types(schema);
    types.is_empty() || types.iter().any(|allowed| *allowed == kind || (*allowed == "number" && kind == "integer"))
}
