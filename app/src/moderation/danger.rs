//! A threat, or somebody in danger: one press puts the text first and writes to whoever is on duty; and what to do now.

use leptos::prelude::*;
use nara_domain::moderation::may_raise;

use super::api::{CaseView, DangerView};
use super::danger_path;
use crate::context::PageContext;
use crate::i18n::{date_long, time_of_day};
use crate::layout::contact;
use crate::t;
use crate::ui::{Kind, Notice, StandingBadge};

/// Where it stands on the page of a text.
pub(super) const ANCHOR: &str = "fara";

/// On the page of a text: the button, or what came of it.
pub(super) fn section(page: &PageContext, shown: &CaseView) -> AnyView {
    match &shown.danger {
        Some(danger) => raised(page, danger),
        None if may_raise(shown.item.state) => button(page, shown),
        None => ().into_any(),
    }
}

/// Whom to call, without any letter.
fn calls(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let to = (!page.site.contact.is_empty()).then(|| {
        view! { <li>{t!(lang, "guidance-threat-contact")}" "{contact(&page.site.contact)}</li> }
    });
    view! {
        <ul class="bullets">
            <li>{t!(lang, "guidance-threat-112")}</li>
            <li>{t!(lang, "guidance-threat-police")}</li>
            <li>{t!(lang, "guidance-threat-elected")}</li>
            {to}
        </ul>
    }
    .into_any()
}

fn button(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let to = page.href(&danger_path(shown.item.id));
    let means = match page.settings.duty {
        Some(_) => t!(lang, "danger-means"),
        None => t!(lang, "danger-means-nobody"),
    };
    view! {
        <section class="panel panel--quiet flow" aria-labelledby=ANCHOR>
            <h2 class="panel__title" id=ANCHOR>{t!(lang, "danger-title")}</h2>
            <p>{means}</p>
            <form class="actions" method="post" action=to>
                <button class="btn btn--secondary">{t!(lang, "danger-raise")}</button>
            </form>
        </section>
    }
    .into_any()
}

fn raised(page: &PageContext, danger: &DangerView) -> AnyView {
    let lang = page.lang;
    let at = danger.at;
    let said = t!(
        lang,
        "danger-said",
        name = danger.by_name.clone(),
        date = date_long(lang, at.day()),
        time = time_of_day(lang, at)
    );
    let told = match &danger.told_to {
        Some(address) => view! {
            <p>{t!(lang, "danger-told")}" "{contact(address)}". "{t!(lang, "danger-told-then")}</p>
        }
        .into_any(),
        None => view! { <p><strong>{t!(lang, "danger-told-nobody")}</strong></p> }.into_any(),
    };
    let (standing, calls) = (danger.standing.clone(), calls(page));
    view! {
        <section aria-labelledby=ANCHOR>
            <Notice kind=Kind::Error>
                <div class="flow">
                    <h2 class="notice__title" id=ANCHOR>{t!(lang, "danger-is")}</h2>
                    <p>{said}" "<StandingBadge standing/></p>
                    {told}
                    <p><strong>{t!(lang, "danger-now")}</strong></p>
                    {calls}
                </div>
            </Notice>
        </section>
    }
    .into_any()
}
