//! The port's implementation: each method loads, asks the rule, writes, and commits.

use async_trait::async_trait;
use nara_app::campaigns::api::{
    AwaitsElected, CAMPAIGNS_MAX, CampaignAct, CampaignItem, CampaignPort, CampaignView,
    ChoiceForm, GoingOn, InCampaign, OpenCampaign, OpenVote, PaperView, PartsView, PictureToRead,
    PictureView, ReportView, VoteView,
};
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role};
use nara_domain::campaign::{CampaignStage, CampaignStepKind, allowed_from, may_say, runs};
use nara_domain::fields::Values;
use nara_domain::ids::{GroupId, ProposalId};
use nara_domain::proposal::Ruleset;
use nara_domain::time::{Date, Stamp};

use super::choosing::{join, put};
use super::steps::{draft, is_own, readable, reads_drafts, record, take_due};
use super::store::{self, StoredAct};
use super::{novelty, novelty_store, parts, picture_store, pictures, report, vote_store, voting};
use crate::db::{Db, Tx};
use crate::live::{self, EventKind, Hub};

/// How often a ballot is tried where the same person sends another at the same moment.
const TRIES: usize = 5;

/// Campaigns on the start page: more than three are a list, which has its own page.
const GOING_ON: i64 = 3;

#[derive(Clone, Debug)]
pub struct CampaignService {
    pub db: Db,
    /// Where live streams hear of it.
    pub hub: Hub,
}

/// The last day for ideas, or for votes.
fn last_day(stage: &CampaignStage) -> Option<Date> {
    match stage {
        CampaignStage::Open { approval, .. } => Some(approval.ideas_until),
        CampaignStage::Voting { voting, .. } => Some(voting.until),
        _ => None,
    }
}

fn act(act: StoredAct) -> CampaignAct {
    let duty = act.standing.as_ref();
    let title = duty.and_then(|duty| duty.title.clone().or(duty.department.clone()));
    let by = match (act.by_rule, title) {
        (true, _) => None,
        (false, Some(title)) => Some(format!("{}, {title}", act.actor_name)),
        (false, None) => Some(act.actor_name),
    };
    CampaignAct {
        id: act.id,
        step: act.step,
        at: act.at,
        by,
        fields: act.fields,
    }
}

impl CampaignService {
    /// Takes every step whose day has come; how many campaigns moved. One that cannot be moved keeps no
    /// other from it.
    pub async fn run_due(&self, now: Stamp) -> Result<u64, AppError> {
        let due = {
            let mut conn = self.db.read().await?;
            store::list_due(&mut conn, now.day()).await?
        };
        let mut moved = 0_u64;
        for slug in due {
            let mut tx = self.db.begin().await?;
            let Some(mut campaign) = store::lock(&mut tx, &slug).await? else {
                continue;
            };
            match take_due(&mut tx, &mut campaign, now).await {
                Ok(true) => {
                    self.finish(tx, &slug, EventKind::Campaign, now).await?;
                    moved = moved.saturating_add(1);
                }
                Ok(false) => {}
                Err(error) => tracing::error!(campaign = slug, %error, "campaign.stuck"),
            }
        }
        Ok(moved)
    }

    /// Makes it durable and has it told live, unless it is a draft that only its makers know of.
    async fn finish(
        &self,
        mut tx: Tx,
        slug: &str,
        kind: EventKind,
        now: Stamp,
    ) -> Result<(), AppError> {
        let campaign = store::find(&mut tx, slug).await?;
        if let Some(campaign) = campaign.filter(|campaign| campaign.stage.is_public()) {
            live::store::append_to_campaign(&mut tx, campaign.id, kind, now).await?;
        }
        tx.commit().await?;
        self.hub.wake();
        Ok(())
    }
}

#[async_trait]
impl CampaignPort for CampaignService {
    async fn campaigns(&self, actor: &Actor) -> Result<Vec<CampaignItem>, AppError> {
        let mut conn = self.db.read().await?;
        let all = store::list(&mut conn, actor.person_id(), CAMPAIGNS_MAX).await?;
        let readable = all.into_iter().filter(|one| {
            let own = one.led || Some(one.maker) == actor.person_id();
            one.stage.is_public() || reads_drafts(actor, own)
        });
        Ok(readable.map(|one| one.item).collect())
    }

    async fn awaits_elected(&self, actor: &Actor) -> Result<Vec<AwaitsElected>, AppError> {
        let mut conn = self.db.read().await?;
        novelty::awaits_elected(&mut conn, actor).await
    }

    async fn going_on(&self, now: Stamp) -> Result<Vec<GoingOn>, AppError> {
        let mut conn = self.db.read().await?;
        let all = store::list_going_on(&mut conn, GOING_ON).await?;
        let items = all.into_iter().map(|campaign| GoingOn {
            day: last_day(&campaign.stage),
            stage: campaign.stage.code(),
            slug: campaign.slug,
            title: campaign.plan.title,
        });
        // What is over waits for its step, and nobody can take part any more.
        Ok(items
            .filter(|one| one.day.is_some_and(|day| day >= now.day()))
            .collect())
    }

    async fn campaign(
        &self,
        actor: &Actor,
        slug: &str,
        now: Stamp,
    ) -> Result<CampaignView, AppError> {
        let mut conn = self.db.read().await?;
        let live_seq = live::store::head(&mut conn).await?;
        let campaign = store::find(&mut conn, slug).await?;
        let campaign = campaign.ok_or(AppError::NotFound)?;
        readable(&mut conn, actor, &campaign).await?;
        let own = is_own(&mut conn, &campaign, actor.person_id()).await?;
        let steps = allowed_from(campaign.stage.code())
            .iter()
            .copied()
            .filter(|kind| runs(actor, *kind, own).is_ok())
            .collect();
        let acts = store::list_acts(&mut conn, campaign.id).await?;
        let could_join = match actor.person_id() {
            Some(person) if actor.has(Role::Supervisor) && campaign.stage.takes_groups() => {
                store::list_free_groups(&mut conn, person, now).await?
            }
            _ => Vec::new(),
        };
        let writes = match actor.person_id().filter(|_| actor.has(Role::Youth)) {
            Some(person) if campaign.stage.takes_ideas() => {
                vote_store::is_member(&mut conn, campaign.id, person).await?
            }
            _ => false,
        };
        Ok(CampaignView {
            id: campaign.id,
            writes,
            acts: acts.into_iter().map(act).collect(),
            ideas: store::list_ideas(&mut conn, campaign.id).await?,
            said: novelty_store::list(&mut conn, campaign.id, None, actor.person_id()).await?,
            says: campaign.stage.takes_novelty() && may_say(actor).is_ok(),
            pictures: picture_store::list_shown(&mut conn, campaign.id)
                .await?
                .into_iter()
                .collect(),
            groups: store::list_groups(&mut conn, campaign.id).await?,
            steps,
            votes: match campaign.stage.voting() {
                Some(_) => Some(vote_store::numbers(&mut conn, campaign.id).await?),
                None => None,
            },
            runs: runs(actor, CampaignStepKind::Curate, own).is_ok(),
            could_join,
            slug: campaign.slug,
            plan: campaign.plan,
            stage: campaign.stage,
            live_seq,
        })
    }

    async fn report(&self, slug: &str, now: Stamp) -> Result<ReportView, AppError> {
        let campaign = self.campaign(&Actor::Visitor, slug, now).await?;
        if !campaign.stage.is_presented() {
            return Err(AppError::NotFound);
        }
        let mut conn = self.db.read().await?;
        let ideas = report::ideas(&mut conn, campaign.id).await?;
        Ok(ReportView { campaign, ideas })
    }

    async fn draft(
        &self,
        actor: &Actor,
        typed: &Values,
        once: &str,
        now: Stamp,
    ) -> Result<String, AppError> {
        let mut tx = self.db.begin().await?;
        let slug = draft(&mut tx, actor, typed, once, now).await?;
        tx.commit().await?;
        Ok(slug)
    }

    async fn record(
        &self,
        actor: &Actor,
        slug: &str,
        step: CampaignStepKind,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        record(&mut tx, actor, (slug, step), sent, now).await?;
        self.finish(tx, slug, EventKind::Campaign, now).await
    }

    async fn set_group(
        &self,
        actor: &Actor,
        slug: &str,
        group: GroupId,
        takes_part: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        join(&mut tx, actor, slug, (group, takes_part), now).await?;
        self.finish(tx, slug, EventKind::Campaign, now).await
    }

    async fn choose(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        form: &ChoiceForm,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        put(&mut tx, actor, (slug, idea), form, now).await?;
        self.finish(tx, slug, EventKind::Campaign, now).await
    }

    async fn say(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        novelty::say(&mut tx, actor, (slug, idea), sent, now).await?;
        self.finish(tx, slug, EventKind::Campaign, now).await
    }

    async fn of_idea(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<Option<InCampaign>, AppError> {
        let mut conn = self.db.read().await?;
        novelty::in_campaign(&mut conn, actor, idea, now).await
    }

    async fn parts(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<PartsView, AppError> {
        let mut conn = self.db.read().await?;
        parts::view(&mut conn, actor, (slug, idea), now).await
    }

    async fn write_parts(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        parts::write(&mut tx, actor, (slug, idea), sent, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn picture(
        &self,
        actor: &Actor,
        slug: &str,
        idea: ProposalId,
    ) -> Result<PictureView, AppError> {
        let mut conn = self.db.read().await?;
        pictures::view(&mut conn, actor, (slug, idea)).await
    }

    async fn pictures_to_read(
        &self,
        actor: &Actor,
        group: GroupId,
    ) -> Result<Vec<PictureToRead>, AppError> {
        let mut conn = self.db.read().await?;
        pictures::to_read(&mut conn, actor, group).await
    }

    async fn vote(&self, actor: &Actor, slug: &str, rules: &Ruleset) -> Result<VoteView, AppError> {
        let mut conn = self.db.read().await?;
        voting::view(&mut conn, actor, slug, rules).await
    }

    async fn cast(
        &self,
        actor: &Actor,
        slug: &str,
        ticked: &[ProposalId],
        rules: &Ruleset,
        now: Stamp,
    ) -> Result<(), AppError> {
        // The same person on two phones: whoever was slower finds the other's ballot, and replaces it.
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            if voting::cast(&mut tx, actor, (slug, ticked), rules, now).await? {
                return self.finish(tx, slug, EventKind::Ballot, now).await;
            }
        }
        Err(AppError::Busy)
    }

    async fn paper(&self, actor: &Actor, slug: &str, now: Stamp) -> Result<PaperView, AppError> {
        let mut conn = self.db.read().await?;
        voting::paper_view(&mut conn, actor, slug, now).await
    }

    async fn enter_paper(
        &self,
        actor: &Actor,
        slug: &str,
        sent: (&Values, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        voting::enter_paper(&mut tx, actor, slug, sent, now).await?;
        self.finish(tx, slug, EventKind::Ballot, now).await
    }

    async fn vote_for(&self, actor: &Actor, now: Stamp) -> Result<Option<OpenVote>, AppError> {
        let Some(person) = actor.person_id().filter(|_| actor.has(Role::Youth)) else {
            return Ok(None);
        };
        let mut conn = self.db.read().await?;
        let Some(campaign) = store::of_member(&mut conn, person).await? else {
            return Ok(None);
        };
        let Some(voting) = campaign
            .stage
            .voting()
            .filter(|vote| vote.is_open(now.day()))
        else {
            return Ok(None);
        };
        let ballot = vote_store::ballot_of(&mut conn, campaign.id, person).await?;
        Ok(Some(OpenVote {
            until: voting.until,
            voted: !ballot.is_empty(),
            slug: campaign.slug,
            title: campaign.plan.title,
        }))
    }

    async fn open_for(&self, actor: &Actor) -> Result<Option<OpenCampaign>, AppError> {
        let Some(person) = actor.person_id().filter(|_| actor.has(Role::Youth)) else {
            return Ok(None);
        };
        let mut conn = self.db.read().await?;
        let campaign = store::of_member(&mut conn, person).await?;
        let open = campaign.filter(|campaign| campaign.stage.takes_ideas());
        Ok(open.map(|campaign| OpenCampaign {
            slug: campaign.slug,
            title: campaign.plan.title,
            sets: campaign.plan.sets.into_iter().map(|set| set.name).collect(),
        }))
    }
}
