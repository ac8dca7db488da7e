//! What is kept of a birth date: the age band at collection, and the month of birth of the young. Never the day.

use jiff::civil::Date;

use crate::model::finding::ColumnRole;
use crate::model::finding::{BirthDate, Hit};
use crate::model::sighting::{AgeBand, BirthFact};
use crate::model::time::{Day, EventTime};

/// From this age on, nobody's month of birth is kept: no law in the tables looks above it.
const ADULT: i16 = 21;

/// The birth fact of a record whose own subject's hits are given, if any of them states a birth date. A date of birth wins
/// over a national identifier, which wins over a stated age.
pub fn fact<'a>(hits: impl Iterator<Item = &'a Hit>, collected: Option<EventTime>, today: Day) -> Option<BirthFact> {
    let own = hits.filter(|hit| hit.role == ColumnRole::Own);
    // A birth in the future is a mistake, not an adult.
    let born = own
        .filter_map(|hit| hit.birth)
        .filter(|birth| birth.earliest <= today)
        .min_by_key(|birth| (birth.basis, birth.earliest))?;
    let at_collection = match collected {
        Some(EventTime::At { earliest, latest, .. }) => band(born, earliest, latest),
        _ => None,
    };
    Some(BirthFact { at_collection, month: month(born, today), basis: born.basis })
}

/// The band that is certain: the same at the youngest and at the oldest that the person can have been.
fn band(born: BirthDate, earliest: Day, latest: Day) -> Option<AgeBand> {
    let youngest = AgeBand::of(age(born.latest.to_date(), earliest.to_date())?);
    let oldest = AgeBand::of(age(born.earliest.to_date(), latest.to_date())?);
    (youngest == oldest).then_some(youngest)
}

/// Year and month of the latest possible birth of somebody who may be under 21 today.
fn month(born: BirthDate, today: Day) -> Option<(i16, i8)> {
    let latest = born.latest.to_date();
    let is_young = age(latest, today.to_date()).is_some_and(|years| years < ADULT);
    is_young.then(|| (latest.year(), latest.month()))
}

/// Full years from birth to a day; none before birth.
fn age(born: Date, on: Date) -> Option<i16> {
    if on < born {
        return None;
    }
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    Some(on.year() - born.year() - i16::from(!had_birthday))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finding::BirthBasis;
    use crate::model::secret::Raw;
    use crate::model::time::Origin;
    use jiff::civil::date;

    fn check(born: (Date, Date), collected: Option<Date>, expected: (Option<AgeBand>, Option<(i16, i8)>)) {
        let birth =
            BirthDate { earliest: Day::from_date(born.0), latest: Day::from_date(born.1), basis: BirthBasis::DateOfBirth };
        let hit = Hit {
            detector: "intl.dob".into(),
            class: "user.demographic.date_of_birth".into(),
            span: 0..1,
            confidence: 0.9,
            normal: Raw::new(""),
            form: crate::model::finding::Form::Full,
            role: ColumnRole::Own,
            birth: Some(birth),
            is_checked: false,
        };
        let collected = collected.map(|d| EventTime::on(Day::from_date(d), Origin::Bound));
        let fact = fact([&hit].into_iter(), collected, Day::from_date(date(2026, 6, 1))).unwrap();
        assert_eq!((fact.at_collection, fact.month), expected);
    }

    #[test]
    fn a_band_is_kept_at_collection_and_a_month_for_the_young_alone() {
        let on = |y, m, d| (date(y, m, d), date(y, m, d));
        check(on(2012, 6, 2), Some(date(2025, 6, 1)), (Some(AgeBand::Under13), Some((2012, 6))));
        check(on(2012, 6, 2), Some(date(2025, 6, 2)), (Some(AgeBand::Age13), Some((2012, 6))));
        check(on(2005, 6, 1), None, (None, None));
        check(on(2005, 6, 2), None, (None, Some((2005, 6))));
        check(on(1980, 1, 1), Some(date(1990, 1, 1)), (Some(AgeBand::Under13), None));
        check((date(2008, 1, 1), date(2008, 12, 31)), Some(date(2024, 6, 1)), (None, Some((2008, 12))));
    }
}
