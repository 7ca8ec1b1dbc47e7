//! The forms by which supervisors run their groups.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::groups::api::{GroupForm, Settle};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::group::MemberMove;
use nara_domain::ids::{GroupId, MemberId, PersonId, WaitingId};
use serde::Deserialize;

use super::{cards, door_forms, member_forms};
use crate::http::forms::{FormRequest, Typed, refuse, see_other, show_once};
use crate::http::pages;
use crate::state::AppState;

/// All addresses that forms of groups post to, and the file of their cards.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/grupper/ny", post(create))
        .route("/grupper/{group}/andra", post(change))
        .route("/grupper/{group}/kod", post(renew).get(back))
        .route("/grupper/{group}/medlem", post(member).get(back))
        .route("/grupper/{group}/dela", post(share).get(back))
        .route("/grupper/{group}/ledare", post(take_out).get(back))
        .route("/grupper/{group}/avsluta", post(end).get(back))
        .route("/grupper/{group}/lasa", post(settle))
        .merge(cards::routes())
        .merge(door_forms::routes())
        .merge(member_forms::routes())
}

pub(super) fn page_of(id: &str) -> String {
    format!("/grupper/{}", urlencoding::encode(id))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(FormRequest { context, .. }: FormRequest, Path(id): Path<String>) -> Response {
    see_other(&context, &page_of(&id), None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreateForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    age_from: String,
    #[serde(default)]
    age_to: String,
    #[serde(default)]
    last_day: String,
    #[serde(default)]
    max_members: String,
    /// `yes` or `no`.
    #[serde(default)]
    reads_first: String,
}

impl CreateForm {
    fn typed(self) -> Result<GroupForm, AppError> {
        let reads_first = match self.reads_first.as_str() {
            "yes" => true,
            "no" => false,
            _ => {
                let missing = FieldError::new("reads_first", FieldProblem::NotAChoice);
                return Err(AppError::Invalid(vec![missing]));
            }
        };
        Ok(GroupForm {
            name: self.name,
            age_from: self.age_from,
            age_to: self.age_to,
            last_day: self.last_day,
            max_members: self.max_members,
            reads_first,
        })
    }
}

async fn create(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<CreateForm>,
) -> Response {
    let done = async {
        let form = form?.typed()?;
        let groups = &state.groups;
        groups.create(&context.actor, &form, context.now).await
    }
    .await;
    match done {
        Ok(id) => see_other(&context, &format!("/grupper/{id}"), Some("group_made")),
        Err(error) => refuse(&state, context, "/grupper/ny", "group", values, error).await,
    }
}

async fn change(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<CreateForm>,
) -> Response {
    let done = async {
        let form = form?.typed()?;
        let group = id.parse::<GroupId>()?;
        let groups = &state.groups;
        groups
            .change(&context.actor, group, &form, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page_of(&id), Some("group_changed")),
        Err(error) => {
            let page = format!("{}/andra", page_of(&id));
            hidden_or(&state, context, &page, ("group", values), error).await
        }
    }
}

/// A form without fields; unknown ones are still refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn renew(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<Nothing>,
) -> Response {
    let done = async {
        let Nothing {} = form?;
        let id = id.parse::<GroupId>()?;
        let groups = &state.groups;
        groups.renew_code(&context.actor, id, context.now).await
    }
    .await;
    match done {
        Ok(()) => see_other(
            &context,
            &format!("{}/kort", page_of(&id)),
            Some("group_code"),
        ),
        Err(error) => refused(&state, context, &id, ("code", values), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberForm {
    #[serde(default)]
    medlem: String,
    /// A [`MemberMove`], or `help`.
    #[serde(default)]
    gor: String,
    /// `yes`: every present session ends.
    #[serde(default)]
    ut: String,
    /// `yes`: the group has another code from now on.
    #[serde(default)]
    kod: String,
}

async fn member(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<MemberForm>,
) -> Response {
    let done = async {
        let form = form?;
        let group = id.parse::<GroupId>()?;
        let member = form.medlem.parse::<MemberId>()?;
        let (actor, now) = (&context.actor, context.now);
        let groups = &state.groups;
        if form.gor == "help" {
            let sign_out = form.ut == "yes";
            let code = groups.help_in(actor, group, member, sign_out, now).await?;
            return Ok(Err((member, code)));
        }
        let step = MemberMove::from_code(&form.gor).ok_or(AppError::Malformed)?;
        let new_code = form.kod == "yes";
        let how = (step, new_code);
        groups.change_member(actor, group, member, how, now).await?;
        Ok(Ok(match (step, new_code) {
            (MemberMove::Pause, false) => "member_paused",
            (MemberMove::Pause, true) => "member_paused_code",
            (MemberMove::Remove, false) => "member_removed",
            (MemberMove::Remove, true) => "member_removed_code",
            (MemberMove::BringBack, _) => "member_back",
        }))
    }
    .await;
    match done {
        Ok(Ok(flash)) => see_other(&context, &page_of(&id), Some(flash)),
        Ok(Err((member, code))) => {
            let page = page_of(&id);
            let query = format!("medlem={member}");
            show_once(&state, context, (&page, &query), code).await
        }
        Err(error) => refused(&state, context, &id, ("member", values), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareForm {
    #[serde(default)]
    email: String,
}

async fn share(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<ShareForm>,
) -> Response {
    let done = async {
        let form = form?;
        let group = id.parse::<GroupId>()?;
        let groups = &state.groups;
        groups
            .share(&context.actor, group, &form.email, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page_of(&id), Some("group_shared")),
        Err(error) => refused(&state, context, &id, ("share", values), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeaderForm {
    /// Who is to go: somebody else, or oneself.
    #[serde(default)]
    ledare: String,
}

async fn take_out(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<LeaderForm>,
) -> Response {
    let done = async {
        let form = form?;
        let group = id.parse::<GroupId>()?;
        let leader = form.ledare.parse::<PersonId>()?;
        let (actor, now) = (&context.actor, context.now);
        state.groups.take_out(actor, group, leader, now).await
    }
    .await;
    match done {
        // To whoever left there is no such group any more.
        Ok(true) => see_other(&context, "/grupper", Some("group_left")),
        Ok(false) => see_other(&context, &page_of(&id), Some("leader_taken_out")),
        Err(error) => refused(&state, context, &id, ("leader", values), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndForm {
    /// `yes` from a box that has to be ticked: it cannot be undone.
    #[serde(default)]
    confirmation: String,
}

async fn end(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<EndForm>,
) -> Response {
    let done = async {
        let form = form?;
        let group = id.parse::<GroupId>()?;
        if form.confirmation != "yes" {
            let missing = FieldError::new("confirmation", FieldProblem::NotTicked);
            return Err(AppError::Invalid(vec![missing]));
        }
        state.groups.end(&context.actor, group, context.now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page_of(&id), Some("group_ended")),
        Err(error) => refused(&state, context, &id, ("end", values), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleForm {
    #[serde(default)]
    text: String,
    /// `publish` or `return`.
    #[serde(default)]
    gor: String,
    #[serde(default)]
    reason: String,
}

async fn settle(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<SettleForm>,
) -> Response {
    let done = async {
        let form = form?;
        let group = id.parse::<GroupId>()?;
        let text = form.text.parse::<WaitingId>()?;
        let (how, flash) = match form.gor.as_str() {
            "publish" => (Settle::Publish, "text_published"),
            "return" => (Settle::Return(form.reason), "text_returned"),
            _ => return Err(AppError::Malformed),
        };
        let (actor, now) = (&context.actor, context.now);
        state.groups.settle(actor, group, text, how, now).await?;
        Ok(flash)
    }
    .await;
    let page = format!("{}/lasa", page_of(&id));
    match done {
        Ok(flash) => see_other(&context, &page, Some(flash)),
        Err(error) => hidden_or(&state, context, &page, ("read", values), error).await,
    }
}

async fn refused(
    state: &AppState,
    context: PageContext,
    id: &str,
    form: (&'static str, BTreeMap<String, String>),
    error: AppError,
) -> Response {
    hidden_or(state, context, &page_of(id), form, error).await
}

/// The page the form stands on, unless it is not this reader's: then there is none.
async fn hidden_or(
    state: &AppState,
    context: PageContext,
    page: &str,
    (form, values): (&'static str, BTreeMap<String, String>),
    error: AppError,
) -> Response {
    match error {
        AppError::NotFound => pages::failure(state, context, error).await,
        error => refuse(state, context, page, form, values, error).await,
    }
}
