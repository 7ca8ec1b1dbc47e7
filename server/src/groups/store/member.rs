//! Members, and the codes that let them in again.

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::group::{MemberState, waits_to_be_read};
use nara_domain::ids::{GroupId, MemberId, PersonId};
use nara_domain::privacy::ERASED_NAME;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Engine, FromRow, Statement, Tx};
use crate::proposals::store::coauthor;
use crate::{execute, fetch_all, fetch_one, fetch_optional};

#[derive(Clone, Debug, FromRow)]
pub struct MemberRow {
    pub member_id: i64,
    pub person_id: i64,
    pub youth_group_id: i64,
    pub alias: String,
    pub alias_key: String,
    pub state: String,
    pub joined_at: i64,
    pub last_seen_at: Option<i64>,
}

impl MemberRow {
    pub fn state(&self) -> Result<MemberState, DbError> {
        super::code("member.state", &self.state)
    }
}

macro_rules! columns {
    () => {
        "select m.member_id, m.person_id, m.youth_group_id, m.alias, m.alias_key, m.state, m.joined_at, \
         (select max(s.last_seen_at) from session s where s.person_id = m.person_id) \
         as last_seen_at from member m "
    };
}

/// A member to be stored; the person is there already.
#[derive(Clone, Copy, Debug)]
pub struct NewMember<'a> {
    pub person: PersonId,
    pub group: GroupId,
    pub alias: &'a str,
    pub alias_key: &'a str,
    pub own_code_hash: &'a str,
    pub once: &'a str,
}

/// False where somebody in the group has an alias nobody could tell from this one. Fails with a
/// unique violation where the form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewMember<'_>, now: Stamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into member
             (person_id, youth_group_id, alias, alias_key, state, own_code_hash, joined_at,
              once_key)
         values ($1, $2, $3, $4, 'in', $5, $6, $7)
         on conflict (youth_group_id, alias_key) do nothing",
        new.person.get(),
        new.group.get(),
        new.alias,
        new.alias_key,
        new.own_code_hash,
        now.0,
        new.once,
    )?;
    Ok(added > 0)
}

/// Whoever came in by this form.
pub async fn find_sent(conn: &mut Conn, once: &str) -> Result<Option<MemberRow>, DbError> {
    fetch_optional!(
        conn,
        MemberRow,
        concat!(columns!(), "where m.once_key = $1"),
        once
    )
}

pub async fn list_members(conn: &mut Conn, id: GroupId) -> Result<Vec<MemberRow>, DbError> {
    fetch_all!(
        conn,
        MemberRow,
        concat!(
            columns!(),
            "where m.youth_group_id = $1 order by m.alias_key, m.person_id"
        ),
        id.get(),
    )
}

/// The membership of somebody.
pub async fn own_member(conn: &mut Conn, person: PersonId) -> Result<Option<MemberRow>, DbError> {
    fetch_optional!(
        conn,
        MemberRow,
        concat!(columns!(), "where m.person_id = $1"),
        person.get(),
    )
}

pub async fn member_by_code(conn: &mut Conn, hash: &str) -> Result<Option<MemberRow>, DbError> {
    fetch_optional!(
        conn,
        MemberRow,
        concat!(columns!(), "where m.own_code_hash = $1"),
        hash,
    )
}

/// A member of this group.
pub async fn find_member(
    conn: &mut Conn,
    (group, id): (GroupId, MemberId),
) -> Result<Option<MemberRow>, DbError> {
    fetch_optional!(
        conn,
        MemberRow,
        concat!(
            columns!(),
            "where m.member_id = $1 and m.youth_group_id = $2"
        ),
        id.get(),
        group.get(),
    )
}

/// How many in the group have this alias: none or one.
pub async fn count_alias(conn: &mut Conn, id: GroupId, key: &str) -> Result<i64, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from member where youth_group_id = $1 and alias_key = $2",
        id.get(),
        key,
    )?;
    Ok(count)
}

/// What this member is called from now on. What they have written keeps the name it was written under.
pub async fn rename(tx: &mut Tx, person: PersonId, shown: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set display_name = $2
         where person_id = $1 and level = 's' and protected_at is null",
        person.get(),
        shown,
    )
}

/// False where the member is no longer in the state the step starts from: somebody else was faster.
pub async fn move_member(
    tx: &mut Tx,
    (group, id): (GroupId, MemberId),
    from: MemberState,
    to: MemberState,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update member set state = $4
         where member_id = $1 and youth_group_id = $2 and state = $3",
        id.get(),
        group.get(),
        from.code(),
        to.code(),
    )?;
    Ok(changed > 0)
}

pub async fn put_own_code(tx: &mut Tx, person: PersonId, hash: &str) -> Result<u64, DbError> {
    execute!(
        tx,
        "update member set own_code_hash = $2 where person_id = $1",
        person.get(),
        hash,
    )
}

/// In the place of one made before.
pub async fn put_return_code(
    tx: &mut Tx,
    person: PersonId,
    hash: &str,
    now: Stamp,
    expires_at: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into return_code (person_id, code_hash, created_at, expires_at)
         values ($1, $2, $3, $4)
         on conflict (person_id) do update
         set code_hash = excluded.code_hash, created_at = excluded.created_at,
             expires_at = excluded.expires_at",
        person.get(),
        hash,
        now.0,
        expires_at.0,
    )
}

/// Whose code it is.
pub async fn whose_return_code(conn: &mut Conn, hash: &str) -> Result<Option<PersonId>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select person_id from return_code where code_hash = $1",
        hash,
    )?;
    Ok(row.map(|(id,)| PersonId::new(id)))
}

/// Whose code it is, once: whoever comes second finds no row.
pub async fn use_return_code(
    tx: &mut Tx,
    hash: &str,
    now: Stamp,
) -> Result<Option<PersonId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64, i64),
        "delete from return_code where code_hash = $1 returning person_id, expires_at",
        hash,
    )?;
    let valid = row.filter(|(_, expires_at)| *expires_at > now.0);
    Ok(valid.map(|(id, _)| PersonId::new(id)))
}

pub async fn delete_return_code(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from return_code where person_id = $1",
        person.get()
    )
}

/// The group somebody is in.
pub async fn group_of(conn: &mut Conn, person: PersonId) -> Result<Option<GroupId>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select youth_group_id from member where person_id = $1",
        person.get(),
    )?;
    Ok(row.map(|(id,)| GroupId::new(id)))
}

/// Whether this person writes as a young person now; held until the transaction ends. Whoever sent a text
/// before their group ended may find it over.
pub async fn holds_place(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<bool, DbError> {
    let mut select =
        Statement::new("select standing_id from standing where role = 'youth' and person_id = ");
    select.bind(person.get());
    select
        .sql(" and (until_at is null or until_at > ")
        .bind(now.0)
        .sql(")");
    if tx.engine() == Engine::Postgres {
        select.sql(" for share");
    }
    let rows: Vec<(i64,)> = tx.all(select).await?;
    Ok(!rows.is_empty())
}

/// Whether what this person writes is read before it is published.
pub async fn reads_first(conn: &mut Conn, person: PersonId, now: Stamp) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, bool),
        "select g.youth_group_id, g.reads_first from member m
         join youth_group g on g.youth_group_id = m.youth_group_id
         where m.person_id = $1",
        person.get(),
    )?;
    let Some((id, first)) = row else {
        return Ok(false);
    };
    let leaders = super::count_supervisors(conn, GroupId::new(id), None, now).await?;
    Ok(waits_to_be_read(first, leaders > 0))
}

/// A member as the author of what is published for them.
pub async fn youth_actor(conn: &mut Conn, person: PersonId) -> Result<Option<Actor>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select p.display_name from person p join member m on m.person_id = p.person_id
         where p.person_id = $1",
        person.get(),
    )?;
    Ok(row.map(|(name,)| Actor::Person {
        id: person,
        name,
        level: Level::S,
        standings: vec![Standing::of(Role::Youth)],
        dormant: Vec::new(),
        restraint: None,
    }))
}

/// For who takes their account away: the place is free, and what nobody has published goes.
pub async fn leave(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    execute!(
        tx,
        "update youth_group set member_count = member_count - 1
         where youth_group_id in (select youth_group_id from member
                                  where person_id = $1 and state <> 'removed')",
        person.get(),
    )?;
    execute!(
        tx,
        "delete from return_code where person_id = $1",
        person.get()
    )?;
    execute!(
        tx,
        "delete from waiting_text where person_id = $1",
        person.get()
    )?;
    take_pictures_along(tx, person).await?;
    execute!(tx, "delete from member where person_id = $1", person.get())?;
    Ok(())
}

/// For who is in no group any more: nobody can be asked about a picture in which somebody can be recognised, or about
/// one that nobody has read.
pub async fn take_pictures_along(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "update campaign_picture set state = 'gone', description = null, agreed = null,
            taken_by = null, bytes = null, small = null
         where proposal_id in (select proposal_id from proposal where proposer_id = $1)
            and bytes is not null and (state = 'waiting' or recognised <> 'nobody')",
        person.get()
    )
}

/// Takes the alias off the row of who was in a group, as off an erased account's. The names beside
/// texts are stored there, and so is what was supported: it was taken back by nobody.
async fn blank(tx: &mut Tx, person: i64) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set display_name = $2, given_name = null, family_name = null, alias = null,
             name_form = 'nameless', protected_at = null, protected_by = null,
             protection_ends_at = null
         where person_id = $1 and level = 's'",
        person,
        ERASED_NAME,
    )
}

/// Removes what is left of members of groups that ended before this moment: who was in, under which
/// alias, and what was never published. How many members.
pub async fn forget(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    const LEFT: &str = "select m.person_id from member m \
        join youth_group g on g.youth_group_id = m.youth_group_id \
        where coalesce(g.ended_at, g.ends_at) <= $1 limit 500";
    execute!(
        tx,
        "update youth_group set took_part = member_count
         where took_part is null and coalesce(ended_at, ends_at) <= $1",
        before.0,
    )?;
    let people = fetch_all!(tx, (i64,), LEFT, before.0)?;
    forget_each(tx, &people).await
}

/// The same of one group, whenever it ended.
pub async fn forget_all_of(tx: &mut Tx, group: GroupId) -> Result<u64, DbError> {
    const ALL: &str = "select person_id from member where youth_group_id = $1";
    execute!(
        tx,
        "update youth_group set took_part = member_count
         where took_part is null and youth_group_id = $1",
        group.get(),
    )?;
    let people = fetch_all!(tx, (i64,), ALL, group.get())?;
    forget_each(tx, &people).await
}

async fn forget_each(tx: &mut Tx, people: &[(i64,)]) -> Result<u64, DbError> {
    for (person,) in people {
        execute!(tx, "delete from session where person_id = $1", *person)?;
        execute!(tx, "delete from draft where person_id = $1", *person)?;
        coauthor::forget(tx, PersonId::new(*person)).await?;
        execute!(tx, "delete from idea_helper where person_id = $1", *person)?;
        crate::news::store::forget(tx, PersonId::new(*person)).await?;
        execute!(
            tx,
            "delete from standing where person_id = $1 and role = 'youth'",
            *person
        )?;
        leave(tx, PersonId::new(*person)).await?;
        blank(tx, *person).await?;
    }
    Ok(u64::try_from(people.len()).unwrap_or(0))
}
