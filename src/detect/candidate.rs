//! Candidates: what patterns and matchers find in a text, or say of a cell, before anything around it is looked at.

use std::ops::Range;

use super::Detectors;
use super::compiled::Compiled;
use super::context::Nearby;
use super::detector_set::DetectorSet;
use super::engine::Asker;
use super::form;
use super::grid::Grid;
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
    /// Words nearby speak for it.
    pub is_near_context: bool,
    /// Words nearby speak against it.
    pub is_near_negative: bool,
}

/// The candidates of a running text. Most numbers are nothing without a word that says so: what a weak detector's pattern
/// matches counts only where one of its words stands nearby or in the field's name, or the column speaks for it.
pub(super) fn in_text(detectors: &Detectors, scene: &Scene<'_>, around: Around<'_>) -> Vec<Candidate> {
    let grid = Grid::of(scene.text.as_bytes(), detectors.engine.openers());
    let always = always(detectors, around);
    let nearby = Nearby::new(scene.text, &grid, detectors.language(), always.clone());
    let mut found = Found { detectors, scene, always, nearby, stretch: Stretch::default(), all: Vec::new() };
    detectors.engine.find(scene.text, &grid, &mut found);
    let (mut all, mut nearby) = (found.all, found.nearby);
    by_finders(scene, &grid, detectors, &mut nearby, &mut all);
    all.sort_by_key(|one| (one.span.start, one.span.end, one.detector));
    all.dedup_by_key(|one| (one.span.start, one.span.end, one.detector));
    each_cue_once(scene, detectors, &mut nearby, &mut all);
    all
}

/// `born 4 May 1988, hired 1 June 2019`: where another word stands between two dates, what speaks for the first says nothing
/// of the second.
fn each_cue_once(scene: &Scene<'_>, detectors: &Detectors, nearby: &mut Nearby<'_>, all: &mut [Candidate]) {
    let mut last: Option<Range<usize>> = None;
    for one in all {
        let is_birth = |compiled: &Compiled| compiled.class.is_within("user.demographic.date_of_birth");
        if !one.is_near_context || !detectors.all.get(one.detector).is_some_and(is_birth) {
            continue;
        }
        let between = last.as_ref().and_then(|last| scene.text.get(last.end..one.span.start));
        let has_word = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= 4);
        if let (Some(last), true) = (&last, between.is_some_and(has_word)) {
            one.is_near_context = nearby.speaks_within(&(last.end..one.span.start), one.detector);
        }
        if one.is_near_context {
            last = Some(one.span.clone());
        }
    }
}

/// The detectors that something speaks for wherever in a text their values stand.
fn always(detectors: &Detectors, around: Around<'_>) -> DetectorSet {
    match around {
        Around::Anything => DetectorSet::first(detectors.all.len()),
        Around::Nothing => DetectorSet::default(),
        Around::Field(words, columns) => {
            let mut all = words.clone();
            columns.iter().for_each(|(detector, _)| all.insert(*detector));
            all
        }
    }
}

/// What patterns find in a text.
struct Found<'a> {
    detectors: &'a Detectors,
    scene: &'a Scene<'a>,
    always: DetectorSet,
    nearby: Nearby<'a>,
    stretch: Stretch,
    all: Vec<Candidate>,
}

impl Asker for Found<'_> {
    fn asked(&mut self, start: usize) -> Option<&DetectorSet> {
        self.nearby.asked(start)
    }

    fn take(&mut self, detector: usize, span: Range<usize>) -> bool {
        let Some(compiled) = self.detectors.all.get(detector) else { return false };
        let is_asked = !compiled.is_weak || self.always.has(detector) || self.nearby.speaks(&span, detector).0;
        if !is_asked {
            return false;
        }
        self.stretch.turn_to(&span);
        if !self.stretch.is_free(self.scene, compiled) {
            return true;
        }
        // A checksum refuses more than the words around, and costs less.
        let judged = compiled.checksum.map(|_| self.stretch.judge(compiled, self.scene));
        if judged == Some(None) {
            return true;
        }
        let (is_near_context, is_near_negative) = self.nearby.speaks(&span, detector);
        if let Some(mut judged) = judged.unwrap_or_else(|| self.stretch.judge(compiled, self.scene)) {
            let span = judged.span.take().unwrap_or(span);
            self.all.push(Candidate { detector, span, judged, by_shape: true, is_near_context, is_near_negative });
        }
        true
    }
}

fn by_finders(scene: &Scene<'_>, grid: &Grid, detectors: &Detectors, nearby: &mut Nearby<'_>, all: &mut Vec<Candidate>) {
    let mut spans = Vec::new();
    for (detector, find) in &detectors.finders {
        spans.clear();
        find(scene, grid, &mut spans);
        let Some(compiled) = detectors.all.get(*detector) else { continue };
        for span in spans.drain(..) {
            let Some(mut judged) = judge(compiled, scene, span.clone(), Place::Text) else { continue };
            let span = judged.span.take().unwrap_or(span);
            let (is_near_context, is_near_negative) = nearby.speaks(&span, *detector);
            all.push(Candidate { detector: *detector, span, judged, by_shape: true, is_near_context, is_near_negative });
        }
    }
}

/// No further digits beside a number, apart from it by a full stop, a hyphen, a slash or a grouping comma only; and the
/// span lies on characters.
fn is_free(scene: &Scene<'_>, span: &Range<usize>) -> bool {
    let Some(value) = scene.text.get(span.clone()) else { return false };
    if value.contains(':') && is_in_a_chain(scene, span) {
        return false;
    }
    // A comma groups only three digits; else it separates the values of a list.
    let joins = |byte: u8, run: usize| matches!(byte, b'.' | b'-' | b'/') || (byte == b',' && run <= 3);
    let bytes = scene.text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let is_joined = |at: Option<usize>, run: usize| at.and_then(|at| bytes.get(at)).is_some_and(|byte| joins(*byte, run));
    let before = |n: usize| span.start.checked_sub(n);
    if is_digit(before(2)) {
        let head = value.bytes().take_while(u8::is_ascii_digit).count();
        if head > 0 && is_joined(before(1), head) {
            return false;
        }
    }
    if is_digit(Some(span.end + 1)) {
        let tail = value.bytes().rev().take_while(u8::is_ascii_digit).count();
        return !(tail > 0 && is_joined(Some(span.end), tail));
    }
    true
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

/// A stretch that several detectors meet one after the other; what is the same for all of them is worked out once.
#[derive(Default)]
struct Stretch {
    span: Range<usize>,
    is_free: Option<bool>,
    normal: Option<(Normalise, String)>,
}

impl Stretch {
    fn turn_to(&mut self, span: &Range<usize>) {
        if self.span != *span {
            *self = Self { span: span.clone(), is_free: None, normal: None };
        }
    }

    fn is_free(&mut self, scene: &Scene<'_>, compiled: &Compiled) -> bool {
        if !matches!(compiled.spec.normalise, Normalise::Digits | Normalise::Alnum) {
            return scene.text.get(self.span.clone()).is_some();
        }
        *self.is_free.get_or_insert_with(|| is_free(scene, &self.span))
    }

    fn judge(&mut self, compiled: &Compiled, scene: &Scene<'_>) -> Option<Judged> {
        if compiled.matcher.is_some() {
            return judge(compiled, scene, self.span.clone(), Place::Text);
        }
        let value = scene.text.get(self.span.clone())?;
        let how = compiled.spec.normalise;
        let normal = match self.normal.take() {
            Some((own, normal)) if own == how => normal,
            _ => normalise(how, value),
        };
        let judged = check(compiled, scene, value, &normal);
        self.normal = Some((how, normal));
        judged
    }
}

/// What a detector says of a stretch that one of its patterns, or its matcher, found.
fn judge(compiled: &Compiled, scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    if let Some(matcher) = compiled.matcher {
        return (matcher.judge)(scene, span, place);
    }
    let value = scene.text.get(span)?;
    check(compiled, scene, value, &normalise(compiled.spec.normalise, value))
}

/// What a detector's checksum says of a value and its normal form.
fn check(compiled: &Compiled, scene: &Scene<'_>, value: &str, normal: &str) -> Option<Judged> {
    let Some(checksum) = compiled.checksum else { return (!normal.is_empty()).then(|| Judged::plain(normal)) };
    if form::is_partial(value) {
        return Some(Judged { form: Form::Partial, ..Judged::plain(normal) });
    }
    let is_checked = (checksum.is_valid)(normal);
    if normal.is_empty() || (!is_checked && !compiled.spec.checksum_optional) {
        return None;
    }
    let holds_birth = is_checked && compiled.spec.birth == Some(Birth::InValue);
    let birth = checksum.birth.filter(|_| holds_birth).and_then(|birth| birth(normal, scene.setting.today));
    let birth = birth.map(|(earliest, latest)| BirthDate { earliest, latest, basis: BirthBasis::NationalId });
    Some(Judged { is_checked, birth, ..Judged::plain(normal) })
}

/// What a detector says of a whole cell whose column speaks for it. None: the cell is no such value.
pub(super) fn in_cell(detectors: &Detectors, scene: &Scene<'_>, detector: usize) -> Option<Candidate> {
    let compiled = detectors.all.get(detector)?;
    let cell = core(compiled, scene.text.trim());
    let start = cell.as_ptr().addr().checked_sub(scene.text.as_ptr().addr())?;
    let span = start..start + cell.len();
    if form::is_placeholder(cell) && !form::is_partial(cell) {
        return None;
    }
    let candidate = |judged, by_shape| {
        let (is_near_context, is_near_negative) = (false, false);
        Some(Candidate { detector, span: span.clone(), judged, by_shape, is_near_context, is_near_negative })
    };
    if !compiled.nature.is_opaque
        && let Some(form) = form::veiled(cell)
    {
        return candidate(Judged { form, ..Judged::plain(cell) }, false);
    }
    if compiled.nature.can_be_partial && form::is_partial(cell) {
        return candidate(Judged { form: Form::Partial, ..Judged::plain(cell) }, false);
    }
    if compiled.matcher.is_some() || compiled.checksum.is_some() {
        return judge(compiled, scene, span.clone(), Place::Cell).and_then(|judged| candidate(judged, true));
    }
    let matches = compiled.patterns.iter().any(|own| own.is_whole(cell));
    let normal = normalise(compiled.spec.normalise, cell);
    let is_like_a_number =
        !compiled.nature.has_one_form && normal.len() >= 4 && cell.len() <= 64 && cell.bytes().any(|b| b.is_ascii_digit());
    let can_be = matches || compiled.patterns.is_empty() || is_like_a_number;
    if can_be && !normal.is_empty() { candidate(Judged::plain(normal), matches) } else { None }
}

/// A cell without what sheets and people put around values, if only that makes it one of a detector's: the apostrophe before
/// what is no number, the sign that ends a line, brackets, a note.
fn core<'a>(compiled: &Compiled, cell: &'a str) -> &'a str {
    let is_whole = |text: &str| compiled.patterns.iter().any(|own| own.is_whole(text));
    let is_bare = matches!(cell.as_bytes(), [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric());
    if is_bare || compiled.patterns.is_empty() || cell.len() > 128 || is_whole(cell) {
        return cell;
    }
    let note = cell.strip_suffix(')').and_then(|head| head.rfind(" (")).and_then(|at| cell.get(..at));
    let bare = note.unwrap_or(cell).trim_matches(|c: char| c.is_whitespace() || "'\"`;,.:‘’“”«»".contains(c));
    let unbracketed = bare.trim_matches(|c: char| "()[]<>".contains(c));
    match [bare, unbracketed].into_iter().find(|text| text.len() < cell.len() && is_whole(text)) {
        Some(core) => core,
        // Its check digit tells whether it is one, however it is written.
        None if compiled.checksum.is_some() => bare,
        None => cell,
    }
}
