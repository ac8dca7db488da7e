//! Italy: the codice fiscale (DM 23 December 1976): name, birth date, place and a check letter.

use super::birth::Birth;
use super::digits::{alnum, base36};

/// What a character counts on odd places: digits as A–J.
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/// The letters of the months.
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
/// The letters that stand for the digits 0–9 where two persons would have had the same code (omocodia).
const STAND_INS: &[u8; 10] = b"LMNPQRSTUV";

/// Sixteen characters. The century is not told.
pub(super) fn fiscal(text: &str) -> Option<Birth> {
    let bytes = alnum::<16>(text)?;
    let number = |at: usize| Some(numeral(bytes[at])? * 10 + numeral(bytes[at + 1])?);
    let (year, day) = (number(6)?, number(9)?);
    let month = (1_u32..).zip(MONTHS).find(|(_, letter)| **letter == bytes[8])?.0;
    let is_place = bytes[11].is_ascii_uppercase() && bytes[12..15].iter().all(|byte| numeral(*byte).is_some());
    let sum: u32 = bytes[..15]
        .iter()
        .enumerate()
        .map(|(ix, byte)| {
            let value = base36(*byte).map_or(0, |value| if value < 10 { value } else { value - 10 });
            if ix % 2 == 0 { ODD.get(value as usize).copied().unwrap_or(0) } else { value }
        })
        .sum();
    let is_checked = u32::from(bytes[15]) == u32::from(b'A') + sum % 26;
    if !is_name(&bytes[..3]) || !is_name(&bytes[3..6]) || !is_place || !is_checked {
        return None;
    }
    Birth::two_digit(year, month, if day > 40 { day - 40 } else { day })
}

/// A digit, or the letter that stands in for it.
fn numeral(byte: u8) -> Option<u32> {
    if byte.is_ascii_digit() {
        return Some(u32::from(byte - b'0'));
    }
    (0..).zip(STAND_INS).find(|(_, letter)| **letter == byte).map(|(value, _)| value)
}

/// Three letters of a name: its consonants, then vowels, then X for what is missing.
fn is_name(letters: &[u8]) -> bool {
    let rank = |byte: &u8| if b"AEIOU".contains(byte) { 1 } else { 0 };
    let vowels_on: &[u8] = letters.iter().position(|b| rank(b) == 1).map_or(&[], |at| &letters[at..]);
    let n_vowels = vowels_on.iter().take_while(|b| rank(b) == 1).count();
    letters.iter().all(u8::is_ascii_uppercase) && vowels_on[n_vowels..].iter().all(|b| *b == b'X')
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, fitting};
    use super::*;

    fn is_fiscal(text: &str) -> bool {
        fiscal(text).is_some()
    }

    #[test]
    fn name_date_place_and_letter_must_agree() {
        for (body, expected) in [
            ("VRDLSN85L09F205", "1985-07-09 1985-07-09"),
            ("VRDLSN85L49F205", "1985-07-09 1985-07-09"),
            ("VRDLSN12L49F205", "1912-07-09 2012-07-09"),
            ("FOXAAX85L09F205", "1985-07-09 1985-07-09"),
            ("VRDLSN85L09F2LR", "1985-07-09 1985-07-09"),
            ("VRDLSNURL09F205", "1985-07-09 1985-07-09"),
            ("VRDLSN85L32F205", "none"),
            ("VRDLSN85D71F205", "none"),
            ("VRDLSN85F09F205", "none"),
            ("ARDLSN85L09F205", "none"),
            ("VRDLSN85L09F2AR", "none"),
        ] {
            match fitting(is_fiscal, body, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
                Some(text) => born_on(fiscal, &[(&text, expected)]),
                None => assert_eq!(expected, "none", "{body}"),
            }
        }
        born_on(fiscal, &[("", "none"), ("VRDLSN85L09F205", "none"), ("VRDLSN85L09F205é", "none")]);
    }

    #[test]
    fn the_check_letter_is_the_published_sum() {
        // Odd places V10 D7 S12 8→19 L4 9→21 2→5 5→13 = 91; even R17 L11 N13 5 0 F5 0 = 51; 142 mod 26 = 12 → M.
        assert!(is_fiscal("VRDLSN85L09F205M") && !is_fiscal("VRDLSN85L09F205N"));
    }
}
