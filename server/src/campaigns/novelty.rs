//! What the elected say of the ideas of a campaign: whether they knew of them.

use nara_app::campaigns::api::{AwaitsElected, InCampaign, SEEN};
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::campaign::{CampaignStage, NOVELTY_FIELDS, Said, left_to_say, may_say};
use nara_domain::error::NotAllowedNow;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use super::novelty_store::{self, NewSaid};
use super::steps::{locked, when_answered};
use super::store;
use super::{parts, parts_store, pictures};
use crate::db::{Conn, Tx};
use crate::once::key_of;

/// As the port's method, in a transaction of somebody else's. Of the last chosen idea that waited for it the
/// campaign is answered, where every idea has its answer.
pub async fn say(
    tx: &mut Tx,
    actor: &Actor,
    (slug, idea): (&str, ProposalId),
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let standing = may_say(actor)?;
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    // A page has a form for each idea, and one key.
    let once = format!("{person}:{idea}:{once}");
    let mut campaign = locked(tx, actor, slug).await?;
    if novelty_store::was_sent(tx, campaign.id, &once).await? {
        return Ok(());
    }
    if !campaign.stage.takes_novelty() {
        return Err(NotAllowedNow::NotPresented.into());
    }
    let ideas = store::list_ideas(tx, campaign.id).await?;
    let chosen = ideas.iter().any(|one| one.id == idea && one.slot.is_some());
    if !chosen {
        return Err(AppError::NotFound);
    }
    let mut fields = typed.clone();
    let seen = fields.remove(SEEN).unwrap_or_default();
    let all = novelty_store::list(tx, campaign.id, Some(idea), Some(person)).await?;
    let before = all.iter().rfind(|one| one.mine && one.idea == idea);
    if let Some(before) = before {
        leave_out_as_before(&mut fields, &before.said);
    }
    let said = Said::parse(&fields)?;
    let before = before.map(|one| one.id);
    if before.map(|id| id.to_string()).unwrap_or_default() != seen {
        return Err(AppError::Conflict);
    }
    let new = NewSaid {
        campaign: campaign.id,
        idea,
        person,
        name: actor.name().unwrap_or_default(),
        standing,
        said: &said,
        replaces: before,
        once: &once,
    };
    if !novelty_store::insert(tx, &new, now).await? {
        return Err(AppError::Conflict);
    }
    when_answered(tx, &mut campaign, now).await
}

/// As the port's method. Asks nothing of the database for whoever is not elected.
pub async fn awaits_elected(
    conn: &mut Conn,
    actor: &Actor,
) -> Result<Vec<AwaitsElected>, AppError> {
    let (Ok(_), person) = (may_say(actor), actor.person_id()) else {
        return Ok(Vec::new());
    };
    let mut waiting = Vec::new();
    for campaign in store::list_awaited(conn).await? {
        // Once every answer has come, nobody waits for what is left to say.
        let asks = campaign.plan.sets.iter().any(|set| set.new_to_them);
        if !asks || campaign.stage.answer_by().is_none() {
            continue;
        }
        let said = novelty_store::list(conn, campaign.id, None, person).await?;
        let mine = said.iter().filter(|one| one.mine);
        let mine: Vec<ProposalId> = mine.map(|one| one.idea).collect();
        let ideas = store::list_ideas(conn, campaign.id).await?;
        let chosen = ideas.iter().filter(|idea| idea.slot.is_some());
        let chosen = chosen.map(|idea| (idea.id, idea.set));
        let left = left_to_say(&campaign.plan, chosen, &mine);
        if left > 0 {
            waiting.push(AwaitsElected {
                slug: campaign.slug,
                title: campaign.plan.title,
                ideas: i64::try_from(left).unwrap_or(i64::MAX),
            });
        }
    }
    Ok(waiting)
}

/// The form comes with what the same person said before. Whoever says something else now has not typed
/// that, and need not take it away: it stands with what was said before.
fn leave_out_as_before(fields: &mut Values, before: &Said) {
    let earlier = before.to_fields();
    let chosen = fields.get("novelty").cloned().unwrap_or_default();
    let others = NOVELTY_FIELDS.iter().filter(|spec| {
        let other = |(_, codes): (&str, &[&str])| !codes.contains(&chosen.as_str());
        spec.only_for.is_some_and(other)
    });
    for spec in others {
        let typed = fields.get(spec.name).map(|typed| typed.replace('\r', ""));
        let typed = typed.as_deref().map(str::trim);
        if typed.is_some() && typed == earlier.get(spec.name).map(String::as_str) {
            fields.remove(spec.name);
        }
    }
}

/// As the port's method.
pub async fn in_campaign(
    conn: &mut Conn,
    actor: &Actor,
    idea: ProposalId,
    now: Stamp,
) -> Result<Option<InCampaign>, AppError> {
    let Some(of) = novelty_store::of_idea(conn, idea).await? else {
        return Ok(None);
    };
    let mut said = novelty_store::list(conn, of.campaign, Some(idea), actor.person_id()).await?;
    said.retain(|one| !one.replaced);
    let found = parts_store::find(conn, idea).await?;
    let parts_by = match &found {
        Some(stored) => Some((parts::wrote(conn, idea, stored.by).await?, stored.at)),
        None => None,
    };
    let may = match of.stage.is_choosing() {
        true => parts::may_now(conn, actor, &of.slug, idea).await?,
        false => false,
    };
    let first = may && parts::is_read_first(conn, actor, now).await?;
    let set = of.plan.set(of.set);
    let asked = of.slot.is_some() && set.is_some_and(|set| set.new_to_them);
    let picture = pictures::of_idea(conn, actor, (&of.slug, idea)).await?;
    Ok(Some(InCampaign {
        picture,
        asked: asked && of.stage.takes_novelty(),
        set: set.map(|set| set.name.clone()),
        title: of.plan.title,
        slug: of.slug,
        idea,
        slot: of.slot,
        said,
        parts_by,
        parts: found.map(|stored| stored.parts),
        writes_parts: may && !first,
        leader_writes: first,
        cancelled: matches!(of.stage, CampaignStage::Cancelled { .. }),
    }))
}
