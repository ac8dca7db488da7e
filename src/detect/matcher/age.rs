//! Stated ages and years of birth: where the context says so, and with the span of birth dates that they leave.

use std::ops::Range;

use jiff::civil::{Date, date};

use super::{Judged, Matcher, Place};
use crate::detect::scene::Scene;
use crate::model::finding::{BirthBasis, BirthDate};
use crate::model::time::Day;

pub(super) const MATCHER: Matcher = Matcher { name: "age", find: None, judge: age };
pub(super) const YEAR: Matcher = Matcher { name: "birth-year", find: None, judge: year };

/// Nobody is known to have been older (122 years).
const OLDEST: i16 = 122;

fn age(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let years: i16 = digits.strip_suffix(".0").unwrap_or(digits).parse().ok()?;
    if !(0..=OLDEST).contains(&years) {
        return None;
    }
    let today = scene.setting.today.to_date();
    let latest = years_before(today, years)?;
    let earliest = years_before(today, years + 1)?.tomorrow().ok()?;
    Some(Judged { birth: between(earliest, latest), ..Judged::plain(years.to_string()) })
}

fn years_before(today: Date, years: i16) -> Option<Date> {
    today.checked_sub(jiff::Span::new().years(i64::from(years))).ok()
}

fn year(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let year: i16 = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
    let this = scene.setting.today.to_date().year();
    if !(this.saturating_sub(OLDEST)..=this).contains(&year) {
        return None;
    }
    Some(Judged { birth: between(date(year, 1, 1), date(year, 12, 31)), ..Judged::plain(year.to_string()) })
}

fn between(earliest: Date, latest: Date) -> Option<BirthDate> {
    Some(BirthDate { earliest: Day::from_date(earliest), latest: Day::from_date(latest), basis: BirthBasis::StatedAge })
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    fn born(matcher: &Matcher, text: &str) -> Option<(String, String)> {
        let birth = cell(matcher, text, None)?.birth?;
        Some((birth.earliest.to_string(), birth.latest.to_string()))
    }

    #[test]
    fn an_age_leaves_a_year_of_birth_dates() {
        // Today is 2026-06-01.
        for (matcher, text, expected) in [
            (&MATCHER, "12", Some(("2013-06-02", "2014-06-01"))),
            (&MATCHER, "0", Some(("2025-06-02", "2026-06-01"))),
            (&MATCHER, "34.0", Some(("1991-06-02", "1992-06-01"))),
            (&MATCHER, "140", None),
            (&MATCHER, "adult", None),
            (&YEAR, "2014", Some(("2014-01-01", "2014-12-31"))),
            (&YEAR, "2030", None),
            (&YEAR, "1850", None),
        ] {
            let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned()));
            assert_eq!(born(matcher, text), expected, "{text}");
        }
    }
}
