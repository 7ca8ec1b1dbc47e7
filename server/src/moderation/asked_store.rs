//! SQL of texts among questions to the municipality that were reported or hidden. What stands in their place is
//! written by [`crate::questions::hiding`].

use nara_domain::ids::{ModerationId, QuestionId, QuestionSetId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// As [`super::store::open`].
pub async fn open(
    tx: &mut Tx,
    (set, question): (QuestionSetId, Option<QuestionId>),
    now: Stamp,
) -> Result<ModerationId, DbError> {
    execute!(
        tx,
        "insert into moderation (question_set_id, question_id, state, opened_at)
         values ($1, $2, 'open', $3) on conflict do nothing",
        set.get(),
        question.map(QuestionId::get),
        now.0,
    )?;
    find_open(tx, (set, question))
        .await?
        .ok_or_else(|| DbError::Inconsistent("moderation without a case".to_owned()))
}

/// As [`super::store::find_open`].
pub async fn find_open(
    conn: &mut Conn,
    (set, question): (QuestionSetId, Option<QuestionId>),
) -> Result<Option<ModerationId>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select moderation_id from moderation
         where question_set_id = $1 and coalesce(question_id, 0) = $2
             and state in ('open', 'hidden')",
        set.get(),
        question.map_or(0, QuestionId::get),
    )?;
    Ok(row.map(|(id,)| ModerationId::new(id)))
}

/// By which numbers what is hidden among questions is spoken of; none: what stands above them.
pub async fn list_hidden(
    conn: &mut Conn,
    set: QuestionSetId,
) -> Result<Vec<(Option<QuestionId>, ModerationId)>, DbError> {
    let rows = fetch_all!(
        conn,
        (Option<i64>, i64),
        "select question_id, moderation_id from moderation
         where question_set_id = $1 and state = 'hidden'",
        set.get(),
    )?;
    let each = rows.into_iter();
    Ok(each
        .map(|(question, id)| (question.map(QuestionId::new), ModerationId::new(id)))
        .collect())
}
