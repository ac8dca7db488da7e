//! Legal bases, and of which data.

use std::collections::BTreeSet;

use super::category::classes;
use super::{Scene, is_denied};
use crate::draft::language::Language;
use crate::draft::statement::{Says, Statement};
use crate::draft::words::{Token, longest, tokens};

/// The bases that some words name, each once.
fn names(words: &[Token], language: &Language) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let found = longest(&language.basis, |basis| &basis.words, words);
    let names = found.into_iter().filter_map(|(_, ix)| Some(&language.basis.get(ix)?.is));
    names.filter(|name| seen.insert((*name).clone())).cloned().collect()
}

/// The legal basis that a sentence states, itself or below a label that says so.
pub fn basis(scene: &Scene<'_>) -> Option<Statement> {
    let say = &scene.language.say;
    let label = scene.sentence.label.as_ref().map(|label| tokens(label)).unwrap_or_default();
    let at = say.basis.first(scene.tokens);
    let denied = at.as_ref().is_some_and(|range| is_denied(scene.tokens, range.start, scene.language));
    let lead = scene.lead().is_some_and(|lead| say.basis.is_in(lead));
    if denied || at.is_none() && !say.basis.is_in(&label) && !lead {
        return None;
    }
    let mut names = names(scene.tokens, scene.language);
    if names.is_empty() && lead {
        names = self::names(&label, scene.language);
    }
    let data = classes(scene.tokens, scene.language);
    let is_all = data.is_empty() && say.generic.is_in(scene.tokens);
    let data = if is_all { vec!["*".to_owned()] } else { data };
    (!names.is_empty()).then(|| scene.statement(Says::Basis { names, data }))
}
