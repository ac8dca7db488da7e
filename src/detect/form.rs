//! In what form a value stands there: readable, in part, hashed, encrypted; and cells that say "nothing".

use crate::model::finding::Form;

/// Cells that mean that there is no value, folded.
const PLACEHOLDERS: [&str; 46] = [
    "see above",
    "see below",
    "see notes",
    "ditto",
    "idem",
    "siehe oben",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "null",
    "nil",
    "none",
    "nan",
    "unknown",
    "undefined",
    "unspecified",
    "not given",
    "not provided",
    "not available",
    "not applicable",
    "tbd",
    "tba",
    "todo",
    "test",
    "empty",
    "blank",
    "missing",
    "anonymous",
    "anonymized",
    "anonymised",
    "redacted",
    "[redacted]",
    "<redacted>",
    "(redacted)",
    "deleted",
    "removed",
    "k.a.",
    "keine",
    "keine angabe",
    "unbekannt",
    "s/o",
    "sin datos",
    "inconnu",
    "\\n",
    "(null)",
];

/// The first signs of words, in small letters, as bits.
const fn firsts(words: &[&str]) -> u128 {
    let (mut firsts, mut ix) = (0, 0);
    while ix < words.len() {
        firsts |= 1 << words[ix].as_bytes()[0];
        ix += 1;
    }
    firsts
}

const FIRST_OF_PLACEHOLDERS: u128 = firsts(&PLACEHOLDERS);
const FIRST_OF_ENCRYPTED: u128 = firsts(&ENCRYPTED);
const FIRST_OF_HASHED: u128 = firsts(&HASHED);

/// Whether a text begins with a sign of a set; most do not, which costs less than looking at each word of it.
fn begins(firsts: u128, first: Option<u8>) -> bool {
    first.is_some_and(|first| first.is_ascii() && firsts & 1 << first != 0)
}

/// Whether a cell holds no value: blank, a placeholder word, or signs only.
pub(super) fn is_placeholder(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.len() > 16 {
        return !cell.chars().any(char::is_alphanumeric);
    }
    let first = cell.bytes().next().map(|first| first.to_ascii_lowercase());
    let is_word = || PLACEHOLDERS.iter().any(|word| cell.eq_ignore_ascii_case(word));
    !cell.chars().any(char::is_alphanumeric) || (begins(FIRST_OF_PLACEHOLDERS, first) && is_word())
}

/// How cipher texts begin.
const ENCRYPTED: [&str; 9] =
    ["ENC[", "ENC(", "$aes", "gAAAA", "vault:v", "-----BEGIN PGP MESSAGE", "{cipher}", "enc:", "U2FsdGVkX1"];

/// How stored passwords and digests begin that say what they are.
const HASHED: [&str; 21] = [
    "$2a$",
    "$2b$",
    "$2y$",
    "$argon2",
    "$scrypt$",
    "$pbkdf2",
    "pbkdf2_",
    "$1$",
    "$5$",
    "$6$",
    "$y$",
    "{SSHA",
    "{SHA",
    "{MD5}",
    "sha1$",
    "sha256$",
    "sha256:",
    "md5:",
    "bcrypt$",
    "bcrypt_sha256$",
    "argon2$",
];

/// Whether a value is a hash or a cipher text, told by its own shape.
pub(super) fn veiled(value: &str) -> Option<Form> {
    let first = value.bytes().next();
    let starts = |heads: &[&str]| heads.iter().any(|head| value.starts_with(head));
    if begins(FIRST_OF_ENCRYPTED, first) && starts(&ENCRYPTED) {
        return Some(Form::Encrypted);
    }
    ((begins(FIRST_OF_HASHED, first) && starts(&HASHED)) || is_digest(value)).then_some(Form::Hashed)
}

/// Hexadecimal digits in a digest's length, letters and digits mixed.
fn is_digest(value: &str) -> bool {
    matches!(value.len(), 32 | 40 | 56 | 64 | 96 | 128)
        && value.bytes().all(|b| b.is_ascii_hexdigit())
        && value.bytes().any(|b| b.is_ascii_digit())
        && value.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether most of a value was replaced by mask signs, with at least two characters left to see: `**** 4242`, `XXXX-4242`.
pub(super) fn is_partial(value: &str) -> bool {
    // Most values have no two mask signs side by side, which is seen at once.
    let is_run = |pair: &[u8]| matches!(pair, [one @ (b'*' | b'#' | b'X' | b'x'), next] if one == next);
    if value.len() > 64 || value.is_ascii() && !value.as_bytes().windows(2).any(is_run) {
        return false;
    }
    let (mut n_masked, mut n_seen, mut has_run) = (0, 0, false);
    let (mut last, mut run) = (' ', 0);
    for c in value.chars() {
        run = if c == last { run + 1 } else { 1 };
        last = c;
        let long_enough = match c {
            '*' | '•' | '●' | '#' => 2,
            'X' | 'x' => 3,
            '…' => 1,
            _ => {
                n_seen += usize::from(c.is_alphanumeric());
                continue;
            }
        };
        n_masked += 1;
        has_run |= run >= long_enough;
    }
    has_run && n_seen >= 2 && n_masked * 2 >= n_seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_shape() {
        for (value, expected) in [
            ("$2b$12$abcdefghijklmnopqrstuv", Some(Form::Hashed)),
            ("5f4dcc3b5aa765d61d8327deb882cf99", Some(Form::Hashed)),
            ("12345678901234567890123456789012", None),
            ("vault:v1:abcd", Some(Form::Encrypted)),
            ("gAAAAABk", Some(Form::Encrypted)),
            ("hunter2", None),
        ] {
            assert_eq!(veiled(value), expected, "{value}");
        }
    }

    #[test]
    fn masks_and_placeholders_are_seen() {
        for (value, partial, placeholder) in [
            ("**** **** **** 4242", true, false),
            ("XXXX-4242", true, false),
            ("XX01 20140048291", false, false),
            ("4242 4242 4242 4242", false, false),
            ("n/a", false, true),
            ("-", false, true),
            ("NULL", false, true),
            ("****", false, true),
            (" ", false, true),
            ("Nadia", false, false),
        ] {
            assert_eq!((is_partial(value), is_placeholder(value)), (partial, placeholder), "{value}");
        }
    }
}
