//! The two-arm macros: one SQL text, run on the engine the connection is of.

/// All rows: `fetch_all!(conn, ProposalRow, SQL, id, limit)`.
#[macro_export]
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn.link_for($sql) {
            ($crate::db::Link::Sqlite(link), pen) => {
                ::sqlx::query_as::<::sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_all(link).await.inspect(|rows| pen.any(!rows.is_empty()))
            }
            ($crate::db::Link::Postgres(link), pen) => {
                ::sqlx::query_as::<::sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_all(link).await.inspect(|rows| pen.any(!rows.is_empty()))
            }
        }
        .map_err($crate::db::DbError::from)
    };
}

/// One row or none.
#[macro_export]
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn.link_for($sql) {
            ($crate::db::Link::Sqlite(link), pen) => {
                ::sqlx::query_as::<::sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_optional(link).await.inspect(|row| pen.any(row.is_some()))
            }
            ($crate::db::Link::Postgres(link), pen) => {
                ::sqlx::query_as::<::sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_optional(link).await.inspect(|row| pen.any(row.is_some()))
            }
        }
        .map_err($crate::db::DbError::from)
    };
}

/// Exactly one row, as a count or a `returning` gives.
#[macro_export]
macro_rules! fetch_one {
    ($conn:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn.link_for($sql) {
            ($crate::db::Link::Sqlite(link), pen) => {
                ::sqlx::query_as::<::sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_one(link).await.inspect(|_| pen.any(true))
            }
            ($crate::db::Link::Postgres(link), pen) => {
                ::sqlx::query_as::<::sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_one(link).await.inspect(|_| pen.any(true))
            }
        }
        .map_err($crate::db::DbError::from)
    };
}

/// Runs a statement and tells how many rows it changed.
#[macro_export]
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn.link_for($sql) {
            ($crate::db::Link::Sqlite(link), pen) => {
                ::sqlx::query::<::sqlx::Sqlite>($sql)$(.bind($bind))*.execute(link).await.map(|done| done.rows_affected()).inspect(|rows| pen.any(*rows > 0))
            }
            ($crate::db::Link::Postgres(link), pen) => {
                ::sqlx::query::<::sqlx::Postgres>($sql)$(.bind($bind))*.execute(link).await.map(|done| done.rows_affected()).inspect(|rows| pen.any(*rows > 0))
            }
        }
        .map_err($crate::db::DbError::from)
    };
}
