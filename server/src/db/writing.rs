//! SQLite's one writer: whose turn it is, and what happens to the log after a commit.
//!
//! Whoever writes has the turn until it is known what became of the commit. The driver's pool would hand
//! the connection on before that, and after a failed sync somebody else could be answered "done".
//!
//! The log goes into the database here, where somebody hears of a failure. SQLite does it by itself after
//! a commit, and keeps to itself that it could not. A disk that failed to sync the database's pages would
//! then be believed the next time it syncs without complaint, although the pages of before are gone: the
//! kernel forgets what it could not write. So that is switched off, and done after every so many
//! commits, in the turn of the last of them: while it is done nothing is acknowledged, and after a failure
//! nothing any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePool;
use sqlx::{Sqlite, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::timeout;

use super::DbError;
use super::connect::PATIENCE;

/// A commit is some ten pages, so this is about the thousand pages that SQLite would wait for.
const COMMITS: u64 = 64;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// Of one connection.
    pub(super) pool: SqlitePool,
    turn: Arc<Mutex<()>>,
    commits: Arc<AtomicU64>,
    /// [`super::Db`]'s.
    broken: Arc<AtomicBool>,
}

/// Ends when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    writing: Writing,
    _turn: OwnedMutexGuard<()>,
}

impl Writing {
    pub(super) fn new(pool: SqlitePool, broken: Arc<AtomicBool>) -> Self {
        Self {
            pool,
            turn: Arc::default(),
            commits: Arc::default(),
            broken,
        }
    }

    async fn turn(&self) -> Result<OwnedMutexGuard<()>, DbError> {
        let turn = timeout(PATIENCE, Arc::clone(&self.turn).lock_owned()).await;
        let turn = turn.map_err(|_| DbError::Driver(sqlx::Error::PoolTimedOut))?;
        self.is_sound()?;
        Ok(turn)
    }

    fn is_sound(&self) -> Result<(), DbError> {
        match self.broken.load(Ordering::SeqCst) {
            true => Err(DbError::Broken),
            false => Ok(()),
        }
    }

    /// The connection outside of a transaction, while nobody else writes yet.
    pub(super) async fn acquire(&self) -> Result<PoolConnection<Sqlite>, DbError> {
        Ok(self.pool.acquire().await?)
    }

    pub(super) async fn begin(&self) -> Result<(Transaction<'static, Sqlite>, Turn), DbError> {
        let turn = Turn {
            _turn: self.turn().await?,
            writing: self.clone(),
        };
        let begun = self.begin_immediate().await?;
        // The connection may be a new one, which found that its log is not safe ([`super::connect`]).
        self.is_sound()?;
        Ok((begun, turn))
    }

    /// SQLite ends a transaction by itself when the disk is full. The driver then counts it as open for
    /// ever, and takes no other on that connection: a new one is opened in its place.
    async fn begin_immediate(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        const BEGIN: &str = "BEGIN IMMEDIATE";
        match self.pool.begin_with(BEGIN).await {
            Err(sqlx::Error::InvalidSavePointStatement) => {
                // Let go once the new one is open: whoever opens a database that nobody else has open makes
                // the index of its log anew, and on a full disk there is no room for that.
                let _former = self.pool.acquire().await?.detach();
                self.pool.begin_with(BEGIN).await
            }
            begun => begun,
        }
    }

    /// What a sync that failed left of the log may stand whole in the system's memory and not on the disk.
    /// Read again by the next process it looks committed, and whatever is added behind it would be lost with
    /// it. So all of it goes into the database's file once more before anything is added.
    ///
    /// # Errors
    /// Nobody can say what is on the disk. One that is full is no reason not to read.
    pub(super) async fn settle(&self) -> Result<(), DbError> {
        let _turn = self.turn().await?;
        match self.log_into_file().await {
            Err(error) if error.leaves_storage_unknown() => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// For whoever has the turn. What readers still need stays in the log; that is no error.
    async fn log_into_file(&self) -> Result<(), DbError> {
        let mut conn = self.pool.acquire().await?;
        let checkpoint = sqlx::query::<Sqlite>("pragma wal_checkpoint(passive)");
        let Err(error) = checkpoint.execute(&mut *conn).await else {
            return Ok(());
        };
        let error = DbError::from(error);
        if error.leaves_storage_unknown() {
            tracing::error!(%error, "storage.unknown_state");
            self.broken.store(true, Ordering::SeqCst);
            // Never closed. The last one to be closed would try once more, believe the disk, and remove the
            // log, the only place where everything stands.
            std::mem::forget(conn.detach());
        } else {
            tracing::warn!(%error, "storage.checkpoint");
        }
        Err(error)
    }
}

impl Turn {
    /// Its transaction is on the disk. Whoever waits for it is answered meanwhile.
    pub(super) fn committed(self) {
        let commits = self.writing.commits.fetch_add(1, Ordering::Relaxed) + 1;
        if commits.is_multiple_of(COMMITS) {
            drop(tokio::spawn(self.checkpoint()));
        }
    }

    /// Before the next one has the turn: however many wait, the log does not grow without end.
    async fn checkpoint(self) {
        // What came of it was said. Where there was no connection it is done the next time.
        let _done = self.writing.log_into_file().await;
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::connect::KEPT_LOG;
    use super::super::{Conn, Db, Link};
    use super::*;

    const SAY: &str = "insert into said values ('a')";

    /// A database in a folder of its own, which its test removes.
    async fn made(name: &str) -> (PathBuf, Db) {
        let name = format!("nara-writing-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _left_behind = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let address = format!("sqlite:{}", folder.join("a.db").display());
        let db = Db::open(&address).await.unwrap();
        write(&db, "create table said (text text not null)").await;
        (folder, db)
    }

    async fn run(conn: &mut Conn, sql: &'static str) -> Result<(), DbError> {
        let Link::Sqlite(link) = conn.link() else {
            panic!("another engine");
        };
        sqlx::query::<Sqlite>(sql).execute(link).await?;
        Ok(())
    }

    async fn how_many(conn: &mut Conn) -> i64 {
        let Link::Sqlite(link) = conn.link() else {
            panic!("another engine");
        };
        let count = sqlx::query_scalar::<Sqlite, i64>("select count(*) from said");
        count.fetch_one(link).await.unwrap()
    }

    async fn write(db: &Db, sql: &'static str) {
        let mut tx = db.begin().await.unwrap();
        run(&mut tx, sql).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn end(folder: PathBuf, db: Db) {
        db.close().await;
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_disk_that_was_full_is_used_again() {
        let (folder, db) = made("full").await;
        for _ in 0..3 {
            let mut tx = db.begin().await.unwrap();
            // It may become no larger than it is, until it is opened again.
            run(&mut tx, "pragma max_page_count = 1").await.unwrap();
            let large = "insert into said values (hex(zeroblob(5000000)))";
            let full = run(&mut tx, large).await.unwrap_err();
            assert!(full.wants_room(), "{full}");
            assert!(!full.leaves_storage_unknown(), "{full}");
            assert!(tx.commit().await.is_err(), "SQLite has ended it by itself");
            write(&db, SAY).await;
        }
        assert!(!db.is_broken());
        let mut conn = db.read().await.unwrap();
        assert_eq!(how_many(&mut conn).await, 3);
        drop(conn);
        end(folder, db).await;
    }

    #[tokio::test]
    async fn the_log_is_written_over_once_it_is_in_the_file() {
        let (folder, db) = made("log").await;
        let mut lengths = Vec::new();
        for _ in 0..3 {
            for _ in 0..COMMITS {
                write(&db, SAY).await;
            }
            let log = std::fs::metadata(folder.join("a.db-wal")).unwrap();
            lengths.push(log.len());
        }
        assert_eq!(lengths.first(), lengths.last(), "{lengths:?}");
        end(folder, db).await;
    }

    #[tokio::test]
    async fn the_log_is_cut_off_once_nobody_reads_what_is_in_it() {
        let (folder, db) = made("cut").await;
        let log = || std::fs::metadata(folder.join("a.db-wal")).unwrap().len();
        let mut reader = db.snapshot().await.unwrap();
        assert_eq!(how_many(&mut reader).await, 0);
        for _ in 0..8 {
            write(&db, "insert into said values (hex(zeroblob(5000000)))").await;
        }
        assert!(log() > KEPT_LOG, "{}", log());
        drop(reader);
        // All of it goes into the file, and what is written next begins it anew.
        for _ in 0..=2 * COMMITS {
            write(&db, SAY).await;
        }
        assert!(log() <= KEPT_LOG, "{}", log());
        end(folder, db).await;
    }

    #[tokio::test]
    async fn a_commit_that_nobody_waits_for_is_ended_before_the_next_begins() {
        let (folder, db) = made("gone").await;
        let mut tx = db.begin().await.unwrap();
        run(&mut tx, SAY).await.unwrap();
        {
            let mut commit = std::pin::pin!(tx.commit());
            assert!(futures::poll!(commit.as_mut()).is_pending());
        }
        let mut tx = db.begin().await.unwrap();
        assert_eq!(how_many(&mut tx).await, 1);
        drop(tx);
        end(folder, db).await;
    }
}
