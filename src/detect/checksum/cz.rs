//! Czechia and Slovakia: the birth number.

use super::birth::Birth;
use super::digits::{digits, number, pair};

/// Rodné číslo (Zákon 133/2000 Sb. § 13; Zákon 301/1995 Z. z.): birth date and serial, 9 digits until 1953, then 10, divisible by 11.
/// Women have 50 added to the month; 20 more where the serials of a day ran out, since 2004. Until 1985 a rest of 10 was written 0.
pub(super) fn birth_number(text: &str) -> Option<Birth> {
    let (values, is_old) = match text.len() {
        9 => (digits::<10>(&format!("{text}0"))?, true),
        _ => (digits::<10>(text)?, false),
    };
    let (year, month, day) = (pair(&values, 0), pair(&values, 2), pair(&values, 4));
    if is_old {
        let century = if year < 54 { 1900 } else { 1800 };
        let is_issued = number(&values[6..9]) != 0 && !(13..=50).contains(&month);
        return is_issued.then(|| Birth::on(century + year, month % 50, day)).flatten();
    }
    let year = if year < 54 { 2000 } else { 1900 } + year;
    let rest = number(&values[..9]) % 11;
    let is_checked = rest == u64::from(values[9]) || (rest == 10 && values[9] == 0 && year <= 1985);
    let has_addend = matches!(month % 50, 21..=32);
    if !is_checked || (has_addend && year < 2004) {
        return None;
    }
    Birth::on(year, month % 50 - if has_addend { 20 } else { 0 }, day)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, fitting};
    use super::*;

    #[test]
    fn length_month_and_rest_tell_the_date() {
        for (body, expected) in [
            ("850709123", "1985-07-09 1985-07-09"),
            ("855709123", "1985-07-09 1985-07-09"),
            ("120709123", "2012-07-09 2012-07-09"),
            ("122709123", "2012-07-09 2012-07-09"),
            ("127709123", "2012-07-09 2012-07-09"),
            ("852709123", "none"),
            ("851309123", "none"),
            ("855732123", "none"),
        ] {
            let text = fitting(|t| birth_number(t).is_some(), body, "0123456789").unwrap_or_default();
            born_on(birth_number, &[(&text, expected)]);
            if expected != "none" {
                assert_eq!(text.parse::<u64>().unwrap() % 11, 0, "{text}");
            }
        }
        born_on(
            birth_number,
            &[
                ("400709123", "1940-07-09 1940-07-09"),
                ("405709123", "1940-07-09 1940-07-09"),
                ("400709000", "none"),
                ("402709123", "none"),
                ("40070912", "none"),
                ("", "none"),
            ],
        );
    }

    #[test]
    fn a_rest_of_ten_was_written_zero_until_1985() {
        let ten = |date: &str| {
            (1..1000).map(|n| format!("{date}{n:03}")).find(|body| body.parse::<u64>().unwrap() % 11 == 10).unwrap()
        };
        born_on(
            birth_number,
            &[(&format!("{}0", ten("800709")), "1980-07-09 1980-07-09"), (&format!("{}0", ten("900709")), "none")],
        );
    }
}
