//! `/grupper/{id}/kort.pdf`: the cards of `/grupper/{id}/kort`, to print. For whom that page is.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::error::AppError;
use nara_app::posters::{Colors, Tongue};
use nara_domain::ids::GroupId;

use super::forms::page_of;
use crate::http::errors::Failure;
use crate::http::forms::{FormRequest, sign_in_first};
use crate::http::limits::Action;
use crate::posters;
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/grupper/{group}/kort.pdf", get(print))
}

async fn print(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
) -> Response {
    let done = async {
        let id: GroupId = id.parse()?;
        let cards = state.groups.cards(&context.actor, id, context.now).await?;
        let network = &context.network;
        state.limits.check(Action::Poster, network, context.now)?;
        let municipality = context.site.municipality.clone();
        let colors = Colors::of(context.settings.theme);
        let first = Tongue::of_site(context.lang);
        let work = move || posters::print(&cards, &municipality, &colors, first);
        state.posters.once(work).await
    }
    .await;
    match done {
        Ok(file) => answer(file),
        // The page: who has signed in wants to see what it is.
        Err(AppError::SignIn) => sign_in_first(&context, &format!("{}/kort", page_of(&id))),
        Err(error) => Failure(error).into_response(),
    }
}

/// The code lets in: nothing on the way keeps the file, and its name tells nothing.
fn answer(file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"kort.pdf\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    (headers, file).into_response()
}
