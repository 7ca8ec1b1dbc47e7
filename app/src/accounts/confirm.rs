//! `/bekrafta/{token}`: a button, because mail scanners open links and ours works once.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::AccountPort;
use crate::context::{PageContext, page, port, set_status};
use crate::error::{AppError, words};
use crate::layout::{load, page_title};
use crate::t;

/// The button, or why the link does not work and what to do instead.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = page();
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let accounts = port::<dyn AccountPort>();
    let now = page.now;
    let check = {
        let token = token.clone();
        // A link that does not work is no missing page: it says what to do now.
        async move { Ok(accounts?.check_link(&token, now).await) }
    };
    let replayed = page.replay_of("confirm").map(|replay| replay.error.clone());
    load(check, move |checked| {
        // What the button was answered with says more than what the link looks like since.
        match replayed.clone().map_or(checked, Err) {
            Ok(()) => button(&page, &token),
            Err(error) => broken(&page, &error),
        }
    })
}

fn button(page: &PageContext, token: &str) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(t!(lang, "confirm-title"))}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "confirm-title")}</h1>
            <p class="lead">{t!(lang, "confirm-lead")}</p>
            <form class="form" method="post" action=page.href(&format!("/bekrafta/{token}"))>
                <div class="actions">
                    <button class="btn">{t!(lang, "confirm-submit")}</button>
                </div>
            </form>
            <p class="small muted">{t!(lang, "confirm-why-button")}</p>
        </div>
    }
    .into_any()
}

fn broken(page: &PageContext, error: &AppError) -> AnyView {
    let lang = page.lang;
    set_status(error.status());
    let title = t!(lang, &format!("error-{}-title", error.code()));
    view! {
        {page_title(title.clone())}
        <div class="wrap wrap--narrow flow">
            <h1>{title}</h1>
            <p class="lead">{words::help(lang, error)}</p>
            <div class="actions">
                <a class="btn" href=page.href("/logga-in")>{t!(lang, "confirm-sign-in")}</a>
                <a class="btn btn--quiet" href=page.href("/registrera")>{t!(lang, "confirm-again")}</a>
            </div>
        </div>
    }
    .into_any()
}
