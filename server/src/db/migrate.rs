//! Migrations of both engines, compiled in and run at start. `build.rs` makes a changed `.sql` file
//! recompile this.

use sqlx::migrate::{MigrateError, Migrator};

use super::{Db, DbError, Pools};
use crate::fetch_one;

static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

impl Db {
    /// Whether exactly the migrations of this program have been run.
    pub(super) async fn is_up_to_date(&self) -> Result<bool, DbError> {
        let (count, newest): (i64, i64) = fetch_one!(
            self.read().await?,
            (i64, i64),
            "select count(*), coalesce(max(version), 0) from _sqlx_migrations where success"
        )?;
        let ours = match &self.pools {
            Pools::Sqlite { .. } => &SQLITE,
            Pools::Postgres(_) => &POSTGRES,
        };
        let known = ours.iter().map(|migration| migration.version);
        Ok(i64::try_from(known.clone().count()).ok() == Some(count)
            && known.max().unwrap_or(0) == newest)
    }

    pub(super) async fn migrate(&self) -> Result<(), MigrateError> {
        match &self.pools {
            Pools::Sqlite { write, .. } => SQLITE.run(&write.pool).await,
            Pools::Postgres(pool) => POSTGRES.run(pool).await,
        }
    }
}

/// Whether PostgreSQL says that this role may not make or change tables.
pub(super) fn is_refused(error: &MigrateError) -> bool {
    const INSUFFICIENT_PRIVILEGE: &str = "42501";
    let driver = match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error,
        _ => return false,
    };
    let code = driver.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == INSUFFICIENT_PRIVILEGE)
}
