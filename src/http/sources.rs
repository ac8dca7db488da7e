//! `/api/v1/sources`: the configured places and when they are due. Where they lie is not told: a URL may hold a password,
//! a path a name.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use super::Shared;
use crate::config::SourceConfig;
use crate::model::ids::{PolicyId, Realm, SourceName};

/// The sources.
#[derive(Serialize)]
pub struct Sources {
    sources: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: SourceName,
    kind: &'static str,
    policy: Option<PolicyId>,
    realm: Realm,
    region: Option<String>,
    schedule: Option<String>,
    time_zone: Option<String>,
    is_watched: bool,
    /// When it is scanned next by its schedule: RFC 3339, UTC.
    due: Option<String>,
}

/// Lists the sources.
pub async fn list(State(shared): State<Arc<Shared>>) -> Json<Sources> {
    Json(Sources { sources: shared.sources.iter().map(|source| line(&shared, source)).collect() })
}

fn line(shared: &Shared, source: &SourceConfig) -> Line {
    Line {
        name: source.name.clone(),
        kind: source.kind.as_str(),
        policy: source.policy.clone(),
        realm: source.realm.clone().unwrap_or_else(|| shared.realm.clone()),
        region: source.region.clone(),
        schedule: source.schedule.clone(),
        time_zone: source.time_zone.clone(),
        is_watched: source.watch,
        due: shared.scans.due(&source.name),
    }
}
