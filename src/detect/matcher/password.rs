//! Passwords and other secrets that stand beside their name; not the word in a sentence, not a reference to a secret.

use std::ops::Range;

use super::keyed::{self, Names};
use super::{Judged, Matcher, Place};
use crate::detect::form;
use crate::detect::grid::Grid;
use crate::detect::scene::Scene;
use crate::detect::words::name_words;

/// What a pattern found.
pub(super) const MATCHER: Matcher = Matcher { name: "password", find: None, judge };
/// Also what stands beside a password's name.
pub(super) const KEYED: Matcher = Matcher { name: "keyed-password", find: Some(find), judge };

const NAMES: Names = Names {
    endings: &["password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "pass", "passcode", "psk"],
    is_one: is_password,
};

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    keyed::each(scene.text, grid, &NAMES, spans);
}

/// Whether a name is a password's, by its last word; a `pass` alone is a mountain's, or what a test did.
fn is_password(name: &str) -> bool {
    let words = name_words(name);
    let is_joined = name.contains(['_', '-', '.']) || name.bytes().any(|byte| byte.is_ascii_uppercase());
    words.last().is_some_and(|(_, last)| match last.as_str() {
        "pass" => words.len() > 1 && is_joined && !name.contains(' '),
        last => NAMES.endings.iter().any(|ending| *ending != "pass" && last.ends_with(ending)),
    })
}

/// Values that stand where a password would and are none.
const NO_SECRETS: [&str; 34] = [
    "pass",
    "pwd",
    "secret",
    "xyz",
    "abc",
    "123",
    "yourpassword",
    "your_password",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "required",
    "optional",
    "string",
    "password",
    "passwd",
    "prompt",
    "hidden",
    "none",
    "null",
    "empty",
    "changed",
    "reset",
    "invalid",
    "incorrect",
    "wrong",
    "failed",
    "expired",
    "text",
    "file",
    "env",
];

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let value = scene.text.get(span.clone())?.trim();
    let lower = value.to_lowercase();
    let is_reference = value.starts_with("${")
        || value.starts_with("{{")
        || value.starts_with("$(")
        || value.starts_with("env:")
        || (value.starts_with('<') && value.ends_with('>'))
        || value.starts_with('%')
        || (place == Place::Text && value.ends_with(['[', '(']))
        || value.contains("://") && place == Place::Text;
    if value.chars().count() < 4 && place == Place::Text
        || form::is_placeholder(value)
        || is_reference
        || NO_SECRETS.contains(&lower.as_str())
    {
        return None;
    }
    if value.chars().all(|c| matches!(c, '*' | '•' | 'x' | 'X' | '.'))
        || (place == Place::Text
            && (value.starts_with([':', '`'])
                || is_prose(scene, &span, value)
                || is_cut(scene, &span)
                || is_rule(value)
                || is_expression(scene, &span, value)))
    {
        return None;
    }
    let veiled = form::veiled(value);
    Some(Judged { has_cue: true, form: veiled.unwrap_or(crate::model::finding::Form::Full), ..Judged::plain(value) })
}

/// `password: must have eight letters` and `password for root`: a plain word after a colon and a space, with nothing that a
/// secret has and a word has not.
fn is_prose(scene: &Scene<'_>, span: &Range<usize>, value: &str) -> bool {
    let quoted = matches!(scene.before(span.start), Some('"' | '\'' | '`'));
    let assigned = matches!(scene.before(span.start), Some('=' | ':'));
    let word = value.trim_end_matches(['.', ',', ')', '!', '?', ':']);
    let capital_first = word.chars().skip(1).all(|c| c.is_lowercase() || c == '-' || c == '\'');
    let call = value.contains('(') || value.ends_with(';') || value.starts_with(['.', '(', '[', '$', '@', '&']);
    (!quoted && !assigned && capital_first) || (!quoted && call)
}

/// The first word of what stands in quotes: the whole of it is looked at by itself.
fn is_cut(scene: &Scene<'_>, span: &Range<usize>) -> bool {
    matches!(scene.before(span.start), Some('"' | '\'')) && scene.after(span.end) == Some(' ')
}

/// What a form asks of a password, or says of it: `required|min:8`, `Enter your password`.
fn is_rule(value: &str) -> bool {
    let mut parts = value.split('|');
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b','));
    let is_rule = value.contains('|') && parts.all(is_part) && value.starts_with(|c: char| c.is_ascii_lowercase());
    let has_blank = value.contains(char::is_whitespace);
    let is_told = has_blank && value.starts_with(char::is_uppercase) && !value.chars().any(char::is_numeric);
    let lower = value.to_lowercase();
    let is_prose = has_blank && lower.split_whitespace().any(|word| FUNCTION_WORDS.contains(&word));
    is_rule
        || is_told
        || is_prose
        || has_blank && ["password", "passwort", "passphrase", "contraseña"].iter().any(|word| lower.contains(word))
}

/// Words that a sentence has, and a phrase drawn by chance from a list has not.
const FUNCTION_WORDS: &[&str] = &["a", "and", "for", "in", "is", "of", "or", "that", "the", "this", "to", "with", "your"];

/// Where a program takes a password from: `process.env.PW`, `config.password`, `buffer;`.
fn is_expression(scene: &Scene<'_>, span: &Range<usize>, value: &str) -> bool {
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    if matches!(scene.before(span.start), Some('"' | '\'' | '`' | '>')) || !value.split('.').all(is_name) {
        return false;
    }
    let first = value.split('.').next().unwrap_or("").to_ascii_lowercase();
    let n_parts = value.split('.').count();
    let is_statement = scene.before(span.start) == Some(' ') && matches!(scene.after(span.end), Some(';' | '(' | '['));
    n_parts >= 3 || (n_parts == 2 && HOLDERS.contains(&first.as_str())) || is_statement
}

/// What programs call that which holds their settings and their users' input.
const HOLDERS: &[&str] = &[
    "account",
    "app",
    "args",
    "body",
    "cfg",
    "conf",
    "config",
    "context",
    "credentials",
    "ctx",
    "data",
    "env",
    "event",
    "form",
    "input",
    "local",
    "options",
    "opts",
    "os",
    "params",
    "process",
    "props",
    "req",
    "request",
    "secrets",
    "self",
    "settings",
    "state",
    "this",
    "user",
    "values",
    "var",
    "vars",
];

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;
    use crate::detect::scene::Setting;
    use crate::model::finding::Form;

    #[test]
    fn words_and_references_are_no_passwords() {
        for (text, value, expected) in [
            ("password=hunter2", "hunter2", true),
            ("password=swordfish", "swordfish", true),
            ("\"password\": \"swordfish\"", "swordfish", true),
            ("password: Tr0ub4dor", "Tr0ub4dor", true),
            ("password: must", "must", false),
            ("password=${DB_PASSWORD}", "${DB_PASSWORD}", false),
            ("password=********", "********", false),
            ("password=null", "null", false),
            ("password = getpass()", "getpass()", false),
            ("\"password\": \"required|min:8\"", "required|min:8", false),
            ("password: process.env.PW", "process.env.PW", false),
            ("password = config.pw", "config.pw", false),
            ("password = buffer2;", "buffer2", false),
            ("'password' => 'Enter your password'", "Enter your password", false),
            ("passphrase: \"correct horse battery staple\"", "correct horse battery staple", true),
        ] {
            let scene =
                Scene::new(text, Setting { region: None, today: crate::model::time::Day(0), known: None, is_thorough: false });
            let at = text.rfind(value).unwrap();
            assert_eq!(judge(&scene, at..at + value.len(), Place::Text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn hashes_say_so() {
        assert_eq!(cell(&MATCHER, "$2b$12$abcdefghijklmnopqrstuv", None).map(|judged| judged.form), Some(Form::Hashed));
        assert_eq!(cell(&MATCHER, "open sesame", None).map(|judged| judged.form), Some(Form::Full));
        assert_eq!(cell(&MATCHER, "n/a", None), None);
    }
}
