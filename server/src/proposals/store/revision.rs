//! What stood in a comment before its words were changed, and quotes of it. Where the comment is hidden,
//! both are hidden with it: the words leave these tables.

use std::collections::BTreeMap;

use nara_app::proposals::api::Version;
use nara_domain::ids::{CommentId, PersonId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// A comment as it can be changed.
#[derive(Clone, Debug, FromRow)]
pub struct Stored {
    pub author_role: String,
    pub text: String,
    pub at: i64,
    pub edited_at: Option<i64>,
    pub version: i64,
    pub edit_key: Option<String>,
}

pub async fn find(conn: &mut Conn, id: CommentId) -> Result<Option<Stored>, DbError> {
    fetch_optional!(
        conn,
        Stored,
        "select author_role, text, at, edited_at, version, edit_key from comment
         where comment_id = $1",
        id.get(),
    )
}

/// Whether somebody has replied to it, agreed with it, quoted it, reported it, or marked it as answered or as the
/// answer.
pub async fn is_met(conn: &mut Conn, id: CommentId) -> Result<bool, DbError> {
    let (met,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from (
             select r.comment_id from comment r where r.parent_id = $1
             union all select w.comment_id from comment w where w.answers_id = $1
             union all select s.comment_id from comment_support s where s.comment_id = $1
             union all select q.comment_id from comment q where q.quoted_id = $1
             union all select f.comment_id from comment_answer f where f.comment_id = $1
             union all select f.comment_id from comment a join comment_answer f
                 on f.comment_id = coalesce(a.thread_id, a.parent_id)
                 where a.comment_id = $1 and f.reply_id = a.comment_id
             union all select m.comment_id from moderation m where m.comment_id = $1) met",
        id.get(),
    )?;
    Ok(met > 0)
}

/// Keeps what stands there now. Fails with a unique violation where somebody was faster.
pub async fn keep(
    tx: &mut Tx,
    (id, person): (CommentId, PersonId),
    stored: &Stored,
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into comment_revision (comment_id, person_id, number, text, at, until)
         values ($1, $2, $3, $4, $5, $6)",
        id.get(),
        person.get(),
        stored.version,
        stored.text.as_str(),
        stored.edited_at.unwrap_or(stored.at),
        now.0,
    )?;
    Ok(())
}

/// Puts other words there. `seen`: the version they were written from; `told`: everybody is, from when on. Not where
/// nobody is told and somebody agreed meanwhile, who locks no discussion: the next try keeps what they agreed with.
pub async fn change(
    tx: &mut Tx,
    (id, seen): (CommentId, i64),
    (text, once): (&str, &str),
    told: Option<Stamp>,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update comment set text = $3, version = version + 1, edit_key = $4,
             edited_at = coalesce($5, edited_at)
         where comment_id = $1 and version = $2 and hidden is null
             and ($6 or support_count = 0)",
        id.get(),
        seen,
        text,
        once,
        told.map(|at| at.0),
        told.is_some(),
    )?;
    Ok(changed > 0)
}

/// What stood there, the latest first.
pub async fn list(conn: &mut Conn, id: CommentId) -> Result<Vec<Version>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64, i64),
        "select text, at, until from comment_revision where comment_id = $1
         order by number desc limit 100",
        id.get(),
    )?;
    let version = |(text, at, until)| Version {
        text,
        at: Stamp(at),
        until: Stamp(until),
    };
    Ok(rows.into_iter().map(version).collect())
}

/// What is put under seal with a comment: earlier words and quotes of them, each under a name.
pub type Sealed = BTreeMap<String, String>;

const VERSION: &str = "version-";
const QUOTE: &str = "quote-";

/// Takes everything out that repeats what a comment says or said.
pub async fn seal(tx: &mut Tx, id: CommentId) -> Result<Sealed, DbError> {
    let versions = fetch_all!(
        tx,
        (i64, String),
        "select number, text from comment_revision where comment_id = $1",
        id.get(),
    )?;
    let quotes = fetch_all!(
        tx,
        (i64, String),
        "select comment_id, quoted_text from comment
         where quoted_id = $1 and quoted_text is not null",
        id.get(),
    )?;
    execute!(
        tx,
        "update comment_revision set text = '' where comment_id = $1",
        id.get(),
    )?;
    execute!(
        tx,
        "update comment set quoted_text = null where quoted_id = $1",
        id.get(),
    )?;
    let versions = versions
        .into_iter()
        .map(|(number, text)| (format!("{VERSION}{number}"), text));
    let quotes = quotes
        .into_iter()
        .map(|(by, text)| (format!("{QUOTE}{by}"), text));
    Ok(versions.chain(quotes).collect())
}

/// Puts all of it back.
pub async fn unseal(tx: &mut Tx, id: CommentId, sealed: &Sealed) -> Result<(), DbError> {
    let numbered =
        |name: &str, kind: &str| -> Option<i64> { name.strip_prefix(kind)?.parse().ok() };
    for (name, text) in sealed {
        if let Some(number) = numbered(name, VERSION) {
            execute!(
                tx,
                "update comment_revision set text = $3 where comment_id = $1 and number = $2",
                id.get(),
                number,
                text.as_str(),
            )?;
        }
        // Also where whoever quoted it is hidden meanwhile: nobody is shown what a hidden text quotes.
        if let Some(by) = numbered(name, QUOTE) {
            execute!(
                tx,
                "update comment set quoted_text = $3 where comment_id = $2 and quoted_id = $1",
                id.get(),
                by,
                text.as_str(),
            )?;
        }
    }
    Ok(())
}
