//! Why a backup was not made, read or restored. Every text says what is so, and where it can what to do.

use std::io;
use std::path::Path;

use nara_domain::backup::{Misfit, OtherVersion};

use super::recount::Wrong;
use crate::auth::keys::KeyError;
use crate::db::{DbError, OpenError};
use crate::entropy::NoEntropy;

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{path}: {problem}")]
    File { path: String, problem: io::Error },
    #[error("{0} is there already; nothing is written over it")]
    Exists(String),
    #[error("{0} is being written by somebody else")]
    Busy(String),
    #[error("there is no database at {0}")]
    NoDatabase(String),
    #[error("this is no backup of Nära")]
    NotOurs,
    #[error(
        "this is a backup of a later kind ({0}) than this program reads; take a later release of Nära"
    )]
    LaterFormat(String),
    #[error("this is no {wanted}, but {found}")]
    Other {
        wanted: &'static str,
        found: &'static str,
    },
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    #[error("the backup is cut off: it ends before its end")]
    Cut,
    #[error(
        "the backup is locked with a passphrase; name a file that holds it with --passphrase-file"
    )]
    Locked,
    #[error(
        "a passphrase was given, but the file is not locked with one: whoever could write it could have \
         changed it. If you trust it all the same, leave out --passphrase-file (and \
         NARA_BACKUP_PASSPHRASE_FILE, and backup-passphrase-file in the file of settings)"
    )]
    NotLocked,
    #[error("this is not the passphrase of the backup, or its first lines are damaged")]
    WrongPassphrase,
    #[error("the file of the passphrase is empty: {0}")]
    NoPassphrase(String),
    #[error("the passphrase could not be made into a key")]
    Passphrase,
    /// Of the backup, to this program.
    #[error("this backup cannot be restored here: {0}")]
    Misfit(#[from] Misfit),
    #[error("this backup cannot be restored here: {0}")]
    Unfit(String),
    #[error("{place} is not empty: {found} is there. Take a place that holds nothing")]
    NotEmpty { place: String, found: String },
    #[error("what was restored is not what the backup holds: {0}")]
    Differs(String),
    /// Of a database, to this program.
    #[error("this database cannot be copied: {0}")]
    OtherVersion(#[from] OtherVersion),
    #[error("this database cannot be copied: {0}")]
    Uncopied(String),
    #[error("the copy is not what its source holds, and was thrown away: {0}")]
    CopyDiffers(String),
    #[error("{0}; and the database could not be emptied again: drop it, and make a new one")]
    NotUndone(Box<Self>),
    #[error("backups do not know what is in the database: {0}")]
    Value(String),
    #[error("the backup is whole, but what it holds does not add up: {0}")]
    NotAddingUp(Wrong),
    #[error("there are no keys in {0}")]
    NoKeys(String),
    #[error("stopped before it was whole")]
    Stopped,
    #[error("a fault of this program ended it; what it wrote to standard error says where")]
    Fault,
    #[error("another program is changing the tables right now; try again when it is done")]
    Changing,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("making the tables: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl BackupError {
    /// What went wrong with a file. What is wrong with its contents comes through the same channel, as
    /// readers and writers of bytes have no other, and is taken out of it here.
    pub(super) fn file(path: &Path, problem: io::Error) -> Self {
        match problem.downcast::<Self>() {
            Ok(ours) => ours,
            Err(problem) => Self::File {
                path: path.display().to_string(),
                problem,
            },
        }
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<BackupError> for io::Error {
    fn from(error: BackupError) -> Self {
        Self::other(error)
    }
}
