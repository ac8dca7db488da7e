//! `/api/v1/reports/…`: the same documents as `report … --format json`.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::refusal::{self, Refusal};
use super::{Shared, request};
use crate::model::time::Day;
use crate::report::{self, View};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    as_of: Option<jiff::civil::Date>,
}

/// Shows a report, as of today unless another day is asked for.
pub async fn show(State(shared): State<Arc<Shared>>, Path(kind): Path<String>, uri: Uri) -> Result<Response, Refusal> {
    let asked: Asked = request::query(&uri, "as_of=YYYY-MM-DD")?;
    let as_of = asked.as_of.map_or_else(|| (shared.today)(), Day::from_date);
    let _turn = shared.turn().await?;
    let desk = &shared.desk;
    match kind.as_str() {
        "map" => document(&View::Map(&desk.map(as_of).await?)),
        "retention" => document(&View::Retention(&desk.retention(as_of).await?)),
        "under-age" => document(&View::UnderAge(&desk.under_age(as_of).await?)),
        "undisclosed" => document(&View::Undisclosed(&desk.undisclosed(as_of).await?)),
        "promises" => document(&View::Promises(&desk.promises(as_of).await?)),
        "violations" => document(&View::Violations(&desk.violations(as_of).await?)),
        "copies" => document(&View::Copies(&desk.copies(as_of).await?)),
        "coverage" => document(&View::Coverage(&desk.coverage(as_of).await?)),
        "faults" => document(&View::Faults(&desk.faults(as_of).await?)),
        _ => Err(refusal::unknown_place().await),
    }
}

/// A view as JSON, as every face writes it: what was found cannot act on the reader.
pub fn document(view: &View<'_>) -> Result<Response, Refusal> {
    let mut text = Vec::new();
    report::render("json", view, &mut text, &report::Look::plain()).map_err(|_| Refusal::internal())?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}
