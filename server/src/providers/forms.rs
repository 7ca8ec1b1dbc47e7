//! The way to a provider and back.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use nara_app::accounts::PROVIDER_FORM;
use nara_app::context::{PageContext, prove_address, with_next};
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::provider::Purpose;
use serde::Deserialize;

use super::service::{Answer, Begun, Outcome, Returned, Wanted};
use super::store::FlowRow;
use crate::accounts::forms::go_on;
use crate::http::cookies;
use crate::http::forms::{
    FormRequest, Typed, local_address, refuse, see_other, show_once, sign_in_first, with_session,
};
use crate::http::pages;
use crate::identity::Linked;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(
            "/logga-in/e-legitimation/{provider}",
            axum::routing::post(begin),
        )
        .route("/logga-in/e-legitimation/{provider}/klar", get(finish))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BeginForm {
    /// Where to go on to.
    #[serde(default)]
    sedan: String,
    /// Which proposal's support the page said would be given.
    #[serde(default)]
    stod: String,
    /// What for; signing in where it is not said.
    #[serde(default)]
    syfte: String,
}

/// The page a form with this purpose stands on, and where what is wrong with it is told.
fn page_of(purpose: Purpose, next: &str) -> String {
    match purpose {
        Purpose::SignIn => with_next("/logga-in", next),
        Purpose::Link => "/konto".to_owned(),
        Purpose::Prove => prove_address(next),
    }
}

async fn begin(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Path(provider): Path<String>,
    Typed { values, form }: Typed<BeginForm>,
) -> Response {
    let (form, purpose) = match form.and_then(|form| {
        let purpose = match form.syfte.as_str() {
            "" => Ok(Purpose::SignIn),
            said => said.parse().map_err(|_| AppError::Malformed),
        };
        Ok((form, purpose?))
    }) {
        Ok(read) => read,
        Err(error) => {
            return refuse(&state, context, "/logga-in", PROVIDER_FORM, values, error).await;
        }
    };
    let next = match form.sedan.as_str() {
        "" => "",
        next => local_address(next),
    };
    let page = page_of(purpose, next);
    // A way in that is added stays when the browser is somebody else's again.
    let fresh = match purpose {
        Purpose::Link => context.proved_lately(),
        Purpose::SignIn | Purpose::Prove => Ok(()),
    };
    let begun = match fresh {
        Err(error) => Err(error),
        Ok(()) => {
            let wanted = Wanted {
                purpose,
                next,
                named: &form.stod,
            };
            let browser = browser(&state, &headers);
            let providers = &state.providers;
            providers
                .begin(&provider, wanted, browser, &context, &visit)
                .await
        }
    };
    match begun {
        Ok(begun) => leave(&state, context, &provider, begun).await,
        Err(AppError::ProveAgain) => see_other(&context, &prove_address(&page), None),
        Err(AppError::SignIn) => sign_in_first(&context, &page),
        Err(AppError::NotFound) => pages::failure(&state, context, AppError::NotFound).await,
        Err(error) => refuse(&state, context, &page, PROVIDER_FORM, values, error).await,
    }
}

/// A page of ours that leads on by itself. A redirect would end at our own policy: what a form leads to,
/// over however many addresses, has to be this site, and no list of brokers' addresses would be whole.
async fn leave(state: &AppState, context: PageContext, provider: &str, begun: Begun) -> Response {
    let on = HeaderValue::from_str(&format!("0; url={}", begun.address));
    let cookie = cookies::provider(state.secure(), &begun.secret, begun.expires_at, context.now);
    let path = format!("/logga-in/e-legitimation/{provider}");
    let mut response = show_once(state, context, (&path, ""), begun.address).await;
    let headers = response.headers_mut();
    if let Ok(on) = on {
        headers.insert(header::REFRESH, on);
    }
    headers.append(header::SET_COOKIE, cookie);
    response
}

/// Which browser this is, if it was sent to a provider before.
fn browser<'a>(state: &AppState, headers: &'a HeaderMap) -> &'a str {
    cookies::read(headers, cookies::provider_name(state.secure())).unwrap_or_default()
}

/// What an answer is read from.
const PARAMETERS: [&str; 4] = ["state", "code", "iss", "error"];

/// Nothing of an answer that says something twice: whoever reads the other one would be told something
/// else. What else is in it (providers add all kinds of things) is not read.
fn answer_in(pairs: &[(String, String)]) -> Answer<'_> {
    let said = |name: &'static str| {
        let all = pairs.iter().filter(move |(key, _)| key == name);
        all.map(|(_, value)| value.as_str())
    };
    if PARAMETERS.into_iter().any(|name| said(name).count() > 1) {
        return Answer::default();
    }
    Answer {
        state: said("state").next(),
        code: said("code").next(),
        iss: said("iss").next(),
        error: said("error").next(),
    }
}

async fn finish(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Path(provider): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&query).unwrap_or_default();
    let answer = answer_in(&pairs);
    let browser = browser(&state, &headers);
    let returned = state
        .providers
        .finish(&provider, answer, browser, &context, &visit)
        .await;
    answered(&state, context, returned).await
}

async fn answered(state: &AppState, mut context: PageContext, returned: Returned) -> Response {
    let Returned { flow, outcome } = returned;
    let Some(flow) = flow else {
        let error = outcome.err().unwrap_or(AppError::ProviderOver);
        return match error {
            AppError::ProviderOver => refused(state, context, "/logga-in", ("", ""), error).await,
            error => pages::failure(state, context, error).await,
        };
    };
    // The way back has one address for all languages.
    context.lang = Lang::from_code(&flow.lang).unwrap_or_default();
    let FlowRow { next, named, .. } = &flow;
    let purpose = flow.purpose.parse().unwrap_or(Purpose::SignIn);
    let page = page_of(purpose, next);
    match outcome {
        Ok(Outcome::SignedIn(session)) => {
            let mut response = go_on(state, &context, session, (next, named), "signed_in").await;
            // Not before: another window may still be on its way.
            let used = cookies::no_provider(state.secure());
            response.headers_mut().append(header::SET_COOKIE, used);
            response
        }
        Ok(Outcome::Linked(Linked::Done)) => see_other(&context, "/konto", Some("provider_linked")),
        Ok(Outcome::Linked(Linked::Confirm)) => see_other(&context, "/konto/sla-samman", None),
        Ok(Outcome::Proved(session)) => with_session(
            state,
            see_other(&context, local_address(next), Some("proved")),
            &session,
        ),
        Ok(Outcome::Cancelled) => see_other(&context, &page, Some("provider_cancelled")),
        Err(AppError::SignIn) => sign_in_first(&context, &page),
        Err(AppError::ProveAgain) => see_other(&context, &prove_address(&page), None),
        Err(error) => refused(state, context, &page, (next, named), error).await,
    }
}

/// The page where it began, with what went wrong and all other ways.
async fn refused(
    state: &AppState,
    context: PageContext,
    page: &str,
    (next, named): (&str, &str),
    error: AppError,
) -> Response {
    let mut values = std::collections::BTreeMap::new();
    values.insert("sedan".to_owned(), next.to_owned());
    values.insert("stod".to_owned(), named.to_owned());
    refuse(state, context, page, PROVIDER_FORM, values, error).await
}
