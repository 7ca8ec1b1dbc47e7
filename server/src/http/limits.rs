//! One limiter per action, asked by the services: a limit belongs to what somebody does, not to an
//! address pattern.
//!
//! The quotas stand in [`Action::quota`]. Keys are a person's number, a network (/24 or /56) or an
//! account's address. A keyed state in memory remembers them, and forgets them when idle. What guards
//! against guessing and against letters to strangers is counted in the database as well, where servers
//! share one ([`Action::shared_as`]): there a key is a keyed hash.

mod pace;
mod shared;
pub mod store;
mod told;

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use nara_app::error::AppError;
use nara_domain::time::Stamp;

pub use pace::Pace;

use crate::auth::Keys;
use crate::db::{Db, DbError, Engine, Tx};
use shared::Shared;
use told::{Moment, Told};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Attempts to sign in, by network.
    SignInNetwork,
    /// Attempts on one account from one network: stops guessing without locking the owner out.
    SignInAccountFrom,
    /// Attempts on one account from anywhere: stops guessing from many networks.
    SignInAccount,
    /// Passwords tried on one confirmation link: who reads the letter may not be who chose it.
    Confirm,
    /// Changes to an account, by person: also the tries at its present password by who got hold of
    /// an open browser.
    Change,
    /// Registrations, by network. A school is one network, so this is generous.
    RegisterNetwork,
    /// Codes typed at the doors of groups, and aliases chosen there, by network. A school is one
    /// network and its classes come at the same minute: what makes guessing hopeless is that a code
    /// has fifty bits, reckoned at [`nara_domain::group::CODE_LENGTH`].
    Door,
    /// What a supervisor does to groups and their members, by person.
    Group,
    /// Letters to one address.
    Letter,
    /// Letters asked for by typing an address, by network: a way to write to strangers otherwise.
    LetterNetwork,
    /// Invitations, and questions to bodies outside the municipality, by who sends them: each is a letter
    /// to a stranger.
    Invite,
    /// New drafts, by network: they are made without signing in.
    Draft,
    /// Changes to drafts, by network: saved while somebody types. A class that writes at the same
    /// time is one network.
    DraftSave,
    /// Searches, typed or for what says something alike, by network.
    Search,
    /// Posters drawn, by network. What has been drawn already is not counted.
    Poster,
    /// Proposals and ideas handed in, by person.
    Submit,
    /// Comments, by person.
    Comment,
    /// Texts reported, by person.
    Report,
    /// Texts reported by those who are not signed in, by network. A school is one network.
    ReportNetwork,
    /// Support given and taken back, by person.
    Support,
    /// Proposals followed and left, and letters stopped and begun again, by person.
    Follow,
    /// Documents added to cases, by person: each is large.
    Document,
    /// Answers sent by the links of bodies outside the municipality, by network: no account is asked for.
    GuestAnswer,
    /// Letters an administrator sends to see whether letters go out, by person.
    TrialLetter,
    /// Identity providers asked whether they are there, by person.
    TrialProvider,
    /// Lists of who lives here that an administrator sends, by person: each is large.
    LoadRoll,
}

impl Action {
    pub const ALL: &[Action] = &[
        Action::SignInNetwork,
        Action::SignInAccountFrom,
        Action::SignInAccount,
        Action::Confirm,
        Action::Change,
        Action::RegisterNetwork,
        Action::Door,
        Action::Group,
        Action::Letter,
        Action::LetterNetwork,
        Action::Invite,
        Action::Draft,
        Action::DraftSave,
        Action::Search,
        Action::Poster,
        Action::Submit,
        Action::Comment,
        Action::Report,
        Action::ReportNetwork,
        Action::Support,
        Action::Follow,
        Action::Document,
        Action::GuestAnswer,
        Action::TrialLetter,
        Action::TrialProvider,
        Action::LoadRoll,
    ];

    /// How many at once, and in how many seconds one more.
    pub const fn quota(self) -> (u32, u32) {
        match self {
            Action::SignInNetwork => (200, 5),
            Action::SignInAccountFrom => (10, 60),
            Action::SignInAccount => (100, 30),
            // Twenty clicks at the same moment are one account; they must not be refused.
            Action::Confirm => (20, 60),
            Action::Change => (20, 60),
            Action::RegisterNetwork => (200, 20),
            Action::Door => (600, 5),
            Action::Group => (200, 5),
            Action::Letter => (5, 600),
            Action::LetterNetwork => (200, 20),
            // A new council is invited in an afternoon.
            Action::Invite => (100, 30),
            Action::Draft => (100, 10),
            Action::DraftSave => (3_000, 1),
            Action::Search => (1_000, 1),
            Action::Poster => (300, 2),
            Action::Submit => (10, 120),
            Action::Comment => (30, 20),
            Action::Report => (20, 120),
            Action::ReportNetwork => (60, 60),
            // Two hundred clicks at the same moment are one support; they must not be refused.
            Action::Support | Action::Follow => (300, 1),
            // A case with all its papers, in an afternoon.
            Action::Document => (60, 20),
            Action::GuestAnswer => (30, 20),
            Action::TrialLetter => (5, 120),
            Action::TrialProvider => (10, 60),
            // The first one is seldom right, and no two are sent at once for long.
            Action::LoadRoll => (20, 120),
        }
    }
}

type Limiter = RateLimiter<String, DefaultKeyedStateStore<String>, Told, NoOpMiddleware<Moment>>;

/// All limiters of this server.
#[derive(Clone)]
pub struct Limits {
    told: Told,
    limiters: Arc<HashMap<Action, Limiter>>,
    /// None: there is no other server to count with.
    shared: Option<Shared>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

impl Default for Limits {
    fn default() -> Self {
        let told = Told::default();
        let limiters = Action::ALL
            .iter()
            .filter_map(|&action| {
                let (burst, seconds) = action.quota();
                let quota = Quota::with_period(Duration::from_secs(u64::from(seconds)))?
                    .allow_burst(NonZeroU32::new(burst)?);
                let state = DefaultKeyedStateStore::default();
                Some((action, RateLimiter::new(quota, state, told.clone())))
            })
            .collect();
        Self {
            told,
            limiters: Arc::new(limiters),
            shared: None,
        }
    }
}

/// Refused, with how long to wait.
fn reached(action: Action, seconds: u32) -> AppError {
    tracing::info!(limit = ?action, seconds, "limit.reached");
    AppError::TooMany {
        retry_after: seconds,
    }
}

impl Limits {
    /// Those of a server of this database. An embedded one has a single server.
    pub fn of(db: &Db, keys: &Keys) -> Self {
        let several = db.engine() == Engine::Postgres;
        Self {
            shared: several.then(|| Shared::new(db.clone(), keys.clone())),
            ..Self::default()
        }
    }

    /// Counts one `action` of `key` on this server, or says how long to wait.
    ///
    /// # Errors
    /// [`AppError::TooMany`].
    pub fn check(&self, action: Action, key: &str, now: Stamp) -> Result<(), AppError> {
        debug_assert!(
            action.shared_as().is_none(),
            "{action:?} is counted by all servers"
        );
        self.here(action, key, now)
    }

    /// Counts one `action` of `key` on all servers, or says how long to wait. What this one refuses by
    /// itself asks nobody; where the database cannot be asked this one alone decides.
    ///
    /// # Errors
    /// [`AppError::TooMany`].
    pub async fn guard(&self, action: Action, key: &str, now: Stamp) -> Result<(), AppError> {
        self.here(action, key, now)?;
        let wait = match &self.shared {
            Some(shared) => shared.ask(action, key, now).await,
            None => None,
        };
        wait.map_or(Ok(()), |seconds| Err(reached(action, seconds)))
    }

    /// As [`Self::guard`], for who has a transaction already: a second connection beside it is one that
    /// somebody else may wait for who holds the first. What is rolled back was not done, and is not
    /// counted by the others.
    ///
    /// # Errors
    /// [`AppError::TooMany`], and the database's.
    pub async fn guard_within(
        &self,
        tx: &mut Tx,
        action: Action,
        key: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.here(action, key, now)?;
        let wait = match &self.shared {
            Some(shared) => shared.count(tx, action, key, now).await?,
            None => None,
        };
        wait.map_or(Ok(()), |seconds| Err(reached(action, seconds)))
    }

    fn here(&self, action: Action, key: &str, now: Stamp) -> Result<(), AppError> {
        self.told.tell(now);
        let Some(limiter) = self.limiters.get(&action) else {
            return Ok(());
        };
        limiter.check_key(&key.to_owned()).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.told.now());
            // Rounded up: a client that waits exactly this long is let in.
            let seconds = wait.as_millis().div_ceil(1000).max(1);
            reached(action, u32::try_from(seconds).unwrap_or(u32::MAX))
        })
    }

    /// Forgets the keys that are back at their full quota. Called now and then by the jobs.
    pub fn forget_idle(&self, now: Stamp) {
        self.told.tell(now);
        for limiter in self.limiters.values() {
            limiter.retain_recent();
        }
    }
}

/// For the jobs: forgets in the database what is over. Also where nobody counts there: rows may have come
/// with a copy of another one. How many there were.
pub async fn clean_up(db: &Db, now: Stamp) -> Result<u64, DbError> {
    // In a transaction of its own: whoever counts waits for it, and not for the rest of the cleaning.
    let mut tx = db.begin().await?;
    let forgotten = store::delete_idle(&mut tx, now).await?;
    tx.commit().await?;
    Ok(forgotten)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every limit: its burst passes, one more does not, and after the named wait it passes again.
    #[test]
    fn one_past_the_limit_is_refused_and_the_wait_is_right() {
        for &action in Action::ALL {
            let limits = Limits::default();
            let (burst, _) = action.quota();
            let now = Stamp(1_800_000_000_000);
            for n in 0..burst {
                assert_eq!(limits.here(action, "a", now), Ok(()), "{action:?} {n}");
            }
            let Err(AppError::TooMany { retry_after }) = limits.here(action, "a", now) else {
                panic!("{action:?} let one more in");
            };
            assert_eq!(
                limits.here(action, "b", now),
                Ok(()),
                "{action:?}: other keys go on"
            );
            let later = Stamp(now.0 + i64::from(retry_after) * 1000);
            assert_eq!(
                limits.here(action, "a", later),
                Ok(()),
                "{action:?} after {retry_after}"
            );
        }
    }

    /// A year of guessing from one network, at five hundred groups of thirty whose codes and members'
    /// codes all open something: one in ten thousand. Ten classes of thirty with two tries each come in
    /// at the same minute.
    #[test]
    fn guessing_at_doors_is_hopeless_and_a_school_comes_in() {
        const GROUPS: f64 = 500.0;
        const MEMBERS: f64 = 30.0;
        let (burst, seconds) = Action::Door.quota();
        assert!(burst >= 10 * 30 * 2);
        let tries = f64::from(burst) + 365.0 * 86_400.0 / f64::from(seconds);
        let length = i32::try_from(nara_domain::group::CODE_LENGTH).unwrap();
        let codes = 32_f64.powi(length);
        let chance = tries * (GROUPS + GROUPS * MEMBERS) / codes;
        assert!(chance < 1e-4, "{chance}");
        assert!(
            chance * 1_024.0 > 1e-2,
            "two characters fewer would not do: {chance}"
        );
    }

    /// One burst is used up, and one more is let in after each of its periods.
    fn goes_on(limits: &Limits, mut now: Stamp, action: Action) {
        let (_, seconds) = action.quota();
        while limits.here(action, "a", now).is_ok() {}
        for _ in 0..3 {
            now = Stamp(now.0 + i64::from(seconds) * 1000);
            assert_eq!(limits.here(action, "a", now), Ok(()), "{action:?}");
            assert!(limits.here(action, "a", now).is_err(), "{action:?}");
        }
    }

    #[test]
    fn a_clock_that_was_wrong_for_a_while_freezes_nothing() {
        const DAY: i64 = 86_400_000;
        for &action in Action::ALL {
            let now = Stamp(1_800_000_000_000);
            let limits = Limits::default();
            goes_on(&limits, now, action);
            // A day ahead by mistake, and back again.
            goes_on(&limits, Stamp(now.0 + DAY), action);
            goes_on(&limits, Stamp(now.0 + 60_000), action);
            // Back by a day, and never forward again.
            goes_on(&limits, Stamp(now.0 - DAY), action);
        }
    }

    #[test]
    fn requests_that_ask_out_of_order_gain_no_time() {
        let limits = Limits::default();
        let now = Stamp(1_800_000_000_000);
        while limits.here(Action::Submit, "a", now).is_ok() {}
        for _ in 0..100 {
            let earlier = Stamp(now.0 - 10_000);
            assert!(limits.here(Action::Submit, "a", earlier).is_err());
            assert!(limits.here(Action::Submit, "a", now).is_err());
        }
    }
}
