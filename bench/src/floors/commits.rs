//! The floor of votes: rows that the database alone makes durable, through the same driver.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};
use tokio::task::JoinSet;

use crate::Done;
use crate::store::Store;

/// As many columns as a vote has.
const TABLE: &str = "create table vote (proposal_id bigint not null, person_id bigint not null, \
    at bigint not null, primary key (proposal_id, person_id))";
const INSERT: &str = "insert into vote (proposal_id, person_id, at) values ";

/// What was made durable, and how long each commit took, in microseconds.
#[derive(Clone, Debug, Default)]
pub struct Committed {
    pub rows: u64,
    pub lasted: Duration,
    pub times: Vec<u32>,
}

impl Committed {
    pub fn per_second(&self) -> f64 {
        self.rows as f64 / self.lasted.as_secs_f64().max(1e-6)
    }

    fn note(&mut self, rows: u64, took: Duration) {
        self.rows += rows;
        self.times
            .push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }
}

fn values(from: u64, rows: u64) -> String {
    let row = |number: u64| format!("({}, {}, 1800000000000)", number % 97, number);
    (from..from + rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Commits of SQLite with so many rows in each, one after the other, each synced to the disk.
pub async fn sqlite(folder: &Path, rows: u64, lasts: Duration) -> Done<Committed> {
    let path = folder.join("floor.db");
    for file in ["floor.db", "floor.db-wal", "floor.db-shm"] {
        // From an earlier run.
        let _not_there = std::fs::remove_file(folder.join(file));
    }
    let mut conn = Store::durable(&path).await?;
    conn.execute(TABLE).await?;
    let begun = Instant::now();
    let mut committed = Committed::default();
    while begun.elapsed() < lasts {
        let one = Instant::now();
        commit(&mut conn, &values(committed.rows, rows)).await?;
        committed.note(rows, one.elapsed());
    }
    committed.lasted = begun.elapsed();
    conn.close().await?;
    Ok(committed)
}

async fn commit(conn: &mut SqliteConnection, values: &str) -> Done<()> {
    let mut tx = conn.begin_with("begin immediate").await?;
    let insert = sqlx::raw_sql(AssertSqlSafe(format!("{INSERT}{values}")));
    tx.execute(insert).await?;
    Ok(tx.commit().await?)
}

/// Single rows of PostgreSQL from so many connections, each committed by itself.
pub async fn postgres(address: &str, connections: usize, lasts: Duration) -> Done<Committed> {
    let mut first = Store::open(address).await?;
    first.run("drop table if exists vote").await?;
    first.run(TABLE).await?;
    let mut stores = Vec::with_capacity(connections);
    for _ in 0..connections {
        stores.push(Store::open(address).await?);
    }
    let begun = Instant::now();
    let mut inserting = JoinSet::new();
    for (number, store) in (0_u64..).zip(stores) {
        inserting.spawn(insert(store, number << 32, begun, lasts));
    }
    let mut all = Committed::default();
    while let Some(part) = inserting.join_next().await {
        let part = part??;
        all.rows += part.rows;
        all.times.extend(part.times);
    }
    all.lasted = begun.elapsed();
    first.run("drop table vote").await?;
    first.close().await?;
    Ok(all)
}

async fn insert(mut store: Store, first: u64, begun: Instant, lasts: Duration) -> Done<Committed> {
    let mut committed = Committed::default();
    while begun.elapsed() < lasts {
        let one = Instant::now();
        let row = values(first + committed.rows, 1);
        store.run(&format!("{INSERT}{row}")).await?;
        committed.note(1, one.elapsed());
    }
    store.close().await?;
    Ok(committed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn commits_are_counted_by_rows() {
        let name = format!("nara-bench-commits-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let committed = sqlite(&folder, 8, Duration::from_millis(50)).await.unwrap();
        assert!(committed.rows >= 8);
        let commits = u64::try_from(committed.times.len()).unwrap();
        assert_eq!(committed.rows, commits * 8);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
