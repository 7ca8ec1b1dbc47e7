//! `/admin/granskning`: which texts a moderator reads before everybody can.

use leptos::prelude::*;
use nara_domain::moderation::holding::{BURST_MINUTES, NEW_DAYS, REPEATED, WORDS_MOST};
use nara_domain::moderation::limits::{DAYS_FIELD, LIMIT_DAYS_MAX, LIMIT_MAX, LIMIT_NAMES};

use super::HOLDING_FORM;
use super::api::SettingsPort;
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::layout::load;
use crate::t;
use crate::ui::{Choices, ErrorSummary, FormState, TextField};

#[component]
pub fn HoldingRulesPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let may = async move { settings?.may(&actor) };
    load(may, move |()| show(&page))
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, HOLDING_FORM);
    let label = move |field: &str| t!(lang, &format!("holding-{field}")).into_owned();
    let typed = page.settings.holding.typed();
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let switches = ["links", "burst", "numbers", "repeated"]
        .map(|name| {
            let choices = ["yes", "no"]
                .map(|code| {
                    let word = t!(lang, &format!("holding-{code}")).into_owned();
                    (code.to_owned(), word, String::new())
                })
                .to_vec();
            let hint = t!(
                lang,
                &format!("holding-{name}-hint"),
                days = NEW_DAYS,
                minutes = BURST_MINUTES,
                times = REPEATED
            );
            view! {
                <Choices form=form.clone() name legend=label(name) hint choices value=value(name)/>
            }
        })
        .into_iter()
        .collect_view();
    let limits = LIMIT_NAMES
        .iter()
        .flat_map(|(_, hour, day)| [*hour, *day])
        .map(|name| {
            view! {
                <TextField form=form.clone() name label=label(name) value=value(name) optional=true
                    mode="numeric" look="input input--number"/>
            }
        })
        .collect_view();
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            {head(page, &t!(lang, "admin-holding"), &t!(lang, "holding-lead"), &[])}
            <p>{t!(lang, "holding-never")}</p>
            <form class="form" method="post" action=page.href("/admin/granskning") novalidate>
                <TextField form=form.clone() name="first_texts" label=label("first_texts")
                    hint=t!(lang, "holding-first_texts-hint") value=value("first_texts")
                    mode="numeric" look="input input--number"/>
                {switches}
                <TextField form=form.clone() name="words" label=label("words")
                    hint=t!(lang, "holding-words-hint", max = WORDS_MOST) value=value("words")
                    optional=true area=true/>
                <h2>{t!(lang, "holding-limits-title")}</h2>
                <p>{t!(lang, "holding-limits-lead", max = LIMIT_MAX)}</p>
                <TextField form=form.clone() name=DAYS_FIELD label=label(DAYS_FIELD)
                    hint=t!(lang, "holding-limit_days-hint", max = LIMIT_DAYS_MAX)
                    value=value(DAYS_FIELD) mode="numeric" look="input input--number"/>
                {limits}
                <div class="actions">
                    <button class="btn">{t!(lang, "holding-save")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
