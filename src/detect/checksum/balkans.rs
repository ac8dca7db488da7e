//! Bulgaria, Croatia, and the master citizen number that Slovenia and the other states of former Yugoslavia kept.

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

/// Bulgaria, EGN: birth date, serial, check digit modulo 11 and 10; the month holds the century (plus 20 for the 1800s, 40 for the
/// 2000s; Law on civil registration, art. 11).
pub(super) fn egn(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    let month = pair(&values, 2);
    let century = match month / 20 {
        0 => 1900,
        1 => 1800,
        2 => 2000,
        _ => return None,
    };
    if weighted(&values[..9], &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 != values[9] {
        return None;
    }
    Birth::on(century + pair(&values, 0), month % 20, pair(&values, 4))
}

/// Croatia, OIB: eleven digits, MOD 11,10 (Zakon o osobnom identifikacijskom broju).
pub(super) fn is_oib(text: &str) -> bool {
    digits::<11>(text).is_some_and(|values| number(&values) != 0) && super::iso7064::is_mod_11_10(text)
}

/// EMŠO, JMBG: birth date with a three-digit year, region, serial, check digit modulo 11.
pub(super) fn emso(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    let year = u32::try_from(number(&values[4..7])).ok()?;
    if !weighted(&values, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) {
        return None;
    }
    Birth::on(if year >= 800 { 1000 } else { 2000 } + year, pair(&values, 2), pair(&values, 0))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    const DIGITS: &str = "0123456789";

    #[test]
    fn bulgaria_holds_the_century_in_the_month() {
        for (body, expected) in [
            ("850709123", "1985-07-09 1985-07-09"),
            ("124709123", "2012-07-09 2012-07-09"),
            ("992709123", "1899-07-09 1899-07-09"),
            ("856709123", "none"),
            ("850732123", "none"),
        ] {
            let text = fitting(|t| egn(t).is_some(), body, DIGITS).unwrap_or_default();
            born_on(egn, &[(&text, expected)]);
        }
        // 16 + 20 + 0 + 35 + 0 + 81 + 7 + 6 + 18 = 183; mod 11 = 7.
        born_on(egn, &[("8507091237", "1985-07-09 1985-07-09"), ("8507091238", "none"), ("", "none")]);
    }

    #[test]
    fn croatia_is_a_hybrid_system() {
        let text = fitting(is_oib, "1234567890", DIGITS).unwrap();
        every_changed_digit_fails(is_oib, &text);
        check(is_oib, &[("", false), ("1234567890", false)]);
    }

    #[test]
    fn the_master_number_has_a_three_digit_year() {
        // 0+54+0+28+27+16+35+30+0+4+6+6 = 206; mod 11 = 8; 3.
        born_on(emso, &[("0907985501233", "1985-07-09 1985-07-09"), ("0907985501234", "none"), ("", "none")]);
        every_changed_digit_fails(|t| emso(t).is_some(), "0907985501233");
        let text = fitting(|t| emso(t).is_some(), "090701250124", DIGITS).unwrap_or_default();
        born_on(emso, &[(&text, "2012-07-09 2012-07-09")]);
    }
}
