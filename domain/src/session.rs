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
        /// A passkey: a key in a device that checks its holder, added by somebody of whom more was
        /// known than a password ([`vouches`]).
        Passkey = "passkey",
        /// A passkey that was added with no more than a password or a mailed code. As good as any
        /// for a resident; for a duty it is worth what it was added with.
        OwnKey = "own_key",
        /// An identity provider: e-identification, or the municipality's own sign-in. It made the
        /// account, or was linked by somebody of whom more was known than a password ([`vouches`]).
        Provider = "provider",
        /// An identity provider that was linked with no more than a password or a mailed code: as a
        /// passkey added that way, it is as good as any for a resident.
        OwnProvider = "own_provider",
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

/// Clocks of several servers differ; a proof from further ahead is a clock that was wrong.
const AHEAD_MINUTES: i64 = 1;

/// Whether somebody proved who they are a moment ago.
pub fn is_fresh(proved_at: Stamp, now: Stamp) -> bool {
    proved_at < now.plus_minutes(AHEAD_MINUTES) && now < proved_at.plus_minutes(PROOF_MINUTES)
}

/// What a session has to show for who its person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// The strongest way by which it was proved in this session.
    pub way: Way,
    /// When it was last proved, by whatever way.
    pub at: Stamp,
    /// When it was last proved by a strong way.
    pub strong_at: Option<Stamp>,
}

impl Proof {
    /// Of a session that begins now.
    pub fn begun(way: Way, now: Stamp) -> Self {
        Self {
            way,
            at: now,
            strong_at: way.is_strong().then_some(now),
        }
    }

    /// After it was proved once more. A weaker way takes nothing from the session; a strong one makes
    /// it strong, as signing in by it would have.
    pub fn again(self, by: Way, now: Stamp) -> Self {
        match by.is_strong() {
            true => Self {
                way: match self.way.is_strong() {
                    true => self.way,
                    false => by,
                },
                at: now,
                strong_at: Some(now),
            },
            false => Self { at: now, ..self },
        }
    }

    /// Whether it is enough for what cannot be undone or shows everything. Whoever acts in a duty
    /// proves it the way the duty was woken: a password typed at an official's open desk gives no
    /// duty away.
    pub fn is_fresh(&self, awake: &[Standing], now: Stamp) -> bool {
        let of = match holds_duty(awake) {
            true => self.strong_at,
            false => Some(self.at),
        };
        of.is_some_and(|at| is_fresh(at, now))
    }
}

/// Whether this session vouches for a way in it is proved by once more, and which was weak so far: only
/// where it was proved strongly a moment ago. Rejected: any session that is strong. At an official's
/// open desk somebody would make strong what they linked with a stolen password before.
pub fn vouches_anew(proof: &Proof, now: Stamp) -> bool {
    proof.strong_at.is_some_and(|at| is_fresh(at, now))
}

/// Whether one of these duties speaks for the municipality.
pub fn holds_duty(standings: &[Standing]) -> bool {
    standings.iter().any(|standing| is_staff(standing.role))
}

/// What somebody has in hand who wants to add a passkey, besides a fresh proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// Nothing more.
    No,
    /// A link from the operator or an accepted invitation.
    Link,
}

/// Whether a passkey or an identity provider added now will wake duties: whether whoever adds it showed
/// more than a password or a mailed code.
///
/// Rejected: letting every one of them be strong. Somebody with a stolen password would add their own
/// and speak for the municipality, now or on the day its owner is given a duty.
pub fn vouches(proof: &Proof, with: Vouched, now: Stamp) -> bool {
    vouches_anew(proof, now) || matches!(with, Vouched::Link)
}

/// By which way a session begins that this passkey signs in to.
pub const fn way_of_passkey(vouched: bool) -> Way {
    match vouched {
        true => Way::Passkey,
        false => Way::OwnKey,
    }
}

/// By which way a session begins that an identity provider signs in to.
pub const fn way_of_provider(vouched: bool) -> Way {
    match vouched {
        true => Way::Provider,
        false => Way::OwnProvider,
    }
}

/// What an account is signed in to by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysIn {
    /// A confirmed address: codes and new passwords go there.
    pub email: bool,
    /// Links to identity providers.
    pub providers: i64,
    /// Passkeys.
    pub passkeys: i64,
}

impl WaysIn {
    /// Whether one passkey may go without locking its owner out.
    pub const fn can_lose_a_passkey(self) -> bool {
        self.email || self.providers > 0 || self.passkeys > 1
    }
}

/// Most passkeys of one account.
pub const PASSKEYS_MAX: i64 = 20;

/// How long a browser may take from asking for a passkey to using it.
pub const CEREMONY_MINUTES: i64 = 5;

/// How long a link works by which a first passkey for a duty is added: handed over in person, or
/// read out over the telephone to somebody who is known.
pub const PASSKEY_LINK_HOURS: i64 = 24;

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
