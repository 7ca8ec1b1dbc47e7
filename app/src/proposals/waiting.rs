//! `/handlaggning`: what is not public and waits, for those who read it before anybody else. Under
//! rules with a first reader a case could otherwise only be found by its number.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use nara_domain::ids::ProposalId;
use nara_domain::work::{WaitsFor, waits_for};

use super::api::{ProposalPort, WaitingItem};
use super::shown::{fact, path_of, tag};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{DayOf, Icon, Pager, Tag, icon};

/// Cases on one page.
const PER_PAGE: i64 = 20;

#[component]
pub fn WaitingPage() -> impl IntoView {
    let page = page();
    let port = port::<dyn ProposalPort>();
    let after = use_query_map().read_untracked().get("efter");
    let first_page = after.is_none();
    let actor = page.actor.clone();
    let cases = async move {
        let after = match after {
            Some(after) => Some(after.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        port?.waiting(&actor, after, PER_PAGE + 1).await
    };
    load(cases, move |cases| show(&page, cases, first_page))
}

fn show(page: &PageContext, mut cases: Vec<WaitingItem>, first_page: bool) -> AnyView {
    let lang = page.lang;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = cases.len() > shown;
    cases.truncate(shown);
    let next = cases
        .last()
        .filter(|_| more)
        .map(|last: &WaitingItem| page.href(&after(last.item.id)));
    let first = (!first_page).then(|| page.href("/handlaggning"));
    let list = match cases.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Check)}
                <h2>{t!(lang, "waiting-empty-title")}</h2>
                <p>{t!(lang, "waiting-empty")}</p>
            </div>
        }
        .into_any(),
        false => {
            let items = cases
                .into_iter()
                .map(|case| line(page, case))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        {page_title(t!(lang, "waiting-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "waiting-title")}</h1>
            <p class="lead">{t!(lang, "waiting-lead")}</p>
            {list}
            <Pager first next/>
        </div>
    }
    .into_any()
}

fn after(id: ProposalId) -> String {
    format!("/handlaggning?efter={id}")
}

fn line(page: &PageContext, waiting: WaitingItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let case = waiting.item;
    let address = path_of(case.id, &case.slug);
    let to = page.href(&address);
    let prepared = waiting.prepared.map(|step| {
        let to = page.href(&format!("{address}/handlagg?steg={step}"));
        view! { <p><a href=to>{t!(lang, &format!("waiting-prepared-{step}"))}</a></p> }
    });
    let (kind, state) = tag(lang, &case.course, case.answer_by, page.today());
    let still = fact(lang, &case.course, case.answer_by, page.today())
        .filter(|_| waits_for(&case.course) == Some(WaitsFor::Proposer))
        .map(|still| view! { <span>{still}</span> });
    let read_by = case.read_by.map(|day| {
        let id = match day < page.today() {
            true => "waiting-read-late",
            false => "waiting-read-by",
        };
        view! { <span>{t!(lang, id, date = date_long(lang, day))}</span> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title"><a href=to>{case.title}</a></h2>
                <div class="item__meta">
                    <Tag kind text=state/>
                    <span>{t!(lang, &format!("topic-{}", case.topic.code()))}</span>
                    <span>{t!(lang, "waiting-since")}" "<DayOf at=case.submitted_at/></span>
                    {read_by}
                    {still}
                </div>
                {prepared}
            </div>
        </li>
    }
}
