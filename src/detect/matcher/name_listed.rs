//! Names in running text that no cue announces: a given name that is known with a further capitalised word, a known family
//! name behind a word that can be a given name, and a single given name where somebody speaks or is somebody's relative.

use std::ops::Range;

use crate::detect::grid::{DIGIT, Grid, UPPER};
use crate::detect::indic::indic_at;
use crate::detect::name_lists::{self, Listed};
use crate::detect::name_words::{AFTER_ONE, BEFORE_ONE, BEFORE_ONE_IN_HINDI, PARTICLES};
use crate::detect::scene::Scene;
use crate::detect::words::is_word_char;

/// The most words of one name.
const MAX_WORDS: usize = 4;

/// A word of the text.
#[derive(Clone, Copy)]
struct Part<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    /// What the lists say of it; nothing of words that no capital begins.
    listed: Listed,
}

impl Part<'_> {
    fn is_initial(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }
}

/// Finds them, in order.
pub(super) fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    in_latin(scene.text, grid, spans);
    if grid.has_high() {
        in_devanagari(scene.text, spans);
    }
}

fn in_latin(text: &str, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for word in grid.words().iter().filter(|word| word.kinds() & (UPPER | DIGIT) == UPPER) {
        let start = word.start();
        let begins = bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        if !begins || start < from || !stands_free(bytes, start) {
            continue;
        }
        // Only ASCII letters, and nothing behind them that could belong to the word.
        let is_plain = !word.has_underscore()
            && !bytes.get(word.end()).is_some_and(|next| *next == b'\'' || *next == b'-' || !next.is_ascii());
        let first = if is_plain && word.len <= 40 {
            text.get(start..word.end()).map(|own| Part {
                start,
                end: word.end(),
                text: own,
                listed: name_lists::letters(bytes, start..word.end()),
            })
        } else {
            part(text, start)
        };
        if let Some(span) = first.and_then(|first| name_at(text, first)) {
            from = span.end;
            spans.push(span);
        }
    }
}

/// No sign before it that makes it part of a path, an address or a longer word.
fn stands_free(bytes: &[u8], start: usize) -> bool {
    start.checked_sub(1).and_then(|at| bytes.get(at)).is_none_or(|before| {
        matches!(before, b' ' | b'\n' | b'\r' | b'\t' | b'(' | b'"' | b'\'' | b',' | b':' | b';' | b'>' | b'[' | b'*')
    })
}

/// The word that begins here, without a possessive `'s`.
fn part(text: &str, start: usize) -> Option<Part<'_>> {
    let rest = text.get(start..)?;
    let mut end = rest.len();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '-') && at > 0 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if at > 40 || !((is_word_char(c) && !c.is_numeric()) || joins) {
            end = at;
            break;
        }
    }
    let word = rest.get(..end)?;
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let is_small = word.bytes().next()?.is_ascii_lowercase();
    let listed = if is_small { Listed::default() } else { name_lists::latin(word) };
    Some(Part { start, end: start + word.len(), text: word, listed })
}

/// `Priya`, `PRIYA`, `O'Neil`, `McArthur`; not `iOS`, `NaCl`, `CamelCase`.
fn is_capital(word: &str) -> bool {
    let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
    let n_humps = 1 + word.matches(['-', '\'', '’']).count() + usize::from(word.starts_with("Mc") || word.starts_with("Mac"));
    word.chars().next().is_some_and(char::is_uppercase) && (n_upper <= n_humps || n_upper == word.chars().count())
}

/// The name that begins with this word, if one does.
fn name_at(text: &str, first: Part<'_>) -> Option<Range<usize>> {
    let listed = first.listed;
    let may_stand_alone = listed.is_given && !listed.is_ambiguous;
    if listed.is_no_name || first.text.len() < 2 || !(may_stand_alone || joins_on(text, first.end)) || !is_capital(first.text) {
        return None;
    }
    let parts = run(text, first);
    let (last, others) = (parts.last()?, parts.get(1..).unwrap_or_default());
    if others.is_empty() {
        return (may_stand_alone && is_a_person_alone(text, first)).then_some(first.start..first.end);
    }
    let is_thing = |listed: Listed| listed.is_thing || listed.makes_a_thing;
    if parts.iter().any(|part| is_thing(part.listed))
        || follower(text, last.end).is_some_and(|next| is_thing(name_lists::latin(next.text)))
    {
        return None;
    }
    let is_family = others.iter().any(|part| part.listed.is_family);
    let is_loud = parts.iter().any(|part| part.text.chars().count() > 2 && part.text.chars().all(char::is_uppercase));
    let is_name = match listed {
        // Headings are written in capitals too.
        Listed { is_given: true, is_ambiguous: false, .. } => is_family || !is_loud,
        Listed { is_given: true, .. } | Listed { is_ambiguous: true, .. } => is_family,
        // Every sentence begins with a capital.
        _ => is_family && !is_loud && parts.len() <= 3 && !begins_a_sentence(text, first.start),
    };
    is_name.then_some(first.start..last.end)
}

/// The capitalised words from this one on, apart by a space, with initials and particles between them.
fn run<'a>(text: &'a str, first: Part<'a>) -> Vec<Part<'a>> {
    let mut parts = vec![first];
    let mut at = first.end;
    while parts.len() < MAX_WORDS {
        let mut next = at;
        if parts.last().is_some_and(Part::is_initial) && text.get(next..).is_some_and(|rest| rest.starts_with('.')) {
            next += 1;
        }
        let mut own = follower(text, next);
        let mut n_particles = 0;
        while let Some(part) = own.filter(|part| n_particles < 2 && PARTICLES.contains(part.text)) {
            own = follower(text, part.end);
            n_particles += 1;
        }
        let Some(part) = own.filter(|part| !part.listed.is_no_name && is_capital(part.text)) else { break };
        if part.is_initial() && text.as_bytes().get(part.end) != Some(&b'.') {
            break;
        }
        at = part.end;
        parts.push(part);
    }
    // An initial ends no name.
    while parts.len() > 1 && parts.last().is_some_and(Part::is_initial) {
        parts.pop();
    }
    parts
}

/// Whether a further word of a name can begin behind this place: a capital, or a particle, behind one space.
fn joins_on(text: &str, end: usize) -> bool {
    match text.as_bytes().get(end..) {
        Some([b' ', next, ..]) => next.is_ascii_alphabetic() || !next.is_ascii(),
        Some([next, ..]) => !next.is_ascii(),
        _ => false,
    }
}

/// The word behind one space.
fn follower(text: &str, end: usize) -> Option<Part<'_>> {
    let rest = text.get(end..)?;
    let gap = if rest.starts_with(' ') { 1 } else { rest.starts_with('\u{A0}').then_some(2)? };
    part(text, end + gap)
}

fn begins_a_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\t']);
    before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | '\n' | '\r' | ':' | '"' | '*' | '>' | '-'))
}

/// A single given name: somebody's relative, or one who says something.
fn is_a_person_alone(text: &str, name: Part<'_>) -> bool {
    let before = text.get(..name.start).unwrap_or("").strip_suffix([' ']).unwrap_or("");
    let before = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    BEFORE_ONE.contains(before) || follower(text, name.end).is_some_and(|next| AFTER_ONE.contains(next.text))
}

fn in_devanagari(text: &str, spans: &mut Vec<Range<usize>>) {
    let mut before = None;
    let mut next = next_devanagari(text, 0);
    while let Some(first) = next {
        let second = next_devanagari(text, first.end);
        let cue = before.filter(|before| are_neighbours(text, before, &first));
        let name = second
            .filter(|second| are_neighbours(text, &first, second))
            .and_then(|second| hindi_name_at(text, first, second, cue));
        next = name.as_ref().map_or(second, |span| next_devanagari(text, span.end));
        spans.extend(name);
        before = Some(first);
    }
}

/// The next run of Devanagari and kindred letters.
fn next_devanagari(text: &str, from: usize) -> Option<Part<'_>> {
    let bytes = text.as_bytes();
    // Without the two signs that end a sentence and a verse.
    let is_letter = |at: usize| indic_at(bytes, at).is_some_and(|c| !matches!(c, '।' | '॥'));
    let start = memchr::memchr_iter(0xE0, bytes.get(from..)?).map(|at| from + at).find(|at| is_letter(*at))?;
    let end = (start..).step_by(3).find(|at| !is_letter(*at))?;
    let text = text.get(start..end)?;
    Some(Part { start, end, text, listed: name_lists::devanagari(text) })
}

/// Whether one space is all that stands between two words.
fn are_neighbours(text: &str, first: &Part<'_>, second: &Part<'_>) -> bool {
    second.start == first.end + 1 && text.as_bytes().get(first.end) == Some(&b' ')
}

fn hindi_name_at(text: &str, first: Part<'_>, second: Part<'_>, before: Option<Part<'_>>) -> Option<Range<usize>> {
    let follower = |part: &Part<'_>| {
        next_devanagari(text, part.end).filter(|next| are_neighbours(text, part, next) && !next.listed.is_no_name)
    };
    let (listed, of_second) = (first.listed, second.listed);
    if listed.is_no_name || of_second.is_no_name || !(listed.is_given || of_second.is_family) {
        return None;
    }
    let is_cued = before.is_some_and(|before| BEFORE_ONE_IN_HINDI.contains(before.text));
    let is_name = (listed.is_given && (of_second.is_family || (of_second.is_given && is_cued)))
        || (of_second.is_family && first.text.chars().count() >= 3 && (is_cued || !listed.is_family))
        || (listed.is_given && is_cued);
    // `अब्दुल रहमान खान`: two words that can be given names, and a family name.
    let third = follower(&second).filter(|third| third.listed.is_family);
    let is_long = listed.is_given && third.is_some();
    if !is_name && !is_long {
        return None;
    }
    let last = third.unwrap_or(second);
    let is_thing = follower(&last).is_some_and(|next| next.listed.makes_a_thing);
    (!is_thing && !listed.makes_a_thing && !of_second.makes_a_thing).then_some(first.start..last.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::scene::Setting;

    #[test]
    fn names_are_known_by_their_words() {
        for (text, expected) in [
            ("I met Meera Nambiar and Thomas J. Whitfield.", vec!["Meera Nambiar", "Thomas J. Whitfield"]),
            ("the thesis of Ngozi Adeyemi", vec!["Ngozi Adeyemi"]),
            ("Ana de la Cruz's car", vec!["Ana de la Cruz"]),
            ("his wife Elena and Andrew said no", vec!["Elena", "Andrew"]),
            ("Victoria Street, Charlotte Square, Sydney Opera", vec![]),
            ("the Florence Nightingale Hospital", vec![]),
            ("Robert Bosch GmbH", vec![]),
            ("Ask Sharma today", vec![]),
            ("Anna And The King", vec![]),
            ("कल प्रिया शर्मा ने फोन किया", vec!["प्रिया शर्मा"]),
            ("इंजीनियर संजय यादव कल आएँगे", vec!["संजय यादव"]),
            ("राजीव गांधी चौक मेट्रो स्टेशन", vec![]),
            ("आशा और विकास", vec![]),
        ] {
            let mut spans = Vec::new();
            let setting = Setting { region: None, today: crate::model::time::Day(0), known: None, is_thorough: false };
            find(&Scene::new(text, setting), &Grid::of(text.as_bytes(), &[]), &mut spans);
            let found: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
