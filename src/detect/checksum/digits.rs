//! Digits, letters and weighted sums: the arithmetic that most identifiers share, so that each of them is only its rule.

/// The values of a text of exactly `N` ASCII digits.
pub(super) fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let bytes: &[u8; N] = text.as_bytes().try_into().ok()?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|b| u32::from(b - b'0')))
}

/// The values of a text of ASCII digits, at most `most` of them.
pub(super) fn up_to(text: &str, most: usize) -> Option<Vec<u32>> {
    let is_fit = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    is_fit.then(|| text.bytes().map(|b| u32::from(b - b'0')).collect())
}

/// The bytes of a text of exactly `N` ASCII digits and upper-case letters.
pub(super) fn alnum<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes: &[u8; N] = text.as_bytes().try_into().ok()?;
    bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()).then_some(*bytes)
}

/// What a digit or letter counts in base 36: 0–9, then A = 10 … Z = 35; none for anything else.
pub(super) fn base36(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    }
}

/// The value of an ASCII digit; none for anything else.
pub(super) fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// The place of an upper-case letter in the alphabet, A = 1; none for anything else.
pub(super) fn letter(byte: u8) -> Option<u32> {
    byte.is_ascii_uppercase().then(|| u32::from(byte - b'A') + 1)
}

/// The sum of each value times its weight, as far as both go.
pub(super) fn weighted(values: &[u32], weights: &[u32]) -> u32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The decimal number that digits spell; at most 18 of them.
pub(super) fn number(values: &[u32]) -> u64 {
    values.iter().take(18).fold(0, |sum, value| sum * 10 + u64::from(*value))
}

/// A two-digit number; 0 if the digits are not there.
pub(super) fn pair(values: &[u32], at: usize) -> u32 {
    let digit = |ix: usize| values.get(ix).copied().unwrap_or(0);
    digit(at) * 10 + digit(at + 1)
}

/// Whether all values are the same.
pub(super) fn is_uniform(values: &[u32]) -> bool {
    values.windows(2).all(|two| two[0] == two[1])
}

/// The sum of a number's decimal digits, for products of at most two digits.
pub(super) fn cross_sum(product: u32) -> u32 {
    product / 10 + product % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ascii_digits_of_the_right_count_are_digits() {
        for (text, expected) in [("123", true), ("12", false), ("1234", false), ("12a", false), ("१२३", false), ("", false)]
        {
            assert_eq!(digits::<3>(text).is_some(), expected, "{text}");
        }
        assert_eq!(number(&[0, 1, 2, 3]), 123);
        assert_eq!((pair(&[1, 2, 3], 1), pair(&[1], 0)), (23, 10));
    }
}
