//! `/forslag`: all proposals and ideas, searched, narrowed, sorted, twenty a page.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use nara_domain::proposal::District;
use nara_domain::watching::Watched;

use super::api::{ListPage as Listed, ListQuery, ProposalPort, Sort};
use super::item::Item;
use super::list_filters::{Chips, Filters, changed};
use super::live_island::{Live, LiveWords};
use super::query::{encoded, lenient, list_address, pairs};
use crate::context::{page, port};
use crate::follow::{feed_link, list_feed};
use crate::i18n::number;
use crate::layout::{load, page_title};
use crate::news::api::NewsPort;
use crate::news::{Offered, offered, watch_buttons, watched_name};
use crate::questions::api::{QuestionPort, QuestionsFound};
use crate::questions::{BESIDE, found_beside};
use crate::t;
use crate::ui::{Icon, Pager, icon};

/// The list the address asks for.
#[component]
pub fn ListPage() -> impl IntoView {
    let page = page();
    let questions = port::<dyn QuestionPort>();
    let (port, news) = (port::<dyn ProposalPort>(), port::<dyn NewsPort>());
    let data = async move {
        let port = port?;
        let districts = port.rules().await?.districts.clone();
        let query = lenient(&page.query, &districts);
        let listed = port
            .list(&page.actor, &query, &page.network, page.now)
            .await?;
        let watched = offered(news, &page.actor, watched_of(&query)).await?;
        // The server chose the seed of a random order; every link must carry the same one.
        let query = ListQuery {
            seed: listed.seed.or(query.seed),
            ..query
        };
        let found = match words_alone(&query) {
            true => {
                let first = (None, BESIDE);
                questions?.search(&query.text, first, None).await?
            }
            false => QuestionsFound::default(),
        };
        Ok((query, listed, districts, watched, found))
    };
    load(data, |(query, listed, districts, watched, found)| {
        view! { <List query listed districts watched found/> }.into_any()
    })
}

/// Whether nothing narrows the list but words: questions have no topic, place or stage. On the first page alone.
fn words_alone(query: &ListQuery) -> bool {
    !query.text.is_empty()
        && query.cursor.is_none()
        && query.kind.is_none()
        && query.group.is_none()
        && query.topic.is_none()
        && query.district.is_none()
}

/// What the list is narrowed to that can be followed.
fn watched_of(query: &ListQuery) -> Vec<Watched> {
    let topic = query.topic.map(Watched::Topic);
    let district = query.district.clone().map(Watched::District);
    topic.into_iter().chain(district).collect()
}

#[component]
fn List(
    query: ListQuery,
    listed: Listed,
    districts: Vec<District>,
    watched: Offered,
    found: QuestionsFound,
) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let title = match query.text.is_empty() {
        true => t!(lang, "list-title").into_owned(),
        false => t!(lang, "list-title-search", text = query.text.clone()).into_owned(),
    };
    let description = t!(lang, "list-description", place = page.site.place.clone()).into_owned();
    let canonical = format!(
        "{}{}",
        page.site.public_url,
        page.href(&list_address(&query))
    );
    let sorts = Sort::ALL
        .into_iter()
        .map(|sort| {
            let href = page.href(&changed(&query, |list| list.sort = sort));
            let current = (query.sort == sort).then_some("true");
            let label = t!(lang, &format!("list-sort-{}", sort.code()));
            view! { <a class="sort__link" aria-current=current href=href>{label}</a> }
        })
        .collect_view();
    let next = listed.next.clone().map(|cursor| {
        page.href(&list_address(&ListQuery {
            cursor: Some(cursor),
            ..query.clone()
        }))
    });
    let first = query
        .cursor
        .is_some()
        .then(|| page.href(&changed(&query, |_| ())));
    let feed = list_feed(&query);
    let again = page.href(&changed(&query, |list| list.sort = Sort::Latest));
    let words = LiveWords {
        one: t!(lang, "live-new-one").into_owned(),
        many: t!(lang, "live-new-many", n = "{n}").into_owned(),
        ..LiveWords::default()
    };
    let kind = query.kind.map_or("all", |kind| kind.code());
    let count = t!(
        lang,
        "list-count",
        kind = kind,
        count = listed.total,
        shown = number(lang, listed.total)
    );
    let watch = watch_buttons(&page, &watched, |one| watched_name(lang, one, &districts));
    let questions = found_beside(&page, &query.text, &found);
    let empty = listed.items.is_empty();
    let items = listed
        .items
        .into_iter()
        .map(|item| view! { <Item item/> })
        .collect_view();
    view! {
        {page_title(&title)}
        <Meta name="description" content=description/>
        <Link rel="canonical" href=canonical/>
        {feed_link(&feed, &title)}
        <div class="wrap">
            <header class="head">
                <h1>{t!(lang, "list-title")}</h1>
                <p class="lead">{t!(lang, "list-lead", place = page.site.place.clone())}</p>
            </header>
            <div class="browse">
                <div>
                    <Search query=query.clone()/>
                    <Filters
                        query=query.clone()
                        groups=listed.by_group
                        topics=listed.by_topic
                        districts=districts.clone()
                    />
                </div>
                <div>
                    <div class="list-head">
                        <p class="list-head__count">{count}</p>
                        <nav class="sort" aria-label=t!(lang, "list-sort")>{sorts}</nav>
                    </div>
                    {watch}
                    <Chips query=query.clone() districts/>
                    <Live proposal=None from=page.live_seq again=again words=words/>
                    {questions}
                    {if empty {
                        view! { <Nothing query/> }.into_any()
                    } else {
                        view! { <ol class="items">{items}</ol> }.into_any()
                    }}
                    <Pager first next/>
                    <p class="muted">
                        {t!(lang, "feed-list-instead")}" "<a href=page.href(&feed)>{t!(lang, "feed-link")}</a>
                    </p>
                </div>
            </div>
        </div>
    }
}

/// The search box. The other filters travel along as hidden fields.
#[component]
fn Search(query: ListQuery) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let rest = changed(&query, |list| list.text.clear());
    let rest = rest
        .split_once('?')
        .map(|(_, rest)| pairs(rest))
        .unwrap_or_default();
    let hidden = rest
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form class="search" role="search" action=page.href("/forslag") method="get">
            <label class="visually-hidden" for="sok">{t!(lang, "list-search")}</label>
            <input
                class="input" id="sok" name="q" type="search" maxlength="200" autocomplete="off"
                placeholder=t!(lang, "list-search-hint") value=query.text
            />
            {hidden}
            <button class="btn btn--secondary">
                {icon(Icon::Search)}
                <span class="visually-hidden">{t!(lang, "list-search-button")}</span>
            </button>
        </form>
    }
}

/// Nothing fits: say why that may be, and where to go from here.
#[component]
fn Nothing(query: ListQuery) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let narrowed = ListQuery {
        text: String::new(),
        ..query.clone()
    };
    let write_one = match query.text.is_empty() {
        true => page.href("/forslag/nytt"),
        false => {
            let title: String = query.text.chars().take(80).collect();
            page.href(&format!("/forslag/nytt?titel={}", encoded(&title)))
        }
    };
    let only_text = (!query.text.is_empty() && list_address(&narrowed) != "/forslag").then(|| {
        let href = page.href(&list_address(&ListQuery {
            text: query.text.clone(),
            ..ListQuery::default()
        }));
        view! { <a class="btn btn--secondary" href=href>{t!(lang, "list-empty-all-filters")}</a> }
    });
    let help = match query.text.is_empty() {
        true => t!(lang, "list-empty-filters"),
        false => t!(lang, "list-empty-text", text = query.text.clone()),
    };
    view! {
        <div class="empty">
            {icon(Icon::Search)}
            <h2>{t!(lang, "list-empty-title")}</h2>
            <p>{help}</p>
            <div class="actions">
                {only_text}
                <a class="btn btn--secondary" href=page.href("/forslag")>{t!(lang, "list-empty-all")}</a>
                <a class="btn" href=write_one>{t!(lang, "list-empty-write")}</a>
            </div>
        </div>
    }
}
