//! What can go wrong with a server, in our own words: a server's message may quote a value, so only its code goes on.

use crate::model::coverage::{Outcome, Skip};
use crate::model::fault::{Cause, Fault};
use crate::model::locator::RawLocator;
use crate::source::SourceError;

/// Something that went wrong, before it is known whether it costs a table or the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Trouble {
    /// How an object ends because of it.
    pub outcome: Outcome,
    /// Our words and a code.
    pub cause: Cause,
    /// What the operator can do.
    pub hint: Option<Cause>,
    /// Whether the same statement may succeed with fewer rows.
    pub is_passing: bool,
}

impl Trouble {
    pub(in crate::source) fn new(outcome: Outcome, cause: impl Into<Cause>) -> Self {
        Self { outcome, cause: cause.into(), hint: None, is_passing: false }
    }

    pub(in crate::source) fn failed(cause: impl Into<Cause>) -> Self {
        Self::new(Outcome::Failed, cause)
    }

    pub(in crate::source) fn skipped(skip: Skip, cause: impl Into<Cause>) -> Self {
        Self::new(Outcome::Skipped(skip), cause)
    }

    pub(in crate::source) fn undecoded() -> Self {
        Self::failed("the server's answer cannot be decoded")
    }

    pub(in crate::source) fn with_hint(mut self, hint: impl Into<Cause>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(in crate::source) fn passing(mut self) -> Self {
        self.is_passing = true;
        self
    }

    pub(in crate::source) fn fault(self, place: RawLocator) -> Fault {
        Fault { place, outcome: self.outcome, cause: self.cause, hint: self.hint }
    }

    pub(in crate::source) fn source_error(self, place: &str) -> SourceError {
        SourceError { place: place.to_owned(), cause: self.cause, hint: self.hint }
    }

    /// What every driver's errors have in common; the dialect knows its servers' codes.
    pub(in crate::source) fn of(
        error: &sqlx::Error,
        of_code: impl FnOnce(&(dyn sqlx::error::DatabaseError + 'static)) -> Self,
    ) -> Self {
        match error {
            sqlx::Error::Database(error) => of_code(error.as_ref()),
            sqlx::Error::Io(error) => Self::failed(Cause::io("connection lost", error)),
            sqlx::Error::Tls(_) => Self::failed("tls handshake failed").with_hint("check sslmode and the server's certificate"),
            sqlx::Error::Protocol(_) => Self::failed("the server broke the protocol"),
            sqlx::Error::Configuration(_) => Self::failed("the url cannot be used"),
            sqlx::Error::WorkerCrashed => Self::failed("the database thread ended"),
            sqlx::Error::RowNotFound => Self::failed("the server sent no answer"),
            _ => Self::undecoded(),
        }
    }
}
