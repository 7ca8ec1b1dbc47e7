//! What was entered at the desk, and for whom.

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::name::Names;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{fetch_one, fetch_optional};

/// An entry before it has a number.
#[derive(Clone, Copy, Debug)]
pub struct NewPaper<'a> {
    pub person: PersonId,
    pub entered_by: PersonId,
    pub kind: &'a str,
    pub proposal: ProposalId,
    pub channel: &'a str,
    pub reference: &'a str,
    pub once: &'a str,
    pub now: Stamp,
}

#[derive(Debug, FromRow)]
pub struct PaperRow {
    pub person_id: i64,
    pub kind: String,
    pub proposal_id: i64,
    pub channel: String,
    pub reference: String,
    pub at: i64,
}

/// Fails with a unique violation where the form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewPaper<'_>) -> Result<i64, DbError> {
    let (id,) = fetch_one!(
        tx,
        (i64,),
        "insert into paper
             (person_id, entered_by, kind, proposal_id, channel, reference, at, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning paper_id",
        new.person.get(),
        new.entered_by.get(),
        new.kind,
        new.proposal.get(),
        new.channel,
        new.reference,
        new.now.0,
        new.once,
    )?;
    Ok(id)
}

pub async fn find_once(
    conn: &mut Conn,
    entered_by: PersonId,
    once: &str,
) -> Result<Option<i64>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select paper_id from paper where entered_by = $1 and once_key = $2",
        entered_by.get(),
        once,
    )?;
    Ok(row.map(|(id,)| id))
}

/// An entry, for who made it.
pub async fn find(
    conn: &mut Conn,
    id: i64,
    entered_by: PersonId,
) -> Result<Option<PaperRow>, DbError> {
    fetch_optional!(
        conn,
        PaperRow,
        "select person_id, kind, proposal_id, channel, reference, at from paper
         where paper_id = $1 and entered_by = $2",
        id,
        entered_by.get(),
    )
}

/// Whether somebody has no way in of their own, and never had.
pub async fn is_only_on_paper(conn: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select p.person_id from person p
         where p.person_id = $1 and p.level = 'k' and p.email is null
             and p.password_hash is null and p.erased_at is null and p.merged_into is null
             and not exists (select 1 from person_identity i where i.person_id = p.person_id)",
        person.get(),
    )?;
    Ok(row.is_some())
}

/// Whether somebody of this name was entered as supporting it already.
pub async fn supports_by_name(
    conn: &mut Conn,
    proposal: ProposalId,
    names: &Names,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select e.person_id from paper e
         join support s on s.proposal_id = e.proposal_id and s.person_id = e.person_id
         join person p on p.person_id = e.person_id
         where e.proposal_id = $1 and e.kind = 'support'
             and lower(p.given_name) = lower($2) and lower(p.family_name) = lower($3)
         limit 1",
        proposal.get(),
        names.given.as_deref(),
        names.family.as_deref(),
    )?;
    Ok(row.is_some())
}
