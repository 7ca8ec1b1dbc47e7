//! The forms by which members of a group come to stand on an idea together.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;
use nara_app::coauthors::{FORM, ID};
use nara_app::error::AppError;
use serde::Deserialize;

use super::sent::{Sent, address};
use crate::http::forms::{FormRequest, see_other};
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new().route("/forslag/{id}/{slug}/medforfattare", post(share).get(back))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = address(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |(_, page)| page);
    see_other(&context, &page, None)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareForm {
    /// `ask`, `yes`, `no`, `take_off`.
    #[serde(default)]
    deed: String,
    /// Whom to ask.
    #[serde(default)]
    alias: String,
    /// Whom to take off, by number; empty: oneself.
    #[serde(default)]
    member: String,
}

async fn share(Sent { on, form }: Sent<ShareForm>) -> Response {
    let done = async {
        let ShareForm {
            deed,
            alias,
            member,
        } = form?;
        let (service, now) = (&on.state.coauthors, on.now());
        let said = match deed.as_str() {
            "ask" => {
                let asked = service.ask_coauthor(on.actor(), on.id, &alias, now);
                asked.await?;
                "coauthor_asked"
            }
            "yes" => {
                let answered = service.answer_coauthor(on.actor(), on.id, true, now);
                answered.await?;
                "coauthor_yes"
            }
            "no" => {
                let answered = service.answer_coauthor(on.actor(), on.id, false, now);
                answered.await?;
                "coauthor_no"
            }
            "take_off" => {
                let whose = match member.as_str() {
                    "" => None,
                    number => Some(number.parse().map_err(|_| AppError::Malformed)?),
                };
                service.take_off(on.actor(), on.id, whose, now).await?;
                "coauthor_off"
            }
            _ => return Err(AppError::Malformed),
        };
        Ok((format!("{}#{ID}", on.page), said))
    }
    .await;
    on.end(FORM, done).await
}
