//! Postal addresses: what a pattern found in a text is carried on to where the address begins and ends. The forms of postal
//! codes are those that the Universal Postal Union publishes for each country.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Judged, Matcher, Place};
use crate::detect::normalise::lower;
use crate::detect::scene::Scene;

/// A street with its number, by a pattern; or a cell.
pub(super) const MATCHER: Matcher = Matcher { name: "address", find: None, judge: |s, span, p| judge(s, span, p, street) };
/// The end of an address, by a pattern: its beginning must stand before it.
pub(super) const END: Matcher = Matcher { name: "address-end", find: None, judge: |s, span, p| judge(s, span, p, end) };
/// What stands behind a word for an address.
pub(super) const TOLD: Matcher = Matcher { name: "address-told", find: None, judge: |s, span, p| judge(s, span, p, told) };

/// What a number and a postal code together add to a street.
const WITH_CODE: f32 = 0.18;
/// How far an address reaches beyond what its pattern found, in bytes.
const REACH: usize = 120;

/// Small words within names of streets and towns.
const PARTICLES: &str = "de|la|le|les|du|des|del|della|dei|di|da|do|dos|das|der|den|dem|am|an|auf|im|in|van|von|zu|zur|zum|\
                         het|ter|ten|of|och|och|i|u|na|et|y|e|the|sur|sous|upon|and|bei";

/// A postal code: digits in groups, or as the United Kingdom, Canada, Ireland, Argentina, Latvia and others write it.
const CODE: &str = r"(?:(?:[A-Z]{1,2}-)?(?:\d{5}-\d{3,4}|\d{4,7}|\d{3} \d{2,3}|\d{2}-\d{3})(?: [A-Z]{2}\b)?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] ?[A-Z\d]{4}|[A-Z]\d{4}[A-Z]{3})";

/// A capitalised word, and those that follow it in a name.
fn name() -> String {
    let word = r"[\p{L}\p{M}\d'’-]*";
    format!(r"[\p{{Lu}}\p{{Lo}}]{word}(?:(?: (?:{PARTICLES})){{0,2}} [\p{{Lu}}\p{{Lo}}\d]{word}){{0,4}}")
}

static HAS_CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!(r"(?s)\d.*[^\d]{CODE}\b")).ok());

/// Parts up to a postal code, and the town behind it.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = name();
    let apart = r"(?:, ?|،  ?|、|,? ?\n| - )";
    Regex::new(&format!(
        r"^(?:(?:{apart}| ){name}){{0,3}}?(?:{apart}| {{1,2}})(?:[A-Z]{{2,3}},? {{1,2}})?{CODE}\b(?: {name}| ?\([A-Z]{{2}}\))?"
    ))
    .ok()
});

/// What may stand behind a town: its province or its district.
static PROVINCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?: \([A-Z]{2}\)|,? [A-Z]{1,2}\b|, [A-Z]\d[\dW] ?[A-Z\d]{4}\b)").ok());

/// The flat or the unit before a street.
static UNIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word =
        "Flat|Unit|Apt|Apartment|Suite|Shop|Room|House|Plot|Door|Block|Blk|Level|Villa|Office|H\\.? ?No|No|Bldg|Building";
    Regex::new(&format!(
        r"(?:^|[^\p{{L}}\d])((?:(?:{word})\.?(?: No\.?)? ?#?[A-Za-z0-9-]{{1,6}}(?:, ?|/| ))(?:\d{{1,3}}/F, ?)?|(?:Unit|Flat|Apt|Shop|Suite|Lot)\.? |\d{{1,4}}[A-Z]?/|#)$"
    ))
    .ok()
});

/// The name of a street before its number.
static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"[\p{Lu}][\p{L}\p{M}'’.-]*";
    let kind = [
        r"iela|bulvāris|gatve|prospekts|pr\.|g\.|al\.|pl\.|mnt|tee|tn|cesta|ulica|ul\.|trg|put|náměstí|nám\.|třída|tř\.|ulice",
        "gate|gata|vei|veg|plass|plads|vej|katu|straat|laan|utca|tér",
    ]
    .join("|");
    Regex::new(&format!(r"(?:^|[^\p{{L}}\p{{M}}\d])((?:{word}|\d{{1,2}}\.)(?: (?:{word}|{PARTICLES}|{kind})){{0,4}},? )$")).ok()
});

/// The parts of an address before its postal code.
static PARTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"[\p{Lu}\d(#][\p{L}\p{M}\d'’./&#()-]*";
    let part = format!(r"{word}(?: (?:{word}|{PARTICLES})){{0,5}}");
    Regex::new(&format!(r"(?:^|[^\p{{L}}\p{{M}}\d])((?:{part}(?:, ?|,? ?\n)){{1,6}}(?:{part},? )?)$")).ok()
});

/// Where something else begins behind an address.
static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "tel|telephone|telefon|telefone|teléfono|téléphone|tél|phone|mobile|mob|ph|fax|e-?mail|cell|handy|contact|gsm|dob|电话|電話|फोन|मोबाइल|тел|전화";
    Regex::new(&format!(
        r#"(?i)[,;.]?\s+(?:{words})\s?[.:：]|\s?[|;\t"<>{{}}]|\s{{2,}}|[.!?。]\s+\p{{Lu}}[\p{{L}}]+ \p{{Ll}}|\s[-–]\s*$"#
    ))
    .ok()
});

/// Words before a number that no street is called.
const NO_STREETS: [&str; 24] = [
    "chapter",
    "section",
    "figure",
    "fig",
    "table",
    "page",
    "pages",
    "volume",
    "vol",
    "version",
    "item",
    "step",
    "part",
    "line",
    "rule",
    "article",
    "kapitel",
    "seite",
    "abschnitt",
    "room",
    "level",
    "act",
    "top",
    "game",
];

/// Words before `address` that make it something else's.
const NO_PLACES: [&str; 30] = [
    "ip",
    "email",
    "mail",
    "mac",
    "web",
    "memory",
    "return",
    "server",
    "host",
    "network",
    "bus",
    "base",
    "source",
    "src",
    "dst",
    "virtual",
    "wallet",
    "bitcoin",
    "contract",
    "bind",
    "listen",
    "start",
    "load",
    "node",
    "gateway",
    "dns",
    "reply",
    "ethernet",
    "hardware",
    "broadcast",
];

type Carry = fn(&str, Range<usize>) -> Option<Range<usize>>;

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place, carry: Carry) -> Option<Judged> {
    if place == Place::Cell {
        let value = scene.text.get(span)?.trim();
        return is_possible(value).then(|| Judged::plain(lower(value)));
    }
    let span = trimmed(scene.text, carry(scene.text, span)?)?;
    let value = scene.text.get(span.clone())?;
    // With its town it is more than the name of somebody whom a street is called after.
    let bonus = if HAS_CODE.as_ref()?.is_match(value) { WITH_CODE } else { 0.0 };
    Some(Judged { span: Some(span), bonus, ..Judged::plain(lower(value)) })
}

fn street(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let value = text.get(span.clone())?;
    // `2 Lane Highway`, `5 Way Street`: a number of something, not a house.
    let mut words = value.split([' ', ',']);
    let is_number = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    if is_number && words.next().is_some_and(|word| matches!(word, "Way" | "Lane" | "Drive" | "Close" | "Place" | "Square")) {
        return None;
    }
    Some(begun(text, carried_on(text, trimmed(text, span)?)?))
}

fn end(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let before = before(text, span.start);
    let value = text.get(span.clone())?;
    let (number, rest) = value.split_once([',', '\n']).unwrap_or((value, ""));
    let start = if rest.is_empty() {
        let parts = PARTS.as_ref()?.captures(before)?.get(1)?;
        let n_parts = parts.as_str().matches([',', '\n']).count();
        (n_parts > 1 || parts.as_str().contains(|c: char| c.is_ascii_digit())).then_some(parts.start())?
    } else {
        let name = STREET.as_ref()?.captures(before)?.get(1)?;
        let last = name.as_str().trim_end_matches([' ', ',', '.']).rsplit(' ').next()?.to_lowercase();
        let house: u16 = number.bytes().take_while(u8::is_ascii_digit).fold(0, |sum, b| sum * 10 + u16::from(b - b'0'));
        let code = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        // `March 12, 2015 Apple`: a date, not a house in a town.
        let is_date = code == 4 && rest.trim_start().starts_with(['1', '2']) && house <= 31 && is_year(rest.trim_start());
        (!is_date && !NO_STREETS.contains(&last.as_str())).then_some(name.start())?
    };
    let start = span.start - (before.len() - start);
    Some(begun(text, carried_on(text, start..span.end)?))
}

fn is_year(text: &str) -> bool {
    text.get(..4).and_then(|year| year.parse().ok()).is_some_and(|year: u16| (1900..=2100).contains(&year))
}

fn told(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let value = text.get(span.clone())?;
    let label = before(text, span.start).trim_end_matches([' ', ':', '：', '\t']);
    let mut words = label.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1);
    if words.next().is_some_and(|word| NO_PLACES.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    let stop = OTHER.as_ref()?.find(value).map_or(value.len(), |found| found.start());
    let value = value.get(..stop)?;
    is_told(value).then(|| span.start..span.start + stop)
}

/// A number and names, as behind a word for an address: no sentence, no path, no figure.
fn is_told(value: &str) -> bool {
    let n_chars = value.chars().count();
    let is_usual = |c: char| {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || " ,./-#'’№°()&ºª〒،、\n".contains(c)
    };
    let has_number = value.split(|c: char| !c.is_ascii_digit()).any(|run| (1..=7).contains(&run.len()));
    let words = value.split(|c: char| !(c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)));
    let names = words.filter(|word| word.chars().count() >= 3 && word.starts_with(|c: char| !c.is_lowercase()));
    let n_names: usize = names.map(|word| if word.is_ascii() || word.chars().any(char::is_lowercase) { 1 } else { 2 }).sum();
    let is_begun = value.starts_with(|c: char| !c.is_lowercase()) || value.contains(". ") || value.starts_with("c/");
    is_begun && n_chars >= 8 && has_number && n_names >= 2 && value.chars().all(is_usual)
}

/// A stretch with its flat or unit.
fn begun(text: &str, span: Range<usize>) -> Range<usize> {
    let before = before(text, span.start);
    let unit = UNIT.as_ref().and_then(|unit| unit.captures(before)).and_then(|found| found.get(1));
    unit.map_or(span.clone(), |unit| span.start - (before.len() - unit.start())..span.end)
}

/// A stretch with its postal code and town, if they follow.
fn carried_on(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let after = after(text, span.end);
    let has_code = HAS_CODE.as_ref()?.is_match(text.get(span.clone())?);
    let more = if has_code { PROVINCE.as_ref()?.find(after) } else { TAIL.as_ref()?.find(after) };
    let more = more.map_or(0, |found| found.end());
    let is_label = after.get(more..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    Some(span.start..span.end + if is_label { 0 } else { more })
}

/// Without what ends a sentence, and without the word of the next label.
fn trimmed(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let value = text.get(span.clone())?;
    let is_label = text.get(span.end..)?.trim_start_matches(' ').starts_with(':');
    let value = if is_label { value.rsplit_once([' ', '\n'])?.0 } else { value };
    let value = value.trim_end_matches([' ', ',', ';', '\n', '\r', '-', '(']);
    let is_short_word = value.rsplit([' ', ',']).next().is_some_and(|word| word.chars().count() <= 4 && word.len() > 1);
    let value = if is_short_word && text.get(span.start + value.len()..)?.starts_with(|c: char| !c.is_whitespace()) {
        value
    } else {
        value.trim_end_matches('.')
    };
    Some(span.start..span.start + value.len())
}

fn before(text: &str, at: usize) -> &str {
    let from = (at.saturating_sub(REACH)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    text.get(from..at).unwrap_or("")
}

fn after(text: &str, at: usize) -> &str {
    let end = at.saturating_add(REACH).min(text.len());
    let end = (at..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(at);
    text.get(at..end).unwrap_or("")
}

fn is_possible(value: &str) -> bool {
    let n_letters = value.chars().filter(|c| c.is_alphabetic()).count();
    n_letters >= 3 && value.chars().count() >= 5 && !value.contains('@') && !value.contains("://")
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    fn check(carry: Carry, text: &str, found: &str, expected: Option<&str>) {
        let at = text.find(found).unwrap();
        let span = carry(text, at..at + found.len()).and_then(|span| trimmed(text, span));
        assert_eq!(span.and_then(|span| text.get(span)), expected, "{text}");
    }

    #[test]
    fn a_street_is_carried_on_to_its_town() {
        for (text, found, expected) in [
            ("at Goethestr. 3\n80336 München.", "Goethestr. 3", "Goethestr. 3\n80336 München"),
            ("Flat 3, 27 Harbour Road, Bristol BS1 5TY", "27 Harbour Road", "Flat 3, 27 Harbour Road, Bristol BS1 5TY"),
            ("Unit 5/12 George St, Parramatta NSW 2150", "12 George St", "Unit 5/12 George St, Parramatta NSW 2150"),
            ("12, rue de Strasbourg, L-2560 Luxembourg", "12, rue de Strasbourg", "12, rue de Strasbourg, L-2560 Luxembourg"),
            ("Av. Corrientes 1234, C1043AAZ Buenos Aires", "Av. Corrientes 1234", "Av. Corrientes 1234, C1043AAZ Buenos Aires"),
            ("Via Roma 12, 20121 Milano (MI) is", "Via Roma 12, 20121 Milano", "Via Roma 12, 20121 Milano (MI)"),
            ("in 8 Grafton Street, Dublin 2, D02 X285.", "8 Grafton Street, Dublin 2", "8 Grafton Street, Dublin 2, D02 X285"),
            ("12 Awolowo Road, Ikoyi, Lagos.", "12 Awolowo Road, Ikoyi, Lagos.", "12 Awolowo Road, Ikoyi, Lagos"),
            ("12 Hill Street and then home", "12 Hill Street", "12 Hill Street"),
        ] {
            check(street, text, found, Some(expected));
        }
        check(street, "2 Lane Highway", "2 Lane Highway", None);
    }

    #[test]
    fn the_end_of_an_address_needs_its_beginning() {
        for (text, found, expected) in [
            ("We met at Unter den Linden 77, 10117 Berlin", "77, 10117 Berlin", Some("Unter den Linden 77, 10117 Berlin")),
            ("on March 12, 2015 Apple", "12, 2015 Apple", None),
            ("there are 12, 10117 Berlin", "12, 10117 Berlin", None),
            (
                "it: The Old Rectory, Church Lane, Ashby, LE65 1AA.",
                "LE65 1AA",
                Some("The Old Rectory, Church Lane, Ashby, LE65 1AA"),
            ),
            ("code LE65 1AA", "LE65 1AA", None),
        ] {
            check(end, text, found, expected);
        }
    }

    #[test]
    fn behind_its_name_stands_an_address_and_no_sentence() {
        for (text, found, expected) in [
            (
                "Address: 4 Elm Cottages, Upper Slaughter Tel: 020",
                "4 Elm Cottages, Upper Slaughter Tel: 020",
                Some("4 Elm Cottages, Upper Slaughter"),
            ),
            ("Address: see section 4", "see section 4", None),
            ("Address: 0x7fff5fbff8c0", "0x7fff5fbff8c0", None),
            ("IP address: 10 Net Block", "10 Net Block", None),
        ] {
            check(told, text, found, expected);
        }
    }

    #[test]
    fn a_cell_must_be_able_to_be_an_address() {
        assert!(cell(&MATCHER, "12 Hill Street", None).is_some());
        assert!(cell(&MATCHER, "10.0.0.1", None).is_none());
    }
}
