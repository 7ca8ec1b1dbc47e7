//! SQL of reported texts that are a threat, or in which somebody is in danger.

use nara_app::moderation::api::DangerView;
use nara_domain::actor::Standing;
use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_optional};

/// That somebody says so, before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewDanger<'a> {
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// Who is written to; none: no address is set.
    pub told_to: Option<&'a str>,
}

/// False where somebody did before.
pub async fn insert(
    tx: &mut Tx,
    id: ModerationId,
    new: &NewDanger<'_>,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into danger (moderation_id, actor_id, actor_name, actor_standing, at, told_to)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        id.get(),
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.told_to,
    )?;
    Ok(added > 0)
}

#[derive(FromRow)]
struct DangerRow {
    actor_name: String,
    actor_standing: String,
    at: i64,
    told_to: Option<String>,
}

/// Who said so, when, and who was written to.
pub async fn find(conn: &mut Conn, id: ModerationId) -> Result<Option<DangerView>, DbError> {
    let row = fetch_optional!(
        conn,
        DangerRow,
        "select actor_name, actor_standing, at, told_to from danger where moderation_id = $1",
        id.get(),
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(DangerView {
        by_name: row.actor_name,
        standing: serde_json::from_str(&row.actor_standing)?,
        at: Stamp(row.at),
        told_to: row.told_to,
    }))
}
