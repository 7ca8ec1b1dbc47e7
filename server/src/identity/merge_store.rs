//! SQL of accounts that become one. Which rows go where follows from the data map.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Statement, Tx};
use crate::privacy::map::{Holds, Owner, TABLES};
use crate::{execute, fetch_all, fetch_one};

/// What becomes of a table's rows when the account they are of becomes part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Become the other account's.
    Move,
    /// Become the other account's, but where it has one of the same of these: what both have is one.
    Gather(&'static str),
    /// Are deleted: ways in, and what leads to one.
    End,
    /// Stay under the account that is left: the record is never rewritten, and what is kept by an
    /// address is the address's reader's.
    Stay,
    /// Become the other account's with the proposals
    /// ([`crate::proposals::ProposalService::absorb`]), where one person counts once.
    Absorb,
}

/// Every table with something of a person, and what becomes of it. A test compares this with the data
/// map, so that nobody adds a table and forgets who merges.
pub const FATES: &[(&str, Fate)] = &[
    ("person", Fate::Stay),
    ("person_number", Fate::Move),
    ("person_identity", Fate::Move),
    ("merge_offer", Fate::End),
    ("sealed_name", Fate::Move),
    ("session", Fate::End),
    // The ways in of the account that stays stay: a key was added to the other one.
    ("passkey", Fate::End),
    ("ceremony", Fate::End),
    ("provider_flow", Fate::End),
    ("registration", Fate::Stay),
    ("way_in", Fate::End),
    ("outbox", Fate::Stay),
    ("draft", Fate::Absorb),
    ("comment_draft", Fate::Gather("proposal_id")),
    ("adoption", Fate::Absorb),
    ("idea_helper", Fate::Absorb),
    ("proposal", Fate::Absorb),
    ("comment", Fate::Absorb),
    // One person agrees once, and never with themselves.
    ("comment_support", Fate::Absorb),
    // With what they wrote.
    ("comment_revision", Fate::Move),
    ("comment_answer", Fate::Stay),
    ("hidden_text", Fate::Move),
    ("appeal", Fate::Move),
    // With what they wrote.
    ("held_text", Fate::Move),
    ("held_act", Fate::Stay),
    ("pace_alarm", Fate::Stay),
    ("text_report", Fate::Gather("moderation_id")),
    ("moderation_act", Fate::Stay),
    ("rein_act", Fate::Stay),
    // Whoever reads it goes on under the other account.
    ("text_reader", Fate::Move),
    ("danger", Fate::Stay),
    // Becoming one is no way out.
    ("restraint", Fate::Move),
    ("restraint_act", Fate::Stay),
    ("restraint_appeal", Fate::Move),
    ("support", Fate::Absorb),
    ("opposition", Fate::Absorb),
    ("support_event", Fate::Stay),
    ("follow", Fate::Absorb),
    ("watch", Fate::Absorb),
    ("pace", Fate::Absorb),
    ("notice", Fate::Absorb),
    ("notice_letter", Fate::Absorb),
    ("follow_up_reply", Fate::Gather("proposal_id")),
    ("act", Fate::Stay),
    ("campaign", Fate::Move),
    ("campaign_act", Fate::Stay),
    ("campaign_choice", Fate::Move),
    // One person, one ballot: that of the account that stays.
    ("campaign_ballot", Fate::Gather("campaign_id")),
    // What stands at an idea stands under the name it was written under.
    ("campaign_idea_parts", Fate::Stay),
    // So does a picture; whose idea it is says who takes it down.
    ("campaign_picture", Fate::Stay),
    ("campaign_paper", Fate::Stay),
    // Who says something else now has said both: the later one holds.
    ("campaign_novelty", Fate::Stay),
    ("prepared_step", Fate::Absorb),
    // Who suggested something did so under that account; the suggestion goes on.
    ("merge_suggestion", Fate::Move),
    ("waiting_answer", Fate::Absorb),
    ("answer_template", Fate::Move),
    // With the duty: who has a case goes on having it.
    ("assignment", Fate::Move),
    ("case_note", Fate::Stay),
    ("standing", Fate::Move),
    ("paper", Fate::Move),
    // With who asked; what was done about it stands as it was.
    ("question_set", Fate::Move),
    ("question", Fate::Move),
    ("question_act", Fate::Stay),
    ("question_same", Fate::Gather("question_id")),
    // With the duty: whoever runs groups under one account goes on running them under the other.
    ("group_supervisor", Fate::Gather("youth_group_id")),
    // A member is an alias, to which no way in can be added: no account of one ever becomes another's.
    ("member", Fate::Stay),
    ("idea_coauthor", Fate::Stay),
    ("return_code", Fate::Stay),
    ("waiting_text", Fate::Stay),
    ("audit", Fate::Stay),
    // Who invited and who accepted is told as it was; the duty itself moves.
    ("invitation", Fate::Stay),
    ("outside_request", Fate::Stay),
];

/// Carries out [`FATES`], but for what is absorbed with the proposals.
pub async fn move_belongings(tx: &mut Tx, from: PersonId, to: PersonId) -> Result<(), DbError> {
    for (name, fate) in FATES {
        let owner = TABLES
            .iter()
            .find(|table| table.name == *name)
            .and_then(|table| match &table.holds {
                Holds::Person(_, Owner::Person(column)) => Some(*column),
                // By address: `way_in` is found by its person, too.
                Holds::Person(_, Owner::Email(_)) => Some("person_id"),
                Holds::Nobody(_) => None,
            });
        let Some(owner) = owner else { continue };
        if let Fate::Gather(of) = fate {
            let mut both = Statement::new("delete from ");
            both.sql(name).sql(" where ").sql(owner).sql(" = ");
            both.bind(from.get()).sql(" and ").sql(of);
            both.sql(" in (select o.").sql(of).sql(" from ").sql(name);
            both.sql(" o where o.").sql(owner).sql(" = ");
            both.bind(to.get()).sql(")");
            tx.run(both).await?;
        }
        let mut change = match fate {
            Fate::Stay | Fate::Absorb => continue,
            Fate::Move | Fate::Gather(_) => {
                let mut moved = Statement::new("update ");
                moved.sql(name).sql(" set ").sql(owner).sql(" = ");
                moved.bind(to.get());
                moved
            }
            Fate::End => {
                let mut ended = Statement::new("delete from ");
                ended.sql(name);
                ended
            }
        };
        change.sql(" where ").sql(owner).sql(" = ").bind(from.get());
        tx.run(change).await?;
    }
    let (from, to) = (from.get(), to.get());
    // What was merged into the one that is left leads on to the one that stays.
    execute!(
        tx,
        "update person set merged_into = $2 where merged_into = $1",
        from,
        to
    )?;
    // Letters to many that are on their way ask the account that stays whether they are wanted.
    execute!(
        tx,
        "update outbox set person_id = $2 where person_id = $1 and sent_at is null",
        from,
        to,
    )?;
    execute!(
        tx,
        "delete from merge_offer where person_id = $2 or other_id in ($1, $2)",
        from,
        to,
    )?;
    Ok(())
}

/// The account is no way in any longer.
pub async fn leave(
    tx: &mut Tx,
    person: PersonId,
    into: PersonId,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set email = null, email_confirmed_at = null, password_hash = null,
             registered = null, register_checked_at = null, merged_into = $2, merged_at = $3
         where person_id = $1",
        person.get(),
        into.get(),
        now.0,
    )
}

/// Address and password of the account that was left, where this one has none.
pub async fn take_way_in(
    tx: &mut Tx,
    person: PersonId,
    email: &str,
    password_hash: Option<&str>,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update person set email = $2, email_confirmed_at = $4, password_hash = $3
         where person_id = $1 and email is null",
        person.get(),
        email,
        password_hash,
        now.0,
    )
}

pub async fn insert_offer(
    tx: &mut Tx,
    person: PersonId,
    other: PersonId,
    session: &str,
    expires_at: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into merge_offer (person_id, other_id, session_hash, expires_at)
         values ($1, $2, $3, $4)",
        person.get(),
        other.get(),
        session,
        expires_at.0,
    )
}

pub async fn delete_offers(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from merge_offer where person_id = $1",
        person.get()
    )
}

/// For the jobs.
pub async fn delete_ended_offers(tx: &mut Tx, now: Stamp) -> Result<u64, DbError> {
    execute!(tx, "delete from merge_offer where expires_at <= $1", now.0)
}

/// What is offered to this session and to no other.
pub async fn list_offered(
    conn: &mut Conn,
    person: PersonId,
    session: &str,
    now: Stamp,
) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select other_id from merge_offer
         where person_id = $1 and session_hash = $2 and expires_at > $3
         order by other_id",
        person.get(),
        session,
        now.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Since when there is the account, and its proposals and comments.
pub async fn count_left(conn: &mut Conn, person: PersonId) -> Result<(i64, i64, i64), DbError> {
    fetch_one!(
        conn,
        (i64, i64, i64),
        "select p.created_at,
                (select count(*) from proposal c where c.proposer_id = p.person_id
                    and c.kind <> 'questions'),
                (select count(*) from comment c where c.person_id = p.person_id)
         from person p where p.person_id = $1",
        person.get(),
    )
}
