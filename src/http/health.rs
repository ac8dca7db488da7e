//! `/healthz`: the process is alive and answers. Needs no token and says nothing else.

use axum::Json;

/// Says that it is alive.
pub async fn show() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok" }))
}
