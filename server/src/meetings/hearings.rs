//! Which cases are taken up at which meetings: the domain's walk over the record of each case that
//! names a day ([`nara_domain::proposal::agenda`]).

use std::collections::BTreeMap;

use nara_app::meetings::api::AgendaItem;
use nara_domain::actor::Body;
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind;
use nara_domain::proposal::agenda::{Entry, appearances};
use nara_domain::text::slug;
use nara_domain::time::Date;

use super::store;
use crate::db::{Conn, DbError, Engine, FromRow, Statement, Tx};
use crate::proposals::store::case;
use crate::proposals::store::ruleset::Rulesets;

/// Lines of the record that can say something of a meeting, of cases everybody may know of.
const RECORD: &str = "select a.proposal_id, a.act_id, a.kind, a.transition, a.fields, \
    a.supersedes, p.title, p.diary_number, p.ruleset_id, \
    p.youth_group_id is not null as of_group \
    from act a join proposal p on p.proposal_id = a.proposal_id \
    where p.stage_group <> 'not_public' and a.kind in ('transition', 'minutes') \
    and a.proposal_id in (select b.proposal_id from act b where ";
/// As the index has it.
const DAY_SQLITE: &str = "json_extract(b.fields, '$.meeting_date')";
const DAY_POSTGRES: &str = "(b.fields::jsonb ->> 'meeting_date')";

#[derive(FromRow)]
struct RecordRow {
    proposal_id: i64,
    act_id: i64,
    kind: String,
    transition: Option<String>,
    fields: String,
    supersedes: Option<i64>,
    title: String,
    diary_number: Option<String>,
    ruleset_id: i64,
    of_group: bool,
}

/// What a line says as it stands now.
struct Line {
    kind: String,
    transition: Option<String>,
    fields: Values,
}

/// A case with its record.
struct Case {
    title: String,
    diary_number: Option<String>,
    ruleset_id: i64,
    of_group: bool,
    /// By the number of the first version of each: a correction stands where what it corrects stood.
    lines: BTreeMap<i64, Line>,
    first_of: BTreeMap<i64, i64>,
}

/// Every appearance of a case at a meeting on one of these days.
pub async fn between(
    conn: &mut Conn,
    rulesets: &Rulesets,
    (from, to): (Date, Date),
) -> Result<Vec<AgendaItem>, DbError> {
    let day = match conn.engine() {
        Engine::Sqlite => DAY_SQLITE,
        Engine::Postgres => DAY_POSTGRES,
    };
    let mut select = Statement::new(RECORD);
    select
        .sql(day)
        .sql(" >= ")
        .bind(from.to_string())
        .sql(" and ")
        .sql(day)
        .sql(" <= ")
        .bind(to.to_string())
        .sql(") order by a.proposal_id, a.act_id");
    let rows: Vec<RecordRow> = conn.all(select).await?;
    let mut items = Vec::new();
    for (id, case) in cases(rows)? {
        let rules = rulesets.get(conn, case.ruleset_id).await?;
        let entries = case.lines.values().filter_map(entry);
        let on_these_days = appearances(entries)
            .into_iter()
            .filter(|at| from <= at.day && at.day <= to);
        items.extend(on_these_days.map(|at| AgendaItem {
            id: ProposalId::new(id),
            slug: slug(&case.title),
            title: case.title.clone(),
            diary_number: case.diary_number.clone(),
            of_group: case.of_group,
            may_speak: rules.proposer_may_speak,
            mark: None,
            at,
        }));
    }
    Ok(items)
}

/// When the minutes of a body's meeting on a day were posted, where they have been entered with the
/// meeting.
pub async fn posted_on(conn: &mut Conn, body: &Body, day: Date) -> Result<Option<Date>, DbError> {
    let meetings = store::list_of_day(conn, body, day).await?;
    let posted = meetings.into_iter().map(|one| one.sitting.posted_on);
    Ok(posted.flatten().max())
}

/// That the minutes of a day were entered, or are no longer, moves the days of what was decided on it.
pub async fn forget_days(tx: &mut Tx, day: Date) -> Result<(), DbError> {
    let named = match tx.engine() {
        Engine::Sqlite => DAY_SQLITE,
        Engine::Postgres => DAY_POSTGRES,
    };
    let mut select = Statement::new("select distinct b.proposal_id from act b where ");
    select.sql(named).sql(" = ").bind(day.to_string());
    let rows: Vec<(i64,)> = tx.all(select).await?;
    let ids: Vec<i64> = rows.into_iter().map(|(id,)| id).collect();
    case::forget_days(tx, &ids).await
}

/// In the order of the minutes: paragraph 9 before 41 and 41 before 41 a; what has none last.
pub fn in_order(items: &mut [AgendaItem]) {
    items.sort_by_key(|item| {
        let paragraph = item.at.paragraph.clone().unwrap_or_default();
        let digits: String = paragraph.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse::<u64>().unwrap_or(u64::MAX);
        (number, paragraph, item.id)
    });
}

/// What a body takes up on a day, in the order of the minutes.
pub async fn of_meeting(
    conn: &mut Conn,
    rulesets: &Rulesets,
    body: &Body,
    day: Date,
) -> Result<Vec<AgendaItem>, DbError> {
    let mut items = between(conn, rulesets, (day, day)).await?;
    items.retain(|item| item.at.body == *body);
    in_order(&mut items);
    Ok(items)
}

fn cases(rows: Vec<RecordRow>) -> Result<BTreeMap<i64, Case>, DbError> {
    let mut cases: BTreeMap<i64, Case> = BTreeMap::new();
    for row in rows {
        let case = cases.entry(row.proposal_id).or_insert_with(|| Case {
            title: row.title,
            diary_number: row.diary_number,
            ruleset_id: row.ruleset_id,
            of_group: row.of_group,
            lines: BTreeMap::new(),
            first_of: BTreeMap::new(),
        });
        let first = row.supersedes.and_then(|old| case.first_of.get(&old));
        let first = first.copied().unwrap_or(row.act_id);
        case.first_of.insert(row.act_id, first);
        let line = Line {
            kind: row.kind,
            transition: row.transition,
            fields: serde_json::from_str(&row.fields)?,
        };
        case.lines.insert(first, line);
    }
    Ok(cases)
}

fn entry(line: &Line) -> Option<Entry<'_>> {
    if line.kind == ActKind::Minutes.code() {
        return Some(Entry::Minutes(&line.fields));
    }
    let step = TransitionKind::from_code(line.transition.as_deref()?)?;
    Some(Entry::Step(step, &line.fields))
}
