//! What a hit's value is told by: the terms to tag, the mask to show, and whether it is a test value. Asked for once a hit is
//! kept, apart from detection, since most values of a source return.

use super::spec::Normalise;
use super::{Detectors, mask, names, test_values};
use crate::model::finding::{Form, Guise, Hit};
use crate::model::secret::{Term, TermKind};

/// Values longer than this are told from each other by where they lie, not by a tag.
const MAX_TAGGED: usize = 512;

/// The guise of a hit; `value` is what stands in its span.
pub(super) fn guise(detectors: &Detectors, hit: &Hit, value: &str) -> Guise {
    let compiled = detectors.by_id.get(&hit.detector).and_then(|ix| detectors.all.get(*ix));
    let few_values = compiled.is_none_or(|compiled| compiled.few_values);
    let is_readable = hit.form == Form::Full || hit.form == Form::Partial;
    // A name's normal form has the same initials, and is plain already; a card is told by the end of its number.
    let is_track = compiled.is_some_and(|compiled| compiled.spec.normalise == Normalise::Track);
    let shown = if is_track || hit.class.is_within("user.name") { hit.normal.expose() } else { value };
    Guise {
        terms: if few_values { Vec::new() } else { terms(hit) },
        mask: mask::mask(&hit.class, if is_readable { shown } else { "" }),
        likely_test: test_values::is_likely_test(&hit.class, &hit.detector, hit.normal.expose()),
    }
}

fn terms(hit: &Hit) -> Vec<Term> {
    let normal = hit.normal.expose();
    if hit.class.as_str().starts_with("user.name") && hit.form == Form::Full {
        return names::terms(normal);
    }
    let is_tagged = hit.form != Form::Partial && !normal.is_empty() && normal.len() <= MAX_TAGGED;
    if is_tagged { vec![Term { kind: TermKind::Whole, text: hit.normal.clone() }] } else { Vec::new() }
}
