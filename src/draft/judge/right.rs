//! What persons may ask for.

use std::collections::BTreeSet;

use super::{Scene, is_denied};
use crate::draft::language::Language;
use crate::draft::outline::{Topic, topic};
use crate::draft::statement::{Says, Statement};
use crate::draft::words::{Token, longest, tokens};

/// The right whose words deny by themselves: nobody is treated worse for asking.
const NO_RETALIATION: &str = "No retaliation";

/// The rights that some words name, each once.
pub fn names(words: &[Token], language: &Language) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let found = longest(&language.right, |right| &right.words, words);
    let names = found.into_iter().filter_map(|(_, ix)| Some(&language.right.get(ix)?.is));
    names.filter(|name| seen.insert((*name).clone())).cloned().collect()
}

/// The rights of a sentence. Under a label or heading that names a right itself, only that one: the text explains it.
pub fn rights(scene: &Scene<'_>) -> Vec<Statement> {
    let say = &scene.language.say;
    let other = say.right_other.all(scene.tokens);
    let own = say
        .right
        .all(scene.tokens)
        .into_iter()
        .find(|range| !other.iter().any(|other| other.start < range.end && range.start < other.end));
    let lead = scene.lead().is_some_and(|lead| say.right.is_in(lead));
    let from_label =
        scene.sentence.label.as_ref().map(|label| tokens(label)).filter(|_| scene.topic == Some(Topic::Right) || lead);
    let named = from_label.map(|label| names(&label, scene.language)).filter(|names| !names.is_empty());
    let is_listed =
        scene.sentence.is_item && (lead || scene.topic == Some(Topic::Right) && !scene.language.running.is_in(scene.tokens));
    if let Some(names) = named {
        return names.into_iter().map(|name| scene.statement(Says::Right(name))).collect();
    }
    if let Some(title) = titled(scene) {
        return title.into_iter().map(|name| scene.statement(Says::Right(name))).collect();
    }
    let Some(at) = own.map(|range| range.start).or(is_listed.then_some(0)) else { return Vec::new() };
    let names = names(scene.tokens, scene.language);
    let denied = !is_listed && is_denied(scene.tokens, at, scene.language);
    let is_granted = |name: &String| !denied || name == NO_RETALIATION;
    names.into_iter().filter(is_granted).map(|name| scene.statement(Says::Right(name))).collect()
}

/// The right that a heading of its own names: `Right to erasure`.
fn titled(scene: &Scene<'_>) -> Option<Vec<String>> {
    if scene.sentence.paragraph != 1 || scene.topic != Some(Topic::Right) {
        return None;
    }
    let title = tokens(&scene.outline.section_of(scene.sentence)?.title);
    let is_first = scene.before.is_none_or(|before| before.section != scene.sentence.section);
    let names = names(&title, scene.language);
    // `Access`, below `Your rights`.
    let is_right = scene.language.say.right.is_in(&title) || topic(&title, scene.language).is_none();
    (is_first && !names.is_empty() && is_right).then_some(names)
}
