//! A telephone number: a country code, and the digits behind it.

use super::plan::PLAN;
use super::run::Run;

/// A number as it is dialled from abroad.
#[derive(Clone, Copy, Debug)]
pub(in crate::detect) struct Number {
    pub country_code: u16,
    national: Run,
}

impl Number {
    pub(super) fn new(country_code: u16, national: Run) -> Self {
        Self { country_code, national }
    }

    /// The digits behind the country code, each 0 to 9; zeros that belong to the number are kept.
    pub fn digits(&self) -> &[u8] {
        self.national.as_slice()
    }

    /// The digits behind the country code.
    pub fn national(&self) -> String {
        self.digits().iter().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// Whether it is some kind of number in the plan of some region of its country code.
    pub fn is_valid(&self) -> bool {
        PLAN.is_valid(self.country_code, self.digits())
    }

    /// The international spelling without separators.
    pub fn e164(&self) -> String {
        let mut spelling = String::with_capacity(20);
        spelling.push('+');
        spelling.push_str(&self.country_code.to_string());
        spelling.extend(self.digits().iter().map(|digit| char::from(b'0' + digit)));
        spelling
    }
}
