//! SQL of much in a short time.

use nara_app::moderation::api::Place;
use nara_app::moderation::holding::api::PaceItem;
use nara_domain::ids::{PaceId, PersonId, ProposalId};
use nara_domain::moderation::pace::{Figures, PaceEvent, PaceKind};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::moderation::store::{MOST, code};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Votes are looked at from the newest back, so that it costs the same however many there are: where more come within
/// the hour, a part of it says what all of it would.
const VOTES: &str = "select v.proposal_id, v.kind, v.at, e.created_at, e.email \
    from support_event v join person e on e.person_id = v.person_id \
    where v.support_event_id > (select coalesce(max(l.support_event_id), 0) - 5000 \
        from support_event l) \
    and v.at > $1 and v.kind in ('given', 'against')";
/// What residents write, and what of it waits.
const TEXTS: &str = "select c.proposal_id, 'comments' as kind, c.at, e.created_at, e.email \
    from comment c join person e on e.person_id = c.person_id \
    where c.comment_id > (select coalesce(max(l.comment_id), 0) - 2000 from comment l) \
    and c.at > $1 and c.author_role in ('resident', 'youth') \
    union all \
    select h.proposal_id, 'comments' as kind, h.at, e.created_at, e.email \
    from held_text h join person e on e.person_id = h.person_id \
    where h.held_text_id > (select coalesce(max(l.held_text_id), 0) - 2000 from held_text l) \
    and h.at > $1 and h.state <> 'released'";

/// Who agrees with what stands there, the latest ones: as many of those as of votes.
const AGREEMENTS: &str = "select c.proposal_id, 'agreements' as kind, s.at, e.created_at, e.email \
    from comment_support s join comment c on c.comment_id = s.comment_id \
    join person e on e.person_id = s.person_id \
    where s.at > $1 order by s.at desc limit 5000";

#[derive(FromRow)]
struct EventRow {
    proposal_id: i64,
    kind: String,
    at: i64,
    created_at: i64,
    email: Option<String>,
}

impl EventRow {
    fn event(self) -> PaceEvent {
        let domain = self.email.as_deref().and_then(|email| {
            let (_, domain) = email.rsplit_once('@')?;
            Some(domain.to_lowercase())
        });
        PaceEvent {
            at: Stamp(self.at),
            account: Stamp(self.created_at),
            domain,
        }
    }
}

/// Votes since a moment.
pub async fn list_votes(
    conn: &mut Conn,
    since: Stamp,
) -> Result<Vec<(ProposalId, PaceKind, PaceEvent)>, DbError> {
    let rows = fetch_all!(conn, EventRow, VOTES, since.0)?;
    let each = rows.into_iter().map(|row| {
        let kind = match row.kind.as_str() {
            "against" => PaceKind::Against,
            _ => PaceKind::Support,
        };
        (ProposalId::new(row.proposal_id), kind, row.event())
    });
    Ok(each.collect())
}

/// Comments since a moment.
pub async fn list_texts(
    conn: &mut Conn,
    since: Stamp,
) -> Result<Vec<(ProposalId, PaceEvent)>, DbError> {
    let rows = fetch_all!(conn, EventRow, TEXTS, since.0)?;
    let each = rows
        .into_iter()
        .map(|row| (ProposalId::new(row.proposal_id), row.event()));
    Ok(each.collect())
}

/// Agreements since a moment that were not taken back.
pub async fn list_agreements(
    conn: &mut Conn,
    since: Stamp,
) -> Result<Vec<(ProposalId, PaceEvent)>, DbError> {
    let rows = fetch_all!(conn, EventRow, AGREEMENTS, since.0)?;
    let each = rows
        .into_iter()
        .map(|row| (ProposalId::new(row.proposal_id), row.event()));
    Ok(each.collect())
}

/// How many of these a proposal had after one moment and up to another.
pub async fn count_before(
    conn: &mut Conn,
    (proposal, kind): (ProposalId, PaceKind),
    (from, to): (Stamp, Stamp),
) -> Result<i64, DbError> {
    let vote = match kind {
        PaceKind::Support => "given",
        PaceKind::Against => "against",
        PaceKind::Comments => {
            let (count,) = fetch_one!(
                conn,
                (i64,),
                "select count(*) from comment
                 where proposal_id = $1 and at > $2 and at <= $3",
                proposal.get(),
                from.0,
                to.0,
            )?;
            return Ok(count);
        }
        PaceKind::Agreements => {
            let (count,) = fetch_one!(
                conn,
                (i64,),
                "select count(*) from comment_support s join comment c on c.comment_id = s.comment_id
                 where c.proposal_id = $1 and s.at > $2 and s.at <= $3",
                proposal.get(),
                from.0,
                to.0,
            )?;
            return Ok(count);
        }
    };
    let (count,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from support_event
         where proposal_id = $1 and at > $2 and at <= $3 and kind = $4",
        proposal.get(),
        from.0,
        to.0,
        vote,
    )?;
    Ok(count)
}

/// Keeps what was found: with the figures, and the time, of when there was most of it, and not where somebody has
/// looked since `quiet`. 1 where nobody knew of it.
pub async fn keep(
    tx: &mut Tx,
    (proposal, kind): (ProposalId, PaceKind),
    figures: &Figures,
    quiet: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update pace_alarm set to_at = $3, number = $4, usual = $5, new_accounts = $6,
             domain = $7, same_domain = $8, from_at = $9
         where proposal_id = $1 and kind = $2 and settled_at is null and number < $4",
        proposal.get(),
        kind.code(),
        figures.to.0,
        figures.count,
        figures.usual,
        figures.new,
        figures.domain.as_str(),
        figures.same_domain,
        figures.from.0,
    )?;
    execute!(
        tx,
        "insert into pace_alarm (proposal_id, kind, from_at, to_at, number, usual, new_accounts,
             domain, same_domain)
         select p.proposal_id, $2, $3, $4, $5, $6, $7, $8, $9 from proposal p
         where p.proposal_id = $1 and not exists (select 1 from pace_alarm a
            where a.proposal_id = p.proposal_id and a.kind = $2
            and (a.settled_at is null or a.settled_at > $10))
         on conflict do nothing",
        proposal.get(),
        kind.code(),
        figures.from.0,
        figures.to.0,
        figures.count,
        figures.usual,
        figures.new,
        figures.domain.as_str(),
        figures.same_domain,
        quiet.0,
    )
}

macro_rules! columns {
    () => {
        "select a.pace_alarm_id, a.proposal_id, a.kind, a.from_at, a.to_at, a.number, a.usual, \
         a.new_accounts, a.domain, a.same_domain, a.settled_at, a.settled_name, a.note, \
         p.kind as proposal_kind, p.title \
         from pace_alarm a join proposal p on p.proposal_id = a.proposal_id "
    };
}

const OPEN: &str = concat!(
    columns!(),
    "where a.settled_at is null order by a.pace_alarm_id limit $1"
);
const FIND: &str = concat!(columns!(), "where a.pace_alarm_id = $1");

#[derive(FromRow)]
struct PaceRow {
    pace_alarm_id: i64,
    proposal_id: i64,
    kind: String,
    from_at: i64,
    to_at: i64,
    number: i64,
    usual: i64,
    new_accounts: i64,
    domain: String,
    same_domain: i64,
    settled_at: Option<i64>,
    settled_name: Option<String>,
    note: Option<String>,
    proposal_kind: String,
    title: String,
}

impl TryFrom<PaceRow> for PaceItem {
    type Error = DbError;

    fn try_from(row: PaceRow) -> Result<Self, DbError> {
        let (name, note) = (row.settled_name, row.note);
        Ok(Self {
            id: PaceId::new(row.pace_alarm_id),
            place: Place {
                proposal: ProposalId::new(row.proposal_id),
                slug: slug(&row.title),
                title: row.title,
                kind: code("proposal.kind", &row.proposal_kind)?,
                comment: None,
            },
            kind: code("pace_alarm.kind", &row.kind)?,
            figures: Figures {
                from: Stamp(row.from_at),
                to: Stamp(row.to_at),
                count: row.number,
                usual: row.usual,
                new: row.new_accounts,
                domain: row.domain,
                same_domain: row.same_domain,
            },
            looked: row.settled_at.map(|at| {
                let (name, note) = (name.unwrap_or_default(), note.unwrap_or_default());
                (Stamp(at), name, note)
            }),
        })
    }
}

/// Where nobody has looked, the first one first.
pub async fn list_open(conn: &mut Conn) -> Result<Vec<PaceItem>, DbError> {
    let rows = fetch_all!(conn, PaceRow, OPEN, MOST)?;
    rows.into_iter().map(PaceItem::try_from).collect()
}

pub async fn find(conn: &mut Conn, id: PaceId) -> Result<Option<PaceItem>, DbError> {
    fetch_optional!(conn, PaceRow, FIND, id.get())?
        .map(PaceItem::try_from)
        .transpose()
}

/// False where somebody else has looked.
pub async fn settle(
    tx: &mut Tx,
    id: PaceId,
    (person, name): (PersonId, &str),
    note: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let settled = execute!(
        tx,
        "update pace_alarm set settled_at = $2, settled_by = $3, settled_name = $4, note = $5
         where pace_alarm_id = $1 and settled_at is null",
        id.get(),
        now.0,
        person.get(),
        name,
        note,
    )?;
    Ok(settled > 0)
}
