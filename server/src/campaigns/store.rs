//! All SQL of campaigns.

use nara_app::campaigns::api::{CampaignGroup, CampaignIdea, CampaignItem};
use nara_domain::actor::Standing;
use nara_domain::campaign::{
    CampaignReminder, CampaignStage, CampaignStageCode, CampaignStepKind, Chosen, Plan,
};
use nara_domain::coauthors::byline;
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignActId, CampaignId, GroupId, PersonId, ProposalId};
use nara_domain::proposal::Course;
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, Engine, FromRow, Statement, Tx};
use crate::proposals::store::coauthor;
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const COLUMNS: &str = "select c.campaign_id, c.slug, c.maker_id, c.plan, c.course, c.changed_at \
    from campaign c ";
/// Words of an address before it is told from others by a number.
const SLUG_TRIES: i64 = 200;

/// A campaign as it is stored.
#[derive(Clone, Debug)]
pub struct StoredCampaign {
    pub id: CampaignId,
    pub slug: String,
    pub maker: PersonId,
    pub plan: Plan,
    pub stage: CampaignStage,
    pub changed_at: Stamp,
}

#[derive(FromRow)]
struct CampaignRow {
    campaign_id: i64,
    slug: String,
    maker_id: i64,
    plan: String,
    course: String,
    changed_at: i64,
}

impl TryFrom<CampaignRow> for StoredCampaign {
    type Error = DbError;

    fn try_from(row: CampaignRow) -> Result<Self, DbError> {
        Ok(Self {
            id: CampaignId::new(row.campaign_id),
            slug: row.slug,
            maker: PersonId::new(row.maker_id),
            plan: serde_json::from_str(&row.plan)?,
            stage: serde_json::from_str(&row.course)?,
            changed_at: Stamp(row.changed_at),
        })
    }
}

async fn one(conn: &mut Conn, select: Statement) -> Result<Option<StoredCampaign>, DbError> {
    let rows: Vec<CampaignRow> = conn.all(select).await?;
    rows.into_iter().next().map(TryInto::try_into).transpose()
}

pub async fn find(conn: &mut Conn, slug: &str) -> Result<Option<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where c.slug = ").bind(slug);
    one(conn, select).await
}

/// Locked until the transaction ends: one step at a time, and no choice beside one.
pub async fn lock(tx: &mut Tx, slug: &str) -> Result<Option<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where c.slug = ").bind(slug);
    if tx.engine() == Engine::Postgres {
        select.sql(" for no key update");
    }
    one(tx, select).await
}

/// Held as it is until the transaction ends, by any number of voters at a time: nobody takes a step.
pub async fn hold(tx: &mut Tx, slug: &str) -> Result<Option<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where c.slug = ").bind(slug);
    if tx.engine() == Engine::Postgres {
        select.sql(" for share");
    }
    one(tx, select).await
}

/// Those on which a step is due by itself.
pub async fn list_due(conn: &mut Conn, today: Date) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(
        conn,
        (String,),
        "select slug from campaign where due_on <= $1 order by due_on, campaign_id limit 200",
        today.to_string(),
    )?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Those that take ideas or votes, the latest changed first.
pub async fn list_going_on(conn: &mut Conn, most: i64) -> Result<Vec<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select
        .sql("where c.stage in ('open', 'voting') order by c.changed_at desc, c.campaign_id desc limit ")
        .bind(most);
    let rows: Vec<CampaignRow> = conn.all(select).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The campaign an idea belongs to.
pub async fn of_idea(conn: &mut Conn, idea: ProposalId) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select c.slug from proposal p join campaign c on c.campaign_id = p.campaign_id
         where p.proposal_id = $1",
        idea.get(),
    )?;
    Ok(row.map(|(slug,)| slug))
}

/// Where the campaign is that an idea belongs to, and whether the idea fills a slot of it.
pub async fn stage_and_choice(
    conn: &mut Conn,
    idea: ProposalId,
) -> Result<Option<(CampaignStage, bool)>, DbError> {
    let row = fetch_optional!(
        conn,
        (String, bool),
        "select c.course, w.slot is not null as chosen
         from proposal p join campaign c on c.campaign_id = p.campaign_id
         left join campaign_choice w on w.proposal_id = p.proposal_id
         where p.proposal_id = $1",
        idea.get(),
    )?;
    row.map(|(course, chosen)| Ok((serde_json::from_str(&course)?, chosen)))
        .transpose()
}

/// Locks every idea of a campaign, hidden ones too, in the order of their numbers.
pub async fn lock_ideas(tx: &mut Tx, slug: &str) -> Result<(), DbError> {
    // SQLite lets nobody else write meanwhile.
    if tx.engine() == Engine::Postgres {
        let _rows = fetch_all!(
            tx,
            (i64,),
            "select p.proposal_id from proposal p join campaign c on c.campaign_id = p.campaign_id
             where c.slug = $1 order by p.proposal_id for no key update of p",
            slug,
        )?;
    }
    Ok(())
}

/// Every idea of a campaign, hidden ones too, in the order of their numbers.
pub async fn ids_of_ideas(conn: &mut Conn, id: CampaignId) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select proposal_id from proposal where campaign_id = $1 order by proposal_id",
        id.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// Whether there was a vote in it that was counted.
pub async fn was_counted(conn: &mut Conn, id: CampaignId) -> Result<bool, DbError> {
    let (counted,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from campaign_act where campaign_id = $1 and step = $2",
        id.get(),
        CampaignStepKind::Count.code(),
    )?;
    Ok(counted > 0)
}

/// Whether an idea fills a slot of a campaign.
pub async fn is_chosen(conn: &mut Conn, idea: ProposalId) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select slot from campaign_choice where proposal_id = $1 and slot is not null",
        idea.get(),
    )?;
    Ok(row.is_some())
}

/// The campaign a member's group takes part in.
pub async fn of_member(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Option<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select
        .sql(
            "join youth_group g on g.campaign_id = c.campaign_id \
             join member m on m.youth_group_id = g.youth_group_id where m.person_id = ",
        )
        .bind(person.get());
    one(conn, select).await
}

#[derive(FromRow)]
struct ItemRow {
    slug: String,
    plan: String,
    course: String,
    changed_at: i64,
    maker_id: i64,
    ideas: i64,
    filled: i64,
    led: i64,
}

/// A line of the list, with who made it and whether the reader runs one of its groups.
#[derive(Debug)]
pub struct Listed {
    pub item: CampaignItem,
    pub stage: CampaignStage,
    pub maker: PersonId,
    pub led: bool,
}

const ITEMS: &str = "select c.slug, c.plan, c.course, c.changed_at, c.maker_id, \
    (select count(*) from proposal p where p.campaign_id = c.campaign_id \
        and p.stage_group <> 'not_public' and p.hidden is null) as ideas, \
    (select count(*) from campaign_choice w where w.campaign_id = c.campaign_id \
        and w.slot is not null) as filled, \
    (select count(*) from youth_group g join group_supervisor s \
        on s.youth_group_id = g.youth_group_id \
        where g.campaign_id = c.campaign_id and s.person_id = $1) as led \
    from campaign c order by c.changed_at desc, c.campaign_id desc limit $2";

/// The latest changed first, drafts included. `reader`: nobody's number for a visitor.
pub async fn list(
    conn: &mut Conn,
    reader: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let reader = reader.map_or(0, PersonId::get);
    let rows = fetch_all!(conn, ItemRow, ITEMS, reader, limit)?;
    rows.into_iter()
        .map(|row| {
            let plan: Plan = serde_json::from_str(&row.plan)?;
            let stage: CampaignStage = serde_json::from_str(&row.course)?;
            let day = match &stage {
                CampaignStage::Approved { approval }
                | CampaignStage::Recruiting { approval, .. } => Some(approval.opens_on),
                CampaignStage::Open { approval, .. } => Some(approval.ideas_until),
                CampaignStage::Voting { voting, .. } => Some(voting.until),
                other => other.promised(),
            };
            Ok(Listed {
                item: CampaignItem {
                    slug: row.slug,
                    slots: plan.slots(),
                    title: plan.title,
                    question: plan.question,
                    stage: stage.code(),
                    day,
                    ideas: row.ideas,
                    filled: row.filled,
                    changed_at: Stamp(row.changed_at),
                },
                stage,
                maker: PersonId::new(row.maker_id),
                led: row.led > 0,
            })
        })
        .collect()
}

/// A new campaign, before its first act.
#[derive(Debug)]
pub struct NewCampaign<'a> {
    pub maker: PersonId,
    pub plan: &'a Plan,
    pub once: &'a str,
}

/// Its address is made of its title; where another has it, a number tells them apart.
///
/// `None`: this form was sent before.
pub async fn insert(
    tx: &mut Tx,
    new: &NewCampaign<'_>,
    now: Stamp,
) -> Result<Option<String>, DbError> {
    let plan = serde_json::to_string(new.plan)?;
    let stage = CampaignStage::Draft;
    let course = serde_json::to_string(&stage)?;
    let words = match slug(&new.plan.title) {
        // The address of the form for a new one, or a title without a letter.
        words if words.is_empty() || words == "ny" => "kampanj".to_owned(),
        words => words,
    };
    for number in 1..=SLUG_TRIES {
        let address = match number {
            1 => words.clone(),
            number => format!("{words}-{number}"),
        };
        let made = fetch_optional!(
            tx,
            (i64,),
            "insert into campaign (slug, maker_id, title, plan, course, stage, created_at,
                changed_at, once_key) values ($1, $2, $3, $4, $5, $6, $7, $7, $8)
             on conflict do nothing returning campaign_id",
            &address,
            new.maker.get(),
            &new.plan.title,
            &plan,
            &course,
            stage.code().code(),
            now.0,
            new.once,
        )?;
        if made.is_some() {
            return Ok(Some(address));
        }
        if find_once(tx, new.once).await?.is_some() {
            return Ok(None);
        }
    }
    Err(DbError::Inconsistent(format!(
        "too many campaigns called {words}"
    )))
}

pub async fn find_once(conn: &mut Conn, once: &str) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select slug from campaign where once_key = $1",
        once
    )?;
    Ok(row.map(|(slug,)| slug))
}

/// What its acts say by now. `due`: the day on which a step is due by itself.
pub async fn project(
    tx: &mut Tx,
    campaign: &StoredCampaign,
    due: Option<Date>,
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update campaign set title = $2, plan = $3, course = $4, stage = $5, due_on = $6,
            changed_at = $7 where campaign_id = $1",
        campaign.id.get(),
        &campaign.plan.title,
        serde_json::to_string(&campaign.plan)?,
        serde_json::to_string(&campaign.stage)?,
        campaign.stage.code().code(),
        due.map(|day| day.to_string()),
        now.0,
    )?;
    Ok(())
}

/// A line of the record.
#[derive(Clone, Debug)]
pub struct StoredAct {
    pub id: CampaignActId,
    pub step: CampaignStepKind,
    pub actor_name: String,
    pub standing: Option<Standing>,
    pub by_rule: bool,
    pub at: Stamp,
    pub fields: Values,
}

#[derive(FromRow)]
struct ActRow {
    campaign_act_id: i64,
    step: String,
    actor_id: Option<i64>,
    actor_name: String,
    actor_standing: String,
    at: i64,
    fields: String,
}

pub async fn list_acts(conn: &mut Conn, id: CampaignId) -> Result<Vec<StoredAct>, DbError> {
    let rows = fetch_all!(
        conn,
        ActRow,
        "select campaign_act_id, step, actor_id, actor_name, actor_standing, at, fields
         from campaign_act where campaign_id = $1 order by campaign_act_id",
        id.get(),
    )?;
    rows.into_iter()
        .map(|row| {
            let step = CampaignStepKind::from_code(&row.step)
                .ok_or_else(|| DbError::Inconsistent(format!("campaign_act.step {}", row.step)))?;
            Ok(StoredAct {
                id: CampaignActId::new(row.campaign_act_id),
                step,
                actor_name: row.actor_name,
                standing: serde_json::from_str(&row.actor_standing)?,
                by_rule: row.actor_id.is_none(),
                at: Stamp(row.at),
                fields: serde_json::from_str(&row.fields)?,
            })
        })
        .collect()
}

/// The last line of the record.
pub async fn last_act(conn: &mut Conn, id: CampaignId) -> Result<Option<CampaignActId>, DbError> {
    let (last,) = fetch_one!(
        conn,
        (Option<i64>,),
        "select max(campaign_act_id) from campaign_act where campaign_id = $1",
        id.get(),
    )?;
    Ok(last.map(CampaignActId::new))
}

/// Whether a step's form was sent before.
pub async fn was_sent(conn: &mut Conn, id: CampaignId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select campaign_act_id from campaign_act where campaign_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// An act before it is in the record.
#[derive(Debug)]
pub struct NewAct<'a> {
    pub campaign: CampaignId,
    pub step: CampaignStepKind,
    pub stage: CampaignStageCode,
    pub actor: Option<PersonId>,
    pub actor_name: &'a str,
    pub standing: Option<&'a Standing>,
    pub at: Stamp,
    pub fields: &'a Values,
    pub once: &'a str,
}

/// False where this form was sent before.
pub async fn append(tx: &mut Tx, new: &NewAct<'_>) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into campaign_act (campaign_id, step, stage, actor_id, actor_name, actor_standing,
            at, fields, once_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (campaign_id, once_key) do nothing",
        new.campaign.get(),
        new.step.code(),
        new.stage.code(),
        new.actor.map(PersonId::get),
        new.actor_name,
        serde_json::to_string(&new.standing)?,
        new.at.0,
        serde_json::to_string(new.fields)?,
        new.once,
    )?;
    Ok(added > 0)
}

#[derive(FromRow)]
struct IdeaRow {
    proposal_id: i64,
    title: String,
    proposer_name: String,
    coauthors: String,
    course: String,
    support_count: i64,
    submitted_at: i64,
    campaign_set: Option<i64>,
    slot: Option<i64>,
    reason: Option<String>,
    helpers: i64,
}

/// Ideas that everybody can read, the latest first.
pub async fn list_ideas(conn: &mut Conn, id: CampaignId) -> Result<Vec<CampaignIdea>, DbError> {
    let rows = fetch_all!(
        conn,
        IdeaRow,
        "select p.proposal_id, p.title, p.proposer_name, p.coauthors, p.course, p.support_count, p.submitted_at,
            p.campaign_set, w.slot, w.reason,
            (select count(*) from idea_helper h where h.proposal_id = p.proposal_id) as helpers
         from proposal p left join campaign_choice w on w.proposal_id = p.proposal_id
         where p.campaign_id = $1 and p.stage_group <> 'not_public' and p.hidden is null
         order by p.proposal_id desc",
        id.get(),
    )?;
    rows.into_iter()
        .map(|row| {
            let course: Course = serde_json::from_str(&row.course)?;
            let Course::Idea(stage) = course else {
                return Err(DbError::Inconsistent("a campaign's proposal".to_owned()));
            };
            Ok(CampaignIdea {
                id: ProposalId::new(row.proposal_id),
                slug: slug(&row.title),
                title: row.title,
                author: byline(&row.proposer_name, &coauthor::names(&row.coauthors)?),
                set: row.campaign_set.unwrap_or_default(),
                slot: row.slot,
                kept: row.reason,
                support: row.support_count,
                helpers: row.helpers,
                stage: stage.code(),
                verdict: stage.verdict(),
                at: Stamp(row.submitted_at),
            })
        })
        .collect()
}

#[derive(FromRow)]
struct GroupRow {
    youth_group_id: i64,
    name: String,
    member_count: i64,
    over: bool,
}

impl From<GroupRow> for CampaignGroup {
    fn from(row: GroupRow) -> Self {
        Self {
            id: GroupId::new(row.youth_group_id),
            name: row.name,
            members: row.member_count,
            over: row.over,
        }
    }
}

pub async fn list_groups(conn: &mut Conn, id: CampaignId) -> Result<Vec<CampaignGroup>, DbError> {
    let rows = fetch_all!(
        conn,
        GroupRow,
        "select youth_group_id, name, coalesce(took_part, member_count) as member_count,
            took_part is not null as over
         from youth_group where campaign_id = $1 order by name, youth_group_id",
        id.get(),
    )?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Groups this person runs that go on and take part in no campaign, or in one that was called off.
pub async fn list_free_groups(
    conn: &mut Conn,
    supervisor: PersonId,
    now: Stamp,
) -> Result<Vec<CampaignGroup>, DbError> {
    let rows = fetch_all!(
        conn,
        GroupRow,
        "select g.youth_group_id, g.name, g.member_count, false as over from youth_group g
         join group_supervisor s on s.youth_group_id = g.youth_group_id
         where s.person_id = $1 and g.ended_at is null and g.ends_at > $2
           and (g.campaign_id is null or exists (select 1 from campaign o
                where o.campaign_id = g.campaign_id and o.stage = 'cancelled'))
         order by g.name, g.youth_group_id",
        supervisor.get(),
        now.0,
    )?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Whether this person runs one of its groups.
pub async fn leads_group(
    conn: &mut Conn,
    id: CampaignId,
    supervisor: PersonId,
) -> Result<bool, DbError> {
    let (groups,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from youth_group g
         join group_supervisor s on s.youth_group_id = g.youth_group_id
         where g.campaign_id = $1 and s.person_id = $2",
        id.get(),
        supervisor.get(),
    )?;
    Ok(groups > 0)
}

/// Whether this person runs this group.
pub async fn runs_group(
    conn: &mut Conn,
    group: GroupId,
    supervisor: PersonId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select person_id from group_supervisor where youth_group_id = $1 and person_id = $2",
        group.get(),
        supervisor.get(),
    )?;
    Ok(row.is_some())
}

/// False where it is over, or takes part in another one.
pub async fn take_in(
    tx: &mut Tx,
    id: CampaignId,
    group: GroupId,
    now: Stamp,
) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update youth_group set campaign_id = $1 where youth_group_id = $2
         and (campaign_id is null or campaign_id = $1 or exists (select 1 from campaign o
              where o.campaign_id = youth_group.campaign_id and o.stage = 'cancelled'))
         and ended_at is null and ends_at > $3",
        id.get(),
        group.get(),
        now.0,
    )?;
    Ok(taken > 0)
}

/// False where one of its members has published something there, or it did not take part.
pub async fn take_out(tx: &mut Tx, id: CampaignId, group: GroupId) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "update youth_group set campaign_id = null where youth_group_id = $2 and campaign_id = $1
         and not exists (select 1 from proposal p where p.campaign_id = $1
            and p.youth_group_id = $2)",
        id.get(),
        group.get(),
    )?;
    Ok(taken > 0)
}

/// Who put an idea forward.
pub async fn author_of(conn: &mut Conn, idea: ProposalId) -> Result<PersonId, DbError> {
    let (author,) = fetch_one!(
        conn,
        (i64,),
        "select proposer_id from proposal where proposal_id = $1",
        idea.get(),
    )?;
    Ok(PersonId::new(author))
}

/// From now on the idea belongs to this set of the campaign.
pub async fn mark_idea(
    tx: &mut Tx,
    idea: ProposalId,
    (campaign, set): (CampaignId, i64),
) -> Result<(), DbError> {
    execute!(
        tx,
        "update proposal set campaign_id = $2, campaign_set = $3 where proposal_id = $1",
        idea.get(),
        campaign.get(),
        set,
    )?;
    Ok(())
}

/// What is chosen about an idea now; nothing takes the choice back.
///
/// # Errors
/// A unique key where the slot is taken.
pub async fn choose(
    tx: &mut Tx,
    (campaign, idea): (CampaignId, ProposalId),
    chosen: Option<&Chosen>,
    person: PersonId,
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from campaign_choice where proposal_id = $1",
        idea.get()
    )?;
    let (slot, reason) = match chosen {
        None => return Ok(()),
        Some(Chosen::Slot(slot)) => (Some(*slot), None),
        Some(Chosen::Kept(reason)) => (None, Some(reason.as_str())),
    };
    // What is hidden holds no slot against what can be read.
    execute!(
        tx,
        "delete from campaign_choice where campaign_id = $1 and slot = $2
         and proposal_id in (select proposal_id from proposal where hidden is not null)",
        campaign.get(),
        slot,
    )?;
    execute!(
        tx,
        "insert into campaign_choice (proposal_id, campaign_id, slot, reason, person_id, at)
         values ($1, $2, $3, $4, $5, $6)",
        idea.get(),
        campaign.get(),
        slot,
        reason,
        person.get(),
        now.0,
    )?;
    Ok(())
}

/// Those that have promised a day: answers, or telling what became of them.
pub async fn list_awaited(conn: &mut Conn) -> Result<Vec<StoredCampaign>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where c.stage in ('presented', 'answered', 'follow_up') order by c.campaign_id");
    let rows: Vec<CampaignRow> = conn.all(select).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What has been reminded of: campaign, what, and the day it was about.
pub async fn list_reminded(conn: &mut Conn) -> Result<Vec<(i64, String, String)>, DbError> {
    fetch_all!(
        conn,
        (i64, String, String),
        "select campaign_id, what, day from campaign_reminder order by campaign_id, what, day",
    )
}

/// False where it has gone out already.
pub async fn insert_reminder(
    tx: &mut Tx,
    (id, what, day): (CampaignId, CampaignReminder, Date),
    now: Stamp,
) -> Result<bool, DbError> {
    let inserted = execute!(
        tx,
        "insert into campaign_reminder (campaign_id, what, day, at) values ($1, $2, $3, $4)
         on conflict (campaign_id, what, day) do nothing",
        id.get(),
        what.code(),
        day.to_string(),
        now.0,
    )?;
    Ok(inserted > 0)
}

/// Everybody who has taken a step of it, under the account they have now.
pub async fn list_workers(conn: &mut Conn, id: CampaignId) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct coalesce(p.merged_into, p.person_id) as worked
         from campaign_act a join person p on p.person_id = a.actor_id
         where a.campaign_id = $1 order by worked",
        id.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}
