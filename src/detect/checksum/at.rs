//! Austria: social insurance and tax numbers.

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

/// Versicherungsnummer (ASVG § 31): serial from 100, check digit, birth date; modulo 11, a rest of 10 is not given out. A month above 12
/// marks a date whose serials ran out or that is not known.
pub(super) fn insurance(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    let check = weighted(&values, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
    if values[0] == 0 || check != values[3] {
        return None;
    }
    let (day, month, year) = (pair(&values, 4), pair(&values, 6), pair(&values, 8));
    match month {
        13..=15 if (1..=31).contains(&day) => Birth::in_month([1900 + year, 2000 + year], 0),
        _ => Birth::two_digit(year, month, day),
    }
}

/// Tax number (Abgabenkontonummer): office from 03, seven digits, Luhn (BMF, Finanzamtsnummern; European Commission, TIN algorithms).
pub(super) fn is_tax(text: &str) -> bool {
    digits::<9>(text).is_some_and(|values| {
        (3..=98).contains(&pair(&values, 0)) && number(&values[2..]) != 0 && super::luhn::remainder(&values) == 0
    })
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    fn made(serial: &str, date: &str) -> Option<String> {
        (0..10).map(|d| format!("{serial}{d}{date}")).find(|t| insurance(t).is_some())
    }

    #[test]
    fn tax_numbers_begin_with_an_office() {
        // 1+4+3+8+5+3+7+7 = 38; 2.
        check(is_tax, &[("123456782", true), ("123456783", false), ("010000008", false), ("", false)]);
    }

    #[test]
    fn the_fourth_digit_checks_the_others() {
        // 1·3 + 2·7 + 3·9 + 0·5 + 9·8 + 0·4 + 7·2 + 8·1 + 5·6 = 168; mod 11 = 3.
        born_on(insurance, &[("1233090785", "1985-07-09 1985-07-09"), ("1234090785", "none"), ("", "none")]);
        every_changed_digit_fails(|t| insurance(t).is_some(), "1233090785");
        born_on(insurance, &[(&made("124", "091385").unwrap_or_default(), "1985-01-01 1985-12-31")]);
        assert_eq!((made("023", "090785"), made("123", "311685"), made("123", "310285")), (None, None, None));
    }
}
