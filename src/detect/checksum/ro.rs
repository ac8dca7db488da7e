//! Romania: the personal numeric code.

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

/// CNP: sex and century, birth date, county, serial, check digit modulo 11 (OUG 97/2005). 7 and 8 are residents, 9 foreigners.
pub(super) fn cnp(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    let year = pair(&values, 1);
    let years = match values[0] {
        1 | 2 => [1900 + year; 2],
        3 | 4 => [1800 + year; 2],
        5 | 6 => [2000 + year; 2],
        7..=9 => [1900 + year, 2000 + year],
        _ => return None,
    };
    let check = match weighted(&values[..12], &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 {
        10 => 1,
        rest => rest,
    };
    let is_county = matches!(pair(&values, 7), 1..=48 | 51 | 52 | 70 | 80..=83);
    if check != values[12] || !is_county || number(&values[9..12]) == 0 {
        return None;
    }
    Birth::in_either(years, pair(&values, 3), pair(&values, 5))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, fitting};
    use super::*;

    #[test]
    fn century_county_and_digit_must_fit() {
        for (body, expected) in [
            ("185070912345", "1985-07-09 1985-07-09"),
            ("512070912345", "2012-07-09 2012-07-09"),
            ("712070912345", "1912-07-09 2012-07-09"),
            ("185130912345", "none"),
            ("185070949345", "none"),
            ("185070912000", "none"),
            ("085070912345", "none"),
        ] {
            let text = fitting(|t| cnp(t).is_some(), body, "0123456789").unwrap_or_default();
            born_on(cnp, &[(&text, expected)]);
        }
        // 2+56+45+0+28+0+27+5+16+6+28+45 = 258; mod 11 = 5.
        born_on(cnp, &[("1850709123455", "1985-07-09 1985-07-09"), ("1850709123456", "none")]);
    }
}
