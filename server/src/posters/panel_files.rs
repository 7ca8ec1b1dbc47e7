//! `/kampanjer/{campaign}/panel.pdf` and `.png`. The page beside them is a GET route of `app`.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::posters::{Choice, Poster, Tongue};

use super::files::{answer, out_of_search};
use super::studio::{Drawing, Kind};
use crate::http::errors::Failure;
use crate::http::forms::FormRequest;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/kampanjer/{campaign}/panel.pdf", get(pdf))
        .route("/kampanjer/{campaign}/panel.png", get(png))
}

async fn pdf(
    State(state): State<AppState>,
    form: FormRequest,
    on: Path<String>,
    asked: HeaderMap,
) -> Response {
    panel(&state, &form.context, &on.0, Kind::Pdf, &asked).await
}

async fn png(
    State(state): State<AppState>,
    form: FormRequest,
    on: Path<String>,
    asked: HeaderMap,
) -> Response {
    panel(&state, &form.context, &on.0, Kind::Png, &asked).await
}

/// What everybody may read, whoever asks.
async fn panel(
    state: &AppState,
    context: &PageContext,
    slug: &str,
    kind: Kind,
    asked: &HeaderMap,
) -> Response {
    let done = async {
        let choice = Choice::strict(&context.query, Tongue::of_site(context.lang))?;
        let view = state.campaigns.report(slug, context.now).await?;
        let sheets = Poster::panel(context, &view, &choice)?;
        // Printed, it has all of them; a picture shows one.
        let drawing = match kind {
            Kind::Pdf => Drawing::Panel(sheets, choice.clone()),
            Kind::Png => {
                let sheet = sheets.into_iter().nth(choice.sheet.saturating_sub(1));
                let sheet = Box::new(sheet.ok_or(AppError::NotFound)?);
                Drawing::Poster(sheet, choice.clone(), kind)
            }
        };
        Ok::<_, AppError>((drawing, choice))
    }
    .await;
    let (drawing, choice) = match done {
        Ok(done) => done,
        Err(error) => return Failure(error).into_response(),
    };
    let name = format!("panel-{slug}-{}", choice.format.code());
    let response = answer(state, context, drawing, &name, asked).await;
    out_of_search(response, "noindex")
}
