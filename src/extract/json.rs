//! JSON documents, streamed: an object in an array is a record of its own, everything else belongs to the root's.

use super::body::Body;
use super::gather::Halt;
use super::head::Head;
use super::value::Walker;
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

#[cfg(test)]
mod tests {
    use super::super::testing::read;

    fn check(name: &str, text: &str, outcome: &str, expected: &[(&str, &[&str])]) {
        let (gathered, ended) = read(name, text.as_bytes());
        assert_eq!(ended.outcome.to_string(), outcome, "{text}");
        let mut found: Vec<(String, Vec<String>)> = gathered.records.iter().map(|r| (r.at.clone(), r.cells())).collect();
        found.sort();
        let expected: Vec<(String, Vec<String>)> = expected
            .iter()
            .map(|(at, cells)| ((*at).to_owned(), cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn objects_in_arrays_are_records_and_the_rest_is_the_root() {
        check(
            "a.json",
            r#"{"made": "today", "users": [{"name": "Ada", "mails": ["a@example.org", "b@example.org"], "at": {"zip": 1.50}}, {"ok": true, "x": null}], "tags": ["t"]}"#,
            "complete",
            &[
                ("", &["made=today", "tags=t"]),
                (".users[0]", &["name=Ada", "mails=a@example.org", "mails=b@example.org", "at.zip=1.50"]),
                (".users[1]", &["ok=true", "x="]),
            ],
        );
        check("a", "[{\"a\":1},\n {\"a\":[{\"b\":2}]}]", "complete", &[("[0]", &["a=1"]), ("[1]", &["a.b=2"])]);
        check("a", "{\"a\": 1}\n{\n\"b\": \"\\u00fc\"\n}", "complete", &[("", &["a=1"]), ("#1", &["b=ü"])]);
    }

    #[test]
    fn keys_that_are_values_are_passages() {
        check(
            "a.json",
            r#"{"by": {"ada@example.org": {"n": 1}, "Bo Dahl": 2}}"#,
            "complete",
            &[("", &["by=ada@example.org", "by.*.n=1", "by=Bo Dahl", "by.*=2"])],
        );
    }

    #[test]
    fn broken_documents_keep_what_was_read() {
        check(
            "a.json",
            r#"[{"a":1,"b":2,"c":3},{"d":4,"e":5,"f":oops}]"#,
            "partial(damaged)",
            &[("[0]", &["a=1", "b=2", "c=3"]), ("[1]", &["d=4", "e=5"])],
        );
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        check("a.json", &deep, "partial(depth)", &[]);
        check("a.json", "{ not json at all }\n", "complete", &[("0", &["={ not json at all }\n"])]);
        check("a.conf", "[section]\nkey=1\n", "complete", &[("0", &["=[section]\nkey=1\n"])]);
    }

    #[test]
    fn a_key_that_is_too_long_to_be_held_ends_the_reading() {
        check("a.json", &format!("{{\"a\":1,\"{}\":2}}", "k".repeat(300_000)), "partial(record)", &[("", &["a=1"])]);
    }
}
