//! Türkiye: the identity number of citizens and residents, the tax number.

use super::digits::{digits, number};

/// T.C. kimlik numarası: eleven digits, not beginning with 0, two check digits (Law 5490).
pub(super) fn is_tckn(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let odd: u32 = values[..9].iter().step_by(2).sum();
    let even: u32 = values[1..8].iter().step_by(2).sum();
    values[0] != 0 && (odd * 7 + 40 - even) % 10 == values[9] && values[..10].iter().sum::<u32>() % 10 == values[10]
}

/// Vergi kimlik numarası: ten digits; each of the first nine is moved by its place and doubled once a place, modulo 9 (Revenue
/// Administration).
pub(super) fn is_vkn(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let sum: u32 = values[..9]
        .iter()
        .zip(1_u32..)
        .map(|(value, place)| match (value + 10 - place) % 10 {
            9 => 9,
            moved => moved * (1 << (10 - place)) % 9,
        })
        .sum();
    (10 - sum % 10) % 10 == values[9] && number(&values) != 0
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn both_check_digits_hold() {
        // 1+3+5+7+9 = 25, 25·7 = 175; 2+4+6+8 = 20; 155 → 5. 45 + 5 = 50 → 0.
        check(
            is_tckn,
            &[("12345678950", true), ("12345678951", false), ("12345678940", false), ("02345678950", false), ("", false)],
        );
        every_changed_digit_fails(is_tckn, "12345678950");
    }

    #[test]
    fn one_tax_number_fits() {
        for body in ["123456789", "987001234", "460000001"] {
            let fits = (0..10).filter(|d| is_vkn(&format!("{body}{d}"))).count();
            assert_eq!(fits, 1, "{body}");
        }
        // Moved: 0 0 0 0 0 0 0 0 0, so the sum is 0 and the check digit 0.
        check(is_vkn, &[("1234567890", true), ("1234567891", false), ("0000000000", false), ("", false)]);
    }
}
