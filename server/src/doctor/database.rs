//! The database: whether it answers, keeps its promises, is whole, and what it says of what goes on.

use std::path::Path;

use nara_domain::backup::{SchemaStep, night_of};
use nara_domain::schema::Age;
use nara_domain::time::Stamp;

use super::machine::{hours, megabytes};
use super::{Finding, State};
use crate::auth::keys;
use crate::backup::{recount, run_store, sqlite_file};
use crate::config::{Config, masked};
use crate::db::{Conn, Db, DbError, Engine, known_schema};
use crate::identity::{NumberKey, key, store as identity};
use crate::mail::store as outbox;
use crate::{fetch_all, fetch_one};

/// SQLite's log grows beyond this only where something reads for hours; the commits after that cut it off.
const LARGE_LOG: u64 = 512_000_000;
/// What happened later than this did not happen yet.
const AHEAD_MINUTES: i64 = 5;
/// A letter goes out within seconds; a mail server may be down for a while.
const LATE_HOURS: i64 = 1;

pub async fn examine(config: &Config, now: Stamp) -> Vec<Finding> {
    const ABOUT: &str = "database";
    let address = match config.database() {
        Ok(address) => address,
        Err(error) => return vec![Finding::wrong(ABOUT, error.to_string())],
    };
    let shown = masked(&address);
    if let Some(file) = sqlite_file(&address)
        && !file.exists()
    {
        return vec![Finding::wrong(ABOUT, format!("there is none at {shown}"))];
    }
    match Db::connect(&address).await {
        Err(error) => vec![Finding::wrong(ABOUT, format!("{shown}: {error}"))],
        Ok(db) => {
            let looked = look(&db, config, now).await;
            let looked = looked.unwrap_or_else(|error| {
                vec![Finding::wrong(
                    ABOUT,
                    format!("{shown} does not answer: {error}"),
                )]
            });
            db.close().await;
            looked
        }
    }
}

async fn look(db: &Db, config: &Config, now: Stamp) -> Result<Vec<Finding>, DbError> {
    let mut found = Vec::new();
    let mut conn = db.read().await?;
    found.push(version(&mut conn).await?);
    found.push(durability(&mut conn).await?);
    if let Some(bytes) = db.wal_bytes().await {
        let says = format!("its file takes {}", megabytes(bytes));
        found.push(match bytes > LARGE_LOG {
            true => {
                let says = format!("{says}: something has been reading for hours");
                Finding::wrong("write-ahead log", says)
            }
            false => Finding::well("write-ahead log", says),
        });
    }
    found.extend(whole(&mut conn).await?);
    let (schema, up_to_date) = schema(db.age_of_tables().await?, &known_schema(db.engine()));
    found.push(schema);
    found.extend(keys(config, up_to_date.then_some(&mut conn)).await?);
    // What is asked from here on is asked of the tables of today.
    if up_to_date {
        found.push(votes(&mut conn).await?);
        found.push(clock(&mut conn, now).await?);
        found.push(letters(&mut conn, now).await?);
        found.extend(last_backup(&mut conn, config, now).await?);
    }
    Ok(found)
}

async fn version(conn: &mut Conn) -> Result<Finding, DbError> {
    let (version,) = match conn.engine() {
        // One that is too old is not even opened.
        Engine::Sqlite => fetch_one!(conn, (String,), "select sqlite_version()")?,
        Engine::Postgres => {
            fetch_one!(conn, (String,), "select current_setting('server_version')")?
        }
    };
    let says = format!("{} {version} answers", conn.engine().name());
    Ok(Finding::well("database", says))
}

/// Whether what was acknowledged survives a power cut.
async fn durability(conn: &mut Conn) -> Result<Finding, DbError> {
    const ABOUT: &str = "durability";
    let said = match conn.engine() {
        Engine::Sqlite => {
            let (synchronous,) =
                fetch_one!(conn, (i64,), "select synchronous from pragma_synchronous")?;
            let (journal,) = fetch_one!(
                conn,
                (String,),
                "select journal_mode from pragma_journal_mode"
            )?;
            let synchronous = match synchronous {
                2.. => "on",
                _ => "off",
            };
            let journal = if journal == "wal" { "on" } else { "off" };
            vec![
                ("synchronous=full", synchronous.to_owned()),
                ("wal", journal.to_owned()),
            ]
        }
        Engine::Postgres => {
            let (fsync, commit, pages) = fetch_one!(
                conn,
                (String, String, String),
                "select current_setting('fsync'), current_setting('synchronous_commit'), \
                 current_setting('full_page_writes')"
            )?;
            vec![
                ("fsync", fsync),
                ("synchronous_commit", commit),
                ("full_page_writes", pages),
            ]
        }
    };
    let off: Vec<&str> = said
        .iter()
        .filter(|(_, value)| value == "off")
        .map(|(name, _)| *name)
        .collect();
    Ok(match off.is_empty() {
        true => Finding::well(ABOUT, "every commit is on the disk before it is answered"),
        false => Finding::wrong(
            ABOUT,
            format!(
                "votes can be lost when the power goes: {} is off",
                off.join(", ")
            ),
        ),
    })
}

/// Whether the file is whole and rows lead to rows. PostgreSQL's `pg_amcheck` is its owner's to run.
async fn whole(conn: &mut Conn) -> Result<Vec<Finding>, DbError> {
    if conn.engine() == Engine::Postgres {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    if conn.engine() == Engine::Sqlite {
        // How many it names at most cannot be said here: a number given to a pragma that is read as a table is
        // taken for a table's name.
        let checked = fetch_all!(
            conn,
            (String,),
            "select quick_check from pragma_quick_check limit 3"
        )?;
        let words: Vec<String> = checked.into_iter().map(|(words,)| words).collect();
        found.push(match words.as_slice() {
            [ok] if ok == "ok" => Finding::well("file", "SQLite finds nothing wrong in it"),
            _ => Finding::wrong(
                "file",
                format!("SQLite finds it damaged: {}", words.join("; ")),
            ),
        });
        let loose = fetch_all!(
            conn,
            (String, String),
            "select distinct \"table\", parent from pragma_foreign_key_check limit 3"
        )?;
        let loose: Vec<String> = loose
            .into_iter()
            .map(|(from, to)| format!("{from} → {to}"))
            .collect();
        found.push(match loose.is_empty() {
            true => Finding::well("references", "every row leads to one that is there"),
            false => Finding::wrong(
                "references",
                format!("rows lead to rows that are not there: {}", loose.join(", ")),
            ),
        });
    }
    Ok(found)
}

/// Also whether the tables of this program are there.
fn schema(age: Age, known: &[SchemaStep]) -> (Finding, bool) {
    let newest = known.iter().map(|step| step.version).max();
    let newest = newest.unwrap_or_default();
    let (state, says) = match age {
        Age::Same => (State::Well, format!("up to date, schema {newest}")),
        Age::Later(step) => (
            State::Note,
            format!(
                "schema {step}, of a later version of Nära; this program, of schema {newest}, can use it"
            ),
        ),
        Age::Earlier(missing) => (
            State::Note,
            format!(
                "{missing} steps behind this program; the next start or `nara migrate` brings them up to date"
            ),
        ),
        Age::TooLate { step, needs } => (
            State::Wrong,
            format!(
                "step {step} is of a later version of Nära, and wants a program that knows step {needs}"
            ),
        ),
        Age::Unlike(step) => (
            State::Wrong,
            format!("step {step} is missing, or is not the one of this program"),
        ),
    };
    let usable = matches!(age, Age::Same | Age::Later(_));
    (Finding::new("tables", state, says), usable)
}

async fn votes(conn: &mut Conn) -> Result<Finding, DbError> {
    const ABOUT: &str = "votes";
    let wrong = recount::ask(conn).await?;
    Ok(match wrong.is_none() {
        true => Finding::well(
            ABOUT,
            "recounted: what is shown is what stands and what the log says",
        ),
        false => Finding::wrong(ABOUT, format!("they do not add up: {wrong}")),
    })
}

/// Whether the machine's clock is behind what has happened already.
async fn clock(conn: &mut Conn, now: Stamp) -> Result<Finding, DbError> {
    const ABOUT: &str = "clock";
    let (last,) = fetch_one!(
        conn,
        (i64,),
        "select max(at) from (select coalesce(max(at), 0) as at from event \
         union all select coalesce(max(at), 0) from audit) as happened"
    )?;
    let ahead = last.saturating_sub(now.0) / 60_000;
    Ok(match ahead > AHEAD_MINUTES {
        true => Finding::wrong(
            ABOUT,
            format!(
                "it is {ahead} minutes behind the last thing that happened here; is the time of this \
                 machine right?"
            ),
        ),
        false => Finding::well(
            ABOUT,
            format!("{} in Stockholm", now.local().strftime("%Y-%m-%d %H:%M")),
        ),
    })
}

async fn letters(conn: &mut Conn, now: Stamp) -> Result<Finding, DbError> {
    const ABOUT: &str = "letters";
    let late = outbox::count_late(conn, now).await?;
    Ok(match late.oldest_at {
        None => Finding::well(ABOUT, "none is late"),
        Some(oldest) => {
            let age = hours(oldest, now);
            let says = format!(
                "{} have not gone out, the oldest for {age} hours",
                late.letters
            );
            match age >= LATE_HOURS {
                true => Finding::wrong(ABOUT, format!("{says}; /admin/post says why")),
                false => Finding::well(ABOUT, says),
            }
        }
    })
}

/// What the servers say of the backup of last night.
async fn last_backup(
    conn: &mut Conn,
    config: &Config,
    now: Stamp,
) -> Result<Option<Finding>, DbError> {
    const ABOUT: &str = "last backup";
    let tried = run_store::last_tried(conn).await?;
    let made = run_store::last_made(conn).await?;
    let last = made.and_then(|run| Some((run.ended_at?, run.bytes?)));
    let last = last.map_or_else(
        || "none was made".to_owned(),
        |(at, bytes)| {
            let bytes = megabytes(u64::try_from(bytes).unwrap_or_default());
            format!(
                "the last one is {} hours old and of {bytes}",
                hours(Stamp(at), now)
            )
        },
    );
    let tonight = night_of(now).to_string();
    Ok(match tried {
        Some(run) if run.problem.is_some() => {
            let problem = run.problem.unwrap_or_default();
            let says = format!("that of {} came to nothing: {problem}; {last}", run.night);
            Some(Finding::wrong(ABOUT, says))
        }
        Some(run) if run.night == tonight => Some(match run.ended_at {
            Some(_) => Finding::well(ABOUT, last),
            None => {
                // Also where its server was killed meanwhile: nobody could say so.
                let since = Stamp(run.begun_at).local();
                let since = since.strftime("%Y-%m-%d %H:%M");
                let says = format!("one has been under way since {since} in Stockholm; {last}");
                Finding::note(ABOUT, says)
            }
        }),
        // Nobody is to make any.
        _ if config.backup_folder.is_none() => None,
        Some(_) | None => Some(Finding::wrong(
            ABOUT,
            format!("that of {tonight} was not made; does the server run? {last}"),
        )),
    })
}

/// Whether the keys are there, are their owner's alone, and belong to this database.
async fn keys(config: &Config, conn: Option<&mut Conn>) -> Result<Vec<Finding>, DbError> {
    let folder = config.data.join("keys");
    let signing = match &config.signing_key_file {
        Some(path) => (path.display().to_string(), keys::load_file(path).map(Some)),
        None => (
            folder.join(keys::FILE).display().to_string(),
            keys::load(&folder, keys::FILE),
        ),
    };
    let (path, loaded) = signing;
    let mut found = vec![match loaded {
        Ok(Some(_)) => Finding::well("signing key", format!("{path} is its owner's alone")),
        Ok(None) => Finding::wrong(
            "signing key",
            format!(
                "{path} is not there: every link and key for programs ends when a new one is made"
            ),
        ),
        Err(error) => Finding::wrong("signing key", error.to_string()),
    }];
    found.push(number_key(&folder, conn).await?);
    Ok(found)
}

async fn number_key(folder: &Path, conn: Option<&mut Conn>) -> Result<Finding, DbError> {
    const ABOUT: &str = "key of national numbers";
    let path = folder.join(key::FILE).display().to_string();
    let known = match conn {
        Some(conn) => identity::find_check_value(conn).await?,
        None => None,
    };
    Ok(match (keys::load(folder, key::FILE), known) {
        (Err(error), _) => Finding::wrong(ABOUT, error.to_string()),
        (Ok(None), None) => Finding::note(ABOUT, format!("{path} is made at the first start")),
        (Ok(None), Some(_)) => Finding::wrong(
            ABOUT,
            format!("{path} is not there: nobody's number is known without it; restore it"),
        ),
        (Ok(Some(seed)), Some(known)) if NumberKey::from_bytes(&seed).check_value() != known => {
            Finding::wrong(
                ABOUT,
                format!("{path} is not the one this database was made with"),
            )
        }
        (Ok(Some(_)), _) => Finding::well(ABOUT, format!("{path} is its owner's alone")),
    })
}

#[cfg(test)]
mod tests {
    use nara_domain::schema::{Ran, age};

    use super::*;

    fn step(version: i64) -> SchemaStep {
        SchemaStep {
            version,
            checksum: Vec::new(),
        }
    }

    #[test]
    fn tables_are_of_today_of_before_or_of_later() {
        let known = [1, 2, 4].map(step);
        for (there, later, state, today) in [
            (&[1, 2, 4][..], "", State::Well, true),
            (&[1, 2], "", State::Note, false),
            (&[1, 4], "", State::Note, false),
            (&[], "", State::Note, false),
            (&[1, 2, 4, 5], "more", State::Note, true),
            (&[1, 2, 4, 5], "needs 0005 less", State::Wrong, false),
            (&[1, 3], "", State::Wrong, false),
        ] {
            let ran = there.iter().map(|version| Ran {
                step: step(*version),
                name: later.to_owned(),
            });
            let age = age(&ran.collect::<Vec<_>>(), &known);
            let (found, up_to_date) = schema(age, &known);
            assert_eq!((found.state, up_to_date), (state, today), "{there:?}");
        }
    }
}
