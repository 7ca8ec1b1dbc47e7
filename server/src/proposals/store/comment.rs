//! A comment of the discussion; its pages are read by [`super::thread`], who agrees by
//! [`super::agreement`].

use nara_app::proposals::api::{CommentView, Quote, RepliesTo};
use nara_domain::actor::Standing;
use nara_domain::dialogue::{CommentStance, Spot};
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::{code, hidden};
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{fetch_all, fetch_optional};

/// `$1`: the reader, by whom it is told which are their own and which they agree with; 0: nobody.
macro_rules! comment_columns {
    () => {
        "select c.comment_id, c.proposal_id, c.parent_id, c.thread_id, c.person_id, \
         c.author_name, c.author_standing, c.stance, c.text, c.at, c.hidden, c.support_count, \
         exists (select 1 from comment_support s where s.comment_id = c.comment_id \
         and s.person_id = $1) as agreed, c.edited_at, c.quoted_id, c.quoted_text, \
         (select q.author_name from comment q where q.comment_id = c.quoted_id) as quoted_name, \
         c.answers_id, (select w.author_name from comment w where w.comment_id = c.answers_id \
         and w.hidden is null) as answers_name, \
         exists (select 1 from comment_answer a where a.comment_id = c.comment_id) as answered "
    };
}
pub(super) use comment_columns;

const FOLLOWING: &str = concat!(
    comment_columns!(),
    "from comment c where c.proposal_id = $2 and c.comment_id > $3 order by c.comment_id limit $4"
);
const FIND: &str = concat!(comment_columns!(), "from comment c where c.comment_id = $2");
const BY_ID: &str = concat!(comment_columns!(), "from comment c where c.comment_id in (");
const BY_ONCE: &str = concat!(
    comment_columns!(),
    "from comment c where c.person_id = $1 and c.once_key = $2"
);
const INSERT: &str = "insert into comment (proposal_id, parent_id, thread_id, person_id, \
    author_name, author_role, author_standing, stance, text, at, once_key, quoted_id, quoted_text, \
    answers_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
    on conflict (person_id, once_key) do nothing returning comment_id";

#[derive(Debug, FromRow)]
pub(super) struct CommentRow {
    pub comment_id: i64,
    pub proposal_id: i64,
    pub parent_id: Option<i64>,
    pub thread_id: Option<i64>,
    pub person_id: i64,
    pub author_name: String,
    pub author_standing: String,
    pub stance: String,
    pub text: String,
    pub at: i64,
    pub hidden: Option<String>,
    pub support_count: i64,
    pub agreed: bool,
    pub edited_at: Option<i64>,
    pub quoted_id: Option<i64>,
    pub quoted_text: Option<String>,
    pub quoted_name: Option<String>,
    pub answers_id: Option<i64>,
    pub answers_name: Option<String>,
    pub answered: bool,
}

impl CommentRow {
    /// Its place in the thread's order: after what it answers, and what answers that.
    pub fn place(&self) -> (i64, i64) {
        let branch = match self.thread_id {
            Some(_) => self.parent_id.unwrap_or(self.comment_id),
            None => self.comment_id,
        };
        (branch, self.comment_id)
    }

    pub fn view(self, reader: Option<PersonId>) -> Result<CommentView, DbError> {
        let standing: Option<Standing> = serde_json::from_str(&self.author_standing)?;
        let hidden = hidden("comment.hidden", self.hidden.as_deref())?;
        let quoted = self.quoted_id.zip(self.quoted_name);
        // With a hidden text goes what it quoted, and whom it answers.
        let quote = quoted.filter(|_| hidden.is_none()).map(|(id, name)| Quote {
            of: CommentId::new(id),
            name,
            text: self.quoted_text,
        });
        let answers = self.answers_id.filter(|_| hidden.is_none());
        let replies_to = answers.map(|id| RepliesTo {
            id: CommentId::new(id),
            name: self.answers_name,
        });
        Ok(CommentView {
            id: CommentId::new(self.comment_id),
            parent: self.parent_id.map(CommentId::new),
            thread: self.thread_id.map(CommentId::new),
            mine: reader.is_some_and(|reader| reader.get() == self.person_id),
            author: self.author_name,
            standing,
            stance: code("comment.stance", &self.stance)?,
            text: self.text,
            at: Stamp(self.at),
            hidden,
            edited_at: self.edited_at.map(Stamp),
            quote,
            replies_to,
            answered: self.answered,
            supports: self.support_count,
            agreed: self.agreed,
        })
    }
}

/// Whom a page is read for, as the statements ask.
pub(super) fn asked(reader: Option<PersonId>) -> i64 {
    reader.map_or(0, PersonId::get)
}

/// A comment, where it stands, and who wrote it.
#[derive(Clone, Debug)]
pub struct Found {
    pub proposal: ProposalId,
    pub author: PersonId,
    pub spot: Spot,
    pub view: CommentView,
}

impl Found {
    fn of(row: CommentRow, reader: Option<PersonId>) -> Result<Self, DbError> {
        let (proposal, author) = (row.proposal_id, row.person_id);
        let view = row.view(reader)?;
        Ok(Self {
            proposal: ProposalId::new(proposal),
            author: PersonId::new(author),
            spot: Spot {
                id: view.id,
                parent: view.parent,
                thread: view.thread,
            },
            view,
        })
    }
}

/// A comment before it has a number.
#[derive(Clone, Debug)]
pub struct NewCommentRow<'a> {
    pub proposal: ProposalId,
    /// What it stands below, and what begins the thread where that is a reply.
    pub parent: Option<(CommentId, Option<CommentId>)>,
    /// What it answers there: [`Spot::answered`].
    pub answers: Option<CommentId>,
    pub person: PersonId,
    pub author: &'a str,
    pub standing: Option<&'a Standing>,
    pub stance: CommentStance,
    pub text: &'a str,
    pub at: Stamp,
    pub once: &'a str,
    /// What it quotes, and the words.
    pub quote: Option<(CommentId, &'a str)>,
}

/// Comments and replies after one, oldest first.
pub async fn following(
    conn: &mut Conn,
    (id, reader): (ProposalId, Option<PersonId>),
    after: Option<CommentId>,
    limit: i64,
) -> Result<Vec<CommentView>, DbError> {
    let after = after.map_or(0, CommentId::get);
    let reads = asked(reader);
    let rows = fetch_all!(conn, CommentRow, FOLLOWING, reads, id.get(), after, limit)?;
    rows.into_iter().map(|row| row.view(reader)).collect()
}

/// A comment, as this reader sees it.
pub async fn find(
    conn: &mut Conn,
    id: CommentId,
    reader: Option<PersonId>,
) -> Result<Option<Found>, DbError> {
    fetch_optional!(conn, CommentRow, FIND, asked(reader), id.get())?
        .map(|row| Found::of(row, reader))
        .transpose()
}

/// These comments, in any order.
pub async fn by_id(conn: &mut Conn, ids: &[i64]) -> Result<Vec<CommentView>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new("");
    // Read for nobody: who agrees is not told.
    select
        .numbered(asked(None))
        .sql(BY_ID)
        .list(ids.iter().copied())
        .sql(")");
    let rows = conn.all::<CommentRow>(select).await?;
    rows.into_iter().map(|row| row.view(None)).collect()
}

pub async fn find_once(
    conn: &mut Conn,
    person: PersonId,
    once: &str,
) -> Result<Option<(ProposalId, CommentView)>, DbError> {
    let row = fetch_optional!(conn, CommentRow, BY_ONCE, person.get(), once)?;
    let Some(row) = row else { return Ok(None) };
    let found = Found::of(row, Some(person))?;
    Ok(Some((found.proposal, found.view)))
}

/// `None`: this form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewCommentRow<'_>) -> Result<Option<CommentId>, DbError> {
    let (parent, thread) = match new.parent {
        Some((parent, thread)) => (Some(parent), thread),
        None => (None, None),
    };
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        new.proposal.get(),
        parent.map(CommentId::get),
        thread.map(CommentId::get),
        new.person.get(),
        new.author,
        new.standing
            .map_or("resident", |standing| standing.role.code()),
        serde_json::to_string(&new.standing)?,
        new.stance.code(),
        new.text,
        new.at.0,
        new.once,
        new.quote.map(|(of, _)| of.get()),
        new.quote.map(|(_, words)| words),
        new.answers.map(CommentId::get),
    )?;
    Ok(row.map(|(id,)| CommentId::new(id)))
}
