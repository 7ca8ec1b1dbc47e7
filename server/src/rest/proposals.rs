//! Handlers of `/api/v1/proposals`. Each reads the request, asks the port and shapes the answer.

use axum::Json;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::query::list_query;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ProposalId;

use super::body;
use super::problem::Problem;
use super::requests::{CommentParameters, CommentText, ListParameters, NewProposal};
use super::shapes::{Comment, CommentList, Proposal, ProposalList, Support};
use crate::entropy;
use crate::proposals::is_held;
use crate::state::AppState;

/// Who asks and in which language; put together by the middleware.
type Asking = axum::Extension<PageContext>;

/// The page of a proposal by its number alone: it leads on to the one with the title.
fn short_path(id: ProposalId) -> String {
    format!("/forslag/{id}")
}

/// The answer, or the problem in the asker's language.
fn answer(asking: &PageContext, result: Result<Response, AppError>) -> Response {
    result.unwrap_or_else(|error| Problem::response(&error, asking.lang))
}

/// The retry key a program may send, so that sending twice makes one.
fn once(state: &AppState, headers: &HeaderMap) -> Result<String, AppError> {
    const LENGTH: std::ops::RangeInclusive<usize> = 8..=80;
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(entropy::token::<16>(state.entropy.as_ref())?);
    };
    let (min, max, actual) = (*LENGTH.start(), *LENGTH.end(), value.len());
    let problem = match value.to_str() {
        Ok(key) if LENGTH.contains(&actual) => return Ok(format!("k-{key}")),
        Ok(_) if actual < min => FieldProblem::TooShort { min, actual },
        Ok(_) => FieldProblem::TooLong { max, actual },
        Err(_) => FieldProblem::InvalidCharacter,
    };
    Err(AppError::Invalid(vec![FieldError::new(
        "Idempotency-Key",
        problem,
    )]))
}

/// List of public proposals and ideas, with the filters of the page `/forslag`.
#[utoipa::path(get, path = "/api/v1/proposals", params(ListParameters), responses(
    (status = 200, body = ProposalList),
    (status = 400, body = Problem, description = "The cursor is none of this order, or a parameter is none"),
    (status = 422, body = Problem, description = "A parameter has a value that it cannot have"),
))]
pub async fn list(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    RawQuery(query): RawQuery,
) -> Response {
    let result = async {
        let rules = state.proposals.rules().await?;
        let query = list_query(query.as_deref().unwrap_or_default(), &rules.districts)?;
        let page = state
            .proposals
            .list(&asking.actor, &query, &asking.network, asking.now)
            .await?;
        Ok(Json(ProposalList::new(page, &state.site.public_url)).into_response())
    };
    answer(&asking, result.await)
}

/// One proposal with its official record.
#[utoipa::path(get, path = "/api/v1/proposals/{id}", params(("id" = i64, Path)), responses(
    (status = 200, body = Proposal),
    (status = 404, body = Problem, description = "There is none that the asking person may see"),
))]
pub async fn show(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async { shown(&state, &asking, id.parse()?, StatusCode::OK).await };
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

/// Hands a proposal or an idea in.
#[utoipa::path(post, path = "/api/v1/proposals",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 8, max_length = 80,
        description = "The same key hands in once, however often it is sent")),
    request_body = NewProposal,
    responses(
        (status = 201, body = Proposal, headers(("Location" = String, description = "The new one"))),
        (status = 400, body = Problem, description = "No JSON object"),
        (status = 401, body = Problem),
        (status = 403, body = Problem, description = "Not in this role or at this level"),
        (status = 409, body = Problem, description = "The municipality's rules do not let it in now"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Every field that has to be mended"),
        (status = 429, body = Problem, description = "Too many; see Retry-After"),
    ),
    security(("key" = []), ("session" = [])))]
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
        let fields = body::read::<NewProposal>(request).await?.into();
        let id = state
            .proposals
            .submit(&asking.actor, fields, &once, asking.now)
            .await?;
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
        let view = state
            .proposals
            .get(&asking.actor, id.parse()?, asking.now)
            .await?;
        Ok(Json(Support::from(view.support)).into_response())
    };
    answer(&asking, result.await)
}

/// Supports it. Doing it again changes nothing.
#[utoipa::path(put, path = "/api/v1/proposals/{id}/support", params(("id" = i64, Path)),
    responses(
        (status = 200, body = Support),
        (status = 401, body = Problem),
        (status = 403, body = Problem, description = "Not in this role or at this level"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Not open, or not any more"),
        (status = 429, body = Problem, description = "Too many; see Retry-After"),
    ),
    security(("key" = []), ("session" = [])))]
pub async fn support(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let view = state
            .proposals
            .support(&asking.actor, id.parse()?, asking.now)
            .await?;
        Ok(Json(Support::from(view)).into_response())
    };
    answer(&asking, result.await)
}

/// Takes the support back. Doing it again changes nothing.
#[utoipa::path(delete, path = "/api/v1/proposals/{id}/support", params(("id" = i64, Path)),
    responses(
        (status = 200, body = Support),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Not open any more"),
        (status = 429, body = Problem, description = "Too many; see Retry-After"),
    ),
    security(("key" = []), ("session" = [])))]
pub async fn withdraw_support(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let id: ProposalId = id.parse()?;
        let view = state
            .proposals
            .withdraw_support(&asking.actor, id, asking.now)
            .await?;
        Ok(Json(Support::from(view)).into_response())
    };
    answer(&asking, result.await)
}

/// The discussion: comments and replies, oldest first.
#[utoipa::path(get, path = "/api/v1/proposals/{id}/comments",
    params(("id" = i64, Path), CommentParameters),
    responses(
        (status = 200, body = CommentList),
        (status = 400, body = Problem, description = "The cursor is none of a discussion, or a parameter is none"),
        (status = 404, body = Problem),
        (status = 422, body = Problem, description = "A parameter has a value that it cannot have"),
    ))]
pub async fn comments(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let result = async {
        let id: ProposalId = id.parse()?;
        let CommentParameters { cursor, limit } =
            CommentParameters::read(query.as_deref().unwrap_or_default())?;
        let page = state
            .proposals
            .comments(&asking.actor, id, cursor.as_deref(), limit)
            .await?;
        let list = CommentList::new(&short_path(id), page, &state.site.public_url);
        Ok(Json(list).into_response())
    };
    answer(&asking, result.await)
}

/// Adds a comment or a reply.
#[utoipa::path(post, path = "/api/v1/proposals/{id}/comments",
    params(("id" = i64, Path),
        ("Idempotency-Key" = Option<String>, Header, min_length = 8, max_length = 80,
            description = "The same key writes once, however often it is sent")),
    request_body = CommentText,
    responses(
        (status = 201, body = Comment),
        (status = 202, description = "Kept; a moderator reads it before everybody can"),
        (status = 400, body = Problem, description = "No JSON object"),
        (status = 401, body = Problem),
        (status = 403, body = Problem, description = "Not in this role, at this level or stage"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "The key was used elsewhere"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Every field that has to be mended"),
        (status = 429, body = Problem, description = "Too many; see Retry-After"),
    ),
    security(("key" = []), ("session" = [])))]
pub async fn comment(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let result = async {
        let id: ProposalId = id.parse()?;
        if !asking.actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        // It is no proposal. Under questions programs only read.
        if state.proposals.questions_of(id).await?.is_some() {
            return Err(AppError::NotFound);
        }
        let once = once(&state, &headers)?;
        let new = body::read::<CommentText>(request).await?.with_key(once);
        let written = state
            .proposals
            .comment(&asking.actor, id, new, asking.now)
            .await;
        let comment = match written {
            Err(error) if is_held(&error) => return Ok(StatusCode::ACCEPTED.into_response()),
            written => written?,
        };
        let comment = Comment::new(&short_path(id), comment, &state.site.public_url);
        Ok((StatusCode::CREATED, Json(comment)).into_response())
    };
    answer(&asking, result.await)
}
