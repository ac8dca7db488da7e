//! Candidates: what patterns and matchers find in a text, or say of a cell, before anything around it is looked at.

use std::ops::Range;

use super::Detectors;
use super::compiled::Compiled;
use super::context::Nearby;
use super::form;
use super::matcher::{Judged, Place};
use super::normalise::normalise;
use super::scene::{Around, Scene};
use super::spec::{Birth, Normalise};
use crate::model::finding::{BirthBasis, BirthDate, Form};

/// A stretch of a text that may be a value of a detector's class.
pub(super) struct Candidate {
    pub detector: usize,
    /// In the scene's (shadow) text.
    pub span: Range<usize>,
    pub judged: Judged,
    /// A pattern, or a matcher, knew it; a cell may also count by its column alone.
    pub by_shape: bool,
}

/// The candidates of a running text. Most numbers are nothing without a word that says so: what a weak detector's pattern
/// matches counts only where one of its words stands nearby or in the field's name, or the column speaks for it.
pub(super) fn in_text(detectors: &Detectors, scene: &Scene<'_>, around: Around<'_>, nearby: &mut Nearby) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    detectors.engine.find(scene.text, |detector, span| {
        let Some(compiled) = detectors.all.get(detector) else { return };
        let is_wanted = !compiled.is_weak || speaks_for(around, detectors, (detector, compiled), scene, &span, nearby);
        if is_wanted && is_free(scene, &span, compiled) {
            let judged = judge(compiled, scene, span.clone(), Place::Text);
            candidates.extend(judged.map(|judged| Candidate { detector, span, judged, by_shape: true }));
        }
    });
    by_finders(scene, detectors, &mut candidates);
    let place = |candidate: &Candidate| (candidate.span.start, candidate.span.end, candidate.detector);
    candidates.sort_by_key(place);
    candidates.dedup_by_key(|candidate| place(candidate));
    candidates
}

/// Whether anything around a stretch speaks for a weak detector.
fn speaks_for(
    around: Around<'_>,
    detectors: &Detectors,
    (detector, compiled): (usize, &Compiled),
    scene: &Scene<'_>,
    span: &Range<usize>,
    nearby: &mut Nearby,
) -> bool {
    let Around::Field(field, columns) = around else { return true };
    compiled.context.is_in(nearby.words(scene.text, span, &detectors.vocabulary))
        || compiled.context.is_in(field)
        || columns.iter().any(|(own, _)| *own == detector)
}

fn by_finders(scene: &Scene<'_>, detectors: &Detectors, candidates: &mut Vec<Candidate>) {
    let mut spans = Vec::new();
    for (detector, find) in &detectors.finders {
        spans.clear();
        find(scene, &mut spans);
        let Some(compiled) = detectors.all.get(*detector) else { continue };
        for span in spans.drain(..) {
            let judged = judge(compiled, scene, span.clone(), Place::Text);
            candidates.extend(judged.map(|judged| Candidate { detector: *detector, span, judged, by_shape: true }));
        }
    }
}

/// No further digits beside a number, apart from it by a full stop, a hyphen, a slash or a grouping comma only; and the
/// span lies on characters.
fn is_free(scene: &Scene<'_>, span: &Range<usize>, compiled: &Compiled) -> bool {
    let Some(value) = scene.text.get(span.clone()) else { return false };
    if !matches!(compiled.spec.normalise, Normalise::Digits | Normalise::Alnum) {
        return true;
    }
    if value.contains(':') && is_in_a_chain(scene, span) {
        return false;
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // A comma groups only three digits; else it separates the values of a list.
    let joins = |c: char, run: usize| matches!(c, '.' | '-' | '/') || (c == ',' && run <= 3);
    let head = value.bytes().take_while(u8::is_ascii_digit).count();
    let tail = value.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = scene.before(span.start).filter(|c| head > 0 && joins(*c, head));
    let after = scene.after(span.end).filter(|c| tail > 0 && joins(*c, tail));
    let further = before.and_then(|c| scene.before(span.start - c.len_utf8()));
    let next = after.and_then(|c| scene.after(span.end + c.len_utf8()));
    !is_digit(further) && !is_digit(next)
}

/// Whether pairs of hexadecimal digits go on before or after: a fingerprint, not an address of a device.
fn is_in_a_chain(scene: &Scene<'_>, span: &Range<usize>) -> bool {
    let bytes = scene.text.as_bytes();
    let is_pair =
        |at: Option<usize>| at.and_then(|at| bytes.get(at..at + 2)).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
    let is_apart = span.start.checked_sub(4).and_then(|at| bytes.get(at)).is_none_or(|b| !b.is_ascii_alphanumeric());
    let before = bytes.get(span.start.wrapping_sub(1)) == Some(&b':') && is_pair(span.start.checked_sub(3)) && is_apart;
    before || (bytes.get(span.end) == Some(&b':') && is_pair(Some(span.end + 1)))
}

/// What a detector says of a stretch that one of its patterns, or its matcher, found.
fn judge(compiled: &Compiled, scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    if let Some(matcher) = compiled.matcher {
        return (matcher.judge)(scene, span, place);
    }
    let value = scene.text.get(span)?;
    let mut judged = Judged::plain(normalise(compiled.spec.normalise, value));
    if form::is_partial(value) && compiled.checksum.is_some() {
        judged.form = Form::Partial;
        return Some(judged);
    }
    if let Some(checksum) = compiled.checksum {
        judged.is_checked = (checksum.is_valid)(&judged.normal);
        if !judged.is_checked && !compiled.spec.checksum_optional {
            return None;
        }
        if judged.is_checked && compiled.spec.birth == Some(Birth::InValue) {
            judged.birth = checksum
                .birth
                .and_then(|birth| birth(&judged.normal, scene.setting.today))
                .map(|(earliest, latest)| BirthDate { earliest, latest, basis: BirthBasis::NationalId });
        }
    }
    (!judged.normal.is_empty()).then_some(judged)
}

/// What a detector says of a whole cell whose column speaks for it. None: the cell is no such value.
pub(super) fn in_cell(detectors: &Detectors, scene: &Scene<'_>, detector: usize) -> Option<Candidate> {
    let compiled = detectors.all.get(detector)?;
    let cell = scene.text.trim();
    let start = scene.text.find(cell)?;
    let span = start..start + cell.len();
    if form::is_placeholder(cell) && !form::is_partial(cell) {
        return None;
    }
    let candidate = |judged, by_shape| Some(Candidate { detector, span: span.clone(), judged, by_shape });
    if !is_opaque_by_nature(compiled)
        && let Some(form) = form::veiled(cell)
    {
        return candidate(Judged { form, ..Judged::plain(cell) }, false);
    }
    if can_be_partial(compiled) && form::is_partial(cell) {
        return candidate(Judged { form: Form::Partial, ..Judged::plain(cell) }, false);
    }
    if compiled.matcher.is_some() || compiled.checksum.is_some() {
        return judge(compiled, scene, span.clone(), Place::Cell).and_then(|judged| candidate(judged, true));
    }
    let matches =
        compiled.patterns.iter().any(|regex| regex.find(cell.as_bytes()).is_some_and(|found| found.range() == (0..cell.len())));
    let normal = normalise(compiled.spec.normalise, cell);
    let is_like_a_number = normal.len() >= 4 && cell.len() <= 64 && cell.bytes().any(|b| b.is_ascii_digit());
    let can_be = matches || compiled.patterns.is_empty() || is_like_a_number;
    if can_be && !normal.is_empty() { candidate(Judged::plain(normal), matches) } else { None }
}

/// Classes whose values are random to begin with: a hash there is the value itself.
fn is_opaque_by_nature(compiled: &Compiled) -> bool {
    ["user.device", "user.unique_id", "user.telemetry", "user.authorization.credentials"]
        .iter()
        .any(|class| compiled.class.is_within(class))
}

fn can_be_partial(compiled: &Compiled) -> bool {
    ["user.financial", "user.government_id", "user.contact", "user.payment"].iter().any(|class| compiled.class.is_within(class))
}
