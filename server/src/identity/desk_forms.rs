//! The forms of the administration about ways in and the register.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::identity::{PROVIDER_TRIAL, ROLL_FIELD, ROLL_FORM, ROLL_SURE};
use nara_domain::permissions::administer;
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::http::forms::{FILE_ARRIVES, FormRequest, Typed, in_time, refuse, see_other};
use crate::state::AppState;

/// More than the numbers of a million people, a line each.
pub const MAX_ROLL_BYTES: usize = 24 * 1024 * 1024;
/// A file of that size over a slow line, and storing it.
const ROLL_TIMEOUT: Duration = Duration::from_secs(120);

pub fn routes() -> Router<AppState> {
    Router::new().route("/admin/inloggning/{provider}/prova", post(try_provider))
}

/// By itself, because it takes more than any other form: a body of its own size, and time.
pub fn upload() -> Router<AppState> {
    Router::new()
        .route("/admin/folkbokforing", post(load_roll))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ROLL_TIMEOUT,
        ))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(MAX_ROLL_BYTES))
}

fn allowed(context: &PageContext) -> Result<(), AppError> {
    administer(&context.actor)?;
    context.proved_lately()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

async fn try_provider(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(provider): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    const PAGE: &str = "/admin/inloggning";
    let done = async {
        form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        state
            .identity_desk
            .try_provider(actor, &provider, now)
            .await
    }
    .await;
    match done {
        // What came of it stands on the page.
        Ok(()) => see_other(&context, PAGE, None),
        Err(error) => refuse(&state, context, PAGE, PROVIDER_TRIAL, values, error).await,
    }
}

async fn load_roll(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    body: Result<Multipart, MultipartRejection>,
) -> Response {
    const PAGE: &str = "/admin/folkbokforing";
    let done = async {
        // Nobody else's file is read at all.
        administer(&context.actor)?;
        let body = body.map_err(|_| AppError::UnsupportedMediaType)?;
        let (actor, now) = (&context.actor, context.now);
        let may = allowed(&context).and_then(|()| state.identity_desk.may_load(actor, now));
        // Read to its end before anything is refused: a browser that is still sending would show no
        // answer.
        let sent = read(FILE_ARRIVES, body, may.is_ok()).await?;
        may?;
        state.identity_desk.load_roll(actor, sent, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, PAGE, Some("roll_loaded")),
        Err(error) => refuse(&state, context, PAGE, ROLL_FORM, BTreeMap::new(), error).await,
    }
}

/// The one file of the form, and whether the box beside it was ticked. What is not `kept` is read and
/// forgotten.
async fn read(
    patience: Duration,
    body: Multipart,
    kept: bool,
) -> Result<(Vec<u8>, bool), AppError> {
    in_time(patience, read_to_its_end(body, kept)).await
}

async fn read_to_its_end(mut body: Multipart, kept: bool) -> Result<(Vec<u8>, bool), AppError> {
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Malformed,
    };
    let (mut file, mut sure) = (None, None);
    while let Some(mut field) = body.next_field().await.map_err(broken)? {
        let of_file = match field.name() {
            Some(ROLL_FIELD) if file.is_none() => true,
            Some(ROLL_SURE) if sure.is_none() => false,
            _ => return Err(AppError::Malformed),
        };
        let mut value = Vec::new();
        while let Some(part) = field.chunk().await.map_err(broken)? {
            if of_file && kept {
                value.extend_from_slice(&part);
            }
        }
        match of_file {
            true => file = Some(value),
            false => sure = Some(()),
        }
    }
    let file = file.ok_or(AppError::Malformed)?;
    Ok((file, sure.is_some()))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::{FromRequest, Request};
    use axum::http::header;
    use futures::{StreamExt, stream};

    use super::*;

    #[tokio::test]
    async fn a_file_that_never_arrives_is_too_slow() {
        let begun = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{ROLL_FIELD}\"; \
             filename=\"alla.csv\"\r\n\r\n19"
        );
        for kept in [true, false] {
            let so_far = stream::iter([Ok::<_, std::io::Error>(begun.clone())]);
            let request = Request::builder()
                .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grans")
                .body(Body::from_stream(so_far.chain(stream::pending())));
            let body = Multipart::from_request(request.unwrap(), &()).await;
            let read = read(Duration::from_millis(20), body.unwrap(), kept).await;
            assert_eq!(read, Err(AppError::TooSlow));
        }
    }
}
