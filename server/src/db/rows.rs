//! Whole rows of tables that are known only when the program runs: what backups are made of.
//!
//! Both engines hold the same four kinds of values. What a column holds of another kind, which SQLite
//! would allow, is an error and never made to fit.

use futures::stream::{BoxStream, StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row, Sqlite};

use super::{Bind, Conn, DbError, Link, Statement};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Int,
    Text,
    Bool,
    Blob,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Bool(bool),
    Blob(Vec<u8>),
}

impl Value {
    /// Whether a column of this kind can hold it.
    pub const fn is(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Null, _)
                | (Self::Int(_), Kind::Int)
                | (Self::Text(_), Kind::Text)
                | (Self::Bool(_), Kind::Bool)
                | (Self::Blob(_), Kind::Blob)
        )
    }

    /// As the value of a statement, for a column of this kind: PostgreSQL wants to know what is null.
    pub fn bind(self, kind: Kind) -> Bind {
        match (self, kind) {
            (Self::Int(value), _) => Bind::Int(value),
            (Self::Text(value), _) => Bind::Text(value),
            (Self::Bool(value), _) => Bind::Bool(value),
            (Self::Blob(value), _) => Bind::OptBlob(Some(value)),
            (Self::Null, Kind::Int) => Bind::OptInt(None),
            (Self::Null, Kind::Text) => Bind::OptText(None),
            (Self::Null, Kind::Bool) => Bind::OptBool(None),
            (Self::Null, Kind::Blob) => Bind::OptBlob(None),
        }
    }
}

/// One value of a row. A macro, because the rows of the two engines have no common trait.
macro_rules! value {
    ($row:expr, $at:expr, $kind:expr, $truth:ty) => {
        match $kind {
            Kind::Int => $row.try_get::<Option<i64>, _>($at).map(wrapped(Value::Int)),
            Kind::Text => $row
                .try_get::<Option<String>, _>($at)
                .map(wrapped(Value::Text)),
            Kind::Blob => $row
                .try_get::<Option<Vec<u8>>, _>($at)
                .map(wrapped(Value::Blob)),
            Kind::Bool => $row
                .try_get::<Option<$truth>, _>($at)
                .and_then(|value| value.map_or(Ok(Value::Null), truth)),
        }
    };
}

fn wrapped<T>(as_value: fn(T) -> Value) -> impl Fn(Option<T>) -> Value {
    move |value| value.map_or(Value::Null, as_value)
}

/// SQLite has no truth, but 0 and 1.
trait Truth {
    fn truth(self) -> Option<bool>;
}

impl Truth for bool {
    fn truth(self) -> Option<bool> {
        Some(self)
    }
}

impl Truth for i64 {
    fn truth(self) -> Option<bool> {
        match self {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

fn truth(value: impl Truth) -> Result<Value, sqlx::Error> {
    let unfit = || sqlx::Error::Decode("neither true nor false".into());
    value.truth().map(Value::Bool).ok_or_else(unfit)
}

/// A whole row; how its engine tells truth is `$truth`.
macro_rules! values {
    ($row:expr, $columns:expr, $truth:ty) => {{
        let row = $row.map_err(DbError::from)?;
        let columns = $columns.iter().enumerate();
        let values = columns.map(|(at, (column, kind))| {
            let value = value!(row, at, kind, $truth);
            value.map_err(|_| unfit(column, *kind))
        });
        values.collect()
    }};
}

fn sqlite_row(
    row: Result<SqliteRow, sqlx::Error>,
    columns: &[(&str, Kind)],
) -> Result<Vec<Value>, DbError> {
    values!(row, columns, i64)
}

fn postgres_row(
    row: Result<PgRow, sqlx::Error>,
    columns: &[(&str, Kind)],
) -> Result<Vec<Value>, DbError> {
    values!(row, columns, bool)
}

/// The driver's own words repeat the value.
fn unfit(column: &str, kind: Kind) -> DbError {
    DbError::Inconsistent(format!("a value of column {column} is no {kind:?}"))
}

impl Conn {
    /// The rows of a statement without values, one by one as they are asked for; there may be more than
    /// memory holds.
    pub fn rows<'c>(
        &'c mut self,
        statement: Statement,
        columns: &'c [(&'c str, Kind)],
    ) -> BoxStream<'c, Result<Vec<Value>, DbError>> {
        let (text, binds) = statement.split();
        debug_assert!(binds.is_empty());
        let (link, _pen) = self.link_for(&text.0);
        match link {
            Link::Sqlite(link) => {
                let rows = sqlx::query::<Sqlite>(text).fetch(link);
                rows.map(move |row| sqlite_row(row, columns)).boxed()
            }
            Link::Postgres(link) => {
                let rows = sqlx::query::<Postgres>(text).persistent(false).fetch(link);
                rows.map(move |row| postgres_row(row, columns)).boxed()
            }
        }
    }

    /// Hands on the rows of a statement one by one.
    ///
    /// # Errors
    /// The first one that `take` makes ends it.
    pub async fn each_row<E: From<DbError>>(
        &mut self,
        statement: Statement,
        columns: &[(&str, Kind)],
        mut take: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = self.rows(statement, columns);
        while let Some(values) = rows.try_next().await? {
            take(&values)?;
        }
        Ok(())
    }
}
