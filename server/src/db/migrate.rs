//! Migrations of both engines, compiled in and run at start. `build.rs` makes a changed `.sql` file
//! recompile this.

use sqlx::migrate::Migrator;

use super::{Db, Pools};

static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

impl Db {
    pub(super) async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match &self.pools {
            Pools::Sqlite { write, .. } => SQLITE.run(write).await,
            Pools::Postgres(pool) => POSTGRES.run(pool).await,
        }
    }
}
