//! `/grupper/ny` and `/grupper/{id}/andra`: a new group, and one that is changed.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::error::{Denied, NotNow};
use nara_domain::group::{AGES, MEMBERS_MAX, NAME_MAX};
use nara_domain::permissions::run_groups;

use super::api::{GroupPort, GroupView};
use super::group_id;
use crate::context::{PageContext, page, port};
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
    load(async move { allowed }, move |()| new(&page))
}

/// For those who run it, while it goes on.
#[component]
pub fn ChangeGroupPage() -> impl IntoView {
    let page = page();
    let groups = port::<dyn GroupPort>();
    let id = group_id();
    let (actor, now) = (page.actor.clone(), page.now);
    let data = async move {
        let group = groups?.group(&actor, id?, now).await?;
        match group.item.open {
            true => Ok(group),
            false => Err(AppError::Denied(Denied::NotNow(NotNow::Ended))),
        }
    };
    load(data, move |group| change(&page, &group))
}

fn label(lang: Lang, field: &str) -> String {
    t!(lang, &format!("newgroup-{field}")).into_owned()
}

/// What stands in the fields before somebody types.
#[derive(Default)]
struct Values {
    name: String,
    age_from: String,
    age_to: String,
    last_day: String,
    max_members: String,
    reads_first: &'static str,
}

fn new(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let way = vec![(t!(lang, "groups-title").into_owned(), "/grupper".to_owned())];
    let title = t!(lang, "groups-new").into_owned();
    let values = Values {
        max_members: "30".to_owned(),
        reads_first: "yes",
        ..Values::default()
    };
    let words = ("newgroup-submit", "newgroup-cancel");
    let name_hint = t!(lang, "newgroup-name-hint", max = NAME_MAX).into_owned();
    let form = fields(page, ("/grupper/ny", "/grupper"), words, name_hint, values);
    around(page, way, title, form)
}

fn change(page: &PageContext, group: &GroupView) -> AnyView {
    let lang = page.lang;
    let address = format!("/grupper/{}", group.item.id);
    let way = vec![
        (t!(lang, "groups-title").into_owned(), "/grupper".to_owned()),
        (group.item.name.clone(), address.clone()),
    ];
    let title = t!(lang, "group-change").into_owned();
    let values = Values {
        name: group.item.name.clone(),
        age_from: group.age_from.to_string(),
        age_to: group.age_to.to_string(),
        last_day: group.item.last_day.to_string(),
        max_members: group.max_members.to_string(),
        reads_first: if group.item.reads_first { "yes" } else { "no" },
    };
    let action = format!("{address}/andra");
    let words = ("group-change-submit", "group-change-cancel");
    let name_hint = t!(lang, "group-change-name-hint", max = NAME_MAX).into_owned();
    let form = fields(page, (&action, &address), words, name_hint, values);
    around(page, way, title, form)
}

fn around(page: &PageContext, way: Vec<(String, String)>, title: String, form: AnyView) -> AnyView {
    let lang = page.lang;
    let state = FormState::of(page, "group");
    view! {
        {page_title(&title)}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <Crumbs way/>
            <ErrorSummary form=state label=move |field: &str| label(lang, field)/>
            <h1>{title.clone()}</h1>
            {form}
        </div>
    }
    .into_any()
}

fn fields(
    page: &PageContext,
    (action, back): (&str, &str),
    (submit, cancel): (&str, &str),
    name_hint: String,
    values: Values,
) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "group");
    let label = move |field: &str| label(lang, field);
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
        <form class="form" method="post" action=page.href(action) novalidate>
            <TextField form=form.clone() name="name" label=label("name") value=values.name hint=name_hint/>
            <TextField form=form.clone() name="age_from" label=label("age_from") hint=ages
                value=values.age_from mode="numeric" look="input input--number"/>
            <TextField form=form.clone() name="age_to" label=label("age_to")
                value=values.age_to mode="numeric" look="input input--number"/>
            <TextField form=form.clone() name="last_day" label=label("last_day") value=values.last_day
                hint=t!(lang, "newgroup-last_day-hint") kind="date" look="input input--date"/>
            <TextField form=form.clone() name="max_members" label=label("max_members")
                value=values.max_members hint=t!(lang, "newgroup-max_members-hint", max = MEMBERS_MAX)
                mode="numeric" look="input input--number"/>
            <Choices form=form.clone() name="reads_first" legend=label("reads_first")
                choices=choices.to_vec() value=values.reads_first/>
            <div class="actions">
                <button class="btn">{t!(lang, submit)}</button>
                <a class="btn btn--quiet" href=page.href(back)>{t!(lang, cancel)}</a>
            </div>
        </form>
    }
    .into_any()
}
