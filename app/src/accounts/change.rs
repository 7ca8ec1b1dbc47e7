//! `/konto/losenord`, `/konto/epost`: changing one's own account, one thing a page.

use leptos::prelude::*;
use nara_domain::group::has_account;

use super::api::{AccountPort, AccountView, PASSWORD_MIN};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField};

/// Loads the reader's account for one of the pages. Signed in only.
fn own_page(view: fn(&PageContext, AccountView) -> AnyView) -> impl IntoView {
    let page = page();
    let accounts = port::<dyn AccountPort>();
    let (actor, session, now) = (page.actor.clone(), page.session.clone(), page.now);
    let data = async move {
        has_account(&actor)?;
        accounts?.account(&actor, &session, now).await
    };
    load(data, move |account| view(&page, account))
}

/// A new password for the present one.
#[component]
pub fn PasswordPage() -> impl IntoView {
    own_page(password)
}

/// Another address.
#[component]
pub fn AddressPage() -> impl IntoView {
    own_page(address)
}

/// The button, and the way back.
fn actions(page: &PageContext, submit: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <div class="actions">
            <button class="btn">{t!(lang, submit)}</button>
            <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "change-cancel")}</a>
        </div>
    }
    .into_any()
}

fn password(page: &PageContext, account: AccountView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "change_password");
    let label = move |field: &str| match field {
        "present" => t!(lang, "change-present").into_owned(),
        _ => t!(lang, "newpassword-label").into_owned(),
    };
    let body = match account.has_password {
        true => view! {
            <p class="lead">{t!(lang, "change-password-lead")}</p>
            <form class="form" method="post" action=page.href("/konto/losenord") novalidate>
                <TextField
                    form=form.clone()
                    name="present"
                    label=label("present")
                    kind="password"
                    autocomplete="current-password"
                />
                <TextField
                    form=form.clone()
                    name="password"
                    label=label("password")
                    hint=t!(lang, "register-password-hint", min = PASSWORD_MIN)
                    kind="password"
                    autocomplete="new-password"
                />
                {actions(page, "newpassword-submit")}
            </form>
            <p><a href=page.href("/glomt-losenord")>{t!(lang, "signin-forgotten")}</a></p>
        }
        .into_any(),
        false => no_password(page),
    };
    view! {
        {page_title(t!(lang, "change-password-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "change-password-title")}</h1>
            {body}
        </div>
    }
    .into_any()
}

/// What asks for the present password cannot be done without one; choosing one goes by letter.
fn no_password(page: &PageContext) -> AnyView {
    let lang = page.lang;
    view! {
        <p class="lead">{t!(lang, "change-no-password")}</p>
        <div class="actions">
            <a class="btn" href=page.href("/glomt-losenord")>{t!(lang, "change-no-password-submit")}</a>
            <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "change-cancel")}</a>
        </div>
    }
    .into_any()
}

fn address(page: &PageContext, account: AccountView) -> AnyView {
    let lang = page.lang;
    let form = FormState::of(page, "address");
    let label = move |field: &str| match field {
        "email" => t!(lang, "change-address-label").into_owned(),
        _ => t!(lang, "change-present").into_owned(),
    };
    let now = account
        .email
        .unwrap_or_else(|| t!(lang, "account-no-email").into_owned());
    let body = match account.has_password {
        true => view! {
            <p class="lead">{t!(lang, "change-address-lead")}</p>
            <form class="form" method="post" action=page.href("/konto/epost") novalidate>
                <TextField
                    form=form.clone()
                    name="email"
                    label=label("email")
                    hint=t!(lang, "change-address-hint", email = now)
                    kind="email"
                    autocomplete="email"
                />
                <TextField
                    form=form.clone()
                    name="password"
                    label=label("password")
                    kind="password"
                    autocomplete="current-password"
                />
                {actions(page, "change-address-submit")}
            </form>
        }
        .into_any(),
        false => no_password(page),
    };
    view! {
        {page_title(t!(lang, "change-address-title"))}
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{t!(lang, "change-address-title")}</h1>
            {body}
        </div>
    }
    .into_any()
}
