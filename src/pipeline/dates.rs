//! What a bound column's text says about when an event happened. Vague dates are intervals, never guesses.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::model::about::TimeUnit;
use crate::model::time::{Day, EventTime, Origin};

/// The seconds of the last day of 9999, and the first after it.
const LAST_DAY: std::ops::RangeInclusive<i64> = 253_402_214_400..=253_402_300_800;

/// How a column's times are read.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The day of the scan.
    pub today: Day,
    /// The time zone in which the day of an instant is counted; none: the day as it is written, of numbers UTC.
    pub zone: Option<&'a TimeZone>,
    /// The unit of numbers; none: told by their length.
    pub unit: Option<TimeUnit>,
}

/// What is known of an event from the text of its bound column.
///
/// Empty text: it has not happened. A sentinel, a date that no calendar has or one after `today`: suspect. Something that is no
/// date: unknown. A month, a year, or a day and month in an order that cannot be told: an interval.
pub fn event_time(text: &str, clock: &Clock<'_>) -> EventTime {
    let today = clock.today;
    let text = text.trim();
    if text.is_empty() || text.eq_ignore_ascii_case("null") {
        return EventTime::NotHappened;
    }
    if text.starts_with("0000-00-00") || text == "0" {
        return EventTime::Suspect;
    }
    match told(text, clock) {
        Told::NoDate => EventTime::Unknown,
        Told::Impossible => EventTime::Suspect,
        Told::Days(earliest, latest) => {
            let (earliest, latest) = (Day::from_date(earliest), Day::from_date(latest));
            let is_suspect = earliest.is_suspect(today);
            let (latest, origin) = (latest.min(today), Origin::Bound);
            if is_suspect { EventTime::Suspect } else { EventTime::At { earliest, latest, origin } }
        }
    }
}

/// The days, both included, that a text can mean; none of what is no date, or none that a calendar has.
pub fn interval(text: &str, clock: &Clock<'_>) -> Option<(Date, Date)> {
    match told(text, clock) {
        Told::Days(earliest, latest) => Some((earliest, latest)),
        Told::NoDate | Told::Impossible => None,
    }
}

/// What a text says of a day.
#[derive(Clone, Copy)]
enum Told {
    /// These days, both included.
    Days(Date, Date),
    /// It is written as a date, and no calendar has it: 29 February 2023, the 13th month, an instant after the year 9999.
    Impossible,
    /// It is not written as a date.
    NoDate,
}

impl Told {
    /// What is written as a date, with the days that it means.
    fn written(days: Option<(Date, Date)>) -> Self {
        days.map_or(Self::Impossible, |(earliest, latest)| Self::Days(earliest, latest))
    }
}

fn told(text: &str, clock: &Clock<'_>) -> Told {
    if let Some(unit) = clock.unit
        && is_whole_number(text)
    {
        let per_second = (unit.per_day() / 86_400).max(1);
        // More than a number of 64 bits is as impossible as what is outside the calendar.
        let number = text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
        return Told::written(number.and_then(|number| match unit {
            TimeUnit::Days => epoch(number.checked_mul(86_400)?, None),
            _ => epoch(number.div_euclid(per_second), clock.zone),
        }));
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text, clock.zone);
    }
    // An instant that says where it was counted is another day elsewhere.
    if let Some(zone) = clock.zone
        && let Ok(instant) = text.parse::<Timestamp>()
    {
        let date = instant.to_zoned(zone.clone()).date();
        return Told::Days(date, date);
    }
    match leading_numbers(text) {
        Some(Numbers { first, second: Some(second), third: None, first_len: 4, is_short: true, .. }) => {
            Told::written(month(first, second))
        }
        Some(Numbers { first, second: Some(second), third: Some(third), first_len: 4, is_short: true, .. }) => {
            Told::written(exact(first, second, third))
        }
        Some(Numbers { first, second: Some(second), third: Some(third), separator, third_len: 4, is_short: true, .. }) => {
            Told::written(day_and_month(first, second, third, separator))
        }
        _ => Told::NoDate,
    }
}

/// `2024`, `202403`, `20240302`, `20240302101112`, epoch seconds (10 digits), milliseconds (13) or microseconds (16); and the last
/// day of 9999 in any of these, which programs write for `never`.
fn digits(text: &str, zone: Option<&TimeZone>) -> Told {
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let whole = part(0..text.len());
    if whole.is_some_and(|number| {
        [1, 1_000, 1_000_000].iter().any(|per| LAST_DAY.contains(&(number / per)) && number > 9_999_999_999)
    }) {
        return Told::Impossible;
    }
    let ymd = || exact(part(0..4)?, part(4..6)?, part(6..8)?);
    match text.len() {
        4 => Told::written(whole.and_then(|year| day(year, 1, 1).zip(day(year, 12, 31)))),
        6 => Told::written(part(0..4).zip(part(4..6)).and_then(|(year, of_year)| month(year, of_year))),
        8 | 14 => Told::written(ymd()),
        10 => Told::written(whole.and_then(|seconds| epoch(seconds, zone))),
        13 => Told::written(whole.and_then(|number| epoch(number / 1_000, zone))),
        16 => Told::written(whole.and_then(|number| epoch(number / 1_000_000, zone))),
        _ => Told::NoDate,
    }
}

/// A whole number, or one with a fraction.
fn is_whole_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    !digits.is_empty() && digits.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
}

fn epoch(seconds: i64, zone: Option<&TimeZone>) -> Option<(Date, Date)> {
    let date = match zone {
        Some(zone) => Timestamp::from_second(seconds).ok()?.to_zoned(zone.clone()).date(),
        None => date(1970, 1, 1).checked_add(jiff::Span::new().try_days(seconds.div_euclid(86_400)).ok()?).ok()?,
    };
    Some((date, date))
}

/// Up to three numbers at the start of a text that `-`, `/` or `.` separates.
struct Numbers {
    first: i64,
    second: Option<i64>,
    third: Option<i64>,
    first_len: usize,
    third_len: usize,
    separator: u8,
    /// No part is longer than in a date: what is longer is a number of another kind.
    is_short: bool,
}

fn leading_numbers(text: &str) -> Option<Numbers> {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|b| !b.is_ascii_digit() && !b"-/.".contains(b)).unwrap_or(bytes.len());
    // What follows the date must be a time, not more of a word or number.
    if bytes.get(end).is_some_and(|b| !b" T,Z+".contains(b)) {
        return None;
    }
    let separator = *bytes.get(..end)?.iter().find(|b| !b.is_ascii_digit())?;
    let mut parts = text.get(..end)?.split(separator as char);
    let first = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number = |part: Option<&str>| part.map(str::parse::<i64>).transpose().ok();
    Some(Numbers {
        first: first.parse().ok()?,
        second: number(second)?,
        third: number(third)?,
        first_len: first.len(),
        third_len: third.map_or(0, str::len),
        separator,
        is_short: {
            let ends = [first.len(), third.map_or(0, str::len)];
            ends.into_iter().filter(|length| *length > 2).count() <= 1 && second.is_none_or(|part| part.len() <= 2)
        },
    })
}

/// Day and month before a year: with dots the day comes first; with others the order is told only by a number over 12.
fn day_and_month(first: i64, second: i64, year: i64, separator: u8) -> Option<(Date, Date)> {
    let day_first = day(year, second, first);
    if separator == b'.' {
        return day_first.map(|d| (d, d));
    }
    let month_first = day(year, first, second);
    match (day_first, month_first) {
        (Some(a), Some(b)) => Some((a.min(b), a.max(b))),
        (one, other) => one.or(other).map(|d| (d, d)),
    }
}

fn month(year: i64, month: i64) -> Option<(Date, Date)> {
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}

fn exact(year: i64, month: i64, of_month: i64) -> Option<(Date, Date)> {
    day(year, month, of_month).map(|d| (d, d))
}

fn day(year: i64, month: i64, of_month: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, of_month.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        check_with(text, (None, None), expected);
    }

    fn check_with(text: &str, (zone, unit): (Option<&str>, Option<TimeUnit>), expected: &str) {
        let zone = zone.map(|zone| TimeZone::get(zone).unwrap());
        let clock = Clock { today: Day::from_date(date(2026, 6, 1)), zone: zone.as_ref(), unit };
        let shown = match event_time(text, &clock) {
            EventTime::At { earliest, latest, .. } if earliest == latest => earliest.to_string(),
            EventTime::At { earliest, latest, .. } => format!("{earliest}..{latest}"),
            other => format!("{other:?}"),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn dates_as_programs_write_them() {
        for (text, expected) in [
            ("2024-03-02", "2024-03-02"),
            ("2024-03-02T23:59:59Z", "2024-03-02"),
            ("2024-03-02 10:11:12.123+02", "2024-03-02"),
            ("2024/03/02", "2024-03-02"),
            ("02.03.2024", "2024-03-02"),
            ("20240302", "2024-03-02"),
            ("20240302101112", "2024-03-02"),
            ("1709337600", "2024-03-02"),
            ("1709337600000", "2024-03-02"),
            ("25/12/2023", "2023-12-25"),
            ("12/25/2023", "2023-12-25"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn a_zone_and_a_unit_say_what_the_text_leaves_open() {
        use TimeUnit::{Days, Microseconds, Milliseconds, Seconds};
        let (berlin, here) = (Some("Europe/Berlin"), Some("America/New_York"));
        for (text, zone, unit, expected) in [
            ("2024-03-02T23:30:00Z", berlin, None, "2024-03-03"),
            ("2024-03-02T23:30:00Z", here, None, "2024-03-02"),
            ("2024-03-02 00:30:00+01", here, None, "2024-03-01"),
            ("2024-03-02 23:30:00", berlin, None, "2024-03-02"),
            ("2024-03", berlin, None, "2024-03-01..2024-03-31"),
            ("1709422200", berlin, None, "2024-03-03"),
            ("1709422200", berlin, Some(Seconds), "2024-03-03"),
            ("1709422200.75", None, Some(Seconds), "2024-03-02"),
            ("1709422200000", None, Some(Milliseconds), "2024-03-02"),
            ("946684800", None, Some(Seconds), "2000-01-01"),
            ("946684800000", None, Some(Milliseconds), "2000-01-01"),
            ("946684800000000", None, Some(Microseconds), "2000-01-01"),
            ("19784", berlin, Some(Days), "2024-03-02"),
            ("20240302", None, Some(Seconds), "1970-08-23"),
            ("0", None, Some(Seconds), "Suspect"),
            ("99999999999999999", None, Some(Days), "Suspect"),
            ("99999999999999999999999999", None, Some(Seconds), "Suspect"),
            ("253402300799", None, Some(Seconds), "Suspect"),
            ("253402300799", berlin, Some(Seconds), "Suspect"),
            ("253402300799000", here, Some(Milliseconds), "Suspect"),
            ("-86400", None, Some(Seconds), "1969-12-31"),
            ("2023-02-30T10:00:00Z", berlin, None, "Suspect"),
            ("2024-03-02", None, Some(Milliseconds), "2024-03-02"),
        ] {
            check_with(text, (zone, unit), expected);
        }
    }

    #[test]
    fn vague_dates_are_intervals() {
        for (text, expected) in [
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2021", "2021-01-01..2021-12-31"),
            ("03/04/2024", "2024-03-04..2024-04-03"),
            ("2026", "2026-01-01..2026-06-01"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn nothing_sentinels_and_nonsense_are_told_apart() {
        for (text, expected) in [
            ("", "NotHappened"),
            ("  ", "NotHappened"),
            ("NULL", "NotHappened"),
            ("0000-00-00 00:00:00", "Suspect"),
            ("1970-01-01", "Suspect"),
            ("1900-01-01", "Suspect"),
            ("9999-12-31", "Suspect"),
            ("2026-06-02", "Suspect"),
            ("2024-13-01", "Suspect"),
            ("2023-02-29", "Suspect"),
            ("2023-02-29 10:11:12", "Suspect"),
            ("29.02.2023", "Suspect"),
            ("31/04/2023", "Suspect"),
            ("00/00/0000", "Suspect"),
            ("00.00.0000 00:00", "Suspect"),
            ("2020-13", "Suspect"),
            ("2020-00-00", "Suspect"),
            ("20201301", "Suspect"),
            ("31.12.9999", "Suspect"),
            ("253402300799", "Suspect"),
            ("253402300799999", "Suspect"),
            ("253402214400000000", "Suspect"),
            ("4102444800", "Suspect"),
            ("123456789012", "Unknown"),
            ("1234-5678", "Unknown"),
            ("555-0100", "Unknown"),
            ("12/2024", "Unknown"),
            ("1/2/3", "Unknown"),
            ("12-345-6789", "Unknown"),
            ("yesterday", "Unknown"),
            ("1.2.3.4", "Unknown"),
            ("2024-03-02x", "Unknown"),
            ("123456789012345678901234567890", "Unknown"),
        ] {
            check(text, expected);
        }
    }
}
