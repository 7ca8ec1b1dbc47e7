//! Texts that are taken out of where everybody reads them, and put back. Nothing else has to know: what is
//! not in these columns is on no page, in no list, search, feed, file or letter.

use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::moderation::Hidden;

use crate::db::{DbError, Tx};
use crate::execute;
use crate::news::{self, Gone};

/// A text that takes another one's place.
#[derive(Clone, Copy, Debug)]
pub struct Swap<'a> {
    pub old: &'a str,
    pub new: &'a str,
}

/// Puts `shown` where title and text stood. Not its day of change: hiding must not put it on top of lists.
pub async fn hide_case(
    tx: &mut Tx,
    id: ProposalId,
    hidden: &Hidden,
    (shown, search_text): (&str, &str),
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update proposal set hidden = $2, title = $3, body = '', body_withheld = $4,
             search_text = $5
         where proposal_id = $1 and hidden is null",
        id.get(),
        hidden.to_string(),
        shown,
        true,
        search_text,
    )?;
    news::without(tx, Gone::Case(id)).await?;
    Ok(changed > 0)
}

/// Puts title and text back.
pub async fn show_case(
    tx: &mut Tx,
    id: ProposalId,
    (title, body): (&str, &str),
    (withheld, search_text): (bool, &str),
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update proposal set hidden = null, title = $2, body = $3, body_withheld = $4,
             search_text = $5
         where proposal_id = $1 and hidden is not null",
        id.get(),
        title,
        body,
        withheld,
        search_text,
    )?;
    Ok(changed > 0)
}

/// Puts `shown` where a comment stood.
pub async fn hide_comment(
    tx: &mut Tx,
    id: CommentId,
    hidden: &Hidden,
    shown: &str,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update comment set hidden = $2, text = $3 where comment_id = $1 and hidden is null",
        id.get(),
        hidden.to_string(),
        shown,
    )?;
    news::without(tx, Gone::Comment(id)).await?;
    Ok(changed > 0)
}

/// Puts a comment back.
pub async fn show_comment(tx: &mut Tx, id: CommentId, text: &str) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update comment set hidden = null, text = $2
         where comment_id = $1 and hidden is not null",
        id.get(),
        text,
    )?;
    Ok(changed > 0)
}

/// Takes a title, and the address made of it, out of the letters about the case that have not gone out.
pub async fn change_letters(
    tx: &mut Tx,
    id: ProposalId,
    title: Swap<'_>,
    slug: Swap<'_>,
) -> Result<(), DbError> {
    let address = |slug: &str| format!("/forslag/{id}/{slug}");
    let (old, new) = (address(slug.old), address(slug.new));
    execute!(
        tx,
        "update outbox set subject = replace(subject, $2, $3),
             body = replace(replace(body, $2, $3), $4, $5)
         where sent_at is null and (proposal_id = $1 or body like $6)",
        id.get(),
        title.old,
        title.new,
        old.as_str(),
        new.as_str(),
        format!("%/forslag/{id}/%"),
    )?;
    execute!(
        tx,
        "update mailing set subject = replace(subject, $2, $3),
             body = replace(replace(body, $2, $3), $4, $5)
         where proposal_id = $1",
        id.get(),
        title.old,
        title.new,
        old.as_str(),
        new.as_str(),
    )?;
    Ok(())
}
