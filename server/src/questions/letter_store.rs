//! The SQL of letters about what was done: how far it has been told, and to whom.

use nara_app::i18n::Lang;
use nara_domain::ids::{PersonId, QuestionActId, QuestionId, QuestionSetId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// People written to by one transaction.
pub const AT_ONCE: i64 = 200;

/// A letter that is due.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Due {
    pub question_set_id: i64,
    /// Everything up to this act has been told.
    pub told_act: i64,
    /// Of a letter on its way: the last act in it.
    pub until_act: Option<i64>,
    /// Everybody up to this number has theirs.
    pub after_person: i64,
}

impl Due {
    pub const fn set(&self) -> QuestionSetId {
        QuestionSetId::new(self.question_set_id)
    }
}

/// That something was done that is told: with what is done after it. What waits already goes out when it would.
pub async fn note(
    tx: &mut Tx,
    (set, act): (QuestionSetId, QuestionActId),
    due: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into question_letter (question_set_id, told_act, due_at, after_person)
         values ($1, $2, $3, 0)
         on conflict (question_set_id) do update
             set due_at = coalesce(question_letter.due_at, excluded.due_at)",
        set.get(),
        act.get() - 1,
        due.0,
    )
}

/// What is due, the longest first.
pub async fn next_due(conn: &mut Conn, now: Stamp) -> Result<Option<Due>, DbError> {
    fetch_optional!(
        conn,
        Due,
        "select question_set_id, told_act, until_act, after_person from question_letter
         where due_at <= $1 order by due_at, question_set_id limit 1",
        now.0,
    )
}

/// Everybody up to this person has theirs. False where another server was here meanwhile.
pub async fn go_on(tx: &mut Tx, due: &Due, (until, after): (i64, i64)) -> Result<bool, DbError> {
    let mine = execute!(
        tx,
        "update question_letter set until_act = $4, after_person = $5
         where question_set_id = $1 and told_act = $2 and after_person = $3",
        due.question_set_id,
        due.told_act,
        due.after_person,
        until,
        after,
    )?;
    Ok(mine > 0)
}

/// Everybody has theirs; `next`: when what was done since is due. As [`go_on`].
pub async fn finish(
    tx: &mut Tx,
    due: &Due,
    (until, next): (i64, Option<Stamp>),
) -> Result<bool, DbError> {
    let mine = execute!(
        tx,
        "update question_letter set told_act = $4, until_act = null, after_person = 0, due_at = $5
         where question_set_id = $1 and told_act = $2 and after_person = $3",
        due.question_set_id,
        due.told_act,
        due.after_person,
        until,
        next.map(|at| at.0),
    )?;
    Ok(mine > 0)
}

/// Somebody whose question it is, too.
#[derive(Clone, Debug)]
pub struct Reader {
    pub person: PersonId,
    pub name: String,
    pub lang: Lang,
    pub questions: Vec<QuestionId>,
}

/// The next ones of these questions who want letters about them.
pub async fn list_same(
    conn: &mut Conn,
    questions: &[QuestionId],
    (asker, after): (PersonId, i64),
) -> Result<Vec<Reader>, DbError> {
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || questions.iter().map(|id| id.get());
    let mut select = Statement::new(
        "select s.person_id, s.question_id, p.display_name, p.lang from question_same s \
         join person p on p.person_id = s.person_id where s.question_id in (",
    );
    select.list(ids()).sql(
        ") and s.stopped_at is null and s.person_id in (select n.person_id from question_same n \
         join person w on w.person_id = n.person_id where n.question_id in (",
    );
    select.list(ids()).sql(
        ") and n.stopped_at is null and w.letters_stopped_at is null and w.email is not null \
         and w.email_confirmed_at is not null and n.person_id > ",
    );
    select
        .bind(after)
        .sql(" and n.person_id <> ")
        .bind(asker.get());
    select.sql(" group by n.person_id order by n.person_id limit ");
    select.bind(AT_ONCE);
    select.sql(") order by s.person_id, s.question_id");
    let rows: Vec<(i64, i64, String, String)> = conn.all(select).await?;
    let mut readers: Vec<Reader> = Vec::new();
    for (person, question, name, lang) in rows {
        let question = QuestionId::new(question);
        match readers.last_mut() {
            Some(last) if last.person.get() == person => last.questions.push(question),
            _ => readers.push(Reader {
                person: PersonId::new(person),
                name,
                lang: Lang::from_code(&lang).unwrap_or_default(),
                questions: vec![question],
            }),
        }
    }
    Ok(readers)
}

/// Whether somebody gets letters about these questions, and whether they have any there.
pub async fn find_wanted(
    conn: &mut Conn,
    set: QuestionSetId,
    person: PersonId,
) -> Result<Option<bool>, DbError> {
    let rows = fetch_all!(
        conn,
        (Option<i64>,),
        "select s.stopped_at from question_same s join question q on q.question_id = s.question_id
         where q.question_set_id = $1 and s.person_id = $2",
        set.get(),
        person.get(),
    )?;
    Ok((!rows.is_empty()).then(|| rows.iter().any(|(stopped,)| stopped.is_none())))
}

/// No letters about these questions any more; whose they are stays.
pub async fn stop(
    tx: &mut Tx,
    (set, person): (QuestionSetId, PersonId),
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update question_same set stopped_at = $3
         where person_id = $2 and stopped_at is null and question_id in
             (select question_id from question where question_set_id = $1)",
        set.get(),
        person.get(),
        now.0,
    )
}

/// Of this question somebody has letters from here from now on: what the next one of them tells, the letter about
/// what they follow does not.
pub async fn told_by_another(
    tx: &mut Tx,
    person: PersonId,
    question: QuestionId,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update notice set due_at = null
         where person_id = $1 and due_at is not null and what = 'question_act' and what_id in (
             select a.question_act_id from question_act a
             join question_letter l on l.question_set_id = a.question_set_id
             where a.question_id = $2 and a.question_act_id > l.told_act)",
        person.get(),
        question.get(),
    )
}
