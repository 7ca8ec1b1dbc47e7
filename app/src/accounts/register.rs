//! `/registrera` and what comes after it. Known and unknown addresses get the same answer: who has
//! an account is nobody else's business.

use leptos::prelude::*;
use nara_domain::switches::Feature;

use super::api::{DISPLAY_NAME_MAX, PASSWORD_MIN};
use super::next_address;
use crate::context::{PageContext, page, with_next};
use crate::layout::page_title;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField, closed_notice};

/// Name, e-mail, password.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "register");
    let next = next_address(&form);
    let closed = closed_notice(&page, Feature::Registration);
    // What somebody has typed is never taken away from them.
    let shows_form = closed.is_none() || form.came_back();
    let word = move |field: &str| match field {
        "display_name" => t!(lang, "register-name").into_owned(),
        "email" => t!(lang, "register-email").into_owned(),
        _ => t!(lang, "register-password").into_owned(),
    };
    view! {
        {page_title(t!(lang, "register-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=word/>
            <h1>{t!(lang, "register-title")}</h1>
            <p class="lead">{t!(lang, "register-lead")}</p>
            {closed}
            {shows_form.then(|| view! {
                <form class="form" method="post" action=page.href("/registrera") novalidate>
                    <input type="hidden" name="sedan" value=next.clone()/>
                    <TextField
                        form=form.clone()
                        name="display_name"
                        label=word("display_name")
                        hint=t!(lang, "register-name-hint", max = DISPLAY_NAME_MAX)
                        autocomplete="nickname"
                    />
                    <TextField
                        form=form.clone()
                        name="email"
                        label=word("email")
                        hint=t!(lang, "register-email-hint")
                        kind="email"
                        autocomplete="email"
                    />
                    <TextField
                        form=form.clone()
                        name="password"
                        label=word("password")
                        hint=t!(lang, "register-password-hint", min = PASSWORD_MIN)
                        kind="password"
                        autocomplete="new-password"
                    />
                    <p>
                        <a href=page.href("/integritet")>{t!(lang, "register-privacy")}</a>
                    </p>
                    <div class="actions">
                        <button class="btn">{t!(lang, "register-submit")}</button>
                    </div>
                </form>
            })}
            <p>
                {t!(lang, "register-have-account")}
                " "
                <a href=page.href(&with_next("/logga-in", &next))>{t!(lang, "register-sign-in")}</a>
            </p>
        </div>
    }
}

/// `/registrera/klar`: the same for everybody, whatever letter was sent.
#[component]
pub fn CheckMailPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let missing = [
        t!(lang, "check-mail-missing-spam").into_owned(),
        t!(lang, "check-mail-missing-spelling").into_owned(),
    ];
    view! {
        {page_title(t!(lang, "check-mail-title"))}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "check-mail-title")}</h1>
            <p class="lead">{t!(lang, "check-mail-lead")}</p>
            <p>{t!(lang, "check-mail-how-long")}</p>
            {letter_sent(&page, missing)}
        </div>
    }
}

/// Where the demo's letters are, and what to do where none comes.
pub(super) fn letter_sent(page: &PageContext, missing: [String; 2]) -> AnyView {
    let lang = page.lang;
    let items = missing
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    view! {
        {page
            .site
            .demo
            .then(|| {
                view! {
                    <p>{t!(lang, "check-mail-demo")}</p>
                    <div class="actions">
                        <a class="btn btn--secondary" href=page.href("/demo/post")>
                            {t!(lang, "check-mail-demo-link")}
                        </a>
                    </div>
                }
            })}
        <section class="section flow" aria-labelledby="inget-brev">
            <h2 id="inget-brev">{t!(lang, "check-mail-missing-title")}</h2>
            <div class="prose">
                <ul>{items}</ul>
            </div>
        </section>
    }
    .into_any()
}
