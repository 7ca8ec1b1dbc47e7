//! Links that vouch for a passkey: made by an administrator or the operator, or of an accepted
//! invitation.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::PersonId;
use nara_domain::invitation;
use nara_domain::session::PASSKEY_LINK_HOURS;
use nara_domain::time::Stamp;

use super::super::store;
use super::AccountService;
use crate::auth::Keys;
use crate::auth::tokens::{Claims, Purpose};
use crate::db::{Conn, DbError};
use crate::entropy::{self, Entropy};

/// Begins the `jti` of an invitation's link. No random one has a colon.
const OF_INVITATION: &str = "invitation:";

/// A link by which this person adds a passkey that wakes their duties: the token behind
/// `/konto/passnycklar/ny/`.
///
/// # Errors
/// There is no randomness, or the key was refused: faults of ours.
pub fn passkey_link(
    keys: &Keys,
    entropy: &dyn Entropy,
    person: PersonId,
    now: Stamp,
) -> Result<String, AppError> {
    let id = entropy::token::<16>(entropy)?;
    sign(keys, person, &id, now)
}

/// The link of an invitation this person accepted. Its page makes it anew whenever it is opened, and
/// it is the same one every time: used once, it is used.
///
/// # Errors
/// The key was refused, a fault of ours.
pub fn invitation_link(
    keys: &Keys,
    person: PersonId,
    invitation: i64,
    accepted_at: Stamp,
) -> Result<String, AppError> {
    sign(keys, person, &jti_of(invitation), accepted_at)
}

fn sign(keys: &Keys, person: PersonId, jti: &str, since: Stamp) -> Result<String, AppError> {
    let ends = since.plus_hours(PASSKEY_LINK_HOURS);
    keys.sign(Purpose::Passkey, Some(person), jti, "", ends)
}

fn jti_of(invitation: i64) -> String {
    format!("{OF_INVITATION}{invitation}")
}

/// The invitation whose link this is.
fn invitation_of(jti: &str) -> Option<i64> {
    jti.strip_prefix(OF_INVITATION)?.parse().ok()
}

/// Whether the invitation vouches for a passkey of this person now, and has not done so yet.
pub async fn invitation_vouches(
    conn: &mut Conn,
    invitation: i64,
    person: PersonId,
    now: Stamp,
) -> Result<bool, DbError> {
    let accepted = store::find_acceptance(conn, invitation, person).await?;
    let Some(accepted) = accepted else {
        return Ok(false);
    };
    let duties = store::list_terms(conn, person).await?;
    let vouches = invitation::vouches(accepted, &duties, now);
    Ok(vouches && !store::is_link_used(conn, &jti_of(invitation)).await?)
}

/// Whether a link still stands, apart from its age. One of an invitation stands as long as the duty
/// does and no other has come: looked at when the page is shown, and again when the passkey is kept.
///
/// # Errors
/// `LinkUsed`; `LinkExpired` where the invitation vouches for nothing any more.
pub(super) async fn link_stands(
    conn: &mut Conn,
    jti: &str,
    person: PersonId,
    now: Stamp,
) -> Result<(), AppError> {
    if store::is_link_used(conn, jti).await? {
        return Err(AppError::LinkUsed);
    }
    match invitation_of(jti) {
        Some(invitation) if !invitation_vouches(conn, invitation, person, now).await? => {
            Err(AppError::LinkExpired)
        }
        _ => Ok(()),
    }
}

impl AccountService {
    /// What a link vouches for: this very person, and once.
    pub(super) async fn passkey_link_of(
        &self,
        actor: &Actor,
        link: &str,
        now: Stamp,
    ) -> Result<Option<Claims>, AppError> {
        let id = actor.person_id().ok_or(AppError::SignIn)?;
        if link.is_empty() {
            return Ok(None);
        }
        let claims = self.keys.check(Purpose::Passkey, link, now)?;
        if claims.person() != Some(id) {
            return Err(AppError::LinkUnknown);
        }
        let mut conn = self.db.read().await?;
        link_stands(&mut conn, &claims.jti, id, now).await?;
        Ok(Some(claims))
    }
}
