//! What was done by whom: lines of the log, and the official record beside them.

use std::collections::{BTreeMap, BTreeSet};

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Statement};

/// Which lines, all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogFilter<'a> {
    /// The code of a deed.
    pub deed: Option<&'a str>,
    /// Done by this person, or to them.
    pub person: Option<PersonId>,
    pub since: Option<Stamp>,
    /// Older than this line of this table.
    pub before: Option<(Stamp, i64)>,
    pub limit: i64,
}

#[derive(Clone, Debug, crate::db::FromRow)]
pub struct AuditRow {
    pub audit_id: i64,
    pub at: i64,
    pub actor_id: Option<i64>,
    pub actor_name: String,
    pub actor_role: String,
    pub deed: String,
    pub subject_kind: String,
    pub subject_id: String,
    pub detail: String,
}

#[derive(Clone, Debug, crate::db::FromRow)]
pub struct ActRow {
    pub act_id: i64,
    pub at: i64,
    pub actor_id: Option<i64>,
    pub actor_name: String,
    pub actor_role: String,
    pub kind: String,
    pub transition: Option<String>,
    pub supersedes: Option<i64>,
    pub proposal_id: i64,
    /// None where the case is not public.
    pub title: Option<String>,
}

/// Lines of the log, newest first.
pub async fn list_lines(conn: &mut Conn, filter: LogFilter<'_>) -> Result<Vec<AuditRow>, DbError> {
    let mut select = Statement::new(
        "select audit_id, at, actor_id, actor_name, actor_role, deed, subject_kind, subject_id,
                detail
         from audit where 1 = 1",
    );
    if let Some(deed) = filter.deed {
        select.sql(" and deed = ").bind(deed);
    }
    if let Some(person) = filter.person {
        select.sql(" and (actor_id = ").bind(person.get());
        select.sql(" or (subject_kind = 'person' and subject_id = ");
        select.bind(person.to_string()).sql("))");
    }
    if let Some(since) = filter.since {
        select.sql(" and at >= ").bind(since.0);
    }
    if let Some((at, id)) = filter.before {
        select.sql(" and (at, audit_id) < (").bind(at.0);
        select.sql(", ").bind(id).sql(")");
    }
    select.sql(" order by at desc, audit_id desc limit ");
    select.bind(filter.limit);
    conn.all(select).await
}

/// What was recorded on cases by people in a duty, newest first. What is not public has no title
/// here: administrators have no part in the cases. `deed` is not looked at.
pub async fn list_acts(conn: &mut Conn, filter: LogFilter<'_>) -> Result<Vec<ActRow>, DbError> {
    let mut select = Statement::new(
        "select a.act_id, a.at, a.actor_id, a.actor_name, a.actor_role, a.kind, a.transition,
                a.supersedes, a.proposal_id,
                case when p.stage_group <> 'not_public' then p.title end as title
         from act a join proposal p on p.proposal_id = a.proposal_id
         where a.actor_id is not null and a.actor_role not in ('', 'resident', 'youth')",
    );
    if let Some(person) = filter.person {
        select.sql(" and a.actor_id = ").bind(person.get());
    }
    if let Some(since) = filter.since {
        select.sql(" and a.at >= ").bind(since.0);
    }
    if let Some((at, id)) = filter.before {
        select.sql(" and (a.at, a.act_id) < (").bind(at.0);
        select.sql(", ").bind(id).sql(")");
    }
    select.sql(" order by a.at desc, a.act_id desc limit ");
    select.bind(filter.limit);
    conn.all(select).await
}

/// What these people are called now.
pub async fn names_of(
    conn: &mut Conn,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, String>, DbError> {
    named(
        conn,
        "select person_id, display_name from person where person_id in (",
        ids,
    )
    .await
}

/// Where these invitations went, as long as they are kept.
pub async fn addresses_of(
    conn: &mut Conn,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, String>, DbError> {
    named(
        conn,
        "select invitation_id, email from invitation where invitation_id in (",
        ids,
    )
    .await
}

/// What these groups are called now.
pub async fn groups_of(
    conn: &mut Conn,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, String>, DbError> {
    named(
        conn,
        "select youth_group_id, name from youth_group where youth_group_id in (",
        ids,
    )
    .await
}

async fn named(
    conn: &mut Conn,
    select: &'static str,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, String>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut select = Statement::new(select);
    select.list(ids.iter().copied()).sql(")");
    let rows: Vec<(i64, String)> = conn.all(select).await?;
    Ok(rows.into_iter().collect())
}
