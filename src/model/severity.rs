//! How bad a violation is: six factors, each low, moderate or high, and their sum. The factors are those of NIST SP 800-122
//! (April 2010), section 3.2, which gives no formula; the sum and its limits are this program's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A factor of NIST SP 800-122, section 3.2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorName {
    /// 3.2.1: how easily the data tell who somebody is.
    Identifiability,
    /// 3.2.2: how many records.
    Quantity,
    /// 3.2.3: how sensitive the fields are, each by itself and together.
    Sensitivity,
    /// 3.2.4: what the data are used for.
    Context,
    /// 3.2.5: what asks for their protection.
    Obligation,
    /// 3.2.6: where they lie, and who gets at them.
    Access,
}

/// All factors, in the order of the publication.
pub const FACTORS: [FactorName; 6] = [
    FactorName::Identifiability,
    FactorName::Quantity,
    FactorName::Sensitivity,
    FactorName::Context,
    FactorName::Obligation,
    FactorName::Access,
];

impl FactorName {
    /// Its word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identifiability => "identifiability",
            Self::Quantity => "quantity",
            Self::Sensitivity => "sensitivity",
            Self::Context => "context",
            Self::Obligation => "obligation",
            Self::Access => "access",
        }
    }
}

/// One factor, weighed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Factor {
    /// Which.
    pub name: FactorName,
    /// 1: low, 2: moderate, 3: high.
    pub value: u8,
    /// Why.
    pub why: String,
}

/// How bad it is, in the words of FIPS 199.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A sum of 6 to 9.
    Low,
    /// 10 to 13.
    Moderate,
    /// 14 to 18.
    High,
}

impl Level {
    /// The level of a sum of six factors.
    pub fn of(sum: u8) -> Self {
        match sum {
            ..=9 => Self::Low,
            10..=13 => Self::Moderate,
            14.. => Self::High,
        }
    }

    /// Its word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// The factors and what they come to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Severity {
    /// How bad it is.
    pub level: Level,
    /// The sum of the factors: 6 to 18.
    pub sum: u8,
    /// Each factor, in the order of the publication.
    pub factors: Vec<Factor>,
}

impl Severity {
    /// Adds up.
    pub fn of(factors: Vec<Factor>) -> Self {
        let sum = factors.iter().fold(0_u8, |sum, factor| sum.saturating_add(factor.value));
        Self { level: Level::of(sum), sum, factors }
    }

    /// `3 identifiability + 2 quantity + … = 13`.
    pub fn arithmetic(&self) -> String {
        let terms: Vec<String> = self.factors.iter().map(|factor| format!("{} {}", factor.value, factor.name.word())).collect();
        format!("{} = {}", terms.join(" + "), self.sum)
    }
}
