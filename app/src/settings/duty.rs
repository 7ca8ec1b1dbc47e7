//! `/admin/jour`: who is written to when a moderator sees a threat, or somebody in danger.

use leptos::prelude::*;

use super::DUTY_FORM;
use super::api::SettingsPort;
use crate::admin::head;
use crate::context::{PageContext, page, port};
use crate::layout::load;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

#[component]
pub fn DutyAddressPage() -> impl IntoView {
    let page = page();
    let settings = port::<dyn SettingsPort>();
    let actor = page.actor.clone();
    let may = async move { settings?.may(&actor) };
    load(may, move |()| show(&page))
}

fn show(page: &PageContext) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, DUTY_FORM);
    let label = move |_: &str| t!(lang, "duty_address-email").into_owned();
    let value = page.settings.duty.clone().unwrap_or_default();
    view! {
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            {head(page, &t!(lang, "admin-duty"), &t!(lang, "duty_address-lead"), &[])}
            <p>{t!(lang, "duty_address-without")}</p>
            <form class="form" method="post" action=page.href("/admin/jour") novalidate>
                <TextField form name="duty_email" label=t!(lang, "duty_address-email")
                    hint=t!(lang, "duty_address-email-hint") value=value kind="email" optional=true/>
                <div class="actions">
                    <button class="btn">{t!(lang, "duty_address-save")}</button>
                    <a class="btn btn--quiet" href=page.href("/admin")>{t!(lang, "settings-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
