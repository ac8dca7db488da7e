//! The Luhn formula (ISO/IEC 7812-1, annex B): from the right, every second digit doubled, cross sums added, mod 10.

use super::digits::{cross_sum, digits, up_to};

/// The sum modulo 10 of digits that end with their check digit; 0 if they agree.
pub(super) fn remainder(values: &[u32]) -> u32 {
    let terms = values.iter().rev().enumerate().map(|(ix, value)| cross_sum(value * (1 + ix as u32 % 2)));
    terms.sum::<u32>() % 10
}

/// Two to 64 digits, the last one their check digit.
pub(super) fn is_valid(text: &str) -> bool {
    text.len() >= 2 && up_to(text, 64).is_some_and(|values| remainder(&values) == 0)
}

/// An IMEI: 15 digits, the first two a body that allots numbers, Luhn (3GPP TS 23.003, 6.2.1; GSMA TS.06).
pub(super) fn is_imei(text: &str) -> bool {
    let Some(values) = digits::<15>(text) else { return false };
    // 00 marks test equipment; the others were never given to a body.
    let bodies = [1, 10, 30, 33, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99];
    bodies.contains(&super::digits::pair(&values, 0)) && remainder(&values) == 0
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails, swapped_neighbours_fail};
    use super::*;

    /// The same formula the other way round: doubles read from a table, summed from the left by parity.
    fn check_digit(body: &[u32]) -> u32 {
        const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        let sum: u32 =
            body.iter().enumerate().map(|(ix, d)| if (body.len() - ix) % 2 == 1 { DOUBLED[*d as usize] } else { *d }).sum();
        (10 - sum % 10) % 10
    }

    #[test]
    fn a_second_formulation_agrees() {
        for seed in 1..400_u64 {
            let body: Vec<u32> = (seed * 7_919_317).to_string().bytes().map(|b| u32::from(b - b'0')).collect();
            let text: String = body.iter().chain([check_digit(&body)].iter()).map(u32::to_string).collect();
            assert!(is_valid(&text), "{text}");
            every_changed_digit_fails(is_valid, &text);
        }
        swapped_neighbours_fail(is_valid, "79927398713", &[('0', '9')]);
    }

    #[test]
    fn an_imei_begins_with_a_body() {
        check(
            is_imei,
            &[("351234567890124", true), ("001234567890128", false), ("35123456789012", false), ("351234567890125", false)],
        );
        check(is_valid, &[("", false), ("0", false), ("18", true), ("1a8", false)]);
    }
}
