//! Hong Kong, Taiwan, Singapore: identity cards of a letter and digits.

use super::birth::Birth;
use super::digits::{alnum, base36, digit, digits, letter, weighted};

/// Hong Kong, identity card: one or two letters, six digits, check character: weights 9 to 2, modulo 11, A for 10; a missing first letter
/// counts 36 (Registration of Persons Regulations, Cap. 177A).
pub(super) fn is_hkid(text: &str) -> bool {
    let padded = if text.len() == 8 { format!(" {text}") } else { text.to_owned() };
    let Ok(bytes) = <[u8; 9]>::try_from(padded.as_bytes()) else { return false };
    let has_form = (bytes[0] == b' ' || bytes[0].is_ascii_uppercase())
        && bytes[1].is_ascii_uppercase()
        && bytes[2..8].iter().all(u8::is_ascii_digit)
        && (bytes[8].is_ascii_digit() || bytes[8] == b'A');
    let mut values = [0; 9];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        *value = base36(*byte).unwrap_or(36);
    }
    has_form && weighted(&values, &[9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// What the letter of a Taiwanese number counts, A to Z: a place of registration.
const PLACES: [u32; 26] =
    [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];

/// What a letter of a Taiwanese number counts.
fn place(byte: u8) -> Option<u32> {
    PLACES.get(letter(byte)? as usize - 1).copied()
}

/// The sum of a Taiwanese number: the letter's two digits and the other nine, modulo 10; 0 if they agree.
fn taiwanese_sum(first: u32, values: &[u32]) -> u32 {
    (first / 10 + first % 10 * 9 + weighted(values, &[8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10
}

/// Taiwan, identity card: place, sex 1 or 2, serial, check digit (Household Registration Act).
pub(super) fn is_taiwanese(text: &str) -> bool {
    let Some(values) = text.get(1..).and_then(digits::<9>) else { return false };
    let first = text.bytes().next().and_then(place);
    matches!(values[0], 1 | 2) && first.is_some_and(|first| taiwanese_sum(first, &values) == 0)
}

/// Taiwan, residence certificate: since 2021 with 8 or 9 behind the letter, before with A to D, of whose value only the last digit counts
/// (National Immigration Agency).
pub(super) fn is_resident(text: &str) -> bool {
    let Some(bytes) = alnum::<10>(text) else { return false };
    let mut values = [0; 9];
    for (value, byte) in values.iter_mut().zip(&bytes[1..]).skip(1) {
        let Some(own) = digit(*byte) else { return false };
        *value = own;
    }
    values[0] = match bytes[1] {
        b'8' => 8,
        b'9' => 9,
        b'A'..=b'D' => place(bytes[1]).unwrap_or(0) % 10,
        _ => return false,
    };
    place(bytes[0]).is_some_and(|first| taiwanese_sum(first, &values) == 0)
}

/// Singapore, NRIC and FIN: S or T (citizens and residents), F, G or M (foreigners), seven digits, check letter: weights 2 7 6 5 4 3 2,
/// modulo 11, T and G shifted by 4, M by 3 (ICA). For S from 68 and for T the first two digits are the year of birth.
pub(super) fn singaporean(text: &str) -> Option<Birth> {
    let bytes = alnum::<9>(text)?;
    let values = digits::<7>(text.get(1..8)?)?;
    let sum = weighted(&values, &[2, 7, 6, 5, 4, 3, 2]);
    let (shift, letters): (u32, &[u8; 11]) = match bytes[0] {
        b'S' => (0, b"JZIHGFEDCBA"),
        b'T' => (4, b"JZIHGFEDCBA"),
        b'F' => (0, b"XWUTRQPNMLK"),
        b'G' => (4, b"XWUTRQPNMLK"),
        b'M' => (3, b"XWUTRQPNJLK"),
        _ => return None,
    };
    let place = ((sum + shift) % 11) as usize;
    if letters.get(place) != Some(&bytes[8]) {
        return None;
    }
    let year = values[0] * 10 + values[1];
    match bytes[0] {
        b'S' if year >= 68 => Birth::in_month([1900 + year, 1900 + year], 0),
        b'T' => Birth::in_month([2000 + year, 2000 + year], 0),
        _ => Some(Birth::UNTOLD),
    }
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    const DIGITS: &str = "0123456789";

    #[test]
    fn a_missing_letter_counts_in_hong_kong() {
        // 324 + 8·16 (G) + 7+12+15+16+15+12 = 529; mod 11 = 1; 10 → A.
        check(
            is_hkid,
            &[
                ("G123456A", true),
                ("G1234569", false),
                ("1234567A", false),
                ("G12345", false),
                ("", false),
                ("é123456A", false),
            ],
        );
        let text = fitting(is_hkid, "WX482917", "0123456789A").unwrap();
        every_changed_digit_fails(is_hkid, &text);
    }

    #[test]
    fn taiwan_has_one_sum_for_three_forms() {
        // A = 10: 1 + 0; 8+14+18+20+20+18+14+8 = 120; 121 + 9 = 130.
        check(
            is_taiwanese,
            &[("A123456789", true), ("A123456788", false), ("A323456789", false), ("1123456789", false), ("", false)],
        );
        for body in ["A80012345", "F90012345", "AB0012345", "FD0012345"] {
            let text = fitting(is_resident, body, DIGITS).unwrap();
            assert!(!is_taiwanese(&text), "{text}");
        }
        check(is_resident, &[("A123456789", false), ("AE00123456", false), ("", false)]);
    }

    #[test]
    fn singapore_has_letters_of_its_own_for_foreigners() {
        let made = |body: &str| fitting(|t| singaporean(t).is_some(), body, "ABCDEFGHIJKLMNPQRTUWXZ").unwrap_or_default();
        for (body, expected) in [
            ("S8512345", "1985-01-01 1985-12-31"),
            ("T1212345", "2012-01-01 2012-12-31"),
            ("S0012345", "none"),
            ("F8512345", "none"),
            ("M8512345", "none"),
        ] {
            let text = made(body);
            assert_eq!(text.len(), 9, "{body}");
            born_on(singaporean, &[(&text, expected)]);
            every_changed_digit_fails(|t| singaporean(t).is_some(), &text);
        }
        // 2+14+18+20+20+18+14 = 106; mod 11 = 7.
        check(
            |t| singaporean(t).is_some(),
            &[("S1234567D", true), ("F1234567N", true), ("S1234567E", false), ("A1234567D", false)],
        );
        born_on(singaporean, &[("", "none"), ("é123456A", "none")]);
    }
}
