//! How many proposals there are of what a list can be narrowed by, without going through all of them.
//!
//! The database itself keeps `proposal_tally`: triggers add a line for whatever is handed in, moves on, or
//! goes. So a count costs what the kinds of proposals cost, and not what the proposals do.

use nara_domain::proposal::{Kind, StageGroup, Topic};

use super::code;
use crate::db::{Conn, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_one};

const COUNTS: &str = "select t.stage_group, t.topic, cast(sum(t.n) as bigint) from proposal_tally t \
    where t.stage_group <> 'not_public'";
const TOTAL: &str = "select cast(coalesce(sum(n), 0) as bigint) from proposal_tally \
    where stage_group <> 'not_public'";

/// Lines, and those that are left when they are drawn together.
const LINES: &str = "select (select count(*) from proposal_tally), \
    (select count(*) from (select 1 as one from proposal_tally \
        group by stage_group, topic, kind, district, is_part having sum(n) <> 0) t)";
const LAST: &str = "select coalesce(max(proposal_tally_id), 0) from proposal_tally";
const DRAW: &str = "insert into proposal_tally (stage_group, topic, kind, district, is_part, n) \
    select stage_group, topic, kind, district, is_part, sum(n) from proposal_tally \
    where proposal_tally_id <= $1 \
    group by stage_group, topic, kind, district, is_part having sum(n) <> 0";
const DRAWN: &str = "delete from proposal_tally where proposal_tally_id <= $1";
/// In one statement: a line that is committed meanwhile is neither summed nor taken away.
const DRAW_AT_ONCE: &str = "with gone as (delete from proposal_tally \
        returning stage_group, topic, kind, district, is_part, n) \
    insert into proposal_tally (stage_group, topic, kind, district, is_part, n) \
    select stage_group, topic, kind, district, is_part, cast(sum(n) as bigint) from gone \
    group by stage_group, topic, kind, district, is_part having sum(n) <> 0";

/// So many lines more than needed cost nobody anything.
const SPARE: i64 = 200;

/// What is counted: a list's filters, but for those whose choices the counts are about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted<'a> {
    pub kind: Option<Kind>,
    pub district: Option<&'a str>,
    /// Only what waits for a decision.
    pub undecided: bool,
    /// Without what has become part of another.
    pub whole: bool,
}

/// Public proposals of each group and topic; none that has none.
pub async fn counts(
    conn: &mut Conn,
    counted: Counted<'_>,
) -> Result<Vec<(StageGroup, Topic, i64)>, DbError> {
    let mut select = Statement::new(COUNTS);
    if let Some(kind) = counted.kind {
        select.sql(" and t.kind = ").bind(kind.code());
    }
    if let Some(district) = counted.district {
        select.sql(" and t.district = ").bind(district);
    }
    if counted.undecided {
        select.sql(" and t.stage_group in ('collecting', 'at_municipality')");
    }
    if counted.whole {
        select.sql(" and not t.is_part");
    }
    select.sql(" group by t.stage_group, t.topic having sum(t.n) > 0");
    let rows: Vec<(String, String, i64)> = conn.all(select).await?;
    read(rows)
}

pub(super) fn read(
    rows: Vec<(String, String, i64)>,
) -> Result<Vec<(StageGroup, Topic, i64)>, DbError> {
    rows.into_iter()
        .map(|(group, topic, n)| {
            let group = code("proposal_tally.stage_group", &group)?;
            Ok((group, code("proposal_tally.topic", &topic)?, n))
        })
        .collect()
}

/// Everything that is public.
pub async fn total(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), TOTAL)?.0)
}

/// Draws lines that say the same together, where that is worth it. Run by every server, and as often as
/// anybody likes.
pub async fn draw_together(tx: &mut Tx) -> Result<(), DbError> {
    let (lines, needed) = fetch_one!(tx, (i64, i64), LINES)?;
    if lines <= needed.saturating_mul(2).saturating_add(SPARE) {
        return Ok(());
    }
    match tx.engine() {
        // Nobody else writes meanwhile.
        Engine::Sqlite => {
            let (last,) = fetch_one!(tx, (i64,), LAST)?;
            execute!(tx, DRAW, last)?;
            execute!(tx, DRAWN, last)?;
        }
        Engine::Postgres => {
            execute!(tx, DRAW_AT_ONCE)?;
        }
    }
    Ok(())
}
