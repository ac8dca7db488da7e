//! Why something was found, or not: every candidate with its arithmetic. Places and weights, never values.

use std::ops::Range;

use super::context::Nearby;
use super::detector_set::DetectorSet;
use super::digits::Shadow;
use super::grid::Grid;
use super::spec::Spec;
use super::walk::Scored;
use super::{Context, Detectors};
use super::{mask, walk};
use crate::model::ids::{DataClass, DetectorId};
use crate::model::passage::Record;
use crate::model::secret::Masked;

/// A candidate and how it was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The index of the passage.
    pub passage: usize,
    /// Where in its text: bytes, end exclusive.
    pub span: Range<usize>,
    /// Which detector.
    pub detector: DetectorId,
    /// Which kind of data.
    pub class: DataClass,
    /// The evidence with its weights, in the order in which it was added: `checksum` 0.25.
    pub lines: Vec<(String, f32)>,
    /// The sum, capped, or the column's confidence if that is more.
    pub confidence: f32,
    /// What may be shown of the value; only of one that was accepted.
    pub mask: Option<Masked>,
    /// `accepted`, `too weak`, or the id of the detector that keeps this stretch: `lost to intl.email`.
    pub outcome: String,
}

pub(super) fn explain(detectors: &Detectors, record: &Record, context: &Context<'_>) -> Vec<Explanation> {
    let mut all = Vec::new();
    for (passage, own) in record.passages.iter().enumerate() {
        for scored in walk::passage(detectors, own, context, walk::Depth::Everything) {
            let Some(compiled) = detectors.all.get(scored.detector) else { continue };
            let said = said(detectors, &own.text.0, &scored);
            let told = scored.evidence.lines(&compiled.spec.confidence);
            let mut lines: Vec<(String, f32)> =
                told.into_iter().map(|(what, weight)| (in_full(what, &said, &scored, &compiled.spec), weight)).collect();
            if let Some(verdict) = scored.evidence.column.filter(|verdict| *verdict > 0.0) {
                lines.push(("column verdict, at least".to_owned(), verdict));
            }
            if scored.evidence.is_barred {
                lines.push(("needed evidence is missing, at most".to_owned(), 0.49));
            }
            let outcome = match scored.lost_to.and_then(|winner| detectors.all.get(winner)) {
                Some(winner) => format!("lost to {}", winner.id),
                None if scored.is_accepted() => "accepted".to_owned(),
                None => "too weak".to_owned(),
            };
            let value = own.text.0.get(scored.span.clone()).filter(|_| outcome == "accepted");
            all.push(Explanation {
                mask: value.map(|value| mask::mask(&compiled.class, value)),
                passage,
                span: scored.span,
                detector: compiled.id.clone(),
                class: compiled.class.clone(),
                lines,
                confidence: scored.confidence,
                outcome,
            });
        }
    }
    all
}

/// How much of a text around a value is read again for the words that spoke, in bytes.
const AROUND: usize = 512;

/// A word near a value that speaks for its detector or against it: one of the detector's own, never one of the data.
struct Said {
    words: String,
    is_for: bool,
    is_against: bool,
    /// Characters between it and the value.
    distance: usize,
    is_before: bool,
}

/// The words near a candidate, the nearest first.
fn said(detectors: &Detectors, text: &str, scored: &Scored) -> Vec<Said> {
    let start = text.floor_char_boundary(scored.span.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary(scored.span.end.saturating_add(AROUND).min(text.len()));
    let len = |range: Range<usize>| text.get(range).map_or(0, |part| Shadow::of(part).text.len());
    let shadow = Shadow::of(text.get(start..end).unwrap_or(""));
    let own_start = len(start..scored.span.start);
    let own = own_start..own_start + len(scored.span.clone());
    let grid = Grid::of(shadow.text.as_bytes(), detectors.engine.openers());
    let mut nearby = Nearby::new(&shadow.text, &grid, detectors.language(), DetectorSet::default());
    let n_chars = |range: Range<usize>| shadow.text.get(range).map_or(0, |between| between.chars().count());
    let mut all: Vec<Said> = nearby
        .said(&own, scored.detector)
        .into_iter()
        .map(|heard| {
            let is_before = heard.phrase.end <= own.start;
            let between = if is_before { heard.phrase.end..own.start } else { own.end..heard.phrase.start };
            let words = shadow.text.get(heard.phrase).unwrap_or("").to_lowercase();
            Said { words, is_for: heard.is_for, is_against: heard.is_against, distance: n_chars(between), is_before }
        })
        .collect();
    all.sort_by_key(|said| (said.distance, std::cmp::Reverse(said.words.len())));
    all
}

/// A line of the sum with what it rests on.
fn in_full(what: &str, said: &[Said], scored: &Scored, spec: &Spec) -> String {
    let place = |said: &Said| {
        let side = if said.is_before { "before" } else { "behind" };
        format!("{} {} {side}", said.distance, if said.distance == 1 { "character" } else { "characters" })
    };
    match what {
        "checksum" => format!("checksum: {}", spec.checksum.as_deref().unwrap_or("the value's own structure")),
        "context" => match (said.iter().find(|said| said.is_for), &spec.beside) {
            (Some(word), _) => format!("context: `{}` ({}), {}", word.words, language(&word.words, spec), place(word)),
            (None, _) if scored.judged.has_cue => "context: the words that open it".to_owned(),
            (None, Some(class)) => format!("context: beside a value of {class}, or the field's name"),
            (None, None) => "context: the field's name".to_owned(),
        },
        "negative context" => match said.iter().find(|said| said.is_against) {
            Some(word) => format!("negative context: `{}`, {}", word.words, place(word)),
            None => "negative context: the field's name".to_owned(),
        },
        "column" => "column: its name speaks for this".to_owned(),
        "form" if scored.evidence.bonus < 0.0 => "form: written as other things are, too".to_owned(),
        "form" => "form: written as only this is".to_owned(),
        other => other.to_owned(),
    }
}

/// The languages of a detector's word, as its file has it.
fn language(words: &str, spec: &Spec) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let own = letters(words);
    let has = |phrases: &Vec<String>| phrases.iter().any(|phrase| own.starts_with(&letters(phrase)));
    let all: Vec<&str> = spec.context.iter().filter(|(_, phrases)| has(phrases)).map(|(code, _)| code.as_str()).collect();
    if all.is_empty() { "any language".to_owned() } else { all.join(", ") }
}
