//! The forms by which a text that waits is settled or taken back, and by which somebody says that they have looked
//! at much in a short time.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::moderation::holding::api::{HoldingPort, NewHeldStep, NewOwnStep};
use nara_app::moderation::holding::{
    OWN_FORM, PACE_FORM, SETTLE_FORM, held_path, own_path, pace_path,
};
use nara_domain::ids::{HeldId, PaceId};
use nara_domain::moderation::HeldMove;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/moderera/vantar/{held}", post(settle))
        .route("/moderera/takt/{pace}", post(look))
        .route("/vantar/{held}", post(own))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleForm {
    /// `domain::moderation::HeldMove`; missing where nothing was chosen.
    #[serde(default)]
    step: String,
    /// `domain::moderation::Reason`.
    #[serde(default)]
    rule: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    once: String,
}

async fn settle(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<SettleForm>,
) -> Response {
    let Ok(id) = id.parse::<HeldId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        let SettleForm {
            step,
            rule,
            reason,
            seen,
            once,
        } = form?;
        let new = NewHeldStep {
            step,
            rule,
            reason,
            seen,
            once,
        };
        let (actor, now) = (&context.actor, context.now);
        state.holding.settle(actor, id, new, now).await
    }
    .await;
    match done {
        Ok(step) => {
            let said = match step {
                HeldMove::Release => "held_released",
                HeldMove::Decline => "held_declined",
                _ => "held_upheld",
            };
            // The next one waits there.
            see_other(&context, "/moderera", Some(said))
        }
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => {
            let page = held_path(id);
            refuse(&state, context, &page, SETTLE_FORM, values, error).await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookForm {
    #[serde(default)]
    note: String,
}

async fn look(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<LookForm>,
) -> Response {
    let Ok(id) = id.parse::<PaceId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        let LookForm { note } = form?;
        let (actor, now) = (&context.actor, context.now);
        state.holding.look(actor, id, &note, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/moderera", Some("pace_looked")),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &pace_path(id), PACE_FORM, values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnForm {
    /// `domain::moderation::HeldMove`: each form is one button.
    step: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    once: String,
}

async fn own(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<OwnForm>,
) -> Response {
    let Ok(id) = id.parse::<HeldId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        let OwnForm { step, words, once } = form?;
        let new = NewOwnStep { step, words, once };
        let (actor, now) = (&context.actor, context.now);
        state.holding.own_step(actor, id, new, now).await
    }
    .await;
    let page = own_path(id);
    match done {
        Ok(HeldMove::Ask) => see_other(&context, &page, Some("appealed")),
        Ok(_) => see_other(&context, &page, Some("held_taken_back")),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, OWN_FORM, values, error).await,
    }
}
