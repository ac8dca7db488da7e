//! `judge --facts`: a stream of bare facts in, a stream of verdicts out. The calculator alone: no catalogue, no key, no state.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use anyhow::Context;

use super::super::session::Session;
use super::super::{Exit, Global, clock, output};
use crate::judge::Laws;
use crate::judge::facts::{Library, judge_line, wrong};
use crate::model::fact::{FactReport, FactVerdict};
use crate::model::ids::DataClass;
use crate::model::verdict::Weight;
use crate::report::{self, View};

/// The longest line that is read, in bytes; a longer one is wrong, and the others are still judged.
const MAX_LINE: u64 = 1 << 20;

/// Judges the lines of a file, or of standard input for `-`. Without a format or a file to write to, each verdict is written as one
/// line of JSON as soon as it is known.
pub fn run(global: &Global, path: &Path, to: Option<&Path>, is_strict: bool) -> anyhow::Result<Exit> {
    let session = Session::start(global)?;
    let input: Box<dyn Read> = match path.to_str() {
        Some("-") => Box::new(io::stdin()),
        _ => Box::new(std::fs::File::open(path).with_context(|| path.display().to_string())?),
    };
    let laws = Laws::builtin();
    let classes = session.detectors.classes();
    let is_class = |class: &DataClass| classes.iter().any(|entry| entry.key.is_within(class.as_str()));
    let library = Library {
        policies: &session.policies,
        periods: &session.config.periods,
        laws: &laws,
        is_class: &is_class,
        now: clock::instant(),
    };
    let mut all = FactReport::default();
    let mut ending = Ending::default();
    let is_whole = global.format.is_some() || to.is_some();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut lines = Lines { input: io::BufReader::new(input), number: 0 };
    while let Some(verdict) = lines.next(&library).context("cannot read the facts")? {
        ending.see(&verdict);
        if is_whole {
            all.verdicts.push(verdict);
        } else {
            report::json_line(&verdict, &mut out)?;
            // Whoever writes the next line by hand waits for the verdict on this one.
            out.flush()?;
        }
    }
    drop(out);
    if is_whole {
        output::put(global, output::Destination { path: to, keys: None }, &View::Facts(&all))?;
    }
    Ok(ending.exit(is_strict))
}

/// The lines of the input, with their numbers from 1.
struct Lines<R> {
    input: io::BufReader<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    /// The verdict on the next line that holds anything but a comment.
    fn next(&mut self, library: &Library<'_>) -> io::Result<Option<FactVerdict>> {
        loop {
            let mut bytes = Vec::new();
            if self.input.by_ref().take(MAX_LINE + 1).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            let no_id = serde_json::Value::Null;
            if bytes.len() as u64 > MAX_LINE && bytes.last() != Some(&b'\n') {
                self.input.skip_until(b'\n')?;
                return Ok(Some(wrong(self.number, no_id, "longer than 1 MiB".to_owned())));
            }
            let Ok(text) = std::str::from_utf8(&bytes) else {
                return Ok(Some(wrong(self.number, no_id, "no UTF-8 text".to_owned())));
            };
            let text = text.trim_start_matches('\u{feff}').trim();
            if !text.is_empty() && !text.starts_with('#') {
                return Ok(Some(judge_line(self.number, text, library)));
            }
        }
    }
}

/// How the run will end.
#[derive(Default)]
struct Ending {
    has_wrong: bool,
    has_broken: bool,
}

impl Ending {
    fn see(&mut self, verdict: &FactVerdict) {
        self.has_wrong |= verdict.error.is_some();
        self.has_broken |= verdict.weight() == Some(Weight::Violation);
    }

    fn exit(&self, is_strict: bool) -> Exit {
        match (self.has_wrong, self.has_broken && is_strict) {
            (true, _) => Exit::Usage,
            (false, true) => Exit::Violations,
            (false, false) => Exit::Done,
        }
    }
}
