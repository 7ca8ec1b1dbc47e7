//! Duties held for a time.

use nara_domain::actor::{Actor, Body, Role, Standing};
use nara_domain::duty::Term;
use nara_domain::ids::PersonId;
use nara_domain::invitation::Acceptance;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_optional};

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

/// The duties held at this moment, and those to come.
pub async fn list_roles_ahead(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<Vec<Role>, DbError> {
    let rows = fetch_all!(
        conn,
        (String,),
        "select role from standing
         where person_id = $1 and (until_at is null or until_at > $2)
         order by standing_id",
        person.get(),
        now.0,
    )?;
    rows.into_iter().map(|(code,)| role(&code)).collect()
}

/// The duties held at this moment.
pub async fn list_roles(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<Vec<Role>, DbError> {
    let rows = fetch_all!(
        conn,
        (String,),
        "select role from standing
         where person_id = $1 and from_at <= $2 and (until_at is null or until_at > $2)
         order by standing_id",
        person.get(),
        now.0,
    )?;
    rows.into_iter().map(|(code,)| role(&code)).collect()
}

fn role(code: &str) -> Result<Role, DbError> {
    let unknown = |_| DbError::Inconsistent(format!("role {code}"));
    code.parse().map_err(unknown)
}

/// From when to when somebody holds, held and will hold which duties.
pub async fn list_terms(conn: &mut Conn, person: PersonId) -> Result<Vec<(Role, Term)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64, Option<i64>),
        "select role, from_at, until_at from standing where person_id = $1 order by standing_id",
        person.get(),
    )?;
    let term = |(code, from, until): (String, i64, Option<i64>)| {
        let term = Term {
            from: Stamp(from),
            until: until.map(Stamp),
        };
        Ok((role(&code)?, term))
    };
    rows.into_iter().map(term).collect()
}

/// That this person accepted an invitation.
pub async fn find_acceptance(
    conn: &mut Conn,
    invitation: i64,
    person: PersonId,
) -> Result<Option<Acceptance>, DbError> {
    let found = fetch_optional!(
        conn,
        (String, i64),
        "select role, accepted_at from invitation
         where invitation_id = $1 and accepted_by = $2 and accepted_at is not null",
        invitation,
        person.get(),
    )?;
    found
        .map(|(code, at)| {
            Ok(Acceptance {
                role: role(&code)?,
                at: Stamp(at),
            })
        })
        .transpose()
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

/// A duty as its columns have it; `texts` are department, title, party and assignment.
pub(super) fn standing_of(
    role: &str,
    texts: [Option<String>; 4],
    body: Option<&str>,
) -> Result<Standing, DbError> {
    let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
    let [department, title, party, assignment] = texts;
    Ok(Standing {
        role: role.parse().map_err(|_| unknown("role", role))?,
        department,
        title,
        party,
        assignment,
        body: body
            .map(|body| Body::parse(body).map_err(|_| unknown("body", body)))
            .transpose()?,
    })
}

#[derive(Debug, crate::db::FromRow)]
struct ActingRow {
    display_name: String,
    level: String,
    role: Option<String>,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
}

/// Somebody with the duties held now, for what is done later in their name. None where the account is
/// gone. They were strongly signed in when they asked for it, so no duty sleeps.
pub async fn find_acting(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<Option<Actor>, DbError> {
    let rows = fetch_all!(
        conn,
        ActingRow,
        "select p.display_name, p.level, t.role, t.department, t.title, t.party, t.assignment, t.body
         from person p
         left join standing t on t.person_id = p.person_id
              and t.from_at <= $2 and (t.until_at is null or t.until_at > $2)
         where p.person_id = $1 and p.erased_at is null and p.merged_into is null
         order by t.standing_id",
        person.get(),
        now.0,
    )?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let name = first.display_name.clone();
    let level = first
        .level
        .parse()
        .map_err(|_| DbError::Inconsistent(format!("level {}", first.level)))?;
    let mut standings = Vec::new();
    for row in rows {
        let Some(role) = &row.role else { continue };
        let texts = [row.department, row.title, row.party, row.assignment];
        standings.push(standing_of(role, texts, row.body.as_deref())?);
    }
    Ok(Some(Actor::Person {
        id: person,
        name,
        level,
        standings,
        dormant: Vec::new(),
        restraint: None,
    }))
}
