//! Statements whose shape is only known at run time: filters of a list, many rows at once.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite};

use super::{Conn, DbError, Link};

/// A value of a [`Statement`]; never part of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bind {
    Int(i64),
    OptInt(Option<i64>),
    Text(String),
    OptText(Option<String>),
    Bool(bool),
    OptBool(Option<bool>),
    OptBlob(Option<Vec<u8>>),
}

impl From<i64> for Bind {
    fn from(value: i64) -> Self {
        Bind::Int(value)
    }
}
impl From<Option<i64>> for Bind {
    fn from(value: Option<i64>) -> Self {
        Bind::OptInt(value)
    }
}
impl From<String> for Bind {
    fn from(value: String) -> Self {
        Bind::Text(value)
    }
}
impl From<&str> for Bind {
    fn from(value: &str) -> Self {
        Bind::Text(value.to_owned())
    }
}
impl From<Option<String>> for Bind {
    fn from(value: Option<String>) -> Self {
        Bind::OptText(value)
    }
}
impl From<bool> for Bind {
    fn from(value: bool) -> Self {
        Bind::Bool(value)
    }
}

/// SQL put together from pieces of this source code, with every value bound.
///
/// [`Statement::sql`] takes only `&'static str`, so nothing a person typed can become text of a
/// statement; that is what makes the `AssertSqlSafe` below true. What backups read and restore is known
/// by the database's own catalogue only: [`Statement::name`] and [`Statement::definition`].
#[derive(Clone, Debug, Default)]
pub struct Statement {
    text: String,
    binds: Vec<Bind>,
}

impl Statement {
    pub fn new(piece: &'static str) -> Self {
        let mut statement = Self::default();
        statement.sql(piece);
        statement
    }

    /// Whether nothing has been appended yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends a piece of SQL.
    pub fn sql(&mut self, piece: &'static str) -> &mut Self {
        self.text.push_str(piece);
        self
    }

    /// Appends a placeholder for this value.
    pub fn bind(&mut self, value: impl Into<Bind>) -> &mut Self {
        self.binds.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.binds.len().to_string());
        self
    }

    /// Appends the name of a table, a column or the like, as a name and nothing else.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text.push('"');
        self.text.push_str(&name.replace('"', "\"\""));
        self.text.push('"');
        self
    }

    /// Appends names with commas between.
    pub fn names<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for (place, name) in names.into_iter().enumerate() {
            if place > 0 {
                self.sql(", ");
            }
            self.name(name);
        }
        self
    }

    /// Appends what the database's own catalogue says that something of it is defined as: a trigger or a
    /// key that a migration of ours made, on its way back to where it came from.
    pub fn definition(&mut self, of_catalogue: &str) -> &mut Self {
        self.text.push_str(of_catalogue);
        self
    }

    /// Binds the next value without writing its placeholder: pieces that follow name it by its number,
    /// as often as they need it.
    pub fn numbered(&mut self, value: impl Into<Bind>) -> &mut Self {
        self.binds.push(value.into());
        self
    }

    /// Appends `(…), (…)`: one group of placeholders for each row.
    pub fn rows<const N: usize>(&mut self, rows: impl IntoIterator<Item = [Bind; N]>) -> &mut Self {
        for (row_number, row) in rows.into_iter().enumerate() {
            self.sql(if row_number == 0 { "(" } else { ", (" });
            for (column, value) in row.into_iter().enumerate() {
                if column > 0 {
                    self.sql(", ");
                }
                self.bind(value);
            }
            self.sql(")");
        }
        self
    }

    /// Appends `$1, $2, …` for the list after `in (`.
    pub fn list(&mut self, values: impl IntoIterator<Item = i64>) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.sql(", ");
            }
            self.bind(value);
        }
        self
    }

    pub(super) fn split(self) -> (AssertSqlSafe<String>, Vec<Bind>) {
        (AssertSqlSafe(self.text), self.binds)
    }
}

/// Binds every value. A macro, because the query types of the two engines have no common trait.
macro_rules! bound {
    ($query:expr, $binds:expr) => {{
        let mut query = $query;
        for bind in $binds {
            query = match bind {
                Bind::Int(value) => query.bind(value),
                Bind::OptInt(value) => query.bind(value),
                Bind::Text(value) => query.bind(value),
                Bind::OptText(value) => query.bind(value),
                Bind::Bool(value) => query.bind(value),
                Bind::OptBool(value) => query.bind(value),
                Bind::OptBlob(value) => query.bind(value),
            };
        }
        // Its text changes with the number of values: keeping it prepared would push out the
        // statements that come again.
        query.persistent(false)
    }};
}

impl Conn {
    /// All rows of a statement put together at run time.
    pub async fn all<R>(&mut self, statement: Statement) -> Result<Vec<R>, DbError>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let (text, binds) = statement.split();
        let (link, pen) = self.link_for(&text.0);
        let rows = match link {
            Link::Sqlite(link) => {
                let query: QueryAs<'_, Sqlite, R, SqliteArguments> = sqlx::query_as(text);
                bound!(query, binds).fetch_all(link).await?
            }
            Link::Postgres(link) => {
                let query: QueryAs<'_, Postgres, R, PgArguments> = sqlx::query_as(text);
                bound!(query, binds).fetch_all(link).await?
            }
        };
        pen.any(!rows.is_empty());
        Ok(rows)
    }

    /// Runs a statement put together at run time; tells how many rows it changed.
    pub async fn run(&mut self, statement: Statement) -> Result<u64, DbError> {
        let (text, binds) = statement.split();
        let (link, pen) = self.link_for(&text.0);
        let rows = match link {
            Link::Sqlite(link) => {
                let query: Query<'_, Sqlite, SqliteArguments> = sqlx::query(text);
                bound!(query, binds).execute(link).await?.rows_affected()
            }
            Link::Postgres(link) => {
                let query: Query<'_, Postgres, PgArguments> = sqlx::query(text);
                bound!(query, binds).execute(link).await?.rows_affected()
            }
        };
        pen.any(rows > 0);
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bind, Statement};

    #[test]
    fn values_become_numbered_placeholders() {
        let mut statement = Statement::new("select * from t where a = ");
        statement
            .bind("'; drop table t --")
            .sql(" and b in (")
            .list([3, 4])
            .sql(")");
        let (text, binds) = statement.split();
        assert_eq!(text.0, "select * from t where a = $1 and b in ($2, $3)");
        assert_eq!(binds.len(), 3);
    }

    #[test]
    fn names_are_quoted() {
        let mut statement = Statement::new("select ");
        statement
            .names(["at", "a\"b"])
            .sql(" from ")
            .name("x; drop table y");
        assert_eq!(
            statement.split().0.0,
            r#"select "at", "a""b" from "x; drop table y""#
        );
    }

    #[test]
    fn rows_are_groups() {
        let mut statement = Statement::new("values ");
        statement.rows([
            [Bind::Int(1), Bind::from("a")],
            [Bind::Int(2), Bind::from("b")],
        ]);
        assert_eq!(statement.split().0.0, "values ($1, $2), ($3, $4)");
    }
}
