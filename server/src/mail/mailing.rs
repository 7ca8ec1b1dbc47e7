//! Letters to everybody who supports or follows a proposal. Publishing writes one row a language; a job turns it
//! into letters, some hundreds in a transaction together with how far it has come. So a publication
//! takes as long with five thousand supporters as with none, and whatever is broken off midway goes on
//! where it was: nobody is left out, nobody gets two.

use nara_app::i18n::Lang;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::news::News;
use nara_domain::time::Stamp;

use super::letters::Letter;
use crate::db::{Conn, Db, DbError, FromRow, Tx};
use crate::{execute, fetch_optional};

/// Letters written by one transaction: nobody's vote waits long for it.
const AT_ONCE: i64 = 500;

/// Whom a letter to many is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Those who vote on the proposal or follow it.
    Told,
    /// Those who support it: it asks them something.
    Supporters,
    /// Those who follow it: every step.
    Followers,
}

/// To everybody of these who is one at this moment, wants letters about the proposal and reads this
/// language, apart from one who gets a letter anyway. Who both supports and follows is one.
pub async fn to_many(
    conn: &mut Conn,
    (proposal, whom): (ProposalId, Whom),
    (apart_from, lang): (PersonId, Lang),
    letter: &Letter,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into mailing
             (proposal_id, apart_from, lang, subject, body, at, after_person, supporters_only,
              followers_only)
         values ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        proposal.get(),
        apart_from.get(),
        lang.code(),
        letter.subject.as_str(),
        letter.body.as_str(),
        now.0,
        whom == Whom::Supporters,
        whom == Whom::Followers,
    )
}

/// As [`to_many`] to all who are told of a proposal, but for those who are told of another one at the same
/// moment: they have that letter.
pub async fn to_many_besides(
    conn: &mut Conn,
    (proposal, besides): (ProposalId, ProposalId),
    (apart_from, lang): (PersonId, Lang),
    letter: &Letter,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into mailing
             (proposal_id, apart_from, lang, subject, body, at, after_person, besides_id)
         values ($1, $2, $3, $4, $5, $6, 0, $7)",
        proposal.get(),
        apart_from.get(),
        lang.code(),
        letter.subject.as_str(),
        letter.body.as_str(),
        now.0,
        besides.get(),
    )
}

#[derive(FromRow)]
struct MailingRow {
    mailing_id: i64,
    proposal_id: i64,
    at: i64,
    after_person: i64,
    supporters_only: bool,
    followers_only: bool,
}

/// Writes the letters of all mailings that wait. Run by every server, as often as anybody likes; how
/// many letters were written.
///
/// # Errors
/// Of the database; what was written stays written.
pub async fn write_all(db: &Db, now: Stamp) -> Result<u64, DbError> {
    let mut written = 0;
    loop {
        let next = {
            let mut conn = db.read().await?;
            fetch_optional!(
                conn,
                MailingRow,
                "select mailing_id, proposal_id, at, after_person, supporters_only, followers_only
                 from mailing
                 order by mailing_id limit 1",
            )?
        };
        let Some(mailing) = next else {
            return Ok(written);
        };
        let mut tx = db.begin().await?;
        // Where another server was here meanwhile, nothing of this is written.
        if let Some(letters) = write_some(&mut tx, &mailing, now).await? {
            tx.commit().await?;
            written += letters;
        }
    }
}

async fn write_some(tx: &mut Tx, mailing: &MailingRow, now: Stamp) -> Result<Option<u64>, DbError> {
    let end = fetch_optional!(
        tx,
        (Option<i64>,),
        "select max(t.person_id) from (
             select s.person_id from (select person_id from support
                 where proposal_id = $1 and person_id > $2 and at <= $3 and not $6
                 order by person_id limit $4) s
             union
             select f.person_id from (select person_id from follow
                 where proposal_id = $1 and person_id > $2 and at <= $3 and not $5
                 order by person_id limit $4) f
             union
             select o.person_id from (select person_id from opposition
                 where proposal_id = $1 and person_id > $2 and at <= $3 and not $5 and not $6
                 order by person_id limit $4) o
             order by person_id limit $4) t",
        mailing.proposal_id,
        mailing.after_person,
        mailing.at,
        AT_ONCE,
        mailing.supporters_only,
        mailing.followers_only,
    )?;
    let Some(end) = end.and_then(|(end,)| end) else {
        let gone = execute!(
            tx,
            "delete from mailing where mailing_id = $1 and after_person = $2",
            mailing.mailing_id,
            mailing.after_person,
        )?;
        return Ok((gone > 0).then_some(0));
    };
    let mine = execute!(
        tx,
        "update mailing set after_person = $3 where mailing_id = $1 and after_person = $2",
        mailing.mailing_id,
        mailing.after_person,
        end,
    )?;
    if mine == 0 {
        return Ok(None);
    }
    let news = match mailing.followers_only {
        true => News::Steps,
        false => News::Answers,
    };
    // Whoever wants such letters collected gets them by another job. What asks those who support something has
    // an end and is not collected: never is all that keeps it away.
    let letters = execute!(
        tx,
        "insert into outbox
             (to_address, subject, body, created_at, next_attempt_at, attempts, person_id, proposal_id)
         select p.email, m.subject, m.body, m.at, $4, 0, p.person_id, m.proposal_id
         from mailing m
         join (select proposal_id, person_id from support
                   where proposal_id = $5 and person_id > $2 and person_id <= $3 and at <= $6
                       and not $8
               union
               select proposal_id, person_id from follow
                   where proposal_id = $5 and person_id > $2 and person_id <= $3 and at <= $6
                       and not $7
               union
               select proposal_id, person_id from opposition
                   where proposal_id = $5 and person_id > $2 and person_id <= $3 and at <= $6
                       and not $7 and not $8) t
             on t.proposal_id = m.proposal_id
         join person p on p.person_id = t.person_id
         left join pace c on c.person_id = p.person_id and c.news = $9
         where m.mailing_id = $1 and p.person_id <> m.apart_from and p.lang = m.lang
             and p.email is not null and p.email_confirmed_at is not null
             and p.letters_stopped_at is null
             and (coalesce(case when c.since <= m.at then c.pace else c.was end, $10) = 'at_once'
                 or ($7 and coalesce(c.pace, $10) <> 'never'))
             and not exists (select 1 from follow f where f.proposal_id = m.proposal_id
                 and f.person_id = p.person_id and f.stopped_at is not null)
             and not exists (select 1 from proposal b where b.proposal_id = m.besides_id
                 and (b.proposer_id = p.person_id or (
                     not exists (select 1 from follow f where f.proposal_id = b.proposal_id
                         and f.person_id = p.person_id and f.stopped_at is not null)
                     and (exists (select 1 from support s where s.proposal_id = b.proposal_id
                             and s.person_id = p.person_id and s.at <= m.at)
                         or exists (select 1 from follow f where f.proposal_id = b.proposal_id
                             and f.person_id = p.person_id and f.at <= m.at)
                         or exists (select 1 from opposition o where o.proposal_id = b.proposal_id
                             and o.person_id = p.person_id and o.at <= m.at)))))
         order by p.person_id",
        mailing.mailing_id,
        mailing.after_person,
        end,
        now.0,
        mailing.proposal_id,
        mailing.at,
        mailing.supporters_only,
        mailing.followers_only,
        news.code(),
        news.calm().code(),
    )?;
    Ok(Some(letters))
}
