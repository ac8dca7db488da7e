//! A draft as TOML, each entry below the sentence it was read from, so that it can be held against the text line by line.

use std::collections::HashMap;

use serde::Serialize;

use super::Draft;
use super::statement::Says;
use crate::model::policy::{Heading, Policy};

/// The longest quotation in a comment, in letters.
const QUOTED: usize = 600;

impl Draft {
    /// The TOML text of a pack that [`Draft::pack`] made.
    ///
    /// # Errors
    /// A part cannot be written as TOML; none of a pack's types is such.
    pub fn toml(&self, pack: &Policy) -> Result<String, toml::ser::Error> {
        let mut out = Text(String::new());
        out.comment(&format!(
            "A draft, made from the privacy policy of {}. Nothing of it holds until somebody has checked it.",
            pack.policy.name
        ));
        out.comment("Above each entry stands what it was read from, with the line of the file. `conflict` is where the text contradicts");
        out.comment("itself, `unread` what was not understood: both are to be decided, and then taken out.");
        for dropped in self.dropped() {
            out.comment(&format!("left out: line {}, {}", dropped.line, dropped.why));
        }
        let quotes = self.quotes();
        out.table("[policy]", &pack.policy)?;
        for entry in &pack.conflict {
            out.table("[[conflict]]", entry)?;
        }
        for entry in &pack.category {
            out.quote(&quotes.of(&entry.heading, "category"));
            out.table("[[category]]", entry)?;
        }
        for entry in &pack.promise {
            out.quote(&quotes.of(&entry.heading, "promise"));
            out.table("[[promise]]", entry)?;
        }
        for entry in &pack.age {
            out.quote(&quotes.of(&entry.heading, "age"));
            out.table("[[age]]", entry)?;
        }
        for entry in &pack.retention {
            out.quote(&quotes.of(&entry.heading, "retention"));
            out.table("[[retention]]", entry)?;
        }
        for (section, entries) in pack.statements() {
            for entry in entries {
                out.quote(&quotes.of(&entry.heading, section));
                out.table(&format!("[[{section}]]"), entry)?;
            }
        }
        for entry in &pack.unread {
            out.quote(&quotes.of(&entry.heading, "unread"));
            out.table("[[unread]]", entry)?;
        }
        for entry in &pack.digest {
            out.table("[[digest]]", entry)?;
        }
        Ok(out.0)
    }

    /// The sentences that say something, by their headings.
    fn quotes(&self) -> Quotes<'_> {
        let mut quotes = Quotes(HashMap::new());
        let told = self.statements.iter().map(|told| (told.sentence, Some(&told.says)));
        for (sentence, says) in told.chain(self.unread.iter().map(|(sentence, _)| (*sentence, None))) {
            let (heading, line, text) = self.place(sentence);
            quotes.0.entry(heading).or_default().push(Quote { sentence, line, text, says });
        }
        quotes
    }
}

/// A sentence with what it says; nothing: it was not understood.
struct Quote<'a> {
    sentence: usize,
    line: usize,
    text: &'a str,
    says: Option<&'a Says>,
}

struct Quotes<'a>(HashMap<String, Vec<Quote<'a>>>);

impl Quotes<'_> {
    /// The sentences under a heading that say something for a section: line and text.
    fn of(&self, heading: &Heading, section: &str) -> Vec<(usize, &str)> {
        let here = self.0.get(&heading.0).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<&Quote<'_>> =
            here.iter().filter(|quote| quote.says.map_or(section == "unread", |says| is_of(says, section))).collect();
        found.dedup_by_key(|quote| quote.sentence);
        found.into_iter().map(|quote| (quote.line, quote.text)).collect()
    }
}

/// A category may stand for what the text only says how it keeps.
fn is_of(says: &Says, section: &str) -> bool {
    let own = says.section();
    own == section || section == "category" && matches!(own, "retention" | "promise") || section == "note" && own == "retention"
}

struct Text(String);

impl Text {
    fn comment(&mut self, text: &str) {
        // A line's end would end the comment, and nothing of a text may become TOML.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.push_str("# ");
        self.0.push_str(text.trim());
        self.0.push('\n');
    }

    fn quote(&mut self, quotes: &[(usize, &str)]) {
        self.0.push('\n');
        for (line, text) in quotes {
            let short: String = text.chars().take(QUOTED).collect();
            let more = if short.len() < text.len() { " …" } else { "" };
            self.comment(&format!("line {line}: {short}{more}"));
        }
    }

    /// An entry; the line above it is empty if nothing was quoted.
    fn table(&mut self, head: &str, entry: &impl Serialize) -> Result<(), toml::ser::Error> {
        if self.0.lines().next_back().is_some_and(|line| !line.is_empty() && !line.starts_with("# line ")) {
            self.0.push('\n');
        }
        let value = toml::Value::try_from(entry)?;
        self.0.push_str(head);
        self.0.push('\n');
        for (key, value) in value.as_table().into_iter().flatten() {
            let is_usual =
                matches!(value, toml::Value::Array(list) if list.is_empty()) || matches!(value, toml::Value::Boolean(false));
            let is_none = key == "rounding" && value.as_str() == Some("none");
            if !is_usual && !is_none || key == "jurisdictions" {
                self.0.push_str(&format!("{key} = {value}\n"));
            }
        }
        Ok(())
    }
}
