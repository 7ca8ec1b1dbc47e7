//! Migrations of both engines, compiled in and run at start. `build.rs` makes a changed `.sql` file
//! recompile this.
//!
//! On PostgreSQL others use the tables meanwhile. A step that waits for a table holds up everybody who
//! comes after it, so it waits in [`Turns`].

use std::borrow::Cow;
use std::time::Duration;

use nara_domain::backup::SchemaStep;
use nara_domain::schema::{self, Age, Ran};
use sqlx::Postgres;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::connect::PATIENCE;
use super::{Db, DbError, Engine, Pools};
use crate::{fetch_all, fetch_one};

pub(super) static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
pub(super) static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

/// All of them.
const LAST: i64 = i64::MAX;

/// How a step waits on PostgreSQL for a table that somebody holds: it gives up after a moment, lets pass who
/// stood behind it, and tries again.
#[derive(Debug, Clone, Copy)]
pub struct Turns {
    /// So long it waits at once.
    pub patience: Duration,
    /// So long the others have then.
    pub pause: Duration,
    /// So often it tries.
    pub most: usize,
}

impl Turns {
    /// Five minutes. A page or a vote waits half a second longer than it would, which is less than anybody is
    /// turned away for, and less than PostgreSQL's `deadlock_timeout`: who gives way is the step, not a vote.
    pub const USUAL: Self = Self {
        patience: Duration::from_millis(500),
        pause: Duration::from_millis(1_500),
        most: 150,
    };
}

impl Db {
    /// How the tables there look to this program.
    ///
    /// # Errors
    /// Also where a migration did not end.
    pub async fn age_of_tables(&self) -> Result<Age, DbError> {
        Ok(schema::age(&self.ran().await?, &known(self.engine())))
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        self.migrate_to(LAST).await
    }

    /// Makes the tables as they were after this migration.
    pub async fn migrate_to(&self, version: i64) -> Result<(), MigrateError> {
        let ours = ours(self.engine());
        self.migrate_as(ours, version, Turns::USUAL).await
    }

    /// Runs the steps of whichever program, up to this one. Tests are a later program with it.
    pub async fn migrate_as(
        &self,
        steps: &Migrator,
        last: i64,
        turns: Turns,
    ) -> Result<(), MigrateError> {
        match &self.pools {
            Pools::Sqlite { write, .. } => steps.run_to(last, &write.pool).await,
            Pools::Postgres(pool) => {
                let options = PgConnectOptions::clone(&pool.connect_options());
                in_turns(steps, last, &options, turns).await
            }
        }
    }

    /// Whether this role can change the tables: in PostgreSQL, whether it is their owner.
    pub async fn may_change_tables(&self) -> Result<bool, DbError> {
        match self.engine() {
            Engine::Sqlite => Ok(true),
            Engine::Postgres => {
                let (owned,) = fetch_one!(
                    self.read().await?,
                    (bool,),
                    "select coalesce(bool_and(pg_has_role(relowner, 'USAGE')), true) from pg_class \
                     where relname = '_sqlx_migrations' \
                     and relnamespace = current_schema()::text::regnamespace"
                )?;
                Ok(owned)
            }
        }
    }

    /// The migrations this database has been through; none where it is empty.
    ///
    /// # Errors
    /// Also where one of them did not end.
    pub async fn schema(&self) -> Result<Vec<SchemaStep>, DbError> {
        let ran = self.ran().await?;
        Ok(ran.into_iter().map(|ran| ran.step).collect())
    }

    /// The same with their names.
    async fn ran(&self) -> Result<Vec<Ran>, DbError> {
        let mut conn = self.read().await?;
        let (there,) = match self.engine() {
            Engine::Sqlite => fetch_one!(
                conn,
                (i64,),
                "select count(*) from sqlite_schema where name = '_sqlx_migrations'"
            )?,
            Engine::Postgres => fetch_one!(
                conn,
                (i64,),
                "select count(*) from pg_class where relname = '_sqlx_migrations' \
                 and relnamespace = current_schema()::text::regnamespace"
            )?,
        };
        if there == 0 {
            return Ok(Vec::new());
        }
        let rows = fetch_all!(
            conn,
            (i64, String, Vec<u8>, bool),
            "select version, description, checksum, success from _sqlx_migrations \
             order by version"
        )?;
        let steps = rows.into_iter().map(|(version, name, checksum, success)| {
            let step = SchemaStep { version, checksum };
            success.then_some(Ran { step, name }).ok_or_else(|| {
                DbError::Inconsistent(format!("migration {version} was begun and did not end"))
            })
        });
        steps.collect()
    }
}

fn ours(engine: Engine) -> &'static Migrator {
    match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    }
}

/// The migrations of this program.
pub fn known(engine: Engine) -> Vec<SchemaStep> {
    let steps = ours(engine).iter().map(|migration| SchemaStep {
        version: migration.version,
        checksum: migration.checksum.to_vec(),
    });
    steps.collect()
}

async fn in_turns(
    steps: &Migrator,
    last: i64,
    options: &PgConnectOptions,
    turns: Turns,
) -> Result<(), MigrateError> {
    let mut tries = 0;
    loop {
        let tried = one_turn(steps, last, options.clone(), turns.patience).await;
        let Err(error) = tried else {
            return Ok(());
        };
        if let Some(step) = held(&error) {
            tries += 1;
            if tries >= turns.most {
                return Err(error);
            }
            if tries == 1 {
                tracing::warn!(step, "migration.waits");
            }
        } else if !is_others_turn(&error) {
            return Err(error);
        }
        tokio::time::sleep(turns.pause).await;
    }
}

/// On a connection of its own: whoever else uses the pool waits for locks as long as it takes.
async fn one_turn(
    steps: &Migrator,
    last: i64,
    options: PgConnectOptions,
    patience: Duration,
) -> Result<(), MigrateError> {
    let patience = format!("{}ms", patience.as_millis());
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .after_connect(move |conn, _| {
            let patience = patience.clone();
            Box::pin(async move {
                let set = sqlx::query::<Postgres>("select set_config('lock_timeout', $1, false)");
                set.bind(patience).execute(conn).await.map(drop)
            })
        })
        .connect_with(options)
        .await?;
    let done = steps.run_to(last, &pool).await;
    // Where it failed, the connection would go on holding the lock on migrations.
    pool.close().await;
    done
}

const LOCK_NOT_AVAILABLE: &str = "55P03";
const DEADLOCK: &str = "40P01";

fn code(error: &sqlx::Error) -> String {
    let code = error.as_database_error().and_then(|error| error.code());
    code.map_or_else(String::new, Cow::into_owned)
}

/// Which step could not be made because somebody holds what it changes.
pub(super) fn held(error: &MigrateError) -> Option<i64> {
    match error {
        MigrateError::ExecuteMigration(error, step) => [LOCK_NOT_AVAILABLE, DEADLOCK]
            .contains(&code(error).as_str())
            .then_some(*step),
        _ => None,
    }
}

/// Another program is migrating: it is waited for as long as that takes, and holds up nobody by it.
fn is_others_turn(error: &MigrateError) -> bool {
    match error {
        MigrateError::Execute(error) => code(error) == LOCK_NOT_AVAILABLE,
        _ => false,
    }
}

/// Whether PostgreSQL says that this role may not make or change tables.
pub(super) fn is_refused(error: &MigrateError) -> bool {
    const INSUFFICIENT_PRIVILEGE: &str = "42501";
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            code(error) == INSUFFICIENT_PRIVILEGE
        }
        _ => false,
    }
}
