//! Calendar arithmetic: a day and a period → the day on which the period ends. Apart from the rules because this is what must
//! be right to the day.
//!
//! Years and months are added first, and a day that the month does not have becomes its last (31 January and a month is the
//! last of February; 29 February and a year is 28 February); weeks and days are added after that. A day that leaves the
//! calendar becomes its last day.

use jiff::Span;
use jiff::civil::{Date, date};

use crate::model::policy::Rounding;
use crate::model::time::Day;

/// The days between which something happened or falls due, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Days {
    /// The earliest.
    pub first: Day,
    /// The latest.
    pub last: Day,
}

impl Days {
    /// One exact day.
    pub fn on(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// As it is shown: a day, or the first and the last of them.
    pub fn shown(self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}..{}", self.first, self.last) }
    }

    /// Both ends moved by the same step.
    pub fn map(self, step: impl Fn(Day) -> Day) -> Self {
        Self { first: step(self.first), last: step(self.last) }
    }
}

/// The last day of a period that begins on `start`; what the period is about may still be held on that day.
pub fn end(start: Day, period: &Span, rounding: Rounding) -> Day {
    let end = start.to_date().saturating_add(*period);
    Day::from_date(match rounding {
        Rounding::None => end,
        Rounding::MonthEnd => end.last_of_month(),
        Rounding::YearEnd => Date::new(end.year(), 12, 31).unwrap_or(end),
    })
}

/// Full years from a birth to a day; below zero before it. Who was born on 29 February has a birthday on 1 March where the
/// year has no 29th.
pub fn years(born: Day, on: Day) -> i16 {
    let (born, on) = (born.to_date(), on.to_date());
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    on.year().saturating_sub(born.year()).saturating_sub(i16::from(!had_birthday))
}

/// The day on which somebody reaches an age of full years, by the same reckoning as [`years`].
pub fn birthday(born: Day, years: u8) -> Day {
    let born = born.to_date();
    let year = born.year().saturating_add(i16::from(years));
    let next = || Date::new(year, 3, 1).unwrap_or(date(9999, 12, 31));
    Day::from_date(Date::new(year, born.month(), born.day()).unwrap_or_else(|_| next()))
}

/// A period in words: `3 years`, `1 year 6 months`, `no time`.
pub fn words(period: &Span) -> String {
    let parts = [
        (i64::from(period.get_years()), "year"),
        (i64::from(period.get_months()), "month"),
        (i64::from(period.get_weeks()), "week"),
        (i64::from(period.get_days()), "day"),
    ];
    let shown = parts.iter().filter(|(n, _)| *n != 0);
    let words = shown.map(|(n, unit)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" })).collect::<Vec<_>>().join(" ");
    if words.is_empty() { "no time".to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_date(text.parse().unwrap())
    }

    #[test]
    fn a_period_ends_on_the_right_day() {
        for (start, period, last) in [
            ("2023-01-31", "P1M", "2023-02-28"),
            ("2024-01-31", "P1M", "2024-02-29"),
            ("2024-02-29", "P1Y", "2025-02-28"),
            ("2024-02-29", "P4Y", "2028-02-29"),
            ("2023-08-31", "P6M", "2024-02-29"),
            ("2023-12-31", "P2M", "2024-02-29"),
            ("2020-01-01", "P30D", "2020-01-31"),
            ("2020-02-15", "P2W", "2020-02-29"),
            ("2019-03-02", "P3Y", "2022-03-02"),
            ("2020-01-31", "P1Y1M", "2021-02-28"),
            ("2020-01-31", "P1M1D", "2020-03-01"),
            ("2021-03-27", "P1D", "2021-03-28"),
            ("1971-01-01", "P50Y", "2021-01-01"),
            ("2020-01-01", "P9000Y", "9999-12-31"),
        ] {
            assert_eq!(end(day(start), &period.parse().unwrap(), Rounding::None), day(last), "{start} {period}");
        }
        for (rounding, last) in [(Rounding::MonthEnd, "2024-02-29"), (Rounding::YearEnd, "2024-12-31")] {
            assert_eq!(end(day("2023-02-10"), &"P1Y".parse().unwrap(), rounding), day(last), "{rounding:?}");
            assert_eq!(end(day(last), &Span::new(), rounding), day(last), "a day that is rounded already stays");
        }
    }

    #[test]
    fn a_birthday_is_the_first_day_of_an_age() {
        for (born, under, expected) in
            [("2010-06-15", 16, "2026-06-15"), ("2008-02-29", 16, "2024-02-29"), ("2008-02-29", 18, "2026-03-01")]
        {
            let turns = birthday(day(born), under);
            assert_eq!(turns, day(expected));
            assert_eq!((years(day(born), turns), years(day(born), Day(turns.0 - 1))), (under.into(), i16::from(under) - 1));
        }
        assert_eq!(years(day("2010-06-15"), day("2010-06-14")), -1);
    }

    #[test]
    fn periods_in_words() {
        for (period, expected) in
            [("P3Y", "3 years"), ("P1Y6M", "1 year 6 months"), ("P30D", "30 days"), ("P1W", "1 week"), ("P0D", "no time")]
        {
            assert_eq!(words(&period.parse().unwrap()), expected);
        }
    }

    proptest! {
        #[test]
        fn a_later_start_never_ends_earlier(start in -30_000i32..60_000, later in 0i32..4_000, months in 0i64..60, days in 0i64..60) {
            let period = Span::new().months(months).days(days);
            for rounding in [Rounding::None, Rounding::MonthEnd, Rounding::YearEnd] {
                prop_assert!(end(Day(start), &period, rounding) <= end(Day(start + later), &period, rounding));
                prop_assert!(end(Day(start), &period, rounding) >= Day(start));
            }
        }
    }
}
