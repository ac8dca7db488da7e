//! Luxembourg: the national identification number (matricule).

use super::birth::Birth;
use super::digits::{digits, number, pair};

/// Matricule: birth date, serial, a Luhn and a Verhoeff digit, each over the first eleven digits (Règlement grand-ducal du 21 juin 2013
/// fixant les modalités d'application de la loi relative à l'identification des personnes physiques).
pub(super) fn matricule(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    let (body, last) = (text.get(..11)?, text.get(12..)?);
    if super::luhn::remainder(&values[..12]) != 0 || !super::verhoeff::is_valid(&format!("{body}{last}")) {
        return None;
    }
    Birth::on(u32::try_from(number(&values[..4])).ok()?, pair(&values, 4), pair(&values, 6))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, every_changed_digit_fails};
    use super::*;

    #[test]
    fn both_check_digits_must_fit() {
        for (body, expected) in [
            ("19850709123", "1985-07-09 1985-07-09"),
            ("20120709001", "2012-07-09 2012-07-09"),
            ("19851309123", "none"),
            ("19850230123", "none"),
        ] {
            let luhn = (0..10).find(|d| super::super::luhn::is_valid(&format!("{body}{d}"))).unwrap();
            let verhoeff = (0..10).find(|d| super::super::verhoeff::is_valid(&format!("{body}{d}"))).unwrap();
            let text = format!("{body}{luhn}{verhoeff}");
            born_on(matricule, &[(&text, expected), (&format!("{body}{}{verhoeff}", (luhn + 1) % 10), "none"), (body, "none")]);
            if expected != "none" {
                every_changed_digit_fails(|t| matricule(t).is_some(), &text);
            }
        }
        born_on(matricule, &[("", "none"), ("ä98507091230", "none")]);
    }
}
