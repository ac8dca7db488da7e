//! What is read of a request: JSON bodies and the words after `?`. A mistake is told by its place, never by what stood there.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Query, Request};
use axum::http::{StatusCode, Uri, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// The most lines in one answer.
const MOST: usize = 1_000;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// The JSON body of a request.
pub async fn body<T: DeserializeOwned>(request: Request) -> Result<T, Refusal> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body must be application/json"));
    }
    let Ok(read) = tokio::time::timeout(PATIENCE, Bytes::from_request(request, &())).await else {
        return Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time"));
    };
    let bytes = read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "the body is longer than 64 KiB"),
        _ => Refusal::new(StatusCode::BAD_REQUEST, "the body broke off"),
    })?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let what = if error.is_data() { "the body is not of the documented shape" } else { "the body is no JSON" };
        let place = format!("{what}: line {}, column {}", error.line(), error.column());
        Refusal::new(StatusCode::BAD_REQUEST, place)
    })
}

/// The words after `?`; `expected` says which there are.
pub fn query<T: DeserializeOwned>(uri: &Uri, expected: &str) -> Result<T, Refusal> {
    let read = Query::try_from_uri(uri).map(|Query(words)| words);
    read.map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, format!("expected nothing after `?` but {expected}")))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    limit: Option<usize>,
}

/// How many lines are wanted; `usual` if nothing is said.
pub fn limit(uri: &Uri, usual: usize) -> Result<usize, Refusal> {
    let asked: Asked = query(uri, "limit=N")?;
    Ok(asked.limit.unwrap_or(usual).min(MOST))
}
