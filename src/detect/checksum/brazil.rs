//! Brazil: social integration number, voter's title, driving licence, health card. The CPF lies with `south`.

use super::digits::{digits, is_uniform, number, pair, weighted};

/// PIS, PASEP, NIS, NIT: ten digits, check digit: weights 3 2 9 8 7 6 5 4 3 2, modulo 11 (Caixa Econômica Federal).
pub(super) fn is_pis(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let rest = weighted(&values[..10], &[3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    !is_uniform(&values) && values[10] == if rest < 2 { 0 } else { 11 - rest }
}

/// Voter's title: eight digits, the state 01–28, two check digits modulo 11; São Paulo and Minas Gerais take 1 where others take 0 for
/// a rest of 0 (TSE, Resolution 23.659 of 2021).
pub(super) fn is_voter(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let state = pair(&values, 8);
    let check = |sum: u32| match sum % 11 {
        10 => 0,
        0 if matches!(state, 1 | 2) => 1,
        rest => rest,
    };
    let first = check(weighted(&values[..8], &[2, 3, 4, 5, 6, 7, 8, 9]));
    let second = check(values[8] * 7 + values[9] * 8 + values[10] * 9);
    (1..=28).contains(&state) && number(&values[..8]) != 0 && values[10] == first && values[11] == second
}

/// Driving licence (CNH): nine digits, two check digits modulo 11; a first one of 10 takes 2 off the second (DENATRAN, Portaria 59 of
/// 2007).
pub(super) fn is_licence(text: &str) -> bool {
    let Some(values) = digits::<11>(text) else { return false };
    let first = weighted(&values[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
    let second = weighted(&values[..9], &[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11;
    let (first, off) = if first > 9 { (0, 2) } else { (first, 0) };
    let second = if second > 9 { 0 } else { (second + 11 - off) % 11 % 10 };
    !is_uniform(&values) && values[9] == first && values[10] == second
}

/// National health card (CNS): 1 or 2 for lasting, 7 to 9 for provisional numbers, weights 15 to 1, modulo 11 (Ministry of Health,
/// DATASUS).
pub(super) fn is_health(text: &str) -> bool {
    let Some(values) = digits::<15>(text) else { return false };
    let sum: u32 = values.iter().zip((1..=15).rev()).map(|(value, weight)| value * weight).sum();
    matches!(values[0], 1 | 2 | 7..=9) && !is_uniform(&values) && sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::super::proof::check;
    use super::*;

    #[test]
    fn sums_by_hand_agree() {
        // 3+4+27+32+35+36+35+32+27+0 = 231; mod 11 = 0; 0.
        check(is_pis, &[("12345678900", true), ("12345678901", false), ("11111111111", false), ("", false)]);
        // 2+6+12+20+30+42+56+72 = 240; mod 11 = 9. State 03: 0+24+81 = 105; mod 11 = 6.
        check(is_voter, &[("123456780396", true), ("123456780397", false), ("123456782996", false), ("", false)]);
        // 9+16+21+24+25+24+21+16+9 = 165; mod 11 = 0. 1+4+9+16+25+36+49+64+81 = 285; mod 11 = 10 → 0.
        check(is_licence, &[("12345678900", true), ("12345678901", false), ("11111111111", false), ("", false)]);
        // The first sum leaves 10: 0, and 2 off the second, which leaves 7.
        check(is_licence, &[("12345681805", true), ("12345681807", false)]);
        // 7·15 + 1·4 + 2·3 + 3·2 = 121.
        check(is_health, &[("700000000001230", true), ("700000000001231", false), ("300000000001230", false)]);
        check(is_health, &[("000000000000000", false), ("", false)]);
    }
}
