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
    store.run("begin").await?;
    let kept = indexes::drop_all(&mut store).await?;
    fill::people(&mut store, &world).await?;
    fill::rules(&mut store, &world).await?;
    fill::cases(&mut store, &world).await?;
    fill::acts(&mut store, &world).await?;
    fill::votes(&mut store, &world).await?;
    comments::write(&mut store, &world).await?;
    indexes::make_again(&mut store, kept).await?;
    store.run("commit").await?;
    tighten(&mut store).await?;
    check::recount(&mut store).await?;
    store.close().await?;
    Ok((world, begun.elapsed()))
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
