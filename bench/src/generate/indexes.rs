//! Indexes are made when the rows are there: each is then sorted once, instead of a million times.

use crate::Done;
use crate::store::{Engine, Store};

/// The tables that are filled.
const FILLED: &str = "'proposal', 'act', 'support', 'support_event', 'comment', 'comment_support', \
    'event', 'person', 'follow_up'";

/// Drops all that only make reading quicker; what makes them again.
pub async fn drop_all(store: &mut Store) -> Done<Vec<String>> {
    let found =
        match store.engine() {
            Engine::Sqlite => store
                .texts(&format!(
                    "select name, sql from sqlite_master where type = 'index' and sql is not null \
                     and tbl_name in ({FILLED})"
                ))
                .await?,
            // Those of keys and unique columns belong to the table.
            Engine::Postgres => store
                .texts(&format!(
                    "select indexname::text, indexdef from pg_indexes where schemaname = 'public' \
                     and tablename in ({FILLED}) and not exists (select 1 from pg_constraint c \
                     join pg_class i on i.oid = c.conindid where i.relname = indexname)"
                ))
                .await?,
        };
    for (name, _) in &found {
        store.run(&format!("drop index {name}")).await?;
    }
    Ok(found.into_iter().map(|(_, made_by)| made_by).collect())
}

pub async fn make_again(store: &mut Store, kept: Vec<String>) -> Done<()> {
    for made_by in kept {
        store.run(&made_by).await?;
    }
    Ok(())
}
