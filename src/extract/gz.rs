//! Gzip: one member, streamed through, of whatever type it turns out to be.

use std::io::{BufReader, Read};

use flate2::read::MultiGzDecoder;

use super::body::Body;
use super::head::Head;
use super::{Ended, Format, Sink, extract_member};
use crate::model::coverage::{Limit, Outcome};

/// Bytes that begin every gzip member: the magic and the one method there is.
const MAGIC: &[u8] = &[0x1f, 0x8b, 8];

/// Gzip.
pub(super) struct Gz;

impl Format for Gz {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn fits(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(MAGIC)
    }

    fn read(&self, body: Body<'_>, sink: &mut dyn Sink) -> Ended {
        let nest = body.nest.deeper();
        let name = member_name(body.head);
        if let Err(limit) = nest.meter.take_member() {
            return Ended::because(Outcome::Partial(limit), "more members than the budget allows");
        }
        if sink.member(&name).is_break() {
            return Ended::stopped();
        }
        let mut bytes =
            Watched { inner: MultiGzDecoder::new(BufReader::with_capacity(64 << 10, body.bytes())), is_broken: false };
        let ended = extract_member(&name, None, &mut bytes, &nest, sink);
        let is_stopped = ended.outcome == Outcome::Partial(Limit::Stopped);
        sink.member_ended(ended);
        match nest.meter.cut() {
            _ if is_stopped => Ended::stopped(),
            Some(limit) => Ended::because(Outcome::Partial(limit), "the budget for decoded bytes is spent"),
            None if bytes.is_broken => Ended::because(Outcome::Partial(Limit::Damaged), "the compressed bytes are damaged"),
            None => Ended::complete(),
        }
    }
}

/// The name without what says that it is compressed.
fn member_name(head: &Head<'_>) -> Vec<u8> {
    let without = |n: usize| head.name.get(..head.name.len() - n).unwrap_or_default();
    if head.is_named(&[".tgz"]) {
        return [without(4), b".tar"].concat();
    }
    let name = if head.is_named(&[".gz"]) { without(3) } else { head.name };
    name.to_vec()
}

/// A decoder that remembers that it failed.
struct Watched<R> {
    inner: R,
    is_broken: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let result = self.inner.read(buf);
        self.is_broken |= result.as_ref().is_err_and(|error| error.kind() != std::io::ErrorKind::Interrupted);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{gzip, read};

    #[test]
    fn what_was_decoded_before_the_damage_is_kept() {
        let text: String = (0..20_000).map(|i| format!("line {i}\n")).collect();
        let bytes = gzip(text.as_bytes());
        let (gathered, ended) = read("a.txt.gz", &bytes[..bytes.len() / 2]);
        assert_eq!(ended.outcome.to_string(), "partial(damaged)");
        assert_eq!(gathered.members, [(b"a.txt".to_vec(), "partial(damaged)".to_owned())]);
        assert!(gathered.records.len() > 3);
    }

    #[test]
    fn members_one_after_the_other_are_one_text() {
        let bytes = [gzip(b"one\n"), gzip(b"two\n")].concat();
        let (gathered, ended) = read("a.gz", &bytes);
        assert_eq!(ended.outcome.to_string(), "complete");
        assert_eq!(gathered.records[0].cells(), ["=one\ntwo\n"]);
    }
}
