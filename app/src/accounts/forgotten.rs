//! `/glomt-losenord` and what comes after it. Known and unknown addresses get the same answer.

use leptos::prelude::*;

use super::register::letter_sent;
use crate::context::page;
use crate::layout::page_title;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// The address, and a letter comes.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "forgotten");
    let label = move |_: &str| t!(lang, "signin-email").into_owned();
    view! {
        {page_title(t!(lang, "forgotten-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "forgotten-title")}</h1>
            <p class="lead">{t!(lang, "forgotten-lead")}</p>
            <form class="form" method="post" action=page.href("/glomt-losenord") novalidate>
                <TextField
                    form=form.clone()
                    name="email"
                    label=label("email")
                    kind="email"
                    autocomplete="email"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "forgotten-submit")}</button>
                </div>
            </form>
            <p><a href=page.href("/logga-in")>{t!(lang, "forgotten-remembered")}</a></p>
        </div>
    }
}

/// `/glomt-losenord/klar`: the same for everybody, whether a letter was sent or not.
#[component]
pub fn ResetSentPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let missing = [
        t!(lang, "check-mail-missing-spam").into_owned(),
        t!(lang, "forgotten-missing-spelling").into_owned(),
    ];
    view! {
        {page_title(t!(lang, "check-mail-title"))}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "check-mail-title")}</h1>
            <p class="lead">{t!(lang, "forgotten-sent")}</p>
            <p>{t!(lang, "forgotten-how-long")}</p>
            {letter_sent(&page, missing)}
            <p><a href=page.href("/glomt-losenord")>{t!(lang, "forgotten-again")}</a></p>
        </div>
    }
}
