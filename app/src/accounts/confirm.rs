//! `/bekrafta/{token}`: a button, because mail scanners open links and ours works once; and the
//! password, because who reads the letter need not be who registered the address.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::AccountPort;
use super::intent::{Waiting, named, notice, waiting};
use crate::context::{PageContext, page, port, set_status};
use crate::error::{AppError, words};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// The form, or why the link does not work and what to do instead.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = page();
    let token = use_params_map()
        .read_untracked()
        .get("token")
        .unwrap_or_default();
    let accounts = port::<dyn AccountPort>();
    let check = {
        let (page, token) = (page.clone(), token.clone());
        // A link that does not work is no missing page: it says what to do now.
        async move {
            match accounts?.check_link(&token, page.now).await {
                Ok(next) => Ok(Ok(waiting(&page, &next).await?)),
                Err(error) => Ok(Err(error)),
            }
        }
    };
    let replayed = page.replay_of("confirm").map(|replay| replay.error.clone());
    load(check, move |checked| match (checked, replayed) {
        // What the button was answered with says more than what the link looks like since.
        (
            _,
            Some(
                error @ (AppError::LinkUsed
                | AppError::LinkExpired
                | AppError::LinkUnknown
                | AppError::Malformed),
            ),
        ) => broken(&page, &error),
        (Ok(waiting), _) => form(&page, &token, waiting.as_ref()),
        (Err(error), _) => broken(&page, &error),
    })
}

fn form(page: &PageContext, token: &str, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "confirm");
    let label = move |_: &str| t!(lang, "confirm-password").into_owned();
    view! {
        {page_title(t!(lang, "confirm-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "confirm-title")}</h1>
            <p class="lead">{t!(lang, "confirm-lead")}</p>
            {waiting.map(|waiting| notice(lang, "confirm-intent-support", waiting))}
            <form
                class="form"
                method="post"
                action=page.href(&format!("/bekrafta/{token}"))
                novalidate
            >
                {named(waiting)}
                <TextField
                    form=form.clone()
                    name="password"
                    label=label("password")
                    hint=t!(lang, "confirm-password-hint")
                    kind="password"
                    autocomplete="current-password"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "confirm-submit")}</button>
                </div>
            </form>
            <p class="small muted">{t!(lang, "confirm-not-you")}</p>
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
