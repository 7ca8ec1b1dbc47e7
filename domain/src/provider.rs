//! Signing in through an identity provider: what for, how long it may take, and which moments in its
//! answer belong to it.

use crate::actor::Actor;
use crate::error::Denied;
use crate::group::has_account;
use crate::session::is_staff;
use crate::time::Stamp;

coded_enum! {
    /// What somebody was sent to an identity provider for.
    pub enum Purpose {
        /// To sign in, the first time or again.
        SignIn = "sign_in",
        /// To make it a way into the account they are signed in to.
        Link = "link",
        /// To show again who they are, in a session that goes on.
        Prove = "prove",
    }
}

/// How long somebody has for it: to find the phone, to type a code, to let an app start.
pub const FLOW_MINUTES: i64 = 10;

/// How far the provider's clock may be from ours.
const SKEW_MINUTES: i64 = 1;

/// When the way back is closed that was opened now.
pub const fn expires_at(began: Stamp) -> Stamp {
    began.plus_minutes(FLOW_MINUTES)
}

/// Whether an answer was issued for what began then and is asked about now: one from before, or from
/// a time that is still to come, is of something else.
pub fn is_issued_in_time(issued: Stamp, began: Stamp, now: Stamp) -> bool {
    began.plus_minutes(-SKEW_MINUTES) <= issued && issued <= now.plus_minutes(SKEW_MINUTES)
}

/// Whether the provider looked at who it is after it was asked to, and did not only remember them.
pub fn is_proved_again(seen: Option<Stamp>, began: Stamp, now: Stamp) -> bool {
    seen.is_some_and(|seen| is_issued_in_time(seen, began, now))
}

/// Whether who is signed in may make a provider a way into this account.
///
/// # Errors
/// [`Denied::SignIn`]; [`Denied::Dormant`] where the account has duties that sleep in this session:
/// whoever got hold of an official's password would wake them by adding a way in of their own; and
/// to who is known only by an alias.
pub fn may_link(actor: &Actor) -> Result<(), Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    has_account(actor)?;
    let sleeps = |held: &crate::actor::Standing| is_staff(held.role);
    match actor.dormant().iter().any(sleeps) {
        true => Err(Denied::Dormant),
        false => Ok(()),
    }
}
