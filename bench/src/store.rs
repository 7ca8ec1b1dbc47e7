//! The database beside the server: filled before it starts, looked at when it has stopped.
//!
//! Everything here is this program's own text; nothing that a person typed comes near it.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, Row};

use crate::Done;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// One connection.
pub enum Store {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Int(i64),
    Text(String),
    Word(&'static str),
    Flag(bool),
    Null,
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&'static str> for Cell {
    fn from(value: &'static str) -> Self {
        Self::Word(value)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// SQLite takes so many values in one statement; a round number below.
const VALUES: usize = 30_000;
/// And no more rows than this: a longer text gains nothing.
const ROWS: usize = 1_000;
/// PostgreSQL is sent about so much at a time.
const COPIED: usize = 1_024 * 1_024;

/// All rows of a statement without values, on whichever engine. A macro, because the two have no common
/// type for a row.
macro_rules! rows {
    ($store:expr, $sql:expr, |$row:ident| $read:expr) => {{
        let sql = AssertSqlSafe($sql.to_owned());
        let mut found = Vec::new();
        match $store {
            Self::Sqlite(conn) => {
                for $row in sqlx::query(sql).fetch_all(conn).await? {
                    found.push($read);
                }
            }
            Self::Postgres(conn) => {
                for $row in sqlx::query(sql).fetch_all(conn).await? {
                    found.push($read);
                }
            }
        }
        Ok(found)
    }};
}

impl Store {
    /// Opens the database of an address as the server takes it; the tables are there.
    pub async fn open(address: &str) -> Done<Self> {
        Ok(match address.strip_prefix("sqlite:") {
            Some(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .foreign_keys(false)
                    .busy_timeout(std::time::Duration::from_secs(10))
                    .pragma("temp_store", "memory")
                    .disable_statement_logging();
                Self::Sqlite(options.connect().await?)
            }
            None => {
                let options = PgConnectOptions::from_str(address)?.disable_statement_logging();
                Self::Postgres(options.connect().await?)
            }
        })
    }

    /// A new database of SQLite that syncs every commit, as the server's does.
    pub async fn durable(path: &std::path::Path) -> Done<SqliteConnection> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .disable_statement_logging();
        Ok(options.connect().await?)
    }

    pub const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub async fn close(self) -> Done<()> {
        match self {
            Self::Sqlite(conn) => conn.close().await?,
            Self::Postgres(conn) => conn.close().await?,
        }
        Ok(())
    }

    /// One or several statements without values.
    pub async fn run(&mut self, sql: &str) -> Done<()> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(conn) => conn.execute(sql).await.map(|_| ())?,
            Self::Postgres(conn) => conn.execute(sql).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Rows of `N` whole numbers.
    pub async fn numbers<const N: usize>(&mut self, sql: &str) -> Done<Vec<[i64; N]>> {
        rows!(self, sql, |row| {
            let mut numbers = [0; N];
            for (place, number) in numbers.iter_mut().enumerate() {
                *number = row.try_get::<i64, _>(place)?;
            }
            numbers
        })
    }

    /// The one number of a statement.
    pub async fn number(&mut self, sql: &str) -> Done<i64> {
        let found = self.numbers::<1>(sql).await?;
        Ok(found.first().map_or(0, |[number]| *number))
    }

    /// Rows of a number and a text.
    pub async fn named(&mut self, sql: &str) -> Done<Vec<(i64, String)>> {
        rows!(self, sql, |row| (row.try_get(0)?, row.try_get(1)?))
    }

    /// Rows of two texts.
    pub async fn texts(&mut self, sql: &str) -> Done<Vec<(String, String)>> {
        rows!(self, sql, |row| (row.try_get(0)?, row.try_get(1)?))
    }
}

/// Fills one table, many rows at a time. On PostgreSQL by `copy`, which also gives numbered rows the
/// numbers they come with.
pub struct Filler {
    table: &'static str,
    columns: &'static [&'static str],
    cells: Vec<Cell>,
    copied: String,
}

impl Filler {
    pub const fn of(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self {
            table,
            columns,
            cells: Vec::new(),
            copied: String::new(),
        }
    }

    /// As many values as there are columns.
    pub async fn put<const N: usize>(&mut self, store: &mut Store, row: [Cell; N]) -> Done<()> {
        if N != self.columns.len() {
            return Err(format!(
                "{} values for {} columns of {}",
                N,
                self.columns.len(),
                self.table
            )
            .into());
        }
        match store {
            Store::Sqlite(conn) => {
                self.cells.extend(row);
                if self.cells.len() >= N * ROWS.min(VALUES / N) {
                    self.insert(conn).await?;
                }
            }
            Store::Postgres(conn) => {
                copy_line(&mut self.copied, &row);
                if self.copied.len() >= COPIED {
                    self.copy(conn).await?;
                }
            }
        }
        Ok(())
    }

    /// What is left.
    pub async fn finish(mut self, store: &mut Store) -> Done<()> {
        match store {
            Store::Sqlite(conn) => self.insert(conn).await,
            Store::Postgres(conn) => self.copy(conn).await,
        }
    }

    async fn insert(&mut self, conn: &mut SqliteConnection) -> Done<()> {
        let width = self.columns.len();
        if self.cells.is_empty() {
            return Ok(());
        }
        let row = format!("({})", vec!["?"; width].join(","));
        let rows = vec![row.as_str(); self.cells.len() / width].join(",");
        let sql = format!(
            "insert into {} ({}) values {rows}",
            self.table,
            self.columns.join(",")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for cell in self.cells.drain(..) {
            query = match cell {
                Cell::Int(value) => query.bind(value),
                Cell::Text(value) => query.bind(value),
                Cell::Word(value) => query.bind(value),
                Cell::Flag(value) => query.bind(value),
                Cell::Null => query.bind(Option::<i64>::None),
            };
        }
        query.execute(conn).await?;
        Ok(())
    }

    async fn copy(&mut self, conn: &mut PgConnection) -> Done<()> {
        if self.copied.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "copy {} ({}) from stdin",
            self.table,
            self.columns.join(",")
        );
        let mut copying = conn.copy_in_raw(&sql).await?;
        copying.send(self.copied.as_bytes()).await?;
        copying.finish().await?;
        self.copied.clear();
        Ok(())
    }
}

/// A line of PostgreSQL's text format.
fn copy_line(into: &mut String, row: &[Cell]) {
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            into.push('\t');
        }
        match cell {
            Cell::Int(value) => into.push_str(&value.to_string()),
            Cell::Text(text) => copied(into, text),
            Cell::Word(text) => copied(into, text),
            Cell::Flag(value) => into.push(if *value { 't' } else { 'f' }),
            Cell::Null => into.push_str("\\N"),
        }
    }
    into.push('\n');
}

fn copied(into: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            other => into.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_line_reads_back_as_it_was() {
        let mut line = String::new();
        let row = [
            Cell::from(-7),
            Cell::from("två\nrader\toch \\N".to_owned()),
            Cell::from(None::<i64>),
            Cell::Flag(true),
            Cell::from("ord"),
        ];
        copy_line(&mut line, &row);
        assert_eq!(line, "-7\ttvå\\nrader\\toch \\\\N\t\\N\tt\tord\n");
    }

    #[tokio::test]
    async fn rows_are_filled_in_parts_and_all_of_them() {
        let path = std::env::temp_dir().join(format!("nara-bench-store-{}", std::process::id()));
        let mut store = Store::Sqlite(Store::durable(&path).await.unwrap());
        store
            .run("create table t (a integer primary key, b text); select 1")
            .await
            .unwrap();
        let mut filler = Filler::of("t", &["a", "b"]);
        for n in 0..2_500 {
            let name = (n % 2 == 0).then_some("ord");
            filler
                .put(&mut store, [n.into(), name.into()])
                .await
                .unwrap();
        }
        assert!(filler.put(&mut store, [Cell::Null]).await.is_err());
        filler.finish(&mut store).await.unwrap();
        let counted = store
            .numbers("select count(*), count(b), max(a) from t")
            .await;
        assert_eq!(counted.unwrap(), [[2_500, 1_250, 2_499]]);
        let named = store.named("select a, b from t where a = 2").await;
        assert_eq!(named.unwrap(), [(2, "ord".to_owned())]);
        assert_eq!(store.number("select 7").await.unwrap(), 7);
        store.close().await.unwrap();
        std::fs::remove_file(path).unwrap();
    }
}
