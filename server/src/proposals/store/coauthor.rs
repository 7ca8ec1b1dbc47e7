//! Who stands on an idea with whoever wrote it, and who is asked to. Everybody who writes here holds the
//! idea's row.

use nara_domain::coauthors::{COAUTHORS_MAX, CoauthorState};
use nara_domain::group::Alias;
use nara_domain::ids::{GroupId, PersonId, ProposalId};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use nara_app::coauthors::api::Asked;

use super::{case, code};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// The alias is the member's for as long as there is one; a name is what somebody agreed to.
const OF_IDEA: &str = "select c.person_id, c.name, c.state, c.seat, m.member_id, m.alias \
    from idea_coauthor c left join member m on m.person_id = c.person_id \
    where c.proposal_id = $1 order by c.asked_at, c.person_id";
const STANDS: &str = "select c.person_id from idea_coauthor c \
    where c.proposal_id = $1 and c.person_id = $2 and c.state = 'yes'";
/// Asked again they keep the answer they gave.
const ASK: &str = "insert into idea_coauthor (proposal_id, person_id, name, state, seat, asked_at) \
    values ($1, $2, '', 'asked', $3, $4) on conflict (proposal_id, person_id) do nothing";
const YES: &str = "update idea_coauthor set state = 'yes', name = $3, answered_at = $4 \
    where proposal_id = $1 and person_id = $2 and state = 'asked'";
const NO: &str = "update idea_coauthor set state = 'declined', seat = null, answered_at = $3 \
    where proposal_id = $1 and person_id = $2 and state = 'asked'";
const TAKE_OFF: &str = "delete from idea_coauthor where proposal_id = $1 and person_id = $2 \
    and state = $3";
const NAMES: &str = "select name from idea_coauthor where proposal_id = $1 and state = 'yes' \
    order by seat";
const SHOW: &str = "update proposal set coauthors = $2 where proposal_id = $1";
const MEMBER: &str = "select m.person_id from member m \
    where m.youth_group_id = $1 and m.alias_key = $2 and m.state = 'in'";
const ASKED_OF: &str = "select p.proposal_id, p.title from idea_coauthor c \
    join proposal p on p.proposal_id = c.proposal_id \
    where c.person_id = $1 and c.state = 'asked' and p.merged_into is null \
    and p.stage_group <> 'not_public' order by c.asked_at limit 50";
const IDEAS_OF: &str = "select proposal_id from idea_coauthor where person_id = $1 \
    order by proposal_id";
const FORGET: &str = "delete from idea_coauthor where person_id = $1 and state <> 'yes'";
const WITHDRAW: &str = "delete from idea_coauthor where state = 'asked' and (person_id = $1 \
    or proposal_id in (select proposal_id from proposal where proposer_id = $1))";
const SEAL: &str = "update idea_coauthor set state = 'sealed', seat = null \
    where person_id = $1 and state = 'yes'";

#[derive(FromRow)]
struct Row {
    person_id: i64,
    name: String,
    state: String,
    seat: Option<i64>,
    member_id: Option<i64>,
    alias: Option<String>,
}

/// Somebody who stands on an idea, or was asked to.
#[derive(Clone, Debug)]
pub struct StoredCoauthor {
    pub person: PersonId,
    /// The member's number; none once the group is forgotten.
    pub member: Option<i64>,
    /// What the group knows them by, or what stands on the idea.
    pub name: String,
    pub state: CoauthorState,
    pub seat: Option<i64>,
}

/// Everybody, in the order they were asked.
pub async fn of_idea(conn: &mut Conn, idea: ProposalId) -> Result<Vec<StoredCoauthor>, DbError> {
    let rows = fetch_all!(conn, Row, OF_IDEA, idea.get())?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredCoauthor {
                person: PersonId::new(row.person_id),
                member: row.member_id,
                name: row.alias.unwrap_or(row.name),
                state: code("idea_coauthor.state", &row.state)?,
                seat: row.seat,
            })
        })
        .collect()
}

/// Whether this person stands on the idea.
pub async fn stands(conn: &mut Conn, idea: ProposalId, person: PersonId) -> Result<bool, DbError> {
    let row = fetch_optional!(conn, (i64,), STANDS, idea.get(), person.get())?;
    Ok(row.is_some())
}

/// The first seat nobody has.
pub fn free_seat(taken: &[StoredCoauthor]) -> Option<i64> {
    (1..=COAUTHORS_MAX).find(|seat| taken.iter().all(|one| one.seat != Some(*seat)))
}

/// Whoever is in the group under this alias.
pub async fn member_called(
    conn: &mut Conn,
    group: GroupId,
    alias: &Alias,
) -> Result<Option<PersonId>, DbError> {
    let row = fetch_optional!(conn, (i64,), MEMBER, group.get(), alias.key())?;
    Ok(row.map(|(id,)| PersonId::new(id)))
}

/// Fails with a unique violation where somebody else took the seat.
pub async fn ask(
    tx: &mut Tx,
    (idea, person): (ProposalId, PersonId),
    seat: i64,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(tx, ASK, idea.get(), person.get(), seat, now.0)
}

/// From now on the name stands on the idea. False where the question was taken back.
pub async fn agree(
    tx: &mut Tx,
    (idea, person): (ProposalId, PersonId),
    name: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let agreed = execute!(tx, YES, idea.get(), person.get(), name, now.0)? > 0;
    show(tx, idea).await?;
    Ok(agreed)
}

/// False where the question was taken back.
pub async fn decline(
    tx: &mut Tx,
    (idea, person): (ProposalId, PersonId),
    now: Stamp,
) -> Result<bool, DbError> {
    Ok(execute!(tx, NO, idea.get(), person.get(), now.0)? > 0)
}

/// False where it is in another state by now.
pub async fn take_off(
    tx: &mut Tx,
    (idea, person): (ProposalId, PersonId),
    state: CoauthorState,
) -> Result<bool, DbError> {
    let gone = execute!(tx, TAKE_OFF, idea.get(), person.get(), state.code())? > 0;
    show(tx, idea).await?;
    Ok(gone)
}

/// Writes the names that stand on the idea to where every page reads them.
async fn show(tx: &mut Tx, idea: ProposalId) -> Result<(), DbError> {
    let names = fetch_all!(tx, (String,), NAMES, idea.get())?;
    let names: Vec<String> = names.into_iter().map(|(name,)| name).collect();
    execute!(tx, SHOW, idea.get(), serde_json::to_string(&names)?)?;
    Ok(())
}

/// The names in that column.
pub fn names(column: &str) -> Result<Vec<String>, DbError> {
    Ok(serde_json::from_str(column)?)
}

/// Ideas on which somebody is asked to stand.
pub async fn asked_of(conn: &mut Conn, person: PersonId) -> Result<Vec<Asked>, DbError> {
    let rows = fetch_all!(conn, (i64, String), ASKED_OF, person.get())?;
    let asked = rows.into_iter().map(|(id, title)| Asked {
        id: ProposalId::new(id),
        slug: slug(&title),
        title,
    });
    Ok(asked.collect())
}

/// With a group that is forgotten: what was asked goes, what stands on an idea stays, as the author's alias.
pub async fn forget(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    execute!(tx, FORGET, person.get())?;
    Ok(())
}

/// With a member who is put out: nobody answers what they were asked, or what was asked for their ideas.
pub async fn withdraw(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(tx, WITHDRAW, person.get())
}

/// With an account that goes: the name is under seal, and on no page any more.
pub async fn seal(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    let ideas = fetch_all!(tx, (i64,), IDEAS_OF, person.get())?;
    let ideas: Vec<i64> = ideas.into_iter().map(|(idea,)| idea).collect();
    // Somebody else may be taken off one of them at this moment: their name is read when that is done.
    case::lock_many(tx, &ideas).await?;
    forget(tx, person).await?;
    execute!(tx, SEAL, person.get())?;
    for idea in ideas {
        show(tx, ProposalId::new(idea)).await?;
    }
    Ok(())
}
