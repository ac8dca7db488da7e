//! Tanzania, Rwanda, Uganda, Mauritius: identity numbers that hold a birth date or year.

use super::birth::Birth;
use super::digits::{alnum, base36, digit, digits, number, pair};

/// Tanzania, NIN: birth date, ward, serial, two digits whose rule is not published (NIDA).
pub(super) fn tanzanian(text: &str) -> Option<Birth> {
    let values = digits::<20>(text)?;
    let year = u32::try_from(number(&values[..4])).ok()?;
    if !(1890..2100).contains(&year) || number(&values[8..13]) == 0 {
        return None;
    }
    Birth::on(year, pair(&values, 4), pair(&values, 6))
}

/// Rwanda, national identity number: status 1 to 3, year of birth, sex (7 woman, 8 man), serial, issue, two digits whose rule is not
/// published (NIDA).
pub(super) fn rwandan(text: &str) -> Option<Birth> {
    let values = digits::<16>(text)?;
    let year = u32::try_from(number(&values[1..5])).ok()?;
    if !(1..=3).contains(&values[0]) || !(1890..2100).contains(&year) || !matches!(values[5], 7 | 8) {
        return None;
    }
    Birth::in_month([year, year], 0)
}

/// Uganda, NIN: C (citizen) or A (alien), sex, year of birth, ten characters (NIRA).
pub(super) fn ugandan(text: &str) -> Option<Birth> {
    let bytes = alnum::<14>(text)?;
    let year = digit(bytes[2])? * 10 + digit(bytes[3])?;
    if !matches!(bytes[0], b'C' | b'A') || !matches!(bytes[1], b'M' | b'F') || !bytes[4..].iter().any(u8::is_ascii_digit) {
        return None;
    }
    Birth::in_month([1900 + year, 2000 + year], 0)
}

/// Mauritius, national identity number: first letter of the surname, birth date, serial, check character: weights 14 to 2, modulo 17
/// (National Identity Card Act).
pub(super) fn mauritian(text: &str) -> Option<Birth> {
    let bytes = alnum::<14>(text)?;
    let mut born = [0; 6];
    for (value, byte) in born.iter_mut().zip(&bytes[1..7]) {
        *value = digit(*byte)?;
    }
    let sum = bytes[..13].iter().zip((2..=14).rev()).try_fold(0, |sum, (byte, weight)| Some(sum + base36(*byte)? * weight))?;
    if !bytes[0].is_ascii_uppercase() || (17 - sum % 17) % 17 != base36(bytes[13])? {
        return None;
    }
    Birth::two_digit(pair(&born, 4), pair(&born, 2), pair(&born, 0))
}

/// Zimbabwe, national registration: district, serial of six or seven digits, the letter that both leave modulo 23, district of
/// origin (Registrar General).
pub(super) fn is_zimbabwean(text: &str) -> bool {
    let Some(at) = text.find(|c: char| c.is_ascii_alphabetic()) else { return false };
    let (head, rest) = text.split_at(at);
    let origin = rest.get(1..).unwrap_or("");
    let letter = head.parse::<usize>().ok().and_then(|number| b"ZABCDEFGHJKLMNPQRSTVWXY".get(number % 23));
    let is_long = (8..=9).contains(&head.len()) && origin.len() == 2 && origin.bytes().all(|byte| byte.is_ascii_digit());
    is_long && letter == rest.as_bytes().first()
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn births_are_inside() {
        born_on(
            tanzanian,
            &[
                ("19850709123450000112", "1985-07-09 1985-07-09"),
                ("19851309123450000112", "none"),
                ("18850709123450000112", "none"),
                ("", "none"),
            ],
        );
        born_on(
            rwandan,
            &[
                ("1198570012345012", "1985-01-01 1985-12-31"),
                ("4198570012345012", "none"),
                ("1198560012345012", "none"),
                ("", "none"),
            ],
        );
        born_on(
            ugandan,
            &[
                ("CM85012345ABCD", "1985-01-01 1985-12-31"),
                ("BM85012345ABCD", "none"),
                ("CX85012345ABCD", "none"),
                ("CMABCDEFGHIJKL", "none"),
                ("", "none"),
            ],
        );
        let text = fitting(|t| mauritian(t).is_some(), "D090785123456", "0123456789ABCDEFG").unwrap();
        born_on(
            mauritian,
            &[(&text, "1985-07-09 1985-07-09"), ("", "none"), ("D0907851234569", "none"), ("1090785123456C", "none")],
        );
        every_changed_digit_fails(|t| mauritian(t).is_some(), &text);
    }
}
