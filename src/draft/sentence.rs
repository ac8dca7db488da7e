//! A block's text → sentences.

use super::language::Language;
use super::words::fold;

/// Signs that end a sentence in some script.
const ENDS: [char; 5] = ['.', '!', '?', '।', '॥'];

/// The sentences of a text, trimmed. A full stop ends none behind an abbreviation or an initial, in a number, in a name with
/// dots, or before a small letter.
pub fn sentences<'t>(text: &'t str, language: &Language) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !ENDS.contains(&c) {
            continue;
        }
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let closing: usize = rest.chars().take_while(|c| matches!(c, '"' | '”' | '’' | ')' | '\'')).map(char::len_utf8).sum();
        let after = rest.get(closing..).unwrap_or_default();
        let is_last = after.trim().is_empty();
        if !is_last && (!after.starts_with(char::is_whitespace) || c == '.' && !ends(text.get(start..at), after, language)) {
            continue;
        }
        let end = at + c.len_utf8() + closing;
        found.extend(text.get(start..end).map(str::trim));
        start = end;
    }
    found.extend(text.get(start..).map(str::trim));
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}

/// Whether a full stop between these ends a sentence.
fn ends(before: Option<&str>, after: &str, language: &Language) -> bool {
    let word = before.and_then(|text| text.split_whitespace().next_back()).unwrap_or_default();
    let bare = fold(word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_initial = bare.chars().count() == 1 && bare != "i" && bare.chars().all(char::is_alphabetic)
        || bare.contains('.') && bare.split('.').all(|part| part.chars().count() <= 1);
    let is_abbreviation = language.abbreviations.contains(&bare);
    let next = after.trim_start().chars().next();
    !is_initial && !is_abbreviation && next.is_none_or(|next| !next.is_lowercase())
}

/// A label at the head of a block and the rest: `Log Data: the address …`, `Verification. To protect …`.
pub fn label<'t>(text: &'t str, language: &Language) -> Option<(&'t str, &'t str)> {
    let is_label = |head: &str| {
        let n_words = head.split_whitespace().count();
        let words = super::words::tokens(head);
        let is_short = (1..=8).contains(&n_words) && head.chars().count() <= 80;
        is_short
            && !head.starts_with(char::is_lowercase)
            && !head.contains(['.', '@', '|', '?'])
            && !language.running.is_in(&words)
            && !words.iter().any(|token| token.word.chars().all(char::is_numeric))
    };
    let split = |sign: &str| text.split_once(sign).filter(|(head, rest)| is_label(head.trim()) && !rest.trim().is_empty());
    if let Some((head, rest)) = split(": ").or_else(|| split(" :")).or_else(|| split(" – ")).or_else(|| split(" — ")) {
        return Some((head.trim(), rest.trim()));
    }
    let (head, rest) = text.split_once(". ")?;
    let is_name = head.split_whitespace().count() <= 3
        && head.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3);
    (is_label(head) && is_name).then_some((head.trim(), rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::language::{Language, languages};

    fn english() -> &'static Language {
        languages().unwrap().first().unwrap()
    }

    #[test]
    fn full_stops_that_end_nothing() {
        let check = |text: &str, expected: &[&str]| assert_eq!(super::sentences(text, english()), expected);
        check("We keep it. You may ask!", &["We keep it.", "You may ask!"]);
        check("The U.S. State law, e.g. the Act, holds. It is so.", &["The U.S. State law, e.g. the Act, holds.", "It is so."]);
        check("Write to a.b@example.com. Thanks", &["Write to a.b@example.com.", "Thanks"]);
        check("हम रखते हैं। फिर हटाते हैं।", &["हम रखते हैं।", "फिर हटाते हैं।"]);
        check("(\"Content.\") Then.", &["(\"Content.\")", "Then."]);
    }

    #[test]
    fn labels_stand_before_a_colon() {
        let english = english();
        for (text, expected) in [
            ("Log Data: your IP address", Some(("Log Data", "your IP address"))),
            ("Verification. To protect you we ask.", Some(("Verification", "To protect you we ask."))),
            ("We collect: name, email", None),
            ("the following: name", None),
            ("Children are dear to us. We know.", None),
        ] {
            assert_eq!(super::label(text, english), expected, "{text}");
        }
    }
}
