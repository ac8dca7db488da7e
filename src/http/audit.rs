//! `/api/v1/audit`: who asked what, newest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use serde::Serialize;

use super::Shared;
use super::refusal::Refusal;
use super::request;
use crate::store::AuditRow;

/// The trail.
#[derive(Serialize)]
pub struct Trail {
    rows: Vec<AuditRow>,
}

/// Lists the last rows.
pub async fn list(State(shared): State<Arc<Shared>>, uri: Uri) -> Result<Json<Trail>, Refusal> {
    let rows = shared.desk.store().audit_rows(request::limit(&uri, 100)?).await?;
    Ok(Json(Trail { rows }))
}
