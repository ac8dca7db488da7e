//! Persons, some of whom return far more often than others.

use crate::chance::Chance;
use crate::corpus::People;

/// An e-mail address and an IP address of each.
pub struct Crowd(Vec<(String, String)>);

impl Crowd {
    pub fn new(seed: u64, n: usize) -> Self {
        let c = &mut Chance::new(seed);
        Self((0..n).map(|_| (c.email(), c.ip())).collect())
    }

    /// One of them: the chance falls with the rank (Zipf's law with exponent 1).
    fn pick(&self, c: &mut Chance) -> &(String, String) {
        let share = c.below(1 << 30) as f64 / f64::from(1 << 30);
        let rank = (self.0.len() as f64).powf(share) as usize - 1;
        &self.0[rank.min(self.0.len() - 1)]
    }
}

impl People for Crowd {
    fn email(&self, c: &mut Chance) -> String {
        self.pick(c).0.clone()
    }

    fn ip(&self, c: &mut Chance) -> String {
        self.pick(c).1.clone()
    }
}
