//! A new database: nobody's until everything in it was compared, and gone if it comes to nothing.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::place::{OWNER_ONLY, remove, sync_folder_of};
use super::{BackupError, catalogue};
use crate::db::{Db, Engine};

/// A database has this behind its name until everything in it was compared: no server opens it.
const UNFINISHED: &str = ".restoring";
/// What SQLite puts beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A new database of SQLite under another name, gone unless it is kept; one of PostgreSQL as it is.
pub struct New {
    /// Where it is meanwhile.
    pub address: String,
    /// Of SQLite: where it is, and where it is to be.
    files: Option<(PathBuf, PathBuf)>,
    kept: bool,
}

impl New {
    /// # Errors
    /// Its file cannot be made.
    pub fn of(address: &str) -> Result<Self, BackupError> {
        let Some(file) = sqlite_file(address) else {
            return Ok(Self {
                address: address.to_owned(),
                files: None,
                kept: true,
            });
        };
        let new = unfinished(&file);
        let made = Self {
            address: format!("sqlite:{}", new.display()),
            files: Some((new.clone(), file)),
            kept: false,
        };
        // Of one that was killed.
        made.remove();
        // Made here, and not by SQLite, for whoever runs this alone: what SQLite puts beside a database is for
        // whom the database is for.
        let mut private = OpenOptions::new();
        private.create_new(true).write(true).mode(OWNER_ONLY);
        let there = private.open(&new);
        there.map_err(|error| BackupError::file(&new, error))?;
        Ok(made)
    }

    fn remove(&self) {
        if let Some((new, _)) = &self.files {
            for ending in BESIDE.into_iter().chain([""]) {
                let _was_none = std::fs::remove_file(with_ending(new, ending));
            }
        }
    }

    /// Gives it its name. Nobody has it open.
    pub fn keep(mut self) -> Result<(), BackupError> {
        if let Some((new, file)) = self.files.clone() {
            let problem = |error| BackupError::file(&new, error);
            for ending in BESIDE {
                // Closed, it is one file. With another one beside it, that would be the newer half.
                let beside = with_ending(&new, ending);
                if std::fs::metadata(&beside).is_ok_and(|beside| beside.len() > 0) {
                    let unlike = format!("{} was left", beside.display());
                    return Err(BackupError::Differs(unlike));
                }
                remove(&beside)?;
            }
            let synced = std::fs::File::open(&new).and_then(|new| new.sync_all());
            synced.map_err(problem)?;
            refuse_file(&file)?;
            std::fs::rename(&new, &file).map_err(problem)?;
            self.kept = true;
            sync_folder_of(&file)?;
        }
        Ok(())
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if !self.kept {
            self.remove();
        }
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What a database of SQLite is called until it is kept; what is beside it begins with that.
pub fn unfinished(file: &Path) -> PathBuf {
    with_ending(file, UNFINISHED)
}

/// Where a database of SQLite is.
pub fn sqlite_file(address: &str) -> Option<PathBuf> {
    let path = address.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.trim_start_matches("//")))
}

/// # Errors
/// There is a database of this name, or what another one left: SQLite would take its log for the new one's.
pub fn refuse_file(file: &Path) -> Result<(), BackupError> {
    for ending in ["", "-wal", "-journal"] {
        let there = with_ending(file, ending);
        if there.symlink_metadata().is_ok() {
            return Err(BackupError::Exists(there.display().to_string()));
        }
    }
    Ok(())
}

/// PostgreSQL's functions that stay when a database is emptied again ([`or_empty`]): they were there.
///
/// # Errors
/// There is anything else in it.
pub async fn refuse_full(db: &Db) -> Result<Vec<String>, BackupError> {
    let mut conn = db.read().await?;
    match catalogue::find_anything(&mut conn).await? {
        Some(found) => Err(BackupError::NotEmpty {
            place: "the database".to_owned(),
            found,
        }),
        None => Ok(catalogue::list_functions(&mut conn).await?),
    }
}

/// On PostgreSQL the place is somebody's database: where it came to nothing it gets back the emptiness it
/// had. Of SQLite the file goes.
pub async fn or_empty<T>(
    db: &Db,
    functions: &[String],
    done: Result<T, BackupError>,
) -> Result<T, BackupError> {
    let why = match done {
        Err(why) if db.engine() == Engine::Postgres => why,
        done => return done,
    };
    let cleared = async {
        let mut tx = db.begin().await?;
        catalogue::clear(&mut tx, functions).await?;
        tx.commit().await
    };
    match cleared.await {
        Ok(()) => Err(why),
        Err(_) => Err(BackupError::NotUndone(Box::new(why))),
    }
}
