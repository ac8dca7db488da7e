//! Germany: tax identification number, pension insurance number, health insurance number, serial number of passports and identity
//! cards.

use super::birth::Birth;
use super::digits::{alnum, base36, cross_sum, digit, digits, letter, pair, weighted};

/// Steuer-Identifikationsnummer: eleven digits, not beginning with 0, MOD 11,10. Of the first ten digits exactly one occurs twice
/// (numbers before 2016) or three times, but not three times in a row; all others at most once (BZSt).
pub(super) fn is_idnr(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let mut counts = [0_u8; 10];
    for value in &values[..10] {
        if let Some(count) = counts.get_mut(*value as usize) {
            *count += 1;
        }
    }
    let repeated: Vec<u8> = counts.into_iter().filter(|count| *count > 1).collect();
    let has_three_in_a_row = values[..10].windows(3).any(|w| w[0] == w[1] && w[1] == w[2]);
    values[0] != 0 && matches!(repeated[..], [2 | 3]) && !has_three_in_a_row && super::iso7064::is_mod_11_10(text)
}

/// Rentenversicherungsnummer (VKVV § 2): area, birth date, initial, sex and serial, check digit over the letter's two-digit place.
pub(super) fn pension(text: &str) -> Option<Birth> {
    let bytes = alnum::<12>(text)?;
    let place = letter(bytes[8])?;
    let mut values = [0; 13];
    let spelt = bytes[..8].iter().map(|b| digit(*b)).chain([Some(place / 10), Some(place % 10)]);
    for (value, read) in values.iter_mut().zip(spelt.chain(bytes[9..].iter().map(|b| digit(*b)))) {
        *value = read?;
    }
    let weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
    let sum: u32 = values[..12].iter().zip(weights).map(|(value, weight)| cross_sum(value * weight)).sum();
    let day = pair(&values, 2);
    // Where a day's serials ran out, 32 was added to the day; areas begin at 02.
    let day = if day > 32 { day - 32 } else { day };
    if sum % 10 != values[12] || pair(&values, 0) < 2 {
        return None;
    }
    Birth::two_digit(pair(&values, 6), pair(&values, 4), day)
}

/// Krankenversichertennummer (SGB V § 290): a letter, eight digits, check digit; weights 1 and 2 over the letter's two-digit place.
pub(super) fn is_kvnr(text: &str) -> bool {
    let Some(bytes) = alnum::<10>(text) else { return false };
    let (Some(place), Some(values)) = (letter(bytes[0]), text.get(1..).and_then(digits::<9>)) else { return false };
    let spelt = [place / 10, place % 10].into_iter().chain(values[..8].iter().copied());
    let sum: u32 = spelt.zip([1, 2].iter().cycle()).map(|(value, weight)| cross_sum(value * weight)).sum();
    sum % 10 == values[8]
}

/// Serial number of a passport or identity card with its check digit: nine of the digits and the letters that are no vowels and
/// cannot be misread, weights 7, 3, 1 (PassV, PAuswV; ICAO 9303-3).
pub(super) fn is_document(text: &str) -> bool {
    let Some(bytes) = alnum::<10>(text) else { return false };
    let is_used = |byte: &u8| byte.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(byte);
    let mut values = [0; 9];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        *value = base36(*byte).unwrap_or(0);
    }
    bytes[0].is_ascii_uppercase()
        && bytes[..9].iter().all(is_used)
        && digit(bytes[9]) == Some(weighted(&values, &[7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10)
}

/// Driving licence: the office's letter and three digits, a running number of five, a check character modulo 11 with weights from
/// 9 down to 1, and how often it was issued (FeV annex 8).
pub(super) fn is_licence(text: &str) -> bool {
    let Some(bytes) = alnum::<11>(text) else { return false };
    let mut values = [0; 9];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        *value = base36(*byte).unwrap_or(0);
    }
    let rest = weighted(&values, &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
    let check = if bytes[9] == b'X' { Some(10) } else { digit(bytes[9]) };
    bytes[0].is_ascii_uppercase() && bytes[1..3].iter().all(u8::is_ascii_digit) && check == Some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn a_tax_number_repeats_one_digit() {
        for (body, expected) in [
            ("1234567899", true),  // 9 twice
            ("1234567890", false), // none
            ("1123456788", false), // 1 and 8
            ("1213456718", false), // 1 three times and nothing else twice, but see next
            ("0123456788", false), // begins with 0
            ("1112345678", false), // three in a row
            ("1234561718", false),
            ("2134561718", false),
        ] {
            let n_repeats = body.chars().filter(|c| body.matches(*c).count() == 3).count();
            let fits = (0..10).filter(|d| is_idnr(&format!("{body}{d}"))).count();
            assert_eq!(fits > 0, expected || (n_repeats == 3 && !body.contains("111")), "{body}");
        }
        let made = fitting(is_idnr, "8602957413", "0123456789");
        assert!(made.is_none(), "all ten digits once");
        let made = fitting(is_idnr, "8602957412", "0123456789").unwrap();
        assert!(is_idnr(&made));
        check(is_idnr, &[("", false), (&made[..10], false), ("11111111111", false)]);
    }

    #[test]
    fn a_pension_number_holds_the_birth_date() {
        // 15 070985 M 01 → 1·2, 5, 0, 7·5→8, 0, 9, 8·2→7, 5, 1·2, 3, 0, 1 = 42.
        born_on(
            pension,
            &[
                ("15070985M012", "1985-09-07 1985-09-07"),
                ("15070985M013", "none"),
                ("15310285M012", "none"),
                ("1507098512", "none"),
                ("", "none"),
            ],
        );
        every_changed_digit_fails(|text| pension(text).is_some() && text.contains('M'), "15070985M012");
    }

    #[test]
    fn letters_count_as_their_place() {
        // A = 01: 0·1, 1·2, then 1·1 2·2 3·1 4·2 5·1 6·2→3 7·1 8·2→7: 2 + 38 = 40.
        check(
            is_kvnr,
            &[("A123456780", true), ("A123456781", false), ("1123456780", false), ("A12345678", false), ("", false)],
        );
        // L = 21·7, 0·3, 1, 1·7, 2·3, 3, 4·7, 5·3, 6: 147+0+1+7+6+3+28+15+6 = 213.
        check(
            is_document,
            &[
                ("L011234563", true),
                ("L011234564", false),
                ("A011234563", false),
                ("1011234563", false),
                ("L01123456", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_document, "L011234563");
    }
}
