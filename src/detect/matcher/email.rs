//! E-mail addresses: around each `@`, with a domain under a suffix of the public list; not the many other uses of the sign.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::grid::Grid;
use crate::detect::scene::Scene;
use crate::detect::words::is_ideograph;

pub(super) const MATCHER: Matcher = Matcher { name: "email", find: Some(find), judge };

/// RFC 5321, 4.5.3.1.
const MAX_LOCAL: usize = 64;
const MAX_DOMAIN: usize = 253;

/// Last labels that are suffixes of the public list and far more often of file names: `icon@2x.zip`.
const FILE_ENDINGS: [&str; 22] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts", "css", "html", "py", "rs", "sh", "md", "zip", "mov", "so",
    "service", "timer", "socket", "target", "mount",
];

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    if !grid.has_at() {
        return;
    }
    for at in memchr::memchr_iter(b'@', scene.text.as_bytes()) {
        if let Some(span) = around(scene.text, at) {
            spans.push(span);
        }
    }
}

/// The stretch of address characters around an `@`.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let mut start = at;
    let mut is_ascii = true;
    for (ix, c) in before.char_indices().rev().take(MAX_LOCAL) {
        // A script without spaces between words may go on into an address: `连絡先はtanaka@…`.
        if !is_local(c) || (is_ascii && start < at && is_unspaced(c)) {
            break;
        }
        is_ascii &= c.is_ascii();
        start = ix;
    }
    // Signs that may stand in a local part but begin or end none.
    let local = text.get(start..at)?;
    let start = start
        + (local.len()
            - local.trim_start_matches(['.', '\'', '-', '/', '=', '&', '?', '*', '`', '|', '{', '}', '!', '#', '%']).len());
    let mut end = at + 1;
    let mut is_ascii = true;
    for (ix, c) in after.char_indices().take(MAX_DOMAIN) {
        if !(c.is_alphanumeric() || c == '-' || c == '.' || is_mark(c)) || (is_ascii && ix > 0 && is_unspaced(c)) {
            break;
        }
        is_ascii &= c.is_ascii();
        end = at + 1 + ix + c.len_utf8();
    }
    let domain = text.get(at + 1..end)?;
    let end = at + 1 + domain.trim_end_matches(['.', '-']).len();
    (start < at && end > at + 1).then_some(start..end)
}

fn is_unspaced(c: char) -> bool {
    !c.is_ascii() && (is_ideograph(c) || ('\u{AC00}'..='\u{D7A3}').contains(&c))
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || matches!(c, '.' | '_' | '-' | '+' | '\'' | '%' | '&' | '*' | '!' | '#' | '~')
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_normalization::char::is_combining_mark(c)
}

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let cell = scene.text.get(span.clone())?;
    let span = match place {
        Place::Text => span,
        // A cell may wrap the address: `mailto:…`, `<…>`, `Name <…>`.
        Place::Cell => around(scene.text, span.start + cell.find('@')?).filter(|inner| is_wrapped(scene.text, &span, inner))?,
    };
    let address = scene.text.get(span.clone())?;
    let lower = address.to_lowercase();
    let (local, domain) = lower.split_once('@')?;
    let last = domain.rsplit('.').next()?;
    let odd = local.ends_with('.') || local.contains("..") || !local.chars().any(char::is_alphanumeric);
    if odd || !is_mail_domain(domain) || FILE_ENDINGS.contains(&last) || is_something_else(scene, &span, local) {
        return None;
    }
    Some(Judged { is_checked: true, ..Judged::plain(lower) })
}

/// Whether nothing but a wrapping stands around the address: spaces, `mailto:`, or `Name <` and `>`.
fn is_wrapped(text: &str, cell: &Range<usize>, address: &Range<usize>) -> bool {
    let before = text.get(cell.start..address.start).unwrap_or("").trim();
    let after = text.get(address.end..cell.end).unwrap_or("").trim();
    let is_bare = matches!(before, "" | "mailto:" | "\"" | "'") && matches!(after, "" | "\"" | "'" | "," | ";");
    is_bare || (before.ends_with('<') && before.len() <= 128 && after == ">")
}

/// Labels under a known public suffix, the last of them no number and no version.
fn is_mail_domain(domain: &str) -> bool {
    let labels_hold =
        domain.split('.').all(|label| (1..=63 * 4).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-'));
    if !labels_hold || domain.len() > MAX_DOMAIN {
        return false;
    }
    let reserved =
        ["test", "example", "invalid"].iter().any(|top| domain.rsplit('.').next() == Some(top) && domain.contains('.'));
    let known =
        psl::suffix(domain.as_bytes()).is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() < domain.len());
    known || reserved
}

/// Remote repositories, URLs with a password, message ids, packages with a version.
fn is_something_else(scene: &Scene<'_>, span: &Range<usize>, local: &str) -> bool {
    let lead = scene.text.floor_char_boundary(span.start.saturating_sub(24));
    let before = scene.text.get(lead..span.start).unwrap_or("");
    let is_remote = scene.after(span.end) == Some(':')
        && (local == "git" || local == "hg" || local == "svn")
        && scene
            .text
            .get(span.end + 1..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '~');
    // `scheme://user:secret@host` and `scheme://user@host`
    let is_authority = before.ends_with("://")
        || before.rsplit_once("://").is_some_and(|(_, rest)| rest.ends_with(':') && !rest.contains([' ', '/', '?']));
    let is_after = |head: &str| {
        let head_of = before.len().checked_sub(head.len()).and_then(|at| before.get(at..));
        head_of.is_some_and(|own| own.eq_ignore_ascii_case(head))
    };
    let is_message_id = ["message-id: <", "references: <", "in-reply-to: <"].iter().any(|head| is_after(head))
        || (before.ends_with('<') && local.len() > 28 && local.bytes().filter(u8::is_ascii_digit).count() >= 8);
    let is_handle = scene.after(span.end) == Some('@');
    is_remote || is_authority || is_message_id || is_handle
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cell, found};
    use super::*;

    #[test]
    fn addresses_are_found_and_other_uses_of_the_sign_are_not() {
        for (text, expected) in [
            ("write to Priya.Sharma+a@Example.com.", "priya.sharma+a@example.com"),
            ("<ada@mail.example.co.uk>,", "ada@mail.example.co.uk"),
            ("to=ada@example.org;", "ada@example.org"),
            ("пётр@почта.рф", "пётр@почта.рф"),
            ("o'neil@example.net", "o'neil@example.net"),
            ("git@github.com:owner/name.git", ""),
            ("https://user:secret@host.example.com/x", ""),
            ("ssh://deploy@build.example.com", ""),
            ("icon@2x.png", ""),
            ("left-pad@1.3.0", ""),
            ("Message-ID: <20240101@mail.example.com>", ""),
            ("@handle", ""),
            ("a@b", ""),
            ("user@localhost", ""),
            ("getty@tty1.service", ""),
            ("a..b@example.com", ""),
        ] {
            assert_eq!(found(&MATCHER, text, None).join(","), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_may_wrap_its_address() {
        for (text, expected) in [
            ("Priya <priya@example.com>", Some("priya@example.com")),
            ("mailto:priya@example.com", Some("priya@example.com")),
            ("please write to priya@example.com about it", None),
            ("yes", None),
            ("", None),
        ] {
            assert_eq!(cell(&MATCHER, text, None).map(|judged| judged.normal).as_deref(), expected, "{text}");
        }
    }
}
