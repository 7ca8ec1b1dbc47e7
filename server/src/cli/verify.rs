//! `nara verify`: whether a backup is whole, and its votes add up.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::backup::{Lock, told};
use crate::backup::{self, BackupError};

#[derive(Args)]
pub struct Verify {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    lock: Lock,
}

pub fn run(command: &Verify) -> Result<(), CliError> {
    let passphrase = command.lock.passphrase()?;
    let verified = backup::verify(&command.file, passphrase.as_ref())?;
    println!("{}: {}", command.file.display(), told(&verified));
    println!("Whole: every byte is what was written");
    let wrong = verified.recount.wrong();
    match wrong.is_none() {
        true => {
            println!("{} votes recounted: they add up", verified.recount.votes());
            Ok(())
        }
        false => Err(BackupError::NotAddingUp(wrong).into()),
    }
}
