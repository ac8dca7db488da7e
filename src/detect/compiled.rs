//! Detectors ready to run: patterns compiled, checksums and matchers looked up, words numbered. What cannot be is a mistake
//! with file and line.

use super::checksum::{self, Checksum};
use super::classes::Classes;
use super::cues;
use super::engine::{Engine, Pattern};
use super::expression::Expression;
use super::matcher::{self, Matcher};
use super::phrasebook::Phrasebook;
use super::spec::{Mistake, Mistakes, Needs, Spec};
use super::words::{Vocabulary, name_words};
use crate::model::finding::ACCEPTED;
use crate::model::ids::{DataClass, DetectorId};

/// One detector.
pub(super) struct Compiled {
    pub spec: Spec,
    pub id: DetectorId,
    pub class: DataClass,
    /// The class has so few values that none is tagged.
    pub few_values: bool,
    pub patterns: Vec<Expression>,
    pub checksum: Option<&'static Checksum>,
    pub matcher: Option<&'static Matcher>,
    pub nature: Nature,
    /// Pattern and checksum are too little without a word nearby or a column.
    pub is_weak: bool,
}

/// What a class says of its values' forms.
#[derive(Clone, Copy)]
pub(super) struct Nature {
    /// They have the form that their issuer gave them, and no other.
    pub has_one_form: bool,
    /// They are random to begin with: a hash there is the value itself.
    pub is_opaque: bool,
    /// They are shown in part.
    pub can_be_partial: bool,
}

impl Nature {
    fn of(class: &DataClass) -> Self {
        let is_any = |parents: &[&str]| parents.iter().any(|parent| class.is_within(parent));
        Self {
            has_one_form: is_any(&["user.device", "user.government_id.vehicle_registration"]),
            is_opaque: is_any(&["user.device", "user.unique_id", "user.telemetry", "user.authorization.credentials"]),
            can_be_partial: is_any(&["user.financial", "user.government_id", "user.contact", "user.payment"]),
        }
    }
}

impl Compiled {
    /// Whether it looks at running text at all.
    pub fn reads_text(&self) -> bool {
        self.spec.needs != Some(Needs::Column) && (!self.patterns.is_empty() || self.matcher.is_some_and(|m| m.find.is_some()))
    }
}

fn is_weak(spec: &Spec, matcher: Option<&Matcher>) -> bool {
    // Their patterns hold the words that speak for them.
    let has_own_cue = matcher.is_some_and(|matcher| matches!(matcher.name, "age" | "name" | "password" | "keyed-password"));
    !has_own_cue && (spec.needs.is_some() || spec.confidence.pattern + spec.confidence.checksum < ACCEPTED - 1e-6)
}

/// Compiles one detector; `is_own`: from a file of the operator's.
pub(super) fn compile(
    (file, line, is_own): (&str, usize, bool),
    spec: Spec,
    classes: &Classes,
    (detector, vocabulary, phrasebook): (usize, &mut Vocabulary, &mut Phrasebook),
    mistakes: &mut Mistakes,
) -> Compiled {
    let id = spec.id.clone();
    let mut wrong =
        |text: String| mistakes.0.push(Mistake { file: file.to_owned(), line, text: format!("detector `{id}`: {text}") });
    if !id.contains('.') || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'))
    {
        wrong("an id is a country or `intl`, a full stop and a short name, in lower case".to_owned());
    }
    let entry = classes.get(&DataClass::from(spec.class.as_str()));
    if entry.is_none() {
        let near = classes.nearest(&spec.class).map(|near| format!(", the nearest known one is `{near}`")).unwrap_or_default();
        wrong(format!("unknown class `{}`{near}", spec.class));
    }
    let mut patterns = Vec::new();
    for pattern in spec.pattern.iter().chain(&spec.patterns) {
        match Expression::bounded(pattern) {
            // The binary's own are known to be small enough: a test asks each of them.
            Ok(own) if is_own && !own.is_usable() => wrong("pattern: too large".to_owned()),
            Ok(own) => patterns.push(own),
            Err(text) => wrong(text),
        }
    }
    let checksum = spec.checksum.as_deref().and_then(checksum::find);
    if let Some(name) = spec.checksum.as_deref().filter(|_| checksum.is_none()) {
        wrong(unknown("checksum", name, checksum::CHECKSUMS.iter().map(|c| c.name)));
    }
    let matcher = spec.matcher.as_deref().and_then(matcher::find);
    if let Some(name) = spec.matcher.as_deref().filter(|_| matcher.is_none()) {
        wrong(unknown("matcher", name, matcher::MATCHERS.iter().map(|m| m.name)));
    }
    if patterns.is_empty() && matcher.is_none() && spec.columns.is_empty() && mistakes.0.is_empty() {
        mistakes.0.push(Mistake {
            file: file.to_owned(),
            line,
            text: format!("detector `{id}`: neither pattern, matcher nor columns"),
        });
    }
    note_words(detector, &spec, vocabulary, phrasebook);
    let class = DataClass::from(spec.class.as_str());
    Compiled {
        id: DetectorId::from(spec.id.as_str()),
        nature: Nature::of(&class),
        class,
        few_values: entry.is_some_and(|entry| entry.few_values),
        patterns,
        checksum,
        is_weak: is_weak(&spec, matcher),
        matcher,
        spec,
    }
}

/// Notes the phrases that speak for a detector, and those that speak against it.
fn note_words(detector: usize, spec: &Spec, vocabulary: &mut Vocabulary, phrasebook: &mut Phrasebook) {
    cues::of(spec).iter().for_each(|phrase| phrasebook.speak_for(detector, phrase, vocabulary));
    let against = spec.negative.iter().map(String::as_str).chain(cues::of_others(spec));
    against.for_each(|phrase| phrasebook.speak_against(detector, phrase, vocabulary));
    // The words of column names count as known too: headings made of them name nobody.
    for column in &spec.columns {
        name_words(column).into_iter().for_each(|(_, word)| vocabulary.note(word));
    }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match known.max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name))) {
        Some(near) => format!("unknown {what} `{name}`, the nearest known one is `{near}`"),
        None => format!("unknown {what} `{name}`"),
    }
}

/// The patterns that look at running text, on their routes. Those of the detectors from `first_own` on are the operator's.
pub(super) fn engine(all: &[Compiled], first_own: usize, mistakes: &mut Mistakes) -> Option<Engine> {
    let mut patterns = Vec::new();
    for (detector, compiled) in all.iter().enumerate().filter(|(_, compiled)| compiled.reads_text()) {
        let is_own = detector >= first_own;
        let is_weak = compiled.is_weak;
        patterns.extend(compiled.patterns.iter().map(|own| Pattern { detector, expression: own.clone(), is_own, is_weak }));
    }
    let engine = Engine::new(patterns);
    if let Err(error) = &engine {
        mistakes.0.push(Mistake { file: "(all)".to_owned(), line: 0, text: format!("patterns together: {error}") });
    }
    engine.ok()
}
