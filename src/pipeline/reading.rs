//! An object that is being read: what its units share and what decides what is stored of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fail::fail_point;
use jiff::tz::TimeZone;
use tokio::sync::watch;

use super::dates::Clock;
use super::known::Known;
use crate::detect::Detectors;
use crate::model::finding::ColumnVerdict;
use crate::model::ids::{ObjectId, Realm};
use crate::model::locator::{Locator, Name, RawLocator};
use crate::model::meter::Meter;
use crate::model::object::{Bindings, Object};
use crate::model::secret::Masked;
use crate::model::sighting::StoredObject;
use crate::model::time::Day;
use crate::seal::Keys;

/// How units are cut. Part of what makes two readings the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of a file in one unit; at most 64 MiB.
    pub unit_bytes: u64,
    /// Rows of a table in one unit.
    pub unit_rows: u64,
}

impl Default for Cut {
    fn default() -> Self {
        Self { unit_bytes: 8 << 20, unit_rows: 50_000 }
    }
}

/// Says that the run is being stopped. Cheap to ask, and can be waited for.
#[derive(Clone, Debug)]
pub struct StopFlag {
    is_set: Arc<AtomicBool>,
    told: Arc<watch::Sender<bool>>,
}

impl Default for StopFlag {
    fn default() -> Self {
        Self { is_set: Arc::default(), told: Arc::new(watch::channel(false).0) }
    }
}

impl StopFlag {
    /// Asks everything to stop.
    pub fn stop(&self) {
        self.is_set.store(true, Ordering::Relaxed);
        self.told.send_replace(true);
    }

    /// Whether it was asked to.
    pub fn is_set(&self) -> bool {
        self.is_set.load(Ordering::Relaxed)
    }

    /// Waits until it is asked to.
    pub async fn wait(&self) {
        // The sender lives as long as this flag.
        let _ = self.told.subscribe().wait_for(|told| *told).await;
    }
}

/// What a run is made with: the same for all objects.
#[derive(Clone)]
pub struct Means {
    /// The compiled detectors.
    pub detectors: Arc<Detectors>,
    /// Keys for tags and seals.
    pub keys: Keys,
    /// The day on which the run is made.
    pub today: Day,
    /// The realm of sources that name none.
    pub realm: Realm,
    /// How units are cut.
    pub cut: Cut,
    /// Limits on what is decoded.
    pub budget: crate::extract::Budget,
    /// Whether to stop.
    pub stop: StopFlag,
    /// What the stages cost, if somebody wants to know.
    pub meter: Meter,
}

/// One object on its way through the scan.
#[derive(Clone)]
pub struct Reading {
    /// What the run is made with.
    pub means: Means,
    /// The object as it was discovered.
    pub object: Object,
    /// Its identity.
    pub id: ObjectId,
    /// What the configuration says of it.
    pub bindings: Bindings,
    /// Whose data it is, unless a row's tenant says otherwise.
    pub realm: Realm,
    /// The object as it will be stored.
    pub stored: StoredObject,
    /// The verdicts on its columns, by name; empty until they are known.
    pub verdicts: Vec<ColumnVerdict>,
    /// The names known from tables, for free text.
    pub known: Option<Arc<Known>>,
    /// The time zone in which its times are counted.
    pub zone: Option<TimeZone>,
}

impl Reading {
    /// Prepares an object for reading.
    pub fn new(means: &Means, object: Object, bindings: Bindings, known: Option<Arc<Known>>) -> Self {
        let realm = bindings.realm.clone().unwrap_or_else(|| means.realm.clone());
        let id = means.keys.object_id(&object.source, &object.at);
        let stored = StoredObject {
            id,
            source: object.source.clone(),
            at: sealed(means, &object.at),
            kind: object.kind,
            version: object.version.clone(),
            modified: object.modified,
            realm: realm.clone(),
            policy: bindings.policy.clone(),
            region: bindings.region.clone(),
            events: bindings.events.clone(),
            keeping: bindings.keeping.clone(),
        };
        // The configuration was checked: an unknown zone never comes here.
        let zone = bindings.times.zone.as_deref().and_then(|zone| TimeZone::get(zone).ok());
        Self { means: means.clone(), object, id, bindings, realm, stored, verdicts: Vec::new(), known, zone }
    }

    /// How the times of its columns are read.
    pub fn clock(&self) -> Clock<'_> {
        Clock { today: self.means.today, zone: self.zone.as_ref(), unit: self.bindings.times.unit }
    }

    /// What must be the same for a committed unit to be kept: the content, the detectors, the bindings and the cuts.
    pub fn content(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.object.version, self.means.detectors.version()] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        hasher.update(format!("{:?}{:?}{:?}", self.bindings, self.means.cut, self.means.budget).as_bytes());
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}

/// An address with every step sealed in which something is suspected.
pub fn sealed(means: &Means, at: &RawLocator) -> Locator {
    Locator(at.0.iter().map(|(kind, name)| (*kind, sealed_name(means, name))).collect())
}

/// A name, sealed if something is suspected in it. A panic seals it whole and costs nothing else: what went wrong with an
/// object is told by its name, so this must not fail.
pub fn sealed_name(means: &Means, name: &[u8]) -> Name {
    let look = || {
        fail_point!("pipeline::name");
        means.detectors.suspect(&String::from_utf8_lossy(name))
    };
    let mask = catch_unwind(AssertUnwindSafe(look)).unwrap_or_else(|_| Some(Masked("•••".to_owned())));
    means.keys.name(name, mask)
}
