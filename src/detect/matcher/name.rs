//! Persons' names: by what stands before them, and by already being known. Never by guessing at capitals alone.

use std::ops::Range;

use super::name_cue::{self, Cue};
use super::name_listed;
use super::{Judged, Matcher, Place};
use crate::detect::grid::Grid;
use crate::detect::name_lists::{devanagari, latin};
use crate::detect::name_shape::{Word, is_among, looks_like_name, words};
use crate::detect::names;
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "name", find: Some(find), judge };
pub(super) const GIVEN: Matcher = Matcher { name: "given-name", find: None, judge: given };
pub(super) const KNOWN: Matcher = Matcher { name: "known-name", find: Some(find_known), judge: judge_known };

/// Whom letters greet when they do not know the name, and other capitals that follow a cue.
const NOBODY: [&str; 52] = [
    "customer",
    "customers",
    "sir",
    "madam",
    "sirs",
    "team",
    "all",
    "user",
    "users",
    "support",
    "everyone",
    "there",
    "friend",
    "friends",
    "colleague",
    "colleagues",
    "valued",
    "world",
    "damen",
    "kunde",
    "kundin",
    "client",
    "cliente",
    "guest",
    "member",
    "members",
    "admin",
    "hiring",
    "subscriber",
    "students",
    "and",
    "the",
    "none",
    "null",
    "herren",
    "heren",
    "collega",
    "cliënt",
    "klant",
    "signori",
    "signore",
    "signora",
    "państwo",
    "panie",
    "klient",
    "klienci",
    "пользователь",
    "клиент",
    "клиенты",
    "коллеги",
    "друзья",
    "пане",
];

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    if grid.has_name_letter() {
        name_cue::each(scene.text, grid, |start, end, kind| spans.extend(after_cue(scene, start, end, kind)));
        name_listed::find(scene, grid, spans);
        spans.sort_by_key(|span| (span.start, span.end));
        spans.dedup();
    }
}

fn after_cue(scene: &Scene<'_>, start: usize, end: usize, kind: Cue) -> Option<Range<usize>> {
    if scene.before(start).is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '.' || c == '/') {
        return None;
    }
    let rest = scene.text.get(end..)?;
    let lead = match kind {
        Cue::Label | Cue::Role => label_lead(rest)?,
        Cue::Closing => {
            let lead = rest.len() - rest.trim_start_matches([',', '!', '.', '-', '–', ' ', '\r', '\n', '\u{A0}']).len();
            // `आपका आवेदन` is `your application`.
            let is_end = rest.starts_with([',', '\r', '\n', '!']) || scene.text.get(start..end).is_some_and(str::is_ascii);
            (is_end && lead > 0 && lead <= 6).then_some(lead)?
        }
        _ => {
            let lead = rest.len() - rest.trim_start_matches(['.', ' ', '\u{A0}']).len();
            (lead > 0 && lead <= 3).then_some(lead)?
        }
    };
    if matches!(kind, Cue::Label | Cue::Role) && is_name_of_a_thing(scene.text.get(..start)?) {
        return None;
    }
    let from = end + lead;
    // A name begins here or behind one more sign; what stands further on is none of this cue's.
    let begins = |c: char| c.is_uppercase() || !c.is_ascii();
    if !scene.text.get(from..)?.chars().take(2).any(begins) {
        return None;
    }
    let mut words = words(scene.text, from, 5);
    if words.first().is_none_or(|first| first.start > from + 1) {
        return None;
    }
    while words.first().is_some_and(Word::is_title) {
        words.remove(0);
    }
    end_at_stop(scene.text, kind, &mut words);
    let (first, last) = (words.first()?, words.last()?);
    let text = |word: &Word| scene.text.get(word.start..word.end).unwrap_or("");
    let is_name_like = || looks_like_name(scene.text.get(first.start..last.end).unwrap_or(""));
    let is_listed = |word: &Word| {
        let listed = if first.is_other_script { devanagari(text(word)) } else { latin(text(word)) };
        listed.is_given || listed.is_family
    };
    let enough = match kind {
        Cue::Label if first.is_other_script => true,
        Cue::Label => (words.len() >= 2 && is_name_like()) || is_listed(first),
        Cue::Role => words.iter().any(is_listed) && (words.len() < 2 || is_name_like()),
        Cue::Closing if first.is_other_script => words.iter().any(is_listed),
        Cue::Closing => is_listed(first) && (words.len() < 2 || is_name_like()),
        Cue::Title | Cue::Greeting | Cue::Statement => true,
    };
    let nobody = words.iter().any(|word| is_among(text(word), &NOBODY));
    (enough && !nobody && last.end - first.start > 1).then_some(first.start..last.end)
}

/// A comma ends a name, but for `Sharma, Priya` behind a label; a full stop does, but for initials.
fn end_at_stop(text: &str, kind: Cue, words: &mut Vec<Word>) {
    let mut n = 1;
    while let [.., before, next] = words.get(..=n).unwrap_or_default() {
        let is_initial = text.get(before.start..before.end).is_some_and(|word| word.chars().count() <= 2);
        let turns_round = n == 1 && matches!(kind, Cue::Label | Cue::Role) && !next.is_other_script;
        match text.get(before.end..next.start) {
            Some(gap) if gap.contains(',') && !turns_round => break,
            Some(gap) if gap.contains('.') && !is_initial => break,
            _ => n += 1,
        }
    }
    words.truncate(n);
}

/// The length of what separates a label from its value: `: `, `=`, `": "`.
fn label_lead(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches(['"', '\'', ' ']);
    let value = after.strip_prefix([':', '=', '：'])?.trim_start_matches([' ', '"', '\'', '\t']);
    let lead = rest.len() - value.len();
    (lead <= 8).then_some(lead)
}

/// `file name:`, `host name=`, `product name`: the label of a thing.
fn is_name_of_a_thing(before: &str) -> bool {
    const THINGS: [&str; 24] = [
        "file", "host", "product", "table", "column", "domain", "event", "company", "server", "package", "project", "brand",
        "field", "class", "branch", "display", "model", "service", "image", "resource", "group", "device", "city", "street",
    ];
    const THINGS_IN_HINDI: [&str; 8] = ["फ़ाइल का", "फाइल का", "फ़ाइल का", "उत्पाद का", "कंपनी का", "शहर का", "बैंक का", "योजना का"];
    let before = before.trim_end_matches([' ', '_', '-']);
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    is_among(last, &THINGS) || THINGS_IN_HINDI.iter().any(|thing| before.ends_with(thing))
}

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let span = if place == Place::Text { bare(scene.text, span)? } else { span };
    let text = scene.text.get(span.clone())?.trim();
    if place == Place::Cell && (!is_cell(text, 8) || is_a_things(text)) {
        return None;
    }
    let normal = names::whole(text);
    let two = looks_like_name(text);
    (!normal.is_empty()).then(|| Judged {
        has_cue: place == Place::Text,
        is_checked: false,
        bonus: if two { 0.10 } else { 0.0 },
        span: (place == Place::Text).then_some(span),
        ..Judged::plain(normal)
    })
}

/// A name without the titles before it and what Turkish and Hindi put behind it.
fn bare(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    const BEHIND: [&str; 6] = ["hanım", "bey", "beyefendi", "hanımefendi", "ji", "जी"];
    let own = text.get(span.clone())?;
    let run = words(own, 0, 8);
    let mut rest = run.as_slice();
    while let [first, others @ ..] = rest
        && first.is_title()
        && !others.is_empty()
    {
        rest = others;
    }
    while let [others @ .., last] = rest
        && own.get(last.start..last.end).is_some_and(|word| is_among(word, &BEHIND))
        && !others.is_empty()
    {
        rest = others;
    }
    match (rest.first(), rest.last()) {
        // What stands between words stays: only whole words are taken away.
        (Some(first), Some(last)) if rest.len() < run.len() => Some(span.start + first.start..span.start + last.end),
        _ => Some(span),
    }
}

/// `Acme GmbH`, `Customer Service`, `(blank)`: a word for a thing, and no given name.
fn is_a_things(text: &str) -> bool {
    let run = words(text, 0, 8);
    let listed = || run.iter().map(|word| latin(text.get(word.start..word.end).unwrap_or("")));
    let is_note = (text.starts_with('(') && text.ends_with(')')) || text.eq_ignore_ascii_case("n.n.");
    is_note || (listed().any(|own| own.is_thing || own.makes_a_thing) && !listed().any(|own| own.is_given))
}

/// A column's given name or surname: one to three words.
fn given(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let normal = names::whole(text);
    (is_cell(text, 4) && !normal.is_empty()).then(|| Judged::plain(normal))
}

/// Letters, a few words, no digits, none of the signs that names have not.
fn is_cell(text: &str, max_words: usize) -> bool {
    let (mut n_chars, mut n_words, mut has_letter, mut is_after_space) = (0, 0, false, true);
    for c in text.chars() {
        if c.is_numeric() || matches!(c, '@' | '/' | ':' | '{' | '<' | '=' | '_' | '|') {
            return false;
        }
        n_chars += 1;
        has_letter |= c.is_alphabetic();
        n_words += usize::from(is_after_space && !c.is_whitespace());
        is_after_space = c.is_whitespace();
    }
    let is_flag = ["true", "false", "yes", "no"].iter().any(|flag| text.eq_ignore_ascii_case(flag));
    n_chars <= 100 && has_letter && (1..=max_words).contains(&n_words) && !is_flag
}

fn find_known(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    let Some(known) = scene.setting.known else { return };
    if !grid.has_name_letter() {
        return;
    }
    let mut from = 0;
    while from < scene.text.len() {
        let run = words(scene.text, from, 64);
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        from = last.end.max(first.start + 1);
        let mut start = 0;
        while start + 1 < run.len() {
            let longest = (2..=4).rev().filter_map(|n| run.get(start..start + n)).find(|part| is_known(scene, part, known));
            if let Some([first, .., last]) = longest.map(|part| without_title(scene, part)) {
                spans.push(first.start..last.end);
                start += longest.map_or(1, <[Word]>::len);
            } else {
                start += 1;
            }
        }
    }
}

fn is_known(scene: &Scene<'_>, part: &[Word], known: &dyn crate::detect::scene::KnownNames) -> bool {
    let sorted = sorted(scene, part);
    sorted.contains(' ') && known.is_known(&sorted)
}

fn sorted(scene: &Scene<'_>, part: &[Word]) -> String {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return String::new() };
    scene.text.get(first.start..last.end).map(names::sorted_form).unwrap_or_default()
}

/// The words from the first on that the name is tagged by.
fn without_title<'a>(scene: &Scene<'_>, mut part: &'a [Word]) -> &'a [Word] {
    while let [_, rest @ ..] = part
        && rest.len() >= 2
        && sorted(scene, rest) == sorted(scene, part)
    {
        part = rest;
    }
    part
}

fn judge_known(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let normal = names::whole(scene.text.get(span)?);
    (!normal.is_empty()).then(|| Judged { is_checked: false, ..Judged::plain(normal) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cell, found};
    use super::*;
    use crate::detect::scene::{KnownNames, Setting};

    struct Customers;

    impl KnownNames for Customers {
        fn is_known(&self, sorted_name: &str) -> bool {
            ["priya sharma", "kaur manpreet", "meier ute"].contains(&sorted_name)
        }
    }

    #[test]
    fn names_follow_their_cues() {
        for (text, expected) in [
            ("Name: Priya Sharma", "priya sharma"),
            ("\"name\": \"Priya Sharma\",", "priya sharma"),
            ("Dear Priya,", "priya"),
            ("Mr. Arjun Mehta called", "arjun mehta"),
            ("Herr Jürgen Groß", "jurgen gross"),
            ("नाम: प्रिया शर्मा", "priya sharma"),
            ("श्री अमित कुमार", "amit kumar"),
            ("my name is Lena Vogel and", "lena vogel"),
            ("Dear Customer,", ""),
            ("Dear Sir or Madam", ""),
            ("file name: Annual Report", ""),
            ("filename: Annual Report", ""),
            ("name: Default", ""),
            ("hi there", ""),
            ("username=Priya Sharma", ""),
        ] {
            assert_eq!(found(&MATCHER, text, None).join(","), expected, "{text}");
        }
    }

    #[test]
    fn known_names_are_spotted_in_text() {
        let setting = Setting { region: None, today: crate::model::time::Day(0), known: Some(&Customers), is_thorough: false };
        for (text, expected) in [
            ("Yesterday Priya Sharma wrote", vec!["Priya Sharma"]),
            ("Dr. Priya Sharma wrote", vec!["Priya Sharma"]),
            ("SHARMA, PRIYA and Manpreet Kaur", vec!["SHARMA, PRIYA", "Manpreet Kaur"]),
            ("कल प्रिया शर्मा ने फ़ोन किया", vec!["प्रिया शर्मा"]),
            ("Sharma Priya", vec!["Sharma Priya"]),
            ("priya sharma", vec![]),
            ("Priya Verma", vec![]),
        ] {
            let mut spans = Vec::new();
            find_known(&Scene::new(text, setting), &Grid::of(text.as_bytes(), &[]), &mut spans);
            let found: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn cells_of_name_columns_are_letters() {
        for (text, expected) in
            [("Priya Sharma", true), ("de la Cruz, Ana", true), ("SKU 12", false), ("true", false), ("a@b", false)]
        {
            assert_eq!(cell(&MATCHER, text, None).is_some(), expected, "{text}");
        }
    }
}
