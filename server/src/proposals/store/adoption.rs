//! Who wants to hand in an idea as a proposal, what was answered, and what became of it.

use nara_app::adoption::api::Linked;
use nara_domain::adoption::{AdoptionState, Author};
use nara_domain::coauthors::byline;
use nara_domain::group::{MemberState, is_open, waits_to_be_read};
use nara_domain::ids::{AdoptionId, PersonId, ProposalId};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::{coauthor, code, merging};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// The name is read when it is shown, so that none is left behind when it goes.
const OF_IDEA: &str = "select a.adoption_id, a.asker_id, p.display_name, a.why, a.word, a.state, \
    a.asked_at, a.draft_id, a.proposal_id \
    from adoption a join person p on p.person_id = a.asker_id \
    where a.idea_id = $1 order by a.adoption_id limit 200";
const INSERT: &str = "insert into adoption (idea_id, asker_id, why, word, state, asked_at) \
    values ($1, $2, $3, '', 'asked', $4) on conflict (idea_id, asker_id) do nothing";
/// A no stays: it is not asked again and again.
const TAKE_BACK: &str = "delete from adoption where idea_id = $1 and asker_id = $2 \
    and state <> 'declined' and proposal_id is null";
const ANSWER: &str = "update adoption set state = $3, word = $4, answered_at = $5 \
    where adoption_id = $1 and state = $2 and proposal_id is null";
const WRITE_IN: &str = "update adoption set draft_id = $2 where adoption_id = $1 \
    and state = 'agreed' and proposal_id is null";
const OF_DRAFT: &str = "select a.asker_id, \
    case when p.hidden is null then a.state else 'declined' end \
    from adoption a join proposal p on p.proposal_id = a.idea_id where a.draft_id = $1";
/// What was said before is nobody's business once it is done.
const TIE: &str = "update adoption set proposal_id = $3, why = '', word = '', draft_id = null \
    where draft_id = $1 and asker_id = $2 and state = 'agreed' and proposal_id is null";
/// As many days as a draft is kept; what is being written stays as long as its draft.
const FORGET: &str = "delete from adoption where proposal_id is null \
    and coalesce(answered_at, asked_at) <= $1 \
    and not exists (select 1 from draft d where d.draft_id = adoption.draft_id)";
/// Only what everybody may read is named.
const BECAME: &str = "select p.proposal_id, p.kind, p.title, p.proposer_name, p.coauthors, \
    p.youth_group_id \
    from adoption a join proposal p on p.proposal_id = a.proposal_id \
    where a.idea_id = $1 and p.stage_group <> 'not_public' and not p.body_withheld";
const BUILDS_ON: &str = "select p.proposal_id, p.kind, p.title, p.proposer_name, p.coauthors, \
    p.youth_group_id \
    from adoption a join proposal p on p.proposal_id = a.idea_id \
    where a.proposal_id = $1 and p.stage_group <> 'not_public' and not p.body_withheld";
const WRITTEN_FROM: &str = "select p.proposal_id, p.kind, p.title, p.proposer_name, p.coauthors, \
    p.youth_group_id \
    from adoption a join proposal p on p.proposal_id = a.idea_id \
    where a.draft_id = $1 and p.stage_group <> 'not_public' and not p.body_withheld";
/// What waits, where this person may be the one who answers.
const WAITING: &str = "select p.proposal_id, p.title, count(*) as waiting \
    from adoption a join proposal p on p.proposal_id = a.idea_id \
    where a.state = 'asked' and a.asker_id <> $1 and p.merged_into is null and p.hidden is null \
    and (p.proposer_id = $1 or exists (select 1 from group_supervisor s \
        where s.youth_group_id = p.youth_group_id and s.person_id = $1)) \
    and not exists (select 1 from adoption b where b.idea_id = a.idea_id and b.state = 'agreed') \
    group by p.proposal_id, p.title order by p.proposal_id limit 50";
/// Nobody is asked: whoever began a problem makes a proposal of it, once.
const OWN: &str = "insert into adoption (idea_id, asker_id, why, word, state, asked_at, answered_at) \
    values ($1, $2, '', '', 'agreed', $3, $3) on conflict (idea_id, asker_id) do nothing";
/// What a proposal was written from.
const FROM: &str = "select idea_id from adoption where proposal_id = $1";
/// One name of a person, as it stands beside what they wrote first; what is hidden counts for nobody. Nor does who
/// speaks for the municipality, or only asked.
const TOLD: &str = "select c.author_name, c.comment_id from comment c join \
    (select min(o.comment_id) as first_id from comment o \
        join proposal p on p.proposal_id = o.proposal_id \
        where o.proposal_id = $1 and o.person_id <> p.proposer_id and o.hidden is null \
        and o.author_role in ('resident', 'youth', 'elected') and o.stance <> 'question' \
        group by o.person_id) t on t.first_id = c.comment_id \
    order by c.comment_id limit 500";
const AUTHOR: &str = "select p.proposer_id, g.youth_group_id, g.reads_first, g.ended_at, g.ends_at, \
    m.state, (select count(*) from group_supervisor s \
        where s.youth_group_id = p.youth_group_id and s.person_id = $2) as runs, \
    (select count(distinct s.person_id) from group_supervisor s \
        join standing d on d.person_id = s.person_id \
        where s.youth_group_id = p.youth_group_id and d.role = 'supervisor' \
        and d.from_at <= $3 and (d.until_at is null or d.until_at > $3)) as leaders \
    from proposal p left join youth_group g on g.youth_group_id = p.youth_group_id \
    left join member m on m.person_id = p.proposer_id and m.youth_group_id = p.youth_group_id \
    where p.proposal_id = $1";

#[derive(FromRow)]
struct RequestRow {
    adoption_id: i64,
    asker_id: i64,
    display_name: String,
    why: String,
    word: String,
    state: String,
    asked_at: i64,
    draft_id: Option<String>,
    proposal_id: Option<i64>,
}

/// That somebody wants to hand an idea in.
#[derive(Clone, Debug)]
pub struct StoredRequest {
    pub id: AdoptionId,
    pub asker: PersonId,
    pub asker_name: String,
    pub why: String,
    pub word: String,
    pub state: AdoptionState,
    pub asked_at: Stamp,
    pub draft: Option<String>,
    pub handed_in: bool,
}

impl TryFrom<RequestRow> for StoredRequest {
    type Error = DbError;

    fn try_from(row: RequestRow) -> Result<Self, DbError> {
        Ok(Self {
            id: AdoptionId::new(row.adoption_id),
            asker: PersonId::new(row.asker_id),
            asker_name: row.display_name,
            why: row.why,
            word: row.word,
            state: code("adoption.state", &row.state)?,
            asked_at: Stamp(row.asked_at),
            draft: row.draft_id,
            handed_in: row.proposal_id.is_some(),
        })
    }
}

#[derive(FromRow)]
struct AuthorRow {
    proposer_id: i64,
    youth_group_id: Option<i64>,
    reads_first: Option<bool>,
    ended_at: Option<i64>,
    ends_at: Option<i64>,
    state: Option<String>,
    runs: i64,
    leaders: i64,
}

#[derive(FromRow)]
struct LinkedRow {
    proposal_id: i64,
    kind: String,
    title: String,
    proposer_name: String,
    coauthors: String,
    youth_group_id: Option<i64>,
}

impl TryFrom<LinkedRow> for Linked {
    type Error = DbError;

    fn try_from(row: LinkedRow) -> Result<Self, DbError> {
        Ok(Self {
            id: ProposalId::new(row.proposal_id),
            kind: code("proposal.kind", &row.kind)?,
            slug: slug(&row.title),
            title: row.title,
            name: byline(&row.proposer_name, &coauthor::names(&row.coauthors)?),
            of_group: row.youth_group_id.is_some(),
        })
    }
}

/// Everybody who asks, the first one first.
pub async fn of_idea(conn: &mut Conn, idea: ProposalId) -> Result<Vec<StoredRequest>, DbError> {
    let rows = fetch_all!(conn, RequestRow, OF_IDEA, idea.get())?;
    rows.into_iter().map(StoredRequest::try_from).collect()
}

/// How an idea's author stands, what group it is of, and whether this reader runs that.
pub async fn author(
    conn: &mut Conn,
    idea: ProposalId,
    reader: Option<PersonId>,
    now: Stamp,
) -> Result<(Author, Option<i64>, bool), DbError> {
    let reader = reader.map_or(0, PersonId::get);
    let row = fetch_one!(conn, AuthorRow, AUTHOR, idea.get(), reader, now.0)?;
    let Some((group, ends)) = row.youth_group_id.zip(row.ends_at) else {
        let there = merging::can_answer(conn, PersonId::new(row.proposer_id)).await?;
        let author = match there {
            true => Author::Resident,
            false => Author::Gone,
        };
        return Ok((author, None, false));
    };
    let state: Option<MemberState> = row
        .state
        .map(|state| code("member.state", &state))
        .transpose()?;
    // Nobody knows any more whose it was, or nobody runs the group: a question would wait for nobody.
    if state.is_none() || row.leaders == 0 {
        return Ok((Author::Gone, Some(group), row.runs > 0));
    }
    let open = is_open(Stamp(ends), row.ended_at.map(Stamp), now);
    let author = Author::Member {
        is_in: open && state == Some(MemberState::In),
        reads_first: waits_to_be_read(row.reads_first.unwrap_or(true), row.leaders > 0),
    };
    Ok((author, Some(group), row.runs > 0))
}

/// False where this person has asked before.
pub async fn insert(
    tx: &mut Tx,
    (idea, asker): (ProposalId, PersonId),
    why: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    Ok(execute!(tx, INSERT, idea.get(), asker.get(), why, now.0)? > 0)
}

/// False where there is nothing to take back.
pub async fn take_back(tx: &mut Tx, idea: ProposalId, asker: PersonId) -> Result<bool, DbError> {
    Ok(execute!(tx, TAKE_BACK, idea.get(), asker.get())? > 0)
}

/// False where it has been answered or handed in meanwhile. Fails with a unique violation where somebody
/// else has a yes.
pub async fn answer(
    tx: &mut Tx,
    id: AdoptionId,
    (from, to): (AdoptionState, AdoptionState),
    word: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let (from, to) = (from.code(), to.code());
    Ok(execute!(tx, ANSWER, id.get(), from, to, word, now.0)? > 0)
}

/// Where it is being written from now on.
pub async fn write_in(tx: &mut Tx, id: AdoptionId, draft: &str) -> Result<bool, DbError> {
    Ok(execute!(tx, WRITE_IN, id.get(), draft)? > 0)
}

/// Whose draft it is, and what was answered, where it is written from an idea.
pub async fn of_draft(
    conn: &mut Conn,
    draft: &str,
) -> Result<Option<(PersonId, AdoptionState)>, DbError> {
    let row = fetch_optional!(conn, (i64, String), OF_DRAFT, draft)?;
    row.map(|(asker, state)| Ok((PersonId::new(asker), code("adoption.state", &state)?)))
        .transpose()
}

/// Ties what was handed in to its idea; false where the yes was taken back meanwhile.
pub async fn tie(
    tx: &mut Tx,
    draft: &str,
    asker: PersonId,
    proposal: ProposalId,
) -> Result<bool, DbError> {
    Ok(execute!(tx, TIE, draft, asker.get(), proposal.get())? > 0)
}

/// That whoever began a problem makes a proposal of it. Twice is once.
pub async fn insert_own(
    tx: &mut Tx,
    (problem, person): (ProposalId, PersonId),
    now: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(tx, OWN, problem.get(), person.get(), now.0)?;
    Ok(())
}

/// The idea or problem this proposal was written from.
pub async fn from(conn: &mut Conn, proposal: ProposalId) -> Result<Option<ProposalId>, DbError> {
    let row = fetch_optional!(conn, (i64,), FROM, proposal.get())?;
    Ok(row.map(|(id,)| ProposalId::new(id)))
}

/// Who told how a problem concerns them, but for whoever began it; the first one first.
pub async fn told(conn: &mut Conn, problem: ProposalId) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(conn, (String, i64), TOLD, problem.get())?;
    Ok(rows.into_iter().map(|(name, _)| name).collect())
}

/// Deletes what nobody has answered or used since.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(tx, FORGET, moment.0)
}

/// The proposal an idea became.
pub async fn became(conn: &mut Conn, idea: ProposalId) -> Result<Option<Linked>, DbError> {
    let row = fetch_optional!(conn, LinkedRow, BECAME, idea.get())?;
    row.map(Linked::try_from).transpose()
}

/// The idea a proposal builds on.
pub async fn builds_on(conn: &mut Conn, proposal: ProposalId) -> Result<Option<Linked>, DbError> {
    let row = fetch_optional!(conn, LinkedRow, BUILDS_ON, proposal.get())?;
    row.map(Linked::try_from).transpose()
}

/// The idea a draft is written from.
pub async fn written_from(conn: &mut Conn, draft: &str) -> Result<Option<Linked>, DbError> {
    let row = fetch_optional!(conn, LinkedRow, WRITTEN_FROM, draft)?;
    row.map(Linked::try_from).transpose()
}

/// Ideas with requests that this person may be asked to answer: number, title, how many.
pub async fn waiting(
    conn: &mut Conn,
    person: PersonId,
) -> Result<Vec<(i64, String, i64)>, DbError> {
    fetch_all!(conn, (i64, String, i64), WAITING, person.get())
}

/// For two accounts of one person: of what both asked, the one that has come further stays; nobody asks
/// for an idea of their own. After the ideas have moved.
pub async fn absorb(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    for (less, more) in [(from, to), (to, from)] {
        execute!(
            tx,
            "delete from adoption where asker_id = $1 and state <> 'agreed' and idea_id in \
             (select a.idea_id from adoption a where a.asker_id = $2)",
            less,
            more,
        )?;
    }
    execute!(
        tx,
        "update adoption set asker_id = $2 where asker_id = $1",
        from,
        to,
    )?;
    execute!(
        tx,
        "delete from adoption where asker_id = $1 and proposal_id is null and idea_id in \
         (select p.proposal_id from proposal p where p.proposer_id = $1 and p.kind <> 'problem')",
        to,
    )?;
    Ok(())
}
