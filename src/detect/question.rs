//! A question about a person as somebody types it: every class that it can be, with the forms to look up.

use std::collections::BTreeMap;

use super::matcher::{self, Place, phone};
use super::scene::{Scene, Setting};
use super::spec::Normalise;
use super::{Detectors, candidate, names};
use crate::model::ids::DataClass;
use crate::model::secret::{Raw, Term, TermKind};
use crate::model::time::Day;

/// Classes that are asked for by their whole value, whatever it looks like.
const AS_TYPED: [&str; 2] = ["user.account.username", "user.unique_id"];

/// No answer turns on the day; this one (2100-01-01) is after every date of birth.
const NO_DAY: Day = Day(47_482);

pub(super) fn question(detectors: &Detectors, text: &str, region: Option<&str>) -> Vec<(DataClass, Vec<Term>)> {
    let shadow = super::digits::Shadow::of(text.trim());
    let text = shadow.text.as_ref();
    let mut answers: BTreeMap<DataClass, Vec<Term>> = BTreeMap::new();
    if text.is_empty() {
        return Vec::new();
    }
    let scene = Scene::new(text, Setting { region, today: NO_DAY, known: None, is_thorough: false });
    by_matchers(&scene, &mut answers);
    by_patterns(detectors, &scene, &mut answers);
    by_name(text, &mut answers);
    let is_one_word = !text.contains(char::is_whitespace);
    for class in AS_TYPED.iter().filter(|_| is_one_word) {
        whole(&mut answers, class, text.to_owned());
        whole(&mut answers, class, text.to_lowercase());
    }
    answers.retain(|class, _| detectors.classes().get(class).is_some_and(|entry| !entry.few_values));
    answers.into_iter().collect()
}

fn whole(answers: &mut BTreeMap<DataClass, Vec<Term>>, class: &str, text: String) {
    let terms = answers.entry(DataClass::from(class)).or_default();
    let term = Term { kind: TermKind::Whole, text: Raw::new(text) };
    if !terms.contains(&term) {
        terms.push(term);
    }
}

fn by_matchers(scene: &Scene<'_>, answers: &mut BTreeMap<DataClass, Vec<Term>>) {
    for (name, class) in
        [("email", "user.contact.email"), ("phone", "user.contact.phone_number"), ("ip", "user.device.ip_address")]
    {
        let judged = matcher::find(name).and_then(|matcher| (matcher.judge)(scene, 0..scene.text.len(), Place::Cell));
        if let Some(judged) = judged {
            whole(answers, class, judged.normal);
        }
    }
    let class = "user.contact.phone_number";
    if answers.contains_key(&DataClass::from(class)) {
        // A source without a region keeps national numbers as their digits.
        whole(answers, class, scene.text.chars().filter(char::is_ascii_digit).collect());
        if let Some(number) = phone::parse(scene.text, scene.setting.region) {
            let national = number.national();
            whole(answers, class, format!("0{national}"));
            whole(answers, class, national);
        }
    }
}

/// Issued numbers: the whole question is a value of a detector's pattern, and passes its checksum.
fn by_patterns(detectors: &Detectors, scene: &Scene<'_>, answers: &mut BTreeMap<DataClass, Vec<Term>>) {
    for (ix, compiled) in detectors.all.iter().enumerate() {
        let is_id = matches!(compiled.spec.normalise, Normalise::Digits | Normalise::Alnum) || !compiled.patterns.is_empty();
        if !is_id
            || compiled
                .matcher
                .is_some_and(|matcher| matches!(matcher.name, "password" | "age" | "birth-year" | "date-of-birth"))
        {
            continue;
        }
        let Some(candidate) = candidate::in_cell(detectors, scene, ix).filter(|candidate| candidate.by_shape) else { continue };
        let is_whole = compiled.checksum.is_some() || compiled.patterns.iter().any(|own| own.is_whole(scene.text));
        if is_whole && !candidate.judged.normal.is_empty() {
            whole(answers, compiled.class.as_str(), candidate.judged.normal);
        }
    }
}

fn by_name(text: &str, answers: &mut BTreeMap<DataClass, Vec<Term>>) {
    let is_name = text.chars().any(char::is_alphabetic) && !text.contains('@') && text.split_whitespace().count() <= 8;
    let terms = names::terms(text);
    if !is_name || terms.is_empty() || text.chars().filter(|c| c.is_numeric()).count() > 2 {
        return;
    }
    let tokens: Vec<Term> = terms.iter().filter(|term| term.kind == TermKind::Token).cloned().collect();
    for class in ["user.name.first", "user.name.last"] {
        answers.entry(DataClass::from(class)).or_default().extend(tokens.clone());
    }
    answers.entry(DataClass::from("user.name")).or_default().extend(terms);
}
