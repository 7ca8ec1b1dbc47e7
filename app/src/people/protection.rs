//! `/konto/skydd`: for who must not be found. The only page that knows whether its reader is one.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::name::{ProtectedBy, Protection, WAITING_DAYS};

use super::api::{NamesView, PeoplePort};
use crate::context::{PageContext, page, port};
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, ErrorSummary, FormState, Kind, Notice};

/// Signed in only.
#[component]
pub fn ProtectionPage() -> impl IntoView {
    let page = page();
    let people = port::<dyn PeoplePort>();
    let actor = page.actor.clone();
    let data = async move { people?.names(&actor).await };
    load(data, move |view| show(&page, &view))
}

fn show(page: &PageContext, names: &NamesView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "protection");
    let way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    // What it does is read before it is done; that it holds is what one came to see.
    let state = state(page, names);
    let (before, after) = match names.protection {
        None => (None, Some(state)),
        Some(_) => (Some(state), None),
    };
    view! {
        {page_title(t!(lang, "protection-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form label=|field: &str| field.to_owned()/>
            <Crumbs way/>
            <h1>{t!(lang, "protection-title")}</h1>
            <p class="lead">{t!(lang, "protection-lead")}</p>
            {before}
            <div class="prose">
                <h2>{t!(lang, "protection-does-title")}</h2>
                <ul>
                    <li>{t!(lang, "protection-does-name")}</li>
                    <li>{t!(lang, "protection-does-before")}</li>
                    <li>{t!(lang, "protection-does-place")}</li>
                    <li>{t!(lang, "protection-does-silent")}</li>
                </ul>
                <h2>{t!(lang, "protection-not-title")}</h2>
                <ul>
                    <li>{t!(lang, "protection-not-text")}</li>
                    <li>{t!(lang, "protection-not-archive")}</li>
                    <li>{t!(lang, "protection-not-seen")}</li>
                    <li>{t!(lang, "protection-not-mail")}</li>
                </ul>
            </div>
            {after}
        </div>
    }
    .into_any()
}

/// Whether it holds, and the button to change that.
fn state(page: &PageContext, names: &NamesView) -> AnyView {
    let lang = page.lang;
    let protect = |words: &str| {
        let words = t!(lang, words).into_owned();
        view! {
            <form method="post" action=page.href("/konto/skydd")>
                <button class="btn">{words}</button>
            </form>
        }
    };
    match names.protection {
        None if names.may_protect => protect("protection-set").into_any(),
        None => view! { <p>{t!(lang, "protection-duty")}</p> }.into_any(),
        Some(Protection {
            ends_at: Some(end), ..
        }) => view! {
            <Notice kind=Kind::Waiting title=t!(lang, "protection-ending-title")>
                <p>{t!(lang, "protection-ending", date = date_long(lang, end.day()))}</p>
            </Notice>
            {protect("protection-keep")}
        }
        .into_any(),
        Some(Protection {
            by: ProtectedBy::Register,
            ..
        }) => view! {
            <Notice kind=Kind::Info title=t!(lang, "protection-on-title")>
                <p>{t!(lang, "protection-register")}</p>
            </Notice>
        }
        .into_any(),
        Some(_) => view! {
            <Notice kind=Kind::Info title=t!(lang, "protection-on-title")>
                <p>{t!(lang, "protection-on")}</p>
            </Notice>
            <details class="fold">
                <summary>{t!(lang, "protection-end")}</summary>
                <div class="fold__body">
                    <p>{t!(lang, "protection-end-help", days = WAITING_DAYS)}</p>
                    <form method="post" action=page.href("/konto/skydd/avsluta")>
                        <button class="btn btn--danger">{t!(lang, "protection-end-submit")}</button>
                    </form>
                </div>
            </details>
        }
        .into_any(),
    }
}
