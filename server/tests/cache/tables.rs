//! What is said of tables (`server/src/db/tables.rs`) is true of every page there is.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use nara_server::db::TEXTS;
use nara_server::db::tables::ON_NO_PAGE;

use crate::{full, kept, on_both};

fn words(sql: &str) -> BTreeSet<&str> {
    sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect()
}

on_both!(no_kept_page_reads_what_is_on_none, |app| {
    let web = full(&app).await;
    let mut read = 0;
    for address in kept(&web).await {
        let texts = Arc::new(Mutex::new(Vec::new()));
        // Made anew: what is kept asks nothing.
        web.clock.advance_ms(60_000);
        let mut visitor = web.visitor();
        let page = visitor.get(&address);
        let _page = TEXTS.scope(Arc::clone(&texts), page).await;
        let texts = texts.lock().unwrap().clone();
        read += texts.len();
        for sql in &texts {
            // A column can be called as a table is, and `p.follow` is none.
            let named = words(sql);
            let tables = ON_NO_PAGE.iter().filter(|table| {
                named.contains(*table)
                    && ["from", "join", ","].iter().any(|before| {
                        let flat = sql.split_whitespace().collect::<Vec<_>>().join(" ");
                        flat.contains(&format!("{before} {table} "))
                            || flat.ends_with(&format!("{before} {table}"))
                            || flat.contains(&format!("{before} {table})"))
                    })
            });
            let tables: Vec<_> = tables.collect();
            assert!(tables.is_empty(), "{address} reads {tables:?}: {sql}");
        }
    }
    assert!(read > 1_000, "{read}: the pages were made");
});

on_both!(what_is_on_no_page_is_there, |app| {
    let web = app.web().await;
    let select = match app.db.engine() {
        nara_server::db::Engine::Sqlite => "select name from sqlite_master where type = 'table'",
        nara_server::db::Engine::Postgres => {
            "select cast(table_name as text) from information_schema.tables \
             where table_schema = 'public'"
        }
    };
    let tables: BTreeSet<String> = app.texts(select).await.into_iter().collect();
    for table in ON_NO_PAGE {
        assert!(tables.contains(*table), "{table}");
    }
    drop(web);
});
