//! The Gulf: Saudi Arabia, the Emirates, Kuwait, Qatar, Bahrain.

use super::birth::Birth;
use super::digits::{digits, is_uniform, number, pair, weighted};

/// Saudi Arabia, identity and residence number: 1 (citizen) or 2 (resident), Luhn (Ministry of Interior, Absher).
pub(super) fn is_saudi(text: &str) -> bool {
    digits::<10>(text)
        .is_some_and(|values| matches!(values[0], 1 | 2) && !is_uniform(&values[1..9]) && super::luhn::remainder(&values) == 0)
}

/// Emirates identity number: 784, year of birth, serial, Luhn (ICP; ISO 3166 code 784).
pub(super) fn emirati(text: &str) -> Option<Birth> {
    let values = digits::<15>(text)?;
    let year = u32::try_from(number(&values[3..7])).ok()?;
    if !text.starts_with("784") || !(1890..2100).contains(&year) || super::luhn::remainder(&values) != 0 {
        return None;
    }
    Birth::in_month([year, year], 0)
}

/// Kuwait, civil number: century (2 the 1900s, 3 the 2000s), birth date, serial, check digit: weights 2 1 6 3 7 9 10 5 8 4 2, modulo 11
/// (PACI; OECD, Kuwait TIN).
pub(super) fn kuwaiti(text: &str) -> Option<Birth> {
    let values = digits::<12>(text)?;
    let check = 11 - weighted(&values[..11], &[2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11;
    if !matches!(values[0], 2 | 3) || check != values[11] {
        return None;
    }
    Birth::on(1700 + values[0] * 100 + pair(&values, 1), pair(&values, 3), pair(&values, 5))
}

/// Qatar, identity number: century (2 the 1900s, 3 the 2000s), year of birth, nationality (ISO 3166), serial. It has no check digit that
/// is published.
pub(super) fn qatari(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let nationality = number(&values[3..6]);
    if !matches!(values[0], 2 | 3) || !(4..=894).contains(&nationality) {
        return None;
    }
    let year = 1700 + values[0] * 100 + pair(&values, 1);
    Birth::in_month([year, year], 0)
}

/// Bahrain, personal number: year and month of birth, serial, a last digit whose rule is not published (iGA).
pub(super) fn bahraini(text: &str) -> Option<Birth> {
    let values = digits::<9>(text)?;
    let (year, month) = (pair(&values, 0), pair(&values, 2));
    if month == 0 || number(&values[4..]) == 0 {
        return None;
    }
    Birth::in_month([1900 + year, 2000 + year], month)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    const DIGITS: &str = "0123456789";

    #[test]
    fn saudi_numbers_tell_citizens_from_residents() {
        // 2+0+2+3+8+5+3+7+7 … from the right: 1234 5678 9 → 2·1, 2, 2·3, 4, 2·5→1, 6, 2·7→5, 8, 2·9→9 = 43; 7.
        check(
            is_saudi,
            &[("1234567897", true), ("1234567898", false), ("3234567893", false), ("1000000008", false), ("", false)],
        );
        every_changed_digit_fails(is_saudi, "1234567897");
    }

    #[test]
    fn years_and_dates_are_inside() {
        for (body, expected) in
            [("78419851234567", "1985-01-01 1985-12-31"), ("78418851234567", "none"), ("78319851234567", "none")]
        {
            let text = fitting(|t| emirati(t).is_some(), body, DIGITS).unwrap_or_default();
            born_on(emirati, &[(&text, expected)]);
        }
        // 4+8+30+0+49+0+90+5+16+12+8 = 222; mod 11 = 2; 9.
        born_on(
            kuwaiti,
            &[("285070912349", "1985-07-09 1985-07-09"), ("285070912348", "none"), ("185070912349", "none"), ("", "none")],
        );
        every_changed_digit_fails(|t| kuwaiti(t).is_some(), "285070912349");
        born_on(
            qatari,
            &[("28535612345", "1985-01-01 1985-12-31"), ("18535612345", "none"), ("28500012345", "none"), ("", "none")],
        );
        born_on(
            bahraini,
            &[("850712345", "1985-07-01 1985-07-31"), ("851312345", "none"), ("850012345", "none"), ("", "none")],
        );
    }
}
