//! Restoring a backup into a place that holds nothing: tables of its age, its rows, a comparison of both,
//! and only then the tables of today.

use std::path::Path;

use nara_domain::backup::fits;
use tokio_util::sync::CancellationToken;

use super::load::load;
use super::manifest::{Manifest, Table, Total, differences};
use super::new::{New, or_empty, refuse_file, refuse_full, sqlite_file, unfinished};
use super::passphrase::Passphrase;
use super::read::{self, Backup, Verified};
use super::recount::{self, Wrong};
use super::rows::count;
use super::{BackupError, catalogue};
use crate::db::{Conn, Db, Engine, known_schema};

/// What may be in a folder that holds nothing: of file systems, of us.
const NOTHING: [&str; 2] = ["lost+found", "nara.lock"];

/// What is to be restored, and where to.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub backup: &'a Path,
    pub passphrase: Option<&'a Passphrase>,
    /// The data folder.
    pub folder: &'a Path,
    /// Of the new database.
    pub address: &'a str,
    /// Tables of the backup that are not Nära's own.
    pub without: &'a [String],
}

/// A database that holds what its backup did.
#[derive(Debug)]
pub struct Restored {
    pub backup: Verified,
    /// What was put in, counted again: less than that, where tables were left out.
    pub filled: Manifest,
    /// The tables are those of today by now.
    pub version: i64,
    /// What does not add up in it, and did not in the backup either.
    pub wrong: Wrong,
}

/// Restores, or leaves nothing behind.
pub async fn restore(wanted: &Wanted<'_>) -> Result<Restored, BackupError> {
    refuse_what_is_there(wanted)?;
    // All of it, before anything is made: what is damaged at its end is not begun with.
    let verified = read::verify(wanted.backup, wanted.passphrase)?;
    let head = &verified.head;
    let version = fits(&head.steps(), &known_schema(head.engine))?;
    let new = New::of(wanted.address)?;
    let db = Db::connect(&new.address).await?;
    let done = fill_or_leave_empty(&db, wanted, version, &verified).await;
    // Whatever came of it: while a connection is open, SQLite has more files than one.
    db.close().await;
    let (filled, version, wrong) = done?;
    new.keep()?;
    Ok(Restored {
        backup: verified,
        filled,
        version,
        wrong,
    })
}

/// What was put in, the last step of the tables it has by now, and what does not add up.
async fn fill_or_leave_empty(
    db: &Db,
    wanted: &Wanted<'_>,
    version: i64,
    verified: &Verified,
) -> Result<(Manifest, i64, Wrong), BackupError> {
    let functions = refuse_full(db).await?;
    let done = fill(db, wanted, version, verified).await;
    or_empty(db, &functions, done).await
}

async fn fill(
    db: &Db,
    wanted: &Wanted<'_>,
    version: i64,
    verified: &Verified,
) -> Result<(Manifest, i64, Wrong), BackupError> {
    db.migrate_to(version).await?;
    let here = catalogue::list_tables(&mut db.read().await?).await?;
    let tables = same_tables(&verified.head.tables, &here.tables, wanted.without);
    let tables = tables.map_err(BackupError::Unfit)?;
    db.begin_filling().await?;
    let mut backup = Backup::open(wanted.backup, wanted.passphrase)?;
    let mut tx = db.begin().await?;
    let (manifest, _) = load(&mut tx, &mut backup, &tables).await?;
    backup.finish()?;
    if manifest != verified.manifest {
        return Err(BackupError::damaged("it changed while it was restored"));
    }
    // On PostgreSQL before anybody else sees a row; SQLite's file has another name until later, and what
    // is compared is what went into it.
    let before = match db.engine() {
        Engine::Postgres => Some(compare(&mut tx, &tables, &manifest).await?),
        Engine::Sqlite => None,
    };
    tx.commit().await?;
    db.end_filling().await?;
    let filled = match before {
        Some(filled) => filled,
        None => compare(&mut db.snapshot().await?, &tables, &manifest).await?,
    };
    db.migrate().await?;
    let steps = db.schema().await?;
    let newest = steps.iter().map(|step| step.version).max();
    let wrong = recount::ask(&mut db.read().await?).await?;
    Ok((filled, newest.unwrap_or_default(), wrong))
}

/// Reads everything again, and it has to be what the backup says.
async fn compare(
    conn: &mut Conn,
    tables: &[Table],
    manifest: &Manifest,
) -> Result<Manifest, BackupError> {
    let counter = count(conn, tables, &CancellationToken::new()).await?;
    let (there, _) = counter.finish(manifest.numbers.clone());
    let filled = |total: &&Total| tables.iter().any(|table| table.name == total.table);
    let said: Vec<Total> = manifest.tables.iter().filter(filled).cloned().collect();
    if let Some(difference) = differences(&said, &there.tables).first() {
        return Err(BackupError::Differs(difference.to_string()));
    }
    let every_table = there.tables.len() == manifest.tables.len();
    if every_table && there.uploads != manifest.uploads {
        return Err(BackupError::Differs("documents and pictures".to_owned()));
    }
    Ok(there)
}

/// The tables that are filled, of those that rows come from. Whatever is not the same on both sides would
/// be lost, or be missing; so would one of ours that is left out.
///
/// # Errors
/// Why the two do not fit.
pub fn same_tables(
    from: &[Table],
    here: &[Table],
    without: &[String],
) -> Result<Vec<Table>, String> {
    let is_ours = |name: &&String| here.iter().any(|each| each.name == **name);
    if let Some(name) = without.iter().find(is_ours) {
        return Err(format!(
            "its table {name} is one of Nära's own, which is never left out"
        ));
    }
    let wanted = |table: &&Table| !without.contains(&table.name);
    for table in from.iter().filter(wanted) {
        let name = &table.name;
        match here.iter().find(|each| each.name == *name) {
            Some(same) if same == table => {}
            Some(_) => {
                return Err(format!(
                    "its table {name} has other columns than that of this program"
                ));
            }
            None => {
                return Err(format!(
                    "its table {name} is none of Nära's; --without {name} leaves it out"
                ));
            }
        }
    }
    for table in here {
        if !from.iter().any(|each| each.name == table.name) {
            return Err(format!("it has no table {}", table.name));
        }
    }
    Ok(from.iter().filter(wanted).cloned().collect())
}

/// A database's file, and the folder it lives in, must not be there, or hold nothing.
pub fn refuse_what_is_there(wanted: &Wanted<'_>) -> Result<(), BackupError> {
    let Some(file) = sqlite_file(wanted.address) else {
        return Ok(());
    };
    refuse_file(&file)?;
    if file.parent() != Some(wanted.folder) {
        return Ok(());
    }
    let entries = match std::fs::read_dir(wanted.folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(BackupError::file(wanted.folder, error)),
    };
    // Of a restore that was killed.
    let unfinished = unfinished(&file);
    for entry in entries {
        let entry = entry.map_err(|error| BackupError::file(wanted.folder, error))?;
        let ours = entry
            .path()
            .to_string_lossy()
            .starts_with(&*unfinished.to_string_lossy());
        let found = entry.file_name().to_string_lossy().into_owned();
        if !ours && !NOTHING.contains(&found.as_str()) {
            return Err(BackupError::NotEmpty {
                place: wanted.folder.display().to_string(),
                found,
            });
        }
    }
    Ok(())
}
