//! Central Asia: Kazakhstan, Uzbekistan, Kyrgyzstan.

use super::birth::Birth;
use super::digits::{digits, number, pair, weighted};

/// Kazakhstan, IIN: birth date, century and sex, serial, check digit modulo 11 with a second row of weights where the first leaves 10
/// (Law 223-III of 2007 on national registers; Rules for forming the IIN).
pub(super) fn kazakh(text: &str) -> Option<Birth> {
    let values = digits::<12>(text)?;
    let century = match values[6] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    let first = weighted(&values[..11], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    let check = if first < 10 { first } else { weighted(&values[..11], &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11 };
    if check != values[11] {
        return None;
    }
    Birth::on(century + pair(&values, 0), pair(&values, 2), pair(&values, 4))
}

/// Uzbekistan, PINFL: sex and century, birth date, district, serial, a last digit whose rule is not published (Cabinet of Ministers,
/// Resolution 30 of 1999).
pub(super) fn uzbek(text: &str) -> Option<Birth> {
    let values = digits::<14>(text)?;
    let century = match values[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    Birth::on(century + pair(&values, 5), pair(&values, 3), pair(&values, 1))
}

/// Kyrgyzstan, PIN: sex (2 woman, 1 man), birth date with its whole year, five digits whose rule is not published.
pub(super) fn kyrgyz(text: &str) -> Option<Birth> {
    let values = digits::<14>(text)?;
    let year = u32::try_from(number(&values[5..9])).ok()?;
    if !matches!(values[0], 1 | 2) || !(1900..2100).contains(&year) {
        return None;
    }
    Birth::on(year, pair(&values, 3), pair(&values, 1))
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, fitting};
    use super::*;

    #[test]
    fn kazakhstan_checks_with_two_rows() {
        let made = |body: &str| fitting(|t| kazakh(t).is_some(), body, "0123456789").unwrap_or_default();
        for (body, expected) in [
            ("85070930123", "1985-07-09 1985-07-09"),
            ("12070960123", "2012-07-09 2012-07-09"),
            ("85130930123", "none"),
            ("85070970123", "none"),
        ] {
            born_on(kazakh, &[(&made(body), expected)]);
        }
        // 8+10+0+28+0+54+21+0+9+20+33 = 183; mod 11 = 7.
        born_on(kazakh, &[("850709301237", "1985-07-09 1985-07-09"), ("850709301238", "none"), ("", "none")]);
        // The first row leaves 10; the second: 24+20+0+42+0+72+27+0+0+1+2 = 188; mod 11 = 1.
        born_on(kazakh, &[("850709300111", "1985-07-09 1985-07-09"), ("850709300112", "none")]);
    }

    #[test]
    fn dates_alone_are_all_that_is_published_of_the_others() {
        born_on(
            uzbek,
            &[
                ("30907850010017", "1985-07-09 1985-07-09"),
                ("60907120010017", "2012-07-09 2012-07-09"),
                ("70907850010017", "none"),
                ("33207850010017", "none"),
                ("", "none"),
            ],
        );
        born_on(
            kyrgyz,
            &[
                ("20907198500123", "1985-07-09 1985-07-09"),
                ("30907198500123", "none"),
                ("20907218500123", "none"),
                ("23202198500123", "none"),
                ("", "none"),
            ],
        );
    }
}
