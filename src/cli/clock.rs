//! The one place where verbs ask for the time; everything below is handed it.

use crate::model::time::Day;

/// Today where the program runs.
#[allow(clippy::disallowed_methods, reason = "the one place where verbs ask for the time")]
pub fn today() -> Day {
    Day::from_date(jiff::Zoned::now().date())
}

/// Today in a time zone.
pub fn today_in(zone: &jiff::tz::TimeZone) -> Day {
    Day::from_date(instant().to_zoned(zone.clone()).date())
}

/// This instant.
pub fn instant() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// This instant: RFC 3339, UTC.
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
}
