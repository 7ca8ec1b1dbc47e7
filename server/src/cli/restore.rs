//! `nara restore`: a database made of a backup, in a place that holds nothing.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::admin::Place;
use super::backup::told;
use super::folder::HeldFolder;
use crate::backup::keys::Keys;
use crate::backup::{self, Restoring};

#[derive(Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// The file of the keys, if it is to be restored as well.
    #[arg(long)]
    keys: Option<PathBuf>,
    /// A table of the backup that is none of Nära's, and is left out. Can be given several times.
    #[arg(long)]
    without: Vec<String>,
    #[command(flatten)]
    place: Place,
}

pub async fn run(command: Restore) -> Result<(), CliError> {
    let passphrase = command.place.lock.passphrase()?;
    let (folder, address) = (command.place.folder(), command.place.address()?);
    let keys = command.keys.as_deref();
    let keys = keys
        .map(|path| Keys::read(path, passphrase.as_ref()))
        .transpose()?;
    let wanted = Restoring {
        backup: &command.file,
        passphrase: passphrase.as_ref(),
        folder,
        address: &address,
        without: &command.without,
    };
    // Before it is made by holding it.
    backup::refuse_what_is_there(&wanted)?;
    let _held = HeldFolder::hold_with_database(folder, &address)?;
    let keys_folder = command.place.keys_folder();
    if let Some(keys) = &keys {
        keys.refuse_existing(&keys_folder)?;
    }
    let restored = backup::restore(&wanted).await?;
    let filled = &restored.filled;
    println!("{}: {}", command.file.display(), told(&restored.backup));
    println!(
        "Restored {} rows and {} documents and pictures, and compared each with the backup",
        filled.rows(),
        filled.uploads.count
    );
    if restored.version != restored.backup.head.version() {
        println!(
            "The tables were brought up to date, to schema {}",
            restored.version
        );
    }
    match restored.wrong.is_none() {
        true => println!("The votes were recounted: they add up"),
        false => eprintln!(
            "nara: as in the backup, not all adds up: {}",
            restored.wrong
        ),
    }
    match keys {
        Some(keys) => {
            let names = keys.restore(&keys_folder)?;
            println!("{}: {}", keys_folder.display(), names.join(", "));
        }
        None => println!(
            "Put the keys into {} before you start the server: nobody's number is known without them",
            keys_folder.display()
        ),
    }
    Ok(())
}
