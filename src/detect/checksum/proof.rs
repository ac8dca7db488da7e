//! What the rules' tests share: rows of values, and the slips that a check digit promises to find.

use super::birth::Birth;
use crate::model::time::Day;

/// Holds each value against what it should be.
pub(super) fn check(is_valid: fn(&str) -> bool, rows: &[(&str, bool)]) {
    for (text, expected) in rows {
        assert_eq!(is_valid(text), *expected, "{text}");
    }
}

/// Holds the days that each value tells, as of 2026-06-01, against what they should be; `none` for a value that is not valid or
/// tells none.
pub(super) fn born_on(read: fn(&str) -> Option<Birth>, rows: &[(&str, &str)]) {
    let today = Day::from_date(jiff::civil::date(2026, 6, 1));
    for (text, expected) in rows {
        let days = read(text).and_then(|birth| birth.between(today));
        assert_eq!(days.map_or("none".to_owned(), |(first, last)| format!("{first} {last}")), *expected, "{text}");
    }
}

/// Changes each digit of a valid value to every other one: none of them may pass.
pub(super) fn every_changed_digit_fails(is_valid: impl Fn(&str) -> bool, text: &str) {
    assert!(is_valid(text), "{text} itself");
    for (at, old) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        for new in ('0'..='9').filter(|new| *new != old) {
            let mut changed = text.to_owned();
            changed.replace_range(at..=at, new.encode_utf8(&mut [0; 4]));
            assert!(!is_valid(&changed), "{changed} for {text}");
        }
    }
}

/// Swaps neighbours that differ: none of them may pass, but for the pairs that the rule is known not to tell apart.
pub(super) fn swapped_neighbours_fail(is_valid: impl Fn(&str) -> bool, text: &str, blind: &[(char, char)]) {
    let chars: Vec<char> = text.chars().collect();
    for at in 1..chars.len() {
        let (a, b) = (chars[at - 1], chars[at]);
        if a == b || blind.contains(&(a, b)) || blind.contains(&(b, a)) {
            continue;
        }
        let mut swapped = chars.clone();
        swapped.swap(at - 1, at);
        let swapped: String = swapped.into_iter().collect();
        assert!(!is_valid(&swapped), "{swapped} for {text}");
    }
}

/// The body with the one character of an alphabet that makes it valid; none if no character does, a failure if several do.
pub(super) fn fitting(is_valid: impl Fn(&str) -> bool, body: &str, alphabet: &str) -> Option<String> {
    let mut fits = alphabet.chars().map(|c| format!("{body}{c}")).filter(|text| is_valid(text));
    let first = fits.next();
    assert_eq!(fits.next(), None, "two check characters for {body}");
    first
}
