//! What a column holds as a whole: its name, its declared type and a sample of its values, weighed together. One column, one
//! answer, and the next best.

use super::Detectors;
use super::candidate;
use super::compiled::Compiled;
use super::field::{NameEvidence, NameMatch};
use super::form;
use super::given_names::has_given_name;
use super::name_shape::looks_like_name;
use super::scene::{Scene, Setting};
use super::shape;
use crate::model::finding::{ACCEPTED, CAP, ColumnShape, ColumnVerdict};
use crate::model::ids::DataClass;
use crate::model::time::Day;

/// A column with a sample of its values.
#[derive(Clone, Debug)]
pub struct FieldSample<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its declared type; empty if none is.
    pub declared: &'a str,
    /// Values, without NULL.
    pub values: Vec<&'a str>,
    /// Whether no two rows share a value.
    pub is_unique: bool,
}

/// Values that are looked at.
const MAX_VALUES: usize = 200;
/// Below this share of fitting values a name that promises a checked or shaped value is wrong.
const MIN_SHARE: f32 = 0.3;
/// From this share on values speak for themselves.
const ALONE_SHARE: f32 = 0.8;
/// So many values passing a checksum of one in ten by chance is no chance.
const MANY: usize = 8;
const MANY_BONUS: f32 = 0.35;
/// Under a name that promises persons' names: values that are shaped so, many with a given name that is known.
const NAMES_BONUS: f32 = 0.30;
/// A name that only ends like a known one.
const TRAILING: f32 = -0.05;

/// A detector's claim on a column.
#[derive(Clone, Copy)]
struct Claim {
    detector: usize,
    confidence: f32,
    /// How much of the column's name matched: decides between equal claims.
    len: usize,
}

struct Sampled<'a> {
    values: Vec<&'a str>,
    shape: ColumnShape,
    is_unique: bool,
}

pub(super) fn profile(detectors: &Detectors, fields: &[FieldSample<'_>]) -> Vec<ColumnVerdict> {
    let mut verdicts: Vec<ColumnVerdict> = fields.iter().map(|field| judge(detectors, field, false)).collect();
    let has_person = verdicts.iter().any(is_of_a_person);
    if has_person {
        // A table that holds other data of persons calls a person's name just `name`.
        for (field, verdict) in fields.iter().zip(&mut verdicts).filter(|(_, verdict)| verdict.class.is_none()) {
            *verdict = judge(detectors, field, true);
        }
    }
    verdicts
}

fn is_of_a_person(verdict: &ColumnVerdict) -> bool {
    const OF_A_PERSON: [&str; 6] = [
        "user.contact.email",
        "user.contact.phone_number",
        "user.demographic",
        "user.government_id",
        "user.name",
        "user.contact.address.street",
    ];
    verdict.class.as_ref().is_some_and(|(_, class)| OF_A_PERSON.iter().any(|own| class.is_within(own)))
}

fn judge(detectors: &Detectors, field: &FieldSample<'_>, has_person: bool) -> ColumnVerdict {
    let values: Vec<&str> = field
        .values
        .iter()
        .map(|value| value.trim())
        .filter(|value| !form::is_placeholder(value) || form::is_partial(value))
        .collect();
    let step = values.len().div_ceil(MAX_VALUES).max(1);
    let values: Vec<&str> = values.into_iter().step_by(step).collect();
    let shape = shape::of(&values, field.declared);
    let sampled = Sampled { values, shape, is_unique: field.is_unique };
    let name = detectors.name_evidence(field.name);
    let mut claims: Vec<Claim> = Vec::new();
    for (detector, compiled) in detectors.all.iter().enumerate() {
        if is_ruled_out(compiled, &sampled) {
            continue;
        }
        let named = name.named.iter().find(|named| named.detector == detector);
        if named.is_some() && is_bare_name(detectors, detector, &name) && !are_names(&sampled.values, has_person) {
            continue;
        }
        let confidence = claim(detectors, detector, named, &sampled);
        let len = named.map_or(0, |named| named.len);
        claims.extend(confidence.filter(|c| *c >= 0.2).map(|confidence| Claim { detector, confidence, len }));
    }
    // A longer match of the name beats a shorter one of like strength: `email_domain` over `domain`.
    let strength = |claim: &Claim| claim.confidence + claim.len.min(30) as f32 * 0.005;
    claims.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.detector.cmp(&b.detector)));
    let id = |claim: &Claim| detectors.all.get(claim.detector).map(|compiled| compiled.id.clone());
    let best = claims.first().filter(|claim| claim.confidence >= ACCEPTED);
    let class = best.and_then(|claim| Some((id(claim)?, detectors.all.get(claim.detector)?.class.clone())));
    let next = if best.is_some() { claims.get(1) } else { claims.first() };
    ColumnVerdict {
        name: field.name.to_owned(),
        confidence: best.map_or(0.0, |claim| claim.confidence),
        runner_up: next.and_then(|claim| Some((id(claim)?, claim.confidence))),
        role: name.role,
        shape: sampled.shape,
        class,
    }
}

/// Whether a column's shape makes a class impossible, whatever its name says.
fn is_ruled_out(compiled: &Compiled, sampled: &Sampled<'_>) -> bool {
    let is = |class: &str| compiled.class.is_within(class);
    match sampled.shape {
        ColumnShape::Boolean => !is("user.demographic.gender"),
        ColumnShape::Date => !(is("user.demographic.date_of_birth") || is("user.financial.card_expiry")),
        ColumnShape::Number if shape::are_years(&sampled.values) => {
            !(is("user.demographic.date_of_birth") || is("user.financial.card_expiry") || is("user.demographic.age_range"))
        }
        _ => false,
    }
}

/// How far a detector claims a column. None: not at all.
fn claim(detectors: &Detectors, detector: usize, named: Option<&NameMatch>, sampled: &Sampled<'_>) -> Option<f32> {
    let compiled = detectors.all.get(detector)?;
    let weights = compiled.spec.confidence;
    if named.is_none() && !speaks_for_itself(compiled) {
        return None;
    }
    let Some(named) = named else { return claim_alone(detectors, detector, sampled) };
    let base = weights.column + if named.is_whole { 0.0 } else { TRAILING };
    if sampled.values.is_empty() {
        return (sampled.shape == ColumnShape::Empty).then_some(base);
    }
    let fits = fits(detectors, detector, &sampled.values, 0.0);
    if fits.any < MIN_SHARE || (!is_strict(compiled) && fits.any < 0.5) {
        return None;
    }
    let names = if compiled.matcher.is_some_and(|own| own.name == "name") && are_surely_names(&sampled.values) {
        NAMES_BONUS
    } else {
        0.0
    };
    Some((base + fits.shaped * weights.pattern + fits.checked * weights.checksum + names).min(CAP))
}

/// Values that speak for themselves under a name that does not.
fn claim_alone(detectors: &Detectors, detector: usize, sampled: &Sampled<'_>) -> Option<f32> {
    let compiled = detectors.all.get(detector)?;
    let weights = compiled.spec.confidence;
    if sampled.values.len() < 2 || (sampled.shape == ColumnShape::Enumeration && compiled.checksum.is_some()) {
        return None;
    }
    let fits = fits(detectors, detector, &sampled.values, ALONE_SHARE);
    if fits.checked < ALONE_SHARE {
        return None;
    }
    let many = compiled.checksum.is_some() && sampled.values.len() >= MANY && fits.checked >= 0.95 && sampled.is_unique;
    let bonus = if many { MANY_BONUS } else { 0.0 };
    Some((fits.checked * (weights.pattern + weights.checksum) + bonus).min(CAP))
}

fn speaks_for_itself(compiled: &Compiled) -> bool {
    let by_matcher = compiled.matcher.is_some_and(|matcher| matches!(matcher.name, "email" | "ip" | "phone" | "user-agent"));
    (compiled.checksum.is_some() && !compiled.spec.checksum_optional) || by_matcher
}

/// Whether its values have a form of their own.
fn is_strict(compiled: &Compiled) -> bool {
    compiled.checksum.is_some() || !compiled.patterns.is_empty()
}

/// Shares of the values, 0 to 1.
struct Fits {
    any: f32,
    shaped: f32,
    checked: f32,
}

/// How many values fit. Ends early, with too little, once less than `least` of them can be checked.
fn fits(detectors: &Detectors, detector: usize, values: &[&str], least: f32) -> Fits {
    // No verdict turns on the day of the scan: a date that is one today is one tomorrow. 2100-01-01 refuses no birth.
    let setting = Setting { region: None, today: Day(47_482), known: None, is_thorough: false };
    let (mut any, mut shaped, mut checked) = (0_usize, 0_usize, 0_usize);
    let share = |n: usize| n as f32 / values.len().max(1) as f32;
    for (ix, value) in values.iter().enumerate() {
        if share(checked + values.len() - ix) < least {
            break;
        }
        let shadow = super::digits::Shadow::of(value);
        let Some(found) = candidate::in_cell(detectors, &Scene::new(&shadow.text, setting), detector) else { continue };
        any += 1;
        shaped += usize::from(found.by_shape);
        checked += usize::from(found.judged.is_checked);
    }
    Fits { any: share(any), shaped: share(shaped), checked: share(checked) }
}

/// Whether a field is called just `name` (in any language): of a person, or of anything.
pub(super) fn is_bare_name(detectors: &Detectors, detector: usize, name: &NameEvidence) -> bool {
    let is_name = detectors.all.get(detector).is_some_and(|own| own.class == DataClass::from("user.name"));
    is_name && name.n_words == 1 && name.named.first().is_some_and(|named| named.len <= 9)
}

/// Whether values are persons' names: shaped like them, and some known as given names, unless the table is one of persons.
fn are_names(values: &[&str], has_person: bool) -> bool {
    if values.is_empty() {
        return has_person;
    }
    let (n_shaped, n_given) = n_names(values);
    let many = |n: usize, percent: usize| n * 100 >= values.len() * percent;
    if has_person { many(n_shaped, 50) || many(n_given, 30) } else { many(n_shaped, 60) && many(n_given, 15) && n_given > 0 }
}

/// Whether nearly all values are shaped like persons' names and many of them begin with a given name that is known.
fn are_surely_names(values: &[&str]) -> bool {
    let (n_shaped, n_given) = n_names(values);
    values.len() >= MANY && n_shaped * 100 >= values.len() * 80 && n_given * 100 >= values.len() * 15
}

/// How many values are shaped like names, and how many hold a known given name.
fn n_names(values: &[&str]) -> (usize, usize) {
    let n_shaped = values.iter().filter(|value| looks_like_name(value)).count();
    (n_shaped, values.iter().filter(|value| has_given_name(value)).count())
}
