//! What the search finds questions by: the stems of what everybody reads of them and of their answers, made anew
//! with every change in its own transaction. What is hidden has none.

use nara_app::questions::api::{QuestionAct, QuestionItem};
use nara_domain::ids::{QuestionId, QuestionSetId};
use nara_domain::question::QuestionStepKind;
use nara_domain::search::{Term, search_text};

use super::act_store::{self, Acts};
use super::store::{self, ITEMS, ItemRow, StoredQuestion, StoredSet, items};
use crate::db::{Conn, Db, DbError, Engine, Statement, Tx};
use crate::proposals::store::list::{postgres_query, sqlite_query};
use crate::{execute, fetch_all};

/// Those looked at by one round: only what was there before the search knew of questions.
const AT_ONCE: i64 = 200;

/// Writes down what they are found by now; whether everybody reads them.
pub async fn index(tx: &mut Tx, id: QuestionSetId) -> Result<bool, DbError> {
    let Some(set) = store::find(tx, id).await? else {
        return Ok(false);
    };
    let public = set.state.is_public();
    let text = match public {
        true => {
            let questions = store::questions(tx, id, None).await?;
            let acts = act_store::acts(tx, id).await?;
            search_text(&readable(&set, &questions, &acts))
        }
        false => String::new(),
    };
    execute!(
        tx,
        "update question_set set search_text = $2 where question_set_id = $1",
        id.get(),
        text,
    )?;
    Ok(public)
}

/// The texts as they read now: what was corrected since is found by its correction.
fn readable(set: &StoredSet, questions: &[StoredQuestion], acts: &Acts) -> String {
    let mut texts: Vec<&str> = Vec::new();
    if set.hidden.is_none() {
        texts.push(&set.heading);
        texts.extend(set.introduction.as_deref());
    }
    for one in questions.iter().filter(|one| one.state.is_public()) {
        texts.push(&one.text);
        texts.extend(answers(acts, one.id));
    }
    texts.join("\n")
}

fn answers(acts: &Acts, question: QuestionId) -> impl Iterator<Item = &str> {
    let acts = acts.get(&Some(question));
    let acts: &[QuestionAct] = acts.map(Vec::as_slice).unwrap_or_default();
    let said = |act: &&QuestionAct| {
        use QuestionStepKind as K;
        matches!(act.step, K::Answer | K::Correct)
            && !acts.iter().any(|other| other.corrects == Some(act.id))
    };
    let said = acts.iter().filter(said);
    let texts: Vec<&str> = said
        .filter_map(|act| act.fields.get("text").map(String::as_str))
        .collect();
    texts.into_iter()
}

/// Makes it for those that were there before the search knew of questions. Run by every server, as often as
/// anybody likes.
///
/// # Errors
/// Of the database; what was written stays written.
pub async fn index_missing(db: &Db) -> Result<(), DbError> {
    loop {
        let missing = fetch_all!(
            db.read().await?,
            (i64,),
            "select question_set_id from question_set
             where search_text is null and state in ('open', 'answered')
             order by question_set_id limit $1",
            AT_ONCE,
        )?;
        if missing.is_empty() {
            return Ok(());
        }
        for (id,) in missing {
            let mut tx = db.begin().await?;
            // Locked: nothing of it is hidden at this moment.
            if let Some(set) = store::lock(&mut tx, QuestionSetId::new(id)).await? {
                index(&mut tx, set.id).await?;
            }
            tx.commit().await?;
        }
    }
}

/// That all of these words are found in what everybody reads; there is at least one.
fn matching(select: &mut Statement, engine: Engine, terms: &[Term]) {
    select.sql("where s.state in ('open', 'answered') and ");
    match engine {
        Engine::Sqlite => select
            .sql(
                "s.question_set_id in (select rowid from question_search \
                 where question_search match ",
            )
            .bind(sqlite_query(terms, " AND "))
            .sql(")"),
        Engine::Postgres => select
            .sql("s.search_vector @@ to_tsquery('simple', ")
            .bind(postgres_query(terms, " & "))
            .sql(")"),
    };
}

/// The newest first.
pub async fn list_found(
    conn: &mut Conn,
    terms: &[Term],
    after: Option<QuestionSetId>,
    limit: i64,
) -> Result<Vec<QuestionItem>, DbError> {
    let mut select = Statement::new(ITEMS);
    matching(&mut select, conn.engine(), terms);
    if let Some(after) = after {
        select.sql(" and s.question_set_id < ").bind(after.get());
    }
    select
        .sql(" order by s.question_set_id desc limit ")
        .bind(limit);
    let rows: Vec<ItemRow> = conn.all(select).await?;
    items(rows)
}

pub async fn count_found(conn: &mut Conn, terms: &[Term]) -> Result<i64, DbError> {
    let mut select = Statement::new("select count(*) from question_set s ");
    matching(&mut select, conn.engine(), terms);
    let rows: Vec<(i64,)> = conn.all(select).await?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}
