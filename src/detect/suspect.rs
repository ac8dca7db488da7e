//! Names that are about to be stored in clear: path segments, tables, columns, keys, members. Here a miss leaks and a false
//! alarm only hides a display, so it leans to masking, unlike detection.

use super::digits::Shadow;
use super::file_words::{ENDINGS, is_file_word};
use super::given_names::is_given_name;
use super::indic::is_indic;
use super::scene::{Around, Scene, Setting};
use super::words::is_ideograph;
use super::{Detectors, candidate};
use crate::model::secret::Masked;
use crate::model::time::Day;

const HIDDEN: &str = "•••";
/// From so many digits on a number may be somebody's.
const MIN_DIGITS: usize = 7;
/// From so many letters and digits, mixed, a token may be a key to somebody.
const MIN_TOKEN: usize = 16;

pub(super) fn suspect(detectors: &Detectors, name: &str) -> Option<Masked> {
    let decoded = percent_decoded(name);
    let shadow = Shadow::of(&decoded);
    let (stem, ending) = split_ending(&shadow.text);
    let speaks = has_address(&shadow.text)
        || has_number(stem)
        || has_token(stem)
        || has_name(detectors, stem)
        || has_value(detectors, stem);
    speaks.then(|| Masked(format!("{HIDDEN}{ending}")))
}

/// `%40` as `@`, `%20` and `+` as a space: names of uploads are often still encoded.
fn percent_decoded(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        let pair = rest.as_slice().get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let value = pair.filter(|_| byte == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match value {
            Some(value) => {
                bytes.push(value);
                rest.nth(1);
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A known ending of files tells nothing of a person and stays in the mask.
fn split_ending(name: &str) -> (&str, &str) {
    match name.rfind('.').map(|at| name.split_at(at)) {
        Some((stem, ending)) if !stem.is_empty() && ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) => (stem, ending),
        _ => (name, ""),
    }
}

/// Something before an `@` and a letter after it.
fn has_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && after.starts_with(char::is_alphabetic)
            && after.contains('.')
    })
}

/// Seven digits and more, with single separators between them, that are no date and no version.
fn has_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut groups: Vec<String> = vec![String::new()];
        let mut separators: Vec<u8> = Vec::new();
        while let Some(byte) = bytes.get(at) {
            let next_is_digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            match byte {
                b'0'..=b'9' => groups.last_mut().into_iter().for_each(|group| group.push(char::from(*byte))),
                b' ' | b'-' | b'.' | b'_' | b'/' | b',' | b':' | b'(' | b')' if next_is_digit => {
                    separators.push(*byte);
                    groups.push(String::new());
                }
                _ => break,
            }
            at += 1;
        }
        if is_speaking_number(&groups, &separators) {
            return true;
        }
    }
    false
}

fn is_speaking_number(groups: &[String], separators: &[u8]) -> bool {
    let digits: String = groups.concat();
    let is_dotted = separators.iter().all(|separator| *separator == b'.');
    let is_address = groups.len() == 4 && is_dotted && groups.iter().all(|group| group.parse::<u16>().is_ok_and(|n| n <= 255));
    if is_address && groups.iter().any(|group| group.len() > 1) {
        return true;
    }
    if digits.len() < MIN_DIGITS || is_date(groups, &digits) {
        return false;
    }
    let is_version = separators.first() == Some(&b'.')
        && digits.len() <= 9
        && groups.first().is_some_and(|group| group.len() <= 2)
        && groups.iter().all(|group| group.len() <= 4);
    !is_version
}

/// A date of 1970 to 2099 in the usual orders, alone or with a time or a short counter behind it.
fn is_date(groups: &[String], digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let is_day =
        |year: u32, month: u32, day: u32| (1970..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let lens: Vec<usize> = groups.iter().map(String::len).collect();
    let time_fits = digits.len() < 10 || (number(8..10) < 24 && (digits.len() < 12 || number(10..12) < 60));
    let year_first = is_day(number(0..4), number(4..6), number(6..8)) && time_fits && digits.len() <= 20;
    match lens.as_slice() {
        [4, 2, 2] | [4, 2, 2, 2, ..] | [8] | [12] | [14] | [8, 2..=6] | [8, 2, 2, ..] => year_first,
        [4, 2, 2, n] => year_first && *n <= 6,
        [4, 2, 2, 6, ..] => year_first,
        [2, 2, 4] => is_day(number(4..8), number(2..4), number(0..2)) || is_day(number(4..8), number(0..2), number(2..4)),
        [4, 4] => (1970..=2099).contains(&number(0..4)) && (1970..=2099).contains(&number(4..8)),
        [17] => year_first,
        _ => false,
    }
}

/// A long token of letters and digits mixed: a key, a hash, an account id.
fn has_token(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '=')).any(|token| {
        let n_digits = token.bytes().filter(u8::is_ascii_digit).count();
        let n_letters = token.bytes().filter(u8::is_ascii_alphabetic).count();
        token.len() >= MIN_TOKEN && n_digits >= 3 && n_letters >= 3
    })
}

/// A word of a name, with what it looks like.
struct Part<'a> {
    text: &'a str,
    is_capital: bool,
    is_given: bool,
    is_foreign: bool,
}

/// Two neighbouring words that may be somebody's names.
fn has_name(detectors: &Detectors, text: &str) -> bool {
    let mut run: Vec<Part<'_>> = Vec::new();
    let mut all = 0;
    for piece in text.split(|c: char| !(c.is_alphabetic() || super::words::is_word_char(c)) || c.is_numeric()) {
        for word in humps(piece) {
            all += 1;
            let part = part(word);
            if is_plain(detectors, &part) {
                if is_somebody(&run) {
                    return true;
                }
                run.clear();
            } else {
                run.push(part);
            }
        }
    }
    let is_alone = all == 1 && run.first().is_some_and(|part| part.is_given && part.text.len() >= 4);
    is_alone || is_somebody(&run)
}

fn part(word: &str) -> Part<'_> {
    let mut chars = word.chars();
    let first_is_capital = chars.next().is_some_and(char::is_uppercase);
    let is_capital = first_is_capital && word.chars().count() >= 2;
    let is_given = is_given_name(&word.to_lowercase()) || (!word.is_ascii() && super::given_names::has_given_name(word));
    Part { text: word, is_capital, is_given, is_foreign: word.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) }
}

/// A word of file, table and column names, or one of two letters.
fn is_plain(detectors: &Detectors, part: &Part<'_>) -> bool {
    let n_chars = part.text.chars().count();
    let is_known = !part.is_given && (is_file_word(part.text) || detectors.vocabulary.knows(part.text));
    (n_chars < 2 && !part.text.chars().any(is_ideograph)) || is_known
}

fn is_somebody(run: &[Part<'_>]) -> bool {
    let n_ideographs = run.iter().flat_map(|part| part.text.chars()).filter(|c| is_ideograph(*c)).count();
    let has_given = run.iter().any(|part| part.is_given);
    let n_capital = run.iter().filter(|part| part.is_capital && is_mixed(part.text)).count();
    let n_foreign = run.iter().filter(|part| part.is_foreign).count();
    let is_indic = run.iter().any(|part| part.text.chars().any(is_indic));
    n_ideographs >= 2
        || (run.len() >= 2 && (has_given || n_capital >= 2 || n_foreign >= 2 || is_indic || (n_foreign >= 1 && n_capital >= 1)))
}

/// `Sharma`, not `SHARMA`: capitals throughout are as often an abbreviation.
fn is_mixed(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

/// The parts of a camel-case word: `PriyaSharma` is two.
fn humps(word: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if at > 0 && c.is_uppercase() && before.is_lowercase() {
            starts.push(at);
        }
        before = c;
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([word.len()]).collect();
    starts.iter().zip(ends).filter_map(|(start, end)| word.get(*start..end)).filter(|part| !part.is_empty()).collect()
}

/// A value that a detector knows by its checksum or its structure, whatever stands around it.
fn has_value(detectors: &Detectors, text: &str) -> bool {
    // What has too few digits and no letter is none, and the keys of most rows are such numbers.
    let is_sign = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphabetic() && byte != b':';
    if text.bytes().all(is_sign) && text.bytes().filter(u8::is_ascii_digit).count() <= MIN_DIGITS + 1 {
        return false;
    }
    let apart = text.replace('_', " ");
    let setting = Setting { region: None, today: Day(47_482), known: None, is_thorough: false };
    let found = candidate::in_text(detectors, &Scene::new(&apart, setting), Around::Anything);
    found.iter().any(|found| {
        let Some(compiled) = detectors.all.get(found.detector) else { return false };
        let value = apart.get(found.span.clone()).unwrap_or("");
        let has_letter = value.bytes().any(|b| b.is_ascii_alphabetic());
        let n_digits = value.bytes().filter(u8::is_ascii_digit).count();
        let is_issued = compiled.class.is_within("user.government_id") || compiled.class.is_within("user.financial");
        // Addresses of four numbers are told from versions among the numbers.
        let is_ip = compiled.class.is_within("user.device.ip_address");
        let is_device = compiled.class.is_within("user.device.mac_address") || (is_ip && value.contains(':'));
        (found.judged.is_checked && !is_ip && (has_letter || n_digits > MIN_DIGITS + 1) && !is_date_like(value))
            || is_device
            || (is_issued && has_letter && n_digits >= 5)
    })
}

fn is_date_like(value: &str) -> bool {
    let groups: Vec<String> =
        value.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::to_owned).collect();
    is_date(&groups, &groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        let detectors = Detectors::builtin().unwrap();
        assert_eq!(suspect(&detectors, name).as_ref().map(|mask| mask.0.as_str()), expected, "{name}");
    }

    #[test]
    fn what_may_be_somebodys_is_masked() {
        for (name, expected) in [
            ("priya@example.com", "•••"),
            ("priya%40example.com.pdf", "•••.pdf"),
            ("Priya_Sharma.pdf", "•••.pdf"),
            ("Sharma, Priya - CV.docx", "•••.docx"),
            ("PriyaSharma.pdf", "•••.pdf"),
            ("priya.sharma", "•••"),
            ("priya_singh_passport.jpg", "•••.jpg"),
            ("PRIYA SHARMA", "•••"),
            ("प्रिया शर्मा.txt", "•••.txt"),
            ("张伟.pdf", "•••.pdf"),
            ("scan_078-05-1120.tif", "•••.tif"),
            ("4111111111111111", "•••"),
            ("4111 1111 1111 1111.csv", "•••.csv"),
            ("+49 30 901820", "•••"),
            ("२३४१ २३४१ २३४६", "•••"),
            ("203.0.113.7", "•••"),
            ("00:1b:44:11:3a:b7", "•••"),
            ("52.52001,13.40495", "•••"),
            ("a1B2c3D4e5F6g7H8", "•••"),
            ("GB82WEST12345698765432", "•••"),
        ] {
            check(name, Some(expected));
        }
    }

    #[test]
    fn ordinary_names_stay() {
        for name in [
            "access.log.1",
            "README.md",
            "libfoo-1.2.3.so.4",
            "changelog.Debian.gz",
            "users",
            "2024-03-02.log",
            "copyright",
            "Annual Report.pdf",
            "backup-20240302.zip",
            "20240302101112.sql",
            "First Name",
            "Email Address",
            "customer_email",
            "date_of_birth",
            "order_items",
            "linux-5.15.0-1053",
            "icon@2x.png",
            "left-pad@1.3.0",
            "Invoice Copy (2).pdf",
            "x86_64-linux-gnu",
            "node_modules",
            "main.rs",
            "1.5.0.4.txt",
            "Phone Number",
            "createdAt",
            "syslog.2.gz",
        ] {
            check(name, None);
        }
    }
}
