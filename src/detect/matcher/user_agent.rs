//! User agents: products with versions, as browsers and programs send them.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::scene::Scene;

pub(super) const MATCHER: Matcher = Matcher { name: "user-agent", find: None, judge };

fn judge(scene: &Scene<'_>, span: Range<usize>, place: Place) -> Option<Judged> {
    let value = scene.text.get(span)?.trim();
    let (product, rest) = value.split_once('/')?;
    let is_product = !product.is_empty()
        && product.len() <= 64
        && product.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
        && product.bytes().any(|b| b.is_ascii_alphabetic());
    let is_version = rest.starts_with(|c: char| c.is_ascii_digit());
    let is_browser = (value.starts_with("Mozilla/") || value.starts_with("Opera/")) && value.contains('(');
    if !is_product || !is_version || (place == Place::Text && !is_browser) {
        return None;
    }
    Some(Judged { is_checked: is_browser, ..Judged::plain(value) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    #[test]
    fn products_with_versions_are_agents() {
        for (text, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/120.0", true),
            ("curl/8.5.0", true),
            ("okhttp/4.9", true),
            ("application/json", false),
            ("unknown", false),
        ] {
            assert_eq!(cell(&MATCHER, text, None).is_some(), expected, "{text}");
        }
    }
}
