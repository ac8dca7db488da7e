//! Days and the events from which retention periods are counted. Days are enough for retention and tell less than instants.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// The day of a civil date.
    pub fn from_date(date: Date) -> Self {
        let epoch = jiff::civil::date(1970, 1, 1);
        Self(epoch.until(date).map_or(0, |span| span.get_days()))
    }

    /// The civil date; days outside jiff's calendar (years −9999 to 9999) are clamped to its ends.
    pub fn to_date(self) -> Date {
        jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(i64::from(self.0).clamp(-4_371_000, 2_932_896)))
    }

    /// Whether a date column that holds this day says nothing: the sentinels that programs write for "none"
    /// (1900-01-01 and before, 1970-01-01, 9999-12-31) and days after `today`.
    pub fn is_suspect(self, today: Day) -> bool {
        let year = self.to_date().year();
        self.0 == 0 || year <= 1900 || self > today
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_date(), f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_date(), f)
    }
}

/// What happened. A retention rule counts from one of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The data were collected (a row's creation).
    #[serde(alias = "collected")]
    Created,
    /// The person was last active.
    LastActivity,
    /// The process or transaction for which the data were collected ended.
    ProcessEnd,
    /// A contract ended.
    ContractEnd,
    /// The account was closed or deactivated.
    AccountClosed,
    /// Consent was withdrawn.
    ConsentWithdrawn,
    /// The row was marked deleted and left where it is. Of a mark without a date the day is unknown.
    Deleted,
}

impl EventKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Created,
        Self::LastActivity,
        Self::ProcessEnd,
        Self::ContractEnd,
        Self::AccountClosed,
        Self::ConsentWithdrawn,
        Self::Deleted,
    ];

    /// The word in configuration and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::LastActivity => "last_activity",
            Self::ProcessEnd => "process_end",
            Self::ContractEnd => "contract_end",
            Self::AccountClosed => "account_closed",
            Self::ConsentWithdrawn => "consent_withdrawn",
            Self::Deleted => "deleted",
        }
    }
}

/// Where a date came from; a verdict names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The column, CSV field or JSON path that the configuration binds to the event.
    Bound,
    /// The time that a log line or event states itself.
    LineTime,
    /// The file's modification time: weak, since a copy resets it.
    FileTime,
}

/// When an event happened, as far as the record says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventTime {
    /// Between these days, both included; the same day for one exact date.
    At {
        /// The earliest day.
        earliest: Day,
        /// The latest day.
        latest: Day,
        /// Where the date came from.
        origin: Origin,
    },
    /// The column is bound and empty: it has not happened.
    NotHappened,
    /// The column is bound, but what it holds is no date.
    Unknown,
    /// The column is bound, but holds a sentinel or an impossible date.
    Suspect,
}

impl EventTime {
    /// One exact day.
    pub fn on(day: Day, origin: Origin) -> Self {
        Self::At { earliest: day, latest: day, origin }
    }

    /// Both times of two merged records: the wider interval; anything known wins over nothing known.
    pub fn merged(self, other: Self) -> Self {
        match (self, other) {
            (Self::At { earliest: a, latest: b, origin }, Self::At { earliest: c, latest: d, .. }) => {
                Self::At { earliest: a.min(c), latest: b.max(d), origin }
            }
            (at @ Self::At { .. }, _) | (_, at @ Self::At { .. }) => at,
            (a, b) => a.min(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_dates_are_the_same_thing() {
        for d in [date(1970, 1, 1), date(2024, 2, 29), date(1899, 12, 31), date(9999, 12, 31)] {
            assert_eq!(Day::from_date(d).to_date(), d);
        }
    }

    #[test]
    fn sentinels_and_the_future_are_suspect() {
        let today = Day::from_date(date(2026, 6, 1));
        for (d, expected) in [
            (date(1970, 1, 1), true),
            (date(1900, 1, 1), true),
            (date(9999, 12, 31), true),
            (date(2026, 6, 2), true),
            (date(2026, 6, 1), false),
            (date(1971, 3, 4), false),
        ] {
            assert_eq!(Day::from_date(d).is_suspect(today), expected, "{d}");
        }
    }
}
