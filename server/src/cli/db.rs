//! `nara db`: a municipality's whole database, moved to another place or another engine.

use clap::{Args, Subcommand};

use super::CliError;
use super::backup::stop_when_told;
use super::folder::{HeldFolder, folder_of, is_same};
use crate::backup::{self, Copied, Copying, sqlite_file};
use crate::clock::{Clock, SystemClock};
use crate::config::masked;

#[derive(Subcommand)]
pub enum Db {
    /// Copies a whole database into a new one, of the same engine or the other, and compares every row.
    /// The source is only read, and its server stopped before: what it writes meanwhile would be lost.
    Copy(CopyInto),
}

#[derive(Args)]
pub struct CopyInto {
    /// Where the data is: `sqlite:<file>` or `postgres://user@host/database`. A password stands better in
    /// `~/.pgpass` than here, where others on the machine see it.
    from: String,
    /// Where it goes: a file that is not there yet, or an empty database of PostgreSQL.
    to: String,
    /// Copy although a server runs, to try it out: what the server writes from then on is not in the copy.
    #[arg(long)]
    beside_server: bool,
    /// A table of the source that is none of Nära's, and is left out. Can be given several times.
    #[arg(long)]
    without: Vec<String>,
}

pub async fn run(command: Db) -> Result<(), CliError> {
    match command {
        Db::Copy(command) => copy(command).await,
    }
}

async fn copy(command: CopyInto) -> Result<(), CliError> {
    let _held = hold(&command)?;
    let stop = stop_when_told()?;
    // Before the moment of the rows: whatever is older is in the copy.
    let now = SystemClock.now();
    let wanted = Copying {
        from: &command.from,
        to: &command.to,
        without: &command.without,
        stop: &stop,
    };
    let copied = backup::copy(&wanted).await?;
    let moment = now.local().strftime("%Y-%m-%d %H:%M:%S");
    println!(
        "{}, as it was {moment}, is in {}; schema {}",
        masked(&command.from),
        masked(&command.to),
        copied.version
    );
    tell(&copied);
    println!(
        "Not in it, because it lies in the data folder: keys/ (without identity.key nobody's number is \
         known again), mail/, backups/. A server with another data folder needs its keys there"
    );
    if command.beside_server || sqlite_file(&command.from).is_none() {
        println!(
            "What is written into {} since then is not in the copy",
            masked(&command.from)
        );
    }
    Ok(())
}

/// Every table with what was found on both sides, and what it comes to.
fn tell(copied: &Copied) {
    let copy = &copied.compared.to;
    let (rows, sha256) = ("rows", "sha256");
    println!("{rows:>12}  {sha256:64}  table");
    for total in &copy.tables {
        println!("{:>12}  {}  {}", total.rows, total.sha256, total.table);
    }
    println!(
        "{} rows in {} tables, {} documents and pictures of {} bytes: read again on both sides, and the same",
        copy.rows(),
        copy.tables.len(),
        copy.uploads.count,
        copy.uploads.bytes,
    );
    match copied.wrong.is_none() {
        true => println!("{} votes recounted: they add up", copied.compared.votes),
        false => eprintln!("nara: as in the source, not all adds up: {}", copied.wrong),
    }
    for why in &copied.left_out {
        eprintln!("nara: a table that is none of Nära's was left out: {why}");
    }
}

/// The folders of embedded databases, so that no server begins on one meanwhile: the old one's, and the new
/// one's. A database of PostgreSQL has none, and who reads it sees one moment of it.
fn hold(command: &CopyInto) -> Result<Vec<HeldFolder>, CliError> {
    let mut held = Vec::new();
    // Where there is none, that is said, and nothing is made.
    let is_there = sqlite_file(&command.from).is_some_and(|file| file.exists());
    let from = folder_of(&command.from).filter(|_| is_there);
    if let Some(folder) = &from
        && !command.beside_server
    {
        held.push(HeldFolder::hold(folder).map_err(served)?);
    }
    if let Some(folder) = folder_of(&command.to)
        && !from.is_some_and(|from| is_same(&from, &folder))
    {
        held.push(HeldFolder::hold(&folder).map_err(served)?);
    }
    Ok(held)
}

fn served(error: CliError) -> CliError {
    match error {
        CliError::InUse(folder) => CliError::Served(folder),
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn asked(from: &Path, to: &Path, beside_server: bool) -> CopyInto {
        let address = |path: &Path| format!("sqlite:{}", path.display());
        CopyInto {
            from: address(from),
            to: address(to),
            beside_server,
            without: Vec::new(),
        }
    }

    #[test]
    fn folders_are_held_unless_a_server_may_run() {
        let root = std::env::temp_dir().join(format!("nara-copied-{}", std::process::id()));
        let (old, new) = (root.join("old"), root.join("new"));
        std::fs::create_dir_all(&old).unwrap();
        let (from, to) = (old.join("nara.db"), new.join("nara.db"));
        // Where there is no database nothing is made beside it.
        assert_eq!(hold(&asked(&from, &to, false)).unwrap().len(), 1);
        assert!(!old.join("nara.lock").exists());
        // Where no server has been none can begin meanwhile either.
        std::fs::write(&from, "").unwrap();
        let held = hold(&asked(&from, &to, false)).unwrap();
        assert_eq!(held.len(), 2);
        for folder in [&old, &new] {
            let begun = HeldFolder::hold(folder).unwrap_err();
            assert!(matches!(begun, CliError::InUse(_)), "{begun}");
        }
        // Nor one whose data is elsewhere.
        let address = asked(&from, &to, false).from;
        let begun = HeldFolder::hold_with_database(&root.join("data"), &address);
        assert!(matches!(begun.unwrap_err(), CliError::InUse(_)));
        drop(held);
        let server = HeldFolder::hold(&old).unwrap();
        let refused = hold(&asked(&from, &to, false)).unwrap_err();
        assert!(matches!(refused, CliError::Served(_)), "{refused}");
        assert_eq!(hold(&asked(&from, &to, true)).unwrap().len(), 1);
        drop(server);
        assert_eq!(hold(&asked(&from, &to, false)).unwrap().len(), 2);
        // Into the same folder: it is held once.
        let beside = old.join("..").join("old").join("two.db");
        assert_eq!(hold(&asked(&from, &beside, false)).unwrap().len(), 1);
        std::fs::remove_dir_all(root).unwrap();
    }
}
