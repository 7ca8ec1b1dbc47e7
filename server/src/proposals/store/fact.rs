//! Which questions of a discussion have their answer.

use nara_app::proposals::api::Fact;
use nara_domain::actor::Standing;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{fetch_all, fetch_optional};

/// What is shown of a proposal: nobody reads more on its page.
const MOST: i64 = 50;

#[derive(FromRow)]
struct FactRow {
    comment_id: i64,
    question: String,
    asked_by: String,
    text: String,
    reply_id: Option<i64>,
    reply: Option<String>,
    actor_name: String,
    actor_standing: String,
    at: i64,
}

impl FactRow {
    /// None: what answers it is hidden.
    fn view(self) -> Result<Option<Fact>, DbError> {
        let standing: Option<Standing> = serde_json::from_str(&self.actor_standing)?;
        let (reply, words) = (self.reply_id.zip(self.reply), self.text);
        let answer = match (&reply, words.is_empty()) {
            (Some((_, reply)), true) => reply.clone(),
            (None, true) => return Ok(None),
            (_, false) => words,
        };
        Ok(Some(Fact {
            question: CommentId::new(self.comment_id),
            asked: self.question,
            asked_by: self.asked_by,
            answer,
            reply: reply.map(|(id, _)| CommentId::new(id)),
            by: self.actor_name,
            standing,
            at: Stamp(self.at),
        }))
    }
}

/// Questions with their answers, in the order they were asked; without what is hidden. In the words that stood
/// there when the municipality marked them: who changes theirs later changes nothing in its name.
pub async fn of_proposal(conn: &mut Conn, id: ProposalId) -> Result<Vec<Fact>, DbError> {
    let rows = fetch_all!(
        conn,
        FactRow,
        "select a.comment_id, c.author_name as asked_by, a.text, r.comment_id as reply_id,
                a.actor_name, a.actor_standing, a.at,
                coalesce((select v.text from comment_revision v where v.comment_id = c.comment_id
                    and v.until > a.at order by v.number limit 1), c.text) as question,
                coalesce((select v.text from comment_revision v where v.comment_id = r.comment_id
                    and v.until > a.at order by v.number limit 1), r.text) as reply
         from comment_answer a join comment c on c.comment_id = a.comment_id
         left join comment r on r.comment_id = a.reply_id and r.hidden is null
         where a.proposal_id = $1 and c.hidden is null and not exists
             (select 1 from comment_answer n where n.comment_id = a.comment_id
                 and n.replaces = a.comment_answer_id)
         order by a.comment_id limit $2",
        id.get(),
        MOST,
    )?;
    let facts: Result<Vec<_>, _> = rows.into_iter().map(FactRow::view).collect();
    Ok(facts?.into_iter().flatten().collect())
}

/// The last answer to a question: its number, the reply and the words.
pub async fn last(
    conn: &mut Conn,
    question: CommentId,
) -> Result<Option<(i64, Option<i64>, String)>, DbError> {
    fetch_optional!(
        conn,
        (i64, Option<i64>, String),
        "select comment_answer_id, reply_id, text from comment_answer where comment_id = $1
         order by comment_answer_id desc limit 1",
        question.get(),
    )
}

/// Whether this form was sent before.
pub async fn was_sent(conn: &mut Conn, question: CommentId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select comment_answer_id from comment_answer where comment_id = $1 and once_key = $2",
        question.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// An answer as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewFact<'a> {
    pub proposal: ProposalId,
    pub question: CommentId,
    pub reply: Option<CommentId>,
    pub text: &'a str,
    pub actor: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    pub replaces: i64,
    pub once: &'a str,
}

/// False: somebody was faster.
pub async fn insert(tx: &mut Tx, new: NewFact<'_>, now: Stamp) -> Result<bool, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "insert into comment_answer (proposal_id, comment_id, reply_id, text, actor_id,
             actor_name, actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict do nothing returning comment_answer_id",
        new.proposal.get(),
        new.question.get(),
        new.reply.map(CommentId::get),
        new.text,
        new.actor.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    Ok(row.is_some())
}
