//! Names and places that come off what has been written, and stand from then on where only the
//! archive finds them.

use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::name::NAMELESS;
use nara_domain::time::Stamp;

use crate::db::{DbError, Tx};
use crate::execute;

/// Takes name and part of the municipality off everything somebody has handed in, and the name off
/// what they wrote for themselves. What was said in a duty keeps the name it was said under. What is
/// under seal already stays as it is, so that a second time changes nothing.
pub async fn everything_of(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let id = person.get();
    execute!(
        tx,
        "insert into sealed_name (person_id, proposal_id, name, district, sealed_at)
         select proposer_id, proposal_id, proposer_name, district, $2 from proposal
         where proposer_id = $1 and kind <> 'questions'
         on conflict (proposal_id) do update
             set district = coalesce(sealed_name.district, excluded.district)",
        id,
        now.0,
    )?;
    execute!(
        tx,
        "update proposal set proposer_name = $2, famed_at = null, district = null
         where proposer_id = $1 and kind <> 'questions'",
        id,
        NAMELESS,
    )?;
    crate::questions::seal::protect(tx, person, now).await?;
    comments_of(tx, person, now).await?;
    execute!(
        tx,
        "update comment set author_name = $2
         where person_id = $1 and author_role in ('resident', 'youth')",
        id,
        NAMELESS,
    )?;
    Ok(())
}

/// Keeps what the name beside somebody's posts was before it becomes another.
pub async fn comments_of(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into sealed_name (person_id, comment_id, name, sealed_at)
         select person_id, comment_id, author_name, $2 from comment
         where person_id = $1 and author_role in ('resident', 'youth')
         on conflict (comment_id) do nothing",
        person.get(),
        now.0,
    )
}

/// The name beside somebody's own posts becomes this one.
pub async fn rename_comments(tx: &mut Tx, person: PersonId, name: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update comment set author_name = $2
         where person_id = $1 and author_role in ('resident', 'youth')",
        person.get(),
        name,
    )
}

/// Keeps what is not shown of a case that is being handed in.
pub async fn new_case(
    tx: &mut Tx,
    (case, person): (ProposalId, PersonId),
    name: &str,
    district: Option<&str>,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into sealed_name (person_id, proposal_id, name, district, sealed_at)
         values ($1, $2, $3, $4, $5)",
        person.get(),
        case.get(),
        name,
        district,
        now.0,
    )
}

/// Keeps the name that is not shown of a post that is being written.
pub async fn new_comment(
    tx: &mut Tx,
    (comment, person): (CommentId, PersonId),
    name: &str,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into sealed_name (person_id, comment_id, name, sealed_at)
         values ($1, $2, $3, $4)",
        person.get(),
        comment.get(),
        name,
        now.0,
    )
}

/// The registrar noted of one case that its sender is protected.
pub async fn one_case(tx: &mut Tx, case: ProposalId, now: Stamp) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into sealed_name (person_id, proposal_id, name, district, sealed_at)
         select proposer_id, proposal_id, proposer_name, district, $2 from proposal
         where proposal_id = $1
         on conflict (proposal_id) do update
             set district = coalesce(sealed_name.district, excluded.district)",
        case.get(),
        now.0,
    )?;
    execute!(
        tx,
        "update proposal set proposer_name = $2, famed_at = null, district = null where proposal_id = $1",
        case.get(),
        NAMELESS,
    )?;
    Ok(())
}

/// The registrar corrected that note. Not where the person is protected, or the account gone.
pub async fn open_case(tx: &mut Tx, case: ProposalId) -> Result<(), DbError> {
    let opened = execute!(
        tx,
        "update proposal set
             proposer_name = (select s.name from sealed_name s
                 where s.proposal_id = proposal.proposal_id),
             district = (select s.district from sealed_name s
                 where s.proposal_id = proposal.proposal_id)
         where proposal_id = $1
             and exists (select 1 from sealed_name s where s.proposal_id = proposal.proposal_id)
             and not exists (select 1 from person e where e.person_id = proposal.proposer_id
                 and (e.protected_at is not null or e.erased_at is not null))",
        case.get(),
    )?;
    if opened > 0 {
        execute!(
            tx,
            "delete from sealed_name where proposal_id = $1",
            case.get(),
        )?;
    }
    Ok(())
}
