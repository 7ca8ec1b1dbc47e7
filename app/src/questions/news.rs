//! What is new among questions, on other pages: the latest answers, and what waits for one at the desk.

use leptos::prelude::*;

use super::api::{QuestionItem, QuestionNews, QuestionWaits};
use super::found::short;
use super::shown::{number_kind, number_name, path_of, signed};
use crate::context::PageContext;
use crate::i18n::day_near;
use crate::t;
use crate::ui::{DayOf, Tag, written_in};
use nara_domain::question::NumberState;

/// Longest part of an answer there.
const GIST: usize = 180;

/// On the front page: the latest answers. Nothing where there are none.
pub fn latest_answers(page: &PageContext, news: &[QuestionNews]) -> AnyView {
    if news.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = news.iter().map(|one| line(page, one)).collect_view();
    view! {
        <section class="section">
            <h2>{t!(lang, "questions-latest")}</h2>
            <ul class="answers">{items}</ul>
            <p><a href=page.href("/fragor")>{t!(lang, "questions-back-list")}</a></p>
        </section>
    }
    .into_any()
}

/// On the front page: the newest that wait for an answer. Nothing where there are none.
pub fn newest_questions(page: &PageContext, items: &[QuestionItem]) -> AnyView {
    if items.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items: Vec<_> = items.iter().map(|item| short(page, item)).collect();
    view! {
        <section class="section">
            <h2>{t!(lang, "questions-newest")}</h2>
            <ul class="answers">{items}</ul>
            <p><a href=page.href("/fragor/ny")>{t!(lang, "questions-ask")}</a></p>
        </section>
    }
    .into_any()
}

fn line(page: &PageContext, one: &QuestionNews) -> impl IntoView + use<> {
    let lang = page.lang;
    let path = page.href(&path_of(one.id, &one.slug));
    let to = format!("{path}#svar-{}", one.act.id);
    let text = one.act.fields.get("text").cloned().unwrap_or_default();
    let mut gist: String = text.chars().take(GIST).collect();
    if gist.len() < text.len() {
        gist.push('…');
    }
    let state = t!(lang, "questions-number-state-answered").into_owned();
    view! {
        <li>
            <Tag kind=number_kind(NumberState::Answered) text=state/>
            <h3 class="answer__title">
                <a href=to><span lang=written_in(lang) dir="auto">{one.heading.clone()}</span>": "{number_name(lang, one.number)}</a>
            </h3>
            <p lang=written_in(lang) dir="auto">{gist}</p>
            <p class="meta meta--dots">
                <span dir="auto">{signed(lang, &one.act)}</span>
                <span><DayOf at=one.act.at/></span>
            </p>
        </li>
    }
}

/// At the desk: how many numbers wait, and how many days there are. Nothing where none waits.
pub fn that_wait(page: &PageContext, waits: &QuestionWaits) -> AnyView {
    if waits.numbers == 0 {
        return ().into_any();
    }
    let (lang, today) = (page.lang, page.today());
    let days = waits.next.map(|day| {
        let (date, days) = (day_near(lang, day, today), today.days_until(day));
        let words = match days < 0 {
            true => t!(
                lang,
                "questions-desk-late",
                date = date,
                days = -days,
                count = waits.late
            ),
            false => t!(lang, "questions-desk-days", date = date, days = days),
        };
        view! { <p>{words}</p> }
    });
    view! {
        <section class="panel flow" aria-labelledby="fragor-vantar">
            <h2 class="panel__title" id="fragor-vantar">
                <a href=page.href("/fragor")>{t!(lang, "questions-desk", count = waits.numbers)}</a>
            </h2>
            {days}
        </section>
    }
    .into_any()
}
