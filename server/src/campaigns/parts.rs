//! The parts of an idea besides its text: problem, first step, rough cost.

use nara_app::campaigns::api::{PartsView, SEEN};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::campaign::{CampaignStepKind, Parts, may_write_parts, runs};
use nara_domain::error::{Denied, NotAllowedNow, NotNow};
use nara_domain::fields::Values;
use nara_domain::group::check_texts;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::parts_store::{self, NewParts};
use super::steps::{is_own, locked, readable};
use super::store::{self, StoredCampaign};
use crate::db::{Conn, Tx};
use crate::groups::store as groups;
use crate::once::key_of;
use crate::proposals::store::coauthor;

/// Whether somebody may write the parts of an idea of this campaign.
pub async fn may(
    conn: &mut Conn,
    actor: &Actor,
    campaign: &StoredCampaign,
    idea: ProposalId,
) -> Result<Result<(), Denied>, AppError> {
    let own = is_own(conn, campaign, actor.person_id()).await?;
    let run = runs(actor, CampaignStepKind::Curate, own);
    let wrote = match actor.person_id() {
        Some(person) => wrote(conn, idea, person).await?,
        None => false,
    };
    Ok(may_write_parts(actor, run, wrote))
}

/// Whether the idea is somebody's, alone or with others.
pub async fn wrote(conn: &mut Conn, idea: ProposalId, person: PersonId) -> Result<bool, AppError> {
    let author = store::author_of(conn, idea).await?;
    Ok(author == person || coauthor::stands(conn, idea, person).await?)
}

/// The same of a reader of the idea's page.
pub async fn may_now(
    conn: &mut Conn,
    actor: &Actor,
    slug: &str,
    idea: ProposalId,
) -> Result<bool, AppError> {
    if !actor.is_signed_in() {
        return Ok(false);
    }
    let Some(campaign) = store::find(conn, slug).await? else {
        return Ok(false);
    };
    Ok(may(conn, actor, &campaign, idea).await?.is_ok())
}

/// What stands there at once would pass by whoever reads first what a member writes.
pub async fn is_read_first(conn: &mut Conn, actor: &Actor, now: Stamp) -> Result<bool, AppError> {
    match actor.person_id().filter(|_| actor.has(Role::Youth)) {
        Some(person) => Ok(groups::reads_first(conn, person, now).await?),
        None => Ok(false),
    }
}

/// As the port's method.
pub async fn view(
    conn: &mut Conn,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
    now: Stamp,
) -> Result<PartsView, AppError> {
    let campaign = store::find(conn, slug).await?.ok_or(AppError::NotFound)?;
    readable(conn, actor, &campaign).await?;
    let title = parts_store::title_of(conn, campaign.id, idea)
        .await?
        .ok_or(AppError::NotFound)?;
    may(conn, actor, &campaign, idea).await??;
    let found = parts_store::find(conn, idea).await?;
    let leader_writes = is_read_first(conn, actor, now).await?;
    Ok(PartsView {
        leader_writes,
        slug: campaign.slug,
        campaign: campaign.plan.title,
        open: campaign.stage.is_choosing(),
        idea,
        title,
        seen: found
            .as_ref()
            .map(|stored| stored.id.to_string())
            .unwrap_or_default(),
        parts: found.map(|stored| stored.parts),
    })
}

/// As the port's method, in a transaction of somebody else's.
pub async fn write(
    tx: &mut Tx,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let once = format!("{person}:{once}");
    let campaign = locked(tx, actor, slug).await?;
    parts_store::title_of(tx, campaign.id, idea)
        .await?
        .ok_or(AppError::NotFound)?;
    may(tx, actor, &campaign, idea).await??;
    if parts_store::was_sent(tx, idea, &once).await? {
        return Ok(());
    }
    if !campaign.stage.is_choosing() {
        return Err(NotAllowedNow::NotChoosing.into());
    }
    let mut fields = typed.clone();
    let seen = fields.remove(SEEN).unwrap_or_default();
    let parts = Parts::parse(&fields)?;
    // Under a young person's alias, whoever writes.
    check_texts(&parts.texts())?;
    if is_read_first(tx, actor, now).await? {
        return Err(AppError::Denied(Denied::NotNow(NotNow::ReadFirst)));
    }
    let before = parts_store::find(tx, idea)
        .await?
        .map_or(0, |stored| stored.id);
    let stood = match before {
        0 => String::new(),
        id => id.to_string(),
    };
    if stood != seen {
        return Err(AppError::Conflict);
    }
    let new = NewParts {
        idea,
        person,
        name: actor.name().unwrap_or_default(),
        parts: &parts,
        replaces: before,
        once: &once,
    };
    match parts_store::insert(tx, &new, now).await? {
        true => Ok(()),
        false => Err(AppError::Conflict),
    }
}
