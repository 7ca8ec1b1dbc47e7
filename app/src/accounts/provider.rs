//! Signing in through somebody else: the buttons, and the page on the way.
//!
//! The providers are the operator's; without any there is nothing of this on a page.

use leptos::prelude::*;
use nara_domain::provider::{Purpose, may_link};

use super::api::AccountView;
use super::intent::{Waiting, named};
use crate::context::{PageContext, ProviderChoice, lead_on, page};
use crate::layout::page_title;
use crate::t;

/// The form's name: what went wrong on the way is told on the page where it began.
pub const PROVIDER_FORM: &str = "provider";

/// A button for each provider. `words` is the text's id, with `$name`.
fn buttons(
    page: &PageContext,
    purpose: Purpose,
    words: &'static str,
    next: &str,
    waiting: Option<&Waiting>,
) -> AnyView {
    let look = (purpose, "btn");
    page.site
        .providers
        .iter()
        .map(|provider| button(page, provider, look, words, next, waiting))
        .collect_view()
        .into_any()
}

fn button(
    page: &PageContext,
    provider: &ProviderChoice,
    (purpose, look): (Purpose, &'static str),
    words: &str,
    next: &str,
    waiting: Option<&Waiting>,
) -> AnyView {
    let words = t!(page.lang, words, name = provider.name(page.lang).to_owned()).into_owned();
    let action = page.href(&format!("/logga-in/e-legitimation/{}", provider.id));
    let what_for = (purpose != Purpose::SignIn)
        .then(|| view! { <input type="hidden" name="syfte" value=purpose.code()/> });
    view! {
        <form method="post" action=action>
            <input type="hidden" name="sedan" value=next.to_owned()/>
            {what_for}
            {named(waiting)}
            <div class="actions">
                <button class=look>{words}</button>
            </div>
        </form>
    }
    .into_any()
}

/// On the sign-in page, before the ways that need an account first.
pub(super) fn sign_in(page: &PageContext, next: &str, waiting: Option<&Waiting>) -> AnyView {
    if page.site.providers.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    view! {
        <section class="flow" aria-labelledby="elegitimation">
            <h2 id="elegitimation">{t!(lang, "provider-title")}</h2>
            <p>{t!(lang, "provider-lead")}</p>
            {buttons(page, Purpose::SignIn, "provider-sign-in", next, waiting)}
        </section>
        <h2>{t!(lang, "provider-otherwise")}</h2>
    }
    .into_any()
}

/// On the account page: which providers are ways into this account, and making another one. Not in a
/// session in which duties sleep, where it would be refused.
pub(super) fn link(page: &PageContext, account: &AccountView) -> AnyView {
    if page.site.providers.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let may = may_link(&page.actor).is_ok();
    let (there, missing): (Vec<_>, Vec<_>) = page
        .site
        .providers
        .iter()
        .partition(|provider| account.providers.contains(&provider.id));
    let is_weak = |id: &String| account.weak_providers.contains(id);
    let again = there.iter().copied().filter(|one| is_weak(&one.id));
    let again = again.collect::<Vec<_>>();
    let there = there
        .into_iter()
        .map(|provider| {
            let name = provider.name(lang).to_owned();
            let words = match is_weak(&provider.id) {
                true => "provider-linked-weak",
                false => "provider-linked",
            };
            view! { <li>{t!(lang, words, name = name)}</li> }
        })
        .collect::<Vec<_>>();
    let link = (Purpose::Link, "btn btn--secondary");
    let missing = again
        .into_iter()
        .chain(missing)
        .filter(|_| may)
        .map(|provider| button(page, provider, link, "provider-link", "", None))
        .collect::<Vec<_>>();
    view! {
        <section class="section flow" aria-labelledby="koppla">
            <h2 id="koppla">{t!(lang, "provider-link-title")}</h2>
            {(!there.is_empty()).then(|| view! { <ul class="flow">{there}</ul> })}
            {(!missing.is_empty()).then(|| view! {
                <p>{t!(lang, "provider-link-lead")}</p>
                <div class="cluster">{missing}</div>
            })}
        </section>
    }
    .into_any()
}

/// Where somebody signed in proves again who they are: a button for each provider.
pub fn prove(page: &PageContext, next: &str) -> AnyView {
    buttons(page, Purpose::Prove, "provider-prove", next, None)
}

/// `/logga-in/e-legitimation/{provider}`, as the answer to the button: leads on by itself, and says
/// where to for who has to press once more.
#[component]
pub fn ProviderPage() -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let id = page.path.rsplit('/').next().unwrap_or_default();
    let provider = page
        .site
        .providers
        .iter()
        .find(|provider| provider.id == id);
    let (Some(provider), Some(address)) = (provider, page.shown_once.clone()) else {
        // Somebody loaded it again, or came by a link: the button is on the sign-in page.
        lead_on(&page.href("/logga-in"));
        return ().into_any();
    };
    let name = provider.name(lang).to_owned();
    view! {
        {page_title(t!(lang, "provider-leaving-title", name = name.clone()))}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "provider-leaving-title", name = name.clone())}</h1>
            <p class="lead">{t!(lang, "provider-leaving-lead")}</p>
            <p>
                <a class="btn" href=address.0>{t!(lang, "provider-leaving-link", name = name)}</a>
            </p>
        </div>
    }
    .into_any()
}
