//! Taking a step of a campaign: load, ask the rule, append, project.

use nara_app::campaigns::api::SEEN;
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Standing};
use nara_domain::campaign::{
    CampaignContext, CampaignStage, CampaignStep, CampaignStepKind, filled, recorders, runs,
    unsettled,
};
use nara_domain::error::NotAllowedNow;
use nara_domain::fields::Values;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::IdeaPromise;
use nara_domain::time::{Date, Stamp};

use super::store::{self, NewAct, NewCampaign, StoredCampaign};
use super::{choosing, novelty_store, pictures, vote_store, voting};
use crate::db::{Conn, Tx};
use crate::once::key_of;
use crate::proposals::promise_anew;

/// Whether somebody finds a draft: who could go on with it.
pub fn reads_drafts(actor: &Actor, own: bool) -> bool {
    runs(actor, CampaignStepKind::Revise, own).is_ok()
        || runs(actor, CampaignStepKind::Approve, own).is_ok()
}

/// A draft is not found by whoever could not go on with it.
pub async fn readable(
    conn: &mut Conn,
    actor: &Actor,
    campaign: &StoredCampaign,
) -> Result<(), AppError> {
    if campaign.stage.is_public() {
        return Ok(());
    }
    let own = is_own(conn, campaign, actor.person_id()).await?;
    match reads_drafts(actor, own) {
        true => Ok(()),
        false => Err(AppError::NotFound),
    }
}

/// The campaign, locked, where the actor may read it.
pub async fn locked(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<StoredCampaign, AppError> {
    let campaign = store::lock(tx, slug).await?;
    let campaign = campaign.ok_or(AppError::NotFound)?;
    readable(tx, actor, &campaign).await?;
    Ok(campaign)
}

/// As the port's method, in a transaction of somebody else's.
pub async fn draft(
    tx: &mut Tx,
    actor: &Actor,
    typed: &Values,
    once: &str,
    now: Stamp,
) -> Result<String, AppError> {
    // Whoever makes it has made it.
    runs(actor, CampaignStepKind::Draft, true)?;
    let maker = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let once = format!("{maker}:{once}");
    let step = CampaignStep::parse(CampaignStepKind::Draft, typed)?;
    let CampaignStep::Draft { plan } = &step else {
        return Err(AppError::Internal);
    };
    let new = NewCampaign {
        maker,
        plan,
        once: &once,
    };
    let Some(slug) = store::insert(tx, &new, now).await? else {
        let before = store::find_once(tx, &once).await?;
        return before.ok_or(AppError::Conflict);
    };
    let campaign = store::lock(tx, &slug).await?;
    let campaign = campaign.ok_or(AppError::Internal)?;
    write(tx, &campaign, &step, (actor, "draft"), now).await?;
    Ok(slug)
}

/// As the port's method, in a transaction of somebody else's.
pub async fn record(
    tx: &mut Tx,
    actor: &Actor,
    (slug, step): (&str, CampaignStepKind),
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let once = format!("{person}:{once}");
    // Before the campaign, as whoever answers an idea does: neither waits for the other.
    if step.promises_anew() {
        store::lock_ideas(tx, slug).await?;
    }
    let mut campaign = locked(tx, actor, slug).await?;
    let own = is_own(tx, &campaign, actor.person_id()).await?;
    runs(actor, step, own)?;
    if store::was_sent(tx, campaign.id, &once).await? {
        return Ok(());
    }
    let mut fields = typed.clone();
    let seen = fields.remove(SEEN).unwrap_or_default();
    let step = CampaignStep::parse(step, &fields)?;
    let last = store::last_act(tx, campaign.id).await?;
    if last.is_none_or(|last| last.to_string() != seen) {
        return Err(AppError::Conflict);
    }
    take(tx, &mut campaign, &step, (actor, &once), now).await?;
    // What is due on the same day follows at once: nobody waits for the next round of the jobs.
    take_due(tx, &mut campaign, now).await?;
    Ok(())
}

/// The day on which a step is due by itself.
pub fn due_on(stage: &CampaignStage) -> Option<Date> {
    match stage {
        CampaignStage::Approved { approval } | CampaignStage::Recruiting { approval, .. } => {
            Some(approval.opens_on)
        }
        CampaignStage::Open { approval, .. } => Some(approval.ideas_until.add_days(1)),
        CampaignStage::Voting { voting, .. } => Some(voting.until.add_days(1)),
        _ => None,
    }
}

/// The duty somebody takes a step in.
pub fn standing_for(actor: &Actor, kind: CampaignStepKind) -> Option<&Standing> {
    recorders(kind)
        .0
        .iter()
        .find_map(|role| actor.standing(*role))
}

/// Takes a step on a locked campaign and writes it down. `once`: nobody has sent it before.
pub async fn take(
    tx: &mut Tx,
    campaign: &mut StoredCampaign,
    step: &CampaignStep,
    (actor, once): (&Actor, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let ideas = store::list_ideas(tx, campaign.id).await?;
    let taken: Vec<i64> = ideas.iter().filter_map(|idea| idea.slot).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let loose = ideas
        .iter()
        .filter(|idea| idea.slot.is_none() && idea.kept.is_none());
    let unanswered = ideas
        .iter()
        .filter(|idea| idea.slot.is_some() && idea.verdict.is_none());
    let chosen = ideas
        .iter()
        .filter(|idea| idea.slot.is_some())
        .map(|idea| (idea.id, idea.set));
    let spoken = novelty_store::list(tx, campaign.id, None, None).await?;
    let said: Vec<_> = spoken
        .iter()
        .filter(|one| !one.replaced)
        .map(|one| (one.idea, one.party()))
        .collect();
    let context = CampaignContext {
        today: now.day(),
        filled: &filled(&campaign.plan, &taken),
        loose: count(loose.count()),
        unanswered: count(unanswered.count()),
        unsaid: count(unsettled(&campaign.plan, chosen, &said).len()),
    };
    let stage = campaign.stage.clone().apply(step, &context);
    let voted = campaign.stage.voting().is_some();
    campaign.stage = stage.map_err(at_fields)?;
    if voted && step.kind() == CampaignStepKind::Cancel {
        // What will never be counted is nobody's business.
        vote_store::throw_away(tx, campaign.id).await?;
    }
    if matches!(
        step.kind(),
        CampaignStepKind::Close | CampaignStepKind::Cancel
    ) {
        pictures::let_go(tx, campaign.id, now).await?;
    }
    if step.kind() == CampaignStepKind::Close {
        choosing::let_groups_go(tx, actor, campaign, now).await?;
    }
    if let CampaignStep::Revise { plan } = step {
        campaign.plan = plan.clone();
    }
    write(tx, campaign, step, (actor, once), now).await?;
    if step.kind().promises_anew() {
        let ideas = store::ids_of_ideas(tx, campaign.id).await?;
        promise_anew(tx, &ideas, now).await?;
    }
    Ok(())
}

/// What an idea is promised by the campaign it belongs to; none where it belongs to none.
///
/// # Errors
/// The database's.
pub async fn promise_to(tx: &mut Tx, idea: ProposalId) -> Result<Option<IdeaPromise>, AppError> {
    let found = store::stage_and_choice(tx, idea).await?;
    Ok(found.map(|(stage, chosen)| stage.promise_to(chosen)))
}

/// Appends a step that was taken, and keeps what the record says by now.
pub async fn write(
    tx: &mut Tx,
    campaign: &StoredCampaign,
    step: &CampaignStep,
    (actor, once): (&Actor, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let act = NewAct {
        campaign: campaign.id,
        step: step.kind(),
        stage: campaign.stage.code(),
        actor: actor.person_id(),
        actor_name: actor.name().unwrap_or_default(),
        standing: standing_for(actor, step.kind()),
        at: now,
        fields: &step.to_fields(),
        once,
    };
    match store::append(tx, &act).await? {
        // The campaign is locked, and the key was asked for under the lock.
        false => Err(AppError::Conflict),
        true => {
            store::project(tx, campaign, due_on(&campaign.stage), now).await?;
            Ok(())
        }
    }
}

/// At its field where the form is to blame.
fn at_fields(error: NotAllowedNow) -> AppError {
    match error {
        NotAllowedNow::Fields { errors } => AppError::Invalid(errors),
        other => AppError::NotAllowedNow(other),
    }
}

/// Takes every step that is due by itself on a day. The key makes each one of its stage's kind: several
/// servers can do this at once.
pub async fn take_due(
    tx: &mut Tx,
    campaign: &mut StoredCampaign,
    now: Stamp,
) -> Result<bool, AppError> {
    let mut moved = false;
    while let Some(step) = campaign.stage.due(now.day()) {
        let last = store::last_act(tx, campaign.id).await?;
        let step = match step {
            CampaignStep::Count { .. } => CampaignStep::Count {
                counted: voting::empty_the_box(tx, campaign).await?,
            },
            step => step,
        };
        let once = format!("rule:{}", last.map_or(0, |last| last.get()));
        take(tx, campaign, &step, (&Actor::System, &once), now).await?;
        moved = true;
    }
    Ok(moved)
}

/// What follows from an answer to an idea: with the last one the campaign can be answered.
///
/// # Errors
/// The database's.
pub async fn after_answer(tx: &mut Tx, idea: ProposalId, now: Stamp) -> Result<(), AppError> {
    let Some(slug) = store::of_idea(tx, idea).await? else {
        return Ok(());
    };
    let locked = store::lock(tx, &slug).await?;
    let mut campaign = locked.ok_or(AppError::Internal)?;
    when_answered(tx, &mut campaign, now).await
}

/// The campaign is answered when nothing is awaited any more: an answer to each idea, and where it is asked,
/// what the elected say of it. Whatever comes last brings it about.
pub async fn when_answered(
    tx: &mut Tx,
    campaign: &mut StoredCampaign,
    now: Stamp,
) -> Result<(), AppError> {
    use NotAllowedNow::{IdeasUnanswered, IdeasUnsaid};
    if !matches!(campaign.stage, CampaignStage::Presented { .. }) {
        return Ok(());
    }
    let last = store::last_act(tx, campaign.id).await?;
    let once = format!("answered:{}", last.map_or(0, |last| last.get()));
    let step = CampaignStep::Answered;
    match take(tx, campaign, &step, (&Actor::System, &once), now).await {
        Err(AppError::NotAllowedNow(IdeasUnanswered { .. } | IdeasUnsaid { .. })) => Ok(()),
        other => other,
    }
}

/// Whether somebody made the campaign, or runs one of its groups.
pub async fn is_own(
    conn: &mut Conn,
    campaign: &StoredCampaign,
    person: Option<PersonId>,
) -> Result<bool, AppError> {
    match person {
        None => Ok(false),
        Some(person) if person == campaign.maker => Ok(true),
        Some(person) => Ok(store::leads_group(conn, campaign.id, person).await?),
    }
}
