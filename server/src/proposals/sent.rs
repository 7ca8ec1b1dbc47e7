//! A form that stands on a proposal's page, as it came in, and how that ends.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::response::{IntoResponse, Response};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use serde::de::DeserializeOwned;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// Where a form leads when it is done: a local address, and what is said there once.
pub type Done = (String, &'static str);

/// A form of type `T` with the page it stands on. An address that is no proposal's is answered with
/// the page that says so.
pub struct Sent<T> {
    pub on: On,
    pub form: Result<T, AppError>,
}

/// Which proposal's page, who sent the form, and what was typed.
pub struct On {
    pub state: AppState,
    pub context: PageContext,
    pub id: ProposalId,
    /// The proposal's own page. A form that stands on another of its pages says so with
    /// [`On::under`].
    pub page: String,
    values: BTreeMap<String, String>,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let asked = FormRequest::from_request_parts(&mut parts, state).await;
        let FormRequest { context, .. } = asked.map_err(IntoResponse::into_response)?;
        let path = Path::<(String, String)>::from_request_parts(&mut parts, state).await;
        let Path((id, slug)) = path.map_err(IntoResponse::into_response)?;
        let (id, page) = match address(&id, &slug) {
            Ok(found) => found,
            Err(error) => return Err(pages::failure(state, context, error).await),
        };
        let request = Request::from_parts(parts, body);
        let Ok(Typed { values, form }) = Typed::from_request(request, state).await;
        let on = On {
            state: state.clone(),
            context,
            id,
            page,
            values,
        };
        Ok(Self { on, form })
    }
}

impl On {
    /// The form stands on the page below the proposal's own.
    #[must_use]
    pub fn under(mut self, page: &str) -> Self {
        self.page.push('/');
        self.page.push_str(page);
        self
    }

    pub const fn actor(&self) -> &Actor {
        &self.context.actor
    }

    pub const fn now(&self) -> Stamp {
        self.context.now
    }

    /// The page everybody reads the discussion on: the proposal's, or that of the questions it is about.
    pub async fn read_at(&self) -> Result<String, AppError> {
        read_at(&self.state, (self.id, &self.page)).await
    }

    /// Leads on, or gives the form called `form` back with everything typed and what is wrong.
    pub async fn end(self, form: &'static str, done: Result<Done, AppError>) -> Response {
        match done {
            Ok((there, flash)) => see_other(&self.context, &there, Some(flash)),
            Err(error) => {
                let Self {
                    state,
                    context,
                    page,
                    values,
                    ..
                } = self;
                refuse(&state, context, &page, form, values, error).await
            }
        }
    }
}

/// As [`On::read_at`], of a proposal with its page.
pub async fn read_at(state: &AppState, (id, page): (ProposalId, &str)) -> Result<String, AppError> {
    let questions = state.proposals.questions_of(id).await?;
    Ok(match questions {
        Some((set, slug)) => nara_app::questions::path_of(set, &slug),
        None => page.to_owned(),
    })
}

/// The number in an address, and the page's own address.
///
/// # Errors
/// No number of a proposal.
pub fn address(id: &str, slug: &str) -> Result<(ProposalId, String), AppError> {
    let id: ProposalId = id.parse()?;
    Ok((id, format!("/forslag/{id}/{}", urlencoding::encode(slug))))
}
