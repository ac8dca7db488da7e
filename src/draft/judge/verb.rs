//! What a sentence does with data: the first verb that says so, its own or that of the sentence leading to it.

use super::Scene;
use crate::draft::language::Language;
use crate::draft::outline::Topic;
use crate::draft::words::{Phrases, Token};

/// What is done with data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// They are collected.
    Collect,
    /// What was said to be collected is gone on with.
    Include,
    /// They are used.
    Use,
    /// They are given to somebody.
    Share,
    /// They are secured.
    Secure,
    /// They are brought elsewhere.
    Transfer,
}

/// What a sentence does.
pub fn of(scene: &Scene<'_>) -> Option<Verb> {
    let own = own(scene);
    let lead = scene.lead().and_then(|lead| first(lead, scene.language)).map(|(_, verb)| verb);
    let is_clause = scene.language.running.is_in(scene.tokens);
    let from_heading = || by_topic(scene.topic).filter(|_| !is_clause);
    if scene.sentence.is_item {
        // An item that is a whole sentence speaks for itself; a mere phrase says what its lead does with it.
        return match (own, lead.or_else(from_heading)) {
            (Some((_, own)), _) if is_clause => Some(own),
            (None, _) if scene.language.say.occasion.at(scene.tokens, 0).is_some() => None,
            (_, Some(lead)) => Some(lead),
            (own, None) => own.map(|(_, verb)| verb),
        };
    }
    let goes_on = scene.language.say.include.first(scene.tokens).map(|range| range.start);
    let own_before = own.filter(|(at, _)| goes_on.is_none_or(|include| *at <= include));
    match (own_before, scene.verb_before) {
        (Some((_, verb)), _) => Some(verb),
        // `This includes your name` goes on with what the sentence before it does.
        (None, Some(Verb::Collect | Verb::Include)) if goes_on.is_some() => Some(Verb::Include),
        (None, _) => match own {
            Some((_, verb)) if scene.topic != Some(Topic::Collect) => Some(verb),
            own => from_heading().filter(|_| scene.sentence.label.is_some() && is_first(scene)).or(own.map(|(_, verb)| verb)),
        },
    }
}

/// The first verb; one that the heading is about comes before the others, since it tells how the rest is meant.
fn own(scene: &Scene<'_>) -> Option<(usize, Verb)> {
    let say = &scene.language.say;
    let found = first(scene.tokens, scene.language);
    // Who receives data in a part on sharing is a recipient, unless it is the company: `the courier receives your address`.
    let is_collected = found.is_none_or(|(_, verb)| verb == Verb::Collect);
    if scene.topic == Some(Topic::Share) && is_collected && !say.share.is_in(scene.tokens) && !say.we_get.is_in(scene.tokens) {
        let got = say.get.first(scene.tokens).map(|range| (range.start, Verb::Share));
        return got.or(found);
    }
    let found = found?;
    let about = match (by_topic(scene.topic), found.1) {
        (Some(Verb::Share), Verb::Collect) => say.share.first(scene.tokens),
        (Some(Verb::Secure), Verb::Collect | Verb::Use) => say.secure.first(scene.tokens),
        _ => None,
    };
    Some(match (about, scene.topic) {
        (Some(range), Some(Topic::Share)) => (range.start, Verb::Share),
        (Some(range), _) => (range.start, Verb::Secure),
        (None, _) => found,
    })
}

/// Whether it is the first sentence of its block.
fn is_first(scene: &Scene<'_>) -> bool {
    scene.before.is_none_or(|before| before.paragraph != scene.sentence.paragraph)
}

fn by_topic(topic: Option<Topic>) -> Option<Verb> {
    match topic? {
        Topic::Collect => Some(Verb::Collect),
        Topic::Use => Some(Verb::Use),
        Topic::Share => Some(Verb::Share),
        Topic::Secure => Some(Verb::Secure),
        Topic::Transfer => Some(Verb::Transfer),
        Topic::Keep | Topic::Right | Topic::Child | Topic::Change => None,
    }
}

/// The first verb of some words, and where. Bringing data elsewhere is said by a place, wherever it stands.
fn first(tokens: &[Token], language: &Language) -> Option<(usize, Verb)> {
    let say = &language.say;
    let lists = [(&say.share, Verb::Share), (&say.uses, Verb::Use), (&say.secure, Verb::Secure), (&say.collect, Verb::Collect)];
    let others = say.other_verb.all(tokens);
    let is_other = |at: usize| others.iter().any(|range| range.contains(&at));
    let at = |phrases: &Phrases| {
        let found = phrases.all(tokens).into_iter().find(|range| !is_other(range.start));
        found.map(|range| (range.start, std::cmp::Reverse(range.end)))
    };
    let found = lists.iter().enumerate().filter_map(|(ix, (phrases, verb))| Some((at(phrases)?, ix, *verb)));
    let first = found.min_by_key(|(at, ix, _)| (*at, *ix)).map(|((at, _), _, verb)| (at, verb));
    // `Stored in` brings data elsewhere only where a place is named.
    let place = || language.place.iter().any(|place| place.words.is_in(tokens));
    let at_place = || say.transfer_at.first(tokens).or_else(|| say.stays.first(tokens)).filter(|_| place());
    let elsewhere = say.transfer.first(tokens).or_else(at_place);
    elsewhere.map(|range| (range.start, Verb::Transfer)).or(first)
}

/// Whether a verb at this place is denied.
pub fn is_denied(tokens: &[Token], verb: usize, language: &Language) -> bool {
    let negation = &language.negation;
    let false_ones = negation.none.all(tokens);
    let is_real = |at: usize| !false_ones.iter().any(|range| range.contains(&at));
    negation.words.all(tokens).into_iter().filter(|range| is_real(range.start)).any(|range| {
        let (from, to, reach) =
            if range.start <= verb { (range.start, verb, negation.before) } else { (verb, range.start, negation.after) };
        let between = tokens.get(from..to).unwrap_or_default();
        let has_comma = tokens.get(from + 1..=to).unwrap_or_default().iter().any(|token| token.sign == Some(','));
        let is_cut = has_comma && negation.near.at(tokens, range.start).is_some();
        to - from <= reach && !is_cut && !negation.ends.is_in(between)
    })
}
