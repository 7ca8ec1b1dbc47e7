//! Signed-in browsers and keys, and whose they are.

use nara_domain::actor::{Level, Standing};
use nara_domain::ids::PersonId;
use nara_domain::session::{Proof, Way};
use nara_domain::time::{Date, Stamp};

use super::duty::standing_of;
use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_optional};

/// One row for each duty the session's person holds now; one with empty duty columns for who holds
/// none.
#[derive(Debug, crate::db::FromRow)]
struct SignedRow {
    person_id: i64,
    created_at: i64,
    last_seen_at: i64,
    way: String,
    proved_at: i64,
    strong_at: Option<i64>,
    display_name: String,
    level: String,
    register_checked_at: Option<i64>,
    role: Option<String>,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
    muted_until: Option<String>,
    suspended_until: Option<String>,
}

/// Whose session it is, with the duties held now.
#[derive(Debug)]
pub struct SignedPerson {
    pub id: PersonId,
    pub name: String,
    pub level: Level,
    /// When the population register was last asked.
    pub register_checked_at: Option<Stamp>,
    pub standings: Vec<Standing>,
    /// To which day they are kept from writing, and from taking part.
    pub muted_until: Option<Date>,
    pub suspended_until: Option<Date>,
    pub created_at: Stamp,
    pub last_seen_at: Stamp,
    pub proof: Proof,
}

/// Who holds the secret. One is no way to the other: what a key can be read from is no cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    Browser,
    Api,
}

impl SessionKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Api => "api",
        }
    }
}

/// A session to be stored; of its secret only the fingerprint.
#[derive(Debug)]
pub struct SessionRow<'a> {
    pub fingerprint: &'a str,
    pub person: PersonId,
    pub kind: SessionKind,
    /// How who they are was proved, just now.
    pub way: Way,
    pub created_at: Stamp,
    pub expires_at: Stamp,
    pub user_agent: &'a str,
}

#[derive(Debug, crate::db::FromRow)]
pub struct ListedSession {
    pub session_hash: String,
    pub kind: String,
    pub way: String,
    pub created_at: i64,
    pub last_seen_at: i64,
    pub user_agent: String,
}

/// The person of a session that is not past its end, in one query. Whether it was left idle for too
/// long depends on the duties that come with it.
pub async fn find_signed(
    conn: &mut Conn,
    fingerprint: &str,
    kind: SessionKind,
    now: Stamp,
) -> Result<Option<SignedPerson>, DbError> {
    let rows = fetch_all!(
        conn,
        SignedRow,
        "select s.person_id, s.created_at, s.last_seen_at, s.way, s.proved_at, s.strong_at,
                p.display_name, p.level, p.register_checked_at, t.role, t.department, t.title,
                t.party, t.assignment, t.body,
                (select max(r.until_day) from restraint r where r.person_id = s.person_id
                    and r.state = 'on' and r.kind = 'mute'
                    and exists (select 1 from moderation m
                        where m.moderation_id = r.moderation_id
                        and m.state = 'hidden')) as muted_until,
                (select max(r.until_day) from restraint r where r.person_id = s.person_id
                    and r.state = 'on' and r.kind = 'suspend'
                    and exists (select 1 from moderation m
                        where m.moderation_id = r.moderation_id
                        and m.state = 'hidden')) as suspended_until
         from session s
         join person p on p.person_id = s.person_id
              and p.erased_at is null and p.merged_into is null
         left join standing t on t.person_id = s.person_id
              and t.from_at <= $2 and (t.until_at is null or t.until_at > $2)
         where s.session_hash = $1 and s.kind = $3 and s.expires_at > $2
         order by t.standing_id",
        fingerprint,
        now.0,
        kind.code(),
    )?;
    let mut rows = rows.into_iter();
    let Some(first) = rows.next() else {
        return Ok(None);
    };
    let unknown = |what: &str, code: &str| DbError::Inconsistent(format!("{what} {code}"));
    let level = first
        .level
        .parse()
        .map_err(|_| unknown("level", &first.level))?;
    let way = first.way.parse().map_err(|_| unknown("way", &first.way))?;
    let day = |stored: Option<&str>| {
        let day = stored.map(|day| day.parse::<Date>().map_err(|_| unknown("day", day)));
        day.transpose()
    };
    let mut signed = SignedPerson {
        id: PersonId::new(first.person_id),
        name: first.display_name.clone(),
        level,
        register_checked_at: first.register_checked_at.map(Stamp),
        standings: Vec::new(),
        muted_until: day(first.muted_until.as_deref())?,
        suspended_until: day(first.suspended_until.as_deref())?,
        created_at: Stamp(first.created_at),
        last_seen_at: Stamp(first.last_seen_at),
        proof: Proof {
            way,
            at: Stamp(first.proved_at),
            strong_at: first.strong_at.map(Stamp),
        },
    };
    for row in std::iter::once(first).chain(rows) {
        let Some(role) = &row.role else { continue };
        signed.standings.push(standing_of(
            role,
            [row.department, row.title, row.party, row.assignment],
            row.body.as_deref(),
        )?);
    }
    Ok(Some(signed))
}

pub async fn touch_session(conn: &mut Conn, fingerprint: &str, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "update session set last_seen_at = $2 where session_hash = $1 and last_seen_at < $2",
        fingerprint,
        now.0,
    )
}

pub async fn insert_session(conn: &mut Conn, session: &SessionRow<'_>) -> Result<u64, DbError> {
    let proof = Proof::begun(session.way, session.created_at);
    execute!(
        conn,
        "insert into session
             (session_hash, person_id, kind, created_at, last_seen_at, expires_at, user_agent, way,
              proved_at, strong_at)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)",
        session.fingerprint,
        session.person.get(),
        session.kind.code(),
        session.created_at.0,
        session.expires_at.0,
        session.user_agent,
        proof.way.code(),
        proof.at.0,
        proof.strong_at.map(|at| at.0),
    )
}

/// Remembers which passkey made a session strong, the first if several did: it ends with it.
pub async fn bind_to_passkey(
    conn: &mut Conn,
    fingerprint: &str,
    passkey: i64,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update session set passkey_id = coalesce(passkey_id, $2) where session_hash = $1",
        fingerprint,
        passkey,
    )
}

/// What a browser's session has to show for who its person is, and when it ends.
pub async fn find_proof(
    conn: &mut Conn,
    fingerprint: &str,
    person: PersonId,
) -> Result<Option<(Proof, Stamp)>, DbError> {
    let found = fetch_optional!(
        conn,
        (String, i64, Option<i64>, i64),
        "select way, proved_at, strong_at, expires_at from session
         where session_hash = $1 and person_id = $2 and kind = 'browser'",
        fingerprint,
        person.get(),
    )?;
    let Some((way, at, strong_at, expires_at)) = found else {
        return Ok(None);
    };
    let unknown = |_| DbError::Inconsistent(format!("way {way}"));
    let proof = Proof {
        way: way.parse().map_err(unknown)?,
        at: Stamp(at),
        strong_at: strong_at.map(Stamp),
    };
    Ok(Some((proof, Stamp(expires_at))))
}

/// Who they are was proved again: the session goes on under a new secret, so that what was copied of
/// the old one proves nothing. No row where the session has ended meanwhile.
pub async fn prove_session(
    conn: &mut Conn,
    (fingerprint, renewed): (&str, &str),
    proof: &Proof,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update session set session_hash = $2, proved_at = $3, way = $4, strong_at = $5
         where session_hash = $1 and kind = 'browser'",
        fingerprint,
        renewed,
        proof.at.0,
        proof.way.code(),
        proof.strong_at.map(|at| at.0),
    )
}

pub async fn delete_session(conn: &mut Conn, fingerprint: &str) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where session_hash = $1",
        fingerprint
    )
}

/// Ends one of a person's browsers; false where there is no such one.
pub async fn delete_browser(
    conn: &mut Conn,
    person: PersonId,
    fingerprint: &str,
) -> Result<bool, DbError> {
    let deleted = execute!(
        conn,
        "delete from session where session_hash = $1 and person_id = $2 and kind = 'browser'",
        fingerprint,
        person.get(),
    )?;
    Ok(deleted > 0)
}

/// Ends every browser of a person but this one.
pub async fn delete_other_browsers(
    conn: &mut Conn,
    person: PersonId,
    fingerprint: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where person_id = $1 and session_hash <> $2 and kind = 'browser'",
        person.get(),
        fingerprint,
    )
}

/// Ends every browser and key of a person but this session.
pub async fn delete_other_sessions(
    conn: &mut Conn,
    person: PersonId,
    fingerprint: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where person_id = $1 and session_hash <> $2",
        person.get(),
        fingerprint,
    )
}

pub async fn delete_sessions_of(conn: &mut Conn, person: PersonId) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where person_id = $1",
        person.get()
    )
}

pub async fn list_sessions(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
) -> Result<Vec<ListedSession>, DbError> {
    fetch_all!(
        conn,
        ListedSession,
        "select session_hash, kind, way, created_at, last_seen_at, user_agent from session
         where person_id = $1 and expires_at > $2
         order by last_seen_at desc, session_hash
         limit 100",
        person.get(),
        now.0,
    )
}

/// Removes sessions that have run out.
pub async fn delete_ended_sessions(
    conn: &mut Conn,
    idle_since: Stamp,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session
         where expires_at <= $1 or (kind <> 'api' and last_seen_at <= $2)",
        now.0,
        idle_since.0,
    )
}
