//! Handlers of `/api/v1/questions`, and what they answer: questions to the municipality, as everybody reads them.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::query::pairs;
use nara_app::questions::api::{
    QuestionAct, QuestionItem, QuestionList, QuestionQuery, QuestionView, SetView,
};
use nara_app::questions::{path_at, path_of};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::QuestionSetId;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use super::requests::CommentParameters;
use super::shapes::{ActActor, CommentList, moment, named};
use crate::state::AppState;

/// Who asks and in which language; put together by the middleware.
type Asking = axum::Extension<PageContext>;

/// Which of them, and from where on.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read by name")]
pub struct QuestionParameters {
    /// `open`: an answer is awaited, where nothing is said; `answered`: all of them are.
    #[param(required = false)]
    state: Option<String>,
    /// `next` of the page before.
    #[param(minimum = 1, required = false)]
    after: Option<i64>,
}

/// One page of questions, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionSetList {
    pub items: Vec<QuestionSetSummary>,
    /// Give it as `after` to get the next page; null on the last.
    pub next: Option<i64>,
}

/// Questions under one heading, in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionSetSummary {
    pub id: i64,
    pub heading: String,
    /// The first question.
    pub first: String,
    /// Null where no name is shown.
    pub asked_by: Option<String>,
    /// For whom they were asked.
    pub organisation: Option<String>,
    /// `open` or `answered`.
    pub state: &'static str,
    pub asked_at: String,
    /// An answer is promised by this day.
    pub answer_by: Option<String>,
    /// How many there are, and how many are answered.
    pub count: i64,
    pub answered: i64,
    /// The same of what followed them up.
    pub follow_ups: i64,
    pub follow_ups_answered: i64,
    /// The public page.
    pub url: String,
}

/// Everything public about the questions under one heading.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionSet {
    pub id: i64,
    pub heading: String,
    pub introduction: Option<String>,
    /// The rule by which heading and introduction are hidden.
    pub hidden: Option<&'static str>,
    pub asked_by: Option<String>,
    pub organisation: Option<String>,
    pub state: &'static str,
    pub asked_at: String,
    pub published_at: Option<String>,
    pub answer_by: Option<String>,
    /// In their order, each with its follow-ups after it.
    pub questions: Vec<Question>,
    /// What the municipality has put beside heading and introduction.
    pub corrections: Vec<ClaimCorrection>,
    pub url: String,
}

/// One question, word for word.
#[derive(Debug, Serialize, ToSchema)]
pub struct Question {
    /// `3`, or `3-1` for the first that follows it up.
    pub number: String,
    /// Null where it is hidden.
    pub text: Option<String>,
    /// The rule by which it is hidden.
    pub hidden: Option<&'static str>,
    /// `waits`, `passed_on`, `partly`, `answered`, `refused`.
    pub state: &'static str,
    pub asked_at: String,
    /// Of how many others it is the question, too.
    pub same: i64,
    /// Whom it was passed on to last.
    pub passed_on_to: Option<String>,
    /// As they read now, the earliest first.
    pub answers: Vec<QuestionAnswer>,
    pub corrections: Vec<ClaimCorrection>,
    pub url: String,
}

/// An answer, or a part of one. It is no decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionAnswer {
    pub id: i64,
    pub text: String,
    /// Who answers, where that is not who wrote it down.
    pub answered_by: Option<String>,
    pub entered_by: ActActor,
    pub at: String,
    /// The answer it corrects.
    pub corrects: Option<i64>,
}

/// How it is, beside a text that says something that is not so.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimCorrection {
    pub id: i64,
    pub text: String,
    /// Where everybody can see that.
    pub source_url: String,
    pub by: ActActor,
    pub at: String,
}

fn field(act: &QuestionAct, name: &str) -> String {
    act.fields.get(name).cloned().unwrap_or_default()
}

impl QuestionAnswer {
    fn new(act: &QuestionAct) -> Self {
        Self {
            id: act.id.get(),
            text: field(act, "text"),
            answered_by: act.fields.get("answered_by").cloned(),
            entered_by: ActActor::new(act.by.clone(), Some(act.standing.clone())),
            at: moment(act.at),
            corrects: act.corrects.map(|id| id.get()),
        }
    }
}

impl ClaimCorrection {
    fn new(act: &QuestionAct) -> Self {
        Self {
            id: act.id.get(),
            text: field(act, "text"),
            source_url: field(act, "source_url"),
            by: ActActor::new(act.by.clone(), Some(act.standing.clone())),
            at: moment(act.at),
        }
    }
}

impl Question {
    fn new(view: &SetView, one: &QuestionView, public_url: &str) -> Self {
        let answers = one.answers();
        let answers = answers.iter().filter_map(|versions| versions.first());
        let passed_on = one.passed_on().map(|act| field(act, "to"));
        let path = path_at(view.id, &view.slug, Some(one.number));
        Self {
            number: one.number.to_string(),
            text: one.text.clone(),
            hidden: one.hidden.map(|hidden| hidden.rule.code()),
            state: one.state.code(),
            asked_at: moment(one.asked_at),
            same: one.same,
            passed_on_to: passed_on,
            answers: answers.map(|act| QuestionAnswer::new(act)).collect(),
            corrections: one.facts().map(ClaimCorrection::new).collect(),
            url: format!("{public_url}{path}"),
        }
    }
}

impl QuestionSet {
    fn new(view: SetView, public_url: &str) -> Self {
        let questions = view.questions.iter();
        Self {
            id: view.id.get(),
            hidden: view.hidden.map(|hidden| hidden.rule.code()),
            state: view.state.code(),
            asked_at: moment(view.asked_at),
            published_at: view.published_at.map(moment),
            answer_by: view.answer_by.map(|day| day.to_string()),
            questions: questions
                .map(|one| Question::new(&view, one, public_url))
                .collect(),
            corrections: view.facts().map(ClaimCorrection::new).collect(),
            url: format!("{public_url}{}", path_of(view.id, &view.slug)),
            heading: view.heading,
            introduction: view.introduction,
            asked_by: named(view.asker),
            organisation: view.organisation,
        }
    }
}

impl QuestionSetSummary {
    fn new(item: QuestionItem, public_url: &str) -> Self {
        Self {
            id: item.id.get(),
            state: item.state.code(),
            asked_at: moment(item.asked_at),
            answer_by: item.answer_by.map(|day| day.to_string()),
            count: item.numbers,
            answered: item.answered,
            follow_ups: item.follow_ups,
            follow_ups_answered: item.follow_ups_answered,
            url: format!("{public_url}{}", path_of(item.id, &item.slug)),
            heading: item.heading,
            first: item.first,
            asked_by: named(item.asker),
            organisation: item.organisation,
        }
    }
}

impl QuestionSetList {
    fn new(list: QuestionList, public_url: &str) -> Self {
        let items = list.items.into_iter();
        Self {
            items: items
                .map(|item| QuestionSetSummary::new(item, public_url))
                .collect(),
            next: list.next.map(QuestionSetId::get),
        }
    }
}

fn query_of(query: &str) -> Result<QuestionQuery, AppError> {
    let mut found = QuestionQuery::default();
    let mut problems = Vec::new();
    for (name, value) in pairs(query) {
        match (name.as_str(), value.trim()) {
            ("state", "" | "open") => found.answered = false,
            ("state", "answered") => found.answered = true,
            ("after", "") => {}
            ("after", id) if id.parse::<QuestionSetId>().is_ok() => found.after = id.parse().ok(),
            ("state" | "after", _) => {
                problems.push(FieldError::new(&name, FieldProblem::NotAChoice));
            }
            _ => problems.push(FieldError::new(&name, FieldProblem::UnknownField)),
        }
    }
    match problems.is_empty() {
        true => Ok(found),
        false => Err(AppError::UnknownParameter(problems)),
    }
}

/// The answer, or the problem in the asker's language.
fn answer(asking: &PageContext, result: Result<Response, AppError>) -> Response {
    result.unwrap_or_else(|error| Problem::response(&error, asking.lang))
}

/// Questions to the municipality that everybody reads.
#[utoipa::path(get, path = "/api/v1/questions", params(QuestionParameters), responses(
    (status = 200, body = QuestionSetList),
    (status = 400, body = Problem, description = "A parameter is none, or has a value that it cannot have"),
))]
pub async fn list(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    RawQuery(query): RawQuery,
) -> Response {
    let result = async {
        let query = query_of(query.as_deref().unwrap_or_default())?;
        // The same for everybody.
        let list = state.questions.list(&Actor::Visitor, query).await?;
        Ok(Json(QuestionSetList::new(list, &state.site.public_url)).into_response())
    };
    answer(&asking, result.await)
}

/// The questions under one heading, each with its answers.
#[utoipa::path(get, path = "/api/v1/questions/{questions}", params(("questions" = i64, Path)), responses(
    (status = 200, body = QuestionSet),
    (status = 404, body = Problem, description = "There is none that everybody may read"),
))]
pub async fn show(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
) -> Response {
    let result = async {
        let view = state.questions.set(&Actor::Visitor, id.parse()?).await?;
        Ok(Json(QuestionSet::new(view, &state.site.public_url)).into_response())
    };
    answer(&asking, result.await)
}

/// The discussion under questions, as that of a proposal: comments and replies, oldest first.
#[utoipa::path(get, path = "/api/v1/questions/{questions}/comments",
    params(("questions" = i64, Path), CommentParameters),
    responses(
        (status = 200, body = CommentList),
        (status = 400, body = Problem, description = "The cursor is none of a discussion, or a parameter is none"),
        (status = 404, body = Problem, description = "There are none that everybody may read"),
        (status = 422, body = Problem, description = "A parameter has a value that it cannot have"),
    ))]
pub async fn comments(
    State(state): State<AppState>,
    axum::Extension(asking): Asking,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let result = async {
        let id: QuestionSetId = id.parse()?;
        let CommentParameters { cursor, limit } =
            CommentParameters::read(query.as_deref().unwrap_or_default())?;
        let proposals = &state.proposals;
        let (slug, page) = proposals
            .comments_under(&Actor::Visitor, id, cursor.as_deref(), limit)
            .await?;
        let list = CommentList::new(&path_of(id, &slug), page, &state.site.public_url);
        Ok(Json(list).into_response())
    };
    answer(&asking, result.await)
}
