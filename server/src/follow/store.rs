//! All SQL of following, and of letters that are stopped.

use nara_domain::follow::Ties;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// How somebody stands to a proposal and to its letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stored {
    /// But for whose proposal it is.
    pub ties: Ties,
    /// Whether a letter can reach them.
    pub address: bool,
    /// Whether they want no letters about any proposal.
    pub all_stopped: bool,
    /// Whether something they began to write there is kept, be it sent by now.
    pub drafted: bool,
}

#[derive(crate::db::FromRow)]
struct TiesRow {
    email_confirmed_at: Option<i64>,
    letters_stopped_at: Option<i64>,
    supports_since: Option<i64>,
    opposes_since: Option<i64>,
    follows_since: Option<i64>,
    stopped_at: Option<i64>,
    drafted: bool,
}

/// One statement, as a proposal's page may cost few.
pub async fn find_ties(
    conn: &mut Conn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<Stored, DbError> {
    let found = fetch_optional!(
        conn,
        TiesRow,
        "select case when p.email is not null then p.email_confirmed_at end as email_confirmed_at,
                p.letters_stopped_at, s.at as supports_since, o.at as opposes_since,
                f.at as follows_since, f.stopped_at,
                exists (select 1 from comment_draft d where d.proposal_id = $1
                    and d.person_id = p.person_id) as drafted
         from person p
         left join support s on s.proposal_id = $1 and s.person_id = p.person_id
         left join opposition o on o.proposal_id = $1 and o.person_id = p.person_id
         left join follow f on f.proposal_id = $1 and f.person_id = p.person_id
         where p.person_id = $2",
        proposal.get(),
        person.get(),
    )?;
    Ok(found.map_or_else(Stored::default, |row| Stored {
        ties: Ties {
            proposer: false,
            supports: row.supports_since.is_some(),
            opposes: row.opposes_since.is_some(),
            follows: row.follows_since.is_some() && row.stopped_at.is_none(),
            stopped: row.stopped_at.is_some(),
        },
        address: row.email_confirmed_at.is_some(),
        all_stopped: row.letters_stopped_at.is_some(),
        drafted: row.drafted,
    }))
}

/// From now on, but where something was said about letters already: who stopped them gets none.
pub async fn follow_unless_stopped(
    tx: &mut Tx,
    person: PersonId,
    proposal: ProposalId,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into follow (person_id, proposal_id, at) values ($1, $2, $3)
         on conflict (person_id, proposal_id) do nothing",
        person.get(),
        proposal.get(),
        now.0,
    )
}

/// From now on, also where the letters were stopped. Twice is once.
pub async fn follow(
    tx: &mut Tx,
    person: PersonId,
    proposal: ProposalId,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into follow (person_id, proposal_id, at) values ($1, $2, $3)
         on conflict (person_id, proposal_id) do update set at = excluded.at, stopped_at = null
         where follow.stopped_at is not null",
        person.get(),
        proposal.get(),
        now.0,
    )
}

/// No letters about it from now on, also none that are written already: the row stays for those.
pub async fn stop(
    tx: &mut Tx,
    person: PersonId,
    proposal: ProposalId,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into follow (person_id, proposal_id, at, stopped_at) values ($1, $2, $3, $3)
         on conflict (person_id, proposal_id) do update set stopped_at = excluded.stopped_at
         where follow.stopped_at is null",
        person.get(),
        proposal.get(),
        now.0,
    )
}

/// No letters about any proposal. Twice is once.
pub async fn stop_all(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set letters_stopped_at = $2
         where person_id = $1 and letters_stopped_at is null and erased_at is null",
        person.get(),
        now.0,
    )
}

/// Letters about proposals again. What was stopped one by one stays stopped.
pub async fn resume_all(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set letters_stopped_at = null where person_id = $1",
        person.get(),
    )
}

/// Proposals that somebody follows, or votes on without wanting letters, the newest first, with
/// whether the letters are stopped.
pub async fn list(
    conn: &mut Conn,
    person: PersonId,
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, bool)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, Option<i64>),
        "select f.proposal_id, f.stopped_at from follow f
         join proposal p on p.proposal_id = f.proposal_id
         left join support s on s.proposal_id = f.proposal_id and s.person_id = f.person_id
         left join opposition o on o.proposal_id = f.proposal_id and o.person_id = f.person_id
         where f.person_id = $1 and f.proposal_id < $2 and p.stage_group <> 'not_public'
             and (f.stopped_at is null or s.at is not null or o.at is not null)
         order by f.proposal_id desc limit $3",
        person.get(),
        before,
        limit,
    )?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(id, stopped_at)| (id, stopped_at.is_some()))
        .collect())
}

pub async fn count_followed(conn: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from follow f join proposal p on p.proposal_id = f.proposal_id
         where f.person_id = $1 and f.stopped_at is null and p.stage_group <> 'not_public'",
        person.get(),
    )?;
    Ok(count)
}

/// The account that stands for this one today: one that became part of another leads there. None
/// where it was taken away.
pub async fn find_living(conn: &mut Conn, person: i64) -> Result<Option<PersonId>, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select coalesce(p.merged_into, p.person_id) from person p
         left join person o on o.person_id = p.merged_into
         where p.person_id = $1 and p.erased_at is null and o.erased_at is null",
        person,
    )?;
    Ok(found.map(|(person,)| PersonId::new(person)))
}

/// A proposal's title, where everybody may know it. None where there is no such proposal.
pub async fn find_title(
    conn: &mut Conn,
    proposal: ProposalId,
) -> Result<Option<Option<String>>, DbError> {
    let found = fetch_optional!(
        conn,
        (Option<String>,),
        "select case when stage_group <> 'not_public' then title end from proposal
         where proposal_id = $1",
        proposal.get(),
    )?;
    Ok(found.map(|(title,)| title))
}

/// What one account followed becomes the other's. What was stopped under either is stopped: it is one
/// person, who said so.
pub async fn absorb(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into follow (person_id, proposal_id, at, stopped_at)
         select $2, o.proposal_id, o.at, o.stopped_at from follow o where o.person_id = $1
         on conflict (person_id, proposal_id) do update
             set stopped_at = coalesce(follow.stopped_at, excluded.stopped_at)",
        from,
        to,
    )?;
    execute!(tx, "delete from follow where person_id = $1", from)?;
    execute!(
        tx,
        "update person set letters_stopped_at = coalesce(letters_stopped_at,
             (select o.letters_stopped_at from person o where o.person_id = $1))
         where person_id = $2",
        from,
        to,
    )?;
    Ok(())
}

/// Forgets what was followed once: no letter written before waits any longer. Of what somebody
/// votes on it is kept, or the letters would begin again.
pub async fn delete_left(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from follow where stopped_at <= $1 and not exists (
             select 1 from support s
             where s.proposal_id = follow.proposal_id and s.person_id = follow.person_id)
         and not exists (select 1 from opposition o
             where o.proposal_id = follow.proposal_id and o.person_id = follow.person_id)",
        before.0,
    )
}
