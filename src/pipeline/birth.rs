//! What is kept of a birth date: the age band at collection, and the month of birth of the young. Never the day.

use jiff::Span;
use jiff::civil::Date;

use super::dates::{Clock, interval};
use crate::model::finding::{BirthBasis, BirthDate, ColumnRole, Finding, Form, Hit};
use crate::model::passage::FieldIx;
use crate::model::secret::Masked;
use crate::model::sighting::{AgeBand, BirthFact};
use crate::model::time::{Day, EventTime};

/// From this age on, nobody's month of birth is kept: no law in the tables looks above it.
const ADULT: i16 = 21;

/// No age above it is believed.
const OLDEST: i16 = 125;
/// How sure it is that a bound column holds what it is bound as, percent: somebody says so who knows.
const BOUND: u8 = 95;

/// What a bound column says of the own subject's birth.
#[derive(Clone, Debug)]
pub struct Told {
    /// The column.
    pub field: FieldIx,
    /// The birth.
    pub birth: BirthDate,
    /// What the column holds.
    pub of: Of,
}

/// What a column can tell a birth by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Of {
    /// A date, month or year of birth.
    Date,
    /// An age in years.
    Age,
}

impl Told {
    /// Makes it a finding, or one that was made of the column a sure one: what the operator says of a column is found in it.
    pub fn show(&self, findings: &mut Vec<Finding>) {
        let (class, detector) = match self.of {
            Of::Date => ("user.demographic.date_of_birth", "intl.date_of_birth"),
            Of::Age => ("user.demographic.age_range", "intl.age"),
        };
        let mut is_shown = false;
        let mine = |finding: &&mut Finding| finding.field == Some(self.field) && finding.class.as_str() == class;
        for finding in findings.iter_mut().filter(mine) {
            finding.confidence = finding.confidence.max(BOUND);
            is_shown = true;
        }
        if !is_shown {
            findings.push(Finding {
                class: class.into(),
                detector: detector.into(),
                tags: Vec::new(),
                confidence: BOUND,
                form: Form::Full,
                role: ColumnRole::Own,
                likely_test: false,
                is_checked: false,
                field: Some(self.field),
                mask: Masked("•••".to_owned()),
            });
        }
    }
}

/// The birth that a text states; none of a text that is no date, of a sentinel and of the future. Of a month and a year no more is
/// known than of a stated age.
pub fn of_date(text: &str, clock: &Clock<'_>) -> Option<BirthDate> {
    let (earliest, latest) = interval(text.trim(), clock)?;
    let is_exact = (earliest.year(), earliest.month()) == (latest.year(), latest.month());
    let basis = if is_exact { BirthBasis::DateOfBirth } else { BirthBasis::StatedAge };
    let birth = BirthDate { earliest: Day::from_date(earliest), latest: Day::from_date(latest).min(clock.today), basis };
    (!birth.earliest.is_suspect(clock.today)).then_some(birth)
}

/// The birth of somebody whose age in full years is stated as of the day of collection, else at the latest today.
pub fn of_age(text: &str, collected: Option<EventTime>, today: Day) -> Option<BirthDate> {
    let years: i16 = text.trim().parse().ok().filter(|years| (0..=OLDEST).contains(years))?;
    let (first, last) = match collected {
        Some(EventTime::At { earliest, latest, .. }) => (earliest, latest),
        _ => (today, today),
    };
    let before = |day: Day, years: i16| day.to_date().saturating_sub(Span::new().years(years));
    let earliest = before(first, years + 1).saturating_add(Span::new().days(1));
    let (earliest, latest) = (Day::from_date(earliest), Day::from_date(before(last, years)));
    Some(BirthDate { earliest, latest, basis: BirthBasis::StatedAge })
}

/// The birth fact of a record whose own subject's hits are given, if any of them states a birth date. A date of birth wins
/// over a national identifier, which wins over a stated age; of two of a kind the one that a bound column tells.
pub fn fact<'a>(
    told: Option<&Told>,
    hits: impl Iterator<Item = &'a Hit>,
    collected: Option<EventTime>,
    today: Day,
) -> Option<BirthFact> {
    let own = hits.filter(|hit| hit.role == ColumnRole::Own).filter_map(|hit| hit.birth);
    let told = told.map(|told| (told.birth, false));
    // A birth in the future is a mistake, not an adult.
    let (born, _) = told
        .into_iter()
        .chain(own.map(|birth| (birth, true)))
        .filter(|(birth, _)| birth.earliest <= today)
        .min_by_key(|(birth, is_found)| (birth.basis, *is_found, birth.earliest))?;
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
        let fact = fact(None, [&hit].into_iter(), collected, Day::from_date(date(2026, 6, 1))).unwrap();
        assert_eq!((fact.at_collection, fact.month), expected);
    }

    #[test]
    fn a_bound_column_tells_a_birth_or_an_age() {
        let clock = Clock { today: Day::from_date(date(2026, 6, 1)), zone: None, unit: None };
        let days = |birth: Option<BirthDate>| {
            birth.map(|birth| format!("{}..{} {:?}", birth.earliest, birth.latest, birth.basis)).unwrap_or_default()
        };
        for (text, expected) in [
            ("2012-06-02", "2012-06-02..2012-06-02 DateOfBirth"),
            ("2012-06", "2012-06-01..2012-06-30 DateOfBirth"),
            ("2012", "2012-01-01..2012-12-31 StatedAge"),
            ("1970-01-01", ""),
            ("1900-01-01", ""),
            ("2031-01-01", ""),
            ("unknown", ""),
        ] {
            assert_eq!(days(of_date(text, &clock)), expected, "{text}");
        }
        let collected = Some(EventTime::on(Day::from_date(date(2025, 3, 10)), crate::model::time::Origin::Bound));
        for (text, collected, expected) in [
            ("13", collected, "2011-03-11..2012-03-10 StatedAge"),
            ("13", None, "2012-06-02..2013-06-01 StatedAge"),
            ("0", collected, "2024-03-11..2025-03-10 StatedAge"),
            ("126", None, ""),
            ("-1", None, ""),
            ("young", None, ""),
        ] {
            assert_eq!(days(of_age(text, collected, clock.today)), expected, "{text}");
        }
    }

    #[test]
    fn what_a_bound_column_tells_wins_and_is_found() {
        let clock = Clock { today: Day::from_date(date(2026, 6, 1)), zone: None, unit: None };
        let told = Told { field: FieldIx(2), birth: of_date("2012-06-02", &clock).unwrap(), of: Of::Date };
        let mut findings = Vec::new();
        told.show(&mut findings);
        findings[0].confidence = 60;
        told.show(&mut findings);
        let shown: Vec<_> = findings.iter().map(|f| (f.class.as_str(), f.field, f.confidence)).collect();
        assert_eq!(shown, [("user.demographic.date_of_birth", Some(FieldIx(2)), 95)]);
        assert_eq!(fact(Some(&told), [].into_iter(), None, clock.today).unwrap().month, Some((2012, 6)));
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
