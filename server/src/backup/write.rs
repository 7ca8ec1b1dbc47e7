//! Making a backup: one moment of the database, into one file that is read again before it has its name.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use nara_domain::time::Stamp;
use tokio_util::sync::CancellationToken;

use super::catalogue::{self, Moment, Tables};
use super::manifest::{Head, Manifest, Step};
use super::passphrase::{Effort, Passphrase};
use super::place::Unfinished;
use super::read::{self, Verified};
use super::rows::{Counter, Stoppable, write_all};
use super::seal::{Holds, LockWith, Sealing};
use super::{BackupError, record};
use crate::db::Db;
use crate::entropy::Entropy;

/// Bytes between the sealed pieces and the disk.
const BUFFER: usize = 1 << 18;

/// How a backup is to be made.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The file; nothing has its name yet.
    pub to: &'a Path,
    pub passphrase: Option<&'a Passphrase>,
    pub effort: Effort,
    pub now: Stamp,
    pub entropy: &'a dyn Entropy,
    /// Once it is cancelled, nothing is made.
    pub stop: &'a CancellationToken,
}

/// A backup that was made, and read again.
#[derive(Debug)]
pub struct Made {
    pub path: PathBuf,
    pub bytes: u64,
    pub verified: Verified,
    /// Tables of somebody else that cannot be in it: why.
    pub left_out: Vec<String>,
}

/// Makes a backup while the database is written. Blocks its thread: it compresses and waits for disks.
pub async fn write(db: &Db, wanted: &Wanted<'_>) -> Result<Made, BackupError> {
    let file = Unfinished::create(wanted.to)?;
    let (written, left_out) = write_into(&file, db, wanted).await?;
    // What cannot be read is no backup. And what the database's rows were, by their hashes, is what the
    // file's are.
    let verified = read::verify_until(file.path(), wanted.passphrase, wanted.stop)?;
    if verified.manifest != written {
        let unlike = "what was read again is not what was written";
        return Err(BackupError::damaged(unlike));
    }
    let measured = file.file().metadata();
    let bytes = measured.map_err(|error| BackupError::file(file.path(), error))?;
    file.keep()?;
    Ok(Made {
        path: wanted.to.to_owned(),
        bytes: bytes.len(),
        verified,
        left_out,
    })
}

async fn write_into(
    file: &Unfinished,
    db: &Db,
    wanted: &Wanted<'_>,
) -> Result<(Manifest, Vec<String>), BackupError> {
    let path = file.path();
    let problem = |error| BackupError::file(path, error);
    let lock = wanted.passphrase.map(|passphrase| LockWith {
        passphrase,
        effort: wanted.effort,
        entropy: wanted.entropy,
    });
    let Moment {
        mut conn,
        schema,
        tables: Tables { tables, left_out },
    } = catalogue::moment(db).await?;
    let head = Head {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        engine: db.engine(),
        at: wanted.now,
        schema: schema.into_iter().map(Step::from).collect(),
        tables,
    };
    let output = BufWriter::with_capacity(BUFFER, file.file());
    let sealing = Sealing::begin(output, Holds::Backup, lock).map_err(problem)?;
    let packed = DeflateEncoder::new(sealing, Compression::default());
    let mut output = Stoppable {
        output: packed,
        stop: wanted.stop,
    };
    output.write_all(&record::head(&head)?).map_err(problem)?;
    let mut counter = Counter::default();
    write_all(&mut conn, &head.tables, &mut counter, (&mut output, path)).await?;
    let numbers = catalogue::list_numbers(&mut conn).await?;
    let (manifest, _) = counter.finish(numbers);
    let said = record::manifest(&manifest)?;
    output.write_all(&said).map_err(problem)?;
    let sealing = output.output.finish().map_err(problem)?;
    let output = sealing.finish().map_err(problem)?;
    output.into_inner().map_err(|error| problem(error.into()))?;
    Ok((manifest, left_out))
}
