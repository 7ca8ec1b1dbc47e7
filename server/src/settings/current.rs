//! The settings in force, kept in memory.
//!
//! They are read again after any commit that can have changed them, and once a second where another
//! process' commits are not heard of. Where they cannot be read, what was known goes on being in force, and
//! reading is tried again a second after that try has ended: whoever asks while one goes on waits for it, and
//! takes what came of it. Whoever keeps what was made meanwhile asks [`Settings::sure`].

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nara_app::error::AppError;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::settings::InForce;
use nara_domain::switches::{Feature, Pause};
use nara_domain::theme::Theme;
use nara_domain::time::Stamp;
use serde::de::DeserializeOwned;

use super::store;
use crate::clock::Clock;
use crate::db::{Db, DbError};

/// What was read is believed for so long: another server's change is in force here after this.
const BELIEVED: Duration = Duration::from_secs(1);
/// A database that does not answer holds up no page: what was known goes on being in force.
const PATIENCE: Duration = Duration::from_secs(2);

/// The name of the colour.
pub const THEME: &str = "theme";
/// The name of what waits for a moderator.
pub const HOLDING: &str = "holding";
/// The name of who is written to when a text is a threat.
pub const DUTY: &str = "duty";
/// What the name of a switch begins with.
const CLOSED: &str = "closed.";

/// The name under which a feature's switch is kept.
pub fn switch_name(feature: Feature) -> String {
    format!("{CLOSED}{}", feature.code())
}

/// What is in force. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Settings(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    db: Db,
    /// Where the municipality has set nothing.
    usual: HoldingRules,
    /// Whoever asks says when they came, and a try lasts longer than what was read then is believed.
    clock: Arc<dyn Clock>,
    known: Mutex<Known>,
    /// Whoever reads does it for all who wait.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    in_force: Arc<InForce>,
    /// Or when the last try of it ended, also by a clock that nobody sets. None: not to be believed any
    /// longer.
    read_at: Option<(Stamp, Instant)>,
    /// How many tries have ended.
    tries: u64,
    /// How often everything had changed before that: settings are, too.
    counted: u64,
    /// Whether the last try came to nothing: what is in force may be another.
    unsure: bool,
    /// How many tries came to nothing.
    failed: u64,
}

impl Settings {
    /// Reads what is in force.
    ///
    /// # Errors
    /// The database's: a server does not start without knowing what is switched off.
    pub async fn start(
        db: Db,
        usual: HoldingRules,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, DbError> {
        let counted = db.changes().settings();
        let in_force = Arc::new(read(&db, &usual).await?);
        let known = Known {
            in_force,
            read_at: Some((clock.now(), Instant::now())),
            counted,
            ..Known::default()
        };
        Ok(Self(Arc::new(Inner {
            db,
            usual,
            clock,
            known: Mutex::new(known),
            turn: tokio::sync::Mutex::default(),
        })))
    }

    /// What is in force now.
    pub async fn in_force(&self, now: Stamp) -> Arc<InForce> {
        if let Some(known) = self.believed(now) {
            return known;
        }
        let tries = self.known().tries;
        let _turn = self.0.turn.lock().await;
        if let Some(known) = self.believed(now).or_else(|| self.tried_since(tries)) {
            return known;
        }
        let counted = self.0.db.changes().settings();
        let read = tokio::time::timeout(PATIENCE, read(&self.0.db, &self.0.usual)).await;
        let read = match read {
            Ok(Ok(in_force)) => Some(Arc::new(in_force)),
            Ok(Err(error)) => {
                tracing::warn!(%error, "settings.unread");
                None
            }
            Err(_) => {
                tracing::warn!("settings.unread: the database took too long");
                None
            }
        };
        let mut known = self.known();
        known.tries += 1;
        known.unsure = read.is_none();
        match read {
            Some(in_force) => known.in_force = in_force,
            None => known.failed += 1,
        }
        // Also of a try that failed, and when it ended: otherwise each request would wait for the database in
        // its turn.
        known.read_at = Some((self.0.clock.now().max(now), Instant::now()));
        known.counted = counted;
        Arc::clone(&known.in_force)
    }

    /// What is in force as far as is known: asks nobody, whatever its age.
    pub fn last_known(&self) -> Arc<InForce> {
        Arc::clone(&self.known().in_force)
    }

    /// How often reading has failed so far; none where what is in force is only what was known before. Where
    /// this was a number before something was made, and is the same one afterwards, all of it was made under
    /// settings that had been read. A look afterwards alone would not do: they may have been read again since.
    pub fn sure(&self) -> Option<u64> {
        let known = self.known();
        (!known.unsure).then_some(known.failed)
    }

    /// Whether people can do this now. Every use case that can be switched off asks here, or in its transaction
    /// [`Settings::require_known`].
    ///
    /// # Errors
    /// [`AppError::Closed`].
    pub async fn require(&self, feature: Feature, now: Stamp) -> Result<(), AppError> {
        let in_force = self.in_force(now).await;
        open(&in_force, feature, now)
    }

    /// The same, as far as is known: for who holds a connection. Reading takes another one, and where all of them
    /// are held by those who wait for a row that the asker has locked, none is ever free. Whoever asks here has
    /// asked [`Settings::in_force`] before taking theirs: what was set until then is obeyed.
    ///
    /// # Errors
    /// [`AppError::Closed`].
    pub fn require_known(&self, feature: Feature, now: Stamp) -> Result<(), AppError> {
        open(&self.last_known(), feature, now)
    }

    /// Something was set by this server: what is known is read again before it is believed.
    pub(super) fn forget(&self) {
        self.known().read_at = None;
    }

    fn believed(&self, now: Stamp) -> Option<Arc<InForce>> {
        let counted = self.0.db.changes().settings();
        let known = self.known();
        // A page that is kept would go on showing what was in force before.
        if known.counted != counted {
            return None;
        }
        let (read_at, ended) = known.read_at?;
        // Requests are told the time when they begin, and may ask much later: what was read since is good for
        // them. So would all of it be by a clock that was set back, for as long as it was.
        let age = u64::try_from(now.0.saturating_sub(read_at.0));
        let age = age.map_or_else(|_since| ended.elapsed(), Duration::from_millis);
        (age < BELIEVED).then(|| Arc::clone(&known.in_force))
    }

    /// What came of a try that has ended since there were so many. Whoever waited for it would only do the
    /// same again, unless there is something to be read that it may have missed.
    fn tried_since(&self, tries: u64) -> Option<Arc<InForce>> {
        let counted = self.0.db.changes().settings();
        let known = self.known();
        let tried = known.tries != tries && known.counted == counted && known.read_at.is_some();
        tried.then(|| Arc::clone(&known.in_force))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(in_force: &InForce, feature: Feature, now: Stamp) -> Result<(), AppError> {
    match in_force.switches.closed(feature, now) {
        None => Ok(()),
        Some(closed) => Err(AppError::Closed(closed)),
    }
}

async fn read(db: &Db, usual: &HoldingRules) -> Result<InForce, DbError> {
    let rows = store::newest(&mut db.read().await?).await?;
    let mut in_force = InForce {
        holding: usual.clone(),
        ..InForce::default()
    };
    for (name, value) in rows {
        if name == THEME {
            in_force.theme =
                understood::<Theme>(&name, &value).and_then(|theme| Theme::new(theme.brand()).ok());
        } else if name == HOLDING {
            if let Some(rules) = understood(&name, &value) {
                in_force.holding = rules;
            }
        } else if name == DUTY {
            in_force.duty = understood(&name, &value);
        } else if let Some(feature) = name.strip_prefix(CLOSED).and_then(Feature::from_code)
            && let Some(pause) = understood::<Pause>(&name, &value)
        {
            in_force.switches.close(feature, pause);
        }
    }
    Ok(in_force)
}

/// A value of a newer program may be none to this one: then it is not set, and the log says so.
fn understood<T: DeserializeOwned>(name: &str, value: &str) -> Option<T> {
    match serde_json::from_str(value) {
        Ok(value) => value,
        Err(error) => {
            tracing::error!(setting.name = name, %error, "settings.unknown_value");
            None
        }
    }
}
