//! SQL of what is done about a text that was reported: steps, which are appended, and what is under seal.

use nara_domain::actor::Standing;
use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::moderation::{CaseMove, CaseState, Reason};
use nara_domain::time::{Date, Stamp};

use super::steps::Taken;
use super::store::{Fields, code};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

#[derive(FromRow)]
struct StepRow {
    moderation_act_id: i64,
    step: String,
    rule: Option<String>,
    reason: String,
    actor_id: i64,
    actor_name: String,
    actor_standing: String,
    at: i64,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct StoredStep {
    pub id: i64,
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: String,
    pub by: PersonId,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// What was done, the first one first; by whom, under the account they have now.
pub async fn list_steps(conn: &mut Conn, id: ModerationId) -> Result<Vec<StoredStep>, DbError> {
    let rows = fetch_all!(
        conn,
        StepRow,
        "select a.moderation_act_id, a.step, a.rule, a.reason,
            coalesce(p.merged_into, p.person_id) as actor_id, a.actor_name, a.actor_standing, a.at
         from moderation_act a join person p on p.person_id = a.actor_id
         where a.moderation_id = $1 order by a.moderation_act_id",
        id.get(),
    )?;
    rows.into_iter()
        .map(|row| {
            let rule = row.rule.as_deref();
            Ok(StoredStep {
                id: row.moderation_act_id,
                step: code("moderation_act.step", &row.step)?,
                rule: rule
                    .map(|rule| code("moderation_act.rule", rule))
                    .transpose()?,
                reason: row.reason,
                by: PersonId::new(row.actor_id),
                by_name: row.actor_name,
                standing: serde_json::from_str(&row.actor_standing)?,
                at: Stamp(row.at),
            })
        })
        .collect()
}

/// The step that was taken by this form, where it was sent before.
pub async fn sent(
    conn: &mut Conn,
    id: ModerationId,
    once: &str,
) -> Result<Option<CaseMove>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from moderation_act where moderation_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    row.map(|(step,)| code("moderation_act.step", &step))
        .transpose()
}

/// A step before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewStepRow<'a> {
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: &'a str,
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// The step before; 0: none.
    pub replaces: i64,
    pub once: &'a str,
}

impl<'a> NewStepRow<'a> {
    /// What people are told of it.
    pub(super) const fn taken(&self) -> Taken<'a> {
        Taken {
            step: self.step,
            rule: self.rule,
            reason: self.reason,
        }
    }
}

/// False where somebody else took a step at this moment, or it has moved on.
pub async fn take(
    tx: &mut Tx,
    id: ModerationId,
    (from, to): (CaseState, CaseState),
    new: &NewStepRow<'_>,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into moderation_act (moderation_id, step, rule, reason, actor_id, actor_name,
            actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        id.get(),
        new.step.code(),
        new.rule.map(Reason::code),
        new.reason,
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    let moved = execute!(
        tx,
        "update moderation set state = $3 where moderation_id = $1 and state = $2",
        id.get(),
        from.code(),
        to.code(),
    )?;
    Ok(added > 0 && moved > 0)
}

/// By which day another one confirms that it was hidden; none: nobody has to.
pub async fn set_second(tx: &mut Tx, id: ModerationId, by: Option<Date>) -> Result<(), DbError> {
    execute!(
        tx,
        "update moderation set second_by = $2 where moderation_id = $1",
        id.get(),
        by.map(|day| day.to_string()),
    )?;
    Ok(())
}

/// What nobody has confirmed in time.
pub async fn list_lapsed(conn: &mut Conn, today: Date) -> Result<Vec<ModerationId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select moderation_id from moderation
         where second_by is not null and second_by < $1 and state = 'hidden'
         order by moderation_id",
        today.to_string(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(id,)| ModerationId::new(id))
        .collect())
}

/// Notes that it is shown again because of that. False where somebody took a step at this moment.
pub async fn lapse(tx: &mut Tx, id: ModerationId, now: Stamp) -> Result<bool, DbError> {
    let moved = execute!(
        tx,
        "update moderation set state = 'shown', second_by = null
         where moderation_id = $1 and state = 'hidden' and second_by < $2",
        id.get(),
        now.day().to_string(),
    )?;
    if moved > 0 {
        execute!(
            tx,
            "insert into hiding_lapse (moderation_id, at) values ($1, $2)",
            id.get(),
            now.0,
        )?;
    }
    Ok(moved > 0)
}

/// When it was shown again because nobody had confirmed it.
pub async fn lapsed_at(conn: &mut Conn, id: ModerationId) -> Result<Option<Stamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select at from hiding_lapse where moderation_id = $1",
        id.get(),
    )?;
    Ok(row.map(|(at,)| Stamp(at)))
}

/// Puts what stands there under seal.
pub async fn seal(
    tx: &mut Tx,
    id: ModerationId,
    (author, fields): (PersonId, &Fields),
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into hidden_text (moderation_id, author_id, fields, sealed_at)
         values ($1, $2, $3, $4)",
        id.get(),
        author.get(),
        serde_json::to_string(fields)?,
        now.0,
    )?;
    Ok(())
}

/// Notes that it is back where it stood.
pub async fn unseal(tx: &mut Tx, id: ModerationId, now: Stamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update hidden_text set opened_at = $2 where moderation_id = $1 and opened_at is null",
        id.get(),
        now.0,
    )?;
    Ok(())
}
