//! What the database may answer with, and what the reader gets to know of it: nothing.

use nara_app::error::AppError;

#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// As said by [`told`]: this is what the log gets.
    #[error("{}", told(.0))]
    Driver(sqlx::Error),
    /// A row that says something the domain does not know: a bug, or a hand in the database.
    #[error("inconsistent data: {0}")]
    Inconsistent(String),
    /// Writing has stopped; see [`super::Db::is_broken`].
    #[error("the storage is in an unknown state, writing has stopped")]
    Broken,
}

/// What a driver says, without what it repeats: PostgreSQL quotes a value it could not take, and a
/// message may hold what somebody wrote.
fn told(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            let constraint = error.constraint().unwrap_or_default();
            format!("refused by the database, code {code} {constraint}")
                .trim_end()
                .to_owned()
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::RowNotFound
        | sqlx::Error::ColumnNotFound(_)
        | sqlx::Error::WorkerCrashed => error.to_string(),
        _ => "the driver could not read or write a value".to_owned(),
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        DbError::Driver(error)
    }
}

impl From<serde_json::Error> for DbError {
    fn from(error: serde_json::Error) -> Self {
        DbError::Inconsistent(error.to_string())
    }
}

impl DbError {
    /// A unique key refused the row: this is how races are settled.
    pub fn is_unique_violation(&self) -> bool {
        match self {
            DbError::Driver(sqlx::Error::Database(error)) => error.is_unique_violation(),
            _ => false,
        }
    }

    /// A row that is referred to is not there, or goes while others refer to it.
    pub fn is_foreign_key_violation(&self) -> bool {
        match self {
            DbError::Driver(sqlx::Error::Database(error)) => error.is_foreign_key_violation(),
            _ => false,
        }
    }

    /// Somebody else changed the same rows at the same moment, and the transaction was the one to give
    /// way: a unique key, or PostgreSQL breaking a circle of waiting. Done again, it may succeed.
    pub fn is_race(&self) -> bool {
        self.gave_way() || self.is_unique_violation()
    }

    /// PostgreSQL broke a circle of waiting.
    fn gave_way(&self) -> bool {
        const DEADLOCK: &str = "40P01";
        const SERIALISATION: &str = "40001";
        self.code()
            .is_some_and(|code| code == DEADLOCK || code == SERIALISATION)
    }

    /// A trigger of ours refused the row.
    pub fn is_refused_by_trigger(&self) -> bool {
        const RAISED: &str = "P0001";
        const SQLITE_CONSTRAINT_TRIGGER: &str = "1811";
        self.code()
            .is_some_and(|code| code == RAISED || code == SQLITE_CONSTRAINT_TRIGGER)
    }

    fn code(&self) -> Option<std::borrow::Cow<'_, str>> {
        match self {
            DbError::Driver(sqlx::Error::Database(error)) => error.code(),
            _ => None,
        }
    }

    /// Whether the refusing constraint is over this column (`person.email`): PostgreSQL names the
    /// constraint `<table>_<column>_key`, SQLite names the column in its message.
    pub fn is_unique_violation_of(&self, table: &str, column: &str) -> bool {
        match self {
            DbError::Driver(sqlx::Error::Database(error)) if error.is_unique_violation() => {
                error
                    .constraint()
                    .is_some_and(|name| name == format!("{table}_{column}_key"))
                    || error.message().contains(&format!("{table}.{column}"))
            }
            _ => false,
        }
    }

    /// After these nobody can say what is on the disk: SQLite may go on acknowledging commits
    /// after a failed fsync, so we must not. A full disk is not among them: the transaction was
    /// rolled back and the next one may succeed. Nor is the index of SQLite's log that could not
    /// grow on one; it is made anew out of the log.
    pub(super) fn leaves_storage_unknown(&self) -> bool {
        self.sqlite().is_some_and(|code| {
            [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB].contains(&(code & 0xff))
                && code != SQLITE_IOERR_SHMSIZE
        })
    }

    /// The database cannot do it now, and may a moment later: it is being restarted, there is no room,
    /// it has its hands full. Nothing was acknowledged.
    fn is_for_now(&self) -> bool {
        if let Some(code) = self.sqlite() {
            return code & 0xff == SQLITE_BUSY || self.wants_room();
        }
        // Classes of PostgreSQL: its connection, no room or memory, stopped by hand, its machine.
        self.code().is_some_and(|code| {
            let class = ["08", "53", "57P", "58"];
            class.iter().any(|class| code.starts_with(class))
        })
    }

    /// There is no room on SQLite's disk. It needs some to read as well: the index of its log is a file.
    pub(super) fn wants_room(&self) -> bool {
        self.sqlite()
            .is_some_and(|code| code & 0xff == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE)
    }

    /// SQLite's extended code.
    fn sqlite(&self) -> Option<i32> {
        match self {
            DbError::Driver(sqlx::Error::Database(error)) => {
                error.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
                error.code()?.parse().ok()
            }
            _ => None,
        }
    }
}

const SQLITE_BUSY: i32 = 5;
const SQLITE_IOERR: i32 = 10;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_NOTADB: i32 = 26;
const SQLITE_IOERR_SHMSIZE: i32 = SQLITE_IOERR | (19 << 8);

/// The details go to the log under the request's span; the reader is told that it did not work.
impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match &error {
            DbError::Driver(sqlx::Error::RowNotFound) => AppError::NotFound,
            // Not a fault: done again, it may succeed.
            error if error.gave_way() => {
                tracing::warn!(%error, "database.gave_way");
                AppError::Conflict
            }
            DbError::Broken
            | DbError::Driver(
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_),
            ) => {
                tracing::error!(%error, "database.unavailable");
                AppError::Unavailable
            }
            error if error.is_for_now() || error.leaves_storage_unknown() => {
                tracing::error!(%error, "database.unavailable");
                AppError::Unavailable
            }
            _ => {
                tracing::error!(%error, "database.error");
                AppError::Internal
            }
        }
    }
}
