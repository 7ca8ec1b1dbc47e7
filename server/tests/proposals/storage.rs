//! Both databases hold the same, and what is on the record stays there.

use std::collections::BTreeSet;

use nara_app::proposals::api::ProposalPort;
use nara_server::db::Engine;
use nara_server::{execute, fetch_all};

use crate::common::{self, App};
use crate::on_both;

on_both!(the_record_refuses_to_be_rewritten, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    app.proposals
        .support(&people[1], id, app.now)
        .await
        .unwrap();
    let mut statements = vec![
        "update act set stage = 'approved'",
        "delete from act",
        "update support_event set at = 0",
        "delete from support_event where person_id = 1 or person_id = 2",
    ];
    if app.db.engine() == Engine::Postgres {
        statements.extend(["truncate act cascade", "truncate support_event"]);
    }
    for sql in statements {
        let mut tx = app.db.begin().await.unwrap();
        let error = execute!(tx, sql).unwrap_err();
        let told = format!("{error:?}");
        assert!(told.contains("append-only"), "{sql}: {told}");
    }
    assert_eq!(app.number("select count(*) from act").await, 3);
    assert_eq!(app.number("select count(*) from support_event").await, 1);
});

on_both!(one_person_supports_a_proposal_once_whoever_asks, |app| {
    let people = app.residents(1).await;
    let id = app.proposal(&people[0], "Belysning").await;
    app.proposals
        .support(&people[0], id, app.now)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let again = execute!(
        tx,
        "insert into support (proposal_id, person_id, at) select proposal_id, person_id, at \
         from support",
    );
    assert!(again.unwrap_err().is_unique_violation());
});

/// (table, column) of everything a migration made.
async fn columns(app: &App) -> BTreeSet<(String, String)> {
    let sql = match app.db.engine() {
        Engine::Sqlite => {
            "select m.name, c.name from sqlite_schema m, pragma_table_xinfo(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%' \
             and m.name not like 'proposal_search%' and m.name not like 'question_search%'"
        }
        Engine::Postgres => {
            "select table_name::text, column_name::text from information_schema.columns \
             where table_schema = 'public' and column_name <> 'search_vector'"
        }
    };
    let rows = fetch_all!(app.db.read().await.unwrap(), (String, String), sql).unwrap();
    rows.into_iter()
        .filter(|(table, _)| table != "_sqlx_migrations")
        .collect()
}

#[tokio::test]
async fn migrations_end_with_the_same_tables_and_columns() {
    let Some(postgres) = common::Place::make(Engine::Postgres).await else {
        return;
    };
    let sqlite = common::Place::make(Engine::Sqlite).await.unwrap();
    let (one, two) = (
        App::open(&sqlite.address).await,
        App::open(&postgres.address).await,
    );
    let (ours, theirs) = (columns(&one).await, columns(&two).await);
    assert!(ours.len() > 80, "{}", ours.len());
    assert_eq!(ours, theirs);
    one.db.close().await;
    two.db.close().await;
    sqlite.remove().await;
    postgres.remove().await;
}

#[test]
fn migrations_have_the_same_names() {
    let names = |folder: &str| {
        let path = format!("{}/../migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        let files = std::fs::read_dir(path).unwrap();
        files
            .map(|file| file.unwrap().file_name())
            .collect::<BTreeSet<_>>()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

on_both!(a_second_start_changes_nothing, |app| {
    let rows = "select (select count(*) from ruleset) + (select count(*) from event_head)";
    let before = app.number(rows).await;
    let again = App::open(&app.address).await;
    assert_eq!(app.number(rows).await, before);
    again.db.close().await;
});
