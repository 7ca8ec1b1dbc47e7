//! What SQLite does for a page of a discussion, before it has counted any rows: it walks along an index that has nothing but
//! what is shown, and stops at the limit. What PostgreSQL does follows from what it counted; there the time is measured
//! (`proposals/threads.rs`).

use nara_server::db::{Engine, Link};
use nara_server::execute;
use sqlx::AssertSqlSafe;

use super::statements::Source;
use crate::common::{self, App};

const FILE: &str = "proposals/store/thread.rs";

/// The steps of a statement's plan, as SQLite names them. What is bound does not matter to it here.
async fn plan(app: &App, text: &str) -> Vec<String> {
    let mut conn = app.db.read().await.unwrap();
    let Link::Sqlite(link) = conn.link() else {
        panic!("only SQLite is asked");
    };
    // Whoever only explains does not notice that the tables have changed since.
    let _indexes: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
        .fetch_one(&mut *link)
        .await
        .unwrap();
    let text = AssertSqlSafe(format!("explain query plan {text}"));
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text)
        // Kept, it would be told again as it was planned before.
        .persistent(false)
        .fetch_all(link)
        .await
        .unwrap();
    steps.into_iter().map(|(_, _, _, step)| step).collect()
}

/// Those of the steps that say this.
fn saying<'s>(steps: &'s [String], what: &str) -> Vec<&'s str> {
    let steps = steps.iter().map(String::as_str);
    steps.filter(|step| step.contains(what)).collect()
}

/// The statements of a page, by their names.
fn statements() -> [(&'static str, String); 5] {
    let source = Source::read();
    ["UP_TO", "SUPPORTED", "BALANCED", "BY_STANCE", "PLACE"]
        .map(|name| (name, source.constant(FILE, name)))
}

async fn what_is_not_shown_is_not_read(app: App) {
    let statements = statements();
    let first_page = &statements[0].1;
    let mut plans = Vec::new();
    for (name, text) in &statements {
        let steps = plan(&app, text).await;
        for table in ["comment", "c", "i", "k", "n", "r", "q", "w"] {
            let all = format!("SCAN {table}");
            // A part of the statement that is limited itself is called by a letter as well.
            let parts = saying(&steps, &format!("CO-ROUTINE {table}")).len();
            let whole = steps
                .iter()
                .filter(|step| **step == all || step.starts_with(&format!("{all} ")))
                .count();
            assert_eq!(whole, parts, "{name}: {steps:#?}");
        }
        plans.push(steps);
    }
    let [up_to, supported, balanced, by_stance, place] = &plans[..] else {
        panic!()
    };

    // The first page: threads as they stand in the index, and as many rows as are asked for, which is one more than shown.
    assert_eq!(
        saying(up_to, "SEARCH c "),
        ["SEARCH c USING INDEX comment_thread (proposal_id=? AND parent_id=? AND comment_id<?)"]
    );
    assert!(saying(up_to, "TEMP B-TREE").is_empty(), "{up_to:#?}");
    assert!(first_page.ends_with(" order by c.comment_id desc limit $4"));

    // Of the others the index alone says which, and only those are read and put in order.
    for (steps, choosing, index) in [
        (
            supported,
            1,
            "COVERING INDEX comment_by_support (proposal_id=? AND parent_id=?)",
        ),
        (
            balanced,
            4,
            "COVERING INDEX comment_by_side (proposal_id=? AND parent_id=? AND stance=?)",
        ),
    ] {
        let chosen = saying(steps, "SEARCH k ");
        assert_eq!(chosen, vec![format!("SEARCH k USING {index}"); choosing]);
        let read = saying(steps, "SEARCH c ");
        assert_eq!(read, ["SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"]);
        let ordered = saying(steps, "TEMP B-TREE");
        assert_eq!(ordered, ["USE TEMP B-TREE FOR ORDER BY"]);
    }

    // Counted and not read: the sides, the replies of a thread, and how far back something is.
    for (steps, table) in [
        (by_stance, "comment"),
        (up_to, "r"),
        (place, "n"),
        (place, "r"),
    ] {
        let counted = saying(steps, &format!("SEARCH {table} USING COVERING INDEX "));
        assert_eq!(counted.len(), 1, "{table}: {steps:#?}");
    }
    for steps in [up_to, supported, balanced] {
        let sides = saying(steps, "SEARCH i USING COVERING INDEX comment_by_side ");
        assert_eq!(sides.len(), 3, "{steps:#?}");
    }
    assert!(
        saying(by_stance, "TEMP B-TREE").is_empty(),
        "{by_stance:#?}"
    );

    // And it is noticed where an index is gone.
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "drop index comment_thread").unwrap();
    tx.commit().await.unwrap();
    let without = plan(&app, first_page).await;
    assert_ne!(saying(&without, "SEARCH c "), saying(up_to, "SEARCH c "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_shown_is_not_read_by_sqlite() {
    common::run(Engine::Sqlite, what_is_not_shown_is_not_read).await;
}
