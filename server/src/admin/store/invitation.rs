//! Invitations: one row each, open until it is accepted or withdrawn.

use nara_domain::actor::{Body, Standing};
use nara_domain::duty::Duty;
use nara_domain::ids::PersonId;
use nara_domain::invitation::{Facts, State};
use nara_domain::time::{Date, Stamp};

use super::duty::standing;
use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

#[derive(Clone, Debug, crate::db::FromRow)]
pub struct InvitationRow {
    pub invitation_id: i64,
    pub email: String,
    pub role: String,
    pub department: Option<String>,
    pub title: Option<String>,
    pub party: Option<String>,
    pub assignment: Option<String>,
    pub body: Option<String>,
    pub last_day: Option<String>,
    pub invited_by_name: String,
    pub sent_at: i64,
    pub expires_at: i64,
    pub accepted_at: Option<i64>,
    pub accepted_by: Option<i64>,
    pub accepted_by_name: Option<String>,
    pub withdrawn_at: Option<i64>,
    /// Whether whoever sent the newest letter is an administrator now.
    pub inviter_may: bool,
}

macro_rules! columns {
    () => {
        "select i.invitation_id, i.email, i.role, i.department, i.title, i.party, i.assignment, \
         i.body, i.last_day, p.display_name as invited_by_name, i.sent_at, i.expires_at, \
         i.accepted_at, i.accepted_by, a.display_name as accepted_by_name, i.withdrawn_at, \
         exists (select 1 from standing t where t.person_id = i.invited_by \
             and t.role = 'administrator' and t.from_at <= $2 \
             and (t.until_at is null or t.until_at > $2)) as inviter_may \
         from invitation i join person p on p.person_id = i.invited_by \
         left join person a on a.person_id = i.accepted_by "
    };
}

const BY_ID: &str = concat!(columns!(), "where i.invitation_id = $1");
const BY_LINK: &str = concat!(columns!(), "where i.link_id = $1");
const LIST: &str = concat!(
    columns!(),
    "order by i.sent_at desc, i.invitation_id desc limit $1"
);

impl InvitationRow {
    /// The duty it is about.
    pub fn duty(&self) -> Result<Duty, DbError> {
        let texts = [
            self.department.clone(),
            self.title.clone(),
            self.party.clone(),
            self.assignment.clone(),
        ];
        let last_day = match self.last_day.as_deref() {
            None => None,
            Some(day) => {
                let unknown = |_| DbError::Inconsistent(format!("invitation.last_day {day}"));
                Some(Date::parse(day).map_err(unknown)?)
            }
        };
        Ok(Duty {
            standing: standing(&self.role, texts, self.body.as_deref())?,
            first_day: None,
            last_day,
        })
    }

    /// How far it has come.
    pub fn state(&self, now: Stamp) -> Result<State, DbError> {
        let facts = Facts {
            expires_at: Stamp(self.expires_at),
            last_day: self.duty()?.last_day,
            accepted_at: self.accepted_at.map(Stamp),
            withdrawn_at: self.withdrawn_at.map(Stamp),
            inviter_may: self.inviter_may,
        };
        Ok(State::of(facts, now))
    }
}

#[derive(Clone, Copy, Debug)]
pub struct NewInvitation<'a> {
    pub link: &'a str,
    pub email: &'a str,
    pub standing: &'a Standing,
    pub last_day: Option<Date>,
    pub by: PersonId,
    pub expires_at: Stamp,
}

/// Fails with a unique violation where an invitation to this duty is open for the address.
pub async fn insert(tx: &mut Tx, new: &NewInvitation<'_>, now: Stamp) -> Result<i64, DbError> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into invitation
             (link_id, email, role, department, title, party, assignment, body, last_day,
              invited_by, created_at, sent_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
         returning invitation_id",
        new.link,
        new.email,
        new.standing.role.code(),
        new.standing.department.as_deref(),
        new.standing.title.as_deref(),
        new.standing.party.as_deref(),
        new.standing.assignment.as_deref(),
        new.standing.body.as_ref().map(Body::as_str),
        new.last_day.map(|day| day.to_string()),
        new.by.get(),
        now.0,
        new.expires_at.0,
    )?;
    Ok(id)
}

pub async fn find(conn: &mut Conn, id: i64, now: Stamp) -> Result<Option<InvitationRow>, DbError> {
    fetch_optional!(conn, InvitationRow, BY_ID, id, now.0)
}

pub async fn find_by_link(
    conn: &mut Conn,
    link: &str,
    now: Stamp,
) -> Result<Option<InvitationRow>, DbError> {
    fetch_optional!(conn, InvitationRow, BY_LINK, link, now.0)
}

/// All that are kept, the newest letter first.
pub async fn list(conn: &mut Conn, limit: i64, now: Stamp) -> Result<Vec<InvitationRow>, DbError> {
    fetch_all!(conn, InvitationRow, LIST, limit, now.0)
}

/// Another letter with another link, by whose word it stands from now on; false where it was answered
/// or withdrawn.
pub async fn send_again(
    tx: &mut Tx,
    id: i64,
    (link, by): (&str, PersonId),
    expires_at: Stamp,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update invitation set link_id = $2, sent_at = $3, expires_at = $4, invited_by = $5
         where invitation_id = $1 and accepted_at is null and withdrawn_at is null",
        id,
        link,
        now.0,
        expires_at.0,
        by.get(),
    )?;
    Ok(changed == 1)
}

/// False where it was answered or withdrawn.
pub async fn withdraw(tx: &mut Tx, id: i64, now: Stamp) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update invitation set withdrawn_at = $2
         where invitation_id = $1 and accepted_at is null and withdrawn_at is null",
        id,
        now.0,
    )?;
    Ok(changed == 1)
}

/// False where somebody was faster: it was answered or withdrawn, or another letter's link has taken
/// this one's place. Whether it is open is [`State`]'s to say.
pub async fn accept(
    tx: &mut Tx,
    link: &str,
    person: PersonId,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update invitation set accepted_at = $3, accepted_by = $2
         where link_id = $1 and accepted_at is null and withdrawn_at is null",
        link,
        person.get(),
        now.0,
    )?;
    Ok(changed == 1)
}

/// Removes invitations whose newest letter was sent before this moment, which none is open for: the
/// address of somebody who never answered is kept no longer.
pub async fn delete_old(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    execute!(tx, "delete from invitation where sent_at <= $1", before.0,)
}
