//! The day that a line of a log states of itself: ISO 8601 and its relatives, syslog, access logs, ctime, epoch seconds.
//!
//! The day is the one written there, whatever the zone: a day is all that is kept of it.

use jiff::civil::Date;

use crate::model::time::Day;

/// How far into a line a time stamp may begin behind other words (`update-alternatives 2024-03-02 …`).
const LOOK: usize = 48;

const MONTHS: [&[u8; 3]; 12] = [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

/// The day of the stamp at or near the line's beginning. `modified` gives a stamp without a year its year.
pub(super) fn of_line(line: &[u8], modified: Option<Day>) -> Option<Day> {
    let line = after_priority(line.trim_ascii_start());
    let inner = line.strip_prefix(b"[").unwrap_or(line);
    syslog(inner, modified).or_else(|| ctime(inner)).or_else(|| epoch_at_start(line)).or_else(|| iso_near_start(line)).or_else(
        || {
            let open = memchr::memchr(b'[', line.get(..line.len().min(512))?)?;
            clf(line.get(open + 1..)?)
        },
    )
}

/// The day of a value that is a time as a whole: ISO 8601, RFC 3339 or epoch seconds, milli-, micro- or nanoseconds.
pub(super) fn of_value(text: &str) -> Option<Day> {
    let bytes = text.trim().as_bytes();
    let is_number = bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    if is_number {
        return epoch(bytes);
    }
    if let Some((day, n)) = iso_date(bytes) {
        let rest = bytes.get(n..).unwrap_or_default();
        return (rest.is_empty() || clock_after_date(rest)).then_some(day);
    }
    clf(bytes).or_else(|| rfc_2822(bytes))
}

/// Without `<34>` or `<34>1 ` in front.
fn after_priority(line: &[u8]) -> &[u8] {
    let Some(rest) = line.strip_prefix(b"<") else {
        return line;
    };
    let n = rest.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let Some(rest) = rest.get(n..).and_then(|rest| rest.strip_prefix(b">")).filter(|_| n > 0) else {
        return line;
    };
    rest.strip_prefix(b"1 ").unwrap_or(rest)
}

/// An ISO date with a time behind it, at the start of a word near the line's beginning.
fn iso_near_start(line: &[u8]) -> Option<Day> {
    let mut is_word_start = true;
    for (i, byte) in line.iter().enumerate().take(LOOK) {
        if is_word_start
            && byte.is_ascii_digit()
            && let Some((day, n)) = line.get(i..).and_then(iso_date)
            && clock_after_date(line.get(i + n..).unwrap_or_default())
        {
            return Some(day);
        }
        is_word_start = matches!(byte, b' ' | b'[' | b'"' | b'|' | b'(' | b'\t' | b'=' | b':' | b'\'' | b',' | b';');
    }
    None
}

/// `2024-03-02`, `2024/03/02`, `20240302T…`, with its length.
fn iso_date(text: &[u8]) -> Option<(Day, usize)> {
    let year = number(text, 0, 4)?;
    let separator = *text.get(4)?;
    if separator.is_ascii_digit() && text.get(8) == Some(&b'T') {
        return Some((day(year, number(text, 4, 2)?, number(text, 6, 2)?)?, 8));
    }
    if !matches!(separator, b'-' | b'/' | b'.') || text.get(7) != Some(&separator) {
        return None;
    }
    Some((day(year, number(text, 5, 2)?, number(text, 8, 2)?)?, 10))
}

/// Whether a time of day follows: `T10:11`, ` 10:11:12`, `T101112`.
fn clock_after_date(rest: &[u8]) -> bool {
    let n = rest.iter().take(2).take_while(|b| matches!(b, b'T' | b't' | b' ' | b'_' | b'-' | b':')).count();
    let is_hour = number(rest, n, 2).is_some_and(|hour| hour < 25);
    n > 0 && is_hour && (rest.get(n + 2) == Some(&b':') || number(rest, n + 2, 2).is_some_and(|minute| minute < 60))
}

/// `Nov  3 10:11:12`, and `Mar 02, 2024 10:11:12`.
fn syslog(text: &[u8], modified: Option<Day>) -> Option<Day> {
    let month = month(text)?;
    let rest = text.get(3..)?.strip_prefix(b" ")?.trim_ascii_start();
    let n = rest.iter().take(2).take_while(|b| b.is_ascii_digit()).count();
    let of_month = number(rest, 0, n)?;
    let rest = rest.get(n..)?;
    if let Some(year) = rest.strip_prefix(b", ").and_then(|rest| number(rest, 0, 4)) {
        return day(year, month, of_month);
    }
    let clock = rest.strip_prefix(b" ")?;
    if number(clock, 0, 2)? > 24 || clock.get(2) != Some(&b':') {
        return None;
    }
    if let Some(year) = clock.get(8..).and_then(|rest| rest.strip_prefix(b" ")).and_then(year_alone) {
        return day(year, month, of_month);
    }
    let modified = modified?;
    let year = u32::try_from(modified.to_date().year()).ok()?;
    // A line cannot be younger than the file it stands in.
    day(year, month, of_month).filter(|found| *found <= modified).or_else(|| day(year.checked_sub(1)?, month, of_month))
}

/// `2024` and then no further letter or digit.
fn year_alone(text: &[u8]) -> Option<u32> {
    let year = number(text, 0, 4).filter(|year| (1970..2100).contains(year))?;
    text.get(4).is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b'.' && *b != b':').then_some(year)
}

/// `Sat Mar 02 10:11:12.123456 2024`.
fn ctime(text: &[u8]) -> Option<Day> {
    const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
    let name = text.get(..3)?;
    if !DAYS.iter().any(|day| day.eq_ignore_ascii_case(name)) {
        return None;
    }
    let mut words = text.get(3..)?.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let month = month(words.next()?)?;
    let of_month = whole_number(words.next()?)?;
    let clock = words.next()?;
    if clock.get(2) != Some(&b':') {
        return None;
    }
    let year = words.find_map(year_alone)?;
    day(year, month, of_month)
}

/// `02/Mar/2024:10:11:12 +0000`.
pub(super) fn clf(text: &[u8]) -> Option<Day> {
    if text.get(2) != Some(&b'/') || text.get(6) != Some(&b'/') || text.get(11) != Some(&b':') {
        return None;
    }
    day(number(text, 7, 4)?, month(text.get(3..)?)?, number(text, 0, 2)?)
}

/// `Sat, 02 Mar 2024 10:11:12 +0000`.
fn rfc_2822(text: &[u8]) -> Option<Day> {
    let after = memchr::memchr(b',', text.get(..text.len().min(5))?).map_or(0, |i| i + 1);
    let mut words = text.get(after..)?.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let of_month = whole_number(words.next()?)?;
    let month = month(words.next()?)?;
    day(year_alone(words.next()?)?, month, of_month)
}

/// Epoch seconds or milliseconds as the first word.
fn epoch_at_start(line: &[u8]) -> Option<Day> {
    let n = line.iter().take(20).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let ends = line.get(n).is_some_and(|b| matches!(b, b' ' | b'\t' | b'|'));
    if ends && matches!(n, 10 | 13 | 12..=17) { epoch(line.get(..n)?) } else { None }
}

/// Seconds (10 digits, perhaps with a fraction), milli- (13), micro- (16) or nanoseconds (19) since 1970, from September 2001 on.
fn epoch(text: &[u8]) -> Option<Day> {
    let n = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let seconds = match n {
        10 => whole_u64(text.get(..10)?)?,
        13 | 16 | 19 if n == text.len() => whole_u64(text.get(..10)?)?,
        _ => return None,
    };
    if text.iter().filter(|b| **b == b'.').count() > 1 || !(1_000_000_000..4_102_444_800).contains(&seconds) {
        return None;
    }
    i32::try_from(seconds / 86_400).ok().map(Day)
}

fn month(text: &[u8]) -> Option<u32> {
    let name = text.get(..3)?;
    let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    u32::try_from(at + 1).ok()
}

fn day(year: u32, month: u32, of_month: u32) -> Option<Day> {
    if !(1970..2100).contains(&year) {
        return None;
    }
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(of_month).ok()?).ok()?;
    Some(Day::from_date(date))
}

/// The number of exactly `n` digits at `at`.
fn number(text: &[u8], at: usize, n: usize) -> Option<u32> {
    whole_number(text.get(at..at.checked_add(n)?)?)
}

fn whole_number(text: &[u8]) -> Option<u32> {
    whole_u64(text).and_then(|n| u32::try_from(n).ok())
}

fn whole_u64(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.iter().try_fold(0u64, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u64::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(line: &str, expected: Option<&str>) {
        let modified = Some(Day::from_date(date(2024, 3, 10)));
        assert_eq!(of_line(line.as_bytes(), modified).map(|day| day.to_string()).as_deref(), expected, "{line}");
    }

    #[test]
    fn stamps_of_lines() {
        for line in [
            "2024-03-02T10:11:12Z started",
            "2024-03-02 10:11:12,123 INFO started",
            "[2024-03-02 10:11:12.123] started",
            "2024/03/02 10:11:12 [error] failed",
            "20240302T101112Z started",
            "update-alternatives 2024-03-02 10:11:12: run",
            "INFO 2024-03-02T10:11:12+05:30 started",
            "time=2024-03-02T10:11:12Z level=info",
            "<34>1 2024-03-02T22:14:15.003Z host app - - started",
            "<34>Mar  2 10:11:12 host app[1]: started",
            "Mar  2 10:11:12 host app[1]: started",
            "Mar 02, 2024 10:11:12 AM com.example.Main run",
            "[Sat Mar 02 10:11:12.123456 2024] [core:notice] started",
            "1709374272 started",
            "1709374272.123    12 192.0.2.1 TCP_MISS/200",
            "1709374272123 started",
            "192.0.2.1 - - [02/Mar/2024:10:11:12 +0000] \"GET / HTTP/1.1\" 200 1",
        ] {
            check(line, Some("2024-03-02"));
        }
        check("Nov  3 10:11:12 host app: last year", Some("2023-11-03"));
        for line in [
            "2024-03-02 no time",
            "2024-13-02T10:11:12Z",
            "at com.example.Main(Main.java:3)",
            "12345 started",
            "",
            "Mary 12 1:2",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn times_as_values() {
        for value in [
            "2024-03-02",
            "2024-03-02T10:11:12.5Z",
            "1709374272",
            "1709374272.25",
            "1709374272123",
            "02/Mar/2024:10:11:12 +0000",
        ] {
            assert_eq!(of_value(value), Some(Day::from_date(date(2024, 3, 2))), "{value}");
        }
        for value in ["2024-03-02x", "170937427", "now", "", "1.2.3", "99999999999999999999"] {
            assert_eq!(of_value(value), None, "{value}");
        }
    }
}
