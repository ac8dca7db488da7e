//! `/api/v1/runs`: the passes over the sources, newest first, each with what it did.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use serde::Serialize;

use super::Shared;
use super::refusal::Refusal;
use super::request;
use crate::model::run::{Run, Summary};

/// The runs.
#[derive(Serialize)]
pub struct Runs {
    /// Whether one is going on.
    is_scanning: bool,
    runs: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    run: Run,
    /// None while it runs, or if it was killed.
    summary: Option<Summary>,
}

/// Lists the last runs.
pub async fn list(State(shared): State<Arc<Shared>>, uri: Uri) -> Result<Json<Runs>, Refusal> {
    let store = shared.desk.store();
    let mut runs = Vec::new();
    for run in store.runs(request::limit(&uri, 20)?).await? {
        let summary = store.summary(run.id).await?;
        runs.push(Line { run, summary });
    }
    Ok(Json(Runs { is_scanning: shared.scans.is_scanning(), runs }))
}
