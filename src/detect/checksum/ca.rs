//! Canada: the social insurance number.

use super::digits::digits;
use super::luhn::remainder;

/// SIN: nine digits, Luhn; 0 is not issued to persons and 8 is kept for businesses (Service Canada, SIN code of practice).
pub(super) fn is_sin(text: &str) -> bool {
    digits::<9>(text).is_some_and(|values| !matches!(values[0], 0 | 8) && remainder(&values) == 0)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_first_digit_is_a_province() {
        // 1, 3·2=6, 0, 6·2→3, 9, 2·2=4, 5, 4·2=8 → 36; 4 brings it to 40.
        check(is_sin, &[("130692544", true), ("130692545", false), ("046454286", false), ("800000002", false), ("", false)]);
        every_changed_digit_fails(is_sin, "130692544");
    }
}
