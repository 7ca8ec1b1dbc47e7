//! Mail a case gives reason for; the outbox row is written in the same transaction.

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{DbError, Tx};
use crate::execute;

const TO_PERSON: &str = "insert into outbox (to_address, subject, body, created_at, \
    next_attempt_at, attempts) \
    select email, $1, $2, $3, $3, 0 from person \
    where person_id = $4 and email is not null and email_confirmed_at is not null";
const TO_SUPPORTERS: &str = "insert into outbox (to_address, subject, body, created_at, \
    next_attempt_at, attempts) \
    select p.email, $1, $2, $3, $3, 0 from support s join person p on p.person_id = s.person_id \
    where s.proposal_id = $4 and p.person_id <> $5 and p.email is not null \
    and p.email_confirmed_at is not null";

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

/// To one person, if we know a confirmed address.
pub async fn to_person(
    tx: &mut Tx,
    person: PersonId,
    letter: &Letter,
    now: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        TO_PERSON,
        &letter.subject,
        &letter.body,
        now.0,
        person.get()
    )?;
    Ok(())
}

/// To everybody who supports the proposal at this moment, apart from one who gets a letter anyway.
pub async fn to_supporters(
    tx: &mut Tx,
    proposal: ProposalId,
    apart_from: PersonId,
    letter: &Letter,
    now: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        TO_SUPPORTERS,
        &letter.subject,
        &letter.body,
        now.0,
        proposal.get(),
        apart_from.get(),
    )?;
    Ok(())
}
