//! New Zealand: tax and health numbers.

use super::digits::{alnum, digit, digits, number, weighted};

/// IRD number: eight or nine digits, check digit modulo 11 with a second row of weights where the first leaves 10; 10 000 000 to
/// 200 000 000 (Inland Revenue, Resident Withholding Tax specification).
pub(super) fn is_ird(text: &str) -> bool {
    let padded = if text.len() == 8 { format!("0{text}") } else { text.to_owned() };
    let Some(values) = digits::<9>(&padded) else { return false };
    let check = |weights: &[u32]| (11 - weighted(&values[..8], weights) % 11) % 11;
    let first = check(&[3, 2, 7, 6, 5, 4, 3, 2]);
    let check = if first == 10 { check(&[7, 4, 3, 2, 5, 2, 7, 6]) } else { first };
    (10_000_000..=200_000_000).contains(&number(&values)) && check == values[8]
}

/// NHI number: three letters without I and O, three digits and a check digit modulo 11; on new ones two digits, a letter and a check
/// letter modulo 23; weights 7 to 2 (HISO 10046).
pub(super) fn is_nhi(text: &str) -> bool {
    let Some(bytes) = alnum::<7>(text) else { return false };
    let mut values = [0; 7];
    for (value, byte) in values.iter_mut().zip(&bytes) {
        let Some(own) = letter(*byte).or_else(|| digit(*byte)) else { return false };
        *value = own;
    }
    let is_letter = |ix: usize| bytes.get(ix).is_some_and(u8::is_ascii_uppercase);
    let sum = weighted(&values[..6], &[7, 6, 5, 4, 3, 2]);
    let has_start = (0..3).all(is_letter) && !is_letter(3) && !is_letter(4);
    match (is_letter(5), is_letter(6)) {
        (false, false) => has_start && !sum.is_multiple_of(11) && (11 - sum % 11) % 10 == values[6],
        (true, true) => has_start && 23 - sum % 23 == values[6],
        _ => false,
    }
}

/// The place of a letter in the alphabet without I and O, A = 1.
fn letter(byte: u8) -> Option<u32> {
    b"ABCDEFGHJKLMNPQRSTUVWXYZ".iter().position(|own| *own == byte).map(|place| place as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn tax_numbers_have_a_range() {
        // 0+2+14+18+20+20+18+14 = 106; mod 11 = 7; 4.
        check(is_ird, &[("12345674", true), ("012345674", true), ("12345675", false), ("300000000", false), ("", false)]);
        every_changed_digit_fails(is_ird, "12345615");
        // 0+2+14+18+20+20+0+4 = 78; mod 11 = 1; 10. Second row: 0+4+6+6+20+10+0+12 = 58; mod 11 = 3; 8.
        check(is_ird, &[("12345028", true), ("12345020", false)]);
    }

    #[test]
    fn health_numbers_have_two_forms() {
        // Old: 24·7 + 2·6 + 13·5 + 1·4 + 2·3 + 3·2 = 261; mod 11 = 8; 3.
        check(is_nhi, &[("ZBN1233", true), ("ZBN1234", false), ("ZBI1233", false), ("Z1N1233", false), ("", false)]);
        every_changed_digit_fails(is_nhi, "ZBN1233");
        // New: 168 + 12 + 65 + 4 + 6 + 2·10 (K) = 275; mod 23 = 22; 1 → A.
        check(is_nhi, &[("ZBN12KA", true), ("ZBN12KB", false), ("ZBN123A", false), ("ZBN12K1", false)]);
    }
}
