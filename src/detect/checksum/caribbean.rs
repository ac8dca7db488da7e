//! Central America and the islands: Guatemala, El Salvador, Honduras, Nicaragua, Cuba, the Dominican Republic.

use super::birth::Birth;
use super::digits::{digits, is_uniform, letter, number, pair, up_to, weighted};

/// The municipalities of the 22 departments of Guatemala (INE).
const MUNICIPALITIES: [u32; 22] = [17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17];

/// Guatemala, CUI: eight digits, check digit (weights 2 to 9, modulo 11), department and municipality (RENAP, Acuerdo 18-2010).
pub(super) fn is_cui(text: &str) -> bool {
    let Some(values) = digits::<13>(text) else { return false };
    let (department, municipality) = (pair(&values, 9), pair(&values, 11));
    let most = (department as usize).checked_sub(1).and_then(|ix| MUNICIPALITIES.get(ix));
    let check = weighted(&values[..8], &[2, 3, 4, 5, 6, 7, 8, 9]) % 11;
    number(&values[..8]) != 0 && check == values[8] && most.is_some_and(|most| (1..=*most).contains(&municipality))
}

/// Guatemala, NIT: up to eleven digits and a check character, weights 2, 3 … from the right, modulo 11, K for 10 (SAT).
pub(super) fn is_guatemalan_tax(text: &str) -> bool {
    let Some((body, last)) = text.split_at_checked(text.len().saturating_sub(1)) else { return false };
    let Some(values) = up_to(body, 11).filter(|values| values.len() >= 5) else { return false };
    let sum: u32 = values.iter().rev().zip(2..).map(|(value, weight)| value * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => "K".to_owned(),
        digit => digit.to_string(),
    };
    !is_uniform(&values) && last == check
}

/// El Salvador, DUI: eight digits, check digit: weights 9 to 2, modulo 10 (RNPN).
pub(super) fn is_dui(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    number(&values[..8]) != 0 && (10 - weighted(&values[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 10) % 10 == values[8]
}

/// El Salvador, NIT of a person: place of birth (9 first for those born abroad), birth date, serial, a check digit (Ministerio de Hacienda)
/// that is reckoned in one of two ways and is not asked for.
pub(super) fn salvadoran_tax(text: &str) -> Option<Birth> {
    let values = digits::<14>(text)?;
    if !matches!(values[0], 0 | 1 | 9) || number(&values[..4]) == 0 || number(&values[10..13]) == 0 {
        return None;
    }
    Birth::two_digit(pair(&values, 8), pair(&values, 6), pair(&values, 4))
}

/// Honduras, DNI: department 01–18, municipality 01–28, year of the birth's entry, serial (RNP). It has no check digit, and the year is
/// not always that of the birth.
pub(super) fn is_honduran(text: &str) -> bool {
    let Some(values) = digits::<13>(text) else { return false };
    let year = number(&values[4..8]);
    (1..=18).contains(&pair(&values, 0))
        && (1..=28).contains(&pair(&values, 2))
        && (1900..2100).contains(&year)
        && number(&values[8..]) != 0
}

/// Nicaragua, identity card: municipality, birth date (day, month, year), serial, a letter (Consejo Supremo Electoral).
pub(super) fn nicaraguan(text: &str) -> Option<Birth> {
    let (body, last) = text.split_at_checked(13)?;
    let values = digits::<13>(body)?;
    let has_letter = matches!(last.as_bytes(), [byte] if letter(*byte).is_some_and(|place| place <= 25));
    if !has_letter || number(&values[..3]) == 0 {
        return None;
    }
    Birth::two_digit(pair(&values, 7), pair(&values, 5), pair(&values, 3))
}

/// Cuba, identity card: birth date, century (9 for the 1800s, to 5 the 1900s, 6 to 8 the 2000s), serial, a digit whose rule is not
/// published (Resolution 14 of 2014 of the Ministry of the Interior).
pub(super) fn cuban(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let century = match values[6] {
        9 => 1800,
        0..=5 => 1900,
        _ => 2000,
    };
    Birth::on(century + pair(&values, 0), pair(&values, 2), pair(&values, 4))
}

/// Dominican Republic, identity card: municipality, seven digits, Luhn (Junta Central Electoral). Some old cards miss it and are not
/// taken.
pub(super) fn is_dominican(text: &str) -> bool {
    digits::<11>(text)
        .is_some_and(|values| number(&values[..3]) != 0 && !is_uniform(&values) && super::luhn::remainder(&values) == 0)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn guatemala_ends_with_a_place() {
        // 2+6+12+20+30+42+56+72 = 240; mod 11 = 9.
        check(
            is_cui,
            &[
                ("1234567890101", true),
                ("1234567880101", false),
                ("1234567890118", false),
                ("1234567892217", true),
                ("1234567892301", false),
                ("1234567890001", false),
                ("", false),
            ],
        );
        // 1234567 from the right: 14+18+20+20+18+14+8 = 112; mod 11 = 2; 9.
        check(is_guatemalan_tax, &[("12345679", true), ("12345678", false), ("1111", false), ("", false)]);
        // 1234009 from the right: 78; mod 11 = 1; 10 → K.
        check(is_guatemalan_tax, &[("1234009K", true), ("12340090", false)]);
    }

    #[test]
    fn sums_by_hand_agree() {
        // 0+8+14+18+20+20+18+14 = 112; 8.
        check(is_dui, &[("012345678", true), ("012345679", false), ("000000000", false), ("", false)]);
        check(
            is_honduran,
            &[
                ("0801198512345", true),
                ("1901198512345", false),
                ("0829198512345", false),
                ("0801178512345", false),
                ("0801198500000", false),
                ("", false),
            ],
        );
        let text = fitting(is_dominican, "0011234567", "0123456789").unwrap();
        every_changed_digit_fails(is_dominican, &text);
        check(is_dominican, &[("00000000000", false), ("0001234567", false), ("", false)]);
    }

    #[test]
    fn cards_hold_birth_dates() {
        born_on(
            nicaraguan,
            &[
                ("0010907850001A", "1985-07-09 1985-07-09"),
                ("0013207850001A", "none"),
                ("00109078500011", "none"),
                ("0010907850001Z", "none"),
                ("", "none"),
            ],
        );
        born_on(
            salvadoran_tax,
            &[
                ("06140907851011", "1985-07-09 1985-07-09"),
                ("26140907851011", "none"),
                ("06143207851011", "none"),
                ("06140907850001", "none"),
                ("", "none"),
            ],
        );
        born_on(
            cuban,
            &[
                ("85070912345", "1985-07-09 1985-07-09"),
                ("12070962345", "2012-07-09 2012-07-09"),
                ("85130912345", "none"),
                ("", "none"),
            ],
        );
    }
}
