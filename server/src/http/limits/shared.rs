//! Limits that the servers of a PostgreSQL database count together: N servers would otherwise allow N
//! times as much.

use std::time::Duration;

use nara_domain::time::Stamp;

use super::pace::Pace;
use super::{Action, store};
use crate::auth::Keys;
use crate::db::{Db, DbError, Tx};

/// Nobody waits longer for the others' count: then this server's own decides. The database is told
/// a little less ([`store::need_not_last`]).
const PATIENCE: Duration = Duration::from_secs(2);

impl Action {
    /// What it is called in the database, where the servers that share one count it together: what
    /// guards against guessing, and against letters to strangers. None: each server counts for itself,
    /// since asking the database would cost more than what is limited, or the limit only keeps somebody
    /// from wearing this server out.
    pub const fn shared_as(self) -> Option<&'static str> {
        match self {
            Action::SignInNetwork => Some("sign_in_network"),
            Action::SignInAccountFrom => Some("sign_in_account_from"),
            Action::SignInAccount => Some("sign_in_account"),
            Action::Confirm => Some("confirm"),
            Action::Change => Some("change"),
            Action::RegisterNetwork => Some("register_network"),
            Action::Door => Some("door"),
            Action::Letter => Some("letter"),
            Action::LetterNetwork => Some("letter_network"),
            Action::Invite => Some("invite"),
            Action::Group
            | Action::Draft
            | Action::DraftSave
            | Action::Search
            | Action::Poster
            | Action::Submit
            | Action::Comment
            | Action::Report
            | Action::ReportNetwork
            | Action::Support
            | Action::Follow
            | Action::Document
            | Action::GuestAnswer
            | Action::TrialLetter
            | Action::TrialProvider
            | Action::LoadRoll => None,
        }
    }
}

/// Where the servers count together.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    db: Db,
    keys: Keys,
}

impl Shared {
    pub(super) fn new(db: Db, keys: Keys) -> Self {
        Self { db, keys }
    }

    /// How many seconds to wait where this is one too many. None also where the database does not say:
    /// nobody is kept from signing in because of that.
    pub(super) async fn ask(&self, action: Action, key: &str, now: Stamp) -> Option<u32> {
        action.shared_as()?;
        let asked = tokio::time::timeout(PATIENCE, self.count_alone(action, key, now)).await;
        let reason = match asked {
            Ok(Ok(wait)) => return wait,
            Ok(Err(error)) => error.to_string(),
            Err(_late) => "no answer in time".to_owned(),
        };
        tracing::warn!(limit = ?action, %reason, "limit.unshared");
        None
    }

    async fn count_alone(
        &self,
        action: Action,
        key: &str,
        now: Stamp,
    ) -> Result<Option<u32>, DbError> {
        let mut tx = self.db.begin().await?;
        store::need_not_last(&mut tx).await?;
        let wait = self.count(&mut tx, action, key, now).await?;
        tx.commit().await?;
        Ok(wait)
    }

    /// The same in somebody's transaction: counted where that is committed.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn count(
        &self,
        tx: &mut Tx,
        action: Action,
        key: &str,
        now: Stamp,
    ) -> Result<Option<u32>, DbError> {
        let Some(name) = action.shared_as() else {
            return Ok(None);
        };
        let key_hash = self.keys.limit_hash(name, key);
        store::count(tx, (name, &key_hash), Pace::of(action), now).await
    }
}
