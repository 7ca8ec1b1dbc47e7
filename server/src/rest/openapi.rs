//! `/openapi.json`, made from the handlers and shapes themselves so that it cannot drift.

use axum::Json;
use utoipa::OpenApi;

use super::{problem, proposals, shapes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Nära",
        description = "Proposals, ideas, support and the official record of a municipality. \
                       `GET /live` streams every public event (server-sent events), \
                       `/live?proposal={id}` only those of one proposal."
    ),
    paths(
        proposals::list, proposals::submit, proposals::show, proposals::support_of,
        proposals::support, proposals::withdraw_support, proposals::comments, proposals::comment,
    ),
    components(schemas(problem::Problem, problem::ProblemField, shapes::Proposal))
)]
struct Document;

pub async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}
