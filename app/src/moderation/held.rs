//! What everybody reads where a discussion is locked or slowed down, beside it and where one writes.

use leptos::prelude::*;
use nara_domain::ids::CommentId;
use nara_domain::moderation::{Held, may_rein};

use super::api::Talk;
use super::{log_link, reins_below};
use crate::context::PageContext;
use crate::i18n::{Lang, date_long, time_of_day};
use crate::proposals::api::Discussion;
use crate::t;
use crate::ui::{Kind, Notice, written_in};

/// How the discussion of the page is held in, as its page has read it.
pub fn talk() -> Talk {
    use_context::<Talk>().unwrap_or_default()
}

/// The first comment of the thread that a comment of this page stands in.
pub fn thread_of(discussion: &Discussion, id: CommentId) -> CommentId {
    let found = discussion.find(id);
    found
        .and_then(|found| found.thread.or(found.parent))
        .unwrap_or(id)
}

/// `Låst sedan 4 mars 2026, till och med 11 mars 2026.`
fn since(lang: Lang, what: &str, held: &Held) -> String {
    let date = date_long(lang, held.since);
    match held.until {
        None => t!(lang, &format!("{what}-since"), date = date),
        Some(until) => {
            let until = date_long(lang, until);
            t!(lang, &format!("{what}-until"), date = date, until = until)
        }
    }
    .into_owned()
}

/// Since when, until when and why.
fn why(lang: Lang, what: &str, held: &Held) -> AnyView {
    let reason = held.reason.clone();
    view! {
        <p>{since(lang, what, held)}</p>
        <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
    }
    .into_any()
}

/// `Ett inlägg var 15:e minut.`
fn pace(lang: Lang, minutes: i64) -> String {
    t!(lang, "slow-pace", minutes = minutes).into_owned()
}

/// Above the discussion: that it is locked or slowed down, and the moderators' way to that.
pub fn above(page: &PageContext, path: &str, talk: &Talk) -> AnyView {
    let lang = page.lang;
    let locked = talk.reins.whole.as_ref().map(|held| {
        let (how, why) = (log_link(page), why(lang, "locked", held));
        view! {
            <Notice kind=Kind::Locked title=t!(lang, "locked-title")>
                {why}
                <p>{t!(lang, "locked-stays")}" "{how}</p>
            </Notice>
        }
    });
    let slow = talk.reins.slow.as_ref().map(|(minutes, held)| {
        let (pace, why) = (pace(lang, *minutes), why(lang, "slow", held));
        view! {
            <Notice kind=Kind::Info title=t!(lang, "slow-title")>
                <p>{pace}</p>
                {why}
            </Notice>
        }
    });
    let tools = may_rein(&page.actor).is_ok().then(|| {
        let to = page.href(&reins_below(path, None));
        view! { <p class="small no-print"><a href=to>{t!(lang, "reins-link")}</a></p> }
    });
    view! {
        {locked}
        {slow}
        {tools}
    }
    .into_any()
}

/// In a thread that is locked by itself.
pub fn in_thread(page: &PageContext, talk: &Talk, id: CommentId) -> Option<AnyView> {
    let held = talk.reins.thread(id)?;
    let lang = page.lang;
    let why = why(lang, "locked", held);
    Some(
        view! {
            <Notice kind=Kind::Locked title=t!(lang, "locked-thread-title")>
                {why}
            </Notice>
        }
        .into_any(),
    )
}

/// Beside a thread's first comment, for moderators: `path` has its language.
pub fn thread_tool(page: &PageContext, path: &str, id: CommentId, name: String) -> Option<AnyView> {
    let lang = page.lang;
    may_rein(&page.actor).is_ok().then(|| {
        let to = reins_below(path, Some(id));
        view! {
            <a href=to>
                {t!(lang, "reins-thread-link")}
                <span class="visually-hidden">" "{t!(lang, "reins-thread-of", name = name)}</span>
            </a>
        }
        .into_any()
    })
}

/// Whether replies in this thread are over for now.
pub fn is_locked(talk: &Talk, thread: Option<CommentId>) -> bool {
    talk.reins.whole.is_some() || thread.is_some_and(|id| talk.reins.thread(id).is_some())
}

/// Where one would write: that nobody can, where it or the thread one replies in is locked.
pub fn instead(page: &PageContext, talk: &Talk, thread: Option<CommentId>) -> Option<AnyView> {
    let lang = page.lang;
    let (title, held) = match (&talk.reins.whole, thread) {
        (Some(held), _) => ("locked-title", held),
        (None, Some(id)) => ("locked-thread-title", talk.reins.thread(id)?),
        (None, None) => return None,
    };
    let line = since(lang, "locked", held);
    Some(
        view! {
            <Notice kind=Kind::Locked title=t!(lang, title)>
                <p>{line}</p>
                <p>{t!(lang, "locked-nobody")}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// Above the form: the pace, and when the reader may write next.
pub fn at_pace(page: &PageContext, talk: &Talk) -> Option<AnyView> {
    let lang = page.lang;
    let (minutes, held) = talk.reins.slow.as_ref()?;
    let until = held.until.map(|until| date_long(lang, until));
    let next = talk.next_at.map(|at| {
        let time = time_of_day(lang, at);
        view! { <p><strong>{t!(lang, "slow-next", time = time)}</strong></p> }
    });
    let pace = pace(lang, *minutes);
    Some(
        view! {
            <Notice kind=Kind::Info title=t!(lang, "slow-title")>
                <p>
                    {pace}" "
                    {t!(lang, "slow-form", until = until.unwrap_or_default())}
                </p>
                {next}
            </Notice>
        }
        .into_any(),
    )
}
