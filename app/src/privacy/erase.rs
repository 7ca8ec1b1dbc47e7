//! `/konto/ta-bort`: what goes and what stays when an account is taken away, and the button for it.

use leptos::prelude::*;

use super::api::{Kept, PrivacyPort, PrivacyView};
use super::held::{back, prove_first};
use crate::context::{PageContext, page, port};
use crate::layout::{load, page_title};
use crate::t;
use crate::ui::{ErrorSummary, FormState, TickBox};

/// The form's name in the page.
const FORM: &str = "erase";

/// Signed in only.
#[component]
pub fn ErasePage() -> impl IntoView {
    let page = page();
    let privacy = port::<dyn PrivacyPort>();
    let actor = page.actor.clone();
    let data = async move { privacy?.overview(&actor).await };
    load(data, move |view| {
        let lang = page.lang;
        let form = FormState::of(&page, FORM);
        let made = view.made.code();
        let what_happens = view! {
            <h2>{t!(lang, "erase-goes-title")}</h2>
            <ul>
                <li>{t!(lang, &format!("erase-goes-account-{made}"))}</li>
                <li>{t!(lang, &format!("erase-goes-drafts-{made}"))}</li>
                <li>{t!(lang, "erase-goes-support", count = view.open_supports)}</li>
                <li>{t!(lang, &format!("erase-goes-name-{made}"), name = nara_domain::privacy::ERASED_NAME)}</li>
            </ul>
            <h2>{t!(lang, "erase-stays-title")}</h2>
            <ul>
                <li>{t!(lang, "erase-stays-words")}</li>
                <li>{t!(lang, &format!("erase-stays-archive-{made}"))}</li>
                <li>{t!(lang, "erase-stays-votes")}</li>
            </ul>
        };
        view! {
            {page_title(t!(lang, "erase-title"))}
            <div class="wrap wrap--narrow flow">
                <ErrorSummary form=form.clone() label=move |_: &str| t!(lang, "erase-box").into_owned()/>
                {back(&page)}
                <h1>{t!(lang, "erase-title")}</h1>
                <p class="lead">{t!(lang, "erase-lead")}</p>
                <div class="prose">{what_happens}</div>
                {way(&page, &view, &form)}
            </div>
        }
        .into_any()
    })
}

/// The form, or why there is none.
fn way(page: &PageContext, view: &PrivacyView, form: &FormState) -> AnyView {
    let lang = page.lang;
    match view.kept {
        Some(Kept::Duty) => return view! { <p>{t!(lang, "erase-kept-duty")}</p> }.into_any(),
        Some(Kept::Demo) => return view! { <p>{t!(lang, "erase-kept-demo")}</p> }.into_any(),
        None if page.proved_lately().is_err() => return prove_first(page, "/konto/ta-bort"),
        None => {}
    }
    view! {
        <form class="form" method="post" action=page.href("/konto/ta-bort")>
            <TickBox form=form.clone() label=t!(lang, "erase-confirm")/>
            <div class="actions">
                <button class="btn btn--danger">{t!(lang, "erase-submit")}</button>
                <a class="btn btn--quiet" href=page.href("/konto")>{t!(lang, "erase-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
