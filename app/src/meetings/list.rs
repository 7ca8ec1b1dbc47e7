//! `/moten`: the next meetings first, then those that have been, by month.

use leptos::prelude::*;
use leptos_meta::Link;
use leptos_router::hooks::use_query_map;
use nara_domain::actor::Body;
use nara_domain::permissions::enter_meetings;

use super::api::{MeetingLine, MeetingList, MeetingPort, MeetingsQuery};
use super::shown::{calendar_path, day_view, hours, path_of, path_of_day};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::month_name;
use crate::layout::{load, page_description, page_title};
use crate::proposals::shown::named_body;
use crate::t;
use crate::ui::{Icon, Kind, Pager, Tag, icon, written_in};

#[component]
pub fn MeetingsPage() -> impl IntoView {
    let page = page();
    let meetings = port::<dyn MeetingPort>();
    let address = use_query_map().read_untracked();
    let (body, after) = (address.get("organ"), address.get("efter"));
    let now = page.now;
    let data = async move {
        let body = body.filter(|name| !name.trim().is_empty());
        let query = MeetingsQuery {
            body: match body {
                Some(name) => Some(Body::parse(&name).map_err(|_| AppError::NotFound)?),
                None => None,
            },
            after: match after {
                Some(id) => Some(id.parse()?),
                None => None,
            },
        };
        let found = meetings?.meetings(&query, now).await?;
        Ok((query, found))
    };
    load(data, move |(query, found)| show(&page, &query, &found))
}

fn address(page: &PageContext, body: Option<&Body>, after: Option<String>) -> String {
    let mut pairs = Vec::new();
    pairs.extend(body.map(|body| ("organ", body.to_string())));
    pairs.extend(after.map(|after| ("efter", after)));
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => page.href(&format!("/moten?{query}")),
        _ => page.href("/moten"),
    }
}

fn show(page: &PageContext, query: &MeetingsQuery, found: &MeetingList) -> AnyView {
    let lang = page.lang;
    let title = match &query.body {
        Some(body) => {
            let body = named_body(lang, body.as_str());
            t!(lang, "meetings-title-of", body = body).into_owned()
        }
        None => t!(lang, "meetings-title").into_owned(),
    };
    let body = query.body.as_ref();
    let next = found
        .next
        .map(|last| address(page, body, Some(last.to_string())));
    let first = query.after.is_some().then(|| address(page, body, None));
    let enter = enter_meetings(&page.actor).is_ok().then(|| {
        view! {
            <div class="actions no-print">
                <a class="btn" href=page.href("/moten/ny")>{t!(lang, "meetings-enter")}</a>
            </div>
        }
    });
    let coming = query.after.is_none().then(|| {
        let list = match found.coming.is_empty() {
            true => view! { <p class="muted">{t!(lang, "meetings-none-coming")}</p> }.into_any(),
            false => by_month(page, &found.coming),
        };
        view! {
            <section class="section flow" aria-labelledby="kommande">
                <h2 id="kommande">{t!(lang, "meetings-coming")}</h2>
                {list}
            </section>
        }
    });
    let past = (!found.past.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="tidigare">
                <h2 id="tidigare">{t!(lang, "meetings-past")}</h2>
                {by_month(page, &found.past)}
            </section>
        }
    });
    let calendar = calendar_path(body);
    // Nothing stands beside the list where there is nothing to choose.
    let layout = match found.bodies.is_empty() {
        true => "",
        false => "browse",
    };
    view! {
        {page_title(&title)}
        {page_description(t!(lang, "meetings-lead"))}
        <Link rel="alternate" type_="text/calendar" href=page.href(&calendar)/>
        <div class="wrap">
            <header class="head">
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "meetings-lead")}</p>
                {enter}
            </header>
            <div class=layout>
                <div>{bodies(page, query, &found.bodies)}</div>
                <div>
                    {coming}
                    {past}
                    <Pager first next/>
                    <p class="section no-print">
                        <a href=page.href(&calendar)>{t!(lang, "meetings-calendar")}</a>". "
                        <span class="muted">{t!(lang, "meetings-calendar-means")}</span>
                    </p>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// A link per body.
fn bodies(page: &PageContext, query: &MeetingsQuery, bodies: &[Body]) -> AnyView {
    let lang = page.lang;
    if bodies.is_empty() {
        return ().into_any();
    }
    let link = |body: Option<&Body>, name: String| {
        let current = (body == query.body.as_ref()).then_some("true");
        let to = address(page, body, None);
        view! { <li><a class="filter" href=to aria-current=current>{name}</a></li> }
    };
    let links = bodies
        .iter()
        .map(|body| link(Some(body), named_body(lang, body.as_str())))
        .collect_view();
    view! {
        <details class="filters">
            <summary class="filters__button">{icon(Icon::Filter)}{t!(lang, "meetings-body")}</summary>
            <nav class="filters__group" aria-labelledby="organ">
                <h2 class="filters__title" id="organ">{t!(lang, "meetings-body")}</h2>
                <ul>{link(None, t!(lang, "meetings-all-bodies").into_owned())}{links}</ul>
            </nav>
        </details>
    }
    .into_any()
}

/// A heading for each month, and its meetings in their order.
fn by_month(page: &PageContext, lines: &[MeetingLine]) -> AnyView {
    let lang = page.lang;
    let month = |line: &MeetingLine| (line.day.year(), line.day.month());
    lines
        .chunk_by(|one, other| month(one) == month(other))
        .map(|lines| {
            let name = lines.first().map(|line| {
                let month = month_name(lang, i64::from(line.day.month())).unwrap_or_default();
                let mut letters = month.chars();
                let first: String = letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .collect();
                format!("{first}{} {}", letters.as_str(), line.day.year())
            });
            let items = lines.iter().map(|one| line(page, one)).collect_view();
            view! {
                <h3>{name}</h3>
                <ol class="items">{items}</ol>
            }
        })
        .collect_view()
        .into_any()
}

fn line(page: &PageContext, line: &MeetingLine) -> impl IntoView + use<> {
    let lang = page.lang;
    let entered = line.entered.as_ref();
    let to = match entered {
        Some(meeting) => path_of(meeting.id, &line.body, line.day),
        None => path_of_day(&line.body, line.day),
    };
    let sitting = entered.map(|meeting| &meeting.sitting);
    let hours = sitting.map(|sitting| view! { <span>{hours(lang, sitting)}</span> });
    let place = sitting
        .and_then(|sitting| sitting.place.clone())
        .map(|place| view! { <span lang=written_in(lang) dir="auto">{place}</span> });
    let cancelled = sitting.is_some_and(|sitting| sitting.cancelled).then(|| {
        let text = t!(lang, "meeting-cancelled").into_owned();
        view! { <Tag kind=Kind::Ended text/> }
    });
    let unknown = entered
        .is_none()
        .then(|| view! { <span>{t!(lang, "meeting-not-entered")}</span> });
    let items = (line.items > 0)
        .then(|| view! { <span>{t!(lang, "meeting-items", count = line.items)}</span> });
    view! {
        <li class="item item--plain">
            <div>
                <h4 class="item__title">
                    <a href=page.href(&to)>{named_body(lang, line.body.as_str())}</a>
                </h4>
                <div class="item__meta">
                    {cancelled}
                    <span>{day_view(lang, line.day)}</span>
                    {hours}
                    {place}
                    {unknown}
                    {items}
                </div>
            </div>
        </li>
    }
}
