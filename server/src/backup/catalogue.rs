//! What the database says of itself: its tables, what keeps them from being filled, and where numbering
//! stands. Asked of the catalogue and not of a list in this program, so that a table which a later
//! migration adds is in the next backup without anybody thinking of it.

use std::collections::BTreeMap;

use nara_domain::backup::SchemaStep;

use super::BackupError;
use super::manifest::{Column, Table};
use crate::db::{Conn, Db, DbError, Engine, FromRow, Kind, Statement, Tx};
use crate::privacy::map;
use crate::{execute, fetch_all, fetch_one};

/// The tables of migrations are made anew by migrations.
const SQLITE_COLUMNS: &str = "select t.name as table_name, c.name as column_name, \
    lower(c.type) as type_name, c.pk as place \
    from pragma_table_list t join pragma_table_xinfo(t.name) c \
    where t.schema = 'main' and t.type = 'table' and c.hidden = 0 \
    and t.name not like 'sqlite\\_%' escape '\\' and t.name <> '_sqlx_migrations' \
    order by t.name, c.name";
const POSTGRES_COLUMNS: &str = "select c.relname::text as table_name, a.attname::text as column_name, \
    format_type(a.atttypid, null) as type_name, \
    coalesce((select k.place from unnest(i.indkey) with ordinality as k (number, place) \
        where k.number = a.attnum), 0)::bigint as place \
    from pg_class c join pg_attribute a on a.attrelid = c.oid \
    left join pg_index i on i.indrelid = c.oid and i.indisprimary \
    where c.relnamespace = current_schema()::text::regnamespace and c.relkind in ('r', 'p') \
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' \
    and c.relname <> '_sqlx_migrations' \
    order by c.relname::text collate \"C\", a.attname::text collate \"C\"";

#[derive(FromRow)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    type_name: String,
    /// In the key, from 1; 0: not in it.
    place: i64,
}

fn kind(type_name: &str) -> Option<Kind> {
    match type_name {
        "bigint" | "integer" => Some(Kind::Int),
        "text" => Some(Kind::Text),
        "boolean" => Some(Kind::Bool),
        "blob" | "bytea" => Some(Kind::Blob),
        _ => None,
    }
}

/// The tables of a database.
#[derive(Debug, Default)]
pub struct Tables {
    pub tables: Vec<Table>,
    /// Of somebody else, and of a kind that backups do not know: why.
    pub left_out: Vec<String>,
}

/// Every table with what is stored in it: not what is computed from that, and no index of search.
///
/// # Errors
/// One of Nära's own is of a kind that backups do not know.
pub async fn list_tables(conn: &mut Conn) -> Result<Tables, BackupError> {
    let rows = match conn.engine() {
        Engine::Sqlite => fetch_all!(conn, ColumnRow, SQLITE_COLUMNS)?,
        Engine::Postgres => fetch_all!(conn, ColumnRow, POSTGRES_COLUMNS)?,
    };
    let mut by_name = BTreeMap::<String, Vec<ColumnRow>>::new();
    for row in rows {
        by_name.entry(row.table_name.clone()).or_default().push(row);
    }
    let mut listed = Tables::default();
    for (name, columns) in by_name {
        let ours = map::TABLES.iter().any(|table| table.name == name);
        match table(name, columns, conn.engine()) {
            Ok(table) => listed.tables.push(table),
            Err(why) if ours => return Err(BackupError::Value(why)),
            Err(why) => listed.left_out.push(why),
        }
    }
    Ok(listed)
}

/// One moment of a whole database.
#[derive(Debug)]
pub struct Moment {
    /// Sees it for as long as it is held.
    pub conn: Conn,
    pub schema: Vec<SchemaStep>,
    pub tables: Tables,
}

/// The moment of now, of tables that nobody is changing.
pub async fn moment(db: &Db) -> Result<Moment, BackupError> {
    let schema = db.schema().await?;
    let mut conn = db.snapshot().await?;
    let tables = list_tables(&mut conn).await?;
    // The moment is that of its first statement: nobody may have migrated between the two.
    match db.schema().await? == schema {
        true => Ok(Moment {
            conn,
            schema,
            tables,
        }),
        false => Err(BackupError::Changing),
    }
}

fn table(name: String, columns: Vec<ColumnRow>, engine: Engine) -> Result<Table, String> {
    let mut table = Table {
        name,
        columns: Vec::new(),
        key: Vec::new(),
    };
    let mut key = Vec::new();
    for column in columns {
        // PostgreSQL's `integer` is another kind than ours.
        let narrow = engine == Engine::Postgres && column.type_name == "integer";
        let Some(kind) = kind(&column.type_name).filter(|_| !narrow) else {
            let (table, column, of) = (table.name, column.column_name, column.type_name);
            return Err(format!("{table}.{column} is of the type {of}"));
        };
        if column.place > 0 {
            key.push((column.place, column.column_name.clone()));
        }
        table.columns.push(Column {
            name: column.column_name,
            kind,
        });
    }
    key.sort_unstable();
    table.key = key.into_iter().map(|(_, column)| column).collect();
    match table.key.is_empty() {
        // Without one its rows are in no order, and two backups of the same could differ.
        true => Err(format!("{} has no primary key", table.name)),
        false => Ok(table),
    }
}

/// The last number that was given, where one is never given twice.
pub async fn list_numbers(conn: &mut Conn) -> Result<BTreeMap<String, i64>, DbError> {
    let rows = match conn.engine() {
        Engine::Sqlite => fetch_all!(
            conn,
            (String, Option<i64>),
            "select name, seq from sqlite_sequence order by name"
        )?,
        // Null for one that has given none yet.
        Engine::Postgres => fetch_all!(
            conn,
            (String, Option<i64>),
            "select c.relname::text, s.last_value from pg_class c \
             join pg_depend d on d.refobjid = c.oid and d.deptype = 'i' \
                and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass \
             join pg_class q on q.oid = d.objid and q.relkind = 'S' \
             join pg_sequences s on s.sequencename = q.relname \
                and s.schemaname = current_schema()::text \
             where c.relnamespace = current_schema()::text::regnamespace \
             order by c.relname::text"
        )?,
    };
    let given = rows.into_iter();
    Ok(given
        .filter_map(|(table, last)| Some((table, last?)))
        .collect())
}

/// Sets where numbering goes on: after the last number that was given, and after what is there.
pub async fn set_numbers(
    tx: &mut Tx,
    tables: &[Table],
    given: &BTreeMap<String, i64>,
) -> Result<(), DbError> {
    match tx.engine() {
        Engine::Sqlite => {
            // What is there was counted when it was put there, where a table has numbers at all.
            for (table, last) in given {
                execute!(
                    tx,
                    "update sqlite_sequence set seq = $2 where name = $1 and seq < $2",
                    table.as_str(),
                    *last
                )?;
                // An empty table has no line yet.
                execute!(
                    tx,
                    "insert into sqlite_sequence (name, seq) select m.name, $2 from sqlite_schema m \
                     where m.name = $1 and m.type = 'table' and m.sql like '%autoincrement%' \
                     and not exists (select 1 from sqlite_sequence s where s.name = $1)",
                    table.as_str(),
                    *last
                )?;
            }
        }
        Engine::Postgres => {
            let identities = fetch_all!(
                tx,
                (String, String),
                "select c.relname::text, a.attname::text from pg_class c \
                 join pg_attribute a on a.attrelid = c.oid and a.attidentity <> '' \
                 where c.relnamespace = current_schema()::text::regnamespace \
                 order by c.relname::text"
            )?;
            for (table, column) in identities {
                if !tables.iter().any(|each| each.name == table) {
                    continue;
                }
                let mut highest = Statement::new("select coalesce(max(");
                highest.name(&column).sql("), 0) from ").name(&table);
                let rows: Vec<(i64,)> = tx.all(highest).await?;
                let there = rows.first().map_or(0, |(highest,)| *highest);
                let last = there.max(given.get(&table).copied().unwrap_or(0));
                if last > 0 {
                    let mut set = Statement::new("select setval(pg_get_serial_sequence(");
                    set.bind(table.as_str()).sql(", ");
                    set.bind(column.as_str()).sql("), ").bind(last).sql(")");
                    let _set: Vec<(i64,)> = tx.all(set).await?;
                }
            }
        }
    }
    Ok(())
}

/// What has to be out of the way while rows come in whatever order, and has to be put back.
#[derive(Debug)]
pub struct Guards {
    /// Of SQLite: their definitions.
    triggers: Vec<String>,
    /// Of PostgreSQL: table, name, definition.
    keys: Vec<(String, String, String)>,
}

/// Takes away what refuses rows: triggers, and on PostgreSQL the keys that lead from table to table. The
/// transaction sees to it that nobody meets the tables without them.
pub async fn lower(tx: &mut Tx, tables: &[Table]) -> Result<Guards, DbError> {
    let mut guards = Guards {
        triggers: Vec::new(),
        keys: Vec::new(),
    };
    match tx.engine() {
        Engine::Sqlite => {
            let triggers = fetch_all!(
                tx,
                (String, String),
                "select name, sql from sqlite_schema where type = 'trigger' order by name"
            )?;
            for (name, definition) in triggers {
                let mut drop = Statement::new("drop trigger ");
                drop.name(&name);
                tx.run(drop).await?;
                guards.triggers.push(definition);
            }
        }
        Engine::Postgres => {
            guards.keys = fetch_all!(
                tx,
                (String, String, String),
                "select c.relname::text, k.conname::text, pg_get_constraintdef(k.oid) \
                 from pg_constraint k join pg_class c on c.oid = k.conrelid \
                 where k.contype = 'f' \
                 and k.connamespace = current_schema()::text::regnamespace \
                 order by c.relname::text, k.conname::text"
            )?;
            for (table, key, _) in &guards.keys {
                let mut drop = Statement::new("alter table ");
                drop.name(table).sql(" drop constraint ").name(key);
                tx.run(drop).await?;
            }
            for table in tables {
                let mut disable = Statement::new("alter table ");
                disable.name(&table.name).sql(" disable trigger user");
                tx.run(disable).await?;
            }
        }
    }
    // What migrations put in comes with the rows, as it is by now.
    for table in tables {
        let mut empty = Statement::new("delete from ");
        empty.name(&table.name);
        tx.run(empty).await?;
    }
    Ok(guards)
}

/// Puts back what [`lower`] took away. On PostgreSQL this is where rows that lead nowhere are refused.
pub async fn raise(tx: &mut Tx, tables: &[Table], guards: Guards) -> Result<(), DbError> {
    for definition in &guards.triggers {
        let mut create = Statement::default();
        create.definition(definition);
        tx.run(create).await?;
    }
    for (table, key, definition) in &guards.keys {
        let mut add = Statement::new("alter table ");
        add.name(table).sql(" add constraint ").name(key).sql(" ");
        add.definition(definition);
        tx.run(add).await?;
    }
    if tx.engine() == Engine::Postgres {
        for table in tables {
            let mut enable = Statement::new("alter table ");
            enable.name(&table.name).sql(" enable trigger user");
            tx.run(enable).await?;
        }
    }
    Ok(())
}

/// Makes the indexes of search anew from the rows. PostgreSQL's come with them.
pub async fn rebuild_search(tx: &mut Tx) -> Result<(), DbError> {
    if tx.engine() == Engine::Sqlite {
        let indexes = fetch_all!(
            tx,
            (String,),
            "select name from sqlite_schema where type = 'table' and sql like '%using fts5%'"
        )?;
        for (index,) in indexes {
            let mut rebuild = Statement::new("insert into ");
            rebuild.name(&index).sql(" (").name(&index);
            rebuild.sql(") values ('rebuild')");
            tx.run(rebuild).await?;
        }
    }
    Ok(())
}

/// The first row that leads to one that is not there, as `table → table`.
pub async fn find_loose_end(conn: &mut Conn) -> Result<Option<String>, DbError> {
    match conn.engine() {
        Engine::Sqlite => {
            let rows = fetch_all!(
                conn,
                (String, String),
                "select \"table\", parent from pragma_foreign_key_check limit 1"
            )?;
            Ok(rows.first().map(|(from, to)| format!("{from} → {to}")))
        }
        // It cannot hold one.
        Engine::Postgres => Ok(None),
    }
}

/// What is in a database that should be empty: the name of one thing.
pub async fn find_anything(conn: &mut Conn) -> Result<Option<String>, DbError> {
    let rows = match conn.engine() {
        Engine::Sqlite => fetch_all!(conn, (String,), "select name from sqlite_schema limit 1")?,
        Engine::Postgres => fetch_all!(
            conn,
            (String,),
            "select relname::text from pg_class \
             where relnamespace = current_schema()::text::regnamespace limit 1"
        )?,
    };
    Ok(rows.into_iter().next().map(|(name,)| name))
}

/// PostgreSQL's functions of triggers, by name.
pub async fn list_functions(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    match conn.engine() {
        Engine::Sqlite => Ok(Vec::new()),
        Engine::Postgres => {
            let rows = fetch_all!(
                conn,
                (String,),
                "select proname::text from pg_proc where prorettype = 'trigger'::regtype \
                 and pronamespace = current_schema()::text::regnamespace order by proname::text"
            )?;
            Ok(rows.into_iter().map(|(name,)| name).collect())
        }
    }
}

/// Makes a PostgreSQL database as empty as it was before a restore began that came to nothing.
pub async fn clear(tx: &mut Tx, before: &[String]) -> Result<(), DbError> {
    // On SQLite the file is taken away, whole.
    if tx.engine() == Engine::Postgres {
        let tables = fetch_all!(
            tx,
            (String,),
            "select relname::text from pg_class where relkind in ('r', 'p') \
             and relnamespace = current_schema()::text::regnamespace order by relname::text"
        )?;
        for (table,) in tables {
            let mut drop = Statement::new("drop table ");
            drop.name(&table).sql(" cascade");
            tx.run(drop).await?;
        }
    }
    for function in list_functions(tx).await? {
        if !before.contains(&function) {
            let mut drop = Statement::new("drop function ");
            drop.name(&function).sql(" cascade");
            tx.run(drop).await?;
        }
    }
    Ok(())
}

/// How many rows a table has: for what says that a database is in use.
pub async fn is_used(conn: &mut Conn) -> Result<bool, DbError> {
    let (people,) = fetch_one!(
        conn,
        (i64,),
        "select (select count(*) from person) + (select count(*) from proposal)"
    )?;
    Ok(people > 0)
}
