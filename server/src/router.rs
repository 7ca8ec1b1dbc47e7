//! All routes of the server.

use axum::Router;

use crate::http::pages;
use crate::state::AppState;

pub fn router(state: AppState) -> Router {
    pages::routes(&state).with_state(state)
}
