//! The rooms requests are worked in: so many at once, so many waiting, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::rule::Fill;
use crate::proposals::SUPPORT_QUEUE;

/// How much of one kind is done at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub places: usize,
    /// Who may wait for a place.
    pub waiting: usize,
    /// How long they do.
    pub patience: Duration,
}

/// The size of every room of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Pages of everybody without a duty.
    pub pages: Room,
    /// What pages do without. After a restart every page that is open asks to be told live at once: that
    /// must not keep anybody from reading.
    pub extras: Room,
    /// Forms of everybody without a duty.
    pub forms: Room,
    /// Forms with a file, of everybody without a duty; one network has a quarter at most.
    pub uploads: Room,
    /// Whatever people with a duty ask for.
    pub staff: Room,
    /// Their forms with a file: by itself, because such a form keeps its place for as long as it takes
    /// to arrive.
    pub staff_uploads: Room,
    /// Votes, whoever gives them.
    pub votes: Room,
    /// Where it is looked up who somebody is, before they get a place in one of the others.
    pub door: Room,
    /// Forms that are much larger than most: what is sent is in memory from before there is a place for it
    /// until it is answered. Of everybody without a duty; one network has a quarter at most.
    pub large: Room,
    /// The same of people with a duty.
    pub staff_large: Room,
    /// What is smaller, while it arrives, where it is not there at once; one network has a quarter at most.
    pub arriving: Room,
    /// The same of people with a duty, where those are taken.
    pub staff_arriving: Room,
    /// Votes while they arrive, whoever gives them; one network has a quarter at most.
    pub arriving_votes: Room,
}

impl Bounds {
    /// For a machine of so many cores. More at once makes nothing faster: pages are work for the
    /// processors, and beyond that they wait in here or at the database.
    pub const fn of(cores: usize) -> Self {
        Self {
            pages: Room::new(16 * cores, 512 * cores, Duration::from_secs(1)),
            extras: Room::new(8 * cores, 4_096 * cores, Duration::from_secs(5)),
            forms: Room::new(16 * cores, 256 * cores, Duration::from_secs(5)),
            // Each may hold 24 MB, as those of people with a duty may: 400 MB together.
            uploads: Room::new(8, 64, Duration::from_secs(5)),
            staff: Room::new(8 * cores, 64 * cores, Duration::from_secs(5)),
            staff_uploads: Room::new(8, 64, Duration::from_secs(5)),
            // The queue of the one who writes votes down: whoever is let in finds room in it.
            votes: Room::new(SUPPORT_QUEUE, 0, Duration::ZERO),
            door: Room::new(8 * cores, 4_096 * cores, Duration::from_secs(2)),
            // Each may hold 2 MB, as those of people with a duty may: 128 MB together.
            large: Room::new(48, 1_024 * cores, Duration::from_secs(10)),
            staff_large: Room::new(16, 64 * cores, Duration::from_secs(10)),
            // Each may hold 64 kB: 528 MB together, of one network 128. Nobody waits: it would be for
            // somebody to give up.
            arriving: Room::new(4_096, 0, Duration::ZERO),
            staff_arriving: Room::new(256, 0, Duration::ZERO),
            arriving_votes: Room::new(4_096, 0, Duration::ZERO),
        }
    }

    /// For this machine.
    pub fn usual() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::of(cores.max(2))
    }
}

impl Room {
    pub const fn new(places: usize, waiting: usize, patience: Duration) -> Self {
        Self {
            places,
            waiting,
            patience,
        }
    }
}

/// A room with whoever is in it.
#[derive(Debug)]
pub struct Inside {
    room: Room,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// One place; given back when it is dropped, however the request ended.
pub type Place = OwnedSemaphorePermit;

impl Inside {
    pub fn of(room: Room) -> Self {
        Self {
            room,
            places: Arc::new(Semaphore::new(room.places)),
            waiting: AtomicUsize::new(0),
        }
    }

    /// A place at once, or after having waited for one; `None` where there was none in time. Whoever
    /// came first is let in first.
    pub async fn enter(&self) -> Option<Place> {
        if let Some(place) = self.enter_at_once() {
            return Some(place);
        }
        let _waits = self.wait()?;
        let place = Arc::clone(&self.places).acquire_owned();
        match tokio::time::timeout(self.room.patience, place).await {
            Ok(Ok(place)) => Some(place),
            Ok(Err(_)) | Err(_) => None,
        }
    }

    pub fn enter_at_once(&self) -> Option<Place> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    pub fn fill(&self) -> Fill {
        let free = self.places.available_permits();
        Fill {
            taken: self.room.places.saturating_sub(free),
            places: self.room.places,
            waiting: self.waiting.load(Ordering::Relaxed),
            may_wait: self.room.waiting,
        }
    }

    fn wait(&self) -> Option<Waits<'_>> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        // Made first, so that whoever is one too many is counted off again.
        let waits = Waits(&self.waiting);
        (before < self.room.waiting).then_some(waits)
    }
}

/// Counted for as long as it is there: whoever goes away while waiting is none of them any more.
struct Waits<'r>(&'r AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn inside(places: usize, waiting: usize, patience_ms: u64) -> Inside {
        Inside::of(Room::new(
            places,
            waiting,
            Duration::from_millis(patience_ms),
        ))
    }

    #[tokio::test]
    async fn a_place_is_given_back_however_it_ended() {
        let room = inside(1, 0, 1_000);
        let place = room.enter().await.unwrap();
        assert!(room.fill().is_over());
        assert!(room.enter().await.is_none(), "nobody may wait");
        drop(place);
        assert!(room.enter().await.is_some());
        assert_eq!(room.fill().taken, 0);
        assert_eq!(room.fill().waiting, 0);
    }

    #[tokio::test]
    async fn whoever_waits_is_let_in_or_told_in_time() {
        let room = Arc::new(inside(1, 1, 10_000));
        let place = room.enter().await.unwrap();
        let waits = Arc::clone(&room);
        let waiting = tokio::spawn(async move { waits.enter().await.is_some() });
        while room.fill().waiting == 0 {
            tokio::task::yield_now().await;
        }
        assert!(room.enter().await.is_none(), "one waits, no second may");
        assert_eq!(room.fill().waiting, 1, "who was turned away waits no more");
        drop(place);
        assert!(waiting.await.unwrap());

        let room = inside(1, 1, 10);
        let _place = room.enter().await.unwrap();
        let begun = Instant::now();
        assert!(room.enter().await.is_none());
        assert!(begun.elapsed() >= Duration::from_millis(10));
        assert_eq!(room.fill().waiting, 0);
    }

    #[tokio::test]
    async fn whoever_goes_away_while_waiting_keeps_nobody_out() {
        let room = inside(1, 1, 60_000);
        let place = room.enter().await.unwrap();
        {
            let mut waits = std::pin::pin!(room.enter());
            let polled = futures::poll!(waits.as_mut());
            assert!(polled.is_pending());
            assert_eq!(room.fill().waiting, 1);
        }
        assert_eq!(room.fill().waiting, 0);
        drop(place);
        assert!(room.enter_at_once().is_some());
    }

    #[test]
    fn votes_have_the_room_of_their_queue() {
        let bounds = Bounds::of(2);
        assert_eq!(bounds.votes.places, SUPPORT_QUEUE);
        assert_eq!(bounds.pages.places, 32);
    }
}
