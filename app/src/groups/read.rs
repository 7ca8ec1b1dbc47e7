//! `/grupper/{id}/lasa`: what members wrote and nobody else has read. Publish it, or say in a friendly
//! way what to change.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::group::REASON_MAX;

use super::api::{GroupItem, GroupPort, TextKind, WaitingText};
use super::group_id;
use super::mine::{heading, words};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Icon, TextField, icon};

/// For those who run the group.
#[component]
pub fn ReadPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let id = group_id();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move { groups?.queue(&actor, id?, now).await };
    load(data, move |(group, texts)| show(&page, group, texts))
}

fn show(page: &PageContext, group: GroupItem, texts: Vec<WaitingText>) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "read");
    let label = move |_: &str| t!(lang, "read-reason").into_owned();
    let address = format!("/grupper/{}", group.id);
    let way = vec![
        (t!(lang, "groups-title").into_owned(), "/grupper".to_owned()),
        (group.name.clone(), address.clone()),
    ];
    let list = match texts.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Check)}
                <h2>{t!(lang, "read-empty-title")}</h2>
                <p>{t!(lang, "read-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = texts
                .into_iter()
                .map(|text| line(page, &form, &address, text))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "read-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <ErrorSummary form label=label/>
            <h1>{t!(lang, "read-title")}</h1>
            <p class="lead">{t!(lang, "read-lead")}</p>
            {list}
        </div>
    }
    .into_any()
}

fn line(page: &PageContext, form: &FormState, address: &str, text: WaitingText) -> AnyView {
    let lang = page.lang;
    let action = page.href(&format!("{address}/lasa"));
    let id = text.id.to_string();
    let this = form.value("text", "") == id;
    let form = match this {
        true => form.clone(),
        false => FormState::one_of(page, "read", &id),
    };
    let topic = (text.kind == TextKind::Idea).then(|| {
        view! { <span>{t!(lang, &format!("topic-{}", text.field("topic")))}</span> }
    });
    let open = this && form.came_back();
    view! {
        <li class="item item--plain">
            <div class="flow">
                <h2 class="item__title">{heading(page, &text)}</h2>
                <div class="item__meta">
                    <strong>{text.author.clone()}</strong>
                    {topic}
                    <span><DayOf at=text.at/></span>
                </div>
                {words(&text)}
                <form method="post" action=action.clone()>
                    <input type="hidden" name="text" value=id.clone()/>
                    <button class="btn" name="gor" value="publish">{t!(lang, "read-publish")}</button>
                </form>
                <details class="fold" open=open>
                    <summary>{t!(lang, "read-return")}</summary>
                    <div class="fold__body">
                        <form class="form" method="post" action=action novalidate>
                            <input type="hidden" name="text" value=id/>
                            <TextField form name="reason" label=t!(lang, "read-reason")
                                hint=t!(lang, "read-reason-hint", max = REASON_MAX) area=true/>
                            <div class="actions">
                                <button class="btn btn--secondary" name="gor" value="return">{t!(lang, "read-return-submit")}</button>
                            </div>
                        </form>
                    </div>
                </details>
            </div>
        </li>
    }
    .into_any()
}
