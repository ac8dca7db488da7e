//! Ukraine and Moldova: the taxpayer card and the personal identifier.

use super::birth::Birth;
use super::digits::{digits, number, weighted};

/// RNOKPP: days from 1899-12-31 to the birth, serial, sex, check digit: weights −1 5 7 9 4 6 10 5 7, modulo 11 and 10 (Tax Code of
/// Ukraine, art. 70; Order 822 of 2017 of the Ministry of Finance).
pub(super) fn taxpayer(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    // −1 is 10, modulo 11.
    let is_checked = weighted(&values[..9], &[10, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10 == values[9];
    let days = number(&values[..5]);
    if !is_checked || days == 0 {
        return None;
    }
    Birth::counted(jiff::civil::date(1899, 12, 31), days)
}

/// Moldova, IDNP: thirteen digits, 2 or on old ones 0 first, weights 7 3 1, modulo 10 (Government Decision 333 of 2002).
pub(super) fn is_idnp(text: &str) -> bool {
    let Some(values) = digits::<13>(text) else { return false };
    let weights = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
    matches!(values[0], 0 | 2) && number(&values) != 0 && weighted(&values[..12], &weights) % 10 == values[12]
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn days_are_counted_from_1900() {
        // 31236 days; −3+5+14+27+24+0+10+10+21 = 108; mod 11 = 9.
        born_on(
            taxpayer,
            &[
                ("3123601239", "1985-07-09 1985-07-09"),
                ("3123601238", "none"),
                ("0000000000", "none"),
                ("9999901230", "none"),
                ("", "none"),
            ],
        );
        every_changed_digit_fails(|t| taxpayer(t).is_some(), "3123601239");
    }

    #[test]
    fn moldova_weighs_by_threes() {
        // 14+0+0+14+9+4+35+18+7+56+27+0 = 184.
        check(is_idnp, &[("2002345678904", true), ("2002345678905", false), ("1002345678907", false), ("", false)]);
        every_changed_digit_fails(is_idnp, "2002345678904");
    }
}
