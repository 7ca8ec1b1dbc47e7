//! Places for what needs much memory, given before any of it is read: otherwise it would be in memory
//! while it waits.
//!
//! Nobody is known by then. So whoever shows a session is looked up here once more, and people at
//! work have places of their own: whoever sends much and slowly takes none of them. Of the others one
//! network has a part at most. Whoever is one too many from there waits for those, and is in nobody
//! else's way. Rejected: places of their own for whoever shows a cookie. Anybody can make one up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::HeaderMap;
use nara_app::accounts::api::Visit;

use super::rooms::{Inside, Place, Room};
use super::{RoomName, shows_who};
use crate::http::context;
use crate::state::AppState;

/// One network has a quarter of the places.
const PARTS: usize = 4;

/// A place, given back when it is dropped.
#[derive(Debug)]
pub struct Held {
    _place: Place,
    _share: Option<Share>,
}

/// A place for a request with this path and these headers; `None` where there was none in time.
pub async fn enter(
    state: &AppState,
    (path, headers): (&str, &HeaderMap),
    visit: Option<&Visit>,
) -> Option<Held> {
    let pressure = &state.pressure;
    if shows_who(state, headers) {
        let door = pressure.enter(RoomName::Door).await?;
        let has_duty = context::has_duty(state, path, headers).await;
        drop(door);
        if has_duty {
            return Some(Held {
                _place: pressure.enter(RoomName::StaffLarge).await?,
                _share: None,
            });
        }
    }
    let network = visit.map_or("", |visit| visit.network.as_str());
    let share = pressure.0.shares.enter(network).await?;
    Some(Held {
        _place: pressure.enter(RoomName::Large).await?,
        _share: Some(share),
    })
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

#[derive(Debug)]
struct Share {
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

    async fn enter(&self, network: &str) -> Option<Share> {
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
