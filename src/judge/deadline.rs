//! Calendar arithmetic of one deadline: an event's time and a period → where a record stands. Apart from the rule that uses it
//! because this is what must be right to the day.

use jiff::Span;

use crate::model::time::{Day, EventTime, Origin};
use crate::model::verdict::RetentionState;

/// Where a record stands against one period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The state.
    pub state: RetentionState,
    /// Where the date came from, if there is one.
    pub origin: Option<Origin>,
    /// The earliest day on which the period can have begun.
    pub start: Option<Day>,
    /// The earliest day on which it can end; the record may still be held on that day.
    pub due: Option<Day>,
}

/// Holds an event's time against a period that counts from it. No date is never taken for a good one.
pub fn stand(time: Option<EventTime>, period: &Span, as_of: Day) -> Standing {
    let without = |state| Standing { state, origin: None, start: None, due: None };
    match time {
        None | Some(EventTime::Unknown) => without(RetentionState::StartUnknown),
        Some(EventTime::NotHappened) => without(RetentionState::NotStarted),
        Some(EventTime::Suspect) => without(RetentionState::ClockSuspect),
        Some(EventTime::At { earliest, latest, origin }) => {
            if earliest.is_suspect(as_of) || latest.is_suspect(as_of) {
                return Standing { origin: Some(origin), ..without(RetentionState::ClockSuspect) };
            }
            let (first, last) = (due(earliest, period), due(latest, period));
            let state = match origin {
                // A copy resets a file's time, so the date is weak however exact it looks.
                Origin::FileTime if as_of > first => RetentionState::OverduePossible,
                _ if as_of > last => RetentionState::OverdueCertain,
                _ if as_of > first => RetentionState::OverduePossible,
                _ => RetentionState::InRetention,
            };
            Standing { state, origin: Some(origin), start: Some(earliest), due: Some(first) }
        }
    }
}

/// The last day of a period that begins on `start`: 31 January and a month is the last of February. A period that leaves the
/// calendar ends with it.
fn due(start: Day, period: &Span) -> Day {
    Day::from_date(start.to_date().saturating_add(*period))
}

/// A period in words: `3 years`, `1 year 6 months`.
pub fn words(period: &Span) -> String {
    let parts = [
        (i64::from(period.get_years()), "year"),
        (i64::from(period.get_months()), "month"),
        (i64::from(period.get_weeks()), "week"),
        (i64::from(period.get_days()), "day"),
    ];
    let shown = parts.iter().filter(|(n, _)| *n != 0);
    shown.map(|(n, unit)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" })).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use RetentionState::{ClockSuspect, InRetention, NotStarted, OverdueCertain, OverduePossible, StartUnknown};
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_date(text.parse().unwrap())
    }

    fn check(start: &str, period: &str, last: &str) {
        let period: Span = period.parse().unwrap();
        let time = Some(EventTime::on(day(start), Origin::Bound));
        let last = day(last);
        assert_eq!(stand(time, &period, last).state, InRetention, "{start} {period:#} {last}");
        assert_eq!(stand(time, &period, Day(last.0 + 1)).state, OverdueCertain, "{start} {period:#} {last}");
        assert_eq!(stand(time, &period, last).due, Some(last));
    }

    #[test]
    fn a_deadline_is_right_to_the_day() {
        check("2023-01-31", "P1M", "2023-02-28");
        check("2024-01-31", "P1M", "2024-02-29");
        check("2024-02-29", "P1Y", "2025-02-28");
        check("2024-02-29", "P4Y", "2028-02-29");
        check("2023-08-31", "P6M", "2024-02-29");
        check("2023-12-31", "P2M", "2024-02-29");
        check("2020-01-01", "P30D", "2020-01-31");
        check("2020-02-15", "P2W", "2020-02-29");
        check("2019-03-02", "P3Y", "2022-03-02");
        check("2020-01-31", "P1Y1M", "2021-02-28");
        check("2021-03-27", "P1D", "2021-03-28");
        check("1971-01-01", "P50Y", "2021-01-01");
    }

    #[test]
    fn a_period_that_leaves_the_calendar_never_ends() {
        let period: Span = "P9000Y".parse().unwrap();
        assert_eq!(stand(Some(EventTime::on(day("2020-01-01"), Origin::Bound)), &period, day("9999-12-30")).state, InRetention);
    }

    #[test]
    fn no_date_is_a_state_of_its_own() {
        let at =
            |earliest: &str, latest: &str, origin| Some(EventTime::At { earliest: day(earliest), latest: day(latest), origin });
        for (time, expected) in [
            (None, StartUnknown),
            (Some(EventTime::Unknown), StartUnknown),
            (Some(EventTime::NotHappened), NotStarted),
            (Some(EventTime::Suspect), ClockSuspect),
            (at("1970-01-01", "1970-01-01", Origin::Bound), ClockSuspect),
            (at("1900-01-01", "1900-01-01", Origin::Bound), ClockSuspect),
            (at("2030-01-01", "2030-01-01", Origin::Bound), ClockSuspect),
            (at("2020-01-01", "2030-01-01", Origin::Bound), ClockSuspect),
            (at("2020-01-01", "2026-01-01", Origin::Bound), OverduePossible),
            (at("2020-01-01", "2021-01-01", Origin::Bound), OverdueCertain),
            (at("2020-01-01", "2020-01-01", Origin::FileTime), OverduePossible),
            (at("2020-01-01", "2020-01-01", Origin::LineTime), OverdueCertain),
            (at("2026-01-01", "2026-01-01", Origin::FileTime), InRetention),
        ] {
            assert_eq!(stand(time, &"P1Y".parse().unwrap(), day("2026-06-01")).state, expected, "{time:?}");
        }
    }

    #[test]
    fn periods_in_words() {
        for (period, expected) in [("P3Y", "3 years"), ("P1Y6M", "1 year 6 months"), ("P30D", "30 days"), ("P1W", "1 week")] {
            assert_eq!(words(&period.parse().unwrap()), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_overdue_stays_overdue(
            earliest in -30_000i32..60_000, wide in 0i32..2_000, years in 0i64..20, months in 0i64..30, days in 1i64..400,
            as_of in -30_000i32..80_000, later in 0i32..20_000, file in any::<bool>(),
        ) {
            let origin = if file { Origin::FileTime } else { Origin::Bound };
            let time = Some(EventTime::At { earliest: Day(earliest), latest: Day(earliest + wide), origin });
            let period = Span::new().years(years).months(months).days(days);
            let rank = |state| match state {
                ClockSuspect => 0,
                InRetention => 1,
                OverduePossible => 2,
                OverdueCertain => 3,
                other => panic!("{other:?}"),
            };
            let (before, after) = (stand(time, &period, Day(as_of)).state, stand(time, &period, Day(as_of + later)).state);
            prop_assert!(rank(before) <= rank(after), "{before:?} then {after:?}");
        }

        #[test]
        fn a_later_start_is_never_due_earlier(start in -30_000i32..60_000, later in 0i32..4_000, months in 0i64..60, days in 0i64..60) {
            let period = Span::new().months(months).days(days + 1);
            prop_assert!(due(Day(start), &period) <= due(Day(start + later), &period));
        }
    }
}
