//! South Africa, Brazil, Australia: identity number, CPF, tax file and Medicare numbers.

use super::birth::Birth;
use super::digits::{digits, is_uniform, number, pair, weighted};

/// South Africa: birth date, sex and serial, citizenship (0 citizen, 1 resident, 2 refugee), one digit, Luhn (Identification Act 68 of
/// 1997).
pub(super) fn african(text: &str) -> Option<Birth> {
    let values = digits::<13>(text)?;
    if values[10] > 2 || super::luhn::remainder(&values) != 0 {
        return None;
    }
    Birth::two_digit(pair(&values, 0), pair(&values, 2), pair(&values, 4))
}

/// Brazil, CPF: eleven digits, not all the same, two check digits modulo 11 (Receita Federal, IN 1548/2015).
pub(super) fn is_cpf(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let check = |body: &[u32], first: u32| {
        let sum: u32 = body.iter().zip((2..=first).rev()).map(|(value, weight)| value * weight).sum();
        sum * 10 % 11 % 10
    };
    !is_uniform(&values) && check(&values[..9], 10) == values[9] && check(&values[..10], 11) == values[10]
}

/// Australia, tax file number: nine digits, or eight on old ones, whose weighted sum is a multiple of 11 (Taxation Administration Act
/// 1953, part VA; weights as the tax office gives them to payroll software).
pub(super) fn is_tfn(text: &str) -> bool {
    let sum = match text.len() {
        8 => digits::<8>(text).map(|values| weighted(&values, &[10, 7, 8, 4, 6, 3, 5, 1])),
        _ => digits::<9>(text).map(|values| weighted(&values, &[1, 4, 3, 7, 5, 8, 6, 9, 10])),
    };
    sum.is_some_and(|sum| sum != 0 && sum % 11 == 0)
}

/// Australia, Medicare card: first digit 2 to 6, check digit in the ninth place (weights 1 3 7 9), issue, and perhaps the person's line.
pub(super) fn is_medicare(text: &str) -> bool {
    let Some((body, line)) = text.split_at_checked(10) else { return false };
    let Some(values) = digits::<10>(body) else { return false };
    (2..=6).contains(&values[0])
        && weighted(&values, &[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == values[8]
        && values[9] != 0
        && (line.is_empty() || digits::<1>(line).is_some_and(|line| number(&line) != 0))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails, fitting};
    use super::*;

    #[test]
    fn south_africa_holds_the_birth_date() {
        let made = |body: &str| fitting(|t| african(t).is_some(), body, "0123456789").unwrap_or_default();
        for (body, expected) in [
            ("850709500108", "1985-07-09 1985-07-09"),
            ("120709500118", "1912-07-09 2012-07-09"),
            ("850709500138", "none"),
            ("851309500108", "none"),
        ] {
            born_on(african, &[(&made(body), expected)]);
        }
        every_changed_digit_fails(|t| african(t).is_some(), &made("850709500108"));
    }

    #[test]
    fn sums_by_hand_agree() {
        // 10+18+24+28+30+30+28+24+18 = 210; mod 11 = 1 → 0. 11+20+27+32+35+36+35+32+27+0 = 255; mod 11 = 2 → 9.
        check(
            is_cpf,
            &[("12345678909", true), ("12345678908", false), ("12345678919", false), ("11111111111", false), ("", false)],
        );
        // 1+8+9+28+25+48+42+72 = 233; 233 + 10·9 = 323 = 11·29 + 4; the only ninth digit is 2: 253 = 11·23.
        check(is_tfn, &[("123456782", true), ("123456783", false), ("000000000", false), ("1234567", false), ("", false)]);
        // 10+14+24+16+30+18+35 = 147; 147 + 7 = 154 = 11·14.
        check(is_tfn, &[("12345677", true), ("12345678", false)]);
        every_changed_digit_fails(is_tfn, "123456782");
        // 2+9+28+45+6+21+56+81 = 248; 8.
        check(
            is_medicare,
            &[
                ("2345678981", true),
                ("23456789811", true),
                ("2345678980", false),
                ("2345678971", false),
                ("1345678981", false),
                ("23456789810", false),
                ("", false),
            ],
        );
    }
}
