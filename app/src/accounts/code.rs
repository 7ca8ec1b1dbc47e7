//! `/logga-in/kod`: where the code out of the letter is typed. The same for everybody, whether a
//! letter was sent or not.

use leptos::prelude::*;
use nara_domain::switches::Feature;

use super::intent::{Waiting, named, notice, waiting};
use super::next_address;
use super::register::letter_sent;
use crate::context::{PageContext, page, with_next};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField, closed_notice};

/// Leads on as signing in by password does.
#[component]
pub fn CodePage() -> impl IntoView {
    let page = page();
    let form = FormState::of(&page, "typed_code");
    let next = next_address(&form);
    let data = {
        let (page, next) = (page.clone(), next.clone());
        async move { waiting(&page, &next).await }
    };
    load(data, move |waiting| {
        view(&page, form, next, waiting.as_ref())
    })
}

fn view(page: &PageContext, form: FormState, next: String, waiting: Option<&Waiting>) -> AnyView {
    let lang = page.lang;
    let label = move |_: &str| t!(lang, "code-label").into_owned();
    let missing = [
        t!(lang, "check-mail-missing-spam").into_owned(),
        t!(lang, "forgotten-missing-spelling").into_owned(),
    ];
    let again = page.href(&with_next("/logga-in", &next));
    if let Some(closed) = closed_notice(page, Feature::CodeSignIn) {
        return view! {
            {page_title(t!(lang, "code-title"))}
            <div class="wrap wrap--narrow flow">
                <h1>{t!(lang, "code-title")}</h1>
                {closed}
                <p><a href=again>{t!(lang, "code-other-way")}</a></p>
            </div>
        }
        .into_any();
    }
    view! {
        {page_title(t!(lang, "code-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "code-title")}</h1>
            <p class="lead">{t!(lang, "code-lead")}</p>
            {waiting.map(|waiting| notice(lang, "signin-intent-support", waiting))}
            <form class="form" method="post" action=page.href("/logga-in/kod") novalidate>
                <input type="hidden" name="sedan" value=next/>
                {named(waiting)}
                <TextField
                    form=form.clone()
                    name="kod"
                    label=label("kod")
                    hint=t!(lang, "code-hint")
                    autocomplete="one-time-code"
                    look="input input--short"
                />
                <div class="actions">
                    <button class="btn">{t!(lang, "code-submit")}</button>
                    <a class="btn btn--quiet" href=again>{t!(lang, "code-again")}</a>
                </div>
            </form>
            {letter_sent(page, missing)}
        </div>
    }
    .into_any()
}
