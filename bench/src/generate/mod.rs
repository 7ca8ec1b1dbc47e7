//! Made data: a municipality after four years, straight into the tables of the real migrations.
//!
//! Skewed as life is: a few cases are viral, most are quiet. Every record has gone through the stage machine
//! ([`history`]), texts are found by the stems the server makes, and counts, logs and indexes are what the
//! server's own writes would have left ([`check`]). What is left out: letters, notices, drafts, groups,
//! campaigns, questions, and the events of official steps.

pub mod check;
mod comments;
mod fill;
mod history;
mod indexes;
mod outline;
pub mod words;
pub mod world;

use std::time::{Duration, Instant};

use nara_domain::time::Stamp;

use crate::Done;
use crate::arguments::Generate;
use crate::server::{Place, free_address};
use crate::store::{Engine, Store};
use world::{Size, World};

/// The moment it is.
pub fn now() -> Stamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the data has to reach up to today; nothing here is replayed"
    )]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let millis = since.unwrap_or_default().as_millis();
    Stamp(i64::try_from(millis).unwrap_or(i64::MAX))
}

/// `nara-bench generate`.
pub async fn alone(generate: Generate) -> Done<()> {
    let database = generate.database.unwrap_or_else(|| {
        let file = generate.folder.join("nara.db");
        format!("sqlite:{}", file.display())
    });
    let place = Place {
        program: generate.nara,
        data: generate.folder,
        database,
        listen: free_address()?,
    };
    let (_, took) = make(&place, Size::of(generate.proposals)).await?;
    println!(
        "{} proposals in {:.1} s",
        generate.proposals,
        took.as_secs_f64()
    );
    Ok(())
}

/// Makes tables and data; how long that took.
pub async fn make(place: &Place, size: Size) -> Done<(World, Duration)> {
    place.migrate()?;
    let begun = Instant::now();
    let mut store = Store::open(&place.database).await?;
    if store.number("select count(*) from proposal").await? > 0 {
        return Err("there are proposals already".into());
    }
    let world = World::new(size, now());
    loosen(&mut store).await?;
    everything(&mut store, &world).await?;
    tighten(&mut store).await?;
    check::recount(&mut store).await?;
    store.close().await?;
    Ok((world, begun.elapsed()))
}

/// Every row, into tables that are empty.
async fn everything(store: &mut Store, world: &World) -> Done<()> {
    store.run("begin").await?;
    let kept = indexes::drop_all(store).await?;
    fill::people(store, world).await?;
    fill::rules(store, world).await?;
    fill::cases(store, world).await?;
    fill::acts(store, world).await?;
    fill::votes(store, world).await?;
    comments::write(store, world).await?;
    indexes::make_again(store, kept).await?;
    store.run("commit").await
}

/// If this is broken off, what it made is of no use anyway.
async fn loosen(store: &mut Store) -> Done<()> {
    match store.engine() {
        Engine::Sqlite => store
            .run("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000")
            .await,
        Engine::Postgres => {
            store
                .run("set synchronous_commit = off; set maintenance_work_mem = '512MB'")
                .await
        }
    }
}

/// As a server leaves it: numbers go on after the last, the planner knows what is there.
async fn tighten(store: &mut Store) -> Done<()> {
    match store.engine() {
        Engine::Sqlite => {
            store
                .run(
                    "pragma analysis_limit = 1000; analyze; \
                     pragma journal_mode = wal; pragma synchronous = full",
                )
                .await
        }
        Engine::Postgres => {
            for (table, key) in fill::NUMBERED {
                store
                    .run(&format!(
                        "select setval(pg_get_serial_sequence('{table}', '{key}'), \
                         (select greatest(max({key}), 1) from {table}))"
                    ))
                    .await?;
            }
            store.run("vacuum analyze").await?;
            store.run("checkpoint").await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps of the tables, as the server goes through them.
    fn steps(engine: Engine) -> Vec<String> {
        let all = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
        let folder = std::path::Path::new(all).join(engine.code());
        let entries = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "sql"));
        files.sort();
        let texts = files.iter().map(std::fs::read_to_string);
        texts.collect::<Result<_, _>>().unwrap()
    }

    /// So much that every table is filled in several parts, in a database that looks whether what a row names
    /// is there.
    async fn is_taken(store: &mut Store) {
        for step in steps(store.engine()) {
            store.run(&step).await.unwrap();
        }
        if store.engine() == Engine::Sqlite {
            store.run("pragma foreign_keys = on").await.unwrap();
        }
        let size = Size {
            votes: 15_000,
            comments: 6_000,
            voters: 10,
            leavers: 1,
            leaver_comments: 50,
            ..Size::of(3_000)
        };
        let world = World::new(size, Stamp(1_790_000_000_000));
        everything(store, &world).await.unwrap();
        check::recount(store).await.unwrap();
        for (table, least) in [
            ("follow_up", 1_001),
            ("comment_support", 1_001),
            ("reminder", 1),
            ("day_reminder", 1),
        ] {
            let counted = store.number(&format!("select count(*) from {table}")).await;
            let counted = counted.unwrap();
            assert!(counted >= least, "{table}: {counted}");
        }
    }

    #[tokio::test]
    async fn the_tables_take_what_is_made_on_sqlite() {
        let path = std::env::temp_dir().join(format!("nara-bench-made-{}", std::process::id()));
        let mut store = Store::Sqlite(Store::durable(&path).await.unwrap());
        let quickly = "pragma foreign_keys = off; pragma synchronous = off";
        store.run(quickly).await.unwrap();
        is_taken(&mut store).await;
        store.close().await.unwrap();
        std::fs::remove_file(path).unwrap();
    }

    #[tokio::test]
    async fn the_tables_take_what_is_made_on_postgres() {
        let Ok(server) = std::env::var("NARA_TEST_POSTGRES") else {
            let only = std::env::var("NARA_TEST_SQLITE_ONLY").as_deref() == Ok("1");
            assert!(only, "NARA_TEST_POSTGRES is not set: `make test` does it");
            return;
        };
        let name = format!("nara_bench_made_{}", std::process::id());
        let mut above = Store::open(&server).await.unwrap();
        above.run(&format!("create database {name}")).await.unwrap();
        let (host, rest) = server.rsplit_once('/').unwrap();
        let query = rest.find('?').and_then(|at| rest.get(at..));
        let address = format!("{host}/{name}{}", query.unwrap_or_default());
        let mut store = Store::open(&address).await.unwrap();
        is_taken(&mut store).await;
        store.close().await.unwrap();
        above.run(&format!("drop database {name}")).await.unwrap();
    }
}
