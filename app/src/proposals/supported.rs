//! `/konto/stod`: what the reader supports. Nobody else sees such a list.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::ids::ProposalId;

use super::api::{ProposalItem, ProposalPort};
use super::shown::{path_of, tag};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, Icon, Pager, Tag, icon};

/// Proposals on one page.
const PER_PAGE: i64 = 20;

/// Signed in only.
#[component]
pub fn SupportedPage() -> impl IntoView {
    let page = page();
    let port = port::<dyn ProposalPort>();
    let before = use_query_map().read_untracked().get("fore");
    let first_page = before.is_none();
    let actor = page.actor.clone();
    let items = async move {
        let before = match before {
            Some(before) => Some(before.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        port?.supported(&actor, before, PER_PAGE + 1).await
    };
    load(items, move |items| show(&page, items, first_page))
}

fn show(page: &PageContext, mut items: Vec<ProposalItem>, first_page: bool) -> AnyView {
    let lang = page.lang;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = items.len() > shown;
    items.truncate(shown);
    let next = items
        .last()
        .filter(|_| more)
        .map(|last: &ProposalItem| page.href(&before(last.id)));
    let first = (!first_page).then(|| page.href("/konto/stod"));
    let list = match items.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Hand)}
                <h2>{t!(lang, "supported-empty-title")}</h2>
                <p>{t!(lang, "supported-empty")}</p>
                <div class="actions"><a class="btn" href=page.href("/forslag")>{t!(lang, "supported-find")}</a></div>
            </div>
        }
        .into_any(),
        false => {
            let items = items
                .into_iter()
                .map(|item| line(page, item))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    let way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    view! {
        {page_title(t!(lang, "supported-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <h1>{t!(lang, "supported-title")}</h1>
            <p class="lead">{t!(lang, "supported-lead")}</p>
            {list}
            <Pager first next/>
        </div>
    }
    .into_any()
}

fn before(id: ProposalId) -> String {
    format!("/konto/stod?fore={id}")
}

fn line(page: &PageContext, item: ProposalItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = page.href(&path_of(item.id, &item.slug));
    let (kind, state) = tag(lang, &item.course, item.answer_by, page.today());
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title"><a href=to>{item.title}</a></h2>
                <div class="item__meta">
                    <Tag kind text=state/>
                    <span>{t!(lang, "common-supporters", count = item.support_count)}</span>
                    <span><DayOf at=item.submitted_at/></span>
                </div>
            </div>
        </li>
    }
}
