//! `/admin`: what there is, each with a line about it, and what waits for somebody to look.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::duty::SOON_DAYS;

use super::api::{AdminPort, HeldDuty};
use super::areas::{Area, PEOPLE, SITE};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Kind, Notice};

#[component]
pub fn AdminPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let roles = async move { admin?.roles(&actor, now).await };
    load(roles, move |roles| show(&page, &roles))
}

fn show(page: &PageContext, roles: &[HeldDuty]) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(t!(lang, "admin-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <h1>{t!(lang, "admin-title")}</h1>
                <p class="lead">{t!(lang, "admin-lead")}</p>
            </header>
            {ending(page, roles)}
            {links(page, "manniskor", "admin-people-title", PEOPLE)}
            {links(page, "webbplatsen", "admin-site-title", SITE)}
        </div>
    }
    .into_any()
}

/// What ends soon is what somebody has to do something about.
fn ending(page: &PageContext, roles: &[HeldDuty]) -> AnyView {
    let soon = roles.iter().filter(|held| held.term.ends_soon(page.now));
    let count = soon.count();
    if count == 0 {
        return ().into_any();
    }
    let lang = page.lang;
    let to = page.href("/admin/roller");
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "admin-soon-title", count = count, days = SOON_DAYS)>
            <p><a href=to>{t!(lang, "admin-soon-link")}</a></p>
        </Notice>
    }
    .into_any()
}

fn links(page: &PageContext, id: &'static str, title: &str, areas: &[Area]) -> AnyView {
    if areas.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = areas
        .iter()
        .map(|area| {
            view! {
                <li>
                    <a class="choice choice--link" href=page.href(area.path)>
                        <span>
                            {t!(lang, &format!("admin-{}", area.key))}
                            <span class="choice__hint">{t!(lang, &format!("admin-{}-means", area.key))}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby=id>
            <h2 id=id>{t!(lang, title)}</h2>
            <ul class="choices">{items}</ul>
        </section>
    }
    .into_any()
}
