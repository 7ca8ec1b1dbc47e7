//! What one network may have of a room. Whoever is one too many from there waits for those, or is turned
//! away where nobody waits, and is in nobody else's way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::rooms::{Inside, Place, Room};

/// One network has a quarter of the places.
const PARTS: usize = 4;

/// A place, and its network's part of the room where it has one; both are given back when it is dropped.
#[derive(Debug)]
pub struct Held {
    _place: Place,
    _share: Option<Share>,
}

impl Held {
    pub fn of(place: Place, share: Option<Share>) -> Self {
        Self {
            _place: place,
            _share: share,
        }
    }
}

/// What each network has of a room.
#[derive(Debug)]
pub struct Shares {
    part: Room,
    networks: Networks,
}

/// Networks from which nobody is there or waits are not kept.
type Networks = Arc<Mutex<HashMap<String, Theirs>>>;

#[derive(Debug)]
struct Theirs {
    inside: Arc<Inside>,
    /// Who is in it or waits.
    people: usize,
}

/// One place of a network's part.
#[derive(Debug)]
pub struct Share {
    _place: Place,
    _counted: Counted,
}

impl Shares {
    pub fn of(room: Room) -> Self {
        let (places, waiting) = (room.places.div_ceil(PARTS), room.waiting.div_ceil(PARTS));
        Self {
            part: Room::new(places, waiting, room.patience),
            networks: Networks::default(),
        }
    }

    pub async fn enter(&self, network: &str) -> Option<Share> {
        let (inside, counted) = self.of_network(network);
        let place = inside.enter().await?;
        Some(Share {
            _place: place,
            _counted: counted,
        })
    }

    fn of_network(&self, network: &str) -> (Arc<Inside>, Counted) {
        let mut networks = lock(&self.networks);
        let theirs = networks
            .entry(network.to_owned())
            .or_insert_with(|| Theirs {
                inside: Arc::new(Inside::of(self.part)),
                people: 0,
            });
        theirs.people += 1;
        let counted = Counted {
            network: network.to_owned(),
            networks: Arc::clone(&self.networks),
        };
        (Arc::clone(&theirs.inside), counted)
    }
}

/// Counted for as long as it is there, also while waiting.
#[derive(Debug)]
struct Counted {
    network: String,
    networks: Networks,
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut networks = lock(&self.networks);
        if let Some(theirs) = networks.get_mut(&self.network) {
            theirs.people = theirs.people.saturating_sub(1);
            if theirs.people == 0 {
                networks.remove(&self.network);
            }
        }
    }
}

/// Nothing is left half counted by a panic elsewhere.
fn lock(networks: &Networks) -> MutexGuard<'_, HashMap<String, Theirs>> {
    networks.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_network_has_a_quarter_and_is_forgotten_when_nobody_is_there() {
        let shares = Shares::of(Room::new(8, 4, Duration::from_secs(60)));
        let one = shares.enter("a").await.unwrap();
        let two = shares.enter("a").await.unwrap();
        {
            let mut waits = std::pin::pin!(shares.enter("a"));
            assert!(futures::poll!(waits.as_mut()).is_pending(), "a third waits");
            assert!(shares.enter("a").await.is_none(), "and a fourth may not");
            assert!(shares.enter("b").await.is_some(), "others have their own");
            drop(one);
            assert!(futures::poll!(waits.as_mut()).is_ready());
        }
        drop(two);
        assert!(lock(&shares.networks).is_empty());
    }
}
