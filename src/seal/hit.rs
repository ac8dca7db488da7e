//! Where a raw value ends: what is told of it is tagged, a speaking name is sealed.

use super::{Keys, tag_under};
use crate::model::finding::{Guise, Trace};
use crate::model::ids::{DataClass, Realm};
use crate::model::locator::Name;
use crate::model::secret::{Masked, Term};

impl Keys {
    /// What may be stored of a value of `class`. The guise, and the value in it, is consumed.
    pub fn trace(&self, realm: &Realm, class: &DataClass, guise: Guise) -> Trace {
        let key = self.class_key(realm, class);
        let tag = |term: &Term| (term.kind, tag_under(&key, term.kind, term.text.expose()));
        Trace { tags: guise.terms.iter().map(tag).collect(), mask: guise.mask, likely_test: guise.likely_test }
    }

    /// A name as it may be stored: sealed if something was suspected in it.
    pub fn name(&self, bytes: &[u8], mask: Option<Masked>) -> Name {
        match mask {
            None => Name::Clear(bytes.to_vec()),
            Some(mask) => Name::Sealed { sealed: self.seal(bytes), mask },
        }
    }
}
