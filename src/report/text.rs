//! Text that may be shown, and numbers as people read them.

use crate::model::locator::escaped;

/// `text` with everything escaped that could break a line, a terminal or a reading direction. Idempotent.
pub fn safe(text: &str) -> String {
    let once = escaped(text.as_bytes());
    if !once.contains(acts_unseen) {
        return once;
    }
    let mut twice = String::with_capacity(once.len());
    for c in once.chars() {
        if acts_unseen(c) {
            twice.extend(c.escape_unicode());
        } else {
            twice.push(c);
        }
    }
    twice
}

/// Characters that are not seen and still change what is read: line separators, the Arabic letter mark, zero widths and
/// tags. The two joiners stay, since Indic and Arabic words need them.
pub fn acts_unseen(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number in at most five characters, for cells of a chart: `999`, `1.2k`, `35k`, `1.2M`.
pub fn compact(number: u64) -> String {
    let (unit, sign) = match number {
        0..=999 => return number.to_string(),
        1_000..=999_999 => (1_000, 'k'),
        1_000_000..=999_999_999 => (1_000_000, 'M'),
        _ => (1_000_000_000, 'G'),
    };
    // Cut, not rounded: 999,999 is not yet a million.
    let tenths = number / (unit / 10);
    if tenths < 100 && !tenths.is_multiple_of(10) {
        format!("{}.{}{sign}", tenths / 10, tenths % 10)
    } else {
        format!("{}{sign}", tenths / 10)
    }
}

/// A share in percent, cut downwards, so that 100 % means all of it; `–` of nothing.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = u128::from(part) * 1000 / u128::from(whole);
    if tenths.is_multiple_of(10) { format!("{} %", tenths / 10) } else { format!("{}.{} %", tenths / 10, tenths % 10) }
}

/// `1 record`, `2 records`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The first `n` characters, with `…` for the rest. For labels of charts, which repeat their text in full beside them.
pub fn shortened(text: &str, n: usize) -> String {
    if text.chars().count() <= n {
        return text.to_owned();
    }
    text.chars().take(n.saturating_sub(1)).chain(['…']).collect()
}

/// The last `n` characters, with `…` before them: of an address the end says most.
pub fn ending(text: &str, n: usize) -> String {
    let length = text.chars().count();
    if length <= n {
        return text.to_owned();
    }
    std::iter::once('…').chain(text.chars().skip(length - n.saturating_sub(1))).collect()
}

/// A class without the `user.` that all of them share.
pub fn class(key: &str) -> &str {
    key.strip_prefix("user.").unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_read_them() {
        for (number, group, short) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1,000", "1k"),
            (1_250, "1,250", "1.2k"),
            (35_900, "35,900", "35k"),
            (999_999, "999,999", "999k"),
            (1_234_567, "1,234,567", "1.2M"),
            (u64::MAX, "18,446,744,073,709,551,615", "18446744073G"),
        ] {
            assert_eq!((grouped(number).as_str(), compact(number).as_str()), (group, short));
        }
    }

    #[test]
    fn all_of_it_is_said_only_of_all_of_it() {
        for (part, whole, expected) in
            [(1, 1, "100 %"), (9_999, 10_000, "99.9 %"), (1, 3, "33.3 %"), (0, 7, "0 %"), (0, 0, "–")]
        {
            assert_eq!(percent(part, whole), expected);
        }
    }

    #[test]
    fn nothing_unseen_is_left_and_escaping_twice_changes_nothing() {
        for text in ["a\u{202e}b", "\u{1b}[31m", "x\u{2028}y", "\u{200b}", "l\nm", "क्\u{200d}ष"] {
            let once = safe(text);
            assert_eq!(safe(&once), once);
            assert!(!once.contains(|c: char| c.is_control() || acts_unseen(c) || c == '\u{202e}'), "{once}");
        }
        assert_eq!(safe("क्\u{200d}ष"), "क्\u{200d}ष");
    }

    #[test]
    fn labels_are_cut_at_characters() {
        assert_eq!((shortened("सदस्य", 3).as_str(), ending("a/b/c", 3).as_str()), ("सद…", "…/c"));
        assert_eq!((shortened("abc", 3).as_str(), ending("abc", 3).as_str()), ("abc", "abc"));
    }
}
