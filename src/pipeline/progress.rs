//! Counters that the faces watch while a run goes on.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::model::sighting::UnitResult;

/// What a run has done so far.
#[derive(Debug, Default)]
pub struct Progress {
    /// Objects discovered.
    pub n_found: AtomicU64,
    /// Objects that ended, whatever their outcome.
    pub n_ended: AtomicU64,
    /// Units handed to the writer.
    pub n_units: AtomicU64,
    /// Units that were committed before and have not changed.
    pub n_units_unchanged: AtomicU64,
    /// Decoded bytes looked at.
    pub n_bytes: AtomicU64,
    /// Bytes that discovered objects have in all, as far as their sources know.
    pub n_bytes_found: AtomicU64,
    /// Records looked at.
    pub n_records: AtomicU64,
    /// Findings, with their counts.
    pub n_findings: AtomicU64,
    /// Sightings, each of one record or of merged ones.
    pub n_sightings: AtomicU64,
    /// Tags in them.
    pub n_tags: AtomicU64,
}

impl Progress {
    /// A unit was handed to the writer.
    pub fn unit(&self, result: &UnitResult) {
        self.n_units.fetch_add(1, Relaxed);
        if let Some(own) = result.coverage.first() {
            self.n_bytes.fetch_add(own.n_bytes, Relaxed);
            self.n_records.fetch_add(own.n_records, Relaxed);
        }
        let findings = result.sightings.iter().map(|sighting| sighting.findings.len() as u64 * sighting.count);
        self.n_findings.fetch_add(findings.sum(), Relaxed);
        self.n_sightings.fetch_add(result.sightings.len() as u64, Relaxed);
        let tags = result.sightings.iter().flat_map(|sighting| &sighting.findings).map(|finding| finding.tags.len() as u64);
        self.n_tags.fetch_add(tags.sum(), Relaxed);
        if result.is_last {
            self.n_ended.fetch_add(1, Relaxed);
        }
    }

    /// An object ended without being read.
    pub fn covered(&self) {
        self.n_ended.fetch_add(1, Relaxed);
    }

    /// An object has not changed since its units were committed.
    pub fn unchanged(&self, n_units: u64) {
        self.n_ended.fetch_add(1, Relaxed);
        self.n_units_unchanged.fetch_add(n_units, Relaxed);
    }

    /// An object is read on behind units that an interrupted run has committed.
    pub fn resumed(&self, n_units: u64) {
        self.n_units_unchanged.fetch_add(n_units, Relaxed);
    }

    /// An object was discovered.
    pub fn found(&self, size: Option<u64>) {
        self.n_found.fetch_add(1, Relaxed);
        self.n_bytes_found.fetch_add(size.unwrap_or(0), Relaxed);
    }
}
