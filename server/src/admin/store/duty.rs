//! Duties, with whose they are.

use nara_app::admin::api::HeldDuty;
use nara_domain::actor::{Body, Standing};
use nara_domain::duty::Term;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::fetch_all;

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

impl TryFrom<DutyRow> for HeldDuty {
    type Error = DbError;

    fn try_from(row: DutyRow) -> Result<Self, DbError> {
        let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
        let body = match row.body.as_deref() {
            Some(body) => Some(Body::parse(body).map_err(|_| unknown("body", body))?),
            None => None,
        };
        Ok(Self {
            person: PersonId::new(row.person_id),
            name: row.display_name,
            standing: Standing {
                role: row.role.parse().map_err(|_| unknown("role", &row.role))?,
                department: row.department,
                title: row.title,
                party: row.party,
                assignment: row.assignment,
                body,
            },
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
