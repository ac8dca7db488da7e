//! Cyprus: the tax identification code.

use super::digits::alnum;

/// What a digit in an odd place counts.
const ODD: [u32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

/// TIC of a person: eight digits from 0 or 9 and a letter, modulo 26; digits in odd places count by a table (European Commission,
/// TIN algorithms; OECD, Cyprus TIN).
pub(super) fn is_tic(text: &str) -> bool {
    let Some(bytes) = alnum::<9>(text) else { return false };
    let mut sum = 0;
    for (ix, byte) in bytes.iter().take(8).enumerate() {
        let Some(value) = super::digits::digit(*byte) else { return false };
        sum += if ix % 2 == 0 { ODD.get(value as usize).copied().unwrap_or(0) } else { value };
    }
    matches!(bytes[0], b'0' | b'9') && super::digits::letter(bytes[8]) == Some(sum % 26 + 1) && !text.starts_with("00000000")
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_letter_is_a_sum() {
        // 1 + 1 + 5 + 3 + 9 + 5 + 15 + 7 = 46; mod 26 = 20: U.
        check(
            is_tic,
            &[
                ("01234567U", true),
                ("01234567V", false),
                ("11234567T", false),
                ("01234567", false),
                ("00000000I", false),
                ("", false),
                ("012345678", false),
            ],
        );
        every_changed_digit_fails(is_tic, "01234567U");
    }
}
