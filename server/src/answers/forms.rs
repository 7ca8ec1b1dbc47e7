//! The forms of the officials' side. Their fields are the domain's, so they are read as a map; a
//! field the step does not have is refused where the step reads it.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::api::{NewAct, Recorded};
use nara_app::proposals::shown::with_body_codes;
use nara_domain::answer::ActKind;
use nara_domain::document::{PHOTO, takes_photo};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{IdeaMoveKind, StageCode, TransitionKind};
use nara_domain::time::Stamp;
use nara_domain::waiting::AnswerDeed;

use super::agenda;
use crate::documents::forms::{read_request, with_room};
use crate::documents::{self as document, NewPhoto};
use crate::http::forms::{FormRequest, Typed, is_with_files, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// A form as typed: field name → text.
type Fields = BTreeMap<String, String>;

/// All addresses that the officials' forms post to; the pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/svara", post(answer))
        .route("/forslag/{id}/{slug}/asikt", post(opinion))
        .route("/forslag/{id}/{slug}/omdome", post(verdict))
        .route("/forslag/{id}/{slug}/ratta/{act}", post(correct))
}

/// By itself: some steps come with a photograph.
pub fn upload() -> Router<AppState> {
    with_room(Router::new().route("/forslag/{id}/{slug}/handlagg", post(record)))
}

/// What a form of this room needs to be answered.
struct Sent {
    state: AppState,
    context: PageContext,
    /// `/forslag/12/lekplats`
    case: String,
    /// The page the form stands on.
    page: String,
    form: &'static str,
    /// Everything typed, for the page that comes back.
    values: Fields,
}

impl Sent {
    /// Leads to the case with what was done, or shows the form again with what is wrong.
    async fn answer(self, done: Result<&'static str, AppError>) -> Response {
        match done {
            Ok(flash) => see_other(&self.context, &self.case, Some(flash)),
            Err(error) => {
                let Self {
                    state,
                    context,
                    page,
                    form,
                    values,
                    ..
                } = self;
                refuse(&state, context, &page, form, values, error).await
            }
        }
    }
}

fn case_address(id: &str, slug: &str) -> String {
    format!(
        "/forslag/{}/{}",
        urlencoding::encode(id),
        urlencoding::encode(slug)
    )
}

/// The form's fields without the keys that are the form's own.
fn act_of(form: Result<Fields, AppError>) -> Result<(NewAct, String), AppError> {
    let mut fields = form?;
    let once = fields.remove("once").unwrap_or_default();
    let step = fields.remove("step").unwrap_or_default();
    Ok((NewAct { fields, once }, step))
}

/// What was added to the record, in its own words.
const fn said(kind: ActKind) -> &'static str {
    match kind {
        ActKind::ElectedOpinion => "opinion",
        ActKind::Question => "asked",
        ActKind::QuestionAnswer => "question_answered",
        ActKind::Delay => "delayed",
        ActKind::Minutes => "minutes_added",
        ActKind::Appeal => "appeal_noted",
        ActKind::Note => "noted",
        ActKind::Document => "document_added",
        ActKind::DocumentRemoval => "document_removed",
        ActKind::OfficialAnswer
        | ActKind::Transition
        | ActKind::IdeaMove
        | ActKind::Merge
        | ActKind::OutsideQuestion
        | ActKind::GuestAnswer
        | ActKind::OutsideWithdrawal => "answered",
    }
}

/// Whether a step takes the case out of everybody's sight.
fn hides(kind: TransitionKind) -> bool {
    kind.targets() == [StageCode::NeedsCompletion]
}

/// The moment of the preparation that is to be taken back, where the form is that and no step.
fn discarded(new: &NewAct) -> Result<Option<Stamp>, AppError> {
    if new.fields.get("deed").map(String::as_str) != Some("discard") {
        return Ok(None);
    }
    let seen = new.fields.get("seen").and_then(|seen| seen.parse().ok());
    seen.map(|seen| Some(Stamp(seen)))
        .ok_or(AppError::Malformed)
}

/// The department's answer: published, kept for a colleague or a moment, or only looked at.
async fn answer(
    State(state): State<AppState>,
    FormRequest { mut context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/svara");
    let done = async {
        let (mut new, _) = act_of(form)?;
        let deed = match new.fields.remove("deed") {
            // Programs, and forms kept from before there was a choice.
            None => AnswerDeed::Publish,
            Some(deed) => AnswerDeed::from_code(&deed).ok_or(AppError::Malformed)?,
        };
        let (actor, now) = (&context.actor, context.now);
        state
            .answers
            .send(actor, id.parse()?, deed, new, now)
            .await?;
        Ok(deed)
    }
    .await;
    let flash = match done {
        Ok(AnswerDeed::Look) => {
            context.path = page;
            context.query = String::new();
            context.typed = Some(values.into());
            return pages::render(&state, context, StatusCode::OK).await;
        }
        Ok(AnswerDeed::Publish) => Ok(said(ActKind::OfficialAnswer)),
        Ok(AnswerDeed::Wait) => Ok("answer_waits"),
        Ok(AnswerDeed::Time) => Ok("answer_timed"),
        Ok(AnswerDeed::HandBack) => Ok("answer_handed_back"),
        Ok(AnswerDeed::Discard) => Ok("answer_discarded"),
        Err(error) => Err(error),
    };
    Sent {
        state,
        context,
        case,
        page,
        form: "answer",
        values,
    }
    .answer(flash)
    .await
}

async fn opinion(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/asikt");
    let kind = ActKind::ElectedOpinion;
    let done = async {
        let (new, _) = act_of(form)?;
        state
            .proposals
            .answer(&context.actor, id.parse()?, kind, new, context.now)
            .await?;
        Ok(said(kind))
    }
    .await;
    Sent {
        state,
        context,
        case,
        page,
        form: "answer",
        values,
    }
    .answer(done)
    .await
}

/// The form of a step, and the photograph that came with it. Nobody's is kept who may add none, and
/// what they wrote comes back all the same.
async fn sent(
    state: &AppState,
    context: &PageContext,
    id: &str,
    request: Request,
) -> (Typed<Fields>, document::Sent) {
    if !is_with_files(&request) {
        let Ok(typed) = Typed::from_request(request, state).await;
        return (typed, document::Sent::Nothing);
    }
    let mut values = Fields::new();
    let read = async {
        let may = match id.parse::<ProposalId>() {
            Ok(id) => state.documents.may_send(&context.actor, id).await,
            Err(_) => Err(AppError::NotFound),
        };
        let photo = (PHOTO, may.is_ok());
        let read = read_request(request, state, &mut values, photo).await?;
        may.map(|()| read)
    };
    let read = read.await;
    match read {
        Ok(file) => {
            let form = Ok(values.clone());
            (Typed { values, form }, file)
        }
        Err(error) => {
            let form = Err(error);
            (Typed { values, form }, document::Sent::Nothing)
        }
    }
}

/// A step of the case, or something noted without moving it.
async fn record(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    request: Request,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/handlagg");
    let (Typed { values, form }, photo) = sent(&state, &context, &id, request).await;
    let done = async {
        let (mut new, step) = act_of(form)?;
        let id: ProposalId = id.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let kind = TransitionKind::from_code(&step);
        let photo = match kind.is_some_and(takes_photo) {
            true => NewPhoto::taken_from(&mut new.fields, photo),
            false if matches!(photo, document::Sent::Nothing) => None,
            false => return Err(AppError::Malformed),
        };
        if let (Some(kind), Some(photo)) = (kind, photo) {
            let step = (id, kind);
            let documents = &state.documents;
            documents
                .record_with_photo(actor, step, new, photo, now)
                .await?;
            return Ok("recorded");
        }
        if let Some(kind) = TransitionKind::from_code(&step) {
            // "Tekniska nämnden" is TN, however it is written.
            with_body_codes(kind.fields(), &mut new.fields);
            if kind == TransitionKind::Schedule {
                agenda::fill(&state, &context, &mut new.fields).await?;
            }
            if let Some(seen) = discarded(&new)? {
                let discarded = state.proposals.discard(actor, id, kind, seen, now);
                return discarded.await.map(|()| "discarded");
            }
            let recorded = state.proposals.record(actor, id, kind, new, now).await?;
            return Ok(match recorded {
                Recorded::Prepared => "prepared",
                Recorded::Act(_) if hides(kind) => "recorded_unseen",
                Recorded::Act(_) => "recorded",
            });
        }
        match ActKind::from_code(&step) {
            Some(
                kind @ (ActKind::Question
                | ActKind::Delay
                | ActKind::Minutes
                | ActKind::Appeal
                | ActKind::Note),
            ) => {
                state.proposals.answer(actor, id, kind, new, now).await?;
                Ok(said(kind))
            }
            // No form of ours sends another step.
            _ => Err(AppError::Malformed),
        }
    }
    .await;
    Sent {
        state,
        context,
        case,
        page,
        form: "record",
        values,
    }
    .answer(done)
    .await
}

/// The department's answer to an idea, or that it is done.
async fn verdict(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/omdome");
    let done = async {
        let (new, step) = act_of(form)?;
        let Some(kind) = IdeaMoveKind::from_code(&step) else {
            return Err(AppError::Invalid(vec![FieldError::new(
                "verdict",
                FieldProblem::NotAChoice,
            )]));
        };
        let id: ProposalId = id.parse()?;
        state
            .proposals
            .idea_step(&context.actor, id, &step, new, context.now)
            .await?;
        Ok(match kind {
            IdeaMoveKind::Done => "idea_done",
            _ => "answered",
        })
    }
    .await;
    Sent {
        state,
        context,
        case,
        page,
        form: "verdict",
        values,
    }
    .answer(done)
    .await
}

async fn correct(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, act)): Path<(String, String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/ratta/{}", urlencoding::encode(&act));
    let done = async {
        let (new, _) = act_of(form)?;
        let act: ActId = act.parse()?;
        state
            .proposals
            .correct(&context.actor, id.parse()?, act, new, context.now)
            .await?;
        Ok("corrected")
    }
    .await;
    Sent {
        state,
        context,
        case,
        page,
        form: "correct",
        values,
    }
    .answer(done)
    .await
}
