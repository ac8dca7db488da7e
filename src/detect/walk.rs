//! One passage from its text to the answers: the cell as a whole first, then what stands in it, then who keeps which stretch.

use std::ops::Range;
use std::rc::Rc;

use super::candidate::{self, Candidate};
use super::column::is_bare_name;
use super::digits::Shadow;
use super::field::NameEvidence;
use super::matcher::Judged;
use super::name_shape::looks_like_name;
use super::overlap::{Rank, losers};
use super::scene::{Around, Scene, Setting};
use super::score::Evidence;
use super::spec::Needs;
use super::{Context, Detectors, at_hand, given_names};
use crate::model::finding::{ACCEPTED, ColumnRole, Form, HIGH, Hit};
use crate::model::passage::Passage;
use crate::model::secret::Raw;

/// Running text is looked at in pieces of this length that overlap by the longest thing that is found.
const WINDOW: usize = 64 << 10;
const OVERLAP: usize = 1 << 10;
/// Shorter cells of a class that anything can be hold nothing else besides.
const MIN_CONTAINER: usize = 16;
/// How far what goes together stands apart at most, in bytes.
const BESIDE: usize = 96;

/// A candidate with all that speaks for it.
pub(super) struct Scored {
    pub detector: usize,
    /// In the passage's text.
    pub span: Range<usize>,
    pub evidence: Evidence,
    pub confidence: f32,
    pub judged: Judged,
    pub role: ColumnRole,
    /// It is the whole of a cell, and others may stand inside it.
    pub is_container: bool,
    /// The detector that keeps this stretch instead.
    pub lost_to: Option<usize>,
}

impl Scored {
    /// Whether the evidence is enough.
    pub fn is_sure(&self) -> bool {
        self.confidence >= ACCEPTED - 1e-6
    }

    /// Whether it is a hit.
    pub fn is_accepted(&self) -> bool {
        self.lost_to.is_none() && self.is_sure()
    }

    /// The hit, if it is one.
    pub fn into_hit(self, detectors: &Detectors) -> Option<Hit> {
        let compiled = detectors.all.get(self.detector).filter(|_| self.is_accepted())?;
        let (detector, class) = at_hand::ids(detectors, self.detector)?;
        Some(Hit {
            detector,
            class,
            span: self.span,
            confidence: self.confidence,
            normal: Raw::new(self.judged.normal),
            form: self.judged.form,
            role: self.role,
            birth: self.judged.birth,
            is_checked: self.judged.is_checked && compiled.checksum.is_some(),
        })
    }
}

/// How much is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// What can become a hit.
    Hits,
    /// Also what nothing speaks for.
    Everything,
}

/// What the field of a passage says.
struct View {
    name: Rc<NameEvidence>,
    role: ColumnRole,
    is_profiled: bool,
    /// The detector of the column's verdict, with its confidence.
    judged: Option<(usize, f32)>,
}

impl View {
    fn of(detectors: &Detectors, passage: &Passage, context: &Context<'_>) -> Option<Self> {
        let ix = passage.field?;
        let name = at_hand::evidence(detectors, context.fields, ix);
        if let Some(verdict) = context.verdicts.get(usize::from(ix.0)).and_then(Option::as_ref) {
            let judged =
                verdict.class.as_ref().and_then(|(id, _)| Some((at_hand::detector(detectors, ix, id)?, verdict.confidence)));
            return Some(Self { name, role: verdict.role, is_profiled: true, judged });
        }
        Some(Self { role: name.role, name, is_profiled: false, judged: None })
    }

    /// Detectors that the column speaks for, with the confidence of its verdict.
    fn speaks_for(&self) -> &[(usize, f32)] {
        if self.is_profiled { self.judged.as_slice() } else { &self.name.columns }
    }

    fn column(&self, detector: usize) -> Option<f32> {
        self.speaks_for().iter().find(|(own, _)| *own == detector).map(|(_, confidence)| *confidence)
    }
}

/// Everything that was looked at in a passage, accepted or not, in the order of the text.
pub(super) fn passage(detectors: &Detectors, passage: &Passage, context: &Context<'_>, depth: Depth) -> Vec<Scored> {
    let setting =
        Setting { region: context.region, today: context.today, known: context.known, is_thorough: depth == Depth::Everything };
    let view = View::of(detectors, passage, context);
    let text = passage.text.0.as_str();
    let mut all = match &view {
        Some(view) => cells(detectors, text, setting, view),
        None => Vec::new(),
    };
    let container = all.iter().find(|scored| scored.is_container).map(|scored| scored.detector);
    let is_settled = container.is_none() && all.iter().any(Scored::is_accepted);
    if !is_settled {
        for (offset, piece, own) in pieces(text) {
            in_piece(detectors, (offset, piece, own), setting, view.as_ref(), container, &mut all);
        }
    }
    stand_together(detectors, &mut all);
    all.retain(|scored| passage.owned.contains(&scored.span.start));
    settle(detectors, context.region, &mut all);
    all.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.end.cmp(&a.span.end)).then(a.detector.cmp(&b.detector)));
    all
}

/// The cell as a whole, as each detector sees it that its column speaks for: the most exact name first, as far as it holds.
fn cells(detectors: &Detectors, text: &str, setting: Setting<'_>, view: &View) -> Vec<Scored> {
    let mut all: Vec<Scored> = Vec::new();
    if view.speaks_for().is_empty() {
        return all;
    }
    let shadow = Shadow::of(text);
    let scene = Scene::new(&shadow.text, setting);
    let mut len = None;
    let is_local = |detector: usize| setting.region.is_some() && detectors.country(detector) == setting.region;
    for (place, (detector, confidence)) in view.speaks_for().iter().enumerate() {
        let own_len = if view.is_profiled { 0 } else { view.name.named.get(place).map_or(0, |named| named.len) };
        let is_less_exact = len.is_some_and(|len| len != own_len) && all.iter().any(Scored::is_accepted);
        if is_less_exact && !is_local(*detector) {
            continue;
        }
        len = if is_less_exact { len } else { Some(own_len) };
        let scored = whole(detectors, (text, &shadow, &scene), view, (*detector, *confidence));
        all.extend(scored);
    }
    for detector in relatives(detectors, setting.region, view) {
        let scored = whole(detectors, (text, &shadow, &scene), view, (detector, 0.0));
        all.extend(scored.filter(|scored| scored.evidence.pattern));
    }
    stand_apart(detectors, &mut all);
    all
}

/// Leaves one container at most, and none whose class another detector knows better.
fn stand_apart(detectors: &Detectors, all: &mut [Scored]) {
    if all.len() < 2 {
        return;
    }
    let class = |scored: &Scored| detectors.all.get(scored.detector).map(|compiled| compiled.class.clone());
    let known: Vec<_> = all.iter().filter(|scored| scored.is_accepted()).map(class).collect();
    let mut has_container = false;
    for scored in all {
        let is_alone = known.iter().filter(|own| **own == class(scored)).count() < 2;
        scored.is_container &= !has_container && is_alone;
        has_container |= scored.is_container;
    }
}

/// Detectors of the source's own country of the classes that a field's name speaks for: in a table from Slovakia,
/// `passport_number` speaks for Slovak passports, though other countries' detectors know the name too.
fn relatives(detectors: &Detectors, region: Option<&str>, view: &View) -> Vec<usize> {
    let named = view.speaks_for();
    let class = |detector: usize| detectors.all.get(detector).map(|compiled| &compiled.class);
    let is_named = |detector: usize| named.iter().any(|(own, _)| *own == detector);
    if view.is_profiled || region.is_none() {
        return Vec::new();
    }
    let best = view.name.named.first().map_or(0, |named| named.len);
    let is_best = |detector: usize| view.name.named.iter().any(|own| own.detector == detector && own.len == best);
    let all = (0..detectors.all.len()).filter(|detector| detectors.country(*detector) == region && !is_named(*detector));
    all.filter(|detector| named.iter().any(|(own, _)| is_best(*own) && class(*own) == class(*detector))).collect()
}

/// The cell as one detector sees it.
fn whole(
    detectors: &Detectors,
    (text, shadow, scene): (&str, &Shadow<'_>, &Scene<'_>),
    view: &View,
    (detector, confidence): (usize, f32),
) -> Option<Scored> {
    let candidate = candidate::in_cell(detectors, scene, detector)?;
    let compiled = detectors.all.get(detector)?;
    let is_unsure = !view.is_profiled && is_bare_name(detectors, detector, &view.name);
    if is_unsure && !(looks_like_name(text) && given_names::has_given_name(text)) {
        return None;
    }
    let evidence = Evidence {
        pattern: candidate.by_shape,
        checksum: candidate.judged.is_checked,
        column: Some(confidence),
        bonus: candidate.judged.bonus,
        ..Evidence::default()
    };
    // What has the usual form of its class from end to end holds nothing besides.
    let is_proven = compiled.checksum.is_some() || candidate.judged.is_checked || candidate.judged.bonus > 0.0;
    let is_open = !is_proven && candidate.judged.form == Form::Full;
    let span = shadow.original(candidate.span);
    let is_container = is_open && (compiled.class.is_within("user.content") || span.len() >= MIN_CONTAINER);
    let confidence = evidence.confidence(&compiled.spec.confidence);
    Some(Scored {
        detector,
        is_container: is_container && confidence >= ACCEPTED,
        span,
        evidence,
        confidence,
        judged: candidate.judged,
        role: view.role,
        lost_to: None,
    })
}

/// A long text in overlapping pieces: offset, piece, and the part in which a candidate may start.
fn pieces(text: &str) -> Vec<(usize, &str, Range<usize>)> {
    if text.len() <= WINDOW {
        return vec![(0, text, 0..text.len())];
    }
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let mut all = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let own_end = boundary((start + WINDOW - OVERLAP).min(text.len()));
        let end = boundary((start + WINDOW).min(text.len()));
        let end = if end == text.len() { end } else { end.max(own_end) };
        // A little of the text before gives context and boundaries.
        let lead = boundary(start.saturating_sub(256));
        all.push((lead, text.get(lead..end).unwrap_or(""), start..own_end));
        start = own_end;
    }
    all
}

fn in_piece(
    detectors: &Detectors,
    (offset, piece, own): (usize, &str, Range<usize>),
    setting: Setting<'_>,
    view: Option<&View>,
    container: Option<usize>,
    all: &mut Vec<Scored>,
) {
    let shadow = Shadow::of(piece);
    let scene = Scene::new(&shadow.text, setting);
    let around = if setting.is_thorough {
        Around::Anything
    } else {
        view.map_or(Around::Nothing, |view| Around::Field(&view.name.voice.speaks_for, view.speaks_for()))
    };
    for candidate in candidate::in_text(detectors, &scene, around) {
        let within = shadow.original(candidate.span.clone());
        let span = within.start + offset..within.end + offset;
        if !own.contains(&span.start) {
            continue;
        }
        let Some(scored) = score(detectors, candidate, span, view) else { continue };
        if container.is_none_or(|container| stands_beside(detectors, container, &scored)) {
            all.push(scored);
        }
    }
}

/// Whether a hit inside a whole cell is worth telling beside it: a sure one, of another class; in messages any.
fn stands_beside(detectors: &Detectors, container: usize, inner: &Scored) -> bool {
    let (Some(outer), Some(own)) = (detectors.all.get(container), detectors.all.get(inner.detector)) else { return false };
    let is_message = outer.class.is_within("user.content");
    let is_family = own.class.is_within(outer.class.as_str()) || outer.class.is_within(own.class.as_str());
    is_message || (!is_family && (inner.confidence >= HIGH || (inner.evidence.checksum && inner.confidence >= ACCEPTED)))
}

fn score(detectors: &Detectors, candidate: Candidate, span: Range<usize>, view: Option<&View>) -> Option<Scored> {
    let compiled = detectors.all.get(candidate.detector)?;
    let voice = view.map(|view| &view.name.voice);
    let speaks_for = voice.is_some_and(|voice| voice.speaks_for.has(candidate.detector));
    let context = candidate.judged.has_cue || candidate.is_near_context || speaks_for;
    let column = view.and_then(|view| view.column(candidate.detector));
    let is_barred = match compiled.spec.needs {
        Some(Needs::Context) => !context && column.is_none(),
        Some(Needs::Column) => column.is_none(),
        None => false,
    };
    let evidence = Evidence {
        pattern: true,
        checksum: candidate.judged.is_checked,
        context,
        // A value inside a longer cell is not what the verdict was about: the name counts, the verdict's confidence does not.
        column: column.map(|_| 0.0),
        negative: candidate.is_near_negative || voice.is_some_and(|voice| voice.speaks_against.has(candidate.detector)),
        bonus: candidate.judged.bonus,
        is_barred,
    };
    Some(Scored {
        detector: candidate.detector,
        span,
        confidence: evidence.confidence(&compiled.spec.confidence),
        evidence,
        judged: candidate.judged,
        role: view.map(|view| view.role).unwrap_or_default(),
        is_container: false,
        lost_to: None,
    })
}

/// What stands beside a value that it goes with: a security code beside a card's number.
fn stand_together(detectors: &Detectors, all: &mut [Scored]) {
    for ix in 0..all.len() {
        let Some(own) = all.get(ix).filter(|own| !own.evidence.context) else { continue };
        let Some(spec) = detectors.all.get(own.detector).map(|compiled| &compiled.spec) else { continue };
        let Some(class) = &spec.beside else { continue };
        let reach = own.span.start.saturating_sub(BESIDE)..own.span.end + BESIDE;
        let is_beside = |other: &Scored| {
            let is_of_class =
                detectors.all.get(other.detector).is_some_and(|compiled| compiled.class.is_within(class.as_str()));
            is_of_class && other.is_sure() && other.span.start < reach.end && other.span.end > reach.start
        };
        if all.iter().any(is_beside)
            && let Some(own) = all.get_mut(ix)
        {
            own.evidence.context = true;
            own.confidence = own.evidence.confidence(&spec.confidence);
        }
    }
}

/// Lets the best of those that overlap stand. Weak ones take nobody's place, and containers stand apart.
fn settle(detectors: &Detectors, region: Option<&str>, all: &mut [Scored]) {
    if all.len() < 2 {
        return;
    }
    let rivals: Vec<usize> =
        all.iter().enumerate().filter(|(_, scored)| !scored.is_container && scored.is_accepted()).map(|(ix, _)| ix).collect();
    if rivals.len() < 2 {
        return;
    }
    let ranks: Vec<Rank<'_>> = rivals
        .iter()
        .filter_map(|ix| {
            let scored = all.get(*ix)?;
            let spec = &detectors.all.get(scored.detector)?.spec;
            Some(Rank {
                span: scored.span.clone(),
                confidence: scored.confidence,
                is_checked: scored.judged.is_checked,
                is_local: region.is_some() && spec.country.as_deref() == region,
                is_named: (scored.evidence.context && !scored.judged.has_cue) || scored.evidence.column.is_some(),
                id: &spec.id,
            })
        })
        .collect();
    let lost: Vec<(usize, usize)> = losers(&ranks)
        .into_iter()
        .enumerate()
        .filter_map(|(ix, winner)| Some((*rivals.get(ix)?, all.get(*rivals.get(winner?)?)?.detector)))
        .collect();
    for (ix, winner) in lost {
        if let Some(scored) = all.get_mut(ix) {
            scored.lost_to = Some(winner);
        }
    }
}
