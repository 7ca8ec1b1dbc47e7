//! SQL of reports: who reported a text, why, and what they read of it afterwards.

use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::moderation::{CaseState, Reason};
use nara_domain::time::Stamp;

use super::store::{MOST, code};
use super::text_at::{AtRow, TextAt};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// Whether somebody has reported it.
pub async fn has_reported(
    conn: &mut Conn,
    id: ModerationId,
    person: PersonId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select text_report_id from text_report where moderation_id = $1 and person_id = $2",
        id.get(),
        person.get(),
    )?;
    Ok(row.is_some())
}

/// False where this person, or this form, has reported it before.
pub async fn insert_report(
    tx: &mut Tx,
    (id, person): (ModerationId, Option<PersonId>),
    (reason, words): (Reason, &str),
    once: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into text_report (moderation_id, person_id, reason, words, at, once_key)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        id.get(),
        person.map(PersonId::get),
        reason.code(),
        words,
        now.0,
        once,
    )?;
    Ok(added > 0)
}

/// Reason, words and time of each report, the first one first.
pub async fn list_reports(
    conn: &mut Conn,
    id: ModerationId,
) -> Result<Vec<(Reason, String, Stamp)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String, i64),
        "select reason, words, at from text_report where moderation_id = $1
         order by text_report_id limit 500",
        id.get(),
    )?;
    rows.into_iter()
        .map(|(reason, words, at)| Ok((code("text_report.reason", &reason)?, words, Stamp(at))))
        .collect()
}

/// Who reported it and can be told, with their names.
pub async fn list_reporters(
    conn: &mut Conn,
    id: ModerationId,
) -> Result<Vec<(PersonId, String)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String),
        "select e.person_id, e.display_name from text_report r
         join person e on e.person_id = r.person_id
         where r.moderation_id = $1 order by r.text_report_id",
        id.get(),
    )?;
    let each = rows.into_iter();
    Ok(each.map(|(id, name)| (PersonId::new(id), name)).collect())
}

#[derive(FromRow)]
struct MyRow {
    #[sqlx(flatten)]
    at: AtRow,
    state: String,
    title: String,
    reported_at: i64,
    reason: Option<String>,
}

/// A text that somebody reported.
#[derive(Clone, Debug)]
pub struct Mine {
    pub text: TextAt,
    pub state: CaseState,
    pub title: String,
    pub at: Stamp,
    /// Why it was settled so.
    pub reason: Option<String>,
}

impl TryFrom<MyRow> for Mine {
    type Error = DbError;

    fn try_from(row: MyRow) -> Result<Self, DbError> {
        Ok(Self {
            text: row.at.try_into()?,
            state: code("moderation.state", &row.state)?,
            title: row.title,
            at: Stamp(row.reported_at),
            reason: row.reason,
        })
    }
}

/// What somebody reported, the latest first; of what is out of sight nothing is told. What is said to the
/// author who asked that somebody looks again, and what moderators say to each other, is said to nobody else; nor
/// why it was hidden, where it is shown again.
pub async fn list_reported_by(conn: &mut Conn, person: PersonId) -> Result<Vec<Mine>, DbError> {
    let rows = fetch_all!(
        conn,
        MyRow,
        "select r.at as reported_at, m.proposal_id, m.comment_id, p.kind, m.question_set_id,
             m.question_id, q.number, q.follow_up, m.state, coalesce(p.title, t.heading) as title,
             (select a.reason from moderation_act a
                where a.moderation_id = m.moderation_id and a.step in ('hide', 'leave', 'unhide')
                and (m.state <> 'shown' or a.step = 'unhide')
                order by a.moderation_act_id desc limit 1) as reason
         from text_report r join moderation m on m.moderation_id = r.moderation_id
         left join proposal p on p.proposal_id = m.proposal_id
         left join question_set t on t.question_set_id = m.question_set_id
         left join question q on q.question_id = m.question_id
         where r.person_id = $1
             and (p.stage_group <> 'not_public' or t.state in ('open', 'answered')
                or exists (select 1 from question_set s
                    where s.question_set_id = p.question_set_id
                    and s.state in ('open', 'answered')))
         order by r.text_report_id desc limit $2",
        person.get(),
        MOST,
    )?;
    rows.into_iter().map(Mine::try_from).collect()
}

/// Forgets who reported what was settled before, and their words; how many did, and why, stays.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update text_report set person_id = null, words = ''
         where (person_id is not null or words <> '')
         and exists (select 1 from moderation m where m.moderation_id = text_report.moderation_id
            and m.state <> 'open')
         and not exists (select 1 from moderation_act a
            where a.moderation_id = text_report.moderation_id and a.at > $1)
         and not exists (select 1 from hiding_lapse l
            where l.moderation_id = text_report.moderation_id and l.at > $1)
         and not exists (select 1 from appeal o where o.moderation_id = text_report.moderation_id
            and not exists (select 1 from moderation_act d
                where d.moderation_id = o.moderation_id and d.step in ('unhide', 'uphold'))
            and not exists (select 1 from hiding_lapse l
                where l.moderation_id = o.moderation_id))",
        moment.0,
    )
}
