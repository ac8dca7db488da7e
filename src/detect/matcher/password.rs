//! Passwords and other secrets that stand beside their name; not the word in a sentence, not a reference to a secret.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::form;
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "password", find: None, judge };

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
        || value.contains("://") && place == Place::Text;
    if value.chars().count() < 4 && place == Place::Text
        || form::is_placeholder(value)
        || is_reference
        || NO_SECRETS.contains(&lower.as_str())
    {
        return None;
    }
    if value.chars().all(|c| matches!(c, '*' | '•' | 'x' | 'X' | '.'))
        || (place == Place::Text && is_prose(scene, &span, value))
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
