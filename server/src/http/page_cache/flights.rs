//! Pages that are being made: one at a time for each address, and everybody else waits for it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::Key;
use super::entry::Entry;

/// What came of one.
#[derive(Clone, Debug)]
pub(super) enum Landed {
    Kept(Arc<Entry>),
    /// No page that others can be sent.
    Nothing,
}

type Landing = watch::Receiver<Option<Landed>>;

#[derive(Debug, Default)]
pub(super) struct Flights(Mutex<HashMap<Key, Landing>>);

/// Whose turn it is.
pub(super) enum Turn {
    Lead(Flight),
    Wait(Landing),
}

/// A page that is being made. However that ends, those who wait are told.
#[derive(Debug)]
pub(super) struct Flight {
    key: Key,
    flights: Arc<Flights>,
    landing: watch::Sender<Option<Landed>>,
    landed: Landed,
}

impl Flights {
    /// Waits for the one that is under way, or is it.
    pub(super) fn join(self: &Arc<Self>, key: &Key) -> Turn {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(landing) = flights.get(key) {
            return Turn::Wait(landing.clone());
        }
        let (sender, landing) = watch::channel(None);
        flights.insert(key.clone(), landing);
        Turn::Lead(Flight {
            key: key.clone(),
            flights: Arc::clone(self),
            landing: sender,
            landed: Landed::Nothing,
        })
    }
}

impl Flight {
    pub(super) fn land(mut self, landed: Landed) {
        self.landed = landed;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Gone before anybody is told: whoever comes back at once must not wait for this one again.
        let mut flights = self
            .flights
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        flights.remove(&self.key);
        drop(flights);
        self.landing.send_replace(Some(self.landed.clone()));
    }
}

#[cfg(test)]
mod tests {
    use nara_app::i18n::Lang;

    use super::*;

    fn waits(turn: Turn) -> Landing {
        match turn {
            Turn::Wait(landing) => landing,
            Turn::Lead(_) => panic!("two lead"),
        }
    }

    fn leads(turn: Turn) -> Flight {
        match turn {
            Turn::Lead(flight) => flight,
            Turn::Wait(_) => panic!("nobody leads"),
        }
    }

    #[tokio::test]
    async fn one_leads_and_whoever_waits_is_told_also_when_it_fails() {
        let flights: Arc<Flights> = Arc::default();
        let key = |address: &str| Key {
            lang: Lang::Sv,
            address: address.into(),
        };
        let first = leads(flights.join(&key("/")));
        let mut waiting = waits(flights.join(&key("/")));
        let other = leads(flights.join(&key("/om")));
        assert!(waiting.borrow().is_none());
        drop(first);
        let landed = waiting.wait_for(Option::is_some).await.unwrap().clone();
        assert!(matches!(landed, Some(Landed::Nothing)));
        let again = leads(flights.join(&key("/")));
        drop((again, other));
        assert!(flights.0.lock().unwrap().is_empty());
    }
}
