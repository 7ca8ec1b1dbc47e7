//! The forms of a proposal's page: support, comment, take back, complete.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::fame::{FORM as FAME_FORM, ID as FAME_ID};
use nara_app::proposals::api::{CommentView, NewAct, NewComment, QUESTION, QUESTION_FORM};
use nara_app::proposals::discussion;
use nara_domain::answer::{ActKind, PERSONAL};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind;
use serde::Deserialize;

use super::wizard_forms;
use crate::groups::is_read_first;
use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// All addresses that residents' forms post to.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}", get(canonical))
        .route("/forslag/{id}/{slug}/stod", post(support).get(back))
        .route(
            "/forslag/{id}/{slug}/stod/angra",
            post(withdraw_support).get(back),
        )
        .route("/forslag/{id}/{slug}/emot", post(oppose).get(back))
        .route(
            "/forslag/{id}/{slug}/emot/angra",
            post(stop_opposing).get(back),
        )
        .route("/forslag/{id}/{slug}/inlagg", post(comment).get(back))
        .route("/forslag/{id}/{slug}/aterkalla", post(withdraw).get(back))
        .route("/forslag/{id}/{slug}/komplettera", post(complete).get(back))
        .route(
            "/forslag/{id}/{slug}/fragesvar",
            post(answer_question).get(back),
        )
        .route("/forslag/{id}/{slug}/blev-det-gjort", post(reply).get(back))
        .route("/forslag/{id}/{slug}/hall-of-fame", post(fame).get(back))
        .merge(super::merge_forms::routes())
        .merge(wizard_forms::routes())
}

/// Which proposal's page a form stands on, from its address.
struct On {
    id: ProposalId,
    page: String,
}

fn on(id: &str, slug: &str) -> Result<On, AppError> {
    let id: ProposalId = id.parse()?;
    Ok(On {
        id,
        page: format!("/forslag/{id}/{}", urlencoding::encode(slug)),
    })
}

/// `/forslag/12`, as said on the phone or printed on a poster, leads to the full address.
async fn canonical(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
) -> Response {
    let found = match id.parse::<ProposalId>() {
        Err(none) => Err(none.into()),
        Ok(id) => state.proposals.get(&context.actor, id, context.now).await,
    };
    match found {
        Ok(view) => {
            let query = match context.query.as_str() {
                "" => String::new(),
                query => format!("?{query}"),
            };
            let full = format!("/forslag/{}/{}{query}", view.id, view.slug);
            see_other(&context, &full, None)
        }
        Err(error) => pages::failure(&state, context, error).await,
    }
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = on(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |on| on.page);
    see_other(&context, &page, None)
}

async fn support(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let (page, result) = match (on(&id, &slug), form) {
        (Err(error), _) => return pages::failure(&state, context, error).await,
        (Ok(on), Err(error)) => (on.page, Err(error)),
        (Ok(on), Ok(NoFields {})) => {
            let done = state
                .proposals
                .support(&context.actor, on.id, context.now)
                .await;
            (on.page, done)
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("supported")),
        Err(AppError::SignIn) => {
            // The support is done on return.
            refuse(
                &state,
                context,
                &format!("{page}?gor=stod"),
                "support",
                values,
                AppError::SignIn,
            )
            .await
        }
        Err(error) => refuse(&state, context, &page, "support", values, error).await,
    }
}

async fn withdraw_support(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let (page, result) = match (on(&id, &slug), form) {
        (Err(error), _) => return pages::failure(&state, context, error).await,
        (Ok(on), Err(error)) => (on.page, Err(error)),
        (Ok(on), Ok(NoFields {})) => {
            let done = state
                .proposals
                .withdraw_support(&context.actor, on.id, context.now)
                .await;
            (on.page, done)
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("support_withdrawn")),
        Err(error) => refuse(&state, context, &page, "support", values, error).await,
    }
}

async fn oppose(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(NoFields {}) => {
            let (actor, now) = (&context.actor, context.now);
            state.proposals.oppose(actor, id, now).await
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("opposed")),
        Err(error) => refuse(&state, context, &page, "support", values, error).await,
    }
}

async fn stop_opposing(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(NoFields {}) => {
            let (actor, now) = (&context.actor, context.now);
            state.proposals.stop_opposing(actor, id, now).await
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("opposition_withdrawn")),
        Err(error) => refuse(&state, context, &page, "support", values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentForm {
    text: String,
    /// Missing where nothing was chosen, and in replies.
    #[serde(default)]
    stance: String,
    /// The comment this one replies to.
    #[serde(default)]
    parent: String,
    #[serde(default)]
    once: String,
}

async fn comment(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<CommentForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) => write_comment(&state, &context, id, form).await,
    };
    match result {
        Ok(None) => see_other(&context, "/grupp/mitt", Some("text_sent")),
        Ok(Some(written)) => {
            let there = match written.parent {
                // What is new is on the newest page.
                None => format!("{page}#inlagg-{}", written.id),
                Some(_) => discussion::address_of(&page, written.id),
            };
            see_other(&context, &there, Some("commented"))
        }
        Err(error) => refuse(&state, context, &page, "comment", values, error).await,
    }
}

/// None: it waits to be read first.
async fn write_comment(
    state: &AppState,
    context: &PageContext,
    id: ProposalId,
    form: CommentForm,
) -> Result<Option<CommentView>, AppError> {
    let parent = match form.parent.as_str() {
        "" => None,
        parent => Some(parent.parse().map_err(|_| AppError::Malformed)?),
    };
    // A reply takes no side of its own.
    let stance = match parent {
        Some(_) => "neutral".to_owned(),
        None => form.stance,
    };
    let new = NewComment {
        text: form.text,
        stance,
        parent,
        once: form.once,
    };
    let (actor, now) = (&context.actor, context.now);
    let written = state.proposals.comment(actor, id, new.clone(), now).await;
    match written {
        Err(error) if is_read_first(&error) => {
            state.groups.hand_over_comment(actor, id, new, now).await?;
            Ok(None)
        }
        written => Ok(Some(written?)),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithdrawForm {
    /// `yes` from a box that has to be ticked: it cannot be undone.
    #[serde(default)]
    confirmation: String,
    #[serde(default)]
    once: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReplyForm {
    /// `domain::follow_up::Reply`; missing where nothing was chosen.
    #[serde(default)]
    reply: String,
}

async fn reply(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<ReplyForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) => {
            let (actor, now) = (&context.actor, context.now);
            state
                .follow_ups
                .reply(actor, id, form.reply.trim(), now)
                .await
        }
    };
    match result {
        Ok(()) => {
            let there = format!("{page}#blev-det-gjort");
            see_other(&context, &there, Some("replied"))
        }
        Err(error) => refuse(&state, context, &page, "reply", values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FameForm {
    /// `yes` or `no`: the form is one button.
    deed: String,
}

async fn fame(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<FameForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let agree = async |show: bool| {
        let (actor, now) = (&context.actor, context.now);
        state.fame.agree(actor, id, show, now).await?;
        Ok(if show { "famed" } else { "unfamed" })
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) => match form.deed.as_str() {
            "yes" => agree(true).await,
            "no" => agree(false).await,
            // No button of ours says something else.
            _ => Err(AppError::Malformed),
        },
    };
    match result {
        Ok(flash) => {
            let there = format!("{page}#{}", FAME_ID);
            see_other(&context, &there, Some(flash))
        }
        Err(error) => refuse(&state, context, &page, FAME_FORM, values, error).await,
    }
}

async fn withdraw(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<WithdrawForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) if form.confirmation != "yes" => Err(AppError::Invalid(vec![FieldError::new(
            "confirmation",
            FieldProblem::NotTicked,
        )])),
        Ok(form) => {
            let new = act([("confirmation", form.confirmation)], form.once);
            let (actor, now) = (&context.actor, context.now);
            state
                .proposals
                .record(actor, id, TransitionKind::Withdraw, new, now)
                .await
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("withdrawn")),
        Err(error) => refuse(&state, context, &page, "withdraw", values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompleteForm {
    completion: String,
    #[serde(default)]
    once: String,
}

async fn complete(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<CompleteForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) => {
            let new = act([("completion", form.completion)], form.once);
            let (actor, now) = (&context.actor, context.now);
            state
                .proposals
                .record(actor, id, TransitionKind::Complete, new, now)
                .await
        }
    };
    match result {
        Ok(_) => see_other(&context, &page, Some("completed")),
        Err(error) => refuse(&state, context, &page, "complete", values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionAnswerForm {
    /// The act that asks.
    question: String,
    text: String,
    /// `yes` from a box.
    #[serde(default)]
    personal: String,
    #[serde(default)]
    once: String,
}

async fn answer_question(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<QuestionAnswerForm>,
) -> Response {
    let On { id, page } = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let result = match form {
        Err(error) => Err(error),
        Ok(form) => {
            let fields = [
                (QUESTION, form.question),
                ("text", form.text),
                (PERSONAL, form.personal),
            ];
            let (actor, now) = (&context.actor, context.now);
            let kind = ActKind::QuestionAnswer;
            let new = act(fields, form.once);
            state.proposals.answer(actor, id, kind, new, now).await
        }
    };
    match result {
        Ok(act) => {
            let there = format!("{page}#svar-{act}");
            see_other(&context, &there, Some("question_answered"))
        }
        Err(error) => refuse(&state, context, &page, QUESTION_FORM, values, error).await,
    }
}

fn act<const N: usize>(fields: [(&str, String); N], once: String) -> NewAct {
    let fields: BTreeMap<String, String> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    NewAct { fields, once }
}
