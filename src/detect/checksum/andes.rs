//! Chile, Colombia, Peru, Ecuador, Venezuela: tax and identity numbers.

use super::digits::{digits, number, pair, up_to, weighted};

/// Chile, RUT, RUN: up to eight digits and a check character, weights 2 to 7 from the right, modulo 11, K for 10 (Decree Law 827 of
/// 1974). Persons lie below 50 000 000.
pub(super) fn is_run(text: &str) -> bool {
    let Some((body, last)) = text.split_at_checked(text.len().saturating_sub(1)) else { return false };
    let Some(values) = up_to(body, 8).filter(|values| values.len() >= 6) else { return false };
    let sum: u32 = values.iter().rev().zip([2, 3, 4, 5, 6, 7, 2, 3]).map(|(value, weight)| value * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => "K".to_owned(),
        digit => digit.to_string(),
    };
    (100_000..50_000_000).contains(&number(&values)) && last == check
}

/// Colombia, NIT: seven to ten digits and a check digit: prime weights from the right, modulo 11 (DIAN, Orden Administrativa 4 of 1989).
/// A person's begins with the number of the identity card; companies have 8 or 9 first and are not taken.
pub(super) fn is_nit(text: &str) -> bool {
    let Some((body, last)) = text.split_at_checked(text.len().saturating_sub(1)) else { return false };
    let Some(values) = up_to(body, 10).filter(|values| values.len() >= 6) else { return false };
    let sum: u32 = values.iter().rev().zip([3, 7, 13, 17, 19, 23, 29, 37, 41, 43]).map(|(value, weight)| value * weight).sum();
    let rest = sum % 11;
    let check = if rest > 1 { 11 - rest } else { rest };
    let is_company = values.len() == 9 && matches!(values.first(), Some(8 | 9));
    values.first() != Some(&0) && !is_company && last == check.to_string()
}

/// Peru, RUC of a person: 10, 15 or 17, eight digits (behind 10 the identity card's), check digit modulo 11 (SUNAT).
pub(super) fn is_ruc(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let check = (11 - weighted(&values[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10;
    matches!(pair(&values, 0), 10 | 15 | 17) && number(&values[2..10]) != 0 && check == values[10]
}

/// Ecuador, identity card: province, a third digit below 6, Luhn (Registro Civil).
pub(super) fn is_ecuadorian(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    matches!(pair(&values, 0), 1..=24 | 30) && values[2] < 6 && super::luhn::remainder(&values) == 0
}

/// Ecuador, RUC of a person: an identity card's number and the number of a shop from 001 (SRI).
pub(super) fn is_ecuadorian_taxpayer(text: &str) -> bool {
    let Some((card, shop)) = text.split_at_checked(10) else { return false };
    is_ecuadorian(card) && digits::<3>(shop).is_some_and(|values| number(&values) != 0)
}

/// Venezuela, RIF of a person: V (citizen), E (foreigner) or P (passport), eight digits, check digit modulo 11 (SENIAT).
pub(super) fn is_rif(text: &str) -> bool {
    let Some(values) = text.get(1..).and_then(digits::<9>) else { return false };
    let Some(kind) = text.bytes().next().and_then(|kind| b"VEJP".iter().position(|own| *own == kind)) else { return false };
    let sum = (kind as u32 + 1) * 4 + weighted(&values[..8], &[3, 2, 7, 6, 5, 4, 3, 2]);
    let check = if sum % 11 < 2 { 0 } else { 11 - sum % 11 };
    !text.starts_with('J') && number(&values) != 0 && check == values[8]
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn chile_has_a_character_for_ten() {
        // 12345678 from the right: 16+21+24+25+24+21+4+3 = 138; mod 11 = 6; 5.
        check(
            is_run,
            &[("123456785", true), ("123456784", false), ("761234560", false), ("", false), ("K", false), ("12345K", false)],
        );
        every_changed_digit_fails(is_run, "123456785");
        // 12345605 from the right: 10+0+24+25+24+21+4+3 = 111; mod 11 = 1; 10 → K.
        check(is_run, &[("12345605K", true), ("123456050", false)]);
    }

    #[test]
    fn sums_by_hand_agree() {
        // 1234567 from the right: 21+42+65+68+57+46+29 = 328; mod 11 = 9; 2.
        check(is_nit, &[("12345672", true), ("12345673", false), ("02345675", false), ("9001234568", false), ("", false)]);
        every_changed_digit_fails(is_nit, "12345672");
        // 5+0+3+4+21+24+25+24+21+16 = 143; mod 11 = 0; 11 → 1.
        check(is_ruc, &[("10123456781", true), ("10123456782", false), ("20123456786", false), ("", false)]);
        every_changed_digit_fails(is_ruc, "10123456748");
        // 2+7+2+2+6+4+1+6+5 = 35; 5.
        check(
            is_ecuadorian,
            &[("1712345675", true), ("1712345676", false), ("2512345675", false), ("1762345675", false), ("", false)],
        );
        every_changed_digit_fails(is_ecuadorian, "1712345675");
        check(
            is_ecuadorian_taxpayer,
            &[("1712345675001", true), ("1712345675000", false), ("1712345675", false), ("é", false)],
        );
        // 4+3+4+21+24+25+24+21+16 = 142; mod 11 = 10; 1.
        check(
            is_rif,
            &[("V123456781", true), ("V123456782", false), ("J123456788", false), ("G123456781", false), ("", false)],
        );
        every_changed_digit_fails(is_rif, "V123456781");
    }
}
