//! The Netherlands: the citizen service number.

use super::digits::{digits, number};

/// BSN: nine digits (a leading 0 counts), the eleven test: weights 9 to 2 and −1 (Wet algemene bepalingen BSN).
pub(super) fn is_bsn(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    let sum: u32 = values[..8].iter().zip((2..=9).rev()).map(|(value, weight)| value * weight).sum();
    number(&values) > 9_999_999 && sum % 11 == values[8]
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_eleven_test_holds() {
        // 9·1 + 8·2 + 7·3 + 6·4 + 5·5 + 4·6 + 3·7 + 2·8 = 156; 156 mod 11 = 2.
        check(is_bsn, &[("123456782", true), ("123456783", false), ("000000000", false), ("12345678", false), ("", false)]);
        every_changed_digit_fails(is_bsn, "123456782");
    }
}
