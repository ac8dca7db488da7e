//! How far an object was looked at. "Nothing found" is never said without this.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why an object was cut short.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// More decoded bytes than the budget allows.
    Bytes,
    /// More members than the budget allows.
    Members,
    /// Containers nested deeper than the budget allows.
    Depth,
    /// Decoded to more than the budget's multiple of its size.
    Ratio,
    /// A cell, row or record longer than the budget allows; the rest of it was not looked at.
    Record,
    /// A database file whose log could not be read with it.
    Wal,
    /// The content is broken part of the way through.
    Damaged,
    /// The operator or a signal stopped the run.
    Stopped,
}

/// Why an object was not looked at although it could have been.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skip {
    /// A symbolic link; what it leads to is read where it lies, if it lies below the root.
    Symlink,
    /// A further name of a file that was read under its first.
    HardLink,
    /// A pipe, socket or device.
    Special,
    /// Left out by the configuration.
    Excluded,
    /// A view: its rows are read where they lie.
    View,
    /// A virtual table: what it is made of lies in ordinary tables, which are read.
    VirtualTable,
    /// A table that lies on another server.
    ForeignTable,
    /// A partition, read with its parent.
    Partition,
    /// Gleaner's own state.
    OwnState,
    /// Nothing but pictures, sound, programs: no text to read.
    NoText,
}

/// How an object ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All of it was read.
    Complete,
    /// It was read up to a limit.
    Partial(Limit),
    /// A part was read on purpose.
    Sampled,
    /// Recognised, and not readable by this version.
    Unsupported,
    /// Encrypted.
    Encrypted,
    /// The permission is missing, or rows would be filtered from our eyes.
    Denied,
    /// It took too long.
    Timeout,
    /// It could not be read.
    Failed,
    /// It changed while it was read.
    ChangedDuringRead,
    /// Not looked at, for a reason.
    Skipped(Skip),
}

impl Outcome {
    /// The word without its reason: `partial`, `skipped`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial(_) => "partial",
            Self::Sampled => "sampled",
            Self::Unsupported => "unsupported",
            Self::Encrypted => "encrypted",
            Self::Denied => "denied",
            Self::Timeout => "timeout",
            Self::Failed => "failed",
            Self::ChangedDuringRead => "changed_during_read",
            Self::Skipped(_) => "skipped",
        }
    }

    /// Whether `--fail-on incomplete` lets it pass: read in full, or left out on purpose.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Complete | Self::Skipped(_))
    }

    /// Whether reading the same content again would end the same way. What was refused, late, broken off or moving may go
    /// better the next time.
    pub fn is_lasting(self) -> bool {
        match self {
            Self::Complete | Self::Sampled | Self::Unsupported | Self::Encrypted | Self::Skipped(_) => true,
            Self::Partial(limit) => !matches!(limit, Limit::Stopped | Limit::Wal),
            Self::Denied | Self::Timeout | Self::Failed | Self::ChangedDuringRead => false,
        }
    }

    /// Of two outcomes of one object, the one that tells more of what was missed.
    pub fn worse(self, other: Self) -> Self {
        self.max_by_rank(other)
    }

    fn max_by_rank(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Complete => 0,
            Self::Skipped(_) => 1,
            Self::Sampled => 2,
            Self::ChangedDuringRead => 3,
            Self::Partial(_) => 4,
            Self::Unsupported => 5,
            Self::Encrypted => 6,
            Self::Timeout => 7,
            Self::Denied => 8,
            Self::Failed => 9,
        }
    }
}

impl fmt::Display for Outcome {
    /// `complete`, `partial(bytes)`, `skipped(symlink)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Partial(limit) => write!(f, "partial({})", kebab(limit)),
            Self::Skipped(skip) => write!(f, "skipped({})", kebab(skip)),
            _ => f.write_str(self.word()),
        }
    }
}

/// The serde name of a plain enum value.
fn kebab(value: &impl fmt::Debug) -> String {
    let mut text = String::new();
    for (i, c) in format!("{value:?}").chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            text.push('-');
        }
        text.extend(c.to_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_one_word_and_its_reason() {
        for (outcome, expected) in [
            (Outcome::Complete, "complete"),
            (Outcome::Partial(Limit::Wal), "partial(wal)"),
            (Outcome::Skipped(Skip::HardLink), "skipped(hard-link)"),
            (Outcome::ChangedDuringRead, "changed_during_read"),
        ] {
            assert_eq!(outcome.to_string(), expected);
        }
    }
}
