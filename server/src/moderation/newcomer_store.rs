//! What an account did lately, for the limits of new ones ([`nara_domain::moderation::limits`]).

use nara_domain::actor::Level;
use nara_domain::ids::PersonId;
use nara_domain::moderation::limits::Doing;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{fetch_all, fetch_optional};

/// When the account was made, and how well we know whose it is.
pub async fn account(conn: &mut Conn, person: PersonId) -> Result<Option<(Stamp, Level)>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, String),
        "select created_at, level from person where person_id = $1",
        person.get(),
    )?;
    Ok(row.map(|(created, level)| (Stamp(created), level.parse().unwrap_or(Level::None))))
}

/// What is let through after it waited stands among the comments by then.
const COMMENTS: &str = "select at from ( \
        select at from comment where person_id = $1 and at > $2 \
        union all select at from held_text \
            where person_id = $1 and at > $2 and state <> 'released') s \
    order by at desc limit $3";
const PROPOSALS: &str = "select submitted_at from proposal \
    where proposer_id = $1 and submitted_at > $2 and kind in ('proposal', 'idea') \
    order by submitted_at desc limit $3";
const PROBLEMS: &str = "select submitted_at from proposal \
    where proposer_id = $1 and submitted_at > $2 and kind = 'problem' \
    order by submitted_at desc limit $3";
const QUESTIONS: &str = "select asked_at from question_set \
    where asker_id = $1 and asked_at > $2 order by asked_at desc limit $3";
const REPORTS: &str = "select at from text_report \
    where person_id = $1 and at > $2 order by at desc limit $3";
const AGREEMENTS: &str = "select at from ( \
        select at from comment_support where person_id = $1 and at > $2 \
        union all select at from question_same where person_id = $1 and at > $2) s \
    order by at desc limit $3";

/// When somebody did this since then, the latest ones first, so many at most.
pub async fn times(
    conn: &mut Conn,
    person: PersonId,
    doing: Doing,
    (since, most): (Stamp, i64),
) -> Result<Vec<Stamp>, DbError> {
    let (id, since) = (person.get(), since.0);
    let rows = match doing {
        Doing::Comments => fetch_all!(conn, (i64,), COMMENTS, id, since, most)?,
        Doing::Proposals => fetch_all!(conn, (i64,), PROPOSALS, id, since, most)?,
        Doing::Problems => fetch_all!(conn, (i64,), PROBLEMS, id, since, most)?,
        Doing::Questions => fetch_all!(conn, (i64,), QUESTIONS, id, since, most)?,
        Doing::Reports => fetch_all!(conn, (i64,), REPORTS, id, since, most)?,
        Doing::Agreements => fetch_all!(conn, (i64,), AGREEMENTS, id, since, most)?,
    };
    Ok(rows.into_iter().map(|(at,)| Stamp(at)).collect())
}
