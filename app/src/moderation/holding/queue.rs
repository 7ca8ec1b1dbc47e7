//! The part of `/moderera` where texts wait to be read before everybody can, and where much happened in a short time.

use leptos::prelude::*;
use nara_domain::moderation::{DeskText, HeldState, look_by};

use super::super::reader;
use super::super::together::{self, HELD_BOXES};
use super::api::{HeldItem, HeldQueue};
use super::{held_path, pace, reasons};
use crate::context::PageContext;
use crate::i18n::{Lang, date_long};
use crate::people::shown_name;
use crate::proposals::shown::path_of;
use crate::t;
use crate::ui::{DayOf, Kind, Tag, written_in};

/// Nothing where nothing waits.
pub fn waiting(page: &PageContext, queue: &HeldQueue) -> AnyView {
    let lang = page.lang;
    let waiting = |item: &&HeldItem| item.state == HeldState::Waiting;
    // One is settled where it stands.
    let several = queue.items.iter().filter(waiting).count() > 1;
    let choose = several.then(|| together::choose(page, &HELD_BOXES));
    let items = queue
        .items
        .iter()
        .map(|item| line(page, item, several))
        .collect_view();
    let shown = i64::try_from(queue.items.len()).unwrap_or(i64::MAX);
    let more = (queue.count > shown).then(|| {
        view! { <p>{t!(lang, "held-more", count = queue.count - shown)}</p> }
    });
    let held = (!queue.items.is_empty()).then(|| {
        view! {
            <section class="section flow" aria-labelledby="granskas">
                <h2 id="granskas">{t!(lang, "held-queue", count = queue.count)}</h2>
                <p>{t!(lang, "held-queue-lead")}</p>
                <ul class="items">{items}</ul>
                {more}
                {choose}
            </section>
        }
    });
    view! {
        {pace::section(page, &queue.paces)}
        {held}
    }
    .into_any()
}

/// How far it has come.
pub(super) fn state_tag(lang: Lang, state: HeldState) -> impl IntoView {
    let kind = match state {
        HeldState::Waiting | HeldState::Asked => Kind::Waiting,
        HeldState::Released => Kind::Yes,
        HeldState::Declined | HeldState::Upheld | HeldState::TakenBack => Kind::Ended,
    };
    view! { <Tag kind text=t!(lang, &format!("held-state-{state}")).into_owned()/> }
}

/// `Kommentar av Siv`
pub(super) fn heading(lang: Lang, author: &str) -> String {
    let what = t!(lang, "reported-kind-comment");
    let name = shown_name(lang, author);
    t!(lang, "moderate-line", what = what, name = name).into_owned()
}

/// What it quotes: that is published with it.
pub(super) fn quoted(lang: Lang, item: &HeldItem) -> Option<AnyView> {
    item.quote.clone().map(|quote| {
        view! {
            <blockquote class="comment__quote">
                <p class="as-written" lang=written_in(lang) dir="auto">{quote}</p>
            </blockquote>
        }
        .into_any()
    })
}

/// The text can be read in the list, and let through from there.
fn line(page: &PageContext, item: &HeldItem, several: bool) -> AnyView {
    let lang = page.lang;
    let heading = heading(lang, &item.author);
    let by = look_by(item.at.day());
    let words = match by < page.today() {
        true => "moderate-late",
        false => "moderate-by",
    };
    let by = (item.state == HeldState::Waiting).then(|| {
        view! { <span>{t!(lang, words, date = date_long(lang, by))}</span> }
    });
    let (place, title) = (&item.place, item.place.title.clone());
    let there = page.href(&path_of(place.proposal, &place.slug));
    let to = page.href(&held_path(item.id));
    // Looking again is done one by one.
    let open = several && item.state == HeldState::Waiting;
    let tick = open.then(|| {
        let text = DeskText::Held(item.id);
        // Somebody may have written several.
        let begins: String = item.text.chars().take(60).collect();
        together::tick(lang, &HELD_BOXES, text, &format!("{heading}: {begins}"))
    });
    let class = match open {
        true => "item item--tick",
        false => "item item--plain",
    };
    view! {
        <li class=class>
            {tick}
            <div class="flow">
                <h3 class="item__title"><a href=to.clone()>{heading.clone()}</a></h3>
                {quoted(lang, item)}
                <p class="as-written" lang=written_in(lang) dir="auto">{item.text.clone()}</p>
                <div class="item__meta">
                    {state_tag(lang, item.state)}
                    {reader::mark(lang, item.reader.as_ref())}
                    <span>{reasons(lang, &item.reasons)}</span>
                    <span>{t!(lang, "held-sent")}" "<DayOf at=item.at/></span>
                    {by}
                </div>
                <p class="small">
                    {t!(lang, "held-under")}" "<a href=there lang=written_in(lang) dir="auto">{title}</a>
                </p>
                {buttons(page, item, to, &heading)}
            </div>
        </li>
    }
    .into_any()
}

/// What waits is let through with one press; everything else wants a reason.
fn buttons(page: &PageContext, item: &HeldItem, to: String, heading: &str) -> AnyView {
    let lang = page.lang;
    if item.own || item.state != HeldState::Waiting {
        return ().into_any();
    }
    let (release, there) = (t!(lang, "held-release"), to.clone());
    view! {
        <form class="actions" method="post" action=to>
            <input type="hidden" name="step" value="release"/>
            <input type="hidden" name="seen" value=item.seen.to_string()/>
            <input type="hidden" name="once" value=page.once.clone()/>
            <button class="btn btn--secondary">{release}<span class="visually-hidden">": "{heading.to_owned()}</span></button>
            <a class="btn btn--quiet" href=there>{t!(lang, "held-decline-link")}</a>
        </form>
    }
    .into_any()
}
