//! All SQL of people, sessions, registrations and used links.

use nara_domain::actor::{Body, Level, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// A person with what signing in needs.
#[derive(Debug, crate::db::FromRow)]
pub struct PersonRow {
    pub person_id: i64,
    pub display_name: String,
    pub email: Option<String>,
    pub password_hash: Option<String>,
}

/// One row for each duty the session's person holds now; one with empty duty columns for who holds
/// none.
#[derive(Debug, crate::db::FromRow)]
struct SignedRow {
    person_id: i64,
    last_seen_at: i64,
    display_name: String,
    level: String,
    role: Option<String>,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
}

/// Whose session it is, with the duties held now.
#[derive(Debug)]
pub struct SignedPerson {
    pub id: PersonId,
    pub name: String,
    pub level: Level,
    pub standings: Vec<Standing>,
    pub last_seen_at: Stamp,
}

/// Who holds the secret. One is no way to the other: what a key can be read from is no cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    Browser,
    Api,
}

impl SessionKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Api => "api",
        }
    }
}

/// A session to be stored; of its secret only the fingerprint.
#[derive(Debug)]
pub struct SessionRow<'a> {
    pub fingerprint: &'a str,
    pub person: PersonId,
    pub kind: SessionKind,
    pub created_at: Stamp,
    pub expires_at: Stamp,
    pub user_agent: &'a str,
}

#[derive(Debug, crate::db::FromRow)]
pub struct ListedSession {
    pub session_hash: String,
    pub kind: String,
    pub created_at: i64,
    pub last_seen_at: i64,
    pub user_agent: String,
}

/// What somebody typed on the registration page, until the link in the letter is followed.
#[derive(Debug, crate::db::FromRow)]
pub struct RegistrationRow {
    pub email: String,
    pub display_name: String,
    pub password_hash: String,
}

/// The person of a session that still stands, in one query.
pub async fn find_signed(
    conn: &mut Conn,
    fingerprint: &str,
    kind: SessionKind,
    idle_since: Stamp,
    now: Stamp,
) -> Result<Option<SignedPerson>, DbError> {
    let rows = fetch_all!(
        conn,
        SignedRow,
        "select s.person_id, s.last_seen_at, p.display_name, p.level,
                t.role, t.department, t.title, t.party, t.assignment, t.body
         from session s
         join person p on p.person_id = s.person_id
         left join standing t on t.person_id = s.person_id
              and t.from_at <= $2 and (t.until_at is null or t.until_at > $2)
         where s.session_hash = $1 and s.kind = $4 and s.expires_at > $2
               and (s.kind = 'api' or s.last_seen_at > $3)
         order by t.standing_id",
        fingerprint,
        now.0,
        idle_since.0,
        kind.code(),
    )?;
    let mut rows = rows.into_iter();
    let Some(first) = rows.next() else {
        return Ok(None);
    };
    let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
    let level = first
        .level
        .parse()
        .map_err(|_| unknown("level", &first.level))?;
    let mut signed = SignedPerson {
        id: PersonId::new(first.person_id),
        name: first.display_name.clone(),
        level,
        standings: Vec::new(),
        last_seen_at: Stamp(first.last_seen_at),
    };
    for row in std::iter::once(first).chain(rows) {
        let Some(role) = &row.role else { continue };
        let role: Role = role.parse().map_err(|_| unknown("role", role))?;
        let body = match row.body.as_deref() {
            Some(body) => Some(Body::parse(body).map_err(|_| unknown("body", body))?),
            None => None,
        };
        signed.standings.push(Standing {
            role,
            department: row.department,
            title: row.title,
            party: row.party,
            assignment: row.assignment,
            body,
        });
    }
    Ok(Some(signed))
}

pub async fn touch_session(conn: &mut Conn, fingerprint: &str, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "update session set last_seen_at = $2 where session_hash = $1 and last_seen_at < $2",
        fingerprint,
        now.0,
    )
}

pub async fn insert_session(conn: &mut Conn, session: &SessionRow<'_>) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into session
             (session_hash, person_id, kind, created_at, last_seen_at, expires_at, user_agent)
         values ($1, $2, $3, $4, $4, $5, $6)",
        session.fingerprint,
        session.person.get(),
        session.kind.code(),
        session.created_at.0,
        session.expires_at.0,
        session.user_agent,
    )
}

pub async fn delete_session(conn: &mut Conn, fingerprint: &str) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where session_hash = $1",
        fingerprint
    )
}

/// False where this person has no such key.
pub async fn delete_key(
    conn: &mut Conn,
    person: PersonId,
    fingerprint: &str,
) -> Result<bool, DbError> {
    let deleted = execute!(
        conn,
        "delete from session where session_hash = $1 and person_id = $2 and kind = 'api'",
        fingerprint,
        person.get(),
    )?;
    Ok(deleted > 0)
}

/// Keys that work at this moment.
pub async fn count_keys(conn: &mut Conn, person: PersonId, now: Stamp) -> Result<i64, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from session where person_id = $1 and kind = 'api' and expires_at > $2",
        person.get(),
        now.0,
    )?;
    Ok(count)
}

pub async fn delete_sessions_of(conn: &mut Conn, person: PersonId) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where person_id = $1",
        person.get()
    )
}

pub async fn list_sessions(
    conn: &mut Conn,
    person: PersonId,
    idle_since: Stamp,
    now: Stamp,
) -> Result<Vec<ListedSession>, DbError> {
    fetch_all!(
        conn,
        ListedSession,
        "select session_hash, kind, created_at, last_seen_at, user_agent from session
         where person_id = $1 and expires_at > $2 and (kind = 'api' or last_seen_at > $3)
         order by last_seen_at desc, session_hash
         limit 100",
        person.get(),
        now.0,
        idle_since.0,
    )
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

pub async fn has_standing(
    conn: &mut Conn,
    person: PersonId,
    role: Role,
    now: Stamp,
) -> Result<bool, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select standing_id from standing
         where person_id = $1 and role = $2 and from_at <= $3
               and (until_at is null or until_at > $3)
         limit 1",
        person.get(),
        role.code(),
        now.0,
    )?;
    Ok(found.is_some())
}

/// A duty from now on; until the given moment, or until it is taken back.
pub async fn insert_standing(
    conn: &mut Conn,
    person: PersonId,
    standing: &Standing,
    now: Stamp,
    until: Option<Stamp>,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into standing
             (person_id, role, department, title, party, assignment, body, from_at, until_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        person.get(),
        standing.role.code(),
        standing.department.as_deref(),
        standing.title.as_deref(),
        standing.party.as_deref(),
        standing.assignment.as_deref(),
        standing.body.as_ref().map(Body::as_str),
        now.0,
        until.map(|until| until.0),
    )
}

/// Ends a duty now; how many there were of it.
pub async fn end_standings(
    conn: &mut Conn,
    person: PersonId,
    role: Role,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update standing set until_at = $3
         where person_id = $1 and role = $2 and (until_at is null or until_at > $3)",
        person.get(),
        role.code(),
        now.0,
    )
}

/// A duty somebody holds, as the operator's list shows it.
#[derive(Debug, crate::db::FromRow)]
pub struct HeldDuty {
    pub email: Option<String>,
    pub display_name: String,
    pub role: String,
    pub department: Option<String>,
    pub title: Option<String>,
    pub party: Option<String>,
    pub assignment: Option<String>,
    pub body: Option<String>,
    pub from_at: i64,
    pub until_at: Option<i64>,
}

/// Everybody with a duty at this moment.
pub async fn list_duties(conn: &mut Conn, now: Stamp) -> Result<Vec<HeldDuty>, DbError> {
    fetch_all!(
        conn,
        HeldDuty,
        "select p.email, p.display_name, t.role, t.department, t.title, t.party, t.assignment,
                t.body, t.from_at, t.until_at
         from standing t join person p on p.person_id = t.person_id
         where t.from_at <= $1 and (t.until_at is null or t.until_at > $1)
         order by t.role, p.email, t.standing_id",
        now.0,
    )
}

pub async fn insert_registration(
    conn: &mut Conn,
    id: &str,
    registration: &RegistrationRow,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into registration (registration_id, email, display_name, password_hash, created_at)
         values ($1, $2, $3, $4, $5)",
        id,
        registration.email.as_str(),
        registration.display_name.as_str(),
        registration.password_hash.as_str(),
        now.0,
    )
}

pub async fn find_registration(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<RegistrationRow>, DbError> {
    fetch_optional!(
        conn,
        RegistrationRow,
        "select email, display_name, password_hash from registration where registration_id = $1",
        id,
    )
}

pub async fn delete_registrations_of(conn: &mut Conn, email: &str) -> Result<u64, DbError> {
    execute!(conn, "delete from registration where email = $1", email)
}

/// Fails with a unique violation where the link was used before.
pub async fn insert_used_link(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into used_link (link_id, purpose, used_at) values ($1, $2, $3)",
        id,
        purpose,
        now.0,
    )
}

pub async fn is_link_used(conn: &mut Conn, id: &str) -> Result<bool, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select used_at from used_link where link_id = $1",
        id,
    )?;
    Ok(found.is_some())
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

/// Removes what has run out: sessions, registrations nobody confirmed, uses of links that are too
/// old to be used again anyway.
pub async fn delete_expired(
    conn: &mut Conn,
    idle_since: Stamp,
    links_before: Stamp,
    now: Stamp,
) -> Result<u64, DbError> {
    let sessions = execute!(
        conn,
        "delete from session
         where expires_at <= $1 or (kind <> 'api' and last_seen_at <= $2)",
        now.0,
        idle_since.0,
    )?;
    let registrations = execute!(
        conn,
        "delete from registration where created_at <= $1",
        links_before.0
    )?;
    let links = execute!(
        conn,
        "delete from used_link where used_at <= $1",
        links_before.0
    )?;
    Ok(sessions + registrations + links)
}
