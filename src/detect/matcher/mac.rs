//! Addresses of network devices: six pairs of hexadecimal digits, or three groups of four, and no more beside them.

use std::ops::Range;

use super::chain::{is_hex, joined, span};
use super::{Judged, Matcher, Place};
use crate::detect::grid::{Grid, Word};
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "mac", find: Some(find), judge };

/// The signs between groups, how many groups there are then, and how long each is.
const WAYS: [(u8, usize, u16); 3] = [(b':', 6, 2), (b'-', 6, 2), (b'.', 3, 4)];

fn find(scene: &Scene<'_>, grid: &Grid, spans: &mut Vec<Range<usize>>) {
    let (bytes, words) = (scene.text.as_bytes(), grid.words());
    let mut ix = 0;
    while let Some(word) = words.get(ix) {
        ix += 1;
        if !matches!(word.len, 2 | 4) {
            continue;
        }
        let sign = bytes.get(word.end());
        let Some((sign, n, len)) = WAYS.iter().find(|(own, _, len)| *len == word.len && sign == Some(own)) else { continue };
        let chain = joined(bytes, words, ix - 1, *sign);
        ix = chain.end;
        let groups = words.get(chain.clone()).unwrap_or_default();
        let is_group = |word: &Word| word.len == *len && is_hex(bytes, *word);
        if groups.len() == *n && groups.iter().all(is_group) && !goes_on(bytes, groups, *sign) {
            spans.extend(span(words, &chain));
        }
    }
}

/// Whether the same sign stands before or after with something beside it.
fn goes_on(bytes: &[u8], groups: &[Word], sign: u8) -> bool {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return true };
    let is_sign = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&sign);
    let is_part = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_hexdigit);
    let start = first.start();
    (is_sign(start.checked_sub(1)) && is_part(start.checked_sub(2)) && !is_label(bytes, start))
        || (is_sign(Some(last.end())) && is_part(Some(last.end() + 1)))
}

/// `mac:…`: the word before the sign has more letters than a pair.
fn is_label(bytes: &[u8], start: usize) -> bool {
    start.checked_sub(4).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric)
}

fn judge(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let text = scene.text.get(span)?.trim();
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.' | ' ')).collect();
    let is_address = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let normal = digits.to_ascii_uppercase();
    (is_address && !is_nobodys(&normal)).then(|| Judged::plain(normal))
}

/// All the same byte, a group's address (IPv4 and IPv6 multicast: RFC 1112, RFC 2464; spanning tree: IEEE 802.1D), or the
/// counting that examples use.
fn is_nobodys(digits: &str) -> bool {
    let pairs = digits.as_bytes().chunks(2);
    let is_one_byte = pairs.clone().zip(pairs.skip(1)).all(|(one, next)| one == next);
    let is_group = ["01005E", "3333", "0180C2"].iter().any(|head| digits.starts_with(head));
    let counting = ["001122334455", "112233445566", "AABBCCDDEEFF", "0123456789AB", "DEADBEEF"];
    is_one_byte || is_group || counting.iter().any(|own| digits.contains(own))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{cell, found};
    use super::*;

    #[test]
    fn six_pairs_or_three_fours_are_an_address() {
        for (text, expected) in [
            ("link/ether 00:1b:44:11:3a:b7 brd", vec!["001B44113AB7"]),
            ("mac:00-1B-44-11-3A-B7.", vec!["001B44113AB7"]),
            ("001b.4411.3ab7", vec!["001B44113AB7"]),
            ("ab:00:1b:44:11:3a:b7", vec![]),
            ("mac:00:1b:44:11:3a:b7", vec!["001B44113AB7"]),
            ("00:1b:44:11:3a", vec![]),
            ("00:1b:44:11:3a:b7:01:02", vec![]),
            ("00:1b-44:11:3a:b7", vec![]),
            ("2021-08-15-10-11-12", vec![]),
            ("ff:ff:ff:ff:ff:ff", vec![]),
            ("01:00:5e:00:00:fb", vec![]),
            ("00:11:22:33:44:55", vec![]),
        ] {
            assert_eq!(found(&MATCHER, text, None), expected, "{text}");
        }
        assert_eq!(cell(&MATCHER, "001b44113ab7", None).map(|judged| judged.normal).as_deref(), Some("001B44113AB7"));
        assert_eq!(cell(&MATCHER, "unknown", None), None);
    }
}
