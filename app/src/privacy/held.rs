//! `/konto/uppgifter`: what is held about the reader, why and how long, and all of it to take out.

use leptos::prelude::*;
use nara_domain::group::KEPT_DAYS;
use nara_domain::privacy::{Holding, Keep};
use nara_domain::session::PROOF_MINUTES;

use super::api::{Held, Made, PrivacyPort};
use crate::context::{PageContext, page, port, prove_address};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::Crumbs;

/// Signed in only.
#[component]
pub fn HeldPage() -> impl IntoView {
    let page = page();
    let privacy = port::<dyn PrivacyPort>();
    let actor = page.actor.clone();
    let data = async move { privacy?.overview(&actor).await };
    load(data, move |view| {
        let lang = page.lang;
        let made = view.made;
        let held = view
            .held
            .iter()
            // Of most kinds a member of a group can have nothing: they would ask what those are for.
            .filter(|held| made != Made::Alias || held.count > 0)
            .map(|held| entry(&page, held, made))
            .collect_view();
        view! {
            {page_title(t!(lang, "held-title"))}
            <div class="wrap wrap--narrow flow">
                {back(&page)}
                <h1>{t!(lang, "held-title")}</h1>
                <p class="lead">{t!(lang, "held-lead")}</p>
                <p>{t!(lang, "held-basis", municipality = page.site.municipality.clone())}</p>
                {held}
                <section class="section flow" aria-labelledby="ta-med">
                    <h2 id="ta-med">{t!(lang, "held-export-title")}</h2>
                    <p>{t!(lang, &format!("held-export-lead-{}", made.code()))}</p>
                    {export(&page)}
                </section>
                <section class="section flow" aria-labelledby="ta-bort">
                    <h2 id="ta-bort">{t!(lang, "erase-title")}</h2>
                    <p>{t!(lang, "held-erase-lead")}</p>
                    <p><a href=page.href("/konto/ta-bort")>{t!(lang, "held-erase-link")}</a></p>
                </section>
            </div>
        }
        .into_any()
    })
}

/// To the account's page.
pub(super) fn back(page: &PageContext) -> AnyView {
    let way = vec![(
        t!(page.lang, "account-title").into_owned(),
        "/konto".to_owned(),
    )];
    view! { <Crumbs way/> }.into_any()
}

/// One kind of thing: what it is, how much of it there is, why, and for how long.
fn entry(page: &PageContext, held: &Held, made: Made) -> AnyView {
    let lang = page.lang;
    let code = held.holding.code();
    let id = format!("uppgift-{code}");
    let title = match (held.holding, made) {
        (Holding::Session, Made::Alias) => t!(lang, "held-session-alias"),
        (Holding::Duty, Made::Alias) => t!(lang, "held-duty-alias"),
        _ => t!(lang, &format!("held-{code}")),
    };
    let why = match (held.holding, made) {
        (Holding::Account, _) => t!(lang, &format!("held-account-why-{}", made.code())),
        (Holding::Duty, Made::Alias) => t!(lang, "held-duty-alias-why"),
        _ => t!(lang, &format!("held-{code}-why")),
    };
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{title}</h2>
            <dl class="facts">
                <dt>{t!(lang, "held-count")}</dt>
                <dd>{t!(lang, "held-count-of", count = held.count)}</dd>
                <dt>{t!(lang, "held-why")}</dt>
                <dd>{why}</dd>
                <dt>{t!(lang, "held-how-long")}</dt>
                <dd>{how_long(page, held.holding, made)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn how_long(page: &PageContext, holding: Holding, made: Made) -> String {
    let lang = page.lang;
    let keep = match (holding, made) {
        // An alias and its place are forgotten with their group.
        (Holding::Account | Holding::Duty, Made::Alias) => Keep::AfterGroup(KEPT_DAYS),
        _ => holding.keep(),
    };
    match keep {
        Keep::WhileAccount => t!(lang, "held-keep-account"),
        Keep::Days(days) => t!(lang, "held-keep-days", days = days),
        Keep::AfterGroup(days) => t!(lang, "held-keep-group", days = days),
        Keep::Archive => t!(lang, "held-keep-archive"),
    }
    .into_owned()
}

fn export(page: &PageContext) -> AnyView {
    let lang = page.lang;
    if page.proved_lately().is_err() {
        return prove_first(page, "/konto/uppgifter");
    }
    view! {
        <form method="post" action=page.href("/konto/uppgifter/hamta")>
            <button class="btn btn--secondary">{t!(lang, "held-export")}</button>
        </form>
    }
    .into_any()
}

/// Where it was too long ago that the reader proved who they are.
pub(super) fn prove_first(page: &PageContext, back: &str) -> AnyView {
    let lang = page.lang;
    let to = prove_address(back);
    view! {
        <p>{t!(lang, "held-prove-why", minutes = PROOF_MINUTES)}</p>
        <p><a class="btn btn--secondary" href=page.href(&to)>{t!(lang, "held-prove")}</a></p>
    }
    .into_any()
}
