//! All rows of a database, in an order both engines have, counted and hashed as they go by.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::BackupError;
use super::manifest::{Manifest, Table, Total, Uploads};
use super::record;
use super::recount::Recount;
use crate::db::{Conn, Engine, Kind, Statement, Value};

/// Counts what goes by. The same for rows of a database and of a file, so that they can be compared.
#[derive(Debug, Default)]
pub struct Counter {
    rows: u64,
    hash: Sha256,
    /// A row as it stands in a file.
    bytes: Vec<u8>,
    totals: Vec<Total>,
    uploads: Uploads,
    pub recount: Recount,
}

impl Counter {
    /// A row, and how it stands in a file.
    pub fn row(&mut self, table: &Table, values: &[Value]) -> Result<&[u8], BackupError> {
        self.bytes.clear();
        record::row(values, &mut self.bytes)?;
        self.hash.update(&self.bytes);
        self.rows += 1;
        for value in values {
            if let Value::Blob(blob) = value {
                self.uploads.count += 1;
                self.uploads.bytes += u64::try_from(blob.len()).unwrap_or_default();
            }
        }
        self.recount.row(table, values);
        Ok(&self.bytes)
    }

    /// The end of a table: how many rows it had, and their hash.
    pub fn end(&mut self, table: &Table) -> (u64, [u8; 32]) {
        let sha256: [u8; 32] = self.hash.finalize_reset().into();
        let rows = std::mem::take(&mut self.rows);
        self.totals.push(Total {
            table: table.name.clone(),
            rows,
            sha256: hex::encode(sha256),
        });
        (rows, sha256)
    }

    pub fn finish(self, numbers: BTreeMap<String, i64>) -> (Manifest, Recount) {
        let manifest = Manifest {
            tables: self.totals,
            uploads: self.uploads,
            numbers,
        };
        (manifest, self.recount)
    }
}

/// Reads everything a connection sees of these tables into `output`, which is at `path`.
pub async fn write_all(
    conn: &mut Conn,
    tables: &[Table],
    counter: &mut Counter,
    (output, path): (&mut impl Write, &Path),
) -> Result<(), BackupError> {
    let file = |error| BackupError::file(path, error);
    for (number, table) in tables.iter().enumerate() {
        output.write_all(&record::table(number)?).map_err(file)?;
        let select = in_order(table, conn.engine());
        let each = |values: &[Value]| {
            let bytes = counter.row(table, values)?;
            output.write_all(bytes).map_err(file)
        };
        conn.each_row(select, &table.kinds(), each).await?;
        let (rows, sha256) = counter.end(table);
        output
            .write_all(&record::end(rows, &sha256))
            .map_err(file)?;
    }
    Ok(())
}

/// Counts everything a connection sees of these tables, and writes it nowhere.
pub async fn count(
    conn: &mut Conn,
    tables: &[Table],
    stop: &CancellationToken,
) -> Result<Counter, BackupError> {
    let mut counter = Counter::default();
    let mut nowhere = Stoppable {
        output: std::io::sink(),
        stop,
    };
    write_all(conn, tables, &mut counter, (&mut nowhere, Path::new(""))).await?;
    Ok(counter)
}

/// Ends with an error once nobody waits for it any more.
pub struct Stoppable<'a, W> {
    pub output: W,
    pub stop: &'a CancellationToken,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.stop.is_cancelled() {
            true => Err(BackupError::Stopped.into()),
            false => self.output.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.output.flush()
    }
}

/// The rows of a table by its key.
pub fn in_order(table: &Table, engine: Engine) -> Statement {
    let mut select = Statement::new("select ");
    select
        .names(table.columns.iter().map(|column| column.name.as_str()))
        .sql(" from ")
        .name(&table.name)
        .sql(" order by ");
    for (place, key) in table.key.iter().enumerate() {
        select.sql(if place == 0 { "" } else { ", " }).name(key);
        let is_text = table
            .columns
            .iter()
            .any(|column| column.name == *key && column.kind == Kind::Text);
        if is_text && engine == Engine::Postgres {
            // By bytes, as SQLite does, and not by the words of some language.
            select.sql(" collate \"C\"");
        }
    }
    select
}
