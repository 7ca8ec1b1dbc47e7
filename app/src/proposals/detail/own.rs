//! What only the proposer can do: answer what the municipality asked, and take the proposal back.

use leptos::prelude::*;
use nara_domain::proposal::{Course, Stage};

use crate::context::page;
use crate::i18n::date_long;
use crate::proposals::api::ProposalView;
use crate::proposals::shown;
use crate::t;
use crate::ui::{ErrorSummary, FormState, TextField, TickBox, written_in};

/// Where the municipality has asked for something: the question and the answer's form.
#[component]
pub fn Complete(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "complete");
    let (missing, by) = match &case.course {
        Course::Proposal(Stage::NeedsCompletion {
            missing, answer_by, ..
        }) => (missing.clone(), *answer_by),
        _ => return None,
    };
    if !case.possible.complete {
        return None;
    }
    let action = page.href(&format!(
        "{}/komplettera",
        shown::path_of(case.id, &case.slug)
    ));
    let words = move |_: &str| t!(lang, "field-completion").into_owned();
    Some(view! {
        <section class="panel" aria-labelledby="komplettera">
            <h2 class="panel__title" id="komplettera">{t!(lang, "own-complete-title")}</h2>
            <p class="as-written" lang=written_in(lang) dir="auto">{missing}</p>
            <p>{t!(lang, "own-complete-by", date = date_long(lang, by))}</p>
            <ErrorSummary form=form.clone() label=words/>
            <form class="form" method="post" action=action>
                <TextField form=form.clone() name="completion" area=true
                    label=t!(lang, "field-completion").into_owned()
                    hint=t!(lang, "field-completion-hint").into_owned()/>
                <input type="hidden" name="once" value=form.value("once", &page.once)/>
                <div class="actions"><button class="btn">{t!(lang, "transition-complete")}</button></div>
            </form>
        </section>
    })
}

/// Taking it back cannot be undone, so it takes a box that has to be ticked.
#[component]
pub fn Withdraw(case: ProposalView) -> impl IntoView {
    let page = page();
    let lang = page.lang;
    let form = FormState::of(&page, "withdraw");
    if !case.possible.withdraw {
        return None;
    }
    let action = page.href(&format!(
        "{}/aterkalla",
        shown::path_of(case.id, &case.slug)
    ));
    let open = form.came_back();
    Some(view! {
        <details class="fold section no-print" open=open>
            <summary>{t!(lang, "transition-withdraw")}</summary>
            <div class="fold__body flow">
                <p>{t!(lang, "transition-withdraw-help")}</p>
                <form class="form" method="post" action=action>
                    <TickBox form=form.clone() label=t!(lang, "field-confirmation") focus=open/>
                    <input type="hidden" name="once" value=form.value("once", &page.once)/>
                    <div class="actions">
                        <button class="btn btn--danger">{t!(lang, "transition-withdraw")}</button>
                    </div>
                </form>
            </div>
        </details>
    })
}
