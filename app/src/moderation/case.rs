//! `/moderera/{case}`: a text that was reported: leave it, hide it, look at it again.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::moderation::{CaseMove, CaseState, REASON_MAX, Reason, Second};
use nara_domain::permissions::moderate;

use super::api::{CaseView, ModerationPort, ReportView};
use super::done::{DoneLine, done};
use super::guidance::beside;
use super::queue::{since, state_tag};
use super::{
    case_path, danger, reader, restrain_path, restraint_path, spot_path, spot_word, typed,
};
use crate::context::{PageContext, page, port};
use crate::error::AppError;
use crate::i18n::{Lang, date_long};
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::t;
use crate::ui::{
    Choices, Crumbs, DayOf, ErrorSummary, FormState, Kind, Notice, TextField, written_in,
};

/// The name the form comes back under.
const FORM: &str = "settle";

/// For moderators, and for those who run the author's group.
#[component]
pub fn CasePage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let id = use_params_map().read_untracked().get("case");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        moderation?.reported(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "rule" => t!(lang, "moderate-rule").into_owned(),
        "reason" => t!(lang, "moderate-reason").into_owned(),
        _ => t!(lang, "moderate-step").into_owned(),
    }
}

fn show(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let item = &shown.item;
    let what = spot_word(lang, &item.place);
    let name = shown_name(lang, &item.author);
    let title = t!(lang, "moderate-line", what = what, name = name);
    // Whoever runs a group has no list of all.
    let way = match moderate(&page.actor) {
        Ok(()) => (
            t!(lang, "moderate-title").into_owned(),
            "/moderera".to_owned(),
        ),
        Err(_) => (t!(lang, "groups-title").into_owned(), "/grupper".to_owned()),
    };
    let there = page.href(&spot_path(&item.place));
    let reading = reader::notice(page, item.reader.as_ref(), &case_path(item.id));
    let form = match shown.possible.is_empty() {
        true => typed(page, FORM, "reason"),
        false => settle(page, shown),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, FORM) label=label(lang)/>
            <header class="head">
                <Crumbs way=vec![way]/>
                <h1>{title.clone()}</h1>
                <div class="item__meta">
                    {state_tag(lang, item.state)}
                    {since(lang, item)}
                </div>
            </header>
            {reading}
            {text(page, shown)}
            <p><a href=there>{t!(lang, "moderate-there")}</a></p>
            {reports(page, &shown.reports)}
            {danger::section(page, shown)}
            {steps(page, shown)}
            {appeal(page, shown)}
            {second(page, shown)}
            {form}
            {author(page, shown)}
        </div>
    }
    .into_any()
}

fn text(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let Some((title, body)) = shown.text.clone() else {
        return view! {
            <Notice kind=Kind::Info title=t!(lang, "moderate-sealed-title")>
                <p>{t!(lang, "moderate-sealed")}</p>
            </Notice>
        }
        .into_any();
    };
    let title = title.map(|title| {
        view! { <p lang=written_in(lang) dir="auto"><strong>{title}</strong></p> }
    });
    view! {
        <section class="panel flow" aria-labelledby="text">
            <h2 class="panel__title" id="text">{t!(lang, "moderate-text")}</h2>
            {title}
            <p class="as-written" lang=written_in(lang) dir="auto">{body}</p>
        </section>
    }
    .into_any()
}

fn reports(page: &PageContext, reports: &[ReportView]) -> AnyView {
    if reports.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let items = reports
        .iter()
        .map(|report| {
            let words = report.words.clone();
            let words = (!words.is_empty()).then(|| {
                view! { <p class="as-written" lang=written_in(lang) dir="auto">{words}</p> }
            });
            view! {
                <li class="item item--plain">
                    <div>
                        <p>
                            <strong>{t!(lang, &format!("report_reason-{}", report.reason))}</strong>
                            " "<span class="muted"><DayOf at=report.at/></span>
                        </p>
                        {words}
                    </div>
                </li>
            }
        })
        .collect_view();
    let count = i64::try_from(reports.len()).unwrap_or(i64::MAX);
    view! {
        <section class="section flow" aria-labelledby="anmalningar">
            <h2 id="anmalningar">{t!(lang, "moderate-reports", count = count)}</h2>
            <p class="muted">{t!(lang, "moderate-reports-who")}</p>
            <ul class="items">{items}</ul>
        </section>
    }
    .into_any()
}

/// Everything that was done, with who did it.
fn steps(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let lines = shown.steps.iter().map(|one| {
        let rule = one
            .rule
            .map(|rule| t!(lang, &format!("hidden-rule-{rule}")));
        DoneLine {
            what: t!(lang, &format!("moderate-did-{}", one.step)).into_owned(),
            more: rule.map(Cow::into_owned).unwrap_or_default(),
            reason: one.reason.clone(),
            by: Some((one.by_name.clone(), one.standing.clone())),
            at: one.at,
        }
    });
    let lapsed = shown.lapsed.map(|at| DoneLine {
        what: t!(lang, "moderate-did-lapsed").into_owned(),
        more: String::new(),
        reason: String::new(),
        by: None,
        at,
    });
    done(page, lines.chain(lapsed).collect())
}

/// What its author says who asked that somebody looks again, and who does.
fn appeal(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let asked = match (&shown.appeal, shown.item.appealed_at) {
        (Some((at, words)), waits) => {
            let words = match (words.is_empty(), waits) {
                (false, _) => view! {
                    <p class="as-written" lang=written_in(lang) dir="auto">{words.clone()}</p>
                }
                .into_any(),
                (true, None) => view! { <p>{t!(lang, "moderate-appeal-forgotten")}</p> }.into_any(),
                (true, Some(_)) => view! {
                    <p>{t!(lang, "moderate-appeal-forgotten")}" "{t!(lang, "moderate-appeal-still")}</p>
                }
                .into_any(),
            };
            view! {
                {words}
                <p class="muted">{t!(lang, "moderate-appeal-asked")}" "<DayOf at=*at/></p>
            }
            .into_any()
        }
        // For who runs the group.
        (None, Some(_)) => view! { <p>{t!(lang, "moderate-appeal-moderator")}</p> }.into_any(),
        (None, None) => return ().into_any(),
    };
    let another = (shown.hid_it && shown.item.appealed_at.is_some()).then(|| {
        view! {
            <Notice kind=Kind::Info title=t!(lang, "moderate-appeal-another-title")>
                <p>{t!(lang, "moderate-appeal-another")}</p>
            </Notice>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="omprovning">
            <h2 id="omprovning">{t!(lang, "moderate-appeal")}</h2>
            {asked}
            {another}
        </section>
    }
    .into_any()
}

/// That what an elected wrote takes two, and who is the second.
fn second(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let words = match (shown.second, shown.item.proposed, shown.proposed_it) {
        (Second::Needed, true, true) => t!(lang, "second-yours"),
        (Second::Needed, true, false) => t!(lang, "second-you"),
        (Second::Needed, false, _) => match shown.lapsed_before {
            true => t!(lang, "second-again"),
            false => t!(lang, "second-needed"),
        },
        (Second::By(by), ..) => {
            let date = date_long(lang, by);
            match shown.hid_it {
                true => t!(lang, "second-another", date = date),
                false => t!(lang, "second-confirm-by", date = date),
            }
        }
        (Second::No, ..) => return ().into_any(),
    };
    view! {
        <Notice kind=Kind::Info title=t!(lang, "second-title")><p>{words}</p></Notice>
    }
    .into_any()
}

/// The way to keeping its author from something, or to what came of that: for moderators.
fn author(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let moderates = moderate(&page.actor).is_ok();
    let (to, words) = match (shown.restraint, shown.item.state) {
        (Some(id), _) => (restraint_path(id), "restraint-there"),
        (None, CaseState::Hidden) if moderates => (restrain_path(shown.item.id), "restrain-link"),
        _ => return ().into_any(),
    };
    let link = moderates.then(|| view! { <p><a href=page.href(&to)>{t!(lang, words)}</a></p> });
    link.into_any()
}

fn settle(page: &PageContext, shown: &CaseView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let to = page.href(&case_path(shown.item.id));
    let hides = shown.possible.contains(&CaseMove::Hide);
    let again =
        shown.possible.contains(&CaseMove::Uphold) || shown.possible.contains(&CaseMove::Confirm);
    let step = match shown.possible.as_slice() {
        // What can only be one thing is not asked for.
        [only] => view! { <input type="hidden" name="step" value=only.code()/> }.into_any(),
        several => {
            let choices = several
                .iter()
                .map(|step| {
                    let word =
                        |part: &str| t!(lang, &format!("moderate-{step}{part}")).into_owned();
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
    let rule = hides.then(|| {
        view! {
            <Choices form=form.clone() name="rule" legend=t!(lang, "moderate-rule")
                hint=t!(lang, "moderate-rule-hint") choices=rules value=""/>
        }
    });
    let (heading, send, hint) = match (hides, again) {
        (true, _) => ("moderate-settle", "moderate-send", "moderate-reason-hint"),
        (_, true) => ("moderate-again", "moderate-send", "moderate-again-hint"),
        _ => (
            "moderate-unhide",
            "moderate-unhide-send",
            "moderate-again-hint",
        ),
    };
    // Somebody else was quicker: what is sent next knows of that.
    let seen = match form.is_conflict() {
        true => shown.seen.to_string(),
        false => form.value("seen", &shown.seen.to_string()),
    };
    let once = form.value("once", &page.once);
    let stays = hides.then(|| {
        view! { <p>{t!(lang, "moderate-stays")}</p>{beside(page, true)} }
    });
    view! {
        <section class="section flow" aria-labelledby="avgor">
            <h2 id="avgor">{t!(lang, heading)}</h2>
            {stays}
            <form class="form" method="post" action=to novalidate>
                <input type="hidden" name="once" value=once/>
                <input type="hidden" name="seen" value=seen/>
                {step}
                {rule}
                <TextField form name="reason" label=t!(lang, "moderate-reason")
                    hint=t!(lang, hint, max = REASON_MAX) area=true/>
                <div class="actions"><button class="btn">{t!(lang, send)}</button></div>
            </form>
        </section>
    }
    .into_any()
}
