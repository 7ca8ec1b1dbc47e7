//! SQL of those who are kept from writing or taking part for some days. It holds as long as the text it came of is
//! hidden: who asks for the one asks for the other.

use nara_domain::actor::Standing;
use nara_domain::ids::{ModerationId, PersonId, RestraintId};
use nara_domain::moderation::{CaseState, Reason, RestraintKind, RestraintMove, RestraintStanding};
use nara_domain::time::{Date, Stamp};

use super::store::{MOST, code};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select r.restraint_id, r.moderation_id, r.person_id, p.display_name, r.kind, r.rule, \
         r.until_day, r.state, m.state as case_state, a.reason, a.at as imposed_at, \
         coalesce(h.merged_into, h.person_id) as imposed_by, o.at as asked_at, o.words, \
         d.step as said, d.reason as said_reason, \
         (select max(l.restraint_act_id) from restraint_act l \
            where l.restraint_id = r.restraint_id) as seen \
         from restraint r join person p on p.person_id = r.person_id \
         join moderation m on m.moderation_id = r.moderation_id \
         join restraint_act a on a.restraint_id = r.restraint_id and a.step = 'impose' \
         join person h on h.person_id = a.actor_id \
         left join restraint_appeal o on o.restraint_id = r.restraint_id \
         left join restraint_act d on d.restraint_act_id = (\
            select max(l.restraint_act_id) from restraint_act l \
            where l.restraint_id = r.restraint_id and l.step in ('lift', 'uphold')) "
    };
}

const ONE: &str = concat!(columns!(), "where r.restraint_id = $1");
const OF_PERSON: &str = concat!(
    columns!(),
    "where r.person_id = $1 and (r.until_day >= $2 or a.at >= $3) order by r.restraint_id desc limit $4"
);
/// Those that hold, and those that somebody has to look at again, who has waited longest first.
const GOING: &str = concat!(
    columns!(),
    "where r.state = 'on' and m.state = 'hidden' \
     and (r.until_day >= $1 or (o.at is not null and d.step is null)) \
     order by case when o.at is not null and d.step is null then 0 else 1 end, o.at, \
     r.restraint_id desc limit $2"
);

#[derive(FromRow)]
struct RestraintRow {
    restraint_id: i64,
    moderation_id: i64,
    person_id: i64,
    display_name: String,
    kind: String,
    rule: String,
    until_day: String,
    state: String,
    case_state: String,
    reason: String,
    imposed_at: i64,
    imposed_by: i64,
    asked_at: Option<i64>,
    words: Option<String>,
    said: Option<String>,
    said_reason: Option<String>,
    seen: i64,
}

/// That somebody is or was kept from something.
#[derive(Clone, Debug)]
pub struct StoredRestraint {
    pub id: RestraintId,
    pub case: ModerationId,
    pub person: PersonId,
    pub name: String,
    pub kind: RestraintKind,
    pub rule: Reason,
    pub standing: RestraintStanding,
    /// Of whoever imposed it.
    pub reason: String,
    pub imposed_at: Stamp,
    /// Under the account they have now.
    pub imposed_by: PersonId,
    /// What they said when they asked that somebody looks again; empty: nothing, or forgotten.
    pub words: String,
    /// What was said then, with why.
    pub said: Option<(RestraintMove, String)>,
    /// The last act.
    pub seen: i64,
}

impl TryFrom<RestraintRow> for StoredRestraint {
    type Error = DbError;

    fn try_from(row: RestraintRow) -> Result<Self, DbError> {
        let said = row.said.as_deref();
        let said = said.map(|said| code("restraint_act.step", said));
        let said: Option<RestraintMove> = said.transpose()?;
        let case: CaseState = code("moderation.state", &row.case_state)?;
        Ok(Self {
            id: RestraintId::new(row.restraint_id),
            case: ModerationId::new(row.moderation_id),
            person: PersonId::new(row.person_id),
            name: row.display_name,
            kind: code("restraint.kind", &row.kind)?,
            rule: code("restraint.rule", &row.rule)?,
            standing: RestraintStanding {
                until: code("restraint.until_day", &row.until_day)?,
                lifted: row.state != "on" || case != CaseState::Hidden,
                asked: row.asked_at.map(Stamp),
                upheld: said == Some(RestraintMove::Uphold),
            },
            reason: row.reason,
            imposed_at: Stamp(row.imposed_at),
            imposed_by: PersonId::new(row.imposed_by),
            words: row.words.unwrap_or_default(),
            said: said.map(|said| (said, row.said_reason.unwrap_or_default())),
            seen: row.seen,
        })
    }
}

pub async fn find(conn: &mut Conn, id: RestraintId) -> Result<Option<StoredRestraint>, DbError> {
    fetch_optional!(conn, RestraintRow, ONE, id.get())?
        .map(StoredRestraint::try_from)
        .transpose()
}

/// What came of a text that was hidden.
pub async fn find_of_case(
    conn: &mut Conn,
    case: ModerationId,
) -> Result<Option<RestraintId>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select restraint_id from restraint where moderation_id = $1",
        case.get(),
    )?;
    Ok(row.map(|(id,)| RestraintId::new(id)))
}

/// What somebody reads of themselves: what holds, and what was imposed since, the latest first.
pub async fn list_of(
    conn: &mut Conn,
    person: PersonId,
    (today, since): (Date, Stamp),
) -> Result<Vec<StoredRestraint>, DbError> {
    let rows = fetch_all!(
        conn,
        RestraintRow,
        OF_PERSON,
        person.get(),
        today.to_string(),
        since.0,
        MOST
    )?;
    rows.into_iter().map(StoredRestraint::try_from).collect()
}

/// For moderators.
pub async fn list_going(conn: &mut Conn, today: Date) -> Result<Vec<StoredRestraint>, DbError> {
    let rows = fetch_all!(conn, RestraintRow, GOING, today.to_string(), MOST)?;
    rows.into_iter().map(StoredRestraint::try_from).collect()
}

/// None: something came of this text before.
pub async fn insert(
    tx: &mut Tx,
    (case, person): (ModerationId, PersonId),
    (kind, rule, until): (RestraintKind, Reason, Date),
) -> Result<Option<RestraintId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "insert into restraint (moderation_id, person_id, kind, rule, until_day, state)
         values ($1, $2, $3, $4, $5, 'on') on conflict do nothing returning restraint_id",
        case.get(),
        person.get(),
        kind.code(),
        rule.code(),
        until.to_string(),
    )?;
    Ok(row.map(|(id,)| RestraintId::new(id)))
}

/// An act before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewAct<'a> {
    pub step: RestraintMove,
    pub reason: &'a str,
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// The act before; 0: none.
    pub replaces: i64,
    pub once: &'a str,
}

/// False where somebody else was quicker.
pub async fn append(
    tx: &mut Tx,
    id: RestraintId,
    new: &NewAct<'_>,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into restraint_act (restraint_id, step, reason, actor_id, actor_name,
            actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        id.get(),
        new.step.code(),
        new.reason,
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    if new.step == RestraintMove::Lift && added > 0 {
        execute!(
            tx,
            "update restraint set state = 'lifted' where restraint_id = $1",
            id.get(),
        )?;
    }
    Ok(added > 0)
}

/// The act that was taken by this form, where it was sent before.
pub async fn sent(
    conn: &mut Conn,
    id: RestraintId,
    once: &str,
) -> Result<Option<RestraintMove>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from restraint_act where restraint_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    row.map(|(step,)| code("restraint_act.step", &step))
        .transpose()
}

#[derive(FromRow)]
struct ActRow {
    step: String,
    reason: String,
    actor_name: String,
    actor_standing: String,
    at: i64,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct StoredAct {
    pub step: RestraintMove,
    pub reason: String,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// What was done, the first one first.
pub async fn list_acts(conn: &mut Conn, id: RestraintId) -> Result<Vec<StoredAct>, DbError> {
    let rows = fetch_all!(
        conn,
        ActRow,
        "select step, reason, actor_name, actor_standing, at from restraint_act
         where restraint_id = $1 order by restraint_act_id",
        id.get(),
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredAct {
                step: code("restraint_act.step", &row.step)?,
                reason: row.reason,
                by_name: row.actor_name,
                standing: serde_json::from_str(&row.actor_standing)?,
                at: Stamp(row.at),
            })
        })
        .collect()
}

/// False where they asked before.
pub async fn insert_appeal(
    tx: &mut Tx,
    (id, person): (RestraintId, PersonId),
    words: &str,
    once: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into restraint_appeal (restraint_id, person_id, words, at, once_key)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        id.get(),
        person.get(),
        words,
        now.0,
        once,
    )?;
    Ok(added > 0)
}

/// Whether it was asked for by this form.
pub async fn was_asked(conn: &mut Conn, id: RestraintId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select restraint_appeal_id from restraint_appeal where restraint_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// Forgets who asked for what was answered before, or ended as the text was shown again, and their words. That it was
/// asked for stays.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update restraint_appeal set person_id = null, words = ''
         where (person_id is not null or words <> '')
         and (exists (select 1 from restraint_act d
                where d.restraint_id = restraint_appeal.restraint_id
                and d.step in ('lift', 'uphold'))
            or exists (select 1 from restraint r
                join moderation m on m.moderation_id = r.moderation_id
                where r.restraint_id = restraint_appeal.restraint_id and m.state <> 'hidden'))
         and not exists (select 1 from restraint_act a
            where a.restraint_id = restraint_appeal.restraint_id and a.at > $1)
         and not exists (select 1 from restraint r
            join moderation_act a on a.moderation_id = r.moderation_id
            where r.restraint_id = restraint_appeal.restraint_id and a.at > $1)
         and not exists (select 1 from restraint r
            join hiding_lapse l on l.moderation_id = r.moderation_id
            where r.restraint_id = restraint_appeal.restraint_id and l.at > $1)",
        moment.0,
    )
}

/// For who takes their account away. What they asked for is answered all the same.
pub async fn forget_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "update restraint_appeal set person_id = null, words = '' where person_id = $1",
        person.get(),
    )
}

/// The days on which somebody was kept from something, since: nothing that leads to anybody.
pub async fn list_since(conn: &mut Conn, since: Stamp) -> Result<Vec<Date>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select at from restraint_act where at >= $1 and step = 'impose' order by at",
        since.0,
    )?;
    Ok(rows.into_iter().map(|(at,)| Stamp(at).day()).collect())
}
