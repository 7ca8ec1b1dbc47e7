//! The forms of the administration, and the one behind an invitation's link.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::admin::LogFilters;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::t;
use nara_domain::actor::{DutyText, Role};
use nara_domain::duty::{Duty, DutyForm};
use nara_domain::ids::PersonId;
use nara_domain::permissions::administer;
use serde::Deserialize;

use crate::csv;
use crate::http::forms::{
    FormRequest, NoFields, Typed, refuse, see_other, show_once, sign_in_first, with_session,
};
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/personer/{person}/uppdrag", post(give))
        .route("/admin/personer/{person}/avsluta", post(end))
        .route(
            "/admin/personer/{person}/passnyckel",
            post(passkey_link).get(back),
        )
        .route("/admin/personer/{person}/logga-ut", post(sign_out))
        .route("/admin/inbjudningar/ny", post(invite))
        .route("/admin/inbjudningar/{invitation}/skicka", post(send_again))
        .route("/admin/inbjudningar/{invitation}/aterkalla", post(withdraw))
        .route("/admin/logg/hamta", post(export))
        .route("/inbjudan", post(accept))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    role: String,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
}

/// A duty somebody is invited to begins when they accept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invited {
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
    department: Option<String>,
    title: Option<String>,
    party: Option<String>,
    assignment: Option<String>,
    body: Option<String>,
    last_day: Option<String>,
}

/// A field left empty is one that was not filled in.
fn filled(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.trim().is_empty())
}

impl Given {
    fn duty(&self, context: &PageContext) -> Result<Duty, AppError> {
        let typed = DutyForm {
            role: &self.role,
            text: DutyText {
                department: filled(&self.department),
                title: filled(&self.title),
                party: filled(&self.party),
                assignment: filled(&self.assignment),
                body: filled(&self.body),
            },
            first_day: filled(&self.first_day),
            last_day: filled(&self.last_day),
        };
        Ok(Duty::checked(&typed, context.today())?)
    }
}

impl Invited {
    fn duty(self, context: &PageContext) -> Result<Duty, AppError> {
        let given = Given {
            role: self.role,
            department: self.department,
            title: self.title,
            party: self.party,
            assignment: self.assignment,
            body: self.body,
            first_day: None,
            last_day: self.last_day,
        };
        given.duty(context)
    }
}

fn person(typed: &str) -> Result<PersonId, AppError> {
    Ok(typed.parse::<PersonId>()?)
}

fn number(typed: &str) -> Result<i64, AppError> {
    typed.parse().map_err(|_| AppError::NotFound)
}

/// The page of somebody, as a local address.
fn page_of(typed: &str) -> String {
    format!("/admin/personer/{}", urlencoding::encode(typed))
}

/// Only for administrators, who proved who they are a moment ago: what they give away is the
/// municipality's word.
fn lately(context: &PageContext) -> Result<(), AppError> {
    administer(&context.actor)?;
    context.proved_lately()
}

async fn give(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<Given>,
) -> Response {
    let done = async {
        let form = form?;
        lately(&context)?;
        let (id, duty) = (person(&typed)?, form.duty(&context)?);
        let (actor, now) = (&context.actor, context.now);
        state.admin.give(actor, id, &duty, now).await
    }
    .await;
    let page = page_of(&typed);
    match done {
        Ok(()) => see_other(&context, &page, Some("duty_given")),
        Err(error) => {
            let form = format!("{page}/uppdrag");
            refuse(&state, context, &form, "duty", values, error).await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    #[serde(default)]
    role: String,
}

async fn end(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<Ended>,
) -> Response {
    let done = async {
        let form = form?;
        lately(&context)?;
        let role = Role::from_code(&form.role).ok_or(AppError::Malformed)?;
        let id = person(&typed)?;
        state.admin.end(&context.actor, id, role, context.now).await
    }
    .await;
    let page = page_of(&typed);
    match done {
        Ok(()) => see_other(&context, &page, Some("duty_ended")),
        Err(error) => refuse(&state, context, &page, "end", values, error).await,
    }
}

/// Who comes back to a form's address finds it on the page of the person. A link that was shown there
/// is gone.
async fn back(FormRequest { context, .. }: FormRequest, Path(typed): Path<String>) -> Response {
    see_other(&context, &page_of(&typed), None)
}

/// The link stands in this very response, for who hands it over.
async fn passkey_link(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let made = async {
        form?;
        lately(&context)?;
        let id = person(&typed)?;
        state
            .admin
            .passkey_link(&context.actor, id, context.now)
            .await
    }
    .await;
    let page = page_of(&typed);
    match made {
        Ok(link) => show_once(&state, context, (&page, ""), link).await,
        Err(error) => refuse(&state, context, &page, "passkey", values, error).await,
    }
}

async fn sign_out(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let done = async {
        form?;
        let id = person(&typed)?;
        state.admin.sign_out(&context.actor, id, context.now).await
    }
    .await;
    let page = page_of(&typed);
    match done {
        Ok(()) => see_other(&context, &page, Some("signed_somebody_out")),
        Err(error) => refuse(&state, context, &page, "sign_out", values, error).await,
    }
}

async fn invite(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<Invited>,
) -> Response {
    let done = async {
        let mut form = form?;
        lately(&context)?;
        let email = std::mem::take(&mut form.email);
        let duty = form.duty(&context);
        let (actor, lang) = (&context.actor, context.lang);
        state
            .admin
            .invite(actor, &email, duty, lang, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/admin/inbjudningar", Some("invited")),
        Err(error) => {
            let page = "/admin/inbjudningar/ny";
            refuse(&state, context, page, "invitation", values, error).await
        }
    }
}

async fn send_again(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let done = async {
        form?;
        lately(&context)?;
        let (actor, id) = (&context.actor, number(&typed)?);
        state
            .admin
            .send_again(actor, id, context.lang, context.now)
            .await
    }
    .await;
    answer_list(&state, context, values, done, "invited_again").await
}

async fn withdraw(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(typed): Path<String>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let done = async {
        form?;
        let id = number(&typed)?;
        state.admin.withdraw(&context.actor, id, context.now).await
    }
    .await;
    answer_list(&state, context, values, done, "invitation_withdrawn").await
}

async fn answer_list(
    state: &AppState,
    context: PageContext,
    values: std::collections::BTreeMap<String, String>,
    done: Result<(), AppError>,
    flash: &'static str,
) -> Response {
    let page = "/admin/inbjudningar";
    match done {
        Ok(()) => see_other(&context, page, Some(flash)),
        Err(error) => refuse(state, context, page, "invitations", values, error).await,
    }
}

async fn export(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<LogFilters>,
) -> Response {
    let done = async {
        let form = form?;
        lately(&context)?;
        let query = form.query(context.now)?;
        let (actor, lang) = (&context.actor, context.lang);
        state.admin.export(actor, &query, lang, context.now).await
    }
    .await;
    match done {
        Ok(text) => file(&context, text),
        Err(error) => {
            // The page comes back with the filters it had.
            let query = serde_urlencoded::to_string(&values).unwrap_or_default();
            let page = format!("/admin/logg?{query}");
            refuse(&state, context, &page, "export", Default::default(), error).await
        }
    }
}

fn file(context: &PageContext, text: String) -> Response {
    let name = t!(
        context.lang,
        "log-file-name",
        date = context.today().to_string()
    );
    csv::file(&name, text)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    #[serde(default)]
    display_name: String,
    #[serde(default)]
    password: String,
}

async fn accept(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<Accepted>,
) -> Response {
    // A password never comes back in a page.
    values.remove("password");
    let page = "/inbjudan";
    let done = async {
        let form = form?;
        let (actor, now) = (&context.actor, context.now);
        let account = (form.display_name.as_str(), form.password.as_str());
        state
            .invitations
            .accept(actor, &context.link.0, account, &visit, now)
            .await
    }
    .await;
    match done {
        Ok(None) => see_other(&context, page, Some("invitation_accepted")),
        Ok(Some(session)) => with_session(
            &state,
            see_other(&context, page, Some("invitation_accepted")),
            &session,
        ),
        // Without the password it cannot be sent again: one signs in and presses the button.
        Err(AppError::SignIn) => sign_in_first(&context, page),
        Err(error) => refuse(&state, context, page, "accept", values, error).await,
    }
}
