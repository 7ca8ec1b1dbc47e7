//! `/laget`: what became of the proposals, how long it takes, and which have waited longest. Done and
//! not done with the same weight.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::proposal::StageGroup;

use super::api::{Standing, StatisticsPort};
use crate::context::{PageContext, page, port};
use crate::i18n::number;
use crate::layout::{load, page_title};
use crate::proposals::Item;
use crate::t;

#[component]
pub fn StandingPage() -> impl IntoView {
    let page = page();
    let statistics = port::<dyn StatisticsPort>();
    let now = page.now;
    let data = async move { statistics?.standing(now).await };
    load(data, move |standing| show(&page, standing))
}

fn show(page: &PageContext, standing: Standing) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "standing-title", place = page.site.place.clone());
    let waiting = match standing.waiting.is_empty() {
        true => view! { <p>{t!(lang, "standing-waiting-none")}</p> }.into_any(),
        false => {
            let items = standing
                .waiting
                .iter()
                .cloned()
                .map(|item| view! { <Item item heading=3/> })
                .collect_view();
            view! { <ol class="items">{items}</ol> }.into_any()
        }
    };
    view! {
        {page_title(&title)}
        <Meta name="description" content=t!(lang, "standing-description", place = page.site.place.clone()).into_owned()/>
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "standing-lead")}</p>
            </header>
            {figures(page, &standing)}
            {outcomes(page, &standing)}
            {groups(page, &standing)}
            <section class="section flow" aria-labelledby="vantar">
                <h2 id="vantar">{t!(lang, "standing-waiting")}</h2>
                <p>{t!(lang, "standing-waiting-lead")}</p>
                {waiting}
                <p><a href=page.href("/laget/rapport")>{t!(lang, "standing-to-report")}</a></p>
            </section>
        </div>
    }
    .into_any()
}

/// The times, in words: a figure alone says nothing to somebody who waits.
fn figures(page: &PageContext, standing: &Standing) -> AnyView {
    let lang = page.lang;
    let days = |days: Option<i64>| match days {
        Some(days) => t!(lang, "standing-days", days = days).into_owned(),
        None => t!(lang, "standing-days-none").into_owned(),
    };
    view! {
        <dl class="facts">
            <dt>{t!(lang, "standing-first-answer")}</dt>
            <dd>{days(standing.median_answer_days)}</dd>
            <dt>{t!(lang, "standing-decision")}</dt>
            <dd>{days(standing.median_decision_days)}</dd>
            <dt>{t!(lang, "standing-overdue")}</dt>
            <dd>{t!(lang, "standing-count", count = standing.overdue, shown = number(lang, standing.overdue))}</dd>
        </dl>
        <p class="muted">{t!(lang, "standing-median")}</p>
    }
    .into_any()
}

/// A share as a bar with its number beside it: read as a table, also by who does not see the bars.
fn table(page: &PageContext, caption: String, rows: Vec<(String, i64)>) -> AnyView {
    let lang = page.lang;
    let all: i64 = rows.iter().map(|(_, count)| *count).sum();
    let rows = rows
        .into_iter()
        .map(|(name, count)| {
            // To the nearest: a share that is cut off is too small.
            let share = (count * 200 + all).checked_div(all * 2).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num">{number(lang, count)}</td>
                    <td class="num">{t!(lang, "standing-share", share = share)}</td>
                    <td><progress class="meter" max=all value=count aria-hidden="true"></progress></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "standing-column-what")}</th>
                        <th scope="col" class="num">{t!(lang, "standing-column-count")}</th>
                        <th scope="col" class="num">{t!(lang, "standing-column-share")}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn outcomes(page: &PageContext, standing: &Standing) -> AnyView {
    let lang = page.lang;
    let rows: Vec<_> = standing
        .decisions
        .iter()
        .filter_map(|(kind, count)| {
            let stage = kind.targets().first()?;
            let name = t!(lang, &format!("stage-{}", stage.code())).into_owned();
            Some((name, *count))
        })
        .collect();
    let total: i64 = rows.iter().map(|(_, count)| *count).sum();
    let body = match total {
        0 => view! { <p>{t!(lang, "standing-outcomes-none")}</p> }.into_any(),
        total => table(
            page,
            t!(lang, "standing-outcomes-caption", count = total).into_owned(),
            rows,
        ),
    };
    view! {
        <section class="section flow" aria-labelledby="utfall">
            <h2 id="utfall">{t!(lang, "standing-outcomes")}</h2>
            <p>{t!(lang, "standing-outcomes-lead")}</p>
            {body}
        </section>
    }
    .into_any()
}

fn groups(page: &PageContext, standing: &Standing) -> AnyView {
    let lang = page.lang;
    let rows = StageGroup::ALL
        .iter()
        .filter(|group| **group != StageGroup::NotPublic)
        .map(|group| {
            let found = standing.groups.iter().find(|(of, _)| of == group);
            let name = t!(lang, &format!("group-{}", group.code())).into_owned();
            (name, found.map_or(0, |(_, count)| *count))
        })
        .collect();
    view! {
        <section class="section flow" aria-labelledby="lage">
            <h2 id="lage">{t!(lang, "standing-groups")}</h2>
            {table(page, t!(lang, "standing-groups-caption").into_owned(), rows)}
        </section>
    }
    .into_any()
}
