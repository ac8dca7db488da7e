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

/// Whether a cell holds no value: blank, a placeholder word, or signs only.
pub(super) fn is_placeholder(cell: &str) -> bool {
    let cell = cell.trim();
    if cell.len() > 16 {
        return !cell.chars().any(char::is_alphanumeric);
    }
    !cell.chars().any(char::is_alphanumeric) || PLACEHOLDERS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// Whether a value is a hash or a cipher text, told by its own shape.
pub(super) fn veiled(value: &str) -> Option<Form> {
    let starts = |heads: &[&str]| heads.iter().any(|head| value.starts_with(head));
    if starts(&["ENC[", "ENC(", "$aes", "gAAAA", "vault:v", "-----BEGIN PGP MESSAGE", "{cipher}", "enc:", "U2FsdGVkX1"]) {
        return Some(Form::Encrypted);
    }
    if starts(&[
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
    ]) {
        return Some(Form::Hashed);
    }
    is_digest(value).then_some(Form::Hashed)
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
    let is_mask_sign = |byte: u8| matches!(byte, b'*' | b'#' | b'X' | b'x') || !byte.is_ascii();
    if value.len() > 64 || !value.bytes().any(is_mask_sign) {
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
