//! SQL over everything a person left, made from the data map, and what erasing changes.

use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::privacy::ERASED_NAME;
use nara_domain::time::Stamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::map::{Holds, Is, Owner, Table};
use crate::db::{Conn, DbError, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Comments that are listed at a time.
const LISTED: i64 = 1_000;

/// Whose rows are meant.
#[derive(Clone, Debug)]
pub struct Whose {
    pub person: PersonId,
    pub email: Option<String>,
}

/// A row of columns that are only known at run time, each as text.
#[derive(Debug)]
pub struct Texts(pub Vec<Option<String>>);

fn texts<'r, R>(row: &'r R) -> Result<Texts, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    let values = (0..row.len()).map(|at| row.try_get(at));
    values.collect::<Result<_, _>>().map(Texts)
}

impl<'r> FromRow<'r, SqliteRow> for Texts {
    fn from_row(row: &'r SqliteRow) -> Result<Self, sqlx::Error> {
        texts(row)
    }
}

impl<'r> FromRow<'r, PgRow> for Texts {
    fn from_row(row: &'r PgRow) -> Result<Self, sqlx::Error> {
        texts(row)
    }
}

/// `from <table> where <owner> = …`; none where the table is about nobody, or about an address the
/// person does not have.
fn from(statement: &mut Statement, table: &Table, whose: &Whose) -> Option<()> {
    let Holds::Person(_, owner) = &table.holds else {
        return None;
    };
    statement.sql(" from ").sql(table.name).sql(" where ");
    match owner {
        Owner::Person(column) => {
            // Also what stays under an account that became part of this one.
            statement
                .sql(column)
                .sql(" in (select person_id from person where person_id = ")
                .bind(whose.person.get())
                .sql(" or merged_into = ")
                .bind(whose.person.get())
                .sql(")");
        }
        Owner::Email(column) => {
            statement
                .sql(column)
                .sql(" = ")
                .bind(whose.email.as_deref()?);
        }
    }
    Some(())
}

/// How many rows of a table are this person's.
pub async fn count(conn: &mut Conn, table: &Table, whose: &Whose) -> Result<i64, DbError> {
    let mut statement = Statement::new("select count(*)");
    if from(&mut statement, table, whose).is_none() {
        return Ok(0);
    }
    // Room for a discussion of questions, with no word of theirs: nobody put it forward.
    if table.name == "proposal" {
        statement.sql(" and kind <> 'questions'");
    }
    let rows: Vec<(i64,)> = conn.all(statement).await?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

/// This person's rows of a table: the columns that are given out, in the map's order.
pub async fn list(conn: &mut Conn, table: &Table, whose: &Whose) -> Result<Vec<Texts>, DbError> {
    let mut statement = Statement::new("select ");
    let given = table.columns.iter().filter(|column| given(column.is));
    for (place, column) in given.enumerate() {
        if place > 0 {
            statement.sql(", ");
        }
        statement.sql("cast(").sql(column.name).sql(" as text)");
    }
    match from(&mut statement, table, whose) {
        Some(()) => conn.all(statement).await,
        None => Ok(Vec::new()),
    }
}

/// Whether the export has it.
pub const fn given(is: Is) -> bool {
    matches!(is, Is::Text | Is::Moment)
}

/// The address of an account, which is the key to what is kept by address.
pub async fn find_email(conn: &mut Conn, person: PersonId) -> Result<Option<String>, DbError> {
    let found = fetch_optional!(
        conn,
        (Option<String>,),
        "select email from person where person_id = $1",
        person.get(),
    )?;
    Ok(found.and_then(|(email,)| email))
}

pub async fn has_password(conn: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from person where person_id = $1 and password_hash is not null",
        person.get(),
    )?;
    Ok(count > 0)
}

/// What this person supports and may still take back.
pub async fn list_open_supports(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select s.proposal_id from support s join proposal p on p.proposal_id = s.proposal_id
         where s.person_id = $1 and p.stage_group = 'collecting'
         order by s.proposal_id",
        person.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// What this person votes against that is not decided yet.
pub async fn list_undecided_opposed(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select o.proposal_id from opposition o join proposal p on p.proposal_id = o.proposal_id
         where o.person_id = $1 and p.stage_group in ('collecting', 'at_municipality')
         order by o.proposal_id",
        person.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// What this person supports that is not decided yet. Where the rules let people go on supporting up
/// to the decision, whoever comes back under a new account could otherwise be counted twice.
pub async fn list_undecided_supports(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select s.proposal_id from support s join proposal p on p.proposal_id = s.proposal_id
         where s.person_id = $1 and p.stage_group in ('collecting', 'at_municipality')
         order by s.proposal_id",
        person.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// Erased accounts whose votes were not taken back to the end. What is at the municipality may be
/// closed to both by its rules, so of that only for who was erased after `since`.
pub async fn list_erased_supporters(
    conn: &mut Conn,
    since: Stamp,
) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct s.person_id from (select proposal_id, person_id from support
             union all select proposal_id, person_id from opposition) s
         join proposal p on p.proposal_id = s.proposal_id
         join person e on e.person_id = s.person_id
         where e.erased_at is not null and (p.stage_group = 'collecting'
               or p.stage_group = 'at_municipality' and e.erased_at > $1)
         order by s.person_id",
        since.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Takes address, password and name off the account. False where that was done before.
pub async fn erase_person(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "update person set email = null, email_confirmed_at = null, password_hash = null,
             display_name = $2, registered = null, register_checked_at = null, given_name = null, family_name = null, alias = null,
             name_form = 'nameless', protected_at = null, protected_by = null,
             protection_ends_at = null, letters_stopped_at = null, erased_at = $3
         where person_id = $1 and erased_at is null",
        person.get(),
        ERASED_NAME,
        now.0,
    )?;
    // What it did in the record before two accounts became one stands under the other number.
    execute!(
        tx,
        "update person set display_name = $2, erased_at = $3
         where merged_into = $1 and erased_at is null",
        person.get(),
        ERASED_NAME,
        now.0,
    )?;
    Ok(changed > 0)
}

/// Sessions, keys, passkeys, drafts, and whatever waits for the address.
pub async fn delete_belongings(tx: &mut Tx, whose: &Whose) -> Result<(), DbError> {
    let id = whose.person.get();
    execute!(tx, "delete from session where person_id = $1", id)?;
    execute!(tx, "delete from passkey where person_id = $1", id)?;
    execute!(tx, "delete from ceremony where person_id = $1", id)?;
    crate::groups::store::leave(tx, whose.person).await?;
    execute!(tx, "delete from draft where person_id = $1", id)?;
    execute!(tx, "delete from comment_draft where person_id = $1", id)?;
    execute!(tx, "delete from idea_helper where person_id = $1", id)?;
    crate::proposals::store::agreement::delete_all_of(tx, whose.person).await?;
    // That the text was reported stays; by whom does not.
    execute!(
        tx,
        "update text_report set person_id = null, words = '' where person_id = $1",
        id
    )?;
    // That somebody looks again stays, too; why does not.
    crate::moderation::forget_of(tx, whose.person).await?;
    // What was handed in stays tied to its idea, as the proposal stays.
    execute!(
        tx,
        "delete from adoption where asker_id = $1 and proposal_id is null",
        id
    )?;
    execute!(tx, "delete from follow where person_id = $1", id)?;
    crate::news::store::forget(tx, whose.person).await?;
    // Who leaves must not be able to come back and be counted twice.
    execute!(tx, "delete from campaign_ballot where person_id = $1", id)?;
    execute!(tx, "delete from way_in where person_id = $1", id)?;
    execute!(tx, "delete from person_number where person_id = $1", id)?;
    execute!(tx, "delete from person_identity where person_id = $1", id)?;
    execute!(
        tx,
        "delete from merge_offer where person_id = $1 or other_id = $1",
        id,
    )?;
    execute!(tx, "delete from provider_flow where person_id = $1", id)?;
    if let Some(email) = whose.email.as_deref() {
        execute!(tx, "delete from registration where email = $1", email)?;
        execute!(tx, "delete from way_in where email = $1", email)?;
        execute!(tx, "delete from invitation where email = $1", email)?;
        execute!(
            tx,
            "update outside_request set email = null where email = $1",
            email,
        )?;
        execute!(tx, "delete from outbox where to_address = $1", email)?;
    }
    Ok(())
}

/// The comments after this one that still have a name of this person beside them, in order, so many at a time: ten
/// thousand rows are unpacked for longer than anybody should wait. The plus keeps both engines to the person's index:
/// for the order, and for the number, they would rather walk through everybody's comments.
pub async fn list_named_comments(
    conn: &mut Conn,
    person: PersonId,
    after: CommentId,
) -> Result<Vec<CommentId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select comment_id from comment
         where person_id = $1 and author_name <> $2 and +comment_id > $3
         order by +comment_id limit $4",
        person.get(),
        ERASED_NAME,
        after.get(),
        LISTED,
    )?;
    Ok(rows.into_iter().map(|(id,)| CommentId::new(id)).collect())
}

/// As [`seal_names`], for these comments of this person. Twice is once. The plus takes the person's index away: there is
/// one row for each number, and both engines would read all of the person's comments for every part.
pub async fn seal_comments(
    tx: &mut Tx,
    person: PersonId,
    comments: &[CommentId],
    now: Stamp,
) -> Result<(), DbError> {
    let ids = || comments.iter().map(|comment| comment.get());
    let mut seal = Statement::new(
        "insert into sealed_name (person_id, comment_id, name, sealed_at)
         select person_id, comment_id, author_name, ",
    );
    seal.bind(now.0)
        .sql(" from comment where +person_id = ")
        .bind(person.get())
        .sql(" and author_name <> ")
        .bind(ERASED_NAME)
        .sql(" and comment_id in (")
        .list(ids())
        .sql(") on conflict (comment_id) do nothing");
    tx.run(seal).await?;
    let mut unname = Statement::new("update comment set author_name = ");
    unname
        .bind(ERASED_NAME)
        .sql(" where +person_id = ")
        .bind(person.get())
        .sql(" and comment_id in (")
        .list(ids())
        .sql(")");
    tx.run(unname).await?;
    Ok(())
}

/// Puts the names under seal and the words for an erased account in their place.
pub async fn seal_names(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let id = person.get();
    execute!(
        tx,
        "insert into sealed_name (person_id, proposal_id, name, sealed_at)
         select proposer_id, proposal_id, proposer_name, $2 from proposal
         where proposer_id = $1 and kind <> 'questions'
         on conflict (proposal_id) do nothing",
        id,
        now.0,
    )?;
    execute!(
        tx,
        "insert into sealed_name (person_id, comment_id, name, sealed_at)
         select person_id, comment_id, author_name, $2 from comment
         where person_id = $1 and author_name <> $3
         on conflict (comment_id) do nothing",
        id,
        now.0,
        ERASED_NAME,
    )?;
    crate::campaigns::seal_pictures(tx, person, now).await?;
    execute!(
        tx,
        "update proposal set proposer_name = $2, famed_at = null
         where proposer_id = $1 and kind <> 'questions'",
        id,
        ERASED_NAME,
    )?;
    crate::proposals::store::coauthor::seal(tx, person).await?;
    crate::questions::seal::erase(tx, person, now).await?;
    execute!(
        tx,
        "update comment set author_name = $2 where person_id = $1 and author_name <> $2",
        id,
        ERASED_NAME,
    )?;
    Ok(())
}
