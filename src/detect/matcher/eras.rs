//! Years that are counted from elsewhere, and dates in Chinese characters, as plain dates with hyphens.

/// The year before the first of each: Japan's eras since 1868 by name and letter, and the Republic of China's.
const ERAS: [(&str, i16); 13] = [
    ("明治", 1867),
    ("大正", 1911),
    ("昭和", 1925),
    ("平成", 1988),
    ("令和", 2018),
    ("中華民國", 1911),
    ("民國", 1911),
    ("民国", 1911),
    ("m", 1867),
    ("t", 1911),
    ("s", 1925),
    ("h", 1988),
    ("r", 2018),
];

/// The Buddhist year less the common one, as Thailand has counted since 1941.
const BUDDHIST: i16 = 543;

/// A year that nobody alive was born in is one of the Buddhist era.
pub(super) fn common(year: i16) -> i16 {
    if (2400..=2700).contains(&year) { year - BUDDHIST } else { year }
}

/// `1988年3月12日`, `一九八八年三月十二日`, `昭和60年3月12日`, `S60.3.12`, `1988년 3월 12일` → `1988-3-12`; without its day →
/// `1988-3`. Small letters. None: it is not written so.
pub(super) fn plainly(text: &str) -> Option<String> {
    let era = ERAS.iter().find_map(|(name, before)| Some((text.strip_prefix(name)?.trim_start(), *before)));
    let is_letter = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let (rest, before) = match era {
        Some((rest, before)) if !is_letter || rest.starts_with(|c: char| c.is_ascii_digit()) => (rest, before),
        _ if text.contains(['年', '년']) => (text, 0),
        _ => return None,
    };
    let parts = rest
        .split(|c: char| !(c.is_ascii_digit() || han(c).is_some() || "元十廿卅".contains(c)))
        .filter(|part| !part.is_empty());
    let mut numbers = parts.take(3).map(number);
    let year = numbers.next()??;
    let rest: Option<Vec<i16>> = numbers.collect();
    let parts: Vec<String> = std::iter::once(year.checked_add(before)?).chain(rest?).map(|part| part.to_string()).collect();
    Some(parts.join("-"))
}

/// A number in digits, or in Chinese ones: `一九八五` by its figures, `二十一` by tens. The first year of an era is `元`.
fn number(part: &str) -> Option<i16> {
    if part == "元" {
        return Some(1);
    }
    if !part.contains(['十', '廿', '卅']) {
        let digit = |c: char| c.to_digit(10).and_then(|own| i16::try_from(own).ok()).or_else(|| han(c));
        return part.chars().try_fold(0_i16, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    }
    part.chars().try_fold(0, |sum, c| match c {
        '十' => Some(if sum == 0 { 10 } else { sum * 10 }),
        '廿' => Some(20),
        '卅' => Some(30),
        other if sum < 100 => Some(sum + han(other)?),
        _ => None,
    })
}

fn han(c: char) -> Option<i16> {
    let place = "〇一二三四五六七八九".chars().position(|own| own == c).or((c == '零').then_some(0))?;
    i16::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_eras_and_chinese_numbers_become_plain() {
        for (text, expected) in [
            ("1988年3月12日", Some("1988-3-12")),
            ("1962년 12월 24일", Some("1962-12-24")),
            ("昭和60年3月12日", Some("1985-3-12")),
            ("平成元年5月1日", Some("1989-5-1")),
            ("大正15.12.24", Some("1926-12-24")),
            ("民國74年3月12日", Some("1985-3-12")),
            ("s60.3.12", Some("1985-3-12")),
            ("h2/5/1", Some("1990-5-1")),
            ("一九八五年三月十二日", Some("1985-3-12")),
            ("二〇〇一年十二月三十一日", Some("2001-12-31")),
            ("一九九〇年十月廿一日", Some("1990-10-21")),
            ("1985年3月", Some("1985-3")),
            ("march 1985", None),
            ("12.3.1985", None),
            ("sep 12", None),
            ("99999年1月1日", None),
        ] {
            assert_eq!(plainly(text).as_deref(), expected, "{text}");
        }
        assert_eq!([common(2528), common(1985)], [1985, 1985]);
    }
}
