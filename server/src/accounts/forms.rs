//! The forms of the accounts: register, confirm, sign in and out, and the demo's people.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::accounts::api::{NewAccount, NewSession};
use nara_app::context::PageContext;
use nara_app::people::api::PeoplePort;
use serde::Deserialize;

use super::intent::perform_intent;
use super::letter_links::Leads;
use super::store::SessionKind;
use super::{
    account_forms, change_forms, code_forms, letter_links, passkey_forms, prove_forms, reset_forms,
};
use crate::auth::session::fingerprint;
use crate::http::forms::{
    FormRequest, Typed, local_address, redirect, refuse, see_other, with_session, without_session,
};
use crate::http::pages;
use crate::state::AppState;

/// All addresses that the accounts' forms post to; the pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/logga-in", post(sign_in))
        .route("/registrera", post(register))
        .route("/bekrafta", post(confirm))
        .route("/logga-ut", post(sign_out))
        .route("/demo/logga-in", post(demo_sign_in))
        .merge(account_forms::routes())
        .merge(change_forms::routes())
        .merge(code_forms::routes())
        .merge(letter_links::routes())
        .merge(passkey_forms::routes())
        .merge(prove_forms::routes())
        .merge(reset_forms::routes())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Where to go on to.
    #[serde(default)]
    sedan: String,
    /// Which proposal's support the page said would be given.
    #[serde(default)]
    stod: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterForm {
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    sedan: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoForm {
    konto: String,
    #[serde(default)]
    sedan: String,
    #[serde(default)]
    stod: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    stod: String,
}

async fn sign_in(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<SignInForm>,
) -> Response {
    // A password never comes back in a page.
    values.remove("password");
    let done = async {
        let form = form?;
        let session = state
            .accounts
            .sign_in(&form.email, &form.password, &visit, context.now)
            .await?;
        Ok((session, form.sedan, form.stod))
    }
    .await;
    match done {
        Ok((session, next, named)) => {
            go_on(&state, &context, session, (&next, &named), "signed_in").await
        }
        Err(error) => refuse(&state, context, "/logga-in", "sign_in", values, error).await,
    }
}

/// Known and unknown addresses are answered alike; only the letter differs.
async fn register(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<RegisterForm>,
) -> Response {
    values.remove("password");
    let done = async {
        let form = form?;
        let next = local_address(&form.sedan);
        let new = NewAccount {
            display_name: &form.display_name,
            email: &form.email,
            password: &form.password,
            lang: context.lang,
            next,
        };
        state.accounts.register(&new, &visit, context.now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/registrera/klar", None),
        Err(error) => refuse(&state, context, "/registrera", "register", values, error).await,
    }
}

async fn confirm(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<ConfirmForm>,
) -> Response {
    values.remove("password");
    let done = async {
        let form = form?;
        let (session, next) = state
            .accounts
            .confirm(&context.link.0, &form.password, &visit, context.now)
            .await?;
        Ok((session, next, form.stod))
    }
    .await;
    match done {
        Ok((session, next, named)) => {
            let on = go_on(&state, &context, session, (&next, &named), "confirmed").await;
            letter_links::done(&state, on, Leads::Confirm)
        }
        Err(error) => refuse(&state, context, "/bekrafta", "confirm", values, error).await,
    }
}

/// Demo mode only.
async fn demo_sign_in(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { values, form }: Typed<DemoForm>,
) -> Response {
    let done = async {
        let form = form?;
        let session = state
            .accounts
            .demo_sign_in(&form.konto, &visit, context.now)
            .await?;
        Ok((session, form.sedan, form.stod))
    }
    .await;
    match done {
        Ok((session, next, named)) => {
            go_on(&state, &context, session, (&next, &named), "signed_in").await
        }
        Err(error) => refuse(&state, context, "/logga-in", "sign_in", values, error).await,
    }
}

/// Does what the reader was about to do and was told of, and leads there with the new session's
/// cookie.
pub(crate) async fn go_on(
    state: &AppState,
    context: &PageContext,
    session: NewSession,
    (next, named): (&str, &str),
    otherwise: &'static str,
) -> Response {
    let next = match local_address(next) {
        // Signing in on the sign-in page itself leads home.
        "/logga-in" | "/registrera" => "/",
        next => next,
    };
    // Whoever just signed in is known by the new session only.
    let signed = state
        .sessions
        .find(
            &fingerprint(&session.secret),
            SessionKind::Browser,
            context.now,
        )
        .await;
    if let Ok(Some(signed)) = &signed
        // A letter in the other language is no reason to keep somebody out.
        && let Err(error) = state.people.speaks(&signed.actor, context.lang).await
    {
        tracing::warn!(%error, "people.lang");
    }
    let (address, flash) = match signed {
        Ok(Some(signed)) => perform_intent(state, &signed.actor, context.now, next, named).await,
        _ => (next.to_owned(), None),
    };
    let address = match has_language(&address) {
        true => address,
        false => context.href(&address),
    };
    with_session(
        state,
        redirect(context, &address, Some(flash.unwrap_or(otherwise))),
        &session,
    )
}

/// A link from a letter carries the language it was written in.
fn has_language(address: &str) -> bool {
    nara_app::i18n::Lang::split_path(address).0 != nara_app::i18n::Lang::Sv
}

async fn sign_out(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    // Signing out works with any session, also one that has ended already.
    if !context.session.is_empty()
        && let Err(error) = state.accounts.sign_out(&context.session).await
    {
        return pages::failure(&state, context, error).await;
    }
    without_session(&state, see_other(&context, "/", Some("signed_out")))
}
