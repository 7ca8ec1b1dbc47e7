//! Questions that were found by some words: the box that looks for them, their list, and what stands of them where
//! proposals were found.

use leptos::prelude::*;
use leptos_meta::Meta;

use super::api::{QuestionItem, QuestionsFound, SEARCH_MAX};
use super::list::lines;
use super::shown::{path_of, set_tag};
use crate::context::PageContext;
use crate::layout::page_title;
use crate::proposals::gist;
use crate::t;
use crate::ui::{Crumbs, Icon, Pager, Tag, icon, written_in};

/// How many stand beside the proposals that were found.
pub const BESIDE: i64 = 3;
/// Longest part of a question there.
const GIST: usize = 160;

/// `/fragor?q=cykelväg`
pub fn found_path(text: &str, after: Option<String>) -> String {
    let mut pairs = vec![("q", text.to_owned())];
    pairs.extend(after.map(|after| ("efter", after)));
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !text.is_empty() => format!("/fragor?{query}"),
        _ => "/fragor".to_owned(),
    }
}

/// The box that looks for questions and their answers.
pub fn search_box(page: &PageContext, text: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <form class="search" role="search" action=page.href("/fragor") method="get">
            <label class="visually-hidden" for="sok">{t!(lang, "questions-search")}</label>
            <input
                class="input" id="sok" name="q" type="search" maxlength=SEARCH_MAX.to_string()
                autocomplete="off" placeholder=t!(lang, "questions-search") value=text.to_owned()
            />
            <button class="btn btn--secondary">
                {icon(Icon::Search)}
                <span class="visually-hidden">{t!(lang, "list-search-button")}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The page of what was found.
pub fn found(page: &PageContext, (text, paged): (&str, bool), found: &QuestionsFound) -> AnyView {
    let lang = page.lang;
    let next = found
        .next
        .map(|last| page.href(&found_path(text, Some(last.to_string()))));
    let first = paged.then(|| page.href(&found_path(text, None)));
    let shown = text.to_owned();
    let list = match found.items.is_empty() {
        true => view! {
            <div class="empty">
                {icon(Icon::Question)}
                <p>{t!(lang, "questions-found-none", text = shown)}</p>
                <div class="actions"><a class="btn" href=page.href("/fragor/ny")>{t!(lang, "questions-ask")}</a></div>
            </div>
        }
        .into_any(),
        false => view! {
            <h2 class="field__label">{t!(lang, "questions-found", count = found.total, text = shown)}</h2>
            {lines(page, &found.items)}
        }
        .into_any(),
    };
    let way = vec![(
        t!(lang, "questions-title").into_owned(),
        "/fragor".to_owned(),
    )];
    view! {
        {page_title(t!(lang, "questions-found-title", text = text.to_owned()))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way/>
                <h1>{t!(lang, "questions-found-title", text = text.to_owned())}</h1>
            </header>
            {search_box(page, text)}
            {list}
            <Pager first next/>
        </div>
    }
    .into_any()
}

/// Where proposals were looked for: questions that have the same words. Nothing where there are none.
pub fn found_beside(page: &PageContext, text: &str, found: &QuestionsFound) -> AnyView {
    if found.items.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let more = (found.total > BESIDE).then(|| {
        let to = page.href(&found_path(text, None));
        view! { <p><a href=to>{t!(lang, "questions-found-all", count = found.total)}</a></p> }
    });
    let items: Vec<_> = found.items.iter().map(|item| short(page, item)).collect();
    view! {
        <section class="panel panel--quiet flow" aria-labelledby="fragor-hittade">
            <h2 class="panel__title" id="fragor-hittade">{t!(lang, "questions-found-beside")}</h2>
            <ul class="answers">{items}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// A line with its state, its heading and its first question.
pub fn short(page: &PageContext, item: &QuestionItem) -> AnyView {
    let lang = page.lang;
    let (kind, state) = set_tag(lang, item.state, item.answer_by, page.today());
    let to = page.href(&path_of(item.id, &item.slug));
    view! {
        <li>
            <Tag kind text=state/>
            <h3 class="answer__title">
                <a href=to lang=written_in(lang) dir="auto">{item.heading.clone()}</a>
            </h3>
            <p lang=written_in(lang) dir="auto">{gist(&item.first, GIST)}</p>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::found_path;

    #[test]
    fn an_address_has_the_words_and_the_page() {
        for (text, after, path) in [
            ("", None, "/fragor"),
            ("bron & ån", None, "/fragor?q=bron+%26+%C3%A5n"),
            ("bron", Some("7"), "/fragor?q=bron&efter=7"),
        ] {
            assert_eq!(found_path(text, after.map(str::to_owned)), path);
        }
    }
}
