//! What each thread keeps at hand of what all of them share. A counter of owners that several threads move for every cell and
//! every hit costs more than what it guards; so each has copies of its own.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Detectors;
use super::field::NameEvidence;
use crate::model::ids::{DataClass, DetectorId};
use crate::model::passage::{FieldIx, Fields};

thread_local! {
    static OWN: RefCell<AtHand> = RefCell::default();
}

/// Which detectors these are: no two sets of one run have the same number.
pub(super) fn new_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

#[derive(Default)]
struct AtHand {
    /// Whose copies these are.
    number: u64,
    /// By the number of the field: its name, and what it says.
    fields: Vec<Option<(Arc<str>, Rc<NameEvidence>)>>,
    /// By the number of the field: the detector that its column's verdict names.
    verdicts: Vec<Option<(DetectorId, usize)>>,
    ids: Vec<Option<(DetectorId, DataClass)>>,
}

impl AtHand {
    fn turn_to(&mut self, detectors: &Detectors) {
        if self.number != detectors.number {
            *self = Self { number: detectors.number, ..Self::default() };
        }
    }
}

/// What the name of a field says.
pub(super) fn evidence(detectors: &Detectors, fields: &Fields, field: FieldIx) -> Rc<NameEvidence> {
    let place = usize::from(field.0);
    let Some(name) = fields.names().get(place) else { return Rc::default() };
    let known = OWN.with_borrow_mut(|own| {
        own.turn_to(detectors);
        let (known, evidence) = own.fields.get(place)?.as_ref()?;
        (Arc::ptr_eq(known, name) || known == name).then(|| evidence.clone())
    });
    known.unwrap_or_else(|| {
        let evidence = Rc::new(NameEvidence::clone(&detectors.name_evidence(name)));
        OWN.with_borrow_mut(|own| put(&mut own.fields, place, (name.clone(), evidence.clone())));
        evidence
    })
}

/// The detector of this id, which the verdict on a field's column names.
pub(super) fn detector(detectors: &Detectors, field: FieldIx, id: &DetectorId) -> Option<usize> {
    let place = usize::from(field.0);
    OWN.with_borrow_mut(|own| {
        own.turn_to(detectors);
        if let Some(Some((_, known))) = own.verdicts.get(place).filter(|slot| slot.as_ref().is_some_and(|(own, _)| own == id)) {
            return Some(*known);
        }
        let detector = *detectors.by_id.get(id)?;
        put(&mut own.verdicts, place, (DetectorId::from(id.as_str()), detector));
        Some(detector)
    })
}

/// A detector's id and class; no other thread has these copies.
pub(super) fn ids(detectors: &Detectors, detector: usize) -> Option<(DetectorId, DataClass)> {
    OWN.with_borrow_mut(|own| {
        own.turn_to(detectors);
        if let Some(Some(known)) = own.ids.get(detector) {
            return Some(known.clone());
        }
        let compiled = detectors.all.get(detector)?;
        let copied = (DetectorId::from(compiled.id.as_str()), DataClass::from(compiled.class.as_str()));
        put(&mut own.ids, detector, copied.clone());
        Some(copied)
    })
}

fn put<T>(all: &mut Vec<Option<T>>, place: usize, one: T) {
    if all.len() <= place {
        all.resize_with(place + 1, || None);
    }
    if let Some(slot) = all.get_mut(place) {
        *slot = Some(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_follow_the_detectors_and_the_names() {
        let own = "[[detector]]\nid = \"own.badge\"\nname = \"badge\"\nclass = \"user.unique_id\"\npattern = '\\d{4}'\ncolumns = [\"city\"]\nconfidence = { pattern = 0.5 }\n";
        let one = Detectors::builtin().unwrap();
        let other = Detectors::with_own(&[("own.toml".to_owned(), own.to_owned())]).unwrap();
        let named = |detectors: &Detectors, name: &str| {
            let mut fields = Fields::default();
            let field = fields.intern(name).unwrap();
            let evidence = evidence(detectors, &fields, field);
            let ids = evidence.named.iter().filter_map(|named| Some(ids(detectors, named.detector)?.0));
            ids.map(|id| id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(named(&one, "city"), ["intl.city"]);
        assert_eq!(named(&other, "city"), ["intl.city", "own.badge"]);
        assert_eq!(named(&one, "city"), ["intl.city"]);
        assert_eq!(named(&one, "iban"), ["intl.iban"]);
        assert_eq!(named(&one, "city"), ["intl.city"]);
    }
}
