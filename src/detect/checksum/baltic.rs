//! Estonia, Lithuania, Latvia: personal codes.

use super::birth::Birth;
use super::digits::{digits, pair, weighted};

/// Estonia, isikukood (EVS 585), and Lithuania, asmens kodas: a digit for sex and century, birth date, serial, a check digit in two
/// stages modulo 11.
pub(super) fn northern(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let century = match values[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    let check = match weighted(&values, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
        10 => weighted(&values, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
        rest => rest,
    };
    if check != values[10] {
        return None;
    }
    Birth::on(century + pair(&values, 1), pair(&values, 3), pair(&values, 5))
}

/// Latvia, personas kods: until 2017 birth date, century, serial and a check digit; since then 32 and nine digits that tell nothing
/// (Fizisko personu reģistra likums).
pub(super) fn latvian(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    if pair(&values, 0) == 32 {
        return Some(Birth::UNTOLD);
    }
    let century = 1800 + 100 * values[6];
    let check = (1 + weighted(&values, &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10;
    if values[6] > 2 || check != values[10] {
        return None;
    }
    Birth::on(century + pair(&values, 4), pair(&values, 2), pair(&values, 0))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, every_changed_digit_fails, fitting};
    use super::*;

    const DIGITS: &str = "0123456789";

    #[test]
    fn the_first_digit_is_sex_and_century() {
        for (body, expected) in [
            ("3850709123", "1985-07-09 1985-07-09"),
            ("6120709123", "2012-07-09 2012-07-09"),
            ("1990709123", "1899-07-09 1899-07-09"),
        ] {
            let text = fitting(|t| northern(t).is_some(), body, DIGITS).unwrap();
            born_on(northern, &[(&text, expected)]);
        }
        for body in ["3851309123", "3850732123", "0850709123", "9850709123"] {
            assert_eq!(fitting(|t| northern(t).is_some(), body, DIGITS), None, "{body}");
        }
        // 1·3 2·8 3·5 5·7 7·9 8·1 9·2 1·3 and 4·0 6·0: 3+16+15+0+35+0+63+8+18+3 = 161; mod 11 = 7.
        born_on(northern, &[("38507091237", "1985-07-09 1985-07-09"), ("", "none"), ("3850709123", "none")]);
    }

    #[test]
    fn latvia_has_old_and_new_codes() {
        let text = fitting(|t| latvian(t).is_some(), "0907851123", DIGITS).unwrap();
        born_on(latvian, &[(&text, "1985-07-09 1985-07-09"), ("32123456789", "none"), ("", "none")]);
        assert!(latvian("32123456789").is_some() && latvian("33123456789").is_none());
        every_changed_digit_fails(|t| latvian(t).is_some() && !t.starts_with("32"), &text);
        // The published form: 1101 less the sum with weights 1 6 3 7 9 10 5 8 4 2, modulo 11.
        let sum: i32 = text.bytes().zip([1, 6, 3, 7, 9, 10, 5, 8, 4, 2]).map(|(b, w)| i32::from(b - b'0') * w).sum();
        assert_eq!((1101 - sum) % 11 % 10, i32::from(text.as_bytes()[10] - b'0'));
    }
}
