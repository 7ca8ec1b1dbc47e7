//! `GET /live`: every public event as it happens, `?proposal={id}` only that one's.
//!
//! The event's number is its id. A browser that comes back says the last one it saw
//! (`Last-Event-ID`; the page's own `from` the first time) and gets what it missed, also after the
//! server was restarted. A reader too slow for the buffer is sent `resync` and what it missed.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event as Frame, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use futures::stream::{self, StreamExt};
use nara_domain::ids::ProposalId;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;

use super::{Event, Hub, Subscription};
use crate::entropy;
use crate::state::AppState;

/// How long a proxy may see nothing before it might cut the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// After a longer absence the page is fetched anew instead of replaying every single event.
const REPLAY_LIMIT: usize = 500;

#[derive(Debug, Deserialize)]
pub struct LiveQuery {
    proposal: Option<ProposalId>,
    /// Last event the page already contains.
    from: Option<i64>,
}

/// What one stream still has to send, and where from.
struct Position {
    hub: Hub,
    live: Subscription,
    proposal: Option<ProposalId>,
    last: i64,
    waiting: std::collections::VecDeque<Event>,
    /// The reader has to fetch the page anew.
    resync: bool,
}

pub async fn stream(
    State(state): State<AppState>,
    Query(query): Query<LiveQuery>,
    headers: HeaderMap,
) -> Response {
    let seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<i64>().ok())
        .or(query.from)
        .filter(|seen| *seen >= 0);
    // Subscribed before the log is read, so that nothing falls between the two.
    let live = state.live.subscribe();
    let Ok(head) = state.live.head().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let mut position = Position {
        hub: state.live.clone(),
        live,
        proposal: query.proposal,
        // A number from the future: the database was restored from a backup.
        last: seen.filter(|seen| *seen <= head).unwrap_or(head),
        waiting: std::collections::VecDeque::new(),
        resync: seen.is_some_and(|seen| seen > head),
    };
    if position.last < head && position.catch_up().await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // Everybody is cut off at the same moment by a restart; coming back is spread over seconds.
    let jitter = entropy::number(state.entropy.as_ref()).unwrap_or(0).unsigned_abs() % 4_000;
    let retry = Duration::from_millis(2_000 + jitter);
    let opening = stream::once(async move { Ok(Frame::default().retry(retry).comment("nara")) });
    let frames = opening.chain(frames(position)).take_until(state.shutdown.clone().cancelled_owned());
    let mut response =
        Sse::new(frames).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn frames(position: Position) -> impl Stream<Item = Result<Frame, Infallible>> {
    stream::unfold(position, |mut position| async move {
        let frame = position.next().await?;
        Some((Ok(frame), position))
    })
}

impl Position {
    async fn catch_up(&mut self) -> Result<(), crate::db::DbError> {
        let missed = self.hub.since(self.last, self.proposal).await?;
        if missed.len() > REPLAY_LIMIT {
            self.resync = true;
            self.last = self.hub.head().await?;
        } else {
            self.waiting.extend(missed);
        }
        Ok(())
    }

    /// The next frame; `None` ends the stream.
    async fn next(&mut self) -> Option<Frame> {
        loop {
            if std::mem::take(&mut self.resync) {
                return Some(Frame::default().event("resync").id(self.last.to_string()).data("{}"));
            }
            if let Some(event) = self.waiting.pop_front() {
                if event.seq <= self.last {
                    continue;
                }
                self.last = event.seq;
                return frame(&event);
            }
            match self.live.recv().await {
                Ok(event) => {
                    if self.proposal.is_none_or(|wanted| wanted == event.proposal_id) {
                        self.waiting.push_back(event);
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    self.catch_up().await.ok()?;
                    self.resync = true;
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

/// `{"seq", "kind", "proposal", …}`: ids and counts only.
fn frame(event: &Event) -> Option<Frame> {
    let mut data = serde_json::to_value(&event.data).ok()?;
    if let Some(object) = data.as_object_mut() {
        object.insert("seq".to_owned(), event.seq.into());
        object.insert("kind".to_owned(), event.kind.code().into());
        object.insert("proposal".to_owned(), event.proposal_id.get().into());
    }
    let frame = Frame::default().event(event.kind.code()).id(event.seq.to_string());
    frame.json_data(data).ok()
}
