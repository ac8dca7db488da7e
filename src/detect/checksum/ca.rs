//! Canada: social insurance number, health cards of the provinces that publish a rule, driving licences that hold a birth date.

use super::birth::Birth;
use super::digits::{alnum, digit, digits, number, pair, weighted};
use super::luhn::remainder;

/// SIN: nine digits, Luhn; 8 is kept for businesses, 0 is given to nobody and stands in examples (Service Canada, SIN code of practice).
pub(super) fn is_sin(text: &str) -> bool {
    digits::<9>(text).is_some_and(|values| values[0] != 8 && values != [0; 9] && remainder(&values) == 0)
}

/// Ontario, health number: ten digits from 1, Luhn, perhaps a version of one or two letters (Ministry of Health, Health Card Validation).
pub(super) fn is_ontario_health(text: &str) -> bool {
    let Some((body, version)) = text.split_at_checked(10) else { return false };
    let has_version = version.len() <= 2 && version.bytes().all(|byte| byte.is_ascii_uppercase());
    has_version && digits::<10>(body).is_some_and(|values| values[0] != 0 && remainder(&values) == 0)
}

/// British Columbia, personal health number: 9, eight digits, check digit: weights 2 4 8 5 10 9 7 3, modulo 11 (Ministry of Health, PHN
/// standard).
pub(super) fn is_columbian_health(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let check = 11 - weighted(&values[1..9], &[2, 4, 8, 5, 10, 9, 7, 3]) % 11;
    values[0] == 9 && number(&values[1..9]) != 0 && check == values[9]
}

/// Québec, health insurance number: four letters of the name, birth date (50 more on a woman's month), two characters (RAMQ).
pub(super) fn quebec_health(text: &str) -> Option<Birth> {
    let bytes = alnum::<12>(text)?;
    if !bytes[..4].iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let values = digits::<8>(text.get(4..)?)?;
    let month = pair(&values, 2);
    Birth::two_digit(pair(&values, 0), if month > 50 { month - 50 } else { month }, pair(&values, 4))
}

/// Ontario, driving licence: initial of the surname, fourteen digits that end with the birth date (50 more on a woman's month; Ministry
/// of Transportation).
pub(super) fn ontario_licence(text: &str) -> Option<Birth> {
    let values = digits::<14>(text.get(1..)?)?;
    let month = pair(&values, 10);
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    Birth::two_digit(pair(&values, 8), if month > 50 { month - 50 } else { month }, pair(&values, 12))
}

/// Québec, driving licence: initial, four digits, birth date (day, month, year), two digits (SAAQ).
pub(super) fn quebec_licence(text: &str) -> Option<Birth> {
    let bytes = alnum::<13>(text)?;
    let mut values = [0; 12];
    for (value, byte) in values.iter_mut().zip(&bytes[1..]) {
        *value = digit(*byte)?;
    }
    if !bytes[0].is_ascii_uppercase() {
        return None;
    }
    Birth::two_digit(pair(&values, 8), pair(&values, 6), pair(&values, 4))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn provinces_have_health_numbers_of_their_own() {
        // From the right 9·2→9, 8, 7·2→5, 6, 5·2→1, 4, 3·2, 2, 1·2 = 43; 7.
        check(
            is_ontario_health,
            &[
                ("1234567897", true),
                ("1234567897AB", true),
                ("1234567898", false),
                ("1234567897ABC", false),
                ("12345678971", false),
                ("0234567899", false),
                ("", false),
            ],
        );
        // 2+8+24+20+50+54+49+24 = 231; mod 11 = 0: not issued. 2+8+24+20+50+54+49+27 = 234; mod 11 = 3; 8.
        check(
            is_columbian_health,
            &[("9123456798", true), ("9123456797", false), ("8123456798", false), ("9123456781", false), ("", false)],
        );
        every_changed_digit_fails(is_columbian_health, "9123456798");
    }

    #[test]
    fn numbers_hold_birth_dates() {
        born_on(
            quebec_health,
            &[
                ("SHAP85070912", "1985-07-09 1985-07-09"),
                ("SHAP85570912", "1985-07-09 1985-07-09"),
                ("SHAP85130912", "none"),
                ("SHA185070912", "none"),
                ("", "none"),
            ],
        );
        born_on(
            ontario_licence,
            &[
                ("S12345678850709", "1985-07-09 1985-07-09"),
                ("S12345678855709", "1985-07-09 1985-07-09"),
                ("S12345678851309", "none"),
                ("112345678850709", "none"),
                ("", "none"),
            ],
        );
        born_on(
            quebec_licence,
            &[("S123409078501", "1985-07-09 1985-07-09"), ("S123432078501", "none"), ("1123409078501", "none"), ("", "none")],
        );
    }

    #[test]
    fn the_first_digit_is_a_province() {
        // 1, 3·2=6, 0, 6·2→3, 9, 2·2=4, 5, 4·2=8 → 36; 4 brings it to 40.
        check(
            is_sin,
            &[
                ("130692544", true),
                ("130692545", false),
                ("046454286", true),
                ("000000000", false),
                ("800000002", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_sin, "130692544");
    }
}
