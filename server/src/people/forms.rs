//! The forms about one's name and protection, and those of the desk.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::people::api::{NamesTyped, PaperPort, PaperTyped, PaperWhat, PeoplePort};
use nara_app::proposals::api::DraftFields;
use serde::Deserialize;

use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other, sign_in_first};
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/konto/namn", post(name))
        .route("/konto/skydd", post(protect))
        .route("/konto/skydd/avsluta", post(end_protection))
        .route("/papper/forslag", post(paper_proposal))
        .route("/papper/stod", post(paper_support))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameForm {
    #[serde(default)]
    given_name: String,
    #[serde(default)]
    family_name: String,
    /// The alias.
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    name_form: String,
    /// `yes`: also beside the posts written so far.
    #[serde(default)]
    posts_too: String,
}

async fn name(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<NameForm>,
) -> Response {
    let done = async {
        let form = form?;
        let typed = NamesTyped {
            given: form.given_name,
            family: form.family_name,
            alias: form.display_name,
            form: form.name_form,
            posts_too: form.posts_too == "yes",
        };
        let people = &state.people;
        people
            .choose_name(&context.actor, &typed, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto", Some("name_changed")),
        Err(error) => refuse(&state, context, "/konto/namn", "name", values, error).await,
    }
}

async fn protect(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let done = match form {
        Ok(NoFields {}) => state.people.protect(&context.actor, context.now).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => see_other(&context, "/konto/skydd", Some("setting_saved")),
        Err(error) => refuse(&state, context, "/konto/skydd", "protection", values, error).await,
    }
}

/// Only for who proved a moment ago who they are: an open browser must not give a name away.
async fn end_protection(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let page = "/konto/skydd";
    let done = async {
        let NoFields {} = form?;
        context.proved_lately()?;
        let (actor, lang, now) = (&context.actor, context.lang, context.now);
        state.people.end_protection(actor, lang, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, page, Some("setting_saved")),
        Err(AppError::ProveAgain) => {
            see_other(&context, &nara_app::context::prove_address(page), None)
        }
        Err(error) => refuse(&state, context, page, "protection", values, error).await,
    }
}

/// What every paper's form has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperForm {
    #[serde(default)]
    given_name: String,
    #[serde(default)]
    family_name: String,
    #[serde(default)]
    channel: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    number: String,
    /// `yes`: must not be found.
    #[serde(default)]
    protected: String,
    #[serde(default)]
    once: String,
    // A proposal's or an idea's.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    window: String,
    #[serde(default)]
    name_form: String,
    // Support's.
    #[serde(default)]
    proposal: String,
    /// `yes`: another person of the same name.
    #[serde(default)]
    another: String,
}

impl PaperForm {
    fn typed(self, support: bool) -> PaperTyped {
        PaperTyped {
            given: self.given_name,
            family: self.family_name,
            channel: self.channel,
            reference: self.reference,
            number: self.number,
            protected: self.protected == "yes",
            another: self.another == "yes",
            once: self.once,
            what: match support {
                true => PaperWhat::Support(self.proposal),
                false => PaperWhat::Proposal(DraftFields {
                    kind: self.kind,
                    title: self.title,
                    body: self.body,
                    topic: self.topic,
                    district: self.district,
                    window: self.window,
                    name_form: self.name_form,
                    ..DraftFields::default()
                }),
            },
        }
    }
}

async fn paper_proposal(
    state: State<AppState>,
    request: FormRequest,
    typed: Typed<PaperForm>,
) -> Response {
    enter(state.0, request, typed, ("/papper/forslag", false)).await
}

async fn paper_support(
    state: State<AppState>,
    request: FormRequest,
    typed: Typed<PaperForm>,
) -> Response {
    enter(state.0, request, typed, ("/papper/stod", true)).await
}

async fn enter(
    state: AppState,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<PaperForm>,
    (page, support): (&'static str, bool),
) -> Response {
    let done = match form {
        Ok(form) => {
            let typed = form.typed(support);
            state.paper.enter(&context.actor, &typed, context.now).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(id) => see_other(&context, &format!("/papper/{id}/kvitto"), None),
        Err(AppError::SignIn) if values.values().all(|typed| typed.is_empty()) => {
            sign_in_first(&context, page)
        }
        Err(error) => refuse(&state, context, page, "paper", values, error).await,
    }
}
