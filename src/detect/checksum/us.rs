//! The United States: social security and taxpayer numbers, bank routing, health provider and Medicare numbers.

use super::digits::{alnum, digits, is_uniform, number, pair, weighted};

/// SSN: area, group, serial (SSA, POMS RM 10201.030). There is no check digit; area 000, 666 and 900–999, group 00 and serial 0000
/// are never issued. Numbers from old advertisements (078-05-1120, 219-09-9999) were issued once and have a possible form: they
/// pass here, and it is for the caller to call them likely tests.
pub(super) fn is_ssn(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    let area = number(&values[..3]);
    area != 0 && area != 666 && area < 900 && pair(&values, 3) != 0 && number(&values[5..]) != 0
}

/// ITIN: begins with 9; the fourth and fifth digit lie in the ranges that the IRS assigns (IRM 3.21.263: 50–65, 70–88, 90–92, 94–99).
pub(super) fn is_itin(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    values[0] == 9 && matches!(pair(&values, 3), 50..=65 | 70..=88 | 90..=92 | 94..=99)
}

/// ABA routing number: a Federal Reserve district or a special prefix, weights 3, 7, 1 (American Bankers Association, Key to Routing
/// Numbers).
pub(super) fn is_aba(text: &str) -> bool {
    let Some(values) = digits::<9>(text) else { return false };
    matches!(pair(&values, 0), 1..=12 | 21..=32 | 61..=72 | 80)
        && weighted(&values, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// NPI: ten digits from 1 or 2, Luhn behind the issuer 80840 (45 CFR 162.406).
pub(super) fn is_npi(text: &str) -> bool {
    digits::<10>(text).is_some_and(|values| matches!(values[0], 1 | 2)) && super::luhn::is_valid(&format!("80840{text}"))
}

/// Medicare beneficiary identifier: eleven places, each with its kind; S, L, O, I, B and Z are never used (CMS, MBI format).
pub(super) fn is_mbi(text: &str) -> bool {
    let Some(bytes) = alnum::<11>(text) else { return false };
    let is_letter = |byte: u8| byte.is_ascii_uppercase() && !b"SLOIBZ".contains(&byte);
    bytes[0] != b'0'
        && bytes.iter().zip(b"NAXNAXNAANN").all(|(byte, kind)| match kind {
            b'N' => byte.is_ascii_digit(),
            b'A' => is_letter(*byte),
            _ => byte.is_ascii_digit() || is_letter(*byte),
        })
}

/// DEA registration of a prescriber: a kind, the initial (or 9), seven digits: d1 + d3 + d5 + 2 · (d2 + d4 + d6) ends with d7 (DEA,
/// Practitioner's Manual).
pub(super) fn is_dea(text: &str) -> bool {
    let Some(bytes) = alnum::<9>(text) else { return false };
    let Some(values) = text.get(2..).and_then(digits::<7>) else { return false };
    let has_start = b"ABCDEFGHJKLMPRSTUX".contains(&bytes[0]) && (bytes[1].is_ascii_uppercase() || bytes[1] == b'9');
    has_start && number(&values) != 0 && weighted(&values, &[1, 2, 1, 2, 1, 2]) % 10 == values[6]
}

/// ATIN, of a child in adoption: begins with 9, 93 in the middle (IRM 3.13.40).
pub(super) fn is_atin(text: &str) -> bool {
    digits::<9>(text).is_some_and(|values| values[0] == 9 && pair(&values, 3) == 93)
}

/// A bank account number: 6 to 17 digits, not all the same. It has no published check.
pub(super) fn is_account(text: &str) -> bool {
    (6..=17).contains(&text.len()) && super::digits::up_to(text, 17).is_some_and(|values| !is_uniform(&values))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn ranges_that_are_never_issued_fail() {
        check(
            is_ssn,
            &[
                ("536221234", true),
                ("078051120", true),
                ("000221234", false),
                ("666221234", false),
                ("900221234", false),
                ("899221234", true),
                ("536001234", false),
                ("536220000", false),
                ("53622123", false),
                ("5362212345", false),
                ("53622123a", false),
                ("", false),
            ],
        );
        check(
            is_itin,
            &[
                ("900701234", true),
                ("900501234", true),
                ("900661234", false),
                ("900891234", false),
                ("900931234", false),
                ("800701234", false),
                ("", false),
            ],
        );
        check(is_account, &[("12345", false), ("123456", true), ("111111", false), ("123456789012345678", false)]);
    }

    #[test]
    fn prescribers_and_children_in_adoption() {
        // 1+3+5 + 2·(2+4+6) = 33.
        check(
            is_dea,
            &[
                ("AB1234563", true),
                ("A91234563", true),
                ("AB1234564", false),
                ("IB1234563", false),
                ("AB0000000", false),
                ("", false),
            ],
        );
        check(is_atin, &[("912931234", true), ("912921234", false), ("812931234", false), ("", false)]);
    }

    #[test]
    fn check_digits_agree_with_a_sum_by_hand() {
        // 3·(1+1+0) + 7·(2+2+0) + 1·(3+4+9): 6 + 28 + 16 = 50.
        check(is_aba, &[("123124009", true), ("113124009", false), ("000000000", false), ("01100001", false)]);
        // 0+7·1+1 + 3·0+7·0+0 + 3·0+7·1+c: 15 + c, so c = 5.
        check(is_aba, &[("011000015", true), ("011000016", false), ("131000015", false)]);
        every_changed_digit_fails(is_aba, "011000015");
        // 80840 adds 24; 1, 2, 3 … with every second doubled: 2+2+6+4+1+6+5+8+9 = 43; 24 + 43 = 67, so 3.
        check(is_npi, &[("1234567893", true), ("1234567894", false), ("3234567893", false), ("", false)]);
        every_changed_digit_fails(is_npi, "1234567893");
        check(
            is_mbi,
            &[
                ("2AC5UW7NP06", true),
                ("0AC5UW7NP06", false),
                ("2SC5UW7NP06", false),
                ("2AC5UW7NP0", false),
                ("2AC5UW7NP0A", false),
            ],
        );
    }
}
