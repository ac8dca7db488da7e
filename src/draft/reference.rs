//! References to parts of the text that are not there.

use super::language::Language;
use super::outline::{Outline, Sentence};
use super::page::numbered;
use super::statement::{Note, Says, Statement};
use super::words::{Token, folded};

/// How near to the word `section` a name in quotes stands, in words; and how near the name of a law.
const NEAR: usize = 2;
const LAW: usize = 8;

/// A note for each part that a sentence refers to and that the text does not have.
pub fn broken(language: &Language, outline: &Outline) -> Vec<Statement> {
    let names: Vec<String> = outline.sections.iter().map(|section| folded(&section.title)).collect();
    let labels: Vec<String> = outline.sentences.iter().filter_map(|sentence| sentence.label.as_deref().map(folded)).collect();
    let numbers: Vec<&str> = outline.sections.iter().filter_map(|section| Some(numbered(&section.title)?.0)).collect();
    let mut found: Vec<Statement> = Vec::new();
    for (ix, sentence) in outline.sentences.iter().enumerate() {
        for named in references(sentence, language) {
            let is_there = match &named {
                Named::Number(number) => numbers.iter().any(|known| top(known) == top(number)),
                Named::Text(text) => {
                    let text = folded(text);
                    let is_it =
                        |known: &String| known.contains(&text) || text.contains(known.as_str()) && known.split(' ').count() > 1;
                    names.iter().chain(&labels).any(is_it)
                }
            };
            let says = Says::Note(Note::BrokenReference(named.to_string()));
            if !is_there && found.iter().all(|other| other.says != says) {
                found.push(Statement { says, sentence: ix, hedges: Vec::new() });
            }
        }
    }
    found
}

/// `4` of `4.2`; letters of any case and digits of any script are the same.
fn top(number: &str) -> String {
    folded(number.split('.').next().unwrap_or(number))
}

/// What a sentence refers to.
enum Named {
    /// A section's number.
    Number(String),
    /// A section's name.
    Text(String),
}

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "section {number}"),
            Self::Text(text) => write!(f, "“{text}”"),
        }
    }
}

fn references(sentence: &Sentence, language: &Language) -> Vec<Named> {
    let tokens = &sentence.tokens;
    let mut found = Vec::new();
    for range in language.say.section.all(tokens) {
        let around = tokens.get(range.start.saturating_sub(3)..(range.end + LAW).min(tokens.len())).unwrap_or_default();
        if language.say.section_of_law.is_in(around) {
            continue;
        }
        match tokens.get(range.end).filter(|token| token.word.starts_with(|c: char| c.is_ascii_digit())) {
            Some(number) if number.sign.is_none() => found.push(Named::Number(number.word.clone())),
            _ => found.extend(
                quoted(&sentence.text)
                    .into_iter()
                    .filter(|(at, _)| is_near(tokens, range.start, *at))
                    .map(|(_, text)| Named::Text(text)),
            ),
        }
    }
    found
}

/// The texts in quotation marks, with where they begin and end, in bytes.
fn quoted(text: &str) -> Vec<((usize, usize), String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '“' | '«' | '‘') => open = Some((at + c.len_utf8(), c)),
            (None, '"') => open = Some((at + 1, '"')),
            (Some((start, '"')), '"')
            | (Some((start, '“')), '”' | '“')
            | (Some((start, '«')), '»')
            | (Some((start, '‘')), '’') => {
                found.extend(text.get(start..at).map(|inner| ((start, at), inner.trim().to_owned())));
                open = None;
            }
            _ => {}
        }
    }
    found.retain(|(_, inner)| !inner.is_empty());
    found
}

/// Whether a quotation stands directly before or behind a word.
fn is_near(tokens: &[Token], word: usize, (start, end): (usize, usize)) -> bool {
    let inside = |token: &&Token| token.at.start >= start && token.at.end <= end;
    let before = tokens.get(word.saturating_sub(NEAR)..word).unwrap_or_default();
    let behind = tokens.get(word + 1..(word + 1 + NEAR).min(tokens.len())).unwrap_or_default();
    before.iter().any(|token| inside(&token)) || behind.iter().any(|token| inside(&token))
}
