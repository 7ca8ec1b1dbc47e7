//! `/moderera/vagledning`: what has to go by law, what goes by the rules, and what stays; also beside the choice.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::permissions::moderate;

use super::{danger, log_link};
use crate::context::{PageContext, page};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{contact, load, page_title};
use crate::t;
use crate::ui::Crumbs;

/// Its address.
const PATH: &str = "/moderera/vagledning";

/// How many lines each part has.
const PARTS: [(&str, usize); 3] = [("law", 8), ("rules", 5), ("stays", 6)];

/// Under which heading the parts stand.
#[derive(Clone, Copy)]
enum Under {
    /// That of the page.
    Page,
    /// That of a section, where they are folded.
    Section,
}

fn heading(text: String, under: Under) -> AnyView {
    match under {
        Under::Page => view! { <h2>{text}</h2> }.into_any(),
        Under::Section => view! { <h3>{text}</h3> }.into_any(),
    }
}

fn part(lang: Lang, (name, lines): (&str, usize), under: Under) -> AnyView {
    let title = t!(lang, &format!("guidance-{name}")).into_owned();
    let items = (1..=lines)
        .map(|line| view! { <li>{t!(lang, &format!("guidance-{name}-{line}"))}</li> })
        .collect_view();
    view! {
        {heading(title, under)}
        <ul class="bullets">{items}</ul>
    }
    .into_any()
}

/// Whom to tell of a threat.
fn threats(page: &PageContext, under: Under) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "guidance-threat").into_owned();
    let button = match page.settings.duty {
        Some(_) => t!(lang, "guidance-threat-button"),
        None => t!(lang, "guidance-threat-button-nobody"),
    };
    let to = (!page.site.contact.is_empty()).then(|| {
        view! { <li>{t!(lang, "guidance-threat-contact")}" "{contact(&page.site.contact)}</li> }
    });
    view! {
        {heading(title, under)}
        <ul class="bullets">
            <li>{t!(lang, "guidance-threat-112")}</li>
            <li>{button}</li>
            <li>{t!(lang, "guidance-threat-hide")}</li>
            <li>{t!(lang, "guidance-threat-police")}</li>
            <li>{t!(lang, "guidance-threat-elected")}</li>
            {to}
        </ul>
    }
    .into_any()
}

fn parts(page: &PageContext, under: Under) -> AnyView {
    let lang = page.lang;
    let parts = PARTS.map(|one| part(lang, one, under)).collect_view();
    view! { {parts}{threats(page, under)} }.into_any()
}

/// Beside the choice, folded; `one`: on the page of one text, which has the button for a threat.
pub(super) fn beside(page: &PageContext, one: bool) -> AnyView {
    let lang = page.lang;
    let to = page.href(PATH);
    let parts = parts(page, Under::Section);
    let there = one.then(|| {
        let there = format!("#{}", danger::ANCHOR);
        view! { <p><a href=there>{t!(lang, "guidance-threat-there")}</a></p> }
    });
    view! {
        <details class="fold">
            <summary>{t!(lang, "guidance-title")}</summary>
            <div class="fold__body flow">
                {parts}
                {there}
                <p><a href=to>{t!(lang, "guidance-own")}</a></p>
            </div>
        </details>
    }
    .into_any()
}

/// The way there.
pub(super) fn link(page: &PageContext) -> impl IntoView + use<> {
    view! { <a href=page.href(PATH)>{t!(page.lang, "guidance-title")}</a> }
}

/// For moderators.
#[component]
pub fn GuidancePage() -> impl IntoView {
    let page = page();
    let may = moderate(&page.actor).map_err(AppError::from);
    load(async move { may }, move |()| show(&page))
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "guidance-title");
    let way = vec![(
        t!(lang, "moderate-title").into_owned(),
        "/moderera".to_owned(),
    )];
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "guidance-lead")}</p>
            </header>
            {parts(page, Under::Page)}
            <p>{log_link(page)}</p>
        </div>
    }
    .into_any()
}
