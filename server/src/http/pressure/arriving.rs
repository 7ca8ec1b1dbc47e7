//! What is sent, on its way here. It is read before there is a place to work on it: what trickles in holds up
//! nobody who has one. While it arrives it has a place of another kind, or nothing would bound how much of it
//! is in memory but the number of connections.
//!
//! What is there at once, in the first read (8 kB with its head), needs none: whatever others send, it is
//! taken. Of the places one network has a part
//! at most, and votes have their own. Whoever finds none and shows a session is looked up, because people at
//! work have some that nobody else takes.
//!
//! What needs much memory gets its place before any of it is read, and keeps it until it is answered. Nobody
//! is known by then, so whoever shows a session is looked up there in any case. Rejected: places of their own
//! for whoever shows a cookie. Anybody can make one up.

use std::future::ready;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use http_body_util::{BodyExt, Limited};

use super::rule::Lane;
use super::shares::Held;
use super::{RoomName, network_of, shows_who};
use crate::http::{context, forms};
use crate::state::AppState;

/// How long what is sent may take to arrive.
const ARRIVES: Duration = Duration::from_secs(10);
/// Of what is larger, in bytes, or does not say how large it is, little is held at once
/// ([`super::rooms::Bounds::large`]). Few forms are; of votes no more is read.
const SMALL: usize = 64 * 1024;

/// On a request of which everything that was sent is in memory by now.
#[derive(Clone, Copy, Debug)]
struct InMemory;

/// Whether reading what was sent waits for nobody: however slowly it came, that is over.
pub fn is_in_memory(request: &Request) -> bool {
    request.extensions().get::<InMemory>().is_some()
}

/// Why what was sent is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// There was no place for it in time.
    NoRoom,
    /// It did not arrive in time.
    TooSlow,
}

/// The request with everything that was sent, and the place of what needs much memory, for as long as it
/// is there. What is larger than any of its kind is left to the limit further in.
pub async fn read_first(
    state: &AppState,
    mut request: Request,
    lane: Lane,
) -> Result<(Request, Option<Held>), Missed> {
    let needs_much = is_large(&request, lane);
    let Some(body) = taken(&mut request, lane) else {
        return Ok((request, None));
    };
    let sender = Sender::of(&request);
    let most = most_of(lane);
    let (read, held) = if needs_much {
        // What waits for this is not read yet.
        let held = place_for_much(state, sender).await;
        let held = held.ok_or(Missed::NoRoom)?;
        let read = arrived(body, most, ready(Some(())), ARRIVES).await?;
        (read, Some(held))
    } else {
        let place = place_while_arriving(state, lane, sender);
        (arrived(body, most, place, ARRIVES).await?, None)
    };
    put_back(&mut request, read);
    Ok((request, held))
}

/// What is known of who sends something.
#[derive(Clone, Copy, Debug)]
struct Sender<'r> {
    path: &'r str,
    headers: &'r HeaderMap,
    network: &'r str,
}

impl<'r> Sender<'r> {
    fn of(request: &'r Request) -> Self {
        Self {
            path: request.uri().path(),
            headers: request.headers(),
            network: network_of(request),
        }
    }

    /// Whether they have a duty that is awake; `None` where there was no place in time to be looked up in.
    async fn has_duty(self, state: &AppState) -> Option<bool> {
        if !shows_who(state, self.headers) {
            return Some(false);
        }
        let _door = state.pressure.enter(RoomName::Door, self.network).await?;
        Some(context::has_duty(state, self.path, self.headers).await)
    }
}

async fn place_for_much(state: &AppState, sender: Sender<'_>) -> Option<Held> {
    let room = match sender.has_duty(state).await? {
        true => RoomName::StaffLarge,
        false => RoomName::Large,
    };
    state.pressure.enter(room, sender.network).await
}

async fn place_while_arriving(state: &AppState, lane: Lane, sender: Sender<'_>) -> Option<Held> {
    let pressure = &state.pressure;
    if lane == Lane::Vote {
        return pressure
            .enter(RoomName::ArrivingVotes, sender.network)
            .await;
    }
    let place = pressure.enter(RoomName::Arriving, sender.network).await;
    if place.is_some() {
        return place;
    }
    match sender.has_duty(state).await? {
        true => {
            pressure
                .enter(RoomName::StaffArriving, sender.network)
                .await
        }
        false => None,
    }
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

/// What was sent, taken off its request, where it is read first. What says that it is more than any of its
/// kind is not.
fn taken(request: &mut Request, lane: Lane) -> Option<Body> {
    if !is_read_first(request, lane) {
        return None;
    }
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said = said.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if let Some(bytes) = said.filter(|bytes| *bytes > most_of(lane)) {
        say_too_much(request, bytes);
        return None;
    }
    Some(std::mem::take(request.body_mut()))
}

/// All of it; nothing of what was too much without having said so, or cut off. The place is asked for where
/// it is not all there at once, and given back when it is.
async fn arrived<P>(
    body: Body,
    most: usize,
    place: impl Future<Output = Option<P>>,
    patience: Duration,
) -> Result<Option<Vec<u8>>, Missed> {
    let mut read = pin!(all_of(body, most));
    let at_once = futures::poll!(read.as_mut());
    if let Poll::Ready(read) = at_once {
        return Ok(read);
    }
    let _place = place.await.ok_or(Missed::NoRoom)?;
    let read = tokio::time::timeout(patience, read).await;
    read.map_err(|_| Missed::TooSlow)
}

/// In one piece: kept as it came, a byte in a piece of its own would take many times the memory.
async fn all_of(body: Body, most: usize) -> Option<Vec<u8>> {
    // As much as was said, or a piece that grows may own twice what is in it. What is said is believed up to
    // what is small.
    let said = body.size_hint().upper().map(usize::try_from);
    let said = said.and_then(Result::ok).unwrap_or(0);
    let mut all = Vec::with_capacity(said.min(SMALL));
    let mut body = Limited::new(body, most);
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.ok()?.into_data() {
            all.extend_from_slice(&data);
        }
    }
    Some(all)
}

fn put_back(request: &mut Request, read: Option<Vec<u8>>) {
    match read {
        Some(read) => *request.body_mut() = Body::from(read),
        // Too much it is called, also where it was cut off.
        None => say_too_much(request, 0),
    }
    request.extensions_mut().insert(InMemory);
}

/// The limit further in is that of forms: what is too much for a vote is too much there.
fn say_too_much(request: &mut Request, bytes: usize) {
    let too_much = HeaderValue::from(bytes.max(forms::MAX_READ_BYTES + 1));
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_LENGTH, too_much);
}

#[cfg(test)]
mod tests {
    use futures::{StreamExt, stream};

    use super::super::rooms::{Inside, Room};
    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const PLACE: Option<()> = Some(());

    /// The request with what was sent, where there is this place for what is not there at once.
    async fn read(mut request: Request, lane: Lane, place: Option<()>) -> Result<Request, Missed> {
        if let Some(body) = taken(&mut request, lane) {
            let read = arrived(body, most_of(lane), ready(place), SOON).await?;
            put_back(&mut request, read);
        }
        Ok(request)
    }

    /// What was sent piece by piece, without having said how much it would be.
    fn sent(pieces: Vec<Vec<u8>>) -> Request {
        let pieces = pieces.into_iter().map(Ok::<_, std::io::Error>);
        Request::new(Body::from_stream(stream::iter(pieces)))
    }

    /// What has begun to arrive, and never does.
    fn begun() -> Body {
        let begun = stream::iter([Ok::<_, std::io::Error>("a=")]);
        Body::from_stream(begun.chain(stream::pending()))
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
        let form = read(form, Lane::Form, PLACE).await.unwrap();
        assert_eq!(length(form).await, 3);
        // As much as is read, and one byte more.
        let most = vec![b'a'; forms::MAX_READ_BYTES];
        let form = read(sent(vec![most.clone()]), Lane::Form, PLACE);
        let form = form.await.unwrap();
        assert!(form.headers().is_empty());
        assert_eq!(length(form).await, most.len());
        let long = read(sent(vec![most, vec![b'a']]), Lane::Form, PLACE);
        let long = long.await.unwrap();
        let said = &long.headers()[header::CONTENT_LENGTH];
        assert_eq!(said, &(forms::MAX_READ_BYTES + 1).to_string());
        assert_eq!(length(long).await, 0);
    }

    #[tokio::test]
    async fn what_never_arrives_is_not_waited_for() {
        for lane in [Lane::Form, Lane::Vote, Lane::Extra] {
            let missed = read(Request::new(begun()), lane, PLACE).await;
            assert_eq!(missed.unwrap_err(), Missed::TooSlow, "{lane:?}");
        }
        // A file is read where it is worked on, and nobody reads what comes with a page.
        for lane in [Lane::Upload, Lane::Page] {
            let left = read(Request::new(begun()), lane, PLACE).await.unwrap();
            assert!(!is_in_memory(&left), "{lane:?}");
        }
    }

    #[tokio::test]
    async fn what_is_there_at_once_needs_no_place_and_all_else_does() {
        const NONE: Option<()> = None;
        for lane in [Lane::Form, Lane::Vote, Lane::Extra] {
            let whole = read(sent(vec![b"a=".to_vec(), b"b".to_vec()]), lane, NONE);
            assert_eq!(length(whole.await.unwrap()).await, 3, "{lane:?}");
            let missed = read(Request::new(begun()), lane, NONE).await;
            assert_eq!(missed.unwrap_err(), Missed::NoRoom, "{lane:?}");
        }
    }

    #[tokio::test]
    async fn the_place_is_kept_until_it_is_there_or_given_up() {
        let room = Inside::of(Room::new(1, 0, Duration::ZERO));
        {
            let long = Duration::from_secs(60);
            let mut first = pin!(arrived(begun(), SMALL, room.enter(), long));
            assert!(futures::poll!(first.as_mut()).is_pending());
            assert_eq!(room.fill().taken, 1);
            let second = arrived(begun(), SMALL, room.enter(), long);
            assert_eq!(second.await, Err(Missed::NoRoom));
        }
        assert_eq!(room.fill().taken, 0);
        let late = arrived(begun(), SMALL, room.enter(), SOON).await;
        assert_eq!(late, Err(Missed::TooSlow));
        assert_eq!(room.fill().taken, 0);
    }

    #[tokio::test]
    async fn what_is_too_small_for_a_file_is_read_first_all_the_same() {
        for (bytes, is_read) in [(SMALL, true), (SMALL + 1, false)] {
            let form = Request::new(Body::from(vec![b'a'; bytes]));
            let form = read(form, Lane::Upload, PLACE).await.unwrap();
            assert_eq!(is_in_memory(&form), is_read, "{bytes}");
            assert_eq!(length(form).await, bytes);
        }
    }

    #[tokio::test]
    async fn no_vote_is_larger_than_what_is_small() {
        for (bytes, wanted) in [(SMALL, SMALL), (SMALL + 1, 0)] {
            let vote = sent(vec![vec![b'a'; bytes]]);
            let vote = read(vote, Lane::Vote, PLACE).await.unwrap();
            assert_eq!(length(vote).await, wanted);
        }
        // Whoever says so is told without its being read.
        let mut vote = Request::new(Body::from(vec![b'a'; SMALL + 1]));
        let said = HeaderValue::from(SMALL + 1);
        vote.headers_mut().insert(header::CONTENT_LENGTH, said);
        let vote = read(vote, Lane::Vote, PLACE).await.unwrap();
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
}
