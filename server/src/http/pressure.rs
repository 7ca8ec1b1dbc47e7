//! What is done when more is asked for than there is room for.
//!
//! Every request is worked in a room with so many places ([`rooms`]); which ones are turned away,
//! and in which order, are a few rules ([`rule`]): what pages do without goes first, then pages, then
//! forms, and votes only when the queue of their writer is full. Whoever has a duty has a room of
//! their own. What is turned away costs no query, no rendering and no waiting, and says so: nothing
//! that was not acknowledged is taken for done.
//!
//! Who somebody is stands in the database, so a cookie alone gets nobody into the room for people at
//! work: whoever shows one comes in by the door ([`Bounds::door`]), is looked up, and only then gets
//! a place ([`seat`]). A made-up cookie costs its sender that much waiting and us one look into an
//! index. Rejected: telling staff by a signed cookie. It would have to be taken back with the duty.
//!
//! Files and health stand outside of this, and so does what the page cache answers.

mod arriving;
mod full;
pub mod rooms;
pub mod rule;
mod shares;
mod watch;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use nara_app::accounts::api::Visit;
use nara_app::context::{PageContext, Site};

use self::arriving::Missed;
use self::full::{FullPages, Told};
use self::rooms::{Bounds, Inside};
use self::rule::{Fill, Lane, Level, Readings, Who};
use self::shares::{Held, Shares};
use super::{cookies, forms};
use crate::db::Db;
use crate::entropy::{self, Entropy};
use crate::metrics::LaneMeter;
use crate::state::AppState;

pub use self::arriving::is_in_memory;
pub use self::watch::watch;

/// On a response to what was turned away: it is counted and not told one by one.
#[derive(Clone, Copy, Debug)]
pub struct Shed;

/// The rooms of this server. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pressure(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    pages: Inside,
    extras: Inside,
    forms: Inside,
    uploads: Inside,
    staff: Inside,
    staff_uploads: Inside,
    votes: Inside,
    door: Inside,
    large: Inside,
    staff_large: Inside,
    arriving: Inside,
    staff_arriving: Inside,
    arriving_votes: Inside,
    of_network: OfNetwork,
    /// How late the runtime was, in microseconds; written by [`watch`].
    lag: AtomicU64,
    db: Db,
    full: FullPages,
    meter: LaneMeter,
}

/// What one network may have of the rooms it may not have all of.
#[derive(Debug)]
struct OfNetwork {
    uploads: Shares,
    large: Shares,
    arriving: Shares,
    arriving_votes: Shares,
}

/// Which room a place is in; also what metrics call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoomName {
    Pages,
    Extras,
    Forms,
    Uploads,
    Staff,
    StaffUploads,
    Votes,
    Door,
    Large,
    StaffLarge,
    Arriving,
    StaffArriving,
    ArrivingVotes,
}

impl RoomName {
    pub const ALL: [RoomName; 13] = [
        RoomName::Pages,
        RoomName::Extras,
        RoomName::Forms,
        RoomName::Uploads,
        RoomName::Staff,
        RoomName::StaffUploads,
        RoomName::Votes,
        RoomName::Door,
        RoomName::Large,
        RoomName::StaffLarge,
        RoomName::Arriving,
        RoomName::StaffArriving,
        RoomName::ArrivingVotes,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            RoomName::Pages => "pages",
            RoomName::Extras => "extras",
            RoomName::Forms => "forms",
            RoomName::Uploads => "uploads",
            RoomName::Staff => "staff",
            RoomName::StaffUploads => "staff_uploads",
            RoomName::Votes => "votes",
            RoomName::Door => "door",
            RoomName::Large => "large",
            RoomName::StaffLarge => "staff_large",
            RoomName::Arriving => "arriving",
            RoomName::StaffArriving => "staff_arriving",
            RoomName::ArrivingVotes => "arriving_votes",
        }
    }

    /// Where a request of this lane is worked.
    const fn of(lane: Lane, who: Who) -> Self {
        match (lane, who) {
            (Lane::Vote, _) => RoomName::Votes,
            (Lane::Upload, Who::Staff) => RoomName::StaffUploads,
            (Lane::Upload, _) => RoomName::Uploads,
            (_, Who::Staff) => RoomName::Staff,
            (Lane::Form, _) => RoomName::Forms,
            (Lane::Page, _) => RoomName::Pages,
            (Lane::Extra, _) => RoomName::Extras,
        }
    }
}

impl Pressure {
    pub fn new(bounds: Bounds, site: Arc<Site>, db: Db, meter: LaneMeter) -> Self {
        Self(Arc::new(Shared {
            pages: Inside::of(bounds.pages),
            extras: Inside::of(bounds.extras),
            forms: Inside::of(bounds.forms),
            uploads: Inside::of(bounds.uploads),
            staff: Inside::of(bounds.staff),
            staff_uploads: Inside::of(bounds.staff_uploads),
            votes: Inside::of(bounds.votes),
            door: Inside::of(bounds.door),
            large: Inside::of(bounds.large),
            staff_large: Inside::of(bounds.staff_large),
            arriving: Inside::of(bounds.arriving),
            staff_arriving: Inside::of(bounds.staff_arriving),
            arriving_votes: Inside::of(bounds.arriving_votes),
            of_network: OfNetwork {
                uploads: Shares::of(bounds.uploads),
                large: Shares::of(bounds.large),
                arriving: Shares::of(bounds.arriving),
                arriving_votes: Shares::of(bounds.arriving_votes),
            },
            lag: AtomicU64::new(0),
            db,
            full: FullPages::of(site),
            meter,
        }))
    }

    /// How hard it is at this moment.
    pub fn level(&self) -> Level {
        rule::level(&Readings {
            pages: self.0.pages.fill(),
            forms: self.0.forms.fill(),
            lag: self.lag(),
            storage: self.0.db.meter().worst_wait(),
        })
    }

    /// Whether pages leave out what they ask for their reader alone.
    pub fn gives_up_personal(&self) -> bool {
        rule::is_personal_given_up(self.level())
    }

    pub fn fill(&self, room: RoomName) -> Fill {
        self.inside(room).fill()
    }

    /// How late the runtime wakes who asked to be woken.
    pub fn lag(&self) -> Duration {
        Duration::from_micros(self.0.lag.load(Ordering::Relaxed))
    }

    fn inside(&self, room: RoomName) -> &Inside {
        let shared = &self.0;
        match room {
            RoomName::Pages => &shared.pages,
            RoomName::Extras => &shared.extras,
            RoomName::Forms => &shared.forms,
            RoomName::Uploads => &shared.uploads,
            RoomName::Staff => &shared.staff,
            RoomName::StaffUploads => &shared.staff_uploads,
            RoomName::Votes => &shared.votes,
            RoomName::Door => &shared.door,
            RoomName::Large => &shared.large,
            RoomName::StaffLarge => &shared.staff_large,
            RoomName::Arriving => &shared.arriving,
            RoomName::StaffArriving => &shared.staff_arriving,
            RoomName::ArrivingVotes => &shared.arriving_votes,
        }
    }

    /// Of a room that one network may not have all of.
    fn shares(&self, room: RoomName) -> Option<&Shares> {
        let of_network = &self.0.of_network;
        match room {
            RoomName::Uploads => Some(&of_network.uploads),
            RoomName::Large => Some(&of_network.large),
            RoomName::Arriving => Some(&of_network.arriving),
            RoomName::ArrivingVotes => Some(&of_network.arriving_votes),
            _ => None,
        }
    }

    /// A place for a request of this lane by whoever it is; `None` where it is turned away.
    async fn place(&self, lane: Lane, who: Who, network: &str) -> Option<Held> {
        if rule::is_given_up(self.level(), lane, who) {
            return None;
        }
        self.enter(RoomName::of(lane, who), network).await
    }

    /// A place, once its network has one left of its part; `None` where there was none in time.
    async fn enter(&self, room: RoomName, network: &str) -> Option<Held> {
        let asked = Instant::now();
        let shares = self.shares(room);
        let place = async {
            let share = match shares {
                Some(shares) => Some(shares.enter(network).await?),
                None => None,
            };
            Some((self.inside(room).enter().await?, share))
        };
        let place = place.await;
        self.0.meter.waited(room, asked.elapsed());
        place.map(|(place, share)| Held::of(place, share))
    }
}

/// Which lane a request came by, and the place at the door it was looked up in.
#[derive(Clone, Debug)]
struct AtTheDoor {
    lane: Lane,
    place: Arc<Mutex<Option<Held>>>,
}

/// Gives a request a place, or turns it away. Outside of whatever asks the database: only who sends much, or
/// slowly where many do, is looked up here ([`arriving`]).
pub async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let lane = lane_of(&request);
    let told = Told::of(&request, lane);
    let (mut request, _held) = match arriving::read_first(&state, request, lane).await {
        Ok(read) => read,
        Err(Missed::NoRoom) => return told.turned_away(&state, None),
        Err(Missed::TooSlow) => return told.too_slow(&state),
    };
    let network = network_of(&request);
    // A vote's place is the same whoever gives it.
    if lane == Lane::Vote || !shows_who(&state, request.headers()) {
        return match state.pressure.place(lane, Who::Visitor, network).await {
            Some(_place) => next.run(request).await,
            None => told.turned_away(&state, Some(Who::Visitor)),
        };
    }
    let Some(place) = state.pressure.enter(RoomName::Door, network).await else {
        return told.turned_away(&state, None);
    };
    let place = Arc::new(Mutex::new(Some(place)));
    request.extensions_mut().insert(AtTheDoor { lane, place });
    next.run(request).await
}

/// Gives whoever came in by the door, and is known by now, their own place. Inside of
/// [`super::context`].
pub async fn seat(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(AtTheDoor { lane, place }) = request.extensions_mut().remove::<AtTheDoor>() else {
        return next.run(request).await;
    };
    // The next one is looked up while this one waits.
    drop(place.lock().unwrap_or_else(PoisonError::into_inner).take());
    let context = request.extensions().get::<PageContext>();
    let who = context.map_or(Who::Visitor, who_asks);
    let told = Told::of(&request, lane);
    let network = network_of(&request);
    match state.pressure.place(lane, who, network).await {
        Some(_place) => next.run(request).await,
        None => told.turned_away(&state, Some(who)),
    }
}

fn who_asks(context: &PageContext) -> Who {
    let actor = &context.actor;
    match actor.is_signed_in() {
        _ if actor.has_any_duty() => Who::Staff,
        true => Who::Resident,
        false => Who::Visitor,
    }
}

/// What is said where as many pages are told live what happens as may be: it is counted as every request
/// there is no room for.
pub fn no_stream(state: &AppState, asking: &PageContext) -> Response {
    Told::of_stream(asking.lang).turned_away(state, Some(who_asks(asking)))
}

/// Spreads over time when those come back who were told to: whoever was refused at the same moment
/// would be refused again at the same moment. Once or twice the time that was said.
pub async fn spread(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        let said = response.headers().get(header::RETRY_AFTER);
        let said = said.and_then(|value| value.to_str().ok()?.parse::<u32>().ok());
        // Where a time of the day was said, that is when it opens again.
        if let Some(seconds) = said {
            let later = HeaderValue::from(spread_over(seconds, state.entropy.as_ref()));
            response.headers_mut().insert(header::RETRY_AFTER, later);
        }
    }
    response
}

fn spread_over(seconds: u32, entropy: &dyn Entropy) -> u32 {
    let drawn = entropy::number(entropy).unwrap_or_default();
    let more = drawn % (i64::from(seconds) + 1);
    seconds.saturating_add(u32::try_from(more).unwrap_or_default())
}

fn lane_of(request: &Request) -> Lane {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("", MatchedPath::as_str);
    rule::lane_of(request.method(), route, forms::is_with_files(request))
}

/// Where a request came from, as it is counted by.
fn network_of(request: &Request) -> &str {
    let visit = request.extensions().get::<Visit>();
    visit.map_or("", |visit| visit.network.as_str())
}

/// Whether a request shows a session or a key; whether there is such a one is found out later.
fn shows_who(state: &AppState, headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
        || cookies::read(headers, cookies::session_name(state.secure())).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coming_back_is_spread_over_once_to_twice_the_time() {
        #[derive(Debug)]
        struct Drawn(u8);
        impl Entropy for Drawn {
            fn fill(&self, bytes: &mut [u8]) -> Result<(), entropy::NoEntropy> {
                bytes.fill(0);
                bytes[0] = self.0;
                Ok(())
            }
        }
        let drawn: Vec<u32> = (0..12).map(|n| spread_over(5, &Drawn(n))).collect();
        assert_eq!(drawn, [5, 6, 7, 8, 9, 10, 5, 6, 7, 8, 9, 10]);
        assert_eq!(spread_over(0, &Drawn(9)), 0);
        assert_eq!(spread_over(u32::MAX, &Drawn(9)), u32::MAX);
    }
}
