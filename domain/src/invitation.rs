//! Invitations to a duty: how far one has come, and what an accepted one vouches for.

use crate::actor::Role;
use crate::duty::{Term, When};
use crate::session::{PASSKEY_LINK_HOURS, is_staff};
use crate::time::Stamp;

/// An invitation that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance {
    /// The duty it was to.
    pub role: Role,
    /// When it was accepted, which is when the duty began.
    pub at: Stamp,
}

/// Whether an accepted invitation vouches for the passkey that wakes its duty, for somebody with
/// these duties.
///
/// The invitation came by mail, and a passkey wakes everything its holder has: whoever reads an
/// administrator's mail could have themselves invited to a small duty and wake the large one. So it
/// vouches only where the duty it gave is all there is: held still, and no other that was held then,
/// was to come, or was given since. And for a day, so that a letter lying about gives nobody a key
/// later.
pub fn vouches(accepted: Acceptance, duties: &[(Role, Term)], now: Stamp) -> bool {
    // One whose place the invited duty took ended at that very moment; it was held.
    let mut since = duties.iter().filter(|(role, term)| {
        is_staff(*role) && term.until.is_none_or(|until| until >= accepted.at)
    });
    let (first, another) = (since.next(), since.next());
    let held = first.is_some_and(|(role, term)| {
        *role == accepted.role && term.from == accepted.at && term.when(now) == When::Now
    });
    held && another.is_none() && now < accepted.at.plus_hours(PASSKEY_LINK_HOURS)
}
