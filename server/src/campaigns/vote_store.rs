//! SQL of a campaign's vote.

use nara_app::campaigns::api::{PaperEntry, VoteNumbers};
use nara_domain::campaign::{Alike, PaperCount};
use nara_domain::ids::{CampaignId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Whether this person takes part in one of the campaign's groups now.
pub async fn is_member(
    conn: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select m.member_id from member m
         join youth_group g on g.youth_group_id = m.youth_group_id
         where m.person_id = $1 and m.state = 'in' and g.campaign_id = $2",
        person.get(),
        campaign.get(),
    )?;
    Ok(row.is_some())
}

/// What stands on somebody's ballot.
pub async fn ballot_of(
    conn: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select proposal_id from campaign_ballot where campaign_id = $1 and person_id = $2
         order by proposal_id",
        campaign.get(),
        person.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// Puts a ballot into the box in the place of the one before.
///
/// # Errors
/// A unique key where the same person sends another one at this moment.
pub async fn put_ballot(
    tx: &mut Tx,
    (campaign, person): (CampaignId, PersonId),
    ideas: &[ProposalId],
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from campaign_ballot where campaign_id = $1 and person_id = $2",
        campaign.get(),
        person.get(),
    )?;
    for (place, idea) in (1_i64..).zip(ideas) {
        execute!(
            tx,
            "insert into campaign_ballot (campaign_id, place, person_id, proposal_id, at)
             values ($1, $2, $3, $4, $5)",
            campaign.get(),
            place,
            person.get(),
            idea.get(),
            now.0,
        )?;
    }
    Ok(())
}

/// How many have voted: all that anybody learns of it before it is counted.
pub async fn numbers(conn: &mut Conn, campaign: CampaignId) -> Result<VoteNumbers, DbError> {
    let (ballots,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from campaign_ballot where campaign_id = $1 and place = 1",
        campaign.get(),
    )?;
    let (slips,) = fetch_one!(
        conn,
        (i64,),
        "select cast(coalesce(sum(p.slips), 0) as bigint) from campaign_paper p
         where p.campaign_id = $1 and not exists (select 1 from campaign_paper q
            where q.campaign_id = p.campaign_id and q.person_id = p.person_id
              and q.campaign_paper_id > p.campaign_paper_id)",
        campaign.get(),
    )?;
    Ok(VoteNumbers { ballots, slips })
}

/// Every ballot in the box, without whose it is.
pub async fn list_ballots(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<Vec<ProposalId>>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, i64),
        "select person_id, proposal_id from campaign_ballot where campaign_id = $1
         order by person_id, proposal_id",
        campaign.get(),
    )?;
    let mut ballots: Vec<Vec<ProposalId>> = Vec::new();
    let mut last = None;
    for (person, idea) in rows {
        match ballots.last_mut().filter(|_| last == Some(person)) {
            Some(ballot) => ballot.push(ProposalId::new(idea)),
            None => ballots.push(vec![ProposalId::new(idea)]),
        }
        last = Some(person);
    }
    Ok(ballots)
}

/// Empties the box: what was voted stays, and whose it was does not.
pub async fn cut(tx: &mut Tx, campaign: CampaignId, ballots: &[Alike]) -> Result<(), DbError> {
    for (ideas, many) in ballots {
        let ideas: Vec<String> = ideas.iter().map(ToString::to_string).collect();
        execute!(
            tx,
            "insert into campaign_counted (campaign_id, ideas, ballots) values ($1, $2, $3)",
            campaign.get(),
            ideas.join(" "),
            many,
        )?;
    }
    throw_away(tx, campaign).await
}

/// Deletes the ballots that are tied to somebody.
pub async fn throw_away(tx: &mut Tx, campaign: CampaignId) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from campaign_ballot where campaign_id = $1",
        campaign.get()
    )?;
    Ok(())
}

/// Chosen ideas that nobody can read any longer.
pub async fn count_hidden(conn: &mut Conn, campaign: CampaignId) -> Result<i64, DbError> {
    let (hidden,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from campaign_choice w join proposal p on p.proposal_id = w.proposal_id
         where w.campaign_id = $1 and w.slot is not null
           and (p.stage_group = 'not_public' or p.hidden is not null)",
        campaign.get(),
    )?;
    Ok(hidden)
}

#[derive(FromRow)]
struct PaperRow {
    person_name: String,
    slips: i64,
    counted_by: String,
    counted_with: String,
    at: i64,
    replaced: i64,
}

/// Every entry of slips, the earliest first; nothing of what stood on them.
pub async fn list_paper(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<PaperEntry>, DbError> {
    let rows = fetch_all!(
        conn,
        PaperRow,
        "select p.person_name, p.slips, p.counted_by, p.counted_with, p.at,
            (select count(*) from campaign_paper q where q.campaign_id = p.campaign_id
                and q.person_id = p.person_id and q.campaign_paper_id > p.campaign_paper_id)
                as replaced
         from campaign_paper p where p.campaign_id = $1 order by p.campaign_paper_id",
        campaign.get(),
    )?;
    let entry = |row: PaperRow| PaperEntry {
        by: row.person_name,
        slips: row.slips,
        counted_by: row.counted_by,
        counted_with: row.counted_with,
        at: Stamp(row.at),
        replaced: row.replaced > 0,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// What the slips say of each idea, the entries that hold.
pub async fn list_paper_votes(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(ProposalId, i64)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, i64),
        "select i.proposal_id, i.votes from campaign_paper_idea i
         join campaign_paper p on p.campaign_paper_id = i.campaign_paper_id
         where p.campaign_id = $1 and not exists (select 1 from campaign_paper q
            where q.campaign_id = p.campaign_id and q.person_id = p.person_id
              and q.campaign_paper_id > p.campaign_paper_id)",
        campaign.get(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, votes)| (ProposalId::new(id), votes))
        .collect())
}

/// Enters slips; what the same person entered before no longer holds. False where this form was sent
/// before.
pub async fn insert_paper(
    tx: &mut Tx,
    (campaign, person, name): (CampaignId, PersonId, &str),
    paper: &PaperCount,
    once: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let made = fetch_optional!(
        tx,
        (i64,),
        "insert into campaign_paper (campaign_id, person_id, person_name, slips, counted_by,
            counted_with, at, once_key) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (campaign_id, once_key) do nothing returning campaign_paper_id",
        campaign.get(),
        person.get(),
        name,
        paper.slips,
        &paper.counted_by,
        &paper.counted_with,
        now.0,
        once,
    )?;
    let Some((id,)) = made else {
        return Ok(false);
    };
    for (idea, votes) in &paper.votes {
        execute!(
            tx,
            "insert into campaign_paper_idea (campaign_paper_id, proposal_id, votes)
             values ($1, $2, $3)",
            id,
            idea.get(),
            votes,
        )?;
    }
    Ok(true)
}
