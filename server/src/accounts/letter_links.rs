//! Where the links of letters lead: to their page without their secret. What a group's code opens goes
//! the same way, but for the link: the code is typed.
//!
//! A link has its secret in its address, because a letter has nowhere else to put it. But addresses
//! are written down everywhere: in the browser's history and its sync, in the proxy's log, on the
//! screen behind somebody's back. So the secret goes into a cookie at once, and the reader on to an
//! address that says nothing; the page and its form take it from there. A mail scanner that opens the
//! link uses nothing up (`docs/decisions/0015-secrets-in-addresses.md`).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use nara_app::context::LinkSecret;
use nara_domain::time::Stamp;

use crate::http::cookies;
use crate::http::forms::{FormRequest, see_other};
use crate::state::AppState;

/// How long an opened link is remembered. Who is interrupted for longer opens the letter again.
const REMEMBERED_MINUTES: i64 = 60;
/// A day at work, and the evening after it.
const GUEST_REMEMBERED_MINUTES: i64 = 12 * 60;
/// The longest token we sign is a quarter of this.
const LONGEST: usize = 2000;

/// A page that a letter leads to, or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    Confirm,
    NewPassword,
    NewAddress,
    Invitation,
    /// Choosing an alias, behind a group's code.
    Door,
    /// Answering for a body outside the municipality.
    Guest,
}

impl Leads {
    const ALL: [Self; 6] = [
        Self::Confirm,
        Self::NewPassword,
        Self::NewAddress,
        Self::Invitation,
        Self::Door,
        Self::Guest,
    ];

    /// The page's address.
    pub fn page(self) -> &'static str {
        match self {
            Self::Confirm => "/bekrafta",
            Self::NewPassword => "/nytt-losenord",
            Self::NewAddress => "/ny-adress",
            Self::Invitation => "/inbjudan",
            Self::Door => "/grupp/in",
            Self::Guest => "/gastsvar",
        }
    }

    /// A cookie for each page: a link opened in another window does not take this one's place.
    fn cookie(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::NewPassword => "reset",
            Self::NewAddress => "address",
            Self::Invitation => "invitation",
            Self::Door => "door",
            Self::Guest => "guest",
        }
    }

    /// An answer takes longer to write than a password, and is sent by whoever opened the link.
    fn remembered_minutes(self) -> i64 {
        match self {
            Self::Guest => GUEST_REMEMBERED_MINUTES,
            _ => REMEMBERED_MINUTES,
        }
    }
}

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/bekrafta/{token}", get(confirm))
        .route("/nytt-losenord/{token}", get(new_password))
        .route("/ny-adress/{token}", get(new_address))
        .route("/inbjudan/{token}", get(invitation))
        .route("/gastsvar/{token}", get(guest))
}

async fn confirm(state: State<AppState>, request: FormRequest, token: Path<String>) -> Response {
    open(&state, &request, &token, Leads::Confirm)
}

async fn new_password(
    state: State<AppState>,
    request: FormRequest,
    token: Path<String>,
) -> Response {
    open(&state, &request, &token, Leads::NewPassword)
}

async fn new_address(
    state: State<AppState>,
    request: FormRequest,
    token: Path<String>,
) -> Response {
    open(&state, &request, &token, Leads::NewAddress)
}

async fn invitation(state: State<AppState>, request: FormRequest, token: Path<String>) -> Response {
    open(&state, &request, &token, Leads::Invitation)
}

async fn guest(state: State<AppState>, request: FormRequest, token: Path<String>) -> Response {
    open(&state, &request, &token, Leads::Guest)
}

fn open(state: &AppState, request: &FormRequest, token: &str, leads: Leads) -> Response {
    let context = &request.context;
    let response = see_other(context, leads.page(), None);
    // Whatever else it is, it is no token of ours and fits into no cookie: the page says so.
    let is_token = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    if token.len() > LONGEST || !token.bytes().all(is_token) {
        return done(state, response, leads);
    }
    let until = context.now.plus_minutes(leads.remembered_minutes());
    keep(state, response, (leads, token), until, context.now)
}

/// Remembers the secret of the page a response leads to.
pub(crate) fn keep(
    state: &AppState,
    mut response: Response,
    (leads, secret): (Leads, &str),
    until: Stamp,
    now: Stamp,
) -> Response {
    if let Some(cookie) = cookies::link(state.secure(), leads.cookie(), secret, until, now) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The secret of the link that led to this page, if one did.
pub fn opened(state: &AppState, path: &str, headers: &HeaderMap) -> LinkSecret {
    let leads = Leads::ALL.into_iter().find(|leads| leads.page() == path);
    let name = leads.map(|leads| cookies::link_name(state.secure(), leads.cookie()));
    let secret = name.and_then(|name| cookies::read(headers, &name));
    LinkSecret(secret.unwrap_or_default().to_owned())
}

/// Forgets a link that has done what it was for.
pub(crate) fn done(state: &AppState, mut response: Response, leads: Leads) -> Response {
    if let Some(cookie) = cookies::no_link(state.secure(), leads.cookie()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
