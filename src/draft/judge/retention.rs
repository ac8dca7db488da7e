//! How long data are kept: which of a sentence's numbers are periods, of which data, from which event, and what is done then.

use std::ops::Range;

use super::age::Ages;
use super::category::{classes, places, subjects};
use super::length::{Length, lengths};
use super::{Scene, is_denied};
use crate::draft::language::ClassWords;
use crate::draft::outline::{Sentence, Topic};
use crate::draft::statement::{Kept, Says, Statement};
use crate::draft::words::{Token, folded, longest};
use crate::model::policy::{Action, Rounding};
use crate::model::time::EventKind;

/// The longest name of a thing that is no data class, in words.
const THING_WORDS: usize = 5;

/// How many sentences back `it` and `them` reach.
const REACH: usize = 3;

/// What a sentence says of keeping.
#[derive(Default)]
pub struct Keeping {
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Whether its numbers are days of notice, of an answer, or the like.
    pub is_other_number: bool,
    /// Whether it only adds to the statement before it.
    pub is_heard: bool,
    /// What of it was not understood.
    pub unread: Option<&'static str>,
}

/// Reads a sentence; `before` are the statements of the sentences before it.
pub fn kept(scene: &Scene<'_>, ages: &Ages, before: &mut [Statement]) -> Keeping {
    let is_age =
        |length: &Length| ages.numbers.iter().any(|number| number.start < length.words.end && length.words.start < number.end);
    let say = &scene.language.say;
    let is_backup = say.backup.is_in(scene.tokens);
    let erases = say.erase.is_in(scene.tokens);
    let keeps = say.keep.is_in(scene.tokens);
    // `For many years we have served you`.
    let is_meant = |length: &Length| length.iso.is_ok() || keeps || erases || scene.topic == Some(Topic::Keep);
    let found: Vec<Length> = lengths(scene.tokens, scene.language)
        .into_iter()
        .filter(|length| !is_age(length) && is_meant(length) && (!length.is_often || is_backup || erases))
        .collect();
    if found.is_empty() {
        return super::open::open(scene, before);
    }
    let has_other = [&say.notice, &say.answer, &say.other_number].iter().any(|phrases| phrases.is_in(scene.tokens));
    if has_other && !keeps || scene.topic == Some(Topic::Change) && say.notice.is_in(scene.tokens) {
        return Keeping { is_other_number: true, ..Keeping::default() };
    }
    let from_lead = scene.lead().is_some_and(|lead| say.keep.is_in(lead) || say.erase.is_in(lead));
    // A mere phrase in a part on keeping is kept so long; a whole sentence with another verb says something else.
    let is_phrase = scene.sentence.is_row || scene.sentence.label.is_some() || !scene.language.running.is_in(scene.tokens);
    if !keeps && !erases && !from_lead && (scene.topic != Some(Topic::Keep) || !is_phrase) {
        return Keeping { unread: Some("a length of time, and what it is for was not understood"), ..Keeping::default() };
    }
    if let Some(reason) = lost(scene) {
        return Keeping { unread: Some(reason), ..Keeping::default() };
    }
    stated(scene, &found)
}

/// `We keep it longer than a year`: a number that limits nothing, most likely since a negation was lost.
fn lost(scene: &Scene<'_>) -> Option<&'static str> {
    let period = &scene.language.period;
    let limits = period.at_most.all(scene.tokens);
    let is_limit = |at: usize| limits.iter().any(|range| range.contains(&at));
    let beyond = period.beyond.all(scene.tokens).into_iter().find(|range| !is_limit(range.start))?;
    let keep = scene.language.say.keep.first(scene.tokens)?;
    let denied = is_denied(scene.tokens, keep.start, scene.language) || is_denied(scene.tokens, beyond.start, scene.language);
    (!denied).then_some("kept longer than a period: a negation may be lost")
}

/// One statement for each period, from its own clause.
fn stated(scene: &Scene<'_>, lengths: &[Length]) -> Keeping {
    let clauses = clauses(scene, lengths);
    let mut keeping = Keeping::default();
    for (length, clause) in lengths.iter().zip(clauses) {
        let iso = match &length.iso {
            Ok(iso) => iso.clone(),
            Err(why) => {
                keeping.unread = Some(*why);
                continue;
            }
        };
        let is_first = keeping.statements.is_empty();
        let Some((data, when)) = of_what(scene, &clause, length, is_first).map(|what| of_whom(what, scene, &clause)) else {
            if is_first {
                keeping.unread = Some("a period, and what is kept was not understood");
            } else if let Some(last) = keeping.statements.last_mut() {
                // A second length for the same data limits the first: `or 5 years where the law asks for it`.
                last.hedges.extend(scene.said(clause.clone()).map(str::to_owned));
            }
            continue;
        };
        let before = scene.tokens.get(length.words.start.saturating_sub(4)..length.words.start).unwrap_or_default();
        let is_least = scene.language.period.at_least.is_in(before)
            || scene.language.period.at_least.at(scene.tokens, length.words.end).is_some();
        let tail = scene.tokens.get(clause.clone()).unwrap_or_default();
        let rounding = match (scene.language.period.year_end.is_in(tail), scene.language.period.month_end.is_in(tail)) {
            (true, _) => Rounding::YearEnd,
            (false, true) => Rounding::MonthEnd,
            (false, false) => Rounding::None,
        };
        let mut hedges = scene.hedges(clause.clone());
        if length.is_range {
            hedges.extend(scene.said(length.words.clone()).map(str::to_owned));
        }
        let kept = Kept {
            named: named(scene, &clause, &data),
            data,
            when,
            starts: starts(scene, &clause, &length.words),
            period: (!is_least).then(|| iso.clone()),
            minimum: is_least.then_some(iso),
            rounding,
            action: actions(scene, &clause),
        };
        keeping.statements.push(Statement { says: Says::Retention(kept), sentence: scene.ix, hedges });
    }
    keeping
}

/// The words that belong to each length: up to the first comma or joint behind the one before it.
fn clauses(scene: &Scene<'_>, lengths: &[Length]) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    for pair in lengths.windows(2) {
        let [first, second] = pair else { continue };
        let is_cut = |at: &usize| {
            let sign = scene.tokens.get(*at).and_then(|token| token.sign);
            matches!(sign, Some(',' | ';' | '—' | '|')) || scene.language.joints.at(scene.tokens, *at).is_some()
        };
        starts.push((first.words.end..second.words.start).find(is_cut).unwrap_or(second.words.start));
    }
    let ends = starts.iter().skip(1).copied().chain([scene.tokens.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// Of which data: classes and a row condition. None: neither is understood.
pub fn of_what(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    length: &Length,
    is_first: bool,
) -> Option<(Vec<String>, Option<String>)> {
    let say = &scene.language.say;
    let words = scene.tokens.get(clause.clone())?;
    let everything = || vec!["*".to_owned()];
    if say.backup.is_in(words) {
        return Some((everything(), Some("backup".to_owned())));
    }
    let events = event_places(words, scene);
    let is_event = |range: &Range<usize>| events.iter().any(|(event, _)| event.start < range.end && range.start < event.end);
    let named: Vec<_> = places(words, scene.language).into_iter().filter(|(range, _)| !is_event(range)).collect();
    let cut = length.words.start.saturating_sub(clause.start);
    let is_before = |range: &Range<usize>| range.start < cut;
    let has_before = named.iter().any(|(range, _)| is_before(range));
    let mut data: Vec<String> = Vec::new();
    for (_, class) in named.iter().filter(|(range, _)| !has_before || is_before(range)) {
        let is_new = |class: &&String| !data.contains(class);
        let more: Vec<String> = class.data.iter().filter(is_new).cloned().collect();
        data.extend(more);
    }
    // `Temporary chats` are another kind of thing than chats.
    let first = named.iter().map(|(range, _)| range.clone()).find(|range| !has_before || is_before(range));
    let qualified = first.and_then(|range| {
        let from = (range.start.saturating_sub(2)..range.start).find(|at| say.qualifier.at(words, *at).is_some())?;
        slug(words.get(from..range.end)?, scene)
    });
    if qualified.is_some() {
        return Some((everything(), qualified));
    }
    if !data.is_empty() {
        return Some((data, None));
    }
    if let Some(label) = &scene.sentence.label {
        let words = super::super::words::tokens(label);
        let data = classes(&words, scene.language);
        let is_plain = super::super::outline::topic(&words, scene.language).is_some() || say.generic.is_in(&words);
        return Some(match (data.is_empty(), is_plain) {
            (false, _) => (data, None),
            (true, true) => (everything(), None),
            (true, false) => (everything(), Some(slug(&words, scene)?)),
        });
    }
    if !is_first && !is_generic(words, scene) {
        return None;
    }
    let anaphor = say.anaphor.first(words).filter(|range| range.start < cut || !say.generic.is_in(words));
    if anaphor.is_some()
        && let Some(data) = spoken_of(scene)
    {
        return Some((data, None));
    }
    if is_generic(words, scene) || anaphor.is_some() && scene.before.is_some_and(|before| is_generic(&before.tokens, scene)) {
        return Some((everything(), None));
    }
    Some((everything(), Some(thing(scene, clause, length)?)))
}

/// Whether some words speak of personal data as a whole, and not only of `it` or `them`.
pub fn is_generic(words: &[Token], scene: &Scene<'_>) -> bool {
    let say = &scene.language.say;
    let anaphors = say.anaphor.all(words);
    let is_anaphor = |range: &Range<usize>| anaphors.iter().any(|other| other.start <= range.start && range.end <= other.end);
    say.generic.all(words).iter().any(|range| !is_anaphor(range))
}

/// Everything about a kind of person is kept under a condition of its own: `personal data of job applicants`.
fn of_whom(
    (data, when): (Vec<String>, Option<String>),
    scene: &Scene<'_>,
    clause: &Range<usize>,
) -> (Vec<String>, Option<String>) {
    let words = scene.tokens.get(clause.clone()).unwrap_or_default();
    let whom = if when.is_none() && data == ["*"] { subjects(scene, words).into_iter().next() } else { None };
    (data, when.or(whom))
}

/// The words by which the data are called, to tell two kinds of one class apart.
pub fn named(scene: &Scene<'_>, clause: &Range<usize>, data: &[String]) -> String {
    let words = scene.tokens.get(clause.clone()).unwrap_or_default();
    let is_of = |class: &ClassWords| class.data.iter().any(|class| data.contains(class));
    let events = event_places(words, scene);
    let is_event = |range: &Range<usize>| events.iter().any(|(event, _)| event.start < range.end && range.start < event.end);
    let found = places(words, scene.language).into_iter().find(|(range, class)| is_of(class) && !is_event(range));
    let said = found.and_then(|(range, _)| words.get(range));
    let said = said.map(|words| words.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" "));
    said.or_else(|| scene.sentence.label.as_deref().map(folded)).unwrap_or_default()
}

/// What `it` and `these data` stand for: the data of a sentence shortly before, or of the heading.
pub fn spoken_of(scene: &Scene<'_>) -> Option<Vec<String>> {
    let is_near = |other: &&Sentence| other.section == scene.sentence.section && other.paragraph == scene.sentence.paragraph;
    let above = scene.outline.sentences.get(..scene.ix).unwrap_or_default().iter().rev().take_while(is_near).take(REACH);
    let before = above.map(|before| classes(&before.tokens, scene.language)).find(|data| !data.is_empty());
    let title = || {
        scene
            .outline
            .section_of(scene.sentence)
            .map(|section| classes(&super::super::words::tokens(&section.title), scene.language))
    };
    before.or_else(|| title().filter(|data| !data.is_empty()))
}

/// The name of a thing that is no data class: what stands before the verb, or between verb and period.
fn thing(scene: &Scene<'_>, clause: &Range<usize>, length: &Length) -> Option<String> {
    let say = &scene.language.say;
    let words = scene.tokens.get(clause.clone())?;
    let at = length.words.start.saturating_sub(clause.start);
    if scene.sentence.is_row {
        let cell = words.iter().skip(1).position(|token| token.sign == Some('|')).map_or(at, |ix| ix + 1);
        return slug(words.get(..cell.min(at))?, scene);
    }
    let verb = [say.keep.first(words), say.erase.first(words)].into_iter().flatten().min_by_key(|range| range.start);
    let (before, between) = match verb {
        Some(verb) if verb.start < at => (words.get(..verb.start)?, words.get(verb.end..at)?),
        _ => (words.get(..at)?, &words[..0]),
    };
    // `After the contract has ended we keep them` names no thing.
    let named = if event_places(before, scene).is_empty() { slug(before, scene) } else { None };
    named.or_else(|| slug(between, scene))
}

/// `visitor-badges`: the words without the small ones; none if nothing or a whole clause is left.
fn slug(words: &[Token], scene: &Scene<'_>) -> Option<String> {
    let small = &scene.language.small;
    let is_cut = words.iter().skip(1).any(|token| matches!(token.sign, Some(',' | ';')));
    let left: Vec<&str> = (0..words.len())
        .filter(|at| small.at(words, *at).is_none())
        .filter_map(|at| Some(words.get(at)?.word.as_str()))
        .collect();
    let is_name =
        (1..=THING_WORDS).contains(&left.len()) && !is_cut && left.iter().all(|word| !word.chars().all(char::is_numeric));
    is_name.then(|| left.join("-"))
}

/// The places of start events in some words. Of two for the same event that end together the shorter counts; one that cuts
/// the name of a kind of data in two is none: `we delete your account data`.
pub fn event_places(words: &[Token], scene: &Scene<'_>) -> Vec<(Range<usize>, EventKind)> {
    let named = places(words, scene.language);
    let all: Vec<(Range<usize>, EventKind)> = scene
        .language
        .event
        .iter()
        .flat_map(|event| event.words.all(words).into_iter().map(|range| (range, event.is)))
        .collect();
    // `Account data is deleted`: what ends is no account.
    let is_whole = |range: &Range<usize>| {
        !named.iter().any(|(class, _)| {
            let is_object = class.start == range.start && class.len() > 1 && class.end < range.end;
            class.start < range.end && range.end < class.end || is_object
        })
    };
    let is_shortest = |range: &Range<usize>, kind: EventKind| {
        !all.iter().any(|(other, of)| *of == kind && other.end == range.end && other.start > range.start)
    };
    let mut found: Vec<(Range<usize>, EventKind)> =
        all.iter().filter(|(range, kind)| is_whole(range) && is_shortest(range, *kind)).cloned().collect();
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    found.dedup_by(|next, kept| next.0.start < kept.0.end);
    found
}

/// The event from which a period counts: the first behind it, else the last before it.
fn starts(scene: &Scene<'_>, clause: &Range<usize>, length: &Range<usize>) -> Option<EventKind> {
    let words = scene.tokens.get(clause.clone())?;
    let at = length.start.saturating_sub(clause.start);
    let events = event_places(words, scene);
    let behind = events.iter().find(|(range, _)| range.start >= at);
    // What was collected or sent is only named there, unless `after` stands before it.
    let is_dated = |range: &Range<usize>| {
        let before = words.get(range.start.saturating_sub(3)..range.start).unwrap_or_default();
        let behind = (range.end..range.end + 3).any(|at| scene.language.period.after.at(words, at).is_some());
        scene.language.period.after.is_in(before) || behind
    };
    let ahead =
        || events.iter().rev().find(|(range, kind)| range.start < at && (*kind != EventKind::Created || is_dated(range)));
    behind.or_else(ahead).map(|(_, kind)| *kind)
}

/// What a clause says is done then; if it says nothing, what the sentence says.
pub fn actions(scene: &Scene<'_>, clause: &Range<usize>) -> Vec<Action> {
    let of = |words: &[Token]| {
        let events = event_places(words, scene);
        let found = longest(&scene.language.action, |action| &action.words, words);
        let is_event =
            |range: &Range<usize>| events.iter().any(|(event, _)| event.start <= range.start && range.end <= event.end);
        // `Until you delete them` is no deed of the company's.
        let others = scene.language.say.other_verb.all(words);
        let is_other = |range: &Range<usize>| others.iter().any(|other| other.contains(&range.start));
        let mut kinds: Vec<Action> = found
            .into_iter()
            .filter(|(range, _)| !is_event(range) && !is_other(range))
            .filter_map(|(_, ix)| Some(scene.language.action.get(ix)?.is))
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    let own = scene.tokens.get(clause.clone()).map(of).unwrap_or_default();
    if own.is_empty() { of(scene.tokens) } else { own }
}
