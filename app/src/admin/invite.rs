//! `/admin/inbjudningar/ny`: inviting somebody to a duty by letter.

use leptos::prelude::*;
use nara_domain::actor::Role;
use nara_domain::duty::INVITATION_DAYS;
use nara_domain::permissions::administer;

use super::fields::{choices, chosen, duty_fields, label};
use super::parts::head;
use crate::context::{PageContext, page};
use crate::error::AppError;
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

#[component]
pub fn InvitePage() -> impl IntoView {
    let page = page();
    let form = FormState::of(&page, "invitation");
    let role = chosen(&form);
    let may = administer(&page.actor).map_err(AppError::from);
    load(async move { may }, move |()| match role {
        Some(role) => show(&page, form, role),
        None => choose(&page, &form),
    })
}

fn way(page: &PageContext) -> [(String, &'static str); 1] {
    [(
        t!(page.lang, "admin-invitations").into_owned(),
        "/admin/inbjudningar",
    )]
}

fn choose(page: &PageContext, form: &FormState) -> AnyView {
    let lang = page.lang;
    let (title, lead) = (t!(lang, "invite-title"), t!(lang, "invite-choose"));
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            {head(page, &title, &lead, &way(page))}
            {choices(page, "/admin/inbjudningar/ny")}
        </div>
    }
    .into_any()
}

fn show(page: &PageContext, form: FormState, role: Role) -> AnyView {
    let lang = page.lang;
    let name = t!(lang, &format!("role-{}", role.code())).to_lowercase();
    let title = t!(lang, "invite-role", role = name);
    let lead = t!(lang, "invite-lead", days = INVITATION_DAYS);
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=move |field: &str| label(lang, field)/>
            {head(page, &title, &lead, &way(page))}
            <form class="form" method="post" action=page.href("/admin/inbjudningar/ny") novalidate>
                <TextField
                    form=form.clone()
                    name="email"
                    label=label(lang, "email")
                    hint=t!(lang, "invite-email-hint")
                    kind="email"
                    autocomplete="off"
                />
                {duty_fields(page, &form, role, false)}
                <div class="actions">
                    <button class="btn">{t!(lang, "invite-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin/inbjudningar")>{t!(lang, "admin-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
