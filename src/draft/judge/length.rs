//! Periods: a number and a unit of time, in words or digits, as ISO 8601.

use std::ops::Range;

use crate::draft::language::Language;
use crate::draft::words::{Phrases, Token};

/// Months of a year, and hours of a day.
const MONTHS: f64 = 12.0;
const HOURS: f64 = 24.0;

/// A length of time that some words state.
#[derive(Clone, PartialEq, Debug)]
pub struct Length {
    /// The words that state it.
    pub words: Range<usize>,
    /// ISO 8601; none for hours that are no whole days.
    pub iso: Option<String>,
    /// Of a range, the words of it: the longer length counts.
    pub is_range: bool,
    /// How often, not how long: `every 30 days`.
    pub is_often: bool,
}

/// The lengths of time in a sentence, in order.
pub fn lengths(tokens: &[Token], language: &Language) -> Vec<Length> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match length(tokens, at, language) {
            Some(length) => {
                at = length.words.end.max(at + 1);
                found.push(length);
            }
            None => at += 1,
        }
    }
    found
}

fn length(tokens: &[Token], at: usize, language: &Language) -> Option<Length> {
    let period = &language.period;
    let (number, after) = number(tokens, at, language)?;
    // `6 to 12 months`: the longer counts.
    let second = period.range.at(tokens, after).and_then(|next| language.number(tokens, next));
    let (number, after, is_range) = match second {
        Some((second, end)) if unit(tokens, end, language).is_some() => (second, end, true),
        _ => (number, after, false),
    };
    let hyphened = tokens.get(at + 1).is_some_and(|token| matches!(token.sign, Some('-' | '–')))
        && language.number(tokens, at + 1).is_some();
    let (number, after, is_range) =
        match language.number(tokens, at + 1).filter(|(_, end)| hyphened && unit(tokens, *end, language).is_some()) {
            Some((second, end)) => (second, end, true),
            None => (number, after, is_range),
        };
    let (unit, end) = unit(tokens, after, language)?;
    // A unit of age is no period.
    let old = (after..=after + 1).any(|at| period.old.at(tokens, at).is_some());
    if old {
        return None;
    }
    let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let is_often = (0..before.len()).any(|start| period.often.at(before, start) == Some(before.len()));
    let iso = iso(number, unit);
    Some(Length { words: at..end, iso, is_range, is_often })
}

/// A number, `a` before a unit, or `half a`.
fn number(tokens: &[Token], at: usize, language: &Language) -> Option<(f64, usize)> {
    let period = &language.period;
    if let Some(after) = period.half.at(tokens, at) {
        let after = period.article.at(tokens, after).unwrap_or(after);
        return unit(tokens, after, language).map(|_| (0.5, after));
    }
    if let Some(found) = language.number(tokens, at) {
        return Some(found);
    }
    let after = period.article.at(tokens, at)?;
    let is_plain = unit(tokens, after, language).is_some();
    is_plain.then_some((1.0, after))
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
    Hours,
}

fn unit(tokens: &[Token], at: usize, language: &Language) -> Option<(Unit, usize)> {
    let period = &language.period;
    let at = period.between.at(tokens, at).unwrap_or(at);
    let units: [(&Phrases, Unit); 5] = [
        (&period.days, Unit::Days),
        (&period.weeks, Unit::Weeks),
        (&period.months, Unit::Months),
        (&period.years, Unit::Years),
        (&period.hours, Unit::Hours),
    ];
    units.iter().find_map(|(phrases, unit)| Some((*unit, phrases.at(tokens, at)?)))
}

/// Whole days, weeks, months or years; half years are months.
fn iso(number: f64, unit: Unit) -> Option<String> {
    let (number, letter) = match unit {
        Unit::Years if number.fract() != 0.0 => (number * MONTHS, 'M'),
        Unit::Hours => (number / HOURS, 'D'),
        Unit::Days => (number, 'D'),
        Unit::Weeks => (number, 'W'),
        Unit::Months => (number, 'M'),
        Unit::Years => (number, 'Y'),
    };
    let is_whole = number.fract() == 0.0 && (1.0..=9_999.0).contains(&number);
    is_whole.then(|| format!("P{number}{letter}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::language::languages;
    use crate::draft::words::tokens;

    #[test]
    fn lengths_are_read_in_words_and_digits() {
        let languages = languages().unwrap();
        let check = |code: &str, text: &str, expected: &[Option<&str>]| {
            let language = languages.iter().find(|language| language.code == code).unwrap();
            let found: Vec<Option<String>> = lengths(&tokens(text), language).into_iter().map(|length| length.iso).collect();
            assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected, "{text}");
        };
        check("en", "for 30 days, then two (2) years", &[Some("P30D"), Some("P2Y")]);
        check("en", "a year; half a year; one and a half", &[Some("P1Y"), Some("P6M")]);
        check("en", "six to twelve months, 6-12 months", &[Some("P12M"), Some("P12M")]);
        check("en", "72 hours or 5 hours", &[Some("P3D"), None]);
        check("en", "a 24-month period of 1.5 years", &[Some("P24M"), Some("P18M")]);
        check("en", "children under 13 years of age, 16 years old", &[]);
        check("en", "180 calendar days, 10 business days, 1 July 2024", &[Some("P180D"), Some("P10D")]);
        check("hi", "तीस दिनों तक, ३ वर्ष, छह महीने", &[Some("P30D"), Some("P3Y"), Some("P6M")]);
    }
}
