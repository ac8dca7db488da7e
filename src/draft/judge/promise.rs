//! Promises that data can break.

use super::category::classes;
use super::{Scene, is_denied};
use crate::draft::statement::{Says, Statement};
use crate::model::policy::Keeps;

/// The class of card numbers: what `the last four digits` are of.
const CARD: &str = "user.financial.credit_card";

/// The promises of a sentence.
pub fn promises(scene: &Scene<'_>) -> Vec<Statement> {
    let say = &scene.language.say;
    let tokens = scene.tokens;
    let data = classes(tokens, scene.language);
    let mut found: Vec<(Keeps, Vec<String>)> = Vec::new();
    if say.last_four.is_in(tokens)
        && (data.iter().any(|class| class == CARD) || say.card.is_in(tokens) || say.digits.is_in(tokens))
    {
        found.push((Keeps::LastFour, vec![CARD.to_owned()]));
    }
    if say.no_identity.is_in(tokens) && is_of_many(scene) {
        found.push((Keeps::Anonymous, vec!["*".to_owned()]));
    }
    // `May be stored encrypted` leaves the clear text open, and what is encrypted on its way says nothing of what is stored.
    let is_at_rest = say.at_rest.is_in(tokens) || !say.in_transit.is_in(tokens);
    let is_stored = (say.keep.is_in(tokens) || say.hashed.is_in(tokens)) && is_at_rest && !say.perhaps.is_in(tokens);
    if !data.is_empty() && is_stored {
        let kept = |phrases: &crate::draft::words::Phrases| {
            phrases.first(tokens).is_some_and(|range| !is_denied(tokens, range.start, scene.language))
        };
        if kept(&say.hashed) {
            found.push((Keeps::Hashed, data.clone()));
        } else if kept(&say.encrypted) {
            found.push((Keeps::Encrypted, data.clone()));
        }
    }
    if found.is_empty() && is_never(scene) && !data.is_empty() {
        found.push((Keeps::Nothing, data));
    }
    found.into_iter().map(|(keeps, data)| scene.statement(Says::Promise { keeps, data })).collect()
}

/// Whether the sentence, the one before it or its heading is about aggregated or anonymous data.
fn is_of_many(scene: &Scene<'_>) -> bool {
    let aggregate = &scene.language.say.aggregate;
    let title = scene.outline.section_of(scene.sentence).map(|section| crate::draft::words::tokens(&section.title));
    aggregate.is_in(scene.tokens)
        || scene.before.is_some_and(|before| aggregate.is_in(&before.tokens))
        || title.is_some_and(|title| aggregate.is_in(&title))
}

/// Whether a sentence says that something is never held, with no way around it.
fn is_never(scene: &Scene<'_>) -> bool {
    let (say, tokens) = (&scene.language.say, scene.tokens);
    let Some(never) = say.never_store.first(tokens) else { return false };
    let verb = never.end.saturating_sub(1);
    let is_open = [&say.except, &say.knowingly, &say.child, &say.third, &say.open, &scene.language.period.beyond];
    // `We never keep it after your contract ends` is a limit.
    let is_until = (never.end..tokens.len()).any(|at| scene.language.period.after.at(tokens, at).is_some())
        && !super::retention::event_places(tokens, scene).is_empty();
    is_denied(tokens, verb, scene.language) && !is_until && !is_open.iter().any(|phrases| phrases.is_in(tokens))
}
