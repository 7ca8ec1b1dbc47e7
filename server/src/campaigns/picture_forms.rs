//! The forms of an idea's picture, and the picture itself. The page is a GET route of `app`.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use nara_app::campaigns::{PICTURE as FORM, PICTURE_READ, picture_path};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::shown::path_of as idea_path;
use nara_domain::campaign::PICTURE;
use nara_domain::document::FileKind;
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignPictureId, ProposalId};

use super::pictures::{FoundPicture, Verdict};
use crate::documents::forms::{read_request, with_room};
use crate::http::errors::Failure;
use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::headers::{Lifeless, is_known};
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(
            "/kampanjer/{campaign}/ideer/{idea}/bild/{picture}",
            get(serve),
        )
        .route(
            "/kampanjer/{campaign}/ideer/{idea}/bild/{picture}/svar",
            post(settle).get(back),
        )
}

/// By itself, because it takes more than other forms.
pub fn upload() -> Router<AppState> {
    with_room(Router::new().route("/kampanjer/{campaign}/ideer/{idea}/bild", post(add)))
}

async fn add(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea)): Path<(String, String)>,
    request: Request,
) -> Response {
    let mut values = Values::new();
    let done = async {
        let id: ProposalId = idea.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let which = (slug.as_str(), id);
        // Nobody else's file is read at all.
        state.pictures.may_add(actor, which, now).await?;
        let file = read_request(request, &state, &mut values, (PICTURE, true)).await?;
        let mut typed = values.clone();
        let once = typed.remove("once").unwrap_or_default();
        let sent = (&typed, file, once.as_str());
        state.pictures.add(actor, which, sent, now).await?;
        Ok(id)
    }
    .await;
    match done {
        Ok(id) => see_other(&context, &picture_path(&slug, id), Some("idea_picture")),
        Err(error) => {
            let page = address(&slug, &idea);
            refuse(&state, context, &page, FORM, values, error).await
        }
    }
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea, _)): Path<(String, String, String)>,
) -> Response {
    see_other(&context, &address(&slug, &idea), None)
}

fn address(slug: &str, idea: &str) -> String {
    let (slug, idea) = (urlencoding::encode(slug), urlencoding::encode(idea));
    format!("/kampanjer/{slug}/ideer/{idea}/bild")
}

async fn settle(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea, picture)): Path<(String, String, String)>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let done = async {
        let mut typed: Values = form?;
        let verdict = match typed.remove("gor").as_deref() {
            Some("publish") => Verdict::Publish,
            Some("return") => Verdict::Return,
            Some("remove") => Verdict::TakeDown,
            _ => return Err(AppError::Malformed),
        };
        let id: ProposalId = idea.parse()?;
        let which = (slug.as_str(), id, number_of(&picture)?);
        let (actor, now) = (&context.actor, context.now);
        let sent = (verdict, &typed);
        state.pictures.settle(actor, which, sent, now).await?;
        Ok((id, verdict))
    }
    .await;
    match done {
        Ok((id, Verdict::Publish)) => {
            see_other(&context, &idea_path(id, "-"), Some("picture_shown"))
        }
        Ok((id, verdict)) => {
            let said = match verdict {
                Verdict::TakeDown => "picture_gone",
                Verdict::Publish | Verdict::Return => "picture_returned",
            };
            see_other(&context, &picture_path(&slug, id), Some(said))
        }
        Err(error) => {
            let page = address(&slug, &idea);
            refuse(&state, context, &page, PICTURE_READ, values, error).await
        }
    }
}

/// One spelling an address.
fn number_of(typed: &str) -> Result<CampaignPictureId, AppError> {
    let number: i64 = typed.parse().map_err(|_| AppError::NotFound)?;
    match number > 0 && number.to_string() == typed {
        true => Ok(CampaignPictureId::new(number)),
        false => Err(AppError::NotFound),
    }
}

async fn serve(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea, picture)): Path<(String, String, String)>,
    asked: HeaderMap,
) -> Response {
    let which = (slug.as_str(), idea.as_str(), picture.as_str());
    match found(&state, &context, which, &asked).await {
        Ok(response) => response,
        Err(error) => Failure(error).into_response(),
    }
}

async fn found(
    state: &AppState,
    context: &PageContext,
    (slug, idea, picture): (&str, &str, &str),
    asked: &HeaderMap,
) -> Result<Response, AppError> {
    let id = number_of(picture)?;
    let which = (slug, idea.parse()?, id);
    if state.pictures.find(&context.actor, which).await? == FoundPicture::Gone {
        return Err(AppError::Gone);
    }
    let small = context.query == "liten";
    // What stands under a number never changes.
    let tag = match small {
        true => format!("\"bild-{id}-liten\""),
        false => format!("\"bild-{id}\""),
    };
    let mut response = match is_known(asked, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => match state.pictures.bytes(id, small).await? {
            Some(bytes) => bytes.into_response(),
            None => return Err(AppError::Gone),
        },
    };
    let fresh = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    let values = [
        (header::CONTENT_TYPE, fresh.then_some(FileKind::Jpeg.code())),
        (header::CONTENT_DISPOSITION, fresh.then_some("inline")),
        (header::ETAG, Some(tag.as_str())),
        // Asked for again each time, which costs a few bytes: what is taken down has to be gone at once.
        (header::CACHE_CONTROL, Some("private, no-cache")),
        (
            HeaderName::from_static("x-robots-tag"),
            Some("noindex, nofollow"),
        ),
    ];
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    response.extensions_mut().insert(Lifeless);
    Ok(response)
}
