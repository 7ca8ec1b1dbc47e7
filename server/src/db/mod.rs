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

mod connect;
mod error;
mod macros;
mod migrate;
mod statement;
mod writing;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Postgres, Sqlite, Transaction};
use tracing::Instrument;

pub use connect::{Engine, OpenError};
pub use error::DbError;
// The trait and the macro that derives it.
pub use sqlx::FromRow;
pub use sqlx_macros::FromRow;
pub use statement::{Bind, Statement};

use writing::{Turn, Writing};

/// The storage of one municipality.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    /// Set once the storage answered with an error after which nothing is known for sure any more
    /// (a failed fsync, corruption). From then on nothing is acknowledged; reading goes on.
    broken: Arc<AtomicBool>,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { read: SqlitePool, write: Writing },
    Postgres(PgPool),
}

/// A connection, in or out of a transaction.
#[derive(Debug)]
pub struct Conn(Inner);

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
}

impl Conn {
    /// The engine's connection, for one statement.
    pub fn link(&mut self) -> Link<'_> {
        let _outside_of_a_counting_scope =
            STATEMENTS.try_with(|count| count.fetch_add(1, Ordering::Relaxed));
        match &mut self.0 {
            Inner::Sqlite(conn) => Link::Sqlite(conn),
            Inner::Postgres(conn) => Link::Postgres(conn),
            Inner::SqliteTx(tx) => Link::Sqlite(tx),
            Inner::PostgresTx(tx) => Link::Postgres(tx),
        }
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
    /// Makes everything written durable: on return it has been synced to the disk.
    pub async fn commit(self) -> Result<(), DbError> {
        // In a task of its own: also of a request whose client goes away now it has to be known what
        // the disk answers.
        let ended = tokio::spawn(self.end().in_current_span()).await;
        ended.map_err(|_| DbError::Driver(sqlx::Error::WorkerCrashed))?
    }

    async fn end(self) -> Result<(), DbError> {
        let result = match self.conn.0 {
            Inner::SqliteTx(tx) => tx.commit().await,
            Inner::PostgresTx(tx) => tx.commit().await,
            Inner::Sqlite(_) | Inner::Postgres(_) => Ok(()),
        };
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
        Ok(Conn(match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(read.acquire().await?),
            Pools::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
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
        let (inner, turn) = match &self.pools {
            Pools::Sqlite { write, .. } => {
                let (tx, turn) = write.begin().await?;
                (Inner::SqliteTx(tx), Some(turn))
            }
            Pools::Postgres(pool) => (Inner::PostgresTx(pool.begin().await?), None),
        };
        Ok(Tx {
            conn: Conn(inner),
            broken: Arc::clone(&self.broken),
            turn,
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

    /// Waits for running statements and closes all connections.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write } => {
                read.close().await;
                write.pool.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
