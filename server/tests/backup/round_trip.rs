//! From either database into either: what comes out is what went in, and is as well guarded.

use nara_app::proposals::api::{ListQuery, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::backup::fits;
use nara_server::db::{Db, Engine, known_schema};
use nara_server::{execute, fetch_all, fetch_one};

use crate::common::{App, Place};
use crate::every_table;
use crate::program::Folder;
use crate::scene::{made, municipality, restored};

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
pub async fn given_and_gone(db: &Db) -> i64 {
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
pub async fn is_guarded(db: &Db) {
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

async fn there_and_back(from: Engine, to: Engine) {
    let Some((source, db)) = municipality(from).await else {
        return;
    };
    every_table::fill(&db).await;
    let gone = given_and_gone(&db).await;
    let folder = Folder::new();
    let file = folder.path().join("one.backup");
    let before = made(&db, &file, None).await.unwrap();
    assert!(before.verified.manifest.rows() > 1_000);
    assert!(before.verified.manifest.uploads.count >= 2);
    assert!(before.verified.recount.wrong().is_none());
    assert!(before.verified.recount.votes() > 100);
    assert_eq!(before.verified.head.engine, from);
    // A new table that the demo does not fill needs a row in `every_table`.
    let empty = before.verified.manifest.tables.iter();
    let empty = empty.filter(|total| total.rows == 0);
    let empty: Vec<&str> = empty.map(|total| total.table.as_str()).collect();
    assert_eq!(empty, [every_table::LEFT_EMPTY]);

    let (place, address) = match to {
        Engine::Sqlite => {
            let address = format!("sqlite:{}", folder.path().join("two.db").display());
            (None, address)
        }
        Engine::Postgres => {
            let place = Place::bare(Engine::Postgres).await.unwrap();
            let address = place.address.clone();
            (Some(place), address)
        }
    };
    let done = restored(&file, &address).await.unwrap();
    let known = known_schema(to);
    assert_eq!(Some(done.version), known.last().map(|step| step.version));
    assert!(done.wrong.is_none(), "{}", done.wrong);

    let copy = Db::open(&address).await.unwrap();
    let again = folder.path().join("two.backup");
    let after = made(&copy, &again, None).await.unwrap();
    let (old, new) = (&before.verified.manifest, &after.verified.manifest);
    assert_eq!(old.tables, new.tables, "row by row");
    assert_eq!(old.uploads, new.uploads);
    assert_eq!(after.verified.head.engine, to);
    assert_eq!(
        fits(&after.verified.head.steps(), &known),
        Ok(done.version),
        "it can be restored again"
    );
    if from == to {
        assert_eq!(guards(&db).await, guards(&copy).await);
        assert_eq!(old.numbers, new.numbers);
    }
    is_guarded(&copy).await;
    assert_eq!(
        given_and_gone(&copy).await,
        gone + 1,
        "no number comes twice"
    );

    // The municipality goes on: it is found, and votes are counted.
    let app = App::open(&address).await;
    let query = ListQuery {
        text: "grillplats".to_owned(),
        limit: 10,
        ..ListQuery::default()
    };
    let listed = app.proposals.list(&Actor::Visitor, &query, "", app.now);
    let found = listed.await.unwrap();
    assert!(!found.items.is_empty(), "search finds what was restored");
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Efter återställningen").await;
    let view = app.proposals.support(&siv, id, app.now).await.unwrap();
    assert_eq!(view.count, 1);

    for open in [db, copy, app.db] {
        open.close().await;
    }
    source.remove().await;
    if let Some(place) = place {
        place.remove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sqlite_to_sqlite() {
    there_and_back(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_postgres_to_postgres() {
    there_and_back(Engine::Postgres, Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sqlite_to_postgres() {
    if std::env::var("NARA_TEST_SQLITE_ONLY").as_deref() != Ok("1") {
        there_and_back(Engine::Sqlite, Engine::Postgres).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_postgres_to_sqlite() {
    there_and_back(Engine::Postgres, Engine::Sqlite).await;
}
