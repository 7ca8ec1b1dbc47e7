//! Two databases, one SQL text.
//!
//! [`Db`] is SQLite (embedded, one writer) or PostgreSQL. Every statement is one portable text with
//! `$1` parameters; the macros [`fetch_all!`](crate::fetch_all), [`fetch_optional!`](crate::fetch_optional),
//! [`fetch_one!`](crate::fetch_one) and [`execute!`](crate::execute) run it on whichever engine the
//! connection is of. Only search and notification need dialect SQL. Rejected: sqlx's `Any` driver
//! (poorer types and errors) and generics over `Database` (where-clauses on every function).
//!
//! Writes go through [`Db::begin`]: `BEGIN IMMEDIATE` on SQLite's single write connection, so that a
//! transaction never has to be upgraded from reading to writing (SQLite would refuse at once).

#[cfg(test)]
mod additive;
pub mod changes;
mod connect;
mod error;
mod filling;
mod hearing;
mod macros;
pub mod meter;
mod migrate;
mod rows;
mod statement;
pub mod tables;
mod writing;

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use nara_domain::ids::ProposalId;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Postgres, Sqlite, Transaction};
use tracing::Instrument;

pub use changes::{Changes, Of, Seen};
pub use connect::{Engine, OpenError};
pub use error::DbError;
pub use migrate::{Turns, known as known_schema};
pub use rows::{Kind, Value};
// The trait and the macro that derives it.
pub use sqlx::FromRow;
pub use sqlx_macros::FromRow;
pub use statement::{Bind, Statement};

use changes::{Counting, Pen, Wrote};
use meter::{Meter, Use};
use writing::{Turn, Writing};

/// The storage of one municipality.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    /// Set once the storage answered with an error after which nothing is known for sure any more
    /// (a failed fsync, corruption). From then on nothing is acknowledged; reading goes on.
    broken: Arc<AtomicBool>,
    meter: Meter,
    changes: Changes,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { read: SqlitePool, write: Writing },
    Postgres(PgPool),
}

/// A connection, in or out of a transaction.
#[derive(Debug)]
pub struct Conn(Inner, Wrote);

#[derive(Debug)]
enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
    SqliteTx(Transaction<'static, Sqlite>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// What a statement runs on; only the macros look inside.
#[derive(Debug)]
pub enum Link<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

tokio::task_local! {
    /// Statements sent within a scope: tests assert how many a page needs.
    pub static STATEMENTS: Arc<AtomicU64>;
    /// Their texts: tests assert what a page reads.
    pub static TEXTS: Arc<Mutex<Vec<String>>>;
}

/// Work that goes on in a task of its own, watched as whoever began it is.
pub fn watched<F: Future>(work: F) -> impl Future<Output = F::Output> {
    let count = STATEMENTS.try_with(Arc::clone).ok();
    let texts = TEXTS.try_with(Arc::clone).ok();
    async move {
        match (count, texts) {
            (None, None) => work.await,
            (Some(count), None) => STATEMENTS.scope(count, work).await,
            (None, Some(texts)) => TEXTS.scope(texts, work).await,
            (Some(count), Some(texts)) => STATEMENTS.scope(count, TEXTS.scope(texts, work)).await,
        }
    }
}

impl Inner {
    fn link(&mut self) -> Link<'_> {
        match self {
            Inner::Sqlite(conn) => Link::Sqlite(conn),
            Inner::Postgres(conn) => Link::Postgres(conn),
            Inner::SqliteTx(tx) => Link::Sqlite(tx),
            Inner::PostgresTx(tx) => Link::Postgres(tx),
        }
    }
}

impl Conn {
    fn of(inner: Inner) -> Self {
        Self(inner, Wrote::default())
    }

    /// The engine's connection, for whatever is no statement of this source code.
    pub fn link(&mut self) -> Link<'_> {
        self.1.anything();
        self.0.link()
    }

    /// The engine's connection for one statement, and where what it changes is noted.
    pub fn link_for(&mut self, sql: &str) -> (Link<'_>, Pen<'_>) {
        let _outside_of_a_counting_scope =
            STATEMENTS.try_with(|count| count.fetch_add(1, Ordering::Relaxed));
        let _outside_of_a_listening_scope = TEXTS.try_with(|texts| {
            if let Ok(mut texts) = texts.lock() {
                texts.push(sql.to_owned());
            }
        });
        (self.0.link(), Pen::of(&mut self.1, sql))
    }

    pub fn engine(&self) -> Engine {
        match &self.0 {
            Inner::Sqlite(_) | Inner::SqliteTx(_) => Engine::Sqlite,
            Inner::Postgres(_) | Inner::PostgresTx(_) => Engine::Postgres,
        }
    }
}

/// A write transaction. Dropped without [`Tx::commit`], it is rolled back: a request whose client
/// went away leaves nothing half done.
#[derive(Debug)]
pub struct Tx {
    conn: Conn,
    broken: Arc<AtomicBool>,
    /// Of SQLite.
    turn: Option<Turn>,
    meter: Meter,
    changes: Changes,
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Tx {
    /// Whose pages this changes, and no other proposal's. Only where every statement of the transaction
    /// was read with that question: without a word of it every page is made anew.
    pub fn touches(&mut self, proposal: ProposalId) {
        self.conn.1.said(proposal);
    }

    /// Makes everything written durable: on return it has been synced to the disk.
    pub async fn commit(self) -> Result<(), DbError> {
        // In a task of its own: also of a request whose client goes away now it has to be known what
        // the disk answers.
        let ended = tokio::spawn(self.end().in_current_span()).await;
        ended.map_err(|_| DbError::Driver(sqlx::Error::WorkerCrashed))?
    }

    async fn end(mut self) -> Result<(), DbError> {
        let change = self.conn.1.change();
        if let Inner::PostgresTx(tx) = &mut self.conn.0
            && let Some(told) = change.told(&self.changes.0.name)
        {
            hearing::tell(tx, told).await?;
        }
        let changes = &self.changes;
        let counting = Counting { changes, change };
        let begun = Instant::now();
        let result = match self.conn.0 {
            Inner::SqliteTx(tx) => tx.commit().await,
            Inner::PostgresTx(tx) => tx.commit().await,
            Inner::Sqlite(_) | Inner::Postgres(_) => Ok(()),
        };
        if result.is_err() && self.turn.is_none() {
            // Before it is counted: what was heard earlier had been ended before pages are made anew.
            self.changes.broke_off();
        }
        // Whatever came of it, and before anybody is answered.
        drop(counting);
        self.meter.commits.observe(begun.elapsed().as_secs_f64());
        result.map_err(|error| {
            let error = DbError::from(error);
            if error.leaves_storage_unknown() {
                tracing::error!(%error, "storage.unknown_state");
                self.broken.store(true, Ordering::SeqCst);
            }
            error
        })?;
        if let Some(turn) = self.turn {
            turn.committed();
        }
        Ok(())
    }
}

impl Db {
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Conn, DbError> {
        let waits = self.meter.wait(Use::Read);
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => read.acquire().await.map(Inner::Sqlite),
            Pools::Postgres(pool) => pool.acquire().await.map(Inner::Postgres),
        };
        drop(waits);
        Ok(Conn::of(inner?))
    }

    /// A connection that sees one moment of everything, for as long as it is held, and holds up nobody
    /// who writes meanwhile.
    pub async fn snapshot(&self) -> Result<Conn, DbError> {
        const ONE_MOMENT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(Conn::of(match &self.pools {
            // SQLite's moment is that of the first statement. Said in words: where SQLite has ended a
            // transaction by itself, the driver refuses those, and would otherwise begin a savepoint in
            // none, which stays open.
            Pools::Sqlite { read, .. } => Inner::SqliteTx(read.begin_with("BEGIN").await?),
            Pools::Postgres(pool) => Inner::PostgresTx(pool.begin_with(ONE_MOMENT).await?),
        }))
    }

    /// A transaction for writing.
    ///
    /// # Errors
    /// [`DbError::Broken`] once the storage is in an unknown state.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        if self.is_broken() {
            return Err(DbError::Broken);
        }
        let waits = self.meter.wait(Use::Write);
        let (inner, turn) = match &self.pools {
            Pools::Sqlite { write, .. } => {
                let (mut tx, turn) = write.begin().await?;
                self.changes.look(&mut tx).await?;
                (Inner::SqliteTx(tx), Some(turn))
            }
            Pools::Postgres(pool) => (Inner::PostgresTx(pool.begin().await?), None),
        };
        drop(waits);
        Ok(Tx {
            conn: Conn::of(inner),
            broken: Arc::clone(&self.broken),
            turn,
            meter: self.meter.clone(),
            changes: self.changes.clone(),
        })
    }

    /// Whether the database answers at all.
    pub async fn answers(&self) -> Result<(), DbError> {
        let mut conn = self.read().await?;
        let (_one,): (i64,) = crate::fetch_one!(conn, (i64,), "select cast(1 as bigint)")?;
        Ok(())
    }

    /// Whether writing has stopped because the storage's state is unknown.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// What has changed, for what is kept in memory.
    pub const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Waits for running statements and closes all connections.
    pub async fn close(&self) {
        self.changes.close();
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.pool.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
