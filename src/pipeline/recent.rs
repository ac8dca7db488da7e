//! Values that return: what is stored of a value is made once for all its hits that follow each other closely. Logs and tables
//! name the same persons again and again, and a name's spellings and tags cost more than finding it.
//!
//! Kept are tags and masks only, for each thread, under a hash of the value with keys that the thread made for itself: 128 bits of
//! SipHash-1-3, so that two values share an entry with a chance of 2⁻¹²⁸ a pair, and nobody can choose values that do.

use std::cell::RefCell;
use std::hash::{BuildHasher, RandomState};

use super::reading::Means;
use crate::model::finding::{Hit, Trace};
use crate::model::ids::Realm;

/// Values that a thread remembers; about 200 bytes each.
const N_SLOTS: usize = 1 << 12;

struct Recent {
    keys: [RandomState; 2],
    slots: Vec<Option<([u64; 2], Trace)>>,
}

thread_local! {
    static RECENT: RefCell<Recent> = RefCell::new(Recent { keys: Default::default(), slots: vec![None; N_SLOTS] });
}

/// What may be stored of a hit's value; `value` is what stands in its span.
pub fn trace(means: &Means, realm: &Realm, hit: &Hit, value: &str) -> Trace {
    RECENT.with_borrow_mut(|recent| {
        let kind = (means.keys.check_value(), realm, &hit.class, &hit.detector, hit.form);
        let all = (kind, hit.normal.expose(), value);
        let hash = [0, 1].map(|ix| recent.keys[ix].hash_one(all));
        let slot = recent.slots.get_mut(hash[0] as usize % N_SLOTS);
        if let Some(Some((_, known))) = slot.as_ref().filter(|slot| slot.as_ref().is_some_and(|(own, _)| *own == hash)) {
            return known.clone();
        }
        let made = means.keys.trace(realm, &hit.class, means.detectors.guise(hit, value));
        if let Some(slot) = slot {
            *slot = Some((hash, made.clone()));
        }
        made
    })
}
