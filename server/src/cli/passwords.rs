//! `nara passwords`: lists of leaked passwords.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::CliError;
use crate::auth::{leaked, password_rules};

#[derive(Subcommand)]
pub enum Passwords {
    /// Makes an index for `--leaked-passwords` of a list in any order: of passwords, or of their SHA-1
    /// hashes. The list that comes sorted by its hashes needs none.
    Index(Index),
}

#[derive(Args)]
pub struct Index {
    /// The list: one password or one hash a line.
    #[arg(long)]
    from: PathBuf,
    /// The index to be written.
    #[arg(long)]
    to: PathBuf,
}

pub fn run(command: Passwords) -> Result<(), CliError> {
    let Passwords::Index(Index { from, to }) = command;
    let problem = |path: &PathBuf| {
        let path = path.display().to_string();
        move |problem| CliError::Folder { path, problem }
    };
    let list = BufReader::new(File::open(&from).map_err(problem(&from))?);
    let index = BufWriter::new(File::create(&to).map_err(problem(&to))?);
    let shortest = password_rules::MIN_CHARACTERS;
    let count = leaked::index(list, index, shortest).map_err(problem(&to))?;
    println!("{count} passwords in {}", to.display());
    Ok(())
}
