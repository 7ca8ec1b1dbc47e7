//! Opening the storage, and refusing one that would not keep its promises.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use nara_domain::schema::Age;
use serde::{Deserialize, Serialize};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

use super::changes::Changes;
use super::meter::Meter;
use super::writing::Writing;
use super::{Db, DbError, Pools, migrate};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As its makers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database address must begin with sqlite: or postgres:// (got `{0}`)")]
    Address(String),
    #[error("SQLite {0} is too old: versions before 3.51.3 can corrupt a WAL database")]
    SqliteTooOld(String),
    #[error("SQLite does not sync every commit (synchronous={0}); votes could be lost")]
    NotDurable(i64),
    #[error(
        "the database's folder cannot be synced to the disk; what is answered could be lost with the power"
    )]
    FolderNotSynced,
    #[error(
        "the database's disk is full: SQLite needs a little room beside the database also to read; make some and try again"
    )]
    NoRoom,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(
        "the database has the tables of another version; use the running server's own program, or stop it first"
    )]
    OtherVersion,
    #[error(
        "the tables are those of another version, and this database role may not change them; run `nara migrate` as their owner"
    )]
    NotTheOwner,
    #[error(
        "the tables are those of a later version, and its step {step} took away what this program needs: start \
         one that knows step {needs}. To go back to this one, restore the backup that was made before that"
    )]
    TooLate { step: i64, needs: i64 },
    #[error(
        "step {0} of the tables is missing, or is not the one of this program: take the release that runs it"
    )]
    Unlike(i64),
    #[error(
        "somebody holds what step {0} of the tables changes, and did not let go for minutes: a backup, a \
         forgotten psql (pg_stat_activity says). Nothing of that step was done; try again"
    )]
    Held(i64),
    #[error("migrating the database: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl OpenError {
    fn of(error: DbError) -> Self {
        match error.wants_room() {
            true => OpenError::NoRoom,
            false => OpenError::Db(error),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        OpenError::of(DbError::from(error))
    }
}

/// As much of SQLite's log stays as a file when all of it is in the database's. It is written over from its
/// beginning and would otherwise never shrink: whoever once read for hours would leave gigabytes behind.
pub(super) const KEPT_LOG: u64 = 64 * 1024 * 1024;

/// How long a statement may wait for SQLite's write lock, and a request for a connection.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl Db {
    /// Opens `sqlite:<path>` or `postgres://…` and brings its tables up to date. Those of a later program are used
    /// as they are, where it only added to them. A role that may not change any (`deploy/rights.sql`) can open
    /// those that it need not change.
    pub async fn open(address: &str) -> Result<Db, OpenError> {
        let db = Self::connect(address).await?;
        if let Pools::Sqlite { write, .. } = &db.pools {
            write.settle().await?;
        }
        db.bring_up_to_date().await?;
        Ok(db)
    }

    async fn bring_up_to_date(&self) -> Result<(), OpenError> {
        let age = self.age_of_tables().await.map_err(OpenError::of)?;
        if is_usable(age)? {
            return Ok(());
        }
        let Err(error) = self.migrate().await else {
            return Ok(());
        };
        match self.age_of_tables().await {
            // Another program was quicker.
            Ok(age) if !matches!(age, Age::Earlier(_)) => is_usable(age).map(drop),
            Ok(_) | Err(_) if migrate::is_refused(&error) => Err(OpenError::NotTheOwner),
            Ok(_) | Err(_) => Err(match migrate::held(&error) {
                Some(step) => OpenError::Held(step),
                None => error.into(),
            }),
        }
    }

    /// Opens a database that a running server keeps: its tables are the server's business.
    ///
    /// # Errors
    /// Also where this program cannot use them as they are.
    pub async fn open_beside_server(address: &str) -> Result<Db, OpenError> {
        let db = Self::connect(address).await?;
        match db.age_of_tables().await {
            Ok(Age::Same | Age::Later(_)) => Ok(db),
            Ok(_) | Err(_) => Err(OpenError::OtherVersion),
        }
    }

    /// Opens a database and leaves its tables as they are, whichever version's they may be.
    pub async fn connect(address: &str) -> Result<Db, OpenError> {
        let db = if let Some(path) = address.strip_prefix("sqlite:") {
            Self::open_sqlite(path).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(address)?.application_name("nara");
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(PATIENCE)
                .connect_with(options.disable_statement_logging())
                .await?;
            // No two servers of a database are called the same.
            let name = "select cast(gen_random_uuid() as text)";
            let name: String = sqlx::query_scalar(name).fetch_one(&pool).await?;
            Db {
                pools: Pools::Postgres(pool),
                broken: Arc::new(AtomicBool::new(false)),
                meter: Meter::default(),
                changes: Changes::new(name),
            }
        } else {
            // The address may hold a password: only its scheme is repeated.
            let scheme = address.split(':').next().unwrap_or_default();
            return Err(OpenError::Address(scheme.to_owned()));
        };
        Ok(db)
    }

    async fn open_sqlite(path: &str) -> Result<Db, OpenError> {
        let file: Arc<Path> = Arc::from(Path::new(path.trim_start_matches("//")));
        let options = sqlite_options(&file);
        let changes = Changes::new(String::new());
        let broken = Arc::new(AtomicBool::new(false));
        // Of those who look nobody keeps alive what they look for.
        let (looking, found_broken) = (Arc::downgrade(&changes.0), Arc::clone(&broken));
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            // Of each, not only of the first: where one is closed as the last, its log goes with it.
            .after_connect(move |conn, _| {
                let (looking, broken) = (looking.upgrade(), Arc::clone(&found_broken));
                let file = Arc::clone(&file);
                Box::pin(async move {
                    make_log_safe(conn, &file, &broken).await?;
                    match looking.map(Changes) {
                        Some(changes) => changes.begin_to_look(conn).await,
                        None => Ok(()),
                    }
                })
            })
            .connect_with(options.clone())
            .await?;
        refuse_unsafe(&write).await?;
        if broken.load(Ordering::SeqCst) {
            return Err(OpenError::FolderNotSynced);
        }
        let readers = std::thread::available_parallelism().map_or(2, usize::from) * 2;
        let read = SqlitePoolOptions::new()
            .max_connections(u32::try_from(readers).unwrap_or(4).max(4))
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(reading(options));
        let write = Writing::new(write, Arc::clone(&broken));
        Ok(Db {
            pools: Pools::Sqlite { read, write },
            broken,
            meter: Meter::default(),
            changes,
        })
    }
}

/// Whether a program can use these tables as they are; false: it has to bring them up to date.
fn is_usable(age: Age) -> Result<bool, OpenError> {
    match age {
        Age::Same => Ok(true),
        Age::Earlier(_) => Ok(false),
        Age::Later(step) => {
            tracing::warn!(step, "tables.later");
            Ok(true)
        }
        Age::TooLate { step, needs } => Err(OpenError::TooLate { step, needs }),
        Age::Unlike(step) => Err(OpenError::Unlike(step)),
    }
}

fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: with NORMAL the last commits before a power loss are gone, although they were
        // acknowledged.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("temp_store", "memory")
        // Done by `writing.rs`, which hears of a failure.
        .pragma("wal_autocheckpoint", "0")
        .pragma("journal_size_limit", KEPT_LOG.to_string())
        .optimize_on_close(true, None)
        .disable_statement_logging()
}

/// Statistics are the writer's to write: a reader fails at it when it is closed, and the driver then does not
/// wait until it is. The writer would not be the last one, and SQLite would leave its log behind.
fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    let options = options.read_only(true).create_if_missing(false);
    options.optimize_on_close(false, None)
}

/// A SQLite that loses what it acknowledged.
async fn refuse_unsafe(write: &SqlitePool) -> Result<(), OpenError> {
    let version: String = sqlx::query_scalar("select sqlite_version()")
        .fetch_one(write)
        .await?;
    if !at_least(&version, [3, 51, 3]) {
        return Err(OpenError::SqliteTooOld(version));
    }
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous")
        .fetch_one(write)
        .await?;
    match synchronous < 2 {
        true => Err(OpenError::NotDurable(synchronous)),
        false => Ok(()),
    }
}

/// Makes sure that the log's file keeps its name, or says that nothing may be acknowledged. SQLite asks
/// for that too, and goes on when it failed: after a power loss there would be no log, and nothing of what
/// was answered since.
async fn make_log_safe(
    conn: &mut SqliteConnection,
    file: &Path,
    broken: &AtomicBool,
) -> Result<(), sqlx::Error> {
    // Opens the log, and makes its file where there is none.
    let _tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
        .fetch_one(conn)
        .await?;
    if let Err(error) = sync_folder_of(file).await {
        tracing::error!(%error, "storage.unknown_state");
        broken.store(true, Ordering::SeqCst);
    }
    Ok(())
}

async fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    // Where the file is a link, SQLite makes the log beside what it leads to.
    let file = tokio::fs::canonicalize(file).await?;
    let folder = file.parent().unwrap_or(&file);
    tokio::fs::File::open(folder).await?.sync_all().await
}

fn at_least(version: &str, wanted: [u32; 3]) -> bool {
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let found = [(); 3].map(|()| parts.next().unwrap_or(0));
    found >= wanted
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(at_least("3.51.3", [3, 51, 3]));
        assert!(at_least("3.100.0", [3, 51, 3]));
        assert!(at_least("4.0.0", [3, 51, 3]));
        assert!(!at_least("3.51.2", [3, 51, 3]));
        assert!(!at_least("3.9.9", [3, 51, 3]));
    }
}
