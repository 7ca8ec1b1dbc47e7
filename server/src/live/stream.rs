//! `GET /live`: every public event as it happens; `?proposal={id}` only that one's, `?campaign={id}` only
//! those of a campaign and its ideas, `?question={id}` only those of questions under one heading and of their
//! discussion.
//!
//! The event's number is its id. A browser that comes back says the last one it saw
//! (`Last-Event-ID`; the page's own `from` the first time) and gets what it missed, also after the
//! server was restarted. A reader too slow for the buffer is sent `resync` and what it missed.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event as Frame, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use futures::stream::{self, StreamExt};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_domain::ids::{CampaignId, ProposalId, QuestionSetId};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::error::RecvError;
use utoipa::{IntoParams, ToSchema};

use super::{About, Event, EventData, Hub, Seat, Subscription};
use crate::entropy;
use crate::http::errors::Failure;
use crate::http::pressure;
use crate::state::AppState;

/// How long a proxy may see nothing before it might cut the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// After a longer absence the page is fetched anew instead of replaying every single event.
const REPLAY_LIMIT: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LiveQuery {
    /// Only what happens to this one. One that does not exist, or is not public yet, is silent.
    #[param(value_type = Option<i64>, minimum = 1)]
    proposal: Option<String>,
    /// Only what happens to this campaign and its ideas.
    #[param(value_type = Option<i64>, minimum = 1)]
    campaign: Option<String>,
    /// Only what happens to these questions to the municipality, and what is said about them. While nobody reads them
    /// nothing said about them is told.
    #[param(value_type = Option<i64>, minimum = 1)]
    question: Option<String>,
    /// Last event the reader already has.
    #[param(minimum = 0)]
    from: Option<i64>,
}

impl LiveQuery {
    fn about(&self) -> Result<About, Failure> {
        let malformed = || Failure(AppError::Malformed);
        let about = match (&self.proposal, &self.campaign, &self.question) {
            (None, None, None) => return Ok(About::Everything),
            (Some(id), None, None) => id.parse().map(About::Proposal),
            (None, Some(id), None) => id.parse().map(About::Campaign),
            (None, None, Some(id)) => id.parse().map(About::Questions),
            _ => return Err(malformed()),
        };
        about.map_err(|_| malformed())
    }
}

/// The data of every event but `resync`: ids and counts, never a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiveEvent {
    /// The event's number, also its id: without gaps, in the order in which it became true.
    seq: i64,
    /// `support`, `comment`, `agree`, `act`, `state`, `proposal`, `campaign`, `ballot`, `question`; also the
    /// event's name.
    kind: &'static str,
    /// Which proposal it happened to.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<i64>,
    /// Which campaign it happened to, or the proposal is an idea of.
    #[serde(skip_serializing_if = "Option::is_none")]
    campaign: Option<i64>,
    /// Which questions to the municipality it happened to, or under which it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<i64>,
    #[serde(flatten)]
    data: EventData,
}

impl From<Event> for LiveEvent {
    fn from(event: Event) -> Self {
        let Event {
            seq,
            kind,
            proposal_id,
            campaign_id,
            question_set_id,
            data,
            at: _,
        } = event;
        Self {
            seq,
            kind: kind.code(),
            proposal: proposal_id.map(ProposalId::get),
            campaign: campaign_id.map(CampaignId::get),
            question: question_set_id.map(QuestionSetId::get),
            data,
        }
    }
}

/// What one stream still has to send, and where from.
struct Position {
    hub: Hub,
    live: Subscription,
    about: About,
    last: i64,
    waiting: std::collections::VecDeque<Event>,
    /// The reader has to fetch the page anew.
    resync: bool,
    /// Given back when the stream ends, or its reader goes away.
    _seat: Seat,
}

/// Public events as they happen, as server-sent events.
///
/// After the event `resync` the reader has missed some, and asks for the page anew.
#[utoipa::path(get, path = "/live",
    params(LiveQuery, ("Last-Event-ID" = Option<i64>, Header,
        description = "The last one seen: what came after it is sent first")),
    responses(
        (status = 200, content_type = "text/event-stream", body = LiveEvent),
        (status = 400, body = crate::rest::Problem, description = "No such parameter value"),
    ))]
pub async fn stream(
    State(state): State<AppState>,
    axum::Extension(asking): axum::Extension<PageContext>,
    Query(query): Query<LiveQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let about = query.about()?;
    if query.from.is_some_and(|from| from < 0) {
        return Err(Failure(AppError::Malformed));
    }
    // Before anything is asked of the database: what is refused costs nothing.
    let Some(seat) = state.seats.take(&asking.network) else {
        tracing::info!(open = state.seats.open(), "live.full");
        return Ok(pressure::no_stream(&state, &asking));
    };
    // What no browser of ours sends is as good as nothing.
    let seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<i64>().ok())
        .filter(|seen| *seen >= 0)
        .or(query.from);
    // Subscribed before the log is read, so that nothing falls between the two.
    let live = state.live.subscribe();
    let unavailable = |error: crate::db::DbError| {
        tracing::warn!(%error, "live.unavailable");
        Failure(AppError::Unavailable)
    };
    let head = state.live.head().await.map_err(unavailable)?;
    let mut position = Position {
        hub: state.live.clone(),
        live,
        about,
        // A number from the future: the database was restored from a backup.
        last: seen.filter(|seen| *seen <= head).unwrap_or(head),
        waiting: std::collections::VecDeque::new(),
        resync: seen.is_some_and(|seen| seen > head),
        _seat: seat,
    };
    if position.last < head {
        position.catch_up().await.map_err(unavailable)?;
    }
    // Everybody is cut off at the same moment by a restart; coming back is spread over seconds.
    let jitter = entropy::number(state.entropy.as_ref())
        .unwrap_or(0)
        .unsigned_abs()
        % 4_000;
    let retry = Duration::from_millis(2_000 + jitter);
    let opening = stream::once(async move { Ok(Frame::default().retry(retry).comment("nara")) });
    let frames = opening
        .chain(frames(position))
        .take_until(state.shutdown.clone().cancelled_owned());
    let mut response = Sse::new(frames)
        .keep_alive(KeepAlive::new().interval(HEARTBEAT))
        .into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

fn frames(position: Position) -> impl Stream<Item = Result<Frame, Infallible>> {
    stream::unfold(position, |mut position| async move {
        let frame = position.next().await?;
        Some((Ok(frame), position))
    })
}

impl Position {
    async fn catch_up(&mut self) -> Result<(), crate::db::DbError> {
        let head = self.hub.head().await?;
        // The numbers have no gaps: of a campaign or questions no more is read than
        // can be told.
        let far = matches!(self.about, About::Campaign(_) | About::Questions(_))
            && usize::try_from(head - self.last).is_ok_and(|behind| behind > REPLAY_LIMIT);
        let missed = match far {
            true => Vec::new(),
            false => self.hub.since(self.last, self.about).await?,
        };
        if far || missed.len() > REPLAY_LIMIT {
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
                return Some(
                    Frame::default()
                        .event("resync")
                        .id(self.last.to_string())
                        .data("{}"),
                );
            }
            if let Some(event) = self.waiting.pop_front() {
                if event.seq <= self.last {
                    continue;
                }
                self.last = event.seq;
                return frame(event);
            }
            match self.live.recv().await {
                Ok(event) => {
                    if self.about.wants(&event) {
                        self.waiting.push_back(event);
                    }
                }
                Err(RecvError::Lagged(_)) => {
                    // What is still in the buffer is in the log as well: begun anew at its end, one
                    // event more does not push this reader out again.
                    self.live = self.hub.subscribe();
                    // By itself: as a part of this it would take thirteen kilobytes of every open page, for
                    // what hardly ever happens.
                    Box::pin(self.catch_up()).await.ok()?;
                    self.resync = true;
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }
}

fn frame(event: Event) -> Option<Frame> {
    let frame = Frame::default()
        .event(event.kind.code())
        .id(event.seq.to_string());
    frame.json_data(LiveEvent::from(event)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of_what_comes<F, T>(_: F) -> usize
    where
        F: FnOnce(Position) -> T,
    {
        size_of::<T>()
    }

    // Held for each of five thousand open pages.
    #[test]
    fn a_stream_that_waits_is_small() {
        let size = size_of_what_comes(frames);
        assert!(size < 2_048, "{size} bytes");
    }
}
