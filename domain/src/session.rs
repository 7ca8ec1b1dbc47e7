//! How long somebody stays signed in.

use crate::actor::{Role, Standing};
use crate::time::Stamp;

/// How long a session lasts, in hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Not used for so long, it ends.
    pub idle_hours: i64,
    /// However much it is used, it ends after this.
    pub absolute_hours: i64,
}

/// A resident comes back now and then, often by phone, and loses interest when asked to sign in again.
pub const LONGEST: Limits = Limits {
    idle_hours: 14 * 24,
    absolute_hours: 90 * 24,
};
/// Speaks or decides for the municipality, at a desk that others pass: over by the next morning, and
/// a working week at most.
const STAFF: Limits = Limits {
    idle_hours: 12,
    absolute_hours: 5 * 24,
};
/// Can give away every other duty: half a day, and a long lunch.
const ADMINISTRATOR: Limits = Limits {
    idle_hours: 2,
    absolute_hours: 12,
};

const fn of_role(role: Role) -> Limits {
    match role {
        Role::Resident | Role::Youth => LONGEST,
        Role::Supervisor | Role::Official | Role::Elected | Role::Secretary | Role::Moderator => {
            STAFF
        }
        Role::Administrator => ADMINISTRATOR,
    }
}

/// The limits of who holds these duties: of several, the shortest. Without any, a resident's.
pub fn limits(standings: &[Standing]) -> Limits {
    standings
        .iter()
        .map(|standing| of_role(standing.role))
        .fold(LONGEST, |shortest, of| Limits {
            idle_hours: shortest.idle_hours.min(of.idle_hours),
            absolute_hours: shortest.absolute_hours.min(of.absolute_hours),
        })
}

impl Limits {
    /// Whether a session begun and last used at these moments still stands.
    pub fn stands(self, begun: Stamp, last_used: Stamp, now: Stamp) -> bool {
        now < self.ends(begun) && now < last_used.plus_hours(self.idle_hours)
    }

    /// When a session begun at this moment ends in any case.
    pub const fn ends(self, begun: Stamp) -> Stamp {
        begun.plus_hours(self.absolute_hours)
    }

    /// A session last used at this moment or before has ended.
    pub const fn idle_since(self, now: Stamp) -> Stamp {
        now.plus_hours(-self.idle_hours)
    }
}
