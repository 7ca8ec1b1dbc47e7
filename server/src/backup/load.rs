//! Putting the rows of a backup, or of another database, into tables that hold none.

use std::collections::BTreeMap;

use futures::TryStreamExt;
use tokio_util::sync::CancellationToken;

use super::catalogue::Guards;
use super::manifest::{Manifest, Table};
use super::read::{Backup, Next};
use super::recount::Recount;
use super::rows::in_order;
use super::{BackupError, catalogue};
use crate::db::{Conn, Engine, Statement, Tx, Value};

/// What one statement takes: SQLite allows 32 766 values.
const ROWS: usize = 500;
const VALUES: usize = 30_000;
const BYTES: usize = 1 << 20;

/// Fills the tables within a transaction: whatever goes wrong, none of it was.
pub async fn load(
    tx: &mut Tx,
    backup: &mut Backup,
    tables: &[Table],
) -> Result<(Manifest, Recount), BackupError> {
    let guards = catalogue::lower(tx, tables).await?;
    let ended = pour(tx, backup, tables).await?;
    finish(tx, tables, guards, &ended.0.numbers).await?;
    Ok(ended)
}

/// The same with the rows that another database's connection sees, a batch in memory at a time. Once nobody
/// waits for it any more it ends.
pub async fn copy(
    tx: &mut Tx,
    from: &mut Conn,
    tables: &[Table],
    stop: &CancellationToken,
) -> Result<(), BackupError> {
    let guards = catalogue::lower(tx, tables).await?;
    for table in tables {
        let select = in_order(table, from.engine());
        let columns = table.kinds();
        let mut rows = from.rows(select, &columns);
        let mut batch = Batch::default();
        while let Some(row) = rows.try_next().await? {
            batch.push(row);
            if batch.is_full(table) {
                batch.insert(tx, table).await?;
            }
            if stop.is_cancelled() {
                return Err(BackupError::Stopped);
            }
        }
        batch.insert(tx, table).await?;
    }
    let numbers = catalogue::list_numbers(from).await?;
    finish(tx, tables, guards, &numbers).await
}

async fn pour(
    tx: &mut Tx,
    backup: &mut Backup,
    tables: &[Table],
) -> Result<(Manifest, Recount), BackupError> {
    let mut batch = Batch::default();
    loop {
        match backup.advance()? {
            Next::Row(values) => {
                // One that is left out has none of its rows taken.
                let table = backup.table().map(|table| table.name.as_str());
                let table = tables.iter().find(|each| Some(each.name.as_str()) == table);
                if let Some(table) = table {
                    batch.push(values);
                    if batch.is_full(table) {
                        batch.insert(tx, table).await?;
                    }
                    batch.table = Some(table);
                }
            }
            Next::TableEnd => {
                if let Some(table) = batch.table.take() {
                    batch.insert(tx, table).await?;
                }
            }
            Next::End(manifest, recount) => return Ok((manifest, recount)),
        }
    }
}

/// All rows are in: what was out of their way comes back, and they have to hold to it.
async fn finish(
    tx: &mut Tx,
    tables: &[Table],
    guards: Guards,
    numbers: &BTreeMap<String, i64>,
) -> Result<(), BackupError> {
    catalogue::rebuild_search(tx).await?;
    let raised = catalogue::raise(tx, tables, guards).await;
    raised.map_err(|error| match error.is_foreign_key_violation() {
        true => loose_end(&error.to_string()),
        false => error.into(),
    })?;
    catalogue::set_numbers(tx, tables, numbers).await?;
    match catalogue::find_loose_end(tx).await? {
        Some(loose) => Err(loose_end(&loose)),
        None => Ok(()),
    }
}

fn loose_end(between: &str) -> BackupError {
    BackupError::Unfit(format!(
        "rows of it lead to rows that are not there ({between})"
    ))
}

/// Rows on their way into a table.
#[derive(Default)]
struct Batch<'a> {
    table: Option<&'a Table>,
    rows: Vec<Vec<Value>>,
    bytes: usize,
}

impl Batch<'_> {
    fn push(&mut self, row: Vec<Value>) {
        let sizes = row.iter().map(|value| match value {
            Value::Text(text) => text.len(),
            Value::Blob(blob) => blob.len(),
            _ => 8,
        });
        self.bytes += sizes.sum::<usize>();
        self.rows.push(row);
    }

    fn is_full(&self, table: &Table) -> bool {
        let next = (self.rows.len() + 1) * table.columns.len();
        self.rows.len() >= ROWS || next > VALUES || self.bytes >= BYTES
    }

    async fn insert(&mut self, tx: &mut Tx, table: &Table) -> Result<(), BackupError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut insert = Statement::new("insert into ");
        insert
            .name(&table.name)
            .sql(" (")
            .names(table.columns.iter().map(|column| column.name.as_str()))
            .sql(")");
        if tx.engine() == Engine::Postgres {
            // Rows keep the numbers they had.
            insert.sql(" overriding system value");
        }
        insert.sql(" values ");
        for (place, row) in self.rows.drain(..).enumerate() {
            insert.sql(if place == 0 { "(" } else { ", (" });
            for (at, (value, column)) in row.into_iter().zip(&table.columns).enumerate() {
                insert.sql(if at == 0 { "" } else { ", " });
                insert.bind(value.bind(column.kind));
            }
            insert.sql(")");
        }
        self.bytes = 0;
        tx.run(insert).await?;
        Ok(())
    }
}
