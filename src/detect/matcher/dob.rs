//! Dates as dates of birth. A date by itself never is one: the column's name or a word nearby must say so.

use std::ops::Range;

use jiff::civil::Date;

use super::{Judged, Matcher, Place, eras, months};
use crate::detect::normalise::lower;
use crate::detect::scene::Scene;
use crate::model::finding::{BirthBasis, BirthDate};
use crate::model::time::Day;

pub(super) const MATCHER: Matcher = Matcher { name: "date-of-birth", find: None, judge };

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let text = scene.text.get(span.clone())?.trim();
    let region = scene.setting.region;
    let told = read(text, region).or_else(|| eight_digits(text, region));
    let (a, b) = match place {
        Place::Text if is_stamp(scene.text, span) => return None,
        Place::Text => told?,
        Place::Cell => told.or_else(|| roughly(text)).or_else(|| counted(text))?,
    };
    let (earliest, latest) = (a.min(b), a.max(b));
    let today = scene.setting.today;
    let oldest = today.to_date().year().saturating_sub(125);
    let is_epoch = earliest == jiff::civil::date(1970, 1, 1) && text.len() < 8;
    if Day::from_date(latest) > today && Day::from_date(earliest) > today || earliest.year() < oldest || is_epoch {
        return None;
    }
    let (earliest, latest) = (Day::from_date(earliest), Day::from_date(latest).min(today));
    let basis = if is_year(text) { BirthBasis::StatedAge } else { BirthBasis::DateOfBirth };
    let birth = BirthDate { earliest, latest, basis };
    Some(Judged { birth: Some(birth), ..Judged::plain(earliest.to_string()) })
}

/// The time at which a line of a log was written: it begins the line, and goes on to the minute.
fn is_stamp(text: &str, span: Range<usize>) -> bool {
    let before = text.get(..span.start).unwrap_or("").trim_end_matches(['[', '(', '"', '<']);
    let after = text.get(span.start..).unwrap_or("");
    let time = after.get(10..).and_then(|rest| rest.strip_prefix(['T', ' ', '_'])).unwrap_or("");
    let is_time = matches!(time.as_bytes(), [h1, h2, b':', m1, m2, ..] if [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()));
    is_time && (before.is_empty() || before.ends_with('\n'))
}

/// `12031985`: day, month and year in a row.
fn eight_digits(text: &str, region: Option<&str>) -> Option<(Date, Date)> {
    let is_so = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    is_so.then(|| of_parts(text.get(..2)?, text.get(2..4)?, text.get(4..)?, region)).flatten()
}

fn is_year(text: &str) -> bool {
    let year = text.strip_suffix(".0").unwrap_or(text);
    year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())
}

/// The first and the last day of a year, or of a month: `1985`, `1985-03`, `03/1985`.
fn roughly(text: &str) -> Option<(Date, Date)> {
    if is_year(text) {
        let year = text.get(..4)?;
        return Some((once(year, "1", "1")?.0, once(year, "12", "31")?.0));
    }
    let (a, b) = text.split_once(['-', '/', '.'])?;
    if a.len() == 4 { of_month(a, b) } else { of_month(b, a).filter(|_| b.len() == 4) }
}

fn of_month(year: &str, month: &str) -> Option<(Date, Date)> {
    let (first, _) = once(year, month, "1")?;
    Some((first, first.last_of_month()))
}

/// A day as machines count it: seconds or milliseconds since 1970, or days since the end of 1899 as in sheets.
fn counted(text: &str) -> Option<(Date, Date)> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let number: i64 = text.parse().ok()?;
    let start = |year, month, day| Date::new(year, month, day).ok();
    let (from, n_days) = match text.len() {
        5 if number > 0 => (start(1899, 12, 30)?, number),
        9 | 10 => (start(1970, 1, 1)?, number.div_euclid(86_400)),
        11 if number < 0 => (start(1970, 1, 1)?, number.div_euclid(86_400)),
        12..=14 => (start(1970, 1, 1)?, number.div_euclid(86_400_000)),
        _ => return None,
    };
    let date = from.checked_add(jiff::Span::new().try_days(n_days).ok()?).ok()?;
    Some((date, date))
}

/// The date, twice; or the two dates that day-first and month-first make of it, where the region does not tell.
pub(in crate::detect) fn read(text: &str, region: Option<&str>) -> Option<(Date, Date)> {
    if let Some((year, month, day)) = plainly(text.as_bytes()) {
        let date = Date::new(year, month as i8, day as i8).ok()?;
        return Some((date, date));
    }
    let lower = lower(text);
    let lower = eras::plainly(&lower).unwrap_or(lower);
    let date = lower.split(['t', ' ']).next().filter(|head| head.len() >= 8 && head.starts_with(|c: char| c.is_ascii_digit()));
    let numeric = date.unwrap_or(&lower);
    let parts: Vec<&str> = numeric.split(['-', '/', '.']).map(str::trim).collect();
    match parts.as_slice() {
        [a, b, c] if !c.is_empty() => return of_parts(a, b, c, region),
        [year, month] if text.contains('年') => return of_month(year, month),
        _ => {}
    }
    if numeric.len() == 8 && numeric.bytes().all(|b| b.is_ascii_digit()) {
        return once(numeric.get(..4)?, numeric.get(4..6)?, numeric.get(6..)?);
    }
    in_words(&lower, region)
}

fn of_parts(a: &str, b: &str, c: &str, region: Option<&str>) -> Option<(Date, Date)> {
    if a.len() == 4 {
        return once(a, b, c);
    }
    let c = c.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    if b.chars().any(char::is_alphabetic) {
        return once(&full_year(c)?, &months::number(b, region)?.to_string(), a);
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
    let date = Date::new(eras::common(number(year)?), number(month)?.try_into().ok()?, number(day)?.try_into().ok()?).ok()?;
    Some((date, date))
}

/// Year, month and day of `1988-03-12`, as databases write it.
fn plainly(text: &[u8]) -> Option<(i16, i16, i16)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    // Years of another era are read below.
    if *y1 > b'2' || (*y1 == b'2' && *y2 > b'3') {
        return None;
    }
    let number = |digits: &[&u8]| {
        let add = |number: i16, digit: &&u8| digit.is_ascii_digit().then(|| number * 10 + i16::from(**digit - b'0'));
        digits.iter().try_fold(0, add)
    };
    Some((number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?))
}

/// `12 march 1990`, `march 12, 1990`, `12. märz 1990`, `12 de marzo de 1990`, `3rd of may 1990`, `1985. március 12.`,
/// `ngày 12 tháng 3 năm 1985`.
fn in_words(text: &str, region: Option<&str>) -> Option<(Date, Date)> {
    let is_between = |c: char| matches!(c, ' ' | ',' | '.' | '-' | '/' | '\'' | '’' | '،');
    let words = || text.split(is_between).filter(|word| !word.is_empty()).take(10);
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let numbers = words().filter(is_number).map(|word| word.trim_end_matches(|c: char| !c.is_ascii_digit()));
    let numbers: Vec<&str> = numbers.collect();
    if let ([day, month, year], true) = (numbers.as_slice(), words().any(|word| word == "tháng")) {
        return once(year, month, day);
    }
    let (day, year) = match numbers.as_slice() {
        [day, year] if year.len() == 4 && day.len() <= 2 => (day, year),
        [year, day] if year.len() == 4 && day.len() <= 2 => (day, year),
        _ => return None,
    };
    let month = words().filter(|word| !is_number(word)).find_map(|word| months::number(word, region))?;
    once(year, &month.to_string(), day)
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
        check("3rd of May 1990", None, "1990-05-03");
        check("1er avril 1990", None, "1990-04-01");
        check("12 مارس 1985", None, "1985-03-12");
        check("1985. március 12.", None, "1985-03-12");
        check("ngày 12 tháng 3 năm 1985", None, "1985-03-12");
        check("12/03/2528", Some("TH"), "1985-03-12");
        check("昭和60年3月12日", None, "1985-03-12");
        check("S60.3.12", None, "1985-03-12");
        check("1985年3月", None, "1985-03-01..1985-03-31");
        check("25121985", None, "1985-12-25");
    }

    #[test]
    fn cells_tell_a_day_in_other_ways_too() {
        check("1985", None, "1985-01-01..1985-12-31");
        check("2026", None, "2026-01-01..2026-06-01");
        check("1985-03", None, "1985-03-01..1985-03-31");
        check("03/1985", None, "1985-03-01..1985-03-31");
        check("478569600", None, "1985-03-02");
        check("-483926400", None, "1954-09-01");
        check("478569600000", None, "1985-03-02");
        check("31082.0", None, "1985-02-04");
    }

    #[test]
    fn the_stamp_of_a_line_is_no_birth() {
        for (text, is_one) in [
            ("2024-01-01 00:00:00 INFO user.birthday job started", true),
            ("x\n[2024-01-01T00:00:00Z] birthday job", true),
            ("born 2024-01-01 00:00:00", false),
            ("2024-01-01 born", false),
        ] {
            let at = text.find("2024").unwrap_or(0);
            assert_eq!(is_stamp(text, at..at + 10), is_one, "{text}");
        }
    }

    #[test]
    fn what_nobody_was_born_on_is_no_date_of_birth() {
        for text in ["2031-01-01", "1870-01-01", "1990-13-40", "hello", "", "1.2", "12", "2024-02-30", "2031", "99999999"] {
            check(text, None, "");
        }
    }
}
