//! Israel, Egypt, Iran: identity numbers.

use super::birth::Birth;
use super::digits::{digits, is_uniform, number, pair, weighted};

/// Israel, identity number: nine digits with leading zeros, Luhn (Population Registry).
pub(super) fn is_israeli(text: &str) -> bool {
    digits::<9>(text).is_some_and(|values| !is_uniform(&values) && super::luhn::remainder(&values) == 0)
}

/// Egypt, national number: century (2 the 1900s, 3 the 2000s), birth date, governorate (88 abroad), serial, a digit whose rule is not
/// published (Civil Status Law 143 of 1994).
pub(super) fn egyptian(text: &str) -> Option<Birth> {
    let values = digits::<14>(text)?;
    let is_place = matches!(pair(&values, 7), 1..=4 | 11..=19 | 21..=29 | 31..=35 | 88);
    if !matches!(values[0], 2 | 3) || !is_place || number(&values[9..13]) == 0 {
        return None;
    }
    Birth::on(1700 + values[0] * 100 + pair(&values, 1), pair(&values, 3), pair(&values, 5))
}

/// Iran, national code: ten digits, the last one checks: weights 10 to 2, modulo 11 (Civil Registration Organisation).
pub(super) fn is_iranian(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let rest = weighted(&values[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    !is_uniform(&values) && number(&values[..3]) != 0 && values[9] == if rest < 2 { rest } else { 11 - rest }
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn check_digits_fit() {
        // 1+4+3+8+5+3+7+7 = 38; 2.
        check(is_israeli, &[("123456782", true), ("123456783", false), ("000000000", false), ("12345678", false), ("", false)]);
        every_changed_digit_fails(is_israeli, "123456782");
        // 10+18+24+28+30+30+28+24+18 = 210; mod 11 = 1.
        check(
            is_iranian,
            &[("1234567891", true), ("1234567892", false), ("1111111111", false), ("0001234567", false), ("", false)],
        );
        every_changed_digit_fails(is_iranian, "1234567806");
    }

    #[test]
    fn egypt_holds_birth_and_place() {
        born_on(
            egyptian,
            &[
                ("28507090112345", "1985-07-09 1985-07-09"),
                ("31207098812345", "2012-07-09 2012-07-09"),
                ("28507090512345", "none"),
                ("28513090112345", "none"),
                ("48507090112345", "none"),
                ("", "none"),
            ],
        );
    }
}
