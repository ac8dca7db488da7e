//! A policy's TOML text → [`Policy`], strictly, with every mistake in one go. Apart from `builtin` because an operator's own
//! policies are read the same way.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::model::policy::{Policy, UNSPECIFIED};
use crate::model::time::EventKind;

/// What is wrong in a policy's text, and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mistake {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, with the nearest known word.
    pub text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// Everything that is wrong in some policies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistakes(pub Vec<Mistake>);

impl std::error::Error for Mistakes {}

impl fmt::Display for Mistakes {
    /// One line a mistake.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.0.iter().enumerate() {
            write!(f, "{}{mistake}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// Reads a policy. `file` is its name as it is shown, and its stem must be the policy's id; `is_class` says whether a key is a
/// data class or a parent of one.
///
/// # Errors
/// All mistakes that can be told apart, by line: broken TOML, unknown keys (with the nearest known one), missing or
/// ill-typed values, data classes that nobody knows, an id that is not the file's name.
pub fn parse(file: &str, text: &str, is_class: &dyn Fn(&str) -> bool) -> Result<Policy, Vec<Mistake>> {
    Reading { file, text, is_class, id: Some(stem(file)), mistakes: Vec::new() }.policy()
}

/// Reads a policy as [`parse`] does, from a file of any name.
///
/// # Errors
/// As [`parse`].
pub fn parse_any(file: &str, text: &str, is_class: &dyn Fn(&str) -> bool) -> Result<Policy, Vec<Mistake>> {
    Reading { file, text, is_class, id: None, mistakes: Vec::new() }.policy()
}

struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    is_class: &'a dyn Fn(&str) -> bool,
    /// The id that the policy must have.
    id: Option<&'a str>,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn policy(mut self) -> Result<Policy, Vec<Mistake>> {
        let (table, broken) = DeTable::parse_recoverable(self.text);
        for error in broken {
            self.error(&error);
        }
        self.walk(table.get_ref());
        let policy = if self.mistakes.is_empty() { self.whole::<Policy>() } else { None };
        match policy {
            Some(policy) if self.mistakes.is_empty() => Ok(policy),
            _ => {
                self.mistakes.sort();
                self.mistakes.dedup();
                Err(self.mistakes)
            }
        }
    }

    fn mistake(&mut self, at: usize, text: String) {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        self.mistakes.push(Mistake { file: self.file.to_owned(), line, text });
    }

    fn error(&mut self, error: &toml::de::Error) {
        let at = error.span().map_or(0, |span| span.start);
        self.mistake(at, error.message().replace('\n', ", "));
    }

    fn whole<T: DeserializeOwned>(&mut self) -> Option<T> {
        match toml::from_str(self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.error(&error);
                None
            }
        }
    }

    /// Compares the text with the schema of [`Policy`], section by section, so that one mistake does not hide the next.
    fn walk(&mut self, table: &DeTable<'_>) {
        let schema = schemars::schema_for!(Policy).to_value();
        let sections = keys(&schema, &schema);
        self.unknown_keys(table, &sections, "section");
        for (name, value) in table {
            let Some(section) = schema.pointer(&format!("/properties/{}", name.get_ref())) else { continue };
            let entry_schema = section.get("items").unwrap_or(section);
            let fields = keys(&schema, resolved(&schema, entry_schema));
            match value.get_ref() {
                DeValue::Table(entry) => self.entry(entry, &fields),
                DeValue::Array(entries) => self.entries(entries, &fields),
                other => {
                    self.mistake(value.span().start, format!("`{}` is a section, not {}", name.get_ref(), other.type_str()))
                }
            }
        }
        let about = table.get("policy").and_then(|about| about.get_ref().as_table());
        let id = about.and_then(|about| about.get("id")).and_then(|id| Some((id.span().start, id.get_ref().as_str()?)));
        if let Some((at, id)) = id
            && let Some(stem) = self.id
            && stem != id
        {
            self.mistake(at, format!("the policy's id `{id}` is not its file's name `{stem}`"));
        }
    }

    fn entries(&mut self, entries: &DeArray<'_>, fields: &[String]) {
        for entry in entries {
            match entry.get_ref().as_table() {
                Some(entry) => self.entry(entry, fields),
                None => self.mistake(entry.span().start, "a section's entry is a table".to_owned()),
            }
        }
    }

    fn entry(&mut self, entry: &DeTable<'_>, fields: &[String]) {
        self.unknown_keys(entry, fields, "key");
        if let Some(data) = entry.get("data").and_then(|data| data.get_ref().as_array()) {
            for class in data {
                self.class(class);
            }
        }
        if let Some(starts) = entry.get("starts")
            && let Some(word) = starts.get_ref().as_str()
        {
            let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).chain(["collected", UNSPECIFIED]).collect();
            if !known.contains(&word) {
                self.mistake(starts.span().start, format!("unknown event `{word}`{}", hint(word, &known)));
            }
        }
    }

    fn class(&mut self, class: &Spanned<DeValue<'_>>) {
        let Some(key) = class.get_ref().as_str() else { return };
        let bare = key.strip_suffix(".*").unwrap_or(key);
        if bare != "*" && !(self.is_class)(bare) {
            self.mistake(class.span().start, format!("unknown data class `{key}`"));
        }
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[String], what: &str) {
        for key in table.keys() {
            let word: &str = key.get_ref();
            if !known.iter().any(|known| known == word) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.mistake(key.span().start, format!("unknown {what} `{word}`{}", hint(word, &known)));
            }
        }
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The property names of a schema object.
fn keys(root: &Value, schema: &Value) -> Vec<String> {
    let properties = resolved(root, schema).get("properties").and_then(Value::as_object);
    properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default()
}

/// Follows a `$ref` into the schema's own definitions.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix('#'));
    target.and_then(|path| root.pointer(path)).unwrap_or(schema)
}

/// `, did you mean …?` for the nearest known word, if one is near; else the known words.
fn hint(word: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|known| (strsim::damerau_levenshtein(word, known), *known)).min();
    match nearest {
        Some((distance, nearest)) if distance <= 1 + word.chars().count() / 3 => format!(", did you mean `{nearest}`?"),
        _ => format!(", known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const HEAD: &str = "[policy]\nid = \"p\"\nname = \"P\"\nlanguage = \"en\"\n";

    fn check(text: &str, expected: &[&str]) {
        let is_class = |key: &str| "user.contact.email".starts_with(key);
        let mistakes = parse("own/p.toml", &format!("{HEAD}{text}"), &is_class).map(|_| ()).err().unwrap_or_default();
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_policy_is_read() {
        check(
            "jurisdictions = [\"EEA\"]\n[[retention]]\nheading = \"H\"\ndata = [\"*\", \"user.contact\", \"user.contact.*\"]\nstarts = \"unspecified\"\nperiod = \"P3Y\"\n",
            &[],
        );
    }

    #[test]
    fn every_mistake_is_told_with_its_line_and_the_nearest_word() {
        check("jurisdiction = []\n", &["own/p.toml:5: unknown key `jurisdiction`, did you mean `jurisdictions`?"]);
        check("[[categorie]]\nid = \"x\"\n", &["own/p.toml:5: unknown section `categorie`, did you mean `category`?"]);
        check(
            "[[retention]]\nheading = \"H\"\ndta = [\"*\"]\nstarts = \"acount_closed\"\nperiod = \"P3Y\"\n[[promise]]\ndata = [\"user.contact.mail\"]\n",
            &[
                "own/p.toml:7: unknown key `dta`, did you mean `data`?",
                "own/p.toml:8: unknown event `acount_closed`, did you mean `account_closed`?",
                "own/p.toml:11: unknown data class `user.contact.mail`",
            ],
        );
        check(
            "[[note]]\nheading = \"H\"\ntxet = \"x\"\n[[note]]\nzzzzzzzz = 1\n",
            &[
                "own/p.toml:7: unknown key `txet`, did you mean `text`?",
                "own/p.toml:9: unknown key `zzzzzzzz`, known are heading, text",
            ],
        );
        check("purpose = 3\n", &["own/p.toml:5: unknown key `purpose`, known are id, jurisdictions, language, name, version"]);
    }

    #[test]
    fn wrong_values_are_told() {
        let retention =
            |period: &str| format!("[[retention]]\nheading = \"H\"\ndata = []\nstarts = \"created\"\nperiod = \"{period}\"\n");
        for period in ["PT3H", "-P1Y", "three years", "P0D"] {
            let mistakes = parse("p.toml", &format!("{HEAD}{}", retention(period)), &|_| true).unwrap_err();
            assert_eq!((mistakes.len(), mistakes[0].line), (1, 9), "{mistakes:?}");
            assert!(mistakes[0].text.contains("is no period"), "{mistakes:?}");
        }
        check("[[note]]\nheading = \"H\"\n", &["own/p.toml:5: missing field `text`"]);
    }

    #[test]
    fn an_id_is_its_files_name_and_broken_text_is_no_panic() {
        let mistakes = parse("q.toml", HEAD, &|_| true).unwrap_err();
        assert_eq!(mistakes[0].to_string(), "q.toml:2: the policy's id `p` is not its file's name `q`");
        for text in ["", "[", "[policy", "policy = [1]", "= =", "[[policy]]\nid=1", "category = \"x\"", "\u{feff}[policy]"] {
            assert!(parse("p.toml", text, &|_| true).is_err(), "{text}");
        }
    }
}
