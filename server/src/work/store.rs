//! All SQL of the desk.

use nara_app::work::api::{Colleague, Has, NoteItem, WorkItem};
use nara_domain::actor::Role;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::Course;
use nara_domain::search::Term;
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use nara_domain::work::{Pile, TURNS, WEEK_DAYS, WaitsFor, stages_of, waits_for};

use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::proposals::store::list::matching;
use crate::{execute, fetch_all, fetch_optional};

/// Who looks, and what they may see.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub id: PersonId,
    /// Also what is not public.
    pub reads_all: bool,
    pub now: Stamp,
}

/// What a pile is narrowed by.
#[derive(Clone, Copy, Debug)]
pub struct Narrow<'a> {
    pub pile: Pile,
    /// As typed, for a diary number.
    pub words: &'a str,
    pub terms: &'a [Term],
    pub after: Option<ProposalId>,
    pub limit: i64,
}

#[derive(FromRow)]
struct WorkRow {
    proposal_id: i64,
    title: String,
    kind: String,
    diary_number: Option<String>,
    course: String,
    days: Option<String>,
    submitted_at: i64,
    holder_id: Option<i64>,
    holder_name: Option<String>,
    version: i64,
    in_duty: bool,
    asked: bool,
}

impl TryFrom<WorkRow> for WorkItem {
    type Error = DbError;

    fn try_from(row: WorkRow) -> Result<Self, DbError> {
        let course: Course = serde_json::from_str(&row.course)?;
        let wrong = |what: &str| DbError::Inconsistent(format!("proposal.{what}"));
        let has = match (row.holder_id.zip(row.holder_name), row.in_duty) {
            (None, _) => Has::Nobody,
            (Some((id, name)), true) => Has::Official(PersonId::new(id), name),
            (Some((_, name)), false) => Has::Left(name),
        };
        Ok(Self {
            id: ProposalId::new(row.proposal_id),
            slug: slug(&row.title),
            kind: row.kind.parse().map_err(|_| wrong("kind"))?,
            diary_number: row.diary_number,
            days: match row.days {
                Some(days) => serde_json::from_str(&days)?,
                None => Vec::new(),
            },
            submitted_at: Stamp(row.submitted_at),
            waits_for: waits_for(&course),
            title: row.title,
            course,
            has,
            version: row.version,
            asked: row.asked,
        })
    }
}

/// Everybody who runs cases now, as a condition on `s`.
fn in_duty(select: &mut Statement, now: Stamp) {
    select
        .sql("s.role in ('official', 'secretary') and s.from_at <= ")
        .bind(now.0)
        .sql(" and (s.until_at is null or s.until_at > ")
        .bind(now.0)
        .sql(")");
}

/// Whether whoever has the case still runs cases.
pub(super) fn is_looked_after(select: &mut Statement, now: Stamp) {
    select.sql("exists (select 1 from standing s where s.person_id = a.person_id and ");
    in_duty(select, now);
    select.sql(")");
}

/// Whether a colleague asked this person something, who has not written since.
fn is_asked(select: &mut Statement, person: PersonId) {
    select
        .sql("exists (select 1 from case_note n where n.proposal_id = p.proposal_id and n.to_id = ")
        .bind(person.get())
        .sql(
            " and not exists (select 1 from case_note r where r.proposal_id = n.proposal_id \
             and r.case_note_id > n.case_note_id and r.person_id = ",
        )
        .bind(person.get())
        .sql("))");
}

pub(super) fn is_at(select: &mut Statement, turns: impl Iterator<Item = &'static str>) {
    select.sql("p.stage in (");
    for (place, stage) in turns.enumerate() {
        if place > 0 {
            select.sql(", ");
        }
        select.bind(stage);
    }
    select.sql(")");
}

/// What lies in a pile, as a condition on `p` and `a`.
fn lies_in(select: &mut Statement, pile: Pile, reader: Reader) {
    let today = reader.now.day();
    match pile {
        Pile::Mine => {
            is_open(select);
            select
                .sql(" and (a.person_id = ")
                .bind(reader.id.get())
                .sql(" or ");
            is_asked(select, reader.id);
            select.sql(")");
        }
        Pile::Unassigned => {
            is_at(select, stages_of(WaitsFor::Us));
            select.sql(" and not ");
            is_looked_after(select, reader.now);
        }
        Pile::Waiting => {
            let others = WaitsFor::ALL.iter().filter(|turn| **turn != WaitsFor::Us);
            is_at(select, others.flat_map(|turn| stages_of(*turn)));
        }
        Pile::Week => {
            select
                .sql(DAY)
                .sql(" >= ")
                .bind(today.to_string())
                .sql(" and ")
                .sql(DAY)
                .sql(" <= ")
                .bind(today.add_days(WEEK_DAYS).to_string());
        }
        Pile::Overdue => {
            select.sql(DAY).sql(" < ").bind(today.to_string());
        }
        Pile::All => is_open(select),
        Pile::Archive => {
            select.sql("p.archive_from <= ").bind(today.to_string());
        }
    }
}

/// Something is awaited: it is somebody's turn, or the decision has left a day.
fn is_open(select: &mut Statement) {
    select.sql("(p.next_by is not null or ");
    is_at(select, TURNS.iter().map(|(stage, _)| *stage));
    select.sql(")");
}

/// What lies on the desk at all.
fn on_desk(select: &mut Statement, reader: Reader) {
    select.sql("(p.archive_from is not null or ");
    is_open(select);
    // What is part of another is worked on there.
    select.sql(") and p.merged_into is null and ");
    readable(select, reader);
}

fn readable(select: &mut Statement, reader: Reader) {
    select.sql(match reader.reads_all {
        true => "true",
        false => "p.stage_group <> 'not_public'",
    });
}

/// The nearest day of a case, as the index has it; what has none comes last.
pub(super) const DAY: &str = "coalesce(p.next_by, '9999-12-31')";

pub(super) const FROM: &str = " from proposal p left join assignment a on a.proposal_id = p.proposal_id \
    left join person h on h.person_id = a.person_id ";

fn columns(reader: Reader) -> Statement {
    let mut select = Statement::new(
        "select p.proposal_id, p.title, p.kind, p.diary_number, p.course, p.days, p.submitted_at, a.person_id as holder_id, h.display_name as holder_name, \
         coalesce(a.version, 0) as version, ",
    );
    is_looked_after(&mut select, reader.now);
    select.sql(" as in_duty, ");
    is_asked(&mut select, reader.id);
    select.sql(" as asked").sql(FROM);
    select
}

/// Cases of a pile, the nearest day first; those without a day last.
pub async fn list(
    conn: &mut Conn,
    reader: Reader,
    narrow: Narrow<'_>,
) -> Result<Vec<WorkItem>, DbError> {
    let mut select = columns(reader);
    select.sql("where ");
    // Whoever looks for a case by its number or words finds it, also when it is over.
    match narrow.pile == Pile::All && !narrow.words.is_empty() {
        true => readable(&mut select, reader),
        false => {
            on_desk(&mut select, reader);
            select.sql(" and ");
            lies_in(&mut select, narrow.pile, reader);
        }
    }
    if !narrow.words.is_empty() {
        select.sql(" and (p.diary_number = ").bind(narrow.words);
        // The last part of a number is what people remember of it.
        if narrow.words.bytes().all(|byte| byte.is_ascii_digit()) {
            for before in [":", "/", "-", " "] {
                let end = format!("%{before}{}", narrow.words);
                select.sql(" or p.diary_number like ").bind(end);
            }
        }
        if !narrow.terms.is_empty() {
            select.sql(" or ");
            matching(&mut select, conn.engine(), narrow.terms);
        }
        select.sql(")");
    }
    if let Some(after) = narrow.after {
        select
            .sql(" and (")
            .sql(DAY)
            .sql(", p.proposal_id) > (select coalesce(o.next_by, '9999-12-31'), o.proposal_id from proposal o where o.proposal_id = ")
            .bind(after.get())
            .sql(")");
    }
    select
        .sql(" order by ")
        .sql(DAY)
        .sql(", p.proposal_id limit ")
        .bind(narrow.limit);
    let rows: Vec<WorkRow> = conn.all(select).await?;
    rows.into_iter().map(WorkItem::try_from).collect()
}

/// How many lie in each pile.
pub async fn count(conn: &mut Conn, reader: Reader) -> Result<Vec<(Pile, i64)>, DbError> {
    let mut select = Statement::new("select ");
    for (place, pile) in Pile::ALL.iter().enumerate() {
        if place > 0 {
            select.sql(", ");
        }
        select.sql("count(case when ");
        lies_in(&mut select, *pile, reader);
        select.sql(" then 1 end)");
    }
    select.sql(FROM).sql("where ");
    on_desk(&mut select, reader);
    let rows: Vec<(i64, i64, i64, i64, i64, i64, i64)> = conn.all(select).await?;
    let counts = rows
        .first()
        .map_or([0; 7], |(mine, free, waiting, week, late, all, over)| {
            [*mine, *free, *waiting, *week, *late, *all, *over]
        });
    Ok(Pile::ALL.iter().copied().zip(counts).collect())
}

/// One case, wherever it stands. Whether it may be read has been asked before.
pub async fn find(
    conn: &mut Conn,
    reader: Reader,
    id: ProposalId,
) -> Result<Option<WorkItem>, DbError> {
    let mut select = columns(reader);
    select.sql("where p.proposal_id = ").bind(id.get());
    let rows: Vec<WorkRow> = conn.all(select).await?;
    rows.into_iter().next().map(WorkItem::try_from).transpose()
}

/// Everybody who can be given a case, by name; who holds two such duties stands there once.
pub async fn list_colleagues(conn: &mut Conn, now: Stamp) -> Result<Vec<Colleague>, DbError> {
    let mut select = Statement::new(
        "select p.person_id, p.display_name, s.role, s.department, s.title \
         from standing s join person p on p.person_id = s.person_id where ",
    );
    in_duty(&mut select, now);
    select.sql(" order by p.display_name, p.person_id, s.standing_id");
    type Row = (i64, String, String, Option<String>, Option<String>);
    let rows: Vec<Row> = conn.all(select).await?;
    let mut colleagues: Vec<Colleague> = Vec::new();
    for (id, name, role, department, title) in rows {
        let id = PersonId::new(id);
        let role: Role = role
            .parse()
            .map_err(|_| DbError::Inconsistent("standing.role".to_owned()))?;
        let is_official = role == Role::Official;
        if let Some(last) = colleagues.last_mut().filter(|last| last.id == id) {
            last.is_official |= is_official;
            continue;
        }
        colleagues.push(Colleague {
            id,
            name,
            role,
            department,
            title,
            is_official,
        });
    }
    Ok(colleagues)
}

/// False where somebody else has changed it since `version`.
pub async fn assign(
    tx: &mut Tx,
    id: ProposalId,
    to: Option<PersonId>,
    version: i64,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "insert into assignment (proposal_id, person_id, version, at) values ($1, $2, 1, $4)
         on conflict (proposal_id) do update
             set person_id = $2, version = assignment.version + 1, at = $4
             where assignment.version = $3",
        id.get(),
        to.map(PersonId::get),
        version,
        now.0,
    )?;
    Ok(changed > 0)
}

/// Who has it, whether they still run cases or not.
pub async fn find_holder(conn: &mut Conn, id: ProposalId) -> Result<Option<PersonId>, DbError> {
    let found = fetch_optional!(
        conn,
        (Option<i64>,),
        "select person_id from assignment where proposal_id = $1",
        id.get(),
    )?;
    Ok(found.and_then(|(person,)| person).map(PersonId::new))
}

/// Who has it, and the version of that: 0 where nobody has ever had it.
pub async fn find_assignment(
    conn: &mut Conn,
    id: ProposalId,
) -> Result<(Option<PersonId>, i64), DbError> {
    let found = fetch_optional!(
        conn,
        (Option<i64>, i64),
        "select person_id, version from assignment where proposal_id = $1",
        id.get(),
    )?;
    Ok(found.map_or((None, 0), |(person, version)| {
        (person.map(PersonId::new), version)
    }))
}

/// What somebody writes to colleagues.
#[derive(Clone, Copy, Debug)]
pub struct NewNoteRow<'a> {
    pub proposal: ProposalId,
    pub author: PersonId,
    pub author_name: &'a str,
    pub to: Option<PersonId>,
    pub text: &'a str,
    pub once: &'a str,
}

/// False where this form was sent before.
pub async fn insert_note(tx: &mut Tx, new: &NewNoteRow<'_>, now: Stamp) -> Result<bool, DbError> {
    let inserted = execute!(
        tx,
        "insert into case_note (proposal_id, person_id, author_name, to_id, text, at, once_key)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (person_id, once_key) do nothing",
        new.proposal.get(),
        new.author.get(),
        new.author_name,
        new.to.map(PersonId::get),
        new.text,
        now.0,
        new.once,
    )?;
    Ok(inserted > 0)
}

#[derive(FromRow)]
struct NoteRow {
    case_note_id: i64,
    author_name: String,
    to_name: Option<String>,
    text: String,
    at: i64,
}

/// What colleagues wrote about a case, the oldest first.
pub async fn list_notes(conn: &mut Conn, id: ProposalId) -> Result<Vec<NoteItem>, DbError> {
    let rows = fetch_all!(
        conn,
        NoteRow,
        "select n.case_note_id, n.author_name, t.display_name as to_name, n.text, n.at
         from case_note n left join person t on t.person_id = n.to_id
         where n.proposal_id = $1 order by n.case_note_id",
        id.get(),
    )?;
    let item = |row: NoteRow| NoteItem {
        id: row.case_note_id,
        author: row.author_name,
        to: row.to_name,
        text: row.text,
        at: Stamp(row.at),
    };
    Ok(rows.into_iter().map(item).collect())
}
