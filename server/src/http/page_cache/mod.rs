//! Pages for everybody who is not signed in, kept in memory as they were sent last.
//!
//! A kept page is sent again only while it is what would be made now: it bears the counters it was made
//! under ([`crate::db::Changes`]), read before anything else was, and the minute. Any commit that can
//! change it counts before whoever sent it is answered, so nobody is shown what they know to be over. The
//! minute is for what time alone changes: days that are left, a vote that ends. All of that happens on
//! whole minutes.
//!
//! A page that is not there is made once, however many ask ([`flights`]); whoever came after it was begun
//! waits for the next one, because something may have been answered in between. It is made for nobody: no
//! header of who asked goes in, nor its nonce ([`super::headers`]). What came out is kept where it is a
//! page for everybody ([`entry`]), and is packed once for each packing. A page that was made while the
//! settings in force could not be read goes to those who wait for it, and is not kept: reading them later is
//! no commit, and no counter would say that it is over.
//!
//! Which addresses are kept stands in [`kept`]. Why it is done so: docs/decisions/0059.

mod coding;
mod entry;
mod flights;
mod kept;

use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use nara_app::i18n::Lang;
use quick_cache::sync::Cache;
use quick_cache::{Equivalent, Weighter};
use tracing::Instrument;

use self::entry::{Entry, Made};
use self::flights::{Flight, Flights, Landed, Turn};
pub use self::kept::{Kept, ROUTES, kept};
use crate::db::{self, Of, Seen};
use crate::settings::Settings;
use crate::state::AppState;

/// What is kept where nothing is set, in megabytes.
pub const USUAL_MB: usize = 64;
/// Pages at most, however small.
const PAGES: usize = 10_000;
/// How often a reader waits for others to make a page: what was under way, and what came after it.
const ROUNDS: usize = 3;

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct PageCache(Option<Arc<Shelf>>);

#[derive(Debug)]
struct Shelf {
    pages: Cache<Key, Arc<Entry>, Weigh>,
    flights: Arc<Flights>,
    sent: AtomicU64,
    made: AtomicU64,
}

/// How much the cache has done and holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answers from memory.
    pub sent: u64,
    /// Pages made, to be kept or not.
    pub made: u64,
    /// Pages that are kept; some of them are over.
    pub pages: usize,
    /// What they take, at most.
    pub bytes: u64,
}

/// What a page was asked by. Everything else that pages depend on is in its [`Stamp`], or the same for
/// everybody.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    lang: Lang,
    address: Box<str>,
}

/// The same, of a request.
#[derive(Clone, Copy, Hash)]
struct Asked<'r> {
    lang: Lang,
    address: &'r str,
}

impl<'r> Asked<'r> {
    fn of(request: &'r Request) -> Self {
        let address = request.uri().path_and_query();
        Self {
            lang: request
                .extensions()
                .get::<Lang>()
                .copied()
                .unwrap_or_default(),
            address: address.map_or("/", |address| address.as_str()),
        }
    }

    fn to_key(self) -> Key {
        Key {
            lang: self.lang,
            address: self.address.into(),
        }
    }
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.lang == key.lang && self.address == &*key.address
    }
}

/// Under what a page was made, and what a reader has to be shown at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    seen: Seen,
    minute: i64,
}

impl Stamp {
    fn now(state: &AppState, of: Of) -> Self {
        Self {
            seen: state.db.changes().seen(of),
            minute: state.clock.now().0.div_euclid(60_000),
        }
    }

    /// Whether a page with this stamp shows everything that whoever came then has to be shown.
    fn covers(self, asked: Self) -> bool {
        self.seen.covers(asked.seen) && (0..=1).contains(&(self.minute - asked.minute))
    }
}

#[derive(Clone, Debug)]
struct Weigh {
    /// Many small pages are bounded by their number.
    least: u64,
}

impl Weighter<Key, Arc<Entry>> for Weigh {
    fn weight(&self, key: &Key, entry: &Arc<Entry>) -> u64 {
        let bytes = u64::try_from(entry.bytes() + key.address.len()).unwrap_or(u64::MAX / 2);
        bytes.max(self.least)
    }
}

impl PageCache {
    /// Keeps so many bytes of pages; none with 0.
    pub fn new(bytes: usize) -> Self {
        let room = u64::try_from(bytes).unwrap_or(u64::MAX);
        if room == 0 {
            return Self(None);
        }
        let pages = u64::try_from(PAGES).unwrap_or(u64::MAX);
        let weigh = Weigh {
            least: (room / pages).max(1),
        };
        Self(Some(Arc::new(Shelf {
            pages: Cache::with_weighter(PAGES, room, weigh),
            flights: Arc::default(),
            sent: AtomicU64::new(0),
            made: AtomicU64::new(0),
        })))
    }

    pub fn counts(&self) -> Counts {
        self.0
            .as_deref()
            .map_or_else(Counts::default, |shelf| Counts {
                sent: shelf.sent.load(Ordering::Relaxed),
                made: shelf.made.load(Ordering::Relaxed),
                pages: shelf.pages.len(),
                bytes: shelf.pages.weight(),
            })
    }
}

/// Answers from memory what can be answered so. Outside of everything that knows who asks.
pub async fn serve(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let of = request.extensions().get::<Kept>().map(|kept| kept.0);
    let (Some(of), Some(shelf)) = (of, &state.pages.0) else {
        return next.run(request).await;
    };
    // Where other processes' commits are not heard of, nothing that is kept can be believed.
    if !state.db.changes().hears() {
        return next.run(request).await;
    }
    let now = Stamp::now(&state, of);
    let asked = Asked::of(&request);
    if let Some(entry) = shelf.pages.get(&asked).filter(|entry| entry.stamp() == now) {
        shelf.sent.fetch_add(1, Ordering::Relaxed);
        return entry.answer(request.headers());
    }
    let key = asked.to_key();
    let shelf = Arc::clone(shelf);
    wait_or_make(&state, &shelf, (key, of, now), request, next).await
}

async fn wait_or_make(
    state: &AppState,
    shelf: &Arc<Shelf>,
    (key, of, now): (Key, Of, Stamp),
    request: Request,
    next: Next,
) -> Response {
    for _ in 0..ROUNDS {
        let mut landed = match shelf.flights.join(&key) {
            Turn::Wait(landed) => landed,
            Turn::Lead(flight) => {
                // It may have landed between the two looks.
                let there = shelf.pages.get(&key);
                if let Some(entry) = there.filter(|entry| entry.stamp().covers(now)) {
                    let answer = entry.answer(request.headers());
                    flight.land(Landed::Kept(entry));
                    return answer;
                }
                let stamp = Stamp::now(state, of);
                let settings = &state.settings;
                return make(shelf, settings, (key, stamp, flight), request, next).await;
            }
        };
        let landed = landed.wait_for(Option::is_some).await;
        match landed.ok().and_then(|landed| landed.clone()) {
            Some(Landed::Kept(entry)) if entry.stamp().covers(now) => {
                return entry.answer(request.headers());
            }
            // Begun before this reader came.
            Some(Landed::Kept(_)) => {}
            Some(Landed::Nothing) | None => break,
        }
    }
    next.run(request).await
}

/// Makes the page in a task of its own: others wait for it, also when whoever asked first goes away.
async fn make(
    shelf: &Arc<Shelf>,
    settings: &Settings,
    (key, stamp, flight): (Key, Stamp, Flight),
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, _no_body) = request.into_parts();
    let asked = std::mem::take(&mut parts.headers);
    parts.method = Method::GET;
    let plain = Request::from_parts(parts, Body::empty());
    let (shelf, settings) = (Arc::clone(shelf), settings.clone());
    let making = async move {
        shelf.made.fetch_add(1, Ordering::Relaxed);
        let sure = settings.sure();
        let made = Made::of(next.run(plain).await, stamp).await;
        match &made {
            Made::Kept(entry) => {
                if sure.is_some() && settings.sure() == sure {
                    shelf.pages.insert(key, Arc::clone(entry));
                }
                // Otherwise, too: made for each of those who wait, it would be the same page, later.
                flight.land(Landed::Kept(Arc::clone(entry)));
            }
            Made::Loose(..) | Made::Other(_) => flight.land(Landed::Nothing),
        }
        made
    };
    match tokio::spawn(db::watched(making).in_current_span()).await {
        Ok(made) => made.answer(&asked),
        // Answered by whoever catches it further out.
        Err(failed) => match failed.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_stopping) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn a_request_finds_what_its_key_was_kept_by() {
        let hasher = RandomState::new();
        let asked = Asked {
            lang: Lang::En,
            address: "/forslag?sida=2",
        };
        let key = asked.to_key();
        assert!(asked.equivalent(&key));
        assert_eq!(hasher.hash_one(asked), hasher.hash_one(&key));
        let other = Asked {
            lang: Lang::Sv,
            ..asked
        };
        assert!(!other.equivalent(&key));
    }
}
