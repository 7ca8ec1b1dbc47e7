//! `/omprovning/{case}`: whoever wrote a hidden text reads why, and asks that somebody else looks again.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::group::is_member;
use nara_domain::moderation::{APPEAL_MAX, Appeal};
use nara_domain::time::Date;

use super::api::{AppealView, ModerationPort};
use super::own::{over, why};
use super::{appeal_path, log_link, spot_path, spot_word, typed};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// The name the form comes back under.
const FORM: &str = "appeal";

/// For whoever wrote it: to everybody else there is no such page.
#[component]
pub fn AppealPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let id = use_params_map().read_untracked().get("case");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        moderation?.appeal_page(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

fn show(page: &PageContext, shown: &AppealView) -> AnyView {
    let lang = page.lang;
    let mine = &shown.mine;
    let title = match mine.appeal {
        Appeal::Possible { .. } => t!(lang, "appeal-title"),
        _ => t!(lang, "appeal-about"),
    };
    let own = match is_member(&page.actor) {
        true => "/grupp/mitt",
        false => "/konto",
    };
    let way = vec![(t!(lang, "appeal-own").into_owned(), own.to_owned())];
    let heading = match mine.appeal {
        Appeal::Shown => t!(lang, "appeal-was"),
        _ => t!(lang, "appeal-is"),
    };
    let what = spot_word(lang, &mine.place);
    let there = page.href(&spot_path(&mine.place));
    let label = move |_: &str| t!(lang, "appeal-words").into_owned();
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, FORM) label=label/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            <section class="flow" aria-labelledby="varfor">
                <h2 id="varfor">{heading}</h2>
                {why(page, mine)}
                <p><a href=there>{t!(lang, "my_hidden-there")}</a></p>
            </section>
            <details class="fold">
                <summary>{t!(lang, "appeal-text", what = what)}</summary>
                <div class="fold__body flow">{text(page, shown)}</div>
            </details>
            {standing(page, shown)}
            <p>{log_link(page)}</p>
        </div>
    }
    .into_any()
}

/// What the reader wrote: others do not see it.
fn text(page: &PageContext, shown: &AppealView) -> AnyView {
    let lang = page.lang;
    let (title, body) = shown.text.clone();
    let title = title.map(|title| {
        view! { <p lang=written_in(lang) dir="auto"><strong>{title}</strong></p> }
    });
    view! {
        {title}
        <p class="as-written" lang=written_in(lang) dir="auto">{body}</p>
    }
    .into_any()
}

/// How it stands, and the form as long as it can be sent.
fn standing(page: &PageContext, shown: &AppealView) -> AnyView {
    let lang = page.lang;
    match shown.mine.appeal {
        Appeal::Possible { until } => form(page, shown, until),
        Appeal::Waits { since } => view! {
            <section class="section flow" aria-labelledby="omprovning">
                <h2 id="omprovning">{t!(lang, "appeal-now")}</h2>
                <Notice kind=Kind::Waiting title=t!(lang, "appeal-waits")>
                    <p>{t!(lang, "appeal-waits-then")}</p>
                    <p>{t!(lang, "appeal-sent")}" "<DayOf at=since/></p>
                </Notice>
                {asked(page, shown)}
            </section>
            {typed(page, FORM, "words")}
        }
        .into_any(),
        Appeal::Upheld | Appeal::Shown => answered(page, shown),
        Appeal::Over { until } => view! {
            <section class="section flow" aria-labelledby="omprovning">
                <h2 id="omprovning">{t!(lang, "appeal-over-title")}</h2>
                {over(page, &shown.mine, until)}
            </section>
            {typed(page, FORM, "words")}
        }
        .into_any(),
    }
}

/// Somebody has looked again, or shown it without being asked.
fn answered(page: &PageContext, shown: &AppealView) -> AnyView {
    let lang = page.lang;
    let (kind, title) = match shown.mine.appeal {
        Appeal::Shown => (Kind::Yes, "appeal-shown"),
        _ => (Kind::Ended, "appeal-upheld"),
    };
    let said = shown.mine.said.clone().map(|said| {
        view! { <p class="as-written" lang=written_in(lang) dir="auto">{said}</p> }
    });
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "appeal-answer-title")}</h2>
            <Notice kind title=t!(lang, title)>{said}</Notice>
            {asked(page, shown)}
        </section>
        {typed(page, FORM, "words")}
    }
    .into_any()
}

/// What was said when it was asked for, as long as that is kept.
fn asked(page: &PageContext, shown: &AppealView) -> AnyView {
    let lang = page.lang;
    if shown.words.is_empty() {
        return ().into_any();
    }
    let words = shown.words.clone();
    view! {
        <h3>{t!(lang, "appeal-asked")}</h3>
        <p class="as-written" lang=written_in(lang) dir="auto">{words}</p>
    }
    .into_any()
}

fn form(page: &PageContext, shown: &AppealView, until: Date) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let to = page.href(&appeal_path(shown.mine.id));
    let once = form.value("once", &page.once);
    let date = date_long(lang, until);
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "appeal-form")}</h2>
            <p>{t!(lang, "appeal-lead", date = date)}</p>
            <form class="form" method="post" action=to novalidate>
                <input type="hidden" name="once" value=once/>
                <TextField form name="words" label=t!(lang, "appeal-words")
                    hint=t!(lang, "appeal-words-hint", max = APPEAL_MAX) area=true/>
                <p class="small muted">{t!(lang, "appeal-privacy")}</p>
                <div class="actions"><button class="btn">{t!(lang, "appeal-send")}</button></div>
            </form>
        </section>
    }
    .into_any()
}
