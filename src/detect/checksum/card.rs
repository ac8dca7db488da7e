//! Payment card numbers (ISO/IEC 7812-1): an issuer's range, a length that the scheme uses, Luhn.
//!
//! Ranges are those that the schemes publish (Visa, Mastercard, American Express, Discover Global Network, JCB, UnionPay, NPCI,
//! NSPK, Elo, Interswitch, BKM, Nexi/Dankort); where two schemes share a range, either length is taken.

use super::digits::{number, up_to};
use super::luhn::remainder;

/// First and last leading digits of a range, both with the same count of digits; shortest and longest number.
const RANGES: [(u64, u64, usize, usize); 47] = [
    // Visa: 13 digits are old, 16 usual, 19 rare; nothing between.
    (4, 4, 13, 13),
    (4, 4, 16, 16),
    (4, 4, 19, 19),
    // Mastercard, with the 2-series of 2017.
    (51, 55, 16, 16),
    (2221, 2720, 16, 16),
    // American Express.
    (34, 34, 15, 15),
    (37, 37, 15, 15),
    // Diners Club.
    (300, 305, 14, 19),
    (3095, 3095, 14, 19),
    (36, 36, 14, 19),
    (38, 39, 14, 19),
    // Discover.
    (6011, 6011, 16, 19),
    (644, 649, 16, 19),
    (65, 65, 16, 19),
    // JCB.
    (3528, 3589, 16, 19),
    // UnionPay.
    (62, 62, 16, 19),
    (8100, 8171, 16, 19),
    // Maestro.
    (5018, 5018, 12, 19),
    (5020, 5020, 12, 19),
    (5038, 5038, 12, 19),
    (5893, 5893, 12, 19),
    (6304, 6304, 12, 19),
    (6759, 6759, 12, 19),
    (6761, 6763, 12, 19),
    (676_770, 676_770, 12, 19),
    (676_774, 676_774, 12, 19),
    // RuPay (60 also holds Discover's ranges; 81 and 82 are its own).
    (60, 60, 16, 16),
    (81, 82, 16, 16),
    (508, 508, 16, 16),
    (353, 353, 16, 16),
    (356, 356, 16, 16),
    // Mir.
    (2200, 2204, 16, 19),
    // Elo and Hipercard.
    (504_175, 504_175, 16, 16),
    (506_699, 506_778, 16, 16),
    (509_000, 509_999, 16, 16),
    (627_780, 627_780, 16, 16),
    (636_297, 636_297, 16, 16),
    (636_368, 636_368, 16, 16),
    (606_282, 606_282, 16, 16),
    // Verve.
    (506_099, 506_198, 16, 19),
    (507_865, 507_964, 16, 19),
    // Troy.
    (9792, 9792, 16, 16),
    // Dankort, Borica.
    (5019, 5019, 16, 16),
    (2205, 2205, 16, 16),
    // UzCard, Humo.
    (8600, 8600, 16, 16),
    (9860, 9860, 16, 16),
    // InstaPayment, InterPayment.
    (636, 639, 16, 19),
];

/// A whole card number.
pub(super) fn is_valid(text: &str) -> bool {
    let Some(values) = up_to(text, 19) else { return false };
    let is_issued = RANGES.iter().any(|(first, last, shortest, longest)| {
        let n_leading = first.ilog10() as usize + 1;
        (*shortest..=*longest).contains(&values.len())
            && values.get(..n_leading).is_some_and(|leading| (*first..=*last).contains(&number(leading)))
    });
    is_issued && remainder(&values) == 0
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    /// A number of a range: the leading digits, filled up, and the one last digit that fits.
    fn made(leading: &str, length: usize) -> String {
        let body: String = leading.chars().chain("7302918465730291846".chars()).take(length - 1).collect();
        let fits = (0..10).map(|d| format!("{body}{d}")).filter(|text| super::super::luhn::is_valid(text)).collect::<Vec<_>>();
        assert_eq!(fits.len(), 1);
        fits[0].clone()
    }

    #[test]
    fn scheme_and_length_go_together() {
        for (leading, length, expected) in [
            ("4", 16, true),
            ("4", 13, true),
            ("4", 15, false),
            ("55", 16, true),
            ("56", 16, false),
            ("2221", 16, true),
            ("2220", 16, false),
            ("2720", 16, true),
            ("2721", 16, false),
            ("37", 15, true),
            ("37", 16, false),
            ("36", 14, true),
            ("6011", 16, true),
            ("3528", 16, true),
            ("3590", 16, false),
            ("62", 19, true),
            ("6759", 12, true),
            ("6759", 11, false),
            ("508", 16, true),
            ("2200", 16, true),
            ("509000", 16, true),
            ("506099", 18, true),
            ("9792", 16, true),
            ("1", 16, false),
            ("0", 16, false),
            ("9", 16, false),
        ] {
            let text = made(leading, length);
            assert_eq!(is_valid(&text), expected, "{text}");
            if expected {
                every_changed_digit_fails(is_valid, &text);
            }
        }
        check(is_valid, &[("", false), ("4", false), ("4242 4242 4242 4242", false), ("42424242424242424242", false)]);
    }
}
