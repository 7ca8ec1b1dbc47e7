//! Names that come off questions: with an account that goes, and with somebody who must not be found.

use nara_domain::ids::PersonId;
use nara_domain::name::NAMELESS;
use nara_domain::privacy::ERASED_NAME;
use nara_domain::time::Stamp;

use crate::db::{DbError, Tx};
use crate::execute;

/// The name goes under seal where it stood: of a newspaper's questions it may be the one under which they were
/// asked.
const SEAL: &str = "insert into sealed_name (person_id, name, sealed_at) \
    select asker_id, asker_name, $2 from question_set where asker_id = $1 and asker_name <> $3";
/// Who must not be found is not found by whom they ask for either.
const SEAL_WITH_ORGANISATION: &str = "insert into sealed_name (person_id, name, sealed_at) \
    select asker_id, coalesce(organisation || ', ', '') || asker_name, $2 from question_set \
    where asker_id = $1 and (asker_name <> $3 or organisation is not null)";
const UNNAME: &str = "update question_set set asker_name = $2 where asker_id = $1";
const UNNAME_ALL: &str =
    "update question_set set asker_name = $2, organisation = null where asker_id = $1";
/// What nobody had read by then is read by nobody.
const LEAVE_UNREAD: &str =
    "update question_set set state = 'refused' where asker_id = $1 and state = 'reading'";
const LEAVE_FOLLOW_UPS: &str =
    "update question set state = 'refused' where asker_id = $1 and state = 'reading'";
const SAME_OF: &str = "delete from question_same where person_id = $1";

/// With an account that goes.
pub async fn erase(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let id = person.get();
    execute!(tx, SEAL, id, now.0, ERASED_NAME)?;
    execute!(tx, UNNAME, id, ERASED_NAME)?;
    execute!(tx, LEAVE_UNREAD, id)?;
    execute!(tx, LEAVE_FOLLOW_UPS, id)?;
    execute!(tx, SAME_OF, id)?;
    Ok(())
}

/// With somebody who must not be found from now on. A second time changes nothing.
pub async fn protect(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let id = person.get();
    execute!(tx, SEAL_WITH_ORGANISATION, id, now.0, NAMELESS)?;
    execute!(tx, UNNAME_ALL, id, NAMELESS)?;
    Ok(())
}

/// Keeps the name that is not shown of questions that are being asked.
pub async fn new_questions(
    tx: &mut Tx,
    (person, name): (PersonId, &str),
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into sealed_name (person_id, name, sealed_at) values ($1, $2, $3)",
        person.get(),
        name,
        now.0,
    )
}
