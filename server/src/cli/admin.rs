//! `nara admin`: the first account, and who has which duty.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::duty::Duty;
use nara_domain::ids::PersonId;
use nara_domain::text;
use nara_domain::time::Stamp;

use super::CliError;
use super::backup::Lock;
use super::duties::{self, Grant, Revoke};
use super::folder::HeldFolder;
use super::passkey_link::{self, PasskeyLink};
use super::update;
use crate::accounts::store::NewPerson;
use crate::accounts::{normalised_email, store};
use crate::admin::duties::{By, give};
use crate::auth::password_rules::About;
use crate::auth::{Keys, Passwords};
use crate::clock::{Clock, SystemClock};
use crate::config;
use crate::db::Db;
use crate::entropy::{self, SystemEntropy};

#[derive(Subcommand)]
pub enum Admin {
    /// Makes an account with the administrator's duty; an existing one is given it. Works while the
    /// server is running.
    Create(Create),
    /// Gives an account a duty, with what is shown beside the name. The same duty held before ends.
    Grant(Grant),
    /// Takes a duty back, from this moment on. What was done in it stays as it was.
    Revoke(Revoke),
    /// Makes a link with which somebody with a duty adds a passkey: signed in with a password alone,
    /// duties sleep. Hand it over yourself. Works while the server is running.
    PasskeyLink(PasskeyLink),
    /// Lists everybody with a duty.
    List(Place),
}

/// Which municipality's data.
#[derive(Args)]
pub struct Place {
    /// As for `nara serve`.
    #[arg(long, env = "NARA_DATA", default_value = "./data")]
    data: PathBuf,
    /// As for `nara serve`.
    #[arg(long, env = "NARA_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// As for `nara serve`.
    #[arg(long, env = "NARA_DATABASE_FILE", conflicts_with = "database")]
    database_file: Option<PathBuf>,
    #[command(flatten)]
    pub lock: Lock,
}

impl Place {
    /// The server's own keys.
    pub fn keys(&self) -> Result<Keys, CliError> {
        Ok(Keys::load_or_make(&self.data.join("keys"), &SystemEntropy)?)
    }

    /// Works while the server is running. Only where none is, the tables are brought up to date;
    /// the folders are held meanwhile, so that none can start on half of it.
    pub async fn open(&self) -> Result<(Db, Vec<HeldFolder>), CliError> {
        self.open_with(true).await
    }

    /// The same; `backup`: whether one is made before the tables change.
    pub async fn open_with(&self, backup: bool) -> Result<(Db, Vec<HeldFolder>), CliError> {
        let address = self.address()?;
        match HeldFolder::hold_with_database(&self.data, &address) {
            Ok(held) => {
                let (lock, now) = (self.lock.file(), SystemClock.now());
                if backup
                    && let Some(made) = update::back_up(&address, &self.data, lock, now).await?
                {
                    // Not among what the command says itself, which may go into a file.
                    eprintln!("nara: {} holds everything as it was before", made.display());
                }
                Ok((Db::open(&address).await?, held))
            }
            Err(CliError::InUse(_)) => Ok((Db::open_beside_server(&address).await?, Vec::new())),
            Err(error) => Err(error),
        }
    }
}

impl Place {
    pub fn address(&self) -> Result<String, CliError> {
        Ok(config::database_address(
            self.database.as_deref(),
            self.database_file.as_deref(),
            &self.data,
        )?)
    }

    pub fn folder(&self) -> &Path {
        &self.data
    }

    /// Where the keys are.
    pub fn keys_folder(&self) -> PathBuf {
        self.data.join("keys")
    }
}

#[derive(Args)]
pub struct Create {
    /// The account's e-mail address.
    #[arg(long)]
    email: String,
    /// The name shown beside what the person writes.
    #[arg(long, default_value = "Administratör")]
    name: String,
    #[command(flatten)]
    place: Place,
    /// The password. Better through standard input; without both, one is made and shown once.
    #[arg(long, env = "NARA_ADMIN_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

pub async fn run(command: Admin) -> Result<(), CliError> {
    match command {
        Admin::Create(new) => create(new).await,
        Admin::Grant(grant) => duties::grant(grant).await,
        Admin::Revoke(revoke) => duties::revoke(revoke).await,
        Admin::PasskeyLink(wanted) => passkey_link::make(wanted).await,
        Admin::List(place) => duties::list(place).await,
    }
}

async fn create(create: Create) -> Result<(), CliError> {
    let wrong = |problem: &str| CliError::Admin(problem.to_owned());
    let email = normalised_email(&create.email)
        .map_err(|problem| CliError::Admin(format!("the e-mail address is wrong: {problem}")))?;
    let name = text::display_name(&create.name)
        .map_err(|problem| CliError::Admin(format!("the name is wrong: {problem}")))?;
    let (password, made) = choose_password(create.password.as_deref())?;
    let passwords = Passwords::new(&SystemEntropy).map_err(|_| wrong("no randomness"))?;
    let about = About {
        email: &email,
        name: &name,
    };
    let judged = passwords.problem(&password, about).await;
    if let Some(problem) = judged.map_err(|_| wrong("the password could not be judged"))? {
        let refused = format!("the password is refused: {problem}");
        return Err(CliError::Admin(refused));
    }
    let (db, _held) = create.place.open().await?;
    let hash = passwords
        .hash(&password, &SystemEntropy)
        .await
        .map_err(|_| wrong("the password could not be hashed"))?;
    let done = write(&db, &email, &name, &hash, SystemClock.now()).await;
    db.close().await;
    println!(
        "{} {email} (administrator)",
        if done? { "Updated" } else { "Created" }
    );
    if made {
        println!("Password, shown only now: {password}");
    }
    println!(
        "The duty sleeps until they sign in with a passkey: nara admin passkey-link --email {email}"
    );
    Ok(())
}

/// True where the account was there before: it gets the new password and the duty.
async fn write(db: &Db, email: &str, name: &str, hash: &str, now: Stamp) -> Result<bool, CliError> {
    let mut tx = db.begin().await?;
    let known = store::find_person_by_email(&mut tx, email).await?;
    let person = match &known {
        Some(person) => {
            let id = PersonId::new(person.person_id);
            store::update_password(&mut tx, id, hash).await?;
            // Whoever knew the old password is signed out.
            store::delete_sessions_of(&mut tx, id).await?;
            id
        }
        None => {
            let new = NewPerson {
                email: Some(email),
                display_name: name,
                password_hash: Some(hash),
                level: Level::T,
            };
            store::insert_person(&mut tx, &new, now).await?
        }
    };
    let duty = Duty {
        standing: Standing::of(Role::Administrator),
        first_day: None,
        last_day: None,
    };
    if !store::has_standing(&mut tx, person, Role::Administrator, now).await? {
        give(&mut tx, By::Operator, person, &duty, now).await?;
    }
    tx.commit().await?;
    Ok(known.is_some())
}

/// The given one, the one on standard input, or a new one (and then true).
fn choose_password(given: Option<&str>) -> Result<(String, bool), CliError> {
    if let Some(given) = given {
        return Ok((given.to_owned(), false));
    }
    let input = std::io::stdin();
    if !input.is_terminal() {
        let mut line = String::new();
        input
            .lock()
            .read_line(&mut line)
            .map_err(|error| CliError::Admin(format!("standard input: {error}")))?;
        let line = line.trim_end_matches(['\r', '\n']);
        if !line.is_empty() {
            return Ok((line.to_owned(), false));
        }
    }
    Ok((entropy::token::<18>(&SystemEntropy)?, true))
}
