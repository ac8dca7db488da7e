//! What a detector file says, as written: TOML in, [`Spec`]s and mistakes with file and line out. No pattern is compiled here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::ids::DataClass;
use crate::model::view::ClassEntry;

/// One `[[detector]]` of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// `intl.email`: country or `intl`, then the document's usual short name. Never reused.
    pub id: String,
    /// In words.
    pub name: String,
    /// A key of the class table.
    pub class: String,
    /// ISO 3166 code of the country that issues such values. A source in that country wins ties.
    pub country: Option<String>,
    /// What a value looks like: an ASCII regex without look-around. A first group, if there is one, is the value.
    pub pattern: Option<String>,
    /// More than one such.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// A name in `CHECKSUMS`. A value that fails it is no hit.
    pub checksum: Option<String>,
    /// A value that fails the checksum is a weaker hit instead of none.
    #[serde(default)]
    pub checksum_optional: bool,
    /// How a value is normalised before it is checked and tagged.
    #[serde(default)]
    pub normalise: Normalise,
    /// How much each piece of evidence weighs; added, capped at 0.99.
    pub confidence: Weights,
    /// Words nearby that speak for it, by language.
    #[serde(default)]
    pub context: BTreeMap<String, Vec<String>>,
    /// Words nearby that speak against it: 0.30 each hit, once.
    #[serde(default)]
    pub negative: Vec<String>,
    /// Column names, matched as a whole or as the last words of a longer one; `=name` only as a whole.
    #[serde(default)]
    pub columns: Vec<String>,
    /// A class: one of its values close by speaks for it as a context word does.
    pub beside: Option<DataClass>,
    /// Evidence without which nothing is accepted.
    pub needs: Option<Needs>,
    /// Where a birth date is read from.
    pub birth: Option<Birth>,
    /// Built-in code that finds or judges values.
    pub matcher: Option<String>,
    /// Texts in which it must hit.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// Texts in which it must not.
    #[serde(default)]
    pub counterexamples: Vec<Example>,
}

/// How much each piece of evidence weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// The pattern, or the matcher, hit.
    pub pattern: f32,
    /// The checksum, or the matcher's own structural check, passed.
    pub checksum: f32,
    /// A context word is near.
    pub context: f32,
    /// The column's name speaks for it.
    pub column: f32,
}

/// How a value is normalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalise {
    /// Trimmed only.
    #[default]
    None,
    /// Its ASCII digits.
    Digits,
    /// Its ASCII letters and digits, upper case.
    Alnum,
    /// Lower case, white space runs as one space.
    Lower,
    /// An e-mail address: lower case.
    Email,
    /// A phone number: E.164 where it can be read, else its digits.
    Phone,
    /// A person's name.
    Name,
    /// An IP address in its canonical spelling.
    Ip,
    /// A track of a magnetic stripe: its card's number.
    Track,
}

/// Evidence without which nothing is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// A context word, or the column's name.
    Context,
    /// The column's name or its verdict.
    Column,
}

/// Where a birth date is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Birth {
    /// The checksum module reads it out of the value.
    InValue,
}

/// A text that must, or must not, hit.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// Running text.
    Text(String),
    /// A cell, or a text with a setting.
    Placed(Placed),
}

/// An example with its setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// The column's name.
    pub column: Option<String>,
    /// The text of the cell.
    pub text: String,
    /// Where the source is.
    pub region: Option<String>,
}

/// Everything wrong with the detector files, in one error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub text: String,
}

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (ix, mistake) in self.0.iter().enumerate() {
            let end = if ix + 1 < self.0.len() { "\n" } else { "" };
            write!(f, "{}:{}: {}{end}", mistake.file, mistake.line, mistake.text)?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// What one file holds, each entry with its line.
#[derive(Default)]
pub(super) struct Parsed {
    pub detectors: Vec<(usize, Spec)>,
    pub classes: Vec<(usize, ClassEntry)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    #[serde(default)]
    detector: Vec<Spec>,
    #[serde(default)]
    class: Vec<ClassEntry>,
}

/// Reads a file entry by entry, so that one mistake does not hide the next.
pub(super) fn parse(file: &str, text: &str, mistakes: &mut Mistakes) -> Parsed {
    let mut parsed = Parsed::default();
    for (line, block) in blocks(text) {
        match toml::from_str::<Block>(block) {
            Ok(read) => {
                parsed.detectors.extend(read.detector.into_iter().map(|spec| (line, spec)));
                parsed.classes.extend(read.class.into_iter().map(|class| (line, class)));
            }
            Err(error) => {
                let before = error.span().and_then(|span| block.get(..span.start)).unwrap_or("");
                let at = line + before.bytes().filter(|b| *b == b'\n').count();
                mistakes.0.push(Mistake { file: file.to_owned(), line: at, text: said(error.message()) });
            }
        }
    }
    parsed
}

/// The file cut before each line that opens an entry, with the number of its first line.
fn blocks(text: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![(1, 0)];
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with("[[") && offset > 0 {
            starts.push((number + 1, offset));
        }
        offset += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]).collect();
    starts.iter().zip(ends).filter_map(|((line, start), end)| Some((*line, text.get(*start..end)?))).collect()
}

/// A parser's message, with the nearest known key where one is unknown.
fn said(message: &str) -> String {
    let Some(rest) = message.strip_prefix("unknown field `") else { return message.lines().collect::<Vec<_>>().join(" ") };
    let mut quoted = rest.split('`');
    let unknown = quoted.next().unwrap_or("");
    let known = quoted.skip(1).step_by(2);
    match known.max_by(|a, b| strsim::jaro_winkler(a, unknown).total_cmp(&strsim::jaro_winkler(b, unknown))) {
        Some(nearest) => format!("unknown key `{unknown}`, the nearest known one is `{nearest}`"),
        None => format!("unknown key `{unknown}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let good = "[[detector]]\nid = \"a.b\"\nname = \"n\"\nclass = \"c\"\nconfidence = { pattern = 0.5 }\n";
        let text = format!("{good}{}\n{good}\n[[detector]]\nid = 3\n", good.replace("class", "clas"));
        let mut mistakes = Mistakes::default();
        let parsed = parse("own.toml", &text, &mut mistakes);
        assert_eq!(parsed.detectors.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 12]);
        let told = mistakes.to_string();
        assert!(told.contains("own.toml:9: unknown key `clas`, the nearest known one is `class`"), "{told}");
        assert!(told.contains("own.toml:19: "), "{told}");
    }
}
