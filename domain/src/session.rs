//! How somebody signed in, what that is worth, and how long it lasts.

use crate::actor::{Role, Standing};
use crate::time::Stamp;

coded_enum! {
    /// How somebody proved who they are when the session began.
    pub enum Way {
        /// E-mail and password.
        Password = "password",
        /// A code sent to the e-mail address.
        Code = "code",
        /// A passkey: a key in a device that checks its holder.
        Passkey = "passkey",
        /// An identity provider: e-identification, or the municipality's own sign-in.
        Provider = "provider",
        /// A group's code: an alias and no more.
        Group = "group",
        /// A button of the demo, where nothing is real.
        Demo = "demo",
    }
}

impl Way {
    /// Whether somebody who reads the person's mail, or watched them type, is kept out: what it takes
    /// to speak for the municipality.
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Passkey | Self::Provider | Self::Demo)
    }
}

/// Whether a duty is more than being a resident or a young person in a group.
pub const fn is_staff(role: Role) -> bool {
    !matches!(role, Role::Resident | Role::Youth)
}

/// The duties somebody may act in who signed in by this way, and those that stay dormant.
pub fn awake(standings: Vec<Standing>, way: Way) -> (Vec<Standing>, Vec<Standing>) {
    standings
        .into_iter()
        .partition(|standing| way.is_strong() || !is_staff(standing.role))
}

/// How old a proof may be for what cannot be undone or shows everything: giving duties, taking out
/// what is held about somebody.
pub const PROOF_MINUTES: i64 = 15;

/// Whether somebody proved who they are a moment ago.
pub fn is_fresh(proved_at: Stamp, now: Stamp) -> bool {
    now < proved_at.plus_minutes(PROOF_MINUTES)
}

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
