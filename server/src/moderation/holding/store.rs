//! All SQL of texts that wait for a moderator. Nothing else reads them.

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::{CommentId, HeldId, PersonId, ProposalId};
use nara_domain::linking::level_now;
use nara_domain::moderation::holding::{HoldReason, of_stored, stored};
use nara_domain::moderation::{HeldMove, HeldState, Reason};
use nara_domain::proposal::Kind;
use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::moderation::store::{Fields, MOST, code};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! columns {
    () => {
        "select h.held_text_id, h.person_id, h.proposal_id, h.fields, h.reasons, h.state, h.at, \
         h.comment_id, h.words, h.once_key, e.display_name, p.kind, p.title \
         from held_text h join person e on e.person_id = h.person_id \
         join proposal p on p.proposal_id = h.proposal_id "
    };
}

const FIND: &str = concat!(columns!(), "where h.held_text_id = $1");
const BY_ONCE: &str = concat!(columns!(), "where h.person_id = $1 and h.once_key = $2");
/// Whoever asked that somebody looks again has waited longest.
const WAITING: &str = concat!(
    columns!(),
    "where h.state in ('waiting', 'asked') \
     order by case h.state when 'asked' then 0 else 1 end, h.held_text_id limit $1"
);
/// What waits or is settled lately; what stands there or was taken back is told no longer than that.
const OF_AUTHOR: &str = concat!(
    columns!(),
    "where h.person_id = $1 and h.state <> 'taken_back' \
     and (h.state = 'waiting' or exists (select 1 from held_act a \
        where a.held_text_id = h.held_text_id and a.at > $2)) \
     order by h.held_text_id desc limit $3"
);

#[derive(FromRow)]
struct HeldRow {
    held_text_id: i64,
    person_id: i64,
    proposal_id: i64,
    fields: String,
    reasons: String,
    state: String,
    at: i64,
    comment_id: Option<i64>,
    words: String,
    once_key: String,
    display_name: String,
    kind: String,
    title: String,
}

/// A text that waits, or did.
#[derive(Clone, Debug)]
pub struct StoredHeld {
    pub id: HeldId,
    pub author: PersonId,
    pub author_name: String,
    pub proposal: ProposalId,
    pub kind: Kind,
    /// Of the proposal, as everybody may read it.
    pub title: String,
    pub fields: Fields,
    pub reasons: Vec<HoldReason>,
    pub state: HeldState,
    pub at: Stamp,
    /// What it became.
    pub comment: Option<CommentId>,
    /// Of its author, who asked that somebody looks again.
    pub words: String,
    pub once: String,
}

impl StoredHeld {
    pub fn text(&self) -> String {
        self.fields.get("text").cloned().unwrap_or_default()
    }
}

impl TryFrom<HeldRow> for StoredHeld {
    type Error = DbError;

    fn try_from(row: HeldRow) -> Result<Self, DbError> {
        Ok(Self {
            id: HeldId::new(row.held_text_id),
            author: PersonId::new(row.person_id),
            author_name: row.display_name,
            proposal: ProposalId::new(row.proposal_id),
            kind: code("proposal.kind", &row.kind)?,
            title: row.title,
            fields: serde_json::from_str(&row.fields)?,
            reasons: of_stored(&row.reasons),
            state: code("held_text.state", &row.state)?,
            at: Stamp(row.at),
            comment: row.comment_id.map(CommentId::new),
            words: row.words,
            once: row.once_key,
        })
    }
}

fn held(row: Option<HeldRow>) -> Result<Option<StoredHeld>, DbError> {
    row.map(StoredHeld::try_from).transpose()
}

pub async fn find(conn: &mut Conn, id: HeldId) -> Result<Option<StoredHeld>, DbError> {
    held(fetch_optional!(conn, HeldRow, FIND, id.get())?)
}

/// What this person kept by this form before.
pub async fn find_once(
    conn: &mut Conn,
    person: PersonId,
    once: &str,
) -> Result<Option<StoredHeld>, DbError> {
    held(fetch_optional!(conn, HeldRow, BY_ONCE, person.get(), once)?)
}

/// The latest one of somebody's.
pub async fn newest_of(conn: &mut Conn, person: PersonId) -> Result<Option<HeldId>, DbError> {
    let (id,) = fetch_one!(
        conn,
        (Option<i64>,),
        "select max(held_text_id) from held_text where person_id = $1",
        person.get(),
    )?;
    Ok(id.map(HeldId::new))
}

/// What waits for a moderator.
pub async fn list_waiting(conn: &mut Conn) -> Result<Vec<StoredHeld>, DbError> {
    let rows = fetch_all!(conn, HeldRow, WAITING, MOST)?;
    rows.into_iter().map(StoredHeld::try_from).collect()
}

/// How many wait.
pub async fn count_waiting(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from held_text where state in ('waiting', 'asked')",
    )?;
    Ok(count)
}

/// Somebody's own, the latest first.
pub async fn list_of(
    conn: &mut Conn,
    person: PersonId,
    since: Stamp,
) -> Result<Vec<StoredHeld>, DbError> {
    let rows = fetch_all!(conn, HeldRow, OF_AUTHOR, person.get(), since.0, MOST)?;
    rows.into_iter().map(StoredHeld::try_from).collect()
}

/// A text before it is kept.
#[derive(Clone, Copy, Debug)]
pub struct NewHeld<'a> {
    pub person: PersonId,
    pub proposal: ProposalId,
    pub fields: &'a Fields,
    pub reasons: &'a [HoldReason],
    pub once: &'a str,
}

/// Keeps it; where this form was sent before, it is kept already.
pub async fn insert(tx: &mut Tx, new: &NewHeld<'_>, now: Stamp) -> Result<(), DbError> {
    let _kept_before = execute!(
        tx,
        "insert into held_text (person_id, proposal_id, fields, reasons, state, at, once_key)
         values ($1, $2, $3, $4, 'waiting', $5, $6) on conflict (person_id, once_key) do nothing",
        new.person.get(),
        new.proposal.get(),
        serde_json::to_string(new.fields)?,
        stored(new.reasons),
        now.0,
        new.once,
    )?;
    Ok(())
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct HeldStep {
    pub id: i64,
    pub step: HeldMove,
    pub rule: Option<Reason>,
    pub reason: String,
    /// Under the account they have now.
    pub by: PersonId,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

#[derive(FromRow)]
struct StepRow {
    held_act_id: i64,
    step: String,
    rule: Option<String>,
    reason: String,
    actor_id: i64,
    actor_name: String,
    actor_standing: String,
    at: i64,
}

impl TryFrom<StepRow> for HeldStep {
    type Error = DbError;

    fn try_from(row: StepRow) -> Result<Self, DbError> {
        let rule = row.rule.as_deref();
        Ok(Self {
            id: row.held_act_id,
            step: code("held_act.step", &row.step)?,
            rule: rule.map(|rule| code("held_act.rule", rule)).transpose()?,
            reason: row.reason,
            by: PersonId::new(row.actor_id),
            by_name: row.actor_name,
            standing: serde_json::from_str(&row.actor_standing)?,
            at: Stamp(row.at),
        })
    }
}

/// What was done, the first one first.
pub async fn list_steps(conn: &mut Conn, id: HeldId) -> Result<Vec<HeldStep>, DbError> {
    let rows = fetch_all!(
        conn,
        StepRow,
        "select a.held_act_id, a.step, a.rule, a.reason,
            coalesce(p.merged_into, p.person_id) as actor_id, a.actor_name, a.actor_standing, a.at
         from held_act a join person p on p.person_id = a.actor_id
         where a.held_text_id = $1 order by a.held_act_id",
        id.get(),
    )?;
    rows.into_iter().map(HeldStep::try_from).collect()
}

#[derive(FromRow)]
struct StepOfRow {
    held_text_id: i64,
    #[sqlx(flatten)]
    step: StepRow,
}

/// The same of several texts.
pub async fn list_steps_of(
    conn: &mut Conn,
    ids: &[HeldId],
) -> Result<BTreeMap<HeldId, Vec<HeldStep>>, DbError> {
    let mut of: BTreeMap<HeldId, Vec<HeldStep>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(of);
    }
    let mut select = Statement::new(
        "select a.held_text_id, a.held_act_id, a.step, a.rule, a.reason,
            coalesce(p.merged_into, p.person_id) as actor_id, a.actor_name, a.actor_standing, a.at
         from held_act a join person p on p.person_id = a.actor_id where a.held_text_id in (",
    );
    select
        .list(ids.iter().map(|id| id.get()))
        .sql(") order by a.held_act_id");
    for row in conn.all::<StepOfRow>(select).await? {
        let steps = of.entry(HeldId::new(row.held_text_id)).or_default();
        steps.push(row.step.try_into()?);
    }
    Ok(of)
}

/// The step that was taken by this form, where it was sent before.
pub async fn sent(conn: &mut Conn, id: HeldId, once: &str) -> Result<Option<HeldMove>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from held_act where held_text_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    row.map(|(step,)| code("held_act.step", &step)).transpose()
}

/// A step before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewHeldStep<'a> {
    pub step: HeldMove,
    pub rule: Option<Reason>,
    pub reason: &'a str,
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// The step before; 0: none.
    pub replaces: i64,
    pub once: &'a str,
}

/// False where somebody else took a step at this moment, or it has moved on.
pub async fn take(
    tx: &mut Tx,
    id: HeldId,
    (from, to): (HeldState, HeldState),
    new: &NewHeldStep<'_>,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into held_act (held_text_id, step, rule, reason, actor_id, actor_name,
            actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        id.get(),
        new.step.code(),
        new.rule.map(Reason::code),
        new.reason,
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    let moved = execute!(
        tx,
        "update held_text set state = $3 where held_text_id = $1 and state = $2",
        id.get(),
        from.code(),
        to.code(),
    )?;
    Ok(added > 0 && moved > 0)
}

/// Ties a text to what it became.
pub async fn mark_released(tx: &mut Tx, id: HeldId, comment: CommentId) -> Result<(), DbError> {
    execute!(
        tx,
        "update held_text set comment_id = $2 where held_text_id = $1",
        id.get(),
        comment.get(),
    )?;
    Ok(())
}

/// Keeps what an author says who asks that somebody looks again.
pub async fn keep_words(tx: &mut Tx, id: HeldId, words: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "update held_text set words = $2 where held_text_id = $1",
        id.get(),
        words,
    )?;
    Ok(())
}

/// Forgets what was said by whoever asked that somebody looks again, where that was settled before.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update held_text set words = '' where words <> '' and state <> 'asked'
         and not exists (select 1 from held_act a
            where a.held_text_id = held_text.held_text_id and a.at > $1)",
        moment.0,
    )
}

/// For who takes their account away: what nobody has let through was never said to anybody, and goes. What a
/// moderator did not let through stays with the reason for it.
pub async fn forget_of(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    let id = person.get();
    execute!(
        tx,
        "delete from held_text where person_id = $1 and state = 'waiting'",
        id,
    )?;
    execute!(
        tx,
        "update held_text set fields = '{}', words = '' where person_id = $1
         and state = 'taken_back'",
        id,
    )?;
    execute!(
        tx,
        "update held_text set words = '',
             state = case state when 'asked' then 'declined' else state end
         where person_id = $1",
        id,
    )?;
    Ok(())
}

#[derive(FromRow)]
struct AuthorRow {
    display_name: String,
    level: String,
    register_checked_at: Option<i64>,
    members: i64,
}

/// Whoever wrote a text, as they may act by now: without a duty, because they wrote it without one; and kept from
/// nothing, because they wrote it before, and a moderator lets it through. None where the account was taken away.
pub async fn author_of(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<Option<Actor>, DbError> {
    let row = fetch_optional!(
        conn,
        AuthorRow,
        "select p.display_name, p.level, p.register_checked_at,
            (select count(*) from member m where m.person_id = p.person_id
                and m.state <> 'removed') as members
         from person p
         where p.person_id = $1 and p.erased_at is null and p.merged_into is null",
        person.get(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let level: Level = code("person.level", &row.level)?;
    let role = match (level, row.members) {
        // Who was taken out of a group is published no longer.
        (Level::S, 0) => return Ok(None),
        (Level::S, _) => Role::Youth,
        _ => Role::Resident,
    };
    Ok(Some(Actor::Person {
        id: person,
        name: row.display_name,
        level: level_now(level, row.register_checked_at.map(Stamp), now),
        standings: vec![Standing::of(role)],
        dormant: Vec::new(),
        restraint: None,
    }))
}

/// What is counted for everybody: the step, the rule and the day, and nothing that leads to a text.
pub async fn list_done(conn: &mut Conn, since: Stamp) -> Result<Vec<(HeldMove, Date)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64),
        "select step, at from held_act where at >= $1 and step in ('release', 'decline')
         order by at, held_act_id",
        since.0,
    )?;
    rows.into_iter()
        .map(|(step, at)| Ok((code("held_act.step", &step)?, Stamp(at).day())))
        .collect()
}
