//! Forms of pages: read strictly, answer with a redirect or with the page itself.
//!
//! A form posts to an address of its page. What was typed is kept as text until the answer is
//! known: on success the reader is redirected (so that reloading sends nothing twice), on error the
//! page comes back with every field as it was, the problem at the field, and the right status.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use nara_app::accounts::api::{NewSession, Visit};
use nara_app::context::{Flash, FormReplay, PageContext, ShownOnce, prove_address};
use nara_app::error::AppError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::errors::Failure;
use super::{cookies, pages};
use crate::state::AppState;

/// The largest form has four texts of 10 000 characters, and a character of some scripts is twelve
/// bytes on its way here. What is below this and too long is told at its field.
pub const MAX_FORM_BYTES: usize = 1024 * 1024;
/// Read up to here, so that what was typed can be shown again with what is wrong with it.
pub const MAX_READ_BYTES: usize = 2 * MAX_FORM_BYTES;
/// How long a file may take to arrive. Of the two minutes its form has, the rest is for storing it: what
/// takes longer there is a fault of ours, and what takes longer here is not.
pub const FILE_ARRIVES: Duration = Duration::from_secs(110);

/// The request of a page's form: who, in which language, from which browser.
#[derive(Debug)]
pub struct FormRequest {
    pub context: PageContext,
    pub visit: Visit,
}

impl FromRequestParts<AppState> for FormRequest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Self::Rejection> {
        let context = parts.extensions.get::<PageContext>().cloned();
        let context = context.ok_or(Failure(AppError::Internal))?;
        let mut visit = parts.extensions.get::<Visit>().cloned().unwrap_or_default();
        visit.session.clone_from(&context.session);
        Ok(Self { context, visit })
    }
}

/// A form without fields; unknown ones are still refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFields {}

/// What came in: the fields as text, and the typed form or what is wrong with the request as such
/// (unknown field, wrong content type, too large). `T` denies unknown fields.
#[derive(Debug)]
pub struct Typed<T> {
    pub values: BTreeMap<String, String>,
    pub form: Result<T, AppError>,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Typed<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, _: &AppState) -> Result<Self, Self::Rejection> {
        Ok(match read(request).await {
            Err(error) => Self {
                values: BTreeMap::new(),
                form: Err(error),
            },
            Ok(bytes) => {
                let pairs: Vec<(String, String)> =
                    serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
                let form = match bytes.len() > MAX_FORM_BYTES {
                    true => Err(AppError::TooLarge),
                    false if is_any_twice(&pairs) => Err(AppError::Malformed),
                    false => serde_urlencoded::from_bytes(&bytes).map_err(|_| AppError::Malformed),
                };
                Self {
                    values: pairs.into_iter().collect(),
                    form,
                }
            }
        })
    }
}

/// Whether a name stands there twice. Taking the first or the last of them would let whoever looks
/// before us, such as a filter in a proxy, see another one than we do: the same rule for forms,
/// addresses ([`super::context`]) and JSON ([`crate::rest`]).
pub fn is_any_twice(pairs: &[(String, String)]) -> bool {
    let mut names = BTreeSet::new();
    !pairs.iter().all(|(name, _)| names.insert(name))
}

/// Whether a form was sent as forms with files are.
pub fn is_with_files(request: &Request) -> bool {
    is_of_type(request, "multipart/form-data")
}

fn is_of_type(request: &Request, wanted: &str) -> bool {
    let told = request.headers().get(header::CONTENT_TYPE);
    told.and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted))
}

async fn read(request: Request) -> Result<axum::body::Bytes, AppError> {
    if !is_of_type(&request, "application/x-www-form-urlencoded") {
        return Err(AppError::UnsupportedMediaType);
    }
    match Limited::new(request.into_body(), MAX_READ_BYTES)
        .collect()
        .await
    {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(AppError::TooLarge),
        Err(_) => Err(AppError::Malformed),
    }
}

/// What is read of a form with a file, or that it did not arrive in time.
pub async fn in_time<T>(
    patience: Duration,
    read: impl Future<Output = Result<T, AppError>>,
) -> Result<T, AppError> {
    let read = tokio::time::timeout(patience, read).await;
    read.unwrap_or(Err(AppError::TooSlow))
}

/// A page whose response holds a secret that nothing ever shows again: a redirect would have to carry
/// it in a cookie or an address, where it would be kept.
pub async fn show_once(
    state: &AppState,
    mut context: PageContext,
    (path, query): (&str, &str),
    secret: String,
) -> Response {
    context.path = path.to_owned();
    context.query = query.to_owned();
    context.shown_once = Some(ShownOnce(secret));
    let mut response = pages::render(state, context, StatusCode::OK).await;
    let store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, store);
    response
}

/// Leads on to a local address, with a message shown there once.
pub fn see_other(context: &PageContext, path: &str, flash: Option<&'static str>) -> Response {
    redirect(context, &context.href(path), flash)
}

/// Adds the cookie of a session just begun.
pub fn with_session(state: &AppState, mut response: Response, session: &NewSession) -> Response {
    let cookie = cookies::session(
        state.secure(),
        &session.secret,
        session.expires_at,
        state.clock.now(),
    );
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// What the browser is told to forget of who signs out. Not its cache: pages of somebody signed in are
/// never kept there (`no-store`), so clearing it would only make whoever comes next wait for the
/// stylesheet again.
const FORGET: HeaderValue = HeaderValue::from_static("\"storage\"");

/// Takes the session's cookie away, and what scripts of ours may have left in the browser.
pub fn without_session(state: &AppState, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::no_session(state.secure()));
    headers.insert(HeaderName::from_static("clear-site-data"), FORGET);
    response
}

/// As [`see_other`], for an address that has its language prefix already.
pub fn redirect(context: &PageContext, address: &str, flash: Option<&'static str>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let flash = flash.and_then(Flash::from_code);
    if let Ok(location) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    if let Some(Flash(code)) = flash
        && let Some(cookie) = cookies::flash(context.site.is_https(), code)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Answers a form that could not be done. `page` is the local address (and query) of the page the
/// form stands on. Who has to sign in first is led there and back; where something was written, it
/// is kept on a page of its own instead, because the session may have ended meanwhile.
pub async fn refuse(
    state: &AppState,
    mut context: PageContext,
    page: &str,
    form: &'static str,
    mut values: BTreeMap<String, String>,
    error: AppError,
) -> Response {
    // A password is never written into a page, not even into the one that keeps what was typed.
    values.retain(|name, _| !name.contains("password"));
    if error == AppError::SignIn {
        return match is_written(&values) {
            true => pages::kept(state, context, values).await,
            false => sign_in_first(&context, page),
        };
    }
    // What was written stays on its page, which leads there by a link.
    if error == AppError::ProveAgain && !is_written(&values) {
        return see_other(&context, &prove_address(page), None);
    }
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    context.path = path.to_owned();
    context.query = query.to_owned();
    pages::replay(
        state,
        context,
        FormReplay {
            form,
            values,
            error,
        },
    )
    .await
}

/// Fields that are a form's own: nobody typed them.
const HIDDEN: [&str; 6] = ["once", "step", "deed", "seen", "about", "there"];

/// Whether losing these fields would lose somebody's work.
fn is_written(values: &BTreeMap<String, String>) -> bool {
    values
        .iter()
        .any(|(name, value)| !HIDDEN.contains(&name.as_str()) && !value.trim().is_empty())
}

/// To the sign-in page, which leads back to `next` (a local address). `next` may carry
/// `?gor=stod`: what the reader was about to do, done right after signing in.
pub fn sign_in_first(context: &PageContext, next: &str) -> Response {
    see_other(
        context,
        &format!("/logga-in?sedan={}", urlencoding::encode(next)),
        None,
    )
}

/// A local address, or the start page: nobody is led to another site by a crafted link.
pub fn local_address(next: &str) -> &str {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/\\")
        && !next.chars().any(|c| c.is_control() || c == '\\');
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_address;

    #[test]
    fn only_local_addresses_are_followed() {
        for good in ["/", "/forslag/3/lekplats?gor=stod", "/en/konto"] {
            assert_eq!(local_address(good), good);
        }
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=y",
            "forslag",
            "\\\\evil",
        ] {
            assert_eq!(local_address(bad), "/", "{bad}");
        }
    }
}
