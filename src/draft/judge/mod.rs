//! Sentences → statements, by plain grammar over a language's vocabulary: which verb comes first, what is denied, which
//! numbers are periods, which ages, which neither. Each kind of statement has its file.

mod age;
mod basis;
mod category;
mod length;
mod open;
mod place;
mod promise;
mod retention;
mod right;
mod verb;

use std::collections::BTreeSet;
use std::ops::Range;

use super::language::Language;
use super::outline::{Outline, SENTENCE, Sentence, Topic};
use super::statement::{Note, Says, Statement};
use super::words::Token;
use crate::model::policy::Keeps;

pub use category::places as named_data;
pub use place::codes as place_codes;
pub use right::names as rights;
pub use verb::is_denied;

use verb::Verb;

/// Why most sentences are listed.
const NOT_UNDERSTOOD: &str = "not understood";

/// What became of a text's sentences.
#[derive(Debug, Default)]
pub struct Judged {
    /// What they say, in order.
    pub statements: Vec<Statement>,
    /// Sentences that have to do with what a pack may say and gave nothing, with the reason.
    pub unread: Vec<(usize, &'static str)>,
}

/// A sentence with all that is needed to understand it.
pub struct Scene<'a> {
    /// The language.
    pub language: &'a Language,
    /// The text.
    pub outline: &'a Outline,
    /// The sentence's place.
    pub ix: usize,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words.
    pub tokens: &'a [Token],
    /// What its heading is about; its label's topic if that has one.
    pub topic: Option<Topic>,
    /// The sentence before it in the same section.
    pub before: Option<&'a Sentence>,
    /// What the sentence before it did.
    pub verb_before: Option<Verb>,
}

impl Scene<'_> {
    /// The words of the sentence that leads to this one.
    pub fn lead(&self) -> Option<&[Token]> {
        let lead = self.sentence.lead.and_then(|ix| self.outline.sentences.get(ix))?;
        Some(&lead.tokens)
    }

    /// The text of a range of its words.
    pub fn said(&self, words: Range<usize>) -> Option<&str> {
        Some(self.sentence.said(self.tokens.get(words)?))
    }

    /// The hedges among some of its words, as the text has them.
    pub fn hedges(&self, words: Range<usize>) -> Vec<String> {
        hedges(self.language, self.sentence, words)
    }

    /// A statement of this sentence with the hedges of all of it, and of what leads to it: `You may have the right to:`.
    pub fn statement(&self, says: Says) -> Statement {
        let mut hedges = hedges(self.language, self.sentence, 0..self.tokens.len());
        let lead = self.sentence.lead.and_then(|ix| self.outline.sentences.get(ix));
        let of_lead = lead.map(|lead| self::hedges(self.language, lead, 0..lead.tokens.len())).unwrap_or_default();
        hedges.extend(of_lead.into_iter().filter(|hedge| !hedges.contains(hedge)).collect::<Vec<_>>());
        Statement { says, sentence: self.ix, hedges }
    }
}

/// The hedges among some words of a sentence, as the text has them.
fn hedges(language: &Language, sentence: &Sentence, words: Range<usize>) -> Vec<String> {
    let Some(tokens) = sentence.tokens.get(words) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut found: Vec<String> = Vec::new();
    let mut end = 0;
    let none = language.hedges.none.all(tokens);
    let is_none = |at: usize| none.iter().any(|range| range.contains(&at));
    for range in language.hedges.words.all(tokens).into_iter().filter(|range| !is_none(range.start)) {
        // `may` is a month before or behind a number.
        let is_number =
            |ix: Option<usize>| ix.and_then(|ix| tokens.get(ix)).is_some_and(|token| token.word.parse::<u32>().is_ok());
        let is_month = tokens.get(range.start).is_some_and(|token| language.dates.months.contains(&token.word));
        let is_date = is_month && range.len() == 1 && (is_number(range.start.checked_sub(1)) || is_number(Some(range.end)));
        if range.start < end || is_date {
            continue;
        }
        end = range.end;
        let said = sentence.said(tokens.get(range).unwrap_or_default());
        if seen.insert(said.to_lowercase()) {
            found.push(said.to_owned());
        }
    }
    found
}

/// Whether some words name a jurisdiction.
pub fn places_named(tokens: &[Token], language: &Language) -> bool {
    language.place.iter().any(|place| place.words.is_in(tokens) || place.laws.is_in(tokens))
}

/// What the sentences of a text say.
pub fn judge(language: &Language, outline: &Outline) -> Judged {
    let mut judged = Judged::default();
    let leads: BTreeSet<usize> = outline.sentences.iter().filter_map(|sentence| sentence.lead).collect();
    let mut before: Option<(usize, Option<Verb>)> = None;
    for (ix, sentence) in outline.sentences.iter().enumerate() {
        let topic = sentence.label_topic.or_else(|| outline.section_of(sentence).and_then(|section| section.topic));
        let near = before.filter(|(ix, _)| outline.sentences.get(*ix).is_some_and(|other| other.section == sentence.section));
        let scene = Scene {
            language,
            outline,
            ix,
            sentence,
            tokens: &sentence.tokens,
            topic,
            before: near.and_then(|(ix, _)| outline.sentences.get(ix)),
            verb_before: near.and_then(|(_, verb)| verb),
        };
        let verb = verb::of(&scene);
        before = Some((ix, verb));
        // A table's head names its columns, and says nothing.
        if sentence.is_row && leads.contains(&ix) {
            continue;
        }
        let is_lead = leads.contains(&ix) || sentence.text.ends_with(':');
        one(&scene, verb, is_lead, &mut judged);
        if sentence.tokens.len() >= SENTENCE {
            judged.unread.push((ix, "far longer than a sentence: only its beginning was read"));
        }
    }
    judged
}

/// What one sentence says.
fn one(scene: &Scene<'_>, verb: Option<Verb>, is_lead: bool, judged: &mut Judged) {
    let ages = age::ages(scene);
    let kept = retention::kept(scene, &ages, &mut judged.statements);
    let mut found: Vec<Statement> = ages.statements;
    found.extend(kept.statements);
    found.extend(right::rights(scene));
    found.extend(promise::promises(scene));
    let is_never = found.iter().any(|statement| matches!(statement.says, Says::Promise { keeps: Keeps::Nothing, .. }));
    let is_told = |found: &[Statement], section: &str| found.iter().any(|statement| statement.says.section() == section);
    let is_apart = ["age", "retention", "right"].into_iter().any(|section| is_told(&found, section)) || ages.unread.is_some();
    let is_heard = kept.is_heard || found.is_empty() && softens_age(scene, &mut judged.statements);
    if !is_told(&found, "right") {
        found.extend(basis::basis(scene));
    }
    if !is_apart && !kept.is_other_number && !is_heard && kept.unread.is_none() {
        found.extend(plain(scene, verb, is_lead, is_never));
    }
    if kept.is_other_number {
        found.push(scene.statement(Says::Note(Note::OtherNumber)));
    }
    let is_silent = found.is_empty() && !is_heard && !is_lead;
    found.extend(place::places(scene));
    let reason = ages.unread.or(kept.unread);
    // A jurisdiction says nothing of the data that a sentence speaks of, too.
    let reason = match (is_silent, found.is_empty()) {
        (false, _) => reason,
        (true, true) => reason.or_else(|| not_understood(scene)),
        (true, false) => reason.or_else(|| has_content(scene).then_some(NOT_UNDERSTOOD)),
    };
    judged.unread.extend(reason.map(|reason| (scene.ix, reason)));
    judged.statements.extend(found);
}

/// `We look into it and, if appropriate, remove the data`: goes on with the age before it, and adds its hedges.
fn softens_age(scene: &Scene<'_>, before: &mut [Statement]) -> bool {
    let is_child = scene.topic == Some(Topic::Child) && scene.language.say.erase.is_in(scene.tokens);
    let is_near = |statement: &&mut Statement| {
        let other = scene.outline.sentences.get(statement.sentence);
        matches!(statement.says, Says::Age { .. }) && other.is_some_and(|other| other.section == scene.sentence.section)
    };
    let Some(age) = before.iter_mut().rev().find(is_near).filter(|_| is_child) else { return false };
    let more = scene.hedges(0..scene.tokens.len());
    age.hedges.extend(more.into_iter().filter(|hedge| !age.hedges.contains(hedge)).collect::<Vec<_>>());
    true
}

/// The statements that no data can break, and categories: one a sentence, by its first verb.
fn plain(scene: &Scene<'_>, verb: Option<Verb>, is_lead: bool, is_never: bool) -> Vec<Statement> {
    let say = &scene.language.say;
    if say.scope.is_in(scene.tokens) && !is_lead && scene.topic != Some(Topic::Change) {
        return vec![scene.statement(Says::Note(Note::Scope))];
    }
    // What leads to a list, or elsewhere, says nothing by itself.
    if is_lead || say.pointer.is_in(scene.tokens) {
        return Vec::new();
    }
    let one = |says| vec![scene.statement(says)];
    let is_apart = matches!(scene.topic, Some(Topic::Keep | Topic::Right | Topic::Change | Topic::Child | Topic::Secure));
    let is_other = is_apart || say.filler.is_in(scene.tokens) && !scene.sentence.is_item;
    let is_of_data = scene.sentence.is_item || say.generic.is_in(scene.tokens) || say.use_strong.is_in(scene.tokens);
    match verb {
        Some(Verb::Use) if !is_of_data => Vec::new(),
        Some(Verb::Secure) if say.disclaimer.is_in(scene.tokens) => Vec::new(),
        Some(Verb::Secure) if scene.topic != Some(Topic::Secure) && say.filler.is_in(scene.tokens) => Vec::new(),
        Some(Verb::Use) if is_other && !say.use_strong.is_in(scene.tokens) => Vec::new(),
        Some(Verb::Transfer) => one(Says::Transfer),
        Some(Verb::Share) => one(Says::Recipient),
        Some(Verb::Secure) => one(Says::Security),
        Some(Verb::Use) => one(Says::Purpose),
        Some(Verb::Collect | Verb::Include) if !is_never => category::categories(scene),
        _ => Vec::new(),
    }
}

/// Why a sentence that gave nothing should be read by somebody; none: it has to do with nothing that a pack may say.
fn not_understood(scene: &Scene<'_>) -> Option<&'static str> {
    let say = &scene.language.say;
    let is_filler = say.filler.is_in(scene.tokens) || say.pointer.is_in(scene.tokens);
    match scene.topic {
        Some(Topic::Child) if age::has_number(scene) && !say.suspect.is_in(scene.tokens) => {
            Some("a number in a part on children, and what it is was not understood")
        }
        Some(Topic::Collect) if !category::classes(scene.tokens, scene.language).is_empty() && !is_filler => {
            Some("names kinds of data, and what is done with them was not understood")
        }
        // What is said in passing, beside `contact us`, is said all the same.
        _ if is_filler => has_content(scene).then_some(NOT_UNDERSTOOD),
        Some(Topic::Change) => has_content(scene).then_some(NOT_UNDERSTOOD),
        // What stands in these parts is short, and each sentence of it counts.
        Some(Topic::Keep | Topic::Share | Topic::Transfer | Topic::Right) => Some(NOT_UNDERSTOOD),
        _ => say.matter.is_in(scene.tokens).then_some(NOT_UNDERSTOOD),
    }
}

/// Whether a sentence does something with data that it names, or states a length of time, a basis or a bound.
fn has_content(scene: &Scene<'_>) -> bool {
    let (say, tokens) = (&scene.language.say, scene.tokens);
    let acts = [&say.keep, &say.erase, &say.collect, &say.sell, &say.share, &say.encrypted];
    let acts = || acts.iter().any(|verbs| verbs.is_in(tokens));
    let names = || !category::classes(tokens, scene.language).is_empty() || say.third.is_in(tokens);
    let is_asked = say.right.is_in(tokens) || say.pointer.is_in(tokens);
    let states = || !length::lengths(tokens, scene.language).is_empty() || say.basis.is_in(tokens);
    !is_asked && (states() || names() && acts())
}
