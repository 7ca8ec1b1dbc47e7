//! The forms of questions.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::FormLook;
use nara_app::error::AppError;
use nara_app::news::api::NewsPort;
use nara_app::questions::{
    ALL, ASK, FOLLOW, FOLLOW_UP, MORE, NUMBER, PRESSED, ROOM, SAME, STEP, path_of, stop_path,
};
use nara_domain::fields::Values;
use nara_domain::ids::QuestionSetId;
use nara_domain::question::{Number, QuestionStepKind};
use nara_domain::watching::Watched;
use serde::Deserialize;

use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(super::feed::routes())
        .route("/fragor/ny", post(ask))
        .route("/fragor/brev/{token}", post(stop))
        .route(
            "/fragor/{questions}/{slug}/folj",
            post(follow).get(back_to_page),
        )
        .route(
            "/fragor/{questions}/{slug}/{number}/samma",
            post(same).get(back),
        )
        .route(
            "/fragor/{questions}/{slug}/{number}/foljdfraga",
            post(follow_up).get(back),
        )
        .route(
            "/fragor/{questions}/{slug}/{number}/steg/{deed}",
            post(step),
        )
}

/// The page of the questions, as it was asked for.
fn address(questions: &str, slug: &str) -> String {
    let part = |part: &str| urlencoding::encode(part).into_owned();
    format!("/fragor/{}/{}", part(questions), part(slug))
}

/// The same at a number.
fn at(page: &str, number: Option<Number>) -> String {
    match number {
        Some(number) => format!("{page}#fraga-{number}"),
        None => page.to_owned(),
    }
}

/// Reloading what a form led to.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug, _number)): Path<(String, String, String)>,
) -> Response {
    see_other(&context, &address(&questions, &slug), None)
}

/// The same where the form is about all of them.
async fn back_to_page(
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug)): Path<(String, String)>,
) -> Response {
    see_other(&context, &address(&questions, &slug), None)
}

const ASK_PAGE: &str = "/fragor/ny";

async fn ask(
    State(state): State<AppState>,
    FormRequest { mut context, .. }: FormRequest,
    Typed { mut values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let once = typed.remove("once").unwrap_or_default();
    let room = typed.remove(ROOM).unwrap_or_default();
    let more = typed.remove(PRESSED).is_some_and(|pressed| pressed == MORE);
    let (actor, now) = (context.actor.clone(), context.now);
    let made = async {
        form?;
        if more {
            // Whoever may not ask is told so before they write more.
            state.questions.may_ask(&actor).await?;
            return Ok(None);
        }
        let made = state.questions.ask(&actor, &typed, &once, now).await?;
        Ok(Some(made))
    }
    .await;
    match made {
        Ok(Some((id, slug))) => see_other(&context, &path_of(id, &slug), Some("questions_asked")),
        Ok(None) => {
            let room = room.parse::<usize>().unwrap_or_default().saturating_add(1);
            values.insert(ROOM.to_owned(), room.to_string());
            context.path = ASK_PAGE.to_owned();
            context.query = String::new();
            context.look = Some(Arc::new(FormLook {
                form: ASK,
                values,
                looked: None,
                with_file: false,
            }));
            pages::render(&state, context, StatusCode::OK).await
        }
        Err(error) => refuse(&state, context, ASK_PAGE, ASK, values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SameForm {
    /// `yes` or `no`.
    deed: String,
}

async fn same(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug, number)): Path<(String, String, String)>,
    Typed { values, form }: Typed<SameForm>,
) -> Response {
    let page = address(&questions, &slug);
    let done = async {
        let id: QuestionSetId = questions.parse()?;
        let number: Number = number.parse()?;
        let same = match form?.deed.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(AppError::Malformed),
        };
        let (actor, now) = (&context.actor, context.now);
        let about = (id, number);
        state.questions.say_same(actor, about, same, now).await?;
        Ok((number, same))
    }
    .await;
    match done {
        Ok((number, same)) => {
            let said = match same {
                true => "questions_same",
                false => "questions_same_off",
            };
            see_other(&context, &at(&page, Some(number)), Some(said))
        }
        Err(error) => refuse(&state, context, &page, SAME, values, error).await,
    }
}

/// Follows the questions, or follows them no longer.
async fn follow(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<SameForm>,
) -> Response {
    let page = address(&questions, &slug);
    let done = async {
        let watched = Watched::of_questions(questions.parse()?);
        let (actor, now) = (&context.actor, context.now);
        match form?.deed.as_str() {
            "yes" => {
                state.news.watch(actor, &watched, now).await?;
                Ok("watching")
            }
            "no" => {
                state.news.unwatch(actor, &watched, now).await?;
                Ok("unwatched")
            }
            _ => Err(AppError::Malformed),
        }
    }
    .await;
    match done {
        Ok(said) => see_other(&context, &page, Some(said)),
        Err(error) => refuse(&state, context, &page, FOLLOW, values, error).await,
    }
}

async fn follow_up(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug, number)): Path<(String, String, String)>,
    Typed { mut values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&questions, &slug);
    let done = async {
        let mut typed: Values = form?;
        let once = typed.remove("once").unwrap_or_default();
        let id: QuestionSetId = questions.parse()?;
        let about: Number = number.parse()?;
        if about.is_follow_up() {
            return Err(AppError::NotFound);
        }
        let (actor, now) = (&context.actor, context.now);
        let question = (id, about.question);
        let sent = (&typed, once.as_str());
        let questions = &state.questions;
        questions.follow_up(actor, question, sent, now).await?;
        Ok(about)
    }
    .await;
    match done {
        Ok(about) => see_other(
            &context,
            &at(&page, Some(about)),
            Some("questions_follow_up"),
        ),
        Err(error) => {
            // The page has a form for each number: this one came back.
            values.insert(NUMBER.to_owned(), number);
            refuse(&state, context, &page, FOLLOW_UP, values, error).await
        }
    }
}

async fn stop(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(token): Path<String>,
    Typed { form, .. }: Typed<NoFields>,
) -> Response {
    // A link that is none is told as such, whatever came with it.
    let done = async {
        state.questions.find_stop(&token).await?;
        let NoFields {} = form?;
        state.questions.stop(&token, context.now).await
    };
    match done.await {
        Ok(()) => see_other(&context, &stop_path(&urlencoding::encode(&token)), None),
        Err(error) => pages::failure(&state, context, error).await,
    }
}

async fn step(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((questions, slug, number, deed)): Path<(String, String, String, String)>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = address(&questions, &slug);
    let part = |part: &str| urlencoding::encode(part).into_owned();
    let form_page = format!("{page}/{}/steg/{}", part(&number), part(&deed));
    let done = async {
        let mut typed: Values = form?;
        let once = typed.remove("once").unwrap_or_default();
        let step = QuestionStepKind::from_code(&deed).ok_or(AppError::NotFound)?;
        let id: QuestionSetId = questions.parse()?;
        let about: Option<Number> = match number.as_str() {
            ALL => None,
            number => Some(number.parse()?),
        };
        let (actor, now) = (&context.actor, context.now);
        let sent = (&typed, once.as_str());
        let questions = &state.questions;
        questions.take(actor, (id, about), step, sent, now).await?;
        Ok(about)
    }
    .await;
    match done {
        Ok(about) => see_other(&context, &at(&page, about), Some("questions_step")),
        Err(error) => refuse(&state, context, &form_page, STEP, values, error).await,
    }
}
