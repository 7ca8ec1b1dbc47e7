//! `/forslag/{id}/{slug}/handlingar/{nummer}/ta-bort`: the file goes, what is told about it stays.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use nara_domain::answer::ActKind;
use nara_domain::permissions::{Action, can};

use super::REMOVAL;
use super::shown::{address_of, documents};
use crate::answers::{SpecForm, case_page, head, once, path, subject};
use crate::context::{PageContext, set_status};
use crate::error::AppError;
use crate::layout::{ErrorPage, page_title};
use crate::proposals::api::ProposalView;
use crate::t;
use crate::ui::ErrorSummary;

#[component]
pub fn RemovePage() -> impl IntoView {
    let number = use_params_map().read_untracked().get("number");
    let number = number.and_then(|number| number.parse::<i64>().ok());
    case_page(
        |_| Action::Append(ActKind::DocumentRemoval),
        move |page, case| show(page, &case, number),
    )
}

fn show(page: &PageContext, case: &ProposalView, number: Option<i64>) -> AnyView {
    let lang = page.lang;
    let document = documents(case)
        .into_iter()
        .find(|document| Some(document.number) == number);
    let document = match document {
        Some(document) if document.removal.is_none() => document,
        gone => {
            let error = match gone {
                Some(_) => AppError::Gone,
                None => AppError::NotFound,
            };
            set_status(error.status());
            return view! { <ErrorPage error/> }.into_any();
        }
    };
    let form = SpecForm::new(
        page,
        REMOVAL,
        "document_removal",
        ActKind::DocumentRemoval.fields(),
    );
    let title = t!(lang, "documents-remove-title");
    let action = page.href(&format!("{}/ta-bort", address_of(case, document.number)));
    view! {
        {page_title(title.clone())}
        <Meta name="robots" content="noindex"/>
        <div class="wrap wrap--narrow flow">
            <ErrorSummary form=form.state.clone() label=form.label()/>
            {head(page, case, &title, &t!(lang, "documents-remove-lead"))}
            <p><strong dir="auto">{document.title.clone()}</strong></p>
            <form class="form" method="post" action=action novalidate>
                {once(page, &form.state)}
                {form.fields()}
                <section class="panel panel--quiet" aria-labelledby="sedan">
                    <h2 class="panel__title" id="sedan">{t!(lang, "answers-then")}</h2>
                    <ul class="flow">
                        <li>{t!(lang, "documents-remove-goes")}</li>
                        <li>{t!(lang, "documents-remove-stays")}</li>
                        <li>{t!(lang, "documents-remove-copies")}</li>
                    </ul>
                </section>
                <div class="actions">
                    <button class="btn btn--danger">{t!(lang, "documents-remove-submit")}</button>
                    <a class="btn btn--quiet" href=page.href(&format!("{}/handlingar", path(case)))>
                        {t!(lang, "answers-cancel")}
                    </a>
                </div>
            </form>
        </div>
    }
    .into_any()
}

/// For those who may.
pub(super) fn link(page: &PageContext, case: &ProposalView, number: i64) -> Option<AnyView> {
    can(
        &page.actor,
        Action::Append(ActKind::DocumentRemoval),
        &subject(case),
    )
    .ok()?;
    let to = page.href(&format!("{}/ta-bort", address_of(case, number)));
    Some(view! { <span><a href=to>{t!(page.lang, "documents-remove")}</a></span> }.into_any())
}
