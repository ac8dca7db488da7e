//! Hungary: tax identification, social security and personal numbers (Act XX of 1996 with its annexes; Act CL of 2017, annex 11).

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

const RISING: [u32; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const FALLING: [u32; 10] = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

/// Tax identification number (adóazonosító jel): 8, the days from 1867-01-01 to the birth, serial, check digit: each digit times its
/// place, modulo 11.
pub(super) fn tax(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    if values[0] != 8 || weighted(&values[..9], &RISING) % 11 != values[9] {
        return None;
    }
    Birth::counted(jiff::civil::date(1867, 1, 1), number(&values[1..6]))
}

/// Social security number (TAJ): nine digits, weights 3 and 7 by turns, modulo 10.
pub(super) fn is_taj(text: &str) -> bool {
    let weights = [3, 7, 3, 7, 3, 7, 3, 7];
    digits::<9>(text).is_some_and(|values| number(&values) != 0 && weighted(&values[..8], &weights) % 10 == values[8])
}

/// Personal number (személyi azonosító): sex and century, birth date, serial, check digit modulo 11 with the places as weights, for
/// births since 1997 counted from the end. 5 to 8 were given to immigrants.
pub(super) fn personal(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let (year, month, day) = (pair(&values, 1), pair(&values, 3), pair(&values, 5));
    let years = match values[0] {
        1 | 2 => [1900 + year, 1900 + year],
        3 | 4 => [2000 + year, 2000 + year],
        5..=8 => [1900 + year, 2000 + year],
        _ => return None,
    };
    let fits = |year: &u32| {
        let weights = if *year < 1997 { RISING } else { FALLING };
        weighted(&values[..10], &weights) % 11 == values[10]
    };
    let mut fitting = years.into_iter().filter(fits);
    let first = fitting.next()?;
    Birth::in_either([first, fitting.next().unwrap_or(first)], month, day)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    const DIGITS: &str = "0123456789";

    #[test]
    fn a_tax_number_counts_the_days() {
        // 43288 days; 8+8+9+8+40+48+0+8+18 = 147; mod 11 = 4.
        born_on(tax, &[("8432880124", "1985-07-09 1985-07-09"), ("8432880125", "none"), ("7432880124", "none"), ("", "none")]);
        every_changed_digit_fails(|t| tax(t).is_some(), "8432880124");
    }

    #[test]
    fn weights_take_turns() {
        // 3+14+9+28+15+42+21+56 = 188.
        check(is_taj, &[("123456788", true), ("123456789", false), ("000000000", false), ("", false)]);
        every_changed_digit_fails(is_taj, "123456788");
    }

    #[test]
    fn the_order_of_weights_changed_in_1997() {
        let made = |body: &str| fitting(|t| personal(t).is_some(), body, DIGITS).unwrap_or_default();
        for (body, expected) in [
            ("1850709124", "1985-07-09 1985-07-09"),
            ("4120709124", "2012-07-09 2012-07-09"),
            ("1990709123", "1999-07-09 1999-07-09"),
            ("1851309124", "none"),
            ("9850709124", "none"),
        ] {
            born_on(personal, &[(&made(body), expected)]);
        }
        // 1+16+15+0+35+0+63+8+18+30 = 186; mod 11 = 10: not issued. With serial 124: 196; mod 11 = 9.
        born_on(personal, &[("18507091249", "1985-07-09 1985-07-09"), ("18507091248", "none"), ("", "none")]);
        every_changed_digit_fails(|t| personal(t).is_some() && t.starts_with("185"), "18507091249");
    }
}
