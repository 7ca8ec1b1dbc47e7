//! From either database into either: what comes out is what went in, and is as well guarded.

use nara_app::proposals::api::{ListQuery, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::backup::fits;
use nara_server::db::{Db, Engine, known_schema};

use crate::common::{App, Place};
use crate::program::Folder;
use crate::scene::{full_municipality, goes_on, guards, made, nearly_full, restored};

async fn there_and_back(from: Engine, to: Engine) {
    let Some((source, db, gone)) = full_municipality(from).await else {
        return;
    };
    let folder = Folder::new();
    let file = folder.path().join("one.backup");
    let before = made(&db, &file, None).await.unwrap();
    assert!(before.verified.manifest.rows() > 1_000);
    assert!(before.verified.manifest.uploads.count >= 2);
    assert!(before.verified.recount.wrong().is_none());
    assert!(before.verified.recount.votes() > 100);
    assert_eq!(before.verified.head.engine, from);
    nearly_full(&before.verified.manifest);

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
    goes_on(&copy, gone).await;

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
