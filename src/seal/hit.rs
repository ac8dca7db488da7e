//! Where a raw value ends: a hit becomes a finding, a speaking name is sealed.

use super::Keys;
use crate::model::finding::{CAP, Finding, Hit};
use crate::model::ids::Realm;
use crate::model::locator::Name;
use crate::model::passage::FieldIx;
use crate::model::secret::Masked;

impl Keys {
    /// What may be stored of a hit. The hit, and the value in it, is consumed.
    pub fn finding(&self, hit: Hit, realm: &Realm, field: Option<FieldIx>) -> Finding {
        let tags =
            hit.terms.iter().map(|term| (term.kind, self.tag(realm, &hit.class, term.kind, term.text.expose()))).collect();
        Finding {
            tags,
            confidence: (hit.confidence.min(CAP) * 100.0).round() as u8,
            class: hit.class,
            detector: hit.detector,
            form: hit.form,
            role: hit.role,
            likely_test: hit.likely_test,
            is_checked: hit.is_checked,
            field,
            mask: hit.mask,
        }
    }

    /// A name as it may be stored: sealed if something was suspected in it.
    pub fn name(&self, bytes: &[u8], mask: Option<Masked>) -> Name {
        match mask {
            None => Name::Clear(bytes.to_vec()),
            Some(mask) => Name::Sealed { sealed: self.seal(bytes), mask },
        }
    }
}
