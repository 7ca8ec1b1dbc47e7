//! How many streams are open, and by whom.
//!
//! A stream costs memory and a file handle for as long as a page is open, and costs whoever opens it
//! nothing: without a bound, one program could keep everybody else out, of the pages too. What is
//! refused comes back by itself (the island waits longer each time), and the page reads the same
//! without it. Rejected: a limit to how often streams are opened. After a restart everybody comes
//! back at once, and should.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many streams may be open at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamLimits {
    pub total: usize,
    /// From one network ([`crate::http::client::network`]).
    pub per_network: usize,
}

impl StreamLimits {
    /// 20 kB a stream makes 400 MB; a network is a household, but also a town hall behind one address.
    pub const USUAL: Self = Self {
        total: 20_000,
        per_network: 6_000,
    };
}

/// The open streams of this server. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Seats {
    limits: StreamLimits,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    total: usize,
    /// Networks without an open stream are not kept.
    by_network: HashMap<String, usize>,
}

/// Room for one stream; given back when it is dropped, however the stream ended.
#[derive(Debug)]
pub struct Seat {
    network: String,
    taken: Arc<Mutex<Taken>>,
}

impl Seats {
    pub fn new(limits: StreamLimits) -> Self {
        Self {
            limits,
            taken: Arc::default(),
        }
    }

    /// `None`: no more streams now, at all or from there.
    pub fn take(&self, network: &str) -> Option<Seat> {
        let mut taken = lock(&self.taken);
        let theirs = taken.by_network.get(network).copied().unwrap_or_default();
        if taken.total >= self.limits.total || theirs >= self.limits.per_network {
            return None;
        }
        taken.total += 1;
        *taken.by_network.entry(network.to_owned()).or_default() += 1;
        Some(Seat {
            network: network.to_owned(),
            taken: Arc::clone(&self.taken),
        })
    }

    pub const fn limits(&self) -> StreamLimits {
        self.limits
    }

    /// How many streams are open.
    pub fn open(&self) -> usize {
        lock(&self.taken).total
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = lock(&self.taken);
        taken.total = taken.total.saturating_sub(1);
        if let Some(theirs) = taken.by_network.get_mut(&self.network) {
            *theirs = theirs.saturating_sub(1);
            if *theirs == 0 {
                taken.by_network.remove(&self.network);
            }
        }
    }
}

/// Nothing is left half counted by a panic elsewhere.
fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_taken_by_network_and_given_back() {
        let seats = Seats::new(StreamLimits {
            total: 3,
            per_network: 2,
        });
        let one = seats.take("a").unwrap();
        let two = seats.take("a").unwrap();
        assert!(seats.take("a").is_none(), "one network's share");
        let three = seats.take("b").unwrap();
        assert!(seats.take("c").is_none(), "all of it");
        drop(one);
        assert!(seats.take("c").is_some());
        drop((two, three));
        assert_eq!(seats.open(), 0);
        assert!(lock(&seats.taken).by_network.is_empty());
    }
}
