//! Keys and tokens beside their name: the name's last words say that it is one, and the value is as random as a key is. Words,
//! paths, references and placeholders are none.

use std::ops::Range;

use super::keyed::{self, Names};
use super::{Judged, Matcher, Place, columnar};
use crate::detect::form;
use crate::detect::grid::Grid;
use crate::detect::scene::Scene;
use crate::detect::words::name_words;

pub(super) const MATCHER: Matcher = Matcher { name: "secret", find: Some(find), judge };

const NAMES: Names = Names {
    endings: &[
        "key",
        "keys",
        "token",
        "secret",
        "secrets",
        "auth",
        "salt",
        "credential",
        "credentials",
        "connectionstring",
        "connection_string",
        "jwt",
        "key_base",
    ],
    is_one: is_secret,
};

/// What kinds of keys are secret: a key of a table, a map or a keyboard is not.
const OF_KEYS: &[&str] = &[
    "access",
    "account",
    "admin",
    "aes",
    "api",
    "app",
    "application",
    "auth",
    "client",
    "consumer",
    "crypt",
    "crypto",
    "decryption",
    "deploy",
    "encrypt",
    "encryption",
    "hmac",
    "integration",
    "jwt",
    "live",
    "master",
    "private",
    "rest",
    "secret",
    "secure",
    "server",
    "service",
    "session",
    "shared",
    "sign",
    "signature",
    "signing",
    "storage",
    "subscription",
    "webhook",
    "write",
];

/// What is called a token and opens nothing: places in a list, parts of a text, forms, and what devices are reached by.
const NO_TOKENS: &[&str] = &[
    "apns",
    "bos",
    "cancel",
    "cancellation",
    "continuation",
    "csrf",
    "cursor",
    "design",
    "device",
    "eos",
    "fcm",
    "mask",
    "next",
    "pad",
    "page",
    "pagination",
    "push",
    "registration",
    "special",
    "start",
    "stop",
    "sync",
    "unk",
    "xsrf",
];

/// What stands before a token or secret where the name is written as one word.
const JOINED: &[&str] = &[
    "access", "api", "app", "auth", "bearer", "bot", "client", "consumer", "id", "oauth", "refresh", "session", "shared",
    "user",
];

/// Parts of values that only show where a secret belongs.
const PLACEHOLDERS: &[&str] = &[
    "your",
    "changeme",
    "change-me",
    "change_me",
    "replace",
    "placeholder",
    "insert",
    "dummy",
    "redacted",
    "xxxx",
    "****",
    "...",
    "…",
];

/// A key may be as short as this.
const MIN_LEN: usize = 16;
/// One without digits is longer: nearly all keys have some.
const MIN_LEN_OF_LETTERS: usize = 20;
/// Bits for each character: 16 signs drawn by chance from 16 have about 3.2, a key's 32 hexadecimal digits 3.6.
const MIN_ENTROPY: f64 = 2.9;

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    keyed::each(scene.text, grid, &NAMES, spans);
}

/// Whether a name is a secret's, by its last words.
fn is_secret(name: &str) -> bool {
    let words = name_words(name);
    let mut from_last = words.iter().rev().map(|(_, word)| word.as_str());
    let (Some(last), before) = (from_last.next(), from_last.next()) else { return false };
    let joined = |head: &str| JOINED.contains(&head) || OF_KEYS.contains(&head);
    match last {
        "key" | "keys" => before.is_some_and(|word| OF_KEYS.contains(&word)),
        "token" => before.is_none_or(|word| !NO_TOKENS.contains(&word)),
        "secret" | "secrets" | "salt" | "credential" | "credentials" | "jwt" | "connectionstring" => true,
        "auth" | "oauth" => words.len() == 1,
        "string" => before == Some("connection"),
        "base" => before == Some("key"),
        _ => ["key", "token", "secret", "secrets"].into_iter().any(|end| last.strip_suffix(end).is_some_and(joined)),
    }
}

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    if place == Place::Cell {
        return (columnar::OPAQUE.judge)(scene, span, place);
    }
    let value = scene.text.get(span.clone())?;
    let is_quoted = matches!(scene.before(span.start), Some('"' | '\'' | '`'));
    let bare = ["Bearer ", "Basic ", "Token "].into_iter().find_map(|scheme| value.strip_prefix(scheme)).unwrap_or(value);
    let is_key = is_random(bare) && (is_quoted || !is_code(scene, &span, value));
    let has_secret = is_quoted && opens_something(value);
    let lower = value.to_ascii_lowercase();
    let is_placeholder = form::is_placeholder(value) || PLACEHOLDERS.iter().any(|part| lower.contains(part));
    ((is_key || has_secret) && !is_placeholder && !is_reference(value))
        .then(|| Judged { has_cue: true, ..Judged::plain(value) })
}

/// As signs drawn by chance: kinds of characters take turns, and none is much more frequent than others.
fn is_random(value: &str) -> bool {
    let bytes = value.as_bytes();
    if bytes.len() < MIN_LEN || !bytes.iter().all(u8::is_ascii_graphic) {
        return false;
    }
    let kinds: Vec<u8> = bytes.iter().map(|byte| kind(*byte)).filter(|kind| *kind != 0).collect();
    let has = |kind: u8| kinds.contains(&kind);
    let n_turns = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let share = n_turns as f64 / kinds.len().max(2) as f64;
    // Of 62 signs, 0.62 of the pairs take turns, of hexadecimal digits 0.47; of names in humps about 0.3, without digits.
    let takes_turns =
        if has(1) { share >= 0.2 } else { has(2) && has(3) && share >= 0.35 && bytes.len() >= MIN_LEN_OF_LETTERS };
    takes_turns && (has(2) || has(3)) && kinds.len() * 4 >= bytes.len() * 3 && entropy(bytes) >= MIN_ENTROPY
}

/// Of a byte: 1 a digit, 2 a small letter, 3 a capital one, 0 a sign.
fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 1,
        b'a'..=b'z' => 2,
        b'A'..=b'Z' => 3,
        _ => 0,
    }
}

/// Shannon's entropy, in bits for each byte.
fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let all = bytes.len() as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / all);
    -shares.map(|share| share * share.log2()).sum::<f64>()
}

/// A connection string with a key or password in it.
fn opens_something(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let has_key = ["key=", "password=", "pwd=", "signature="].iter().any(|name| {
        lower.split_once(name).is_some_and(|(_, rest)| rest.split(';').next().is_some_and(|secret| secret.len() >= 8))
    });
    lower.contains(';') && has_key
}

/// What stands for a secret that lies elsewhere: a variable, a template, an address, a path.
fn is_reference(value: &str) -> bool {
    ["${", "{{", "$(", "%(", "<%", "://", "arn:", "()"].iter().any(|part| value.contains(part))
        || value.starts_with('/') && value.matches('/').count() >= 2
        || ["./", "../", "~/", "$", "%", "<"].iter().any(|head| value.starts_with(head))
        || value
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// An identifier of a program: `token = parseToken2(header);`.
fn is_code(scene: &Scene<'_>, span: &Range<usize>, value: &str) -> bool {
    let is_identifier = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'(' | b'['));
    let goes_on = matches!(scene.after(span.end), Some(';' | ',' | ')' | '(' | '[' | '.'));
    let is_spaced = scene.before(span.start) == Some(' ');
    let has_word = value.split(|c: char| !c.is_ascii_lowercase()).any(|run| run.len() >= 4);
    value.contains(['(', '[']) || (is_identifier && goes_on && is_spaced && has_word)
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_secret_has_a_name_and_is_random() {
        const KEY: &str = "q7Zt0BvN4xLk2RmY8sWd";
        for (text, is_one) in [
            ("token=#", true),
            ("HEROKU_API_KEY: #", true),
            ("\"clientSecret\": \"#\"", true),
            ("<encryption_key>#</encryption_key>", true),
            ("x-api-key: #", true),
            ("authtoken=#", true),
            ("Authorization token: #", true),
            ("\"token\": \"Bearer #\"", true),
            ("primary_key=#", false),
            ("next_page_token=#", false),
            ("csrf_token=#", false),
            ("keyboard=#", false),
            ("tokens: #", false),
            ("token=${#}", false),
            ("token=YOUR_#", false),
            ("the token # of", false),
        ] {
            let text = text.replace('#', KEY);
            assert_eq!(found(&MATCHER, &text, None).len(), usize::from(is_one), "{text}");
        }
    }

    #[test]
    fn words_paths_and_code_are_not_random() {
        for (value, expected) in [
            ("5f4dcc3b5aa765d61d8327deb882cf99", true),
            ("amFuZTpYazltbTIxcQ==", true),
            ("getUserIdByApiKey", false),
            ("6d92078a-8246-4ba4-ae5b-76104861e7dc", true),
            ("django-insecure-9w@8#k2!x7q$1z", true),
            ("getAccessTokenFromRequest", false),
            ("production-database-main-1", false),
            ("1234567890123456", false),
            ("aaaaaaaa11111111", false),
            ("short1A", false),
            ("/etc/ssl/private/server1.key", false),
        ] {
            assert_eq!(is_random(value), expected, "{value}");
        }
        for (text, is_one) in [
            ("token = parseToken2ofHeader3x(request);", false),
            ("api_key = base64UrlSha256Token9;", false),
            ("connection_string = \"Endpoint=sb://x.example.net/\"", false),
            ("connection_string = \"Server=x;Password=Example0Example0\"", true),
        ] {
            assert_eq!(found(&MATCHER, text, None).len(), usize::from(is_one), "{text}");
        }
    }
}
