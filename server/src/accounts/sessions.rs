//! Whose session a request carries.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::linking::level_now;
use nara_domain::moderation::Restrained;
use nara_domain::privacy::LINK_DAYS;
use nara_domain::session::{LONGEST, Proof};
use nara_domain::time::Stamp;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tracing::Instrument;

use super::store::{self, SessionKind, SignedPerson};
use crate::auth::session;
use crate::db::{self, Db, DbError};

/// A request waits so long until it is noted that its session is in use. It holds a place meanwhile, and who
/// only reads must not wait for those who write.
const MOMENT: Duration = Duration::from_millis(250);
/// So many are noted at the same time: on PostgreSQL each takes a connection that others read by.
const AT_ONCE: usize = 4;

/// Finds the person behind a session, with the duties held at this moment: a duty that ended, ends
/// with the next request.
#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    noting: Arc<Noting>,
}

/// Whose use is being noted.
#[derive(Debug)]
struct Noting {
    sessions: Mutex<BTreeSet<String>>,
    places: Semaphore,
}

/// One of them, until it is done.
#[derive(Debug)]
struct Note {
    fingerprint: String,
    noting: Arc<Noting>,
}

/// Who is signed in, and in which session.
#[derive(Debug)]
pub struct Signed {
    pub actor: Actor,
    /// The fingerprint, by which the session can be ended.
    pub session: String,
    /// How it began, and when who they are was last proved in it.
    pub proof: Proof,
}

impl Sessions {
    pub fn new(db: Db) -> Self {
        let noting = Noting {
            sessions: Mutex::default(),
            places: Semaphore::new(AT_ONCE),
        };
        Self {
            db,
            noting: Arc::new(noting),
        }
    }

    /// One query; and once an hour a write that remembers that the session is in use.
    pub async fn find(
        &self,
        fingerprint: &str,
        kind: SessionKind,
        now: Stamp,
    ) -> Result<Option<Signed>, AppError> {
        let found = {
            let mut conn = self.db.read().await?;
            store::find_signed(&mut conn, fingerprint, kind, now).await?
        };
        // By the duties held now: who became an official since does not keep a resident's session. A
        // program may sleep for as long as its key lasts.
        let stands = |person: &SignedPerson| {
            if !nara_domain::group::session_stands(person.level, &person.standings) {
                return false;
            }
            let limits = nara_domain::session::limits(&person.standings);
            kind == SessionKind::Api || limits.stands(person.created_at, person.last_seen_at, now)
        };
        let Some(person) = found.filter(stands) else {
            return Ok(None);
        };
        let stale = person.last_seen_at < now.plus_minutes(-session::SEEN_EVERY_MINUTES);
        if stale {
            self.touch(fingerprint, now).await;
        }
        let (standings, dormant) = nara_domain::session::awake(person.standings, person.proof.way);
        Ok(Some(Signed {
            actor: Actor::Person {
                id: person.id,
                name: person.name,
                level: level_now(person.level, person.register_checked_at, now),
                standings,
                dormant,
                restraint: Restrained::of(person.muted_until, person.suspended_until, now.day()),
            },
            session: fingerprint.to_owned(),
            proof: person.proof,
        }))
    }

    /// Reading goes on where writing cannot: the session only looks idle a little earlier. What takes longer
    /// than a moment goes on in a task of its own.
    async fn touch(&self, fingerprint: &str, now: Stamp) {
        let Some(note) = Note::begin(&self.noting, fingerprint) else {
            return;
        };
        let db = self.db.clone();
        let writing = async move {
            if let Err(error) = note.write(&db, now).await {
                tracing::warn!(%error, "session.touch");
            }
        };
        let written = tokio::spawn(db::watched(writing).in_current_span());
        let _written_or_not = timeout(MOMENT, written).await;
    }

    /// For the jobs: how many rows had run out, by the longest limits there are.
    pub async fn clean_up(&self, now: Stamp) -> Result<u64, DbError> {
        let mut tx = self.db.begin().await?;
        let idle = LONGEST.idle_since(now);
        let sessions = store::delete_ended_sessions(&mut tx, idle, now).await?;
        let links = store::delete_old_links(&mut tx, now.plus_days(-LINK_DAYS)).await?;
        let ways_in = store::delete_ended_ways_in(&mut tx, now).await?;
        let ceremonies = store::delete_ended_ceremonies(&mut tx, now).await?;
        let flows = crate::providers::delete_ended_flows(&mut tx, now).await?;
        tx.commit().await?;
        Ok(sessions + links + ways_in + ceremonies + flows)
    }
}

impl Note {
    /// None where another request of the session has begun to.
    fn begin(noting: &Arc<Noting>, fingerprint: &str) -> Option<Self> {
        let is_first = noting.sessions().insert(fingerprint.to_owned());
        is_first.then(|| Self {
            fingerprint: fingerprint.to_owned(),
            noting: Arc::clone(noting),
        })
    }

    async fn write(&self, db: &Db, now: Stamp) -> Result<(), DbError> {
        // Nobody closes it.
        let _place = self.noting.places.acquire().await;
        let mut tx = db.begin().await?;
        store::touch_session(&mut tx, &self.fingerprint, now).await?;
        tx.commit().await
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        self.noting.sessions().remove(&self.fingerprint);
    }
}

impl Noting {
    fn sessions(&self) -> MutexGuard<'_, BTreeSet<String>> {
        let sessions = self.sessions.lock();
        sessions.unwrap_or_else(PoisonError::into_inner)
    }
}
