//! The command line: `nara serve`, `nara demo`, `nara admin`, `nara rules`,
//! `nara register`, `nara identity`, `nara backup` and what belongs to it, `nara db`.

mod admin;
mod backup;
mod config;
mod db;
mod doctor;
mod duties;
mod environment;
mod folder;
mod health;
mod manager;
mod migrate;
mod passkey_link;
mod passwords;
mod register;
mod restore;
mod rules;
mod serve;
mod settings_file;
mod update;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use self::settings_file::{FileError, Values};
use crate::auth::keys::KeyError;
use crate::backup::BackupError;
use crate::clock::DaysAhead;
use crate::config::{Config, ConfigError, Origins};
use crate::db::{DbError, OpenError};
use crate::demo::DemoError;
use crate::entropy::NoEntropy;
use crate::http::assets::SiteFiles;
use crate::identity::key::NumberKeyError;
use crate::identity::register::RollError;
use crate::mail::PostError;
use crate::providers::ProvidersError;
use crate::telemetry;

#[derive(Parser)]
#[command(
    name = "nara",
    version,
    about = "Nära: proposals to the municipality, from the first idea to the decision"
)]
struct Cli {
    /// A file with settings, one `name = value` a line, named as the flags of `nara serve` are. Flags and
    /// variables win over it.
    #[arg(long, env = "NARA_CONFIG", global = true)]
    config: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the server.
    Serve(Box<Config>),
    /// Runs the server with an invented municipality, made on the first start, and with buttons to
    /// sign in as anybody. Never for a real one.
    Demo(Box<Demo>),
    /// Makes a backup: one file with everything in it. Works while the server is running.
    Backup(backup::Backup),
    /// Reads a backup from its first byte to its last, and says whether it is whole.
    Verify(verify::Verify),
    /// Makes a database of a backup, in a place that holds nothing.
    Restore(restore::Restore),
    /// Moves a whole database to another place, or to the other engine.
    #[command(subcommand)]
    Db(db::Db),
    /// Says what is well with this installation and what is not. Works while the server is running; ends
    /// with 1 where something is wrong.
    Doctor(doctor::Doctor),
    /// Asks the server on this machine whether it is ready, and ends with 1 where it is not: for containers,
    /// and whoever else watches it.
    Health(health::Health),
    /// Prints the settings a server would run with here, and where each comes from, without secrets.
    Config(config::Show),
    /// Brings the tables up to date and ends: for a database whose server may only use them. Otherwise
    /// the server does it when it starts.
    Migrate(migrate::Migrate),
    /// Looks after accounts and duties. Works while the server is running.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Looks after the municipality's rules.
    #[command(subcommand)]
    Rules(rules::Rules),
    /// Looks after lists of passwords nobody may choose.
    #[command(subcommand)]
    Passwords(passwords::Passwords),
    /// Looks after the roll of who lives in the municipality.
    #[command(subcommand)]
    Register(register::Register),
    /// Looks after the key of the national numbers.
    #[command(subcommand)]
    Identity(register::Identity),
}

/// Why a command ended without having done what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Settings(#[from] FileError),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    #[error("the socket given by the service manager cannot be used: {0}")]
    Given(std::io::Error),
    #[error("the folder {path} cannot be used: {problem}")]
    Folder {
        path: String,
        problem: std::io::Error,
    },
    #[error(
        "another nara is running on the folder {0}; stop it first, or choose another folder with --data, and \
         a database elsewhere"
    )]
    InUse(String),
    #[error(
        "a server is running on the folder {0}: what it writes during the copy would be lost. Stop it \
         first, or try the copy out with --beside-server, into another folder"
    )]
    Served(String),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    NumberKey(#[from] NumberKeyError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    Providers(#[from] ProvidersError),
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    #[error(
        "the database was made by `nara demo`, everything in it is invented; choose another folder with --data"
    )]
    OfDemo,
    #[error("{0}")]
    Admin(String),
    #[error("{0}")]
    Rules(String),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(
        "the tables have to be brought up to date, and the backup before that could not be made: {0}. \
         Nothing was changed. Make one elsewhere with `nara backup`, and then `nara migrate --without-backup`"
    )]
    BeforeUpdate(BackupError),
    #[error(transparent)]
    Roll(#[from] RollError),
    #[error("{0} of these are not well")]
    Unwell(usize),
    #[error("not ready: {0}")]
    NotReady(String),
    #[error("the demo could not be made: {0}")]
    Demo(#[from] DemoError),
    #[error("the runtime could not be started: {0}")]
    Runtime(std::io::Error),
}

/// What can be typed: for whoever compares it with what is written down.
pub fn command() -> clap::Command {
    Cli::command()
}

/// What `main` does.
pub fn run(files: SiteFiles) -> ExitCode {
    environment::warn(&Cli::command());
    match parse()
        .map_err(CliError::from)
        .and_then(|asked| execute(asked, files))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nara: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `nara demo`.
#[derive(Args, Debug)]
struct Demo {
    #[command(flatten)]
    config: Config,

    /// How many days on from today it is in the demo: votes end, answers become due. What was made on an
    /// earlier start stays in its folder, so time can be let pass between two.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(i64).range(0..=3_650))]
    days_ahead: i64,
}

/// What was asked for, with where its settings come from.
struct Asked {
    cli: Cli,
    given: ArgMatches,
    file: Values,
}

/// As clap does by itself, with the file of settings in between.
fn parse() -> Result<Asked, FileError> {
    let first = Cli::command().get_matches();
    let file = settings_file::read(&Cli::command(), &first)?;
    let given = settings_file::apply(Cli::command(), &file, &first).get_matches();
    let mut cli = Cli::from_arg_matches(&given).unwrap_or_else(|error| error.exit());
    let origins = Origins::of(settings_file::innermost(&given), &file);
    match &mut cli.command {
        Command::Serve(config) => config.origins = origins,
        Command::Demo(demo) => demo.config.origins = origins,
        _ => {}
    }
    Ok(Asked { cli, given, file })
}

fn execute(asked: Asked, files: SiteFiles) -> Result<(), CliError> {
    // Before there is a second thread: it changes the environment.
    let given = manager::listener().map_err(CliError::Given)?;
    let threads = std::thread::available_parallelism()
        .map_or(4, usize::from)
        .max(4);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Rendering holds a thread; with one or two, a page that waits for another could starve.
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(CliError::Runtime)?;
    match asked.cli.command {
        Command::Serve(config) => {
            telemetry::start(&config.log, config.log_format);
            runtime.block_on(serve::serve(&config, None, files, given))
        }
        Command::Demo(demo) => {
            let Demo { config, days_ahead } = *demo;
            telemetry::start(&config.log, config.log_format);
            let ahead = Some(DaysAhead(days_ahead));
            runtime.block_on(serve::serve(&config, ahead, files, given))
        }
        Command::Backup(command) => runtime.block_on(backup::run(command)),
        Command::Verify(command) => verify::run(&command),
        Command::Restore(command) => runtime.block_on(restore::run(command)),
        Command::Db(command) => runtime.block_on(db::run(command)),
        Command::Doctor(command) => runtime.block_on(doctor::run(&command)),
        Command::Health(command) => health::run(&command),
        Command::Config(show) => {
            let given = settings_file::innermost(&asked.given);
            config::run(&show, &Cli::command(), given, &asked.file);
            Ok(())
        }
        Command::Admin(command) => runtime.block_on(admin::run(command)),
        Command::Migrate(command) => runtime.block_on(migrate::run(command)),
        Command::Rules(command) => runtime.block_on(rules::run(command)),
        Command::Passwords(command) => passwords::run(command),
        Command::Register(command) => runtime.block_on(register::register(command)),
        Command::Identity(command) => runtime.block_on(register::identity(command)),
    }
}
