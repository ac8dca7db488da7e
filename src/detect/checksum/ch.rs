//! Switzerland: the social insurance number.

use super::digits::{digits, number, weighted};

/// AHV number: 756, nine digits, EAN-13 check digit (AHVV art. 133).
pub(super) fn is_ahv(text: &str) -> bool {
    let Some(values) = digits::<13>(text) else { return false };
    let sum = weighted(&values, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]);
    number(&values[..3]) == 756 && number(&values[3..12]) != 0 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_country_and_the_digit_must_fit() {
        // 7+6+2+4+6+8 = 33; 3·(5+1+3+5+7+9) = 90; 123, so 7.
        check(
            is_ahv,
            &[
                ("7561234567897", true),
                ("7561234567898", false),
                ("7551234567890", false),
                ("7560000000002", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_ahv, "7561234567897");
    }
}
