//! Belgium: the national register number, the bis number of those who are not in it, the identity card.

use super::birth::Birth;
use super::digits::{digits, number, pair};

/// Rijksregisternummer (KB 3 April 1984): birth date, serial, check 97 − n mod 97, with a 2 put before n since 2000. A bis number adds 20
/// or 40 to the month; a month or day 0 is one that is not known.
pub(super) fn register(text: &str) -> Option<Birth> {
    let values = digits::<11>(text)?;
    let (body, check) = (number(&values[..9]), number(&values[9..]));
    let is_checked = |body: u64| 97 - body % 97 == check;
    let year = pair(&values, 0);
    let years = match (is_checked(body), is_checked(2_000_000_000 + body)) {
        (true, true) => [1900 + year, 2000 + year],
        (true, false) => [1900 + year; 2],
        (false, true) => [2000 + year; 2],
        (false, false) => return None,
    };
    let (month, day) = (pair(&values, 2), pair(&values, 4));
    let month = match month {
        20..=32 => month - 20,
        40..=52 => month - 40,
        _ => month,
    };
    if !(1..=998).contains(&number(&values[6..9])) || day > 31 {
        return None;
    }
    if month == 0 || day == 0 { Birth::in_month(years, month) } else { Birth::in_either(years, month, day) }
}

/// Identity card: ten digits, then what they leave modulo 97, or 97 for 0 (KB 25 maart 2003 on identity cards).
pub(super) fn is_card(text: &str) -> bool {
    let Some(values) = digits::<12>(text) else { return false };
    let rest = number(&values[..10]) % 97;
    number(&values) != 0 && number(&values[10..]) == if rest == 0 { 97 } else { rest }
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, check, every_changed_digit_fails};
    use super::*;

    fn made(century: &str, body: &str) -> String {
        let number: u64 = format!("{century}{body}").parse().unwrap();
        format!("{body}{:02}", 97 - number % 97)
    }

    #[test]
    fn a_card_ends_with_a_rest() {
        // 5914829173 = 97 · 60977620 + 33; 97 · 60000000 = 5820000000.
        check(
            is_card,
            &[("591482917333", true), ("591482917334", false), ("582000000097", true), ("582000000000", false), ("", false)],
        );
        every_changed_digit_fails(is_card, "591482917333");
    }

    #[test]
    fn the_check_tells_the_century() {
        for (century, body, expected) in [
            ("", "850709123", "1985-07-09 1985-07-09"),
            ("2", "120709123", "2012-07-09 2012-07-09"),
            ("", "120709123", "1912-07-09 1912-07-09"),
            ("2", "850709123", "none"),
            ("", "852709123", "1985-07-09 1985-07-09"),
            ("", "854709123", "1985-07-09 1985-07-09"),
            ("", "850000123", "1985-01-01 1985-12-31"),
            ("", "851309123", "none"),
            ("", "850732123", "none"),
            ("", "850709000", "none"),
            ("", "850709999", "none"),
        ] {
            born_on(register, &[(&made(century, body), expected)]);
        }
        every_changed_digit_fails(
            |text| register(text).is_some_and(|b| b == Birth::on(1985, 7, 9).unwrap()),
            &made("", "850709123"),
        );
        born_on(register, &[("", "none"), ("8507091231", "none")]);
    }
}
