//! The date that a text gives itself.

use jiff::civil::{Date, date};

use super::language::Language;
use super::outline::Outline;
use super::words::{Token, tokens};

/// How far behind `last updated` the date stands, in words.
const NEAR: usize = 6;

/// The version that the text states, as an ISO date.
pub fn version(outline: &Outline, language: &Language) -> Option<String> {
    outline.sentences.iter().find_map(|sentence| {
        let words = tokens(&format!("{} {}", sentence.label.as_deref().unwrap_or_default(), sentence.text));
        let marks = language.dates.version.all(&words);
        let near = |at: usize| words.get(at..(at + NEAR).min(words.len())).unwrap_or_default();
        marks.into_iter().find_map(|mark| Some(read(near(mark.end), language)?.to_string()))
    })
}

/// `1 July 2024`, `July 1, 2024`, `2024-07-01`, `01.07.2024`; a date whose day and month could be either is none.
fn read(words: &[Token], language: &Language) -> Option<Date> {
    // `1st`, `22nd`.
    let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse::<i16>().ok();
    let months = &language.dates.months;
    let month = words.iter().position(|token| months.contains(&token.word));
    if let Some(at) = month {
        let month = months.iter().position(|month| words.get(at).is_some_and(|token| token.word == *month))? + 1;
        let around: Vec<i16> = words.iter().filter_map(|token| number(&token.word)).collect();
        let year = around.iter().find(|number| **number >= 1990)?;
        let day = around.iter().find(|number| (1..=31).contains(*number))?;
        return Date::new(*year, i8::try_from(month).ok()?, i8::try_from(*day).ok()?).ok();
    }
    let first = words.first()?;
    let dotted: Vec<i16> = first.word.split(['.', '/']).filter_map(|part| part.parse().ok()).collect();
    let numbers: Vec<i16> =
        if dotted.len() == 3 { dotted } else { words.iter().take(3).filter_map(|token| token.word.parse().ok()).collect() };
    let [a, b, c] = numbers.as_slice() else { return None };
    let small = |number: i16| i8::try_from(number).ok();
    match (*a, *b, *c) {
        (year, month, day) if year >= 1990 => Date::new(year, small(month)?, small(day)?).ok(),
        (day, month, year) if year >= 1990 && (day > 12 || first.word.contains('.')) => {
            Date::new(year, small(month)?, small(day)?).ok()
        }
        _ => None,
    }
    .filter(|found| *found > date(1990, 1, 1))
}
