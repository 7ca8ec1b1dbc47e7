//! The forms of templates.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::work::TEMPLATE_FORM;
use nara_domain::fields::Values;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

const LIST: &str = "/arbete/mallar";

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/arbete/mallar/ny", post(add))
        .route("/arbete/mallar/{template}", post(change))
        .route("/arbete/mallar/{template}/ta-bort", post(remove))
}

async fn add(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let once = typed.remove("once").unwrap_or_default();
    let done = async {
        form?;
        let (actor, now) = (&context.actor, context.now);
        state
            .templates
            .add_template(actor, &typed, &once, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, LIST, Some("template_saved")),
        Err(error) => {
            refuse(
                &state,
                context,
                "/arbete/mallar/ny",
                TEMPLATE_FORM,
                values,
                error,
            )
            .await
        }
    }
}

/// Which template, as its form saw it.
fn which(id: &str, typed: &mut Values) -> Result<(i64, i64), AppError> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let seen = typed.remove("seen").unwrap_or_default();
    Ok((id, seen.parse().map_err(|_| AppError::Malformed)?))
}

async fn change(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = format!("{LIST}/{}", urlencoding::encode(&id));
    let mut typed: Values = values.clone();
    let done = async {
        form?;
        let which = which(&id, &mut typed)?;
        let (actor, now) = (&context.actor, context.now);
        state
            .templates
            .change_template(actor, which, &typed, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, LIST, Some("template_saved")),
        Err(error) => refuse(&state, context, &page, TEMPLATE_FORM, values, error).await,
    }
}

async fn remove(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = format!("{LIST}/{}/ta-bort", urlencoding::encode(&id));
    let mut typed: Values = values.clone();
    let done = async {
        form?;
        let which = which(&id, &mut typed)?;
        let (actor, now) = (&context.actor, context.now);
        state.templates.remove_template(actor, which, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, LIST, Some("template_removed")),
        Err(error) => refuse(&state, context, &page, TEMPLATE_FORM, values, error).await,
    }
}
