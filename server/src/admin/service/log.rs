//! Reading the log: what was done to people, duties and settings, and what was recorded on cases.
//!
//! Two records are read as one. An official act is not written a second time into the log: it stands
//! in the record of its case, which refuses to be changed, and two accounts of the same deed could
//! one day disagree.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::admin::api::{Doer, Done, LogKey, LogLine, LogPage, LogQuery, LogWhat};
use nara_app::admin::sentence;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;
use serde_json::Value;

use super::AdminService;
use crate::admin::store::{self, ActRow, AuditRow, LogFilter};
use crate::audit::{self, Line};
use crate::csv;
use crate::db::{Conn, DbError};

/// Lines read at a time for the file.
const AT_ONCE: i64 = 1_000;

/// Where a record's part of the lines after this key begins. Of the same moment, lines of the log come
/// before acts.
fn before(key: LogKey, line: bool) -> (Stamp, i64) {
    match (line, key.line) {
        (true, true) | (false, false) => (key.at, key.id),
        (false, true) => (key.at, i64::MAX),
        (true, false) => (key.at, i64::MIN),
    }
}

fn doer(id: Option<i64>, name: String, role: &str) -> Doer {
    match (id, role) {
        (Some(id), role) => Doer::Person {
            id: PersonId::new(id),
            name,
            role: Role::from_code(role),
        },
        (None, "operator") => Doer::Operator,
        (None, "provider") => Doer::Provider(name),
        (None, _) => Doer::System,
    }
}

/// The names in a line's detail with their values as text; what is no text or number is left out.
fn detail(text: &str) -> BTreeMap<String, String> {
    let parsed = serde_json::from_str(text).unwrap_or(Value::Null);
    let Value::Object(fields) = parsed else {
        return BTreeMap::new();
    };
    fields
        .into_iter()
        .filter_map(|(name, value)| match value {
            Value::String(text) => Some((name, text)),
            Value::Number(number) => Some((name, number.to_string())),
            _ => None,
        })
        .collect()
}

fn of_audit(row: AuditRow, names: &Names) -> Result<LogLine, DbError> {
    let unknown = |_| DbError::Inconsistent(format!("audit.deed {}", row.deed));
    let deed: Deed = row.deed.parse().map_err(unknown)?;
    let whom = names.of(&row.subject_kind, &row.subject_id);
    let mut detail = detail(&row.detail);
    if let Some(name) = group_in(&detail).and_then(|id| names.groups.get(&id)) {
        detail.insert(sentence::GROUP_NAME.to_owned(), name.clone());
    }
    Ok(LogLine {
        key: LogKey {
            at: Stamp(row.at),
            line: true,
            id: row.audit_id,
        },
        by: doer(row.actor_id, row.actor_name, &row.actor_role),
        done: Done::Deed { deed, whom, detail },
    })
}

/// The group a line is about, or where somebody was it is about.
fn group_in(detail: &BTreeMap<String, String>) -> Option<i64> {
    detail.get("group").and_then(|id| id.parse().ok())
}

fn of_act(row: ActRow) -> Result<LogLine, DbError> {
    let unknown = |_| DbError::Inconsistent(format!("act.kind {}", row.kind));
    Ok(LogLine {
        key: LogKey {
            at: Stamp(row.at),
            line: false,
            id: row.act_id,
        },
        by: doer(row.actor_id, row.actor_name, &row.actor_role),
        done: Done::Act {
            kind: row.kind.parse().map_err(unknown)?,
            step: row.transition,
            corrects: row.supersedes.is_some(),
            proposal: ProposalId::new(row.proposal_id),
            title: row.title,
        },
    })
}

/// What lines speak of, as it is called now.
#[derive(Default)]
struct Names {
    people: BTreeMap<i64, String>,
    invited: BTreeMap<i64, String>,
    groups: BTreeMap<i64, String>,
}

impl Names {
    async fn of_lines(conn: &mut Conn, rows: &[AuditRow]) -> Result<Self, DbError> {
        let ids = |kind: &str| -> BTreeSet<i64> {
            rows.iter()
                .filter(|row| row.subject_kind == kind)
                .filter_map(|row| row.subject_id.parse().ok())
                .collect()
        };
        let groups = rows.iter().filter_map(|row| group_in(&detail(&row.detail)));
        Ok(Self {
            people: store::names_of(conn, &ids("person")).await?,
            invited: store::addresses_of(conn, &ids("invitation")).await?,
            groups: store::groups_of(conn, &groups.collect()).await?,
        })
    }

    fn of(&self, kind: &str, id: &str) -> Option<String> {
        let number = id.parse::<i64>().ok();
        match kind {
            "person" => self.people.get(&number?).cloned(),
            "invitation" => self.invited.get(&number?).cloned(),
            _ => Some(id.to_owned()),
        }
    }
}

impl AdminService {
    /// The lines after the query's key, at most so many.
    async fn lines(&self, conn: &mut Conn, query: &LogQuery) -> Result<Vec<LogLine>, AppError> {
        let filter = |line: bool| LogFilter {
            deed: match query.what {
                Some(LogWhat::Deed(deed)) => Some(deed.code()),
                Some(LogWhat::Case) | None => None,
            },
            person: query.person,
            since: query.since,
            before: query.after.map(|key| before(key, line)),
            limit: query.limit,
        };
        let mut lines = Vec::new();
        if query.what != Some(LogWhat::Case) {
            let rows = store::list_lines(conn, filter(true)).await?;
            let names = Names::of_lines(conn, &rows).await?;
            for row in rows {
                lines.push(of_audit(row, &names)?);
            }
        }
        if matches!(query.what, Some(LogWhat::Case) | None) {
            for row in store::list_acts(conn, filter(false)).await? {
                lines.push(of_act(row)?);
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.key));
        lines.truncate(usize::try_from(query.limit).unwrap_or_default());
        Ok(lines)
    }

    pub(super) async fn read_log(&self, query: &LogQuery) -> Result<LogPage, AppError> {
        let mut conn = self.accounts.db.read().await?;
        // One more than asked for tells whether there are older ones.
        let one_more = LogQuery {
            limit: query.limit.saturating_add(1),
            ..*query
        };
        let mut lines = self.lines(&mut conn, &one_more).await?;
        let limit = usize::try_from(query.limit).unwrap_or_default();
        let more = lines.len() > limit;
        lines.truncate(limit);
        let person = match query.person {
            None => None,
            Some(id) => {
                let found = store::names_of(&mut conn, &BTreeSet::from([id.get()])).await?;
                Some(found.into_values().next().ok_or(AppError::NotFound)?)
            }
        };
        Ok(LogPage {
            lines,
            more,
            person,
        })
    }

    pub(super) async fn export_log(
        &self,
        actor: &Actor,
        query: &LogQuery,
        lang: Lang,
        now: Stamp,
    ) -> Result<String, AppError> {
        let mut table = csv::Table::new(&sentence::columns(lang));
        let mut count = 0_i64;
        let mut query = LogQuery {
            after: None,
            limit: AT_ONCE,
            ..*query
        };
        {
            let mut conn = self.accounts.db.read().await?;
            loop {
                let lines = self.lines(&mut conn, &query).await?;
                for line in &lines {
                    table.row(&sentence::cells(lang, line));
                    count += 1;
                }
                let all = i64::try_from(lines.len()).unwrap_or(AT_ONCE) < AT_ONCE;
                query.after = lines.last().map(|line| line.key);
                if all {
                    break;
                }
            }
        }
        let mut tx = self.accounts.db.begin().await?;
        let what = query.what.map_or("all", LogWhat::code);
        let mut detail = serde_json::Map::new();
        detail.insert("lines".to_owned(), count.into());
        if let Some(person) = query.person {
            detail.insert("person".to_owned(), person.get().into());
        }
        if let Some(since) = query.since {
            detail.insert("since".to_owned(), since.day().to_string().into());
        }
        let line = Line {
            deed: Deed::LogExported,
            subject_kind: "log",
            subject_id: what,
            detail: detail.into(),
        };
        audit::record(&mut tx, actor, Role::Administrator, &line, now).await?;
        tx.commit().await?;
        Ok(table.into_text())
    }
}

#[cfg(test)]
mod tests {
    use super::before;
    use nara_app::admin::api::LogKey;
    use nara_domain::time::Stamp;

    /// Every line of both records comes once, whichever line a page ended with.
    #[test]
    fn a_page_begins_where_the_one_before_ended() {
        let keys: Vec<LogKey> = [
            (5, true, 9),
            (5, true, 8),
            (5, false, 30),
            (5, false, 2),
            (4, true, 7),
        ]
        .into_iter()
        .map(|(at, line, id)| LogKey {
            at: Stamp(at),
            line,
            id,
        })
        .collect();
        assert!(keys.is_sorted_by(|newer, older| newer > older));
        for (place, key) in keys.iter().enumerate() {
            let left: Vec<_> = keys
                .iter()
                .filter(|other| (other.at, other.id) < before(*key, other.line))
                .collect();
            assert_eq!(left, keys[place + 1..].iter().collect::<Vec<_>>(), "{key}");
        }
    }
}
