//! A database that is filled from nothing, before anybody else knows of it.

use super::{Conn, Db, DbError, Engine, Inner, Pools};
use crate::execute;

impl Db {
    /// Lets rows come in whatever order and as fast as they can: if the machine stops, the file is thrown
    /// away anyway. Until [`Db::end_filling`] this is no place for anything that must not be lost.
    pub async fn begin_filling(&self) -> Result<(), DbError> {
        self.set(false).await
    }

    /// From now on it keeps its promises again.
    pub async fn end_filling(&self) -> Result<(), DbError> {
        self.set(true).await
    }

    async fn set(&self, careful: bool) -> Result<(), DbError> {
        // On PostgreSQL the transaction does it.
        let Pools::Sqlite { write, .. } = &self.pools else {
            return Ok(());
        };
        let mut conn = Conn::of(Inner::Sqlite(write.acquire().await?));
        if conn.engine() == Engine::Sqlite {
            if careful {
                execute!(conn, "pragma synchronous = full")?;
                execute!(conn, "pragma foreign_keys = on")?;
                // What is read from now on is read from the file.
                execute!(conn, "pragma wal_checkpoint(truncate)")?;
            } else {
                // Neither can be changed within a transaction.
                execute!(conn, "pragma foreign_keys = off")?;
                execute!(conn, "pragma synchronous = off")?;
            }
        }
        Ok(())
    }
}
