//! Files that are recognised and not read: not yet, or because they hold no text. Each says what it is.

use super::body::Body;
use super::head::Head;
use super::{Ended, Format, Sink, kind};

/// Files of a kind that is not read.
pub(super) struct Opaque;

impl Format for Opaque {
    fn name(&self) -> &'static str {
        "opaque"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        kind::unread(head).is_some()
    }

    fn read(&self, body: Body<'_>, _: &mut dyn Sink) -> Ended {
        kind::unread(body.head).unwrap_or_else(Ended::complete)
    }
}
