//! Comments being written.

use nara_app::proposals::comment_draft::CommentDraft;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_optional};

/// Sent already, in one of the three ways, is the end of a draft, also for one that is saved at that moment
/// and arrives after it.
const FIND: &str = "select parent_id, stance, text, updated_at from comment_draft d \
    where person_id = $1 and proposal_id = $2 \
    and not exists (select 1 from comment c \
        where c.person_id = d.person_id and c.once_key = d.once_key) \
    and not exists (select 1 from waiting_text w \
        where w.person_id = d.person_id and w.once_key = d.once_key) \
    and not exists (select 1 from held_text h \
        where h.person_id = d.person_id and h.once_key = d.once_key)";
const IS_SENT: &str = "select person_id from person where person_id = $1 and (\
    exists (select 1 from comment where person_id = $1 and once_key = $2) \
    or exists (select 1 from waiting_text where person_id = $1 and once_key = $2) \
    or exists (select 1 from held_text where person_id = $1 and once_key = $2))";
const KEEP: &str = "insert into comment_draft \
    (person_id, proposal_id, parent_id, stance, text, updated_at, once_key) \
    values ($1, $2, $3, $4, $5, $6, $7) \
    on conflict (person_id, proposal_id) do update set parent_id = excluded.parent_id, \
    stance = excluded.stance, text = excluded.text, updated_at = excluded.updated_at, \
    once_key = excluded.once_key";
const THROW_AWAY: &str = "delete from comment_draft where person_id = $1 and proposal_id = $2";
const FORGET: &str = "delete from comment_draft where updated_at <= $1";

#[derive(FromRow)]
struct DraftRow {
    parent_id: Option<i64>,
    stance: String,
    text: String,
    updated_at: i64,
}

pub async fn find(
    conn: &mut Conn,
    person: PersonId,
    proposal: ProposalId,
) -> Result<Option<CommentDraft>, DbError> {
    let row = fetch_optional!(conn, DraftRow, FIND, person.get(), proposal.get())?;
    Ok(row.map(|row| CommentDraft {
        text: row.text,
        stance: row.stance,
        parent: row.parent_id.map(CommentId::new),
        at: Stamp(row.updated_at),
    }))
}

/// Whether this form has been sent.
pub async fn is_sent(conn: &mut Conn, person: PersonId, once: &str) -> Result<bool, DbError> {
    let sent = fetch_optional!(conn, (i64,), IS_SENT, person.get(), once)?;
    Ok(sent.is_some())
}

/// In place of what was kept before. `once`: the form's key.
pub async fn keep(
    tx: &mut Tx,
    (person, proposal): (PersonId, ProposalId),
    draft: &CommentDraft,
    once: &str,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        KEEP,
        person.get(),
        proposal.get(),
        draft.parent.map(CommentId::get),
        &*draft.stance,
        &*draft.text,
        draft.at.0,
        once,
    )?;
    Ok(())
}

pub async fn throw_away(
    tx: &mut Tx,
    person: PersonId,
    proposal: ProposalId,
) -> Result<u64, DbError> {
    execute!(tx, THROW_AWAY, person.get(), proposal.get())
}

/// Forgets what nobody has written on since.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(tx, FORGET, moment.0)
}
