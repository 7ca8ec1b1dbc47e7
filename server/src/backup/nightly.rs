//! The backup of every night, made by one of the servers while they serve.

use std::path::PathBuf;
use std::sync::Arc;

use nara_domain::backup::night_of;
use nara_domain::time::{Date, Stamp};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::folder::{name_of, remove_unfinished, thin_out};
use super::recount::Wrong;
use super::write::{Made, Wanted, write};
use super::{BackupError, Effort, Passphrase, run_store};
use crate::clock::Clock;
use crate::db::Db;
use crate::entropy::Entropy;

/// What came to nothing is tried again, until it is made: a full disk may be emptied.
const AGAIN_MINUTES: i64 = 60;
/// Whoever has made one for so long is believed to be no more.
const LOST_HOURS: i64 = 12;
/// For how long it is known which were made.
const KNOWN_DAYS: i64 = 400;

/// Where the backups of every night go.
#[derive(Clone, Debug)]
pub struct Nightly {
    pub folder: PathBuf,
    pub passphrase: Option<Passphrase>,
    pub effort: Effort,
}

/// What became of a look at whether the night's backup is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Night {
    /// This server made it.
    Made,
    /// It is there already.
    Stands,
    /// Another server makes it, or it came to nothing and is not tried again yet.
    Waits,
}

/// What makes them.
#[derive(Clone, Debug)]
pub struct Maker {
    pub nightly: Nightly,
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub stop: CancellationToken,
}

impl Maker {
    /// Makes the backup of the night that is due, if nobody has or does.
    ///
    /// # Errors
    /// It came to nothing. Why stands in the database as well; after an hour it is tried again.
    pub async fn run_due(&self, now: Stamp) -> Result<Night, BackupError> {
        let night = night_of(now);
        let known = run_store::find(&mut self.db.read().await?, night).await?;
        if known.is_some_and(|run| run.ended_at.is_some()) {
            return Ok(Night::Stands);
        }
        if !self.claim(night, now).await? {
            return Ok(Night::Waits);
        }
        match self.make(now).await {
            Ok(made) => {
                let ended = self.clock.now();
                let bytes = i64::try_from(made.bytes).unwrap_or(i64::MAX);
                let wrong = made.verified.recount.wrong();
                let mut tx = self.db.begin().await?;
                run_store::end(&mut tx, night, ended, bytes).await?;
                if !wrong.is_none() {
                    run_store::differs(&mut tx, night, &wrong.to_string()).await?;
                }
                run_store::forget_old(&mut tx, now.plus_days(-KNOWN_DAYS)).await?;
                tx.commit().await?;
                // The new one is there: only now may older ones go.
                let removed = self.thin_out(&made, &wrong).await?;
                tracing::info!(ms = ended.0 - now.0, removed, "backup.made");
                Ok(Night::Made)
            }
            Err(error) => {
                tracing::warn!(%error, "backup.failed");
                let mut tx = self.db.begin().await?;
                run_store::fail(&mut tx, night, &error.to_string()).await?;
                tx.commit().await?;
                Err(error)
            }
        }
    }

    async fn claim(&self, night: Date, now: Stamp) -> Result<bool, BackupError> {
        let (again, lost) = (
            now.plus_minutes(-AGAIN_MINUTES),
            now.plus_hours(-LOST_HOURS),
        );
        let mut tx = self.db.begin().await?;
        let claimed = run_store::claim(&mut tx, night, now, (again, lost)).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    /// Answers with how many older ones went. None goes for one with nobody in it: a server on a folder that was
    /// not mounted makes one of nothing. Where votes do not add up any more the last one in which they did stays,
    /// as that may be needed; the others go as always, since nobody knows how long it lasts.
    async fn thin_out(&self, made: &Made, wrong: &Wrong) -> Result<usize, BackupError> {
        let folder = &self.nightly.folder;
        if !wrong.is_none() {
            tracing::warn!(why = %wrong, "backup.counts_differ");
        }
        let used = ["person", "proposal"].map(|table| made.verified.manifest.rows_of(table));
        if used == [0, 0] {
            let why = "there is nobody in it, and no proposal";
            tracing::warn!(%why, "backup.all_kept");
            remove_unfinished(folder)?;
            return Ok(0);
        }
        let good = run_store::list_good(&mut self.db.read().await?).await?;
        let good = good.into_iter().map(|begun| folder.join(name_of(begun)));
        thin_out(folder, &made.path, &good.collect::<Vec<_>>())
    }

    /// On a thread of its own: it compresses, and waits for disks.
    async fn make(&self, now: Stamp) -> Result<Made, BackupError> {
        let (maker, here) = (self.clone(), Handle::current());
        let made = tokio::task::spawn_blocking(move || {
            let to = maker.nightly.folder.join(name_of(now));
            let wanted = Wanted {
                to: &to,
                passphrase: maker.nightly.passphrase.as_ref(),
                effort: maker.nightly.effort,
                now,
                entropy: maker.entropy.as_ref(),
                stop: &maker.stop,
            };
            here.block_on(write(&maker.db, &wanted))
        });
        made.await.map_err(|ended| match ended.is_panic() {
            true => BackupError::Fault,
            false => BackupError::Stopped,
        })?
    }
}
