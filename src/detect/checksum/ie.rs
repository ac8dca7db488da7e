//! Ireland: the personal public service number.

use super::digits::{digits, letter, weighted};

/// PPS number: seven digits, a check letter modulo 23 (W for 0) and, since 2013, a second letter that counts nine times its place; W, T
/// and X, on older cards, count nothing (Social Welfare Consolidation Act 2005, s. 262).
pub(super) fn is_pps(text: &str) -> bool {
    let Some((body, letters)) = text.split_at_checked(7) else { return false };
    let Some(values) = digits::<7>(body) else { return false };
    let second = match letters.as_bytes() {
        [_] | [_, b'W' | b'T' | b'X'] => 0,
        [_, second @ b'A'..=b'I'] => letter(*second).unwrap_or(0) * 9,
        _ => return false,
    };
    let rest = (weighted(&values, &[8, 7, 6, 5, 4, 3, 2]) + second) % 23;
    b"WABCDEFGHIJKLMNOPQRSTUV".get(rest as usize) == letters.as_bytes().first()
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn the_letter_is_the_rest() {
        // 8 + 14 + 18 + 20 + 20 + 18 + 14 = 112; mod 23 = 20 → T. With A: 121, 6 → F.
        check(
            is_pps,
            &[
                ("1234567T", true),
                ("1234567TW", true),
                ("1234567FA", true),
                ("1234567TA", false),
                ("1234567A", false),
                ("1234567", false),
                ("1234567TZ", false),
                ("1234567TAA", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_pps, "1234567FA");
    }
}
