//! South Korea and Japan: resident and business registration numbers, My Number.

use super::birth::Birth;
use super::digits::{digits, is_uniform, number, pair, weighted};
use crate::model::time::Day;

/// The day since which resident registration numbers hold no region and no check digit (October 2020).
const WITHOUT_CHECK: jiff::civil::Date = jiff::civil::date(2020, 10, 1);

/// Resident registration number: birth date, a digit for sex, century and (5–8) foreigners, region, check digit modulo 11. Those who
/// were born since October 2020 have six free digits instead (Enforcement Rule of the Resident Registration Act, art. 2).
pub(super) fn korean(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    let century = match values[6] {
        9 | 0 => 1800,
        1 | 2 | 5 | 6 => 1900,
        _ => 2000,
    };
    let (year, month, day) = (century + pair(&values, 0), pair(&values, 2), pair(&values, 4));
    let birth = Birth::on(year, month, day)?;
    let sum = weighted(&values, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
    let base = if (5..=8).contains(&values[6]) { 13 } else { 11 };
    let is_checked = (base - sum) % 10 == values[12];
    (is_checked || is_after(birth)).then_some(birth)
}

/// Whether a birth lies past the end of the check digit. Asked as of a day that no record is older than.
fn is_after(birth: Birth) -> bool {
    let ever = Day::from_date(jiff::civil::date(2099, 12, 31));
    birth.between(ever).is_some_and(|(first, _)| first >= Day::from_date(WITHOUT_CHECK))
}

/// My Number: twelve digits, the last one modulo 11 (Ordinance 85 of 2014, Ministry of Internal Affairs, art. 5).
pub(super) fn is_my_number(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let rest = weighted(&values[..11], &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    !is_uniform(&values) && number(&values) != 0 && values[11] == if rest < 2 { 0 } else { 11 - rest }
}

/// Business registration of a person: office, 01–79 or 89–99 for persons (80 for their associations), serial, check digit: weights 1 3 7 1
/// 3 7 1 3 5, the last product's tens added, modulo 10 (National Tax Service).
pub(super) fn is_business(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let sum = weighted(&values[..9], &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + values[8] * 5 / 10;
    values[0] != 0 && matches!(pair(&values, 3), 1..=80 | 89..=99) && (10 - sum % 10) % 10 == values[9]
}

/// Japanese driving licence: twelve digits, the commission, the year, a serial, a check digit modulo 11 over the ten before it,
/// and how often it was issued again (National Police Agency, form of the licence number).
pub(super) fn is_licence(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let rest = weighted(&values[..10], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    !is_uniform(&values) && values[10] == (11 - rest) % 11 % 10
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, fitting};
    use super::*;

    #[test]
    fn korea_checks_only_what_was_issued_with_a_check() {
        for (body, expected) in [
            ("850709123456", "1985-07-09 1985-07-09"),
            ("120709423456", "2012-07-09 2012-07-09"),
            ("850709523456", "1985-07-09 1985-07-09"),
            ("851309123456", "none"),
            ("850732123456", "none"),
        ] {
            let text = fitting(|t| korean(t).is_some(), body, "0123456789").unwrap_or_default();
            born_on(korean, &[(&text, expected)]);
        }
        // 16+15+0+35+0+63+8+18+6+12+20+30 = 223; mod 11 = 3; 11 − 3 = 8. A foreigner: 223 + 32 = 255; mod 11 = 2; 13 − 2 = 11 → 1.
        born_on(
            korean,
            &[
                ("8507091234568", "1985-07-09 1985-07-09"),
                ("8507091234567", "none"),
                ("8507095234561", "1985-07-09 1985-07-09"),
            ],
        );
        for last in 0..10 {
            born_on(korean, &[(&format!("210709312345{last}"), "2021-07-09 2021-07-09")]);
        }
    }

    #[test]
    fn businesses_of_persons_are_told_by_the_middle() {
        // 1+6+21+4+15+42+7+24+45+4 = 169; 1.
        check(is_business, &[("1234567891", true), ("1234567892", false), ("1238667891", false), ("", false)]);
    }

    #[test]
    fn japan_checks_modulo_eleven() {
        // 6+10+12+12+10+42+42+40+36+0+2 = 212; mod 11 = 3; 8.
        check(
            is_my_number,
            &[("123456789018", true), ("123456789019", false), ("000000000000", false), ("12345678901", false), ("", false)],
        );
    }
}
