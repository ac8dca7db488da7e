//! Stored passwords: what a scheme writes is known by its own mark, so that none is taken for a password in the clear.

use std::ops::Range;

use super::{Judged, Matcher, Place};
use crate::detect::form;
use crate::detect::scene::Scene;
use crate::model::finding::Form;

pub(super) const MATCHER: Matcher = Matcher { name: "hash", find: None, judge };

fn judge(scene: &Scene<'_>, span: Range<usize>, _: Place) -> Option<Judged> {
    let value = scene.text.get(span)?.trim();
    (!form::is_placeholder(value)).then(|| Judged { form: Form::Hashed, ..Judged::plain(value) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::cell;
    use super::*;

    #[test]
    fn a_stored_password_is_hashed_whatever_its_scheme() {
        for (text, expected) in [("$y$j9T$abc$def", Some(Form::Hashed)), ("-", None), ("", None)] {
            assert_eq!(cell(&MATCHER, text, None).map(|judged| judged.form), expected, "{text}");
        }
    }
}
