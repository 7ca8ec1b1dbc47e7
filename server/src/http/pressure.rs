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

mod full;
mod large;
pub mod rooms;
pub mod rule;
mod watch;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, Limited};
use nara_app::accounts::api::Visit;
use nara_app::context::{PageContext, Site};

use self::full::{FullPages, Told};
use self::large::Shares;
use self::rooms::{Bounds, Inside, Place};
use self::rule::{Fill, Lane, Level, Readings, Who};
use super::{cookies, forms};
use crate::db::Db;
use crate::entropy::{self, Entropy};
use crate::metrics::LaneMeter;
use crate::state::AppState;

pub use self::watch::watch;

/// How long what is sent may take to arrive. It is read before there is a place for it: what trickles
/// in holds up nobody.
const ARRIVES: Duration = Duration::from_secs(10);
/// Of what is larger, in bytes, or does not say how large it is, little is held at once ([`Bounds::large`]).
/// Few forms are; of votes no more is read.
const SMALL: usize = 64 * 1024;

/// On a response to what was turned away: it is counted and not told one by one.
#[derive(Clone, Copy, Debug)]
pub struct Shed;

/// On a request of which everything that was sent is in memory by now.
#[derive(Clone, Copy, Debug)]
struct InMemory;

/// Whether reading what was sent waits for nobody: however slowly it came, that is over.
pub fn is_in_memory(request: &Request) -> bool {
    request.extensions().get::<InMemory>().is_some()
}

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
    /// One network's part of the one above.
    shares: Shares,
    staff_large: Inside,
    /// How late the runtime was, in microseconds; written by [`watch`].
    lag: AtomicU64,
    db: Db,
    full: FullPages,
    meter: LaneMeter,
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
}

impl RoomName {
    pub const ALL: [RoomName; 10] = [
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
            shares: Shares::of(bounds.large),
            staff_large: Inside::of(bounds.staff_large),
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
        }
    }

    /// A place for a request of this lane by whoever it is; `None` where it is turned away.
    async fn place(&self, lane: Lane, who: Who) -> Option<Place> {
        if rule::is_given_up(self.level(), lane, who) {
            return None;
        }
        self.enter(RoomName::of(lane, who)).await
    }

    async fn enter(&self, room: RoomName) -> Option<Place> {
        let asked = Instant::now();
        let place = self.inside(room).enter().await;
        self.0.meter.waited(room, asked.elapsed());
        place
    }
}

/// Which lane a request came by, and the place at the door it was looked up in.
#[derive(Clone, Debug)]
struct AtTheDoor {
    lane: Lane,
    place: Arc<Mutex<Option<Place>>>,
}

/// Gives a request a place, or turns it away. Outside of whatever asks the database: only who sends much
/// is looked up here ([`large`]).
pub async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let lane = lane_of(&request);
    let told = Told::of(&request, lane);
    let needs_much = is_large(&request, lane);
    // Kept until it is answered. What waits for this is not read yet.
    let _held = match needs_much {
        true => {
            let asked = (request.uri().path(), request.headers());
            let visit = request.extensions().get::<Visit>();
            match large::enter(&state, asked, visit).await {
                Some(held) => Some(held),
                None => return told.turned_away(&state, None),
            }
        }
        false => None,
    };
    let Some(mut request) = arrived(request, lane, ARRIVES).await else {
        return told.turned_away(&state, None);
    };
    // A vote's place is the same whoever gives it.
    if lane == Lane::Vote || !shows_who(&state, request.headers()) {
        return match state.pressure.place(lane, Who::Visitor).await {
            Some(_place) => next.run(request).await,
            None => told.turned_away(&state, Some(Who::Visitor)),
        };
    }
    let Some(place) = state.pressure.enter(RoomName::Door).await else {
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
    let who = match context.map(|context| &context.actor) {
        Some(actor) if actor.has_any_duty() => Who::Staff,
        Some(actor) if actor.is_signed_in() => Who::Resident,
        _ => Who::Visitor,
    };
    let told = Told::of(&request, lane);
    match state.pressure.place(lane, who).await {
        Some(_place) => next.run(request).await,
        None => told.turned_away(&state, Some(who)),
    }
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

/// Whether a request shows a session or a key; whether there is such a one is found out later.
fn shows_who(state: &AppState, headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
        || cookies::read(headers, cookies::session_name(state.secure())).is_some()
}

/// Whether what is sent is read before there is a place for it. A file is read where it is worked on;
/// what is too small for one is what was typed.
fn is_read_first(request: &Request, lane: Lane) -> bool {
    let most = request.body().size_hint().upper();
    let sends = !request.body().is_end_stream();
    match lane {
        Lane::Page => false,
        Lane::Upload => sends && most.is_some_and(|bytes| bytes <= SMALL as u64),
        Lane::Extra | Lane::Form | Lane::Vote => sends,
    }
}

/// Of how many bytes more is refused. Votes are small, so that they wait for no memory.
const fn most_of(lane: Lane) -> usize {
    match lane {
        Lane::Vote => SMALL,
        _ => forms::MAX_READ_BYTES,
    }
}

/// Whether much memory is needed for it. What is larger than any form is not read at all.
fn is_large(request: &Request, lane: Lane) -> bool {
    let most = request.body().size_hint().upper();
    let is_much = |bytes| bytes > SMALL as u64 && bytes <= forms::MAX_READ_BYTES as u64;
    lane != Lane::Vote && is_read_first(request, lane) && most.is_none_or(is_much)
}

/// The request with everything that was sent; `None` where that took too long. What is larger than any
/// of its kind is left to the limit further in.
async fn arrived(request: Request, lane: Lane, patience: Duration) -> Option<Request> {
    if !is_read_first(&request, lane) {
        return Some(request);
    }
    let (mut parts, body) = request.into_parts();
    let said = parts.headers.get(header::CONTENT_LENGTH);
    let said = said.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let most = most_of(lane);
    if let Some(bytes) = said.filter(|bytes| *bytes > most) {
        // The limit further in is that of forms: what is too much for a vote is too much there.
        let too_much = HeaderValue::from(bytes.max(forms::MAX_READ_BYTES + 1));
        parts.headers.insert(header::CONTENT_LENGTH, too_much);
        return Some(Request::from_parts(parts, body));
    }
    let read = Limited::new(body, most).collect();
    let body = match tokio::time::timeout(patience, read).await {
        Err(_) => return None,
        Ok(Ok(read)) => Body::from(read.to_bytes()),
        Ok(Err(_)) => {
            // Too much without having said so, or cut off: too much it is called.
            let too_much = HeaderValue::from(forms::MAX_READ_BYTES + 1);
            parts.headers.insert(header::CONTENT_LENGTH, too_much);
            Body::empty()
        }
    };
    parts.extensions.insert(InMemory);
    Some(Request::from_parts(parts, body))
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    const SOON: Duration = Duration::from_millis(20);

    /// What was sent piece by piece, without having said how much it would be.
    fn sent(pieces: Vec<Vec<u8>>) -> Request {
        let pieces = pieces.into_iter().map(Ok::<_, std::io::Error>);
        Request::new(Body::from_stream(stream::iter(pieces)))
    }

    async fn length(request: Request) -> usize {
        request
            .into_body()
            .collect()
            .await
            .unwrap()
            .to_bytes()
            .len()
    }

    #[tokio::test]
    async fn what_is_sent_is_there_before_it_gets_a_place() {
        let form = sent(vec![b"a=".to_vec(), b"b".to_vec()]);
        let read = arrived(form, Lane::Form, SOON).await.unwrap();
        assert_eq!(length(read).await, 3);
        // As much as is read, and one byte more.
        let most = vec![b'a'; forms::MAX_READ_BYTES];
        let read = arrived(sent(vec![most.clone()]), Lane::Form, SOON);
        let read = read.await.unwrap();
        assert!(read.headers().is_empty());
        assert_eq!(length(read).await, most.len());
        let long = arrived(sent(vec![most, vec![b'a']]), Lane::Form, SOON);
        let long = long.await.unwrap();
        let said = &long.headers()[header::CONTENT_LENGTH];
        assert_eq!(said, &(forms::MAX_READ_BYTES + 1).to_string());
        assert_eq!(length(long).await, 0);
    }

    #[tokio::test]
    async fn what_never_arrives_is_not_waited_for() {
        let never = || {
            Request::new(Body::from_stream(
                stream::pending::<std::io::Result<Vec<u8>>>(),
            ))
        };
        for lane in [Lane::Form, Lane::Vote, Lane::Extra] {
            assert!(arrived(never(), lane, SOON).await.is_none(), "{lane:?}");
        }
        // A file is read where it is worked on, and nobody reads what comes with a page.
        for lane in [Lane::Upload, Lane::Page] {
            let left = arrived(never(), lane, SOON).await.unwrap();
            assert!(!is_in_memory(&left), "{lane:?}");
        }
    }

    #[tokio::test]
    async fn what_is_too_small_for_a_file_is_read_first_all_the_same() {
        for (bytes, read) in [(SMALL, true), (SMALL + 1, false)] {
            let form = Request::new(Body::from(vec![b'a'; bytes]));
            let form = arrived(form, Lane::Upload, SOON).await.unwrap();
            assert_eq!(is_in_memory(&form), read, "{bytes}");
            assert_eq!(length(form).await, bytes);
        }
    }

    #[tokio::test]
    async fn no_vote_is_larger_than_what_is_small() {
        for (bytes, wanted) in [(SMALL, SMALL), (SMALL + 1, 0)] {
            let vote = sent(vec![vec![b'a'; bytes]]);
            let vote = arrived(vote, Lane::Vote, SOON).await.unwrap();
            assert_eq!(length(vote).await, wanted);
        }
        // Whoever says so is told without its being read.
        let mut vote = Request::new(Body::from(vec![b'a'; SMALL + 1]));
        let said = HeaderValue::from(SMALL + 1);
        vote.headers_mut().insert(header::CONTENT_LENGTH, said);
        let vote = arrived(vote, Lane::Vote, SOON).await.unwrap();
        let said = &vote.headers()[header::CONTENT_LENGTH];
        assert_eq!(said, &(forms::MAX_READ_BYTES + 1).to_string());
        assert!(!is_in_memory(&vote));
    }

    #[test]
    fn what_is_large_or_may_be_is_told_from_what_is_small() {
        let whole = |bytes: usize| Request::new(Body::from(vec![b'a'; bytes]));
        let most = forms::MAX_READ_BYTES;
        for (request, large) in [
            (Request::new(Body::empty()), false),
            (whole(1), false),
            (whole(65_536), false),
            (whole(65_537), true),
            (whole(most), true),
            // Refused unread.
            (whole(most + 1), false),
            (sent(vec![b"a".to_vec()]), true),
        ] {
            let most = request.body().size_hint().upper();
            assert_eq!(is_large(&request, Lane::Form), large, "{most:?}");
            for lane in [Lane::Page, Lane::Upload, Lane::Vote] {
                assert!(!is_large(&request, lane), "{lane:?} {most:?}");
            }
        }
    }

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
