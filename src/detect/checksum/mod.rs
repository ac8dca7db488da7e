//! Check digits: the evidence that a number was issued, or invented with care. One file each, one line in [`CHECKSUMS`].

mod luhn;
mod verhoeff;

use crate::model::time::Day;

/// A check-digit rule.
pub struct Checksum {
    /// The name that detector files use.
    pub name: &'static str,
    /// Whether a normalised value (ASCII, upper case, separators stripped) passes.
    pub is_valid: fn(&str) -> bool,
    /// The first and last day of birth that a valid value can state, given today.
    pub birth: Option<BirthOf>,
}

/// Reads the first and last possible day of birth out of a value.
pub type BirthOf = fn(&str, Day) -> Option<(Day, Day)>;

/// All rules.
pub static CHECKSUMS: &[Checksum] = &[luhn::CHECKSUM, verhoeff::CHECKSUM];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Checksum> {
    CHECKSUMS.iter().find(|checksum| checksum.name == name)
}
