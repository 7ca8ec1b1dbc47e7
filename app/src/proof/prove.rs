//! `/konto/bekrafta`: showing once more that it is oneself, before what cannot be undone.

use leptos::prelude::*;
use nara_domain::group::is_member;

use super::api::{ProofPort, Provable};
use super::script::{Ceremony, passkey_form};
use crate::accounts::{PROVIDER_FORM, next_address, prove_by_provider};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, TextField};

/// Leads on to `?sedan=`. Signed in only.
#[component]
pub fn ProvePage() -> impl IntoView {
    let page = page();
    let proofs = port::<dyn ProofPort>();
    let actor = page.actor.clone();
    let data = async move { proofs?.provable(&actor).await };
    load(data, move |ways| view(&page, ways))
}

fn view(page: &PageContext, ways: Provable) -> AnyView {
    let lang = page.lang;
    let password = FormState::of(page, "prove");
    let passkey = FormState::of(page, "passkey");
    let provider = FormState::of(page, PROVIDER_FORM);
    let sent = [&passkey, &provider];
    let sent = sent.into_iter().find(|form| form.came_back());
    let next = next_address(sent.unwrap_or(&password));
    let label = move |_: &str| t!(lang, "signin-password").into_owned();
    let lead = match ways.strongly {
        true => "prove-lead-strongly",
        false => "prove-lead",
    };
    let out = page.href("/logga-ut");
    let alias = is_member(&page.actor);
    let by_group = (alias && ways.by_nothing()).then(|| by_group(page));
    let nothing = (!alias && ways.by_nothing()).then(|| {
        view! {
            <Notice kind=Kind::Waiting>
                <p>{t!(lang, "prove-by-nothing")}</p>
                <form method="post" action=out>
                    <button class="btn btn--secondary">{t!(lang, "account-sign-out")}</button>
                </form>
            </Notice>
        }
    });
    view! {
        {page_title(t!(lang, "prove-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=password.clone() label=label/>
            <ErrorSummary form=passkey label=label/>
            <ErrorSummary form=provider label=label/>
            <h1>{t!(lang, "prove-title")}</h1>
            <p class="lead">{t!(lang, lead)}</p>
            {nothing}
            {by_group}
            {ways.demo.then(|| by_demo(page, &next))}
            {ways.passkey.then(|| by_passkey(page, &next))}
            {ways.provider.then(|| prove_by_provider(page, &next))}
            {ways.password.then(|| by_password(page, password, &next))}
            {ways.email.then(|| by_code(page, &next))}
        </div>
    }
    .into_any()
}

fn after(next: &str) -> AnyView {
    let next = next.to_owned();
    view! { <input type="hidden" name="sedan" value=next/> }.into_any()
}

/// A member's own code is typed where it always is; whoever comes in by it has just proved it.
fn by_group(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <p>{t!(lang, "prove-group-lead")}</p>
        <div class="actions"><a class="btn" href=page.href("/grupp")>{t!(lang, "prove-group-go")}</a></div>
    }
    .into_any()
}

fn by_demo(page: &PageContext, next: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <p>{t!(lang, "prove-demo-lead")}</p>
        <form class="form" method="post" action=page.href("/konto/bekrafta/demo")>
            {after(next)}
            <div class="actions"><button class="btn">{t!(lang, "prove-demo-submit")}</button></div>
        </form>
    }
    .into_any()
}

fn by_passkey(page: &PageContext, next: &str) -> AnyView {
    let words = ("prove-passkey-submit", "btn", "prove-passkey-without");
    let action = "/konto/bekrafta/passnyckel";
    passkey_form(page, Ceremony::Use, action, words, after(next))
}

fn by_password(page: &PageContext, form: FormState, next: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="losenord">
            <h2 id="losenord">{t!(lang, "prove-password-title")}</h2>
            <form class="form" method="post" action=page.href("/konto/bekrafta") novalidate>
                {after(next)}
                <TextField
                    form
                    name="password"
                    label=t!(lang, "signin-password")
                    kind="password"
                    autocomplete="current-password"
                />
                <div class="actions"><button class="btn">{t!(lang, "prove-password-submit")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn by_code(page: &PageContext, next: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <section class="section flow" aria-labelledby="kod">
            <h2 id="kod">{t!(lang, "prove-code-title")}</h2>
            <p>{t!(lang, "prove-code-lead")}</p>
            <form class="form" method="post" action=page.href("/konto/bekrafta/skicka-kod")>
                {after(next)}
                <div class="actions">
                    <button class="btn btn--secondary">{t!(lang, "signin-code-submit")}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
