//! `/forslag/{id}/{slug}/samtalet`: a moderator locks a discussion or one of its threads, slows it down, and lets
//! it go.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::moderation::{PACES, REASON_MAX, ReinMove, SLOW_DAYS};

use super::api::{ModerationPort, ReinPage, ReinStep};
use super::done::{DoneLine, done};
use super::{kind_word, reins_path, text_asked, text_path, way_to};
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, Kind, Notice, TextField, written_in};

/// The names the two forms come back under.
pub const LOCK_FORM: &str = "lock";
pub const SLOW_FORM: &str = "slow";

/// For moderators.
#[component]
pub fn ReinsPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let asked = text_asked();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move { moderation?.rein_page(&actor, asked?, now).await };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "until" => t!(lang, "reins-until").into_owned(),
        "minutes" => t!(lang, "reins-minutes").into_owned(),
        _ => t!(lang, "reins-reason").into_owned(),
    }
}

fn show(page: &PageContext, shown: &ReinPage) -> AnyView {
    let lang = page.lang;
    let place = &shown.place;
    let way = way_to(lang, place, shown.asked.as_ref());
    let (title, lead) = match place.comment {
        None => ("reins-title", "reins-lead"),
        Some(_) => ("reins-thread-title", "reins-thread-lead"),
    };
    let title = t!(lang, title);
    let first = shown.first.clone().map(|(author, text)| {
        let what = kind_word(lang, place);
        let name = shown_name(lang, &author);
        view! {
            <section class="panel flow" aria-labelledby="text">
                <h2 class="panel__title" id="text">{t!(lang, "moderate-line", what = what, name = name)}</h2>
                <p class="as-written" lang=written_in(lang) dir="auto">{text}</p>
            </section>
        }
    });
    let slow = place.comment.is_none().then(|| slow(page, shown));
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, LOCK_FORM) label=label(lang)/>
            <ErrorSummary form=FormState::of(page, SLOW_FORM) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, lead)}</p>
            </header>
            {first}
            {lock(page, shown)}
            {slow}
            {steps(page, &shown.steps)}
            <p><a href=page.href(&text_path(place))>{t!(lang, "reins-back")}</a></p>
        </div>
    }
    .into_any()
}

/// What a form carries besides what is typed. Where somebody else was quicker, what is sent next knows of that.
fn carried(
    page: &PageContext,
    form: &FormState,
    shown: &ReinPage,
    seen: i64,
    step: ReinMove,
) -> AnyView {
    let seen = match form.is_conflict() {
        true => seen.to_string(),
        false => form.value("seen", &seen.to_string()),
    };
    let comment = shown.place.comment.map(|id| {
        view! { <input type="hidden" name="kommentar" value=id.to_string()/> }
    });
    view! {
        <input type="hidden" name="once" value=form.value("once", &page.once)/>
        <input type="hidden" name="seen" value=seen/>
        <input type="hidden" name="step" value=step.code()/>
        {comment}
    }
    .into_any()
}

/// The page the forms of this one post to.
fn address(page: &PageContext, shown: &ReinPage) -> String {
    page.href(&reins_path(shown.place.proposal, &shown.place.slug, None))
}

fn lock(page: &PageContext, shown: &ReinPage) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, LOCK_FORM);
    let (step, words) = match (&shown.locked, shown.place.comment) {
        (Some(_), _) => (ReinMove::Unlock, "reins-unlock"),
        (None, None) => (ReinMove::Lock, "reins-lock"),
        (None, Some(_)) => (ReinMove::Lock, "reins-lock-thread"),
    };
    let now = shown.locked.as_ref().map(|held| {
        let date = date_long(lang, held.since);
        let line = match held.until {
            None => t!(lang, "locked-since", date = date),
            Some(until) => t!(
                lang,
                "locked-until",
                date = date,
                until = date_long(lang, until)
            ),
        };
        let reason = held.reason.clone();
        view! {
            <Notice kind=Kind::Locked title=line>
                <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
            </Notice>
        }
    });
    let until = (step == ReinMove::Lock).then(|| {
        view! {
            <TextField form=form.clone() name="until" label=t!(lang, "reins-until")
                hint=t!(lang, "reins-until-hint") kind="date" optional=true/>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="las">
            <h2 id="las">{t!(lang, words)}</h2>
            {now}
            <p>{t!(lang, &format!("{words}-means"))}</p>
            <form class="form" method="post" action=address(page, shown) novalidate>
                {carried(page, &form, shown, shown.seen_lock, step)}
                <TextField form=form.clone() name="reason" label=t!(lang, "reins-reason")
                    hint=t!(lang, "reins-reason-hint", max = REASON_MAX) area=true look="input"/>
                {until}
                <div class="actions"><button class="btn">{t!(lang, words)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn slow(page: &PageContext, shown: &ReinPage) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, SLOW_FORM);
    let (step, words) = match shown.slow {
        Some(_) => (ReinMove::Free, "reins-free"),
        None => (ReinMove::Slow, "reins-slow"),
    };
    let now = shown.slow.as_ref().map(|(minutes, held)| {
        let until = held.until.map(|until| date_long(lang, until));
        let line = t!(lang, "slow-form", until = until.unwrap_or_default());
        let pace = t!(lang, "slow-pace", minutes = *minutes);
        let (title, reason) = (format!("{pace} {line}"), held.reason.clone());
        view! {
            <Notice kind=Kind::Info title>
                <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
            </Notice>
        }
    });
    let fields = shown.slow.is_none().then(|| {
        let choices = PACES
            .iter()
            .map(|minutes| {
                let word = t!(lang, "slow-pace", minutes = *minutes).into_owned();
                (minutes.to_string(), word, String::new())
            })
            .collect();
        view! {
            <Choices form=form.clone() name="minutes" legend=t!(lang, "reins-minutes") choices value=""/>
            <TextField form=form.clone() name="until" label=t!(lang, "reins-until")
                hint=t!(lang, "reins-slow-until-hint", days = SLOW_DAYS) kind="date"/>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="lugna">
            <h2 id="lugna">{t!(lang, words)}</h2>
            {now}
            <p>{t!(lang, &format!("{words}-means"))}</p>
            <form class="form" method="post" action=address(page, shown) novalidate>
                {carried(page, &form, shown, shown.seen_slow, step)}
                {fields}
                <TextField form=form.clone() name="reason" label=t!(lang, "reins-reason")
                    hint=t!(lang, "reins-reason-hint", max = REASON_MAX) area=true look="input"/>
                <div class="actions"><button class="btn">{t!(lang, words)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// Everything that was done, with who did it.
fn steps(page: &PageContext, steps: &[ReinStep]) -> AnyView {
    let lang = page.lang;
    let lines = steps.iter().map(|one| {
        let act = &one.act;
        let pace = act.minutes.map(|minutes| {
            let pace = t!(lang, "slow-pace", minutes = minutes);
            pace.into_owned()
        });
        let until = act.until.map(|until| {
            let until = date_long(lang, until);
            t!(lang, "reins-did-until", until = until).into_owned()
        });
        let more: Vec<String> = pace.into_iter().chain(until).collect();
        DoneLine {
            what: t!(lang, &format!("reins-did-{}", act.step)).into_owned(),
            more: more.join(" "),
            reason: act.reason.clone(),
            by: Some((one.by_name.clone(), one.standing.clone())),
            at: act.at,
        }
    });
    done(page, lines.collect())
}
