//! Poland: PESEL, the tax number, identity card and passport.

use super::birth::Birth;
use super::digits::{alnum, base36, digits, number, pair, weighted};

/// PESEL: birth date, serial and sex, check digit; weights 1 3 7 9, modulo 10. The month holds the century: plus 80 for the 1800s, 0
/// for the 1900s, 20 for the 2000s (Ustawa o ewidencji ludności, art. 15).
pub(super) fn pesel(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let month = pair(&values, 2);
    let century = match month / 20 {
        4 => 1800,
        0 => 1900,
        1 => 2000,
        _ => return None,
    };
    if !weighted(&values, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10) {
        return None;
    }
    Birth::on(century + pair(&values, 0), month % 20, pair(&values, 4))
}

/// NIP: ten digits, weights 6 5 7 2 3 4 5 6 7, modulo 11; a rest of 10 is not given out. The first three are a tax office.
pub(super) fn is_nip(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let is_office = values[0] != 0 && values[1..3].iter().any(|value| *value != 0);
    is_office && weighted(&values[..9], &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == values[9] && number(&values) != 0
}

/// Identity card: three letters (never O or Q), a check digit, five digits.
pub(super) fn is_id_card(text: &str) -> bool {
    is_series::<3>(text, &[7, 3, 1, 9, 7, 3, 1, 7, 3])
}

/// Passport: two letters, a check digit, six digits.
pub(super) fn is_passport(text: &str) -> bool {
    is_series::<2>(text, &[7, 3, 9, 1, 7, 3, 1, 7, 3])
}

/// `N` letters and digits to nine places whose weighted sum ends with 0; the check digit's own weight is 9, which is −1.
fn is_series<const N: usize>(text: &str, weights: &[u32; 9]) -> bool {
    let Some(bytes) = alnum::<9>(text) else { return false };
    let values = bytes.map(|byte| base36(byte).unwrap_or(0));
    bytes[..N].iter().all(|b| b.is_ascii_uppercase() && !b"OQ".contains(b))
        && bytes[N..].iter().all(u8::is_ascii_digit)
        && weighted(&values, weights).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    /// The same check digit from weights 9 7 3 1, as the older form of the rule has it.
    fn made(body: &str) -> String {
        let sum: u32 =
            body.bytes().zip([9, 7, 3, 1].iter().cycle()).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
        format!("{body}{}", sum % 10)
    }

    #[test]
    fn the_month_holds_the_century() {
        for (body, expected) in [
            ("8507091234", "1985-07-09 1985-07-09"),
            ("1227091234", "2012-07-09 2012-07-09"),
            ("9987091234", "1899-07-09 1899-07-09"),
            ("8513091234", "none"),
            ("8502301234", "none"),
            ("1247091234", "none"),
            ("8500091234", "none"),
        ] {
            born_on(pesel, &[(&made(body), expected)]);
        }
        every_changed_digit_fails(|text| pesel(text).is_some(), &made("8507091234"));
        born_on(pesel, &[("", "none"), ("8507091234", "none")]);
    }

    #[test]
    fn other_numbers_have_their_digit() {
        // 6+10+21+8+15+24+35+48+63 = 230; mod 11 = 10: never. 123 456 788: 230 − 7 = 223, mod 11 = 3.
        check(
            is_nip,
            &[("1234567883", true), ("1234567884", false), ("1234567890", false), ("0000000000", false), ("", false)],
        );
        // A10·7 + B11·3 + C12·1 + 1·7 + 2·3 + 3·1 + 4·7 + 5·3 = 70+33+12+7+6+3+28+15 = 174; check 4.
        check(
            is_id_card,
            &[("ABC412345", true), ("ABC512345", false), ("ABO412345", false), ("AB1412345", false), ("", false)],
        );
        // A10·7 + B11·3 + 1·1 + 2·7 + 3·3 + 4·1 + 5·7 + 6·3 = 70+33+1+14+9+4+35+18 = 184; check 4.
        check(is_passport, &[("AB4123456", true), ("AB5123456", false), ("A14123456", false), ("", false)]);
        every_changed_digit_fails(is_passport, "AB4123456");
    }
}
