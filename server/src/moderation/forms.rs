//! The forms by which a text is reported, a report is settled, and an author asks that somebody looks again.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewAppeal, NewReport, NewStep, TextRef};
use nara_app::moderation::{appeal_path, case_path, report_asked_path, report_path};
use nara_app::questions::path_of;
use nara_domain::ids::{CommentId, ModerationId, QuestionSetId};
use nara_domain::moderation::CaseMove;
use nara_domain::question::Number;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::proposals::address;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/anmal", post(report))
        .route("/fragor/{questions}/{slug}/anmal", post(report_asked))
        .route("/moderera/{case}", post(settle))
        .route("/omprovning/{case}", post(appeal))
        .merge(super::rein_forms::routes())
        .merge(super::restraint_forms::routes())
        .merge(super::together_forms::routes())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportForm {
    /// Missing: the proposal's own text. Read from what was typed: the page it comes back to speaks of it.
    #[serde(default, rename = "kommentar")]
    _comment: String,
    /// The same among questions. Missing: what stands above them.
    #[serde(default, rename = "nummer")]
    _number: String,
    /// `domain::moderation::Reason`; missing where nothing was chosen.
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    once: String,
}

async fn report(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<ReportForm>,
) -> Response {
    let (id, case) = match address(&id, &slug) {
        Ok(found) => found,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    // The page comes back with the very comment it was about.
    let comment = match values.get("kommentar").map_or("", String::as_str) {
        "" => None,
        comment => match comment.parse::<CommentId>() {
            Ok(comment) => Some(comment),
            Err(_) => return pages::failure(&state, context, AppError::NotFound).await,
        },
    };
    let page = report_path(&case, comment);
    let text = TextRef::Case(id, comment);
    sent(&state, context, (text, &case, page), (values, form)).await
}

async fn report_asked(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<ReportForm>,
) -> Response {
    let number = values.get("nummer").map_or("", String::as_str);
    let number = (!number.is_empty()).then(|| number.parse::<Number>());
    let found = questions.parse::<QuestionSetId>();
    let (Ok(id), Ok(number)) = (found, number.transpose()) else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let there = path_of(id, &urlencoding::encode(&slug));
    let page = report_asked_path(&there, number);
    let text = TextRef::Asked(id, number);
    sent(&state, context, (text, &there, page), (values, form)).await
}

/// `there`: where the text stands. `page`: where it is reported.
async fn sent(
    state: &AppState,
    context: PageContext,
    (text, there, page): (TextRef, &str, String),
    (values, form): (BTreeMap<String, String>, Result<ReportForm, AppError>),
) -> Response {
    let done = async {
        let form = form?;
        let new = NewReport {
            reason: form.reason,
            words: form.words,
            once: form.once,
        };
        let (actor, network, now) = (&context.actor, &context.network, context.now);
        let moderation = &state.moderation;
        moderation.report(actor, network, text, new, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &format!("{there}/anmal/tack"), None),
        Err(error @ AppError::NotFound) => pages::failure(state, context, error).await,
        Err(error) => refuse(state, context, &page, "report", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleForm {
    /// `domain::moderation::CaseMove`; missing where nothing was chosen.
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
    let Ok(id) = id.parse::<ModerationId>() else {
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
        let new = NewStep {
            step,
            rule,
            reason,
            seen,
            once,
        };
        let (actor, now) = (&context.actor, context.now);
        state.moderation.settle(actor, id, new, now).await
    }
    .await;
    let page = case_path(id);
    match done {
        Ok(step) => {
            let said = match step {
                CaseMove::Hide => "text_hidden",
                CaseMove::Unhide => "text_shown",
                CaseMove::Uphold => "text_upheld",
                CaseMove::Leave => "text_left",
                CaseMove::Propose => "hiding_proposed",
                CaseMove::Confirm => "hiding_confirmed",
            };
            see_other(&context, &page, Some(said))
        }
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, "settle", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppealForm {
    #[serde(default)]
    words: String,
    #[serde(default)]
    once: String,
}

async fn appeal(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<AppealForm>,
) -> Response {
    let Ok(id) = id.parse::<ModerationId>() else {
        return pages::failure(&state, context, AppError::NotFound).await;
    };
    let done = async {
        let AppealForm { words, once } = form?;
        let (actor, now) = (&context.actor, context.now);
        let new = NewAppeal { words, once };
        state.moderation.appeal(actor, id, new, now).await
    }
    .await;
    let page = appeal_path(id);
    match done {
        Ok(()) => see_other(&context, &page, Some("appealed")),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, "appeal", values, error).await,
    }
}
