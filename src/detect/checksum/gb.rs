//! The United Kingdom: NHS and national insurance numbers, tax reference, driving licence.

use super::birth::Birth;
use super::digits::{alnum, digit, digits, number, pair, weighted};

/// NHS number: weights 10 to 2, modulo 11 (NHS Data Dictionary). Scotland's CHI number begins with the birth date. England and
/// Wales issue 400 to 499 and 600 to 799 million, Northern Ireland 320 to 399; what lies beside is held by tests and by older
/// records, so the digit decides.
pub(super) fn nhs(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    let check = (11 - weighted(&values[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    if check != values[9] {
        return None;
    }
    match number(&values[..9]) {
        10_101_000..=311_299_999 => {
            Birth::two_digit(pair(&values, 4), pair(&values, 2), pair(&values, 0)).or(Some(Birth::UNTOLD))
        }
        _ => Some(Birth::UNTOLD),
    }
}

/// National insurance number: two letters that are given out, or QQ, which stands in examples; six digits, A to D (HMRC, NIM39110).
pub(super) fn is_nino(text: &str) -> bool {
    let Some(bytes) = alnum::<9>(text) else { return false };
    let [first, second, middle @ .., suffix] = bytes;
    let is_example = [first, second] == *b"QQ";
    let has_prefix = first.is_ascii_uppercase()
        && second.is_ascii_uppercase()
        && !b"DFIQUV".contains(&first)
        && !b"DFIOQUV".contains(&second)
        && ![b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].contains(&&[first, second]);
    (has_prefix || is_example) && middle.iter().all(u8::is_ascii_digit) && (b'A'..=b'D').contains(&suffix)
}

/// Unique taxpayer reference: the first of ten digits checks the others, weights 6 7 8 9 10 5 4 3 2, modulo 11.
pub(super) fn is_utr(text: &str) -> bool {
    let Some(values) = digits::<10>(text) else { return false };
    let rest = weighted(&values[1..], &[6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
    [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1].get(rest as usize) == Some(&values[0]) && number(&values) != 0
}

/// Driver number of Great Britain: five of the surname, filled with 9; decade, month (plus 50 for women), day and year of birth;
/// two initials, filled with 9; one digit and two check letters that DVLA does not publish.
pub(super) fn driver(text: &str) -> Option<Birth> {
    let bytes = alnum::<16>(text)?;
    let name: &[u8] = &bytes[..5];
    let n_letters = name.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let is_filled = |rest: &[u8]| rest.iter().all(|b| *b == b'9');
    let initials = (bytes[11], bytes[12]);
    let has_initials = initials.0.is_ascii_uppercase() && (initials.1.is_ascii_uppercase() || initials.1 == b'9');
    let has_end = bytes[13].is_ascii_digit() && bytes[14..].iter().all(u8::is_ascii_uppercase);
    if n_letters == 0 || !is_filled(&name[n_letters..]) || !has_initials || !has_end {
        return None;
    }
    let mut born = [0; 6];
    for (value, byte) in born.iter_mut().zip(&bytes[5..11]) {
        *value = digit(*byte)?;
    }
    let month = pair(&born, 1);
    Birth::two_digit(born[0] * 10 + born[5], if month > 50 { month - 50 } else { month }, pair(&born, 3))
}

/// A sort code and an account number beside each other: 6 and 8 digits. Their modulus checks differ by bank and change monthly.
pub(super) fn is_account(text: &str) -> bool {
    digits::<14>(text).is_some_and(|values| number(&values[..6]) != 0 && number(&values[6..]) != 0)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    fn is_nhs(text: &str) -> bool {
        nhs(text).is_some()
    }

    #[test]
    fn nhs_numbers_need_their_digit() {
        // 4·10 + 1·9 + 2·8 + 3·7 + 4·6 + 5·5 + 6·4 + 7·3 + 8·2 = 196; 196 mod 11 = 9; 11 − 9 = 2.
        check(is_nhs, &[("4123456782", true), ("4123456783", false), ("412345678", false), ("", false)]);
        every_changed_digit_fails(is_nhs, "4123456782");
        // 999 000 001: 243 + 2 = 245, mod 11 = 3, 8: kept for tests.
        check(is_nhs, &[("9990000018", true)]);
        // 0·10 + 9·9 + 0·8 + 7·7 + 8·6 + 5·5 + 1·4 + 2·3 + 3·2 = 219; mod 11 = 10; 1.
        born_on(nhs, &[("0907851231", "1985-07-09 1985-07-09"), ("4123456782", "none")]);
    }

    #[test]
    fn prefixes_that_are_not_given_out_fail() {
        check(
            is_nino,
            &[
                ("AB123456C", true),
                ("AB123456E", false),
                ("DB123456C", false),
                ("AO123456C", false),
                ("GB123456C", false),
                ("AB12345C", false),
                ("A1123456C", false),
                ("", false),
            ],
        );
    }

    #[test]
    fn the_first_digit_of_a_tax_reference_checks() {
        // 1·6 + 2·7 + 3·8 + 4·9 + 5·10 + 6·5 + 7·4 + 8·3 + 9·2 = 230; mod 11 = 10; the eleventh of the row is 1.
        check(is_utr, &[("1123456789", true), ("2123456789", false), ("0000000000", false), ("", false)]);
    }

    #[test]
    fn a_driver_number_holds_the_birth_date() {
        born_on(
            driver,
            &[
                ("ADLER607054KL9IJ", "1964-07-05 1964-07-05"),
                ("XU999807095AB1CD", "1985-07-09 1985-07-09"),
                ("XU999857095AB1CD", "1985-07-09 1985-07-09"),
                ("XU99A807095AB1CD", "none"),
                ("XU999813095AB1CD", "none"),
                ("99999807095AB1CD", "none"),
                ("", "none"),
            ],
        );
        check(is_account, &[("12345612345678", true), ("00000012345678", false), ("1234561234567", false)]);
    }
}
