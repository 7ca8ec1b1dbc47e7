//! What a migration may do while a program of before goes on running on the same tables: add to them. One that does more
//! says in its name which programs still run after it (`migrations/README.md`). Read from the files' text, since
//! what was added and what was taken away can no longer be told from a database.
//!
//! What is not known here is refused: a kind of statement that is harmless is added when it is first needed.

use std::collections::BTreeSet;

use nara_domain::schema;

use super::Engine;
use super::migrate::{POSTGRES, SQLITE};

/// Those before it were made when nobody went back.
const FIRST: i64 = 76;

/// What is wrong with a migration, in words; its name is without the number and with spaces.
fn faults(engine: Engine, step: i64, name: &str, sql: &str) -> Vec<String> {
    let needs = schema::needs(step, name);
    let first_line = sql.lines().next().unwrap_or_default();
    if needs == 0 {
        if first_line.starts_with("-- needs") {
            return vec![
                "says what it needs in its text alone: a database keeps its name".to_owned(),
            ];
        }
        let mut made = BTreeSet::new();
        let found = statements(sql);
        let found = found.iter().filter_map(|words| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let why = fault(engine, &words, &mut made)?;
            Some(format!("`{}` {why}", words.join(" ")))
        });
        return found.collect();
    }
    let said = first_line.strip_prefix(&format!("-- needs {needs:04}: "));
    let is_said = said.is_some_and(|why| !why.trim().is_empty());
    let is_named = name.starts_with(&format!("needs {needs:04} "));
    match is_said && is_named && needs <= step {
        true => Vec::new(),
        false => vec![format!(
            "is not called {step:04}_needs_MMMM_what.sql, with the first line `-- needs MMMM: why`"
        )],
    }
}

const REFUSES: &str = "may refuse what a program of before writes";
const UNKNOWN: &str = "is not known to leave a program of before what it needs";

/// `made`: tables, and columns that can be empty (`table.column`), of the same file. Nobody uses them yet.
fn fault(engine: Engine, words: &[&str], made: &mut BTreeSet<String>) -> Option<&'static str> {
    match words {
        ["create", "table", "if", "not", "exists", table, ..]
        | ["create", "virtual", "table", table, ..]
        | ["create", "table", table, ..] => {
            made.insert((*table).to_owned());
            None
        }
        ["create", "unique", "index", rest @ ..] => {
            let table = after(rest, "on")?;
            let columns = rest.iter().skip_while(|word| **word != "(").skip(1);
            let mut columns = columns.take_while(|word| **word != ")");
            let is_new = made.contains(table)
                || columns.any(|column| made.contains(&format!("{table}.{column}")));
            (!is_new).then_some(REFUSES)
        }
        ["create", "trigger", rest @ ..] | ["create", "or", "replace", "trigger", rest @ ..] => {
            let is_new = after(rest, "on").is_some_and(|table| made.contains(table));
            let refuses = |word: &&str| *word == "raise" || word.starts_with("refuse");
            (!is_new && rest.iter().any(refuses)).then_some(REFUSES)
        }
        ["alter", "table", table, change @ ..] => {
            let is_new = made.contains(*table);
            let mut found = changes(change)
                .into_iter()
                .filter_map(|change| alteration(engine, table, &change, made));
            // All are looked at: what they add is made.
            let first = found.next();
            let _others = found.count();
            first.filter(|_| !is_new)
        }
        ["drop", "table", table] if made.remove(*table) => None,
        ["create", "index" | "function", ..]
        | ["create", "or", "replace", "function", ..]
        | ["drop", "trigger", ..]
        | ["comment", "on", ..]
        | ["insert" | "update" | "delete" | "select" | "with", ..] => None,
        _ => Some(UNKNOWN),
    }
}

fn after<'a>(words: &[&'a str], word: &str) -> Option<&'a str> {
    let mut rest = words.iter().skip_while(|each| **each != word);
    rest.nth(1).copied()
}

/// The changes of one `alter table`, without what stands in brackets.
fn changes<'a>(words: &[&'a str]) -> Vec<Vec<&'a str>> {
    let (mut depth, mut found, mut change) = (0, Vec::new(), Vec::new());
    for word in words {
        match *word {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 => found.push(std::mem::take(&mut change)),
            word if depth == 0 => change.push(word),
            _ => {}
        }
    }
    found.push(change);
    found
}

fn alteration(
    engine: Engine,
    table: &str,
    change: &[&str],
    made: &mut BTreeSet<String>,
) -> Option<&'static str> {
    match change {
        [
            "add",
            "column",
            "if",
            "not",
            "exists",
            column,
            definition @ ..,
        ]
        | ["add", "column", column, definition @ ..] => {
            let has = |word: &str| definition.contains(&word);
            if !has("default") {
                if definition.windows(2).any(|pair| pair == ["not", "null"]) {
                    return Some(
                        "has nothing for the rows that are there, nor for those a program of before writes",
                    );
                }
                made.insert(format!("{table}.{column}"));
            }
            let by_row = ["references", "check", "unique", "primary", "generated"];
            // PostgreSQL looks at every row, or writes it anew, while everybody waits.
            (engine == Engine::Postgres && by_row.into_iter().any(has)).then_some(
                "goes through every row while everybody waits: `add constraint … not valid`",
            )
        }
        [
            "add",
            "constraint",
            _,
            "check" | "foreign",
            ..,
            "not",
            "valid",
        ]
        | ["validate", "constraint", _]
        | ["alter", "column", _, "set", "default" | "statistics", ..] => None,
        ["add", "constraint", ..] => {
            Some("goes through every row while everybody waits, or refuses some")
        }
        _ => Some(UNKNOWN),
    }
}

/// The statements of a file, in small letters and as words: what stands between quotes is one. A trigger of
/// SQLite has statements in it, and is one.
fn statements(sql: &str) -> Vec<Vec<String>> {
    let sql = sql.to_lowercase();
    let (mut rest, mut found, mut words) = (sql.as_str(), Vec::new(), Vec::<String>::new());
    let mut depth = 0_usize;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(length(rest));
        rest = behind;
        let in_trigger = words
            .get(..2)
            .is_some_and(|head| head == ["create", "trigger"]);
        match word {
            ";" if depth == 0 => found.push(std::mem::take(&mut words)),
            word if word.trim().is_empty() || word.starts_with("--") => {}
            word => {
                match word {
                    "begin" | "case" if in_trigger => depth += 1,
                    "end" if in_trigger => depth = depth.saturating_sub(1),
                    _ => {}
                }
                words.push(word.to_owned());
            }
        }
    }
    found.push(words);
    found.retain(|words| !words.is_empty());
    found
}

/// How long the first word is, or the comment, or what stands between quotes.
fn length(text: &str) -> usize {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let Some(first) = text.chars().next() else {
        return 0;
    };
    match first {
        '-' if text.starts_with("--") => text.find('\n').unwrap_or(text.len()),
        '\'' | '"' => through(text, first),
        // PostgreSQL's `$body$ … $body$`.
        '$' => {
            let (quote, body) = text.split_at(through(text, '$'));
            let end = body.find(quote).map(|at| at + quote.len());
            quote.len() + end.unwrap_or(body.len())
        }
        letter if is_word(letter) => text
            .find(|letter: char| !is_word(letter))
            .unwrap_or(text.len()),
        letter => letter.len_utf8(),
    }
}

/// Up to the next `end` behind the first letter, and with it.
fn through(text: &str, end: char) -> usize {
    let mut letters = text.char_indices().skip(1);
    let found = letters.find(|(_, letter)| *letter == end);
    found.map_or(text.len(), |(at, _)| at + end.len_utf8())
}

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

#[test]
fn every_migration_only_adds_or_says_who_still_runs() {
    for (engine, steps) in [(Engine::Sqlite, &SQLITE), (Engine::Postgres, &POSTGRES)] {
        for step in steps.iter().filter(|step| step.version >= FIRST) {
            let found = faults(engine, step.version, &step.description, step.sql.as_str());
            let name = engine.name();
            assert!(found.is_empty(), "{name}, {}: {found:#?}", step.version);
        }
    }
}

// Of before that rule there are some that break it, and this has to see them.
#[test]
fn those_of_before_that_took_something_away_are_seen() {
    for (engine, steps) in [(Engine::Sqlite, &SQLITE), (Engine::Postgres, &POSTGRES)] {
        for version in [68, 70] {
            let step = steps.iter().find(|step| step.version == version);
            let step = step.expect("it was released");
            let found = faults(engine, version, &step.description, step.sql.as_str());
            assert!(!found.is_empty(), "{}, {version}", engine.name());
        }
        for version in [69, 72, 75] {
            let step = steps.iter().find(|step| step.version == version);
            let step = step.expect("it was released");
            let found = faults(engine, version, &step.description, step.sql.as_str());
            assert!(found.is_empty(), "{}: {found:#?}", engine.name());
        }
    }
}

#[test]
fn what_only_adds_is_let_through() {
    for sql in [
        "create table a (a_id bigint primary key, b text not null check (b <> ''), unique (b));",
        "create table if not exists a (a_id bigint primary key)",
        "create table a (a_id bigint); alter table a drop column b; drop table a;",
        "create table a (a_id bigint); create unique index a_b on a (b); alter table a add b text",
        "alter table act add column a text",
        "ALTER TABLE act ADD COLUMN a bigint NOT NULL DEFAULT 0;",
        "alter table act add column a numeric(4, 2) default 0, add column b text;",
        "alter table act add column a text; create unique index act_a on act (stage, a)",
        "create index act_a on act (stage) where stage is not null",
        "alter table act add constraint act_a check (a is not null) not valid",
        "alter table act add constraint act_a foreign key (a) references b (b) not valid",
        "alter table act validate constraint act_a",
        "alter table act alter column stage set default 'a; drop table act'",
        "-- drop table act\ninsert into act (stage) values ('drop table act; it''s gone');",
        "update act set stage = 'a' where stage = 'b'",
        "create trigger a after insert on act begin update b set c = 1; delete from d; end; select 1",
        "create trigger a after insert on act begin update b set c = case when 1 then 2 end; end",
        "create function a() returns trigger as $$ begin drop table act; end; $$ language plpgsql",
        "create function a() returns text as $of$ select '$$;'; drop $of$ language sql; select 1;",
        "create table a (b bigint); create trigger c before update on a for each row \
         execute function refuse_rewriting()",
        "",
    ] {
        for engine in BOTH {
            let found = faults(engine, 80, "more", sql);
            assert!(found.is_empty(), "{}: {found:#?}", engine.name());
        }
    }
}

#[test]
fn what_takes_something_away_is_refused() {
    for sql in [
        "drop table act",
        "alter table act drop column stage",
        "alter table act drop stage",
        "alter table act rename column stage to step",
        "alter table act rename to deed",
        "alter table act alter column stage type bigint",
        "alter table act alter column stage set not null",
        "alter table act alter column stage drop not null",
        "alter table act alter column stage drop default",
        "alter table act add column a text not null",
        "alter table act add column a text check (a is not null), add column b text not null",
        "alter table act add constraint act_a check (a is not null)",
        "alter table act add constraint act_a unique (stage)",
        "alter table act add constraint act_a foreign key (a) references b (b)",
        "alter table act add check (stage <> '')",
        "alter table act drop constraint act_a",
        "create unique index act_a on act (stage)",
        "create unique index act_a on act (lower(stage))",
        "alter table act add column a text default 'b'; create unique index act_a on act (a)",
        "create trigger a before insert on act begin select raise(abort, 'no'); end",
        "create trigger a before insert on act for each row execute function refuse_rewriting()",
        "drop index act_by_stage",
        "drop function refuse_rewriting",
        "drop view acts",
        "truncate act",
        "create table a (a_id bigint); drop table act",
        "create table a (a_id bigint); drop table a; alter table a drop column b",
        "select 1; Drop\n  Table -- it is not used\n act;",
        "create table notice_before as select * from notice; drop table notice",
        "do $$ begin execute 'drop table act'; end $$",
        "lock table act",
    ] {
        for engine in BOTH {
            assert_eq!(faults(engine, 80, "more", sql).len(), 1, "{sql}");
        }
    }
}

// SQLite has no other way, and nobody else uses its tables meanwhile.
#[test]
fn postgres_does_not_go_through_rows_while_everybody_waits() {
    for sql in [
        "alter table act add column a bigint references b (b)",
        "alter table act add column a text check (a <> '')",
        "alter table act add column a text unique",
        "alter table act add column a bigint generated always as identity",
        "alter table act add column a bigint default 0 references b (b)",
    ] {
        assert_eq!(faults(Engine::Postgres, 80, "more", sql).len(), 1, "{sql}");
        assert!(faults(Engine::Sqlite, 80, "more", sql).is_empty(), "{sql}");
    }
}

#[test]
fn who_still_runs_is_said_in_the_name_and_why_in_the_first_line() {
    let sql = |first: &str| format!("{first}\ndrop table act;\n");
    for (name, first, right) in [
        (
            "needs 0078 no alias",
            "-- needs 0078: nobody reads it",
            true,
        ),
        (
            "needs 0080 no alias",
            "-- needs 0080: nobody reads it",
            true,
        ),
        ("needs 0080 no alias", "-- needs 0080: ", false),
        (
            "needs 0080 no alias",
            "-- needs 0079: nobody reads it",
            false,
        ),
        ("needs 0080 no alias", "-- nobody reads it", false),
        ("needs 80 no alias", "-- needs 0080: nobody reads it", false),
        ("needs 0080", "-- needs 0080: nobody reads it", false),
        (
            "needs of residents",
            "-- needs 0080: nobody reads it",
            false,
        ),
        // Nobody knows it yet.
        (
            "needs 0081 no alias",
            "-- needs 0081: nobody reads it",
            false,
        ),
        ("no alias", "-- needs 0080: nobody reads it", false),
        ("no alias", "-- nobody reads it", false),
    ] {
        for engine in BOTH {
            let found = faults(engine, 80, name, &sql(first));
            assert_eq!(found.is_empty(), right, "{name} {first}: {found:?}");
        }
    }
}
