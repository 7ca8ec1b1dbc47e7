//! `/ny-adress`: where the link to a new address leads. A button, because mail scanners open
//! links; and only for who asked, signed in.

use leptos::prelude::*;

use super::api::AccountPort;
use super::broken_link::{broken, is_about_link};
use crate::context::{LinkSecret, PageContext, page, port};
use crate::error::AppError;
use crate::layout::{load, page_title};
use crate::t;

/// Where to ask for another link.
const AGAIN: (&str, &str) = ("/konto/epost", "newaddress-again");

/// The button, or why the link does not work and what to do instead.
#[component]
pub fn NewAddressPage() -> impl IntoView {
    let page = page();
    let LinkSecret(token) = page.link.clone();
    let accounts = port::<dyn AccountPort>();
    let check = {
        let page = page.clone();
        async move {
            match accounts?.check_address(&page.actor, &token, page.now).await {
                Err(AppError::SignIn) => Err(AppError::SignIn),
                checked => Ok(checked),
            }
        }
    };
    let replayed = page
        .replay_of("new_address")
        .map(|replay| replay.error.clone())
        .filter(|error| is_about_link(error) || *error == AppError::Conflict);
    load(check, move |checked| match (replayed, checked) {
        (Some(error), _) | (None, Err(error)) => broken(&page, &error, AGAIN),
        (None, Ok(email)) => form(&page, email),
    })
}

fn form(page: &PageContext, email: String) -> AnyView {
    let lang = page.lang;
    view! {
        {page_title(t!(lang, "newaddress-title"))}
        <div class="wrap wrap--narrow flow">
            <h1>{t!(lang, "newaddress-title")}</h1>
            <p class="lead">{t!(lang, "newaddress-lead", email = email)}</p>
            <form class="form" method="post" action=page.href("/ny-adress")>
                <div class="actions">
                    <button class="btn">{t!(lang, "newaddress-submit")}</button>
                    <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "change-cancel")}</a>
                </div>
            </form>
        </div>
    }
    .into_any()
}
