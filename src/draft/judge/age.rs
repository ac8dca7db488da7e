//! Limits of age, and what follows from them.

use std::ops::Range;

use super::{Scene, is_denied};
use crate::draft::statement::{Says, Statement};
use crate::model::policy::AgeRule;

/// Ages that a policy can mean; other numbers count something else.
const AGES: std::ops::RangeInclusive<f64> = 5.0..=21.0;

/// What a sentence says of ages.
#[derive(Default)]
pub struct Ages {
    /// Its statements.
    pub statements: Vec<Statement>,
    /// The words of its ages, which are no periods.
    pub numbers: Vec<Range<usize>>,
    /// What of it was not understood.
    pub unread: Option<&'static str>,
}

/// Reads a sentence.
pub fn ages(scene: &Scene<'_>) -> Ages {
    let mut ages = Ages::default();
    let mut at = 0;
    while at < scene.tokens.len() {
        let Some((under, words, is_from)) = limit(scene, at) else {
            at += 1;
            continue;
        };
        at = words.end.max(at + 1);
        ages.numbers.push(words.clone());
        match rule(scene, is_from) {
            Some(rule) => {
                let says = Says::Age { under, rule };
                if ages.statements.iter().all(|statement| statement.says != says) {
                    ages.statements.push(scene.statement(says));
                }
            }
            // `If you believe that we hold a child's data`: asks for a word, and says nothing of what is held.
            None if scene.language.say.suspect.is_in(scene.tokens) => {}
            None if is_lost(scene) => ages.unread = Some("says that children's data are collected: a negation may be lost"),
            None => ages.unread = Some("an age, and what follows from it was not understood"),
        }
    }
    ages
}

/// A limit of age at this word: the age, its words, and whether it is the first that is allowed.
fn limit(scene: &Scene<'_>, at: usize) -> Option<(u8, Range<usize>, bool)> {
    let (tokens, period, say) = (scene.tokens, &scene.language.period, &scene.language.say);
    let (number, after) = scene.language.number(tokens, at)?;
    if !AGES.contains(&number) || number.fract() != 0.0 {
        return None;
    }
    let old = period.old.at(tokens, after);
    let unit = period.years.at(tokens, after);
    let end = old.or(unit).unwrap_or(after);
    let is_length =
        [&period.days, &period.weeks, &period.months, &period.hours].iter().any(|unit| unit.at(tokens, after).is_some());
    let reaches = |phrases: &crate::draft::words::Phrases| {
        let from = at.saturating_sub(6);
        (from..at).any(|start| phrases.at(tokens, start) == Some(at))
            || phrases.at(tokens, end).is_some()
            || phrases.at(tokens, after).is_some()
    };
    // `Between 16 and 18`.
    let is_second = at.checked_sub(1).is_some_and(|joint| period.range.at(tokens, joint) == Some(at))
        && at
            .checked_sub(2)
            .and_then(|first| scene.language.number(tokens, first))
            .is_some_and(|(first, _)| AGES.contains(&first));
    let (below, from) = (reaches(&say.below) || is_second, reaches(&say.or_older));
    let is_person = say.child.is_in(tokens) || old.is_some() || scene.topic == Some(super::Topic::Child);
    // `under 16` needs no further word; `16 years` alone is a period.
    let is_limit = (below || from || old.is_some()) && is_person || below && unit.is_none();
    if is_length || !is_limit {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 5 to 21")]
    let under = number as u8;
    Some((under, at..end, from && !below))
}

/// What follows for persons below the limit.
fn rule(scene: &Scene<'_>, is_from: bool) -> Option<AgeRule> {
    let say = &scene.language.say;
    let has = |phrases: &crate::draft::words::Phrases| phrases.is_in(scene.tokens);
    let has_consent = has(&say.parent) && has(&say.consent);
    if has(&say.sell) && (has(&say.opt_in) || has(&say.consent)) {
        return Some(AgeRule::SaleOptIn);
    }
    if has_consent {
        return Some(AgeRule::NeedsParentalConsent);
    }
    if has(&say.sensitive) {
        return Some(AgeRule::Sensitive);
    }
    let collect = say.collect.first(scene.tokens);
    let never = collect.is_some_and(|verb| is_denied(scene.tokens, verb.start, scene.language));
    (is_from || never || has(&say.forbid) || has(&say.erase)).then_some(AgeRule::Never)
}

/// Whether a sentence holds a number that could be an age.
pub fn has_number(scene: &Scene<'_>) -> bool {
    (0..scene.tokens.len()).any(|at| scene.language.number(scene.tokens, at).is_some_and(|(number, _)| AGES.contains(&number)))
}

/// `We knowingly collect data from children`: nobody writes this; a `not` is missing.
fn is_lost(scene: &Scene<'_>) -> bool {
    let say = &scene.language.say;
    say.collect.first(scene.tokens).is_some() && say.child.is_in(scene.tokens)
}
