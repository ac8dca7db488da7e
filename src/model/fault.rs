//! Something that could not be read: its place, its outcome and its cause. Never a value, never a server's own words.

use serde::{Deserialize, Serialize};

use super::coverage::Outcome;
use super::locator::RawLocator;

/// A fault inside the scan, before its place is sealed. It costs its object only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it happened to.
    pub place: RawLocator,
    /// How the object ends because of it.
    pub outcome: Outcome,
    /// A constant text, or one composed of constants and numbers: `cannot read row batch: connection reset`.
    pub cause: Cause,
    /// What the operator can do, if anything: `GRANT SELECT ON …` with the name of the object left out.
    pub hint: Option<Cause>,
}

/// The text of a cause. It is made only of this program's own words and of numbers and codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause(pub String);

impl From<&'static str> for Cause {
    fn from(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl Cause {
    /// `text: code`, where the code comes from a closed set (an errno, an SQLSTATE, a count).
    pub fn coded(text: &'static str, code: impl std::fmt::Display) -> Self {
        Self(format!("{text}: {code}"))
    }

    /// What an I/O error says without the path that the operating system was given.
    pub fn io(text: &'static str, error: &std::io::Error) -> Self {
        match error.raw_os_error() {
            Some(errno) => Self(format!("{text}: {} (errno {errno})", error.kind())),
            None => Self(format!("{text}: {}", error.kind())),
        }
    }
}

impl Fault {
    /// A fault without a hint.
    pub fn new(place: RawLocator, outcome: Outcome, cause: impl Into<Cause>) -> Self {
        Self { place, outcome, cause: cause.into(), hint: None }
    }

    /// The same with a hint.
    pub fn with_hint(mut self, hint: impl Into<Cause>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
