//! `/fragor`: those that wait for an answer, or those that have one, the newest first; or those found by some words.

use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_query_map;

use super::FEED;
use super::api::{
    PAGE, QuestionItem, QuestionList, QuestionPort, QuestionQuery, QuestionsFound, SEARCH_MAX,
};
use super::found::{found, search_box};
use super::shown::{asked_by, counts, day_line, path_of, set_tag};
use crate::context::{PageContext, page, port};
use crate::follow::feed_link;
use crate::layout::{load, page_description, page_title};
use crate::t;
use crate::ui::{DayOf, Icon, Pager, Tag, icon, written_in};

/// In the address: those that are answered.
const ANSWERED: &str = "besvarade";

#[component]
pub fn QuestionListPage() -> impl IntoView {
    let page = page();
    let questions = port::<dyn QuestionPort>();
    let address = use_query_map().read_untracked();
    let (which, after) = (address.get("lage"), address.get("efter"));
    let text: String = address.get("q").unwrap_or_default();
    let text: String = text.trim().chars().take(SEARCH_MAX).collect();
    let (actor, network, now) = (page.actor.clone(), page.network.clone(), page.now);
    let data = async move {
        let query = QuestionQuery {
            answered: which.as_deref() == Some(ANSWERED),
            after: match after {
                Some(id) => Some(id.parse()?),
                None => None,
            },
        };
        let questions = questions?;
        Ok(match text.is_empty() {
            true => Shown::Listed(query, questions.list(&actor, query).await?),
            false => {
                let (at, by) = ((query.after, PAGE), (network.as_str(), now));
                let found = questions.search(&text, at, Some(by)).await?;
                Shown::Found(text, query.after.is_some(), found)
            }
        })
    };
    load(data, move |shown| match shown {
        Shown::Listed(query, list) => show(&page, query, &list),
        Shown::Found(text, paged, list) => found(&page, (&text, paged), &list),
    })
}

/// What the address asks for.
enum Shown {
    Listed(QuestionQuery, QuestionList),
    Found(String, bool, QuestionsFound),
}

fn address(page: &PageContext, answered: bool, after: Option<String>) -> String {
    let mut pairs = Vec::new();
    pairs.extend(answered.then(|| ("lage", ANSWERED.to_owned())));
    pairs.extend(after.map(|after| ("efter", after)));
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => page.href(&format!("/fragor?{query}")),
        _ => page.href("/fragor"),
    }
}

fn show(page: &PageContext, query: QuestionQuery, found: &QuestionList) -> AnyView {
    let lang = page.lang;
    let answered = query.answered;
    let next = found
        .next
        .map(|last| address(page, answered, Some(last.to_string())));
    let first = query.after.is_some().then(|| address(page, answered, None));
    let link = |of: bool, words: &str| {
        let current = (of == answered).then_some("true");
        let to = address(page, of, None);
        view! { <li><a class="filter" href=to aria-current=current>{t!(lang, words)}</a></li> }
    };
    let heading = match answered {
        true => t!(lang, "questions-answered"),
        false => t!(lang, "questions-open"),
    };
    let list = match found.items.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Question)}
                <p>{t!(lang, if answered { "questions-none-answered" } else { "questions-none-open" })}</p>
            </div>
        }
        .into_any(),
        false => lines(page, &found.items),
    };
    let canonical = format!(
        "{}{}",
        page.site.public_url,
        address(page, answered, query.after.map(|after| after.to_string()))
    );
    view! {
        {page_title(t!(lang, "questions-title"))}
        {page_description(t!(lang, "questions-lead"))}
        <Link rel="canonical" href=canonical/>
        {feed_link(FEED, t!(lang, "questions-title"))}
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <h1>{t!(lang, "questions-title")}</h1>
                <p class="lead">{t!(lang, "questions-lead")}</p>
                <div class="actions no-print">
                    <a class="btn" href=page.href("/fragor/ny")>{t!(lang, "questions-ask")}</a>
                </div>
            </header>
            {search_box(page, "")}
            {waiting(page, &found.waiting)}
            <nav class="no-print" aria-label=t!(lang, "questions-which")>
                <ul class="cluster">{link(false, "questions-open")}{link(true, "questions-answered")}</ul>
            </nav>
            <h2 class="visually-hidden">{heading}</h2>
            {list}
            <Pager first next/>
            <p class="small muted no-print">{t!(lang, "questions-feed")}" "<a href=page.href(FEED)>{t!(lang, "feed-link")}</a></p>
        </div>
    }
    .into_any()
}

/// What nobody else reads yet: one's own, or all of it for whoever reads it first.
fn waiting(page: &PageContext, items: &[QuestionItem]) -> Option<AnyView> {
    let lang = page.lang;
    (!items.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="lases">
                <h2 id="lases">{t!(lang, "questions-unread")}</h2>
                <p class="muted">{t!(lang, "questions-unread-lead")}</p>
                {lines(page, items)}
            </section>
        }
        .into_any()
    })
}

pub fn lines(page: &PageContext, items: &[QuestionItem]) -> AnyView {
    let items = items.iter().map(|item| line(page, item)).collect_view();
    view! { <ol class="items">{items}</ol> }.into_any()
}

fn line(page: &PageContext, item: &QuestionItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let (kind, text) = set_tag(lang, item.state, item.answer_by, page.today());
    let day = day_line(lang, item.state, item.answer_by, page.today());
    let day = day.map(|line| view! { <span>{line}</span> });
    let follow_ups = (item.follow_ups_answered, item.follow_ups);
    let counts = counts(lang, (item.answered, item.numbers), follow_ups);
    let counts: Vec<_> = counts
        .into_iter()
        .map(|count| view! { <span>{count}</span> })
        .collect();
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">
                    <a href=page.href(&path_of(item.id, &item.slug)) lang=written_in(lang) dir="auto">
                        {item.heading.clone()}
                    </a>
                </h3>
                <p class="item__gist" lang=written_in(lang) dir="auto">{item.first.clone()}</p>
                <div class="item__meta">
                    <Tag kind text/>
                    {day}
                    {counts}
                    <span dir="auto">{asked_by(lang, &item.asker, item.organisation.as_deref())}</span>
                    <span><DayOf at=item.asked_at/></span>
                </div>
            </div>
        </li>
    }
}
