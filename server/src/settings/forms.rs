//! The forms of the settings. Everything here wants an administrator who proved a moment ago who
//! they are: a browser left open changes nothing.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::settings::{
    CLOSE_FORM, DUTY_FORM, HOLDING_FORM, MAIL_FORM, OPEN_FORM, RULES_FORM, THEME_FORM,
};
use nara_domain::fields::Values;
use nara_domain::permissions::administer;
use nara_domain::switches::Feature;
use serde::Deserialize;

use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/admin/regler/ny", post(rules))
        .route("/admin/utseende", post(theme))
        .route("/admin/granskning", post(holding))
        .route("/admin/jour", post(duty))
        .route("/admin/funktioner/stang", post(close))
        .route("/admin/funktioner/oppna", post(open))
        .route("/admin/post/prova", post(try_mail))
}

/// Whether this request may change settings.
fn allowed(context: &PageContext) -> Result<(), AppError> {
    administer(&context.actor)?;
    context.proved_lately()
}

/// The new version, in three steps that post to the same page: look at what changes, go back and
/// change it, publish. Nothing is stored before the last.
async fn rules(
    State(state): State<AppState>,
    FormRequest { mut context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    const PAGE: &str = "/admin/regler/ny";
    let mut typed: Values = values.clone();
    let step = typed.remove("step").unwrap_or_default();
    let seen = typed.remove("seen").unwrap_or_default();
    let settings = &state.settings_pages;
    let done = async {
        form?;
        allowed(&context)?;
        match step.as_str() {
            "publish" => {
                let seen = seen.parse().map_err(|_| AppError::Malformed)?;
                let now = context.now;
                settings
                    .publish_rules(&context.actor, &typed, seen, now)
                    .await?;
                Ok(true)
            }
            "change" => Ok(false),
            _ => {
                settings.check_rules(&context.actor, &typed).await?;
                Ok(false)
            }
        }
    }
    .await;
    match done {
        Ok(true) => see_other(&context, "/admin/regler", Some("rules_published")),
        Ok(false) => {
            context.path = PAGE.to_owned();
            context.query = String::new();
            context.typed = Some(values.into());
            pages::render(&state, context, StatusCode::OK).await
        }
        Err(error) => refuse(&state, context, PAGE, RULES_FORM, values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeForm {
    /// Empty: the site's own.
    #[serde(default)]
    farg: String,
}

async fn theme(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<ThemeForm>,
) -> Response {
    let done = async {
        let form = form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        state.settings_pages.set_theme(actor, &form.farg, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/admin/utseende", Some("theme_saved")),
        Err(error) => {
            let page = "/admin/utseende";
            refuse(&state, context, page, THEME_FORM, values, error).await
        }
    }
}

/// Which texts wait for a moderator.
async fn holding(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    const PAGE: &str = "/admin/granskning";
    let done = async {
        form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        state.settings_pages.set_holding(actor, &values, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, PAGE, Some("holding_saved")),
        Err(error) => refuse(&state, context, PAGE, HOLDING_FORM, values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyForm {
    /// Empty: nobody is written to.
    #[serde(default)]
    duty_email: String,
}

/// Who is written to when a text is a threat.
async fn duty(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<DutyForm>,
) -> Response {
    const PAGE: &str = "/admin/jour";
    let done = async {
        let form = form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        let settings = &state.settings_pages;
        settings.set_duty(actor, &form.duty_email, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, PAGE, Some("duty_saved")),
        Err(error) => refuse(&state, context, PAGE, DUTY_FORM, values, error).await,
    }
}

/// The feature a form is about.
fn feature(values: &mut Values) -> Result<Feature, AppError> {
    let code = values.remove("feature").unwrap_or_default();
    Feature::from_code(&code).ok_or(AppError::Malformed)
}

async fn close(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let feature = feature(&mut typed);
    let page = match &feature {
        Ok(feature) => format!("/admin/funktioner?stang={feature}"),
        Err(_) => "/admin/funktioner".to_owned(),
    };
    let done = async {
        form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        state
            .settings_pages
            .close(actor, feature?, &typed, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/admin/funktioner", Some("feature_closed")),
        Err(error) => refuse(&state, context, &page, CLOSE_FORM, values, error).await,
    }
}

async fn open(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let feature = feature(&mut typed);
    let done = async {
        form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        match typed.is_empty() {
            true => state.settings_pages.open(actor, feature?, now).await,
            false => Err(AppError::Malformed),
        }
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/admin/funktioner", Some("feature_opened")),
        Err(error) => {
            let page = "/admin/funktioner";
            refuse(&state, context, page, OPEN_FORM, values, error).await
        }
    }
}

async fn try_mail(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let done = async {
        form?;
        allowed(&context)?;
        let (actor, now) = (&context.actor, context.now);
        let lang = context.lang;
        state.settings_pages.try_mail(actor, lang, now).await
    }
    .await;
    match done {
        // What came of it stands on the page.
        Ok(()) => see_other(&context, "/admin/post", None),
        Err(error) => refuse(&state, context, "/admin/post", MAIL_FORM, values, error).await,
    }
}
