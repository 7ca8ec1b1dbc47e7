//! The backup before the tables change: what an update did can be undone.

use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use nara_domain::backup::BEFORE_UPDATE_DAYS;
use nara_domain::schema::Age;
use nara_domain::time::Stamp;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::folder::{moment, said_moment};
use super::new::sqlite_file;
use super::place::{self, remove, sync_folder_of};
use super::write::{Wanted, write};
use super::{BackupError, Effort, Passphrase, catalogue};
use crate::db::{Db, Engine};
use crate::entropy::Entropy;

/// In the data folder.
const FOLDER: &str = "backups";
/// In the data folder of a server.
const KEYS: &str = "keys";
const BEGINS: &str = "before-update-";
/// Before the step of the tables, and what else tells two states of them apart.
const SCHEMA: &str = "-schema-";
const ENDS: &str = ".backup";
/// Of so many schemas one each. Of several steps one may have changed the tables and the next fail, again and
/// again: however often that is tried, the backup of before the first one stays.
const KEPT: usize = 3;
/// So long one of the same state does. What has no number of its own may have changed all the same.
const FRESH_MS: u64 = 600_000;

/// Makes a backup in the data folder where this program is about to change the tables of a database that
/// somebody uses. Of PostgreSQL only into a folder with a server's keys: whoever runs the migrations from
/// another machine would not expect everything about everybody where they happen to stand. What other servers
/// are told meanwhile is not in it. `lock`: the file of the passphrase that it is locked with on PostgreSQL.
///
/// # Errors
/// It could not be made; then nothing should be changed either.
pub async fn before_migrating(
    address: &str,
    data: &Path,
    lock: Option<&Path>,
    now: Stamp,
    entropy: &dyn Entropy,
) -> Result<Option<PathBuf>, BackupError> {
    let there = match sqlite_file(address) {
        Some(file) => file.exists(),
        None => data.join(KEYS).is_dir(),
    };
    if !there {
        return Ok(None);
    }
    let db = Db::connect(address).await?;
    let made = if_needed(&db, data, lock, now, entropy).await;
    db.close().await;
    made
}

/// What this program is about to change ([`There::state`]), if it is tables of before: not those of later, which
/// stay as they are, nor what this role may not change.
async fn about_to_change(db: &Db) -> Result<Option<String>, BackupError> {
    let steps = db.schema().await?;
    let Some(schema) = steps.iter().map(|step| step.version).max() else {
        return Ok(None);
    };
    let changes =
        matches!(db.age_of_tables().await?, Age::Earlier(_)) && db.may_change_tables().await?;
    if !changes {
        return Ok(None);
    }
    let mut conn = db.read().await?;
    if !catalogue::is_used(&mut conn).await? {
        return Ok(None);
    }
    // Whoever votes or writes uses one up.
    let numbers = catalogue::list_numbers(&mut conn).await?;
    let numbers = hex::encode(Sha256::digest(format!("{numbers:?}")));
    Ok(Some(format!("{schema}-{numbers:.8}")))
}

async fn if_needed(
    db: &Db,
    data: &Path,
    lock: Option<&Path>,
    now: Stamp,
    entropy: &dyn Entropy,
) -> Result<Option<PathBuf>, BackupError> {
    let Some(state) = about_to_change(db).await? else {
        return Ok(None);
    };
    let folder = data.join(FOLDER);
    let mut private = std::fs::DirBuilder::new();
    private.recursive(true).mode(0o700);
    let made = private.create(&folder);
    made.map_err(|error| BackupError::file(&folder, error))?;
    sync_folder_of(&folder)?;
    // By a start that was killed while it changed the tables, or whose step failed.
    let mut before = list(&folder)?.into_iter();
    if let Some(fresh) = before.rfind(|each| each.does_for(&state, now)) {
        return Ok(Some(fresh.path));
    }
    let passphrase = match db.engine() {
        // It lies beside the database itself.
        Engine::Sqlite => None,
        // It lies beside the keys, and the database does not.
        Engine::Postgres => lock.map(Passphrase::read).transpose()?,
    };
    let to = folder.join(format!("{BEGINS}{}{SCHEMA}{state}{ENDS}", moment(now)));
    let stop = CancellationToken::new();
    let wanted = Wanted {
        to: &to,
        passphrase: passphrase.as_ref(),
        effort: Effort::USUAL,
        now,
        entropy,
        stop: &stop,
    };
    write(db, &wanted).await?;
    thin_out(&folder, &to)?;
    Ok(Some(to))
}

/// One that is there.
struct There {
    path: PathBuf,
    /// As its name says it.
    moment: String,
    /// The last step of its tables, and eight digits of a hash of the numbers that were given: what differs in
    /// either is another state of the database. None of those that earlier releases made.
    state: Option<String>,
}

impl There {
    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let said = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
        let (moment, state) = match said.split_once(SCHEMA) {
            Some((moment, state)) => (moment, Some(state.to_owned())),
            None => (said, None),
        };
        Some(Self {
            moment: moment.to_owned(),
            state,
            path,
        })
    }

    fn does_for(&self, state: &str, now: Stamp) -> bool {
        let made = said_moment(&self.moment);
        self.state.as_deref() == Some(state)
            && made.is_some_and(|made| made.0.abs_diff(now.0) < FRESH_MS)
    }

    fn schema(&self) -> Option<&str> {
        let (schema, _) = self.state.as_deref()?.split_once('-')?;
        Some(schema)
    }
}

/// The backups of a folder, the oldest first, as their names say.
fn list(folder: &Path) -> Result<Vec<There>, BackupError> {
    let problem = |error| BackupError::file(folder, error);
    let mut there = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        there.extend(There::of(entry.map_err(problem)?.path()));
    }
    there.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Ok(there)
}

/// Takes away those of a data folder that are so old that nobody goes back to them, but for the newest, and what
/// killed starts left of some. Answers with how many whole ones went.
///
/// # Errors
/// One of them cannot be taken away, or the folder not be read.
pub fn forget_before_updates(data: &Path, now: Stamp) -> Result<usize, BackupError> {
    let folder = data.join(FOLDER);
    match folder.symlink_metadata() {
        // There has been no update.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        _ => remove_unfinished(&folder)?,
    }
    let since = now.plus_days(-BEFORE_UPDATE_DAYS);
    let there = list(&folder)?.into_iter();
    let dated: Vec<(Stamp, PathBuf)> = there
        .filter_map(|each| Some((said_moment(&each.moment)?, each.path)))
        .collect();
    // To a clock that is months ahead all of them are old, and the newest is the way back from the last update.
    let Some((_newest, older)) = dated.split_last() else {
        return Ok(0);
    };
    let mut removed = 0;
    for (_, path) in older.iter().filter(|(made, _)| *made < since) {
        remove(path)?;
        removed += 1;
    }
    Ok(removed)
}

/// What killed starts left of some.
fn remove_unfinished(folder: &Path) -> Result<(), BackupError> {
    place::remove_unfinished(folder, |name| {
        name.starts_with(BEGINS) && name.ends_with(ENDS)
    })
}

/// Keeps the newest of each of the last schemas.
fn thin_out(folder: &Path, made: &Path) -> Result<(), BackupError> {
    remove_unfinished(folder)?;
    let mut there = list(folder)?;
    // The one just made is the newest, also where a clock was ahead before.
    there.sort_by_key(|each| each.path == made);
    let mut kept: Vec<Option<&str>> = Vec::new();
    for each in there.iter().rev() {
        let schema = each.schema();
        if kept.len() == KEPT || (schema.is_some() && kept.contains(&schema)) {
            remove(&each.path)?;
        } else {
            kept.push(schema);
        }
    }
    Ok(())
}
