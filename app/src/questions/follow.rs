//! The button on a page of questions that follows them.

use leptos::prelude::*;

use super::FOLLOW;
use super::api::SetView;
use super::shown::path_of;
use crate::context::PageContext;
use crate::error::words;
use crate::news::Offered;
use crate::t;
use crate::ui::{Icon, icon};

/// Nothing to visitors, who have the feed, and to whoever asked: they have letters of their own.
pub fn follow_form(page: &PageContext, view: &SetView, offered: &Offered) -> Option<AnyView> {
    let (_, follows) = offered.first().filter(|_| view.state.is_public())?;
    if view.mine && !follows {
        return None;
    }
    let lang = page.lang;
    let problem = page.replay_of(FOLLOW).map(|replay| {
        let text = words::help(lang, &replay.error);
        view! { <p class="field__error" role="alert">{icon(Icon::Alert)}{text}</p> }
    });
    let (deed, said, class) = match follows {
        true => ("no", "questions-follow-stop", "btn btn--quiet"),
        false => ("yes", "questions-follow", "btn btn--secondary"),
    };
    let action = page.href(&format!("{}/folj", path_of(view.id, &view.slug)));
    Some(
        view! {
            <form class="no-print" method="post" action=action>
                {problem}
                <input type="hidden" name="deed" value=deed/>
                <button class=class>{t!(lang, said)}</button>
                <p class="small muted">{t!(lang, "questions-follow-means")}</p>
            </form>
        }
        .into_any(),
    )
}
