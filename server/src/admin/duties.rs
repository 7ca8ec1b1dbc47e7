//! Giving and ending a duty, with its line of the log: for administrators, the command line and the
//! demo alike.

use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::duty::Duty;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;
use serde_json::{Map, Value};

use crate::accounts::store as accounts;
use crate::audit::{self, Line};
use crate::db::{DbError, Tx};

/// Who does it.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    Administrator(&'a Actor),
    /// At the command line, without an account.
    Operator,
}

impl By<'_> {
    /// Writes a line about a person.
    pub async fn record(
        self,
        tx: &mut Tx,
        deed: Deed,
        person: PersonId,
        detail: Value,
        now: Stamp,
    ) -> Result<(), DbError> {
        let line = Line {
            deed,
            subject_kind: "person",
            subject_id: &person.to_string(),
            detail,
        };
        match self {
            Self::Administrator(actor) => {
                audit::record(tx, actor, Role::Administrator, &line, now).await
            }
            Self::Operator => audit::record_operator(tx, &line, now).await,
        }
    }
}

/// Gives a duty. One of a kind at a time: a new title or party takes the old one's place when it
/// begins.
pub async fn give(
    tx: &mut Tx,
    by: By<'_>,
    person: PersonId,
    duty: &Duty,
    now: Stamp,
) -> Result<(), DbError> {
    place(tx, person, duty, now).await?;
    let detail = detail(duty);
    by.record(tx, Deed::DutyGiven, person, detail, now).await
}

/// As [`give`], without the line. True where another one of its kind ended with that.
pub async fn place(
    tx: &mut Tx,
    person: PersonId,
    duty: &Duty,
    now: Stamp,
) -> Result<bool, DbError> {
    let term = duty.term(now);
    let ended = accounts::end_standings(tx, person, duty.standing.role, term.from).await?;
    accounts::insert_standing(tx, person, &duty.standing, term.from, term.until).await?;
    Ok(ended > 0)
}

/// What a line says of a duty.
pub fn detail(duty: &Duty) -> Value {
    let mut detail = Map::new();
    let mut say = |key: &str, value: String| detail.insert(key.to_owned(), value.into());
    say("role", duty.standing.role.code().to_owned());
    if let Some(day) = duty.first_day {
        say("first_day", day.to_string());
    }
    if let Some(day) = duty.last_day {
        say("last_day", day.to_string());
    }
    Value::Object(detail)
}

/// Ends a duty; false where there is none that has not ended.
pub async fn end(
    tx: &mut Tx,
    by: By<'_>,
    person: PersonId,
    role: Role,
    now: Stamp,
) -> Result<bool, DbError> {
    if accounts::end_standings(tx, person, role, now).await? == 0 {
        return Ok(false);
    }
    let detail = serde_json::json!({ "role": role.code() });
    by.record(tx, Deed::DutyEnded, person, detail, now).await?;
    Ok(true)
}
