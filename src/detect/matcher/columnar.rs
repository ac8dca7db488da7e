//! Values that nothing but their column's name gives away: cities, job titles, session ids. What is asked of them is only that
//! they can be what the column says.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::normalise::lower;
use crate::detect::scene::Scene;

pub(super) const ANYTHING: Matcher = Matcher { name: "anything", find: None, judge: |s, span, p| judge(s, span, p, |_| true) };
pub(super) const TEXT: Matcher = Matcher { name: "text", find: None, judge: |s, span, p| judge(s, span, p, has_letter) };
pub(super) const WORD: Matcher = Matcher { name: "word", find: None, judge: |s, span, p| judge(s, span, p, is_word) };
pub(super) const CODE: Matcher = Matcher { name: "code", find: None, judge: |s, span, p| judge(s, span, p, is_code) };
pub(super) const NUMBER: Matcher = Matcher { name: "number", find: None, judge: |s, span, p| judge(s, span, p, is_number) };
pub(super) const PROFILE: Matcher = Matcher { name: "profile", find: None, judge: profile };
pub(super) const OPAQUE: Matcher = Matcher { name: "opaque", find: None, judge: opaque };

/// What people log in as: one word.
pub(super) const HANDLE: Matcher = Matcher { name: "handle", find: None, judge: |s, span, p| judge(s, span, p, is_handle) };

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place, is_possible: fn(&str) -> bool) -> Option<Judged> {
    let value = scene.text.get(span)?.trim();
    (!value.is_empty() && (place == Place::Text || is_possible(value))).then(|| Judged::plain(lower(value)))
}

/// What networks keep for themselves where a profile's name would stand, and what is a company's.
const NO_PROFILES: [&str; 46] = [
    "about",
    "ads",
    "apps",
    "collections",
    "customer-stories",
    "disabled",
    "enabled",
    "enterprise",
    "false",
    "features",
    "http",
    "https",
    "marketplace",
    "none",
    "notifications",
    "null",
    "orgs",
    "pricing",
    "readme",
    "settings",
    "topics",
    "true",
    "blog",
    "business",
    "careers",
    "company",
    "developers",
    "dialog",
    "events",
    "explore",
    "groups",
    "hashtag",
    "help",
    "home",
    "intent",
    "legal",
    "login",
    "pages",
    "plugins",
    "policies",
    "privacy",
    "search",
    "share",
    "sharer",
    "signup",
    "terms",
];

/// A profile by its address, or a handle in its column.
fn profile(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let value = scene.text.get(span.clone())?.trim();
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    let path = rest.split_once('/').map_or(rest, |(_, path)| path);
    let first = path.split(['/', '?', '.']).next().unwrap_or("").to_ascii_lowercase();
    if NO_PROFILES.contains(&first.as_str()) {
        return None;
    }
    judge(scene, span, place, has_letter)
}

/// An identifier keeps its case: `aB` and `Ab` are two.
fn opaque(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let value = scene.text.get(span)?.trim();
    let n_signs = value.chars().filter(|c| c.is_alphanumeric()).count();
    let is_flag = matches!(value.to_ascii_lowercase().as_str(), "true" | "false");
    (n_signs >= 4 && !is_flag && value.len() <= 4096).then(|| Judged::plain(value))
}

fn has_letter(value: &str) -> bool {
    value.chars().any(char::is_alphabetic)
}

fn is_word(value: &str) -> bool {
    has_letter(value) && value.chars().count() <= 80 && !value.contains(['@', '{', '<']) && !matches!(value, "true" | "false")
}

fn is_handle(value: &str) -> bool {
    (2..=64).contains(&value.chars().count())
        && value.chars().any(char::is_alphabetic)
        && !value.contains(char::is_whitespace)
        && !matches!(value, "true" | "false")
}

fn is_code(value: &str) -> bool {
    value.chars().count() <= 12
        && value.chars().any(|c| c.is_numeric())
        && value.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
}

fn is_number(value: &str) -> bool {
    value.chars().any(char::is_numeric) && value.chars().count() <= 32
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    #[test]
    fn a_cell_must_be_able_to_be_what_its_column_says() {
        for (matcher, text, expected) in [
            (&WORD, "New  Delhi", Some("new delhi")),
            (&WORD, "true", None),
            (&WORD, "42", None),
            (&CODE, "SW1A 1AA", Some("sw1a 1aa")),
            (&CODE, "yes", None),
            (&HANDLE, "priya_s", Some("priya_s")),
            (&HANDLE, "two words", None),
            (&NUMBER, "85,000.00", Some("85,000.00")),
            (&PROFILE, "https://www.linkedin.com/in/priya", Some("https://www.linkedin.com/in/priya")),
            (&PROFILE, "https://www.linkedin.com/company/acme", None),
            (&PROFILE, "https://twitter.com/share?url=x", None),
            (&PROFILE, "@priya", Some("@priya")),
            (&OPAQUE, "aB9x", Some("aB9x")),
            (&OPAQUE, "1", None),
            (&OPAQUE, "false", None),
        ] {
            assert_eq!(cell(matcher, text, None).map(|judged| judged.normal).as_deref(), expected, "{}: {text}", matcher.name);
        }
    }
}
