//! Puts together what a page, a form or a program's request is told about itself: who asks, in
//! which language, with which nonce, and which message is to be shown once.
//!
//! Whoever has no session cookie and no key costs no query here and gets no cookie.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use nara_app::accounts::api::Visit;
use nara_app::context::{Flash, PageContext};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::news::api::NewsPort;
use nara_domain::actor::Actor;
use nara_domain::settings::InForce;
use nara_domain::time::Stamp;

use super::headers::ResponseNonce;
use super::pressure::Shed;
use super::trace::{self, RequestId};
use super::{cookies, errors, forms};
use crate::accounts::store::SessionKind;
use crate::accounts::{Signed, opened};
use crate::auth::session;
use crate::auth::tokens::Purpose;
use crate::entropy;
use crate::state::AppState;

pub async fn provide(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let now = state.clock.now();
    let (mut parts, body) = request.into_parts();
    let settings = state.settings.in_force(now).await;
    let flash_cookie = cookies::read(&parts.headers, cookies::flash_name(state.secure())).is_some();
    let visitor = bare(&state, &parts, settings, now);
    let (context, problem) = match build(&state, &parts, visitor.clone()).await {
        Ok(context) => (context, None),
        Err(error) => (visitor, Some(error)),
    };
    let signed_in = context.actor.is_signed_in();
    let shows_flash = context.flash.is_some();
    let page = is_page_request(&parts);
    let mut response = match problem {
        // Above all where the database does not answer: saying so beats showing somebody signed in
        // as a visitor.
        Some(error) => {
            let program = errors::is_program(parts.uri.path(), &parts.headers);
            errors::respond(&state, context, program, error, &HeaderMap::new()).await
        }
        None => {
            parts.extensions.insert(context);
            next.run(Request::from_parts(parts, body)).await
        }
    };
    // Where there was no room for the page, its message waits for the next one.
    let had_room = response.extensions().get::<Shed>().is_none();
    let shown = page && had_room && !response.status().is_redirection();
    let headers = response.headers_mut();
    if flash_cookie
        && shown
        && let Some(cookie) = cookies::no_flash(state.secure())
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        let private = signed_in || shows_flash || headers.contains_key(header::SET_COOKIE);
        // The next commit can change it, and a cache that others share would ask nobody.
        let value = if private {
            "no-store"
        } else {
            "private, no-cache"
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    headers.append(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

fn is_page_request(request: &Parts) -> bool {
    matches!(request.method, Method::GET | Method::HEAD)
        && !errors::is_program(request.uri.path(), &request.headers)
}

/// The request as a visitor's.
fn bare(state: &AppState, request: &Parts, settings: Arc<InForce>, now: Stamp) -> PageContext {
    let extensions = &request.extensions;
    let query = request.uri.query().unwrap_or_default();
    let flash = cookies::read(&request.headers, cookies::flash_name(state.secure()))
        .and_then(Flash::from_code)
        .filter(|_| is_page_request(request));
    PageContext {
        site: Arc::clone(&state.site),
        settings,
        lang: extensions.get::<Lang>().copied().unwrap_or_default(),
        actor: Actor::Visitor,
        network: extensions
            .get::<Visit>()
            .map(|visit| visit.network.clone())
            .unwrap_or_default(),
        now,
        path: request.uri.path().to_owned(),
        query: query.to_owned(),
        nonce: extensions
            .get::<ResponseNonce>()
            .map(|nonce| nonce.0.clone())
            .unwrap_or_default(),
        flash,
        link: opened(state, request.uri.path(), &request.headers),
        request_id: extensions
            .get::<RequestId>()
            .map(|id| id.0.clone())
            .unwrap_or_default(),
        ..PageContext::default()
    }
}

async fn build(
    state: &AppState,
    request: &Parts,
    mut context: PageContext,
) -> Result<PageContext, AppError> {
    // Nothing of ours has a NUL in its address, and PostgreSQL takes none in a text.
    if request.uri.path().contains("%00") {
        return Err(AppError::NotFound);
    }
    if request.uri.query().unwrap_or_default().contains("%00") {
        return Err(AppError::Malformed);
    }
    let pairs = nara_app::proposals::query::pairs(request.uri.query().unwrap_or_default());
    if forms::is_any_twice(&pairs) {
        return Err(AppError::Malformed);
    }
    let now = context.now;
    let found = signed(state, request.uri.path(), &request.headers, now).await?;
    if let Some(Signed {
        actor,
        session,
        proof,
    }) = found
    {
        trace::came_in(&session);
        context.actor = actor;
        context.session = session;
        context.proof = Some(proof);
    }
    if is_page_request(request) {
        // Asked only where the page listens from there: others need no database for it.
        if context.path == "/forslag" {
            context.live_seq = state.live.head().await?;
        }
        // One look into an index, and none for visitors. Given up first where there is little room, but
        // not where the page itself is about it.
        let is_about_it = ["/konto", "/grupp/mitt"].contains(&context.path.as_str());
        let has_room = is_about_it || !state.pressure.gives_up_personal();
        if context.actor.is_signed_in() && has_room {
            context.unread = state.news.unread(&context.actor).await?;
        }
        context.once = entropy::token::<16>(state.entropy.as_ref())?;
    }
    Ok(context)
}

/// Who the cookie or the key says it is, if the session still stands.
async fn signed(
    state: &AppState,
    path: &str,
    headers: &HeaderMap,
    now: Stamp,
) -> Result<Option<Signed>, AppError> {
    let (fingerprint, kind) = if let Some(token) = bearer(headers) {
        // A key is for programs. It opens no page and no form: it can above all not make another.
        if !is_for_keys(path) {
            return Err(AppError::SignIn);
        }
        match state.keys.check(Purpose::Api, token, now) {
            Ok(claims) => (session::fingerprint(&claims.jti), SessionKind::Api),
            // A key that is none must not pass as a visitor: the program would not notice.
            Err(_) => return Err(AppError::SignIn),
        }
    } else {
        match cookies::read(headers, cookies::session_name(state.secure())) {
            Some(secret) => (session::fingerprint(secret), SessionKind::Browser),
            None => return Ok(None),
        }
    };
    let signed = state.sessions.find(&fingerprint, kind, now).await?;
    if signed.is_none() {
        // Ended, or made up: one cannot be told from the other, as ended ones are removed.
        tracing::info!(kind = kind.code(), "session.unknown");
        if kind == SessionKind::Api {
            return Err(AppError::SignIn);
        }
    }
    Ok(signed)
}

/// Whether whoever shows this cookie or key has a duty that is awake. Who cannot be looked up has none.
pub(super) async fn has_duty(state: &AppState, path: &str, headers: &HeaderMap) -> bool {
    let found = signed(state, path, headers, state.clock.now()).await;
    matches!(found, Ok(Some(found)) if found.actor.has_any_duty())
}

fn is_for_keys(path: &str) -> bool {
    path.starts_with("/api/v1/") || path == "/live"
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
