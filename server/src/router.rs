//! All routes of the server, and what wraps them.
//!
//! From the outside in, each where it is for a reason:
//!
//! 1. **language**: takes `/en` off the address before anything is routed ([`language`]);
//! 2. **headers**: outside of everything that can answer, so that also a panic's page, a stream and
//!    a refused request carry the security headers; makes the nonce ([`headers`]);
//! 3. **trace**: a number and one log line, also for what is refused further in ([`trace`]);
//! 4. **panic**: a finished error page or problem instead of a dropped connection ([`panic`]);
//! 5. **page cache**: what is the same for everybody is answered from memory, and nothing further in
//!    knows of it ([`page_cache`]);
//! 6. **compression**: of pages and JSON; files have their twins, streams must not be held back;
//! 7. **visit**: which network, for the limits ([`client`]);
//! 8. **admit**: a place for the request, or the page that says there is none ([`pressure`]). Outside
//!    of everything that asks the database;
//! 9. **context**: who asks, in which language ([`context`]). Not for files and health, so they
//!    cost no query. Outside of what follows, so that its refusals become pages for this reader;
//! 10. **seat**: the place of whoever had to be known first. Outside of what renders, error pages too;
//! 11. **dress**: errors without a body become pages or problems ([`errors`]);
//! 12. **csrf**: before anything of a body is understood ([`csrf`]);
//! 13. **body limit**: a backstop; forms and the REST interface have their own, smaller limit, and the
//!     forms that send a file a larger one;
//! 14. **timeout**: of everything but `/live`, which never ends.

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, Method, StatusCode, Version};
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use tower::Layer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::http::errors::Failure;
use crate::http::{
    assets, client, context, csrf, errors, forms, headers, health, language, page_cache, pages,
    panic, pressure, security_txt, trace,
};
use crate::state::AppState;
use crate::{
    accounts, admin, answers, campaigns, documents, follow, groups, identity, live, meetings,
    moderation, news, outside, people, posters, privacy, proposals, providers, questions, rest,
    settings, work,
};

/// Longer than any request may take; a slower one is answered 503.
const TIMEOUT: Duration = Duration::from_secs(10);
/// More than any form or document of ours.
const MAX_BODY_BYTES: usize = forms::MAX_READ_BYTES;

pub fn router(state: AppState) -> Router {
    router_with(state, Router::new())
}

/// The router with `more` routes: tests add one that panics, or one that never answers.
pub fn router_with(state: AppState, more: Router<AppState>) -> Router {
    // A layer of a router runs after routing; this one has to run before.
    let before_routing = map_request(|request| std::future::ready(language::strip_prefix(request)));
    Router::new().fallback_service(before_routing.layer(routed(state, more)))
}

/// Everything but what runs before routing. By itself for the tests that ask it which addresses
/// there are: behind a fallback it would not tell.
pub fn routed(state: AppState, more: Router<AppState>) -> Router {
    let answered_in_time = more
        .merge(pages::routes(&state))
        .merge(security_txt::routes())
        .merge(accounts::forms::routes())
        .merge(admin::forms::routes())
        .merge(answers::forms::routes())
        .merge(campaigns::forms::routes())
        .merge(campaigns::picture_forms::routes())
        .merge(documents::forms::routes())
        .merge(follow::feeds::routes())
        .merge(follow::forms::routes())
        .merge(people::forms::routes())
        .merge(identity::desk_forms::routes())
        .merge(identity::forms::routes())
        .merge(groups::forms::routes())
        .merge(meetings::forms::routes())
        .merge(moderation::forms::routes())
        .merge(moderation::holding::forms::routes())
        .merge(news::forms::routes())
        .merge(outside::forms::routes())
        .merge(posters::routes())
        .merge(privacy::forms::routes())
        .merge(proposals::forms::routes())
        .merge(proposals::report::routes())
        .merge(providers::forms::routes())
        .merge(questions::forms::routes())
        .merge(rest::routes(&state))
        .merge(settings::forms::routes())
        .merge(work::forms::routes())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ));
    let pages = answered_in_time
        .fallback(unknown)
        .layer(RequestBodyLimitLayer::new(MAX_BODY_BYTES))
        .merge(identity::desk_forms::upload())
        .merge(answers::forms::upload())
        .merge(documents::forms::upload())
        .merge(campaigns::picture_forms::upload());
    let live = Router::new()
        .route("/live", get(live::stream::stream))
        .layer(RequestBodyLimitLayer::new(MAX_BODY_BYTES));
    for_people(pages, &state)
        .merge(assets::routes(&state.files))
        .merge(settings::theme_routes())
        .merge(health::routes())
        .layer(compression())
        // Not below it: five kilobytes of a packer would be held for each open page, and nothing packed.
        .merge(for_people(live, &state))
        .layer(from_fn_with_state(state.clone(), page_cache::serve))
        .layer(CatchPanicLayer::custom(panic::answer(state.panics.clone())))
        .layer(from_fn(panic::finish))
        .layer(from_fn_with_state(state.clone(), pressure::spread))
        .layer(from_fn_with_state(state.clone(), trace::log))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .with_state(state)
}

/// What is known of whoever asks, and whether there is room for them, before they are answered.
fn for_people(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        .layer(from_fn_with_state(state.clone(), csrf::referred))
        .layer(csrf::layer(&state.site.public_url))
        .layer(from_fn_with_state(state.clone(), errors::dress))
        .layer(from_fn_with_state(state.clone(), pressure::seat))
        .layer(from_fn_with_state(state.clone(), context::provide))
        .layer(from_fn_with_state(state.clone(), pressure::admit))
        .layer(from_fn_with_state(state.clone(), client::visit))
}

/// What is packed already is not packed again: pictures by themselves, and the pages of a PDF. Nor is
/// what is said to whoever there is no room for.
fn compression() -> CompressionLayer<impl Predicate> {
    let had_room = |_: StatusCode, _: Version, _: &HeaderMap, told: &Extensions| {
        told.get::<pressure::Shed>().is_none()
    };
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::new("application/pdf"))
        .and(had_room);
    CompressionLayer::new()
        .br(true)
        .gzip(true)
        .compress_when(worth_it)
}

/// An address with a slash too many at its end leads to the one without; everything else is not
/// there.
async fn unknown(request: Request) -> Response {
    let path = request.uri().path();
    let trimmed = path.trim_end_matches('/');
    // Only where people type addresses: what programs ask for is there or not.
    let for_readers = !path.starts_with("/pkg") && !errors::is_program(path, request.headers());
    let superfluous = trimmed.len() < path.len() && !trimmed.starts_with("//");
    if request.method() != Method::GET || !for_readers || !superfluous {
        return Failure(AppError::NotFound).into_response();
    }
    let context = request.extensions().get::<PageContext>().cloned();
    let there = context.unwrap_or_default().href(trimmed);
    let there = match request.uri().query() {
        Some(query) => format!("{there}?{query}"),
        None => there,
    };
    Redirect::permanent(&there).into_response()
}
