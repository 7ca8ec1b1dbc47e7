//! `/moderera/vantar/{held}`: a text that waits: let it through, or not, with the rule and a reason.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::moderation::{HeldMove, HeldState, REASON_MAX, Reason};

use super::super::done::{DoneLine, done};
use super::super::{reader, text_path, typed};
use super::api::{HeldStepView, HeldView, HoldingPort};
use super::queue::{heading, quoted, state_tag};
use super::{SETTLE_FORM, held_path};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in,
};

/// For moderators.
#[component]
pub fn HeldTextPage() -> impl IntoView {
    let page = page();
    let holding = port::<dyn HoldingPort>();
    let id = use_params_map().read_untracked().get("held");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        holding?.held(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "rule" => t!(lang, "held-rule").into_owned(),
        "reason" => t!(lang, "moderate-reason").into_owned(),
        _ => t!(lang, "moderate-step").into_owned(),
    }
}

fn show(page: &PageContext, shown: &HeldView) -> AnyView {
    let lang = page.lang;
    let item = &shown.item;
    let title = heading(lang, &item.author);
    let way = vec![(
        t!(lang, "moderate-title").into_owned(),
        "/moderera".to_owned(),
    )];
    let there = page.href(&text_path(&item.place));
    let reading = reader::notice(page, item.reader.as_ref(), &held_path(item.id));
    let reasons = item
        .reasons
        .iter()
        .map(|reason| {
            view! {
                <li>
                    {t!(lang, &format!("held-reason-{reason}"))}": "
                    {t!(lang, &format!("held-reason-{reason}-look"))}
                </li>
            }
        })
        .collect_view();
    let form = match shown.possible.is_empty() {
        true => typed(page, SETTLE_FORM, "reason"),
        false => settle(page, shown),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, SETTLE_FORM) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <div class="item__meta">
                    {state_tag(lang, item.state)}
                    <span>{t!(lang, "held-sent")}" "<DayOf at=item.at/></span>
                </div>
            </header>
            {reading}
            <section class="panel flow" aria-labelledby="text">
                <h2 class="panel__title" id="text">{t!(lang, "moderate-text")}</h2>
                {quoted(lang, item)}
                <p class="as-written" lang=written_in(lang) dir="auto">{item.text.clone()}</p>
            </section>
            <p>{t!(lang, "held-under")}" "<a href=there lang=written_in(lang) dir="auto">{item.place.title.clone()}</a></p>
            <section class="section flow" aria-labelledby="varfor">
                <h2 id="varfor">{t!(lang, "held-because")}</h2>
                <ul class="bullets">{reasons}</ul>
            </section>
            {steps(page, &shown.steps)}
            {asked(page, shown)}
            {form}
        </div>
    }
    .into_any()
}

/// Everything that was done, with who did it.
fn steps(page: &PageContext, steps: &[HeldStepView]) -> AnyView {
    let lang = page.lang;
    let lines = steps.iter().map(|one| {
        let rule = one
            .rule
            .map(|rule| t!(lang, &format!("hidden-rule-{rule}")));
        let by = (one.by_name.clone(), one.standing.clone());
        DoneLine {
            what: t!(lang, &format!("held-did-{}", one.step)).into_owned(),
            more: rule.map(Cow::into_owned).unwrap_or_default(),
            reason: one.reason.clone(),
            by: (!one.by_name.is_empty()).then_some(by),
            at: one.at,
        }
    });
    done(page, lines.collect())
}

/// What its author says who asked that somebody looks again, and who does.
fn asked(page: &PageContext, shown: &HeldView) -> AnyView {
    let lang = page.lang;
    let waits = shown.item.state == HeldState::Asked;
    if !waits && shown.words.is_empty() {
        return ().into_any();
    }
    let words = match shown.words.is_empty() {
        true => view! { <p>{t!(lang, "moderate-appeal-forgotten")}</p> }.into_any(),
        false => view! {
            <p class="as-written" lang=written_in(lang) dir="auto">{shown.words.clone()}</p>
        }
        .into_any(),
    };
    let another = (waits && shown.declined_it).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "moderate-appeal-another-title")>
                <p>{t!(lang, "held-another")}</p>
            </Notice>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "moderate-appeal")}</h2>
            {words}
            {another}
        </section>
    }
    .into_any()
}

fn settle(page: &PageContext, shown: &HeldView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, SETTLE_FORM);
    let to = page.href(&held_path(shown.item.id));
    let declines = shown.possible.contains(&HeldMove::Decline);
    let step = match shown.possible.as_slice() {
        // What can only be one thing is not asked for.
        [only] => view! { <input type="hidden" name="step" value=only.code()/> }.into_any(),
        several => {
            let choices = several
                .iter()
                .map(|step| {
                    let word = |part: &str| t!(lang, &format!("held-{step}{part}")).into_owned();
                    (step.code().to_owned(), word(""), word("-means"))
                })
                .collect();
            view! {
                <Choices form=form.clone() name="step" legend=t!(lang, "moderate-step") choices value=""/>
            }
            .into_any()
        }
    };
    let rules = Reason::rules()
        .map(|rule| {
            let word = |part: &str| t!(lang, &format!("report_reason-{rule}{part}")).into_owned();
            (rule.code().to_owned(), word(""), word("-means"))
        })
        .collect();
    let rule = declines.then(|| {
        view! {
            <Choices form=form.clone() name="rule" legend=t!(lang, "held-rule")
                hint=t!(lang, "held-rule-hint") choices=rules value=""/>
        }
    });
    let (heading, hint) = match declines {
        true => ("moderate-settle", "held-settle-hint"),
        false => ("moderate-again", "moderate-again-hint"),
    };
    // Somebody else was quicker: what is sent next knows of that.
    let seen = shown.item.seen.to_string();
    let seen = match form.is_conflict() {
        true => seen,
        false => form.value("seen", &seen),
    };
    let once = form.value("once", &page.once);
    view! {
        <section class="section flow" aria-labelledby="avgor">
            <h2 id="avgor">{t!(lang, heading)}</h2>
            <p>{t!(lang, "moderate-stays")}</p>
            <form class="form" method="post" action=to novalidate>
                <input type="hidden" name="once" value=once/>
                <input type="hidden" name="seen" value=seen/>
                {step}
                {rule}
                <TextField form name="reason" label=t!(lang, "moderate-reason")
                    hint=t!(lang, hint, max = REASON_MAX) area=true optional=declines/>
                <div class="actions"><button class="btn">{t!(lang, "moderate-send")}</button></div>
            </form>
        </section>
    }
    .into_any()
}
