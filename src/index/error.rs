//! What can go wrong with the index. None of it loses anything: the index can be made anew from the catalogue.

use crate::model::fault::Cause;

/// The index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process writes it.
    #[error("index: in use by another process")]
    Locked,
    /// It was opened for reading only.
    #[error("index: not open for writing")]
    ReadOnly,
    /// Its files are not what was written.
    #[error("index: damaged: {0}")]
    Damaged(&'static str),
    /// The operating system or tantivy refused.
    #[error("index: {}", .0.0)]
    Io(Cause),
    /// The catalogue that it follows cannot be read.
    #[error("{0}")]
    Feed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl IndexError {
    /// An I/O error without the path that the operating system was given.
    pub(super) fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::Io(Cause::io(what, &error))
    }

    pub(super) fn feed(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Feed(Box::new(error))
    }
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as T;
        match error {
            T::LockFailure(..) => Self::Locked,
            T::IoError(error) => Self::Io(Cause::io("cannot read or write", &error)),
            T::DataCorruption(_) | T::IncompatibleIndex(_) | T::SchemaError(_) => Self::Damaged("tantivy cannot read it"),
            T::OpenReadError(_) | T::OpenDirectoryError(_) => Self::Damaged("a file is missing or cannot be read"),
            T::OpenWriteError(_) => Self::Io(Cause::from("cannot write a file")),
            _ => Self::Io(Cause::from("tantivy refused")),
        }
    }
}
