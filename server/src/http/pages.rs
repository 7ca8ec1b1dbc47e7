//! Rendering a page of `app` for a request.
//!
//! The request's [`PageContext`] travels in its extensions (put there by the middleware); here it
//! and the ports become Leptos context. A form that came back with an error is answered with the
//! very page it stands on: the same components, the form's fields as typed, and the right status.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes, generate_route_list};
use nara_app::context::{FormReplay, PageContext};
use nara_app::error::AppError;
use nara_app::identity::api::IdentityPort;
use nara_app::layout::KEPT;
use nara_app::moderation::api::ModerationPort;
use nara_app::moderation::holding::api::HoldingPort;
use nara_app::news::api::NewsPort;
use nara_app::people::api::{PaperPort, PeoplePort};
use nara_app::privacy::api::PrivacyPort;
use nara_app::ui::QrPort;
use nara_app::{App, shell};

use super::errors;
use super::trace::Refused;
use crate::groups::qr::Codes;
use crate::state::AppState;

/// GET routes of all pages.
pub fn routes(state: &AppState) -> Router<AppState> {
    let routes = generate_route_list(App);
    let options = state.leptos.clone();
    Router::new().leptos_routes_with_context(state, routes, provide(state.clone()), move || {
        shell(options.clone())
    })
}

/// Gives the components their ports and their request. Also runs at start, for a mock request that
/// has no page context.
fn provide(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        provide_context(Arc::clone(&state.proposals));
        provide_context(Arc::clone(&state.accounts));
        provide_context(Arc::clone(&state.admin));
        provide_context(Arc::clone(&state.proofs));
        provide_context(Arc::clone(&state.settings_pages));
        provide_context(Arc::clone(&state.invitations));
        provide_context(Arc::clone(&state.groups));
        provide_context(Arc::clone(&state.follow));
        provide_context(Arc::clone(&state.news) as Arc<dyn NewsPort>);
        provide_context(Arc::clone(&state.merging));
        provide_context(Arc::clone(&state.adoption));
        provide_context(Arc::clone(&state.coauthors));
        provide_context(Arc::clone(&state.comment_drafts));
        provide_context(Arc::clone(&state.work));
        provide_context(Arc::clone(&state.templates));
        provide_context(Arc::clone(&state.meetings));
        provide_context(Arc::clone(&state.campaigns));
        provide_context(Arc::clone(&state.moderation) as Arc<dyn ModerationPort>);
        provide_context(Arc::clone(&state.holding) as Arc<dyn HoldingPort>);
        provide_context(Arc::clone(&state.outside));
        provide_context(Arc::clone(&state.questions));
        provide_context(Arc::clone(&state.statistics));
        provide_context(Arc::clone(&state.fame));
        provide_context(Arc::clone(&state.identity_desk));
        provide_context(Arc::clone(&state.privacy) as Arc<dyn PrivacyPort>);
        provide_context(Arc::clone(&state.people) as Arc<dyn PeoplePort>);
        provide_context(Arc::clone(&state.paper) as Arc<dyn PaperPort>);
        provide_context(Arc::clone(&state.identity) as Arc<dyn IdentityPort>);
        provide_context(Arc::new(Codes) as Arc<dyn QrPort>);
        let context =
            use_context::<Parts>().and_then(|parts| parts.extensions.get::<PageContext>().cloned());
        if let Some(context) = context {
            provide_context(leptos::nonce::Nonce::from_value(context.nonce.clone()));
            provide_context(context);
        }
    }
}

/// Renders the page at `path` (without language prefix) as the answer to this request.
pub async fn render(state: &AppState, context: PageContext, status: StatusCode) -> Response {
    let uri = match context.query.is_empty() {
        true => context.path.clone(),
        false => format!("{}?{}", context.path, context.query),
    };
    let request = Request::builder()
        .method(Method::GET)
        .uri(uri)
        .body(Body::empty());
    let Ok(mut request) = request else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    request.extensions_mut().insert(context);
    let options = state.leptos.clone();
    let handler = leptos_axum::render_app_async_with_context(provide(state.clone()), move || {
        shell(options.clone())
    });
    let mut response = handler(request).await;
    *response.status_mut() = status;
    // The page by itself may lead on, to signing in; as the answer to a form it stays.
    if !status.is_redirection() {
        response.headers_mut().remove(header::LOCATION);
    }
    response
}

/// The page a form stands on, with the form as typed and what is wrong with it.
pub async fn replay(state: &AppState, mut context: PageContext, replay: FormReplay) -> Response {
    let error = replay.error.clone();
    context.replay = Some(Arc::new(replay));
    let mut response = render(state, context, errors::status(&error)).await;
    errors::retry_after(response.headers_mut(), &error);
    response.extensions_mut().insert(Refused(error.code()));
    response
}

/// Where a form came without a session: everything written, and how to send it after signing in.
pub async fn kept(
    state: &AppState,
    mut context: PageContext,
    values: BTreeMap<String, String>,
) -> Response {
    let error = AppError::SignIn;
    context.replay = Some(Arc::new(FormReplay {
        form: KEPT,
        values,
        error: error.clone(),
    }));
    let code = Refused(error.code());
    context.failure = Some(error);
    let mut response = render(state, context, StatusCode::UNAUTHORIZED).await;
    response.extensions_mut().insert(code);
    response
}

/// The error's own page, in the site's frame, whatever address was asked for.
pub async fn failure(state: &AppState, mut context: PageContext, error: AppError) -> Response {
    let status = errors::status(&error);
    let code = Refused(error.code());
    context.failure = Some(error);
    context.path = "/".to_owned();
    context.query = String::new();
    let mut response = render(state, context, status).await;
    response.extensions_mut().insert(code);
    response
}
