//! What a sentence of a policy says, as far as a pack has words for it.

use crate::model::policy::{Action, AgeRule, Keeps, Rounding};
use crate::model::time::EventKind;

/// A statement and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// What is said.
    pub says: Says,
    /// The sentence that says it, as a place in the outline's list.
    pub sentence: usize,
    /// The words that soften it, as the text has them.
    pub hedges: Vec<String>,
}

/// What is said.
#[derive(Clone, PartialEq, Debug)]
pub enum Says {
    /// These kinds of data are held.
    Category(Held),
    /// They are kept so long.
    Retention(Kept),
    /// A limit of age.
    Age {
        /// Persons younger than this.
        under: u8,
        /// What follows.
        rule: AgeRule,
    },
    /// A right, by its name in the language files.
    Right(String),
    /// A jurisdiction's code.
    Jurisdiction(String),
    /// Something that data can break.
    Promise {
        /// What may be kept.
        keeps: Keeps,
        /// Of which kinds of data; `*` for all.
        data: Vec<String>,
        /// In which places or systems alone: codes of places, or the text's names of systems.
        within: Vec<String>,
    },
    /// A legal basis.
    Basis {
        /// Its names in the language files.
        names: Vec<String>,
        /// For which kinds of data; `*` for all, none if the sentence names none.
        data: Vec<String>,
    },
    /// What data are used for.
    Purpose,
    /// Who receives data, or never does.
    Recipient,
    /// Where data are transferred to.
    Transfer,
    /// How data are secured.
    Security,
    /// Something that a reader of reports must know.
    Note(Note),
}

/// Kinds of data that are held.
#[derive(Clone, PartialEq, Debug)]
pub struct Held {
    /// The data classes.
    pub data: Vec<String>,
    /// `anything else you give us`.
    pub catch_all: bool,
    /// Whom they are about, if the sentence says so.
    pub subjects: Vec<String>,
}

/// How long data are kept.
#[derive(Clone, PartialEq, Debug)]
pub struct Kept {
    /// The words by which the text calls them; empty for `*`.
    pub named: String,
    /// The data classes; `*` for all.
    pub data: Vec<String>,
    /// A kind of thing that is no data class, as a row condition: `visitor-badges`, `backup`.
    pub when: Option<String>,
    /// The start event, if one is stated.
    pub starts: Option<EventKind>,
    /// An ISO 8601 period, if one is stated.
    pub period: Option<String>,
    /// The shortest period, if one is stated.
    pub minimum: Option<String>,
    /// To which day its end is moved.
    pub rounding: Rounding,
    /// What is done then.
    pub action: Vec<Action>,
}

/// Something that a reader of reports must know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// The text does not hold for everything, or the company acts for somebody else.
    Scope,
    /// A number of days that is no retention period.
    OtherNumber,
    /// A reference to a part of the text that is not there; its name.
    BrokenReference(String),
}

/// The section of a pack, as it is named in views and labels.
impl Says {
    /// The section's name.
    pub fn section(&self) -> &'static str {
        match self {
            Self::Category(_) => "category",
            Self::Retention(_) => "retention",
            Self::Age { .. } => "age",
            Self::Right(_) => "right",
            Self::Jurisdiction(_) => "jurisdiction",
            Self::Promise { .. } => "promise",
            Self::Basis { .. } => "basis",
            Self::Purpose => "purpose",
            Self::Recipient => "recipient",
            Self::Transfer => "transfer",
            Self::Security => "security",
            Self::Note(_) => "note",
        }
    }
}
