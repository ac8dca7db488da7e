//! Portugal: tax and social security numbers, the citizen card.

use super::digits::{alnum, base36, digits, number, weighted};

/// NIF: nine digits, weights 9 to 2, modulo 11; begins with what the tax authority gives out (persons 1–3, and 45 for those who live
/// abroad; 5, 6, 8 and 9 for others).
pub(super) fn is_nif(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    let is_issued = matches!((values[0], values[1]), (1..=3 | 5 | 6 | 8 | 9, _) | (4, 5) | (7, 0..=2 | 4 | 5 | 7..=9));
    is_issued && is_checked(&values)
}

/// NISS: 1 or 2 for persons, nine digits, check digit: 9 less the weighted sum modulo 10 (Segurança Social).
pub(super) fn is_niss(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let sum = weighted(&values[..10], &[29, 23, 19, 17, 13, 11, 7, 5, 3, 2]);
    matches!(values[0], 1 | 2) && number(&values[1..10]) != 0 && 9 - sum % 10 == values[10]
}

/// Cartão de cidadão: civil number with its digit, two characters of version, check digit by Luhn over digits and letters.
pub(super) fn is_card(text: &str) -> bool {
    let Some(bytes) = alnum::<12>(text) else { return false };
    let sum: u32 = bytes
        .iter()
        .enumerate()
        .map(|(ix, byte)| match base36(*byte).unwrap_or(0) {
            value if ix % 2 == 1 => value,
            value if value > 4 => value * 2 - 9,
            value => value * 2,
        })
        .sum();
    let civil = text.get(..9).and_then(digits::<9>);
    bytes[11].is_ascii_digit() && sum.is_multiple_of(10) && civil.is_some_and(|values| is_checked(&values))
}

/// Nine digits whose last is 11 less the sum of weights 9 to 2 modulo 11, 0 where that has two digits.
fn is_checked(values: &[u32; 9]) -> bool {
    let rest = weighted(values, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    values[8] == if rest < 2 { 0 } else { 11 - rest }
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, fitting};
    use super::*;

    #[test]
    fn social_security_weighs_with_primes() {
        // 29+46+57+68+65+66+49+40+27+0 = 447; 9 − 7 = 2.
        check(
            is_niss,
            &[("12345678902", true), ("12345678903", false), ("32345678904", false), ("10000000000", false), ("", false)],
        );
    }

    #[test]
    fn the_tax_number_is_checked_modulo_eleven() {
        // 9·1 + 8·2 + 7·3 + 6·4 + 5·5 + 4·6 + 3·7 + 2·8 = 156; mod 11 = 2; 9.
        check(is_nif, &[("123456789", true), ("123456788", false), ("423456789", false), ("12345678", false), ("", false)]);
    }

    #[test]
    fn the_card_is_checked_twice() {
        let text = fitting(is_card, "123456789ZZ", "0123456789").unwrap();
        // Doubled places 1 3 5 7 9 Z: 2+6+1+5+9+61 = 84; single 2 4 6 8 Z: 20 + 35 = 55; 139, so 1.
        assert_eq!(text, "123456789ZZ1");
        // The sample that the card's issuer publishes.
        check(
            is_card,
            &[("000000000ZZ4", true), ("123456780ZZ1", false), ("123456789ZY1", false), ("123456789ZZ2", false), ("", false)],
        );
    }
}
