//! Sri Lanka: the national identity card, old and new.

use super::birth::Birth;
use super::digits::{digits, number, pair};

/// NIC: old cards hold the year, the day of the year (500 more for women), serial and V or X; those since 2016 the whole year and no
/// letter (Registration of Persons Act 32 of 1968). Days are counted as in a leap year. The check digit's rule is not published.
pub(super) fn card(text: &str) -> Option<Birth> {
    let (years, day) = match text.len() {
        10 => {
            let values = digits::<9>(text.get(..9)?)?;
            let year = pair(&values, 0);
            matches!(text.get(9..)?, "V" | "X").then_some(([1900 + year, 1900 + year], number(&values[2..5])))?
        }
        _ => {
            let values = digits::<12>(text)?;
            let year = u32::try_from(number(&values[..4])).ok().filter(|year| (1890..2100).contains(year))?;
            ([year, year], number(&values[4..7]))
        }
    };
    let day = u32::try_from(if day > 500 { day - 500 } else { day }).ok()?;
    let (month, day) = in_leap_year(day)?;
    Birth::in_either(years, month, day)
}

/// Month and day of a day of a leap year, from 1.
fn in_leap_year(day: u32) -> Option<(u32, u32)> {
    let mut rest = day;
    for (ix, length) in [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
        if rest <= length {
            return (rest > 0).then_some((ix as u32 + 1, rest));
        }
        rest -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::proof::born_on;
    use super::*;

    #[test]
    fn both_forms_count_the_days() {
        born_on(
            card,
            &[
                // 31+29+31+30+31+30 = 182; the 191st is 9 July.
                ("851911234V", "1985-07-09 1985-07-09"),
                ("856911234X", "1985-07-09 1985-07-09"),
                ("198519101234", "1985-07-09 1985-07-09"),
                ("201269101234", "2012-07-09 2012-07-09"),
                ("850601234V", "none"),
                ("840601234V", "1984-02-29 1984-02-29"),
                ("853671234V", "none"),
                ("850001234V", "none"),
                ("851911234A", "none"),
                ("188519101234", "none"),
                ("", "none"),
                ("85191123é", "none"),
            ],
        );
    }
}
