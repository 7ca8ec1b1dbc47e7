//! `nara backup`: one file with everything in it.

use std::path::{Path, PathBuf};

use clap::Args;
use nara_domain::time::Stamp;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::CliError;
use super::admin::Place;
use crate::backup::{self, BackupError, Effort, LockWith, Passphrase, Verified, Writing};
use crate::clock::{Clock, SystemClock};
use crate::db::Db;
use crate::entropy::SystemEntropy;

#[derive(Args)]
pub struct Backup {
    /// The file, or a folder in which it is named after the moment. Nothing is written over another one.
    #[arg(long)]
    to: PathBuf,
    /// A file of its own for the keys. Keep it elsewhere: with both, one can be the server.
    #[arg(long)]
    keys: Option<PathBuf>,
    /// As for `nara serve`.
    #[arg(long, env = "NARA_SIGNING_KEY_FILE")]
    signing_key_file: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// What locks backups.
#[derive(Args, Debug)]
pub struct Lock {
    /// A file whose first line is the passphrase that backups are locked with, also the one before the tables
    /// of PostgreSQL change. Without it, whoever has the backup can read it; lost, nobody can.
    // Called as the server's is, so that the file of settings says it for both.
    #[arg(
        id = "backup_passphrase_file",
        long = "passphrase-file",
        env = "NARA_BACKUP_PASSPHRASE_FILE"
    )]
    passphrase_file: Option<PathBuf>,
}

impl Lock {
    pub fn file(&self) -> Option<&Path> {
        self.passphrase_file.as_deref()
    }

    pub fn passphrase(&self) -> Result<Option<Passphrase>, BackupError> {
        self.file().map(Passphrase::read).transpose()
    }
}

pub async fn run(command: Backup) -> Result<(), CliError> {
    let passphrase = command.place.lock.passphrase()?;
    let now = SystemClock.now();
    let address = command.place.address()?;
    if let Some(file) = backup::sqlite_file(&address)
        && !file.exists()
    {
        return Err(BackupError::NoDatabase(file.display().to_string()).into());
    }
    // Not after the backup, which takes its time.
    if let Some(keys) = &command.keys
        && keys.symlink_metadata().is_ok()
    {
        return Err(BackupError::Exists(keys.display().to_string()).into());
    }
    let to = file_in(&command.to, now);
    let stop = stop_when_told()?;
    // Whichever version's tables they are: before an update this is the program of before or after.
    let db = Db::connect(&address).await?;
    let wanted = Writing {
        to: &to,
        passphrase: passphrase.as_ref(),
        effort: Effort::USUAL,
        now,
        entropy: &SystemEntropy,
        stop: &stop,
    };
    let made = backup::write(&db, &wanted).await;
    db.close().await;
    let made = made?;
    println!("{}: {}", made.path.display(), told(&made.verified));
    println!("{} bytes, read again and whole", made.bytes);
    for why in &made.left_out {
        eprintln!("nara: a table that is none of Nära's was left out: {why}");
    }
    if let Some(keys) = &command.keys {
        let lock = passphrase.as_ref().map(|passphrase| LockWith {
            passphrase,
            effort: Effort::USUAL,
            entropy: &SystemEntropy,
        });
        let (folder, signing) = (command.place.keys_folder(), command.signing_key_file);
        let names = backup::keys::back_up(&folder, signing.as_deref(), keys, lock, now)?;
        println!("{}: {}", keys.display(), names.join(", "));
    }
    Ok(())
}

/// Ctrl-C, and whoever stops the machine: what is half done is taken away before the program ends.
pub fn stop_when_told() -> Result<CancellationToken, CliError> {
    let mut term = signal(SignalKind::terminate()).map_err(CliError::Runtime)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(CliError::Runtime)?;
    let told = CancellationToken::new();
    let stop = told.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        told.cancel();
    });
    Ok(stop)
}

/// In a folder, a name that says when.
fn file_in(to: &Path, now: Stamp) -> PathBuf {
    match to.is_dir() {
        true => to.join(backup::name_of(now)),
        false => to.to_owned(),
    }
}

/// What a backup is.
pub fn told(verified: &Verified) -> String {
    let (head, manifest) = (&verified.head, &verified.manifest);
    let uploads = manifest.uploads;
    format!(
        "made {} by Nära {} from {}, schema {}; {} rows in {} tables, {} documents and pictures of {} \
         bytes",
        head.at.local().strftime("%Y-%m-%d %H:%M"),
        head.program,
        head.engine.name(),
        head.version(),
        manifest.rows(),
        manifest.tables.len(),
        uploads.count,
        uploads.bytes,
    )
}
