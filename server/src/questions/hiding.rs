//! Texts of whoever asked that are taken out of where everybody reads them, and put back: as
//! [`crate::proposals::store::hiding`] does for proposals. What stands in their place is in their columns, so that
//! no page, list, feed, search or program has to know.

use nara_domain::ids::{QuestionId, QuestionSetId};
use nara_domain::moderation::Hidden;
use nara_domain::question::NumberState;

use crate::db::{DbError, Tx};
use crate::execute;
use crate::news::{self, Gone};
use crate::proposals::store::hiding::Swap;

/// Puts `shown` where a question stood. What it was is kept: it comes back to that.
pub async fn hide_question(
    tx: &mut Tx,
    id: QuestionId,
    hidden: &Hidden,
    shown: &str,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update question set hidden = $2, text = $3, before_hidden = state, state = 'refused'
         where question_id = $1 and hidden is null and state <> 'refused'",
        id.get(),
        hidden.to_string(),
        shown,
    )?;
    news::without(tx, Gone::Question(id)).await?;
    Ok(changed > 0)
}

/// Puts a question back.
pub async fn show_question(
    tx: &mut Tx,
    id: QuestionId,
    (text, state): (&str, NumberState),
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update question set hidden = null, text = $2, state = $3, before_hidden = null
         where question_id = $1 and hidden is not null",
        id.get(),
        text,
        state.code(),
    )?;
    Ok(changed > 0)
}

/// Puts `shown` where the heading stood, and takes out what stood below it.
pub async fn hide_above(
    tx: &mut Tx,
    id: QuestionSetId,
    hidden: &Hidden,
    shown: &str,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update question_set set hidden = $2, heading = $3, introduction = null
         where question_set_id = $1 and hidden is null",
        id.get(),
        hidden.to_string(),
        shown,
    )?;
    news::without(tx, Gone::Set(id)).await?;
    Ok(changed > 0)
}

/// Puts heading and introduction back; empty: there was none.
pub async fn show_above(
    tx: &mut Tx,
    id: QuestionSetId,
    (heading, introduction): (&str, &str),
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update question_set set hidden = null, heading = $2, introduction = $3
         where question_set_id = $1 and hidden is not null",
        id.get(),
        heading,
        (!introduction.is_empty()).then_some(introduction),
    )?;
    Ok(changed > 0)
}

/// Takes out all questions that were never published, but those that are hidden by themselves.
pub async fn hide_texts(tx: &mut Tx, id: QuestionSetId, shown: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update question set text = $2 where question_set_id = $1 and hidden is null",
        id.get(),
        shown,
    )
}

/// Puts one of them back.
pub async fn show_text(tx: &mut Tx, id: QuestionId, text: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update question set text = $2 where question_id = $1 and hidden is null",
        id.get(),
        text,
    )
}

/// Takes a heading, and the address made of it, out of letters about the questions that have not gone out.
pub async fn change_letters(
    tx: &mut Tx,
    id: QuestionSetId,
    heading: Swap<'_>,
    slug: Swap<'_>,
) -> Result<(), DbError> {
    let address = |slug: &str| format!("/fragor/{id}/{slug}");
    execute!(
        tx,
        "update outbox set subject = replace(subject, $1, $2),
             body = replace(replace(body, $1, $2), $3, $4)
         where sent_at is null and body like $5",
        heading.old,
        heading.new,
        address(slug.old),
        address(slug.new),
        format!("%/fragor/{id}/%"),
    )?;
    Ok(())
}
