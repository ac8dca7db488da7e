//! Bulgaria, Croatia, Slovenia, and the master citizen number that all states of former Yugoslavia kept.

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

/// Bulgaria, LNCh, the number of foreigners: nine digits, weights 21 19 17 13 11 9 7 3 1, modulo 10 (Ordinance on ESGRAON).
pub(super) fn is_lnch(text: &str) -> bool {
    let weights = [21, 19, 17, 13, 11, 9, 7, 3, 1];
    digits::<10>(text).is_some_and(|values| number(&values) != 0 && weighted(&values[..9], &weights) % 10 == values[9])
}

/// EMŠO, JMBG: birth date with a three-digit year, region, serial, check digit modulo 11 (Official Gazette of the SFRY 58/1976). The
/// region is the one of birth or of the first registration: whoever moved keeps it, so that any republic's may stand in any state.
pub(super) fn emso(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    let year = u32::try_from(number(&values[4..7])).ok()?;
    let is_region = matches!(pair(&values, 7), 0..=19 | 21..=39 | 41..=69 | 71..=89 | 91..=96);
    if !is_region || !weighted(&values, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) {
        return None;
    }
    Birth::on(if year >= 800 { 1000 } else { 2000 } + year, pair(&values, 2), pair(&values, 0))
}

/// JMBG with a region of Bosnia and Herzegovina.
pub(super) fn bosnian(text: &str) -> Option<Birth> {
    emso(text).filter(|_| text.as_bytes().get(7) == Some(&b'1'))
}

/// JMBG with a region of Montenegro.
pub(super) fn montenegrin(text: &str) -> Option<Birth> {
    emso(text).filter(|_| text.as_bytes().get(7) == Some(&b'2'))
}

/// Slovenia, tax number: eight digits from 1, weights 8 to 2, modulo 11 (Tax Administration Act; a rest of 10 counts 0).
pub(super) fn is_slovene_tax(text: &str) -> bool {
    let Some(values) = digits::<8>(text) else { return false };
    let rest = weighted(&values[..7], &[8, 7, 6, 5, 4, 3, 2]) % 11;
    values[0] != 0 && rest != 0 && (11 - rest) % 10 == values[7]
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
    fn foreigners_and_taxpayers_have_numbers_of_their_own() {
        // 21+38+51+52+55+54+49+24+9 = 353.
        check(is_lnch, &[("1234567893", true), ("1234567894", false), ("0000000000", false), ("", false)]);
        every_changed_digit_fails(is_lnch, "1234567893");
        // 8+14+18+20+20+18+14 = 112; mod 11 = 2; 9.
        check(is_slovene_tax, &[("12345679", true), ("12345678", false), ("02345679", false), ("", false)]);
        every_changed_digit_fails(is_slovene_tax, "12345679");
    }

    #[test]
    fn regions_tell_the_republics_apart() {
        for (region, [any, of_bosnia, of_montenegro]) in [
            ("17", [true, true, false]),
            ("21", [true, false, true]),
            ("45", [true, false, false]),
            ("71", [true, false, false]),
            ("95", [true, false, false]),
            ("97", [false, false, false]),
            ("20", [false, false, false]),
        ] {
            let checked = |text: &str| {
                weighted(&digits::<13>(text).unwrap(), &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
            };
            let text = (0..10).find_map(|n| fitting(checked, &format!("0907985{region}12{n}"), DIGITS)).unwrap();
            assert_eq!(emso(&text).is_some(), any, "{text}");
            assert_eq!(bosnian(&text).is_some(), of_bosnia, "{text}");
            assert_eq!(montenegrin(&text).is_some(), of_montenegro, "{text}");
        }
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
