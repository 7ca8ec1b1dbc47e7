//! `/.well-known/security.txt` (RFC 9116): where to report what is wrong with the site's security.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_domain::time::Stamp;

use super::errors::Failure;
use crate::state::AppState;

/// A reader must not rely on it for longer; the standard wants less than a year. It moves with the
/// clock: as long as the server runs, somebody is there.
const VALID_DAYS: i64 = 180;
const DAY_MS: i64 = 86_400_000;

pub fn routes() -> Router<AppState> {
    Router::new().route("/.well-known/security.txt", get(show))
}

async fn show(State(state): State<AppState>) -> Result<Response, Failure> {
    let text = text(&state.site, state.clock.now()).ok_or(Failure(AppError::NotFound))?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, text).into_response())
}

/// `None` where no contact is configured: the standard knows no file without one.
pub fn text(site: &Site, now: Stamp) -> Option<String> {
    let contact = site.contact.trim();
    if contact.is_empty() || contact.chars().any(char::is_control) {
        return None;
    }
    // To the day, so that the text changes once a day and can be compared.
    let expires = now.plus_days(VALID_DAYS).0.div_euclid(DAY_MS) * DAY_MS;
    let expires = jiff::Timestamp::from_millisecond(expires).ok()?;
    let url = &site.public_url;
    Some(format!(
        "Contact: mailto:{contact}\r\n\
         Expires: {expires}\r\n\
         Preferred-Languages: sv, en\r\n\
         Canonical: {url}/.well-known/security.txt\r\n"
    ))
}
