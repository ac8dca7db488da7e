//! How far everything was looked at.

use super::{Desk, PAGE, QueryError};
use crate::model::time::Day;
use crate::model::view::{Basis, CoverageLine, CoverageReport};

/// Which objects are listed. The totals are always of all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All.
    All,
    /// Those that were neither read in full nor left out on purpose.
    Faults,
}

impl Desk {
    /// How far every object was looked at.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn coverage(&self, as_of: Day) -> Result<CoverageReport, QueryError> {
        let basis = self.basis(as_of).await?;
        self.coverage_with(basis, Which::All).await
    }

    /// What could not be read in full.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn faults(&self, as_of: Day) -> Result<CoverageReport, QueryError> {
        let basis = self.basis(as_of).await?;
        self.coverage_with(basis, Which::Faults).await
    }

    pub(super) async fn coverage_with(&self, basis: Basis, which: Which) -> Result<CoverageReport, QueryError> {
        let mut lines = Vec::new();
        let mut after = None;
        loop {
            let rows = self.store.coverage(after, PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(last.cursor);
            for row in rows {
                let coverage = row.coverage;
                if which == Which::Faults && coverage.outcome.is_settled() {
                    continue;
                }
                lines.push(CoverageLine {
                    source: row.source,
                    place: coverage.at.to_string(),
                    is_member: coverage.is_member,
                    outcome: coverage.outcome.to_string(),
                    cause: coverage.cause.map(|cause| cause.0),
                    hint: coverage.hint.map(|hint| hint.0),
                    n_bytes: coverage.n_bytes,
                    n_records: coverage.n_records,
                });
            }
        }
        lines.sort_by(|a, b| (&a.source, &a.place, a.is_member).cmp(&(&b.source, &b.place, b.is_member)));
        Ok(CoverageReport { totals: basis.totals.clone(), totals_members: basis.totals_members.clone(), basis, lines })
    }
}
