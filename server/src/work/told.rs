//! Whom a letter about the work on cases is for, with its SQL.

use nara_domain::actor::Role;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::accounts::store::has_standing;
use crate::db::{Conn, DbError};
use crate::fetch_all;

/// Most letters of one reason.
const MOST: i64 = 50;

/// Those who hold this duty now.
pub async fn holding(conn: &mut Conn, role: Role, now: Stamp) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct person_id from standing
         where role = $2 and from_at <= $1 and (until_at is null or until_at > $1)
         order by person_id limit $3",
        now.0,
        role.code(),
        MOST,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// The officials of a department now; where its name is empty, those without one.
pub async fn officials_of(
    conn: &mut Conn,
    department: &str,
    now: Stamp,
) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct person_id from standing
         where role = 'official' and coalesce(department, '') = $2
             and from_at <= $1 and (until_at is null or until_at > $1)
         order by person_id limit $3",
        now.0,
        department,
        MOST,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Those of these who run cases now, each once.
pub async fn at_work(
    conn: &mut Conn,
    wanted: impl IntoIterator<Item = PersonId>,
    now: Stamp,
) -> Result<Vec<PersonId>, DbError> {
    let mut whom = Vec::new();
    for person in wanted {
        let runs = has_standing(conn, person, Role::Official, now).await?
            || has_standing(conn, person, Role::Secretary, now).await?;
        if runs && !whom.contains(&person) {
            whom.push(person);
        }
    }
    Ok(whom)
}
