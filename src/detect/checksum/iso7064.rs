//! The check character systems of ISO/IEC 7064:2003: two pure ones (a weighted sum modulo M) and two hybrid ones (two moduli).

use super::digits::{base36, up_to};

/// What digits and letters (A = 10 … Z = 35) leave modulo 97 when read as one decimal number.
pub(super) fn mod_97(mut text: impl Iterator<Item = u8>) -> Option<u32> {
    text.try_fold(0, |rest, byte| {
        let value = base36(byte)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    })
}

/// MOD 97-10: two check digits at the end, the whole leaves 1.
pub(super) fn is_mod_97_10(text: &str) -> bool {
    (3..=64).contains(&text.len()) && mod_97(text.bytes()) == Some(1)
}

/// MOD 11-2: digits and one check character at the end, which may be X for 10.
pub(super) fn is_mod_11_2(text: &str) -> bool {
    let Some((body, last)) = text.split_at_checked(text.len().saturating_sub(1)) else { return false };
    let check = if last == "X" { 10 } else { last.parse().unwrap_or(99) };
    let Some(values) = up_to(body, 64) else { return false };
    check <= 10 && (values.iter().fold(0, |sum, value| (sum + value) * 2 % 11) + check) % 11 == 1
}

/// MOD 11,10: digits, the last one their check digit.
pub(super) fn is_mod_11_10(text: &str) -> bool {
    let values: Option<Vec<u32>> = up_to(text, 64);
    values.is_some_and(|values| values.len() >= 2 && hybrid(&values, 10))
}

/// MOD 37,36: digits and letters, the last one their check character.
pub(super) fn is_mod_37_36(text: &str) -> bool {
    let values: Option<Vec<u32>> = text.bytes().take(65).map(base36).collect();
    values.is_some_and(|values| (2..=64).contains(&values.len()) && hybrid(&values, 36))
}

/// MOD 37-2: digits and letters, the last one their check character, which may be `*` for 36.
pub(super) fn is_mod_37_2(text: &str) -> bool {
    let Some((last, body)) = text.as_bytes().split_last() else { return false };
    let Some(check) = (if *last == b'*' { Some(36) } else { base36(*last) }) else { return false };
    let values: Option<Vec<u32>> = body.iter().take(65).map(|byte| base36(*byte)).collect();
    values.is_some_and(|values| {
        (1..=64).contains(&values.len()) && (values.iter().fold(0, |sum, value| (sum + value) * 2 % 37) + check) % 37 == 1
    })
}

/// The hybrid system of modulus `m` and `m` + 1 over values that end with their check character.
fn hybrid(values: &[u32], m: u32) -> bool {
    let Some((check, body)) = values.split_last() else { return false };
    let product = body.iter().fold(m, |product, value| {
        let sum = (product + value) % m;
        (if sum == 0 { m } else { sum }) * 2 % (m + 1)
    });
    (product + check) % m == 1
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, swapped_neighbours_fail};
    use super::*;

    const BODIES: [&str; 4] = ["0794", "1234567890", "98765432109876543", "31415926535897932"];

    #[test]
    fn the_pure_systems_are_weighted_sums() {
        for body in BODIES {
            let weighted = |radix: u64, modulus: u64| {
                let mut weight = 1;
                body.bytes().rev().fold(0, |sum, byte| {
                    weight = weight * radix % modulus;
                    (sum + u64::from(byte - b'0') * weight) % modulus
                })
            };
            let check_11 = (12 - weighted(2, 11)) % 11;
            let text = format!("{body}{}", if check_11 == 10 { "X".to_owned() } else { check_11.to_string() });
            assert!(is_mod_11_2(&text), "{text}");
            every_changed_digit_fails(is_mod_11_2, &text);
            swapped_neighbours_fail(is_mod_11_2, &text, &[]);

            let number: u128 = body.parse::<u128>().unwrap() * 100;
            let text = format!("{body}{:02}", 98 - number % 97);
            assert!(is_mod_97_10(&text), "{text}");
            every_changed_digit_fails(is_mod_97_10, &text);
            swapped_neighbours_fail(is_mod_97_10, &text, &[]);
        }
    }

    #[test]
    fn one_check_character_fits_the_hybrid_systems() {
        for body in BODIES {
            for (is_valid, alphabet) in [
                (is_mod_11_10 as fn(&str) -> bool, "0123456789"),
                (is_mod_37_36, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                (is_mod_37_2, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"),
            ] {
                let fits: Vec<String> = alphabet.chars().map(|c| format!("{body}{c}")).filter(|text| is_valid(text)).collect();
                assert_eq!(fits.len(), 1, "{body} {alphabet}");
                every_changed_digit_fails(is_valid, &fits[0]);
            }
        }
    }

    #[test]
    fn examples_of_the_standard_hold() {
        // ISO/IEC 7064 itself: 0794 takes 0 under MOD 11-2 and 5 under MOD 11,10; A12425GABC1234002 takes M under MOD 37,36.
        check(is_mod_11_2, &[("07940", true), ("079X", true), ("07941", false), ("", false), ("X", false), ("ä", false)]);
        check(is_mod_11_10, &[("07945", true), ("07944", false), ("0", false)]);
        check(is_mod_37_36, &[("A12425GABC1234002M", true), ("A12425GABC1234002N", false), ("a1", false)]);
        check(is_mod_37_2, &[("G123489654321Y", true), ("G123489654321Z", false), ("*", false)]);
        check(is_mod_97_10, &[("79444", true), ("79445", false), ("", false), ("01", false)]);
    }
}
