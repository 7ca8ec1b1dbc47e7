//! `/grupper/ny`: a new group.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::group::{AGES, MEMBERS_MAX, NAME_MAX};
use nara_domain::permissions::run_groups;

use crate::context::{PageContext, page};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{Choices, Crumbs, ErrorSummary, FormState, TextField};

/// For supervisors.
#[component]
pub fn NewGroupPage() -> impl IntoView {
    let page = page();
    let allowed = run_groups(&page.actor).map_err(AppError::from);
    load(async move { allowed }, move |()| show(&page))
}

fn label(lang: Lang, field: &str) -> String {
    t!(lang, &format!("newgroup-{field}")).into_owned()
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "group");
    let label = move |field: &str| label(lang, field);
    let way = vec![(t!(lang, "groups-title").into_owned(), "/grupper".to_owned())];
    let choices = ["yes", "no"].map(|code| {
        (
            code.to_owned(),
            t!(lang, &format!("newgroup-reads-{code}")).into_owned(),
            t!(lang, &format!("newgroup-reads-{code}-means")).into_owned(),
        )
    });
    let ages = t!(
        lang,
        "newgroup-ages-hint",
        from = *AGES.start(),
        to = *AGES.end()
    );
    view! {
        {page_title(t!(lang, "groups-new"))}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "groups-new")}</h1>
            <form class="form" method="post" action=page.href("/grupper/ny") novalidate>
                <TextField form=form.clone() name="name" label=label("name")
                    hint=t!(lang, "newgroup-name-hint", max = NAME_MAX)/>
                <TextField form=form.clone() name="age_from" label=label("age_from") hint=ages
                    mode="numeric" look="input input--number"/>
                <TextField form=form.clone() name="age_to" label=label("age_to")
                    mode="numeric" look="input input--number"/>
                <TextField form=form.clone() name="last_day" label=label("last_day")
                    hint=t!(lang, "newgroup-last_day-hint") kind="date" look="input input--date"/>
                <TextField form=form.clone() name="max_members" label=label("max_members") value="30"
                    hint=t!(lang, "newgroup-max_members-hint", max = MEMBERS_MAX)
                    mode="numeric" look="input input--number"/>
                <Choices form=form.clone() name="reads_first" legend=label("reads_first")
                    choices=choices.to_vec() value="yes"/>
                <div class="actions">
                    <button class="btn">{t!(lang, "newgroup-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/grupper")>{t!(lang, "newgroup-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
