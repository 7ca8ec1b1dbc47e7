//! `/moten/{id}/{slug}`: a meeting with what it takes up, its papers, and how long what was decided
//! there can be appealed. `/moten/{organ}/{dag}` is the same meeting as the record of a case names it.

use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::use_params_map;
use nara_domain::actor::Body;
use nara_domain::answer::last_day_to_appeal;
use nara_domain::ids::MeetingId;
use nara_domain::meeting::{at_mark, mark_text};
use nara_domain::permissions::enter_meetings;
use nara_domain::proposal::agenda::Outcome;
use nara_domain::secretary::may_for;
use nara_domain::time::Date;

use super::api::{AgendaItem, MeetingPort, MeetingView};
use super::shown::{calendar_path, day_view, hours, long_day, outward, path_of, path_of_day};
use crate::context::{PageContext, lead_on, moved_to, page, port};
use crate::error::AppError;
use crate::i18n::{date_long, date_short};
use crate::layout::{load, page_description, page_title};
use crate::proposals::shown::{body_in_text, named_body, path_of as case_path};
use crate::t;
use crate::ui::{Crumbs, Kind, Notice, Tag, written_in};

#[component]
pub fn MeetingPage() -> impl IntoView {
    let page = page();
    let params = use_params_map().get_untracked();
    let which = params.get("meeting").unwrap_or_default();
    let slug = params.get("slug").unwrap_or_default();
    let meetings = port::<dyn MeetingPort>();
    let data = async move {
        let meetings = meetings?;
        if let Ok(id) = which.parse::<MeetingId>() {
            let view = meetings.meeting(id).await?;
            let path = path_of(id, &view.body, view.day);
            if !path.ends_with(&format!("/{slug}")) {
                // One page has one address.
                moved_to(&page.href(&path));
            }
            return Ok((page, view));
        }
        let body = Body::parse(&which).map_err(|_| AppError::NotFound)?;
        let day = Date::parse(&slug).map_err(|_| AppError::NotFound)?;
        let view = meetings.meeting_of_day(&body, day).await?;
        if let Some(meeting) = &view.entered {
            // Not for good: the secretary may move the meeting to another day.
            lead_on(&page.href(&path_of(meeting.id, &view.body, view.day)));
        }
        Ok((page, view))
    };
    load(data, |(page, view)| show(&page, &view))
}

fn show(page: &PageContext, view: &MeetingView) -> AnyView {
    let lang = page.lang;
    let name = named_body(lang, view.body.as_str());
    let day = long_day(lang, view.day);
    let path = match &view.entered {
        Some(meeting) => path_of(meeting.id, &view.body, view.day),
        None => path_of_day(&view.body, view.day),
    };
    let sitting = view.entered.as_ref().map(|meeting| &meeting.sitting);
    let hours = sitting.map(|sitting| view! { <span>{hours(lang, sitting)}</span> });
    let place = sitting
        .and_then(|sitting| sitting.place.clone())
        .map(|place| view! { <span lang=written_in(lang) dir="auto">{place}</span> });
    let waits = view
        .items
        .iter()
        .any(|item| item.at.outcome == Outcome::Awaited);
    let to_do = (waits && enter_meetings(&page.actor).is_ok())
        .then(|| view! { <p>{t!(lang, "meeting-cancelled-todo")}</p> });
    let cancelled = sitting.is_some_and(|sitting| sitting.cancelled).then(|| {
        view! {
            <Notice kind=Kind::Warning title=t!(lang, "meeting-cancelled")>
                <p>{t!(lang, "meeting-cancelled-means")}</p>
                {to_do}
            </Notice>
        }
    });
    let not_entered = sitting.is_none().then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "meeting-not-entered")>
                <p>{t!(lang, "meeting-not-entered-means")}</p>
            </Notice>
        }
    });
    let shares = view
        .shares_day
        .then(|| view! { <p class="muted">{t!(lang, "meeting-shares-day")}</p> });
    // Nothing will come on the agenda of a meeting that does not take place.
    let items = (cancelled.is_none() || !view.items.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="arenden">
                <h2 id="arenden">{t!(lang, "meeting-agenda")}</h2>
                {agenda(page, view)}
                {shares}
            </section>
        }
    });
    let unlisted = (sitting.is_none() || view.items.iter().any(|item| item.of_group))
        .then(|| view! { <Meta name="robots" content="noindex"/> });
    let way = vec![(t!(lang, "meetings-title").into_owned(), "/moten".to_owned())];
    let title = format!("{name} {}", date_long(lang, view.day));
    view! {
        {page_title(&title)}
        {page_description(t!(lang, "meeting-description", body = name.clone(), day = day))}
        <Link rel="canonical" href=format!("{}{}", page.site.public_url, page.href(&path))/>
        {unlisted}
        <div class="wrap wrap--narrow flow">
            <header class="head">
                <Crumbs way/>
                <h1>{name}</h1>
                <p class="meta meta--dots">
                    <span>{day_view(lang, view.day)}</span>
                    {hours}
                    {place}
                </p>
            </header>
            {cancelled}
            {not_entered}
            {enter(page, view)}
            {papers(page, view)}
            {items}
            {appeal(page, view)}
            <p class="no-print">
                <a href=page.href(&calendar_path(Some(&view.body)))>
                    {t!(lang, "meeting-calendar", body = body_in_text(lang, view.body.as_str()))}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// The way to the form, for whoever keeps the minutes.
fn enter(page: &PageContext, view: &MeetingView) -> Option<AnyView> {
    enter_meetings(&page.actor).ok()?;
    may_for(&page.actor, &view.body).ok()?;
    let lang = page.lang;
    let (to, words) = match &view.entered {
        Some(meeting) => (format!("/moten/{}/andra", meeting.id), "meeting-change"),
        None => {
            let (body, day) = (view.body.to_string(), view.day.to_string());
            let query = serde_urlencoded::to_string([("organ", body), ("dag", day)]);
            let to = format!("/moten/ny?{}", query.unwrap_or_default());
            (to, "meetings-enter")
        }
    };
    Some(
        view! {
            <div class="actions no-print">
                <a class="btn btn--secondary" href=page.href(&to)>{t!(lang, words)}</a>
            </div>
        }
        .into_any(),
    )
}

/// Agenda, film and minutes.
fn papers(page: &PageContext, view: &MeetingView) -> Option<AnyView> {
    let lang = page.lang;
    let day = |day: Date| {
        view! { <time datetime=date_short(day)>{date_long(lang, day)}</time> }.into_any()
    };
    let link = |url: String, words: &'static str| outward(url, t!(lang, words)).into_any();
    let sitting = view.entered.as_ref().map(|meeting| &meeting.sitting);
    let stream = sitting.and_then(|sitting| sitting.stream_url.clone());
    let watch = match view.day < page.today() {
        true => "meeting-watch-again",
        false => "meeting-watch",
    };
    let rows = [
        (
            "meeting-agenda_url",
            view.agenda_url().map(|url| link(url, "meeting-to-agenda")),
        ),
        ("meeting-stream_url", stream.map(|url| link(url, watch))),
        (
            "meeting-minutes_url",
            view.minutes_url()
                .map(|url| link(url, "meeting-to-minutes")),
        ),
        ("meeting-verified_on", view.verified_on().map(day)),
        ("meeting-posted_on", view.posted_on().map(day)),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(words, shown)| Some((words, shown?)))
        .map(|(words, shown)| view! { <dt>{t!(lang, words)}</dt><dd>{shown}</dd> })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="facts">{rows}</dl> }.into_any())
}

/// How long what was decided there can be appealed, and what that means.
fn appeal(page: &PageContext, view: &MeetingView) -> Option<AnyView> {
    let lang = page.lang;
    // What only prepares a decision cannot be appealed. Where no proposal was taken up it is about what
    // else was decided there.
    let decided = view.items.is_empty()
        || view.items.iter().any(|item| match item.at.outcome {
            Outcome::Step(kind) => kind.is_decision(),
            Outcome::Awaited | Outcome::Elsewhere(..) => false,
        });
    let posted = view.posted_on().filter(|_| decided)?;
    let last = last_day_to_appeal(posted);
    let words = match page.today() <= last {
        true => "meeting-appeal-open",
        false => "meeting-appeal-over",
    };
    let (said, posted) = (date_long(lang, last), date_long(lang, posted));
    Some(
        view! {
            <section class="section flow" aria-labelledby="overklaga">
                <h2 id="overklaga">{t!(lang, "meeting-appeal")}</h2>
                <p><strong>{t!(lang, words, day = said)}</strong></p>
                <p>{t!(lang, "meeting-appeal-means", day = posted)}</p>
            </section>
        }
        .into_any(),
    )
}

fn agenda(page: &PageContext, view: &MeetingView) -> AnyView {
    let lang = page.lang;
    if view.items.is_empty() {
        let words = match view.day < page.today() {
            true => "meeting-agenda-none-past",
            false => "meeting-agenda-none",
        };
        return view! { <p class="muted">{t!(lang, words)}</p> }.into_any();
    }
    let items = view
        .items
        .iter()
        .map(|one| item(page, view, one))
        .collect_view();
    view! {
        <p>{t!(lang, "meeting-agenda-lead")}</p>
        <ol class="items">{items}</ol>
    }
    .into_any()
}

fn item(page: &PageContext, view: &MeetingView, item: &AgendaItem) -> impl IntoView + use<> {
    let lang = page.lang;
    let to = page.href(&case_path(item.id, &item.slug));
    let paragraph = item
        .at
        .paragraph
        .as_ref()
        .map(|number| view! { <span class="nowrap">{format!("§\u{a0}{number}")}</span> });
    let number = item
        .diary_number
        .clone()
        .map(|number| view! { <span class="nowrap">{number}</span> });
    let sitting = view.entered.as_ref().map(|meeting| &meeting.sitting);
    let cancelled = sitting.is_some_and(|sitting| sitting.cancelled);
    let coming = view.day >= page.today();
    let awaited = item.at.outcome == Outcome::Awaited;
    let speak = (item.may_speak && awaited && coming && !cancelled)
        .then(|| view! { <p class="item__gist">{t!(lang, "meeting-may-speak")}</p> });
    let film = sitting.and_then(|sitting| sitting.stream_url.as_deref());
    let film = film.zip(item.mark).map(|(url, seconds)| {
        let (to, at) = (at_mark(url, seconds), mark_text(seconds));
        view! {
            <p class="item__gist">
                <a href=to rel="nofollow noopener">
                    {t!(lang, "meeting-watch-item", at = at)}
                    <span class="visually-hidden">": "{item.title.clone()}</span>
                </a>
            </p>
        }
    });
    view! {
        <li class="item item--plain">
            <div>
                <h3 class="item__title">
                    <a href=to lang=written_in(lang) dir="auto">{item.title.clone()}</a>
                </h3>
                <div class="item__meta">
                    {outcome(page, &item.at.outcome, (coming, cancelled && !view.shares_day))}
                    {paragraph}
                    {number}
                </div>
                {film}
                {speak}
            </div>
        </li>
    }
}

/// What came of it there, in a word with its shape.
fn outcome(page: &PageContext, outcome: &Outcome, (coming, cancelled): (bool, bool)) -> AnyView {
    let lang = page.lang;
    match outcome {
        Outcome::Step(step) => {
            let kind = step
                .targets()
                .first()
                .map_or(Kind::Info, |stage| Kind::of_stage(*stage));
            let text = t!(lang, &format!("transition-{}-done", step.code())).into_owned();
            view! { <Tag kind text/> }.into_any()
        }
        Outcome::Awaited => {
            let (kind, words) = match (cancelled, coming) {
                (true, _) => (Kind::Waiting, "meeting-item-cancelled"),
                (false, true) => (Kind::Scheduled, "meeting-item-coming"),
                (false, false) => (Kind::Waiting, "meeting-item-awaited"),
            };
            view! { <Tag kind text=t!(lang, words).into_owned()/> }.into_any()
        }
        Outcome::Elsewhere(body, day) => {
            let to = page.href(&path_of_day(body, *day));
            let (body, day) = (body_in_text(lang, body.as_str()), date_long(lang, *day));
            let words = t!(lang, "meeting-item-elsewhere", body = body, day = day);
            view! { <span><a href=to>{words}</a></span> }.into_any()
        }
    }
}
