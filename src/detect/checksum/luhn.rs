//! Luhn (ISO/IEC 7812-1, annex B).

use super::Checksum;

pub(super) const CHECKSUM: Checksum = Checksum { name: "luhn", is_valid, birth: None };

fn is_valid(value: &str) -> bool {
    if value.len() < 2 || !value.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = value
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, b)| {
            let digit = u32::from(b - b'0') << (place % 2);
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}
