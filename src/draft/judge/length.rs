//! Periods: a number and a unit of time, in words or digits, as ISO 8601.

use std::ops::Range;

use crate::draft::language::Language;
use crate::draft::words::{Phrases, Token};

/// Months of a year, and hours of a day.
const MONTHS: f64 = 12.0;
const HOURS: f64 = 24.0;

/// Why a length of time is not read, as a draft says it.
const HOURS_LEFT: &str = "a period in hours that are no whole days";
const NO_PERIOD: &str = "a period that no calendar has";
const UNSURE: &str = "a length of time whose number was not understood";

/// A length of time that some words state.
#[derive(Clone, PartialEq, Debug)]
pub struct Length {
    /// The words that state it.
    pub words: Range<usize>,
    /// ISO 8601, or why there is none.
    pub iso: Result<String, &'static str>,
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
        match length(tokens, at, language).or_else(|| vague(tokens, at, language)) {
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
    let (first, after) = number(tokens, at, language)?;
    // `6 to 12 months`, `6-12 months`: the longer counts. Between words a hyphen is spelling: `twenty-four`.
    let is_digits = |at: usize| tokens.get(at).is_some_and(|token| token.word.starts_with(|c: char| c.is_ascii_digit()));
    let is_hyphened =
        tokens.get(after).is_some_and(|token| matches!(token.sign, Some('-' | '–'))) && is_digits(at) && is_digits(after);
    let next = if is_hyphened { Some(after) } else { period.range.at(tokens, after) };
    let second = next.and_then(|next| language.number(tokens, next)).filter(|(_, end)| unit(tokens, *end, language).is_some());
    let (number, after) = second.unwrap_or((first, after));
    let (unit, end) = unit(tokens, after, language)?;
    // `A year and a half`.
    let (number, end) = period.and_a_half.at(tokens, end).map_or((number, end), |end| (number + 0.5, end));
    // A unit of age is no period.
    let old = (after..=after + 1).any(|at| period.old.at(tokens, at).is_some());
    if old {
        return None;
    }
    let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let is_often = (0..before.len()).any(|start| period.often.at(before, start) == Some(before.len()));
    // A number directly before this one belongs to it in a way that is not known here: `30 (sixty) days`, `six-twelve months`.
    let is_torn = at.checked_sub(1).is_some_and(|before| {
        let is_joined = tokens.get(at).is_some_and(|token| matches!(token.sign, None | Some('-' | '–' | '(')));
        is_joined && is_number(tokens, before, language)
    });
    let iso = if is_torn { Err(UNSURE) } else { iso(number, unit) };
    Some(Length { words: at..end, iso, is_range: second.is_some(), is_often })
}

/// `Several years`, `2/3 of a year`: a length of time whose number is none that can be read.
fn vague(tokens: &[Token], at: usize, language: &Language) -> Option<Length> {
    let after = language.period.vague.at(tokens, at).or_else(|| is_number(tokens, at, language).then_some(at + 1))?;
    let (_, end) = unit(tokens, after, language)?;
    let is_old = (after..=after + 1).any(|at| language.period.old.at(tokens, at).is_some());
    (!is_old).then_some(Length { words: at..end, iso: Err(UNSURE), is_range: false, is_often: false })
}

/// Whether a word is a number of any kind, read or not: `30`, `2/3`, `thirty`.
fn is_number(tokens: &[Token], at: usize, language: &Language) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    token.word.contains(char::is_numeric) || language.numbers.contains_key(&token.word)
}

/// A number, `a` before a unit, or `half a`; with its half: `two and a half`.
fn number(tokens: &[Token], at: usize, language: &Language) -> Option<(f64, usize)> {
    let period = &language.period;
    if let Some(after) = period.half.at(tokens, at) {
        let after = period.article.at(tokens, after).unwrap_or(after);
        return unit(tokens, after, language).map(|_| (0.5, after));
    }
    if let Some((number, after)) = language.number(tokens, at) {
        return Some(period.and_a_half.at(tokens, after).map_or((number, after), |after| (number + 0.5, after)));
    }
    // `साढ़े तीन` is three and a half.
    if let Some((number, after)) = period.half_more.at(tokens, at).and_then(|next| language.number(tokens, next)) {
        return Some((number + 0.5, after));
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
fn iso(number: f64, unit: Unit) -> Result<String, &'static str> {
    let (number, letter) = match unit {
        Unit::Years if number.fract() != 0.0 => (number * MONTHS, 'M'),
        Unit::Hours => (number / HOURS, 'D'),
        Unit::Days => (number, 'D'),
        Unit::Weeks => (number, 'W'),
        Unit::Months => (number, 'M'),
        Unit::Years => (number, 'Y'),
    };
    if number.fract() != 0.0 {
        return Err(if unit == Unit::Hours { HOURS_LEFT } else { NO_PERIOD });
    }
    if (1.0..=9_999.0).contains(&number) { Ok(format!("P{number}{letter}")) } else { Err(NO_PERIOD) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::language::languages;
    use crate::draft::words::tokens;

    #[test]
    fn lengths_are_read_in_words_and_digits() {
        let languages = languages().unwrap();
        const P: fn(&'static str) -> Result<&'static str, &'static str> = Ok;
        let check = |code: &str, text: &str, expected: &[Result<&str, &str>]| {
            let language = languages.iter().find(|language| language.code == code).unwrap();
            let found: Vec<_> = lengths(&tokens(text), language).into_iter().map(|length| length.iso).collect();
            assert_eq!(found.iter().map(|iso| iso.as_deref().map_err(|why| *why)).collect::<Vec<_>>(), expected, "{text}");
        };
        check("en", "for 30 days, then two (2) years", &[P("P30D"), P("P2Y")]);
        check("en", "a year; half a year; one and a half", &[P("P1Y"), P("P6M")]);
        check("en", "six to twelve months, 6-12 months, 18–24 months", &[P("P12M"), P("P12M"), P("P24M")]);
        check("en", "72 hours or 5 hours", &[P("P3D"), Err(HOURS_LEFT)]);
        check("en", "a 24-month period of 1.5 years", &[P("P24M"), P("P18M")]);
        check("en", "children under 13 years of age, 16 years old", &[]);
        check("en", "180 calendar days, 10 business days, 1 July 2024", &[P("P180D"), P("P10D")]);
        check("hi", "तीस दिनों तक, ३ वर्ष, छह महीने", &[P("P30D"), P("P3Y"), P("P6M")]);
    }

    #[test]
    fn numbers_of_several_words_are_read_whole_or_told() {
        let check = |code: &str, text: &str, expected: Result<&str, &str>| {
            let language = languages().unwrap().iter().find(|language| language.code == code).unwrap();
            let found: Vec<_> = lengths(&tokens(text), language).into_iter().map(|length| length.iso).collect();
            assert_eq!(found.iter().map(|iso| iso.as_deref().map_err(|why| *why)).collect::<Vec<_>>(), [expected], "{text}");
        };
        for (text, expected) in [
            ("for twenty-four months", Ok("P24M")),
            ("for forty-five (45) days", Ok("P45D")),
            ("for 45 (forty-five) days", Ok("P45D")),
            ("three hundred sixty-five days", Ok("P365D")),
            ("three hundred and sixty-five days", Ok("P365D")),
            ("one hundred and twenty days", Ok("P120D")),
            ("one hundred days", Ok("P100D")),
            ("a hundred days", Ok("P100D")),
            ("one thousand and one days", Ok("P1001D")),
            ("two and a half years", Ok("P30M")),
            ("a year and a half", Ok("P18M")),
            ("2½ years", Ok("P30M")),
            ("thirty to forty-five days", Ok("P45D")),
            ("a twenty-four-month period", Ok("P24M")),
            ("six-twelve months", Err(UNSURE)),
            ("30 (sixty) days", Err(UNSURE)),
            ("2/3 years", Err(UNSURE)),
            ("several years", Err(UNSURE)),
            ("a couple of months", Err(UNSURE)),
            ("two dozen months", Err(UNSURE)),
            ("99999999999999999999 years", Err(NO_PERIOD)),
            ("1.5 days", Err(NO_PERIOD)),
        ] {
            check("en", text, expected);
        }
        for (text, expected) in [
            ("एक सौ बीस दिन", Ok("P120D")),
            ("तीन सौ पैंसठ दिन", Ok("P365D")),
            ("सौ दिन", Ok("P100D")),
            ("डेढ़ वर्ष", Ok("P18M")),
            ("ढाई साल", Ok("P30M")),
            ("साढ़े तीन वर्ष", Ok("P42M")),
            ("आधा वर्ष", Ok("P6M")),
            ("छह से बारह महीने", Ok("P12M")),
            ("कुछ महीनों", Err(UNSURE)),
            ("कई वर्षों", Err(UNSURE)),
        ] {
            check("hi", text, expected);
        }
    }
}
