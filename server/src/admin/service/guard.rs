//! What has to hold around giving and ending duties, whoever does it at the site: an administrator, or
//! somebody who accepts an invitation. The operator is not held by it, and makes another
//! administrator.

use nara_app::error::AppError;
use nara_domain::actor::Role;
use nara_domain::duty::{Duty, is_always_held};
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::PersonId;
use nara_domain::name::may_hold_duty;
use nara_domain::time::Stamp;

use crate::admin::duties;
use crate::admin::store;
use crate::db::{DbError, Tx};
use crate::people::store as people;

/// Before an administrator's duty is touched: whoever else is about to waits for this transaction.
pub async fn take(tx: &mut Tx, role: Role, now: Stamp) -> Result<(), DbError> {
    if role == Role::Administrator {
        store::take_guard(tx, now).await?;
    }
    Ok(())
}

/// After a duty was ended. Looked at after the deed and behind the guard: whoever was ended at the
/// same moment is not counted.
pub async fn someone_stays(tx: &mut Tx, role: Role, now: Stamp) -> Result<(), AppError> {
    if role == Role::Administrator {
        let terms = store::list_terms_of(tx, role, now).await?;
        if !is_always_held(&terms, now) {
            return Err(AppError::Denied(Denied::NotNow(NotNow::LastAdministrator)));
        }
    }
    Ok(())
}

/// Places a duty, on somebody who may hold one. One whose place it takes ends with that, so that a new
/// last day must not be the last administrator's.
pub async fn place(tx: &mut Tx, person: PersonId, duty: &Duty, now: Stamp) -> Result<(), AppError> {
    // Locked: whoever asks for protection at this moment comes before or after.
    let known = people::lock(tx, person).await?;
    may_hold_duty(known.and_then(|known| known.protection).as_ref())?;
    let role = duty.standing.role;
    take(tx, role, now).await?;
    match duties::place(tx, person, duty, now).await? {
        true => someone_stays(tx, role, now).await,
        false => Ok(()),
    }
}
