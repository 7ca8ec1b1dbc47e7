//! `/bekrafta`: a button, because mail scanners open links and ours works once; and the
//! password, because who reads the letter need not be who registered the address.

use leptos::prelude::*;
use nara_domain::switches::Feature;

use super::api::AccountPort;
use super::broken_link::{broken, is_about_link};
use super::intent::{Waiting, named, notice, waiting};
use crate::context::{LinkSecret, PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField, closed_notice};

/// Where to ask for another link.
const AGAIN: (&str, &str) = ("/registrera", "confirm-again");

/// The form, or why the link does not work and what to do instead.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let page = page();
    let LinkSecret(token) = page.link.clone();
    let accounts = port::<dyn AccountPort>();
    let check = {
        let page = page.clone();
        // A link that does not work is no missing page: it says what to do now.
        async move {
            match accounts?.check_link(&token, page.now).await {
                Ok(next) => Ok(Ok(waiting(&page, &next).await?)),
                Err(error) => Ok(Err(error)),
            }
        }
    };
    let replayed = page
        .replay_of("confirm")
        .map(|replay| replay.error.clone())
        .filter(is_about_link);
    load(check, move |checked| match (checked, replayed) {
        // What the button was answered with says more than what the link looks like since.
        (_, Some(error)) => broken(&page, &error, AGAIN),
        (Ok(waiting), _) => form(&page, waiting.as_ref()),
        (Err(error), _) => broken(&page, &error, AGAIN),
    })
}

fn form(page: &PageContext, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "confirm");
    let label = move |_: &str| t!(lang, "confirm-password").into_owned();
    if let Some(closed) = closed_notice(page, Feature::Registration) {
        return view! {
            {page_title(t!(lang, "confirm-title"))}
            <div class="wrap wrap--narrow flow">
                <h1>{t!(lang, "confirm-title")}</h1>
                {closed}
            </div>
        }
        .into_any();
    }
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
                action=page.href("/bekrafta")
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
