//! The forms of a forgotten password.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;

use super::letter_links::{self, Leads};
use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/glomt-losenord", post(forgotten))
        .route("/nytt-losenord", post(choose))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForgottenForm {
    #[serde(default)]
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChooseForm {
    #[serde(default)]
    password: String,
}

/// Known and unknown addresses are answered alike; only a known one gets a letter.
async fn forgotten(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { values, form }: Typed<ForgottenForm>,
) -> Response {
    let done = async {
        let form = form?;
        let accounts = &state.accounts;
        accounts
            .ask_reset(&form.email, context.lang, &visit, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/glomt-losenord/klar", None),
        Err(error) => {
            refuse(
                &state,
                context,
                "/glomt-losenord",
                "forgotten",
                values,
                error,
            )
            .await
        }
    }
}

/// Leads to the sign-in page and not into the account: who only got hold of the letter has to show
/// the password, and who chose it has seen that it works.
async fn choose(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<ChooseForm>,
) -> Response {
    // A password never comes back in a page.
    values.remove("password");
    let done = async {
        let form = form?;
        let accounts = &state.accounts;
        accounts
            .reset_password(
                &context.link.0,
                &form.password,
                context.lang,
                &visit,
                context.now,
            )
            .await
    }
    .await;
    match done {
        Ok(()) => {
            let on = see_other(&context, "/logga-in", Some("password_reset"));
            letter_links::done(&state, on, Leads::NewPassword)
        }
        Err(error) => {
            let page = "/nytt-losenord";
            refuse(&state, context, page, "new_password", values, error).await
        }
    }
}
