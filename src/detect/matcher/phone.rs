//! Phone numbers: the shape first, which is cheap and refuses most numbers, then the numbering plan of the country.

use std::borrow::Cow;
use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::grid::{Bits, Block, Grid};
use crate::detect::phone_plan::{self, Number};
use crate::detect::scene::Scene;
use crate::detect::words::is_ideograph;

pub(super) const MATCHER: Matcher = Matcher { name: "phone", find: Some(find), judge };

/// E.164 allows 15 digits; fewer than 7 are a short number or an extension.
const MIN_DIGITS: usize = 7;
const MAX_DIGITS: usize = 15;
const MAX_LEN: usize = 26;
/// What a number's being written as only phone numbers are adds.
const WRITTEN: f32 = 0.35;

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    if !grid.has_digit() {
        return;
    }
    let (mut past, mut is_before) = (0, 0);
    for (ix, block) in grid.blocks().iter().enumerate() {
        let is_first = block.digit & !(block.digit << 1 | is_before);
        is_before = block.digit >> 63;
        for at in Bits(is_first | block.dial) {
            let start = ix * 64 + at;
            if start < past {
                continue;
            }
            let (end, n_digits) = run(scene.text.as_bytes(), grid, start);
            if n_digits >= MIN_DIGITS && is_free_before(scene, start) {
                spans.extend(cut(scene, start..end).or_else(|| unassigned(scene, start..end)));
            }
            past = end.max(start + 1);
        }
    }
}

/// One past the last digit of a run of digits and what people write between them, and how many digits it has.
fn run(bytes: &[u8], grid: &Grid, start: usize) -> (usize, usize) {
    let Block { digit, joint, .. } = grid.from(start);
    // Three signs in a row end a run, the third one apart; the first place is part of it whatever it is.
    let joint = joint & !1;
    let apart = joint & joint << 1 & joint << 2;
    let len = (!((digit | joint) & !apart) & !1).trailing_zeros();
    if len == 64 {
        let end = run_end(bytes, start);
        return (end, bytes.get(start..end).unwrap_or_default().iter().filter(|byte| byte.is_ascii_digit()).count());
    }
    let own = digit & ((1 << len) - 1);
    (start + (64 - own.leading_zeros() as usize).max(1), own.count_ones() as usize)
}

/// One past the last digit of a run of digits and what people write between them.
fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start + 1;
    let mut gap = 0;
    for (ix, byte) in bytes.iter().enumerate().skip(start + 1) {
        match byte {
            b'0'..=b'9' => {
                end = ix + 1;
                gap = 0;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    end
}

/// Nothing directly before makes the run a part of something else.
fn is_free_before(scene: &Scene<'_>, at: usize) -> bool {
    let Some(c) = scene.before(at) else { return true };
    if is_joined(c) || matches!(c, '_' | '$' | '€' | '£' | '#' | '%' | '\\' | '+') {
        return false;
    }
    if !matches!(c, '.' | '-' | '/' | ',' | ':') {
        return true;
    }
    let before = scene.text.get(..at - c.len_utf8()).and_then(|text| text.chars().next_back());
    match c {
        ',' | ':' => !before.is_some_and(|b| b.is_ascii_digit()) || scene.after(at) == Some('+'),
        _ => !before.is_some_and(char::is_alphanumeric),
    }
}

/// The run, shortened by whole groups until its number of digits and its shape are those of a phone number.
fn cut(scene: &Scene<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let mut end = run.end;
    for _ in 0..4 {
        let text = scene.text.get(run.start..end)?;
        let n_digits = count_digits(text);
        if n_digits < MIN_DIGITS {
            return None;
        }
        if n_digits <= MAX_DIGITS
            && text.len() <= MAX_LEN
            && is_free_after(scene, end)
            && is_shape(text)
            && (!text.starts_with('+') || parse(text, None).is_some())
        {
            return Some(run.start..end);
        }
        // A date may follow; a card number is not cut down to a phone number.
        let is_cuttable = text.starts_with('+') || text.get(text.find(' ')?..).is_some_and(has_date);
        if !is_cuttable {
            return None;
        }
        end = run.start + text.rfind(' ').or_else(|| text.rfind(['-', '/']))?;
        end = run.start + scene.text.get(run.start..end)?.trim_end_matches(|c: char| !c.is_ascii_digit()).len();
    }
    None
}

/// Ranges that regulators keep for fiction, and that examples take: no plan has them assigned (Ofcom, numbers for drama; ARCEP,
/// decision 2009-0802).
const FICTION: [&str; 7] = ["447700900", "3319900", "3326191", "3335301", "3346571", "3353649", "3363998"];

fn is_for_drama(digits: &str) -> bool {
    FICTION.iter().any(|range| digits.starts_with(range)) && (11..=12).contains(&digits.len())
}

/// A number of such a range, in full.
fn unassigned(scene: &Scene<'_>, run: Range<usize>) -> Option<Range<usize>> {
    let text = scene.text.get(run.clone()).filter(|text| text.starts_with('+'))?;
    (is_for_drama(&only_digits(text)) && is_shape(text) && is_free_after(scene, run.end)).then_some(run)
}

/// Whether a date stands at the start of one of a text's words.
fn has_date(text: &str) -> bool {
    text.split(' ')
        .any(|word| word.len() >= 8 && !word.bytes().all(|b| b.is_ascii_digit()) && super::dob::read(word, None).is_some())
}

fn is_free_after(scene: &Scene<'_>, end: usize) -> bool {
    let Some(c) = scene.after(end) else { return true };
    if is_joined(c) || matches!(c, '_' | '%' | '€' | '@') {
        return matches!(c, 'x')
            && scene.text.get(end + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    }
    let next = scene.text.get(end + c.len_utf8()..).and_then(|rest| rest.chars().next());
    !(matches!(c, ':' | '.' | '-' | '/') && next.is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// Letters and digits belong to the run beside them; scripts that put no spaces between words do not.
fn is_joined(c: char) -> bool {
    c.is_alphanumeric() && !is_ideograph(c) && !('\u{AC00}'..='\u{D7A3}').contains(&c)
}

fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Not a date, a time, an address, a version, a decimal, a social security number or a card number.
fn is_shape(text: &str) -> bool {
    let mut lens = [0_usize; MAX_LEN];
    let groups = text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|group| !group.is_empty());
    let n_groups = lens.iter_mut().zip(groups).map(|(len, group)| *len = group.len()).count();
    let groups = lens.get(..n_groups).unwrap_or_default();
    let plus = text.starts_with('+');
    let has = |sign: &[u8]| text.bytes().any(|byte| sign.contains(&byte));
    let dotted = has(b".") && !has(b" -(/");
    match groups {
        // Dates, alone or with an hour behind.
        [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4] | [2, 2, 4, 2, ..] if !plus => false,
        [4, 2, 2, 2, ..] if !plus && (text.starts_with("19") || text.starts_with("20")) => false,
        // Two years.
        [4, 4] if !plus && has(b"-/") => false,
        // Social security and card numbers.
        [3, 2, 4] if !plus => false,
        [4, 4, 4, 4] | [4, 6, 5] => false,
        [_, _] if dotted && !plus => false,
        [a, b, c, d] if dotted && *a <= 3 && *b <= 3 && *c <= 3 && *d <= 3 => false,
        // French numbers are written in pairs and begin with 0; other pairs are lists.
        all if !plus && all.len() > 4 && !text.starts_with('0') && all.iter().all(|len| *len == 2) => false,
        all if !plus && all.iter().filter(|len| **len == 1).count() > 2 => false,
        [_] => plus || !has(b"()"),
        all => all.len() <= 7,
    }
}

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let n_digits = count_digits(text);
    if place == Place::Cell && !is_cell(text, n_digits) {
        return None;
    }
    let mut digits = text.bytes().filter(u8::is_ascii_digit);
    let first = digits.next();
    if digits.all(|digit| Some(digit) == first) {
        return None;
    }
    let international = text.contains('+') || (text.starts_with("00") && !text.starts_with("000"));
    if international && let Some(number) = parse(&with_plus(text), None) {
        // `00…` may also be a number of another kind that begins with zeros, but not in groups.
        let bonus = if text.contains([' ', '-', '.']) { WRITTEN } else { 0.0 };
        let is_checked = text.contains('+');
        return Some(Judged { is_checked, bonus: if is_checked { 0.0 } else { bonus }, ..Judged::plain(number.e164()) });
    }
    if let Some(digits) = text.strip_prefix('+').map(only_digits).filter(|digits| is_for_drama(digits)) {
        return Some(Judged { is_checked: true, ..Judged::plain(format!("+{digits}")) });
    }
    let Some(number) = scene.setting.region.and_then(|region| parse(text, Some(region))) else {
        let american = is_american(text).then(|| parse(text, Some("US"))).flatten();
        return Some(match american {
            Some(number) => Judged { bonus: WRITTEN, ..Judged::plain(number.e164()) },
            None => Judged::plain(only_digits(text)),
        });
    };
    // Nobody writes an order number as `(030) 123 456`; a bare run of digits needs a word or a column beside it.
    let is_written_as_one = text.starts_with('(') || text.contains(['-', ' ']) && n_digits >= 9;
    Some(Judged { bonus: if is_written_as_one { WRITTEN } else { 0.0 }, ..Judged::plain(number.e164()) })
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// `(212) 736-5000`, `1 (212) 736-5000`, `212-736-5000`: the way that only North America writes its numbers.
fn is_american(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    let own = shape.strip_prefix("# ").or_else(|| shape.strip_prefix("#-")).unwrap_or(&shape);
    matches!(own, "(###) ###-####" | "(###)###-####" | "(###)-###-####" | "###-###-####")
}

/// `0049…` as `+49…`.
fn with_plus(text: &str) -> Cow<'_, str> {
    text.strip_prefix("00").map_or(Cow::Borrowed(text), |rest| Cow::Owned(format!("+{rest}")))
}

/// Mostly digits, with at most a word for an extension.
fn is_cell(text: &str, n_digits: usize) -> bool {
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (6..=20).contains(&n_digits) && n_letters <= 9 && !text.contains(['@', ':', '_']) && is_date_free(text)
}

fn is_date_free(text: &str) -> bool {
    // No date without letters begins with a plus.
    let is_sign = |byte: u8| matches!(byte, b' '..=b'@');
    let is_plainly_none = text.bytes().all(|b| b.is_ascii_digit()) || text.starts_with('+') && text.bytes().all(is_sign);
    is_plainly_none || super::dob::read(text, None).is_none()
}

/// A valid number of the plan that its country code, or the region, names.
pub(in crate::detect) fn parse(text: &str, region: Option<&str>) -> Option<Number> {
    phone_plan::parse(text, region).filter(|number| number.is_valid() || is_fiction(number))
}

/// 555-01xx numbers are invalid in the plan and stand in every sample file: they are findings, marked as likely tests.
fn is_fiction(number: &Number) -> bool {
    number.country_code == 1 && matches!(number.digits(), [2..=9, _, _, 5, 5, 5, 0, 1, _, _])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cell, found};
    use super::*;

    #[test]
    fn phone_numbers_are_told_from_other_numbers() {
        for (text, region, expected) in [
            ("call +49 30 901820, today", None, "+4930901820"),
            ("tel:+1-202-456-1111", None, "+12024561111"),
            ("(202) 456-1111", Some("US"), "+12024561111"),
            ("+1 202 555 0134", None, "+12025550134"),
            ("+1 202 055 0134", None, ""),
            ("+1 111 555 0134", None, ""),
            ("call 000-000-0000", Some("US"), ""),
            ("+49 30 901820 2024-01-01 10:00", None, "+4930901820"),
            ("030 901820", Some("DE"), "+4930901820"),
            ("+919876543210", None, "+919876543210"),
            ("phone 98765 43210", Some("IN"), "+919876543210"),
            ("98765 43210", None, "9876543210"),
            ("2024-03-02 10:11:12", None, ""),
            ("2024-03-02", None, ""),
            ("192.168.100.200", None, ""),
            ("1.2.3.4567890", None, ""),
            ("078-05-1120", Some("US"), ""),
            ("4111 1111 1111 1111", Some("US"), ""),
            ("98765 43210 2024-01-01 10", None, "9876543210"),
            ("abc1234567890", None, ""),
            ("12.3456789", None, ""),
            ("+1234567890abc", None, ""),
            ("123456", None, ""),
            ("35 36 37 38 39", Some("US"), ""),
        ] {
            assert_eq!(found(&MATCHER, text, region).join(","), expected, "{text}");
        }
    }

    #[test]
    fn evidence_grows_with_the_way_it_is_written() {
        for (text, region, checked, bonus) in [
            ("+49 30 901820", None, true, false),
            ("(202) 456-1111", Some("US"), false, true),
            ("2024561111", Some("US"), false, false),
            ("2024561111", None, false, false),
        ] {
            let judged = cell(&MATCHER, text, region).unwrap();
            assert_eq!((judged.is_checked, judged.bonus > 0.0), (checked, bonus), "{text}");
        }
        for text in ["yes", "2024-03-02 10:11", "12", "priya@example.com"] {
            assert_eq!(cell(&MATCHER, text, None), None, "{text}");
        }
    }
}
