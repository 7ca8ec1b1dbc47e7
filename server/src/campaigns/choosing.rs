//! Which ideas fill the slots, which are kept for later, and which groups take part.

use nara_app::campaigns::api::{ChoiceForm, REASON, SET, SLOT};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::campaign::{CampaignStepKind, Chosen, KEPT_MAX, choice_allowed, runs};
use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::ids::{GroupId, PersonId, ProposalId};
use nara_domain::permissions::run_groups;
use nara_domain::text;
use nara_domain::time::Stamp;
use serde_json::json;

use super::steps::{is_own, locked, standing_for};
use super::store::{self, StoredCampaign};
use crate::audit::{self, Line};
use crate::db::Tx;
use crate::groups::store as groups;
use crate::proposals::promise_anew;

fn at(field: &str, problem: FieldProblem) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, problem)])
}

/// What was typed: a slot, a reason for keeping it for later, or neither. `kept`: the reason that the form
/// came with. Whoever gives such an idea a slot need not take that away; a reason they typed would be lost.
fn read(form: &ChoiceForm, kept: Option<&str>) -> Result<Option<Chosen>, AppError> {
    match (form.slot.trim(), form.reason.trim()) {
        (slot, reason) if !slot.is_empty() && !reason.is_empty() && Some(reason) != kept => {
            Err(at(REASON, FieldProblem::SlotOrReason))
        }
        ("", "") => Ok(None),
        ("", reason) => text::lines(reason, 1, KEPT_MAX)
            .map(|reason| Some(Chosen::Kept(reason)))
            .map_err(|error| at(REASON, error.into())),
        (slot, _) => match slot.parse() {
            Ok(slot) => Ok(Some(Chosen::Slot(slot))),
            Err(_) => Err(at(SLOT, FieldProblem::NotAChoice)),
        },
    }
}

/// Puts a member's new idea into a set of the campaign their group takes part in. One that was written
/// while it was open and read later is taken as long as ideas are chosen; after that it stands for itself.
///
/// # Errors
/// `Invalid` at [`SET`] where the campaign has no such set.
pub async fn take_idea(
    tx: &mut Tx,
    (idea, member): (ProposalId, PersonId),
    set: i64,
    now: Stamp,
) -> Result<(), AppError> {
    let campaign = store::of_member(tx, member).await?;
    let Some(campaign) = campaign.filter(|campaign| campaign.stage.is_choosing()) else {
        return Ok(());
    };
    if campaign.plan.set(set).is_none() {
        return Err(at(SET, FieldProblem::NotAChoice));
    }
    store::mark_idea(tx, idea, (campaign.id, set)).await?;
    promise_anew(tx, &[idea], now).await
}

/// As the port's method, in a transaction of somebody else's.
pub async fn put(
    tx: &mut Tx,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
    form: &ChoiceForm,
    now: Stamp,
) -> Result<(), AppError> {
    let campaign = locked(tx, actor, slug).await?;
    let own = is_own(tx, &campaign, actor.person_id()).await?;
    // Whoever says that choosing begins is who chooses.
    runs(actor, CampaignStepKind::Curate, own)?;
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let ideas = store::list_ideas(tx, campaign.id).await?;
    let found = ideas.iter().find(|one| one.id == idea);
    let found = found.ok_or(AppError::NotFound)?;
    let set = found.set;
    let chosen = read(form, found.kept.as_deref())?;
    if !campaign.stage.is_choosing() {
        return Err(NotAllowedNow::NotChoosing.into());
    }
    if let Some(chosen) = &chosen {
        choice_allowed(&campaign.plan, &campaign.stage, set, chosen).map_err(
            |error| match error {
                NotAllowedNow::Fields { errors } => AppError::Invalid(errors),
                other => AppError::NotAllowedNow(other),
            },
        )?;
    }
    let which = (campaign.id, idea);
    let put = store::choose(tx, which, chosen.as_ref(), person, now).await;
    put.map_err(|error| match error.is_unique_violation() {
        true => at(SLOT, FieldProblem::SlotTaken),
        false => error.into(),
    })?;
    Ok(())
}

/// As the port's method, in a transaction of somebody else's.
pub async fn join(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    (group, takes_part): (GroupId, bool),
    now: Stamp,
) -> Result<(), AppError> {
    run_groups(actor)?;
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let campaign = locked(tx, actor, slug).await?;
    // Somebody else's group is not found.
    if !store::runs_group(tx, group, person).await? {
        return Err(AppError::NotFound);
    }
    let done = campaign.stage.takes_groups()
        && match takes_part {
            true => store::take_in(tx, campaign.id, group, now).await?,
            false => store::take_out(tx, campaign.id, group).await?,
        };
    // The page offered it before: either has moved on since.
    if !done {
        return Err(AppError::Conflict);
    }
    let line = Line {
        deed: Deed::GroupChanged,
        subject_kind: "group",
        subject_id: &group.to_string(),
        detail: json!({ "group": group.get(), "campaign": slug, "takes_part": takes_part }),
    };
    audit::record(tx, actor, Role::Supervisor, &line, now).await?;
    Ok(())
}

/// With the campaign its groups are over, and nothing is kept of who was in them: what they wrote stays
/// under the alias, and nobody can say any more whose it was.
pub async fn let_groups_go(
    tx: &mut Tx,
    actor: &Actor,
    campaign: &StoredCampaign,
    now: Stamp,
) -> Result<(), AppError> {
    let duty = standing_for(actor, CampaignStepKind::Close);
    let duty = duty.map_or(Role::Official, |standing| standing.role);
    for group in store::list_groups(tx, campaign.id).await? {
        if groups::end(tx, group.id, now).await? {
            let line = Line {
                deed: Deed::GroupEnded,
                subject_kind: "group",
                subject_id: &group.id.to_string(),
                detail: json!({ "group": group.id.get(), "campaign": campaign.slug }),
            };
            audit::record(tx, actor, duty, &line, now).await?;
        }
        groups::forget_all_of(tx, group.id).await?;
    }
    Ok(())
}
