//! A whole database copied into a new one, of the same engine or the other: one moment of its rows, read
//! again on both sides and compared before anybody can use them. The source is only read.

use std::collections::BTreeMap;

use nara_domain::backup::same_version;
use tokio_util::sync::CancellationToken;

use super::catalogue::{self, Moment};
use super::manifest::{Difference, Manifest, Table, differences};
use super::new::{New, or_empty, refuse_file, refuse_full, sqlite_file};
use super::recount::{self, Wrong};
use super::restore::same_tables;
use super::rows::count;
use super::{BackupError, load};
use crate::db::{Conn, Db, Engine, known_schema};

/// What is to be copied, and where to.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// Addresses of databases.
    pub from: &'a str,
    pub to: &'a str,
    /// Tables of the source that are not Nära's own.
    pub without: &'a [String],
    /// Once it is cancelled, nothing is made.
    pub stop: &'a CancellationToken,
}

/// A database that holds what its source did.
#[derive(Debug)]
pub struct Copied {
    /// The last step of the tables of both.
    pub version: i64,
    pub compared: Compared,
    /// Tables of somebody else that cannot be copied: why.
    pub left_out: Vec<String>,
    /// What does not add up in it, and does not in the source either.
    pub wrong: Wrong,
}

/// The rows of both sides, counted and hashed. Without the numbers that were given: the source's go on.
#[derive(Debug)]
pub struct Compared {
    pub from: Manifest,
    pub to: Manifest,
    /// That went by in the copy.
    pub votes: u64,
}

impl Compared {
    /// Where the two are not the same; none: every row of the one is in the other.
    pub fn differences(&self) -> Vec<Difference> {
        differences(&self.from.tables, &self.to.tables)
    }
}

/// Copies, or leaves nothing behind.
///
/// # Errors
/// The source has other tables than this program makes, the target holds anything, or what came to be
/// there is not the same.
pub async fn copy(wanted: &Wanted<'_>) -> Result<Copied, BackupError> {
    if let Some(file) = sqlite_file(wanted.from)
        && !file.exists()
    {
        return Err(BackupError::NoDatabase(file.display().to_string()));
    }
    if let Some(file) = sqlite_file(wanted.to) {
        refuse_file(&file)?;
    }
    let from = Db::connect(wanted.from).await?;
    let done = copy_from(&from, wanted).await;
    from.close().await;
    done
}

async fn copy_from(from: &Db, wanted: &Wanted<'_>) -> Result<Copied, BackupError> {
    // Asked first: tables of another version may be of a kind that is not known here.
    let known = known_schema(from.engine());
    same_version(&from.schema().await?, &known)?;
    let Moment {
        mut conn,
        schema,
        tables,
    } = catalogue::moment(from).await?;
    let version = same_version(&schema, &known)?;
    let new = New::of(wanted.to)?;
    let db = Db::connect(&new.address).await?;
    let done = fill_or_leave_empty(&db, &mut conn, wanted).await;
    // Whatever came of it: while a connection is open, SQLite has more files than one.
    db.close().await;
    let (compared, wrong) = done?;
    new.keep()?;
    Ok(Copied {
        version,
        compared,
        left_out: tables.left_out,
        wrong,
    })
}

async fn fill_or_leave_empty(
    db: &Db,
    source: &mut Conn,
    wanted: &Wanted<'_>,
) -> Result<(Compared, Wrong), BackupError> {
    let functions = refuse_full(db).await?;
    let done = fill(db, source, wanted).await.map_err(uncopied);
    or_empty(db, &functions, done).await
}

async fn fill(
    db: &Db,
    source: &mut Conn,
    wanted: &Wanted<'_>,
) -> Result<(Compared, Wrong), BackupError> {
    db.migrate().await?;
    let tables = tables_of_both(source, &mut db.read().await?, wanted.without).await?;
    db.begin_filling().await?;
    let mut tx = db.begin().await?;
    load::copy(&mut tx, source, &tables, wanted.stop).await?;
    // On PostgreSQL before anybody else sees a row; SQLite's file has another name until later, and what
    // is compared is what went into it.
    let before = match db.engine() {
        Engine::Postgres => Some(all_the_same(source, &mut tx, wanted).await?),
        Engine::Sqlite => None,
    };
    tx.commit().await?;
    db.end_filling().await?;
    let compared = match before {
        Some(compared) => compared,
        None => all_the_same(source, &mut db.snapshot().await?, wanted).await?,
    };
    let wrong = recount::ask(&mut db.read().await?).await?;
    Ok((compared, wrong))
}

async fn all_the_same(
    source: &mut Conn,
    copy: &mut Conn,
    wanted: &Wanted<'_>,
) -> Result<Compared, BackupError> {
    let compared = compare(source, copy, wanted.without, wanted.stop).await?;
    let found = compared.differences();
    if found.is_empty() {
        return Ok(compared);
    }
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    Err(BackupError::CopyDiffers(found.join("; ")))
}

/// Reads every row that both connections see, and counts and hashes them table by table, in the order of
/// the key. What the two engines write in different ways is the same value, and has the same hash.
///
/// # Errors
/// The two have other tables, or a value that cannot be read. What only differs is no error
/// ([`Compared::differences`]).
pub async fn compare(
    from: &mut Conn,
    to: &mut Conn,
    without: &[String],
    stop: &CancellationToken,
) -> Result<Compared, BackupError> {
    let tables = tables_of_both(from, to, without).await?;
    let (there, here) = tokio::try_join!(count(from, &tables, stop), count(to, &tables, stop))?;
    let (from, _) = there.finish(BTreeMap::new());
    let (to, recount) = here.finish(BTreeMap::new());
    let votes = recount.votes();
    Ok(Compared { from, to, votes })
}

async fn tables_of_both(
    from: &mut Conn,
    to: &mut Conn,
    without: &[String],
) -> Result<Vec<Table>, BackupError> {
    let (from, to) = (
        catalogue::list_tables(from).await?,
        catalogue::list_tables(to).await?,
    );
    same_tables(&from.tables, &to.tables, without).map_err(BackupError::Uncopied)
}

/// Rows are put in as those of a backup are, and their faults are told as a backup's.
fn uncopied(error: BackupError) -> BackupError {
    match error {
        BackupError::Unfit(why) => BackupError::Uncopied(why),
        error => error,
    }
}
