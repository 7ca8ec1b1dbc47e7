//! The forms beside a decision: several texts settled at once, who reads one, and that one is a threat.
//!
//! Each of several goes through the use case that one alone goes through, in a transaction of its own: what cannot be done
//! with one keeps nothing from the others, and no rule is gone round.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewStep};
use nara_app::moderation::holding::api::{HoldingPort, NewHeldStep};
use nara_app::moderation::holding::held_path;
use nara_app::moderation::{TOGETHER_FORM, TOGETHER_PAGE, case_path};
use nara_domain::error::FieldError;
use nara_domain::fields::Values;
use nara_domain::ids::{HeldId, ModerationId};
use nara_domain::moderation::{CHOSEN, DeskText, REASON_MAX, TogetherMove, chosen};
use nara_domain::permissions::moderate;

use super::reporting::{chosen as one_of, lines_of, rule_of};
use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(TOGETHER_PAGE, post(together))
        .route("/moderera/{case}/ta-over", post(take_over))
        .route("/moderera/{case}/fara", post(raise))
        .route("/moderera/vantar/{held}/ta-over", post(take_over_held))
}

/// What is asked for: with which texts, as they were seen, and what; its rule and reason can be taken.
type Asked = (Vec<(DeskText, i64)>, TogetherMove);

fn asked(values: &Values) -> Result<Asked, AppError> {
    let mut errors = Vec::new();
    let texts = chosen(values)
        .map_err(|problem| errors.push(FieldError::new(CHOSEN, problem)))
        .ok();
    let typed = |name: &str| values.get(name).map_or("", String::as_str);
    let step = one_of("step", typed("step"), TogetherMove::from_code, &mut errors);
    if step.is_some_and(TogetherMove::wants_rule) {
        one_of("rule", typed("rule"), rule_of, &mut errors);
    }
    // What waits is let through without a word.
    let silent = step == Some(TogetherMove::Release) && typed("reason").trim().is_empty();
    if step.is_some() && !silent {
        lines_of("reason", typed("reason"), REASON_MAX, &mut errors);
    }
    match (texts, step) {
        // No page of ours has both kinds in one form.
        (Some(texts), Some(step)) if !texts.iter().all(|(text, _)| step.fits(*text)) => {
            Err(AppError::Malformed)
        }
        (Some(texts), Some(step)) if errors.is_empty() => Ok((texts, step)),
        _ => Err(AppError::Invalid(errors)),
    }
}

async fn together(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let read = async {
        form?;
        moderate(&context.actor)?;
        asked(&values)
    }
    .await;
    match read {
        Ok(asked) => {
            let outcomes = settle(&state, &context, asked, &values).await;
            told(&state, context, outcomes).await
        }
        Err(error) => refuse(&state, context, TOGETHER_PAGE, TOGETHER_FORM, values, error).await,
    }
}

/// What came of each text.
type Outcomes = Vec<(DeskText, Result<(), AppError>)>;

/// Each by itself. What is missing in the form was said before: whatever comes of one is its own.
async fn settle(
    state: &AppState,
    context: &PageContext,
    (texts, step): Asked,
    values: &Values,
) -> Outcomes {
    let (actor, now) = (&context.actor, context.now);
    let typed = |name: &str| values.get(name).cloned().unwrap_or_default();
    let rule = match step.wants_rule() {
        true => typed("rule"),
        false => String::new(),
    };
    let mut outcomes = Vec::with_capacity(texts.len());
    for (text, seen) in texts {
        // Reloading the page that came back settles nothing twice.
        let once = match typed("once") {
            once if once.trim().is_empty() => String::new(),
            once => format!("{}-{text}", once.trim()),
        };
        let (step, rule, reason) = (step.code().to_owned(), rule.clone(), typed("reason"));
        let seen = seen.to_string();
        let done = match text {
            DeskText::Held(id) => {
                let new = NewHeldStep {
                    step,
                    rule,
                    reason,
                    seen,
                    once,
                };
                let done = state.holding.settle(actor, id, new, now).await;
                done.map(drop)
            }
            DeskText::Reported(id) => {
                let new = NewStep {
                    step,
                    rule,
                    reason,
                    seen,
                    once,
                };
                let done = state.moderation.settle(actor, id, new, now).await;
                done.map(drop)
            }
        };
        outcomes.push((text, done));
    }
    outcomes
}

/// The page again, with what came of each.
async fn told(state: &AppState, mut context: PageContext, outcomes: Outcomes) -> Response {
    let mut typed = BTreeMap::new();
    for (text, done) in outcomes {
        let said = match done {
            Ok(()) => String::new(),
            Err(error) => serde_json::to_string(&error).unwrap_or_default(),
        };
        typed.insert(text.to_string(), said);
    }
    context.typed = Some(Arc::new(typed));
    context.path = TOGETHER_PAGE.to_owned();
    context.query = String::new();
    pages::render(state, context, StatusCode::OK).await
}

async fn take_over(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let Ok(id) = id.parse::<ModerationId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        form?;
        let (actor, now) = (&context.actor, context.now);
        state.moderation.take_over(actor, id, now).await
    }
    .await;
    let page = case_path(id);
    answer(&state, context, (&page, "reader_taken_over"), values, done).await
}

async fn take_over_held(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let Ok(id) = id.parse::<HeldId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        form?;
        let (actor, now) = (&context.actor, context.now);
        state.holding.take_over(actor, id, now).await
    }
    .await;
    let page = held_path(id);
    answer(&state, context, (&page, "reader_taken_over"), values, done).await
}

async fn raise(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let Ok(id) = id.parse::<ModerationId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        form?;
        let (actor, now) = (&context.actor, context.now);
        state.moderation.raise_danger(actor, id, now).await
    }
    .await;
    // What to do now, and who was written to, stands on the page.
    let page = case_path(id);
    answer(&state, context, (&page, "danger_raised"), values, done).await
}

/// Back to the page of the text.
async fn answer(
    state: &AppState,
    context: PageContext,
    (page, said): (&str, &'static str),
    values: Values,
    done: Result<(), AppError>,
) -> Response {
    match done {
        Ok(()) => see_other(&context, page, Some(said)),
        Err(error @ AppError::NotFound) => pages::failure(state, context, error).await,
        Err(error) => refuse(state, context, page, "beside", values, error).await,
    }
}
