//! Passes the log on to every open stream of this process.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, broadcast};
use tokio::task::JoinHandle;

use super::{About, Event, store};
use crate::db::{Db, DbError};

/// What a stream receives from. A slow one is told that it lagged and replays with [`Hub::since`].
pub type Subscription = broadcast::Receiver<Event>;

/// Events a slow stream may be behind.
const BUFFER: usize = 1_024;
/// Events read at a time, and most that one replay answers with.
const BATCH: i64 = 1_000;
/// How long an event can stay unnoticed when nobody woke us: written by another process that we do not
/// hear ([`crate::db::Changes`]), or by a caller who went away between its commit and its wake.
const PATIENCE: Duration = Duration::from_millis(500);

/// Cheap to clone; the reading task ends with the last clone.
#[derive(Clone, Debug)]
pub struct Hub {
    shared: Arc<Shared>,
    _reader: Arc<Reader>,
}

#[derive(Debug)]
struct Shared {
    db: Db,
    sender: broadcast::Sender<Event>,
    wake: Notify,
}

#[derive(Debug)]
struct Reader(JoinHandle<()>);

impl Drop for Reader {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Hub {
    /// Starts at the end of the log.
    pub async fn start(db: Db) -> Result<Hub, DbError> {
        let head = store::head(&mut db.read().await?).await?;
        let shared = Arc::new(Shared {
            db,
            sender: broadcast::Sender::new(BUFFER),
            wake: Notify::new(),
        });
        let reader = tokio::spawn(read(Arc::clone(&shared), head));
        Ok(Hub {
            shared,
            _reader: Arc::new(Reader(reader)),
        })
    }

    /// Everything that happens from now on. Subscribe first, then replay: what is in both is told
    /// apart by its number.
    pub fn subscribe(&self) -> Subscription {
        self.shared.sender.subscribe()
    }

    /// Something was committed. Costs nothing; many calls at a time are one reading.
    pub fn wake(&self) {
        self.shared.wake.notify_one();
    }

    /// What came after `seq`, oldest first: of the thousand that came next, or that happened to the
    /// proposal next.
    pub async fn since(&self, seq: i64, about: About) -> Result<Vec<Event>, DbError> {
        let mut conn = self.shared.db.read().await?;
        let proposal = match about {
            About::Proposal(id) => Some(id),
            About::Everything | About::Campaign(_) | About::Questions(_) => None,
        };
        let mut events = store::since(&mut conn, seq, proposal, BATCH).await?;
        events.retain(|event| about.wants(event));
        Ok(events)
    }

    /// The number of the last event.
    pub async fn head(&self) -> Result<i64, DbError> {
        store::head(&mut self.shared.db.read().await?).await
    }
}

async fn read(shared: Arc<Shared>, mut last: i64) {
    let mut by_others = shared.db.changes().by_others();
    let mut well = true;
    loop {
        match pass_on(&shared, &mut last).await {
            Ok(()) => well = true,
            // Said once, not twice a second.
            Err(error) if well => {
                tracing::error!(%error, "live.log_unreadable");
                well = false;
            }
            Err(_) => {}
        }
        let woken = async {
            tokio::select! {
                () = shared.wake.notified() => {}
                // Ends when the database does, and that is not before this.
                _ = by_others.changed() => {}
            }
        };
        let _woken_or_not = tokio::time::timeout(PATIENCE, woken).await;
    }
}

async fn pass_on(shared: &Shared, last: &mut i64) -> Result<(), DbError> {
    loop {
        let events = store::since(&mut shared.db.read().await?, *last, None, BATCH).await?;
        let read_all = events.len() < usize::try_from(BATCH).unwrap_or(0);
        for event in events {
            *last = event.seq;
            // An error means that nobody listens.
            let _listeners = shared.sender.send(event);
        }
        if read_all {
            return Ok(());
        }
    }
}
