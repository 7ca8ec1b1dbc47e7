//! `/grupper`: the groups a supervisor runs.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::api::{GroupItem, GroupPort};
use crate::adoption::api::{AdoptionPort, Waiting};
use crate::adoption::questions;
use crate::context::{PageContext, page, port};
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Icon, Kind, Tag, icon};

/// For supervisors.
#[component]
pub fn GroupsPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let (actor, now) = (page.actor.clone(), page.now);
    let adoption = port::<dyn AdoptionPort>();
    let data = async move {
        let groups = groups?.groups(&actor, now).await?;
        Ok((groups, adoption?.questions_for(&actor, now).await?))
    };
    load(data, move |(groups, asked)| show(&page, groups, &asked))
}

fn show(page: &PageContext, groups: Vec<GroupItem>, asked: &[Waiting]) -> AnyView {
    let lang = page.lang;
    let list = match groups.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Person)}
                <h2>{t!(lang, "groups-empty-title")}</h2>
                <p>{t!(lang, "groups-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = groups
                .into_iter()
                .map(|group| line(page, group))
                .collect_view();
            view! { <ul class="items">{items}</ul> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "groups-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "groups-title")}</h1>
            <p class="lead">{t!(lang, "groups-lead")}</p>
            <div class="actions"><a class="btn" href=page.href("/grupper/ny")>{t!(lang, "groups-new")}</a></div>
            {questions(page, asked)}
            {list}
        </div>
    }
    .into_any()
}

/// Whether it goes on, and until when.
pub(super) fn state(page: &PageContext, group: &GroupItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let date = date_long(lang, group.last_day);
    match group.open {
        true => {
            view! { <Tag kind=Kind::Open text=t!(lang, "group-open", date = date).into_owned()/> }
        }
        false => view! { <Tag kind=Kind::Ended text=t!(lang, "group-over").into_owned()/> },
    }
}

fn line(page: &PageContext, group: GroupItem) -> AnyView {
    let lang = page.lang;
    let address = format!("/grupper/{}", group.id);
    let to_read = (group.waiting > 0).then(|| {
        let to = page.href(&format!("{address}/lasa"));
        view! { <p><a href=to>{t!(lang, "group-to-read", count = group.waiting)}</a></p> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title"><a href=page.href(&address)>{group.name.clone()}</a></h2>
                <div class="item__meta">
                    {state(page, &group)}
                    <span>{t!(lang, "group-members", count = group.members)}</span>
                </div>
                {to_read}
            </div>
        </li>
    }
    .into_any()
}
