//! The forms by which somebody is kept from something for some days, asks that somebody looks again, and is
//! answered.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewRestraint, NewRestraintStep};
use nara_app::moderation::{restrain_path, restraint_path};
use nara_domain::ids::{ModerationId, RestraintId};
use nara_domain::moderation::RestraintMove;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/moderera/{case}/avstangning", post(restrain))
        .route("/avstangning/{restraint}", post(step))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestrainForm {
    /// `domain::moderation::RestraintKind`; missing where nothing was chosen.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    once: String,
}

async fn restrain(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<RestrainForm>,
) -> Response {
    let Ok(id) = id.parse::<ModerationId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        let RestrainForm {
            kind,
            days,
            reason,
            once,
        } = form?;
        let new = NewRestraint {
            kind,
            days,
            reason,
            once,
        };
        let (actor, now) = (&context.actor, context.now);
        state.moderation.restrain(actor, id, new, now).await
    }
    .await;
    match done {
        Ok(restraint) => see_other(&context, &restraint_path(restraint), Some("restrained")),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => {
            refuse(
                &state,
                context,
                &restrain_path(id),
                "restrain",
                values,
                error,
            )
            .await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepForm {
    /// `domain::moderation::RestraintMove`; missing: they ask that somebody looks again.
    #[serde(default)]
    step: Option<String>,
    /// Of whoever looks again.
    #[serde(default)]
    reason: String,
    /// Of whoever asks.
    #[serde(default)]
    words: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    once: String,
}

async fn step(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<StepForm>,
) -> Response {
    let Ok(id) = id.parse::<RestraintId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    // The form of whom it concerns has words, that of a moderator a reason.
    let asks = values.contains_key("words");
    let done = async {
        let StepForm {
            step,
            reason,
            words,
            seen,
            once,
        } = form?;
        let new = NewRestraintStep {
            step: step.unwrap_or_default(),
            reason,
            words,
            seen,
            once,
        };
        let (actor, now) = (&context.actor, context.now);
        match asks {
            true => {
                let asked = state.moderation.appeal_restraint(actor, id, new, now);
                asked.await.map(|()| "appealed")
            }
            false => {
                let step = state.moderation.step_restraint(actor, id, new, now).await?;
                Ok(match step {
                    RestraintMove::Lift | RestraintMove::Impose => "restraint_lifted",
                    RestraintMove::Uphold => "restraint_upheld",
                })
            }
        }
    }
    .await;
    let page = restraint_path(id);
    let name = match asks {
        true => "appeal",
        false => "settle",
    };
    match done {
        Ok(said) => see_other(&context, &page, Some(said)),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, name, values, error).await,
    }
}
