//! Names of persons in one spelling: any script to Latin, lower case, tokens, sound. The same person's name in Hindi, in
//! capitals, turned round or slightly misspelt meets itself here, because only tags of these forms are stored.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::indic;
use super::word_table::{WordHash, WordTable};
use crate::model::secret::{Raw, Term, TermKind};

/// Words before or after a name that are not part of it.
const TITLES: [&str; 33] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "hr", "fr", "monsieur", "madame", "mme",
    "mlle", "senor", "senora", "srta", "sra", "sr", "dott", "sig", "pan", "pani", "shri", "shrimati", "shrimti", "smt",
    "kumari", "bay", "bayan",
];

/// The most tokens of one name that are tagged.
const MAX_TOKENS: usize = 8;

/// The forms under which a name is tagged: whole, sorted, each token, sound. None if no letter is left of it.
pub fn terms(name: &str) -> Vec<Term> {
    let tokens = tokens(name);
    if tokens.is_empty() {
        return Vec::new();
    }
    let term = |kind, text: String| Term { kind, text: Raw::new(text) };
    let mut terms = vec![term(TermKind::Whole, tokens.join(" ")), term(TermKind::Sorted, sorted(&tokens))];
    let mut seen: Vec<&String> = Vec::new();
    for token in &tokens {
        if !seen.contains(&token) {
            seen.push(token);
            terms.push(term(TermKind::Token, token.clone()));
        }
    }
    let sound = sound(&tokens);
    if !sound.is_empty() {
        terms.push(term(TermKind::Sound, sound));
    }
    terms
}

/// The tokens of a name in alphabetical order, as [`TermKind::Sorted`] tags them.
pub(super) fn sorted_form(name: &str) -> String {
    sorted(&tokens(name))
}

/// The tokens in their order: the surname after a comma goes last.
pub(super) fn whole(name: &str) -> String {
    tokens(name).join(" ")
}

/// The first letters of a name's tokens: `P. S.`
pub(super) fn initials(name: &str) -> String {
    let initials: Vec<String> = tokens(name)
        .iter()
        .take(4)
        .filter_map(|token| token.chars().next())
        .map(|c| format!("{}.", c.to_ascii_uppercase()))
        .collect();
    initials.join(" ")
}

/// The tokens of a name, lower-case Latin, without titles.
pub(super) fn tokens(name: &str) -> Vec<String> {
    let turned;
    let ordered = match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() && !first.contains(',') => {
            turned = format!("{first} {last}");
            turned.as_str()
        }
        _ => name,
    };
    let latin = latin(ordered);
    let mut tokens: Vec<String> = latin
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .filter(|token| token.bytes().any(|b| b.is_ascii_alphabetic()))
        .map(|token| if token.contains('\'') { token.replace('\'', "") } else { token.to_owned() })
        .collect();
    let n_titles = tokens.iter().filter(|token| is_title(token)).count();
    if (1..tokens.len()).contains(&n_titles) {
        tokens.retain(|token| !is_title(token));
    }
    tokens.truncate(MAX_TOKENS);
    tokens
}

fn is_title(token: &str) -> bool {
    static SET: LazyLock<WordTable<()>> = LazyLock::new(|| WordTable::of(&TITLES));
    SET.get(WordHash::of(token)).is_some()
}

fn sorted(tokens: &[String]) -> String {
    let mut tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    tokens.sort_unstable();
    tokens.join(" ")
}

/// Double Metaphone (L. Philips, 2000) of each token; a single letter is its own sound.
fn sound(tokens: &[String]) -> String {
    let metaphone = rphonetic::DoubleMetaphone::default();
    let mut codes: Vec<String> = tokens.iter().map(|token| metaphone.double_metaphone(token).primary()).collect();
    codes.retain(|code| !code.is_empty());
    codes.sort_unstable();
    codes.join(" ")
}

/// The text in lower-case Latin letters. Indic scripts by their own rules, all others letter by letter.
fn latin(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let composed: String = text.nfc().collect();
    let mut latin = String::with_capacity(composed.len());
    let mut rest = composed.as_str();
    while let Some(c) = rest.chars().next() {
        let len = rest.find(|d| indic::is_indic(d) != indic::is_indic(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(len);
        if indic::is_indic(c) {
            latin.push_str(&indic::romanise(run));
        } else {
            latin.push_str(&any_ascii::any_ascii(run));
        }
        rest = after;
    }
    latin.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(name: &str, kind: TermKind) -> String {
        terms(name).iter().find(|term| term.kind == kind).map(|term| term.text.expose().to_owned()).unwrap_or_default()
    }

    #[test]
    fn spellings_of_one_name_meet() {
        let sound = term("Priya Sharma", TermKind::Sound);
        for name in ["प्रिया शर्मा", "Priya Sharma", "Sharma, Prya", "PRIYA SHARMA", "Ms. Priya Sharma", "શર્મા, પ્રિયા"]
        {
            assert_eq!(term(name, TermKind::Sound), sound, "{name}");
        }
        for name in ["प्रिया शर्मा", "Priya Sharma", "Sharma, Priya", "PRIYA SHARMA", "श्रीमती प्रिया शर्मा"]
        {
            assert_eq!(term(name, TermKind::Sorted), "priya sharma", "{name}");
            assert_eq!(term(name, TermKind::Whole), "priya sharma", "{name}");
        }
        assert_ne!(term("Priya Verma", TermKind::Sound), sound);
    }

    #[test]
    fn tokens_are_plain_latin() {
        for (name, expected) in [
            ("José María O'Brien-Núñez", "jose maria obrien nunez"),
            ("Dr. Jürgen Groß", "jurgen gross"),
            ("Иван Петров", "ivan petrov"),
            ("राजकुमार यादव", "rajkumar yadav"),
            ("अमित कुमार", "amit kumar"),
            ("सुनीता देवी", "sunita devi"),
            ("Sr", "sr"),
            ("12 34", ""),
            ("", ""),
        ] {
            assert_eq!(whole(name), expected, "{name}");
        }
        assert!(terms("—").is_empty());
        assert_eq!(initials("प्रिया शर्मा"), "P. S.");
    }
}
