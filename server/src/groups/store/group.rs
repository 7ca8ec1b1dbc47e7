//! Groups and who runs them.

use nara_domain::group::{self, NewGroup};
use nara_domain::ids::{GroupId, PersonId};
use nara_domain::time::{Date, Stamp};

use super::code;
use crate::db::{Conn, DbError, Engine, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! columns {
    () => {
        "select g.youth_group_id, g.name, g.age_from, g.age_to, g.last_day, g.ends_at, g.ended_at, \
         g.reads_first, g.max_members, g.member_count, g.code_salt, g.code_hash from youth_group g "
    };
}

#[derive(Clone, Debug, FromRow)]
pub struct GroupRow {
    pub youth_group_id: i64,
    pub name: String,
    pub age_from: i64,
    pub age_to: i64,
    pub last_day: String,
    pub ends_at: i64,
    pub ended_at: Option<i64>,
    pub reads_first: bool,
    pub max_members: i64,
    pub member_count: i64,
    pub code_salt: String,
    pub code_hash: String,
}

impl GroupRow {
    pub fn id(&self) -> GroupId {
        GroupId::new(self.youth_group_id)
    }

    pub fn last_day(&self) -> Result<Date, DbError> {
        code("youth_group.last_day", &self.last_day)
    }

    pub fn is_open(&self, now: Stamp) -> bool {
        group::is_open(Stamp(self.ends_at), self.ended_at.map(Stamp), now)
    }
}

/// `None`: another group has a name nobody could tell from this one.
pub async fn insert(
    tx: &mut Tx,
    new: &NewGroup,
    reads_first: bool,
    (salt, code_hash): (&str, &str),
    now: Stamp,
) -> Result<Option<GroupId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "insert into youth_group
             (name, name_key, age_from, age_to, last_day, ends_at, reads_first, max_members,
              member_count, code_salt, code_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11)
         on conflict (name_key) do nothing returning youth_group_id",
        &new.name,
        group::key_of(&new.name),
        new.age_from,
        new.age_to,
        new.last_day.to_string(),
        new.ends_at().0,
        reads_first,
        new.max_members,
        salt,
        code_hash,
        now.0,
    )?;
    Ok(row.map(|(id,)| GroupId::new(id)))
}

/// False where this person runs it already.
pub async fn add_supervisor(
    tx: &mut Tx,
    id: GroupId,
    person: PersonId,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into group_supervisor (youth_group_id, person_id, since) values ($1, $2, $3)
         on conflict (youth_group_id, person_id) do nothing",
        id.get(),
        person.get(),
        now.0,
    )?;
    Ok(added > 0)
}

pub async fn find(conn: &mut Conn, id: GroupId) -> Result<Option<GroupRow>, DbError> {
    fetch_optional!(
        conn,
        GroupRow,
        concat!(columns!(), "where g.youth_group_id = $1"),
        id.get(),
    )
}

/// Locks the group until the transaction ends, before its people where both are, and answers with what
/// it is then: whoever ends it, gives it another last day or lets somebody in waits meanwhile.
pub async fn lock(tx: &mut Tx, id: GroupId) -> Result<Option<GroupRow>, DbError> {
    if tx.engine() == Engine::Postgres {
        let mut select = Statement::new("select youth_group_id from youth_group");
        select.sql(" where youth_group_id = ").bind(id.get());
        // Not against who only points at the group: a comment need not wait.
        select.sql(" for no key update");
        let _locked: Vec<(i64,)> = tx.all(select).await?;
    }
    find(tx, id).await
}

/// Locks the group this person is in, where there is one: before what else of theirs is changed.
pub async fn lock_of(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    if let Some(id) = super::group_of(tx, person).await? {
        lock(tx, id).await?;
    }
    Ok(())
}

/// The group, where this person runs it.
pub async fn find_of(
    conn: &mut Conn,
    id: GroupId,
    supervisor: PersonId,
) -> Result<Option<GroupRow>, DbError> {
    fetch_optional!(
        conn,
        GroupRow,
        concat!(
            columns!(),
            "join group_supervisor s on s.youth_group_id = g.youth_group_id
             where g.youth_group_id = $1 and s.person_id = $2"
        ),
        id.get(),
        supervisor.get(),
    )
}

pub async fn find_by_code(conn: &mut Conn, hash: &str) -> Result<Option<GroupRow>, DbError> {
    fetch_optional!(
        conn,
        GroupRow,
        concat!(columns!(), "where g.code_hash = $1"),
        hash,
    )
}

/// Everything this person runs: what ends last first.
pub async fn list_of(conn: &mut Conn, supervisor: PersonId) -> Result<Vec<GroupRow>, DbError> {
    fetch_all!(
        conn,
        GroupRow,
        concat!(
            columns!(),
            "join group_supervisor s on s.youth_group_id = g.youth_group_id
             where s.person_id = $1
             order by g.ends_at desc, g.youth_group_id desc limit 200"
        ),
        supervisor.get(),
    )
}

/// How many texts wait in each of this person's groups.
pub async fn list_waiting(
    conn: &mut Conn,
    supervisor: PersonId,
) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(
        conn,
        (i64, i64),
        "select w.youth_group_id, count(*) from waiting_text w
         join group_supervisor s on s.youth_group_id = w.youth_group_id
         join member m on m.person_id = w.person_id and m.state <> 'removed'
         where s.person_id = $1 and w.state = 'waiting'
         group by w.youth_group_id",
        supervisor.get(),
    )
}

/// One of those who run a group.
#[derive(Clone, Debug, FromRow)]
pub struct LeaderRow {
    pub person_id: i64,
    pub display_name: String,
    /// More than none where they are in the duty now.
    pub duties: i64,
}

/// Those who run it, the first one first.
pub async fn list_supervisors(
    conn: &mut Conn,
    id: GroupId,
    now: Stamp,
) -> Result<Vec<LeaderRow>, DbError> {
    fetch_all!(
        conn,
        LeaderRow,
        "select p.person_id, p.display_name,
                (select count(*) from standing d
                 where d.person_id = s.person_id and d.role = 'supervisor' and d.from_at <= $2
                       and (d.until_at is null or d.until_at > $2)) as duties
         from group_supervisor s join person p on p.person_id = s.person_id
         where s.youth_group_id = $1 order by s.since, s.person_id",
        id.get(),
        now.0,
    )
}

/// How many run it now, in the duty; without this one.
pub async fn count_supervisors(
    conn: &mut Conn,
    id: GroupId,
    without: Option<PersonId>,
    now: Stamp,
) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(distinct s.person_id) from group_supervisor s
         join standing d on d.person_id = s.person_id
         where s.youth_group_id = $1 and s.person_id <> $3
               and d.role = 'supervisor' and d.from_at <= $2
               and (d.until_at is null or d.until_at > $2)",
        id.get(),
        now.0,
        without.map_or(0, PersonId::get),
    )?;
    Ok(count)
}

/// False where this person does not run it.
pub async fn remove_supervisor(
    tx: &mut Tx,
    id: GroupId,
    person: PersonId,
) -> Result<bool, DbError> {
    let gone = execute!(
        tx,
        "delete from group_supervisor where youth_group_id = $1 and person_id = $2",
        id.get(),
        person.get(),
    )?;
    Ok(gone > 0)
}

pub async fn replace_code(
    tx: &mut Tx,
    id: GroupId,
    salt: &str,
    code_hash: &str,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update youth_group set code_salt = $2, code_hash = $3 where youth_group_id = $1",
        id.get(),
        salt,
        code_hash,
    )
}

/// A place in a group, and what it is a place in at this very moment.
#[derive(Clone, Debug, FromRow)]
pub struct Place {
    pub name: String,
    pub ends_at: i64,
}

/// Takes a place, by the code with this hash; `None` where all are taken, the group has ended or nobody
/// in the duty runs it, or its code is another one by now. Of two at the door for the last one, the
/// second waits for the row and finds none; so does who comes while the group ends.
pub async fn count_in(
    tx: &mut Tx,
    id: GroupId,
    code_hash: &str,
    now: Stamp,
) -> Result<Option<Place>, DbError> {
    fetch_optional!(
        tx,
        Place,
        "update youth_group set member_count = member_count + 1
         where youth_group_id = $1 and member_count < max_members
               and ended_at is null and ends_at > $2 and code_hash = $3
               and exists (select 1 from group_supervisor s join standing d on d.person_id = s.person_id
                           where s.youth_group_id = youth_group.youth_group_id
                                 and d.role = 'supervisor' and d.from_at <= $2
                                 and (d.until_at is null or d.until_at > $2))
         returning name, ends_at",
        id.get(),
        now.0,
        code_hash,
    )
}

/// Takes a place for somebody who was in before; false where all are taken or the group has ended.
pub async fn count_back(tx: &mut Tx, id: GroupId, now: Stamp) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update youth_group set member_count = member_count + 1
         where youth_group_id = $1 and member_count < max_members
               and ended_at is null and ends_at > $2",
        id.get(),
        now.0,
    )?;
    Ok(changed > 0)
}

/// Gives a place back.
pub async fn count_out(tx: &mut Tx, id: GroupId) -> Result<u64, DbError> {
    execute!(
        tx,
        "update youth_group set member_count = member_count - 1 where youth_group_id = $1",
        id.get(),
    )
}

/// Whether it is so now; false where it has ended, or more are in than it is to have room for. Fails
/// with a unique violation where another group has a name nobody could tell from this one.
pub async fn update(
    tx: &mut Tx,
    id: GroupId,
    new: &NewGroup,
    reads_first: bool,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update youth_group
         set name = $2, name_key = $3, age_from = $4, age_to = $5, last_day = $6, ends_at = $7,
             reads_first = $8, max_members = $9
         where youth_group_id = $1 and ended_at is null and ends_at > $10 and member_count <= $9",
        id.get(),
        &new.name,
        group::key_of(&new.name),
        new.age_from,
        new.age_to,
        new.last_day.to_string(),
        new.ends_at().0,
        reads_first,
        new.max_members,
        now.0,
    )?;
    Ok(changed > 0)
}

/// Everybody who is in now takes part until another moment, and so do their sessions, which last for so
/// many hours at most. Who is paused has been out since they were.
pub async fn move_end(
    tx: &mut Tx,
    id: GroupId,
    to: Stamp,
    hours: i64,
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "update standing set until_at = $3
         where role = 'youth' and until_at > $2
               and person_id in (select person_id from member where youth_group_id = $1)",
        id.get(),
        now.0,
        to.0,
    )?;
    execute!(
        tx,
        "update session
         set expires_at = case when created_at + $3 < $2 then created_at + $3 else $2 end
         where way = 'group'
               and person_id in (select person_id from member where youth_group_id = $1)",
        id.get(),
        to.0,
        hours * 3_600_000,
    )?;
    Ok(())
}

/// Ends it now with everybody's place and session; false where it had ended before.
pub async fn end(tx: &mut Tx, id: GroupId, now: Stamp) -> Result<bool, DbError> {
    let ended = execute!(
        tx,
        "update youth_group set ended_at = $2
         where youth_group_id = $1 and ended_at is null and ends_at > $2",
        id.get(),
        now.0,
    )?;
    if ended == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "update standing set until_at = $2
         where role = 'youth' and (until_at is null or until_at > $2)
               and person_id in (select person_id from member where youth_group_id = $1)",
        id.get(),
        now.0,
    )?;
    execute!(
        tx,
        "delete from session
         where person_id in (select person_id from member where youth_group_id = $1)",
        id.get(),
    )?;
    execute!(
        tx,
        "delete from return_code
         where person_id in (select person_id from member where youth_group_id = $1)",
        id.get(),
    )?;
    Ok(true)
}
