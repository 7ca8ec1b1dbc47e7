//! `nara register`: who lives in the municipality; `nara identity`: the key of the national numbers.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use nara_domain::roll::RollProblem;

use super::CliError;
use super::admin::Place;
use super::folder::HeldFolder;
use crate::clock::{Clock, SystemClock};
use crate::config::ConfigError;
use crate::db::Db;
use crate::entropy::SystemEntropy;
use crate::identity::NumberKey;
use crate::identity::register::{Loaded, LoadedBy, RollError, Rolls};

#[derive(Subcommand)]
pub enum Register {
    /// Loads the roll of everybody registered in the municipality, in place of the one before. Works
    /// while the server is running.
    Load(Load),
    /// Says when the roll was loaded, and how many are in it.
    Show(Place),
}

#[derive(Args)]
pub struct Load {
    /// A text file with one national number a line, in any spelling; what stands after a comma,
    /// semicolon or tab is not read. Only keyed hashes are stored: delete the file afterwards.
    #[arg(long)]
    file: PathBuf,
    /// Load it although many of its lines are wrong, or many fewer people are in it than before.
    #[arg(long)]
    sure: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
pub enum Identity {
    /// Begins anew with another key where the one of the national numbers is lost, or known to
    /// somebody. Everybody has to link their e-identification again, and the roll has to be loaded
    /// again; docs/decisions/0008 says what else. Only while no server runs.
    NewKey(NewKey),
}

#[derive(Args)]
pub struct NewKey {
    /// Say that you know what it costs.
    #[arg(long, required = true)]
    forget_everybody: bool,
    #[command(flatten)]
    place: Place,
}

pub async fn register(command: Register) -> Result<(), CliError> {
    match command {
        Register::Load(wanted) => load(wanted).await,
        Register::Show(place) => {
            let (db, _held) = place.open().await?;
            let roll = Rolls::describe(&db).await;
            db.close().await;
            match roll? {
                Some((at, entries)) => println!("{entries} people, loaded {}", at.day()),
                None => println!("No roll has been loaded"),
            }
            Ok(())
        }
    }
}

async fn load(
    Load {
        file: path,
        sure,
        place,
    }: Load,
) -> Result<(), CliError> {
    let file = File::open(&path).map_err(|problem| ConfigError::File {
        path: path.display().to_string(),
        problem,
    })?;
    let folder = place.keys_folder();
    let (db, _held) = place.open().await?;
    let now = SystemClock.now();
    let key = NumberKey::open(&folder, &db, &SystemEntropy, now).await;
    let loaded = match key {
        Ok(key) => {
            let rolls = Rolls {
                db: db.clone(),
                key,
            };
            let file = BufReader::new(file);
            rolls.load(file, (LoadedBy::Operator, sure), now).await
        }
        Err(error) => {
            db.close().await;
            return Err(error.into());
        }
    };
    db.close().await;
    match loaded {
        Ok(loaded) => {
            tell(&loaded);
            Ok(())
        }
        Err(error) => {
            if let RollError::Refused(problem, loaded) = &error {
                tell(loaded);
                if *problem != RollProblem::Empty {
                    println!("If the file is right all the same, load it with --sure");
                }
            }
            Err(error.into())
        }
    }
}

fn tell(loaded: &Loaded) {
    println!(
        "{} lines read, {} people stored, {} lines refused",
        loaded.lines, loaded.stored, loaded.refused
    );
    if !loaded.refused_lines.is_empty() {
        let lines: Vec<_> = loaded.refused_lines.iter().map(u64::to_string).collect();
        println!("No valid number in line {}", lines.join(", "));
    }
}

pub async fn identity(command: Identity) -> Result<(), CliError> {
    let Identity::NewKey(NewKey { place, .. }) = command;
    let folder = place.keys_folder();
    // A running server would go on with the key it has.
    let _held = HeldFolder::hold(place.folder())?;
    let db = Db::open(&place.address()?).await?;
    let begun = NumberKey::begin_anew(&folder, &db, &SystemEntropy, SystemClock.now()).await;
    db.close().await;
    begun?;
    println!("There is a new key in {}. Back it up.", folder.display());
    Ok(())
}
