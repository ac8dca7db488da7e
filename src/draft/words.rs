//! Words of a text and phrases of a vocabulary, compared alike in every script. Apart from `language` because it knows no
//! language.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most words that `..` in a phrase stands for.
const GAP: usize = 3;

/// A word of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// The word as phrases are compared with it: see [`fold`].
    pub word: String,
    /// Where it stands in the sentence, in bytes.
    pub at: Range<usize>,
    /// The last sign between it and the word before; none: only spaces.
    pub sign: Option<char>,
}

/// The words of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut sign = None;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_letter(c) {
            if !c.is_whitespace() {
                sign = Some(c);
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = chars.peek().copied() {
            if !is_letter(c) && !is_inner(text, start, at, c) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = text.get(start..end).map(fold).unwrap_or_default();
        if !word.is_empty() {
            found.push(Token { word, at: start..end, sign: sign.take() });
        }
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a sign belongs to the word around it: `don't`, `U.S.`, `1.5`, `2016/679`.
fn is_inner(text: &str, start: usize, at: usize, c: char) -> bool {
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    let so_far = text.get(start..at).unwrap_or_default();
    let last = so_far.chars().next_back();
    let is_number = last.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric);
    match c {
        '\'' | '’' => next.is_some_and(char::is_alphabetic),
        '.' => {
            let is_initial = so_far.split('.').next_back().is_some_and(|part| part.chars().count() == 1);
            is_number || (is_initial && next.is_some_and(char::is_alphabetic) && last.is_some_and(char::is_alphabetic))
        }
        '/' | ',' => is_number && (c == '/' || so_far.chars().all(char::is_numeric)),
        _ => false,
    }
}

/// A word without what spelling varies in: case, ending `'s`, commas in numbers, nukta, chandrabindu, joiners; digits of any
/// Indian script become `0` to `9`.
pub fn fold(word: &str) -> String {
    let folded: String = word
        .nfc()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, '\u{93c}' | '\u{200c}' | '\u{200d}' | ','))
        .map(|c| match c {
            '’' => '\'',
            '\u{901}' => '\u{902}',
            '०'..='९' => char::from_digit(c as u32 - '०' as u32, 10).unwrap_or(c),
            c => c,
        })
        .collect();
    let bare = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(&folded);
    bare.to_owned()
}

/// The text's words, one space apart: equal for texts that differ in layout alone.
pub fn folded(text: &str) -> String {
    tokens(text).into_iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
}

/// A part of a phrase.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    /// This word; `?` stands for any letter.
    Word(String),
    /// Any word that begins so.
    Stem(String),
    /// Any word.
    Any,
    /// Up to [`GAP`] words.
    Gap,
}

impl Part {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(text) if !text.contains('?') => text == word,
            Self::Word(text) => text.chars().count() == word.chars().count() && begins(word, text),
            Self::Stem(stem) => begins(word, stem),
            Self::Any => true,
            Self::Gap => false,
        }
    }
}

fn begins(word: &str, pattern: &str) -> bool {
    let mut letters = word.chars();
    pattern.chars().all(|wanted| letters.next().is_some_and(|letter| wanted == '?' || wanted == letter))
}

/// A phrase of a vocabulary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phrase(Vec<Part>);

impl Phrase {
    /// `word*` is a stem, `_` any word, `..` up to three words, `?` any letter.
    pub fn new(text: &str) -> Self {
        let words = text.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
        Self(
            words
                .map(|word| match word {
                    "_" => Part::Any,
                    ".." => Part::Gap,
                    word => match word.strip_suffix('*') {
                        Some(stem) => Part::Stem(fold(stem)),
                        None => Part::Word(fold(word)),
                    },
                })
                .collect(),
        )
    }

    /// The letter that its first word begins with, if it is always the same.
    fn letter(&self) -> Option<char> {
        match self.0.first()? {
            Part::Word(text) | Part::Stem(text) => text.chars().next().filter(|letter| *letter != '?'),
            Part::Any | Part::Gap => None,
        }
    }

    /// The end of the phrase if it begins at this word.
    fn ends(&self, tokens: &[Token], at: usize) -> Option<usize> {
        if !matches!(self.0.first(), Some(Part::Gap) | None) && !self.0.first()?.fits(&tokens.get(at)?.word) {
            return None;
        }
        // No phrase goes from one cell of a table into the next; it is looked for as far as this phrase can reach.
        let n_gaps = self.0.iter().filter(|part| **part == Part::Gap).count();
        let reach = self.0.len() + n_gaps * GAP;
        let border = tokens.iter().skip(at + 1).take(reach).position(|token| token.sign == Some('|'));
        let row = border.and_then(|n| tokens.get(..=at + n)).unwrap_or(tokens);
        ends(&self.0, row, at)
    }
}

fn ends(parts: &[Part], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    if *part == Part::Gap {
        return (at..=at + GAP).find_map(|next| ends(rest, tokens, next));
    }
    if part.fits(&tokens.get(at)?.word) { ends(rest, tokens, at + 1) } else { None }
}

/// Phrases that mean the same.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    /// By the letter that they begin with.
    by_letter: HashMap<char, Vec<Phrase>>,
    /// Those that any letter begins.
    rest: Vec<Phrase>,
}

impl From<Vec<String>> for Phrases {
    fn from(texts: Vec<String>) -> Self {
        let mut phrases = Self::default();
        for phrase in texts.iter().map(|text| Phrase::new(text)) {
            match phrase.letter() {
                Some(letter) => phrases.by_letter.entry(letter).or_default().push(phrase),
                None => phrases.rest.push(phrase),
            }
        }
        phrases
    }
}

impl Phrases {
    /// The phrases that may begin at this word.
    fn beginning(&self, tokens: &[Token], at: usize) -> impl Iterator<Item = &Phrase> {
        let letter = tokens.get(at).and_then(|token| token.word.chars().next());
        let own = letter.and_then(|letter| self.by_letter.get(&letter)).map(Vec::as_slice).unwrap_or_default();
        own.iter().chain(&self.rest)
    }

    /// The longest phrase that begins at this word: its end.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.beginning(tokens, at).filter_map(|phrase| phrase.ends(tokens, at)).max()
    }

    /// All places, the longest phrase at each, in order.
    pub fn all(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        (0..tokens.len()).filter_map(|start| Some(start..self.at(tokens, start)?)).collect()
    }

    /// The first place.
    pub fn first(&self, tokens: &[Token]) -> Option<Range<usize>> {
        (0..tokens.len()).find_map(|start| Some(start..self.at(tokens, start)?))
    }

    /// Whether there is any.
    pub fn is_in(&self, tokens: &[Token]) -> bool {
        self.first(tokens).is_some()
    }

    /// Whether the whole is one of the phrases.
    pub fn is_all_of(&self, tokens: &[Token]) -> bool {
        self.beginning(tokens, 0).any(|phrase| phrase.ends(tokens, 0) == Some(tokens.len()))
    }

    /// How many of the words begin a phrase.
    pub fn count(&self, tokens: &[Token]) -> usize {
        (0..tokens.len()).filter(|start| self.at(tokens, *start).is_some()).count()
    }
}

/// What stands in a sentence, of a list of entries with their phrases: the longest phrases first, none over another; in order.
pub fn longest<T>(entries: &[T], phrases: fn(&T) -> &Phrases, tokens: &[Token]) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for (ix, entry) in entries.iter().enumerate() {
        found.extend(phrases(entry).all(tokens).into_iter().map(|range| (range, ix)));
    }
    found.sort_by_key(|(range, ix)| (std::cmp::Reverse(range.len()), range.start, *ix));
    let mut kept: Vec<(Range<usize>, usize)> = Vec::new();
    for (range, ix) in found {
        if kept.iter().all(|(other, _)| range.end <= other.start || other.end <= range.start) {
            kept.push((range, ix));
        }
    }
    kept.sort_by_key(|(range, _)| range.start);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_spelling_varies_in() {
        for (text, expected) in [
            ("We don’t keep your e-mail.", "we don't keep your e mail"),
            ("the U.S. users' data (GDPR)", "the u.s users data gdpr"),
            ("Regulation (EU) 2016/679, 1.5 years, 1,000 days", "regulation eu 2016/679 1.5 years 1000 days"),
            ("३० दिनों तक; ज़रूरत हो", "30 दिनों तक जरूरत हो"),
            ("यहाँ", "यहां"),
        ] {
            assert_eq!(folded(text), expected);
        }
    }

    #[test]
    fn phrases_have_stems_and_gaps() {
        let check = |phrase: &str, text: &str, expected: Option<Range<usize>>| {
            let phrases = Phrases::from(vec![phrase.to_owned()]);
            assert_eq!(phrases.first(&tokens(text)), expected, "{phrase} in {text}");
        };
        check("delet*", "we shall delete it", Some(2..3));
        check("close .. account", "when you close your old account", Some(2..6));
        check("close .. account", "close one two three four account", None);
        check("page _ of _", "Page 3 of 12", Some(0..4));
        check("organi?ational", "organisational measures", Some(0..1));
        check("opt-out", "to opt out", Some(1..3));
    }

    #[test]
    fn the_longest_phrase_hides_the_shorter() {
        let lists: Vec<Phrases> = [vec!["address"], vec!["ip address", "ip"]]
            .into_iter()
            .map(|list| Phrases::from(list.into_iter().map(str::to_owned).collect::<Vec<_>>()))
            .collect();
        let found = longest(&lists, |phrases| phrases, &tokens("your address and your IP address"));
        assert_eq!(found, [(1..2, 0), (4..6, 1)]);
    }
}
