//! Private keys in their text form (RFC 7468): from the line that opens one to the line that ends it.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::{Judged, Matcher, Place};
use crate::detect::grid::Grid;
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "pem", find: Some(find), judge };

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const RULE: &str = "-----";
/// A key of 16384 bits has 13 KB.
const MAX_LEN: usize = 16 << 10;
const MAX_LABEL: usize = 48;

/// Whole keys; a line that opens one without an end is found by the detector's pattern.
fn find(scene: &Scene<'_>, _: &Grid, spans: &mut Vec<Range<usize>>) {
    static FINDER: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(BEGIN));
    for start in FINDER.find_iter(scene.text.as_bytes()) {
        let rest = scene.text.get(start..).unwrap_or("");
        spans.extend(whole(rest).map(|len| start..start + len));
    }
}

/// How long a key is that opens a text.
fn whole(text: &str) -> Option<usize> {
    let label = text.get(BEGIN.len()..)?.split(RULE).next()?;
    if label.len() > MAX_LABEL || !(label.ends_with("PRIVATE KEY") || label.ends_with("PRIVATE KEY BLOCK")) {
        return None;
    }
    let bytes = text.as_bytes();
    let within = bytes.get(..MAX_LEN).unwrap_or(bytes);
    let end = memmem::find(within, END.as_bytes())?;
    let last = format!("{END}{label}{RULE}");
    text.get(end..)?.starts_with(&last).then_some(end + last.len())
}

fn judge(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?;
    text.starts_with(BEGIN).then(|| Judged::plain(text))
}

#[cfg(test)]
mod tests {
    use super::super::testing::found;
    use super::*;

    #[test]
    fn a_key_ends_with_its_own_line() {
        let key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----";
        for (text, expected) in [
            (format!("key = '{key}'"), vec![key]),
            (format!("{key}\n{key}"), vec![key, key]),
            (key.replace("END EC", "END RSA"), vec![]),
            (key.replace("PRIVATE", "PUBLIC"), vec![]),
            (key.replace("-----END", ""), vec![]),
            ("-----BEGIN ".to_owned(), vec![]),
        ] {
            assert_eq!(found(&MATCHER, &text, None), expected, "{text}");
        }
    }
}
