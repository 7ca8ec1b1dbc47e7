//! The same with several cases at once: taken, handed over, announced at one meeting. Each case goes
//! through the use case that one alone goes through, in a transaction of its own: what cannot be done
//! with one keeps nothing from the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::{FormReplay, PageContext};
use nara_app::error::AppError;
use nara_app::proposals::api::NewAct;
use nara_app::work::api::TO_ME;
use nara_app::work::{SEVERAL_FORM, SEVERAL_PAGE};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::run_cases;
use nara_domain::proposal::TransitionKind;
use nara_domain::work::{SEVERAL, case_field, paragraph_field, ticked};

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// The page itself is a GET route of `app`.
pub fn routes() -> Router<AppState> {
    Router::new().route(SEVERAL_PAGE, post(several))
}

/// What came of each case.
type Outcomes = Vec<(ProposalId, Result<(), AppError>)>;

async fn several(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let asked = async {
        form?;
        run_cases(&context.actor)?;
        let cases = ticked(&values)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new(SEVERAL, problem)]))?;
        let deed = values.get("deed").map(String::as_str).unwrap_or_default();
        Ok((cases, deed.to_owned()))
    }
    .await;
    let (cases, deed) = match asked {
        Ok(asked) => asked,
        Err(error) => {
            return refuse(&state, context, SEVERAL_PAGE, SEVERAL_FORM, values, error).await;
        }
    };
    let outcomes = match deed.as_str() {
        "take" => assign(&state, &context, &cases, TO_ME).await,
        "hand_over" => {
            let to = values.get("to").cloned().unwrap_or_default();
            // One case can be given to nobody on its page; many at once by a choice not made would
            // take them from whoever has them.
            if to.trim().is_empty() {
                let missing = FieldError::new("to", FieldProblem::Missing);
                let error = AppError::Invalid(vec![missing]);
                return refuse(&state, context, SEVERAL_PAGE, SEVERAL_FORM, values, error).await;
            }
            assign(&state, &context, &cases, &to).await
        }
        // Only a question so far: its page asks before it does anything.
        "ask_announce" => {
            let ids: Vec<String> = cases.iter().map(|(id, _)| id.to_string()).collect();
            let page = format!("{SEVERAL_PAGE}?{SEVERAL}={}", ids.join("-"));
            return see_other(&context, &page, None);
        }
        "announce" => announce(&state, &context, &cases, &values).await,
        _ => {
            let error = AppError::Malformed;
            return refuse(&state, context, SEVERAL_PAGE, SEVERAL_FORM, values, error).await;
        }
    };
    told(&state, context, values, outcomes).await
}

async fn assign(
    state: &AppState,
    context: &PageContext,
    cases: &[(ProposalId, i64)],
    to: &str,
) -> Outcomes {
    let (actor, now) = (&context.actor, context.now);
    let mut outcomes = Vec::new();
    for (id, version) in cases {
        let done = state.work.assign(actor, *id, (to, *version), now).await;
        outcomes.push((*id, done));
    }
    outcomes
}

/// One meeting, and of each case its own paragraph.
async fn announce(
    state: &AppState,
    context: &PageContext,
    cases: &[(ProposalId, i64)],
    values: &Values,
) -> Outcomes {
    let (actor, now) = (&context.actor, context.now);
    let typed = |name: &str| values.get(name).cloned().unwrap_or_default();
    let once = typed("once");
    let mut outcomes = Vec::new();
    for (id, _) in cases {
        let fields = [
            ("body", typed("body")),
            ("meeting_date", typed("meeting_date")),
            ("paragraph", typed(&paragraph_field(*id))),
        ]
        .map(|(name, value)| (name.to_owned(), value));
        let new = NewAct {
            fields: fields.into(),
            // Reloading the page that came back announces nothing twice.
            once: match once.is_empty() {
                true => String::new(),
                false => format!("{once}-{id}"),
            },
        };
        let kind = TransitionKind::Announce;
        let done = state.proposals.record(actor, *id, kind, new, now).await;
        outcomes.push((*id, done.map(drop)));
    }
    outcomes
}

/// The page again, with what came of each case; and with the form for those that need mending.
async fn told(
    state: &AppState,
    mut context: PageContext,
    values: Values,
    outcomes: Outcomes,
) -> Response {
    let mut errors: Vec<FieldError> = Vec::new();
    let mut typed = BTreeMap::new();
    for (id, done) in outcomes {
        if let Err(AppError::Invalid(wrong)) = &done {
            for mut error in wrong.iter().cloned() {
                if error.field == "paragraph" {
                    error.field = paragraph_field(id);
                }
                if !errors.contains(&error) {
                    errors.push(error);
                }
            }
        }
        let said = match done {
            Ok(()) => String::new(),
            Err(error) => serde_json::to_string(&error).unwrap_or_default(),
        };
        typed.insert(case_field(id), said);
    }
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    if !errors.is_empty() {
        context.replay = Some(Arc::new(FormReplay {
            form: SEVERAL_FORM,
            values,
            error: AppError::Invalid(errors),
        }));
    }
    context.typed = Some(Arc::new(typed));
    context.path = SEVERAL_PAGE.to_owned();
    context.query = String::new();
    pages::render(state, context, status).await
}
