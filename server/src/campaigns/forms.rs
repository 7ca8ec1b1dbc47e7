//! The forms of campaigns.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::campaigns::api::{ChoiceForm, IDEA, REASON, SLOT};
use nara_app::campaigns::{CHOICE, FORM, GROUP, NOVELTY, PAPER, PARTS, STEP, VOTE};
use nara_app::error::AppError;
use nara_app::proposals::shown::{path_of as idea_path, with_body_codes};
use nara_domain::campaign::CampaignStepKind;
use nara_domain::fields::Values;
use nara_domain::ids::{GroupId, ProposalId};
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/kampanjer/ny", post(draft))
        .route("/kampanjer/{campaign}/steg/{step}", post(step))
        .route("/kampanjer/{campaign}/grupper", post(group))
        .route("/kampanjer/{campaign}/val/{idea}", post(choose))
        .route("/kampanjer/{campaign}/ideer/{idea}", post(parts))
        .route("/kampanjer/{campaign}/nytt/{idea}", post(say))
        .route("/kampanjer/{campaign}/rosta", post(vote))
        .route("/kampanjer/{campaign}/rosta/papper", post(paper))
}

fn address(slug: &str, rest: &str) -> String {
    format!("/kampanjer/{}{rest}", urlencoding::encode(slug))
}

async fn draft(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let once = typed.remove("once").unwrap_or_default();
    let (actor, now) = (&context.actor, context.now);
    let made = match form {
        Ok(_) => state.campaigns.draft(actor, &typed, &once, now).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(slug) => see_other(&context, &address(&slug, ""), Some("campaign_saved")),
        Err(error) => refuse(&state, context, "/kampanjer/ny", FORM, values, error).await,
    }
}

async fn step(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, code)): Path<(String, String)>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, &format!("/steg/{}", urlencoding::encode(&code)));
    let mut typed: Values = values.clone();
    let once = typed.remove("once").unwrap_or_default();
    let done = async {
        form?;
        let kind = CampaignStepKind::from_code(&code).ok_or(AppError::NotFound)?;
        with_body_codes(kind.fields(), &mut typed);
        let (actor, now) = (&context.actor, context.now);
        let sent = (&typed, once.as_str());
        state.campaigns.record(actor, &slug, kind, sent, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &address(&slug, ""), Some("campaign_step")),
        Err(error) => refuse(&state, context, &page, STEP, values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupForm {
    group: String,
    /// `yes` or `no`.
    takes_part: String,
}

async fn group(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(slug): Path<String>,
    Typed { values, form }: Typed<GroupForm>,
) -> Response {
    let page = address(&slug, "");
    let done = async {
        let form = form?;
        let group: GroupId = form.group.parse()?;
        let takes_part = match form.takes_part.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(AppError::Malformed),
        };
        let (actor, now) = (&context.actor, context.now);
        let campaigns = &state.campaigns;
        campaigns
            .set_group(actor, &slug, group, takes_part, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("campaign_groups")),
        Err(error) => refuse(&state, context, &page, GROUP, values, error).await,
    }
}

async fn choose(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea)): Path<(String, String)>,
    Typed { mut values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, "/val");
    let done = async {
        let mut form = form?;
        let idea: ProposalId = idea.parse()?;
        let choice = ChoiceForm {
            slot: form.remove(SLOT).unwrap_or_default(),
            reason: form.remove(REASON).unwrap_or_default(),
        };
        let (actor, now) = (&context.actor, context.now);
        let campaigns = &state.campaigns;
        campaigns.choose(actor, &slug, idea, &choice, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("campaign_choice")),
        Err(error) => {
            // The page has a form for each idea: this one came back.
            values.insert("idea".to_owned(), idea);
            refuse(&state, context, &page, CHOICE, values, error).await
        }
    }
}

async fn say(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea)): Path<(String, String)>,
    Typed { mut values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, "/nytt");
    let done = async {
        let mut typed: Values = form?;
        let once = typed.remove("once").unwrap_or_default();
        let idea: ProposalId = idea.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let sent = (&typed, once.as_str());
        state.campaigns.say(actor, &slug, idea, sent, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("campaign_novelty")),
        Err(error) => {
            // The page has a form for each idea: this one came back.
            values.insert("idea".to_owned(), idea);
            refuse(&state, context, &page, NOVELTY, values, error).await
        }
    }
}

async fn parts(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((slug, idea)): Path<(String, String)>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, &format!("/ideer/{}", urlencoding::encode(&idea)));
    let done = async {
        let mut typed: Values = form?;
        let once = typed.remove("once").unwrap_or_default();
        let idea: ProposalId = idea.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let sent = (&typed, once.as_str());
        let campaigns = &state.campaigns;
        campaigns.write_parts(actor, &slug, idea, sent, now).await?;
        Ok(idea)
    }
    .await;
    match done {
        Ok(idea) => see_other(&context, &idea_path(idea, "-"), Some("idea_parts")),
        Err(error) => refuse(&state, context, &page, PARTS, values, error).await,
    }
}

/// What was ticked: `idea=12` where there is one vote, else `idea-12=yes` for each.
fn ticked(form: &BTreeMap<String, String>) -> Result<Vec<ProposalId>, AppError> {
    let each = form.iter().map(|(name, value)| {
        let id = match name.strip_prefix(IDEA).and_then(|id| id.strip_prefix('-')) {
            Some(id) if value == "yes" => Some(id),
            None if name == IDEA => Some(value.as_str()),
            _ => None,
        };
        Ok(id.ok_or(AppError::Malformed)?.parse()?)
    });
    each.collect()
}

async fn vote(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(slug): Path<String>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, "/rosta");
    let done = async {
        let ticked = ticked(&form?)?;
        let rules = state.proposals.rules().await?;
        let (actor, now) = (&context.actor, context.now);
        let campaigns = &state.campaigns;
        campaigns.cast(actor, &slug, &ticked, &rules, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("campaign_voted")),
        Err(error) => refuse(&state, context, &page, VOTE, values, error).await,
    }
}

async fn paper(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(slug): Path<String>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&slug, "/rosta/papper");
    let done = async {
        let mut typed: Values = form?;
        let once = typed.remove("once").unwrap_or_default();
        let (actor, now) = (&context.actor, context.now);
        let sent = (&typed, once.as_str());
        state.campaigns.enter_paper(actor, &slug, sent, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("campaign_paper")),
        Err(error) => refuse(&state, context, &page, PAPER, values, error).await,
    }
}
