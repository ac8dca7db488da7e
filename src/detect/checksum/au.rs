//! Australia: health identifier and business number. Tax file and Medicare numbers lie with `south`.

use super::digits::{digits, is_uniform, number, weighted};

/// Individual healthcare identifier: 800360, ten digits, Luhn (Healthcare Identifiers Act 2010; AS 5017).
pub(super) fn is_ihi(text: &str) -> bool {
    text.starts_with("800360") && text.len() == 16 && super::luhn::is_valid(text) && text.get(6..15) != Some("000000000")
}

/// ABN, which a sole trader has too: two check digits before nine digits; less 1 on the first, the weighted sum is a multiple of 89
/// (A New Tax System (Australian Business Number) Act 1999; Australian Business Register).
pub(super) fn is_abn(text: &str) -> bool {
    let Some(mut values) = digits::<11>(text) else { return false };
    if values[0] == 0 || is_uniform(&values) || number(&values[2..]) == 0 {
        return false;
    }
    values[0] -= 1;
    weighted(&values, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]).is_multiple_of(89)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn both_begin_with_what_is_fixed() {
        let text = fitting(is_ihi, "800360123456789", "0123456789").unwrap();
        every_changed_digit_fails(is_ihi, &text);
        check(is_ihi, &[("8003600000000002", false), ("8003611234567890", false), ("", false)]);
        // 123456789: 3+10+21+36+55+78+105+136+171 = 615; mod 89 = 81; 10·(a−1) + b must leave 8: 18 − … = a 1, b 8.
        check(is_abn, &[("18123456789", true), ("19123456789", false), ("00000000000", false), ("", false)]);
        every_changed_digit_fails(is_abn, "18123456789");
    }
}
