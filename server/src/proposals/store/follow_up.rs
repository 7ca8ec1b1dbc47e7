//! Whether it was done: the questions to those who wanted it, and what they say.

use std::collections::BTreeMap;

use nara_app::proposals::api::FollowUp;
use nara_domain::follow_up::{Replies, Reply};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::{Date, Stamp};

use super::code;
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all};

/// What was said yes to between two days and may have to be asked about, a part at a time.
const CANDIDATES: &str = "select distinct p.proposal_id from proposal p \
    join act a on a.proposal_id = p.proposal_id \
    where p.proposal_id > $1 and p.kind = 'proposal' \
    and p.stage in ('approved', 'partly_approved', 'planned', 'implementing', 'implemented', 'stopped', \
         'closed') \
    and a.transition in ('approve', 'partly_approve', 'deem_answered') \
    and a.happened_on >= $2 and a.happened_on <= $3 \
    order by p.proposal_id limit 200";
const ASKED: &str = "select months from follow_up where proposal_id = $1 order by months";
/// The key decides who asks.
const ASK: &str = "insert into follow_up (proposal_id, months, at, until_day) \
    values ($1, $2, $3, $4) on conflict (proposal_id, months) do nothing";
/// One row for each thing that is said, with whether the reader says it; one without any where nobody has
/// replied.
const LATEST: &str = "select f.months, f.until_day, r.reply, count(r.person_id) as said, \
    count(case when r.person_id = $2 then 1 end) as by_reader \
    from follow_up f left join follow_up_reply r \
        on r.proposal_id = f.proposal_id and r.months = f.months \
    where f.proposal_id = $1 \
    and f.months = (select max(l.months) from follow_up l where l.proposal_id = $1) \
    group by f.months, f.until_day, r.reply";
const SAY: &str = "insert into follow_up_reply (proposal_id, months, person_id, reply, at) \
    values ($1, $2, $3, $4, $5) \
    on conflict (proposal_id, months, person_id) do update set reply = excluded.reply, at = excluded.at";

#[derive(FromRow)]
struct LatestRow {
    months: i64,
    until_day: String,
    reply: Option<String>,
    said: i64,
    by_reader: i64,
}

/// Those that were said yes to between two days, after one.
pub async fn candidates(
    conn: &mut Conn,
    after: i64,
    (from, to): (Date, Date),
) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        CANDIDATES,
        after,
        from.to_string(),
        to.to_string(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// The questions that were asked already, by their months.
pub async fn asked(conn: &mut Conn, id: ProposalId) -> Result<Vec<i64>, DbError> {
    let rows = fetch_all!(conn, (i64,), ASKED, id.get())?;
    Ok(rows.into_iter().map(|(months,)| months).collect())
}

/// Whether this is who asks.
pub async fn ask(
    tx: &mut Tx,
    id: ProposalId,
    months: i64,
    until: Date,
    now: Stamp,
) -> Result<bool, DbError> {
    let rows = execute!(tx, ASK, id.get(), months, now.0, until.to_string())?;
    Ok(rows > 0)
}

/// The latest question with its replies, and the reader's own.
pub async fn latest(
    conn: &mut Conn,
    id: ProposalId,
    reader: Option<PersonId>,
) -> Result<Option<FollowUp>, DbError> {
    let reader = reader.map(PersonId::get);
    let rows = fetch_all!(conn, LatestRow, LATEST, id.get(), reader)?;
    let Some(latest) = rows.first() else {
        return Ok(None);
    };
    let (mut replies, mut mine) = (Replies::default(), None);
    for row in &rows {
        let Some(reply) = &row.reply else { continue };
        let reply: Reply = code("follow_up_reply.reply", reply)?;
        replies.add(reply, row.said);
        if row.by_reader > 0 {
            mine = Some(reply);
        }
    }
    Ok(Some(FollowUp {
        months: latest.months,
        until: code("follow_up.until_day", &latest.until_day)?,
        replies: replies.shown(),
        mine,
        may_reply: false,
    }))
}

/// What was said last about each of these, as everybody may see it.
pub async fn shown(
    conn: &mut Conn,
    ids: &[ProposalId],
) -> Result<BTreeMap<ProposalId, Replies>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut select = Statement::new(
        "select r.proposal_id, r.reply, count(*) from follow_up_reply r \
         where r.months = (select max(f.months) from follow_up f where f.proposal_id = r.proposal_id) \
         and r.proposal_id in (",
    );
    select
        .list(ids.iter().map(|id| id.get()))
        .sql(") group by r.proposal_id, r.reply");
    let rows: Vec<(i64, String, i64)> = conn.all(select).await?;
    let mut all: BTreeMap<ProposalId, Replies> = BTreeMap::new();
    for (id, reply, count) in rows {
        let reply: Reply = code("follow_up_reply.reply", &reply)?;
        all.entry(ProposalId::new(id))
            .or_default()
            .add(reply, count);
    }
    all.retain(|_, replies| replies.shown().is_some());
    Ok(all)
}

/// Writes down what somebody says, in place of what they said before.
pub async fn say(
    tx: &mut Tx,
    (id, months): (ProposalId, i64),
    person: PersonId,
    reply: Reply,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(tx, SAY, id.get(), months, person.get(), reply.code(), now.0,)
}
