//! Dates as a fact writes them → days. Apart from the scans' reading of columns, which guesses at what a column means: here a
//! date that cannot be read is a mistake of the line.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Asked, Wrong};
use crate::judge::age::Born;
use crate::judge::calendar::Days;
use crate::model::fact::Told;
use crate::model::policy::Starts;
use crate::model::time::{Day, EventKind, EventTime, Origin};

/// The event whose date a birth gives: `child_turns_18`.
pub const CHILD_TURNS: &str = "child_turns_";

/// What a date says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// These days.
    Days(Days),
    /// A date that no calendar has, or the instant 0 of a computer's clock.
    Impossible,
}

/// The days of a text: see [`crate::model::fact`].
///
/// # Errors
/// The text is of none of the shapes, or ends before it begins.
pub fn moment(field: &str, text: &str, zone: &TimeZone) -> Result<Moment, Wrong> {
    let text = text.trim();
    let Some((from, to)) = text.split_once("..") else { return one(field, text, zone) };
    match (one(field, from.trim(), zone)?, one(field, to.trim(), zone)?) {
        (Moment::Days(from), Moment::Days(to)) if from.first <= to.last => {
            Ok(Moment::Days(Days { first: from.first, last: to.last }))
        }
        (Moment::Days(_), Moment::Days(_)) => Err(Wrong::at(field, "ends before it begins")),
        _ => Ok(Moment::Impossible),
    }
}

fn one(field: &str, text: &str, zone: &TimeZone) -> Result<Moment, Wrong> {
    let no_date = || {
        Wrong::at(
            field,
            "no date; dates are `2024-02-29`, `2024-02`, `2024`, `2024-02-01..2024-03-15`, `2024-02-29T23:30:00Z`, 1709249400",
        )
    };
    if let Some(seconds) = epoch(text) {
        let instant = Timestamp::from_second(seconds).ok().filter(|instant| instant.as_second() != 0);
        let date = instant.map(|instant| instant.to_zoned(zone.clone()).date());
        return Ok(date.map_or(Moment::Impossible, |date| Moment::Days(Days::on(Day::from_date(date)))));
    }
    let (date, time) = text.split_at_checked(10).filter(|(_, time)| !time.is_empty()).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split('-').collect();
    let is_number = |part: &&str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let is_shaped = parts.iter().enumerate().all(|(i, part)| is_number(part, if i == 0 { 4 } else { 2 })) && parts.len() <= 3;
    if !is_shaped {
        return Err(no_date());
    }
    let number = |i: usize| parts.get(i).and_then(|part| part.parse::<i16>().ok());
    let day = |year: i16, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    let year = number(0).filter(|year| *year > 0);
    let span = match (year, number(1), number(2)) {
        (None, ..) => None,
        (Some(year), None, _) => day(year, 1, 1).zip(day(year, 12, 31)),
        (Some(year), Some(month), None) => day(year, month, 1).map(|first| (first, first.last_of_month())),
        (Some(year), Some(month), Some(of_month)) => day(year, month, of_month).map(|day| (day, day)),
    };
    let Some((first, last)) = span else { return Ok(Moment::Impossible) };
    if time.is_empty() {
        return Ok(Moment::Days(Days { first: Day::from_date(first), last: Day::from_date(last) }));
    }
    let day = instant(text, zone).ok_or_else(no_date)?;
    Ok(day.map_or(Moment::Impossible, |date| Moment::Days(Days::on(Day::from_date(date)))))
}

/// An instant as the seconds (10 digits) or milliseconds (13) since 1970, or 0, as computers count it: in seconds.
fn epoch(text: &str) -> Option<i64> {
    let per_second = match text.len() {
        1 if text == "0" => 1,
        10 => 1,
        13 => 1_000,
        _ => return None,
    };
    let number: i64 = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())??;
    Some(number / per_second)
}

/// The day of an instant in the zone; of a time without an offset, its own day. The inner none: the instant 0.
fn instant(text: &str, zone: &TimeZone) -> Option<Option<Date>> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        let is_zero = instant.as_second() == 0;
        return Some((!is_zero).then(|| instant.to_zoned(zone.clone()).date()));
    }
    // The last day of 9999 is outside what an instant can be, and programs write it for `never`.
    let bare = text.strip_suffix('Z').filter(|text| text.starts_with("9999-")).unwrap_or(text);
    Some(Some(bare.parse::<DateTime>().ok()?.date()))
}

impl Asked<'_> {
    /// The event that the fact's own `start` is of: the one it names, else the only one in `events`, else that of the named
    /// rule, else the collection.
    pub fn event(&self) -> String {
        let events = &self.fact.events;
        let only = events.keys().next().filter(|_| events.len() == 1);
        let line = self
            .policy
            .zip(self.fact.rule.as_deref())
            .and_then(|(policy, name)| policy.retention.iter().find(|line| line.id.as_deref() == Some(name)));
        let rules = line.and_then(|line| match line.starts {
            Starts::Event(kind) => Some(kind),
            Starts::Open(_) => None,
        });
        let usual = || rules.unwrap_or(EventKind::Created).as_str().to_owned();
        self.fact.event.clone().or(only.cloned()).unwrap_or_else(usual)
    }

    /// What is known of an event; none where nothing is.
    ///
    /// # Errors
    /// There is no such event, or its date cannot be read.
    pub fn time(&self, event: &str) -> Result<Option<EventTime>, Wrong> {
        let name = canonical(event);
        let is_known = EventKind::ALL.iter().any(|kind| kind.as_str() == name) || age_of(name).is_some();
        if !is_known {
            let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
            return Err(Wrong::at("event", &format!("none of {}, {CHILD_TURNS}N", known.join(", "))));
        }
        if canonical(&self.event()) == name && self.fact.start != Told::Missing {
            return match &self.fact.start {
                Told::Text(text) => self.told("start", text).map(Some),
                _ => Ok(Some(EventTime::NotHappened)),
            };
        }
        match self.fact.events.iter().find(|(key, _)| canonical(key) == name) {
            Some((_, Some(text))) => self.told("events", text).map(Some),
            Some((_, None)) => Ok(Some(EventTime::NotHappened)),
            None => match age_of(name) {
                Some(years) => self.birthday(years),
                None => Ok(None),
            },
        }
    }

    fn told(&self, field: &str, text: &str) -> Result<EventTime, Wrong> {
        match text.trim() {
            "" => Ok(EventTime::NotHappened),
            "unknown" => Ok(EventTime::Unknown),
            text => Ok(match moment(field, text, &self.zone)? {
                Moment::Impossible => EventTime::Suspect,
                Moment::Days(Days { first, last }) => {
                    EventTime::At { earliest: first, latest: last, origin: self.fact.origin.unwrap_or(Origin::Bound) }
                }
            }),
        }
    }

    /// When the person reaches an age: an event that has not happened until then.
    fn birthday(&self, years: u8) -> Result<Option<EventTime>, Wrong> {
        let Some(birth) = self.birth()? else { return Ok(None) };
        let Some(days) = birth.and_then(|born| born.comes_of_age(years)) else { return Ok(Some(EventTime::Suspect)) };
        if days.first > self.as_of {
            return Ok(Some(EventTime::NotHappened));
        }
        Ok(Some(EventTime::At { earliest: days.first, latest: days.last, origin: Origin::Bound }))
    }

    /// When the person was born; the inner none: the date is not credible.
    ///
    /// # Errors
    /// The date cannot be read.
    pub fn birth(&self) -> Result<Option<Option<Born>>, Wrong> {
        let Some(text) = self.fact.birth.as_deref().map(str::trim).filter(|text| !text.is_empty() && *text != "unknown") else {
            return Ok(None);
        };
        Ok(Some(match moment("birth", text, &self.zone)? {
            Moment::Impossible => None,
            Moment::Days(Days { first, last }) => {
                let last = last.min(self.as_of).max(first);
                Some(Born { earliest: Some(first), latest: last }).filter(|born| born.is_credible(self.as_of))
            }
        }))
    }

    /// The days of a field that may be missing.
    ///
    /// # Errors
    /// The date cannot be read, or is impossible.
    pub fn days(&self, field: &str, text: Option<&String>) -> Result<Option<Days>, Wrong> {
        let Some(text) = text else { return Ok(None) };
        match moment(field, text, &self.zone)? {
            Moment::Days(days) => Ok(Some(days)),
            Moment::Impossible => Err(Wrong::at(field, "an impossible date")),
        }
    }
}

/// `collected` is another word for `created`.
pub fn canonical(event: &str) -> &str {
    if event == "collected" { EventKind::Created.as_str() } else { event }
}

fn age_of(event: &str) -> Option<u8> {
    event.strip_prefix(CHILD_TURNS)?.parse().ok().filter(|age| (1..=30).contains(age))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let found = match moment("start", text, &zone) {
            Ok(Moment::Days(days)) => super::super::shown(days).0,
            Ok(Moment::Impossible) => "impossible".to_owned(),
            Err(Wrong(text)) => text.split(';').next().unwrap().to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_date_is_a_day_or_an_interval_in_the_zone() {
        for (text, expected) in [
            ("2024-02-29", "2024-02-29"),
            (" 2024-02 ", "2024-02-01..2024-02-29"),
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-01..2024-03-15", "2024-01-01..2024-03-15"),
            ("2024-03-31T22:30:00Z", "2024-04-01"),
            ("2024-12-31 23:59:59-05:00", "2025-01-01"),
            ("2024-03-31T23:30:00", "2024-03-31"),
            ("0000-00-00", "impossible"),
            ("0000-00-00 00:00:00", "impossible"),
            ("2023-02-29", "impossible"),
            ("2023-02-30T10:00:00Z", "impossible"),
            ("2023-13", "impossible"),
            ("2023-00-00", "impossible"),
            ("1970-01-01T00:00:00Z", "impossible"),
            ("1970-01-01T01:00:00+01:00", "impossible"),
            ("2024-01-01..2023-02-30", "impossible"),
            ("1709422200", "2024-03-03"),
            ("1709422200000", "2024-03-03"),
            ("1709249400..2024-03-15", "2024-03-01..2024-03-15"),
            ("0", "impossible"),
            ("0000000000000", "impossible"),
            ("9999-12-31T23:59:59Z", "9999-12-31"),
            ("170942220", "`start`: no date"),
            ("-1709422200", "`start`: no date"),
            ("2024-02-01..2024-01-01", "`start`: ends before it begins"),
            ("1.5.2020", "`start`: no date"),
            ("soon", "`start`: no date"),
            ("2024-2-1", "`start`: no date"),
            ("2024-02-29Tlate", "`start`: no date"),
            ("२०२४", "`start`: no date"),
        ] {
            check(text, expected);
        }
    }
}
