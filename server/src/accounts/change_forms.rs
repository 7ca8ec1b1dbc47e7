//! The forms by which people change their own account.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use serde::Deserialize;

use super::letter_links::{self, Leads};
use crate::http::forms::{FormRequest, Typed, refuse, see_other, sign_in_first};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/konto/losenord", post(password))
        .route("/konto/epost", post(address))
        .route("/ny-adress", post(confirm))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordForm {
    #[serde(default)]
    present: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmForm {}

async fn password(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { mut values, form }: Typed<PasswordForm>,
) -> Response {
    // A password never comes back in a page.
    values.clear();
    let done = async {
        let form = form?;
        let passwords = (form.present.as_str(), form.password.as_str());
        let accounts = &state.accounts;
        accounts
            .change_password(
                &context.actor,
                &context.session,
                passwords,
                context.lang,
                context.now,
            )
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto", Some("password_changed")),
        Err(error) => {
            let page = "/konto/losenord";
            refuse(&state, context, page, "change_password", values, error).await
        }
    }
}

async fn address(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<AddressForm>,
) -> Response {
    values.remove("password");
    let done = async {
        let form = form?;
        let typed = (form.email.as_str(), form.password.as_str());
        let accounts = &state.accounts;
        accounts
            .ask_address(&context.actor, typed, context.lang, &visit, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto", Some("address_asked")),
        // Without the password it cannot be sent again: one types the address once more.
        Err(AppError::SignIn) => sign_in_first(&context, "/konto/epost"),
        Err(error) => refuse(&state, context, "/konto/epost", "address", values, error).await,
    }
}

async fn confirm(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<ConfirmForm>,
) -> Response {
    let done = async {
        form?;
        let (actor, now) = (&context.actor, context.now);
        let accounts = &state.accounts;
        accounts
            .confirm_address(actor, &context.link.0, context.lang, now)
            .await
    }
    .await;
    match done {
        Ok(()) => {
            let on = see_other(&context, "/konto", Some("address_changed"));
            letter_links::done(&state, on, Leads::NewAddress)
        }
        Err(error) => refuse(&state, context, "/ny-adress", "new_address", values, error).await,
    }
}
