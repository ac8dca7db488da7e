//! Whether what was scanned is still bound as the configuration says now. Verdicts rest on the bindings of the scan, so a binding
//! that was changed since must not pass unnoticed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use crate::model::ids::{PolicyId, SourceName};
use crate::model::locator::{Name, RawLocator};
use crate::model::object::Bindings;
use crate::model::sighting::StoredObject;

/// What the configuration says now of an object of a source, by its address; none: it has no such source.
pub type BoundNow = Arc<dyn Fn(&SourceName, &str) -> Option<Bindings> + Send + Sync>;

/// Objects by what is bound otherwise now.
#[derive(Default)]
pub(super) struct Changed {
    /// By source, the policy of the scan and the policy of the configuration.
    policies: BTreeMap<(SourceName, Option<PolicyId>, Option<PolicyId>), u64>,
    /// By source: realm, region, columns or store.
    others: BTreeMap<SourceName, u64>,
}

impl Changed {
    /// Compares an object with what the configuration says of it now.
    pub(super) fn see(&mut self, desk: &Desk, object: &StoredObject) {
        let now = desk.bound.as_ref().zip(raw(desk, object)).and_then(|(bound, at)| bound(&object.source, &at.address()));
        let Some(now) = now else { return };
        if now.policy != object.policy {
            *self.policies.entry((object.source.clone(), object.policy.clone(), now.policy)).or_default() += 1;
        } else if now.realm.is_some_and(|realm| realm != object.realm)
            || (now.region, now.events, now.keeping) != (object.region.clone(), object.events.clone(), object.keeping.clone())
        {
            *self.others.entry(object.source.clone()).or_default() += 1;
        }
    }

    /// In words, for the head of a report.
    pub(super) fn told(self) -> impl Iterator<Item = String> {
        let word = |policy: &Option<PolicyId>| policy.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
        let policies = self.policies.into_iter().map(move |((source, then, now), n)| {
            let (then, now) = (word(&then), word(&now));
            format!("{source}: {n} objects were scanned under policy {then} and are judged by it; the configuration now says {now}: scan again")
        });
        let others = self.others.into_iter().map(|(source, n)| {
            format!("{source}: {n} objects were scanned under other bindings than the configuration has now: scan again")
        });
        policies.chain(others)
    }
}

/// An object's address as the configuration's patterns see it; none if it was sealed with another key.
fn raw(desk: &Desk, object: &StoredObject) -> Option<RawLocator> {
    let steps = object.at.0.iter().map(|(kind, name)| {
        Some(match name {
            Name::Clear(bytes) => (*kind, bytes.clone()),
            Name::Sealed { sealed, .. } => (*kind, desk.keys.unseal(sealed).ok()?.to_vec()),
        })
    });
    steps.collect::<Option<Vec<_>>>().map(RawLocator)
}
