//! The level, written down where something about a person changed.

use nara_domain::ids::PersonId;
use nara_domain::linking::{self, Known};
use nara_domain::time::Stamp;

use super::store;
use crate::accounts::store as people;
use crate::db::{DbError, Tx};

/// The level that follows from what is known of the person now.
pub async fn settle(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<(), DbError> {
    let roles = people::list_roles(tx, person, now).await?;
    let (before, answer) = store::find_level(tx, person).await?;
    let current = answer.filter(|(_, at)| linking::is_current(*at, now));
    let known = Known {
        numbered: store::is_numbered(tx, person).await?,
        registered: current.map(|(registered, _)| registered),
        ..Known::of_duties(&roles)
    };
    store::update_level(tx, person, linking::level(before, known)).await?;
    Ok(())
}
