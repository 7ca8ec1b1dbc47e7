//! The button on a list that follows what the list is of.

use std::sync::Arc;

use leptos::prelude::*;
use nara_domain::actor::Actor;
use nara_domain::watching::Watched;

use super::api::NewsPort;
use crate::context::PageContext;
use crate::error::{AppError, words};
use crate::t;
use crate::ui::{Icon, icon};

/// What a list can be followed by, and whether the reader does already.
pub type Offered = Vec<(Watched, bool)>;

/// Of what this list is narrowed to. Nothing to visitors: they have the feed.
///
/// # Errors
/// Of the port.
pub async fn offered(
    news: Result<Arc<dyn NewsPort>, AppError>,
    actor: &Actor,
    of: Vec<Watched>,
) -> Result<Offered, AppError> {
    if of.is_empty() || !actor.is_signed_in() {
        return Ok(Vec::new());
    }
    let followed = news?.watched(actor).await?;
    let with_state = |watched: Watched| {
        let follows = followed.contains(&watched);
        (watched, follows)
    };
    Ok(of.into_iter().map(with_state).collect())
}

/// A button for each. `name` is what each is called.
pub fn watch_buttons(
    page: &PageContext,
    offered: &Offered,
    name: impl Fn(&Watched) -> String,
) -> AnyView {
    let lang = page.lang;
    let problem = page.replay_of("watch").map(|replay| {
        let text = words::help(lang, &replay.error);
        view! { <p class="field__error" role="alert">{icon(Icon::Alert)}{text}</p> }
    });
    let buttons = offered
        .iter()
        .map(|(watched, follows)| {
            let name = name(watched);
            let (deed, words, class) = match follows {
                true => ("sluta", "watch-stop", "btn btn--quiet"),
                false => ("folj", "watch-start", "btn btn--secondary"),
            };
            view! {
                <form method="post" action=page.href("/folj")>
                    <input type="hidden" name="gor" value=deed/>
                    <input type="hidden" name="slag" value=watched.kind().code()/>
                    <input type="hidden" name="nyckel" value=watched.key().to_owned()/>
                    <button class=class>{t!(lang, words, name = name)}</button>
                </form>
            }
        })
        .collect_view();
    match offered.is_empty() && problem.is_none() {
        true => ().into_any(),
        false => view! {
            {problem}
            <div class="actions no-print">{buttons}</div>
        }
        .into_any(),
    }
}
