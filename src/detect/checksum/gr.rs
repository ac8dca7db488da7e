//! Greece: social security number and tax number.

use super::birth::Birth;
use super::digits::{digits, number, pair};

/// AMKA: birth date, serial and sex, Luhn (Law 3655/2008, art. 153).
pub(super) fn amka(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    if super::luhn::remainder(&values) != 0 {
        return None;
    }
    Birth::two_digit(pair(&values, 4), pair(&values, 2), pair(&values, 0))
}

/// AFM: nine digits, each of the first eight times a power of two, modulo 11 and 10.
pub(super) fn is_afm(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    let sum = values[..8].iter().fold(0, |sum, value| (sum + value) * 2);
    number(&values) != 0 && sum % 11 % 10 == values[8]
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn date_and_digit_must_fit() {
        // 09078512345: 5 + 8 + 3 + 4 + 1 + 10→1 + 8 + 14→5 + 0 + 18→9 + 0 = 44; the last digit 1 brings 40.
        born_on(amka, &[("09078512341", "1985-07-09 1985-07-09"), ("09078512342", "none"), ("", "none")]);
        born_on(amka, &[("09138512349", "none"), ("31028512346", "none")]);
        every_changed_digit_fails(|t| amka(t).is_some(), "09078512341");
        // 256·1 + 128·2 + 64·3 + 32·4 + 16·5 + 8·6 + 4·7 + 2·8 = 1004; mod 11 = 3.
        check(is_afm, &[("123456783", true), ("123456784", false), ("000000000", false), ("", false)]);
    }
}
