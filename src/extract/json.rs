//! JSON documents, streamed: an object in an array is a record of its own, everything else belongs to the root's.

use super::body::Body;
use super::head::Head;
use super::value::{Halt, Walker};
use super::{Budget, Ended, Format, Sink, Stop};
use crate::model::coverage::Outcome;
use crate::model::fault::Cause;
use crate::model::passage::{Fields, Record};

/// Tokens that must be read before a break for a file to be broken JSON rather than text that only begins like it.
const MIN_TOKENS: u64 = 8;

/// Documents that are JSON as a whole, or several one after the other.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        let text = head.text().trim_ascii_start();
        if !head.is_text() || !matches!(text.first(), Some(b'{' | b'[')) {
            return false;
        }
        let (is_sound, n_tokens) = probe(text, head.is_whole);
        is_sound || (n_tokens >= MIN_TOKENS && head.is_named(&[".json", ".geojson", ".jsonld", ".har"]))
    }

    fn is_columnar(&self) -> bool {
        true
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let budget = body.nest.budget;
        let mut walker = Walker::new(body.utf8(), budget, sink);
        match walker.documents() {
            Ok(()) => Ended::complete(),
            Err(Halt::Stop) => Ended::stopped(),
            Err(Halt::Cut(limit)) => Ended::because(
                Outcome::Partial(limit),
                Cause::coded("the JSON cannot be read on after tokens", walker.n_tokens()),
            ),
        }
    }
}

/// Whether `text` is JSON from its beginning to its end, or to where it was cut off; and how many tokens were read.
pub(super) fn probe(text: &[u8], is_whole: bool) -> (bool, u64) {
    let budget = Budget::default();
    let mut nobody = Nobody::default();
    let mut bytes = Counted { rest: text };
    let mut walker = Walker::new(&mut bytes, &budget, &mut nobody);
    let result = walker.documents();
    let n_tokens = walker.n_tokens();
    drop(walker);
    let is_sound = match result {
        Ok(()) => true,
        // What broke at the very end was only cut off.
        Err(_) => !is_whole && bytes.rest.is_empty() && n_tokens > 0 && text.len() > 2048,
    };
    (is_sound, n_tokens)
}

/// A slice that shows how much of it was taken.
struct Counted<'t> {
    rest: &'t [u8],
}

impl std::io::Read for Counted<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.rest.read(buf)
    }
}

/// A sink that keeps nothing.
#[derive(Default)]
struct Nobody(Fields);

impl Sink for Nobody {
    fn fields(&mut self) -> &mut Fields {
        &mut self.0
    }

    fn record(&mut self, _: Record, _: u64) -> std::ops::ControlFlow<Stop> {
        std::ops::ControlFlow::Continue(())
    }

    fn member(&mut self, _: &[u8]) -> std::ops::ControlFlow<Stop> {
        std::ops::ControlFlow::Continue(())
    }

    fn member_ended(&mut self, _: Ended) {}
}
