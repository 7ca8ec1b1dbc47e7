//! The tables, made once and copied for every test: to run every migration some hundred times over
//! takes longer than what is tested.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use nara_server::db::Db;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use super::{address_of, fresh_name};

static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

/// Whoever makes a template while others look for it.
const MAKING: i64 = 0x6e61_7261;

/// Other migrations, other tables: an older template is nobody's.
fn name_of(migrations: &Migrator) -> String {
    let mut hasher = DefaultHasher::new();
    for migration in migrations.iter() {
        (migration.version, &migration.checksum).hash(&mut hasher);
    }
    format!("nara_test_template_{:016x}", hasher.finish())
}

async fn make(address: &str) {
    let db = Db::open(address).await.unwrap();
    db.close().await;
}

/// A fresh SQLite database in this file.
pub async fn sqlite(file: &Path) {
    let template = std::env::temp_dir().join(name_of(&SQLITE));
    if !template.exists() {
        let ours = std::env::temp_dir().join(fresh_name());
        make(&format!("sqlite:{}", ours.display())).await;
        // Whoever else makes one at the same moment makes the same.
        std::fs::rename(ours, &template).unwrap();
    }
    std::fs::copy(template, file).unwrap();
}

/// A fresh PostgreSQL database of this name, with the tables or without any.
pub async fn postgres(server: &str, name: &str, tables: bool) {
    if !tables {
        let mut conn = PgConnection::connect(server).await.unwrap();
        let create = format!("create database {name}");
        conn.execute(AssertSqlSafe(create)).await.unwrap();
        return conn.close().await.unwrap();
    }
    let template = name_of(&POSTGRES);
    let mut conn = PgConnection::connect(server).await.unwrap();
    let known = "select 1 from pg_database where datname = $1";
    let is_known = async |conn: &mut PgConnection| {
        let row = sqlx::query(known).bind(&template).fetch_optional(conn);
        row.await.unwrap().is_some()
    };
    if !is_known(&mut conn).await {
        let lock = format!("select pg_advisory_lock({MAKING})");
        conn.execute(AssertSqlSafe(lock)).await.unwrap();
        if !is_known(&mut conn).await {
            let ours = fresh_name();
            let create = format!("create database {ours}");
            conn.execute(AssertSqlSafe(create)).await.unwrap();
            make(&address_of(server, &ours)).await;
            let rename = format!("alter database {ours} rename to {template}");
            conn.execute(AssertSqlSafe(rename)).await.unwrap();
        }
        let unlock = format!("select pg_advisory_unlock({MAKING})");
        conn.execute(AssertSqlSafe(unlock)).await.unwrap();
    }
    // Copied as files: nobody is in the template, and to log each page of it takes longer.
    let create = format!("create database {name} template {template} strategy file_copy");
    conn.execute(AssertSqlSafe(create)).await.unwrap();
    conn.close().await.unwrap();
}
