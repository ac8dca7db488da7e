//! Spain: identity numbers of citizens (DNI) and foreigners (NIE), special tax numbers, social security.

use super::digits::{digits, is_uniform, number};

/// The check letter of the number modulo 23 (Real Decreto 1553/2005, art. 11; Orden INT/2058/2008).
const LETTERS: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// DNI: eight digits and the letter.
pub(super) fn is_dni(text: &str) -> bool {
    let Some((body, check)) = text.split_at_checked(8) else { return false };
    digits::<8>(body).is_some_and(|values| !is_uniform(&values) && is_checked(number(&values), check))
}

/// NIE: X, Y or Z, which count as 0, 1 and 2, seven digits and the letter.
pub(super) fn is_nie(text: &str) -> bool {
    let kind = match text.as_bytes().first() {
        Some(b'X') => 0,
        Some(b'Y') => 1,
        Some(b'Z') => 2,
        _ => return false,
    };
    serial(text).is_some_and(|(value, check)| is_checked(kind * 10_000_000 + value, check))
}

/// Tax number of those who have neither: K (minors abroad), L (citizens abroad), M (foreigners), seven digits and the letter.
pub(super) fn is_nif(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'K' | b'L' | b'M'))
        && serial(text).is_some_and(|(value, check)| is_checked(value, check))
}

/// Social security number: province, eight digits, rest modulo 97; a serial below ten million counts with seven places.
pub(super) fn is_nss(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let (province, serial) = (number(&values[..2]), number(&values[2..10]));
    let body = province * if serial < 10_000_000 { 10_000_000 } else { 100_000_000 } + serial;
    matches!(province, 1..=53 | 66) && serial != 0 && body % 97 == number(&values[10..])
}

/// The seven digits behind the first letter, and what follows them.
fn serial(text: &str) -> Option<(u64, &str)> {
    let body = digits::<7>(text.get(1..8)?)?;
    Some((number(&body), text.get(8..)?))
}

/// Whether the check is the letter of the number.
fn is_checked(value: u64, check: &str) -> bool {
    LETTERS.get((value % 23) as usize).is_some_and(|letter| check.as_bytes() == [*letter])
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_letter_is_the_rest() {
        // 12 345 678 = 23 · 536 768 + 14 → Z. 1 234 567 = 23 · 53 676 + 19 → L. 11 234 567 = 23 · 488 459 + 10 → X.
        check(
            is_dni,
            &[
                ("12345678Z", true),
                ("12345678A", false),
                ("00000000T", false),
                ("1234567Z", false),
                ("12345678", false),
                ("", false),
            ],
        );
        check(
            is_nie,
            &[("X1234567L", true), ("Y1234567X", true), ("X1234567X", false), ("W1234567L", false), ("X123456L", false)],
        );
        check(is_nif, &[("K1234567L", true), ("K1234567M", false), ("A1234567L", false), ("", false), ("Kä234567L", false)]);
        every_changed_digit_fails(is_dni, "12345678Z");
        every_changed_digit_fails(is_nie, "X1234567L");
    }

    #[test]
    fn social_security_has_two_check_digits() {
        // 28 12345678 → 2 812 345 678 = 97 · 28 993 254 + 40. 28 01234567 → 281 234 567 = 97 · 2 899 325 + 42.
        check(
            is_nss,
            &[("281234567840", true), ("281234567841", false), ("280123456742", true), ("541234567840", false), ("", false)],
        );
    }
}
