//! `/admin/folkbokforing`: where it is asked who lives here, and the form that loads a list.

use leptos::prelude::*;
use nara_domain::error::FieldProblem;

use super::desk::{IdentityDeskPort, RegisterSource, RegisterView, RollLoaded};
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::i18n::{Lang, date_long, number, time_of_day};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FileField, FormState, Kind, Notice};

/// The form's name in the page, and that of its file.
pub const ROLL_FORM: &str = "register";
pub const ROLL_FIELD: &str = "roll";
/// The box by which a list counts that was doubted.
pub const ROLL_SURE: &str = "sure";

#[component]
pub fn RollPage() -> impl IntoView {
    let page = page();
    let desk = port::<dyn IdentityDeskPort>();
    let actor = page.actor.clone();
    let register = async move { desk?.register(&actor).await };
    load(register, move |register| show(&page, &register))
}

fn show(page: &PageContext, register: &RegisterView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, ROLL_FORM);
    let label = move |_: &str| t!(lang, "rollpage-file").into_owned();
    let asked = match &register.source {
        RegisterSource::Service(host) => {
            view! { <p>{t!(lang, "rollpage-service", host = host.clone())}</p> }.into_any()
        }
        RegisterSource::Roll => now(lang, register),
    };
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            {head(page, &t!(lang, "admin-register"), &t!(lang, "rollpage-lead"), &[])}
            <section class="section flow" aria-labelledby="nu">
                <h2 id="nu">{t!(lang, "rollpage-now")}</h2>
                {register.last.as_ref().map(|last| outcome(lang, last))}
                {asked}
            </section>
            {(register.source == RegisterSource::Roll).then(|| upload(page, form))}
        </div>
    }
    .into_any()
}

fn now(lang: Lang, register: &RegisterView) -> AnyView {
    let Some(roll) = &register.roll else {
        return view! { <p>{t!(lang, "rollpage-none")}</p> }.into_any();
    };
    let (day, time) = (
        date_long(lang, roll.loaded_at.day()),
        time_of_day(lang, roll.loaded_at),
    );
    view! {
        <dl class="summary">
            <div class="summary__row">
                <dt>{t!(lang, "rollpage-entries")}</dt>
                <dd>{number(lang, roll.entries)}</dd>
            </div>
            <div class="summary__row">
                <dt>{t!(lang, "rollpage-loaded")}</dt>
                <dd>{t!(lang, "rollpage-at", day = day, time = time)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// What became of the last file: which of its lines to look at.
fn outcome(lang: Lang, last: &RollLoaded) -> AnyView {
    let (day, time) = (date_long(lang, last.at.day()), time_of_day(lang, last.at));
    let when = t!(
        lang,
        "rollpage-by",
        day = day,
        time = time,
        name = by(lang, &last.by)
    );
    let refused = (last.refused > 0).then(|| {
        let lines = last.refused_lines.iter().map(u64::to_string);
        let lines = lines.collect::<Vec<_>>().join(", ");
        let more = u64::try_from(last.refused_lines.len()).unwrap_or(u64::MAX) < last.refused;
        view! {
            <p>{t!(lang, "rollpage-refused", count = last.refused)}" "
                {t!(lang, "rollpage-lines", lines = lines)}
                {more.then(|| view! { " "{t!(lang, "rollpage-more")} })}</p>
        }
    });
    let kind = match last.refused {
        0 => Kind::Success,
        _ => Kind::Warning,
    };
    view! {
        <Notice kind=kind title=t!(lang, "rollpage-stored", count = last.stored)>
            {refused}
            <p class="meta">{when}</p>
        </Notice>
    }
    .into_any()
}

/// Who did it; the operator of the server has no name.
fn by(lang: Lang, name: &str) -> String {
    match name {
        "" => t!(lang, "log-operator").into_owned(),
        name => name.to_owned(),
    }
}

fn upload(page: &PageContext, form: FormState) -> AnyView {
    let lang = page.lang;
    // Only once the doubt was told: a box that is always there is ticked before anybody reads.
    let doubted = form.problem_of(ROLL_FIELD).is_some_and(|problem| {
        matches!(
            problem,
            FieldProblem::ManyWrongLines { .. } | FieldProblem::FarFewer { .. }
        )
    });
    let sure = doubted.then(|| {
        view! {
            <div class="field">
                <label class="choice">
                    <input type="checkbox" id=form.id(ROLL_SURE) name=ROLL_SURE value="yes"/>
                    <span>{t!(lang, "rollpage-sure")}</span>
                </label>
            </div>
        }
    });
    view! {
        <section class="section flow" aria-labelledby="ny">
            <h2 id="ny">{t!(lang, "rollpage-new")}</h2>
            <div class="prose"><ul>
                <li>{t!(lang, "rollpage-rule-1")}</li>
                <li>{t!(lang, "rollpage-rule-2")}</li>
                <li>{t!(lang, "rollpage-rule-3")}</li>
            </ul></div>
            <form class="form" method="post" enctype="multipart/form-data"
                action=page.href("/admin/folkbokforing") novalidate>
                <FileField form=form name=ROLL_FIELD label=t!(lang, "rollpage-file")
                    hint=t!(lang, "rollpage-file-hint") accept=".txt,.csv,text/plain,text/csv"/>
                {sure}
                <div class="actions"><button class="btn">{t!(lang, "rollpage-submit")}</button></div>
            </form>
        </section>
    }
    .into_any()
}
