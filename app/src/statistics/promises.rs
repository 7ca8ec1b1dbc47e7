//! `/beslut`: what was promised, and what became of it. Done and not done side by side: a list of
//! successes alone would tell nobody what to believe.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::proposal::{NextKind, Promise};

use super::api::{Promised, Promises, StatisticsPort};
use crate::context::{PageContext, page, port};
use crate::documents::photo as picture;
use crate::i18n::{date_long, money};
use crate::layout::{load, page_title};
use crate::proposals::milestones::milestones;
use crate::proposals::shown::{path_of, state_kind, state_name};
use crate::t;
use crate::ui::{Kind, Tag, written_in};

#[component]
pub fn PromisesPage() -> impl IntoView {
    let page = page();
    let statistics = port::<dyn StatisticsPort>();
    let data = async move { statistics?.promises().await };
    load(data, move |promises| show(&page, &promises))
}

fn show(page: &PageContext, promises: &Promises) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(t!(lang, "promises-title"))}
        <Meta name="description" content=t!(lang, "promises-lead").into_owned()/>
        <div class="wrap flow">
            <header class="head">
                <h1>{t!(lang, "promises-title")}</h1>
                <p class="lead">{t!(lang, "promises-lead")}</p>
            </header>
            {part(page, "lovat", "promises-open", &promises.open)}
            <div class="columns">
                {part(page, "klart", "promises-kept", &promises.kept)}
                {part(page, "stoppat", "promises-stopped", &promises.stopped)}
            </div>
            <ul class="flow">
                <li><a href=page.href("/beslut/hall-of-fame")>{t!(lang, "promises-to-fame")}</a></li>
                <li><a href=page.href("/laget")>{t!(lang, "promises-to-standing")}</a></li>
            </ul>
        </div>
    }
    .into_any()
}

fn part(page: &PageContext, id: &'static str, words: &'static str, all: &[Promised]) -> AnyView {
    let lang = page.lang;
    let list = match all.is_empty() {
        true => view! { <p class="muted">{t!(lang, &format!("{words}-none"))}</p> }.into_any(),
        false => {
            let items = all.iter().map(|one| line(page, one)).collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        <section class="section flow" aria-labelledby=id>
            <h2 id=id>{t!(lang, words)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn line(page: &PageContext, one: &Promised) -> impl IntoView + use<> {
    let lang = page.lang;
    let item = &one.item;
    let to = page.href(&path_of(item.id, &item.slug));
    let (late, mut facts, why) = match &one.promise {
        Promise::Open {
            owner,
            budget_year,
            next_report,
            ..
        } => {
            let report = t!(lang, "promise-report", date = date_long(lang, *next_report));
            let mut facts = vec![owner.clone(), report.into_owned()];
            facts.extend(
                budget_year
                    .map(|year| t!(lang, "promise-budget", year = year.to_string()).into_owned()),
            );
            (item.course.overdue(page.today()), facts, None)
        }
        Promise::Kept { on, cost, .. } => {
            let done = t!(lang, "promise-kept", date = date_long(lang, *on));
            let cost = t!(lang, "promise-cost", cost = money(lang, *cost));
            (Vec::new(), vec![done.into_owned(), cost.into_owned()], None)
        }
        Promise::Stopped {
            on,
            reason,
            decided_by,
            ..
        } => {
            let who = decided_by.clone();
            let stopped = t!(
                lang,
                "promise-stopped",
                date = date_long(lang, *on),
                who = who
            );
            (Vec::new(), vec![stopped.into_owned()], Some(reason.clone()))
        }
    };
    let source = one.promise.budget_source().map(str::to_owned);
    facts.extend(source.map(|source| t!(lang, "promise-money", source = source).into_owned()));
    facts.extend(one.replies.map(|said| {
        let (yes, partly, no) = (said.yes, said.partly, said.no);
        t!(lang, "follow_up-line", yes = yes, partly = partly, no = no).into_owned()
    }));
    let plan = match &one.promise {
        Promise::Open {
            milestones: all, ..
        } => milestones(lang, all, page.today()),
        Promise::Kept { .. } | Promise::Stopped { .. } => None,
    };
    let late = late
        .into_iter()
        .map(|late| {
            let id = match late.what {
                NextKind::Plan => "promise-late-plan",
                _ => "promise-late",
            };
            let text = t!(lang, id, days = late.days).into_owned();
            view! { <Tag kind=Kind::Late text/> }
        })
        .collect_view();
    let photo = one.photo.as_ref().map(|photo| {
        let address = format!(
            "{}/handlingar/{}",
            path_of(item.id, &item.slug),
            photo.number
        );
        picture(
            lang,
            page.href(&address),
            photo.text.clone(),
            photo.by.clone(),
        )
    });
    let poster = matches!(one.promise, Promise::Kept { .. }).then(|| {
        let to = page.href(&format!("{}/affisch", path_of(item.id, &item.slug)));
        view! { <p class="small"><a href=to>{t!(lang, "poster-link-done")}</a></p> }
    });
    let facts = facts
        .into_iter()
        .map(|fact| view! { <span>{fact}</span> })
        .collect_view();
    let why = why.map(|why| {
        view! { <p class="item__gist as-written" lang=written_in(lang) dir="auto">{why}</p> }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{item.title.clone()}</a>
                </h3>
                {why}
                <div class="item__meta">
                    <Tag kind=state_kind(&item.course) text=state_name(lang, &item.course)/>
                    {late}
                    {facts}
                </div>
                {plan}
                {photo}
                {poster}
            </div>
        </li>
    }
}
