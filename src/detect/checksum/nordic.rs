//! Sweden, Denmark, Finland, Norway, Iceland: the personal numbers of the five registers, all of them birth dates with a serial.

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

/// Sweden, personnummer and samordningsnummer (Folkbokföringslag 18 §; the latter adds 60 to the day): ten digits, or twelve with the
/// century; `-`, or `+` from the year in which the person is 100, may stand before the last four. Luhn over the last ten.
pub(super) fn swedish(text: &str) -> Option<Birth> {
    let bytes = text.as_bytes();
    let sign = bytes.len().checked_sub(5).and_then(|at| bytes.get(at)).copied().filter(|b| matches!(b, b'-' | b'+'));
    let plain = text.replacen(['-', '+'], "", usize::from(sign.is_some()));
    let (century, ten) = match plain.len() {
        12 => (Some(plain.get(..2)?.parse::<u32>().ok()?), plain.get(2..)?),
        _ => (None, plain.as_str()),
    };
    let values = digits::<10>(ten)?;
    if super::luhn::remainder(&values) != 0 || number(&values[6..9]) == 0 {
        return None;
    }
    let (year, month, day) = (pair(&values, 0), pair(&values, 2), pair(&values, 4));
    let day = if day > 60 { day - 60 } else { day };
    match (century, sign) {
        (Some(century @ 18..=20), _) => Birth::on(century * 100 + year, month, day),
        (Some(_), _) => None,
        (None, Some(b'+')) => Birth::in_either([1800 + year, 1900 + year], month, day),
        (None, _) => Birth::two_digit(year, month, day),
    }
}

/// Denmark, CPR-nummer: birth date and four digits, of which the first tells the century (CPR-kontoret). Numbers without a valid check
/// digit have been issued since 2007: none is asked for.
pub(super) fn danish(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    let year = pair(&values, 4);
    let century = match (values[6], year) {
        (0..=3, _) | (4 | 9, 37..) => 1900,
        (5..=8, 58..) => 1800,
        _ => 2000,
    };
    let day = pair(&values, 0);
    Birth::on(century + year, pair(&values, 2), if day > 60 { day - 60 } else { day })
}

/// Finland, henkilötunnus: birth date, a sign for the century (new signs since 2023), a serial from 002, a check character modulo 31
/// (Digi- ja väestötietovirasto). 900 and above are temporary.
pub(super) fn finnish(text: &str) -> Option<Birth> {
    let upper = text.to_ascii_uppercase();
    let bytes: &[u8; 11] = upper.as_bytes().try_into().ok()?;
    let born = digits::<6>(text.get(..6)?)?;
    let serial = digits::<3>(text.get(7..10)?)?;
    let century = match bytes[6] {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return None,
    };
    let rest = (number(&born) * 1000 + number(&serial)) % 31;
    let is_checked = b"0123456789ABCDEFHJKLMNPRSTUVWXY".get(rest as usize) == Some(&bytes[10]);
    if number(&serial) < 2 || !is_checked {
        return None;
    }
    Birth::on(century + pair(&born, 4), pair(&born, 2), pair(&born, 0))
}

/// Norway, fødselsnummer and D-nummer (40 added to the day): birth date, three digits that tell the century, two check digits modulo 11
/// (Folkeregisterforskriften § 2-2).
pub(super) fn norwegian(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let first = weighted(&values, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11;
    let second = weighted(&values, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11;
    let year = pair(&values, 4);
    let century = match (number(&values[6..9]), year) {
        (0..=499, _) | (900.., 40..) => 1900,
        (500.., 0..=39) => 2000,
        (500..=749, 54..) => 1800,
        _ => return None,
    };
    if first != 0 || second != 0 {
        return None;
    }
    let day = pair(&values, 0);
    Birth::on(century + year, pair(&values, 2), if day > 40 { day - 40 } else { day })
}

/// Iceland, kennitala of a person: birth date, two digits, a check digit modulo 11, a digit for the century (Þjóðskrá).
pub(super) fn icelandic(text: &str) -> Option<Birth> {
    let values = digits::<10>(text)?;
    let century = match values[9] {
        8 => 1800,
        9 => 1900,
        0 => 2000,
        _ => return None,
    };
    if !weighted(&values[..9], &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11) {
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
    fn sweden_takes_three_spellings() {
        let text = fitting(|t| swedish(t).is_some(), "850709123", DIGITS).unwrap();
        // 8·2→7 5 0 7 0 9 1·2 2 3·2: with doubling 7+5+0+7+0+9+2+2+6 = 38, so 2.
        assert_eq!(text, "8507091232");
        born_on(
            swedish,
            &[
                ("8507091232", "1985-07-09 1985-07-09"),
                ("850709-1232", "1985-07-09 1985-07-09"),
                ("19850709-1232", "1985-07-09 1985-07-09"),
                ("198507091232", "1985-07-09 1985-07-09"),
                ("208507091232", "none"),
                ("178507091232", "none"),
                ("8507091233", "none"),
                ("850709 1232", "none"),
                ("8507-091232", "none"),
                ("", "none"),
                ("-", "none"),
                ("é507091232", "none"),
            ],
        );
        for (body, expected) in [
            ("120709123", "1912-07-09 2012-07-09"),
            ("20120709123", "2012-07-09 2012-07-09"),
            ("120709+123", "1912-07-09 1912-07-09"),
            ("850769123", "1985-07-09 1985-07-09"),
        ] {
            born_on(swedish, &[(&fitting(|t| swedish(t).is_some(), body, DIGITS).unwrap(), expected)]);
        }
        for body in ["851309123", "850732123", "850709000"] {
            assert_eq!(fitting(|t| swedish(t).is_some(), body, DIGITS), None, "{body}");
        }
        every_changed_digit_fails(|t| swedish(t).is_some(), "8507091232");
    }

    #[test]
    fn denmark_reads_the_century_from_the_seventh_digit() {
        born_on(
            danish,
            &[
                ("0907851234", "1985-07-09 1985-07-09"),
                ("0907124234", "2012-07-09 2012-07-09"),
                ("0907374234", "1937-07-09 1937-07-09"),
                ("0907575234", "none"),
                ("0907125234", "2012-07-09 2012-07-09"),
                ("0907121234", "1912-07-09 1912-07-09"),
                ("6907851234", "1985-07-09 1985-07-09"),
                ("3107851234", "1985-07-31 1985-07-31"),
                ("3106851234", "none"),
                ("090785123", "none"),
                ("", "none"),
            ],
        );
        assert!(danish("0907585234").is_some(), "1858 is a possible year, if of nobody alive");
    }

    #[test]
    fn finland_has_a_sign_and_a_character() {
        // 090 785 123 mod 31: 31 · 2 928 552 = 90 785 112; 11 → the twelfth of the row, B.
        born_on(
            finnish,
            &[
                ("090785-123B", "1985-07-09 1985-07-09"),
                ("090785Y123B", "1985-07-09 1985-07-09"),
                ("090785+123B", "none"),
                ("090785-123C", "none"),
                ("090785G123B", "none"),
                ("310285-123B", "none"),
                ("090785123B", "none"),
                ("", "none"),
            ],
        );
        let text = fitting(|t| finnish(t).is_some(), "090712A123", "0123456789ABCDEFHJKLMNPRSTUVWXY").unwrap();
        born_on(finnish, &[(&text, "2012-07-09 2012-07-09")]);
        every_changed_digit_fails(|t| finnish(t).is_some(), "090785-123B");
    }

    #[test]
    fn norway_and_iceland_check_modulo_eleven() {
        let two = |body: &str| (0..100).map(|n| format!("{body}{n:02}")).find(|t| norwegian(t).is_some());
        for (body, expected) in [
            ("090785122", "1985-07-09 1985-07-09"),
            ("490785123", "1985-07-09 1985-07-09"),
            ("090712623", "2012-07-09 2012-07-09"),
            ("090785951", "1985-07-09 1985-07-09"),
        ] {
            let text = two(body).unwrap_or_default();
            born_on(norwegian, &[(&text, expected)]);
            every_changed_digit_fails(|t| norwegian(t).is_some(), &text);
        }
        assert_eq!((two("091385123"), two("090745623"), two("310685123"), two("098785123")), (None, None, None, None));
        let text = fitting(|t| icelandic(&format!("{t}9")).is_some(), "09078512", DIGITS).unwrap();
        born_on(icelandic, &[(&format!("{text}9"), "1985-07-09 1985-07-09"), (&format!("{text}5"), "none"), ("", "none")]);
        born_on(norwegian, &[("", "none"), ("09078512345", "none")]);
    }
}
