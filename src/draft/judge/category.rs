//! Which kinds of data a sentence says are held.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Scene, is_denied};
use crate::draft::language::{ClassWords, Language};
use crate::draft::statement::{Held, Says, Statement};
use crate::draft::words::{Token, longest};

/// The classes that some words name, in order, each once.
pub fn classes(tokens: &[Token], language: &Language) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let named = places(tokens, language).into_iter().flat_map(|(_, words)| &words.data);
    named.filter(|class| seen.insert((*class).clone())).cloned().collect()
}

/// Where some words name a kind of data.
pub fn places<'l>(tokens: &[Token], language: &'l Language) -> Vec<(Range<usize>, &'l ClassWords)> {
    let found = longest(&language.class, |class| &class.words, tokens);
    found
        .into_iter()
        .filter_map(|(range, ix)| Some((range, language.class.get(ix)?)))
        .filter(|(_, class)| !class.data.is_empty())
        .collect()
}

/// The categories of a sentence that collects.
pub fn categories(scene: &Scene<'_>) -> Vec<Statement> {
    let say = &scene.language.say;
    let verb = say.collect.first(scene.tokens).map_or(0, |range| range.start);
    let is_never = !scene.sentence.is_item && is_denied(scene.tokens, verb, scene.language);
    let lead_denies = scene
        .lead()
        .is_some_and(|lead| say.collect.first(lead).is_some_and(|verb| is_denied(lead, verb.start, scene.language)));
    if is_never || lead_denies {
        return Vec::new();
    }
    let catch_all = say.catch_all.first(scene.tokens);
    let contacts = say.catch_all_contact.first(scene.tokens);
    // What stands in a catch-all is no kind of its own: `other contact details`.
    let hidden = [&catch_all, &contacts];
    let is_hidden = |range: &Range<usize>| {
        hidden.iter().any(|rest| rest.as_ref().is_some_and(|rest| rest.start < range.end && range.start < rest.end))
    };
    let mut data: Vec<String> = Vec::new();
    for (range, class) in places(scene.tokens, scene.language) {
        let is_new = |class: &&String| !data.contains(class);
        let more: Vec<String> =
            if is_hidden(&range) { Vec::new() } else { class.data.iter().filter(is_new).cloned().collect() };
        data.extend(more);
    }
    let mut found = Vec::new();
    if !data.is_empty() {
        found.push(Held { data, catch_all: false, subjects: subjects(scene, scene.tokens) });
    }
    if contacts.is_some() {
        found.push(Held { data: vec!["user.contact".to_owned()], catch_all: true, subjects: subjects(scene, scene.tokens) });
    } else if catch_all.is_some() {
        found.push(Held { data: vec!["*".to_owned()], catch_all: true, subjects: subjects(scene, scene.tokens) });
    }
    found.into_iter().map(|held| scene.statement(Says::Category(held))).collect()
}

/// Whom the data are about, as far as some words say it.
pub fn subjects(scene: &Scene<'_>, words: &[Token]) -> Vec<String> {
    let say = &scene.language.say;
    let kinds = [
        (&say.subject_employee, "employee"),
        (&say.subject_dependant, "dependant"),
        (&say.subject_applicant, "applicant"),
        (&say.subject_customers_customer, "customer-of-customer"),
        (&say.subject_public, "public"),
    ];
    let named = kinds.iter().filter(|(phrases, _)| phrases.is_in(words));
    named.map(|(_, subject)| (*subject).to_owned()).collect()
}
