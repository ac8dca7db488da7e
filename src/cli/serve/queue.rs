//! Which sources are being scanned and which wait for it. One scan at a time; what waits is scanned together next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Notify;

use crate::http::Scans;
use crate::model::ids::SourceName;

/// The queue. It holds no source twice, so it is never longer than the configuration.
#[derive(Debug, Default)]
pub struct Queue {
    inner: Mutex<Inner>,
    woken: Notify,
}

#[derive(Debug, Default)]
struct Inner {
    running: BTreeSet<SourceName>,
    waiting: BTreeSet<SourceName>,
    due: BTreeMap<SourceName, Timestamp>,
}

impl Queue {
    /// The source is due by its schedule. False: it is being scanned, and is not scanned again for this.
    pub fn tick(&self, source: &SourceName) -> bool {
        let mut inner = self.inner();
        if inner.running.contains(source) {
            return false;
        }
        inner.waiting.insert(source.clone());
        self.woken.notify_one();
        true
    }

    /// Something in the source changed. The scan that is running may have passed that place, so another one follows.
    pub fn changed(&self, source: &SourceName) {
        self.inner().waiting.insert(source.clone());
        self.woken.notify_one();
    }

    /// Notes when the source is due next.
    pub fn will_be_due(&self, source: &SourceName, at: Timestamp) {
        self.inner().due.insert(source.clone(), at);
    }

    /// Waits for sources to scan; they count as being scanned until [`Queue::ended`]. Nothing is lost if the wait is
    /// given up.
    pub async fn next(&self) -> Vec<SourceName> {
        loop {
            // Before looking: what comes in between wakes it.
            let woken = self.woken.notified();
            let taken = self.take();
            if !taken.is_empty() {
                return taken;
            }
            woken.await;
        }
    }

    /// The scan of what was taken last ended.
    pub fn ended(&self) {
        self.inner().running.clear();
    }

    fn take(&self) -> Vec<SourceName> {
        let mut inner = self.inner();
        inner.running = std::mem::take(&mut inner.waiting);
        inner.running.iter().cloned().collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scans for Queue {
    fn ask(&self, sources: Vec<SourceName>) -> bool {
        let mut inner = self.inner();
        if !inner.running.is_empty() || !inner.waiting.is_empty() {
            return false;
        }
        inner.waiting.extend(sources);
        self.woken.notify_one();
        true
    }

    fn is_scanning(&self) -> bool {
        !self.inner().running.is_empty()
    }

    fn due(&self, source: &SourceName) -> Option<String> {
        self.inner().due.get(source).map(ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<SourceName> {
        names.iter().map(|name| SourceName::from(*name)).collect()
    }

    #[tokio::test]
    async fn a_source_is_never_scanned_twice_at_once() {
        let queue = Queue::default();
        let [crm, logs] = ["crm", "logs"].map(SourceName::from);
        assert!(queue.tick(&crm) && queue.tick(&crm));
        assert!(!queue.is_scanning());
        assert_eq!(queue.next().await, names(&["crm"]));
        assert!(queue.is_scanning());
        assert!(!queue.tick(&crm), "it is being scanned");
        assert!(queue.tick(&logs), "another source waits");
        assert!(!queue.ask(names(&["logs"])));
        queue.ended();
        assert!(!queue.ask(names(&["crm"])), "one is waiting");
        assert_eq!(queue.next().await, names(&["logs"]));
        queue.ended();
        assert!(queue.ask(names(&["crm", "logs"])));
        assert_eq!(queue.next().await, names(&["crm", "logs"]));
    }

    #[tokio::test]
    async fn a_change_during_a_scan_leads_to_another() {
        let queue = Queue::default();
        let crm = SourceName::from("crm");
        queue.changed(&crm);
        assert_eq!(queue.next().await, names(&["crm"]));
        queue.changed(&crm);
        queue.ended();
        assert_eq!(queue.next().await, names(&["crm"]));
    }

    #[tokio::test]
    async fn whoever_waits_is_woken() {
        let queue = std::sync::Arc::new(Queue::default());
        let waiting = tokio::spawn({
            let queue = queue.clone();
            async move { queue.next().await }
        });
        tokio::task::yield_now().await;
        queue.changed(&SourceName::from("crm"));
        assert_eq!(waiting.await.unwrap(), names(&["crm"]));
    }
}
