//! `/avstangning/{restraint}`: whoever is kept from writing or taking part reads why and until when, and asks that
//! somebody else looks again; and another moderator answers.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::group::is_member;
use nara_domain::moderation::{
    APPEAL_MAX, REASON_MAX, RestraintKind, RestraintMove, RestraintStanding, may_write,
};

use super::api::{ModerationPort, RestraintPage, RestraintView};
use super::{case_path, log_link, restraint_path, typed};
use crate::context::{PageContext, page, port};
use crate::error::{AppError, words};
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, StandingBadge, TextField,
    written_in,
};

/// The names the forms come back under.
const APPEAL: &str = "appeal";
const SETTLE: &str = "settle";

/// Somebody's own page.
fn own_page(page: &PageContext) -> &'static str {
    match is_member(&page.actor) {
        true => "/grupp/mitt",
        false => "/konto",
    }
}

/// Where somebody would write who is kept from it.
pub fn kept_off(page: &PageContext) -> Option<AnyView> {
    let denied = may_write(&page.actor).err()?;
    let lang = page.lang;
    let why = words::help(lang, &AppError::Denied(denied));
    let to = page.href(own_page(page));
    Some(
        view! {
            <Notice kind=Kind::Ended title=t!(lang, "kept_off-title")>
                <p>{why}</p>
                <p><a href=to>{t!(lang, "kept_off-own")}</a></p>
            </Notice>
        }
        .into_any(),
    )
}

/// `Till och med 11 mars 2026.`
pub(super) fn standing_line(page: &PageContext, standing: &RestraintStanding) -> String {
    let lang = page.lang;
    let until = date_long(lang, standing.until);
    let words = match (standing.lifted, standing.holds(page.today())) {
        (true, _) => "restraint-lifted",
        (false, true) => "restraint-until",
        (false, false) => "restraint-over",
    };
    t!(lang, words, until = until).into_owned()
}

/// What is said to whom it concerns: it holds, was ended, or is over.
fn of_whom_it_concerns(page: &PageContext, one: &RestraintView) -> (Kind, String) {
    let lang = page.lang;
    let what = t!(lang, &format!("restraint-what-{}", one.kind));
    let (kind, words) = match (one.standing.holds(page.today()), one.standing.lifted) {
        (true, _) => (Kind::Ended, "restraint-mine"),
        (false, true) => (Kind::Yes, "restraint-was-lifted"),
        (false, false) => (Kind::Info, "restraint-was"),
    };
    (kind, t!(lang, words, what = what).into_owned())
}

/// `Siv är avstängd från att skriva`, or was.
pub(super) fn whose(
    page: &PageContext,
    name: &str,
    (kind, standing): (RestraintKind, &RestraintStanding),
) -> String {
    let lang = page.lang;
    let what = t!(lang, &format!("restraint-what-{kind}"));
    let words = match standing.holds(page.today()) {
        true => "restraint-line",
        false => "restraint-line-was",
    };
    t!(lang, words, name = shown_name(lang, name), what = what).into_owned()
}

/// What they can do all the same, as long as it holds.
fn stays(page: &PageContext, one: &RestraintView) -> Option<AnyView> {
    let words = format!("restraint-stays-{}", one.kind);
    let holds = one.standing.holds(page.today());
    holds.then(|| view! { <p>{t!(page.lang, &words)}</p> }.into_any())
}

/// From what, by which rule, until when, and why.
fn why(page: &PageContext, one: &RestraintView) -> AnyView {
    let lang = page.lang;
    let rule = t!(lang, &format!("hidden-rule-{}", one.rule));
    let words = match one.standing.holds(page.today()) {
        true => "restraint-rule",
        false => "restraint-rule-was",
    };
    let (line, reason) = (standing_line(page, &one.standing), one.reason.clone());
    view! {
        <p>{t!(lang, words, rule = rule)}" "{line}</p>
        <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
    }
    .into_any()
}

/// On somebody's own page.
pub(super) fn of_mine(page: &PageContext, one: &RestraintView) -> AnyView {
    let lang = page.lang;
    let (kind, title) = of_whom_it_concerns(page, one);
    let to = page.href(&restraint_path(one.id));
    let link = match one.standing.may_appeal(page.today()) {
        Ok(()) => {
            view! { <p><a class="btn btn--secondary" href=to>{t!(lang, "restraint-appeal")}</a></p> }
                .into_any()
        }
        Err(_) => view! { <p><a href=to>{t!(lang, "restraint-all")}</a></p> }.into_any(),
    };
    let (why, stays) = (why(page, one), stays(page, one));
    view! {
        <Notice kind title=title>
            <div class="flow">
                {why}
                {stays}
                {link}
            </div>
        </Notice>
    }
    .into_any()
}

/// For whom it concerns, and for moderators: to everybody else there is no such page.
#[component]
pub fn RestraintPersonPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let id = use_params_map().read_untracked().get("restraint");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        moderation?.restraint(&actor, id, now).await
    };
    load(data, move |shown| match shown.mine {
        true => show_mine(&page, &shown),
        false => show(&page, &shown),
    })
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "words" => t!(lang, "restraint-words").into_owned(),
        "step" => t!(lang, "restraint-step").into_owned(),
        _ => t!(lang, "moderate-reason").into_owned(),
    }
}

fn show_mine(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let one = &shown.view;
    let (_, title) = of_whom_it_concerns(page, one);
    let way = vec![(
        t!(lang, "appeal-own").into_owned(),
        own_page(page).to_owned(),
    )];
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, APPEAL) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
            </header>
            <section class="flow" aria-labelledby="varfor">
                <h2 id="varfor">{t!(lang, "restraint-why")}</h2>
                {why(page, one)}
                {stays(page, one)}
            </section>
            {asking(page, shown)}
            <p>{log_link(page)}</p>
        </div>
    }
    .into_any()
}

/// What they said when they asked, as long as that is kept.
fn asked(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    if shown.words.is_empty() {
        return ().into_any();
    }
    let words = shown.words.clone();
    view! {
        <h3>{t!(lang, "restraint-asked")}</h3>
        <p class="as-written" lang=written_in(lang) dir="auto">{words}</p>
    }
    .into_any()
}

/// How it stands with looking again, and the form as long as it can be sent.
fn asking(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let standing = &shown.view.standing;
    if standing.may_appeal(page.today()).is_ok() {
        return form(page, shown);
    }
    let said = shown.view.said.clone();
    let answer = match (&said, standing.appeal_waits()) {
        (_, true) => view! {
            <Notice kind=Kind::Waiting title=t!(lang, "appeal-waits")>
                <p>{t!(lang, "restraint-waits")}</p>
            </Notice>
        }
        .into_any(),
        (Some((step, said)), false) => {
            let (kind, title) = match step {
                RestraintMove::Lift => (Kind::Yes, "restraint-answer-lift"),
                RestraintMove::Impose | RestraintMove::Uphold => {
                    (Kind::Ended, "restraint-answer-uphold")
                }
            };
            let said = said.clone();
            view! {
                <Notice kind title=t!(lang, title)>
                    <p class="as-written" lang=written_in(lang) dir="auto">{said}</p>
                </Notice>
            }
            .into_any()
        }
        (None, false) => view! { <p>{t!(lang, "restraint-too-late")}</p> }.into_any(),
    };
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "appeal-about")}</h2>
            {answer}
            {asked(page, shown)}
        </section>
        {typed(page, APPEAL, "words")}
    }
    .into_any()
}

fn form(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, APPEAL);
    let to = page.href(&restraint_path(shown.view.id));
    let once = form.value("once", &page.once);
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "restraint-form")}</h2>
            <p>{t!(lang, "restraint-form-lead")}</p>
            <form class="form" method="post" action=to novalidate>
                <input type="hidden" name="once" value=once/>
                <TextField form name="words" label=t!(lang, "restraint-words")
                    hint=t!(lang, "restraint-words-hint", max = APPEAL_MAX) area=true/>
                <p class="small muted">{t!(lang, "appeal-privacy")}</p>
                <div class="actions"><button class="btn">{t!(lang, "appeal-send")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn show(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let one = &shown.view;
    let title = whose(page, &shown.name, (one.kind, &one.standing));
    let way = vec![(
        t!(lang, "moderate-title").into_owned(),
        "/moderera".to_owned(),
    )];
    let case = page.href(&case_path(shown.case));
    let another = (shown.imposed_it && one.standing.holds(page.today())).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "moderate-appeal-another-title")>
                <p>{t!(lang, "restraint-another")}</p>
            </Notice>
        }
    });
    let form = match shown.possible.is_empty() {
        true => typed(page, SETTLE, "reason"),
        false => settle(page, shown),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, SETTLE) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{standing_line(page, &one.standing)}</p>
            </header>
            <p><a href=case>{t!(lang, "restraint-text")}</a></p>
            {acts(page, shown)}
            {asked(page, shown)}
            {another}
            {form}
        </div>
    }
    .into_any()
}

/// Everything that was done, with who did it.
fn acts(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let items = shown
        .acts
        .iter()
        .map(|one| {
            let (name, standing) = (one.by_name.clone(), one.standing.clone());
            let reason = one.reason.clone();
            view! {
                <li class="item item--plain">
                    <div>
                        <p><strong>{t!(lang, &format!("restraint-did-{}", one.step))}</strong></p>
                        <p class="as-written" lang=written_in(lang) dir="auto">{reason}</p>
                        <div class="item__meta">
                            <span>{name}</span>
                            <StandingBadge standing/>
                            <span><DayOf at=one.at/></span>
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section flow" aria-labelledby="gjort">
            <h2 id="gjort">{t!(lang, "moderate-done")}</h2>
            <ul class="items">{items}</ul>
        </section>
    }
    .into_any()
}

fn settle(page: &PageContext, shown: &RestraintPage) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, SETTLE);
    let to = page.href(&restraint_path(shown.view.id));
    let step = match shown.possible.as_slice() {
        // What can only be one thing is not asked for.
        [only] => view! { <input type="hidden" name="step" value=only.code()/> }.into_any(),
        several => {
            let choices = several
                .iter()
                .map(|step| {
                    let word = t!(lang, &format!("restraint-do-{step}")).into_owned();
                    (step.code().to_owned(), word, String::new())
                })
                .collect();
            view! {
                <Choices form=form.clone() name="step" legend=t!(lang, "restraint-step") choices value=""/>
            }
            .into_any()
        }
    };
    let seen = match form.is_conflict() {
        true => shown.seen.to_string(),
        false => form.value("seen", &shown.seen.to_string()),
    };
    let once = form.value("once", &page.once);
    let (heading, send) = match shown.possible.len() {
        1 => ("restraint-do-lift", "restraint-do-lift"),
        _ => ("moderate-again", "moderate-send"),
    };
    view! {
        <section class="section flow" aria-labelledby="avgor">
            <h2 id="avgor">{t!(lang, heading)}</h2>
            <form class="form" method="post" action=to novalidate>
                <input type="hidden" name="once" value=once/>
                <input type="hidden" name="seen" value=seen/>
                {step}
                <TextField form name="reason" label=t!(lang, "moderate-reason")
                    hint=t!(lang, "restrain-reason-hint", max = REASON_MAX) area=true look="input"/>
                <div class="actions"><button class="btn">{t!(lang, send)}</button></div>
            </form>
        </section>
    }
    .into_any()
}
