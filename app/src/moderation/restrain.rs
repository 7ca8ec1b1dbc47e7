//! `/moderera/{case}/avstangning`: whoever wrote a hidden text is kept from writing, or from taking part, for some
//! days.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::moderation::{REASON_MAX, RESTRAINT_DAYS, RestraintKind};

use super::api::{ModerationPort, RestrainPage};
use super::{case_path, restrain_path, restraint_path, typed};
use crate::context::{PageContext, page, port};
use crate::error::{AppError, words};
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::people::shown_name;
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, Kind, Notice, TextField};

/// The name the form comes back under.
const FORM: &str = "restrain";

/// For moderators.
#[component]
pub fn RestrainPersonPage() -> impl IntoView {
    let page = page();
    let moderation = port::<dyn ModerationPort>();
    let id = use_params_map().read_untracked().get("case");
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let id = id.unwrap_or_default();
        let id = id.parse().map_err(|_| AppError::NotFound)?;
        moderation?.restrain_page(&actor, id, now).await
    };
    load(data, move |shown| show(&page, &shown))
}

/// A field's name in the summary of problems.
fn label(lang: Lang) -> impl Fn(&str) -> String + 'static {
    move |field| match field {
        "kind" => t!(lang, "restrain-kind").into_owned(),
        "days" => t!(lang, "restrain-days").into_owned(),
        _ => t!(lang, "restrain-reason").into_owned(),
    }
}

fn show(page: &PageContext, shown: &RestrainPage) -> AnyView {
    let lang = page.lang;
    let name = shown_name(lang, &shown.item.author);
    let title = t!(lang, "restrain-title", name = name);
    let case = t!(lang, "restrain-case").into_owned();
    let way = vec![
        (
            t!(lang, "moderate-title").into_owned(),
            "/moderera".to_owned(),
        ),
        (case, case_path(shown.item.id)),
    ];
    let rest = match (shown.before, shown.may) {
        (Some(id), _) => {
            let to = page.href(&restraint_path(id));
            view! {
                <Notice kind=Kind::Info title=t!(lang, "restrain-before")>
                    <p><a href=to>{t!(lang, "restraint-there")}</a></p>
                </Notice>
                {typed(page, FORM, "reason")}
            }
            .into_any()
        }
        (None, Err(denied)) => {
            let why = words::help(lang, &AppError::Denied(denied));
            view! {
                <Notice kind=Kind::Info title=t!(lang, "restrain-not")><p>{why}</p></Notice>
                {typed(page, FORM, "reason")}
            }
            .into_any()
        }
        (None, Ok(())) => form(page, shown),
    };
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=FormState::of(page, FORM) label=label(lang)/>
            <header class="head">
                <Crumbs way/>
                <h1>{title.clone()}</h1>
                <p class="lead">{t!(lang, "restrain-lead")}</p>
            </header>
            {rest}
        </div>
    }
    .into_any()
}

fn form(page: &PageContext, shown: &RestrainPage) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, FORM);
    let to = page.href(&restrain_path(shown.item.id));
    let kinds = RestraintKind::ALL
        .iter()
        .map(|kind| {
            let word = |part: &str| t!(lang, &format!("restrain-{kind}{part}")).into_owned();
            (kind.code().to_owned(), word(""), word("-means"))
        })
        .collect();
    let days = RESTRAINT_DAYS
        .iter()
        .map(|days| {
            let word = t!(lang, "restrain-count", days = *days).into_owned();
            (days.to_string(), word, String::new())
        })
        .collect();
    let once = form.value("once", &page.once);
    view! {
        <ul class="bullets">
            <li>{t!(lang, "restrain-told")}</li>
            <li>{t!(lang, "restrain-stays")}</li>
        </ul>
        <form class="form" method="post" action=to novalidate>
            <input type="hidden" name="once" value=once/>
            <Choices form=form.clone() name="kind" legend=t!(lang, "restrain-kind") choices=kinds value=""/>
            <Choices form=form.clone() name="days" legend=t!(lang, "restrain-days") choices=days value=""/>
            <TextField form name="reason" label=t!(lang, "restrain-reason")
                hint=t!(lang, "restrain-reason-hint", max = REASON_MAX) area=true look="input"/>
            <div class="actions"><button class="btn">{t!(lang, "restrain-send")}</button></div>
        </form>
    }
    .into_any()
}
