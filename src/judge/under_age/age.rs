//! What is kept of a birth date → where somebody's age stands against a limit. Apart from the rule because nothing here knows
//! policies.

use crate::model::finding::BirthBasis;
use crate::model::sighting::BirthFact;
use crate::model::time::Day;
use crate::model::verdict::AgeState;

/// From this age on no month of birth is kept.
const ADULT: i16 = 21;

/// The age at collection against a limit of full years.
pub fn at_collection(birth: BirthFact, under: u8) -> AgeState {
    let Some(band) = birth.at_collection else { return AgeState::Unknown };
    let (youngest, oldest) = band.years();
    if oldest < under {
        AgeState::ChildCertain
    } else if youngest >= under {
        AgeState::AdultCertain
    } else {
        AgeState::ChildPossible
    }
}

/// The age on a day against a limit of full years. `scanned` is the day of the latest scan: who had no month of birth then was
/// 21 or older then, which says less about earlier days.
///
/// The month is that of the latest birth that is possible. A date of birth or a national identifier gives the month itself; a
/// stated age or year leaves at least twelve months open, and without the day on which it was stated it leaves more.
pub fn today(birth: BirthFact, under: u8, as_of: Day, scanned: Option<Day>) -> AgeState {
    let date = as_of.to_date();
    let Some((year, month)) = birth.month else {
        let years_back = scanned.map_or(0, |scanned| years_between(as_of, scanned));
        return if ADULT - years_back >= i16::from(under) { AgeState::AdultCertain } else { AgeState::Unknown };
    };
    let of_age = year.saturating_add(i16::from(under));
    let now = (date.year(), date.month());
    if now > (of_age, month) {
        return AgeState::AdultCertain;
    }
    let is_certain = match birth.basis {
        BirthBasis::DateOfBirth | BirthBasis::NationalId => now < (of_age, month),
        BirthBasis::StatedAge => birth.at_collection.is_some() && now < (of_age - 1, month),
    };
    if is_certain { AgeState::ChildCertain } else { AgeState::ChildPossible }
}

/// Years from the earlier day to the later one, rounded up; 0 if it is not later.
fn years_between(earlier: Day, later: Day) -> i16 {
    let days = u64::try_from(later.0.saturating_sub(earlier.0)).unwrap_or(0);
    i16::try_from(days.saturating_mul(10_000).div_ceil(3_652_425)).unwrap_or(i16::MAX)
}

/// A state as reports write it.
pub fn word(state: AgeState) -> &'static str {
    match state {
        AgeState::ChildCertain => "child_certain",
        AgeState::ChildPossible => "child_possible",
        AgeState::AdultCertain => "adult_certain",
        AgeState::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sighting::AgeBand;
    use AgeState::{AdultCertain, ChildCertain, ChildPossible, Unknown};

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
            let birth = BirthFact { at_collection: band, month: None, basis: BirthBasis::DateOfBirth };
            assert_eq!(at_collection(birth, under), expected, "{band:?} under {under}");
        }
    }
}
