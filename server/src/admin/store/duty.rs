//! Duties, with whose they are.

use nara_app::admin::api::HeldDuty;
use nara_domain::actor::{Body, Role, Standing};
use nara_domain::duty::Term;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Statement, Tx};
use crate::{execute, fetch_all};

#[derive(Debug, crate::db::FromRow)]
struct DutyRow {
    person_id: i64,
    display_name: String,
    role: String,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
    from_at: i64,
    until_at: Option<i64>,
}

/// A duty as its columns say.
pub(super) fn standing(
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
        body: match body {
            Some(body) => Some(Body::parse(body).map_err(|_| unknown("body", body))?),
            None => None,
        },
    })
}

impl TryFrom<DutyRow> for HeldDuty {
    type Error = DbError;

    fn try_from(row: DutyRow) -> Result<Self, DbError> {
        let texts = [row.department, row.title, row.party, row.assignment];
        Ok(Self {
            person: PersonId::new(row.person_id),
            name: row.display_name,
            standing: standing(&row.role, texts, row.body.as_deref())?,
            term: Term {
                from: Stamp(row.from_at),
                until: row.until_at.map(Stamp),
            },
        })
    }
}

/// Everybody with a duty at this moment, by name. Residents and the young are no such list: there
/// may be thousands.
pub async fn list_held(conn: &mut Conn, now: Stamp) -> Result<Vec<HeldDuty>, DbError> {
    let rows = fetch_all!(
        conn,
        DutyRow,
        "select p.person_id, p.display_name, t.role, t.department, t.title, t.party, t.assignment,
                t.body, t.from_at, t.until_at
         from standing t join person p on p.person_id = t.person_id
         where t.from_at <= $1 and (t.until_at is null or t.until_at > $1)
             and t.role not in ('resident', 'youth')
         order by p.display_name, p.person_id, t.standing_id",
        now.0,
    )?;
    rows.into_iter().map(HeldDuty::try_from).collect()
}

/// What these people hold at this moment, or will hold.
pub async fn list_held_by(
    conn: &mut Conn,
    people: &[i64],
    now: Stamp,
) -> Result<Vec<HeldDuty>, DbError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(
        "select p.person_id, p.display_name, t.role, t.department, t.title, t.party, t.assignment,
                t.body, t.from_at, t.until_at
         from standing t join person p on p.person_id = t.person_id
         where (t.until_at is null or t.until_at > ",
    );
    select.bind(now.0);
    select.sql(") and t.role not in ('resident', 'youth') and t.person_id in (");
    select.list(people.iter().copied());
    select.sql(") order by t.standing_id");
    let rows: Vec<DutyRow> = conn.all(select).await?;
    rows.into_iter().map(HeldDuty::try_from).collect()
}

/// Everything somebody holds, held, and will hold; the newest first.
pub async fn list_duties_of(conn: &mut Conn, person: PersonId) -> Result<Vec<HeldDuty>, DbError> {
    let rows = fetch_all!(
        conn,
        DutyRow,
        "select p.person_id, p.display_name, t.role, t.department, t.title, t.party, t.assignment,
                t.body, t.from_at, t.until_at
         from standing t join person p on p.person_id = t.person_id
         where t.person_id = $1 and t.role not in ('resident', 'youth')
         order by t.from_at desc, t.standing_id desc",
        person.get(),
    )?;
    rows.into_iter().map(HeldDuty::try_from).collect()
}

/// Whoever else wants it waits for this transaction to end.
pub async fn take_guard(tx: &mut Tx, now: Stamp) -> Result<u64, DbError> {
    execute!(tx, "update duty_guard set taken_at = $1", now.0)
}

/// From when to when anybody holds this duty whose account is still there, of what has not ended.
pub async fn list_terms_of(conn: &mut Conn, role: Role, now: Stamp) -> Result<Vec<Term>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, Option<i64>),
        "select s.from_at, s.until_at from standing s join person p on p.person_id = s.person_id
         where s.role = $1 and (s.until_at is null or s.until_at > $2)
               and p.erased_at is null and p.merged_into is null
         order by s.standing_id",
        role.code(),
        now.0,
    )?;
    let term = |(from, until): (i64, Option<i64>)| Term {
        from: Stamp(from),
        until: until.map(Stamp),
    };
    Ok(rows.into_iter().map(term).collect())
}
