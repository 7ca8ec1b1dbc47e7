//! Who wants to help with an idea.

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// Said again: whether the name is shown is as it was said last.
const HELP: &str = "insert into idea_helper (proposal_id, person_id, shows_name, at) \
    values ($1, $2, $3, $4) on conflict (proposal_id, person_id) do update \
    set shows_name = excluded.shows_name";
const STOP: &str = "delete from idea_helper where proposal_id = $1 and person_id = $2";
const MINE: &str = "select shows_name from idea_helper where proposal_id = $1 and person_id = $2";
/// A member's only name is an alias, told while they are in.
const ALL: &str = "select p.display_name, p.level, \
    case when p.level = 's' then exists (select 1 from member m \
        where m.person_id = h.person_id and m.state = 'in') else h.shows_name end \
    from idea_helper h join person p on p.person_id = h.person_id \
    where h.proposal_id = $1 order by h.at, h.person_id limit 500";

pub async fn help(
    tx: &mut Tx,
    (idea, person): (ProposalId, PersonId),
    shows_name: bool,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(tx, HELP, idea.get(), person.get(), shows_name, now.0)
}

pub async fn stop(tx: &mut Tx, idea: ProposalId, person: PersonId) -> Result<u64, DbError> {
    execute!(tx, STOP, idea.get(), person.get())
}

/// Whether this person helps, and whether they agreed to be named.
pub async fn mine(
    conn: &mut Conn,
    idea: ProposalId,
    person: PersonId,
) -> Result<Option<bool>, DbError> {
    let row = fetch_optional!(conn, (bool,), MINE, idea.get(), person.get())?;
    Ok(row.map(|(shows_name,)| shows_name))
}

/// Name, level and whether they may be named at all.
pub async fn all(
    conn: &mut Conn,
    idea: ProposalId,
) -> Result<Vec<(String, String, bool)>, DbError> {
    fetch_all!(conn, (String, String, bool), ALL, idea.get())
}

/// For two accounts of one person, who helps once, and not with an idea of their own. After the ideas have
/// moved.
pub async fn absorb(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "delete from idea_helper where person_id = $1 and proposal_id in \
         (select h.proposal_id from idea_helper h where h.person_id = $2)",
        from,
        to,
    )?;
    execute!(
        tx,
        "update idea_helper set person_id = $2 where person_id = $1",
        from,
        to,
    )?;
    execute!(
        tx,
        "delete from idea_helper where person_id = $1 and proposal_id in \
         (select p.proposal_id from proposal p where p.proposer_id = $1)",
        to,
    )?;
    Ok(())
}
