//! People.

use nara_domain::actor::Level;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_one, fetch_optional};

/// A person with what signing in needs.
#[derive(Debug, crate::db::FromRow)]
pub struct PersonRow {
    pub person_id: i64,
    pub display_name: String,
    pub email: Option<String>,
    pub password_hash: Option<String>,
}

pub async fn find_person_by_email(
    conn: &mut Conn,
    email: &str,
) -> Result<Option<PersonRow>, DbError> {
    fetch_optional!(
        conn,
        PersonRow,
        "select person_id, display_name, email, password_hash from person where email = $1",
        email,
    )
}

pub async fn find_person(conn: &mut Conn, id: PersonId) -> Result<Option<PersonRow>, DbError> {
    fetch_optional!(
        conn,
        PersonRow,
        "select person_id, display_name, email, password_hash from person where person_id = $1",
        id.get(),
    )
}

/// A person to be stored. An address is confirmed; who has none cannot sign in by password.
#[derive(Clone, Copy)]
pub struct NewPerson<'a> {
    pub email: Option<&'a str>,
    pub display_name: &'a str,
    pub password_hash: Option<&'a str>,
    pub level: Level,
}

pub async fn insert_person(
    conn: &mut Conn,
    new: &NewPerson<'_>,
    now: Stamp,
) -> Result<PersonId, DbError> {
    let (id,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "insert into person
             (email, email_confirmed_at, password_hash, display_name, level, created_at)
         values ($1, $2, $3, $4, $5, $6)
         returning person_id",
        new.email,
        new.email.map(|_| now.0),
        new.password_hash,
        new.display_name,
        new.level.code(),
        now.0,
    )?;
    Ok(PersonId::new(id))
}

pub async fn update_password(
    conn: &mut Conn,
    person: PersonId,
    password_hash: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update person set password_hash = $2 where person_id = $1",
        person.get(),
        password_hash,
    )
}

/// Fails with a unique violation where somebody else has the address.
pub async fn update_email(
    conn: &mut Conn,
    person: PersonId,
    email: &str,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update person set email = $2, email_confirmed_at = $3 where person_id = $1",
        person.get(),
        email,
        now.0,
    )
}

pub async fn count_supported(conn: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from support where person_id = $1",
        person.get(),
    )?;
    Ok(count)
}
