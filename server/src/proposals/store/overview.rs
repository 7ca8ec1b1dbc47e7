//! What the start page counts and picks.

use std::collections::BTreeMap;

use nara_app::proposals::api::ProposalItem;
use nara_app::statistics::api::Undecided;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, TransitionKind};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::code;
use super::item::{ItemRow, item_columns, items};
use super::ruleset::Rulesets;
use crate::db::{Conn, DbError, FromRow};
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
/// First answer or decision of each proposal; of the latest thousand, so that the figure tells how
/// it is now and costs the same after ten years.
const ANSWER_TIMES: &str = "select submitted_at, first_answered_at from proposal \
    where first_answered_at is not null and stage_group <> 'not_public' \
    order by first_answered_at desc limit 1000";

/// The decisions that stand: a corrected one is counted as it is now.
const DECISIONS: &str = "select a.transition, count(distinct a.proposal_id) from act a \
    where a.transition in ('approve', 'partly_approve', 'deem_answered', 'decline', 'write_off') \
    and not exists (select 1 from act s where s.supersedes = a.act_id) group by a.transition";
/// As [`ANSWER_TIMES`], to the decision.
const DECISION_TIMES: &str = "select p.submitted_at, a.at from act a \
    join proposal p on p.proposal_id = a.proposal_id \
    where a.transition in ('approve', 'partly_approve', 'deem_answered', 'decline', 'write_off') \
    and a.supersedes is null order by a.act_id desc limit 1000";
const OVERDUE: &str = "select count(*) from proposal \
    where kind = 'proposal' and answer_by < $1 and stage_group = 'at_municipality'";
/// With what was last said about why it takes longer.
const UNDECIDED: &str = "select p.proposal_id, p.title, p.diary_number, p.submitted_at, p.course, \
    p.answer_by, (select a.fields from act a where a.proposal_id = p.proposal_id \
        and a.kind = 'delay' and not exists (select 1 from act s where s.supersedes = a.act_id) \
        order by a.act_id desc limit 1) as delay \
    from proposal p where p.kind = 'proposal' and p.stage_group = 'at_municipality' \
    order by p.submitted_at, p.proposal_id limit 5000";

/// What was approved, in every state of being carried out, the archive's as well; the latest of each
/// first. What is not done comes first, so that the limit never cuts off what is late.
const PROMISED: &str = concat!(
    item_columns!(),
    "where p.kind = 'proposal' and (p.stage in ('approved', 'partly_approved', 'planned', \
      'implementing', 'implemented', 'stopped') \
     or (p.stage = 'closed' and exists (select 1 from act a \
         where a.proposal_id = p.proposal_id and a.transition in ('mark_implemented', 'stop')))) \
     order by case when p.stage in ('implemented', 'stopped', 'closed') then 1 else 0 end, \
     p.changed_at desc, p.proposal_id desc limit 1000"
);

#[derive(FromRow)]
struct UndecidedRow {
    proposal_id: i64,
    title: String,
    diary_number: Option<String>,
    submitted_at: i64,
    course: String,
    answer_by: Option<String>,
    delay: Option<String>,
}

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

/// When proposals were handed in and first answered, in milliseconds.
pub async fn answer_times(conn: &mut Conn) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(conn, (i64, i64), ANSWER_TIMES)
}

/// How many were decided which way, the kindest first.
pub async fn decisions(conn: &mut Conn) -> Result<Vec<(TransitionKind, i64)>, DbError> {
    let rows = fetch_all!(conn, (String, i64), DECISIONS)?;
    let mut decisions: Vec<(TransitionKind, i64)> = rows
        .into_iter()
        .map(|(kind, count)| Ok((code("act.transition", &kind)?, count)))
        .collect::<Result<_, DbError>>()?;
    decisions.sort_unstable();
    Ok(decisions)
}

/// When proposals were handed in and decided, in milliseconds.
pub async fn decision_times(conn: &mut Conn) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(conn, (i64, i64), DECISION_TIMES)
}

/// What was approved, and where that stands.
pub async fn promised(conn: &mut Conn, rulesets: &Rulesets) -> Result<Vec<ProposalItem>, DbError> {
    let rows = fetch_all!(conn, ItemRow, PROMISED)?;
    let stored = items(conn, rulesets, rows).await?;
    Ok(stored.into_iter().map(|stored| stored.item).collect())
}

/// Undecided after the promised day.
pub async fn overdue(conn: &mut Conn, today: Date) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), OVERDUE, today.to_string())?.0)
}

/// What is not decided, the oldest first.
pub async fn undecided(conn: &mut Conn) -> Result<Vec<Undecided>, DbError> {
    let rows = fetch_all!(conn, UndecidedRow, UNDECIDED)?;
    rows.into_iter()
        .map(|row| {
            let course: Course = serde_json::from_str(&row.course)?;
            let received = course.as_proposal().and_then(|stage| stage.received());
            Ok(Undecided {
                id: ProposalId::new(row.proposal_id),
                slug: slug(&row.title),
                title: row.title,
                diary_number: row.diary_number,
                received: received.unwrap_or_else(|| Stamp(row.submitted_at).day()),
                answer_by: row
                    .answer_by
                    .map(|day| code("proposal.answer_by", &day))
                    .transpose()?,
                delay: row
                    .delay
                    .map(|fields| delay(&fields))
                    .transpose()?
                    .flatten(),
                course,
            })
        })
        .collect()
}

/// What a delay's fields say: why, and until when.
fn delay(fields: &str) -> Result<Option<(String, Option<Date>)>, DbError> {
    let mut fields: BTreeMap<String, String> = serde_json::from_str(fields)?;
    let until = fields.remove("expected_decision");
    let until = until.and_then(|day| Date::parse(&day).ok());
    Ok(fields.remove("reason").map(|reason| (reason, until)))
}
