//! The forms of writing a proposal, one thing a page.
//!
//! Everything typed is kept in the draft before it is judged, so a mistake never costs a text, and
//! the draft's address works on another device or after signing in.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proposals::api::{Draft, DraftChange, DraftFields, SIMILAR};
use nara_domain::actor::{Actor, Role};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::group::{check_texts, is_member};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{District, Kind, Topic};
use nara_domain::text::{BodyText, Title};
use serde::Deserialize;

use crate::groups::is_read_first;
use crate::http::forms::{FormRequest, Typed, refuse, see_other, sign_in_first};
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/nytt", post(begin))
        .route("/forslag/nytt/{draft}", post(change_title))
        .route("/forslag/nytt/{draft}/text", post(text))
        .route("/forslag/nytt/{draft}/amne", post(topic))
        .route("/forslag/nytt/{draft}/kontrollera", post(submit))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    /// `kontrollera` where the reader came back from the last step to change something.
    #[serde(default)]
    till: String,
}

impl TitleForm {
    fn problems(&self, actor: &Actor) -> Vec<FieldError> {
        let mut problems = told(actor, "title", &self.title);
        if let Err(error) = Title::parse(&self.title) {
            problems.push(FieldError::new("title", error.into()));
        }
        problems.extend(choice(
            "kind",
            &self.kind,
            Kind::from_code(&self.kind).is_some(),
        ));
        problems
    }
}

/// Said at once, and not only when it is handed in: what a young person should not tell of themselves.
fn told(actor: &Actor, field: &str, text: &str) -> Vec<FieldError> {
    match actor.has(Role::Youth) {
        true => check_texts(&[(field, text)]).err().unwrap_or_default(),
        false => Vec::new(),
    }
}

/// A choice that was not made, or that is none of ours.
fn choice(field: &str, code: &str, known: bool) -> Option<FieldError> {
    match !code.is_empty() && known {
        true => None,
        false => Some(FieldError::new(field, FieldProblem::NotAChoice)),
    }
}

async fn begin(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<TitleForm>,
) -> Response {
    let form = form.and_then(|form| match form.problems(&context.actor) {
        problems if problems.is_empty() => Ok(form),
        problems => Err(AppError::Invalid(problems)),
    });
    let draft = match form {
        Err(error) => Err(error),
        Ok(form) => {
            let fields = DraftFields {
                kind: form.kind,
                title: form.title,
                ..Default::default()
            };
            state
                .proposals
                .create_draft(&context.actor, fields, &context.network, context.now)
                .await
        }
    };
    match draft {
        Ok(draft) => see_other(&context, &format!("/forslag/nytt/{}/text", draft.id), None),
        Err(error) => refuse(&state, context, "/forslag/nytt", "title", values, error).await,
    }
}

async fn change_title(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<TitleForm>,
) -> Response {
    let page = address(&id, "");
    let keep = |form: &TitleForm| {
        DraftChange::default()
            .and("kind", form.kind.clone())
            .and("title", form.title.clone())
    };
    let problems = |form: &TitleForm| form.problems(&context.actor);
    let result = step(&state, &context, &id, form, keep, problems).await;
    let next = |(_, form): &(Draft, TitleForm)| onward(&id, &form.till, "text");
    match result {
        Ok(done) => see_other(&context, &next(&done), None),
        Err(error) => refuse(&state, context, &page, "title", values, error).await,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextForm {
    #[serde(default)]
    body: String,
    #[serde(default)]
    till: String,
}

async fn text(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<TextForm>,
) -> Response {
    let keep = |form: &TextForm| DraftChange::default().and("body", form.body.clone());
    let problems = |form: &TextForm| match BodyText::parse(&form.body) {
        Ok(_) => told(&context.actor, "body", &form.body),
        Err(error) => vec![FieldError::new("body", error.into())],
    };
    match step(&state, &context, &id, form, keep, problems).await {
        Ok((_, form)) => see_other(&context, &onward(&id, &form.till, "amne"), None),
        Err(error) => {
            refuse(
                &state,
                context,
                &address(&id, "/text"),
                "text",
                values,
                error,
            )
            .await
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicForm {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    district: String,
    /// A set of the campaign that the writer's group takes part in.
    #[serde(default)]
    set: String,
    #[serde(default)]
    till: String,
}

async fn topic(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<TopicForm>,
) -> Response {
    let keep = |form: &TopicForm| {
        DraftChange::default()
            .and("topic", form.topic.clone())
            .and("district", form.district.clone())
            .and("set", form.set.clone())
    };
    let (form, districts) = match state.proposals.rules().await {
        Ok(rules) => (form, rules.districts.clone()),
        Err(error) => (Err(error), Vec::new()),
    };
    let sets = sets_of(&state, &context, &id).await;
    let problems = |form: &TopicForm| {
        let known = |number: usize| sets.is_none_or(|sets| number <= sets);
        let set = match (form.set.trim(), sets) {
            ("", Some(_)) => Some(FieldProblem::Missing),
            ("", None) => None,
            (set, _) if set.parse().is_ok_and(known) => None,
            _ => Some(FieldProblem::NotAChoice),
        };
        let set = set.map(|problem| FieldError::new("set", problem));
        let topic = choice(
            "topic",
            &form.topic,
            Topic::from_code(&form.topic).is_some(),
        );
        // No district is the whole municipality.
        let district = Some(&form.district)
            .filter(|code| !code.is_empty() && District::find(&districts, code).is_none())
            .map(|_| FieldError::new("district", FieldProblem::NotAChoice));
        set.into_iter().chain(topic).chain(district).collect()
    };
    match step(&state, &context, &id, form, keep, problems).await {
        Ok((draft, form)) => {
            let next = match form.till.as_str() {
                "kontrollera" => "kontrollera",
                _ => after_topic(&state, &context, &draft).await,
            };
            see_other(&context, &address(&id, &format!("/{next}")), None)
        }
        Err(error) => {
            refuse(
                &state,
                context,
                &address(&id, "/amne"),
                "topic",
                values,
                error,
            )
            .await
        }
    }
}

/// How many sets the writer of an idea can choose among; none where their group takes part in no
/// campaign that is open.
async fn sets_of(state: &AppState, context: &PageContext, draft: &str) -> Option<usize> {
    let campaign = state.campaigns.open_for(&context.actor).await.ok()??;
    let draft = state.proposals.get_draft(draft).await.ok()?;
    (draft.fields.kind == Kind::Idea.code()).then_some(campaign.sets.len())
}

/// Past the page of similar ones where there are none.
async fn after_topic(state: &AppState, context: &PageContext, draft: &Draft) -> &'static str {
    let similar = state
        .proposals
        .similar(&draft.fields.title, SIMILAR, &context.network, context.now)
        .await;
    match similar {
        Ok(similar) if similar.is_empty() => "kontrollera",
        // A search that fails is no reason to stop somebody who writes.
        Err(_) => "kontrollera",
        Ok(_) => "liknande",
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmitForm {
    /// `yes`: accepts that it is published.
    #[serde(default)]
    publish: String,
    /// Which name stands there; the account's where there was no choice.
    #[serde(default)]
    name_form: String,
    /// How long it is open for support, where there is a choice.
    #[serde(default)]
    window: String,
}

async fn submit(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<SubmitForm>,
) -> Response {
    let page = address(&id, "/kontrollera");
    let kept = match &form {
        Ok(form) => keep(&state, &context, &id, form).await,
        Err(_) => Ok(()),
    };
    let result = match kept.and(form) {
        Err(error) => Err(error),
        Ok(form) if form.publish != "yes" => Err(AppError::Invalid(vec![FieldError::new(
            "publish",
            FieldProblem::NotTicked,
        )])),
        Ok(_) => hand_in(&state, &context, &id).await,
    };
    match result {
        Ok(None) => see_other(&context, "/grupp/mitt", Some("text_sent")),
        Ok(Some(proposal)) => {
            // The receipt says it all.
            see_other(&context, &format!("/forslag/{proposal}/kvitto"), None)
        }
        // The draft's address survives signing in.
        Err(AppError::SignIn) => sign_in_first(&context, &page),
        Err(error) => refuse(&state, context, &page, "check", values, error).await,
    }
}

/// Keeps what was chosen at the last step: whoever has to sign in first finds it as it was.
async fn keep(
    state: &AppState,
    context: &PageContext,
    id: &str,
    form: &SubmitForm,
) -> Result<(), AppError> {
    let mut change = DraftChange::default().and("accepted", form.publish.clone());
    if !form.name_form.is_empty() {
        change = change.and("name_form", form.name_form.clone());
    }
    if !form.window.is_empty() {
        change = change.and("window", form.window.clone());
    }
    let (network, now) = (&context.network, context.now);
    match state.proposals.change_draft(id, change, network, now).await {
        // Handed in already: sending it again answers with what it became.
        Ok(_) | Err(AppError::Conflict) => Ok(()),
        // Handed over to be read first, which takes the draft with it.
        Err(AppError::NotFound) if is_member(&context.actor) => Ok(()),
        Err(error) => Err(error),
    }
}

/// None: it waits to be read first.
async fn hand_in(
    state: &AppState,
    context: &PageContext,
    draft: &str,
) -> Result<Option<ProposalId>, AppError> {
    let (actor, now) = (&context.actor, context.now);
    match state.proposals.submit_draft(actor, draft, now).await {
        Err(error) if is_read_first(&error) => {
            state.groups.hand_over_draft(actor, draft, now).await?;
            Ok(None)
        }
        // Sent twice: the first time took the draft with it.
        Err(AppError::NotFound) if is_member(actor) => {
            state.groups.hand_over_draft(actor, draft, now).await?;
            Ok(None)
        }
        handed_in => Ok(Some(handed_in?)),
    }
}

/// Keeps what was typed, then judges it.
async fn step<F>(
    state: &AppState,
    context: &PageContext,
    id: &str,
    form: Result<F, AppError>,
    keep: impl Fn(&F) -> DraftChange,
    problems: impl Fn(&F) -> Vec<FieldError>,
) -> Result<(Draft, F), AppError> {
    let form = form?;
    let draft = state
        .proposals
        .change_draft(id, keep(&form), &context.network, context.now)
        .await?;
    match problems(&form) {
        problems if problems.is_empty() => Ok((draft, form)),
        problems => Err(AppError::Invalid(problems)),
    }
}

fn address(draft: &str, step: &str) -> String {
    format!("/forslag/nytt/{}{step}", urlencoding::encode(draft))
}

/// The next step, or back to the last one for who came from there.
fn onward(draft: &str, till: &str, next: &str) -> String {
    let step = if till == "kontrollera" {
        "kontrollera"
    } else {
        next
    };
    address(draft, &format!("/{step}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_and_a_kind_are_asked_for_together() {
        let form = |kind: &str, title: &str| TitleForm {
            kind: kind.to_owned(),
            title: title.to_owned(),
            till: String::new(),
        };
        assert_eq!(form("proposal", "Lekplats").problems(&Actor::Visitor), []);
        let fields = |form: TitleForm| -> Vec<String> {
            form.problems(&Actor::Visitor)
                .into_iter()
                .map(|problem| problem.field)
                .collect()
        };
        assert_eq!(fields(form("", "  ")), ["title", "kind"]);
        assert_eq!(fields(form("motion", &"å".repeat(81))), ["title", "kind"]);
    }

    #[test]
    fn who_came_to_change_something_goes_back_to_the_last_step() {
        assert_eq!(onward("abc", "", "text"), "/forslag/nytt/abc/text");
        assert_eq!(
            onward("abc", "kontrollera", "text"),
            "/forslag/nytt/abc/kontrollera"
        );
        assert_eq!(
            onward("abc", "//evil.example", "text"),
            "/forslag/nytt/abc/text"
        );
    }
}
