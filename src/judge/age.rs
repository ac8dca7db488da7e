//! The calculator for ages: what is known of a birth → where somebody stands against an age, on a day. Scans and bare facts are
//! judged by it alone; nothing here knows policies.
//!
//! Where the birth is known to the day, an age is reached on the birthday (1 March for 29 February where the year has none).
//! Where only the month is kept, the whole month in which somebody comes of age is `child_possible`.

use super::calendar::{Days, birthday, years};
use crate::model::finding::BirthBasis;
use crate::model::sighting::{AgeBand, BirthFact};
use crate::model::time::Day;
use crate::model::verdict::AgeState;

/// From this age on no month of birth is kept by a scan.
const ADULT: i16 = 21;
/// The longest life that a birth date is believed to tell of, in years.
const LONGEST_LIFE: i16 = 125;

/// The days between which somebody was born.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Born {
    /// The earliest; none: nothing says.
    pub earliest: Option<Day>,
    /// The latest.
    pub latest: Day,
}

impl Born {
    /// Where they stand against an age on one of some days; `unknown` before any possible birth.
    pub fn stand(self, under: u8, on: Days) -> AgeState {
        if self.earliest.is_some_and(|earliest| on.last < earliest) {
            return AgeState::Unknown;
        }
        let oldest = self.earliest.map_or(i16::MAX, |earliest| years(earliest, on.last));
        compare(years(self.latest, on.first), oldest, under)
    }

    /// The days on which they reach an age; none where nothing says when they were born at the earliest.
    pub fn comes_of_age(self, under: u8) -> Option<Days> {
        Some(Days { first: birthday(self.earliest?, under), last: birthday(self.latest, under) })
    }

    /// Whether the dates can be somebody's birth: no sentinel, not after the day of the judgement, not before any living
    /// person's. A date that is none of these says nothing, and least of all that somebody is an adult.
    pub fn is_credible(self, as_of: Day) -> bool {
        let is_old = self.earliest.is_some_and(|earliest| years(earliest, as_of) > LONGEST_LIFE);
        !is_old && !self.latest.is_suspect(as_of)
    }
}

/// The youngest and the oldest that somebody can be, in full years, against an age.
fn compare(youngest: i16, oldest: i16, under: u8) -> AgeState {
    if oldest < i16::from(under) {
        AgeState::ChildCertain
    } else if youngest >= i16::from(under) {
        AgeState::AdultCertain
    } else {
        AgeState::ChildPossible
    }
}

/// The age at collection, of which a scan keeps the band, against an age.
pub fn at_collection(band: Option<AgeBand>, under: u8) -> AgeState {
    let Some((youngest, oldest)) = band.map(AgeBand::years) else { return AgeState::Unknown };
    compare(youngest.into(), oldest.into(), under)
}

/// The age on a day, from what a scan keeps of a birth date. `scanned` is the day of the latest scan: who had no month of birth
/// then was 21 or older then, which says less about earlier days.
///
/// The month is that of the latest birth that is possible. A date of birth or a national identifier gives the month itself; a
/// stated age or year leaves at least twelve months open, and without the day on which it was stated it leaves more.
pub fn today(birth: BirthFact, under: u8, as_of: Day, scanned: Option<Day>) -> AgeState {
    let Some((year, month)) = birth.month else {
        let latest = scanned.unwrap_or(as_of).to_date().saturating_sub(jiff::Span::new().years(ADULT));
        let state = Born { earliest: None, latest: Day::from_date(latest) }.stand(under, Days::on(as_of));
        return if state == AgeState::AdultCertain { state } else { AgeState::Unknown };
    };
    let Ok(first) = jiff::civil::Date::new(year, month, 1) else { return AgeState::Unknown };
    let earliest = match birth.basis {
        BirthBasis::DateOfBirth | BirthBasis::NationalId => Some(first),
        BirthBasis::StatedAge => birth.at_collection.map(|_| first.saturating_sub(jiff::Span::new().years(1))),
    };
    let born = Born { earliest: earliest.map(Day::from_date), latest: Day::from_date(first.last_of_month()) };
    // Only the month is known, so it is held against the whole month of the day.
    let date = as_of.to_date();
    let on = Days { first: Day::from_date(date.first_of_month()), last: Day::from_date(date.last_of_month()) };
    born.stand(under, on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use AgeState::{AdultCertain, ChildCertain, ChildPossible, Unknown};
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::from_date(text.parse().unwrap())
    }

    fn check(basis: BirthBasis, collected: Option<AgeBand>, month: Option<(i16, i8)>, as_of: &str, expected: AgeState) {
        let birth = BirthFact { at_collection: collected, month, basis };
        assert_eq!(today(birth, 16, day(as_of), Some(day("2026-06-01"))), expected, "{basis:?} {month:?} {as_of}");
    }

    #[test]
    fn the_month_in_which_somebody_comes_of_age_is_possible() {
        use BirthBasis::{DateOfBirth, NationalId, StatedAge};
        for basis in [DateOfBirth, NationalId] {
            check(basis, None, Some((2010, 6)), "2026-05-31", ChildCertain);
            check(basis, None, Some((2010, 6)), "2026-06-01", ChildPossible);
            check(basis, None, Some((2010, 6)), "2026-06-30", ChildPossible);
            check(basis, None, Some((2010, 6)), "2026-07-01", AdultCertain);
            check(basis, None, Some((2008, 2)), "2024-02-29", ChildPossible);
            check(basis, None, Some((2008, 2)), "2024-03-01", AdultCertain);
        }
        check(StatedAge, Some(AgeBand::Age14), Some((2010, 6)), "2026-05-31", ChildPossible);
        check(StatedAge, Some(AgeBand::Age14), Some((2010, 6)), "2025-05-31", ChildCertain);
        check(StatedAge, None, Some((2010, 6)), "2020-01-01", ChildPossible);
        check(StatedAge, None, Some((2010, 6)), "2026-07-01", AdultCertain);
    }

    #[test]
    fn an_adult_of_the_scan_is_unknown_long_before_it() {
        check(BirthBasis::DateOfBirth, None, None, "2026-06-01", AdultCertain);
        check(BirthBasis::DateOfBirth, None, None, "2030-06-01", AdultCertain);
        check(BirthBasis::DateOfBirth, None, None, "2021-06-02", AdultCertain);
        check(BirthBasis::DateOfBirth, None, None, "2021-05-01", Unknown);
        check(BirthBasis::DateOfBirth, None, None, "1990-01-01", Unknown);
    }

    #[test]
    fn bands_at_collection() {
        for (band, under, expected) in [
            (Some(AgeBand::Under13), 13, ChildCertain),
            (Some(AgeBand::Age13), 13, AdultCertain),
            (Some(AgeBand::Under13), 12, ChildPossible),
            (Some(AgeBand::Age15), 16, ChildCertain),
            (Some(AgeBand::Age16), 16, AdultCertain),
            (Some(AgeBand::Age18To20), 19, ChildPossible),
            (Some(AgeBand::Adult), 18, AdultCertain),
            (None, 16, Unknown),
        ] {
            assert_eq!(at_collection(band, under), expected, "{band:?} under {under}");
        }
    }

    #[test]
    fn a_birth_that_nobody_alive_has_is_not_credible() {
        for (first, last, expected) in [
            ("2010-06-15", "2010-06-15", true),
            ("1950-01-01", "1950-12-31", true),
            ("1970-01-01", "1970-12-31", true),
            ("1970-01-01", "1970-01-01", false),
            ("1900-01-01", "1900-01-01", false),
            ("1901-03-05", "1901-03-05", true),
            ("0001-01-01", "0001-01-01", false),
            ("9999-12-31", "9999-12-31", false),
            ("2026-06-02", "2026-06-02", false),
        ] {
            let born = Born { earliest: Some(day(first)), latest: day(last) };
            assert_eq!(born.is_credible(day("2026-06-01")), expected, "{first}");
        }
    }

    proptest! {
        #[test]
        fn nobody_grows_younger(earliest in 0i32..20_000, wide in 0i32..1_000, under in 1u8..22, on in 0i32..30_000, later in 0i32..9_000) {
            let born = Born { earliest: Some(Day(earliest)), latest: Day(earliest + wide) };
            let rank = |state| match state {
                Unknown => 0,
                ChildCertain => 1,
                ChildPossible => 2,
                AdultCertain => 3,
            };
            let state = |on| born.stand(under, Days::on(Day(on)));
            prop_assert!(rank(state(on)) <= rank(state(on + later)));
            prop_assert!(rank(born.stand(under + 1, Days::on(Day(on)))) <= rank(state(on)), "a higher age makes nobody an adult");
            let of_age = born.comes_of_age(under).unwrap();
            prop_assert_eq!(state(of_age.last.0), AdultCertain);
            prop_assert!(state(of_age.last.0 - 1) != AdultCertain);
            prop_assert_eq!(state(of_age.first.0 - 1), ChildCertain);
        }
    }
}
