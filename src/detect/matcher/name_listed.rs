//! Names in running text that no cue announces: a given name that is known with a further capitalised word, a known family
//! name behind a word that can be a given name, and a single given name where somebody speaks or is somebody's relative.

use std::ops::Range;

use crate::detect::grid::{DIGIT, Grid, UPPER};
use crate::detect::indic::is_indic;
use crate::detect::name_lists::{self, Listed};
use crate::detect::name_shape::{INDIC_STOPS, THINGS, is_among};
use crate::detect::scene::Scene;
use crate::detect::words::is_word_char;

/// The most words of one name.
const MAX_WORDS: usize = 4;

/// Small words inside names.
const PARTICLES: [&str; 16] =
    ["de", "la", "van", "von", "der", "den", "del", "da", "dos", "das", "di", "bin", "ibn", "al", "el", "le"];

/// Capitalised words that end a name before them and are no part of any.
const NO_NAMES: [&str; 78] = [
    "and",
    "or",
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "for",
    "to",
    "from",
    "of",
    "with",
    "by",
    "is",
    "was",
    "has",
    "had",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "if",
    "when",
    "but",
    "as",
    "this",
    "that",
    "please",
    "not",
    "no",
    "yes",
    "our",
    "your",
    "my",
    "his",
    "her",
    "their",
    "dear",
    "hello",
    "hi",
    "mr",
    "mrs",
    "ms",
    "dr",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "re",
    "cc",
    "fwd",
    "subject",
    "date",
    "tel",
    "phone",
    "email",
    "fax",
    "id",
    "und",
    "der",
];

/// Capitalised words behind a name that make it one of a place, a firm or a thing.
const MAKES_A_THING: [&str; 68] = [
    "hotel",
    "airport",
    "station",
    "square",
    "bridge",
    "college",
    "institute",
    "museum",
    "foundation",
    "award",
    "prize",
    "stadium",
    "library",
    "church",
    "cathedral",
    "theatre",
    "theater",
    "lake",
    "river",
    "mountain",
    "island",
    "islands",
    "county",
    "district",
    "province",
    "state",
    "memorial",
    "center",
    "centre",
    "house",
    "hall",
    "tower",
    "palace",
    "castle",
    "clinic",
    "academy",
    "society",
    "association",
    "union",
    "club",
    "press",
    "publishing",
    "books",
    "records",
    "studios",
    "pictures",
    "systems",
    "technologies",
    "solutions",
    "industries",
    "motors",
    "airlines",
    "brothers",
    "sons",
    "partners",
    "holdings",
    "trust",
    "fund",
    "act",
    "law",
    "theorem",
    "algorithm",
    "license",
    "licence",
    "font",
    "edition",
    "nagar",
    "marg",
];

/// Lower-case words before a single given name that make it a person's.
const BEFORE_ONE: [&str; 40] = [
    "wife",
    "husband",
    "son",
    "daughter",
    "brother",
    "sister",
    "mother",
    "father",
    "mom",
    "mum",
    "dad",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "friend",
    "colleague",
    "boss",
    "manager",
    "assistant",
    "nurse",
    "doctor",
    "teacher",
    "student",
    "patient",
    "tenant",
    "customer",
    "client",
    "neighbour",
    "neighbor",
    "girlfriend",
    "boyfriend",
    "partner",
    "baby",
    "grandson",
    "granddaughter",
    "fiancé",
    "roommate",
    "named",
];

/// Lower-case words behind a single given name that make it a person's.
const AFTER_ONE: [&str; 24] = [
    "said",
    "says",
    "wrote",
    "writes",
    "asked",
    "asks",
    "called",
    "told",
    "tells",
    "replied",
    "answered",
    "complained",
    "explained",
    "confirmed",
    "mentioned",
    "promised",
    "refused",
    "apologised",
    "apologized",
    "thinks",
    "thought",
    "lives",
    "wants",
    "knows",
];

/// Devanagari words behind a name that make it one of a place or a thing.
const MAKES_A_THING_IN_HINDI: [&str; 22] = [
    "चौक",
    "मार्ग",
    "नगर",
    "रोड",
    "स्टेशन",
    "अस्पताल",
    "विश्वविद्यालय",
    "विद्यालय",
    "हवाई",
    "अड्डा",
    "योजना",
    "स्टेडियम",
    "बैंक",
    "कॉलेज",
    "पार्क",
    "भवन",
    "पुरस्कार",
    "संस्थान",
    "मंदिर",
    "बाजार",
    "पुल",
    "मेट्रो",
];

/// Devanagari words before a given name that make it, with the word behind, a person's.
const BEFORE_ONE_IN_HINDI: [&str; 34] = [
    "मरीज",
    "मरीज़",
    "रोगी",
    "छात्र",
    "छात्रा",
    "आवेदक",
    "कर्मचारी",
    "ग्राहक",
    "इंजीनियर",
    "अध्यापक",
    "शिक्षक",
    "शिक्षिका",
    "निदेशक",
    "पति",
    "पत्नी",
    "बेटा",
    "बेटी",
    "भाई",
    "बहन",
    "मित्र",
    "दोस्त",
    "माता",
    "पिता",
    "पुत्र",
    "पुत्री",
    "डॉक्टर",
    "वकील",
    "अधिकारी",
    "प्रबंधक",
    "यात्री",
    "सदस्य",
    "गवाह",
    "नर्स",
    "मैं",
];

/// A word of the text.
#[derive(Clone, Copy)]
struct Part<'a> {
    start: usize,
    end: usize,
    text: &'a str,
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
    for word in grid.words() {
        let start = word.start();
        let begins =
            word.kinds() & UPPER != 0 && word.kinds() & DIGIT == 0 && bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        if !begins || start < from || !stands_free(bytes, start) {
            continue;
        }
        let Some(first) = part(text, start) else { continue };
        if let Some(span) = name_at(text, first) {
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
    (!word.is_empty()).then_some(Part { start, end: start + word.len(), text: word })
}

/// `Priya`, `PRIYA`, `O'Neil`, `McArthur`; not `iOS`, `NaCl`, `CamelCase`.
fn is_capital(word: &str) -> bool {
    let n_upper = word.chars().filter(|c| c.is_uppercase()).count();
    let n_humps = 1 + word.matches(['-', '\'', '’']).count() + usize::from(word.starts_with("Mc") || word.starts_with("Mac"));
    word.chars().next().is_some_and(char::is_uppercase) && (n_upper <= n_humps || n_upper == word.chars().count())
}

/// The name that begins with this word, if one does.
fn name_at(text: &str, first: Part<'_>) -> Option<Range<usize>> {
    if first.text.len() < 2 || !is_capital(first.text) || is_among(first.text, &NO_NAMES) {
        return None;
    }
    let listed = name_lists::latin(first.text);
    let parts = run(text, first);
    let (last, others) = (parts.last()?, parts.get(1..).unwrap_or_default());
    if others.is_empty() {
        let is_sure = listed.is_given && !listed.is_ambiguous;
        return (is_sure && is_a_person_alone(text, first)).then_some(first.start..first.end);
    }
    let is_thing = |part: &Part<'_>| is_among(part.text, &THINGS) || is_among(part.text, &MAKES_A_THING);
    if parts.iter().any(is_thing) {
        return None;
    }
    let is_family = others.iter().any(|part| name_lists::latin(part.text).is_family);
    let is_loud = parts.iter().any(|part| part.text.chars().count() > 2 && part.text.chars().all(char::is_uppercase));
    let is_name = match listed {
        // Headings are written in capitals too.
        Listed { is_given: true, is_ambiguous: false, .. } => is_family || !is_loud,
        Listed { is_given: true, .. } | Listed { is_ambiguous: true, .. } => is_family,
        // Every sentence begins with a capital.
        _ => is_family && !is_loud && parts.len() <= 3 && !begins_a_sentence(text, first.start) && !is_thing(&first),
    };
    is_name.then_some(first.start..last.end)
}

/// The capitalised words from this one on, apart by a space, with initials and particles between them.
fn run<'a>(text: &'a str, first: Part<'a>) -> Vec<Part<'a>> {
    let mut parts = vec![first];
    let mut at = first.end;
    while parts.len() < MAX_WORDS {
        let mut next = at;
        let is_initial = parts.last().is_some_and(|part| part.text.chars().count() == 1);
        if is_initial && text.get(next..).is_some_and(|rest| rest.starts_with('.')) {
            next += 1;
        }
        let mut own = follower(text, next);
        let mut n_particles = 0;
        while let Some(part) = own.filter(|part| n_particles < 2 && PARTICLES.contains(&part.text)) {
            own = follower(text, part.end);
            n_particles += 1;
        }
        let Some(part) = own.filter(|part| is_capital(part.text) && !is_among(part.text, &NO_NAMES)) else { break };
        if part.text.chars().count() == 1 && text.as_bytes().get(part.end) != Some(&b'.') {
            break;
        }
        at = part.end;
        parts.push(part);
    }
    // An initial ends no name.
    while parts.len() > 1 && parts.last().is_some_and(|part| part.text.chars().count() == 1) {
        parts.pop();
    }
    parts
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
    BEFORE_ONE.contains(&before) || follower(text, name.end).is_some_and(|next| AFTER_ONE.contains(&next.text))
}

fn in_devanagari(text: &str, spans: &mut Vec<Range<usize>>) {
    let mut before: Option<Part<'_>> = None;
    let mut at = 0;
    while let Some(part) = next_devanagari(text, at) {
        at = part.end;
        let is_near = |own: &Part<'_>| text.get(own.end..part.start) == Some(" ");
        let cue = before.filter(is_near);
        before = Some(part);
        if let Some(span) = hindi_name_at(text, part, cue) {
            at = span.end;
            spans.push(span);
        }
    }
}

/// The next run of Devanagari letters.
fn next_devanagari(text: &str, from: usize) -> Option<Part<'_>> {
    // The lead bytes of U+0900 to U+097F in UTF-8.
    let rest = text.as_bytes().get(from..)?;
    let starts = memchr::memchr_iter(0xE0, rest).map(|at| from + at);
    let mut starts = starts.filter(|at| text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_indic));
    let start = starts.next()?;
    let own = text.get(start..)?;
    let len = own.find(|c: char| !is_indic(c) || matches!(c, '।' | '॥')).unwrap_or(own.len());
    let end = start + len.max(3);
    Some(Part { start, end, text: text.get(start..end)? })
}

fn hindi_name_at(text: &str, first: Part<'_>, before: Option<Part<'_>>) -> Option<Range<usize>> {
    if INDIC_STOPS.contains(&first.text) {
        return None;
    }
    let listed = name_lists::devanagari(first.text);
    let follows = |part: &Part<'_>| {
        let next = next_devanagari(text, part.end)?;
        let is_neighbour = text.get(part.end..next.start) == Some(" ");
        (is_neighbour && !INDIC_STOPS.contains(&next.text)).then_some(next)
    };
    let second = follows(&first)?;
    let of_second = name_lists::devanagari(second.text);
    let is_cued = before.is_some_and(|before| BEFORE_ONE_IN_HINDI.contains(&before.text));
    let is_name = (listed.is_given && (of_second.is_family || (of_second.is_given && is_cued)))
        || (of_second.is_family && first.text.chars().count() >= 3 && (is_cued || !listed.is_family))
        || (listed.is_given && is_cued);
    let is_third = |part: &Part<'_>| name_lists::devanagari(part.text).is_family;
    // `अब्दुल रहमान खान`: two words that can be given names, and a family name.
    let third = follows(&second);
    let is_long = listed.is_given && third.is_some_and(|third| is_third(&third));
    if !is_name && !is_long {
        return None;
    }
    let last = third.filter(is_third).unwrap_or(second);
    let is_thing = follows(&last).is_some_and(|next| MAKES_A_THING_IN_HINDI.contains(&next.text));
    let makes_thing = MAKES_A_THING_IN_HINDI.contains(&second.text) || MAKES_A_THING_IN_HINDI.contains(&first.text);
    (!is_thing && !makes_thing).then_some(first.start..last.end)
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
