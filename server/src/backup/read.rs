//! Reading a backup: everything in it is proven before it is believed.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use tokio_util::sync::CancellationToken;

use super::manifest::{Head, Manifest, Table};
use super::passphrase::Passphrase;
use super::recount::Recount;
use super::rows::Counter;
use super::seal::{Holds, Opening};
use super::{BackupError, record};
use crate::db::Value;
use record::Record;

const BUFFER: usize = 1 << 18;

/// A file that is being read.
pub struct Backup {
    path: PathBuf,
    input: DeflateDecoder<Opening<BufReader<File>>>,
    head: Head,
    /// The table whose rows come.
    table: Option<usize>,
    tables_ended: usize,
    counter: Counter,
}

/// What comes next.
#[derive(Debug)]
pub enum Next {
    Row(Vec<Value>),
    /// All rows of the table have come, and were what the file says.
    TableEnd,
    /// So did all tables; the file is at its end.
    End(Manifest, Recount),
}

impl Backup {
    pub fn open(path: &Path, passphrase: Option<&Passphrase>) -> Result<Self, BackupError> {
        let problem = |error| BackupError::file(path, error);
        let file = File::open(path).map_err(problem)?;
        let input = BufReader::with_capacity(BUFFER, file);
        let opening = Opening::begin(input, Holds::Backup, passphrase).map_err(problem)?;
        let mut input = DeflateDecoder::new(opening);
        let head = record::read_head(&mut input).map_err(problem)?;
        Ok(Self {
            path: path.to_owned(),
            input,
            head,
            table: None,
            tables_ended: 0,
            counter: Counter::default(),
        })
    }

    /// The table of the last row.
    pub fn table(&self) -> Option<&Table> {
        self.head.tables.get(self.table?)
    }

    /// # Errors
    /// As soon as anything is not as it was written.
    pub fn advance(&mut self) -> Result<Next, BackupError> {
        let table = self.table.and_then(|number| self.head.tables.get(number));
        let read = record::read(&mut self.input, table);
        match (
            read.map_err(|error| BackupError::file(&self.path, error))?,
            table,
        ) {
            (Record::Table(number), None) => {
                if number != self.tables_ended || number >= self.head.tables.len() {
                    return Err(BackupError::damaged("a table in it is out of place"));
                }
                self.table = Some(number);
                self.advance()
            }
            (Record::Row(values), Some(table)) => {
                self.counter.row(table, &values)?;
                Ok(Next::Row(values))
            }
            (Record::End { rows, sha256 }, Some(table)) => {
                if self.counter.end(table) != (rows, sha256) {
                    let unlike = format!("the rows of {} are not what it says", table.name);
                    return Err(BackupError::Damaged(unlike));
                }
                self.tables_ended += 1;
                self.table = None;
                Ok(Next::TableEnd)
            }
            (Record::Manifest(said), None) => self.end(said),
            _ => Err(BackupError::damaged("something in it is out of place")),
        }
    }

    fn end(&mut self, said: Manifest) -> Result<Next, BackupError> {
        let problem = |error| BackupError::file(&self.path, error);
        let counter = std::mem::take(&mut self.counter);
        let (counted, recount) = counter.finish(said.numbers.clone());
        if self.tables_ended != self.head.tables.len() || counted != said {
            return Err(BackupError::damaged("its tables are not what it says"));
        }
        match self.input.read(&mut [0]).map_err(problem)? {
            0 => Ok(Next::End(said, recount)),
            _ => Err(BackupError::damaged("there is something after its end")),
        }
    }

    /// Nothing may come any more.
    pub fn finish(self) -> Result<(), BackupError> {
        let sealed = self.input.into_inner();
        sealed
            .finish()
            .map_err(|error| BackupError::file(&self.path, error))
    }
}

impl std::fmt::Debug for Backup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Backup({})", self.path.display())
    }
}

/// A backup that was read to its end, and is whole.
#[derive(Debug)]
pub struct Verified {
    pub head: Head,
    pub manifest: Manifest,
    pub recount: Recount,
}

/// Reads a backup from its first byte to its last.
pub fn verify(path: &Path, passphrase: Option<&Passphrase>) -> Result<Verified, BackupError> {
    verify_until(path, passphrase, &CancellationToken::new())
}

/// The same, until nobody waits for it any more.
pub fn verify_until(
    path: &Path,
    passphrase: Option<&Passphrase>,
    stop: &CancellationToken,
) -> Result<Verified, BackupError> {
    let mut backup = Backup::open(path, passphrase)?;
    while !stop.is_cancelled() {
        if let Next::End(manifest, recount) = backup.advance()? {
            let head = backup.head.clone();
            backup.finish()?;
            return Ok(Verified {
                head,
                manifest,
                recount,
            });
        }
    }
    Err(BackupError::Stopped)
}
