//! `/api/v1/scans`: asks for a scan now.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::{Shared, request};
use crate::model::ids::SourceName;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Names of configured sources; empty: all of them.
    sources: Vec<SourceName>,
}

/// The scan that was taken on.
#[derive(Serialize)]
pub struct Accepted {
    sources: Vec<SourceName>,
}

/// Takes on a scan, unless one is running or waiting.
pub async fn ask(State(shared): State<Arc<Shared>>, request: Request) -> Result<(StatusCode, Json<Accepted>), Refusal> {
    let asked: Asked = request::body(request).await?;
    let known = || shared.sources.iter().map(|source| source.name.clone());
    if let Some(place) = asked.sources.iter().position(|name| !known().any(|known| known == *name)) {
        let text = format!("source {} of the list is not configured; see /api/v1/sources", place + 1);
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, text));
    }
    let mut sources = if asked.sources.is_empty() { known().collect() } else { asked.sources };
    sources.sort();
    sources.dedup();
    if sources.is_empty() {
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no source is configured"));
    }
    if !shared.scans.ask(sources.clone()) {
        return Err(Refusal::new(StatusCode::CONFLICT, "a scan is running or waiting; ask again when it has ended"));
    }
    Ok((StatusCode::ACCEPTED, Json(Accepted { sources })))
}
