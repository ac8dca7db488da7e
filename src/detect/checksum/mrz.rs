//! The machine-readable zone of travel documents (ICAO 9303-4 to -6), or the one line of it that carries the check digits.

use super::birth::Birth;
use super::digits::{base36, digit};

/// The second line of a passport (TD3, 44 characters): document number, state, birth date, sex, expiry, personal number, each with its
/// check digit, and one over all.
pub(super) fn passport(text: &str) -> Option<Birth> {
    let line: &[u8; 44] = lower(text).as_bytes().try_into().ok()?;
    let personal = &line[28..42];
    let is_personal = is_checked(personal, line[42]) || (line[42] == b'<' && personal.iter().all(|b| *b == b'<'));
    let whole = [&line[..10], &line[13..20], &line[21..43]].concat();
    (is_personal && is_checked(&whole, line[43])).then(|| document(line)).flatten()
}

/// The second line of a smaller document (TD2, 36 characters): the same, with free data instead of a personal number.
pub(super) fn small(text: &str) -> Option<Birth> {
    let line: &[u8; 36] = lower(text).as_bytes().try_into().ok()?;
    let whole = [&line[..10], &line[13..20], &line[21..35]].concat();
    is_checked(&whole, line[35]).then(|| document(line)).flatten()
}

/// The three lines of an identity card (TD1, 30 characters each): number, free data; birth date, sex, expiry, state, free data,
/// one check digit over all; name.
pub(super) fn card(text: &str) -> Option<Birth> {
    let mut lines = text.lines().map(|line| line.trim_end().as_bytes());
    let (upper, middle, name) = (lines.next()?, lines.next()?, lines.next()?);
    let [upper, middle, _]: [&[u8; 30]; 3] = [upper.try_into().ok()?, middle.try_into().ok()?, name.try_into().ok()?];
    let whole = [&upper[5..], &middle[..7], &middle[8..15], &middle[18..29]].concat();
    let line = [&upper[5..15], &middle[15..18], &middle[..15]].concat();
    is_checked(&whole, middle[29]).then(|| document(&line)).flatten()
}

/// The last of several lines.
fn lower(text: &str) -> &str {
    text.lines().last().unwrap_or(text)
}

/// What both lines begin with.
fn document(line: &[u8]) -> Option<Birth> {
    let (number, state, born) = (line.get(..9)?, line.get(10..13)?, line.get(13..19)?);
    let (sex, expires) = (*line.get(20)?, line.get(21..27)?);
    let has_form = state.iter().all(|b| b.is_ascii_uppercase() || *b == b'<') && matches!(sex, b'M' | b'F' | b'X' | b'<');
    let is_whole = is_checked(number, *line.get(9)?) && is_checked(born, *line.get(19)?) && is_checked(expires, *line.get(27)?);
    if !has_form || !is_whole || number.first() == Some(&b'<') {
        return None;
    }
    let two = |at: usize| Some(digit(*born.get(at)?)? * 10 + digit(*born.get(at + 1)?)?);
    match (two(0), two(2), two(4)) {
        (Some(year), Some(month), Some(day)) => Birth::two_digit(year, month, day),
        // Unknown parts are filled with `<`.
        _ => born.contains(&b'<').then_some(Birth::UNTOLD),
    }
}

/// Whether a check digit fits: weights 7, 3, 1; letters from 10, `<` as 0.
fn is_checked(field: &[u8], check: u8) -> bool {
    let mut sum = 0;
    for (byte, weight) in field.iter().zip([7, 3, 1].iter().cycle()) {
        let value = if *byte == b'<' { Some(0) } else { base36(*byte) };
        let Some(value) = value else { return false };
        sum += value * weight;
    }
    digit(check) == Some(sum % 10)
}

#[cfg(test)]
mod tests {
    use super::super::proof::{born_on, every_changed_digit_fails};
    use super::*;

    fn with_check(field: &str) -> String {
        let value = |c: char| c.to_digit(36).unwrap_or(0) as usize;
        let sum: usize = field.chars().enumerate().map(|(ix, c)| value(c) * [7, 3, 1][ix % 3]).sum();
        format!("{field}{}", sum % 10)
    }

    fn made(born: &str, sex: &str, rest: &str, whole_rest: bool) -> String {
        let (number, born, expires) = (with_check("L01X00T47"), with_check(born), with_check("320131"));
        let rest = if whole_rest { with_check(rest) } else { rest.to_owned() };
        let all = with_check(&format!("{number}{born}{expires}{rest}"));
        format!("{number}UTO{born}{sex}{expires}{rest}{}", &all[all.len() - 1..])
    }

    #[test]
    fn every_field_has_its_digit() {
        let line = made("850709", "F", "ZE184226B<<<<<", true);
        assert_eq!(line.len(), 44);
        every_changed_digit_fails(|t| passport(t).is_some(), &line);
        born_on(
            passport,
            &[
                (&line, "1985-07-09 1985-07-09"),
                (&made("120709", "<", "<<<<<<<<<<<<<<", true), "1912-07-09 2012-07-09"),
                (&made("851309", "F", "<<<<<<<<<<<<<<", true), "none"),
                (&made("850709", "Q", "<<<<<<<<<<<<<<", true), "none"),
                (&line[..43], "none"),
                ("", "none"),
            ],
        );
        assert!(passport(&made("85<<<<", "F", "<<<<<<<<<<<<<<", true)).is_some());
    }

    #[test]
    fn a_zone_has_two_lines_or_three() {
        let below = made("850709", "M", "AB<<<<<", false);
        let zone = format!("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\n{below}");
        assert!(small(&zone).is_some());
        assert!(small(&zone.replace("AB", "AC")).is_none());
        let upper = format!("I<UTO{}<<<<<<<<<<<<<<<", with_check("L01X00T47"));
        let (born, expires) = (with_check("850709"), with_check("320131"));
        let whole = with_check(&format!("{}{born}{expires}<<<<<<<<<<<", &upper[5..]));
        let middle = format!("{born}F{expires}UTO<<<<<<<<<<<{}", &whole[whole.len() - 1..]);
        let text = format!("{upper}\r\n{middle}\r\nERIKSSON<<ANNA<MARIA<<<<<<<<<<");
        born_on(
            card,
            &[(&text, "1985-07-09 1985-07-09"), (&text.replace("L01", "L02"), "none"), (&upper, "none"), ("", "none")],
        );
    }

    #[test]
    fn the_smaller_line_has_free_data() {
        let line = made("850709", "M", "AB<<<<<", false);
        assert_eq!(line.len(), 36);
        born_on(small, &[(&line, "1985-07-09 1985-07-09"), (&line.replace("AB", "AC"), "none"), ("", "none")]);
    }
}
