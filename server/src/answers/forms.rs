//! The forms of the officials' side. Their fields are the domain's, so they are read as a map; a
//! field the step does not have is refused where the step reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::answers::api::{Intent, Looked};
use nara_app::context::{FormLook, PageContext};
use nara_app::error::AppError;
use nara_app::proposals::api::{NewAct, Recorded, SEEN_PREPARED};
use nara_app::proposals::shown::with_body_codes;
use nara_domain::answer::ActKind;
use nara_domain::document::{PHOTO, takes_photo};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{IdeaMoveKind, StageCode, TransitionKind};
use nara_domain::template::{CHOSEN, USE};
use nara_domain::time::Stamp;
use nara_domain::waiting::{AnswerDeed, PUBLISH_DAY, PUBLISH_TIME};

use crate::documents::forms::{read_request, with_room};
use crate::documents::{self as document, NewPhoto};
use crate::http::forms::{FormRequest, Typed, is_with_files, refuse, see_other};
use crate::http::pages;
use crate::http::pressure::is_in_memory;
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

/// What came of a form.
enum Done {
    /// It is done, and said in these words.
    Said(&'static str),
    /// What it would do, and whether a file came with it.
    Looked(Box<Looked>, bool),
    /// It comes back with a template.
    Template,
}

impl From<Looked> for Done {
    fn from(looked: Looked) -> Self {
        Self::Looked(Box::new(looked), false)
    }
}

impl Sent {
    /// Leads to the case with what was done, shows the form with what it would do, or again with what
    /// is wrong.
    async fn answer(self, done: Result<Done, AppError>) -> Response {
        let Self {
            state,
            mut context,
            case,
            page,
            form,
            values,
        } = self;
        let (looked, with_file) = match done {
            Ok(Done::Said(flash)) => return see_other(&context, &case, Some(flash)),
            Err(error) => return refuse(&state, context, &page, form, values, error).await,
            Ok(Done::Looked(looked, with_file)) => (Some(*looked), with_file),
            Ok(Done::Template) => (None, false),
        };
        context.path = page;
        context.query = String::new();
        context.look = Some(Arc::new(FormLook {
            form,
            values,
            looked,
            with_file,
        }));
        pages::render(&state, context, StatusCode::OK).await
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
    fields.remove(CHOSEN);
    let once = fields.remove("once").unwrap_or_default();
    let step = fields.remove("step").unwrap_or_default();
    Ok((NewAct { fields, once }, step))
}

/// Takes the button out of the fields where it is the one of this code.
fn pressed(fields: &mut Fields, code: &str) -> bool {
    let pressed = fields.get("deed").is_some_and(|deed| deed == code);
    if pressed {
        fields.remove("deed");
    }
    pressed
}

/// Whether the form's button only shows what it would do.
fn looks(new: &mut NewAct) -> bool {
    pressed(&mut new.fields, AnswerDeed::Look.code())
}

/// Whether the form asks for a template; those who have to sign in first lose nothing.
fn begins(new: &mut NewAct, context: &PageContext) -> Result<bool, AppError> {
    let asks = pressed(&mut new.fields, USE);
    match asks && !context.actor.is_signed_in() {
        true => Err(AppError::SignIn),
        false => Ok(asks),
    }
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
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let case = case_address(&id, &slug);
    let page = format!("{case}/svara");
    let kind = ActKind::OfficialAnswer;
    let done = async {
        let (mut new, _) = act_of(form)?;
        if begins(&mut new, &context)? {
            return Ok(Done::Template);
        }
        let deed = match new.fields.remove("deed") {
            // Programs, and forms kept from before there was a choice.
            None => AnswerDeed::Publish,
            Some(deed) => AnswerDeed::from_code(&deed).ok_or(AppError::Malformed)?,
        };
        let (actor, now) = (&context.actor, context.now);
        let id: ProposalId = id.parse()?;
        let answers = &state.answers;
        answers.send(actor, id, deed, new.clone(), now).await?;
        Ok(Done::Said(match deed {
            AnswerDeed::Look => {
                for own in [SEEN_PREPARED, PUBLISH_DAY, PUBLISH_TIME] {
                    new.fields.remove(own);
                }
                let intent = Intent::Answer(kind);
                return Ok(answers.look(actor, id, intent, new, now).await?.into());
            }
            AnswerDeed::Publish => said(kind),
            AnswerDeed::Wait => "answer_waits",
            AnswerDeed::Time => "answer_timed",
            AnswerDeed::HandBack => "answer_handed_back",
            AnswerDeed::Discard => "answer_discarded",
        }))
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
        let (mut new, _) = act_of(form)?;
        let (actor, now) = (&context.actor, context.now);
        let id: ProposalId = id.parse()?;
        if looks(&mut new) {
            let intent = Intent::Answer(kind);
            return Ok(state
                .answers
                .look(actor, id, intent, new, now)
                .await?
                .into());
        }
        state.proposals.answer(actor, id, kind, new, now).await?;
        Ok(Done::Said(said(kind)))
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
/// what they wrote comes back all the same: where they have a duty, or where no file came with it.
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
    // Whoever has nothing to do here must not keep a place by sending slowly.
    let is_read = context.actor.has_any_duty() || is_in_memory(&request);
    let read = async {
        let may = match id.parse::<ProposalId>() {
            Ok(id) => state.documents.may_send(&context.actor, id).await,
            Err(_) => Err(AppError::NotFound),
        };
        let may = match may {
            Err(error) if !is_read => return Err(error),
            may => may,
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

/// What the forms of a case's steps and notes are for.
fn intent_of(step: &str) -> Result<Intent, AppError> {
    if let Some(kind) = TransitionKind::from_code(step) {
        return Ok(Intent::Step(kind));
    }
    match ActKind::from_code(step) {
        Some(
            kind @ (ActKind::Question
            | ActKind::Delay
            | ActKind::Minutes
            | ActKind::Appeal
            | ActKind::Note),
        ) => Ok(Intent::Answer(kind)),
        // No form of ours sends another step.
        _ => Err(AppError::Malformed),
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
        if begins(&mut new, &context)? {
            return Ok(Done::Template);
        }
        let looks = looks(&mut new);
        let id: ProposalId = id.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let kind = TransitionKind::from_code(&step);
        let with_file = !matches!(photo, document::Sent::Nothing);
        let photo = match kind.is_some_and(takes_photo) {
            true => NewPhoto::taken_from(&mut new.fields, photo),
            false if !with_file => None,
            false => return Err(AppError::Malformed),
        };
        if let (Some(kind), Some(photo)) = (kind, photo) {
            let step = (id, kind);
            let documents = &state.documents;
            if looks {
                let looked = documents.look_with_photo(actor, step, new, photo, now);
                return Ok(Done::Looked(Box::new(looked.await?), with_file));
            }
            documents
                .record_with_photo(actor, step, new, photo, now)
                .await?;
            return Ok(Done::Said("recorded"));
        }
        if let Some(kind) = kind {
            // "Tekniska nämnden" is TN, however it is written.
            with_body_codes(kind.fields(), &mut new.fields);
        }
        let intent = intent_of(&step)?;
        if looks {
            return Ok(state
                .answers
                .look(actor, id, intent, new, now)
                .await?
                .into());
        }
        Ok(Done::Said(match intent {
            Intent::Step(kind) => {
                if let Some(seen) = discarded(&new)? {
                    let discarded = state.proposals.discard(actor, id, kind, seen, now);
                    return discarded.await.map(|()| Done::Said("discarded"));
                }
                match state.proposals.record(actor, id, kind, new, now).await? {
                    Recorded::Prepared => "prepared",
                    Recorded::Act(_) if hides(kind) => "recorded_unseen",
                    Recorded::Act(_) => "recorded",
                }
            }
            Intent::Answer(kind) => {
                state.proposals.answer(actor, id, kind, new, now).await?;
                said(kind)
            }
            Intent::Idea(_) | Intent::Correction(_) => return Err(AppError::Malformed),
        }))
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
        let (mut new, step) = act_of(form)?;
        let Some(kind) = IdeaMoveKind::from_code(&step) else {
            return Err(AppError::Invalid(vec![FieldError::new(
                "verdict",
                FieldProblem::NotAChoice,
            )]));
        };
        let (actor, now) = (&context.actor, context.now);
        let id: ProposalId = id.parse()?;
        if looks(&mut new) {
            let intent = Intent::Idea(kind);
            return Ok(state
                .answers
                .look(actor, id, intent, new, now)
                .await?
                .into());
        }
        let proposals = &state.proposals;
        proposals.idea_step(actor, id, &step, new, now).await?;
        Ok(Done::Said(match kind {
            IdeaMoveKind::Done => "idea_done",
            _ => "answered",
        }))
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
        let (mut new, _) = act_of(form)?;
        let act: ActId = act.parse()?;
        let (actor, now) = (&context.actor, context.now);
        let id: ProposalId = id.parse()?;
        if looks(&mut new) {
            let intent = Intent::Correction(act);
            return Ok(state
                .answers
                .look(actor, id, intent, new, now)
                .await?
                .into());
        }
        state.proposals.correct(actor, id, act, new, now).await?;
        Ok(Done::Said("corrected"))
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
