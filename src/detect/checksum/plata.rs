//! Argentina and Uruguay: tax key, bank key, identity card.

use super::digits::{digits, is_uniform, number, pair, weighted};

/// CUIT, CUIL of a person: a prefix for persons, the identity number, check digit modulo 11; where it would be 10 the prefix is another
/// one (AFIP, General Resolution 10/1997).
pub(super) fn is_cuil(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let sum = weighted(&values, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
    matches!(pair(&values, 0), 20 | 23 | 24 | 25 | 26 | 27) && number(&values[2..10]) != 0 && sum.is_multiple_of(11)
}

/// CBU: bank and branch, account, each with a check digit: weights 3 1 7 9 from the right, modulo 10 (Central Bank, Communication A 2559).
pub(super) fn is_cbu(text: &str) -> bool {
    let Some(values) = digits::<22>(text) else { return false };
    let bank = weighted(&values[..8], &[7, 1, 3, 9, 7, 1, 3, 1]);
    let account = weighted(&values[8..], &[3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3, 1]);
    !is_uniform(&values) && bank.is_multiple_of(10) && account.is_multiple_of(10)
}

/// Uruguay, identity card: seven digits, on old cards six, check digit: weights 2 9 8 7 6 3 4, modulo 10 (Dirección Nacional de
/// Identificación Civil).
pub(super) fn is_cedula(text: &str) -> bool {
    let padded = if text.len() == 7 { format!("0{text}") } else { text.to_owned() };
    let Some(values) = digits::<8>(&padded) else { return false };
    !is_uniform(&values) && number(&values[..7]) > 9999 && weighted(&values, &[2, 9, 8, 7, 6, 3, 4, 1]).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{check, every_changed_digit_fails};
    use super::*;

    #[test]
    fn sums_by_hand_agree() {
        // 10+0+3+4+21+24+25+24+21+16 = 148; mod 11 = 5; 6.
        check(
            is_cuil,
            &[("20123456786", true), ("20123456787", false), ("30123456781", false), ("20000000001", false), ("", false)],
        );
        every_changed_digit_fails(is_cuil, "20123456786");
        // 0+1+6+27+28+5+18 = 85, 5; 3+18+21+4+15+54+49+8+27+0+7+2+9 = 217, 3.
        check(is_cbu, &[("0123456512345678901233", true), ("0123456512345678901234", false), ("", false)]);
        every_changed_digit_fails(is_cbu, "0123456512345678901233");
        // 2+18+24+28+30+18+28 = 148; 2.
        check(is_cedula, &[("12345672", true), ("12345671", false), ("00000000", false), ("123456", false), ("", false)]);
        // 0+9+16+21+24+15+24 = 109; 1.
        check(is_cedula, &[("1234561", true), ("01234561", true), ("1234562", false)]);
    }
}
