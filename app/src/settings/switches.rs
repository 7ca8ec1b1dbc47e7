//! `/admin/funktioner`: what is open, and switching it off for a while. `?stang=` shows the form for
//! one of them.

use leptos::prelude::*;
use nara_domain::switches::{Feature, MESSAGE_MAX};

use super::api::SettingsPort;
use super::{CLOSE_FORM, OPEN_FORM};
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::error::words::closed_until;
use crate::layout::load;
use crate::proposals::query::pairs;
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Tag, TextField};

#[component]
pub fn SwitchesPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let may = async move { settings?.may(&actor) };
    load(may, move |()| {
        let asked = pairs(&page.query)
            .into_iter()
            .find(|(name, _)| name == "stang");
        match asked.and_then(|(_, code)| Feature::from_code(&code)) {
            Some(feature) => closing(&page, feature),
            None => list(&page),
        }
    })
}

fn list(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, OPEN_FORM);
    let items = Feature::ALL
        .iter()
        .map(|feature| item(page, *feature))
        .collect_view();
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form label=|field: &str| field.to_owned()/>
            {head(page, &t!(lang, "admin-switches"), &t!(lang, "switches-lead"), &[])}
            {items}
        </div>
    }
    .into_any()
}

/// One feature: what it is, how it stands, and the other way.
fn item(page: &PageContext, feature: Feature) -> AnyView {
    let lang = page.lang;
    let code = feature.code();
    let id = format!("funktion-{code}");
    let name = t!(lang, &format!("feature-{code}"));
    let means = t!(lang, &format!("feature-{code}-means"));
    let (state, action) = match page.closed(feature) {
        None => {
            let there = format!("/admin/funktioner?stang={code}");
            let state = view! { <p><Tag kind=Kind::Yes text=t!(lang, "switch-is-open")/></p> };
            let action = view! {
                <a class="btn btn--secondary btn--small" href=page.href(&there)>
                    {t!(lang, "switch-close")}<span class="visually-hidden">" "{name.clone()}</span>
                </a>
            };
            (state.into_any(), action.into_any())
        }
        Some(closed) => {
            let message = (!closed.message.is_empty())
                .then(|| view! { <p class="as-written">{closed.message.clone()}</p> });
            let state = view! {
                <p><Tag kind=Kind::No text=t!(lang, "switch-is-closed")/>" "{closed_until(lang, closed.until)}</p>
                {message}
            };
            let action = view! {
                <form method="post" action=page.href("/admin/funktioner/oppna")>
                    <input type="hidden" name="feature" value=code/>
                    <button class="btn btn--small">
                        {t!(lang, "switch-open")}<span class="visually-hidden">" "{name.clone()}</span>
                    </button>
                </form>
            };
            (state.into_any(), action.into_any())
        }
    };
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <h2 class="panel__title" id=id.clone()>{name.clone()}</h2>
            <p>{means}</p>
            {state}
            {action}
        </section>
    }
    .into_any()
}

fn closing(page: &PageContext, feature: Feature) -> AnyView {
    let lang = page.lang;
    let code = feature.code();
    let form = FormState::of(page, CLOSE_FORM);
    let label = move |field: &str| t!(lang, &format!("switch-{field}")).into_owned();
    let name = t!(lang, &format!("feature-{code}"));
    let title = t!(lang, "switch-close-title", name = name.into_owned());
    let way = [(t!(lang, "admin-switches").into_owned(), "/admin/funktioner")];
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            {head(page, &title, &t!(lang, &format!("feature-{code}-means")), &way)}
            <p>{t!(lang, "switch-close-lead")}</p>
            <form class="form" method="post" action=page.href("/admin/funktioner/stang") novalidate>
                <input type="hidden" name="feature" value=code/>
                <TextField form=form.clone() name="message" label=label("message")
                    hint=t!(lang, "switch-message-hint", max = MESSAGE_MAX) optional=true area=true look="input"/>
                <TextField form=form.clone() name="until_date" label=label("until_date")
                    hint=t!(lang, "switch-until_date-hint") kind="date" optional=true look="input input--date"/>
                <TextField form=form.clone() name="until_time" label=label("until_time")
                    hint=t!(lang, "switch-until_time-hint") optional=true look="input input--number"/>
                <div class="actions">
                    <button class="btn btn--danger">{t!(lang, "switch-close")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin/funktioner")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
