//! The page that says what went wrong and what to do now.

use leptos::prelude::*;
use nara_domain::ids::ProposalId;

use super::kept::{KEPT, KeptForm};
use super::page_title;
use crate::context::{page, set_status};
use crate::error::{AppError, words};
use crate::identity::how_to_be_known;
use crate::t;

/// What went wrong, what to do, and the number to give when asking for help.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let page = page();
    if let Some(kept) = page.replay_of(KEPT).filter(|_| error == AppError::SignIn) {
        return view! { <KeptForm values=kept.values.clone()/> }.into_any();
    }
    let code = error.code();
    let title = t!(page.lang, &format!("error-{code}-title"));
    let help = words::help(page.lang, &error);
    let back = case_of(&page.path).filter(|_| {
        matches!(
            error,
            AppError::Denied(_) | AppError::NotAllowedNow(_) | AppError::Conflict
        )
    });
    let server_fault = error.status() >= 500;
    // The form's own page cannot be shown any more: what was typed in it is not lost.
    let typed = page
        .replay
        .as_ref()
        .and_then(|form| form.values.get("text"));
    let typed = typed.filter(|text| !text.trim().is_empty()).cloned();
    let typed = typed.map(|text| {
        view! {
            <section class="panel flow" aria-labelledby="skrev">
                <h2 class="panel__title" id="skrev">{t!(page.lang, "kept-text")}</h2>
                <p class="as-written" dir="auto">{text}</p>
            </section>
        }
    });
    view! {
        {page_title(&title)}
        <div class="wrap wrap--narrow error-page">
            <p class="error-page__code">{error.status()}</p>
            <h1>{title.clone()}</h1>
            <p class="lead">{help}</p>
            {how_to_be_known(&error)}
            {typed}
            {server_fault
                .then(|| view! { <p class="meta">{t!(page.lang, "error-request-id", id = page.request_id.clone())}</p> })}
            <p class="actions">
                {back.map(|to| view! {
                    <a class="btn" href=page.href(&to)>{t!(page.lang, "error-to-case")}</a>
                })}
                <a class="btn" href=page.href("/forslag")>{t!(page.lang, "error-to-proposals")}</a>
                <a class="btn btn--quiet" href=page.href("/")>{t!(page.lang, "error-to-start")}</a>
            </p>
        </div>
    }
    .into_any()
}

/// The proposal that a page below it is about: `/forslag/12/lekplats` of
/// `/forslag/12/lekplats/svara`.
fn case_of(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("/forslag/")?.split('/');
    let (id, slug, _) = (parts.next()?, parts.next()?, parts.next()?);
    (id.parse::<ProposalId>().is_ok()).then(|| format!("/forslag/{id}/{slug}"))
}

/// For addresses that lead nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status(404);
    view! { <ErrorPage error=AppError::NotFound/> }
}
