//! The vote on a campaign's ideas: ballots, slips of paper, and the count.

use nara_app::campaigns::api::{CampaignIdea, IDEA, PaperView, VoteView};
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::campaign::{
    CampaignStepKind, Counted, Voting, alike, ballot, count, may_vote, order_seed, paper, runs,
    shuffled,
};
use nara_domain::error::{Denied, FieldError, NotAllowedNow};
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignId, ProposalId};
use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;

use super::steps::{is_own, locked, readable, standing_for};
use super::store::{self, StoredCampaign};
use super::vote_store as votes;
use crate::db::{Conn, DbError, Tx};
use crate::once::key_of;

/// The ideas that can be voted for, by slot.
async fn candidates(conn: &mut Conn, id: CampaignId) -> Result<Vec<CampaignIdea>, DbError> {
    let mut ideas = store::list_ideas(conn, id).await?;
    ideas.retain(|idea| idea.slot.is_some());
    ideas.sort_by_key(|idea| idea.slot);
    Ok(ideas)
}

fn ids(ideas: &[CampaignIdea]) -> Vec<ProposalId> {
    ideas.iter().map(|idea| idea.id).collect()
}

async fn may(
    conn: &mut Conn,
    campaign: &StoredCampaign,
    voting: &Voting,
    (actor, rules): (&Actor, &Ruleset),
) -> Result<Result<(), Denied>, DbError> {
    let in_group = match actor.person_id() {
        Some(person) => votes::is_member(conn, campaign.id, person).await?,
        None => false,
    };
    Ok(may_vote(voting, rules, actor, in_group))
}

/// The vote, where ballots and slips are taken.
fn open(campaign: &StoredCampaign, now: Stamp) -> Result<&Voting, AppError> {
    let voting = campaign.stage.voting();
    let open = voting.filter(|voting| voting.is_open(now.day()));
    open.ok_or(AppError::NotAllowedNow(NotAllowedNow::NotVoting))
}

/// As the port's method.
pub async fn view(
    conn: &mut Conn,
    actor: &Actor,
    slug: &str,
    rules: &Ruleset,
) -> Result<VoteView, AppError> {
    let campaign = store::find(conn, slug).await?;
    let campaign = campaign.ok_or(AppError::NotFound)?;
    readable(conn, actor, &campaign).await?;
    let mut view = VoteView {
        slug: campaign.slug.clone(),
        title: campaign.plan.title.clone(),
        question: campaign.plan.question.clone(),
        sets: campaign
            .plan
            .sets
            .iter()
            .map(|set| set.name.clone())
            .collect(),
        voting: campaign.stage.voting().cloned(),
        stage: campaign.stage.code(),
        numbers: None,
        candidates: Vec::new(),
        ticked: Vec::new(),
        counted: store::was_counted(conn, campaign.id).await?,
        lost: false,
        may: Err(Denied::SignIn),
    };
    let Some(voting) = campaign.stage.voting() else {
        return Ok(view);
    };
    view.numbers = Some(votes::numbers(conn, campaign.id).await?);
    view.may = may(conn, &campaign, voting, (actor, rules)).await?;
    let candidates = candidates(conn, campaign.id).await?;
    let known = ids(&candidates);
    view.candidates = match actor.person_id() {
        None => candidates,
        Some(person) => shuffled(order_seed(person, campaign.id), candidates),
    };
    if let Some(person) = actor.person_id() {
        let ticked = votes::ballot_of(conn, campaign.id, person).await?;
        view.lost = !ticked.iter().all(|idea| known.contains(idea));
        view.ticked = ticked;
    }
    Ok(view)
}

/// Puts a ballot into the box. False where the same person sent another one at the same moment: nothing
/// was written, and it can be tried again.
pub async fn cast(
    tx: &mut Tx,
    actor: &Actor,
    (slug, ticked): (&str, &[ProposalId]),
    rules: &Ruleset,
    now: Stamp,
) -> Result<bool, AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let campaign = store::hold(tx, slug).await?;
    let campaign = campaign.ok_or(AppError::NotFound)?;
    readable(tx, actor, &campaign).await?;
    let voting = open(&campaign, now)?;
    may(tx, &campaign, voting, (actor, rules)).await??;
    let known = ids(&candidates(tx, campaign.id).await?);
    let chosen = ballot(ticked, &known, voting.votes_each)
        .map_err(|problem| AppError::Invalid(vec![FieldError::new(IDEA, problem)]))?;
    match votes::put_ballot(tx, (campaign.id, person), &chosen, now).await {
        Err(error) if error.is_unique_violation() => Ok(false),
        put => {
            put?;
            Ok(true)
        }
    }
}

/// Who may enter slips: who runs the vote.
async fn runs_vote(
    conn: &mut Conn,
    actor: &Actor,
    campaign: &StoredCampaign,
) -> Result<(), AppError> {
    let own = is_own(conn, campaign, actor.person_id()).await?;
    Ok(runs(actor, CampaignStepKind::Vote, own)?)
}

/// As the port's method.
pub async fn paper_view(
    conn: &mut Conn,
    actor: &Actor,
    slug: &str,
    now: Stamp,
) -> Result<PaperView, AppError> {
    let campaign = store::find(conn, slug).await?;
    let campaign = campaign.ok_or(AppError::NotFound)?;
    readable(conn, actor, &campaign).await?;
    runs_vote(conn, actor, &campaign).await?;
    let voting = open(&campaign, now).ok().cloned();
    Ok(PaperView {
        slug: campaign.slug.clone(),
        title: campaign.plan.title.clone(),
        candidates: match voting {
            Some(_) => candidates(conn, campaign.id).await?,
            None => Vec::new(),
        },
        voting,
        entries: votes::list_paper(conn, campaign.id).await?,
    })
}

/// As the port's method, in a transaction of somebody else's.
pub async fn enter_paper(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    (typed, once): (&Values, &str),
    now: Stamp,
) -> Result<(), AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let once = key_of(once)?.ok_or(AppError::Malformed)?;
    let once = format!("{person}:{once}");
    let campaign = locked(tx, actor, slug).await?;
    runs_vote(tx, actor, &campaign).await?;
    let voting = open(&campaign, now)?;
    let known = ids(&candidates(tx, campaign.id).await?);
    let paper = paper(typed, &known, voting.votes_each)?;
    let duty = standing_for(actor, CampaignStepKind::Vote);
    let title = duty.and_then(|duty| duty.title.as_deref().or(duty.department.as_deref()));
    let name = match (actor.name().unwrap_or_default(), title) {
        (name, Some(title)) => format!("{name}, {title}"),
        (name, None) => name.to_owned(),
    };
    let who = (campaign.id, person, name.as_str());
    // Sent again it is entered already.
    votes::insert_paper(tx, who, &paper, &once, now).await?;
    Ok(())
}

/// Counts what is in the box and on paper, and takes off each ballot whose it was.
pub async fn empty_the_box(tx: &mut Tx, campaign: &StoredCampaign) -> Result<Counted, AppError> {
    let id = campaign.id;
    let candidates: Vec<_> = candidates(tx, id)
        .await?
        .into_iter()
        .filter_map(|idea| Some((idea.slot?, idea.id)))
        .collect();
    let numbers = votes::numbers(tx, id).await?;
    let ballots = alike(votes::list_ballots(tx, id).await?);
    let on_paper = votes::list_paper_votes(tx, id).await?;
    votes::cut(tx, id, &ballots).await?;
    Ok(Counted {
        ballots: numbers.ballots,
        slips: numbers.slips,
        fell_out: votes::count_hidden(tx, id).await?,
        totals: count(&candidates, &ballots, &on_paper),
    })
}
