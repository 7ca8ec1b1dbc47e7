//! A link of a letter that does not work: why, and what to do instead.

use leptos::prelude::*;

use crate::context::{PageContext, set_status};
use crate::error::{AppError, words};
use crate::layout::page_title;
use crate::t;

/// `again` is where to ask for another link, and the words for it.
pub(super) fn broken(page: &PageContext, error: &AppError, again: (&str, &str)) -> AnyView {
    let lang = page.lang;
    set_status(error.status());
    let title = t!(lang, &format!("error-{}-title", error.code()));
    let (address, words_again) = again;
    let (way_on, words_on) = match page.actor.is_signed_in() {
        true => ("/konto", "change-cancel"),
        false => ("/logga-in", "confirm-sign-in"),
    };
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <h1>{title}</h1>
            <p class="lead">{words::help(lang, error)}</p>
            <div class="actions">
                <a class="btn" href=page.href(way_on)>{t!(lang, words_on)}</a>
                <a class="btn btn--quiet" href=page.href(address)>{t!(lang, words_again)}</a>
            </div>
        </div>
    }
    .into_any()
}

/// Whether the error is about the link, and not about what was typed behind it.
pub(super) fn is_about_link(error: &AppError) -> bool {
    matches!(
        error,
        AppError::LinkUsed | AppError::LinkExpired | AppError::LinkUnknown | AppError::Malformed
    )
}
