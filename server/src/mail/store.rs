//! All SQL of the outbox.

use nara_app::accounts::api::DemoMail;
use nara_app::i18n::Lang;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::letters::Letter;
use super::stop::{About, COLLECTED, Stops};
use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_one};

/// A letter that waits.
#[derive(Clone, Debug, crate::db::FromRow)]
pub struct Waiting {
    pub outbox_id: i64,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub created_at: i64,
    pub next_attempt_at: i64,
    pub attempts: i64,
    /// Of a letter to many: to whom, about what, and in which language.
    pub person_id: Option<i64>,
    pub proposal_id: Option<i64>,
    /// It collects what happened, of whichever proposals.
    pub collected: bool,
    pub lang: Option<String>,
}

impl Waiting {
    /// What it says how to stop; none for a letter to one.
    pub fn about(&self) -> Option<About> {
        let of = of(self.proposal_id, self.collected);
        about(self.person_id, of, self.lang.as_deref())
    }
}

#[derive(crate::db::FromRow)]
struct LetterRow {
    to_address: String,
    subject: String,
    body: String,
    created_at: i64,
    person_id: Option<i64>,
    proposal_id: Option<i64>,
    collected: bool,
    lang: Option<String>,
}

const fn of(proposal: Option<i64>, collected: bool) -> Option<i64> {
    match collected {
        true => Some(COLLECTED.get()),
        false => proposal,
    }
}

fn about(person: Option<i64>, proposal: Option<i64>, lang: Option<&str>) -> Option<About> {
    Some(About {
        person: PersonId::new(person?),
        proposal: ProposalId::new(proposal?),
        lang: lang.and_then(Lang::from_code).unwrap_or_default(),
    })
}

/// To an address.
pub async fn insert(
    conn: &mut Conn,
    to: &str,
    letter: &Letter,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into outbox
             (to_address, subject, body, created_at, next_attempt_at, attempts)
         values ($1, $2, $3, $4, $4, 0)",
        to,
        letter.subject.as_str(),
        letter.body.as_str(),
        now.0,
    )
}

/// To one person who reads this language, if we know a confirmed address.
pub async fn insert_for_person(
    conn: &mut Conn,
    person: PersonId,
    lang: Lang,
    letter: &Letter,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into outbox
             (to_address, subject, body, created_at, next_attempt_at, attempts)
         select email, $1, $2, $3, $3, 0 from person
         where person_id = $4 and lang = $5 and email is not null
             and email_confirmed_at is not null",
        letter.subject.as_str(),
        letter.body.as_str(),
        now.0,
        person.get(),
        lang.code(),
    )
}

/// To one person, about whatever happened: it can be stopped, and goes out after letters to one. Its number.
pub async fn insert_collected(
    conn: &mut Conn,
    (person, to): (PersonId, &str),
    letter: &Letter,
    now: Stamp,
) -> Result<i64, DbError> {
    let (id,) = fetch_one!(
        conn,
        (i64,),
        "insert into outbox
             (to_address, subject, body, created_at, next_attempt_at, attempts, person_id, collected)
         values ($1, $2, $3, $4, $4, 0, $5, $6) returning outbox_id",
        to,
        letter.subject.as_str(),
        letter.body.as_str(),
        now.0,
        person.get(),
        true,
    )?;
    Ok(id)
}

/// Letters whose time has come, oldest first: those to one before those to many, as a code in one is
/// valid for minutes. Three statements, each along an index of its own, however many wait.
pub async fn list_due(conn: &mut Conn, now: Stamp, limit: i64) -> Result<Vec<Waiting>, DbError> {
    let mut due = fetch_all!(
        conn,
        Waiting,
        "select o.outbox_id, o.to_address, o.subject, o.body, o.created_at, o.next_attempt_at,
                o.attempts, o.person_id, o.proposal_id, o.collected, null as lang
         from outbox o
         where o.sent_at is null and o.proposal_id is null and not o.collected
             and o.next_attempt_at <= $1
         order by o.next_attempt_at, o.outbox_id
         limit $2",
        now.0,
        limit,
    )?;
    let left = limit.saturating_sub(i64::try_from(due.len()).unwrap_or(i64::MAX));
    if left > 0 {
        due.extend(fetch_all!(
            conn,
            Waiting,
            "select o.outbox_id, o.to_address, o.subject, o.body, o.created_at, o.next_attempt_at,
                    o.attempts, o.person_id, o.proposal_id, o.collected, p.lang
             from outbox o left join person p on p.person_id = o.person_id
             where o.sent_at is null and o.proposal_id is not null and o.next_attempt_at <= $1
             order by o.next_attempt_at, o.outbox_id
             limit $2",
            now.0,
            left,
        )?);
    }
    // What waited for a morning comes last.
    let left = limit.saturating_sub(i64::try_from(due.len()).unwrap_or(i64::MAX));
    if left > 0 {
        due.extend(fetch_all!(
            conn,
            Waiting,
            "select o.outbox_id, o.to_address, o.subject, o.body, o.created_at, o.next_attempt_at,
                    o.attempts, o.person_id, o.proposal_id, o.collected, p.lang
             from outbox o left join person p on p.person_id = o.person_id
             where o.sent_at is null and o.collected and o.next_attempt_at <= $1
             order by o.next_attempt_at, o.outbox_id
             limit $2",
            now.0,
            left,
        )?);
    }
    Ok(due)
}

/// What has not gone out although its time has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Late {
    pub letters: i64,
    /// When the oldest of them was written.
    pub oldest_at: Option<Stamp>,
}

/// Letters that are due, and those that were tried in vain and will be again. What waits for its
/// morning is not late, and what was given up is not tried any more.
pub async fn count_late(conn: &mut Conn, now: Stamp) -> Result<Late, DbError> {
    let (letters, oldest_at) = fetch_one!(
        conn,
        (i64, Option<i64>),
        "select count(*), min(created_at) from outbox
         where sent_at is null and next_attempt_at < $1 and (attempts > 0 or next_attempt_at <= $2)",
        i64::MAX,
        now.0,
    )?;
    Ok(Late {
        letters,
        oldest_at: oldest_at.map(Stamp),
    })
}

/// Takes a letter for one attempt; false where another server took it. If the attempt dies with
/// its process, the letter is due again at `again_at`.
pub async fn claim(conn: &mut Conn, letter: &Waiting, again_at: Stamp) -> Result<bool, DbError> {
    let changed = execute!(
        conn,
        "update outbox set attempts = attempts + 1, next_attempt_at = $3
         where outbox_id = $1 and sent_at is null and next_attempt_at = $2",
        letter.outbox_id,
        letter.next_attempt_at,
        again_at.0,
    )?;
    Ok(changed == 1)
}

/// Throws a letter to many away whose reader wants no such letters any more, whenever they said so;
/// whether it was.
pub async fn drop_stopped(conn: &mut Conn, outbox_id: i64) -> Result<bool, DbError> {
    let dropped = execute!(
        conn,
        "delete from outbox where outbox_id = $1 and sent_at is null and (
             exists (select 1 from follow f where f.person_id = outbox.person_id
                 and f.proposal_id = outbox.proposal_id and f.stopped_at is not null)
             or exists (select 1 from person p where p.person_id = outbox.person_id
                 and (outbox.proposal_id is not null or outbox.collected)
                 and p.letters_stopped_at is not null)
             or (outbox.collected and not exists (
                 select 1 from notice n
                 left join pace c on c.person_id = n.person_id and c.news = n.news
                 where n.letter_id = outbox.outbox_id
                     and (c.pace is null or c.pace <> 'never'))))",
        outbox_id,
    )?;
    Ok(dropped > 0)
}

pub async fn mark_sent(conn: &mut Conn, outbox_id: i64, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "update outbox set sent_at = $2, last_error = null where outbox_id = $1",
        outbox_id,
        now.0,
    )
}

pub async fn mark_failed(
    conn: &mut Conn,
    outbox_id: i64,
    problem: &str,
    again_at: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update outbox set last_error = $2, next_attempt_at = $3 where outbox_id = $1",
        outbox_id,
        problem,
        again_at.0,
    )
}

/// The newest letters, sent or not, as they were written.
pub async fn list_newest(conn: &mut Conn, limit: i64) -> Result<Vec<DemoMail>, DbError> {
    let rows = newest(conn, limit).await?;
    Ok(rows.into_iter().map(|row| shown(row, None)).collect())
}

/// The same, as they go out.
pub async fn list_as_sent(
    conn: &mut Conn,
    stops: &Stops,
    limit: i64,
) -> Result<Vec<DemoMail>, DbError> {
    let rows = newest(conn, limit).await?;
    Ok(rows
        .into_iter()
        .map(|row| shown(row, Some(stops)))
        .collect())
}

async fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<LetterRow>, DbError> {
    fetch_all!(
        conn,
        LetterRow,
        "select o.to_address, o.subject, o.body, o.created_at, o.person_id, o.proposal_id,
                o.collected, p.lang
         from outbox o left join person p on p.person_id = o.person_id
         order by o.outbox_id desc limit $1",
        limit,
    )
}

fn shown(row: LetterRow, stops: Option<&Stops>) -> DemoMail {
    let of = of(row.proposal_id, row.collected);
    let about = about(row.person_id, of, row.lang.as_deref());
    DemoMail {
        body: match (stops, about) {
            (Some(stops), Some(about)) => stops.signed(&row.body, &about),
            _ => row.body,
        },
        to: row.to_address,
        subject: row.subject,
        at: Stamp(row.created_at),
    }
}

/// Letters sent before `before` hold addresses and nothing that is still needed; so do those that
/// could not be sent in all that time, whose last attempt was long ago.
pub async fn delete_old(conn: &mut Conn, before: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from outbox where coalesce(sent_at, created_at) <= $1",
        before.0,
    )
}
