//! `/api/v1/subject`: all data about one person. The question stands in the body only, since URLs end in logs; it is in
//! the audit trail before it is answered, and is kept nowhere.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::refusal::Refusal;
use super::{Shared, reports, request};
use crate::model::ids::Realm;
use crate::query::Question;
use crate::report::View;

/// Who asks, for the audit trail: whoever has the one token.
const WHO: &str = "API token";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// E-mail addresses, phone numbers, names, identifiers of one person.
    identifiers: Vec<String>,
    /// What it is asked for.
    case: String,
    /// The country that is meant where an identifier does not say.
    region: Option<String>,
    /// The controller whose data are asked for; the company itself if none is given.
    realm: Option<Realm>,
}

/// Answers a question.
pub async fn ask(State(shared): State<Arc<Shared>>, request: Request) -> Result<Response, Refusal> {
    let asked: Asked = request::body(request).await?;
    let identifiers = asked.identifiers.into_iter().map(Zeroizing::new).filter(|text| !text.trim().is_empty());
    let question = Question {
        identifiers: identifiers.collect(),
        case: asked.case,
        who: WHO.to_owned(),
        region: asked.region,
        realm: asked.realm.unwrap_or_else(|| shared.realm.clone()),
    };
    let refuse = |text: &str| Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, text));
    if question.case.trim().is_empty() {
        return refuse("`case`: say what this is asked for");
    }
    if question.identifiers.is_empty() {
        return refuse("`identifiers`: give an e-mail, phone, name or national id");
    }
    let _turn = shared.turn().await?;
    let answer = shared.desk.answer(&question, (shared.today)()).await?;
    reports::document(&View::Subject(&answer))
}
