//! A municipality with something in nearly every table, and its backup.

use std::path::{Path, PathBuf};

use nara_domain::time::{Date, Stamp};
use nara_server::auth::Keys;
use nara_server::backup::{
    self, BackupError, Effort, Made, Manifest, Passphrase, Restored, Restoring, Writing,
};
use nara_server::db::{Db, Engine};
use nara_server::entropy::SystemEntropy;
use nara_server::{execute, fetch_all, fetch_one};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor};
use tokio_util::sync::CancellationToken;

use crate::common::Place;
use crate::every_table;
use crate::program::Folder;

/// Puts somebody into a database of any version.
pub const SOMEBODY: &str =
    "insert into person (display_name, level, created_at) values ('Siv', 'n1', 7)";

pub fn noon() -> Stamp {
    Stamp::from_date(Date::new(2026, 3, 4).unwrap()).plus_hours(12)
}

/// The demo: every kind of history, with documents, pictures, campaigns and questions.
pub async fn municipality(engine: Engine) -> Option<(Place, Db)> {
    let place = Place::make(engine).await?;
    let db = Db::open(&place.address).await.unwrap();
    let keys = Keys::from_seed(&[7; 32]).unwrap();
    assert!(nara_server::demo::build(&db, &keys, noon()).await.unwrap());
    Some((place, db))
}

/// The demo with a row in every table but one, and the number that was given in that and is gone.
pub async fn full_municipality(engine: Engine) -> Option<(Place, Db, i64)> {
    let (place, db) = municipality(engine).await?;
    every_table::fill(&db).await;
    let gone = given_and_gone(&db).await;
    Some((place, db, gone))
}

/// A new table that the demo does not fill needs a row in `every_table`.
pub fn nearly_full(manifest: &Manifest) {
    let empty = manifest.tables.iter().filter(|total| total.rows == 0);
    let empty: Vec<&str> = empty.map(|total| total.table.as_str()).collect();
    assert_eq!(empty, [every_table::LEFT_EMPTY]);
}

/// One statement, alone.
pub async fn run(db: &Db, sql: &'static str) {
    let mut tx = db.begin().await.unwrap();
    execute!(tx, sql).unwrap();
    tx.commit().await.unwrap();
}

/// Makes a vote in an embedded database lead to somebody who is not there.
pub async fn loosen(folder: &Folder) {
    let unguarded = SqliteConnectOptions::new()
        .filename(folder.path().join("nara.db"))
        .foreign_keys(false);
    let mut conn = unguarded.connect().await.unwrap();
    conn.execute("update support set person_id = 4711 where person_id = 2")
        .await
        .unwrap();
    conn.close().await.unwrap();
}

pub async fn made(
    db: &Db,
    to: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<Made, BackupError> {
    let stop = CancellationToken::new();
    let wanted = Writing {
        to,
        passphrase,
        effort: Effort::WEAK_FOR_TESTS,
        now: noon(),
        entropy: &SystemEntropy,
        stop: &stop,
    };
    backup::write(db, &wanted).await
}

pub async fn restored(backup: &Path, address: &str) -> Result<Restored, BackupError> {
    let folder = PathBuf::from("/nowhere");
    let wanted = Restoring {
        backup,
        passphrase: None,
        folder: &folder,
        address,
        without: &[],
    };
    backup::restore(&wanted).await
}

/// A few votes and comments in an embedded database: what is small enough to be tried a thousand times.
pub async fn hamlet(folder: &Folder) -> Db {
    use nara_app::proposals::api::ProposalPort;

    let app = crate::common::App::open(&folder.database()).await;
    let people = app.residents(5).await;
    let id = app.proposal(&people[0], "Belysning vid stigen").await;
    for person in &people[1..] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    let said = crate::common::comment("Bra!");
    app.proposals
        .comment(&people[1], id, said, app.now)
        .await
        .unwrap();
    app.db
}

/// What guards the tables: triggers, keys, indexes, by the catalogue's own words.
pub async fn guards(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.unwrap();
    let rows = match db.engine() {
        Engine::Sqlite => fetch_all!(
            conn,
            (String,),
            "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema \
             where name not like 'sqlite\\_stat%' escape '\\' order by 1"
        ),
        Engine::Postgres => fetch_all!(
            conn,
            (String,),
            "select t.tgrelid::regclass::text || ' ' || pg_get_triggerdef(t.oid) || t.tgenabled::text \
                from pg_trigger t where not t.tgisinternal \
             union all select k.conrelid::regclass::text || ' ' || k.conname || ' ' || \
                pg_get_constraintdef(k.oid) || k.convalidated::text from pg_constraint k \
                where k.connamespace = 'public'::regnamespace \
             union all select indexdef from pg_indexes where schemaname = 'public' order by 1"
        ),
    };
    let guards: Vec<String> = rows.unwrap().into_iter().map(|(text,)| text).collect();
    assert!(guards.len() > 100, "{}", guards.len());
    guards
}

/// Gives a number that is never given twice, and takes away what had it.
async fn given_and_gone(db: &Db) -> i64 {
    let mut tx = db.begin().await.unwrap();
    let (number,) = fetch_one!(
        tx,
        (i64,),
        "insert into answer_template (title, kind, text, version, changed_by, changed_at, once_key) \
         select 'T', 'k', 't', 1, min(person_id), 0, 'once' from person \
         returning answer_template_id"
    )
    .unwrap();
    execute!(
        tx,
        "delete from answer_template where answer_template_id = $1",
        number
    )
    .unwrap();
    tx.commit().await.unwrap();
    number
}

/// Whether the database refuses what it has to refuse.
async fn is_guarded(db: &Db) {
    for statement in [
        "update act set stage = 'approved'",
        "delete from support_event",
    ] {
        let mut tx = db.begin().await.unwrap();
        let refused = execute!(tx, statement).unwrap_err();
        assert!(refused.is_refused_by_trigger(), "{statement}: {refused:?}");
    }
    let mut tx = db.begin().await.unwrap();
    let loose = execute!(
        tx,
        "insert into support (proposal_id, person_id, at) values (999999, 999999, 0)"
    );
    assert!(loose.unwrap_err().is_foreign_key_violation());
}

/// What came to be is as well guarded as its source, in which the number `gone` was the last one.
pub async fn goes_on(copy: &Db, gone: i64) {
    is_guarded(copy).await;
    assert_eq!(
        given_and_gone(copy).await,
        gone + 1,
        "no number comes twice"
    );
}
