//! The SQL of what was done about questions.

use std::collections::BTreeMap;

use nara_app::questions::api::QuestionAct;
use nara_domain::actor::Standing;
use nara_domain::ids::{PersonId, QuestionActId, QuestionId, QuestionSetId};
use nara_domain::question::QuestionStep;
use nara_domain::time::Stamp;

use super::store::unknown;
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{fetch_all, fetch_optional};

const ACTS: &str = "select question_act_id, question_id, step, actor_name, actor_standing, at, fields, \
    corrects from question_act where question_set_id = $1 order by question_act_id";
const ACT_OF_ONCE: &str = "select question_act_id from question_act \
    where question_set_id = $1 and once_key = $2";
const INSERT_ACT: &str = "insert into question_act (question_set_id, question_id, step, actor_id, \
    actor_name, actor_standing, at, fields, corrects, replaces, once_key) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing \
    returning question_act_id";

#[derive(FromRow)]
struct ActRow {
    question_act_id: i64,
    question_id: Option<i64>,
    step: String,
    actor_name: String,
    actor_standing: String,
    at: i64,
    fields: String,
    corrects: Option<i64>,
}

/// What was done, the earliest first, by what it was done about; none: all of them.
pub type Acts = BTreeMap<Option<QuestionId>, Vec<QuestionAct>>;

pub async fn acts(conn: &mut Conn, id: QuestionSetId) -> Result<Acts, DbError> {
    let mut acts = Acts::new();
    for row in fetch_all!(conn, ActRow, ACTS, id.get())? {
        let standing: Standing = serde_json::from_str(&row.actor_standing)?;
        let about = acts
            .entry(row.question_id.map(QuestionId::new))
            .or_default();
        about.push(QuestionAct {
            id: QuestionActId::new(row.question_act_id),
            step: row
                .step
                .parse()
                .map_err(|_| unknown("question_act.step", &row.step))?,
            by: row.actor_name,
            standing,
            at: Stamp(row.at),
            fields: serde_json::from_str(&row.fields)?,
            corrects: row.corrects.map(QuestionActId::new),
        });
    }
    Ok(acts)
}

/// Whether the form of a step was sent before.
pub async fn was_sent(conn: &mut Conn, id: QuestionSetId, once: &str) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, (i64,), ACT_OF_ONCE, id.get(), once)?.is_some())
}

/// A step before it is written down.
#[derive(Debug)]
pub struct NewAct<'a> {
    pub set: QuestionSetId,
    pub question: Option<QuestionId>,
    pub step: &'a QuestionStep,
    pub actor: PersonId,
    pub name: &'a str,
    pub standing: &'a Standing,
    pub corrects: Option<QuestionActId>,
    /// The act before about the same.
    pub replaces: Option<QuestionActId>,
    pub once: &'a str,
}

/// Its number; none where somebody else's step about the same came first.
pub async fn insert(
    tx: &mut Tx,
    new: &NewAct<'_>,
    now: Stamp,
) -> Result<Option<QuestionActId>, DbError> {
    let added = fetch_optional!(
        tx,
        (i64,),
        INSERT_ACT,
        new.set.get(),
        new.question.map(QuestionId::get),
        new.step.kind().code(),
        new.actor.get(),
        new.name,
        serde_json::to_string(new.standing)?,
        now.0,
        serde_json::to_string(&new.step.to_fields())?,
        new.corrects.map(QuestionActId::get),
        new.replaces.map_or(0, QuestionActId::get),
        new.once,
    )?;
    Ok(added.map(|(id,)| QuestionActId::new(id)))
}
