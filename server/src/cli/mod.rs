//! The command line: `nara serve`, `nara demo`, `nara admin`, `nara rules`,
//! `nara register`, `nara identity`.

mod admin;
mod duties;
mod environment;
mod folder;
mod migrate;
mod passkey_link;
mod passwords;
mod register;
mod rules;
mod serve;

use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::auth::keys::KeyError;
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
    Config(#[from] ConfigError),
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    #[error("the folder {path} cannot be used: {problem}")]
    Folder {
        path: String,
        problem: std::io::Error,
    },
    #[error(
        "another nara is running on the folder {0}; stop it first, or choose another folder with --data"
    )]
    InUse(String),
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
    Roll(#[from] RollError),
    #[error("the demo could not be made: {0}")]
    Demo(#[from] DemoError),
    #[error("the runtime could not be started: {0}")]
    Runtime(std::io::Error),
}

/// What `main` does.
pub fn run(files: SiteFiles) -> ExitCode {
    environment::warn(&Cli::command());
    match execute(parse(), files) {
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

/// As clap does by itself, keeping where the settings come from.
fn parse() -> Cli {
    let matches = Cli::command().get_matches();
    let mut cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    if let Some((_, given)) = matches.subcommand() {
        match &mut cli.command {
            Command::Serve(config) => config.origins = Origins::of(given),
            Command::Demo(demo) => demo.config.origins = Origins::of(given),
            _ => {}
        }
    }
    cli
}

fn execute(cli: Cli, files: SiteFiles) -> Result<(), CliError> {
    let threads = std::thread::available_parallelism()
        .map_or(4, usize::from)
        .max(4);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Rendering holds a thread; with one or two, a page that waits for another could starve.
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(CliError::Runtime)?;
    match cli.command {
        Command::Serve(config) => {
            telemetry::start(&config.log, config.log_format);
            runtime.block_on(serve::serve(&config, None, files))
        }
        Command::Demo(demo) => {
            let Demo { config, days_ahead } = *demo;
            telemetry::start(&config.log, config.log_format);
            runtime.block_on(serve::serve(&config, Some(DaysAhead(days_ahead)), files))
        }
        Command::Admin(command) => runtime.block_on(admin::run(command)),
        Command::Migrate(command) => runtime.block_on(migrate::run(command)),
        Command::Rules(command) => runtime.block_on(rules::run(command)),
        Command::Passwords(command) => passwords::run(command),
        Command::Register(command) => runtime.block_on(register::register(command)),
        Command::Identity(command) => runtime.block_on(register::identity(command)),
    }
}
