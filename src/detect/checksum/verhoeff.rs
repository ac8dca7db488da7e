//! Verhoeff (J. Verhoeff, 1969): the dihedral group D5.

use super::Checksum;

pub(super) const CHECKSUM: Checksum = Checksum { name: "verhoeff", is_valid, birth: None };

fn product(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

fn is_valid(value: &str) -> bool {
    const STEP: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    value.bytes().rev().enumerate().fold(0, |sum, (place, b)| {
        let digit = (0..place % 8).fold(b - b'0', |d, _| STEP[usize::from(d)]);
        product(sum, digit)
    }) == 0
}
