//! `/grupper/{id}/kort`: cards to print and hand out, with the code and its QR.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::api::{Cards, GroupPort};
use super::group_id;
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, Qr, qr};

/// On a sheet of A4.
const CARDS: usize = 6;

/// For those who run the group.
#[component]
pub fn CardsPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let id = group_id();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move { groups?.cards(&actor, id?, now).await };
    load(data, move |cards| show(&page, cards))
}

fn show(page: &PageContext, cards: Cards) -> AnyView {
    let lang = page.lang;
    let address = format!("/grupper/{}", cards.id);
    let way = vec![
        (t!(lang, "groups-title").into_owned(), "/grupper".to_owned()),
        (cards.name.clone(), address.clone()),
    ];
    let sheet = (1..CARDS)
        .map(|_| view! { <li class="door-card print-only" aria-hidden="true">{card(page, &cards)}</li> })
        .collect_view();
    view! {
        {page_title(t!(lang, "cards-title", group = cards.name.clone()))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <div class="no-print flow">
                <h1>{t!(lang, "cards-title", group = cards.name.clone())}</h1>
                <p class="lead">{t!(lang, "cards-lead", count = CARDS)}</p>
                <p>
                    <a class="btn" href=page.href(&format!("{address}/kort.pdf"))>
                        {t!(lang, "cards-pdf")}
                    </a>
                </p>
                <ul class="bullets">
                    <li>{t!(lang, "cards-show")}</li>
                    <li>{t!(lang, "cards-print")}</li>
                    <li>{t!(lang, "cards-keep")}</li>
                </ul>
            </div>
            <ul class="door-cards">
                <li class="door-card">{card(page, &cards)}</li>
                {sheet}
            </ul>
            <section class="section flow no-print" aria-labelledby="ny-kod">
                <h2 id="ny-kod">{t!(lang, "cards-renew-title")}</h2>
                <p>{t!(lang, "cards-renew-lead")}</p>
                <details class="fold">
                    <summary>{t!(lang, "cards-renew")}</summary>
                    <div class="fold__body flow">
                        <p>{t!(lang, "cards-renew-sure")}</p>
                        <form method="post" action=page.href(&format!("{address}/kod"))>
                            <button class="btn btn--danger">{t!(lang, "cards-renew")}</button>
                        </form>
                    </div>
                </details>
            </section>
        </div>
    }
    .into_any()
}

fn card(page: &PageContext, cards: &Cards) -> AnyView {
    let lang = page.lang;
    let code = Qr {
        size: cards.size,
        path: cards.path.clone(),
    };
    let label = t!(lang, "cards-qr").into_owned();
    view! {
        <div class="door-card__words">
            <p class="door-card__group">{cards.name.clone()}</p>
            <p>{t!(lang, "cards-scan")}</p>
            <p>{t!(lang, "cards-or")}" "<strong class="nowrap" translate="no">{cards.address.clone()}</strong></p>
            <p class="code" translate="no">{cards.code.clone()}</p>
        </div>
        {qr(&code, "door-card__qr", label)}
    }
    .into_any()
}
