//! Belarus: the identification number of the passport and the payer number.

use super::birth::Birth;
use super::digits::{alnum, base36, digit, pair, weighted};

/// Identification number: sex and century, birth date, region letter, serial, citizenship, check digit with weights 7 3 1 (letters from
/// A = 10), modulo 10 (Decree of the President 200 of 2008).
pub(super) fn personal(text: &str) -> Option<Birth> {
    let bytes = alnum::<14>(text)?;
    let mut values = [0; 14];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        *value = base36(*byte)?;
    }
    let has_form = bytes[..7].iter().chain(&bytes[8..11]).all(u8::is_ascii_digit)
        && b"ABCHKEM".contains(&bytes[7])
        && [b"PB", b"BA", b"BI"].iter().any(|own| bytes[11..13] == own[..]);
    let weights = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7];
    if !has_form || weighted(&values[..13], &weights) % 10 != digit(bytes[13])? {
        return None;
    }
    let century = match values[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    Birth::on(century + pair(&values, 5), pair(&values, 3), pair(&values, 1))
}

/// Payer number (UNP) of a person: two letters that stand for digits of their own rows, six digits, check digit: weights 29 23 19 17 13 7
/// 5 3, modulo 11 (Ministry of Taxes, Resolution 96 of 2010).
pub(super) fn is_payer(text: &str) -> bool {
    let Some(bytes) = alnum::<9>(text) else { return false };
    let Some(second) = b"ABCEHKMOPT".iter().position(|own| *own == bytes[1]) else { return false };
    let mut values = [0; 9];
    for (value, byte) in values.iter_mut().zip(&bytes).skip(2) {
        let Some(own) = digit(*byte) else { return false };
        *value = own;
    }
    values[0] = base36(bytes[0]).unwrap_or(0);
    values[1] = second as u32;
    b"ABCEHKM".contains(&bytes[0]) && weighted(&values[..8], &[29, 23, 19, 17, 13, 7, 5, 3]) % 11 == values[8]
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn the_first_digit_is_sex_and_century() {
        let made = |body: &str| fitting(|t| personal(t).is_some(), body, "0123456789").unwrap_or_default();
        for (body, expected) in [
            ("3090785A001PB", "1985-07-09 1985-07-09"),
            ("6090712M123BA", "2012-07-09 2012-07-09"),
            ("3091385A001PB", "none"),
            ("3090785D001PB", "none"),
            ("3090785A001PC", "none"),
            ("7090785A001PB", "none"),
        ] {
            born_on(personal, &[(&made(body), expected)]);
        }
        // 21+0+9+0+21+8+35+30+0+0+3+25+77 = 229.
        born_on(personal, &[("3090785A001PB9", "1985-07-09 1985-07-09"), ("3090785A001PB8", "none"), ("", "none")]);
        every_changed_digit_fails(|t| personal(t).is_some(), "3090785A001PB9");
    }

    #[test]
    fn payers_have_two_letters() {
        // 10·29 + 1·23 + 1·19 + 2·17 + 3·13 + 4·7 + 5·5 + 6·3 = 476; mod 11 = 3.
        check(is_payer, &[("AB1234563", true), ("AB1234564", false), ("DB1234563", false), ("AD1234563", false), ("", false)]);
        every_changed_digit_fails(is_payer, "AB1234563");
    }
}
