//! Floor 3: the read side for the faces. Questions in, views out; nothing is written but audit rows.

mod against;
mod article30;
mod basis;
mod bind;
mod bound;
mod children;
mod copies;
mod coverage;
mod decisions;
mod dpia;
mod exposure;
mod judged;
mod list;
mod map;
mod register;
mod search;
mod subject;
mod subjects;
mod trend;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::detect::Detectors;
use crate::index::IndexError;
use crate::judge::PROMISES;
use crate::model::orders::Orders;
use crate::model::policy::{OperatorPeriod, Policy};
use crate::model::sighting::StoredObject;
use crate::model::time::Day;
use crate::model::view::Overview;
use crate::seal::Keys;
use crate::store::{Store, StoreError};

pub use against::ListQuestion;
pub use bind::{BindError, Proposal, Setting};
pub use bound::BoundNow;
pub use decisions::ValueOfDecision;
pub use exposure::Scope;
pub use register::Inspection;
pub use subject::Question;
pub use trend::trend;

/// Rows that are read from the catalogue at a time.
const PAGE: usize = 2_000;

/// Where questions are answered: the catalogue, the index beside it, and what they are judged with.
pub struct Desk {
    store: Store,
    keys: Keys,
    detectors: Arc<Detectors>,
    policies: Vec<Policy>,
    periods: Vec<OperatorPeriod>,
    orders: Orders,
    index: PathBuf,
    /// What the configuration says of objects now, to tell what was scanned otherwise; none: nobody compares.
    bound: Option<BoundNow>,
}

/// A question that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The catalogue cannot be read, or the audit row not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// Nothing in the question is an e-mail, phone, name or identifier.
    #[error("nothing in the question is an e-mail, phone, name or identifier that the detectors know")]
    NotUnderstood,
    /// What was given as a list of persons is no text.
    #[error("the list is no text: give CSV, or one e-mail, phone, name or identifier a line")]
    NoList,
    /// Nothing in a list of persons is an e-mail, phone, name or identifier, or it is empty.
    #[error("no line of the list holds an e-mail, phone, name or identifier that the detectors know")]
    ListNotUnderstood,
    /// A decision names neither value nor detector, source, object or column.
    #[error("a decision that names no value, detector, source, object or column would set everything aside")]
    Unbounded,
    /// A detector that a decision names does not exist.
    #[error("no detector is called `{id}`: see `detectors list`")]
    NoDetector {
        /// What was named.
        id: String,
    },
    /// No violation of the register is named so.
    #[error("no violation is called `{id}`: see `violations list`; the first six letters are the fewest")]
    NoViolation {
        /// What was named.
        id: String,
    },
    /// Several violations of the register are named so.
    #[error("several violations begin with `{id}`: give more of its letters")]
    ManyViolations {
        /// What was named.
        id: String,
    },
    /// A source that was asked for is in no scan.
    #[error("no source called `{name}` was scanned; there are {known}")]
    NoSource {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
}

impl Desk {
    /// A desk over an open catalogue; `state` is the directory that it lies in.
    pub fn new(
        store: Store,
        keys: Keys,
        detectors: Arc<Detectors>,
        policies: Vec<Policy>,
        periods: Vec<OperatorPeriod>,
        state: &Path,
    ) -> Self {
        Self { store, keys, detectors, policies, periods, orders: Orders::default(), index: state.join("index"), bound: None }
    }

    /// With the operator's holds and exceptions.
    #[must_use]
    pub fn ordered(self, orders: Orders) -> Self {
        Self { orders, ..self }
    }

    /// With what the configuration says of objects now.
    #[must_use]
    pub fn bound(self, bound: BoundNow) -> Self {
        Self { bound: Some(bound), ..self }
    }

    /// The catalogue.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// All reports in one.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub async fn overview(&self, as_of: Day) -> Result<Overview, QueryError> {
        let verdicts = self.judge(as_of).await?;
        let basis = self.basis(as_of).await?;
        let used: Vec<_> = self.policies.iter().filter(|policy| basis.policies.iter().any(|id| is_of(id, policy))).collect();
        let names: Vec<_> = used.iter().map(|policy| policy.policy.name.clone()).collect();
        Ok(Overview {
            title: if names.is_empty() { "Personal data".to_owned() } else { names.join(", ") },
            map: self.map_with(basis.clone(), as_of).await?,
            retention: judged::retention(&verdicts, basis.clone()),
            under_age: judged::under_age(&verdicts, basis.clone()),
            undisclosed: judged::undisclosed(&verdicts, basis.clone()),
            promises: judged::of_rules(&verdicts, basis.clone(), PROMISES),
            coverage: self.coverage_with(basis, coverage::Which::All).await?,
            register: self.register_counts(as_of).await?,
        })
    }

    fn policy_of(&self, object: &StoredObject) -> Option<&Policy> {
        let id = object.policy.as_ref()?;
        self.policies.iter().find(|policy| policy.policy.id == *id)
    }
}

/// Whether a line of a report's basis (`workpex`, `chatsphere (2024-07-01)`) names this policy.
fn is_of(line: &str, policy: &Policy) -> bool {
    line.split_whitespace().next() == Some(policy.policy.id.as_str())
}

/// An object's address with its source, as it is shown.
fn shown(object: &StoredObject) -> String {
    object.at.to_string()
}
