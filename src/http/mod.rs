//! Floor 4, below `cli`: the JSON API on loopback. `serve` of `cli` assembles and calls it; it imports nothing of `cli`.
//! One file per resource; the shapes of requests live here only, those of answers are the views that reports show.

mod audit;
mod gate;
mod health;
pub mod listen;
pub mod metrics;
mod refusal;
mod reports;
mod request;
mod runs;
mod scans;
mod sources;
mod subject;
pub mod token;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use crate::config::SourceConfig;
use crate::model::ids::{Realm, SourceName};
use crate::model::time::Day;
use crate::query::Desk;

use metrics::Figures;
use refusal::Refusal;
use token::Token;

/// The longest request body that is read, in bytes.
const MAX_BODY: usize = 64 << 10;
/// Questions that are answered at once; each may go through the whole catalogue. More wait.
const N_ANSWERING: usize = 2;

/// The scans of the process that the API is a face of.
pub trait Scans: Send + Sync {
    /// Asks for a scan of these sources. False: one is running or waiting, and this one is not taken on.
    fn ask(&self, sources: Vec<SourceName>) -> bool;

    /// Whether a scan is running.
    fn is_scanning(&self) -> bool;

    /// When the source is due by its schedule: RFC 3339, UTC.
    fn due(&self, source: &SourceName) -> Option<String>;
}

/// What the API answers from.
pub struct Api {
    /// Where questions are answered.
    pub desk: Arc<Desk>,
    /// The configured sources.
    pub sources: Vec<SourceConfig>,
    /// The controller whose data are asked for where a question does not say.
    pub realm: Realm,
    /// The scans.
    pub scans: Arc<dyn Scans>,
    /// What `/metrics` shows.
    pub figures: Arc<Figures>,
    /// Who may ask.
    pub token: Token,
    /// The day by which is judged where a question does not say.
    pub today: Box<dyn Fn() -> Day + Send + Sync>,
}

/// What the handlers share.
struct Shared {
    api: Api,
    answering: Semaphore,
}

impl Shared {
    /// Waits for its turn to put a question to the catalogue.
    async fn turn(&self) -> Result<tokio::sync::SemaphorePermit<'_>, Refusal> {
        self.answering.acquire().await.map_err(|_| Refusal::internal())
    }
}

impl std::ops::Deref for Shared {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.api
    }
}

/// All routes. Everything but `/healthz` needs the token, also what does not exist.
pub fn router(api: Api) -> Router {
    let shared = Arc::new(Shared { api, answering: Semaphore::new(N_ANSWERING) });
    Router::new()
        .route(gate::OPEN, get(health::show))
        .route("/metrics", get(metrics::show))
        .route("/api/v1/sources", get(sources::list))
        .route("/api/v1/runs", get(runs::list))
        .route("/api/v1/reports/{kind}", get(reports::show))
        .route("/api/v1/scans", post(scans::ask))
        .route("/api/v1/subject", post(subject::ask))
        .route("/api/v1/audit", get(audit::list))
        .fallback(refusal::unknown_place)
        .method_not_allowed_fallback(refusal::unknown_method)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(shared.clone(), gate::pass))
        .with_state(shared)
}
