//! How long data are kept where no number says it: `as long as necessary`, `when you close your account`. Apart from
//! `retention` because here the event or the purpose is the limit.

use std::ops::Range;

use super::length::Length;
use super::retention::{Keeping, actions, event_places, is_generic, named, of_what};
use super::{Scene, is_denied};
use crate::draft::outline::Topic;
use crate::draft::statement::{Kept, Says, Statement};
use crate::model::policy::Rounding;
use crate::model::time::EventKind;

/// A sentence without a number: `as long as necessary`, `when you close your account`, `after that it is deleted`.
pub fn open(scene: &Scene<'_>, before: &mut [Statement]) -> Keeping {
    let say = &scene.language.say;
    let (keep, erase) = (say.keep.first(scene.tokens), say.erase.first(scene.tokens));
    let all = 0..scene.tokens.len();
    let is_asked = say.right.is_in(scene.tokens) || scene.topic == Some(Topic::Right);
    if say.after_that.is_in(scene.tokens) && erase.is_some() && !is_asked && add_actions(scene, before) {
        return Keeping { is_heard: true, ..Keeping::default() };
    }
    let events = event_places(scene.tokens, scene);
    let is_event = |at: usize| events.iter().any(|(range, _)| range.contains(&at));
    let event = events.iter().map(|(_, kind)| *kind).find(|kind| *kind != EventKind::Created);
    let is_open = say.open.is_in(scene.tokens);
    let erases = erase.as_ref().is_some_and(|range| !is_event(range.start));
    let verb = keep.as_ref().filter(|range| !is_event(range.start)).or(erase.as_ref().filter(|_| erases));
    // `Never kept after your contract ends`.
    let ends_with_event = keep.as_ref().is_some_and(|keep| {
        let is_after = |range: &Range<usize>| {
            let before = scene.tokens.get(range.start.saturating_sub(3)..range.start).unwrap_or_default();
            range.start > keep.end && scene.language.period.after.is_in(before)
        };
        events.iter().any(|(range, kind)| *kind != EventKind::Created && is_after(range))
    });
    let is_limit = ends_with_event || say.open.all(scene.tokens).iter().any(|range| range.len() > 1);
    if erases && !is_limit && erase.as_ref().is_some_and(|verb| is_denied(scene.tokens, verb.start, scene.language)) {
        return Keeping { unread: Some("says that something is not deleted"), ..Keeping::default() };
    }
    let Some(verb) = verb.filter(|_| is_open || (erases || ends_with_event) && event.is_some()) else {
        return Keeping::default();
    };
    if is_asked && (keep.is_none() || !is_open) {
        return Keeping::default();
    }
    if is_denied(scene.tokens, verb.start, scene.language) && !is_limit {
        return Keeping { unread: Some("says that something is not kept or not deleted"), ..Keeping::default() };
    }
    let length = Length { words: scene.tokens.len()..scene.tokens.len(), iso: Err(""), is_range: false, is_often: false };
    let Some((data, when)) = of_what(scene, &all, &length, true)
        .filter(|(_, when)| when.as_ref().is_none_or(|when| when == "backup" || keep.is_some() && event.is_some()))
        .or_else(|| is_generic(scene.tokens, scene).then(|| (vec!["*".to_owned()], None)))
    else {
        return Keeping { unread: Some("kept for a time, and what is kept was not understood"), ..Keeping::default() };
    };
    let kept = Kept {
        named: named(scene, &all, &data),
        data,
        when,
        starts: event,
        period: None,
        minimum: None,
        rounding: Rounding::None,
        action: actions(scene, &all),
    };
    // The second of two open sentences adds what is done then.
    let same = before.iter_mut().rev().find(|statement| is_same_open(statement, &kept, scene));
    if let Some(Statement { says: Says::Retention(first), .. }) = same {
        first.action.extend(kept.action.iter().filter(|action| !first.action.contains(action)).copied().collect::<Vec<_>>());
        return Keeping { is_heard: true, ..Keeping::default() };
    }
    Keeping { statements: vec![scene.statement(Says::Retention(kept))], ..Keeping::default() }
}

fn is_same_open(statement: &Statement, kept: &Kept, scene: &Scene<'_>) -> bool {
    let is_near = scene.outline.sentences.get(statement.sentence).is_some_and(|other| other.section == scene.sentence.section);
    matches!(&statement.says, Says::Retention(first) if first.period.is_none() && first.minimum.is_none() && first.data == kept.data
        && first.when == kept.when && (first.starts == kept.starts || kept.starts.is_none()))
        && is_near
}

/// Adds what a sentence says is done then to the statement before it in the same section.
fn add_actions(scene: &Scene<'_>, before: &mut [Statement]) -> bool {
    let actions = actions(scene, &(0..scene.tokens.len()));
    let Some(last) = before.last_mut() else { return false };
    let is_near = scene.outline.sentences.get(last.sentence).is_some_and(|other| other.section == scene.sentence.section);
    let Says::Retention(kept) = &mut last.says else { return false };
    if is_near {
        kept.action.extend(actions.iter().filter(|action| !kept.action.contains(action)).copied().collect::<Vec<_>>());
    }
    is_near
}
