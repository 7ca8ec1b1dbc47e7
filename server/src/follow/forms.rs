//! Following and stopping: the forms of a proposal's page, and where the links of letters lead.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http_body_util::{BodyExt, Limited};
use nara_app::error::AppError;
use nara_domain::ids::ProposalId;

use crate::http::errors::Failure;
use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

/// Where the links lead that stop letters.
const STOP: &str = "/avsluta/";
/// More than either kind of request has.
const MAX_STOP_BYTES: usize = 16 * 1024;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/folj", post(follow).get(back))
        .route("/forslag/{id}/{slug}/folj/sluta", post(unfollow).get(back))
        .route("/avsluta/{token}", post(stop))
}

/// Whether this is the one request that may come from anywhere: a letter's link that is pressed in a
/// mail program, by RFC 8058. It has its proof in its address, asks for no cookie and can do one
/// thing.
pub fn is_one_click(method: &Method, path: &str) -> bool {
    let token = path.strip_prefix(STOP);
    method == Method::POST && token.is_some_and(|token| !token.is_empty() && !token.contains('/'))
}

fn page_of(id: &str, slug: &str) -> Result<(ProposalId, String), AppError> {
    let id: ProposalId = id.parse()?;
    Ok((id, format!("/forslag/{id}/{}", urlencoding::encode(slug))))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = page_of(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |(_, page)| page);
    see_other(&context, &page, None)
}

async fn follow(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let (id, page) = match page_of(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = match form {
        Ok(NoFields {}) => state.follow.follow(&context.actor, id, context.now).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => see_other(&context, &page, Some("following")),
        Err(error) => refuse(&state, context, &page, "follow", values, error).await,
    }
}

async fn unfollow(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let (id, page) = match page_of(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = match form {
        Ok(NoFields {}) => state.follow.unfollow(&context.actor, id, context.now).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => see_other(&context, &page, Some("unfollowed")),
        Err(error) => refuse(&state, context, &page, "follow", values, error).await,
    }
}

/// What a request to a letter's link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// A mail program: no letters about this proposal.
    OneClick,
    /// Our page's form.
    Form { all: bool },
}

async fn stop(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let asked = read(request).await;
    // A link that is none is told as such, whatever came with it.
    let asked = match state.follow.find_stop(&token).await {
        Ok(_) => asked,
        Err(error) => Err(error),
    };
    let done = match asked {
        Err(error) => Err(error),
        Ok(asked) => {
            let all = asked == Asked::Form { all: true };
            let stopped = state.follow.stop(&token, all, context.now).await;
            stopped.map(|()| asked)
        }
    };
    match done {
        // Mail programs follow no redirect: RFC 8058, 3.2.
        Ok(Asked::OneClick) => (StatusCode::OK, "OK\n").into_response(),
        Ok(Asked::Form { .. }) => {
            let page = format!("{STOP}{}", urlencoding::encode(&token));
            see_other(&context, &page, None)
        }
        Err(error @ AppError::LinkUnknown) => pages::failure(&state, context, error).await,
        Err(error) => Failure(error).into_response(),
    }
}

/// RFC 8058 lets mail programs send a form of either kind.
async fn read(request: Request) -> Result<Asked, AppError> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let (urlencoded, multipart) = (
        kind.eq_ignore_ascii_case("application/x-www-form-urlencoded"),
        kind.eq_ignore_ascii_case("multipart/form-data"),
    );
    if !urlencoded && !multipart {
        return Err(AppError::UnsupportedMediaType);
    }
    let body = Limited::new(request.into_body(), MAX_STOP_BYTES);
    let body = body.collect().await.map_err(|_| AppError::TooLarge)?;
    asked(&body.to_bytes(), multipart)
}

fn asked(body: &[u8], multipart: bool) -> Result<Asked, AppError> {
    if multipart {
        // The one field of it is a constant: no need to take it apart.
        let text = String::from_utf8_lossy(body);
        let named =
            text.contains("name=\"List-Unsubscribe\"") || text.contains("name=List-Unsubscribe");
        return match named && text.lines().any(|line| line.trim() == "One-Click") {
            true => Ok(Asked::OneClick),
            false => Err(AppError::Malformed),
        };
    }
    let fields: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|_| AppError::Malformed)?;
    let only = match fields.as_slice() {
        [(name, value)] => (name.as_str(), value.as_str()),
        _ => return Err(AppError::Malformed),
    };
    match only {
        ("List-Unsubscribe", "One-Click") => Ok(Asked::OneClick),
        ("brev", "detta") => Ok(Asked::Form { all: false }),
        ("brev", "alla") => Ok(Asked::Form { all: true }),
        _ => Err(AppError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_post_to_a_letters_link_may_come_from_anywhere() {
        for (method, path, may) in [
            (Method::POST, "/avsluta/abc", true),
            (Method::POST, "/avsluta/", false),
            (Method::POST, "/avsluta", false),
            (Method::POST, "/avsluta/abc/mer", false),
            (Method::POST, "/konto/avsluta/abc", false),
            (Method::PUT, "/avsluta/abc", false),
            (Method::DELETE, "/avsluta/abc", false),
        ] {
            assert_eq!(is_one_click(&method, path), may, "{method} {path}");
        }
    }

    #[test]
    fn mail_programs_send_either_kind_of_form() {
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                         One-Click\r\n--x--\r\n";
        assert_eq!(asked(multipart.as_bytes(), true), Ok(Asked::OneClick));
        assert_eq!(
            asked(b"List-Unsubscribe=One-Click", false),
            Ok(Asked::OneClick)
        );
        assert_eq!(asked(b"brev=detta", false), Ok(Asked::Form { all: false }));
        assert_eq!(asked(b"brev=alla", false), Ok(Asked::Form { all: true }));
        for nonsense in [
            "",
            "brev=",
            "brev=detta&brev=alla",
            "List-Unsubscribe=Yes",
            "x=y",
        ] {
            for multipart in [true, false] {
                let read = asked(nonsense.as_bytes(), multipart);
                assert_eq!(read, Err(AppError::Malformed), "{nonsense}");
            }
        }
    }
}
