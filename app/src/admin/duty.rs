//! `/admin/personer/{person}/uppdrag`: giving somebody a duty.

use leptos::prelude::*;
use nara_domain::actor::Role;

use super::api::{AdminPort, PersonView};
use super::fields::{choices, chosen, duty_fields, label};
use super::parts::head;
use super::person::asked;
use crate::context::{PageContext, page, port};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState};

#[component]
pub fn DutyPage() -> impl IntoView {
    let page = page();
    let admin = port::<dyn AdminPort>();
    let (actor, now, id) = (page.actor.clone(), page.now, asked());
    let form = FormState::of(&page, "duty");
    let role = chosen(&form);
    let person = async move { admin?.person(&actor, id?, now).await };
    load(person, move |person| match role {
        Some(role) => show(&page, form, role, &person),
        None => choose(&page, &form, &person),
    })
}

/// The pages above this one; `theirs` is the person's.
fn way<'a>(page: &PageContext, person: &PersonView, theirs: &'a str) -> [(String, &'a str); 2] {
    let people = t!(page.lang, "admin-people").into_owned();
    [(people, "/admin/personer"), (person.name.clone(), theirs)]
}

fn choose(page: &PageContext, form: &FormState, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let title = t!(lang, "admin-duty-choose");
    let theirs = format!("/admin/personer/{}", person.id);
    let path = format!("{theirs}/uppdrag");
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            {head(page, &title, &person.name, &way(page, person, &theirs))}
            {choices(page, &path)}
        </div>
    }
    .into_any()
}

fn show(page: &PageContext, form: FormState, role: Role, person: &PersonView) -> AnyView {
    let lang = page.lang;
    let name = t!(lang, &format!("role-{}", role.code()));
    let title = t!(lang, "admin-duty-title", role = name.to_lowercase());
    let lead = t!(lang, "admin-duty-lead", name = person.name.clone());
    let theirs = format!("/admin/personer/{}", person.id);
    let action = page.href(&format!("{theirs}/uppdrag"));
    let back = page.href(&theirs);
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            {head(page, &title, &lead, &way(page, person, &theirs))}
            <form class="form" method="post" action=action novalidate>
                {duty_fields(page, &form, role, true)}
                <p>{t!(lang, "admin-duty-one")}</p>
                <div class="actions">
                    <button class="btn">{t!(lang, "admin-duty-submit")}</button>
                    <a class="btn btn--quiet" href=back>{t!(lang, "admin-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
