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
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes, generate_route_list};
use nara_app::context::{ERROR_CODE, FormReplay, PageContext};
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
    Router::new()
        .leptos_routes_with_context(state, routes, provide(state.clone()), move || {
            shell(options.clone())
        })
        .layer(map_response(to_its_end))
        .layer(map_response(with_code))
}

/// What a server function refused carries its code as every other error does, and no header of it.
async fn with_code(mut response: Response) -> Response {
    if let Some(told) = response.headers_mut().remove(ERROR_CODE)
        && let Some(code) = AppError::CODES.iter().copied().find(|code| told == *code)
    {
        response.extensions_mut().insert(Refused(code));
    }
    response
}

/// What Leptos writes behind a page that hands no data and no errors over to the browser: that there are
/// none. Only its `Suspense`, `ErrorBoundary` and resources would read it there, and no island has one of
/// them; to one that does some day `islands.js` says the same. On a page that allows scripts by hash it would
/// be refused, and the nonce that Leptos makes up for it would make the same page another one each time.
const BEHIND: [&str; 2] = [
    "__RESOLVED_RESOURCES=[];__SERIALIZED_ERRORS=[];__PENDING_RESOURCES=[];__RESOURCE_RESOLVERS=[];",
    "__INCOMPLETE_CHUNKS=[];",
];
const END: &str = "</html>";
/// What stands where a component draws nothing.
const NOTHING: &str = "<!>";

/// The page up to its end, where nothing but [`BEHIND`] follows. Everything else stays: a script that hands
/// something over is needed.
async fn to_its_end(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return Response::from_parts(parts, body);
    }
    match body.collect().await {
        Ok(page) => {
            let page = page.to_bytes();
            let end = end_of(&page).unwrap_or(page.len());
            Response::from_parts(parts, Body::from(page.slice(..end)))
        }
        Err(error) => {
            tracing::error!(%error, "page.broken_off");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn end_of(page: &[u8]) -> Option<usize> {
    let page = std::str::from_utf8(page).ok()?;
    let end = page.rfind(END)? + END.len();
    let (_, behind) = page.split_at_checked(end)?;
    let known = behind.split("</script>").all(|piece| {
        let script = piece.trim_start_matches(NOTHING);
        script.is_empty() || is_known(script)
    });
    known.then_some(end)
}

fn is_known(script: &str) -> bool {
    let mut tags = BEHIND
        .iter()
        .filter_map(|known| script.strip_suffix(*known));
    tags.any(|tag| {
        let tag = tag.strip_prefix("<script");
        let attributes = tag.and_then(|tag| tag.strip_suffix('>'));
        attributes.is_some_and(|attributes| !attributes.contains(['<', '>']))
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
            if !context.nonce.is_empty() {
                provide_context(leptos::nonce::Nonce::from_value(context.nonce.clone()));
            }
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
    let mut response = to_its_end(handler(request).await).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_where_it_ends() {
        let behind = format!(
            "<script nonce=\"a\">{}</script><script>{}</script>",
            BEHIND[0], BEHIND[1]
        );
        let page = "<html><p>&lt;/html></p></html>";
        let whole = format!("{page}{behind}");
        assert_eq!(end_of(whole.as_bytes()), Some(page.len()));
        let after_nothing = format!("{page}<!>{behind}");
        assert_eq!(end_of(after_nothing.as_bytes()), Some(page.len()));
        assert_eq!(end_of(page.as_bytes()), Some(page.len()));
        // What would be handed over, or is not known, stays.
        for more in [
            "<script>__RESOLVED_RESOURCES=[\"a\"];</script>",
            "<script>alert(1)</script>",
            "<script>alert(1)//>__INCOMPLETE_CHUNKS=[];</script>",
            "<p>__INCOMPLETE_CHUNKS=[];</p>",
            "text",
        ] {
            assert_eq!(end_of(format!("{whole}{more}").as_bytes()), None, "{more}");
        }
        // Whoever could write all of it into a page would cut off nothing of the page.
        let told = format!("<html>{behind}</html>");
        let longer = format!("{told}{behind}");
        assert_eq!(end_of(longer.as_bytes()), Some(told.len()));
        assert_eq!(end_of(b"no page"), None);
        assert_eq!(end_of(&[0xff]), None);
    }
}
