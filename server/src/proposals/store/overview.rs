//! What the start page counts and picks.

use nara_app::proposals::api::ProposalItem;
use nara_domain::time::Date;

use super::item::{ItemRow, item_columns, items};
use super::ruleset::Rulesets;
use crate::db::{Conn, DbError};
use crate::{fetch_all, fetch_one};

/// Done; the whole town's proposals before a campaign's ideas.
const DONE: &str = concat!(
    item_columns!(),
    "where p.stage_group = 'done' \
     order by p.kind desc, p.changed_at desc, p.proposal_id desc limit $1"
);
/// Turned down, stopped, or promised an answer by a day that has passed.
const NOT_DONE: &str = concat!(
    item_columns!(),
    "where p.stage in ('stopped', 'declined') \
     or (p.answer_by < $1 and p.stage_group in ('collecting', 'at_municipality')) \
     order by p.kind desc, p.changed_at desc, p.proposal_id desc limit $2"
);
const NEWEST: &str = concat!(
    item_columns!(),
    "where p.stage_group in ('collecting', 'at_municipality') and p.kind = 'proposal' \
     order by p.submitted_at desc, p.proposal_id desc limit $1"
);
const IDEAS: &str = concat!(
    item_columns!(),
    "where p.kind = 'idea' and p.stage_group = 'collecting' \
     order by p.support_count desc, p.proposal_id desc limit $1"
);
const TOTAL: &str = "select count(*) from proposal where stage_group <> 'not_public'";
/// First answer or decision of each proposal; of the latest thousand, so that the figure tells how
/// it is now and costs the same after ten years.
const ANSWER_TIMES: &str = "select submitted_at, first_answered_at from proposal \
    where first_answered_at is not null and stage_group <> 'not_public' \
    order by first_answered_at desc limit 1000";

/// Done and not done with the same weight: at most `each` of both.
pub async fn outcomes(
    conn: &mut Conn,
    rulesets: &Rulesets,
    today: Date,
    each: i64,
) -> Result<Vec<ProposalItem>, DbError> {
    let done = fetch_all!(conn, ItemRow, DONE, each)?;
    let not_done = fetch_all!(conn, ItemRow, NOT_DONE, today.to_string(), each)?;
    let mut done = items(conn, rulesets, done).await?.into_iter();
    let mut not_done = items(conn, rulesets, not_done).await?.into_iter();
    let mut outcomes = Vec::new();
    loop {
        let pair = (done.next(), not_done.next());
        if pair.0.is_none() && pair.1.is_none() {
            return Ok(outcomes);
        }
        outcomes.extend(
            [pair.0, pair.1]
                .into_iter()
                .flatten()
                .map(|stored| stored.item),
        );
    }
}

pub async fn newest(
    conn: &mut Conn,
    rulesets: &Rulesets,
    limit: i64,
) -> Result<Vec<ProposalItem>, DbError> {
    let rows = fetch_all!(conn, ItemRow, NEWEST, limit)?;
    Ok(items(conn, rulesets, rows)
        .await?
        .into_iter()
        .map(|stored| stored.item)
        .collect())
}

/// Ideas that wait for their answer, most support first.
pub async fn open_ideas(
    conn: &mut Conn,
    rulesets: &Rulesets,
    limit: i64,
) -> Result<Vec<ProposalItem>, DbError> {
    let rows = fetch_all!(conn, ItemRow, IDEAS, limit)?;
    Ok(items(conn, rulesets, rows)
        .await?
        .into_iter()
        .map(|stored| stored.item)
        .collect())
}

pub async fn total(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), TOTAL)?.0)
}

/// When proposals were handed in and first answered, in milliseconds.
pub async fn answer_times(conn: &mut Conn) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(conn, (i64, i64), ANSWER_TIMES)
}
