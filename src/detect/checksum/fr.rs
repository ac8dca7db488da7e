//! France: the social security number (NIR) and the tax number of persons.

use super::birth::Birth;
use super::digits::{alnum, digits, number, pair};

/// NIR (INSEE; décret 82-103): sex, year, month, department, commune, order, key 97 − n mod 97, where Corsica's 2A and 2B count as 19
/// and 18. Months 20, 30–42 and 50–99 stand for one that is not known.
pub(super) fn nir(text: &str) -> Option<Birth> {
    let bytes = alnum::<15>(text)?;
    let (place, taken) = match &bytes[5..7] {
        b"2A" => ("19", 2),
        b"2B" => ("18", 2),
        _ => ("", 0),
    };
    let spelt = format!("{}{place}{}", text.get(..5)?, text.get(5 + taken..)?);
    let values = digits::<15>(&spelt)?;
    let (month, department) = (pair(&values, 3), pair(&values, 5));
    let is_issued =
        matches!(values[0], 1..=4 | 7 | 8) && department != 0 && number(&values[7..10]) != 0 && number(&values[10..13]) != 0;
    if !is_issued || 97 - number(&values[..13]) % 97 != number(&values[13..]) {
        return None;
    }
    let month = match month {
        1..=12 => month,
        20 | 30..=42 | 50..=99 => 0,
        _ => return None,
    };
    let year = pair(&values, 1);
    Birth::in_month([1900 + year, 2000 + year], month)
}

/// Numéro fiscal (SPI): thirteen digits from 0 to 3, the last three are the first ten modulo 511 (DGFiP).
pub(super) fn is_spi(text: &str) -> bool {
    digits::<13>(text).is_some_and(|values| {
        let body = number(&values[..10]);
        values[0] <= 3 && body != 0 && body % 511 == number(&values[10..])
    })
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    /// The key of a number whose department is already spelt in digits, put behind the number as written.
    fn made(written: &str, spelt: &str) -> String {
        let rest = spelt.bytes().fold(0, |rest, byte| (rest * 10 + u32::from(byte - b'0')) % 97);
        format!("{written}{:02}", 97 - rest)
    }

    #[test]
    fn key_month_and_department_must_agree() {
        for (written, spelt, expected) in [
            ("1850775116001", "1850775116001", "1985-07-01 1985-07-31"),
            ("285072A116001", "2850719116001", "1985-07-01 1985-07-31"),
            ("285072B116001", "2850718116001", "1985-07-01 1985-07-31"),
            ("2120775116001", "2120775116001", "1912-07-01 2012-07-31"),
            ("1852075116001", "1852075116001", "1985-01-01 1985-12-31"),
            ("1851375116001", "1851375116001", "none"),
            ("1850700116001", "1850700116001", "none"),
            ("1850775000001", "1850775000001", "none"),
            ("1850775116000", "1850775116000", "none"),
            ("5850775116001", "5850775116001", "none"),
        ] {
            born_on(nir, &[(&made(written, spelt), expected)]);
        }
        every_changed_digit_fails(|text| nir(text).is_some(), &made("1850775116001", "1850775116001"));
        born_on(nir, &[("", "none"), ("1850775116001", "none"), ("18507é5116001234", "none")]);
    }

    #[test]
    fn a_tax_number_ends_with_its_rest() {
        // 3 012 345 678 = 511 · 5 895 001 + 167.
        check(is_spi, &[("3012345678167", true), ("3012345678168", false), ("0000000000000", false), ("", false)]);
        every_changed_digit_fails(is_spi, "3012345678167");
    }
}
