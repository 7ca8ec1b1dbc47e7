//! The forms by which a discussion or a thread is locked, slowed down and let go.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewRein};
use nara_app::moderation::{LOCK_FORM, SLOW_FORM, reins_below};
use nara_domain::ids::CommentId;
use nara_domain::moderation::{Rein, ReinMove};
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::proposals::address;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new().route("/forslag/{id}/{slug}/samtalet", post(rein))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReinForm {
    /// Missing: the whole discussion. Read from what was typed: the page it comes back to speaks of it.
    #[serde(default, rename = "kommentar")]
    _comment: String,
    /// `domain::moderation::ReinMove`.
    #[serde(default)]
    step: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    minutes: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    once: String,
}

impl From<ReinForm> for NewRein {
    fn from(form: ReinForm) -> Self {
        Self {
            step: form.step,
            reason: form.reason,
            until: form.until,
            minutes: form.minutes,
            seen: form.seen,
            once: form.once,
        }
    }
}

async fn rein(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<ReinForm>,
) -> Response {
    let (id, case) = match address(&id, &slug) {
        Ok(found) => found,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    // The page comes back with the very thread it was about.
    let comment = match values.get("kommentar").map_or("", String::as_str) {
        "" => None,
        comment => match comment.parse::<CommentId>() {
            Ok(comment) => Some(comment),
            Err(_) => return pages::failure(&state, context, AppError::NotFound).await,
        },
    };
    // Two forms stand on the page: the one that was sent comes back.
    let step = values
        .get("step")
        .and_then(|step| ReinMove::from_code(step));
    let name = match step.map(ReinMove::rein) {
        Some(Rein::Slow) => SLOW_FORM,
        Some(Rein::Lock) | None => LOCK_FORM,
    };
    let done = async {
        let new = NewRein::from(form?);
        let (actor, now) = (&context.actor, context.now);
        state.moderation.rein(actor, (id, comment), new, now).await
    }
    .await;
    match done {
        Ok((step, page)) => {
            let said = match step {
                ReinMove::Lock => "discussion_locked",
                ReinMove::Unlock => "discussion_unlocked",
                ReinMove::Slow => "discussion_slowed",
                ReinMove::Free => "discussion_freed",
            };
            see_other(&context, &page, Some(said))
        }
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => {
            refuse(
                &state,
                context,
                &reins_below(&case, comment),
                name,
                values,
                error,
            )
            .await
        }
    }
}
