//! Promises that data can break.

use std::ops::Range;

use super::category::{classes, places};
use super::length::lengths;
use super::place::codes;
use super::retention::event_places;
use super::{Scene, is_denied};
use crate::draft::outline::Topic;
use crate::draft::statement::{Says, Statement};
use crate::draft::words::Phrases;
use crate::model::policy::Keeps;
use crate::model::time::EventKind;

/// The class of card numbers: what `the last four digits` are of.
const CARD: &str = "user.financial.credit_card";

/// How many words may stand between `only` and the system that alone holds data, and how many of them name it.
const NEAR: usize = 6;
const NAME: usize = 2;

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
        let kept =
            |phrases: &Phrases| phrases.first(tokens).is_some_and(|range| !is_denied(tokens, range.start, scene.language));
        if kept(&say.hashed) {
            found.push((Keeps::Hashed, data.clone()));
        } else if kept(&say.encrypted) {
            found.push((Keeps::Encrypted, data.clone()));
        }
    }
    if found.is_empty() && is_never(scene) && !data.is_empty() {
        found.push((Keeps::Nothing, data));
    }
    if is_apart(scene) {
        found.extend(spoken_of(scene).map(|data| (Keeps::WithItsCustomer, data)));
    }
    if ends_with_account(scene) {
        found.extend(spoken_of(scene).map(|data| (Keeps::UntilDeactivation, data)));
    }
    let plain = found.into_iter().map(|(keeps, data)| Says::Promise { keeps, data, within: Vec::new() });
    plain.chain(placed(scene)).map(|says| scene.statement(says)).collect()
}

/// Data that lie in named places or systems alone: `only in the EEA`, `केवल भुगतान प्रणाली में`.
fn placed(scene: &Scene<'_>) -> Option<Says> {
    let (say, tokens) = (&scene.language.say, scene.tokens);
    let lies = say.keep.is_in(tokens) || say.processed.is_in(tokens);
    let stays = say.stays.first(tokens).map(|range| range.start.saturating_sub(NEAR / 2)..range.end + NEAR / 2);
    let only = only(scene).filter(|_| lies);
    let around = stays.into_iter().chain(only.map(|only| only..only + NEAR));
    let regions = around.map(|near| near_places(scene, near)).find(|regions| !regions.is_empty());
    if let Some(within) = regions {
        return spoken_of(scene).map(|data| Says::Promise { keeps: Keeps::InRegion, data, within });
    }
    let only = only?;
    let system = say.system.all(tokens).into_iter().find(|range| range.start >= only && range.start - only <= NEAR)?;
    let is_denied = say.keep.first(tokens).is_some_and(|verb| is_denied(tokens, verb.start, scene.language));
    let name = name_of(scene, only, &system);
    let hidden = system.start.saturating_sub(NAME)..system.end;
    let named: Vec<String> = places(tokens, scene.language)
        .into_iter()
        .filter(|(range, _)| range.end <= hidden.start || hidden.end <= range.start)
        .flat_map(|(_, class)| class.data.clone())
        .collect();
    let data = if named.is_empty() { spoken_of(scene)? } else { named };
    (!is_denied).then(|| Says::Promise { keeps: Keeps::InSystems, data, within: vec![name] })
}

/// The words of a system: its kind and what stands directly before it, without small words.
fn name_of(scene: &Scene<'_>, only: usize, system: &Range<usize>) -> String {
    let from = system.start.saturating_sub(NAME).max(only);
    let small = &scene.language.small;
    let words = (from..system.end).filter(|at| *at >= system.start || small.at(scene.tokens, *at).is_none());
    // What stands before a small word is no part of the name: `held only in our system`.
    let cut = (from..system.start).rev().find(|at| small.at(scene.tokens, *at).is_some()).map_or(from, |at| at + 1);
    let named = words.filter(|at| *at >= cut).filter_map(|at| scene.tokens.get(at)).map(|token| token.word.as_str());
    named.collect::<Vec<_>>().join("-")
}

/// Where what a sentence says `only` of begins; `not only` says it of nothing.
fn only(scene: &Scene<'_>) -> Option<usize> {
    let false_ones = scene.language.negation.none.all(scene.tokens);
    let all = scene.language.say.solely.all(scene.tokens);
    let real = all.into_iter().find(|range| !false_ones.iter().any(|other| other.contains(&range.start)));
    real.map(|range| range.end)
}

/// The codes of the places that some of the words name.
fn near_places(scene: &Scene<'_>, near: Range<usize>) -> Vec<String> {
    let end = near.end.min(scene.tokens.len());
    codes(scene.tokens.get(near.start..end).unwrap_or_default(), scene.language)
}

/// Whether a sentence says that a customer's data are kept apart from those of others.
fn is_apart(scene: &Scene<'_>) -> bool {
    let say = &scene.language.say;
    say.other_customers.is_in(scene.tokens) && (say.apart.is_in(scene.tokens) || denies_sharing(scene))
}

fn denies_sharing(scene: &Scene<'_>) -> bool {
    let share = scene.language.say.share.first(scene.tokens);
    share.is_some_and(|verb| is_denied(scene.tokens, verb.start, scene.language))
}

/// Whether a sentence says that data go when the account does: no number, no later day, nobody has to ask.
fn ends_with_account(scene: &Scene<'_>) -> bool {
    let (say, tokens) = (&scene.language.say, scene.tokens);
    let events = event_places(tokens, scene);
    let Some((event, _)) = events.iter().find(|(_, kind)| *kind == EventKind::AccountClosed) else { return false };
    let outside = |range: &Range<usize>| events.iter().all(|(event, _)| range.end <= event.start || event.end <= range.start);
    let others = say.other_verb.all(tokens);
    let is_ours = |range: &Range<usize>| !others.iter().any(|other| other.contains(&range.start));
    let erases = say.erase.all(tokens).into_iter().find(|range| outside(range) && is_ours(range));
    let before = tokens.get(event.start.saturating_sub(NEAR)..event.start).unwrap_or_default();
    let behind = (event.end..event.end + NEAR).any(|at| scene.language.period.after.at(tokens, at).is_some());
    let is_then = scene.language.period.after.is_in(before) || say.occasion.is_in(before) || behind;
    let is_open = [&say.right, &say.open, &say.perhaps, &say.backup, &say.except];
    let is_asked = scene.topic == Some(Topic::Right) || is_open.iter().any(|phrases| phrases.is_in(tokens));
    let has_length = !lengths(tokens, scene.language).is_empty();
    is_then && !is_asked && !has_length && erases.is_some_and(|verb| !is_denied(tokens, verb.start, scene.language))
}

/// The classes that a sentence speaks of, those before it if it says `it`, or all; none if it speaks of something else.
fn spoken_of(scene: &Scene<'_>) -> Option<Vec<String>> {
    let say = &scene.language.say;
    let own = classes(scene.tokens, scene.language);
    if !own.is_empty() {
        return Some(own);
    }
    let before = say.anaphor.is_in(scene.tokens).then(|| super::retention::spoken_of(scene)).flatten();
    before.or_else(|| say.generic.is_in(scene.tokens).then(|| vec!["*".to_owned()]))
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
