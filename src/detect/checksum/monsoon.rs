//! South-east Asia: Malaysia, Thailand, Indonesia, Vietnam.

use super::birth::Birth;
use super::digits::{digits, is_uniform, number, pair, weighted};

/// Malaysia, MyKad: birth date, place of birth (a state or a country's group), serial (National Registration Department). It has no check
/// digit.
pub(super) fn malaysian(text: &str) -> Option<Birth> {
    let values = digits::<12>(text)?;
    let is_place = matches!(pair(&values, 6), 1..=16 | 21..=68 | 71 | 72 | 74..=79 | 82..=93 | 98 | 99);
    if !is_place {
        return None;
    }
    Birth::two_digit(pair(&values, 0), pair(&values, 2), pair(&values, 4))
}

/// Thailand, citizen number: kind 1 to 8, province and district, serial, check digit: weights 13 to 2, modulo 11 (Civil Registration
/// Act).
pub(super) fn is_thai(text: &str) -> bool {
    let Some(values) = digits::<13>(text) else { return false };
    let check = (11 - weighted(&values[..12], &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10;
    (1..=8).contains(&values[0]) && number(&values[1..5]) != 0 && check == values[12]
}

/// Indonesia, NIK: province, regency, district, birth date (40 more on a woman's day), serial (Law 23 of 2006, Permendagri 40 of 2019).
/// It has no check digit.
pub(super) fn indonesian(text: &str) -> Option<Birth> {
    let values = digits::<16>(text)?;
    let is_province = matches!(pair(&values, 0), 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97);
    if !is_province || pair(&values, 2) == 0 || pair(&values, 4) == 0 || number(&values[12..]) == 0 {
        return None;
    }
    let day = pair(&values, 6);
    Birth::two_digit(pair(&values, 10), pair(&values, 8), if day > 40 { day - 40 } else { day })
}

/// Indonesia, NPWP: nine digits of the taxpayer that end with a Luhn digit, office, branch (Directorate General of Taxes, PER-04/2020).
pub(super) fn is_indonesian_tax(text: &str) -> bool {
    let Some(values) = digits::<15>(text) else { return false };
    !is_uniform(&values[..9]) && super::luhn::remainder(&values[..9]) == 0
}

/// Vietnam, tax code: nine digits, check digit: weights 31 29 23 19 17 13 7 5 3, 10 less the rest modulo 11 (Circular 105/2020).
pub(super) fn is_vietnamese_tax(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let rest = weighted(&values[..9], &[31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11;
    number(&values[2..9]) != 0 && 10 - rest == values[9]
}

/// The provinces of Vietnam, as identity cards number them (Circular 07/2016 of the Ministry of Public Security, annex).
const PROVINCES: [u32; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
    49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

/// Vietnam, citizen card: province of birth, century and sex, year of birth, serial (Decree 137/2015, art. 7). It
/// has no check digit.
pub(super) fn vietnamese(text: &str) -> Option<Birth> {
    let values = digits::<12>(text)?;
    let province = u32::try_from(number(&values[..3])).ok()?;
    let year = 1900 + values[3] / 2 * 100 + pair(&values, 4);
    if !PROVINCES.contains(&province) || values[3] > 3 || number(&values[6..]) == 0 {
        return None;
    }
    Birth::in_month([year, year], 0)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check};
    use super::*;

    #[test]
    fn births_are_inside() {
        born_on(
            malaysian,
            &[
                ("850709145123", "1985-07-09 1985-07-09"),
                ("120709015123", "1912-07-09 2012-07-09"),
                ("850709005123", "none"),
                ("850709175123", "none"),
                ("851309145123", "none"),
                ("", "none"),
            ],
        );
        born_on(
            indonesian,
            &[
                ("3171010907850001", "1985-07-09 1985-07-09"),
                ("3171014907850001", "1985-07-09 1985-07-09"),
                ("2071010907850001", "none"),
                ("3171013207850001", "none"),
                ("3171010907850000", "none"),
                ("", "none"),
            ],
        );
        born_on(
            vietnamese,
            &[
                ("001085012345", "1985-01-01 1985-12-31"),
                ("079212012345", "2012-01-01 2012-12-31"),
                ("003085012345", "none"),
                ("001485012345", "none"),
                ("", "none"),
            ],
        );
    }

    #[test]
    fn taxpayers_have_numbers_of_their_own() {
        check(
            is_indonesian_tax,
            &[("123456782501000", true), ("123456783501000", false), ("000000000501000", false), ("", false)],
        );
        // 0+29+46+57+68+65+42+35+24 = 366; mod 11 = 3; 7.
        check(is_vietnamese_tax, &[("0123456787", true), ("0123456788", false), ("0000000000", false), ("", false)]);
    }

    #[test]
    fn thailand_checks_modulo_eleven() {
        // 13+24+33+40+45+48+49+48+45+0+3+4 = 352; mod 11 = 0; 11 → 1.
        check(
            is_thai,
            &[
                ("1234567890121", true),
                ("1234567890122", false),
                ("9234567890127", false),
                ("0234567890121", false),
                ("", false),
            ],
        );
    }
}
