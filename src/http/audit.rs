//! `/api/v1/audit`: who asked what, newest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use serde::{Deserialize, Serialize};

use super::Shared;
use super::refusal::Refusal;
use super::request;
use crate::store::AuditRow;

/// The most rows in one answer.
const MOST: usize = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    limit: Option<usize>,
}

/// The trail.
#[derive(Serialize)]
pub struct Trail {
    rows: Vec<AuditRow>,
}

/// Lists the last rows.
pub async fn list(State(shared): State<Arc<Shared>>, uri: Uri) -> Result<Json<Trail>, Refusal> {
    let asked: Asked = request::query(&uri, "limit=N")?;
    let rows = shared.desk.store().audit_rows(asked.limit.unwrap_or(100).min(MOST)).await?;
    Ok(Json(Trail { rows }))
}
