//! What a bound column's text says about when an event happened. Vague dates are intervals, never guesses.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::model::about::TimeUnit;
use crate::model::time::{Day, EventTime, Origin};

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
/// Empty text: it has not happened. A sentinel, an impossible date or one after `today`: suspect. Something that is no
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
    let Some((earliest, latest)) = interval(text, clock) else { return EventTime::Unknown };
    let (earliest, latest) = (Day::from_date(earliest), Day::from_date(latest));
    if earliest.is_suspect(today) {
        return EventTime::Suspect;
    }
    EventTime::At { earliest, latest: latest.min(today), origin: Origin::Bound }
}

/// The days, both included, that a text can mean.
pub fn interval(text: &str, clock: &Clock<'_>) -> Option<(Date, Date)> {
    if let Some(unit) = clock.unit
        && let Some(number) = whole_number(text)
    {
        let per_second = (unit.per_day() / 86_400).max(1);
        return match unit {
            TimeUnit::Days => epoch(number.checked_mul(86_400)?, None),
            _ => epoch(number.div_euclid(per_second), clock.zone),
        };
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text, clock.zone);
    }
    // An instant that says where it was counted is another day elsewhere.
    if let Some(zone) = clock.zone
        && let Ok(instant) = text.parse::<Timestamp>()
    {
        let date = instant.to_zoned(zone.clone()).date();
        return Some((date, date));
    }
    let numbers = leading_numbers(text)?;
    match numbers {
        Numbers { first, second: Some(second), third: None, first_len: 4, .. } => month(first, second),
        Numbers { first, second: Some(second), third: Some(third), first_len: 4, .. } => exact(first, second, third),
        Numbers { first, second: Some(second), third: Some(third), separator, third_len: 4, .. } => {
            day_and_month(first, second, third, separator)
        }
        _ => None,
    }
}

/// `2024`, `202403`, `20240302`, `20240302101112`, epoch seconds (10 digits), milliseconds (13) or microseconds (16).
fn digits(text: &str, zone: Option<&TimeZone>) -> Option<(Date, Date)> {
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    match text.len() {
        4 => Some((day(part(0..4)?, 1, 1)?, day(part(0..4)?, 12, 31)?)),
        6 => month(part(0..4)?, part(4..6)?),
        8 | 14 => exact(part(0..4)?, part(4..6)?, part(6..8)?),
        10 => epoch(part(0..10)?, zone),
        13 => epoch(part(0..13)? / 1_000, zone),
        16 => epoch(part(0..16)? / 1_000_000, zone),
        _ => None,
    }
}

/// A whole number, or the whole part of one with a fraction.
fn whole_number(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = fraction.bytes().all(|b| b.is_ascii_digit());
    whole.parse().ok().filter(|_| is_number)
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
            ("99999999999999999", None, Some(Days), "Unknown"),
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
            ("2024-13-01", "Unknown"),
            ("2023-02-29", "Unknown"),
            ("yesterday", "Unknown"),
            ("1.2.3.4", "Unknown"),
            ("2024-03-02x", "Unknown"),
            ("123456789012345678901234567890", "Unknown"),
        ] {
            check(text, expected);
        }
    }
}
