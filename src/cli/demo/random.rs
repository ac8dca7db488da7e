//! Numbers that look like chance and are the same each time: Marsaglia's xorshift64* (Vigna, "An experimental exploration
//! of Marsaglia's xorshift generators, scrambled", 2016).

/// A sequence of numbers.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number from 0 up to, and without, `n`.
    pub(super) fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        (mixed as i64) % n.max(1)
    }

    /// A number between two others, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below(most - least + 1)
    }

    pub(super) fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len() as i64) as usize).copied().unwrap_or_default()
    }

    pub(super) fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    /// A card number that was never issued to anybody we know of, with a right check digit (Luhn, ISO/IEC 7812-1).
    pub(super) fn card(&mut self) -> String {
        let start = if self.below(2) == 0 { format!("4{}", self.digits(14)) } else { format!("52{}", self.digits(13)) };
        let double = |d: u32| if d < 5 { 2 * d } else { 2 * d - 9 };
        let digits = start.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
        let sum: u32 = digits.map(|(i, d)| if i % 2 == 0 { double(d) } else { d }).sum();
        format!("{start}{}", (10 - sum % 10) % 10)
    }

    /// Twelve digits with the check digit of an Aadhaar number (Verhoeff, "Error Detecting Decimal Codes", 1969).
    pub(super) fn aadhaar(&mut self) -> String {
        let start = format!("{}{}", self.between(2, 9), self.digits(10));
        let numbers: Vec<usize> = start.bytes().rev().map(|b| usize::from(b - b'0')).collect();
        let check = numbers.iter().enumerate().fold(0, |sum, (i, &n)| product(sum, permuted(i + 1, n)));
        // The inverse in the dihedral group: rotations negate, reflections are their own.
        format!("{start}{}", if check < 5 { (5 - check) % 5 } else { check })
    }

    /// A random UUID (RFC 9562, version 4).
    pub(super) fn uuid(&mut self) -> String {
        let mut hex = |n: usize| (0..n).map(|_| char::from_digit(self.below(16) as u32, 16).unwrap_or('0')).collect::<String>();
        format!("{}-{}-4{}-a{}-{}", hex(8), hex(4), hex(3), hex(3), hex(12))
    }
}

/// The product in the dihedral group of order 10: 0..=4 are rotations, 5..=9 reflections.
fn product(a: usize, b: usize) -> usize {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

/// Verhoeff's permutation, applied `n` times.
fn permuted(n: usize, digit: usize) -> usize {
    (0..n % 8).fold(digit, |digit, _| [1, 5, 7, 6, 2, 8, 3, 0, 9, 4].get(digit).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_right() {
        let mut random = Random::new(1);
        for _ in 0..100 {
            let double = |d: u32| if d < 5 { 2 * d } else { 2 * d - 9 };
            let digits: Vec<u32> = random.card().chars().rev().filter_map(|c| c.to_digit(10)).collect();
            let sum: u32 = digits.iter().enumerate().map(|(i, &d)| if i % 2 == 1 { double(d) } else { d }).sum();
            assert_eq!((digits.len(), sum % 10), (16, 0));
            let digits: Vec<usize> = random.aadhaar().bytes().rev().map(|b| usize::from(b - b'0')).collect();
            let sum = digits.iter().enumerate().fold(0, |sum, (i, &d)| product(sum, permuted(i, d)));
            assert_eq!((digits.len(), sum), (12, 0));
        }
        // The example of Verhoeff's own table: 236 has the check digit 3.
        let check = [6, 3, 2].iter().enumerate().fold(0, |sum, (i, &n)| product(sum, permuted(i + 1, n)));
        assert_eq!((5 - check) % 5, 3);
    }
}
