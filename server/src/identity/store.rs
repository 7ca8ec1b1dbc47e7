//! All SQL of numbers, linked identities, and the duties providers give.

use nara_domain::actor::{Body, Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::linking::{Found, Linked};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

pub async fn find_check_value(conn: &mut Conn) -> Result<Option<String>, DbError> {
    let found = fetch_optional!(
        conn,
        (String,),
        "select check_value from identity_key where identity_key_id = 1",
    )?;
    Ok(found.map(|(value,)| value))
}

/// Stays as it is where there is one.
pub async fn insert_check_value(conn: &mut Conn, value: &str, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into identity_key (identity_key_id, check_value, made_at) values (1, $1, $2)
         on conflict (identity_key_id) do nothing",
        value,
        now.0,
    )
}

/// What an identity is found by: hashes, as they are stored.
#[derive(Clone, Debug)]
pub struct Marks {
    pub provider: String,
    pub subject: String,
    pub number: Option<String>,
    pub previous: Option<String>,
}

pub async fn find_by_number(conn: &mut Conn, hash: &str) -> Result<Option<PersonId>, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select person_id from person_number where number_hash = $1",
        hash,
    )?;
    Ok(found.map(|(id,)| PersonId::new(id)))
}

pub async fn is_numbered(conn: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from person_number where person_id = $1",
        person.get(),
    )?;
    Ok(count > 0)
}

/// Whom these marks lead to.
pub async fn find(conn: &mut Conn, marks: &Marks) -> Result<Found, DbError> {
    let linked = fetch_optional!(
        conn,
        (i64, bool),
        "select person_id, vouched from person_identity where provider = $1 and subject_hash = $2",
        &marks.provider,
        &marks.subject,
    )?;
    let mut unvouched = false;
    let subject = match linked {
        Some((id, vouched)) => {
            unvouched |= !vouched;
            let person = PersonId::new(id);
            let numbered = is_numbered(conn, person).await?;
            Some(Linked {
                person,
                numbered,
                vouched,
            })
        }
        None => None,
    };
    let mut by = [None, None];
    let mut vouched = [false, false];
    for ((place, vouched), hash) in by
        .iter_mut()
        .zip(&mut vouched)
        .zip([&marks.number, &marks.previous])
    {
        let Some(hash) = hash else { continue };
        let found = fetch_optional!(
            conn,
            (i64, bool),
            "select person_id, vouched from person_number where number_hash = $1",
            hash,
        )?;
        *vouched = found.is_some_and(|(_, vouched)| vouched);
        unvouched |= found.is_some() && !*vouched;
        *place = found.map(|(id, _)| PersonId::new(id));
    }
    let [number, previous] = by;
    let [number_vouched, _] = vouched;
    Ok(Found {
        subject,
        has_number: marks.number.is_some(),
        number,
        number_vouched,
        previous,
        unvouched,
    })
}

/// Locks these accounts until the transaction ends, in one order, so that whoever else comes to them
/// by another way waits. Answers with those that are still ways in.
pub async fn lock_people(tx: &mut Tx, people: &[PersonId]) -> Result<Vec<PersonId>, DbError> {
    let mut select = Statement::new("select person_id from person where person_id in (");
    select
        .list(people.iter().map(|person| person.get()))
        .sql(") and merged_into is null and erased_at is null order by person_id");
    if tx.engine() == Engine::Postgres {
        // Not against who only points at the account: a comment need not wait.
        select.sql(" for no key update");
    }
    let rows: Vec<(i64,)> = tx.all(select).await?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Fails with a unique violation where the number is somebody else's; where it is this person's,
/// nothing changes but that it may be vouched for now.
pub async fn insert_number(
    tx: &mut Tx,
    person: PersonId,
    hash: &str,
    vouched: bool,
    now: Stamp,
) -> Result<u64, DbError> {
    let known = execute!(
        tx,
        "update person_number set vouched = (vouched or $3) where number_hash = $1 and person_id = $2",
        hash,
        person.get(),
        vouched,
    )?;
    if known > 0 {
        return Ok(0);
    }
    execute!(
        tx,
        "insert into person_number (number_hash, person_id, at, vouched) values ($1, $2, $3, $4)",
        hash,
        person.get(),
        now.0,
        vouched,
    )
}

/// Takes what all identities and numbers of the account were vouched for with.
pub async fn unvouch(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    execute!(
        tx,
        "update person_identity set vouched = false where person_id = $1",
        person.get(),
    )?;
    execute!(
        tx,
        "update person_number set vouched = false where person_id = $1",
        person.get(),
    )?;
    Ok(())
}

/// Remembers that the person came by this identity. Fails with a unique violation where it is somebody
/// else's.
pub async fn link(
    tx: &mut Tx,
    person: PersonId,
    marks: &Marks,
    vouched: bool,
    now: Stamp,
) -> Result<u64, DbError> {
    let used = execute!(
        tx,
        "update person_identity set last_used_at = $4, vouched = (vouched or $5)
         where provider = $1 and subject_hash = $2 and person_id = $3",
        &marks.provider,
        &marks.subject,
        person.get(),
        now.0,
        vouched,
    )?;
    if used > 0 {
        return Ok(0);
    }
    execute!(
        tx,
        "insert into person_identity
             (provider, subject_hash, person_id, linked_at, last_used_at, vouched)
         values ($1, $2, $3, $4, $4, $5)",
        &marks.provider,
        &marks.subject,
        person.get(),
        now.0,
        vouched,
    )
}

/// What is known of how well we know somebody.
#[derive(Debug, crate::db::FromRow)]
struct LevelRow {
    level: String,
    registered: Option<bool>,
    register_checked_at: Option<i64>,
}

/// Level, and the register's last answer with its moment.
pub async fn find_level(
    conn: &mut Conn,
    person: PersonId,
) -> Result<(Level, Option<(bool, Stamp)>), DbError> {
    let row = fetch_one!(
        conn,
        LevelRow,
        "select level, registered, register_checked_at from person where person_id = $1",
        person.get(),
    )?;
    let unknown = |_| DbError::Inconsistent(format!("level {}", row.level));
    let level = row.level.parse().map_err(unknown)?;
    let answer = row.registered.zip(row.register_checked_at.map(Stamp));
    Ok((level, answer))
}

pub async fn update_level(tx: &mut Tx, person: PersonId, level: Level) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set level = $2 where person_id = $1 and level <> $2",
        person.get(),
        level.code(),
    )
}

/// What the register said, or that it said nothing.
pub async fn update_answer(
    tx: &mut Tx,
    person: PersonId,
    answer: Option<(bool, Stamp)>,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set registered = $2, register_checked_at = $3 where person_id = $1",
        person.get(),
        answer.map(|(registered, _)| registered),
        answer.map(|(_, at)| at.0),
    )
}

#[derive(Debug, crate::db::FromRow)]
struct GivenRow {
    standing_id: i64,
    role: String,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
}

/// A duty a provider gave, and its row.
pub type Given = (i64, Standing);

pub async fn list_given(
    conn: &mut Conn,
    person: PersonId,
    provider: &str,
    now: Stamp,
) -> Result<Vec<Given>, DbError> {
    let rows = fetch_all!(
        conn,
        GivenRow,
        "select standing_id, role, department, title, party, assignment, body from standing
         where person_id = $1 and provider = $2 and from_at <= $3
               and (until_at is null or until_at > $3)
         order by standing_id",
        person.get(),
        provider,
        now.0,
    )?;
    let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
    rows.into_iter()
        .map(|row| {
            let role: Role = row.role.parse().map_err(|_| unknown("role", &row.role))?;
            let body = match row.body.as_deref() {
                Some(body) => Some(Body::parse(body).map_err(|_| unknown("body", body))?),
                None => None,
            };
            let standing = Standing {
                role,
                department: row.department,
                title: row.title,
                party: row.party,
                assignment: row.assignment,
                body,
            };
            Ok((row.standing_id, standing))
        })
        .collect()
}

pub async fn insert_given(
    tx: &mut Tx,
    person: PersonId,
    provider: &str,
    standing: &Standing,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into standing
             (person_id, role, department, title, party, assignment, body, from_at, provider)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        person.get(),
        standing.role.code(),
        standing.department.as_deref(),
        standing.title.as_deref(),
        standing.party.as_deref(),
        standing.assignment.as_deref(),
        standing.body.as_ref().map(Body::as_str),
        now.0,
        provider,
    )
}

pub async fn end_given(tx: &mut Tx, standing: i64, now: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update standing set until_at = $2 where standing_id = $1",
        standing,
        now.0,
    )
}

/// Everything that was hashed with the key, and what followed from it.
pub async fn forget_everybody(tx: &mut Tx) -> Result<(), DbError> {
    execute!(tx, "delete from merge_offer")?;
    execute!(tx, "delete from person_identity")?;
    execute!(tx, "delete from person_number")?;
    execute!(tx, "delete from roll_entry")?;
    execute!(tx, "delete from roll")?;
    execute!(tx, "delete from identity_key")?;
    execute!(
        tx,
        "update person set registered = null, register_checked_at = null,
             level = case when level in ('n2', 'n3') then 'n1' else level end
         where register_checked_at is not null or level in ('n2', 'n3')",
    )?;
    Ok(())
}
