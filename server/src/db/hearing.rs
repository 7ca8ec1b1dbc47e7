//! What other processes commit: `nara admin` beside the server, and on PostgreSQL other servers.
//!
//! SQLite is asked on its one writing connection whether somebody else has committed since it was asked
//! last. That connection knows its own commits from others'; any other would count every vote as a
//! stranger's. PostgreSQL tells: every transaction that changes what pages show says so as it commits
//! (`pg_notify`, ids only), and each server listens on a connection of its own. What it says itself is no
//! news to it, until a commit of its own breaks off: PostgreSQL may have been asked for it, and end it
//! after pages have been made of what was there before. Whoever writes by hand, with `psql`, tells nobody:
//! then pages are right within the minute.
//!
//! Rejected: reading the log of public events instead. Not everything that pages show is an event.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Executor, Postgres, Transaction};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::changes::{Change, Changes, Counters};
use super::connect::PATIENCE;
use super::{Db, Pools};

/// How long a commit of another process stays unnoticed on SQLite.
const EVERY: Duration = Duration::from_millis(250);
/// A listener that has heard nothing for so long asks whether the connection still stands, and waits for
/// the answer as long: a line that was cut somewhere tells nobody.
const QUIET: Duration = Duration::from_millis(400);
/// Between two tries to be connected.
const AGAIN: Duration = Duration::from_secs(1);
/// PostgreSQL may end a commit that broke off so much later: it waits for a disk, or for a standby.
const ENDS_LATE: Duration = Duration::from_secs(600);
const CHANNEL: &str = "nara_change";

/// SQLite's number of the database as the writing connection saw it last.
#[derive(Debug, Default)]
pub(super) struct DataVersion {
    number: AtomicI64,
    asked_at: Mutex<Option<Instant>>,
}

impl DataVersion {
    fn is_due(&self) -> bool {
        let asked_at = *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        asked_at.is_none_or(|at| at.elapsed() >= EVERY)
    }
}

impl Changes {
    /// The number of the writing connection, which is about to be used for the first time: it compares
    /// with no other connection's, so whatever was committed before counts.
    pub(super) async fn begin_to_look(
        &self,
        conn: &mut SqliteConnection,
    ) -> Result<(), sqlx::Error> {
        self.look(conn).await?;
        self.count_by_others(&Change::Everything);
        Ok(())
    }

    /// Asks whether others have committed. Also as each transaction begins: while it lasts nobody else can,
    /// and the task that asks by the clock has to wait for its end, however long that takes.
    pub(super) async fn look(&self, conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let asked_at = Instant::now();
        let number: i64 = sqlx::query_scalar("pragma data_version")
            .fetch_one(conn)
            .await?;
        let version = &self.0.version;
        *version
            .asked_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(asked_at);
        if version.number.swap(number, Ordering::SeqCst) != number {
            self.count_by_others(&Change::Everything);
        }
        Ok(())
    }

    /// Nobody heard what became of a commit of ours.
    pub(super) fn broke_off(&self) {
        *self.last_broke_off() = Some(Instant::now());
    }

    /// Whether what this server said itself may be news to it.
    fn hears_itself(&self) -> bool {
        self.last_broke_off()
            .is_some_and(|at| at.elapsed() < ENDS_LATE)
    }

    fn last_broke_off(&self) -> MutexGuard<'_, Option<Instant>> {
        let broke_off = &self.0.broke_off;
        broke_off.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Db {
    /// Listens for what other processes commit, until the database is closed. For servers: what is kept in
    /// memory is believed only where this has been called.
    pub fn hear_others(&self) {
        let counters = &self.changes.0;
        if counters.listening.swap(true, Ordering::SeqCst) {
            return;
        }
        let (weak, closing) = (Arc::downgrade(counters), counters.closing.clone());
        match &self.pools {
            Pools::Sqlite { write, .. } => {
                let asking = ask_regularly(weak, write.pool.clone(), closing);
                drop(tokio::spawn(asking));
            }
            Pools::Postgres(pool) => {
                let options = PgConnectOptions::clone(&pool.connect_options());
                drop(tokio::spawn(listen(weak, options, closing)));
            }
        }
    }
}

async fn ask_regularly(counters: Weak<Counters>, pool: SqlitePool, closing: CancellationToken) {
    let mut well = true;
    loop {
        let Some(changes) = counters.upgrade().map(Changes) else {
            return;
        };
        if changes.0.version.is_due() || !changes.hears() {
            let asked = async { changes.look(&mut *pool.acquire().await?).await };
            match asked.await {
                Ok(()) => {
                    well = true;
                    changes.set_hears(!closing.is_cancelled());
                }
                Err(sqlx::Error::PoolClosed) => return changes.set_hears(false),
                // Nobody knows what has happened meanwhile.
                Err(error) => {
                    // While a transaction of ours has the connection, nobody else commits.
                    let hears = matches!(error, sqlx::Error::PoolTimedOut) && changes.hears();
                    changes.set_hears(hears);
                    changes.count_by_others(&Change::Everything);
                    if well {
                        tracing::warn!(%error, "changes.unasked");
                    }
                    well = false;
                }
            }
        }
        drop(changes);
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = closing.cancelled() => break,
        }
    }
    if let Some(changes) = counters.upgrade().map(Changes) {
        changes.set_hears(false);
    }
}

/// Says within a transaction what it changes; heard when it commits, and not before.
pub(super) async fn tell(
    tx: &mut Transaction<'static, Postgres>,
    told: String,
) -> Result<(), sqlx::Error> {
    let tell = sqlx::query("select pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(told);
    tell.execute(&mut **tx).await.map(drop)
}

async fn listen(counters: Weak<Counters>, options: PgConnectOptions, closing: CancellationToken) {
    let mut well = true;
    while let Some(changes) = counters.upgrade().map(Changes) {
        let name = changes.0.name.clone();
        drop(changes);
        let listening = listen_once(&counters, &name, options.clone());
        let ended = tokio::select! {
            ended = listening => ended,
            () = closing.cancelled() => Ok(()),
        };
        if let Some(changes) = counters.upgrade().map(Changes) {
            // It was there, and is lost.
            well |= changes.hears();
            changes.set_hears(false);
        }
        if closing.is_cancelled() {
            return;
        }
        match ended {
            Err(error) if well => {
                tracing::warn!(%error, "changes.unheard");
                well = false;
            }
            Err(_) => {}
            Ok(()) => well = true,
        }
        tokio::select! {
            () = tokio::time::sleep(AGAIN) => {}
            () = closing.cancelled() => return,
        }
    }
}

/// Until the connection is lost.
async fn listen_once(
    counters: &Weak<Counters>,
    name: &str,
    options: PgConnectOptions,
) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    // What is said between two connections is heard by nobody: everything counts then.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    let mut all = Some(Change::Everything);
    loop {
        let Some(changes) = counters.upgrade().map(Changes) else {
            return Ok(());
        };
        if let Some(change) = all.take() {
            changes.count_by_others(&change);
            changes.set_hears(true);
        }
        drop(changes);
        let heard = match timeout(QUIET, listener.try_recv()).await {
            Ok(heard) => heard?,
            Err(_quiet) => {
                let stands = timeout(QUIET, listener.execute("select 1")).await;
                stands.map_err(|_| sqlx::Error::PoolTimedOut)??;
                continue;
            }
        };
        let Some(heard) = heard else { return Ok(()) };
        let (by, change) = Change::heard(heard.payload());
        if let Some(changes) = counters.upgrade().map(Changes)
            && (by != name || changes.hears_itself())
        {
            changes.count_by_others(&change);
        }
    }
}
