//! Invitations to a duty: how far one has come, and what an accepted one vouches for.

use crate::actor::Role;
use crate::duty::{Term, When, end_of};
use crate::session::{PASSKEY_LINK_HOURS, is_staff};
use crate::time::{Date, Stamp};

/// What is known of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// When the newest letter's link ends.
    pub expires_at: Stamp,
    /// The last day of the duty it is to.
    pub last_day: Option<Date>,
    /// When it was accepted.
    pub accepted_at: Option<Stamp>,
    /// When it was taken back.
    pub withdrawn_at: Option<Stamp>,
    /// Whether whoever sent the newest letter may give duties now.
    pub inviter_may: bool,
}

/// How far an invitation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can be accepted until then.
    Open(Stamp),
    /// Its link ended then, or the duty it is to.
    Expired(Stamp),
    /// Whoever sent it gives no duties any more.
    InviterLeft,
    /// It was accepted then.
    Accepted(Stamp),
    /// It was taken back then.
    Withdrawn(Stamp),
}

impl State {
    /// Of an invitation at this moment. An invitation gives a duty when it is accepted, by the word of
    /// who sent it: that word ends with their own duty.
    pub fn of(facts: Facts, now: Stamp) -> Self {
        let over = facts.last_day.map(end_of);
        let ends = over.map_or(facts.expires_at, |over| over.min(facts.expires_at));
        match facts {
            Facts {
                accepted_at: Some(at),
                ..
            } => Self::Accepted(at),
            Facts {
                withdrawn_at: Some(at),
                ..
            } => Self::Withdrawn(at),
            _ if ends <= now => Self::Expired(ends),
            Facts {
                inviter_may: false, ..
            } => Self::InviterLeft,
            _ => Self::Open(ends),
        }
    }

    /// Whether nobody has answered it: it can be sent again, or taken back.
    pub const fn is_unanswered(self) -> bool {
        matches!(self, Self::Open(_) | Self::Expired(_) | Self::InviterLeft)
    }
}

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
