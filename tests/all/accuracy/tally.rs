//! Counting right and wrong, and how far a count may be trusted.

use super::case::{Case, Found, Kind};

/// What came out of the cases of one subject.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub cases: u32,
    /// Expected values that were found, exactly.
    pub hits: u32,
    /// Expected values that were not.
    pub missed: u32,
    /// What was found and is none, or not exactly one.
    pub false_hits: u32,
    /// Cases of values that nothing speaks for, and how many of those were found all the same.
    pub bare: u32,
    pub bare_found: u32,
}

impl Tally {
    /// Counts one case; one of a detector tells that detector's class too.
    pub fn count(&mut self, case: &Case, found: &[Found]) {
        let mut left: Vec<&Found> = found.iter().filter(|hit| is_about(case, hit)).collect();
        if case.kind == Kind::Bare && case.expect.is_empty() {
            self.bare += 1;
            self.bare_found += u32::from(!left.is_empty());
            return;
        }
        self.cases += 1;
        for value in &case.expect {
            match left.iter().position(|hit| hit.value == *value) {
                Some(at) => {
                    left.swap_remove(at);
                    self.hits += 1;
                }
                None => self.missed += 1,
            }
        }
        // A companion may say more loosely what it sees: only the detector itself is wrong then.
        self.false_hits += left.iter().filter(|hit| case.detector.as_ref().is_none_or(|id| hit.detector == *id)).count() as u32;
    }

    /// Of what was found, the part that is right; none if nothing was found.
    pub fn precision(&self) -> Option<Share> {
        Share::of(self.hits, self.hits + self.false_hits)
    }

    /// Of what is there, the part that was found; none if nothing was there.
    pub fn recall(&self) -> Option<Share> {
        Share::of(self.hits, self.hits + self.missed)
    }
}

/// A case of a class asks for a hit of that class. One of a detector asks for that detector, or another one of the same class
/// that is of the same country or of none: two spellings of one number are two detectors.
fn is_about(case: &Case, hit: &Found) -> bool {
    let class = case.class.as_deref().unwrap_or("");
    let Some(id) = &case.detector else { return is_within(&hit.class, class) };
    let place = |id: &str| id.split('.').next().unwrap_or("").to_owned();
    let is_companion = place(&hit.detector) == place(id) || place(&hit.detector) == "intl";
    hit.detector == *id || (is_companion && hit.class == class)
}

/// Whether a class is another one or lies below it.
pub fn is_within(class: &str, above: &str) -> bool {
    class.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A share with its 95% interval.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub value: f64,
    pub least: f64,
    pub most: f64,
}

impl Share {
    /// Wilson's score interval (E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927).
    pub fn of(hits: u32, all: u32) -> Option<Self> {
        const Z: f64 = 1.959_964;
        let n = f64::from(all);
        let value = f64::from(hits) / n;
        let middle = (value + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let reach = Z / (1.0 + Z * Z / n) * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
        (all > 0).then_some(Self { value, least: (middle - reach).max(0.0), most: (middle + reach).min(1.0) })
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Rounded down: what is not all right does not read as 1.00.
        let down = |share: f64| (share * 100.0 + 1e-9).floor() / 100.0;
        write!(f, "{:.2} ({:.2}–{:.2})", down(self.value), down(self.least), down(self.most))
    }
}

#[test]
fn intervals_are_wilsons() {
    // Worked by hand: 9 of 10 with z = 1.96 is 0.596 to 0.982.
    for (hits, all, expected) in [
        (9, 10, "0.90 (0.59–0.98)"),
        (10, 10, "1.00 (0.72–1.00)"),
        (0, 10, "0.00 (0.00–0.27)"),
        (999, 1000, "0.99 (0.99–0.99)"),
    ] {
        assert_eq!(Share::of(hits, all).unwrap().to_string(), expected);
    }
    assert!(Share::of(0, 0).is_none());
}
