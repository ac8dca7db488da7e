//! Floor 1: a policy's text → a draft of its pack, to be checked line by line, and what changes between texts and packs.
//!
//! Sentence by sentence, by plain grammar over vocabularies that are data (`config/languages`): no model, nothing invented.
//! A sentence that was not understood is listed, as is what was left out as page furniture or repetition. Apart from
//! `classify` because that reads packs, and never a text.

mod compare;
mod contradiction;
mod judge;
mod language;
mod litter;
mod number;
mod outline;
mod pack;
mod page;
mod reference;
mod sentence;
mod statement;
mod version;
mod words;
mod write;

pub use compare::{Change, Uncovered, coverage, diff, drift};
pub use contradiction::Contradiction;
pub use language::LanguageError;
pub use litter::Dropped;
pub use page::Format;
pub use statement::{Held, Kept, Note, Says, Statement};

use language::Language;
use outline::Outline;

/// The most sentences of a text: no policy has a tenth of them, and each is held against all others.
const SENTENCES: usize = 5_000;

/// What was understood of a text.
#[derive(Debug)]
pub struct Draft {
    language: &'static Language,
    outline: Outline,
    /// What the text says, in its order.
    pub statements: Vec<Statement>,
    /// Where it contradicts itself.
    pub contradictions: Vec<Contradiction>,
    /// Sentences that should be read by somebody, with the reason.
    unread: Vec<(usize, &'static str)>,
    /// The date that it gives itself.
    pub version: Option<String>,
}

/// A text of which no draft can be made.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// No word of it is common in a language that there is.
    #[error("the text is in no language that drafts are made from: there are {0}")]
    Language(String),
    /// It has no sentence.
    #[error("no text was found in it")]
    Empty,
    /// It is far longer than any policy.
    #[error("it has more than {SENTENCES} sentences, and so is no policy's text")]
    Long,
    /// A language's file in the binary is wrong.
    #[error(transparent)]
    Vocabulary(#[from] LanguageError),
}

impl Draft {
    /// Reads a text.
    ///
    /// # Errors
    /// It holds no sentence, none of a language that there is, or far too many.
    pub fn new(format: Format, text: &str) -> Result<Self, DraftError> {
        let Some(language) = language::of_text(text)? else {
            let names = language::languages()?.iter().map(|language| language.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(if text.trim().is_empty() { DraftError::Empty } else { DraftError::Language(names) });
        };
        let outline = Outline::new(format, text, language);
        if outline.sentences.is_empty() {
            return Err(DraftError::Empty);
        }
        if outline.sentences.len() > SENTENCES {
            return Err(DraftError::Long);
        }
        let judged = judge::judge(language, &outline);
        let mut statements = merged(judged.statements, &outline);
        let contradictions = contradiction::contradictions(language, &outline, &statements);
        statements.extend(reference::broken(language, &outline));
        statements.sort_by_key(|statement| statement.sentence);
        let version = version::version(&outline, language);
        Ok(Self { language, outline, statements, contradictions, unread: judged.unread, version })
    }

    /// The code of the text's language.
    pub fn language(&self) -> &str {
        &self.language.code
    }

    /// A statement's heading, line and sentence.
    pub fn place(&self, sentence: usize) -> (String, usize, &str) {
        match self.outline.sentences.get(sentence) {
            Some(sentence) => (self.outline.heading(sentence), sentence.line, sentence.text.as_str()),
            None => (String::new(), 0, ""),
        }
    }

    /// The sentences that were not understood: heading, line, text, reason.
    pub fn unread(&self) -> impl Iterator<Item = (String, usize, &str, &'static str)> {
        self.unread.iter().map(|(sentence, reason)| {
            let (heading, line, text) = self.place(*sentence);
            (heading, line, text, *reason)
        })
    }

    /// What was left out as page furniture or repetition.
    pub fn dropped(&self) -> &[Dropped] {
        &self.outline.dropped
    }
}

/// Without what is said twice: the same under one heading, an age or jurisdiction anywhere. Hedges are gathered.
fn merged(statements: Vec<Statement>, outline: &Outline) -> Vec<Statement> {
    let section = |statement: &Statement| outline.sentences.get(statement.sentence).map(|sentence| sentence.section);
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    for statement in statements {
        let is_same = |other: &&mut Statement| {
            let is_anywhere =
                matches!(statement.says, Says::Age { .. } | Says::Jurisdiction(_) | Says::Promise { .. } | Says::Basis { .. });
            let has_content = matches!(statement.says, Says::Category(_) | Says::Retention(_) | Says::Right(_));
            other.says == statement.says && (is_anywhere || has_content && section(other) == section(&statement))
        };
        if is_told_before(&statement, &kept, &section) {
            continue;
        }
        match kept.iter_mut().find(is_same) {
            Some(first) => first
                .hedges
                .extend(statement.hedges.into_iter().filter(|hedge| !first.hedges.contains(hedge)).collect::<Vec<_>>()),
            None => kept.push(statement),
        }
    }
    kept
}

/// `Passwords are hashed`, below `We collect your name and password`: the category was told, only the promise is new.
fn is_told_before(statement: &Statement, before: &[Statement], section: &dyn Fn(&Statement) -> Option<usize>) -> bool {
    let Says::Category(held) = &statement.says else { return false };
    let is_promised =
        before.iter().any(|other| other.sentence == statement.sentence && matches!(other.says, Says::Promise { .. }));
    let is_disclosed = |class: &String| {
        before.iter().any(|other| {
            section(other) == section(statement)
                && matches!(&other.says, Says::Category(own) if !own.catch_all && own.data.contains(class))
        })
    };
    is_promised && held.data.iter().all(is_disclosed)
}
