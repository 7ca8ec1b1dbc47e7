//! Handlers of `/api/v1/proposals`. Each reads the request, asks the port and shapes the answer.

use axum::Json;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, NewComment};
use nara_app::proposals::query::list_query;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{CommentId, ProposalId};

use super::body::{number, object, text};
use super::problem::Problem;
use super::shapes::{Comment, CommentList, Proposal, ProposalList, Support};
use crate::entropy;
use crate::state::AppState;

/// Who asks and in which language; put together by the middleware.
type Asking = axum::Extension<PageContext>;

/// The answer, or the problem in the asker's language.
fn answer(asking: &PageContext, result: Result<Response, AppError>) -> Response {
    result.unwrap_or_else(|error| Problem::response(&error, asking.lang))
}

fn proposal_id(text: &str) -> Result<ProposalId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// The retry key a program may send, so that sending twice makes one.
fn once(state: &AppState, headers: &HeaderMap) -> Result<String, AppError> {
    match headers.get("idempotency-key").map(HeaderValue::to_str) {
        Some(Ok(key)) if (8..=80).contains(&key.len()) => Ok(format!("k-{key}")),
        Some(_) => Err(AppError::Invalid(vec![FieldError::new(
            "Idempotency-Key",
            FieldProblem::InvalidCharacter,
        )])),
        None => Ok(entropy::token::<16>(state.entropy.as_ref())?),
    }
}

/// List of public proposals and ideas, with the filters of the page `/forslag`.
#[utoipa::path(get, path = "/api/v1/proposals", params(
    ("q" = Option<String>, Query, description = "Words to search for"),
    ("lage" = Option<String>, Query, description = "Group of stages"),
    ("amne" = Option<String>, Query, description = "Subject"),
    ("omrade" = Option<String>, Query, description = "District"),
    ("slag" = Option<String>, Query, description = "`proposal` or `idea`"),
    ("ordning" = Option<String>, Query, description = "`senast`, `stod`, `vantat` or `slump`"),
    ("fro" = Option<i64>, Query, description = "Seed of the random order"),
    ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ("limit" = Option<i64>, Query, description = "1–100, 20 if not given"),
), responses((status = 200, body = ProposalList), (status = 400, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    RawQuery(query): RawQuery,
) -> Response {
    let result = async {
        let query = list_query(query.as_deref().unwrap_or_default())?;
        let page = state.proposals.list(&asking.actor, &query, asking.now).await?;
        Ok(Json(ProposalList::new(page, &state.site.public_url)).into_response())
    };
    answer(&asking, result.await)
}

/// One proposal with its official record.
#[utoipa::path(get, path = "/api/v1/proposals/{id}", params(("id" = i64, Path)),
    responses((status = 200, body = Proposal), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async { shown(&state, &asking, proposal_id(&id)?, StatusCode::OK).await };
    answer(&asking, result.await)
}

async fn shown(
    state: &AppState,
    asking: &PageContext,
    id: ProposalId,
    status: StatusCode,
) -> Result<Response, AppError> {
    let view = state.proposals.get(&asking.actor, id, asking.now).await?;
    let proposal = Proposal::new(view, &state.site.public_url).map_err(|error| {
        tracing::error!(%error, "rest.shape");
        AppError::Internal
    })?;
    Ok((status, Json(proposal)).into_response())
}

/// Hands a proposal in: `{title, body, topic}`, optionally `kind` and `district`.
#[utoipa::path(post, path = "/api/v1/proposals",
    request_body(content = Object, description = "title, body, topic; kind and district optional"),
    responses((status = 201, body = Proposal), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub async fn submit(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let result = async {
        if !asking.actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        let once = once(&state, &headers)?;
        let body = object(request, &["title", "body", "topic", "kind", "district"]).await?;
        let kind = match text(&body, "kind")? {
            kind if kind.is_empty() => "proposal".to_owned(),
            kind => kind,
        };
        let fields = DraftFields {
            kind,
            title: text(&body, "title")?,
            body: text(&body, "body")?,
            topic: text(&body, "topic")?,
            district: text(&body, "district")?,
        };
        let id = state.proposals.submit(&asking.actor, fields, &once, asking.now).await?;
        let mut response = shown(&state, &asking, id, StatusCode::CREATED).await?;
        if let Ok(location) = HeaderValue::from_str(&format!("/api/v1/proposals/{id}")) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        Ok(response)
    };
    answer(&asking, result.await)
}

/// How a proposal's support stands.
#[utoipa::path(get, path = "/api/v1/proposals/{id}/support", params(("id" = i64, Path)),
    responses((status = 200, body = Support), (status = 404, body = Problem)))]
pub async fn support_of(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let view = state.proposals.get(&asking.actor, proposal_id(&id)?, asking.now).await?;
        Ok(Json(Support::from(view.support)).into_response())
    };
    answer(&asking, result.await)
}

/// Supports it. Doing it again changes nothing.
#[utoipa::path(put, path = "/api/v1/proposals/{id}/support", params(("id" = i64, Path)),
    responses((status = 200, body = Support), (status = 401, body = Problem),
        (status = 409, body = Problem)))]
pub async fn support(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let view = state.proposals.support(&asking.actor, proposal_id(&id)?, asking.now).await?;
        Ok(Json(Support::from(view)).into_response())
    };
    answer(&asking, result.await)
}

/// Takes the support back. Doing it again changes nothing.
#[utoipa::path(delete, path = "/api/v1/proposals/{id}/support", params(("id" = i64, Path)),
    responses((status = 200, body = Support), (status = 401, body = Problem)))]
pub async fn withdraw_support(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let id = proposal_id(&id)?;
        let view = state.proposals.withdraw_support(&asking.actor, id, asking.now).await?;
        Ok(Json(Support::from(view)).into_response())
    };
    answer(&asking, result.await)
}

/// The discussion, oldest first.
#[utoipa::path(get, path = "/api/v1/proposals/{id}/comments", params(("id" = i64, Path)),
    responses((status = 200, body = CommentList), (status = 404, body = Problem)))]
pub async fn comments(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let comments = state.proposals.comments(&asking.actor, proposal_id(&id)?).await?;
        let items = comments.into_iter().map(Comment::from).collect();
        Ok(Json(CommentList { items }).into_response())
    };
    answer(&asking, result.await)
}

/// Adds a comment: `{text, stance}`, with `parent` a reply.
#[utoipa::path(post, path = "/api/v1/proposals/{id}/comments", params(("id" = i64, Path)),
    request_body(content = Object, description = "text; stance (for, against, question, neutral); parent"),
    responses((status = 201, body = Comment), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub async fn comment(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let result = async {
        let id = proposal_id(&id)?;
        if !asking.actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        let once = once(&state, &headers)?;
        let body = object(request, &["text", "stance", "parent"]).await?;
        let stance = match text(&body, "stance")? {
            stance if stance.is_empty() => "neutral".to_owned(),
            stance => stance,
        };
        let parent = match number(&body, "parent")? {
            None => None,
            Some(parent) => Some(CommentId::try_from(parent).map_err(|_| {
                AppError::Invalid(vec![FieldError::new("parent", FieldProblem::NotANumber)])
            })?),
        };
        let new = NewComment { text: text(&body, "text")?, stance, parent, once };
        let comment = state.proposals.comment(&asking.actor, id, new, asking.now).await?;
        Ok((StatusCode::CREATED, Json(Comment::from(comment))).into_response())
    };
    answer(&asking, result.await)
}
