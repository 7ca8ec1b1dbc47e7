//! The forms of one's own pages about letters and what happened, and of the buttons that follow a list.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use nara_app::error::AppError;
use nara_app::news::api::NewsPort;
use nara_app::news::watched_path;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ProposalId;
use nara_domain::news::{News, Pace};
use nara_domain::watching::Watched;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

const CHOICES: &str = "/konto/aviseringar";
const HAPPENED: &str = "/konto/handelser";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(CHOICES, post(choices))
        // Where the choices were before, for letters and bookmarks.
        .route("/konto/brev", get(moved).post(choices))
        .route(HAPPENED, post(read_all))
        .route("/konto/handelser/{notice}", get(open))
        .route("/folj", post(watch).get(to_lists))
}

async fn moved(FormRequest { context, .. }: FormRequest) -> Response {
    let to = match context.query.is_empty() {
        true => context.href(CHOICES),
        false => format!("{}?{}", context.href(CHOICES), context.query),
    };
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deed {
    /// Letters again.
    Borja,
    /// No letters any more.
    Sluta,
    /// How soon, kind by kind.
    Spara,
    /// To follow a topic, place, body or person no longer.
    Lamna,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoicesForm {
    gor: Deed,
    /// Which proposal's letters; all where none is named.
    #[serde(default)]
    forslag: String,
    #[serde(default)]
    answers: String,
    #[serde(default)]
    steps: String,
    #[serde(default)]
    replies: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    slag: String,
    #[serde(default)]
    nyckel: String,
}

impl ChoicesForm {
    fn paces(&self) -> Result<Vec<(News, Pace)>, AppError> {
        let mut errors = Vec::new();
        let mut paces = Vec::new();
        for news in News::ALL {
            let typed = match news {
                News::Answers => &self.answers,
                News::Steps => &self.steps,
                News::Replies => &self.replies,
                News::Fresh => &self.new,
            };
            match Pace::from_code(typed) {
                Some(pace) => paces.push((*news, pace)),
                None => {
                    let problem = match typed.is_empty() {
                        true => FieldProblem::Missing,
                        false => FieldProblem::NotAChoice,
                    };
                    errors.push(FieldError::new(news.code(), problem));
                }
            }
        }
        match errors.is_empty() {
            true => Ok(paces),
            false => Err(AppError::Invalid(errors)),
        }
    }
}

async fn choices(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<ChoicesForm>,
) -> Response {
    let (actor, now) = (&context.actor, context.now);
    let done = async {
        // Who has to sign in is told that before anything is said about the form.
        let form = match form {
            Err(_) if !actor.is_signed_in() => return Err(AppError::SignIn),
            form => form?,
        };
        let on = match form.gor {
            Deed::Spara => {
                let paces = match actor.is_signed_in() {
                    true => form.paces()?,
                    false => return Err(AppError::SignIn),
                };
                state.news.set_paces(actor, &paces, now).await?;
                return Ok("paces_saved");
            }
            Deed::Lamna => {
                let watched = Watched::parse(&form.slag, &form.nyckel);
                let watched = watched.ok_or(AppError::Malformed)?;
                state.news.unwatch(actor, &watched, now).await?;
                return Ok("unwatched");
            }
            Deed::Borja => true,
            Deed::Sluta => false,
        };
        if form.forslag.is_empty() {
            state.follow.set_all(actor, on, now).await?;
            return Ok(if on {
                "letters_again"
            } else {
                "letters_stopped"
            });
        }
        let id: ProposalId = form.forslag.parse().map_err(|_| AppError::Malformed)?;
        match on {
            true => state.follow.follow(actor, id, now).await?,
            false => state.follow.unfollow(actor, id, now).await?,
        }
        Ok(if on { "following" } else { "unfollowed" })
    };
    match done.await {
        Ok(said) => see_other(&context, CHOICES, Some(said)),
        // What was chosen stays chosen.
        Err(error @ AppError::Invalid(_)) => {
            refuse(&state, context, CHOICES, "paces", values, error).await
        }
        // Nothing was written that could be lost.
        Err(error) => refuse(&state, context, CHOICES, "letters", BTreeMap::new(), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadForm {
    /// The newest one the reader has seen.
    till: String,
}

async fn read_all(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { form, .. }: Typed<ReadForm>,
) -> Response {
    let done = async {
        let ReadForm { till } = match form {
            Err(_) if !context.actor.is_signed_in() => return Err(AppError::SignIn),
            form => form?,
        };
        let up_to: i64 = till.parse().map_err(|_| AppError::Malformed)?;
        state
            .news
            .read_all(&context.actor, up_to, context.now)
            .await
    };
    match done.await {
        Ok(()) => see_other(&context, HAPPENED, Some("all_read")),
        Err(error) => {
            refuse(
                &state,
                context,
                HAPPENED,
                "happened",
                BTreeMap::new(),
                error,
            )
            .await
        }
    }
}

/// Leads to what one tells of. That it was seen is noted by opening it: nothing else changes, for nobody else.
async fn open(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(notice): Path<String>,
) -> Response {
    let opened = match notice.parse::<i64>() {
        Ok(id) => state.news.open(&context.actor, id, context.now).await,
        Err(_) => Err(AppError::NotFound),
    };
    match opened {
        Ok(to) => see_other(&context, &to, None),
        Err(AppError::SignIn) => {
            refuse(
                &state,
                context,
                HAPPENED,
                "happened",
                BTreeMap::new(),
                AppError::SignIn,
            )
            .await
        }
        Err(error) => pages::failure(&state, context, error).await,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum WatchDeed {
    Folj,
    Sluta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WatchForm {
    gor: WatchDeed,
    slag: String,
    nyckel: String,
}

/// Reloading the address of a form that came back.
async fn to_lists(FormRequest { context, .. }: FormRequest) -> Response {
    see_other(&context, "/forslag", None)
}

async fn watch(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { form, .. }: Typed<WatchForm>,
) -> Response {
    let read = form.and_then(|form| {
        let watched = Watched::parse(&form.slag, &form.nyckel);
        Ok((form.gor, watched.ok_or(AppError::NotFound)?))
    });
    let (deed, watched) = match read {
        Ok(read) => read,
        Err(_) if !context.actor.is_signed_in() => {
            let none = BTreeMap::new();
            return refuse(&state, context, "/forslag", "watch", none, AppError::SignIn).await;
        }
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let page = watched_path(&watched);
    let (actor, now) = (&context.actor, context.now);
    let done = match deed {
        WatchDeed::Folj => state.news.watch(actor, &watched, now).await,
        WatchDeed::Sluta => state.news.unwatch(actor, &watched, now).await,
    };
    let said = match deed {
        WatchDeed::Folj => "watching",
        WatchDeed::Sluta => "unwatched",
    };
    match done {
        Ok(()) => see_other(&context, &page, Some(said)),
        Err(error @ AppError::NotFound) => pages::failure(&state, context, error).await,
        Err(error) => refuse(&state, context, &page, "watch", BTreeMap::new(), error).await,
    }
}
