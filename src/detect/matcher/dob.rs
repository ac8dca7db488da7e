//! Dates as dates of birth. A date by itself never is one: the column's name or a word nearby must say so.

use std::ops::Range;

use jiff::civil::Date;

use super::{Judged, Matcher, Place};
use crate::detect::normalise::lower;
use crate::detect::scene::Scene;
use crate::model::finding::{BirthBasis, BirthDate};
use crate::model::time::Day;

pub(super) const MATCHER: Matcher = Matcher { name: "date-of-birth", find: None, judge };

/// The first letters of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish and Hindi.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "oca", "जन"],
    &["feb", "fév", "fev", "şub", "फर", "फ़र"],
    &["mar", "mär", "maa", "mrt", "मार्च"],
    &["apr", "avr", "abr", "nis", "अप्र"],
    &["may", "mai", "mag", "mei", "मई"],
    &["jun", "juin", "giu", "haz", "जून"],
    &["jul", "juil", "lug", "tem", "जुल"],
    &["aug", "aoû", "aou", "ago", "ağu", "अग"],
    &["sep", "set", "eyl", "सित"],
    &["oct", "okt", "ott", "out", "eki", "अक्ट", "अक्तू"],
    &["nov", "kas", "नव"],
    &["dec", "dez", "déc", "dic", "ara", "दिस"],
];

fn judge(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let (a, b) = read(text, scene.setting.region)?;
    let (earliest, latest) = (a.min(b), a.max(b));
    let today = scene.setting.today;
    let oldest = today.to_date().year().saturating_sub(125);
    let is_epoch = earliest == jiff::civil::date(1970, 1, 1) && text.len() < 8;
    if Day::from_date(latest) > today || earliest.year() < oldest || is_epoch {
        return None;
    }
    let (earliest, latest) = (Day::from_date(earliest), Day::from_date(latest));
    let birth = BirthDate { earliest, latest, basis: BirthBasis::DateOfBirth };
    Some(Judged { birth: Some(birth), ..Judged::plain(earliest.to_string()) })
}

/// The date, twice; or the two dates that day-first and month-first make of it, where the region does not tell.
pub(in crate::detect) fn read(text: &str, region: Option<&str>) -> Option<(Date, Date)> {
    if let Some((year, month, day)) = plainly(text.as_bytes()) {
        let date = Date::new(year, month as i8, day as i8).ok()?;
        return Some((date, date));
    }
    let lower = lower(text);
    let lower = if lower.contains(['年', '년']) { in_parts(&lower) } else { lower };
    let date = lower.split(['t', ' ']).next().filter(|head| head.len() >= 8 && head.starts_with(|c: char| c.is_ascii_digit()));
    let numeric = date.unwrap_or(&lower);
    let parts: Vec<&str> = numeric.split(['-', '/', '.']).collect();
    if let [a, b, c] = parts.as_slice() {
        return of_parts(a, b, c, region);
    }
    if numeric.len() == 8 && numeric.bytes().all(|b| b.is_ascii_digit()) {
        return once(numeric.get(..4)?, numeric.get(4..6)?, numeric.get(6..)?);
    }
    in_words(&lower)
}

/// `1988年3月12日`, `1988년 3월 12일` → `1988-3-12`.
fn in_parts(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn of_parts(a: &str, b: &str, c: &str, region: Option<&str>) -> Option<(Date, Date)> {
    if a.len() == 4 {
        return once(a, b, c);
    }
    let c = c.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    if b.chars().any(char::is_alphabetic) {
        return once(&full_year(c)?, &month(b)?.to_string(), a);
    }
    let year = full_year(c)?;
    let (day_first, month_first) = (once(&year, b, a), once(&year, a, b));
    match (day_first, month_first) {
        (Some((d, _)), Some((m, _))) => match region {
            Some("US") => Some((m, m)),
            Some(_) => Some((d, d)),
            None => Some((d, m)),
        },
        (one, other) => one.or(other),
    }
}

/// Two digits are a year of this century or the last, whichever is not after 2029.
fn full_year(year: &str) -> Option<String> {
    match year.len() {
        4 => Some(year.to_owned()),
        2 => Some(format!("{}{year}", if year < "30" { "20" } else { "19" })),
        _ => None,
    }
}

fn once(year: &str, month: &str, day: &str) -> Option<(Date, Date)> {
    let number = |text: &str| -> Option<i16> {
        let digits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok())?
    };
    let date = Date::new(number(year)?, number(month)?.try_into().ok()?, number(day)?.try_into().ok()?).ok()?;
    Some((date, date))
}

/// Year, month and day of `1988-03-12`, as databases write it.
fn plainly(text: &[u8]) -> Option<(i16, i16, i16)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[&u8]| {
        let add = |number: i16, digit: &&u8| digit.is_ascii_digit().then(|| number * 10 + i16::from(**digit - b'0'));
        digits.iter().try_fold(0, add)
    };
    Some((number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?))
}

fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|heads| heads.iter().any(|head| word.starts_with(head))).map(|ix| ix + 1)
}

/// `12 march 1990`, `march 12, 1990`, `12. märz 1990`, `12 de marzo de 1990`.
fn in_words(text: &str) -> Option<(Date, Date)> {
    let mut numbers: Vec<&str> = Vec::new();
    let mut named = None;
    for word in text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()).take(8) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(word.trim_end_matches(|c: char| !c.is_ascii_digit()));
        } else if named.is_none() {
            named = month(word);
        }
    }
    match (named?.to_string(), numbers.as_slice()) {
        (month, [day, year]) if year.len() == 4 && day.len() <= 2 => once(year, &month, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    fn check(text: &str, region: Option<&str>, expected: &str) {
        let birth = cell(&MATCHER, text, region).and_then(|judged| judged.birth);
        let told = birth
            .map(|b| if b.earliest == b.latest { b.earliest.to_string() } else { format!("{}..{}", b.earliest, b.latest) });
        assert_eq!(told.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        check("1990-03-12", None, "1990-03-12");
        check("1990-03-12T00:00:00Z", None, "1990-03-12");
        check("1990-03-12 00:00:00", None, "1990-03-12");
        check("12.03.1990", Some("DE"), "1990-03-12");
        check("03/12/1990", Some("US"), "1990-03-12");
        check("03/12/1990", None, "1990-03-12..1990-12-03");
        check("25/12/1990", None, "1990-12-25");
        check("19900312", None, "1990-03-12");
        check("12 March 1990", None, "1990-03-12");
        check("March 12, 1990", None, "1990-03-12");
        check("12. März 1990", None, "1990-03-12");
        check("12 de marzo de 1990", None, "1990-03-12");
        check("12-Mar-90", None, "1990-03-12");
        check("12 मार्च 1990", None, "1990-03-12");
        check("3rd June 2014", None, "2014-06-03");
        check("1988年3月12日", None, "1988-03-12");
        check("1962년 12월 24일", None, "1962-12-24");
    }

    #[test]
    fn what_nobody_was_born_on_is_no_date_of_birth() {
        for text in ["2031-01-01", "1870-01-01", "1990-13-40", "hello", "", "1.2", "12", "2024-02-30"] {
            check(text, None, "");
        }
    }
}
