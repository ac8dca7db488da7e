//! Russia: taxpayer and pension insurance numbers.

use super::digits::{digits, is_uniform, number, pair, weighted};

/// INN of a person: region, office, serial, two check digits modulo 11 and 10 (Federal Tax Service, Order MMV-7-6/435 of 2012).
pub(super) fn is_inn(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let first = weighted(&values[..10], &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10;
    let second = weighted(&values[..11], &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10;
    pair(&values, 0) != 0 && !is_uniform(&values) && values[10] == first && values[11] == second
}

/// SNILS: nine digits and two check digits: weights 9 to 1, modulo 101, 100 counts 00. Numbers up to 001-001-998 have no check digits
/// and are not taken (Pension Fund, Resolution 192p of 2006).
pub(super) fn is_snils(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let sum = weighted(&values[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
    number(&values[..9]) > 1_001_998 && !is_uniform(&values[..9]) && sum == pair(&values, 9)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn both_check_digits_of_a_taxpayer_fit() {
        // 49+14+4+20+9+20+45+24+42+64 = 291; mod 11 = 5. 21+49+2+8+30+12+25+54+28+48+40 = 317; mod 11 = 9.
        check(is_inn, &[("771234567859", true), ("771234567858", false), ("771234567849", false)]);
        let body = "771234567";
        let fits: Vec<String> = (0..1000).map(|n| format!("{body}{n:03}")).filter(|text| is_inn(text)).collect();
        assert_eq!(fits.len(), 10, "{fits:?}");
        fits.iter().for_each(|text| every_changed_digit_fails(is_inn, text));
        check(is_inn, &[("001234567890", false), ("111111111111", false), ("77123456789", false), ("", false)]);
    }

    #[test]
    fn pension_numbers_count_modulo_101() {
        // 9+16+21+24+25+24+21+16+9 = 165; mod 101 = 64.
        check(
            is_snils,
            &[("12345678964", true), ("12345678965", false), ("00100199800", false), ("00000000000", false), ("", false)],
        );
        every_changed_digit_fails(is_snils, "12345678964");
        // 27+24+21+18+10+0+0+0+0 = 100.
        check(is_snils, &[("33332000000", true), ("33332000001", false)]);
    }
}
