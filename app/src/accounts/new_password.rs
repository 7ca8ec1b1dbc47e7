//! `/nytt-losenord`: where the link to a new password leads.

use leptos::prelude::*;

use super::api::{AccountPort, PASSWORD_MIN};
use super::broken_link::{broken, is_about_link};
use crate::context::{LinkSecret, PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// Where to ask for another link.
const AGAIN: (&str, &str) = ("/glomt-losenord", "newpassword-again");

/// The form, or why the link does not work and what to do instead.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let page = page();
    let LinkSecret(token) = page.link.clone();
    let accounts = port::<dyn AccountPort>();
    let check = {
        let now = page.now;
        async move { Ok(accounts?.check_reset(&token, now).await) }
    };
    let replayed = page
        .replay_of("new_password")
        .map(|replay| replay.error.clone())
        .filter(is_about_link);
    load(check, move |checked| match replayed.or(checked.err()) {
        Some(error) => broken(&page, &error, AGAIN),
        None => form(&page),
    })
}

fn form(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "new_password");
    let label = move |_: &str| t!(lang, "newpassword-label").into_owned();
    view! {
        {page_title(t!(lang, "newpassword-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "newpassword-title")}</h1>
            <p class="lead">{t!(lang, "newpassword-lead")}</p>
            <form
                class="form"
                method="post"
                action=page.href("/nytt-losenord")
                novalidate
            >
                <TextField
                    form=form.clone()
                    name="password"
                    label=label("password")
                    hint=t!(lang, "register-password-hint", min = PASSWORD_MIN)
                    kind="password"
                    autocomplete="new-password"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "newpassword-submit")}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}
