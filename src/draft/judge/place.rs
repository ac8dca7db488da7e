//! The jurisdictions that a text names. Where data lie is no jurisdiction, and an address is none either.

use std::collections::BTreeSet;

use super::{Scene, is_denied};
use crate::draft::language::Language;
use crate::draft::statement::{Says, Statement};
use crate::draft::words::{Token, longest, tokens};

/// The jurisdictions of a sentence and of its heading.
pub fn places(scene: &Scene<'_>) -> Vec<Statement> {
    let title = scene.outline.section_of(scene.sentence).map(|section| tokens(&section.title)).unwrap_or_default();
    let label = scene.sentence.label.as_ref().map(|label| tokens(label)).unwrap_or_default();
    let mut found = BTreeSet::new();
    for words in [scene.tokens, &title, &label] {
        found.extend(named(scene, words));
    }
    found.into_iter().map(|code| Statement { says: Says::Jurisdiction(code), sentence: scene.ix, hedges: Vec::new() }).collect()
}

fn named(scene: &Scene<'_>, words: &[Token]) -> Vec<String> {
    let say = &scene.language.say;
    let is_law = say.law.is_in(words) && !say.transfer.is_in(words) && !say.transfer_at.is_in(words);
    let places = scene.language.place.iter().filter(|place| {
        place.laws.is_in(words)
            || is_law && place.words.first(words).is_some_and(|range| !is_denied(words, range.start, scene.language))
    });
    places.map(|place| place.code.clone()).collect()
}

/// The codes of the places that some words name, each once.
pub fn codes(words: &[Token], language: &Language) -> Vec<String> {
    let named = longest(&language.place, |place| &place.words, words);
    let codes: BTreeSet<&String> = named.into_iter().filter_map(|(_, ix)| Some(&language.place.get(ix)?.code)).collect();
    codes.into_iter().cloned().collect()
}
