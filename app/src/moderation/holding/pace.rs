//! Much in a short time: the figures, what they can mean, and what to do; and that somebody has looked.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::moderation::REASON_MAX;
use nara_domain::moderation::pace::NEW_HOURS;

use super::super::typed;
use super::api::{HoldingPort, PaceItem};
use super::{PACE_FORM, pace_path};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::time_of_day;
use crate::layout::{load, page_title};
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Kind, Tag, TextField, written_in};

/// For moderators.
#[component]
pub fn PacePage() -> impl IntoView {
    let page = page();
    let holding = port::<dyn HoldingPort>();
    let id = use_params_map().read_untracked().get("pace");
    let actor = page.actor.clone();
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        holding?.pace(&actor, id).await
    };
    load(data, move |item| show(&page, &item))
}

/// On `/moderera`; nothing where nobody has to look.
pub(super) fn section(page: &PageContext, items: &[PaceItem]) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let lines = items
        .iter()
        .map(|item| {
            let to = page.href(&pace_path(item.id));
            view! {
                <li class="item item--plain">
                    <div>
                        <h3 class="item__title">
                            <a href=to lang=written_in(lang) dir="auto">{item.place.title.clone()}</a>
                        </h3>
                        <p>{summary(page, item)}</p>
                        <div class="item__meta">
                            <Tag kind=Kind::Waiting text=t!(lang, "pace-look").into_owned()/>
                            <span><DayOf at=item.figures.from/></span>
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="takt">
            <h2 id="takt">{t!(lang, "pace-title")}</h2>
            <ul class="items">{lines}</ul>
        </section>
    }
    .into_any()
}

/// `43 röster för på 18 minuter. Vanligt är 2 i timmen.`
fn summary(page: &PageContext, item: &PaceItem) -> String {
    let lang = page.lang;
    let what = t!(
        lang,
        &format!("pace-kind-{}", item.kind),
        count = item.figures.count
    );
    let minutes = (item.figures.to.0 - item.figures.from.0) / 60_000 + 1;
    t!(
        lang,
        "pace-summary",
        what = what.into_owned(),
        minutes = minutes,
        usual = item.figures.usual
    )
    .into_owned()
}

fn show(page: &PageContext, item: &PaceItem) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "pace-title");
    let way = vec![(
        t!(lang, "moderate-title").into_owned(),
        "/moderera".to_owned(),
    )];
    let figures = &item.figures;
    let there = page.href(&path_of(item.place.proposal, &item.place.slug));
    let domain = (figures.same_domain > 0).then(|| {
        view! {
            <dt>{t!(lang, "pace-domain")}</dt>
            <dd>{t!(lang, "pace-domain-count", count = figures.same_domain, domain = figures.domain.clone())}</dd>
        }
    });
    let label = move |_: &str| t!(lang, "pace-note").into_owned();
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, PACE_FORM) label=label/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead"><a href=there lang=written_in(lang) dir="auto">{item.place.title.clone()}</a></p>
            </header>
            <p>{summary(page, item)}</p>
            <dl class="facts">
                <dt>{t!(lang, "pace-when")}</dt>
                <dd><DayOf at=figures.from/>" "{time_of_day(lang, figures.from)}"–"{time_of_day(lang, figures.to)}</dd>
                <dt>{t!(lang, "pace-new", hours = NEW_HOURS)}</dt>
                <dd>{t!(lang, "pace-new-count", count = figures.new, all = figures.count)}</dd>
                {domain}
            </dl>
            <section class="section flow" aria-labelledby="betyder">
                <h2 id="betyder">{t!(lang, "pace-means")}</h2>
                <p>{t!(lang, "pace-means-many")}</p>
                <ul class="bullets">
                    <li>{t!(lang, "pace-do-read")}</li>
                    <li>{t!(lang, "pace-do-admin")}</li>
                    <li>{t!(lang, "pace-do-count")}</li>
                </ul>
            </section>
            {looked(page, item)}
        </div>
    }
    .into_any()
}

fn looked(page: &PageContext, item: &PaceItem) -> AnyView {
    let lang = page.lang;
    if let Some((at, name, note)) = item.looked.clone() {
        return view! {
            <section class="section flow" aria-labelledby="tittat">
                <h2 id="tittat">{t!(lang, "pace-looked")}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{note}</p>
                <p class="muted">{name}", "<DayOf at/></p>
            </section>
            {typed(page, PACE_FORM, "note")}
        }
        .into_any();
    }
    let form = FormState::of(page, PACE_FORM);
    view! {
        <section class="section flow" aria-labelledby="tittat">
            <h2 id="tittat">{t!(lang, "pace-done")}</h2>
            <form class="form" method="post" action=page.href(&pace_path(item.id)) novalidate>
                <TextField form name="note" label=t!(lang, "pace-note")
                    hint=t!(lang, "pace-note-hint", max = REASON_MAX) area=true/>
                <div class="actions"><button class="btn">{t!(lang, "pace-send")}</button></div>
            </form>
        </section>
    }
    .into_any()
}
