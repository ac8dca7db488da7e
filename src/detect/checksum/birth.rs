//! The birth date that an identifier holds: apart from the identifiers, since a dozen of them leave the century open.

use jiff::civil::Date;

use crate::model::time::Day;

/// Nobody is known to have grown older; an earlier century is ruled out by it.
const OLDEST_YEARS: i16 = 130;

/// The birth date that an identifier holds, as exact as its rule makes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Birth {
    /// The years that it can be; the same one twice if the rule leaves no doubt.
    years: [u32; 2],
    /// 0 if the identifier does not tell it.
    month: u32,
    /// 0 if the identifier does not tell it.
    day: u32,
}

impl Birth {
    /// An identifier that was checked and holds no birth date.
    pub(super) const UNTOLD: Self = Self { years: [0, 0], month: 0, day: 0 };

    /// One exact day; none if the calendar has no such day.
    pub(super) fn on(year: u32, month: u32, day: u32) -> Option<Self> {
        Self::in_either([year, year], month, day)
    }

    /// A day whose two-digit year can be of this century or the last; none if neither has such a day.
    pub(super) fn two_digit(year: u32, month: u32, day: u32) -> Option<Self> {
        Self::in_either([1900 + year, 2000 + year], month, day)
    }

    /// A day of one of two years; none if neither has such a day.
    pub(super) fn in_either(years: [u32; 2], month: u32, day: u32) -> Option<Self> {
        years.iter().any(|year| date(*year, month, day).is_some()).then_some(Self { years, month, day })
    }

    /// A month of one of two years, or the whole year for month 0.
    pub(super) fn in_month(years: [u32; 2], month: u32) -> Option<Self> {
        (month <= 12).then_some(Self { years, month, day: 0 })
    }

    /// The day so many days after another one.
    pub(super) fn counted(start: Date, days: u64) -> Option<Self> {
        let last = Day::from_date(start).0.checked_add(i32::try_from(days).ok()?)?;
        let date = Day(last).to_date();
        Self::on(u32::try_from(date.year()).ok()?, u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?)
    }

    /// The first and the last day that it can be: every year that is neither in the future nor longer ago than anybody lives.
    /// None if there is no such day.
    pub(super) fn between(self, today: Day) -> Option<(Day, Day)> {
        let oldest = today.to_date().year().saturating_sub(OLDEST_YEARS);
        let mut ends: Option<(Day, Day)> = None;
        for year in self.years {
            let Some((first, last)) = self.days(year) else { continue };
            if first > today || first.to_date().year() < oldest {
                continue;
            }
            let last = last.min(today);
            ends = Some(ends.map_or((first, last), |(a, b)| (a.min(first), b.max(last))));
        }
        ends
    }

    /// The first and the last day that it can be in one year.
    fn days(self, year: u32) -> Option<(Day, Day)> {
        if year == 0 {
            return None;
        }
        let first = date(year, self.month.max(1), self.day.max(1))?;
        let last = match (self.month, self.day) {
            (0, _) => first.last_of_year(),
            (_, 0) => first.last_of_month(),
            _ => first,
        };
        Some((Day::from_date(first), Day::from_date(last)))
    }
}

/// A day of the calendar, if it has it.
fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(birth: Option<Birth>) -> String {
        let today = Day::from_date(jiff::civil::date(2026, 6, 1));
        birth.and_then(|birth| birth.between(today)).map_or("none".to_owned(), |(a, b)| format!("{a} {b}"))
    }

    #[test]
    fn every_possible_century_counts_and_no_other() {
        for (birth, expected) in [
            (Birth::on(1985, 7, 9), "1985-07-09 1985-07-09"),
            (Birth::on(1985, 2, 29), "none"),
            (Birth::on(2026, 6, 2), "none"),
            (Birth::two_digit(12, 3, 4), "1912-03-04 2012-03-04"),
            (Birth::two_digit(85, 3, 4), "1985-03-04 1985-03-04"),
            (Birth::two_digit(0, 2, 29), "2000-02-29 2000-02-29"),
            (Birth::in_either([1892, 1992], 1, 1), "1992-01-01 1992-01-01"),
            (Birth::in_month([1990, 1990], 2), "1990-02-01 1990-02-28"),
            (Birth::in_month([1990, 1990], 0), "1990-01-01 1990-12-31"),
            (Birth::in_month([1926, 2026], 6), "1926-06-01 2026-06-01"),
            (Birth::in_month([1990, 1990], 13), "none"),
            (Birth::counted(jiff::civil::date(1867, 1, 1), 43_288), "1985-07-09 1985-07-09"),
            (Birth::counted(jiff::civil::date(1867, 1, 1), u64::MAX), "none"),
            (Some(Birth::UNTOLD), "none"),
        ] {
            assert_eq!(days(birth), expected);
        }
    }
}
