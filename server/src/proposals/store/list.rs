//! Lists: filters, orders and pages by key.
//!
//! A page starts after the last line of the one before (a *keyset*), so the thousandth page costs
//! what the first does and a proposal that arrives in between moves nothing. Random is an order
//! like the others: every proposal has a number drawn when it was made, the order goes up from the
//! seed and round once, so an address with a seed shows everybody the same.

use nara_domain::proposal::{Kind, StageGroup, Topic};
use nara_domain::search::Term;

use super::item::{ItemRow, StoredItem, item_columns, items};
use super::ruleset::Rulesets;
use super::tally::{self, Counted};
use crate::db::{Conn, DbError, Engine, Statement};

const ITEMS: &str = concat!(item_columns!(), "where p.stage_group <> 'not_public'");
const FOUND: &str = "select p.stage_group, p.topic, count(*) from proposal p \
    where p.stage_group <> 'not_public'";

/// What a list leaves out.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub group: Option<StageGroup>,
    pub kind: Option<Kind>,
    pub topic: Option<Topic>,
    pub district: Option<String>,
    /// All of these must be found.
    pub terms: Vec<Term>,
    /// Only what waits for a decision.
    pub undecided: bool,
    /// Without what has become part of another: to count no matter twice.
    pub whole: bool,
}

/// An order, and the part of the circle for random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Latest,
    Support,
    Waiting,
    /// From the seed to the end.
    ShuffleFrom(i64),
    /// From the beginning to the seed.
    ShuffleBefore(i64),
}

/// The last line of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub key: i64,
    pub id: i64,
}

/// Lines in order, at most `limit`.
pub async fn page(
    conn: &mut Conn,
    rulesets: &Rulesets,
    filter: &Filter,
    order: Order,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<StoredItem>, DbError> {
    let mut select = Statement::new(ITEMS);
    narrow(&mut select, conn.engine(), filter);
    match order {
        Order::ShuffleFrom(seed) => {
            select.sql(" and p.shuffle >= ").bind(seed);
        }
        Order::ShuffleBefore(seed) => {
            select.sql(" and p.shuffle < ").bind(seed);
        }
        Order::Latest | Order::Support | Order::Waiting => {}
    }
    let (key, compare, sorting) = match order {
        Order::Latest => (
            " and (p.changed_at, p.proposal_id) ",
            "<",
            " order by p.changed_at desc, p.proposal_id desc",
        ),
        Order::Support => (
            " and (p.support_count, p.proposal_id) ",
            "<",
            " order by p.support_count desc, p.proposal_id desc",
        ),
        Order::Waiting => (
            " and (p.submitted_at, p.proposal_id) ",
            ">",
            " order by p.submitted_at, p.proposal_id",
        ),
        Order::ShuffleFrom(_) | Order::ShuffleBefore(_) => (
            " and (p.shuffle, p.proposal_id) ",
            ">",
            " order by p.shuffle, p.proposal_id",
        ),
    };
    if let Some(after) = after {
        select
            .sql(key)
            .sql(compare)
            .sql(" (")
            .bind(after.key)
            .sql(", ")
            .bind(after.id)
            .sql(")");
    }
    select.sql(sorting).sql(" limit ").bind(limit);
    let rows: Vec<ItemRow> = conn.all(select).await?;
    items(conn, rulesets, rows).await
}

/// How many there are of each group and topic, under the filters that are neither: the number beside a filter
/// link tells what choosing that link would give.
pub async fn counts(
    conn: &mut Conn,
    filter: &Filter,
) -> Result<Vec<(StageGroup, Topic, i64)>, DbError> {
    if filter.terms.is_empty() {
        let counted = Counted {
            kind: filter.kind,
            district: filter.district.as_deref(),
            undecided: filter.undecided,
            whole: filter.whole,
        };
        return tally::counts(conn, counted).await;
    }
    let mut select = Statement::new(FOUND);
    let every = Filter {
        group: None,
        topic: None,
        ..filter.clone()
    };
    narrow(&mut select, conn.engine(), &every);
    select.sql(" group by p.stage_group, p.topic");
    tally::read(conn.all(select).await?)
}

/// How many of the terms looked for a proposal has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Having {
    Any,
    All,
}

/// The most promising public proposals with any, or all, of these terms.
pub async fn with_terms(
    conn: &mut Conn,
    rulesets: &Rulesets,
    (terms, having): (&[Term], Having),
    limit: i64,
) -> Result<Vec<StoredItem>, DbError> {
    let mut select = Statement::new("select f.proposal_id from (");
    match conn.engine() {
        Engine::Sqlite => {
            select
                .sql(
                    "select p.proposal_id, -bm25(proposal_search) as rank \
                     from proposal_search join proposal p on p.proposal_id = proposal_search.rowid \
                     where p.stage_group <> 'not_public' and proposal_search match ",
                )
                .bind(sqlite_query(
                    terms,
                    match having {
                        Having::Any => " OR ",
                        Having::All => " AND ",
                    },
                ));
        }
        Engine::Postgres => {
            select
                .sql(
                    "select p.proposal_id, ts_rank(p.search_vector, q.query) \
                     as rank from proposal p, (select to_tsquery('simple', ",
                )
                .bind(postgres_query(
                    terms,
                    match having {
                        Having::Any => " | ",
                        Having::All => " & ",
                    },
                ))
                .sql(
                    ") as query) q where p.stage_group <> 'not_public' \
                     and p.search_vector @@ q.query",
                );
        }
    }
    select
        .sql(") f order by f.rank desc, f.proposal_id limit ")
        .bind(limit);
    let found: Vec<(i64,)> = conn.all(select).await?;
    let ids: Vec<i64> = found.iter().map(|(id,)| *id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(ITEMS);
    select.sql(" and p.proposal_id in (").list(ids).sql(")");
    let rows: Vec<ItemRow> = conn.all(select).await?;
    items(conn, rulesets, rows).await
}

/// Appends the filters.
fn narrow(select: &mut Statement, engine: Engine, filter: &Filter) {
    if let Some(group) = filter.group {
        select.sql(" and p.stage_group = ").bind(group.code());
    }
    if let Some(topic) = filter.topic {
        select.sql(" and p.topic = ").bind(topic.code());
    }
    if let Some(kind) = filter.kind {
        select.sql(" and p.kind = ").bind(kind.code());
    }
    if let Some(district) = &filter.district {
        select.sql(" and p.district = ").bind(district.as_str());
    }
    if filter.undecided {
        select.sql(" and p.stage_group in ('collecting', 'at_municipality')");
    }
    if filter.whole {
        select.sql(" and p.merged_into is null");
    }
    if !filter.terms.is_empty() {
        select.sql(" and ");
        matching(select, engine, &filter.terms);
    }
}

/// All of these terms are found in `p`; there is at least one.
pub(crate) fn matching(select: &mut Statement, engine: Engine, terms: &[Term]) {
    match engine {
        Engine::Sqlite => select
            .sql(
                "p.proposal_id in (select rowid from proposal_search \
                 where proposal_search match ",
            )
            .bind(sqlite_query(terms, " AND "))
            .sql(")"),
        Engine::Postgres => select
            .sql("p.search_vector @@ to_tsquery('simple', ")
            .bind(postgres_query(terms, " & "))
            .sql(")"),
    };
}

/// FTS5's language: `"cykelban" AND "väg"*`. Terms are letters and digits only; the quotes keep a
/// word such as `and` from being an operator.
pub(crate) fn sqlite_query(terms: &[Term], operator: &str) -> String {
    let words: Vec<String> = terms
        .iter()
        .map(|term| format!("\"{}\"{}", term.stem, if term.prefix { "*" } else { "" }))
        .collect();
    words.join(operator)
}

/// tsquery's language: `'cykelban' & 'väg':*`.
pub(crate) fn postgres_query(terms: &[Term], operator: &str) -> String {
    let words: Vec<String> = terms
        .iter()
        .map(|term| format!("'{}'{}", term.stem, if term.prefix { ":*" } else { "" }))
        .collect();
    words.join(operator)
}
