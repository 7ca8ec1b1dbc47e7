//! `/inbjudan`: where the link in an invitation's letter leads. A button, because mail
//! scanners open links.

use leptos::prelude::*;
use leptos_meta::Meta;
use nara_domain::duty::INVITATION_DAYS;
use nara_domain::error::{Denied, NotNow};

use super::api::{InvitationPort, Invited, Reader};
use super::parts::{beside, role_name};
use crate::accounts::api::{DISPLAY_NAME_MAX, PASSWORD_MIN};
use crate::context::{LinkSecret, PageContext, page, port, set_status, with_next};
use crate::error::{AppError, words};
use crate::i18n::date_long;
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, Kind, Notice, TextField};

#[component]
pub fn InvitationPage() -> impl IntoView {
    let page = page();
    let LinkSecret(token) = page.link.clone();
    let invitations = port::<dyn InvitationPort>();
    let invited = {
        let page = page.clone();
        // A link that does not work is no missing page: it says what to do now.
        async move { Ok(invitations?.invited(&page.actor, &token, page.now).await) }
    };
    load(invited, move |invited| match invited {
        Ok(invited) => show(&page, &invited),
        Err(error) => broken(&page, &error),
    })
}

/// Only who invited can send another link.
fn broken(page: &PageContext, error: &AppError) -> AnyView {
    let lang = page.lang;
    set_status(error.status());
    let title = match error {
        AppError::Denied(Denied::NotNow(NotNow::InviterLeft)) => t!(lang, "invitation-left-title"),
        other => t!(lang, &format!("error-{}-title", other.code())),
    };
    let help = match error {
        AppError::LinkUsed => t!(lang, "invitation-used").into_owned(),
        AppError::LinkExpired | AppError::LinkUnknown => {
            t!(lang, "invitation-broken", days = INVITATION_DAYS).into_owned()
        }
        other => words::help(lang, other),
    };
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <h1>{title}</h1>
            <p class="lead">{help}</p>
            <div class="actions">
                <a class="btn" href=page.href("/konto")>{t!(lang, "invitation-account")}</a>
            </div>
        </div>
    }
    .into_any()
}

fn show(page: &PageContext, invited: &Invited) -> AnyView {
    let lang = page.lang;
    let role = role_name(lang, &invited.standing).to_lowercase();
    let title = match invited.reader {
        Reader::Accepted => t!(lang, "invitation-accepted-title", role = role),
        _ => t!(lang, "invitation-title", role = role),
    };
    let form = FormState::of(page, "accept");
    let label = move |field: &str| match field {
        "display_name" => t!(lang, "register-name").into_owned(),
        _ => t!(lang, "register-password").into_owned(),
    };
    let action = page.href("/inbjudan");
    let next = match invited.reader {
        Reader::Accepted => accepted(page, invited),
        Reader::Accepts => view! {
            <form class="form" method="post" action=action>
                <div class="actions"><button class="btn">{t!(lang, "invitation-submit")}</button></div>
            </form>
        }
        .into_any(),
        Reader::MakesAccount => account(page, &form, action, invited),
        Reader::SignsIn => {
            let to = page.href(&with_next("/logga-in", "/inbjudan"));
            view! {
                <p>{t!(lang, "invitation-signs-in", email = invited.email.clone())}</p>
                <div class="actions"><a class="btn" href=to>{t!(lang, "nav-sign-in")}</a></div>
            }
            .into_any()
        }
        Reader::Other => other(page, invited),
    };
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.clone() label=label/>
            <h1>{title}</h1>
            {(invited.reader != Reader::Accepted).then(|| about(page, invited))}
            {next}
        </div>
    }
    .into_any()
}

/// Signed in as somebody else: the letter went to another address.
fn other(page: &PageContext, invited: &Invited) -> AnyView {
    let lang = page.lang;
    let why = t!(lang, "invitation-other", email = invited.email.clone());
    view! {
        <Notice kind=Kind::Warning title=t!(lang, "invitation-other-title")>
            <p>{why}</p>
        </Notice>
        <form method="post" action=page.href("/logga-ut")>
            <button class="btn btn--secondary">{t!(lang, "nav-sign-out")}</button>
        </form>
    }
    .into_any()
}

/// What one would take on, and who asks.
fn about(page: &PageContext, invited: &Invited) -> AnyView {
    let lang = page.lang;
    let beside = beside(lang, &invited.standing);
    let last = match invited.last_day {
        Some(day) => t!(lang, "admin-until", day = date_long(lang, day)),
        None => t!(lang, "admin-until-none"),
    };
    view! {
        <dl class="facts">
            <dt>{t!(lang, "invitation-duty")}</dt>
            <dd>{role_name(lang, &invited.standing)}</dd>
            {(!beside.is_empty()).then(|| view! { <dd>{beside}</dd> })}
            <dt>{t!(lang, "invitation-term")}</dt>
            <dd>{last}</dd>
            <dt>{t!(lang, "invitation-by")}</dt>
            <dd>{invited.by.clone()}", "{page.site.municipality.clone()}</dd>
        </dl>
        <p>{t!(lang, &format!("role-{}-means", invited.standing.role.code()))}</p>
    }
    .into_any()
}

fn account(page: &PageContext, form: &FormState, action: String, invited: &Invited) -> AnyView {
    let lang = page.lang;
    view! {
        <p>{t!(lang, "invitation-makes-account", email = invited.email.clone())}</p>
        <form class="form" method="post" action=action novalidate>
            <TextField
                form=form.clone()
                name="display_name"
                label=t!(lang, "register-name")
                hint=t!(lang, "invitation-name-hint", max = DISPLAY_NAME_MAX)
                autocomplete="name"
            />
            <TextField
                form=form.clone()
                name="password"
                label=t!(lang, "register-password")
                hint=t!(lang, "register-password-hint", min = PASSWORD_MIN)
                kind="password"
                autocomplete="new-password"
            />
            <p><a href=page.href("/integritet")>{t!(lang, "register-privacy")}</a></p>
            <div class="actions"><button class="btn">{t!(lang, "invitation-join")}</button></div>
        </form>
    }
    .into_any()
}

/// The duty sleeps until its holder signs in in a way that is strong enough for it.
fn accepted(page: &PageContext, invited: &Invited) -> AnyView {
    let lang = page.lang;
    if page.actor.dormant().is_empty() {
        return view! {
            <p class="lead">{t!(lang, "invitation-awake")}</p>
            <div class="actions"><a class="btn" href=page.href("/konto")>{t!(lang, "invitation-account")}</a></div>
        }
        .into_any();
    }
    let lead = view! { <p class="lead">{t!(lang, "invitation-next-lead")}</p> };
    let Some(link) = &invited.passkey_link else {
        return view! {
            {lead}
            <p>{t!(lang, "invitation-next-known")}</p>
            <p>{t!(lang, "invitation-next-asks")}</p>
            <div class="actions">
                <a class="btn" href=page.href("/konto")>{t!(lang, "invitation-account")}</a>
            </div>
        }
        .into_any();
    };
    let passkeys = page.href(&format!("/konto/passnycklar/ny/{link}"));
    view! {
        {lead}
        <ol class="numbered">
            <li>{t!(lang, "invitation-next-1")}</li>
            <li>{t!(lang, "invitation-next-2")}</li>
        </ol>
        <div class="actions">
            <a class="btn" href=passkeys>{t!(lang, "invitation-passkey")}</a>
            <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "invitation-account")}</a>
        </div>
    }
    .into_any()
}
