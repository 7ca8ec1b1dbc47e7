//! `/konto/handelser`: what the reader was told of, the newest first. Nobody else sees such a list. It is all
//! there is for whoever has no address to write to.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use super::api::{NewsPort, NoticeView};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::proposals::gist;
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Icon, Kind, Pager, Tag, icon, written_in};

const PAGE: &str = "/konto/handelser";
/// Lines on one page.
const PER_PAGE: i64 = 20;
/// Most characters shown of what was said; the whole of it is where it stands.
const EXCERPT: usize = 280;

/// Signed in only.
#[component]
pub fn HappenedPage() -> impl IntoView {
    let page = page();
    let news = port::<dyn NewsPort>();
    let before = use_query_map().read_untracked().get("fore");
    let first_page = before.is_none();
    let actor = page.actor.clone();
    let data = async move {
        let before = match before {
            Some(before) => Some(before.parse().map_err(|_| AppError::NotFound)?),
            None => None,
        };
        // One more than shown tells whether there is a next page.
        news?.notices(&actor, before, PER_PAGE + 1).await
    };
    load(data, move |notices| show(&page, notices, first_page))
}

fn show(page: &PageContext, mut notices: Vec<NoticeView>, first_page: bool) -> AnyView {
    let lang = page.lang;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let more = notices.len() > shown;
    notices.truncate(shown);
    let next = notices
        .last()
        .filter(|_| more)
        .map(|last| page.href(&format!("{PAGE}?fore={}", last.id)));
    let first = (!first_page).then(|| page.href(PAGE));
    // On the first page alone: from there on everything is older.
    let newest = notices.first().filter(|_| first_page).map(|first| first.id);
    let all = newest.filter(|_| page.unread > 0).map(|newest| {
        view! {
            <form method="post" action=page.href(PAGE)>
                <input type="hidden" name="till" value=newest.to_string()/>
                <button class="btn btn--secondary">{t!(lang, "happened-read-all")}</button>
            </form>
        }
    });
    let list = match notices.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Speech)}
                <h2>{t!(lang, "happened-empty-title")}</h2>
                <p>{t!(lang, "happened-empty")}</p>
                <div class="actions"><a class="btn" href=page.href("/forslag")>{t!(lang, "supported-find")}</a></div>
            </div>
        }
        .into_any(),
        false => {
            let items = notices
                .into_iter()
                .map(|notice| line(page, &notice))
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    let way = vec![(t!(lang, "account-title").into_owned(), "/konto".to_owned())];
    view! {
        {page_title(t!(lang, "happened-title"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, "happened") label=|field: &str| field.to_owned()/>
            <Crumbs way/>
            <h1>{t!(lang, "happened-title")}</h1>
            <p class="lead">
                {t!(lang, "happened-lead", days = nara_domain::news::NEWS_DAYS)}" "
                <a href=page.href("/konto/aviseringar")>{t!(lang, "happened-choose")}</a>
            </p>
            {all}
            {list}
            <Pager first next/>
        </div>
    }
    .into_any()
}

fn line(page: &PageContext, notice: &NoticeView) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = page.href(&format!("{PAGE}/{}", notice.id));
    let text = notice.text().map(|text| gist(&text, EXCERPT));
    let new = (!notice.read).then(|| {
        view! { <Tag kind=Kind::Info text=t!(lang, "happened-new").into_owned()/> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h2 class="item__title"><a href=to rel="nofollow" lang=written_in(lang) dir="auto">{notice.title().to_owned()}</a></h2>
                <p>{notice.line(lang)}</p>
                {text.map(|text| view! { <p class="muted" lang=written_in(lang) dir="auto">{text}</p> })}
                <div class="item__meta">{new}<span><DayOf at=notice.at/></span></div>
            </div>
        </li>
    }
}
