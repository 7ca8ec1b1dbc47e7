//! Texts that are read before everybody can.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::groups::api::{TextKind, Under, WaitingText};
use nara_domain::group::{MemberState, WaitingMove, WaitingState};
use nara_domain::ids::{CommentId, GroupId, PersonId, ProposalId, WaitingId};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::code;
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select w.waiting_text_id, w.person_id, w.youth_group_id, w.kind, w.proposal_id, \
         w.comment_id, w.fields, w.state, w.reason, w.at, w.settled_at, m.member_id, m.alias, \
         m.state as member_state, p.title, c.hidden is not null as hidden \
         from waiting_text w join member m on m.person_id = w.person_id \
         left join proposal p on p.proposal_id = w.proposal_id \
         left join comment c on c.comment_id = w.comment_id "
    };
}

#[derive(Clone, Debug, FromRow)]
pub struct TextRow {
    pub waiting_text_id: i64,
    pub person_id: i64,
    pub youth_group_id: i64,
    pub kind: String,
    pub proposal_id: Option<i64>,
    pub comment_id: Option<i64>,
    pub fields: String,
    pub state: String,
    pub reason: Option<String>,
    pub at: i64,
    pub settled_at: Option<i64>,
    pub member_id: i64,
    pub alias: String,
    pub member_state: String,
    pub title: Option<String>,
    pub hidden: bool,
}

impl TextRow {
    pub fn view(self) -> Result<WaitingText, DbError> {
        let kind = match self.kind.as_str() {
            "idea" => TextKind::Idea,
            "comment" => TextKind::Comment,
            other => return Err(DbError::Inconsistent(format!("waiting_text.kind {other}"))),
        };
        let under = self.proposal_id.zip(self.title).map(|(id, title)| Under {
            id: ProposalId::new(id),
            slug: slug(&title),
            title,
        });
        Ok(WaitingText {
            id: WaitingId::new(self.waiting_text_id),
            kind,
            author: self.alias,
            state: code("waiting_text.state", &self.state)?,
            fields: serde_json::from_str(&self.fields)?,
            reason: self.reason,
            at: Stamp(self.at),
            settled_at: self.settled_at.map(Stamp),
            under,
            comment: self.comment_id.map(CommentId::new),
            hidden: self.hidden,
            answers: None,
        })
    }
}

/// A text to be read.
#[derive(Clone, Copy, Debug)]
pub struct NewText<'a> {
    pub person: PersonId,
    pub group: GroupId,
    pub kind: TextKind,
    pub under: Option<ProposalId>,
    pub fields: &'a BTreeMap<String, String>,
    pub replaces: Option<WaitingId>,
    pub once: &'a str,
}

/// `None`: this form was sent before. Fails with a unique violation where the text it replaces has
/// been replaced already.
pub async fn insert(
    tx: &mut Tx,
    new: &NewText<'_>,
    now: Stamp,
) -> Result<Option<WaitingId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "insert into waiting_text
             (person_id, youth_group_id, kind, proposal_id, fields, state, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (person_id, once_key) do nothing returning waiting_text_id",
        new.person.get(),
        new.group.get(),
        new.kind.code(),
        new.under.map(ProposalId::get),
        serde_json::to_string(new.fields)?,
        WaitingState::Waiting.code(),
        now.0,
        new.replaces.map(WaitingId::get),
        new.once,
    )?;
    Ok(row.map(|(id,)| WaitingId::new(id)))
}

/// Whether this person has sent this form before.
pub async fn find_once(conn: &mut Conn, person: PersonId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select waiting_text_id from waiting_text where person_id = $1 and once_key = $2",
        person.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// What waits in a group, oldest first. Not of who is out: they cannot write it again.
pub async fn list_queue(conn: &mut Conn, group: GroupId) -> Result<Vec<TextRow>, DbError> {
    fetch_all!(
        conn,
        TextRow,
        concat!(
            columns!(),
            "where w.youth_group_id = $1 and w.state = 'waiting' and m.state <> 'removed'
             order by w.waiting_text_id limit 100"
        ),
        group.get(),
    )
}

/// What somebody answered.
#[derive(Clone, Debug, FromRow)]
pub struct CommentRow {
    pub comment_id: i64,
    pub author_name: String,
    pub text: String,
}

/// These comments, by number.
pub async fn list_comments(
    conn: &mut Conn,
    ids: &BTreeSet<CommentId>,
) -> Result<BTreeMap<CommentId, CommentRow>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut select =
        Statement::new("select comment_id, author_name, text from comment where comment_id in (");
    select.list(ids.iter().map(|id| id.get())).sql(")");
    let rows: Vec<CommentRow> = conn.all(select).await?;
    let by_id = |row: CommentRow| (CommentId::new(row.comment_id), row);
    Ok(rows.into_iter().map(by_id).collect())
}

/// One's own, newest first: without those that were written again.
pub async fn list_of_member(conn: &mut Conn, person: PersonId) -> Result<Vec<TextRow>, DbError> {
    fetch_all!(
        conn,
        TextRow,
        concat!(
            columns!(),
            "where w.person_id = $1 and w.state <> 'replaced'
             order by w.waiting_text_id desc limit 100"
        ),
        person.get(),
    )
}

/// One text of this person.
pub async fn own(
    conn: &mut Conn,
    person: PersonId,
    id: WaitingId,
) -> Result<Option<TextRow>, DbError> {
    fetch_optional!(
        conn,
        TextRow,
        concat!(
            columns!(),
            "where w.person_id = $1 and w.waiting_text_id = $2"
        ),
        person.get(),
        id.get(),
    )
}

/// Takes a text from where the step may start to where it leads; `None` where somebody was faster.
/// `of` is the group for a supervisor's steps, none for the author's own.
pub async fn settle(
    tx: &mut Tx,
    id: WaitingId,
    step: WaitingMove,
    (of, by): (Option<GroupId>, PersonId),
    reason: Option<&str>,
    now: Stamp,
) -> Result<Option<TextRow>, DbError> {
    let found = fetch_optional!(
        tx,
        TextRow,
        concat!(columns!(), "where w.waiting_text_id = $1"),
        id.get(),
    )?;
    let Some(text) = found else { return Ok(None) };
    let may = match of {
        // Of who is out, nothing is in the queue: they could not write it again.
        Some(group) => {
            text.youth_group_id == group.get() && text.member_state != MemberState::Removed.code()
        }
        None => text.person_id == by.get(),
    };
    let state: WaitingState = code("waiting_text.state", &text.state)?;
    if !may || state.after(step).is_none() {
        return Ok(None);
    }
    // Against who is settling it at the same moment: the state is the one that was read.
    let settled = execute!(
        tx,
        "update waiting_text set state = $3, settled_by = $4, settled_at = $5,
             reason = coalesce($6, reason)
         where waiting_text_id = $1 and state = $2",
        id.get(),
        state.code(),
        step.to().code(),
        by.get(),
        now.0,
        reason,
    )?;
    Ok((settled > 0).then_some(text))
}

/// Ties a text to what it became.
pub async fn mark_published(
    tx: &mut Tx,
    id: WaitingId,
    proposal: ProposalId,
    comment: Option<CommentId>,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update waiting_text set proposal_id = $2, comment_id = $3 where waiting_text_id = $1",
        id.get(),
        proposal.get(),
        comment.map(CommentId::get),
    )
}
