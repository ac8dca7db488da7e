//! China: the resident identity card, the credit code of those who trade by themselves.

use super::birth::Birth;
use super::digits::{alnum, digits, number, pair};

/// Resident identity number (GB 11643-1999): region, birth date, sequence, check character MOD 11-2. The region is one of a province,
/// of Hong Kong, Macau or Taiwan (residence permits from 2018), or 9 and a province on a foreigner's permanent residence card.
pub(super) fn resident(text: &str) -> Option<Birth> {
    let values = digits::<17>(text.get(..17)?)?;
    let region = pair(&values, 0);
    let region = if region > 90 { pair(&values, 1) } else { region };
    let is_region = matches!(region, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let year = u32::try_from(number(&values[6..10])).ok()?;
    if !is_region || !(1850..2100).contains(&year) || !super::iso7064::is_mod_11_2(text) {
        return None;
    }
    Birth::on(year, pair(&values, 10), pair(&values, 12))
}

/// Unified social credit code (GB 32100-2015) of a person's own business: 92, region, nine characters, check character: powers of 3,
/// modulo 31, over digits and letters without I, O, S, V and Z.
pub(super) fn is_own_business(text: &str) -> bool {
    let Some(bytes) = alnum::<18>(text) else { return false };
    let value = |byte: &u8| b"0123456789ABCDEFGHJKLMNPQRTUWXY".iter().position(|own| own == byte);
    // The first character counts once, each next one three times as much as the one before.
    let sum = bytes[..17].iter().rev().try_fold(0, |sum, byte| Some((sum * 3 + value(byte)?) % 31));
    text.starts_with("92") && sum.zip(value(&bytes[17])).is_some_and(|(sum, last)| (sum + last) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    /// The standard's other form: weights 2^(18 − i) mod 11 and a row of check characters.
    fn made(body: &str) -> String {
        let sum: usize = body
            .bytes()
            .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
            .map(|(byte, weight)| usize::from(byte - b'0') * weight)
            .sum();
        format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
    }

    #[test]
    fn credit_codes_count_in_powers_of_three() {
        check(
            is_own_business,
            &[
                ("92310104MA1FR4D2KW", true),
                ("92310104MA1FR4D2K0", false),
                ("91310104MA1FR4D2KW", false),
                ("92310104IA1FR4D2KW", false),
                ("", false),
            ],
        );
        every_changed_digit_fails(is_own_business, "92310104MA1FR4D2KW");
    }

    #[test]
    fn region_date_and_check_character_must_agree() {
        for (body, expected) in [
            ("11010119850709123", "1985-07-09 1985-07-09"),
            ("31010420150228001", "2015-02-28 2015-02-28"),
            ("31010420150229001", "none"),
            ("31010420151301001", "none"),
            ("16010119850709123", "none"),
            ("83000019850709123", "1985-07-09 1985-07-09"),
            ("91115619850709123", "1985-07-09 1985-07-09"),
            ("91615619850709123", "none"),
            ("11010121850709123", "none"),
        ] {
            born_on(resident, &[(&made(body), expected)]);
        }
        for body in ["11010119850709123", "44030619991231456"] {
            every_changed_digit_fails(|text| resident(text).is_some(), &made(body));
        }
        born_on(resident, &[("", "none"), ("11010119850709123", "none"), ("ä1010119850709123X", "none")]);
    }
}
