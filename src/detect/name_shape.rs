//! What looks like a person's name in running text: capitalised words with particles between them, and words of scripts
//! without capitals.

use std::sync::LazyLock;

use super::form::is_placeholder;
use super::indic::is_indic;
use super::name_lists::{devanagari, latin};
use super::word_table::{WordHash, WordTable};
use super::words::is_word_char;

/// Small words inside names.
const PARTICLES: [&str; 22] = [
    "de", "la", "van", "von", "der", "den", "del", "da", "dos", "das", "di", "du", "le", "bin", "ibn", "al", "el", "ter",
    "ten", "zu", "y", "e",
];

const TITLES: [&str; 39] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "herr",
    "herrn",
    "frau",
    "mme",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "señor",
    "señora",
    "sig",
    "श्री",
    "श्रीमती",
    "सुश्री",
    "डॉ",
    "shri",
    "smt",
    "bay",
    "bayan",
    "don",
    "heer",
    "mevrouw",
    "signor",
    "signora",
    "dott",
    "hr",
    "fru",
    "docteur",
    "doktor",
    "professor",
    "senhor",
    "senhora",
    "rev",
];

/// A word of a possible name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub is_title: bool,
    /// It is written in a script without capitals.
    pub is_other_script: bool,
}

impl Word {
    /// Whether it stands before names and is part of none.
    pub fn is_title(&self) -> bool {
        self.is_title
    }
}

/// The first run of at most `max` name words from `from` on: neighbours, apart by a space or by a comma and a space.
/// A run that `from` stands directly before begins there; else the next one in the text.
pub(super) fn words(text: &str, from: usize, max: usize) -> Vec<Word> {
    let mut run: Vec<Word> = Vec::new();
    let mut at = from;
    while run.len() < max {
        let Some(rest) = text.get(at..) else { break };
        let Some(gap) = rest.find(is_word_char) else { break };
        let between = rest.get(..gap).unwrap_or("");
        if !run.is_empty() && !is_joint(between) {
            break;
        }
        let start = at + gap;
        let end = word_end(text, start);
        at = end;
        let word = text.get(start..end).unwrap_or("");
        match kind(word) {
            Some(is_other_script) => run.push(Word { start, end, is_title: is_title(word), is_other_script }),
            // A particle joins only what stands on both its sides.
            None if !run.is_empty() && word.len() <= 3 && PARTICLES.contains(&word) => {}
            None if run.is_empty() => {}
            None => break,
        }
        // An initial's full stop belongs to it.
        if word.len() <= 4 && word.chars().count() == 1 && text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
            at += 1;
        }
    }
    run
}

fn is_joint(between: &str) -> bool {
    matches!(between, " " | ", " | ". " | "\u{A0}" | "." | "-")
}

fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut end = rest.len();
    let mut chars = rest.char_indices().peekable();
    while let Some((ix, c)) = chars.next() {
        let inside = matches!(c, '\'' | '’') && ix > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !is_word_char(c) && !inside {
            end = ix;
            break;
        }
    }
    start + end
}

/// Whether a word can be part of a name, and if so whether its script has no capitals: `Sharma`, `SHARMA`, `McArthur`,
/// `O'Neil`; not `iOS`, `NaCl2`.
fn kind(word: &str) -> Option<bool> {
    if let [first, rest @ ..] = word.as_bytes()
        && word.is_ascii()
    {
        let n_upper = rest.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        let is_possible = first.is_ascii_uppercase() && word.len() <= 24 && !rest.iter().any(u8::is_ascii_digit);
        return (is_possible && (n_upper <= 1 || n_upper == rest.len() || rest.contains(&b'\''))).then_some(false);
    }
    let first = word.chars().next()?;
    let n_chars = word.chars().count();
    if n_chars > 24 || word.chars().any(char::is_numeric) {
        return None;
    }
    if is_indic(first) {
        return (!devanagari(word).is_no_name && word.chars().all(is_word_char)).then_some(true);
    }
    if first.is_uppercase() {
        let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
        return (n_upper == n_chars || n_upper <= 2 || word.contains('\'')).then_some(false);
    }
    None
}

/// Whether a word is one of a list of small words, whatever its case.
pub(super) fn is_among(word: &str, list: &[&str]) -> bool {
    if word.is_ascii() {
        return list.iter().any(|one| one.eq_ignore_ascii_case(word));
    }
    list.contains(&word.to_lowercase().as_str())
}

fn is_title(word: &str) -> bool {
    static SET: LazyLock<WordTable<()>> = LazyLock::new(|| WordTable::of(&TITLES));
    if word.is_ascii() {
        SET.get(WordHash::of_ascii(word.as_bytes(), 0..word.len())).is_some()
    } else {
        is_among(word, &TITLES)
    }
}

/// Whether a whole text is two to five words of a name, none of which names a thing.
pub(super) fn looks_like_name(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 80 || is_placeholder(text) {
        return false;
    }
    let run = words(text, 0, 6);
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let is_thing = run.iter().any(|word| latin(text.get(word.start..word.end).unwrap_or("")).is_thing);
    (2..=5).contains(&run.len()) && first.start == 0 && last.end == text.trim_end_matches('.').len() && !is_thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_a_shape() {
        for (text, expected) in [
            ("Priya Sharma", true),
            ("PRIYA SHARMA", true),
            ("Sharma, Priya", true),
            ("Ana de la Cruz", true),
            ("J. R. Hartley", true),
            ("Seán O'Neil", true),
            ("प्रिया शर्मा", true),
            ("Иван Петров", true),
            ("Blue Widget", false),
            ("Acme GmbH", false),
            ("priya sharma", false),
            ("Priya", false),
            ("Order 66", false),
            ("Priya Sharma wrote", false),
        ] {
            assert_eq!(looks_like_name(text), expected, "{text}");
        }
    }
}
