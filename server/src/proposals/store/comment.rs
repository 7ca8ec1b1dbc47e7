//! The discussion.

use crate::db::FromRow;
use nara_app::proposals::api::CommentView;
use nara_domain::actor::Standing;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::code;
use crate::db::{Conn, DbError, Tx};
use crate::{fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select comment_id, proposal_id, parent_id, author_name, author_standing, stance, text, \
         at from comment "
    };
}

const OF_PROPOSAL: &str = concat!(columns!(), "where proposal_id = $1 order by comment_id");
const FIND: &str = concat!(columns!(), "where comment_id = $1");
const BY_ONCE: &str = concat!(columns!(), "where person_id = $1 and once_key = $2");
const INSERT: &str = "insert into comment (proposal_id, parent_id, person_id, author_name, \
    author_role, author_standing, stance, text, at, once_key) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    on conflict (person_id, once_key) do nothing returning comment_id";

#[derive(FromRow)]
struct CommentRow {
    comment_id: i64,
    proposal_id: i64,
    parent_id: Option<i64>,
    author_name: String,
    author_standing: String,
    stance: String,
    text: String,
    at: i64,
}

impl CommentRow {
    fn view(self) -> Result<(ProposalId, CommentView), DbError> {
        let standing: Option<Standing> = serde_json::from_str(&self.author_standing)?;
        Ok((
            ProposalId::new(self.proposal_id),
            CommentView {
                id: CommentId::new(self.comment_id),
                parent: self.parent_id.map(CommentId::new),
                author: self.author_name,
                standing,
                stance: code("comment.stance", &self.stance)?,
                text: self.text,
                at: Stamp(self.at),
            },
        ))
    }
}

/// A comment before it has a number.
#[derive(Clone, Debug)]
pub struct NewCommentRow<'a> {
    pub proposal: ProposalId,
    pub parent: Option<CommentId>,
    pub person: PersonId,
    pub author: &'a str,
    pub standing: Option<&'a Standing>,
    pub stance: CommentStance,
    pub text: &'a str,
    pub at: Stamp,
    pub once: &'a str,
}

pub async fn of_proposal(conn: &mut Conn, id: ProposalId) -> Result<Vec<CommentView>, DbError> {
    let rows = fetch_all!(conn, CommentRow, OF_PROPOSAL, id.get())?;
    rows.into_iter()
        .map(|row| row.view().map(|(_, view)| view))
        .collect()
}

/// A comment and the proposal it belongs to.
pub async fn find(
    conn: &mut Conn,
    id: CommentId,
) -> Result<Option<(ProposalId, CommentView)>, DbError> {
    fetch_optional!(conn, CommentRow, FIND, id.get())?
        .map(CommentRow::view)
        .transpose()
}

pub async fn find_once(
    conn: &mut Conn,
    person: PersonId,
    once: &str,
) -> Result<Option<(ProposalId, CommentView)>, DbError> {
    fetch_optional!(conn, CommentRow, BY_ONCE, person.get(), once)?
        .map(CommentRow::view)
        .transpose()
}

/// `None`: this form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewCommentRow<'_>) -> Result<Option<CommentId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        new.proposal.get(),
        new.parent.map(CommentId::get),
        new.person.get(),
        new.author,
        new.standing
            .map_or("resident", |standing| standing.role.code()),
        serde_json::to_string(&new.standing)?,
        new.stance.code(),
        new.text,
        new.at.0,
        new.once,
    )?;
    Ok(row.map(|(id,)| CommentId::new(id)))
}
